"""A rule above `review` earns its place: it fires less on good plain text than on its original, and rarely on real pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

import pytest

from tests.conftest import SHARED
from wardgen.lint.plaintext import check_text
from wardgen.model.diagnostic import Level

PAIRS, PAGES = (
    SHARED / "data" / "readability" / "pairs-gov.jsonl",
    SHARED / "data" / "readability" / "pages-bulletin.jsonl",
)
FEW = 20
"""Findings below which a share says nothing."""

pytestmark = pytest.mark.skipif(not PAIRS.is_file(), reason="the real texts are not beside the repository")


def fired(texts: Iterable[str]) -> tuple[Counter[str], int]:
    """How often each rule is reported at error or warning, and the characters looked at."""
    counts: Counter[str] = Counter()
    size = 0
    for text in texts:
        size += len(text)
        counts.update(one.rule.name for one in check_text(text)[0] if one.level is not Level.REVIEW)
    return counts, size


def test_a_rule_fires_less_on_plain_text_than_on_its_original() -> None:
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    originals, _ = fired(row["original"] for row in rows)
    plain, _ = fired(row["simplified"] for row in rows)
    assert {n: (originals[n], c) for n, c in plain.items() if c > 0.8 * originals[n] and originals[n] + c >= FEW} == {}
    assert sum(plain.values()) <= 0.25 * sum(originals.values())


def test_no_rule_drowns_real_pages() -> None:
    texts = [json.loads(line)["text"] for line in PAGES.read_text(encoding="utf-8").splitlines()]
    counts, size = fired(texts)
    assert {name: count for name, count in counts.items() if 1000 * count / size > 3} == {}
    assert 1000 * sum(counts.values()) / size <= 10
