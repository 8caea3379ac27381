"""Card images are readable at a glance: right size, no empty boxes, titles broken where readers pause, figures whole."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.conftest import DEFAULT_SITE, ROOT, build_site, needs, tree, wardgen, write_site
from tests.outputs.conftest import Built
from wardgen.japanese.breaks import pieces
from wardgen.load.fonts import FOLDER, find_font
from wardgen.model.colour import CALM, INK, WHITE, contrast
from wardgen.outputs.drawing import width_of
from wardgen.render.cards import Card
from wardgen.render.titles import STEPS, Setting, set_title

MORE = """\
=== config.yaml
name: 見本区
url: https://ward.example/folder
now: 2026-11-16
=== content/data/audiences.yaml
- {id: senior, name: シニア, yomi: しにあ, name_en: Seniors}
=== content/todokede/tennyu.en.md
---
title: Moving in
---
Report that you moved in.
=== content/todokede/tennyu.ja-simple.md
---
title: ひっこしてきたとき
---
区役所に行きます。
=== content/events/matsuri.md
---
title: 2026年11月23日（月・祝）に開く区民まつり「秋のひろば」の出店者を募集します
kind: event
department: kumin
start: 2026-11-23
card: true
---
区民まつりを開きます。
=== content/about.md
---
title: 区のこと
kind: page
---
区のことを知るページです。
"""


@pytest.fixture(autouse=True)
def font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here draws: it needs the font, wherever `make` put it."""
    needs("BIZ UDGothic", find_font(ROOT) is not None, "apt-get install fonts-morisawa-bizud-gothic")
    if (ROOT / FOLDER).is_dir():
        monkeypatch.setenv("WARDGEN_FONTS", str(ROOT / FOLDER))


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    return write_site(tmp_path, DEFAULT_SITE, MORE)


def test_a_card_for_each_kind_and_first_audience_that_pages_have(ward: Path) -> None:
    assert build_site(ward).published is not None
    made = tree(ward / "output")
    assert {path for path in made if path.startswith("cards/")} == {
        "cards/site.png",
        "cards/page.png",
        "cards/facility.png",
        "cards/service-senior.png",
        "cards/service-senior.en.png",
        "cards/page/events/matsuri.png",
    }
    for path, data in made.items():
        if path.startswith("cards/"):
            with Image.open(io.BytesIO(data)) as image:
                assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P"), path
            assert len(data) < 30_000, path


def test_the_sample_ward_has_few_and_small_cards(sample: Built) -> None:
    cards = sorted((sample.folder / "cards").rglob("*.png"))
    shared = [card for card in cards if "page/" not in card.relative_to(sample.folder / "cards").as_posix()]
    assert 5 < len(shared) <= 40
    assert max(card.stat().st_size for card in cards) < 30_000


def test_nothing_but_the_edge_stands_in_the_margin(ward: Path) -> None:
    build_site(ward)
    for name in ("service-senior", "site", "page/events/matsuri"):
        with Image.open(ward / f"output/cards/{name}.png") as opened:
            image = opened.convert("RGB")
        ground = image.getpixel((1190, 620))
        for box in ((30, 0, 1200, 56), (30, 574, 1200, 630), (30, 0, 60, 630), (1150, 0, 1200, 630)):
            assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), ground)], (name, box)


def test_the_same_pages_give_the_same_bytes_and_are_drawn_once(ward: Path) -> None:
    build_site(ward)
    first = tree(ward / "output/cards")
    again = build_site(ward)
    assert again.published is not None and not again.published.written
    (ward / ".wardgen/cache.sqlite").unlink()
    build_site(ward)
    assert tree(ward / "output/cards") == first


def test_another_title_draws_one_card(ward: Path) -> None:
    build_site(ward)
    page = ward / "content/events/matsuri.md"
    page.write_text(page.read_text(encoding="utf-8").replace("秋の", "冬の"), encoding="utf-8")
    result = build_site(ward)
    assert result.published is not None
    assert [p for p in result.published.written if p.startswith("cards/")] == ["cards/page/events/matsuri.png"]


def test_a_build_that_draws_nothing_does_not_load_pillow(ward: Path) -> None:
    code = "import sys; from wardgen.cli import main; main(['build', '--jobs', '1']); print('PIL' in sys.modules)"
    for loads in ("True", "False"):
        done = subprocess.run([sys.executable, "-c", code], cwd=ward, capture_output=True, text=True, encoding="utf-8")
        assert done.stdout.strip() == loads, done.stderr


def test_without_a_font_there_are_no_cards(ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARDGEN_FONTS", str(ward / "nai"))
    result = build_site(ward)
    assert result.published is not None and not (ward / "output/cards").exists()
    assert [one.rule for one in result.found].count("font-missing") == 1


def test_a_site_that_wants_no_cards_needs_no_font(ward: Path) -> None:
    with (ward / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("outputs: [webpage, home]\n")
    done = wardgen(ward, "lint", "--level", "review", WARDGEN_FONTS=str(ward / "nai"))
    assert "font-missing" not in done.stderr


def test_a_name_that_the_font_lacks_is_left_out_and_told(ward: Path) -> None:
    config = (ward / "config.yaml").read_text(encoding="utf-8").replace("見本区", "𠮷区")
    (ward / "config.yaml").write_text(config, encoding="utf-8")
    audiences = "=== content/data/audiences.yaml\n- {id: senior, name: シニア🎉, yomi: しにあ}\n"
    result = build_site(write_site(ward, audiences))
    assert result.published is not None
    told = [(one.path, dict(one.words)["chars"]) for one in result.found if one.rule == "glyph-missing"]
    assert told == [("config.yaml", "𠮷"), ("content/data/audiences.yaml", "🎉")]
    assert (ward / "output/cards/service.png").is_file() and not (ward / "output/cards/service-senior.png").exists()


def test_the_words_for_those_who_do_not_see_it() -> None:
    words = {"kind_service": "手続き"}
    assert Card("/cards/x.png", "ja", "service", "シニア").alt("見本区", words) == "見本区 手続き シニア"
    assert Card("/cards/x.png", "ja").alt("見本区", words) == "見本区"
    assert Card("/x", "ja", "service", title="転入届").alt("見本区", words) == "見本区 手続き 転入届"


def test_the_ink_of_titles_is_calm() -> None:
    assert contrast(INK, WHITE) >= CALM


# -- titles ------------------------------------------------------------------------------------------------------------

BOX = 1040
TITLES = {
    "転入届": ["転入届"],
    "子ども医療費助成制度のご案内": ["子ども医療費", "助成制度のご案内"],
    "区民まつり「秋のひろば」、出店者を募集します": ["区民まつり「秋のひろば」、", "出店者を募集します"],
    "外国から引っ越してきたときの手続き": ["外国から引っ越してきた", "ときの手続き"],
    "2026年11月16日（月）から始まる高齢者インフルエンザ予防接種の無料券をお送りします": [
        "2026年11月16日（月）から",
        "始まる高齢者インフルエンザ",
        "予防接種の無料券を",
        "お送りします",
    ],
}


def set_(title: str, lang: str = "ja") -> Setting:
    font = find_font(ROOT)
    assert font is not None
    return set_title(pieces(title, lang), lambda text: width_of(text, font), BOX)


@pytest.mark.parametrize("title", TITLES)
def test_titles_break_where_readers_pause(title: str) -> None:
    setting = set_(title)
    assert list(setting.lines) == TITLES[title] and setting.size >= 72 and not setting.is_cut


def test_a_title_in_english_breaks_between_words() -> None:
    setting = set_("How to get children's medical-fee support (2026)", "en")
    assert " ".join(setting.lines) == "How to get children's medical-fee support (2026)" and setting.size >= 80


def test_a_title_too_long_is_shortened_before_a_date() -> None:
    setting = set_(
        "令和8年度の固定資産税と都市計画税の納税通知書の発送と口座振替とコンビニ納付のお知らせ" * 2
        + "（2026年4月1日から）"
    )
    assert setting.is_cut and setting.size == 56 and len(setting.lines) == 4 and setting.lines[-1].endswith("…")
    assert not setting.lines[-1].rstrip("…").endswith(("年", "月", "、", "「"))


def test_a_word_longer_than_every_line_is_cut_as_a_last_resort() -> None:
    setting = set_("リンダブルシュタインハウゼン" * 4)
    assert "".join(setting.lines) == "リンダブルシュタインハウゼン" * 4


NO_START = tuple("、。，．」』）】ゃゅょっァィゥェォャュョッー々？！")
PARTS = st.sampled_from(
    ["区民", "の", "「", "」", "、", "。", "2026年11月16日（月）", "1,200円", "から", "まつり", "コンビニエンスストア", "ご", "案内", "ー",
     "っ", "PDF", "wi-fi", " ", "・", "午前9時30分", "第3回", "お知らせ", "（", "）", "々", "…", "です", "国民健康保険"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=24).map("".join))
def test_any_title_is_set_whole_or_says_that_it_is_not(title: str) -> None:
    parts = pieces(title, "ja")
    assert "".join(part.text for part in parts) == title
    setting = set_(title)
    assert len(setting.lines) <= 4 and setting.size >= STEPS[-1][0]
    text = "".join(setting.lines)
    if not setting.is_cut:
        assert text.replace(" ", "") == title.replace(" ", "")
    font = find_font(ROOT)
    assert font is not None
    for line in setting.lines:
        assert width_of(line, font) * setting.size <= BOX + 1
    for whole in ("2026年11月16日", "1,200円", "9時30分", "3回"):
        # A figure stands whole on one line, or is not there at all.
        assert text.count(whole) == sum(line.count(whole) for line in setting.lines)
    if all(width_of(part.text, font) * STEPS[-1][0] <= BOX for part in parts):
        assert not any(line.startswith(NO_START) for line in setting.lines[1:]), setting
