"""A Markdown file becomes a Page: front matter checked field by field, URL and id from its place."""

from __future__ import annotations

import re
from typing import Any

from wardgen.japanese.kakasi import propose_slug
from wardgen.load.frontmatter import FIELDS
from wardgen.load.order import check_order
from wardgen.load.schema import read_fields
from wardgen.load.urls import bad_parts, place_of, url_of
from wardgen.load.values import Reader
from wardgen.load.yamltree import Mapping, parse_yaml
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.page import Page
from wardgen.model.source import Source, Span

FRONT_LIMIT = 64_000
"""Characters of one front matter."""
_FENCE = re.compile(r"(?:---|\+\+\+)[ \t]*\r?\n")
_CLOSE = re.compile(r"^---[ \t]*\r?$\n?", re.M)
_SCHEMA = tuple(f.field() for f in FIELDS)
_BY_KEY = {f.key: f for f in FIELDS}


def load_page(source: Source, relative: str, main_language: str) -> tuple[Page | None, list[Diagnostic]]:
    """Turn one source into a Page; None where so much is wrong that no page comes of it.

    `relative`: the path from content/.
    """
    reader = Reader(source.path)
    node, body_start = _front(source, reader)
    if node is None:
        return None, reader.found
    values, spans, _ = read_fields(node, _SCHEMA, reader)
    spans[""] = Span(node.span.start, node.span.start)
    place = place_of(relative)
    lang = place.lang or values.get("lang") or main_language
    variant = lang != main_language
    if place.lang and values.get("lang") not in (None, place.lang):
        reader.report("lang-differs", spans["lang"], value=values["lang"], name=place.lang)
    _check_kind(values, spans, variant, reader)
    _check_dates(values, spans, reader)
    slug = values.pop("slug", "")
    bad = bad_parts(place, slug)
    if bad:
        part = bad[-1]
        proposal = propose_slug(values.get("title", part) if part in (slug, place.stem) else part) or "page"
        if proposal == part:
            proposal += "-page"
        span = spans["slug"] if part == slug else spans[""]
        reader.report("slug-shape", span, value=part, proposal=proposal)
        return None, reader.found
    id = values.pop("id", place.id)
    values.pop("lang", None)
    if "title" not in values:
        return None, reader.found
    url = url_of(place, slug, lang, main_language)
    page = Page(path=source.path, id=id, lang=lang, url=url, body_start=body_start, variant=variant, at=spans, **values)
    return page, reader.found


def _front(source: Source, reader: Reader) -> tuple[Mapping | None, int]:
    text = source.text
    start = 1 if text.startswith("\ufeff") else 0
    opening = _FENCE.match(text, start)
    if opening is None:
        reader.report("front-matter-missing", Span(start, start))
        return None, start
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        reader.report("front-matter-open", Span(start, opening.end() - 1))
        return None, start
    if closing.start() - opening.end() > FRONT_LIMIT:
        reader.report("front-matter-long", Span(start, opening.end() - 1), limit=FRONT_LIMIT)
        return None, start
    node, found = parse_yaml(text, source.path, opening.end(), closing.start())
    reader.found += found
    if node is None:
        if not found:
            reader.report("front-matter-missing", Span(start, opening.end() - 1))
        return None, start
    if not isinstance(node, Mapping):
        reader.report("value-type", node.span, key="front matter", wanted="mapping")
        return None, start
    return node, closing.end()


def _check_kind(values: dict[str, Any], spans: dict[str, Span], variant: bool, reader: Reader) -> None:
    """Report keys that the kind does not know and those that it lacks; a translation takes the latter over."""
    kind = values.get("kind")
    if kind is None:
        if "kind" not in spans and not variant:
            reader.report("key-missing", spans[""], key="kind", where="")
        if "title" not in spans:
            reader.report("key-missing", spans[""], key="title", where="")
        return
    for key in spans:
        wanted = _BY_KEY.get(key)
        if wanted and wanted.kinds and kind not in wanted.kinds:
            kinds = "・".join(sorted(wanted.kinds))
            reader.report("key-of-other-kind", spans[key], key=key, kind=kind, kinds=kinds)
            values.pop(key, None)
    for wanted in FIELDS:
        if kind in wanted.required and wanted.key not in spans and (not variant or wanted.key == "title"):
            reader.report("key-missing", spans[""], key=wanted.key, where=kind)


def _check_dates(values: dict[str, Any], spans: dict[str, Span], reader: Reader) -> None:
    """Report spans of time that end before they begin."""
    period = values.get("period")
    pairs = [("publish", "expire", values.get("publish"), values.get("expire"))]
    pairs.append(("start", "end", values.get("start"), values.get("end")))
    if period is not None:
        pairs.append(("period", "period", period.start, period.end))
    for first, last, start, end in pairs:
        check_order(reader, spans.get(last), first, start, last, end)
