"""A made-up ward to edit at random: about forty pages of every kind, with links, images, terms and translations."""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from tests.conftest import ROOT
from wardgen.model.page import TOKYO

WORDS = {
    "転入届": "てんにゅうとどけ",
    "住民票": "じゅうみんひょう",
    "粗大ごみ": "そだいごみ",
    "国民健康保険": "こくみんけんこうほけん",
    "児童手当": "じどうてあて",
}
SECTIONS = ("todokede", "kurashi", "kosodate")
READINGS = ("あんない", "がいど", "サポート", "ちゃいるど", "はじめて", "パスポート", "ABC")
CHART = '!!! chart zu "数の図"\n    - type: bar\n    - data: kazu.csv\n    - columns: 窓口\n\n    出典: 区の資料'
FIGURE = (
    '!!! table mo "もう一つの表"\n    | 年 | 数 |\n    |---|---|\n    | 2026年 | 5[^2] |\n\n[^2]: もう一つの注です。'
)
ACCESS_COLUMNS = ("車椅子可", "授乳室")
LONG_AGO = 1_700_000_000


def picture(shade: int, width: int = 12) -> bytes:
    """A small PNG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, 8), (shade, 90, 120)).save(out, "PNG")
    return out.getvalue()


@dataclass
class Made:
    """One page: front matter and body, and the pages that it links to."""

    front: dict[str, Any]
    body: str
    links: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The Markdown file."""
        front = yaml.safe_dump(self.front, allow_unicode=True, sort_keys=False)
        links = "".join(f"- [](page:{link})\n" for link in self.links)
        return f"---\n{front}---\n{self.body}\n\n{links}"


