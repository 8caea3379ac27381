"""Ruby stands over settled words of Japanese text in a page's main part, and nowhere else; every other byte stays."""

from __future__ import annotations

import re

import pytest

from tests.conftest import without_ruby
from wardgen.japanese.readings import read, weigh
from wardgen.japanese.ward import shipped_lexicon
from wardgen.model.page import Page
from wardgen.model.reading import Word
from wardgen.render.furigana import add_ruby, shown_furigana

LEXICON = shipped_lexicon()


def voice(sentence: str) -> tuple[Word, ...]:
    return read(sentence, weigh(sentence), LEXICON)


def ruby(inside: str) -> str:
    """The inside of a main part with its furigana, short: [base|reading]."""
    html = add_ruby(f"<main>{inside}</main>", voice)[len("<main>") : -len("</main>")]
    return re.sub(r"<ruby[^>]*>([^<]*)<rp>（</rp><rt>([^<]*)</rt><rp>）</rp></ruby>", r"[\1|\2]", html)


def test_one_ruby_a_word_with_okurigana_outside() -> None:
    assert ruby("<p>転入届を受け取ります。</p>") == "<p>[転入届|てんにゅうとどけ]を[受|う]け[取|と]ります。</p>"


def test_a_ruby_says_its_grade_and_its_first_use() -> None:
    html = add_ruby("<main><h2>給付</h2><p>給付と給付</p><h2>給付</h2></main>", voice)
    assert re.findall(r"<ruby([^>]*)>給付", html) == [
        ' data-g="4" data-first', ' data-g="4"', ' data-g="4"', ' data-g="4" data-first',
    ]  # fmt: skip


@pytest.mark.parametrize(
    "inside",
    [
        "<script>給付</script>", "<code>給付</code>", "<pre>給付</pre>", "<form><label>給付</label></form>",
        '<p lang="en">給付</p>', '<span translate="no">給付</span>', "<!-- 給付 -->", '<img alt="給付">', "<textarea>給付</textarea>",
        '<a title="給付" href="/給付/">x</a>', "<template><p>給付</p></template>", "<svg><title>給付</title></svg>",
    ],
)  # fmt: skip
def test_it_stands_in_no_attribute_code_or_control(inside: str) -> None:
    assert ruby(inside) == inside


def test_nothing_outside_the_main_part_changes() -> None:
    page = "<html><head><title>給付</title></head><body><nav>給付</nav><main>給付</main><footer>給付</footer></body></html>"
    html = add_ruby(page, voice)
    assert html.count("<ruby") == 1
    assert without_ruby(html) == page


def test_an_element_of_another_language_ends_where_it_ends() -> None:
    assert ruby('<p lang="en"><b>給付</b></p><p>給付</p>').endswith("<p>[給付|きゅうふ]</p>")


def test_the_authors_ruby_stays_and_is_told_apart() -> None:
    html = add_ruby("<main><ruby>市場<rp>（</rp><rt>いちば</rt><rp>）</rp></ruby>に行く</main>", voice)
    assert '<ruby data-g="2" data-by>市場<rp>（</rp><rt>いちば</rt>' in html
    assert html.count("市場") == 1


def test_a_word_across_a_tag_is_read_by_what_stands_around_it() -> None:
    assert ruby("<p><strong>転入</strong>届を出す</p>") == "<p><strong>転入</strong>届を[出|だ]す</p>"
    assert ruby("<p>受け<strong>取る</strong></p>") == "<p>[受|う]け<strong>[取|と]る</strong></p>"


def test_entities_stay_entities() -> None:
    assert (
        ruby("<p>&lt;給付&gt; &amp; 給付&nbsp;A</p>") == "<p>&lt;[給付|きゅうふ]&gt; &amp; [給付|きゅうふ]&nbsp;A</p>"
    )


def test_an_open_word_has_no_ruby() -> None:
    assert ruby("<p>市場</p>") == "<p>市場</p>"


def test_what_has_its_reading_in_brackets_is_not_read_twice() -> None:
    assert ruby("<p>給付（きゅうふ）を受ける</p>") == "<p>給付（きゅうふ）を[受|う]ける</p>"


def test_a_greater_sign_in_an_attribute_ends_no_tag() -> None:
    assert ruby('<p><img alt="a > b">給付</p>') == '<p><img alt="a > b">[給付|きゅうふ]</p>'


@pytest.mark.parametrize(
    ("page", "lang", "state"),
    [
        (Page(path="", id="", lang="ja", url=""), "ja", ("written", 0)),
        (Page(path="", id="", lang="ja", url="", audience=("kodomo",)), "ja", ("all", 0)),
        (Page(path="", id="", lang="ja-simple", url=""), "ja-simple", ("all", 0)),
        (Page(path="", id="", lang="ja", url="", furigana="grade:4"), "ja", ("grade", 4)),
        (Page(path="", id="", lang="ja-simple", url="", furigana="off"), "ja-simple", ("off", 0)),
        (None, "ja", ("written", 0)),
    ],
)
def test_what_a_page_shows_until_its_reader_chooses(page: Page | None, lang: str, state: tuple[str, int]) -> None:
    assert tuple(shown_furigana(page, lang)) == state
