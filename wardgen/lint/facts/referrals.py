"""Service pages become a graph of who sends residents to whom, and the services that nobody answers for.

What counts as a way that a page has itself: a channel, an online procedure, a contact box, a telephone number or an address
of mail anywhere in it, or words for one (窓口, 電話, 郵送 …) outside the sentences that send people on. Only where a page has
none of these do its sentences of referral decide; so what is found is sure, and what is unsure is silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from wardgen.lint.facts.stated import COMMENT, blank, plain_of
from wardgen.lint.rule import SiteView
from wardgen.model.body import Ref, Sending
from wardgen.model.page import Kind, Page, State
from wardgen.model.register import department_on
from wardgen.model.site import Entry
from wardgen.model.source import Source, Span
from wardgen.render.fields import field_texts
from wardgen.render.links import resolve

_LINK = re.compile(r"(?<!!)\[(?P<label>[^\[\]\n]*)\]\((?P<target>[^()\s]+)\)")
_ABOUT = r"(?:窓口|問い?合わ?せ先?|申し?込み先?|申請先?|届け?出先?|届け先|提出先?|手続き?|相談先?|受け?付け?先?|担当|連絡先?|予約)"
_HANDS_OVER = re.compile(
    rf"{_ABOUT}(?:の?(?:窓口|方法|場所|しかた|仕方))?(?:は|については|に関しては)"
    rf"|くわしくは.{{0,60}}へ[。）]?$|詳しくは.{{0,60}}へ[。）]?$"
    rf"|(?:へ|に|まで|で)、?(?:ご|お)?{_ABOUT}?(?:を)?(?:して|出して|聞いて|たずねて|尋ねて|問い合わせて|申し込んで|届け出て|お聞き|お尋ね)?(?:ください|下さい|願います)"
)
_WAY = re.compile(
    r"窓口|電話|ファク?ッ?クス|メール|郵送|郵便|はがき|ハガキ|ポスト|オンライン|インターネット|フォーム|出張所|事務所|センター|来て|お越し"
    r"|持って(?:来|き)|会場|受付|[一-龥]課|係(?:へ|に|で)|コンビニ|自動的|手続きはいりません|手続きは(?:必要|要)"
)
_BREAK = re.compile(r"。|\n\s*\n|\n(?=\s*(?:[-*+#|:>]|\d+\.|!!!))")


class Handing(NamedTuple):
    """One sentence by which a page sends its readers to another page: where its link stands, and the URL that it leads to."""

    span: Span
    url: str


class Fault(NamedTuple):
    """A service that nobody answers for: the page, where it sends people, and the titles of the pages on the way.

    `is_circle`: the way comes back to itself; else it ends at a page that names nobody.
    """

    entry: Entry
    span: Span | None
    titles: tuple[str, ...]
    is_circle: bool


_Look = Callable[[Entry], tuple[bool, tuple[Handing, ...]]]
_found: WeakKeyDictionary[SiteView, tuple[Fault, ...]] = WeakKeyDictionary()
"""What was found in a site: two rules ask."""


def faults(view: SiteView) -> tuple[Fault, ...]:
    """Follow every service that has no way of its own to the end of its referrals."""
    if view not in _found:
        _found[view] = tuple(_faults(view))
    return _found[view]


def _faults(view: SiteView) -> Iterator[Fault]:
    known: dict[str, tuple[bool, tuple[Handing, ...]]] = {}

    def look(entry: Entry) -> tuple[bool, tuple[Handing, ...]]:
        if entry.page.url not in known:
            known[entry.page.url] = _ways(entry, view)
        return known[entry.page.url]

    for entry in view.live:
        page = entry.page
        if page.kind is not Kind.SERVICE or page.variant or page.channels or page.online:
            continue
        answers, handings = look(entry)
        if answers:
            continue
        if not handings:
            if not _is_reachable(entry, view):
                yield Fault(entry, page.span("department"), (), False)
            continue
        path = _unanswered(entry, view, look)
        if path is not None:
            is_circle = path[-1].page.url in [one.page.url for one in path[:-1]]
            yield Fault(entry, handings[0].span, tuple(one.page.title for one in path), is_circle)


def _unanswered(entry: Entry, view: SiteView, look: _Look) -> list[Entry] | None:
    """The way that shows that no page reached from here has a way of its own; None where one has."""
    shown: list[Entry] | None = None
    around: list[list[Entry]] = [[entry]]
    seen = {entry.page.url}
    while around:
        path = around.pop()
        answers, handings = look(path[-1])
        if len(path) > 1 and (answers or (not handings and _is_reachable(path[-1], view))):
            return None
        for handing in handings:
            there = view.site.entries.get(handing.url)
            if there is None:
                # An index, a file or another site: who answers there cannot be told.
                return None
            if handing.url in (one.page.url for one in path):
                back = next(n for n, one in enumerate(path) if one.page.url == handing.url)
                circle = [*path[back:], there]
                shown = circle if shown is None or back == 0 else shown
            elif handing.url not in seen:
                seen.add(handing.url)
                around.append([*path, there])
        if not handings and shown is None:
            shown = path
    return shown


def _ways(entry: Entry, view: SiteView) -> tuple[bool, tuple[Handing, ...]]:
    """Whether a page has a way of its own, and the sentences by which it sends people on."""
    page = entry.page
    has_figures = any(one.kind in ("phone", "mail") for one in entry.outline.stated)
    has_box = any(ref.kind == "contact" for ref in entry.outline.refs)
    is_written = page.path.endswith(".md")
    if page.channels or page.online or page.facility or has_figures or has_box or page.variant or not is_written:
        return True, ()
    handings = [_handing(one, entry, view) for one in entry.outline.sendings]
    known = tuple(one for one in handings if one is not None)
    return (entry.outline.is_answering, known) if len(known) == len(handings) else (True, ())


def sendings(page: Page, source: Source) -> tuple[bool, tuple[Sending, ...]]:
    """Whether a page's words name a way that it has itself, and the links in its sentences that send people on."""
    found: list[Sending] = []
    is_said = any(
        _WAY.search(text) for name, text in (*field_texts(page), ("contact", page.contact)) if name != "title"
    )
    for start, sentence in _sentences(source, page.body_start):
        links = list(_LINK.finditer(sentence)) if "](" in sentence else []
        if links and _HANDS_OVER.search(_bare(sentence)):
            found += [Sending(start + one.start(), start + one.end(), one["target"], one["label"]) for one in links]
        elif not is_said:
            is_said = _WAY.search(plain_of(_bare(sentence)).text) is not None
    return is_said, tuple(found)


