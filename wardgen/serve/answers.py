"""A path becomes an answer: what a build would publish there, with the findings on it; or its last good state; or why not."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from wardgen.build.datafiles import data_paths
from wardgen.lint.reports.ease import as_ease
from wardgen.lint.reports.located import Located
from wardgen.model.body import Body
from wardgen.model.diagnostic import Diagnostic, Refused
from wardgen.model.page import begins
from wardgen.model.score import Score
from wardgen.model.site import Entry, ending
from wardgen.serve.boxes import HOME, Pen, count_levels, plain, write_boxes
from wardgen.serve.dress import dress
from wardgen.serve.edition import Edition, Spot
from wardgen.serve.guard import in_address
from wardgen.serve.ownpages import list_page, plain_page, rule_page
from wardgen.serve.places import fill_marks, lines_in, mark_blocks
from wardgen.serve.preview import Preview
from wardgen.serve.verdict import judge_page, located, name_of

KINDS = {
    ".html": "text/html", ".txt": "text/plain", ".css": "text/css", ".js": "text/javascript", ".xml": "application/xml",
    ".json": "application/json", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".csv": "text/csv",
    ".ics": "text/calendar", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp", ".ico": "image/x-icon", ".pdf": "application/pdf", ".woff2": "font/woff2", "": "text/plain",
}  # fmt: skip
"""Ending of a published path -> media type."""
OWN_FILES = ("preview.css", "preview.js")
PAGE = ".html"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser gets. `page` and `bar`: digest and bar of a page of HTML."""

    status: int
    kind: str
    data: bytes
    location: str = ""
    page: str = ""
    bar: str = ""