class Ward:
    """The files of a site as values; `write` brings a folder up to date and touches nothing else.

    `size`: about how many pages it has; twenty of them are of the kinds that there are few of.
    """

    def __init__(self, folder: Path, seed: int, size: int = 38) -> None:
        self.folder = folder
        self.dice = random.Random(seed)
        self.now = dt.datetime(2026, 11, 16, 9, tzinfo=TOKYO)
        self.count = 0
        self.config = {"name": "見本区", "url": "https://ward.example/ku", "theme": "theme"}
        self.departments = [
            {"id": f"ka{i}", "name": f"第{i}課", "yomi": f"だい{i}か", "phone": f"03-0000-000{i}"} for i in range(4)
        ]
        self.departments[3] |= {"valid": {"to": "2026-12-31"}, "successor": "ka0"}
        self.topics = [{"id": f"topic{i}", "name": f"分野{i}", "yomi": f"ぶんや{i}"} for i in range(4)]
        self.audiences = [{"id": f"hito{i}", "name": f"対象{i}", "yomi": f"たいしょう{i}"} for i in range(3)]
        self.life_events = [
            {"id": f"koto{i}", "name": f"できごと{i}", "yomi": f"できごと{'あい'[i]}"} for i in range(2)
        ]
        self.emergency: list[dict[str, Any]] = []
        self.has_font = False
        """Whether the machine has the font of the card images: drawing them takes half of the time of a build."""
        self.has_update = False
        """Whether wardgen itself has been brought up to date."""
        self.terms = [{"word": w, "reading": r, "plain": f"{w}の説明です。"} for w, r in WORDS.items()]
        self.readings = {"窓口": "まどぐち"}
        self.numbers = [61, 28]
        """What the charts of the plan show."""
        self.facilities = [
            ["honcho", "本庁舎", "本町1-1", "有", "不明", "月火水木金"],
            ["kita", "北出張所", "北町2-2", "無", "有", "火水木金土"],
            ["kan", "体育館", "南町3-3", "", "無", "土日"],
        ]
        self.pages: dict[str, Made] = {}
        self.images = {f"img/{i}.png": picture(i * 30) for i in range(5)}
        self.theme: dict[str, bytes] = {
            p.relative_to(ROOT / "theme").as_posix(): p.read_bytes()
            for p in sorted((ROOT / "theme").rglob("*"))
            if p.is_file()
        }
        self._make_pages(size - 20)

    # -- making ------------------------------------------------------------------------------------------------------

    def _make_pages(self, count: int) -> None:
        for number in range(count):
            self.add("service" if number % 2 else "page")
        for number in range(6):
            self.add("notice", publish=f"2026-11-{10 + 3 * number}", expire=f"2026-12-{5 + 4 * number:02}")
        for number in range(4):
            self.add("event", start=f"2027-01-{10 + number}", place="kita", expire=f"2027-01-{10 + number}")
        for number in range(3):
            text = f"{self._body()}\n\n{CHART}\n\n次は[図表](sho{(number + 1) % 3}.md#zu)[^1]です。\n\n[^1]: {number}の注です。"
            self.pages[f"plan/sho{number}.md"] = Made({"title": f"第{number}章", "kind": "page"}, text)
        chapters = [f"plan/sho{n}" for n in range(3)]
        self.pages["plan/index.md"] = Made({"title": "計画", "kind": "publication", "chapters": chapters}, "計画です。")
        self.pages["facilities/honcho.md"] = Made(
            {"title": "本庁舎", "kind": "facility", "facility": "honcho"}, "役所です。"
        )
        everyone = {name: [row["id"] for row in rows] for name, rows in self._rows().items()}
        self.pages["todokede/index.md"] = Made({"title": "届け出", "kind": "page"} | everyone, "届け出の入口です。")
        self.pages["index.md"] = Made({"title": "見本区のページ", "kind": "page"}, "区のページです。")
        for path in self.some("page")[:3]:
            self.translate(path)

    def _rows(self) -> dict[str, list[dict[str, Any]]]:
        """The registers that classify, by the field that names their rows."""
        return {"topic": self.topics, "audience": self.audiences, "life_event": self.life_events}

    def add(self, kind: str, **front: Any) -> str:
        """Add a page; returns its path."""
        self.count += 1
        section = {"notice": "notices", "event": "events"}.get(kind) or self.dice.choice(SECTIONS)
        path = f"{section}/p{self.count}.md"
        front = {"title": f"案内{self.count}", "kind": kind, "updated": f"2026-10-{self.dice.randint(10, 28)}"} | front
        front |= {"topic": self.dice.choice(self.topics)["id"], "audience": self.dice.choice(self.audiences)["id"]}
        front |= {"yomi": self.dice.choice(READINGS), "summary": f"{self.count}番の案内です。"}
        if kind in ("service", "notice", "event"):
            front["department"] = self.dice.choice(self.departments)["id"]
        if kind == "service":
            front |= {"fee": self.dice.choice([0, 300]), "channels": [{"kind": "counter", "at": "ka0"}]}
            front["aliases"] = [f"/old/{self.count}/"]
            front["period"] = {
                "from": "2026-10-01",
                "to": f"2026-{self.dice.choice([11, 12])}-{self.dice.randint(17, 30)}",
            }
        links = [self.id_of(p) for p in self.dice.sample(self.linked(), min(2, len(self.linked())))]
        self.pages[path] = Made(front, self._body(), links)
        return path

    def translate(self, path: str) -> None:
        """Add an English version."""
        other = path.replace(".md", ".en.md")
        self.pages[other] = Made({"title": f"Page {self.count} in English"}, "This page is about the ward.")

    def _body(self) -> str:
        dice = self.dice
        rows = [f"{dice.choice([*WORDS])}のことは、{dice.randint(1, 99)}番の窓口で聞いてください。" for _ in range(3)]
        image = f"![窓口の写真](/img/{dice.randrange(5)}.png)"
        return f"## 見出し{dice.randrange(9)}\n\n" + "\n\n".join([*rows, image, "!!! contact ka1"])

    # -- asking ------------------------------------------------------------------------------------------------------

    @staticmethod
    def id_of(path: str) -> str:
        """The id that a path gives."""
        return path.removesuffix(".md").removesuffix("/index")

    def some(self, *kinds: str) -> list[str]:
        """The numbered pages of some kinds that are no translations."""
        return [
            path
            for path, page in self.pages.items()
            if page.front.get("kind") in kinds and "/p" in path and ".en." not in path
        ]

    def linked(self) -> list[str]:
        """The pages that others may link to: always published."""
        return self.some("page", "service")

    def any(self, *kinds: str) -> str:
        """One of them, by the dice."""
        return self.dice.choice(self.some(*kinds))

    # -- writing -----------------------------------------------------------------------------------------------------

    def files(self) -> dict[str, bytes]:
        """Every file of the site."""

        def rows(values: object) -> bytes:
            return yaml.safe_dump(values, allow_unicode=True, sort_keys=False).encode()

        files = {f"content/{path}": page.text().encode() for path, page in self.pages.items()}
        files |= {f"content/{path}": data for path, data in self.images.items()}
        files |= {f"theme/{path}": data for path, data in self.theme.items()}
        files["config.yaml"] = rows(self.config)
        files["content/data/departments.yaml"] = rows(self.departments)
        files["content/data/topics.yaml"] = rows(self.topics)
        files["content/data/terms.yaml"] = rows(self.terms)
        files["content/data/audiences.yaml"] = rows(self.audiences)
        files["content/data/life_events.yaml"] = rows(self.life_events)
        files["content/data/emergency.yaml"] = rows(self.emergency)
        table = "年度,窓口,郵便\n" + "".join(f"{n}年度,{number},9\n" for n, number in enumerate(self.numbers))
        files["content/plan/kazu.csv"] = table.encode()
        readings = "".join(f"{word},{reading}\n" for word, reading in self.readings.items())
        files["content/data/readings.csv"] = f"surface,reading\n{readings}".encode()
        table = [["ID", "名称", "所在地_連結表記", *ACCESS_COLUMNS, "利用可能曜日"], *self.facilities]
        files["content/data/facilities.csv"] = "".join(",".join(row) + "\n" for row in table).encode()
        return files

    def write(self, step: int) -> None:
        """Write what changed. The times are long ago and all different, so that builds trust them as they would later."""
        files = self.files()
        for top in ("content", "theme"):
            for old in sorted((self.folder / top).rglob("*"), reverse=True):
                if old.is_file() and old.relative_to(self.folder).as_posix() not in files:
                    old.unlink()
                elif old.is_dir() and not any(old.iterdir()):
                    old.rmdir()
        for path, data in files.items():
            file = self.folder / path
            if not file.is_file() or file.read_bytes() != data:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
                os.utime(file, (LONG_AGO + step, LONG_AGO + step))

    # -- editing -----------------------------------------------------------------------------------------------------

    def edit(self, name: str) -> None:
        """Make one edit by its name."""
        EDITS[name](self)

    def _drop(self, path: str) -> None:
        self.pages.pop(path)
        self.pages.pop(path.replace(".md", ".en.md"), None)
        for page in self.pages.values():
            page.links = [link for link in page.links if link != self.id_of(path)]
            if page.front.get("successor") == self.id_of(path):
                del page.front["successor"]
            if "featured" in page.front:
                page.front["featured"] = [one for one in page.front["featured"] if one != self.id_of(path)]

    def _rename(self, path: str) -> None:
        self.count += 1
        new = f"{self.dice.choice(SECTIONS)}/p{self.count}.md"
        for suffix in (".md", ".en.md"):
            old = path.replace(".md", suffix)
            if old in self.pages:
                self.pages[new.replace(".md", suffix)] = self.pages.pop(old)
        for page in self.pages.values():
            page.links = [self.id_of(new) if link == self.id_of(path) else link for link in page.links]
            if page.front.get("successor") == self.id_of(path):
                page.front["successor"] = self.id_of(new)
            if "featured" in page.front:
                named = page.front["featured"]
                page.front["featured"] = [self.id_of(new) if one == self.id_of(path) else one for one in named]

    def _template(self) -> None:
        name = self.dice.choice(
            ["page.html", "base.html", "index.html", "home.html", "ended.html", "page.txt", "rss.xml", "404.html"]
        )
        comment = (
            f"{{# {self.dice.random()} #}}" if name.endswith((".txt", ".xml")) else f"<!-- {self.dice.random()} -->"
        )
        self.theme[f"templates/{name}"] += comment.encode()

    def _words(self) -> None:
        key = self.dice.choice([b"fee: ", b"new: ", b"home: ", b"contact: "])
        self.theme["words/ja.yaml"] = self.theme["words/ja.yaml"].replace(b"\n" + key, b"\n" + key + "新".encode(), 1)

    def _output_files(self) -> list[Path]:
        return sorted(p for p in (self.folder / "output").rglob("*") if p.is_file())

    def _tamper(self) -> None:
        for file in self.dice.sample(self._output_files(), 3):
            # In place: the file may be one with the spare tree's.
            with file.open("r+b") as handle:
                handle.write(b"tampered")

    def _remove_output(self) -> None:
        for file in self.dice.sample(self._output_files(), 3):
            file.unlink()

    def _toggle_draft(self) -> None:
        page = self.pages[self.any("notice", "event")]
        page.front["draft"] = not page.front.get("draft", False)

    def _chapters(self) -> None:
        self.dice.shuffle(self.pages["plan/index.md"].front["chapters"])

    def _figure(self) -> None:
        """A figure and a note come or go: all that follow in the publication are counted anew."""
        page = self.pages[f"plan/sho{self.dice.randrange(3)}.md"]
        there = page.body.endswith(FIGURE)
        page.body = page.body.removesuffix(f"\n\n{FIGURE}") if there else f"{page.body}\n\n{FIGURE}"

    def _number(self) -> None:
        self.numbers[self.dice.randrange(2)] = self.dice.randint(0, 99)

    def _translation(self) -> None:
        path = self.any("page")
        if self.pages.pop(path.replace(".md", ".en.md"), None) is None:
            self.translate(path)

    def _links(self) -> None:
        target = self.dice.choice(self.linked())
        self.pages[self.any("notice", "page", "service")].links = [self.id_of(target)]

    def _drop_register_page(self) -> None:
        """A facility's written page comes and goes: without it the register alone makes one."""
        if self.pages.pop("facilities/honcho.md", None) is None:
            self.pages["facilities/honcho.md"] = Made(
                {"title": "新しい本庁舎", "kind": "facility", "facility": "honcho"}, "役所です。"
            )

    def set_front(self, path: str, **front: Any) -> None:
        """Change a page's front matter."""
        self.pages[path].front |= front


