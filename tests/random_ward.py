"""Small wards made by dice, and what their front matter says: the other side of every question about an index.

Nothing here asks wardgen: dates are compared and departments succeed one another as docs/content.md says.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import write_site
from wardgen.model.page import TOKYO

MOMENTS = ("2026-11-16 09:30", "2026-11-30 23:59", "2026-12-01 00:00", "2026-12-31 12:00", "2027-01-01 00:00")
DAYS = ("2026-11-15", "2026-11-16", "2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01", "2027-01-31", "2027-02-01")
HOURS = ("2026-11-16 09:29", "2026-11-16 09:30", "2026-11-16 09:31", "2026-12-31 12:00", "2026-12-31 12:01")
READINGS = {
    "あんない": "a", "ゔぁいおりん": "a", "ガイド": "ka", "サポート": "sa", "ぢしん": "ta", "でんき": "ta",
    "にんしん": "na", "パスポート": "ha", "みず": "ma", "ゆうびん": "ya", "るす": "ra", "わくちん": "wa", "3さいじ": "other",
}  # fmt: skip
"""Reading -> its row."""
DEPARTMENTS = ("ka0", "ka1", "moto")
"""Those that pages name; `moto` closed on 2026-11-20 and hands over to ka0, `ato` opens on 2026-12-01."""
FOLDERS = ("", "todokede/", "kurashi/", "kurashi/gomi/")
YES = ("有", "無", "不明", "")
OPEN = {"月火水木金": "", "土日": "sat sun", "月火水木金土": "sat", "毎日": "sat sun", "平日": "", "": ""}
"""利用可能曜日 -> the filters that it fits."""


def moment(text: str, *, last: bool = False) -> dt.datetime:
    """A day or a moment as written; `last`: the first moment after a day."""
    at = dt.datetime.fromisoformat(text).replace(tzinfo=TOKYO)
    return at + dt.timedelta(days=1) if last and len(text) == 10 else at


@dataclass
class Sheet:
    """One page: its path without ending, its language and its front matter."""

    path: str
    front: dict[str, Any]
    lang: str = "ja"

    @property
    def url(self) -> str:
        place = "" if self.path == "index" else f"{self.path}/".removesuffix("index/")
        return f"/{place}" if self.lang == "ja" else f"/{self.lang}/{place}"

    @property
    def file(self) -> str:
        return f"content/{self.path}{'' if self.lang == 'ja' else f'.{self.lang}'}.md"

    @property
    def deadline(self) -> str:
        return str(self.front.get("apply_by") or self.front.get("period", {}).get("to") or "")

    def is_live(self, now: dt.datetime) -> bool:
        opens, closes = self.front.get("publish"), self.front.get("expire")
        is_draft = self.front.get("draft", False)
        return not (
            is_draft or (opens and moment(opens) > now) or (closes is not None and moment(closes, last=True) <= now)
        )

    def has(self, key: str, id: str) -> bool:
        return id in self.front.get(key, ())


@dataclass
class RandomWard:
    """About thirty pages of every kind, in every state, with every kind of date."""

    seed: int
    count: int = 26
    bare: float = 0.0
    """Which part of the pages says of itself nothing that classifies."""
    dice: random.Random = field(init=False)
    now: dt.datetime = field(init=False)
    sheets: list[Sheet] = field(init=False, default_factory=list)
    facilities: list[dict[str, str]] = field(init=False, default_factory=list)

    IDS = {  # noqa: RUF012 - never changed
        "topic": ("todokede", "kurashi", "main", "others"),
        "audience": ("kodomo", "koreisha", "gaikokujin"),
        "life_event": ("shussan", "hikkoshi"),
    }

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.now = moment(MOMENTS[self.seed % len(MOMENTS)])
        # Nobody is left out: an audience without a page stops a publish.
        everyone = {"title": "みんなの案内", "kind": "page", "audience": list(self.IDS["audience"])}
        self.sheets.append(Sheet("minna", everyone))
        for number in range(self.count):
            self._add(number)
        for sheet in [s for s in self.sheets if "draft" not in s.front][::5]:
            self.sheets.append(Sheet(sheet.path, {"title": f"{sheet.path} in English"}, "en"))
        for number in range(5):
            has = {"車椅子可": self.dice.choice(YES), "授乳室": self.dice.choice(YES)}
            row = {"ID": f"f{number}", "名称": f"施設{number}", "名称_カナ": self.dice.choice([*READINGS])}
            self.facilities.append(row | has | {"利用可能曜日": self.dice.choice([*OPEN])})

    def _add(self, number: int) -> None:
        dice = self.dice
        is_bare = dice.random() < self.bare
        kind = "page" if is_bare else dice.choice(["service", "service", "notice", "event", "page"])
        path = f"{dice.choice(FOLDERS)}p{number}"
        front: dict[str, Any] = {"title": f"案内{number}", "kind": kind}
        for key, ids in self.IDS.items():
            if not is_bare and (some := dice.sample(ids, dice.randrange(3))):
                front[key] = some
        if kind in ("service", "notice", "event") or (not is_bare and dice.random() < 0.3):
            front["department"] = dice.choice(DEPARTMENTS)
        if dice.random() < 0.7:
            front["yomi"] = dice.choice([*READINGS])
        if dice.random() < 0.3:
            front["aka"] = [dice.choice(["てびき", "ガイド", "保険証"])]
        if dice.random() < 0.5:
            front["updated"] = f"2026-11-{dice.randint(1, 15):02}"
        if kind == "service":
            self._serve(front)
        if kind == "event":
            front["start"] = dice.choice(DAYS + HOURS)
            if dice.random() < 0.5:
                front["end"] = max(front["start"][:10], dice.choice(DAYS))
            if dice.random() < 0.5:
                front["apply_by"] = dice.choice(DAYS + HOURS)
        state = dice.random()
        if state < 0.1:
            front["draft"] = True
        elif state < 0.2:
            front["publish"] = dice.choice(DAYS[3:])
        elif state < 0.35:
            front |= {"publish": "2026-11-01", "expire": dice.choice(DAYS)}
        self.sheets.append(Sheet(path, front))

    def _serve(self, front: dict[str, Any]) -> None:
        dice = self.dice
        if dice.random() < 0.3:
            front["online"] = "https://shinsei.example/"
        if dice.random() < 0.4:
            front["channels"] = [{"kind": dice.choice(["online", "post", "counter"])}]
        if dice.random() < 0.5:
            front["period"] = {"to": dice.choice(DAYS + HOURS)}

    # -- asking --------------------------------------------------------------------------------------------------------

    def query(self, test: Callable[[Sheet], bool] = lambda _: True, lang: str = "ja") -> set[str]:
        """The URLs of the published pages of a language that pass a test, without the home page."""
        live = (s for s in self.sheets if s.lang == lang and s.url != "/" and self.is_live(s))
        return {s.url for s in live if test(s)}

    def is_live(self, sheet: Sheet) -> bool:
        """A translation opens and ends with its original."""
        original = next(s for s in self.sheets if s.path == sheet.path and s.lang == "ja")
        return sheet.is_live(self.now) and original.is_live(self.now)

    def department(self, sheet: Sheet) -> str:
        """Who answers for a page on the day."""
        named = sheet.front.get("department", "")
        return "ka0" if named == "moto" and self.now >= moment("2026-11-21") else named

    # -- writing -------------------------------------------------------------------------------------------------------

    def write(self, folder: Path, **config: object) -> Path:
        """Write the whole site into a folder."""
        settings = {"name": "見本区", "url": "https://ward.example", "now": self.now.isoformat()} | config
        files: dict[str, object] = {"config.yaml": settings}
        for key, ids in self.IDS.items():
            rows = [{"id": id, "name": f"{id}の名", "yomi": f"{id}のな"} for id in ids]
            files[f"content/data/{key}s.yaml"] = rows
        files["content/data/departments.yaml"] = [
            {"id": "ka0", "name": "第0課", "yomi": "だい0か"},
            {"id": "ka1", "name": "第1課", "yomi": "だい1か"},
            {"id": "moto", "name": "元の課", "yomi": "もとのか", "valid": {"to": "2026-11-20"}, "successor": "ka0"},
            {"id": "ato", "name": "後の課", "yomi": "あとのか", "valid": {"from": "2026-12-01"}},
        ]
        texts = [f"=== {path}\n{_yaml(value)}" for path, value in files.items()]
        texts += [f"=== {s.file}\n---\n{_yaml(s.front)}---\n本文です。\n" for s in self.sheets]
        if self.facilities:
            head = ",".join(self.facilities[0])
            texts.append(f"=== content/data/facilities.csv\n{head}\n" + _lines(self.facilities))
        return write_site(folder, *texts)


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


def _lines(rows: Iterable[dict[str, str]]) -> str:
    return "".join(",".join(row.values()) + "\n" for row in rows)
