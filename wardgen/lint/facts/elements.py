"""Tags as written: what HTML knows, and what of the writing the parser had to mend."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from dataclasses import dataclass

from wardgen.lint.facts.document import DEPTH, Document
from wardgen.lint.facts.node import Node
from wardgen.lint.tables import table

_TAG = re.compile(
    r"<!--(?:>|->|[\s\S]*?(?:--!?>|\Z))|<[!?][^>]*>?"
    r"|<(?P<end>/)?(?P<name>[a-zA-Z][^\s/>]*)(?:[^>\"'=]|=\s*\"[^\"]*\"|=\s*'[^']*'|=|\"|')*>"
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"})
_END_TAG = re.compile(r"</([a-zA-Z][^\s/>]*)")
_TWICE = re.compile(r"<(/?)(a|form)(?=[\s>])", re.I)
_FENCES = frozenset({"table", "template", "html", "td", "th", "caption", "object", "button", "svg", "math"})
_MARKERS = frozenset({"template", "td", "th", "caption", "object", "marquee", "svg", "math"})
_TABLE_PARTS = {
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr", "td", "th"}),
    "tbody": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"}),
}
_TABLE_PARTS |= dict.fromkeys(("thead", "tfoot", "colgroup"), _TABLE_PARTS["tbody"])
_LIKE = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    "rt": frozenset({"rt", "rp", "rb"}),
    "rp": frozenset({"rt", "rp", "rb"}),
    "rb": frozenset({"rt", "rp", "rb", "rtc"}),
}
_HOLDERS = frozenset({"ul", "ol", "menu", "dl", "select", "datalist", "ruby", *_FENCES})


@functools.cache
def known(key: str) -> frozenset[str]:
    """A word list of the table of elements, as a set."""
    return frozenset(table("elements")[key].split())


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing the parser mended. `kind`: 'a', 'form' (one in itself), 'p' (a block in it), 'lost' (no end tag)."""

    kind: str
    name: str
    at: int
    inner: str = ""


def mends(document: Document) -> list[Mend]:
    """What the parser mended, in the order of the source; nothing where the tags are evenly matched."""
    return document.keep("mends", lambda: _mends(document) if _seems_uneven(document) else [])


def node_at(document: Document, offset: int) -> Node:
    """The element whose start tag stands at an offset, or the last one before it."""
    by_place = document.keep("by place", lambda: sorted((p, i) for i, p in enumerate(document.places) if p >= 0))
    index = bisect.bisect_right(by_place, (offset, len(document.nodes))) - 1
    return document.nodes[by_place[index][1]] if index >= 0 else document.root


def _seems_uneven(document: Document) -> bool:
    starts = Counter(tag.name for tag in document.start_tags)
    ends = Counter(name.lower() for name in _END_TAG.findall(document.source))
    exempt = known("void") | known("optional_end")
    if any(starts[name] != ends[name] for name in starts if name not in exempt):
        return True
    if len(document.by_tag.get("p", ())) > starts["p"]:
        return True
    last: dict[str, str] = {}
    for slash, name in _TWICE.findall(document.source):
        if not slash and last.get(name.lower()) == "":
            return True
        last[name.lower()] = slash
    return False


def _mends(document: Document) -> list[Mend]:
    found: list[Mend] = []
    opened: list[tuple[str, int]] = []
    count: Counter[str] = Counter()
    closed_p: tuple[str, int] | None = None
    source, at = document.source, 0

    def close(index: int) -> None:
        for name, start in opened[index + 1 :]:
            if name not in known("optional_end"):
                found.append(Mend("lost", name, start))
        count.subtract(name for name, _ in opened[index:])
        del opened[index:]

    while (tag := _TAG.search(source, at)) is not None:
        at = tag.end()
        if tag["name"] is None:
            continue
        name, start = tag["name"].lower(), tag.start()
        is_foreign = count["svg"] > 0 or count["math"] > 0
        if tag["end"]:
            if count[name] > 0:
                close(next(i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == name))
            elif name == "p" and closed_p is not None:
                found.append(Mend("p", "p", closed_p[1], closed_p[0]))
                closed_p = None
            continue
        if (name in known("void") or (is_foreign and source[at - 2] == "/")) and name != "hr":
            continue
        if not is_foreign:
            if (index := _implied(opened, name, count)) >= 0:
                if opened[index][0] == "p" and name != "p":
                    closed_p = (name, start)
                close(index)
            if name == "p":
                closed_p = None
            if name in ("a", "form") and count[name] > 0 and _is_within(opened, name):
                found.append(Mend(name, name, start))
                opened = [one for one in opened if one[0] != name]
                count[name] = 0
        if name != "hr":
            opened.append((name, start))
            count[name] += 1
        if len(opened) > DEPTH:
            # No editor wrote this, and what is told of one tag is told of all.
            break
        if name in _RAW and not is_foreign:
            end = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.I).search(source, at)
            at = end.start() if end else len(source)
    found += [Mend("lost", name, start) for name, start in opened if name not in known("optional_end")]
    return sorted(found, key=lambda one: one.at)


def _implied(opened: list[tuple[str, int]], name: str, count: Counter[str]) -> int:
    """Index of the open element that a start tag closes by itself; -1 for none."""
    closing = _LIKE.get(name) or _TABLE_PARTS.get(name)
    if closing is not None and any(count[one] > 0 for one in closing):
        fences = ("table", "template", "html") if name in _TABLE_PARTS else _HOLDERS
        best = -1
        for index in range(len(opened) - 1, -1, -1):
            if opened[index][0] in closing:
                best = index
                if name in _LIKE:
                    return best
            elif opened[index][0] in fences:
                break
        if best >= 0 or name in _TABLE_PARTS:
            return best
    if name in known("closes_p") and count["p"] > 0:
        for index in range(len(opened) - 1, -1, -1):
            if opened[index][0] == "p":
                return index
            if opened[index][0] in _FENCES:
                break
    return -1


def _is_within(opened: list[tuple[str, int]], name: str) -> bool:
    fences = _MARKERS if name == "a" else frozenset({"template"})
    for one, _ in reversed(opened):
        if one == name:
            return True
        if one in fences:
            return False
    return False