def _in_front(name: str, value: Callable[[Ward], Any], *kinds: str) -> Callable[[Ward], None]:
    return lambda ward: ward.set_front(ward.any(*kinds), **{name: value(ward)})


def _advance(ward: Ward) -> None:
    ward.now += dt.timedelta(days=ward.dice.choice([1, 4, 9, 17]))


def _append(ward: Ward) -> None:
    ward.pages[ward.any("page", "service", "notice", "event")].body += "\n\n" + ward._body().split("\n\n", 1)[1]


def _in_row(rows: str, key: str, value: str) -> Callable[[Ward], None]:
    def edit(ward: Ward) -> None:
        ward.dice.choice(getattr(ward, rows))[key] = value.format(ward.dice.randrange(100, 999))

    return edit


def _facility(ward: Ward) -> None:
    ward.dice.choice(ward.facilities)[2] = f"西町{ward.dice.randrange(99)}番地"


def _image(ward: Ward) -> None:
    name = ward.dice.choice(sorted(ward.images))
    ward.images[name] = picture(ward.dice.randrange(256), ward.dice.choice([12, 40, 1700]))


def _theme_file(ward: Ward) -> None:
    ward.theme["templates/style.css"] += f"/* {ward.dice.random()} */\n".encode()


def _static_file(ward: Ward) -> None:
    ward.theme["static/reading.js"] += f"// {ward.dice.random()}\n".encode()


