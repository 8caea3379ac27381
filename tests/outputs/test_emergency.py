"""What is urgent stands on every page, above everything else, from the minute it is issued to the minute it expires."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup

from tests.conftest import build_site, lint, options
from tests.outputs.conftest import Built
from wardgen.build.changes import next_change
from wardgen.build.engine import look
from wardgen.model.page import TOKYO
from wardgen.render.alerts import CLOSING, OPENING

SLOT = re.compile(
    r'<a class="skip"[^>]*>[^<]*</a>\s*<!-- wardgen:emergency -->\n(.*?)<!-- /wardgen:emergency -->', re.S
)
RAIN = """\
- id: ooame
  mode: actual
  title: 大雨の避難指示
  body: |
    北町の方は、高い所へ逃げてください。
    区立の学校を開けています。
  areas: [北町, 川町]
  issued: 2026-11-16 09:00
  next_update: 2026-11-16 12:00
  expires: 2026-11-17 18:00
"""
DRILL = """\
- id: kunren
  mode: drill
  title: 地震の訓練
  body: これは訓練です。
  issued: 2026-11-16 08:00
  expires: 2026-11-16
"""
MARK = "【訓練】"
OWN = "emergency/index.html"


def register(*rows: str) -> str:
    return "=== content/data/emergency.yaml\n" + "".join(rows)


def at(moment: str) -> str:
    return f"=== config.yaml\nname: 見本区\nurl: https://ward.example\nnow: {moment}\n"


def slots(site: Built) -> dict[str, str]:
    """What stands in the slot of each page that shows the ward's frame."""
    texts = {path: site.text(path) for path in site.pages()}
    assert OPENING not in texts.pop(OWN), "it says more than a slot"
    framed = {path: text for path, text in texts.items() if 'http-equiv="refresh"' not in text}
    found = {path: SLOT.findall(text) for path, text in framed.items()}
    assert [path for path, some in found.items() if len(some) != 1] == []
    marks = (OPENING, CLOSING)
    assert [path for path, text in framed.items() if [text.count(mark) for mark in marks] != [1, 1]] == []
    return {path: some[0] for path, some in found.items()}


# -- calm --------------------------------------------------------------------------------------------------------------


def test_every_page_of_the_sample_ward_has_an_empty_slot_right_after_the_skip_link(sample: Built) -> None:
    found = slots(sample)
    assert len(found) > 150 and {"index.html", "404.html", "search/index.html"} <= found.keys()
    assert {path for path, text in found.items() if text.strip()} == set()


def test_in_calm_the_page_says_that_there_is_nothing(made: Callable[..., Built]) -> None:
    assert "いま、緊急のお知らせはありません。" in made().main("emergency/index.html")


@pytest.mark.parametrize("moment", ["2026-11-16 08:59", "2026-11-17 18:00", "2026-12-24"])
def test_before_and_after_there_is_no_trace(made: Callable[..., Built], moment: str) -> None:
    site = made(register(RAIN), at(moment))
    assert set(slots(site).values()) == {""}
    assert [path for path in site.pages() if "避難" in site.text(path)] == []


# -- an emergency ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["2026-11-16 09:00", "2026-11-17 17:59"])
def test_it_stands_on_every_page_and_leads_to_what_to_do(made: Callable[..., Built], moment: str) -> None:
    site = made(register(RAIN), at(moment))
    for path, text in slots(site).items():
        assert text.count("大雨の避難指示") == 1, path
        assert MARK not in text, path
        href = re.search(r'<a href="([^"]*)"', text)
        assert href is not None and href[1].endswith("emergency/#notice-ooame"), path


def test_its_page_says_what_where_and_until_when(made: Callable[..., Built]) -> None:
    site = made(register(RAIN), at("2026-11-16 09:00"))
    notice = site.soup("emergency/index.html").find(id="notice-ooame")
    assert notice is not None
    words = notice.get_text(" ", strip=True)
    facts = ("高い所へ逃げてください。", "区立の学校", "北町", "川町", "2026年11月16日", "午前9時", "午後0時")
    assert [fact for fact in facts if fact not in words] == []
    assert len(notice.find_all("p")) >= 2


def test_of_several_the_last_one_stands_first(made: Callable[..., Built]) -> None:
    later = RAIN.replace("ooame", "kawa").replace("大雨の避難指示", "川の水があふれました").replace("09:00", "09:30")
    site = made(register(RAIN, later, DRILL), at("2026-11-16 10:00"))
    for text in slots(site).values():
        assert re.findall(r"川の水があふれました|大雨の避難指示|地震の訓練", text) == [
            "川の水があふれました",
            "大雨の避難指示",
            "地震の訓練",
        ]
    ids = [str(tag["id"]) for tag in site.soup("emergency/index.html").select("main > section")]
    assert ids == ["notice-kawa", "notice-ooame", "notice-kunren"]


