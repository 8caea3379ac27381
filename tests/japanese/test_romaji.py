"""Slugs that wardgen proposes."""

from __future__ import annotations

import pytest

from wardgen.japanese.romaji import propose_slug
from wardgen.load.urls import SLUG


@pytest.mark.parametrize(
    "text", ["転入届", "子育て・教育", "Ｈｅｌｌｏ World", "2026年のお知らせ！", "a/b..c", "é", "区" * 200, "한국어"]
)
def test_a_proposal_is_a_slug_or_nothing(text: str) -> None:
    slug = propose_slug(text)
    assert len(slug) <= 60 and (not slug or SLUG.fullmatch(slug))


def test_signs_alone_give_nothing() -> None:
    assert propose_slug("！？　") == ""