def _access(ward: Ward) -> None:
    ward.dice.choice(ward.facilities)[ward.dice.choice([3, 4])] = ward.dice.choice(["有", "無", "不明", ""])


def _emergency(ward: Ward) -> None:
    """A notice is written for today or for the days to come; the one before it may go."""
    if len(ward.emergency) == 2:
        ward.emergency.pop(0)
    day = ward.now.date() + dt.timedelta(days=ward.dice.choice([0, 0, 3]))
    number = ward.dice.randrange(1000)
    row = {
        "id": f"n{number}",
        "mode": ward.dice.choice(["actual", "drill"]),
        "title": f"大雨{number}",
        "body": "高い所へ。",
        "title_en": f"Rain {number}",
        "shelters": [ward.dice.choice(ward.facilities)[0]],
    }
    end = day + dt.timedelta(days=ward.dice.choice([0, 2]))
    ward.emergency.append(row | {"issued": f"{day}", "areas": ["北町"], "expires": f"{end} 18:00"})


def _pass_deadline(ward: Ward) -> None:
    """To the first moment after the next last day of a period."""
    days = [str(page.front["period"]["to"]) for page in ward.pages.values() if "period" in page.front]
    moments = (dt.datetime.fromisoformat(day).replace(tzinfo=TOKYO) + dt.timedelta(days=1) for day in days)
    ward.now = min((moment for moment in moments if moment > ward.now), default=ward.now + dt.timedelta(days=1))


def _pass_month(ward: Ward) -> None:
    """To the first moment of the next month."""
    ward.now = (ward.now.replace(day=1, hour=0) + dt.timedelta(days=31)).replace(day=1)


def _brand(ward: Ward) -> None:
    ward.config["brand"] = {"colours": {"main": f"#0000{ward.dice.randrange(16, 160):02x}", "accent": "#b45309"}}


def _font(ward: Ward) -> None:
    ward.has_font = not ward.has_font


def _update(ward: Ward) -> None:
    ward.has_update = not ward.has_update


def _included(ward: Ward) -> None:
    """A part that templates include, and one from which they import."""
    name = ward.dice.choice(["facility.html", "reading-form.html", "parts.html"])
    ward.theme[f"templates/{name}"] += f"{{# {ward.dice.random()} #}}".encode()