def test_a_page_in_another_language_says_that_the_notice_is_japanese(made: Callable[..., Built]) -> None:
    english = "=== content/todokede/tennyu.en.md\n---\ntitle: Moving in\n---\nText.\n"
    site = made(register(RAIN), english, at("2026-11-16 10:00"))
    title = site.soup("en/todokede/tennyu/index.html").select_one(".emergency [lang=ja]")
    assert title is not None and title.get_text() == "大雨の避難指示"


# -- a drill -----------------------------------------------------------------------------------------------------------


def test_a_drill_is_marked_wherever_it_is_named(made: Callable[..., Built]) -> None:
    site = made(register(DRILL), at("2026-11-16 10:00"))
    named = 0
    for path in site.pages():
        text = re.sub(r"<[^>]+>", "", site.text(path))
        named += text.count("地震の訓練")
        assert text.count("地震の訓練") == text.count(f"{MARK}地震の訓練"), path
    assert named >= len(site.pages())


def test_a_last_day_counts_in_full(made: Callable[..., Built]) -> None:
    assert any(slots(made(register(DRILL), at("2026-11-16 23:59"))).values())
    assert not any(slots(made(register(DRILL), at("2026-11-17 00:00"))).values())


# -- bad text and bad registers ----------------------------------------------------------------------------------------

EVIL = """</section></script><wgx onerror="wgx()">--><!-- /wardgen:emergency --><img src=x onerror=wgx()>"'"""


def test_no_field_becomes_markup_and_none_closes_the_slot(made: Callable[..., Built]) -> None:
    text = "'" + EVIL.replace("'", "''") + "'"
    row = f"- {{id: x, mode: drill, title: {text}, body: {text}, areas: [{text}], issued: 2026-11-16, expires: 2026-11-17}}\n"
    site = made(register(row))
    slots(site)
    for path in site.pages():
        soup = site.soup(path)
        assert not soup.find("wgx") and not [tag for tag in soup.find_all(True) if tag.has_attr("onerror")], path
    assert EVIL in site.soup("emergency/index.html").get_text()


BROKEN = {
    "no end": (RAIN.replace("  expires: 2026-11-17 18:00\n", ""), "key-missing"),
    "no beginning": (RAIN.replace("  issued: 2026-11-16 09:00\n", ""), "key-missing"),
    "nothing to do": (DRILL.replace("  body: これは訓練です。\n", ""), "key-missing"),
    "no mode": (DRILL.replace("  mode: drill\n", ""), "key-missing"),
    "a mode that is none": (DRILL.replace("drill", "test"), "value-unknown"),
    "an impossible end": (DRILL.replace("expires: 2026-11-16", "expires: 2026-11-31"), "date-impossible"),
    "an id with blanks": (DRILL.replace("kunren", "ku n"), "id-shape"),
    "one id twice": (DRILL + DRILL, "register-duplicate"),
    "an unknown key": (DRILL + "  danger: 5\n", "key-unknown"),
    "a level that is none": (DRILL + "  level: 6\n", "value-unknown"),
    "no list": ("id: kunren\n", "value-type"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_notice_is_a_finding_and_stops_the_publish(site: Callable[..., Path], case: str) -> None:
    rows, rule = BROKEN[case]
    folder = site(register(rows))
    found = [o.found for o in lint(folder) if o.found.path == "content/data/emergency.yaml"]
    assert rule in {one.rule for one in found if one.level == "error"}
    assert build_site(folder).published is None


# -- time --------------------------------------------------------------------------------------------------------------


def test_the_site_changes_when_it_is_issued_and_when_it_expires(site: Callable[..., Path]) -> None:
    config, how = options(site(register(RAIN)))
    found = look(config, how).site  # type: ignore[arg-type]
    seen, now = [], found.now
    while changes := next_change(found, now):
        now = changes[0].at
        seen += [(f"{now.astimezone(TOKYO):%m-%d %H:%M}", change.kind, change.what) for change in changes]
    assert seen == [("11-16 09:00", "emergency", "ooame"), ("11-17 18:00", "all-clear", "ooame")]


# -- what an editor may do to the page of emergencies ------------------------------------------------------------------


@pytest.mark.parametrize("front", ["", "draft: true\n", "expire: 2026-11-01\n"])
def test_no_written_page_takes_the_place_of_the_notices(site: Callable[..., Path], front: str) -> None:
    """Either the page of emergencies shows the notice all the same, or the clash is an error."""
    page = (
        f"=== content/emergency/index.md\n---\ntitle: 防災\nkind: page\ntopic: todokede\n{front}---\n防災の案内です。\n"
    )
    folder = site(register(RAIN), at("2026-11-16 10:00"), page)
    if build_site(folder).published is not None:
        assert "高い所へ逃げてください。" in (folder / "output/emergency/index.html").read_text(encoding="utf-8")


def test_a_notice_that_expires_before_it_is_issued_is_an_error(site: Callable[..., Path]) -> None:
    """Nobody would ever see it."""
    rows = RAIN.replace("expires: 2026-11-17 18:00", "expires: 2026-11-15")
    assert [o for o in lint(site(register(rows))) if o.found.path == "content/data/emergency.yaml"]


@pytest.mark.parametrize("id", ["main", "top", "menu"])
def test_the_id_of_a_notice_is_no_id_of_the_page(made: Callable[..., Built], id: str) -> None:
    site = made(register(RAIN.replace("ooame", id)), at("2026-11-16 10:00"))
    ids = [str(tag["id"]) for tag in site.soup("emergency/index.html").find_all(id=True)]
    assert len(ids) == len(set(ids))


# -- the page that needs nothing but itself ----------------------------------------------------------------------------

WHOLE = (
    RAIN.replace(
        "  issued", "  level: 4\n  hazard: 大雨\n  action: 全員、逃げてください。\n  shelters: [honcho]\n  issued"
    )
    + """\
  title_en: Evacuation Instruction (heavy rain)
  body_en: Go to a high place now.
  title_simple: 大雨です。逃げて ください
  body_simple: 高い ところに 行って ください。
"""
)
LOADING = "script, img, picture, iframe, object, embed, audio, video, link[rel=stylesheet], [style]"


@pytest.mark.parametrize("rows", [(), (RAIN,), (WHOLE, DRILL, WHOLE.replace("ooame", "kawa"))])
def test_it_loads_nothing_and_is_small(made: Callable[..., Built], rows: tuple[str, ...]) -> None:
    site = made(*([register(*rows)] if rows else []), at("2026-11-16 10:00"))
    sent = sum(len(gzip.compress(site.raw(path).encode(), mtime=0)) for path in (OWN, "icon.svg"))
    assert sent <= 14_000, "with the icon, which the browser asks for by itself"
    soup = site.soup(OWN)
    assert soup.select(LOADING) == []
    assert "url(" not in site.text(OWN) and "@import" not in site.text(OWN)


def test_it_has_what_every_page_has(made: Callable[..., Built]) -> None:
    enquiries = "=== config.yaml\nname: 見本区\nurl: https://ward.example\nnow: 2026-11-16 10:00\nenquiries: kumin\n"
    soup = made(register(WHOLE), enquiries).soup(OWN)
    assert soup.html is not None and soup.html["lang"] == "ja"
    assert soup.title is not None and soup.title.text == "緊急のお知らせ｜見本区"
    assert [len(soup.select(name)) for name in ("header", "main", "footer", "h1", "nav.trail", "a.skip")] == [1] * 6
    assert soup.select_one('header a[href="../"]') is not None
    main = soup.select_one("main")
    assert main is not None and main.select_one('a[href="tel:0300000001"]') is not None
    assert soup.select_one('link[type="application/rss+xml"][href="feed.xml"]') is not None
    assert soup.select_one('footer a[href="feed.xml"]') is not None


def test_it_tells_the_level_what_to_do_and_where_to_go_in_every_language_given(made: Callable[..., Built]) -> None:
    site = made(register(WHOLE), at("2026-11-16 10:00"))
    words = [one.get_text(" ", strip=True) for one in site.soup(OWN).select("main > section, main > section > section")]
    facts = (
        ("警戒レベル4 避難指示", "全員、逃げてください。", "本庁舎", "大雨"),
        ("大雨です。逃げて ください", "高い ところに 行って ください。", "警戒レベル4"),
        ("Evacuation Instruction (heavy rain)", "Go to a high place now.", "Alert Level 4 Evacuation Instruction"),
    )
    assert len(words) == 3
    for text, wanted in zip(words, facts, strict=True):
        assert [fact for fact in wanted if fact not in text] == []


def test_furigana_stand_in_plain_japanese_and_elsewhere_when_the_reader_asks(made: Callable[..., Built]) -> None:
    soup = BeautifulSoup(made(register(WHOLE), at("2026-11-16 10:00")).raw(OWN), "html.parser")
    assert soup.select(".plain ruby rt") and soup.select("h2 ruby rt")
    assert soup.select_one('main label input[type="checkbox"]#wg-ruby') is not None
    style = soup.style
    assert style is not None and "#wg-ruby:checked" in str(style.string)


def test_pages_in_english_and_plain_japanese_show_their_own_title(made: Callable[..., Built]) -> None:
    pages = [
        f"=== content/todokede/tennyu.{lang}.md\n---\ntitle: T\n---\nText.\n" for lang in ("en", "ja-simple", "zh")
    ]
    site = made(register(WHOLE), *pages, at("2026-11-16 10:00"))
    for lang, title, anchor in (
        ("en", "Evacuation Instruction (heavy rain)", "notice-ooame.en"),
        ("ja-simple", "大雨です。逃げて ください", "notice-ooame.simple"),
        ("zh", "大雨の避難指示", "notice-ooame"),
    ):
        link = site.soup(f"{lang}/todokede/tennyu/index.html").select_one(".emergency a")
        assert link is not None and link.span is not None and link.span.text == title
        assert str(link["href"]).endswith(f"#{anchor}") and site.soup(OWN).find(id=anchor) is not None
        assert link.span.get("lang") == ("ja" if lang == "zh" else None)


# -- the feed ----------------------------------------------------------------------------------------------------------


def entries(site: Built) -> list[tuple[str, str]]:
    feed = feedparser.parse(site.text("emergency/feed.xml"))
    assert not feed.bozo and feed.version == "rss20"
    return [(one.title, one.id) for one in feed.entries]


def test_the_feed_marks_drills_and_keeps_ids(made: Callable[..., Built]) -> None:
    site = made(register(WHOLE, DRILL), at("2026-11-16 10:00"))
    base = "https://ward.example/emergency/#notice-"
    assert entries(site) == [("大雨の避難指示", f"{base}ooame"), ("【訓練】地震の訓練", f"{base}kunren")]
    first = feedparser.parse(site.text("emergency/feed.xml")).entries[0]
    assert first.published == "Mon, 16 Nov 2026 09:00:00 +0900"
    assert first.description.startswith("全員、逃げてください。")


@pytest.mark.parametrize("moment", ["2026-11-16 08:59", "2026-11-17 18:00"])
def test_the_feed_without_a_notice_is_a_feed(made: Callable[..., Built], moment: str) -> None:
    assert entries(made(register(WHOLE), at(moment))) == []


def test_every_page_leads_readers_of_feeds_to_it(made: Callable[..., Built]) -> None:
    soup = made().soup("todokede/tennyu/index.html")
    assert soup.select_one('link[rel=alternate][href$="emergency/feed.xml"]') is not None


# -- the comments of the slot ------------------------------------------------------------------------------------------

PAIR = f"{OPENING}<p>x</p>{CLOSING}"
WAYS_IN = {
    "comment": PAIR,
    "in a paragraph": f"文の中の {OPENING} と {CLOSING} です。",
    "raw block": f"<div>\n{PAIR}\n</div>",
    "attribute": f'<span title="{OPENING}{CLOSING}">文</span>',
    "code": f"`{PAIR}`\n\n    {PAIR}",
    "link title": f"[転入届](tennyu.md '{OPENING}{CLOSING}')",
    "picture": f"![{OPENING}{CLOSING}](../img/a.png)",
    "heading": f"## {OPENING} 見出し {CLOSING}",
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_content_cannot_bring_a_slot(made: Callable[..., Built], way: str) -> None:
    page = (
        f"=== content/todokede/b.md\n---\ntitle: 見本\nkind: page\ntopic: todokede\n---\n{WAYS_IN[way]}\n\n本文です。\n"
    )
    site = made(register(RAIN), page, at("2026-11-16 10:00"))
    assert "大雨の避難指示" in slots(site)["todokede/b/index.html"]


@pytest.mark.parametrize("field", ["title", "summary", "name"])
def test_no_title_brings_a_slot(made: Callable[..., Built], field: str) -> None:
    front = {"title": "見本", "summary": "見本です。"} | ({field: PAIR} if field != "name" else {})
    rows = "".join(f"{key}: '{value}'\n" for key, value in front.items())
    page = f"=== content/todokede/b.md\n---\nkind: page\ntopic: todokede\n{rows}---\n本文です。\n"
    name = PAIR if field == "name" else "見本区"
    config = f"=== config.yaml\nname: '{name}'\nurl: https://ward.example\nnow: 2026-11-16 10:00\n"
    assert {text.count("大雨の避難指示") for text in slots(made(register(RAIN), page, config)).values()} == {1}
