"""Pages by where their files stand: the folders of content/, and the other languages."""

from __future__ import annotations

from collections.abc import Mapping

from wardgen.model.page import Page, State
from wardgen.model.site import Entry, Index
from wardgen.render.ways.ground import Ground, make_part, shelve


def languages_ways(ground: Ground) -> list[Index]:
    """The pages in each other language, and one index of them all."""
    if not ground.others:
        return []
    made, parts = [], []
    for lang in sorted({e.page.lang for e in ground.others}):
        words = ground.words.get(lang) or ground.words.get(lang.split("-")[0]) or {}
        rows = [e for e in ground.others if e.page.lang == lang]
        name = words.get("language_home") or ground.words["ja"].get(f"lang_{lang}", lang)
        shelves = {**ground.words["ja"], **words}
        made.append(Index(f"/{lang}/", name, "language", shelve(rows, ground.now, shelves), lang=lang))
        parts.append(make_part(ground.words["ja"].get(f"lang_{lang}", lang), f"lang-{lang}", rows))
    below = tuple(index.url for index in made)
    return [Index("/languages/", ground.say("languages"), "languages", tuple(parts), below), *made]


def folders_ways(ground: Ground, ways: Mapping[str, Index], entries: Mapping[str, Entry]) -> list[Index]:
    """The folders of content/: pages right below a URL that no other index takes."""
    rows: dict[str, list[Entry]] = {}
    for entry in (*ground.pages, *ground.others):
        parts = entry.page.url.strip("/").split("/")[:-1]
        for depth in range(len(parts), 0, -1):
            rows.setdefault(f"/{'/'.join(parts[:depth])}/", [])
        if parts:
            rows[f"/{'/'.join(parts)}/"].append(entry)
    made = []
    for url, some in rows.items():
        if url in ways or (url in entries and not is_index(entries[url].page)):
            continue
        name = url.strip("/").rpartition("/")[2]
        topic = ground.registers.topics.get(name)
        own = entries.get(url)
        lang = next((e.page.lang for e in some), ground.config.language)
        if own is not None and own.state is State.PUBLISHED:
            title = own.page.title
        else:
            is_english = lang.startswith("en") and topic is not None and topic.name_en
            title = name if topic is None else topic.name_en if is_english else topic.name
        words = {**ground.words["ja"], **(ground.words.get(lang) or ground.words.get(lang.split("-")[0]) or {})}
        below = tuple(
            u for u in sorted(rows) if u.startswith(url) and u.count("/") == url.count("/") + 1 and u not in entries
        )
        made.append(Index(url, title, "section", shelve(some, ground.now, words), below, lang=lang))
    return made


def is_index(page: Page) -> bool:
    """Whether a page is its folder's entrance (index.md)."""
    return page.path.rpartition("/")[2].startswith("index.")
