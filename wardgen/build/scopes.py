"""What each output is made for: the subjects of its scope, with their URL and language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wardgen.model.page import State
from wardgen.model.site import Entry, Site
from wardgen.render.collect import alias_url


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that an output is made for; `entry` where it has a body."""

    value: Any
    url: str
    lang: str
    entry: Entry | None = None


def subjects(scope: str, site: Site) -> Iterator[Subject]:
    """The subjects of a scope, in a fixed order."""
    main = site.config.language
    if scope == "page":
        for entry in site.entries.values():
            if entry.state is State.PUBLISHED and entry.page.url != "/":
                yield Subject(entry, entry.page.url, entry.page.lang, entry)
    elif scope == "ended":
        for entry in site.entries.values():
            if entry.state is State.ENDED:
                yield Subject(entry, entry.page.url, entry.page.lang, entry)
    elif scope == "alias":
        for entry in site.entries.values():
            if entry.state in (State.PUBLISHED, State.ENDED):
                for alias in entry.page.aliases:
                    if (url := alias_url(alias)) is not None:
                        yield Subject((url, entry.page.url), url, entry.page.lang)
    elif scope == "topic":
        for id in site.registers.topics:
            yield Subject(id, f"/topics/{id}/", main)
    elif scope == "section":
        for url in site.sections:
            if url not in site.entries and not url.startswith(("/topics/", "/new/", "/facilities/")) and url != "/":
                yield Subject(url, url, _language_of(url, site))
    elif scope == "home":
        written = site.entries.get("/")
        home = written if written is not None and written.state is State.PUBLISHED else None
        yield Subject(home, "/", main, home)
    else:
        url = {"topics": "/topics/", "new": "/new/", "facilities": "/facilities/"}.get(scope, "/")
        if url == "/" or url not in site.entries:
            yield Subject(url, url, main)


def _language_of(url: str, site: Site) -> str:
    first = url.strip("/").split("/")[0]
    return first if any(lang == first for _, lang in site.by_id) else site.config.language
