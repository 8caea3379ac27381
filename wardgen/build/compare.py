"""Two published folders become a list of what changes for residents: pages, feeds and the facts on them.

The pages may be of any origin: an older wardgen's too, or another program's.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wardgen.build.manifest import hash_file, read_manifest
from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.node import Node
from wardgen.model.diagnostic import Refused, diagnostic
from wardgen.words import say

FACTS = {
    "phone": re.compile(r"(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)"),
    "date": re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日"),
    "money": re.compile(r"[\d,]+(?:万)?円"),
    "mail": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "time": re.compile(r"午[前後]\d{1,2}時(?:\d{1,2}分|半)?"),
}
"""What a resident acts on."""


@dataclass
class PageChange:
    """One page that differs: its title, and the facts that only the old or the new version states."""

    url: str
    title: str
    gone: dict[str, list[str]] = field(default_factory=dict)
    new: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Changes:
    """Everything that differs."""

    added: list[PageChange] = field(default_factory=list)
    removed: list[PageChange] = field(default_factory=list)
    changed: list[PageChange] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """Other files that were added, removed or changed."""


def compare(old: Path, new: Path) -> Changes:
    """Compare two published folders. Raises Refused where one of them is none."""
    before, after = _files(old), _files(new)
    changes = Changes()
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path):
            continue
        if path.endswith(("feed.xml", "atom.xml")):
            changes.feeds.append(path)
        elif not path.endswith("index.html"):
            # The text and the files of the search follow the pages.
            if not path.endswith("index.txt") and not path.startswith("search/"):
                changes.files.append(path)
        elif path not in before:
            changes.added.append(PageChange(_url(path), _read(new / path)[0]))
        elif path not in after:
            changes.removed.append(PageChange(_url(path), _read(old / path)[0]))
        else:
            changes.changed.append(_compare_page(path, old, new))
    return changes


def _files(folder: Path) -> dict[str, str]:
    files = read_manifest(folder)
    if files is not None:
        return files
    if not folder.is_dir():
        raise Refused([diagnostic("file-unreadable", str(folder), detail="No such folder")])
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): hash_file(p) or "" for p in paths}


def _url(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def _compare_page(path: str, old: Path, new: Path) -> PageChange:
    _, before = _read(old / path)
    title, after = _read(new / path)
    change = PageChange(_url(path), title)
    for name in FACTS:
        gone, came = before[name] - after[name], after[name] - before[name]
        if gone:
            change.gone[name] = sorted(gone)
        if came:
            change.new[name] = sorted(came)
    return change


def _read(path: Path) -> tuple[str, dict[str, set[str]]]:
    """The title and the facts of a page's main part."""
    document = parse_html(path.read_bytes().decode("utf-8", "replace"))
    main = document.first("main") or document.root
    heading = next(main.below("h1"), None)
    text = _words(main)
    title = " ".join(_words(heading).split()) if heading is not None else ""
    return title, {name: set(pattern.findall(text)) for name, pattern in FACTS.items()}


def _words(node: Node) -> str:
    """The text of an element, with a space where another element begins or ends.

    Furigana are no facts, and stand inside of those: 12月1日 with its reading is the same day.
    """
    parts: list[str] = []
    ahead: list[Node | str] = [node]
    while ahead:
        one = ahead.pop()
        if isinstance(one, str):
            parts.append(one)
        elif one.tag == "ruby":
            ahead += reversed(one.children)
        elif one.tag not in ("rt", "rp", "script", "style", "template"):
            ahead += (" ", *reversed(one.children), " ")
    return "".join(parts)


def compare_json(changes: Changes) -> str:
    """The changes as JSON."""
    return json.dumps(asdict(changes), ensure_ascii=False, indent=1)


def compare_text(changes: Changes, lang: str) -> str:
    """The changes as Markdown text, for a merge request's summary."""
    lines = []
    for name in ("added", "removed", "changed"):
        rows: list[PageChange] = getattr(changes, name)
        if rows:
            lines += [f"## {say(lang, 'diff_' + name, n=len(rows))}", ""]
            for row in rows:
                lines.append(f"- {row.title} `{row.url}`")
                for fact in FACTS:
                    if fact in row.gone or fact in row.new:
                        gone, came = "、".join(row.gone.get(fact, ["–"])), "、".join(row.new.get(fact, ["–"]))
                        lines.append(f"    - {say(lang, 'fact_' + fact)}: {gone} → {came}")
            lines.append("")
    for name in ("feeds", "files"):
        paths: list[str] = getattr(changes, name)
        if paths:
            lines += [f"## {say(lang, 'diff_' + name, n=len(paths))}", "", *(f"- `{path}`" for path in paths), ""]
    return "\n".join(lines).strip() or say(lang, "diff_none")