def _handing(one: Sending, entry: Entry, view: SiteView) -> Handing | None:
    """Where a link of a referral leads; None where it leads out of what this site can tell."""
    target = resolve(Ref("link", one.target, one.label), entry.page, entry.outline, view.site)
    if target.kind != "page" or target.url == entry.page.url:
        return None
    return Handing(Span(one.start, one.end), target.url)


def _is_reachable(entry: Entry, view: SiteView) -> bool:
    """Whether the box of its department or facility tells how to reach somebody."""
    if entry.page.facility or entry.state is not State.PUBLISHED or not entry.page.path.endswith(".md"):
        return True
    row = department_on(view.site.today, entry.page.department, view.site.registers.departments)
    return row is not None and bool(row.phone or row.mail or row.counter or row.address)


def _bare(sentence: str) -> str:
    """A sentence with the words of its links and without their targets."""
    return _LINK.sub(lambda found: found["label"], sentence)


def _sentences(source: Source, start: int) -> Iterator[tuple[int, str]]:
    text = blank(COMMENT, source.text)
    for found in (*_BREAK.finditer(text, start), None):
        end = found.start() if found is not None else len(text)
        if text[start:end].strip() and not text[start:end].lstrip().startswith("#"):
            yield start, text[start:end]
        start = found.end() if found is not None else end
