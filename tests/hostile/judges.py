"""A published file becomes what it says to a machine: its elements, attributes, addresses, keys and properties, without its words.

Each format is read by a parser of its own, and one that is not well-formed raises AssertionError. What a hostile site says
to machines must be what a harmless site of the same shape says: then no payload became markup, whatever it was.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from icalendar import Calendar
from lxml import etree
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import WHOLE
from wardgen.outputs.search.pieces import unpacked

LINKS = {
    "href",
    "src",
    "action",
    "formaction",
    "cite",
    "data",
    "poster",
    "srcset",
    "background",
    "ping",
    "xlink:href",
    "manifest",
}
SCHEMES = {"", "http", "https", "mailto", "tel", "geo"}
TRACES = ("36863", "root:x:0")
"""What stands there where a payload was run: the product, and the first line of a file of the machine."""
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\U00100001-\U00100008]")
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[\d(][\d() .,-]*")


def facts(path: str, data: bytes) -> set[str]:
    """What a file says to a machine, by the ending of its name."""
    ending = path.rpartition(".")[2]
    kind = next((kind for kind, endings in KINDS.items() if ending in endings), "")
    if not kind and path in ("_headers", "CNAME"):
        kind = "lines"
    assert kind, f"no judge for {path}"
    return {f"{kind} {fact}" for fact in JUDGES[kind](path, data)}


def text_of(data: bytes) -> str:
    """A file's text: UTF-8, and nothing in it that no text needs."""
    text = data.decode("utf-8")
    assert not _UNFIT.search(text), _UNFIT.search(text)
    assert not any(trace in text for trace in TRACES), "something was run"
    return text


def _html(path: str, data: bytes) -> Iterator[str]:
    text_of(data)
    yield from elements(path, data)


def elements(path: str, data: bytes) -> Iterator[str]:
    """What HTML says to a machine; nothing in it runs."""
    text = data.decode("utf-8")
    for parse in (_as_browsers_do, _as_older_readers_do) if WHOLE else (_as_browsers_do,):
        for name, attributes, words in parse(text):
            yield f"<{name}>"
            yield from (f"<{name} {one}>" for one in attributes)
            yield from (address(name, one, attributes[one]) for one in LINKS & attributes.keys())
            yield from (f"{one}={attributes[one]}" for one in ("http-equiv", "rel", "type") if one in attributes)
            assert not [one for one in attributes if one.startswith("on") or one == "style"], (path, name, attributes)
            if attributes.get("type") == "application/ld+json":
                yield from (f"ld {fact}" for fact in keys(json.loads(words)))
            elif name == "style":
                # The page of an emergency carries its own: the same as without any payload.
                yield f"style {words}"
            else:
                assert not words, (path, words)


Element = tuple[str, dict[str, str], str]
"""Its name, its attributes, the words of a script or style."""


def _as_browsers_do(text: str) -> Iterator[Element]:
    """By the HTML standard (Lexbor)."""
    for node in LexborHTMLParser(text).root.traverse():  # type: ignore[union-attr]
        if node.tag and node.tag[0] not in "-!":
            words = node.text() if node.tag in ("script", "style") else ""
            yield node.tag, {key: value or "" for key, value in node.attributes.items()}, words


def _as_older_readers_do(text: str) -> Iterator[Element]:
    for element in BeautifulSoup(text, "html.parser").find_all(True):
        attributes = {
            key: " ".join(value) if isinstance(value, list) else value for key, value in element.attrs.items()
        }
        yield element.name, attributes, (element.string or "") if element.name in ("script", "style") else ""


def address(element: str, attribute: str, value: str) -> str:
    """Where an address leads: its scheme and host."""
    # A browser drops tabs and line breaks, and takes a backslash for a slash.
    plain = re.sub(r"[\t\r\n]", "", value.strip("\x00 \x1f")).replace("\\", "/")
    parts = urlsplit(plain)
    assert parts.scheme.lower() in SCHEMES, (element, attribute, value)
    host = parts.hostname or ""
    if parts.scheme in ("geo", "tel", "mailto"):
        assert re.fullmatch(r"[0-9.,+-]+|[\w.+-]+@[\w.-]+", parts.path), value
    if element == "a" and parts.scheme in ("http", "https"):
        # An editor may link to anywhere, and is asked to look where the link leads.
        host = "*"
    return f"{element} {attribute} {parts.scheme} {host}"


