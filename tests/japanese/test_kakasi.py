"""Slugs that wardgen proposes, and what pykakasi thinks of a word."""

from __future__ import annotations

import pytest

from wardgen.japanese.kakasi import propose_slug, third_opinion
from wardgen.load.urls import SLUG


@pytest.mark.parametrize(
    "text", ["転入届", "子育て・教育", "Ｈｅｌｌｏ World", "2026年のお知らせ！", "a/b..c", "é", "区" * 200, "한국어"]
)
def test_a_proposal_is_a_slug_or_nothing(text: str) -> None:
    slug = propose_slug(text)
    assert len(slug) <= 60 and (not slug or SLUG.fullmatch(slug))


def test_signs_alone_give_nothing() -> None:
    assert propose_slug("！？　") == ""


@pytest.mark.parametrize(
    ("text", "word", "reading"),
    [
        ("この市場に行った。", "市場", "しじょう"),
        ("この市場に行った。", "行っ", "いっ"),
        ("𠮷野町の人々", "人々", "ひとびと"),
        ("𠮷野町の人々", "𠮷野町", ""),
        ("ＡＢＣ市", "ＡＢＣ市", ""),
    ],
)
def test_the_third_opinion_is_kana_or_nothing(text: str, word: str, reading: str) -> None:
    start = text.index(word)
    assert third_opinion(text, start, start + len(word)) == reading
