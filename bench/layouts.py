"""One corpus becomes a source folder: in wardgen's layout, or in the one that a peer generator reads.

The text of a page is the same everywhere. Only the folders, the spelling of the front matter and the way in which a
link or an image is named differ, because each generator checks links in its own notation.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import IMAGE_COUNT, Corpus, CorpusPage, Image, Link
from bench.picture import make_png
from bench.registers import contact_of, office_of, write_registers
from bench.slots import read_words

SITE_NAME = "区のサービス"
Front = Callable[[CorpusPage], str]


@dataclass(frozen=True)
class Layout:
    """Where a generator wants its files, and how its pages name each other."""

    content: str
    static: str
    link: Link
    image: Image
    front: Front
    suffix: str = ".md"

    def place_page(self, root: Path, page: CorpusPage) -> Path:
        """The source file of one page."""
        return root / self.content / page.section / f"{page.slug}{self.suffix}"

    def render_page(self, corpus: Corpus, page: CorpusPage) -> str:
        """The whole source text of one page."""
        return self.front(page) + corpus.write_body(page, self.link, self.image)


def write_corpus(corpus: Corpus, name: str, root: Path) -> None:
    """Every file of one layout under `root`, which is made where it is missing."""
    layout = LAYOUTS[name]
    for section in read_words()["sections"]:
        (root / layout.content / section).mkdir(parents=True, exist_ok=True)
    for page in corpus.pages:
        _write(layout.place_page(root, page), layout.render_page(corpus, page))
    _write_indexes(corpus, name, root / layout.content)
    for number in range(IMAGE_COUNT):
        path = root / layout.static / "img" / f"{number:02d}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make_png(number))
    if name == "wardgen":
        write_registers(root)


def _write_indexes(corpus: Corpus, name: str, content: Path) -> None:
    """The pages that a generator does not make by itself: section heads, and lists for those without lists."""
    sections = [(slug, section["name"]) for slug, section in read_words()["sections"].items()]
    for weight, (slug, label) in enumerate(sections, 1):
        folder = content / slug
        if name == "hugo":
            _write(folder / "_index.md", f"---\ntitle: {label}\n---\n")
        elif name == "zola":
            _write(folder / "_index.md", f"---\ntitle: {label}\nsort_by: date\nweight: {weight}\n---\n")
        elif name == "lektor":
            _write(folder / "contents.lr", _lektor_fields({"_model": "category", "title": label}))
        elif name in ("mkdocs", "starlight"):
            pages = sorted((p for p in corpus.pages if p.section == slug), key=lambda p: p.publish, reverse=True)
            names = (f"{p.slug}.md" if name == "mkdocs" else _site_path(p, p) for p in pages)
            rows = "\n".join(f"- [{page.title}]({target})" for page, target in zip(pages, names, strict=True))
            _write(folder / "index.md", f"---\ntitle: {label}\ndescription: {label}の一覧\n---\n\n{rows}\n")
    if name == "zola":
        _write(content / "_index.md", f"---\ntitle: {SITE_NAME}\n---\n")
    elif name == "lektor":
        _write(content / "contents.lr", _lektor_fields({"_model": "home"}))
        for extra in ("feed", "sitemap"):
            _write(content / extra / "contents.lr", _lektor_fields({"_model": extra, "_slug": f"{extra}.xml"}))
    elif name in ("mkdocs", "starlight"):
        ends = "index.md" if name == "mkdocs" else ""
        start = "" if name == "mkdocs" else "/"
        rows = "\n".join(f"- [{label}]({start}{slug}/{ends})" for slug, label in sections)
        _write(content / "index.md", f"---\ntitle: {SITE_NAME}\ndescription: 分野の一覧\n---\n\n{rows}\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


# JSON's strings and lists are YAML too, and need no table of characters to escape.
def _quote(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _yaml(lines: list[tuple[str, str]]) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines) + "---\n\n"


def _wardgen_front(page: CorpusPage) -> str:
    lines = [
        ("title", _quote(page.title)),
        ("kind", page.kind),
        ("department", read_words()["sections"][page.section]["department"]),
        ("topic", page.section),
        ("audience", _quote(list(page.audiences))),
        ("updated", page.updated.isoformat()),
        ("publish", page.publish.isoformat()),
        ("summary", _quote(page.summary)),
    ]
    if page.expire is not None:
        lines.append(("expire", page.expire.isoformat()))
    return _yaml(lines)


def _shared_lines(page: CorpusPage) -> list[tuple[str, str]]:
    audiences = [read_words()["audiences"][name][0] for name in page.audiences]
    return [
        ("title", _quote(page.title)),
        ("date", f"{page.publish.isoformat()}T09:00:00+09:00"),
        ("department", _quote(office_of(page.section))),
        ("contact", _quote(contact_of(page.section))),
        ("audience", _quote(audiences)),
        ("category", page.section),
        ("summary", _quote(page.summary)),
    ]


def _tagged_front(page: CorpusPage) -> str:
    return _yaml([*_shared_lines(page), ("tags", _quote(list(page.tags)))])


def _eleventy_front(page: CorpusPage) -> str:
    # Eleventy makes its collections from `tags`, so that the section goes there and the tags elsewhere.
    return _yaml([*_shared_lines(page), ("tags", _quote([page.section])), ("topics", _quote(list(page.tags)))])


def _nikola_front(page: CorpusPage) -> str:
    lines = [
        (k, f"{page.publish.isoformat()} 09:00:00 UTC+09:00" if k == "date" else v) for k, v in _shared_lines(page)
    ]
    return _yaml([*lines, ("slug", page.slug)])


def _starlight_front(page: CorpusPage) -> str:
    return _yaml([*_shared_lines(page), ("description", _quote(page.summary))])


def _zola_front(page: CorpusPage) -> str:
    shared = dict(_shared_lines(page))
    extra = "".join(f"\n  {key}: {shared[key]}" for key in ("department", "contact", "category"))
    lines = [("title", shared["title"]), ("date", shared["date"]), ("description", shared["summary"]), ("extra", extra)]
    return _yaml(lines)


def _pelican_front(page: CorpusPage) -> str:
    """Pelican reads flat `Key: value` lines, not YAML."""
    lines = [
        ("Title", page.title),
        ("Date", f"{page.publish.isoformat()} 09:00"),
        ("Category", page.section),
        ("Slug", page.slug),
        ("Summary", page.summary),
        ("Department", office_of(page.section)),
        ("Contact", contact_of(page.section)),
    ]
    return "".join(f"{key}: {value}\n" for key, value in lines) + "\n"


def _lektor_front(page: CorpusPage) -> str:
    fields = {
        "title": page.title,
        "date": page.publish.isoformat(),
        "department": office_of(page.section),
        "contact": contact_of(page.section),
        "category": page.section,
        "summary": page.summary,
    }
    return _lektor_fields(fields) + "---\nbody:\n\n"


def _lektor_fields(fields: dict[str, str]) -> str:
    return "---\n".join(f"{key}: {value}\n" for key, value in fields.items())


def _site_path(page: CorpusPage, target: CorpusPage) -> str:
    return f"/{target.section}/{target.slug}/"


def _file_path(start: str) -> Link:
    return lambda page, target: f"{start}/{target.section}/{target.slug}.md"


def _image_path(start: str) -> Image:
    return lambda number: f"{start}/img/{number:02d}.png"


_SITE_IMAGE = _image_path("")
LAYOUTS = {
    "wardgen": Layout("content", "content", _file_path(".."), _image_path(".."), _wardgen_front),
    "plain": Layout("content", "static", _file_path(".."), _SITE_IMAGE, _tagged_front),
    "hugo": Layout("content", "static", _file_path(""), _SITE_IMAGE, _tagged_front),
    "zola": Layout("content", "static", _file_path("@"), _SITE_IMAGE, _zola_front),
    "eleventy": Layout("content", "static", _site_path, _SITE_IMAGE, _eleventy_front),
    "pelican": Layout("content", "content", _file_path("{filename}"), _image_path("{static}"), _pelican_front),
    "mkdocs": Layout("docs", "docs", _file_path(".."), _image_path(".."), _tagged_front),
    "nikola": Layout("posts", "files", _site_path, _SITE_IMAGE, _nikola_front),
    "lektor": Layout("content", "assets", _site_path, _SITE_IMAGE, _lektor_front, "/contents.lr"),
    "starlight": Layout("src/content/docs", "public", _site_path, _SITE_IMAGE, _starlight_front),
}