def _pass_page(ward: Ward) -> None:
    """To the moment at which the next page opens or ends."""
    fronts = [page.front for page in ward.pages.values()]
    opens = [dt.datetime.fromisoformat(str(one["publish"])) for one in fronts if "publish" in one]
    ends = [dt.datetime.fromisoformat(str(one["expire"])) + dt.timedelta(days=1) for one in fronts if "expire" in one]
    moments = (day.replace(tzinfo=TOKYO) for day in (*opens, *ends))
    ward.now = min((moment for moment in moments if moment > ward.now), default=ward.now + dt.timedelta(days=1))


EDITS: dict[str, Callable[[Ward], None]] = {
    "body": _append,
    "title": _in_front("title", lambda w: f"新しい題名{w.dice.randrange(999)}", "page", "service", "notice"),
    "tags": _in_front("tags", lambda w: [f"目印{w.dice.randrange(9)}"], "page", "service"),
    "topic of a page": _in_front("topic", lambda w: w.dice.choice(w.topics)["id"], "page", "service", "notice"),
    "department of a page": _in_front("department", lambda w: w.dice.choice(w.departments)["id"], "service", "event"),
    "date of a page": _in_front("updated", lambda w: f"2026-11-{w.dice.randint(10, 15)}", "page", "service"),
    "alias": _in_front("aliases", lambda w: [f"/old/x{w.dice.randrange(9999)}/"], "service"),
    "successor": _in_front("successor", lambda w: w.id_of(w.dice.choice(w.linked())), "notice"),
    "expire mode": _in_front("expire_mode", lambda w: w.dice.choice(["notice", "remove"]), "notice", "event"),
    "department row": _in_row("departments", "phone", "03-0000-1{}"),
    "department counter": _in_row("departments", "counter", "{}番窓口"),
    "term": _in_row("terms", "plain", "説明その{}。"),
    "topic name": _in_row("topics", "name", "改めた分野{}"),
    "summary of an audience": _in_row("audiences", "summary", "{}番の方の入口です。"),
    "name of a life event": _in_row("life_events", "name", "改めたできごと{}"),
    "audience of a page": _in_front(
        "audience", lambda w: w.dice.choice(w.audiences)["id"], "page", "service", "notice"
    ),
    "other name": _in_front("aka", lambda w: [w.dice.choice(["ガイド", "てびき", "ｱﾝﾅｲ"])], "page", "service"),
    "reading": _in_front("yomi", lambda w: w.dice.choice(READINGS), "page", "service"),
    "reading of a word": lambda w: w.readings.update(窓口=w.dice.choice(["まどぐち", "まどくち"])),
    "reading on a page": _in_front(
        "readings", lambda w: {"見出し": w.dice.choice(["みだし", "みいだし"])}, "page", "service"
    ),
    "furigana": _in_front("furigana", lambda w: w.dice.choice(["all", "off", "grade:4"]), "page", "service"),
    "benefit": _in_front("benefit", lambda w: f"{w.dice.randrange(99)}円を受け取ることができます。", "service"),
    "featured": lambda w: w.set_front("index.md", featured=[w.id_of(p) for p in w.dice.sample(w.linked(), 3)]),
    "emergency": _emergency,
    "access": _access,
    "a page opens or ends": _pass_page,
    "included template": _included,
    "wardgen": _update,
    "nothing": lambda w: None,
    "brand": _brand,
    "font": _font,
    "a deadline passes": _pass_deadline,
    "a month begins": _pass_month,
    "facility row": _facility,
    "facility page": Ward._drop_register_page,
    "template": Ward._template,
    "css": _theme_file,
    "static file": _static_file,
    "words": Ward._words,
    "config name": lambda w: w.config.update(name=f"見本{w.dice.randrange(99)}区"),
    "image": _image,
    "links": Ward._links,
    "page added": lambda w: w.add(w.dice.choice(["page", "service", "notice"])) and None,
    "page deleted": lambda w: w._drop(w.any("page", "service", "notice", "event")),
    "page renamed": lambda w: w._rename(w.any("page", "service")),
    "days pass": _advance,
    "draft": Ward._toggle_draft,
    "chapters": Ward._chapters,
    "figure of a chapter": Ward._figure,
    "number of a chart": Ward._number,
    "translation": Ward._translation,
    "output tampered with": Ward._tamper,
    "output deleted": Ward._remove_output,
}


def copy_of(folder: Path, to: Path) -> Path:
    """A copy of a site without what was built."""
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("output", ".wardgen", ".output.wardgen"))
    return to
