"""A number and a seed become one made-up ward: N Japanese pages of about 4 KB, the same in every layout.

A page knows no file format: links and images are named by callables that a layout gives. Some pages are never
linked to (`is_linkable` is false), so that a benchmark can delete them without breaking a link.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bench.slots import fill_slots, list_places, list_towns, read_phrases, read_words

IMAGE_COUNT = 24
NOTES_HEADING = "## 注意事項"
# Pages whose number leaves this remainder are never linked to; others are notices, which are shorter-lived.
_UNLINKED = (8, 5)
_NOTICES = (12, 7)
# The site's clock: every page is published before it, so that a benchmark builds all N.
NOW = dt.date(2026, 10, 1)

_SENTENCE_END = re.compile(r"(?<=。)")
_MARKUP = re.compile(r"^(?:[-*] |\d+\. )")


@dataclass(frozen=True)
class CorpusPage:
    """One page's facts; its text comes from `write_body`."""

    number: int
    seed: int
    kind: str
    section: str
    slug: str
    subject: str
    title: str
    summary: str
    audiences: tuple[str, ...]
    tags: tuple[str, ...]
    publish: dt.date
    updated: dt.date
    expire: dt.date | None

    @property
    def is_linkable(self) -> bool:
        return self.number % _UNLINKED[0] != _UNLINKED[1]


Link = Callable[[CorpusPage, CorpusPage], str]
Image = Callable[[int], str]


@dataclass(frozen=True)
class Corpus:
    """All pages of one (size, seed)."""

    seed: int
    pages: tuple[CorpusPage, ...]
    targets: tuple[CorpusPage, ...]

    @classmethod
    def make(cls, size: int, seed: int) -> Corpus:
        pages = tuple(_make_page(number, seed) for number in range(1, size + 1))
        return cls(seed, pages, tuple(page for page in pages if page.is_linkable))

    def write_body(self, page: CorpusPage, link: Link, image: Image) -> str:
        """The page's Markdown below the front matter."""
        source = Random(f"body/{self.seed}/{page.number}")
        given = {"subject": page.subject}

        def say(role: str) -> str:
            phrases = read_phrases()["roles"][role]
            return fill_slots(source.choice(phrases["openers"]) + source.choice(phrases["cores"]), source, given)

        def paragraph(role: str) -> str:
            return "".join(say(role) for _ in range(source.randint(2, 3)))

        blocks = [paragraph("intro")]
        roles = source.sample(["target", "period", "cost", "place", "change", "question"], source.randint(3, 4))
        towns = source.sample(list_towns(), len(roles))
        for position, (role, town) in enumerate(zip(roles, towns, strict=True)):
            blocks += [f"## {source.choice(read_phrases()['roles'][role]['heads'])}", paragraph(role)]
            if position == 0:
                picture = f"{source.choice(list_places())}の{source.choice(read_words()['photo'])}"
                blocks.append(f"![{picture}]({image(source.randrange(IMAGE_COUNT))})")
            if source.random() < 0.4:
                blocks += [f"### {town}に住む方", paragraph(role)]
        needs = source.sample(read_phrases()["needs"], source.randint(3, 4))
        blocks += ["## 必要なもの", "\n".join("- " + fill_slots(need, source, given) for need in needs)]
        steps = [f"{count}. {say('flow')}" for count in range(1, source.randint(4, 5))]
        blocks += [f"## {source.choice(read_phrases()['roles']['flow']['heads'])}", "\n".join(steps)]
        blocks += ["## 受け付ける曜日と時間", _write_table(source)]
        notes = [f"- {say('note')}" for _ in range(source.randint(2, 3))]
        blocks += [NOTES_HEADING, "\n".join(notes)]
        others = self._choose_links(page, source)
        if others:
            rows = [f"- [{other.title}]({link(page, other)})" for other in others]
            blocks += ["## 関連するページ", "\n".join(rows)]
        return "\n\n".join(blocks) + "\n"

    def _choose_links(self, page: CorpusPage, source: Random) -> list[CorpusPage]:
        chosen = source.sample(self.targets, min(len(self.targets), source.randint(4, 6)))
        return [other for other in chosen if other is not page][:5]


def measure_distinct(corpus: Corpus) -> tuple[int, int]:
    """(distinct sentences, all sentences): prose and list items, split at each 。; titles of links are left out."""
    seen: set[str] = set()
    total = 0
    for page in corpus.pages:
        for line in corpus.write_body(page, lambda a, b: "", lambda number: "").splitlines():
            if not line or line[0] in "#|!" or line.startswith("- ["):
                continue
            sentences = [part for part in _SENTENCE_END.split(_MARKUP.sub("", line)) if part]
            total += len(sentences)
            seen.update(sentences)
    return len(seen), total


def _make_page(number: int, seed: int) -> CorpusPage:
    source = Random(f"page/{seed}/{number}")
    words, phrases = read_words(), read_phrases()
    section = source.choice(list(words["sections"]))
    slug, subject = source.choice(list(words["sections"][section]["subjects"].items()))
    kind = "notice" if number % _NOTICES[0] == _NOTICES[1] else "service"
    given = {"subject": subject}
    title = fill_slots(source.choice(phrases["notice_titles" if kind == "notice" else "titles"]), source, given)
    publish = NOW - dt.timedelta(days=source.randint(40, 900))
    return CorpusPage(
        number=number,
        seed=seed,
        kind=kind,
        section=section,
        slug=f"{slug}-{number:05d}",
        subject=subject,
        title=f"{title} 第{number}号",
        summary=fill_slots(source.choice(phrases["summaries"]), source, given),
        audiences=tuple(sorted(source.sample(list(words["audiences"]), source.randint(1, 3)))),
        tags=tuple(sorted({subject, source.choice(words["tags"])})),
        publish=publish,
        updated=publish + dt.timedelta(days=source.randint(0, 39)),
        expire=NOW + dt.timedelta(days=source.randint(30, 400)) if kind == "notice" else None,
    )


def _write_table(source: Random) -> str:
    rows = ["| 窓口 | 曜日 | 時間 | 待つ席の数 |", "|---|---|---|---|"]
    for place in source.sample(list_places(), source.randint(3, 4)):
        first, last = source.choice("月火水"), source.choice("木金土")
        hours = f"午前{source.choice([8, 9, 10])}時30分から午後{source.randint(3, 7)}時まで"
        rows.append(f"| {place} | {first}曜日から{last}曜日まで | {hours} | {source.randint(2, 60)}席 |")
    return "\n".join(rows)
