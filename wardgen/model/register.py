"""Rows of the registers in content/data/: facts that stand in one place and appear on many pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from wardgen.model.page import Instant
from wardgen.model.source import Span

ACCESS = {
    "wheelchair": "車椅子可",
    "wheelchair_rental": "車椅子貸出",
    "cane_rental": "杖貸出",
    "step_free": "段差解消",
    "handrail": "手すり",
    "elevator": "エレベーター有無",
    "toilet": "車椅子使用者用トイレ有無",
    "ostomate": "オストメイト設置トイレ有無",
    "baby_toilet": "乳幼児用設備設置トイレ有無",
    "nursing": "授乳室",
    "parking": "優先駐車場",
    "tactile": "点字ブロック",
    "braille": "点字案内",
    "audio": "音声案内",
    "captions": "文字案内",
    "loop": "磁気ループ",
    "sign": "手話対応",
    "writing": "筆談対応",
    "dog": "補助犬同伴",
}
"""The 19 facts that tell whether a visitor can use a building -> their column in facilities.csv.

Toilets: columns of 自治体標準オープンデータセット「公衆トイレ一覧」; the others: the matters that GIF アクセシビリティ names,
written as the column names of that standard are.
"""
HAS = {"有": "yes", "無": "no", "不明": "unknown", "": "unknown"}
"""What such a column may say; a blank cell is unknown, never a no (field.md K4)."""

LEVELS = (1, 2, 3, 4, 5)
"""警戒レベル: how near a disaster is, and what residents do (内閣府「避難情報に関するガイドライン」)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """First and last day on which a row holds; None = open."""

    start: dt.date | None = None
    end: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the row holds on `day` (both ends included)."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department and how to reach it."""

    id: str
    name: str
    yomi: str
    name_en: str = ""
    phone: str = ""
    fax: str = ""
    mail: str = ""
    address: str = ""
    """Where letters go, with the postal code."""
    counter: str = ""
    counter_en: str = ""
    floor: str = ""
    hours: str = ""
    hours_en: str = ""
    valid: Validity = Validity()
    successor: str = ""
    at: Span | None = field(default=None, compare=False)

    def called(self, lang: str) -> str:
        """The name for readers of a language."""
        return self.name_en if lang.startswith("en") and self.name_en else self.name

    def said(self, key: str, lang: str) -> tuple[str, str]:
        """(value, its language) of a field for readers of a language."""
        english = getattr(self, f"{key}_en", "") if lang.startswith("en") else ""
        return (english, "en") if english else (getattr(self, key), "ja")

    def facts(self, lang: str) -> list[tuple[str, str, str]]:
        """(field, value, language of the value) of what a resident needs to reach it.

        The floor only where the counter does not say it; numbers and addresses of mail are of no language ('').
        """
        rows = [(key, getattr(self, key), "") for key in ("phone", "fax", "mail")]
        rows += [(key, *self.said(key, lang)) for key in ("counter", "hours")]
        if self.floor and self.floor not in self.counter:
            rows.append(("floor", self.floor, "ja"))
        return [row for row in rows if row[1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A hard word, its reading, what it means in plain words, and what residents call it."""

    word: str
    reading: str
    plain: str
    aka: tuple[str, ...] = ()
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One audience, life event or topic."""

    id: str
    name: str
    yomi: str
    name_en: str = ""
    summary: str = ""
    order: int = 0
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """One row of the facilities table: the columns that wardgen reads by name, and every column as it stands."""

    id: str
    name: str
    kana: str = ""
    name_en: str = ""
    address: str = ""
    phone: str = ""
    days: str = ""
    opens: str = ""
    closes: str = ""
    hours_note: str = ""
    url: str = ""
    note: str = ""
    mail: str = ""
    code: str = ""
    """全国地方公共団体コード of the ward."""
    prefecture: str = ""
    city: str = ""
    latitude: str = ""
    longitude: str = ""
    route: str = ""
    """How to get there."""
    access: tuple[tuple[str, str], ...] = ()
    """(name from ACCESS, `yes`, `no` or `unknown`) of every accessibility column that the file has."""
    access_note: str = ""
    access_checked: dt.date | None = None
    columns: tuple[tuple[str, str], ...] = ()
    at: Span | None = field(default=None, compare=False)

    @property
    def geo(self) -> str:
        """Where it stands, as a geo: address says it (RFC 5870); '' where the columns hold no place in Japan."""
        found = coordinates(self.latitude, self.longitude)
        return f"{found[0]},{found[1]}" if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a word is read, and beside which neighbours: with none, everywhere."""

    surface: str
    reading: str
    """In hiragana."""
    left: tuple[str, ...] = ()
    """Texts of which one must stand directly before the word; none = any may."""
    right: tuple[str, ...] = ()
    """Texts of which one must stand directly after it."""
    source: str = ""
    """Where the reading is from."""
    who: str = ""
    when: dt.date | None = None
    at: Span | None = field(default=None, compare=False)

    @property
    def is_bare(self) -> bool:
        """Whether it holds beside any neighbours."""
        return not self.left and not self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """One emergency notice: what happened where, from when until when; `drill` is marked as an exercise."""

    id: str
    mode: str
    title: str
    body: str
    issued: Instant
    areas: tuple[str, ...] = ()
    next_update: Instant | None = None
    expires: Instant
    level: int = 0
    """One of LEVELS; 0 = none is given."""
    hazard: str = ""
    """What it is about: 大雨, 地震 …"""
    action: str = ""
    """What residents do now, in one or two lines."""
    shelters: tuple[str, ...] = ()
    """Where to go: ids of facilities."""
    title_en: str = ""
    body_en: str = ""
    title_simple: str = ""
    body_simple: str = ""
    at: Span | None = field(default=None, compare=False)

    def tongue(self, lang: str) -> str:
        """The end of the keys with the text for readers of a language: `en`, `simple`, '' where the first text is theirs."""
        end = "en" if lang.startswith("en") else "simple" if lang == "ja-simple" else ""
        return end if end and (getattr(self, f"title_{end}") or getattr(self, f"body_{end}")) else ""

    def said(self, key: str, lang: str) -> tuple[str, str]:
        """(`title` or `body`, its language) for readers of a language."""
        end = self.tongue(lang)
        own = getattr(self, f"{key}_{end}") if end else ""
        return (own, "en" if end == "en" else "ja") if own else (getattr(self, key), "ja")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """All registers of a site, by id, each in its own order; readings in the order of their file."""

    departments: dict[str, Department] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    audiences: dict[str, Category] = field(default_factory=dict)
    life_events: dict[str, Category] = field(default_factory=dict)
    topics: dict[str, Category] = field(default_factory=dict)
    facilities: dict[str, Facility] = field(default_factory=dict)
    emergency: dict[str, Emergency] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    """What the ward has decided, from readings.csv."""
    places: tuple[Reading, ...] = ()
    """Names of places, from gazetteer.csv."""
    paths: dict[str, str] = field(default_factory=dict)
    """Register name -> its file, relative to the config file."""


def coordinates(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Two columns as a place in Japan. Blank, 0 and swapped columns are met in real files: they are no place."""
    try:
        found = float(latitude), float(longitude)
    except ValueError:
        return None
    return found if 20 <= found[0] <= 46 and 122 <= found[1] <= 154 else None


def department_on(day: dt.date, id: str, departments: dict[str, Department]) -> Department | None:
    """The department that answers on `day`: the one named, or the one that took over its work (its successor)."""
    seen: set[str] = set()
    while id and id not in seen:
        seen.add(id)
        found = departments.get(id)
        if found is None or found.valid.covers(day):
            return found
        id = found.successor
    return None
