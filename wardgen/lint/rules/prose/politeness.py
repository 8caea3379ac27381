"""Honorific speech that stands before what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.analyse import tokenise
from wardgen.lint.facts.inflection import te_form
from wardgen.lint.facts.listed import SILENT
from wardgen.lint.facts.prose import prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

_PEOPLE = ("standard", "plain")
_VERBS = frozenset("下さる 頂く 致す 御座る 申し上げる 伺う おる".split())
_SIGN = re.compile("[下頂致御伺]|ください|くださる|いただ|いたし|いたす|ござ|申し上|うかが|おり")
"""What a sentence with one of these verbs has in it."""
_GREETINGS = ("ありがとう", "有難う", "有り難う", "おはよう", "おめでとう")
_ROOT = {"い": "う", "き": "く", "ぎ": "ぐ", "し": "す", "ち": "つ", "に": "ぬ", "び": "ぶ", "み": "む", "り": "る"}
_OWN = {
    "持ち": "持ってきて",
    "越し": "来て",
    "見え": "来て",
    "出で": "来て",
    "覧": "見て",
    "召し": "着て",
    "寛ぎ": "くつろいで",
}


class _Polite(NamedTuple):
    """Tokens [first, last] that are honorific, and what says the same plainly."""

    first: int
    last: int
    plain: str | None


@rule("P105", "keigo", Level.REVIEW, "html", profiles=_PEOPLE, folds=True)
def keigo(view: HtmlView) -> Iterator[Hit]:
    """「ご提出ください」「いたします」「ございます」のような敬語がある。

    ふつうのページでは、人が確かめるだけにします。やさしい日本語のページでは、警告になります。

    出典: 在留支援のためのやさしい日本語ガイドライン（2020年）、弘前大学「やさしい日本語」

    悪い例:
        <!DOCTYPE html>
        <p>書類をご提出ください。</p> ←
        <p>窓口でご案内いたします。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>書類を提出してください。窓口で案内します。ご案内のページです。ありがとうございます。</p>
    """
    level = Level.WARNING if view.document.profile == "plain" else None
    for said in prose(view.document):
        if said.zone in SILENT or not _SIGN.search(said.text):
            continue
        tokens = said.tokens
        for i, token in enumerate(tokens):
            if token.normal not in _VERBS or not token.pos.startswith("動詞"):
                continue
            found = _polite(tokens, i)
            if found is None or _is_humble_wish(tokens, i) or said.is_quoted(token.start):
                continue
            start, end = tokens[found.first].start, tokens[found.last].end
            text = said.text[start:end]
            plain = f"「{found.plain}」" if found.plain else ""
            yield view.at(
                said.place(start, end, found.plain), level=level, is_safe=False, text=text, proposal=plain or _SIMPLY
            )


_SIMPLY = "敬語でない言い方"


def _polite(tokens: tuple[Token, ...], i: int) -> _Polite | None:
    """What is honorific around a verb of honorific speech."""
    token = tokens[i]
    before = tokens[i - 1] if i else None
    match token.normal:
        case "下さる" | "頂く":
            first = _honoured(tokens, i)
            if first is None or before is None:
                return None
            inner = tokens[first:i]
            if token.normal == "下さる":
                te = _te(inner)
                return _Polite(first, i, te + "ください" if te and token.surface in ("ください", "下さい") else None)
            return _Polite(first, i, _received(inner, token))
        case "致す":
            first = _honoured(tokens, i)
            plain = {"いたし": "し", "致し": "し", "いたす": "する", "致す": "する", "いたせ": "すれ"}.get(
                token.surface
            )
            verb_first = first is not None and not tokens[i - 1].pos.startswith("名詞-普通名詞-サ変可能")
            return _Polite(i, i, None if verb_first and plain is None else plain)
        case "御座る":
            if before is None or before.surface.startswith(_GREETINGS) or before.pos.startswith(("感動詞", "形容詞")):
                return None
            if before.surface == "で" and i + 1 < len(tokens) and tokens[i + 1].surface == "ます":
                return _Polite(i - 1, i + 1, "です")
            return _Polite(i, i, "あり" if token.surface == "ござい" else None)
        case "申し上げる":
            return _Polite(i, i, "し" if token.form.startswith("連用形") and _honoured(tokens, i) is not None else None)
        case "おる":
            # ており、 joins clauses and is no honorific; ております is.
            is_polite = token.surface == "おり" and i + 1 < len(tokens) and tokens[i + 1].normal == "ます"
            return _Polite(i, i, "い") if is_polite and before is not None and before.surface in ("て", "で") else None
    return _Polite(i, i, None)


def _honoured(tokens: tuple[Token, ...], i: int) -> int | None:
    """Where お or ご begins that belongs to the verb at `i`: ご＋提出＋ください, ご利用＋いただく."""
    for first in (i - 1, i - 2, i - 3):
        if first < 0 or not tokens[first].pos.startswith(("名詞", "動詞", "接頭辞", "接尾辞", "感動詞")):
            return None
        if tokens[first].normal == "御":
            return first if first < i - 1 else None
        if tokens[first].surface.startswith(("ご", "お", "御")) and tokens[first].normal.startswith(("ご", "お", "御")):
            return first
    return None


def _te(inner: tuple[Token, ...]) -> str:
    """What is asked, as a verb in て: ご提出 -> 提出して, お持ち -> 持って; "" where that cannot be told."""
    words = "".join(token.surface for token in inner)
    bare = words[1:]
    if bare in _OWN:
        return _OWN[bare]
    if inner[-1].pos.startswith("動詞"):
        return te_form(bare[: -len(inner[-1].surface)] + _root(inner[-1]))
    last = list(tokenise(bare))[-1:]
    if last and last[0].pos.startswith("名詞-普通名詞-サ変可能") and not "ぁ" <= bare[-1] <= "ゖ":
        return bare + "して"
    # お申し込み is a noun for the dictionary, 申し込む a verb.
    for root in (bare[:-1] + _ROOT.get(bare[-1], "?"), bare + "る"):
        found = list(tokenise(root))
        if len(found) == 1 and found[0].pos.startswith("動詞") and not found[0].is_unknown:
            return te_form(root)
    return ""


def _root(token: Token) -> str:
    """A verb's dictionary form in the spelling of the text."""
    if token.normal.endswith("る") and token.normal[-2:-1] == token.surface[-1:]:
        return token.surface + "る"
    return token.surface[:-1] + _ROOT.get(token.surface[-1], "る")


