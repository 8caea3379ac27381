"""`wardgen new`: a few questions become the file of a new page that lints clean."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wardgen.cli.ask import Asker, Unanswered, Wrong
from wardgen.cli.console import say_out, tell
from wardgen.cli.fresh import from_here, write_all
from wardgen.cli.options import read_options
from wardgen.japanese.analyse import guess_reading
from wardgen.japanese.dates import parse_instant, say_instant
from wardgen.japanese.kakasi import propose_slug
from wardgen.japanese.kana import to_hiragana
from wardgen.load.frontmatter import FIELDS
from wardgen.load.shelf import FACILITIES, Shelf, load_shelf
from wardgen.load.skeleton import make_index, make_skeleton
from wardgen.load.urls import RESERVED, SLUG
from wardgen.load.values import Reader
from wardgen.load.yamltree import Scalar
from wardgen.model.diagnostic import diagnostic
from wardgen.model.page import Kind, begins, ends
from wardgen.model.register import Category
from wardgen.model.source import Span
from wardgen.words import LANGUAGES, catalogue, message

TOP = "."
"""How the top of content/ is typed, as an empty answer takes the proposal."""
_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BY_KEY = {field.key: field for field in FIELDS}


_APART = re.compile(r"([0-9０-９]{2,}|[\W_]+)")
"""Long numbers are read as digits one by one, signs as 「きごう」: neither is how a title is read."""


class Stop(Exception):
    """No page can be made; the text says why."""


def run(asked: argparse.Namespace) -> int:
    """Ask, write, and say what comes next."""
    if hasattr(sys.stdin, "reconfigure") and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    config, options = read_options(asked)
    shelf = load_shelf(config)
    talk = _Talk(asked, shelf, options.now)
    try:
        files = talk.files()
        write_all({Path(config.root) / config.content / path: text for path, text in files.items()})
    except (EOFError, KeyboardInterrupt):
        tell("\n" + talk.say("stopped"))
        return 2
    except Unanswered as unanswered:
        tell(talk.say("unanswered", option=unanswered))
        return 2
    except Stop as stop:
        tell(str(stop))
        return 2
    except FileExistsError as error:
        tell(talk.say("exists", path=error.filename))
        return 2
    except OSError as error:
        tell(talk.say("unwritable", path=error.filename, detail=error.strerror))
        return 2
    *others, path = (from_here(Path(config.root) / config.content / name) for name in files)
    for other in others:
        tell("\n" + talk.say("written_index", path=other))
    tell("\n" + talk.say("written", path=path))
    tell(talk.say("next"))
    for step in ("next_write", "next_serve", "next_lint", "next_publish"):
        tell("  " + talk.say(step, path=path))
    say_out(path)
    return 0


class _Talk:
    """The questions, in the order in which a person thinks of a page."""

    def __init__(self, asked: argparse.Namespace, shelf: Shelf, now: dt.datetime) -> None:
        self.asked = asked
        self.shelf = shelf
        self.now = now
        self.words: Mapping[str, Any] = catalogue(asked.lang)
        self.asker = Asker(asked.lang, asked.yes)

    def say(self, key: str, **words: object) -> str:
        """A sentence of this command."""
        return str(self.words["new"][key]).format(**words)

    def files(self) -> dict[str, str]:
        """Path below content/ -> text of what is to be written, the new page last."""
        kind = self._kind()
        tell(self.say("hello", kind=self.words["kinds"][kind]))
        values: dict[str, Any] = {"kind": str(kind), "draft": "true", "updated": f"{self.now:%Y-%m-%d}"}
        if kind is Kind.FACILITY:
            values["facility"] = self._facility()
        row = self.shelf.registers.facilities.get(values.get("facility", ""))
        values["title"] = self._title(row.name if row else None)
        values["yomi"] = self._reading("yomi", self.asked.yomi, values["title"], row.kana if row else "")
        folder = self._folder(kind)
        entrance = ""
        if folder and not self._name_of(folder) and not self.shelf.taken(folder, "index"):
            entrance = self._entrance()
        slug = self._slug(folder, values["title"], row.id if row else "")
        values |= self._classes(kind, folder)
        if kind in (Kind.NOTICE, Kind.EVENT):
            values["publish"] = f"{self.now:%Y-%m-%d}"
        if kind is Kind.EVENT:
            values |= self._event()
        main = self.shelf.config.language
        site = catalogue(main if main in LANGUAGES else "ja")
        values = {key: value for key, value in values.items() if value}
        ids = {key: self._names(key) for key in ("audience", "life_event", "topic")}
        text = make_skeleton(kind, values, site, self.words, ids, self.now.year + 1)
        files: dict[str, str] = {}
        if entrance:
            files[f"{folder}/index.md"] = make_index(entrance, values, self.words)
        files[f"{folder}/{slug}.md".lstrip("/")] = text
        return files

    def _names(self, key: str) -> dict[str, str]:
        rows: Mapping[str, Category] = getattr(self.shelf.registers, f"{key}s")
        return {id: row.name for id, row in rows.items()}

    def _kind(self) -> Kind:
        known = {str(kind): kind for kind in Kind}
        for lang in LANGUAGES:
            known |= {name: Kind(id) for id, name in catalogue(lang)["kinds"].items()}
        named = {str(kind): str(self.words["kinds"][kind]) for kind in Kind}
        if self.asked.kind in known:
            return known[self.asked.kind]
        if self.asked.kind is not None:
            raise Stop(self.say("kind_unknown", answer=self.asked.kind, options="・".join(named.values())))
        return Kind(self._must(self.asker.ask("kind", self.asker.one_of(named), choices=named), "KIND"))

    def _facility(self) -> str:
        rows = {id: row.name for id, row in self.shelf.unwritten().items()}
        if not rows:
            path = self.shelf.registers.paths.get("facilities", "facilities.csv")
            raise Stop(self.say("no_facilities", path=path))
        only = next(iter(rows)) if len(rows) == 1 else None
        read = self.asker.one_of(rows)
        found = self.asker.ask("facility", read, given=self.asked.facility, proposal=only, choices=rows)
        return self._must(found, "--facility")

    def _title(self, proposal: str | None) -> str:
        def read(answer: str) -> str:
            title = self._field("title", answer)
            if len(title) > 60:
                raise Wrong(message(diagnostic("title-long", "", title=title, length=len(title)), self.asked.lang))
            return title

        return self._must(self.asker.ask("title", read, given=self.asked.title, proposal=proposal), "--title")

    def _reading(self, topic: str, given: str | None, title: str, known: str = "") -> str:
        def read(answer: str) -> str:
            reading = to_hiragana(answer)
            if _KANJI.search(reading):
                raise Wrong(self.asker.say("kanji"))
            return self._field("yomi", reading)

        # A guess in which kanji are left is none: better no reading than one that cannot stand.
        guess = to_hiragana(known or _guess(title))
        proposal = None if not guess or _KANJI.search(guess) else guess
        return self.asker.ask(topic, read, given=given, proposal=proposal, may_skip=True) or ""

    def _name_of(self, folder: str) -> str:
        return self.shelf.name_of(folder) or (self.words["kinds"][Kind.FACILITY] if folder == FACILITIES else "")

    def _folder(self, kind: Kind) -> str:
        choices = {folder: self._name_of(folder) or folder for folder in self.shelf.folders}
        choices[TOP] = self.asker.say("top")
        known = self.asker.one_of(choices)

        def read(answer: str) -> str:
            try:
                return known(answer)
            except Wrong:
                folder = answer.strip("/")
                if not folder or not self.shelf.is_folder(folder):
                    raise Wrong(self.asker.say("folder_bad", answer=answer)) from None
                parent = folder.rpartition("/")[0]
                if parent and not self._name_of(parent):
                    raise Wrong(self.asker.say("folder_parent", folder=parent)) from None
                return folder

        used = Counter(p.rpartition("/")[0] or TOP for p, page in self.shelf.pages.items() if page.kind is kind)
        proposal = FACILITIES if kind is Kind.FACILITY else used.most_common(1)[0][0] if used else TOP
        found = self.asker.ask("folder", read, given=self.asked.folder, proposal=proposal, choices=choices)
        return "" if found == TOP else self._must(found, "--folder")

    def _entrance(self) -> str:
        name = self.asker.ask("folder_name", lambda answer: self._field("title", answer), given=self.asked.folder_name)
        return self._must(name, "--folder-name")

    def _slug(self, folder: str, title: str, facility: str) -> str:
        start = (facility.lower() if SLUG.fullmatch(facility.lower()) else propose_slug(title)) or "page"
        proposal = start
        for number in range(2, 1000):
            if not self.shelf.taken(folder, proposal, facility) and proposal not in RESERVED:
                break
            proposal = f"{start}-{number}"

        def read(answer: str) -> str:
            if not SLUG.fullmatch(answer) or answer in RESERVED:
                found = diagnostic("slug-shape", "", value=answer, proposal=propose_slug(answer) or proposal)
                raise Wrong(message(found, self.asked.lang))
            if path := self.shelf.taken(folder, answer, facility):
                raise Wrong(self.asker.say("taken", path=path))
            return answer

        return self._must(self.asker.ask("slug", read, given=self.asked.slug, proposal=proposal), "--slug")

    def _classes(self, kind: Kind, folder: str) -> dict[str, Any]:
        """Department, topic and audience, as far as there are any to choose from."""
        registers, ask = self.shelf.registers, self.asker
        values: dict[str, Any] = {}
        today = self.now.date()
        open_now = {id: row.name for id, row in registers.departments.items() if row.valid.covers(today)}
        must = kind in _BY_KEY["department"].required
        if must and not open_now:
            path = registers.paths.get("departments", "departments.yaml")
            raise Stop(self.say("no_departments", path=path))
        if open_now and kind is not Kind.FACILITY:
            only = next(iter(open_now)) if len(open_now) == 1 else None
            # A page that nobody answers for needs a topic: else no index but the one by reading holds it.
            may_skip = not must and bool(registers.topics)
            read, given = ask.one_of(open_now), self.asked.department
            found = ask.ask("department", read, given=given, proposal=only, choices=open_now, may_skip=may_skip)
            values["department"] = found if may_skip else self._must(found, "--department")
        for topic in ("topic", "audience"):
            names = self._names(topic)
            same = folder if topic == "topic" and folder in names else None
            if names:
                given = ",".join(getattr(self.asked, topic)) if getattr(self.asked, topic) else None
                may_skip = topic != "topic" or kind is Kind.FACILITY or bool(values.get("department"))
                some = ask.some_of(names)
                values[topic] = ask.ask(topic, some, given=given, proposal=same, choices=names, may_skip=may_skip)
        return values

    def _event(self) -> dict[str, Any]:
        """When and where; a page about an event ends with it."""

        def read_start(answer: str) -> str:
            text = self._field("start", answer)
            if ends(parse_instant(text)) <= self.now:
                raise Wrong(self.asker.say("past", answer=say_instant(parse_instant(text))))
            return text

        start = self._must(self.asker.ask("start", read_start, given=self.asked.start), "--start")
        first = parse_instant(start)

        def read_end(answer: str) -> str:
            text = self._field("end", answer)
            if begins(first) >= ends(parse_instant(text)):
                raise Wrong(self.asker.say("reversed", start=say_instant(first)))
            return text

        end = self.asker.ask("end", read_end, given=self.asked.end, may_skip=True)
        rooms = {id: row.name for id, row in self.shelf.registers.facilities.items()}
        known = self.asker.one_of(rooms)

        def read_place(answer: str) -> str:
            try:
                return known(answer)
            except Wrong:
                # A place without kanji or kana looks like an id that the register lacks: lint would say so.
                if answer.isascii():
                    raise
                return self._field("place", answer)

        place = self.asker.ask("place", read_place, given=self.asked.place, choices=rooms, may_skip=True)
        last = parse_instant(end or start)
        return {"start": start, "end": end, "place": place, "expire": f"{last:%Y-%m-%d}"}

    def _field(self, key: str, answer: str) -> str:
        """An answer as its field reads it: what lint would say of it is said now."""
        reader = Reader("")
        _BY_KEY[key].type.read(Scalar(self.asker.filled(answer), Span(0, 0), True), reader, key)
        if reader.found:
            raise Wrong(message(reader.found[0], self.asked.lang))
        return answer

    @staticmethod
    def _must(value: str | None, option: str) -> str:
        if value is None:
            raise Unanswered(option)
        return value


def _guess(title: str) -> str:
    """How a title is probably read: signs left out, long numbers as they stand."""
    parts = enumerate(_APART.split(title))
    return "".join(guess_reading(part) if i % 2 == 0 else part if part[0].isdigit() else "" for i, part in parts)
