"""What an office keeps to itself: passwords and keys, addresses of its own network, notes to colleagues."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.japanese.figures import flatten
from wardgen.lint.facts.personal import masked
from wardgen.lint.facts.stated import COMMENT
from wardgen.lint.rule import PageView, rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Diagnostic, Level
from wardgen.model.source import Span

_TOKEN = re.compile(
    r"-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_[A-Za-z0-9_]{50}|\bglpat-[A-Za-z0-9_-]{20}|\bxox[abeprs]-[A-Za-z0-9-]{10,60}"
    r"|hooks\.slack\.com/services/T[0-9A-Za-z]{6,12}/B[0-9A-Za-z]{6,12}/[0-9A-Za-z]{16,30}|\bsk[-_](?:live[-_]|proj-)?[A-Za-z0-9]{20,}"
    r"|\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,1000}"
)
_NAMED = re.compile(
    r"(?:(?:pass(?:word|wd|phrase)?|pwd|secret|api[_ -]?key|access[_ -]?key|token)[A-Za-z_]{0,12}[\"']?"
    r"|パスワード|パスフレーズ|ログイン情報)"
    r"\s?(?::|=|は)\s?[\"'`「]?(?P<value>[!#-&*+./0-9:;=?@A-Z^_a-z~-]{6,80})",
    re.I,
)
_IN_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,15}://[^\s/:@\"'<>()]{1,40}:(?P<value>[^\s/@\"'<>()]{3,60})@[A-Za-z0-9.-]+"
)
_STANDS_FOR = re.compile(
    r"x{3,}|\*{3,}|\.{3,}|example|sample|your|https?:|page:|\.html?$|\.md$|^[/.#]|[<>${}]|^(.)\1+$", re.I
)
_HINT = re.compile(
    r"passw|pwd|secret|key|token|パスワ|パスフ|ログイン情報|://[^\s/]*:[^\s/]*@|-----BEGIN|AKIA|ASIA|gh[pousr]_|glpat|xox|slack|sk[-_]|eyJ|AIza",
    re.I,
)


@rule("W406", "secret", Level.ERROR, "page")
def secret(view: PageView) -> Iterator[Diagnostic]:
    """パスワード、秘密の鍵、ほかのサービスに入るための文字列が書かれている。

    コメントやコードの中も調べます。消しても、履歴に残ります。すぐに無効にしてください。

    悪い例:
        共用の端末に入るパスワードは Kasumi2026no です。 ←

        <!-- API_KEY = q8Zr71LmPx05 --> ←

    良い例:
        パスワードは8文字以上にしてください。パスワード：半角の英数字

        予約のパスワードは、区民課でわたします。
    """
    text = view.source.text
    if not _HINT.search(text):
        return
    flat = flatten(text)
    places = {found.span() for found in _TOKEN.finditer(flat)}
    for pattern in (_NAMED, _IN_ADDRESS):
        places |= {found.span("value") for found in pattern.finditer(flat) if _is_value(found["value"])}
    last = -1
    for start, end in sorted(places):
        if start >= last:
            yield view.found(Span(start, end), text=masked(text[start:end]))
            last = end


def _is_value(text: str) -> bool:
    """Whether a text is a password itself, not a word about one: it mixes letters and figures, or is figures only."""
    text = text.rstrip(".,;")
    letters, figures = re.search("[A-Za-z]", text), re.search("[0-9]", text)
    return (
        len(text) >= 6
        and figures is not None
        and (letters is not None or text.isdigit())
        and not _STANDS_FOR.search(text)
    )


_OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})"
_INTERNAL = re.compile(
    r"file:/{2,3}[^\s)>\"']+|(?<![\\A-Za-z0-9])\\\\[A-Za-z0-9][A-Za-z0-9._-]{1,62}\\[^\s)>\"']+|\b[A-Z]:\\(?:[^\s\\]+\\)[^\s)>\"']*"
    rf"|(?<![0-9.])(?:192\.168|10\.{_OCTET}|172\.(?:1[6-9]|2[0-9]|3[01]))\.{_OCTET}\.{_OCTET}(?![0-9]|\.[0-9])"
    rf"|(?:https?://|(?<![A-Za-z0-9.-]))(?:localhost(?::[0-9]+|(?=/))|127\.0\.0\.1)"
    r"|https?://[A-Za-z0-9.-]+\.(?:local|internal|intra|intranet|lan|corp|lgwan\.jp)(?![A-Za-z0-9.-])[^\s)>\"']*"
)


@rule("W408", "internal-address", Level.WARNING, "page")
def internal_address(view: PageView) -> Iterator[Diagnostic]:
    """役所の中からしか開けないファイルやサーバーの場所が書かれている。

    住民には開けません。中の機械の名前は、攻撃の手がかりにもなります。

    出典: RFC 1918（組織の中だけで使うアドレス）、RFC 8089（file の URL）

    悪い例:
        様式は `\\\\fs01\\kumin\\youshiki.docx` にあります。 ←

        [予定表](http://192.168.10.5/yotei/)を見てください。 ←

    良い例:
        様式は[申請書](forms/a.txt)にあります。版は 10.2.1 です。
    """
    text = view.source.text
    for found in _INTERNAL.finditer(text):
        yield view.found(Span(*found.span()), text=found[0][:40])


_NOTE = re.compile("".join(table("privacy")["notes"]["pattern"].split()))
_SHOWN = re.compile(r"\b(?:TODO|FIXME)\b|[【（(\[](?:要確認|要修正|確認中)[】）)\]]")
_YAML_COMMENT = re.compile(r"^[ \t]*#[^\n]*", re.M)
_ALLOW = re.compile(r"<!--\s*wardgen:")


@rule("W410", "note-to-colleagues", Level.REVIEW, "page")
def note_to_colleagues(view: PageView) -> Iterator[Diagnostic]:
    """原稿に、同じ課の人への書き置き（TODO、要確認、田中さんへ）が残っている。

    コメントは住民のページには出ませんが、原稿を見られる人には見えます。本文の「（要確認）」は、そのまま出ます。

    悪い例:
        受付は12月1日からです（要確認）。 ←

        <!-- 田中さんへ：金額は課長に聞いてから直すこと --> ←

    良い例:
        受付は12月1日からです。

        <!-- ここから証明書の表 -->
    """
    text, body = view.source.text, view.page.body_start
    comments = [found for found in COMMENT.finditer(text, body) if not _ALLOW.match(found[0])]
    comments += _YAML_COMMENT.finditer(text, 0, body)
    for comment in comments:
        if note := _NOTE.search(text, *comment.span()):
            yield view.found(Span(*note.span()), text=note[0])
    spans = [found.span() for found in comments]
    for found in _SHOWN.finditer(text, body):
        if not any(start <= found.start() < end for start, end in spans):
            yield view.found(Span(*found.span()), text=found[0])
