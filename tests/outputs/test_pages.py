"""What a page shows beside its text: translations, register rows, the ladder of channels."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.outputs.conftest import Built

ENGLISH = "=== content/todokede/tennyu.en.md\n---\ntitle: Moving in\n---\nPlease report your move.\n"
SIMPLE = (
    "=== content/todokede/tennyu.ja-simple.md\n---\ntitle: ひっこしの とどけ\n---\nひっこしの とどけを だします。\n"
)
PATH = "todokede/tennyu/index.html"


def hreflangs(site: Built, path: str) -> dict[str, str]:
    found = site.soup(path).find_all("link", rel="alternate", hreflang=True)
    return {str(link["hreflang"]): str(link["href"]) for link in found}


# -- translations ----------------------------------------------------------------------------------------------------


def test_translations_lead_to_each_other(made: Callable[..., Built]) -> None:
    site = made(ENGLISH, SIMPLE)
    urls = {
        "ja": "https://ward.example/todokede/tennyu/",
        "en": "https://ward.example/en/todokede/tennyu/",
        "ja-simple": "https://ward.example/ja-simple/todokede/tennyu/",
    }
    for lang, url in urls.items():
        path = url.removeprefix("https://ward.example/") + "index.html"
        soup = site.soup(path)
        # Search engines know no easy Japanese; readers find it in the list.
        told = {k: v for k, v in urls.items() if k not in (lang, "ja-simple")}
        assert {k: v for k, v in hreflangs(site, path).items() if k != "x-default"} == told
        assert soup.html is not None and soup.html["lang"] == lang
        shown = soup.find("nav", class_="languages")
        assert shown is not None
        assert {a["hreflang"] for a in shown.find_all("a")} == urls.keys() - {lang}


def test_a_translation_that_is_not_published_is_not_offered(made: Callable[..., Built]) -> None:
    site = made(ENGLISH.replace("title:", "draft: true\ntitle:"))
    assert hreflangs(site, PATH) == {}
    assert site.soup(PATH).find("nav", class_="languages") is None


def test_a_translation_has_the_contact_of_the_original(made: Callable[..., Built]) -> None:
    assert "03-0000-0001" in made(ENGLISH).main("en/todokede/tennyu/index.html")


def test_a_link_on_a_translation_leads_to_the_translation(made: Callable[..., Built]) -> None:
    site = made(
        ENGLISH,
        "=== content/a.md\n---\ntitle: 見本A\nkind: page\n---\n[転入届](page:todokede/tennyu)を見てください。\n",
        "=== content/a.en.md\n---\ntitle: Sample\n---\nSee [moving in](page:todokede/tennyu).\n",
    )
    assert '<a href="../todokede/tennyu/">' in site.text("a/index.html")
    assert '<a href="../todokede/tennyu/">moving in' in site.text("en/a/index.html")


def test_a_translation_of_a_draft_is_a_draft(made: Callable[..., Built]) -> None:
    draft = "=== content/a.md\n---\ntitle: 見本A\nkind: page\ndraft: true\n---\n本文です。\n"
    assert "en/a" not in made(draft, "=== content/a.en.md\n---\ntitle: Sample\n---\nText.\n")


# -- facilities ------------------------------------------------------------------------------------------------------


def test_a_facility_of_the_register_alone_has_its_page(made: Callable[..., Built]) -> None:
    site = made()
    words = site.main("facilities/honcho/index.html")
    assert all(fact in words for fact in ("見本区役所 本庁舎", "東京都見本区本町一丁目1番1号", "03-0000-0000"))
    assert '<a href="honcho/">見本区役所 本庁舎</a>' in site.text("facilities/index.html")
    assert "03-0000-0000" in site.text("facilities/honcho/index.txt")


def test_a_facility_page_takes_its_facts_from_the_register(made: Callable[..., Built]) -> None:
    page = (
        "=== content/facilities/yakusho.md\n---\ntitle: 区役所\nkind: facility\nfacility: honcho\n---\n駅の前です。\n"
    )
    site = made(page)
    assert "03-0000-0000" in site.main("facilities/yakusho/index.html")
    assert "facilities/honcho" not in site
    table = "=== content/data/facilities.csv\nID,名称,電話番号\nhoncho,本庁舎,03-0000-0009\n"
    assert "03-0000-0009" in made(page, table).main("facilities/yakusho/index.html")


def test_an_event_links_to_the_facility_where_it_takes_place(made: Callable[..., Built]) -> None:
    site = made(
        "=== content/events/kai.md\n---\ntitle: 説明会\nkind: event\ndepartment: kumin\nstart: 2026-12-01 10:00\n"
        "place: honcho\n---\n説明会を開きます。\n"
    )
    assert '<a href="../../facilities/honcho/">見本区役所 本庁舎</a>' in site.text("events/kai/index.html")


@pytest.mark.parametrize("file", ["index.html", "index.txt"])
@pytest.mark.parametrize(("days", "said"), [("平日", "平日"), ("毎日", "毎日"), ("予約制", "予約制")])
def test_weekdays_are_parted_and_words_are_not(made: Callable[..., Built], days: str, said: str, file: str) -> None:
    site = made(f"=== content/data/facilities.csv\nID,名称,利用可能曜日\nhoncho,本庁舎,{days}\n")
    assert said in site.text(f"facilities/honcho/{file}")


# -- departments -----------------------------------------------------------------------------------------------------

TWO_PAGES = """\
=== content/a.md
---
title: 見本A
kind: service
department: kumin
---
本文です。