class Answers:
    """Answers from the newest edition; remembers what it made of it, and the last good page of each path."""

    def __init__(self, preview: Preview, tell: Callable[[str], None]) -> None:
        self._preview = preview
        self._tell = tell
        self._lang = preview.asked.lang
        self._made: dict[str, Answer] = {}
        self._made_of: tuple[object, ...] = ()
        self._good: dict[str, str] = {}
        """Published path -> the last HTML that could be made, without boxes."""

    def get(self, path: str) -> Answer:
        """The answer to a decoded path."""
        preview = self._preview
        preview.wait_for_verdict()
        with preview.turn:
            state = (preview.edition.number, preview.verdict.number, preview.troubles)
            if state != self._made_of:
                self._made, self._made_of = {}, state
            if path not in self._made:
                self._made[path] = self._answer(path)
            return self._made[path]

    def _answer(self, path: str) -> Answer:
        try:
            try:
                return self._find(path)
            except Refused:
                # A file that changed between two looks at it: what is read now is whole again.
                self._preview.refresh()
                return self._find(path)
        except Refused as refused:
            return self._refusal(refused.found, path)
        except Exception:
            # A bug of ours: the person at the terminal can report it, the browser has no use for it.
            self._tell(traceback.format_exc())
            return self._own_page(500, plain_page("serve_bug", self._pen(path)), path)

    # -- finding -----------------------------------------------------------------------------------------------------

    def _find(self, path: str) -> Answer:
        edition = self._preview.edition
        base = edition.site.config.base()
        if path.startswith(HOME):
            return self._own(path)
        if path in ("/", base.rstrip("/")) and path != base:
            return _redirect(base)
        if not path.startswith(base):
            return self._missing(edition, path)
        published = path.removeprefix(base)
        if not published or published.endswith("/"):
            published += "index.html"
        spot = edition.spot(published)
        if spot is not None:
            return self._show(edition, published, spot, path)
        asset = edition.asset(published)
        if asset is not None:
            return Answer(200, _kind(published), edition.desk.asset_bytes(asset))
        if f"{published}/index.html" in edition.table:
            return _redirect(path + "/")
        lost = edition.desk.never_good().get("/" + published.removesuffix("index.html"))
        if lost is not None:
            return self._refusal(edition.desk.found_in(lost), path)
        return self._missing(edition, path)

    def _missing(self, edition: Edition, path: str) -> Answer:
        spot = edition.table.get("404.html")
        if spot is None:
            return self._own_page(404, plain_page("serve_missing", self._pen(path)), path)
        return self._show(edition, "404.html", spot, path, status=404)

    def _show(self, edition: Edition, published: str, spot: Spot, path: str, status: int = 200) -> Answer:
        if ending(published) != PAGE or spot.output is None:
            return Answer(status, _kind(published), edition.make(spot))
        rows = self._rows(spot.entry)
        inner = [one for one in rows if _is_in_body(one, spot.entry, edition)]
        pen = self._pen(path)
        try:
            html = edition.make(spot, _marked(edition) if inner else None).decode("utf-8", "surrogatepass")
        except Refused as refused:
            if published not in self._good or any(one.rule == "page-changed-while-read" for one in refused.found):
                raise
            above = [*self._located(refused.found), *self._troubles(), *rows]
            return self._page(status, self._good[published], above, [], spot.entry, pen)
        self._good[published] = fill_marks(html, lambda _: "")
        above = [*self._troubles(), *(one for one in rows if one not in inner)]
        return self._page(status, html, above, inner, spot.entry, pen)

    # -- findings ----------------------------------------------------------------------------------------------------

    def _rows(self, entry: Entry | None) -> tuple[Located, ...]:
        """The findings of a page's file and of its data; before the site is linted, the last ones, or the file's own."""
        if entry is None:
            return ()
        preview, path = self._preview, entry.page.path
        verdict = preview.verdict
        is_same = verdict.number and verdict.keys.get(path, "") == preview.edition.desk.key_of(path)
        if preview.is_judged() or is_same:
            site = preview.edition.site
            shown = [path, *(f"{site.config.content}/{name}" for name in data_paths(entry, site))]
            return tuple(one for name in shown for one in verdict.by_path.get(name, ()))
        # Converts the page where nobody has yet: its own findings come with it.
        _ = entry.outline.digest
        return judge_page(preview.edition, path)

    def _located(self, found: Iterable[Diagnostic]) -> list[Located]:
        return located(found, Path(self._preview.edition.site.config.root))

    def _troubles(self) -> list[Located]:
        return self._located(self._preview.troubles)

    def _pen(self, path: str) -> Pen:
        return Pen(self._lang, self._preview.token, in_address(path))

    def _page(
        self, status: int, html: str, above: list[Located], inner: list[Located], entry: Entry | None, pen: Pen
    ) -> Answer:
        lines = sorted(set(lines_in(html)))
        by_line: dict[int, list[Located]] = {}
        for one in inner:
            if lines:
                by_line.setdefault(max((n for n in lines if n <= one.line), default=lines[0]), []).append(one)
            else:
                above.append(one)
        html = fill_marks(html, lambda line: write_boxes(by_line.get(line, ()), pen))
        top = self._state_note(entry, pen) + write_boxes(above, pen)
        ease = entry.outline.ease if entry is not None else ()
        return self._dressed(status, html, top, [*above, *inner], pen, ease[0][1] if ease else None)

    def _dressed(
        self, status: int, html: str, top: str, shown: list[Located], pen: Pen, ease: Score | None = None
    ) -> Answer:
        bar = self._bar(shown, pen, ease)
        whole, digest = dress(html, top, bar)
        return Answer(status, KINDS[PAGE], whole.encode("utf-8", "surrogatepass"), "", digest, bar)

    def _state_note(self, entry: Entry | None, pen: Pen) -> str:
        """A word where residents do not see this page yet."""
        if entry is None:
            return ""
        page, now = entry.page, self._preview.edition.site.now
        if page.draft:
            text = pen.say("serve_draft")
        elif page.publish is not None and begins(page.publish) > now:
            text = pen.say("serve_future", day=page.publish.isoformat())
        else:
            return ""
        return f'<p class="wg-preview-state" role="note" lang="{pen.lang}">{text}</p>'

    def _bar(self, shown: list[Located], pen: Pen, ease: Score | None) -> str:
        """What is found on this page and elsewhere, with the ways there."""
        here = f"<span>{pen.say('serve_here')}{count_levels(shown, pen)}</span>"
        if shown:
            here += f' <a href="#wg-preview-{name_of(shown[0].found)}">{pen.say("serve_first")}</a>'
        if self._preview.verdict.number:
            names = {name_of(one.found) for one in shown}
            rows = (one for many in self._preview.verdict.by_path.values() for one in many)
            text = count_levels((one for one in rows if name_of(one.found) not in names), pen)
        else:
            text = pen.say("serve_checking")
        if ease is not None:
            here += f"<span>{pen.say('serve_ease')}{plain(as_ease(ease, pen.lang))}</span>"
        elsewhere = f'<a href="{HOME}">{pen.say("serve_elsewhere")}{text}</a>'
        return (
            f'<aside id="wg-preview-bar" class="wg-preview-bar" lang="{pen.lang}" aria-label="{pen.say("serve_bar")}">'
            f'<p role="status">{here}</p><p>{elsewhere}</p></aside>'
        )

    # -- pages of the preview ----------------------------------------------------------------------------------------

    def _own(self, path: str) -> Answer:
        name, pen = path.removeprefix(HOME), self._pen(path)
        if name in OWN_FILES:
            return Answer(200, _kind(name), (Path(__file__).parent / name).read_bytes())
        if not name:
            rows = [*self._troubles(), *(one for many in self._preview.verdict.by_path.values() for one in many)]
            return self._own_page(200, list_page(rows, self._preview, pen), path)
        page = rule_page(name.removeprefix("rules/").removesuffix("/"), pen) if name.startswith("rules/") else ""
        if not page:
            return self._own_page(404, plain_page("serve_missing", pen), path)
        return self._own_page(200, page, path)

    def _own_page(self, status: int, html: str, path: str) -> Answer:
        return self._dressed(status, html, "", [], self._pen(path))

    def _refusal(self, found: Iterable[Diagnostic], path: str) -> Answer:
        """The page for what never was good: why, and how to mend it."""
        pen = self._pen(path)
        rows = [*self._located(found), *self._troubles()]
        return self._dressed(422, plain_page("serve_refused", pen), write_boxes(rows, pen), rows, pen)


def _is_in_body(one: Located, entry: Entry | None, edition: Edition) -> bool:
    """Whether a finding is about a place in the Markdown of the page that is shown."""
    if entry is None or one.found.span is None or one.found.path in edition.desk.failing():
        return False
    if one.found.path != entry.page.path:
        return False
    return one.found.span.start >= entry.page.body_start


def _marked(edition: Edition) -> Callable[[Entry, Body], Body]:
    def change(entry: Entry, body: Body) -> Body:
        source = edition.desk.source(entry)
        html = mark_blocks(source, entry.page, body) if source is not None else None
        return Body(html, body.blocks) if html is not None else body

    return change


def _kind(path: str) -> str:
    return KINDS.get(ending(path), "application/octet-stream")


def _redirect(path: str) -> Answer:
    return Answer(302, KINDS[".txt"], b"", in_address(path))