def _received(inner: tuple[Token, ...], token: Token) -> str | None:
    """ご利用いただけ -> 利用でき; None where the writer must find the words."""
    bare = "".join(one.surface for one in inner)[1:]
    last = list(tokenise(bare))[-1:]
    is_sahen = bool(last) and last[0].pos.startswith("名詞-普通名詞-サ変可能") and not "ぁ" <= bare[-1] <= "ゖ"
    return bare + "でき" if is_sahen and token.surface in ("いただけ", "頂け") else None


def _is_humble_wish(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether it is させていただく, which keigo-excess tells."""
    return tokens[i].normal == "頂く" and i >= 2 and tokens[i - 1].surface == "て" and tokens[i - 2].surface in _LETTING


_LETTING = ("せ", "させ")


@rule("P119", "keigo-excess", Level.WARNING, "html", profiles=_PEOPLE)
def keigo_excess(view: HtmlView) -> Iterator[Hit]:
    """「させていただきます」「お〜になられる」のように、敬語が重なっている。

    出典: 文化審議会「公用文作成の考え方」（2022年）、文化審議会「敬語の指針」（2007年）

    悪い例:
        <!DOCTYPE html>
        <p>書類を確認させていただきます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>書類を確認します。意見を聞かせてください。</p>
    """
    for said in prose(view.document):
        if said.zone in SILENT or ("せて" not in said.text and "なられ" not in said.text):
            continue
        tokens = said.tokens
        for i, token in enumerate(tokens):
            if _is_humble_wish(tokens, i):
                first = i - 2
                if tokens[first].surface == "せ" and tokens[first - 1].surface == "さ":
                    first -= 1
                is_sahen = first and tokens[first].surface in ("さ", "させ") and "サ変可能" in tokens[first - 1].pos
                plain = _DOING.get(token.surface) if is_sahen else None
                text = said.text[tokens[first].start : token.end]
                if not said.is_quoted(token.start):
                    spot = said.place(tokens[first].start, token.end, plain)
                    yield view.at(spot, is_safe=False, text=text, proposal=f"「{plain}」" if plain else _SIMPLY)
            elif token.surface == "なら" and i >= 2 and i + 1 < len(tokens) and tokens[i + 1].normal == "れる":
                honoured = _honoured(tokens, i - 1)
                if tokens[i - 1].surface == "に" and honoured is not None:
                    start, end = tokens[honoured].start, tokens[i + 1].end
                    yield view.at(said.place(start, end), text=said.text[start:end], proposal=_SIMPLY)


_DOING = {"いただき": "し", "頂き": "し", "いただい": "し", "頂い": "し", "いただく": "する", "頂く": "する"}
