"""Whether a finished file can be read as HTML at all; found while it is read."""

from __future__ import annotations

from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level


@rule("A011", "html-unreadable", Level.ERROR, "load")
def html_unreadable() -> None:
    """HTML ではないファイル（画像など）が、HTML の名前で置かれている。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("A012", "html-too-large", Level.ERROR, "load")
def html_too_large() -> None:
    """1つのページが大きすぎて、調べられない（500万字まで）。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("A013", "html-charset", Level.WARNING, "load")
def html_charset() -> None:
    """ファイルに書いてある文字コードと、本当の文字コードがちがう。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """
