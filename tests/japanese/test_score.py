"""Plain text scores higher than official text, every score lies between 0 and 100, and its causes name what to change."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from wardgen.japanese.analyse import analyse
from wardgen.japanese.score import WEIGHTS, Score, score

SHARED = ROOT.parent / "shared" / "data"

PAIRS = [
    ("転入の届出は、異動した日から14日以内に行う必要があります。", "引っ越した日から14日以内に、窓口へ来てください。"),
    ("本手当の受給には認定請求書の提出を要します。", "この手当をもらうには、紙に書いて出してください。"),
    ("滞納が継続した場合、延滞金が加算されます。", "長い間払わないと、払うお金が増えます。"),
    ("粗大ごみの収集は事前申込制となっております。", "大きなごみを出すときは、先に電話で申し込んでください。"),
    ("災害発生時は速やかに最寄りの避難所へ避難されたい。", "大きな地震のときは、すぐに近くの避難所へ逃げてください。"),
    ("当館は改修工事に伴い休館いたします。", "図書館は工事をします。工事の間は休みです。"),
    (
        "住民票の写しの交付に際し、本人確認書類をご提示いただきます。",
        "住民票をとるときは、名前と写真がわかるものを見せてください。",
    ),
    ("予防接種費用の一部を助成する制度を実施しています。", "予防接種のお金の半分を、区が払います。"),
    ("申請書類に不備がある場合は受理できません。", "書いていないところがあると、受け付けることができません。"),
    ("開催の可否は当日午前7時に決定します。", "やるかどうかは、その日の朝7時に決めます。"),
    ("区内在住の65歳以上の高齢者を対象とした健康増進事業", "区に住んでいる65歳以上の人のための体操の会"),
    ("お問い合わせは下記担当課までお願いいたします。", "わからないことは、電話で聞いてください。"),
    ("多様なニーズに対応した支援スキームを構築します。", "困っている人を、いろいろな方法で手伝います。"),
    ("保育所等の利用調整の結果は書面にて通知されます。", "どの保育園に入ることができるかは、手紙で知らせます。"),
    ("駐輪禁止区域に放置された自転車は撤去の対象となります。", "自転車を止めてはいけない所に置くと、持っていきます。"),
]


def of(text: str) -> Score:
    result = score(analyse(text.split("\n")).sentences)
    assert result is not None
    return result


@pytest.mark.parametrize(("official", "plain"), PAIRS)
def test_plain_text_is_easier(official: str, plain: str) -> None:
    assert of(plain).value > of(official).value


def test_plain_text_is_good_and_official_text_is_not() -> None:
    assert sum(of(plain).value >= 70 for _, plain in PAIRS) >= 14
    assert sum(of(official).value <= 60 for official, _ in PAIRS) >= 14


def test_causes_are_the_three_largest_in_order() -> None:
    causes = of(PAIRS[0][0] + PAIRS[5][0]).causes
    points = [cause.points for cause in causes]
    assert len(causes) == 3
    assert {cause.name for cause in causes} <= WEIGHTS.keys()
    assert points == sorted(points, reverse=True)
    assert points[-1] > 0


def cause(text: str, name: str) -> tuple[str, ...]:
    return next(cause.examples for cause in of(text).causes if cause.name == name)


def test_causes_name_what_to_change() -> None:
    assert "還付" in cause("還付金を還付します。病院へ行きます。", "words")
    assert cause("国民健康保険料納付証明書をとります。", "runs") == ("国民健康保険料納付証明書",)
    assert cause("水は川から池へ流れます。" * 3 + "母が書かれたので、手を洗われた。", "passives") == (
        "書かれ",
        "洗われ",
    )
    long = "水が川から海へ流れて、" * 12 + "雨になります。"
    assert cause(long, "sentences") == (long,)
    assert cause("ご家族とお持ちになり、お茶をいただきます。", "honorifics") == ("ご家族", "お持ち", "いただき")


@pytest.mark.parametrize("text", ["医療費の助成を受けられます。", "家でお茶とお菓子を食べられます。"])
def test_what_one_can_do_is_no_passive(text: str) -> None:
    assert "passives" not in {cause.name for cause in of(text).causes}


def test_a_word_that_is_explained_costs_less() -> None:
    bare = "還付のお知らせです。"
    assert of("還付（払いすぎたお金を返すこと）のお知らせです。").exact > of(bare).exact
    # What is explained once on a page is known on all of it.
    page = "還付とは、払いすぎたお金を返すことです。\n" + bare
    assert "還付" not in {word for cause in of(page).causes if cause.name == "words" for word in cause.examples}


def test_readings_and_addresses_are_no_running_text() -> None:
    plain = of("窓口で住所を書いてください。")
    assert of("窓口（まどぐち）で住所（じゅうしょ）を書いてください。").value == plain.value
    assert of("窓口で住所を書いてください。https://www.example.jp/shinsei/index.html").value == plain.value
    assert of("窓口で住所を書いてください。mado-guchi@example.jp").value == plain.value


def test_figures_and_units_are_no_words() -> None:
    assert of("水を2リットル飲みます。").value == of("水を飲みます。").value


@pytest.mark.parametrize("text", ["", "   ", "2026-11-02", "Hello, world.", "👨‍👩‍👧🍡", "한국어입니다."])
def test_what_is_not_japanese_has_no_score(text: str) -> None:
    assert score(analyse([text]).sentences) is None


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("お区の申請（）()@.w:/々ヶ〇あれられてたご一ーア𠮷\u3000\n。"), max_size=80))
def test_any_text_stays_in_range(text: str) -> None:
    result = score(analyse([text]).sentences)
    assert result is None or (0 <= result.value <= 100 and len(result.causes) <= 3)


@pytest.mark.parametrize(
    "piece",
    ["この書類を窓口に提出してください、", "申請", "（", "還付（かえすことです）", "a", "お", "あ（" * 3, "とは、"],
)
def test_a_line_without_end_is_read_once(piece: str) -> None:
    sentences = analyse([("水" + piece * 200_000)[:200_000]]).sentences
    start = time.process_time()
    result = score(sentences)
    assert result is not None
    assert 0 <= result.value <= 100
    # A generous bound that only work which grows with the square can break.
    assert time.process_time() - start < 10


def test_official_originals_score_lower_than_their_plain_versions() -> None:
    file = SHARED / "plain-pairs-dev.jsonl"
    if not file.exists():
        pytest.skip(f"{file.name} of ../shared is not here")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    won = 0.0
    for row in rows:
        one, other = (score(analyse([row[side]]).sentences) for side in ("original", "simplified"))
        low, high = (0 if result is None else result.value for result in (one, other))
        won += 1 if high > low else 0.5 if high == low else 0
    assert won / len(rows) >= 0.94
