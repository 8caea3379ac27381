"""A ward's registers become a lexicon: what the ward decided, then its own names, then what wardgen ships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardgen.japanese.heteronyms import shipped_terms
from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import has_kanji, is_reading
from wardgen.japanese.lexicon import Entry, Lexicon, layer, neighbours
from wardgen.model.register import Reading, Registers


def shipped_lexicon() -> Lexicon:
    """The lexicon of no ward in particular."""
    return Lexicon((shipped_terms(),))


def ward_lexicon(registers: Registers) -> Lexicon:
    """The lexicon of one ward."""
    return Lexicon(
        (
            layer(_decided(registers.readings, "ward")),
            layer(_named(registers)),
            layer(_decided(registers.places, "place")),
            shipped_terms(),
        )
    )


def ward_key(registers: Registers) -> str:
    """All that decides a ward's lexicon, as a text: a new telephone number changes no reading."""
    return repr((registers.readings, registers.places, [entry[:3] for entry in _named(registers)]))


def page_lexicon(lexicon: Lexicon, readings: Mapping[str, str]) -> Lexicon:
    """The lexicon of one page: what its front matter says first."""
    own = ((word, to_hiragana(kana)) for word, kana in readings.items() if has_kanji(word))
    return lexicon.above(layer(Entry(word, kana, "page", is_free=True) for word, kana in own if is_reading(kana)))


def _decided(rows: tuple[Reading, ...], source: str) -> Iterator[Entry]:
    for row in rows:
        left, right = neighbours(row.left, row.right)
        yield Entry(row.surface, row.reading, source, left, right, is_free=True)


def _named(registers: Registers) -> Iterator[Entry]:
    """Names with their readings, as the registers of other facts hold them; the first of two equal names counts."""
    rows = [(row.name, row.yomi) for row in registers.departments.values()]
    rows += [(row.name, row.kana) for row in registers.facilities.values()]
    rows += [(row.word, row.reading) for row in registers.terms.values()]
    for some in (registers.audiences, registers.topics, registers.life_events):
        rows += [(row.name, row.yomi) for row in some.values()]
    for name, kana in rows:
        reading = "".join(to_hiragana(kana).split())
        # What is no kana is told as a finding, and never printed.
        if is_reading(reading) and has_kanji(name) and not any(char.isspace() for char in name):
            yield Entry(name, reading, "register", is_free=True)