def _xml(path: str, data: bytes) -> Iterator[str]:
    text_of(data)
    assert b"<!ENTITY" not in data
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter():
        if element.tag is etree.Comment:
            continue
        if element.tag is etree.ProcessingInstruction:
            yield f"<?{element.target}?>"
            continue
        name = etree.QName(element).localname
        yield f"<{name}>"
        for key, value in element.attrib.items():
            local = etree.QName(key).localname
            yield f"<{name} {local}>"
            assert not local.startswith("on"), (path, name, local)
            if local in LINKS:
                yield address(name, local, value)
        is_html = element.get("type") in ("html", "xhtml") or (name in ("description", "encoded") and root.tag == "rss")
        if is_html and "<" in (element.text or ""):
            # What a reader of feeds shows as HTML.
            yield from (f"in {name}: {fact}" for fact in _html(path, (element.text or "").encode()))


def _json(path: str, data: bytes) -> Iterator[str]:
    whole = json.loads(text_of(data.removeprefix(b"\xef\xbb\xbf")))
    yield from keys(whole)
    for place, value in leaves(whole):
        if place.endswith(("url", "Url", "@id", "content_html")) and isinstance(value, str):
            yield from _html(path, value.encode()) if place.endswith("html") else (address("a", place, value),)


def keys(value: Any, place: str = "") -> Iterator[str]:
    """The keys of a value, and which types of schema.org it names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{place}.{key}"
            if key == "@type":
                yield f"{place}.{key}={inner}"
            yield from keys(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, f"{place}[]")


def leaves(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that is no list and no mapping, with its place."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, f"{place}.{key}")
    else:
        yield place, value


def _ics(path: str, data: bytes) -> Iterator[str]:
    lines = data.split(b"\r\n")
    assert lines[-1] == b"" and not any(b"\n" in line or b"\r" in line or len(line) > 75 for line in lines), path
    text_of(data.replace(b"\r\n ", b""))
    for line in data.replace(b"\r\n ", b"").decode().splitlines():
        name = re.match(r"[A-Z-]+(?=[;:])", line)
        assert name, (path, line)
    for component in Calendar.from_ical(data).walk():
        for name, value in component.property_items(recursive=False):
            yield f"{component.name} {name} {' '.join(sorted(getattr(value, 'params', {})))}"


def _csv(path: str, data: bytes) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(text_of(data).removeprefix("\ufeff"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1, path
    for cell in (cell for row in rows for cell in row):
        assert not _FORMULA.match(cell) or _NUMBER.fullmatch(cell), (path, cell)
    yield from ()


def _lines(path: str, data: bytes) -> Iterator[str]:
    yield from text_of(data).splitlines()


def _text(path: str, data: bytes) -> Iterator[str]:
    # A form feed is where a page of Braille ends.
    text = text_of(data.replace(b"\r\n", b"\n").replace(b"\f", b"") if path.endswith(".brf") else data)
    assert "\r" not in text, path
    if path.endswith("mail.txt"):
        # One line to copy as the subject: what would follow it in a mail is a header.
        subject, blank = text.split("\n")[:2]
        assert not blank and len(subject.splitlines()) == 1, (path, subject)
    yield from ()


def _epub(path: str, data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            assert ".." not in name and not name.startswith("/") and "\\" not in name, (path, name)
            if name.endswith((".xhtml", ".opf", ".xml", ".ncx")):
                yield from (f"{name.rpartition('.')[2]} {fact}" for fact in _xml(name, book.read(name)))


def _picture(path: str, data: bytes) -> Iterator[str]:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        assert not picture.getexif(), path
    yield from ()


def _packed(path: str, data: bytes) -> Iterator[str]:
    """A file of the search index: JSON where it is what results show."""
    plain = unpacked(data)
    assert not any(trace.encode() in plain for trace in TRACES), path
    if plain[:1] == b"[":
        yield from keys(json.loads(plain))


def _same(path: str, data: bytes) -> Iterator[str]:
    """Scripts and styles are wardgen's own: their very bytes."""
    yield f"{path} {hash(data)}"


KINDS = {
    "html": {"html"}, "xml": {"xml", "svg"}, "json": {"json", "webmanifest"}, "ics": {"ics"}, "csv": {"csv"},
    "text": {"txt", "brf"}, "epub": {"epub"}, "picture": {"png"}, "packed": {"bin"}, "same": {"js", "css"}, "lines": {"lines"},
}  # fmt: skip
JUDGES: dict[str, Callable[[str, bytes], Iterator[str]]] = {
    "html": _html, "xml": _xml, "json": _json, "ics": _ics, "csv": _csv, "text": _text, "epub": _epub,
    "picture": _picture, "packed": _packed, "same": _same, "lines": _lines,
}  # fmt: skip