!!! contact kumin
=== content/b.md
---
title: 見本B
kind: page
---
!!! contact kumin
"""


def test_a_moved_department_edits_every_contact_box(made: Callable[..., Built]) -> None:
    made(TWO_PAGES)
    row = "=== content/data/departments.yaml\n- {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-7777, floor: 9階}\n"
    site = made(TWO_PAGES, row)
    assert "03-0000-0001" not in "".join(site.text(p) for p in site.pages())
    for path, boxes in ((PATH, 1), ("a/index.html", 2), ("b/index.html", 1)):
        assert site.main(path).count("9階") == boxes
        assert "03-0000-7777" in site.text(path.replace(".html", ".txt"))


REFORM = """\
=== content/data/departments.yaml
- {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001, valid: {to: 2027-03-31}, successor: shimin}
- {id: shimin, name: 市民課, yomi: しみんか, phone: 03-0000-0002, valid: {from: 2027-04-01}}
"""


@pytest.mark.parametrize(("day", "name"), [("2027-03-31", "区民課"), ("2027-04-01", "市民課")])
def test_a_department_hands_over_to_its_successor_on_the_day(made: Callable[..., Built], day: str, name: str) -> None:
    site = made(REFORM, TWO_PAGES, now=day)
    other = {"区民課": "市民課", "市民課": "区民課"}[name]
    for path in (PATH, "a/index.html", "b/index.html"):
        assert name in site.main(path) and other not in site.main(path)


# -- the ladder ------------------------------------------------------------------------------------------------------

SERVICE = """\
=== content/a.md
---
title: 見本A
kind: service
department: kumin
online: {url: https://shinsei.example/a, needs: [マイナンバーカード], hours: 朝8時から夜10時まで, note: 予約は要りません。}
channels:
  - {kind: counter, at: kumin}
  - {kind: branch, at: honcho, hours: 平日の昼}
  - {kind: branch, at: 北出張所}
  - {kind: post, note: 切手を貼ってください。}
---
本文です。
"""
ONLINE = "  - {kind: online, fee: 0}\n---"


def test_channels_go_from_the_home_to_the_counter(made: Callable[..., Built]) -> None:
    soup = made(SERVICE.replace("---\n本文", ONLINE + "\n本文")).soup("a/index.html")
    rungs = soup.select("ol.ladder > li.rung")
    assert [rung.h3.text for rung in rungs if rung.h3] == [
        "オンライン", "郵送", "出張所など近くの窓口", "担当の課の窓口",
    ]  # fmt: skip
    assert [len(rung.select(".choice")) for rung in rungs] == [1, 1, 2, 1]


@pytest.mark.parametrize("rung", ["---", ONLINE], ids=["without a rung of its own", "as a rung"])
@pytest.mark.parametrize("file", ["a/index.html", "a/index.txt"])
def test_what_online_takes_is_said(made: Callable[..., Built], file: str, rung: str) -> None:
    site = made(SERVICE.replace("---\n本文", rung + "\n本文"))
    # What machines read (JSON-LD) stands in the head.
    text = str(site.soup(file).main) if file.endswith(".html") else site.text(file)
    for fact in ("https://shinsei.example/a", "マイナンバーカード", "朝8時から夜10時まで", "予約は要りません。"):
        assert text.count(fact) == 1, fact


def test_a_channel_without_facts_has_no_empty_list(made: Callable[..., Built]) -> None:
    soup = made(SERVICE).soup("a/index.html")
    assert [tag for tag in soup.find_all(["ul", "ol", "dl"]) if not tag.find(True)] == []


# -- the order of the facts ------------------------------------------------------------------------------------------

WHOLE_SERVICE = """\
=== content/a.md
---
title: 見本A
kind: service
department: kumin
audience: senior
steps: [{title: 用紙を書く, text: 黒いペンで書きます。}]
channels: [{kind: counter, at: kumin}]
fee: 300
period: {from: 2026-11-01, to: 2026-12-28}
needed: [印鑑]
eligible: [区に住む方, 65歳以上の方]
benefit: 年に1万円を受け取ることができます。
---
くわしい説明の文です。
"""
ORDER = (
    "年に1万円",
    "65歳以上",
    "印鑑",
    "12月28日",
    "300円",
    "担当の課の窓口",
    "黒いペン",
    "くわしい説明",
    "03-0000-0001",
)


@pytest.mark.parametrize("file", ["a/index.html", "a/index.txt"])
def test_a_service_says_first_what_one_gets_and_last_whom_to_ask(made: Callable[..., Built], file: str) -> None:
    site = made(WHOLE_SERVICE)
    if file.endswith(".txt"):
        text = site.text(file)
    else:
        article = site.soup(file).select_one("article")
        assert article is not None
        for nav in article.select("nav"):
            nav.decompose()
        text = article.get_text(" ")
    places = [text.index(fact) for fact in ORDER]
    assert places == sorted(places)


def test_the_contents_of_a_page_lead_to_its_facts_in_their_order(made: Callable[..., Built]) -> None:
    soup = made(WHOLE_SERVICE.replace("くわしい説明の文です。", "## 注意\n\n気をつけてください。")).soup("a/index.html")
    anchors = [str(a["href"])[1:] for a in soup.select("nav.contents a")]
    wanted = ["benefit", "audience", "needed", "period", "fee", "channels", "steps", "", "contact"]
    assert anchors == [f"wg-{name}" if name else "注意" for name in wanted]
    headings = [str(tag["id"]) for tag in soup.select("article .text h2[id]")]
    assert [id for id in headings if id in anchors] == anchors


def test_who_may_apply_is_said_by_the_page_else_by_its_audiences(made: Callable[..., Built]) -> None:
    def said(text: str) -> str:
        section = made(text).soup("a/index.html").select_one('[aria-labelledby="wg-audience"]')
        return section.get_text(" ", strip=True) if section else ""

    assert "65歳以上の方" in said(WHOLE_SERVICE) and "シニア" not in said(WHOLE_SERVICE)
    assert "シニア" in said(WHOLE_SERVICE.replace("eligible: [区に住む方, 65歳以上の方]\n", ""))


# -- publications ----------------------------------------------------------------------------------------------------


def test_chapters_lead_to_each_other_and_to_the_cover(sample: Built) -> None:
    soup = sample.soup("kusei/ict-plan/koe/index.html")
    assert [(a["rel"], a["href"]) for a in soup.find_all("a", rel=["prev", "next"])] == [
        (["prev"], "../genjo/"),
        (["next"], "../torikumi/"),
    ]
    assert soup.select_one('.chapter-of a[href="../"]')
    assert len(sample.soup("kusei/ict-plan/index.html").select("ol.chapters > li")) == 3
