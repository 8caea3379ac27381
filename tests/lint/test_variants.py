"""One word is spelled in one way across the site, and what the page's list of words explains needs no other explanation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, lint, write_site
from wardgen.lint.facts.stated import plain_of, shown_of, spelled
from wardgen.lint.facts.variants import key_of

PAGE = "=== content/{name}.md\n---\ntitle: 会場{name}\nkind: page\n{more}---\n{text}\n"


def words_of(text: str) -> list[str]:
    plain = plain_of(text)
    return [one.value for one in spelled(plain, shown_of(plain)) if text[one.start : one.end]]


def odd(tmp_path: Path, *texts: str, more: str = "") -> list[tuple[str, str]]:
    """(path, word) of each finding over pages a, b, c … of these texts; `more`: front matter of the last."""
    pages = [
        PAGE.format(name=name, text=text, more=more if number == len(texts) else "")
        for number, (name, text) in enumerate(zip("abcdefgh", texts, strict=False), 1)
    ]
    write_site(tmp_path, DEFAULT_SITE, *pages)
    return [
        (one.found.path, dict(one.found.words)["text"]) for one in lint(tmp_path) if one.found.rule == "spelling-site"
    ]


def test_words_with_two_spellings_are_seen_once_and_where_they_stand() -> None:
    text = "コンピュータを使う。コンピュータの申込みと申し込み。`メモリー`<!-- プリンタ -->{申込|もうしこみ}の案内"
    assert words_of(text) == ["コンピュータ", "申込み", "申し込み", "申込"]


@pytest.mark.parametrize("text", ["申込書、手続用の取組", "取組む。申込みます", "コンクリート片", "テスト"])
def test_what_has_one_spelling_is_not_seen(text: str) -> None:
    assert set(words_of(text)) <= {"取組", "コンクリート"}


def test_spellings_of_one_word_have_one_key() -> None:
    assert key_of("サーバー") == key_of("サーバ") != key_of("サービス")
    assert key_of("申込み") == key_of("申込") == key_of("申し込み") != key_of("取組")


def test_the_odd_page_is_told_with_the_usual_spelling(tmp_path: Path) -> None:
    usual = ["申し込みは電話です。"] * 3
    assert odd(tmp_path, *usual, "申込みは窓口です。") == [("content/d.md", "申込み")]


@pytest.mark.parametrize(
    ("texts", "more"),
    [
        (["申し込みは電話です。"] * 2 + ["申込みは窓口です。"], ""),
        (["申し込みは電話です。"] * 3 + ["申込みは窓口です。"] * 2, ""),
        (["申し込みは電話です。"] * 3 + ["申込みは窓口です。"], "profile: record\n"),
        (["申し込みは電話です。"] * 3 + ["申込みと申し込みです。"], ""),
    ],
)
def test_what_is_not_settled_or_told_elsewhere_is_silent(tmp_path: Path, texts: list[str], more: str) -> None:
    assert odd(tmp_path, *texts, more=more) == []


TERM = "=== content/data/terms.yaml\n- {{word: {word}, reading: {reading}, plain: 言いかえた言葉です}}\n"


@pytest.mark.parametrize(
    ("rule", "text", "word", "reading"),
    [
        ("abbr-first", "区のICTの予定です。", "ICT", "アイシーティー"),
        ("kanji-run", "公共施設予約変更のお知らせです。", "公共施設予約変更", "こうきょうしせつよやくへんこう"),
        ("word-official-term", "お金が還付されます。", "還付", "かんぷ"),
    ],
)
def test_what_the_list_of_words_explains_needs_no_other_explanation(
    tmp_path: Path, rule: str, text: str, word: str, reading: str
) -> None:
    page = PAGE.format(name="a", text=text, more="")
    write_site(tmp_path, DEFAULT_SITE, page)
    assert rule in {one.found.rule for one in lint(tmp_path)}
    write_site(tmp_path, DEFAULT_SITE, page, TERM.format(word=word, reading=reading))
    assert rule not in {one.found.rule for one in lint(tmp_path)}
