"""五十音: pages by the first kana of their readings."""

from __future__ import annotations

from wardgen.japanese.kana import OTHER, ROWS, place_of_reading, sort_key
from wardgen.model.site import Index, Item, Part
from wardgen.render.ways.ground import Ground, reading_of


def kana_ways(ground: Ground) -> list[Index]:
    """五十音: each page under the first kana of its reading, and under its other names that are written in kana."""
    rows: dict[str, dict[str, list[tuple[tuple[str, str], Item]]]] = {}
    for entry in ground.pages:
        names = [(reading_of(entry), "")]
        names += [(aka, aka) for aka in entry.page.aka if place_of_reading(aka)[0] != OTHER]
        for reading, label in names:
            row, kana = place_of_reading(reading)
            rows.setdefault(row, {}).setdefault(kana, []).append((sort_key(reading), Item(entry.page.url, label)))
    made = []
    for row in (*ROWS, OTHER):
        if row in rows:
            order = sorted(rows[row].items(), key=lambda pair: ROWS.get(row, "").find(pair[0]))
            parts = tuple(
                Part(kana, f"kana-{sort_anchor(kana)}" if kana else "", tuple(item for _, item in sorted(items)))
                for kana, items in order
            )
            name = ground.say("kana_row").format(kana=ROWS[row][0]) if row != OTHER else ground.say("kana_other")
            made.append(Index(f"/kana/{row}/", name, "kana-row", parts, about=row))
    if not made:
        return []
    return [
        Index("/kana/", ground.say("kana"), "kana", below=tuple(i.url for i in made), lead=ground.say("kana_lead")),
        *made,
    ]


def sort_anchor(kana: str) -> str:
    """An ASCII anchor for one kana: its code point, so that it needs no escaping in a link."""
    return f"{ord(kana):x}"
