"""The language of pages and parts."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.html import HtmlView
from wardgen.lint.rules import RULES


def found(name: str, html: str) -> list[str]:
    """Tags of the elements that a rule reports, with `?` where a person must look."""
    rule = RULES[name]
    assert rule.check is not None
    hits = rule.check(HtmlView(parse_html(html)))
    return [f"{hit.node.tag}{'?' if (hit.level or rule.level).name == 'REVIEW' else ''}" for hit in hits]


@pytest.mark.parametrize(
    ("name", "html", "expected"),
    [
        ("html-lang-missing", '<html lang=" ">', ["html"]),
        ("html-lang-missing", '<html xml:lang="ja">', ["html"]),
        ("html-lang-missing", '<html lang="??">', []),
        ("html-lang-invalid", '<html lang="jp">', ["html"]),
        ("html-lang-invalid", '<html lang="">', []),
        ("html-lang-invalid", '<html lang="en-Nowhere">', []),
        ("html-lang-mismatch", '<html lang="jp"><p>こちらは区役所です。', []),
        ("html-lang-mismatch", '<html lang="en"><p lang="ja">こちらは区役所です。', []),
        ("html-lang-mismatch", '<html lang="en"><p>こちらは区役所です。', ["html"]),
        ("html-part-lang-invalid", '<html lang="ja"><p lang="jp">こちら</p>', ["p"]),
        ("html-part-lang-invalid", '<html lang="ja"><p lang="jp"></p>', []),
        ("html-part-lang-invalid", '<html lang="ja"><p lang="">Hello</p>', []),
        ("html-part-lang-invalid", '<html lang="ja"><p lang=" ">Hello</p>', ["p"]),
        ("html-part-lang-invalid", '<html lang="ja"><p lang="jp"><b lang="ja">こちら</b></p>', []),
        ("html-part-lang-invalid", '<html lang="ja"><p lang="jp"><img alt="地図"></p>', ["p"]),
        ("html-part-lang-invalid", '<html lang="ja"><p lang="jp" hidden>こちら</p>', []),
        ("html-part-lang-mismatch", '<html lang="en"><p lang="en">こちらは区役所です。</p>', ["p"]),
        ("html-part-lang-mismatch", '<html lang="en"><p lang="ja">こちらは区役所です。</p>', []),
        ("html-part-lang-mismatch", '<html lang="ja"><p lang="fr">Merci</p>', []),
    ],
)
def test_language(name: str, html: str, expected: list[str]) -> None:
    assert found(name, f"<!DOCTYPE html>{html}") == expected
