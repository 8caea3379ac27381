"""Sentences in braille: spaces and sounds by the published rules, cells, lines of 32, pages of 18, and BRF."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardgen.japanese import braille
from wardgen.japanese.braille import HEIGHT, WIDTH, Block, as_brf, as_text, cells, pages
from wardgen.japanese.kanatext import Ruby, read_parts
from wardgen.japanese.wakachi import beats, spaced_kana

FILE = Path(__file__).with_name("braille-sentences.tsv")
SENTENCES = [
    line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]
EXACT, FOUND, RIGHT = 0.90, 0.985, 0.985
"""What is reached today, rounded down: share of sentences without a fault, of the spaces that belong, of those set."""


def spaces(kana: str) -> set[int]:
    """Where spaces stand, counted in characters without them."""
    found, at = set(), 0
    for char in kana:
        if char == " ":
            found.add(at)
        else:
            at += 1
    return found


def test_sentences_by_the_rules() -> None:
    exact = found = wanted = given_ = comparable = 0
    for text, expected in SENTENCES:
        made = spaced_kana(read_parts(text))
        exact += made == expected
        if made.replace(" ", "") == expected.replace(" ", ""):
            comparable += 1
            own, right = spaces(made), spaces(expected)
            found, wanted, given_ = found + len(own & right), wanted + len(right), given_ + len(own)
    assert len(SENTENCES) >= 100 and comparable >= EXACT * len(SENTENCES)
    assert exact / len(SENTENCES) >= EXACT, exact
    assert found / wanted >= FOUND and found / given_ >= RIGHT


def test_a_reading_that_somebody_settled_goes_before_the_dictionary() -> None:
    text = "避難所の方へ"
    settled = [Ruby(0, 3, "ひなんじょ"), Ruby(4, 5, "かた")]
    assert spaced_kana(read_parts(text, settled)) == "ヒナンジョノ カタエ"
    assert spaced_kana(read_parts("上総町の人", [Ruby(0, 3, "かずさまち")])) == "カズサマチノ ヒト"


@pytest.mark.parametrize(
    ("kana", "expected"),
    {
        "テンニュー トドケ": "⠟⠴⠈⠍⠒⠀⠞⠐⠞⠫",
        "14カ イナイニ": "⠼⠁⠙⠡⠀⠃⠅⠃⠇",
        "5エン": "⠼⠑⠤⠋⠴",
        "10プン": "⠼⠁⠚⠠⠭⠴",
        "PDF": "⠰⠠⠠⠏⠙⠋",
        "イキマス。": "⠃⠣⠵⠹⠲",
        "（ウツシ）": "⠶⠉⠝⠳⠶",
        "「ショルイ」": "⠤⠈⠺⠙⠃⠤",
    }.items(),
)
def test_cells(kana: str, expected: str) -> None:
    assert cells(kana) == expected


def test_an_address_is_quoted_as_code() -> None:
    made = cells(spaced_kana(read_parts("kumin@ward.exampleへ送ります。")))
    assert made.startswith("⠠⠦") and "⠠⠴" in made and made.count("⠀") == 1


def test_pages_of_18_lines_of_32_cells_with_their_number() -> None:
    book = pages([Block("トドケヲ ダシテ クダサイ。 " * 40), Block("ミダシ", 4, 4, gap=True), Block("ホン" * 60)])
    assert len(book) > 1
    for number, page in enumerate(book, 1):
        assert len(page) <= HEIGHT and all(len(line) <= WIDTH for line in page)
        assert page[0].strip("⠀") == cells(str(number)) and len(page[0]) == WIDTH
        assert page[1].strip("⠀")
    brf = as_brf(book)
    assert brf.count(b"\f") == len(book) and brf.isascii()
    assert all(len(line) <= WIDTH for line in brf.replace(b"\f", b"").split(b"\r\n"))


def test_brf_says_what_the_cells_say() -> None:
    page = [["⠼⠁⠚⠀⠠⠏⠲"]]
    assert as_brf(page) == b"#AJ ,P4\r\n\f" and as_text(page) == "⠼⠁⠚⠀⠠⠏⠲\n"


def test_no_cell_is_lost_between_text_and_page() -> None:
    for text, _ in SENTENCES:
        kana = spaced_kana(read_parts(text))
        inside = "".join(line for page in pages([Block(kana)]) for line in page[1:])
        assert inside.replace("⠀", "") == cells(kana).replace("⠀", "")


@given(st.text(max_size=60))
def test_any_text_becomes_pages(text: str) -> None:
    book = pages(Block(spaced_kana(read_parts(line))) for line in text.split("\n"))
    assert all(len(line) <= WIDTH for page in book for line in page)
    assert as_brf(book).isascii()


def test_beats() -> None:
    assert [beats(kana) for kana in ("キョー", "シャッター", "ホン", "ガッコー")] == [2, 4, 2, 4]


def test_a_text_of_any_length_has_its_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package takes 65,536 characters; what is cut at blanks reads as if it were not."""
    text = "くやくしょわ 9じに ひらきます。 " * 40 + "https://ward.example/a を みて ください。"
    whole = cells(text)
    assert len(cells("あ " * 70_000)) == 70_000
    monkeypatch.setattr(braille, "_MOST", 50)
    assert cells(text) == whole
