"""Voice and style: who does it, and です・ます beside である."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.prose import TEXT, Said, prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.prose.phrasing import PUBLIC, near
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

_PASSIVE = ("れる", "られる")
_SOUNDS = re.compile("[わかがさざただなばまらや]れ")
_GIVEN = frozenset("求める 寄せる 定める 考える 認める 述べる 設ける 含める 掲げる 見込む".split())
"""Verbs whose られる is a passive in public text, not 「できる」: what is done to an opinion, a rule, a plan."""
_UNSAID = frozenset(
    "求める 寄せる 考える 思う 望む 認める 期待 想定 予想 懸念 指摘 要望 要請 検討 見込む 危惧 重視".split()
)
"""What nobody is said to do: to ask, to think, to expect (normal forms)."""
_ORDINARY = frozenset(
    "含む 呼ぶ 言う 知る 親しむ 包む 恵む 描く 魅する 限る 抱く 彩る 生む 思う 追う 駆る 結ぶ 誘う 問う 離す 外す "
    "叩く 殴る 蹴る 苛める 虐める いじめる 騙す 盗む 取る 襲う 脅す 無視 嫌う 叱る 怒る 触る 傷付ける 断る 頼む 褒める 拒否 拒む".split()
)
"""Verbs of which the passive is the everyday form: what is called, contained, known so; what is done to somebody (いじめられる)."""
_HEARSAY = re.compile("と(?:言|い)われて[いお]")
_DOER = re.compile("によっ?[てり]|による|から")
_PERSON = re.compile("(?:人|者|方|員|親|子|友|客|犬|猫|虫|区|市|課|署|会社|警察|病院|学校|国)に[^、。]{0,12}$")
"""Who does it, said with に right before: 区に運ばれた自転車."""
_POLITE_AFTER = re.compile(
    "(?:る|た|ている|ていた)?(?:全ての|すべての)?(?:方|かた|皆|みな|際|お客)(?!法|針|式|面|向|が一)"
)


class _Passive(NamedTuple):
    """A passive: its sentence, its words, and whether they leave open who thinks or asks so."""

    said: Said
    start: int
    end: int
    is_unsaid: bool
    is_before_noun: bool
    """It only says which thing is meant: 配られた書類."""


def _passives(document: Document) -> tuple[_Passive, ...]:
    return document.keep("passives", lambda: tuple(_found(document)))


def _found(document: Document) -> Iterator[_Passive]:
    for said in prose(document):
        if not said.is_running or not _SOUNDS.search(said.text):
            continue
        tokens = said.tokens
        for i, token in enumerate(tokens):
            if token.normal not in _PASSIVE or not i or not token.pos.startswith("助動詞"):
                continue
            verb = tokens[i - 1]
            noun = tokens[i - 2] if verb.normal == "為る" and i > 1 and tokens[i - 2].pos.startswith("名詞") else None
            if verb.normal == "為る" and noun is None:
                # いやなことをされる is said by whom it befalls.
                continue
            if token.normal == "られる" and _is_able(tokens, i):
                continue
            if _is_polite(noun, verb, said.text, token) or said.is_quoted(token.start):
                continue
            if _DOER.search(said.text, max(0, token.start - 30), token.start):
                continue
            if _PERSON.search(said.text[max(0, token.start - 20) : (noun or verb).start]):
                continue
            first = noun or verb
            is_unsaid = first.normal in _UNSAID or _HEARSAY.match(said.text, max(0, first.start - 1)) is not None
            if is_unsaid or first.normal not in _ORDINARY:
                yield _Passive(said, first.start, token.end, is_unsaid, _is_before_noun(tokens, i + 1))


def _is_able(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether られる says what one can do: 届けを受けられます, 区が決められない."""
    if at + 1 < len(tokens) and tokens[at + 1].surface in ("て", "た"):
        return at > 1 and tokens[at - 2].surface == "を"
    is_denied = any(token.normal in ("ない", "ず", "ぬ") for token in tokens[at + 1 : at + 3])
    return is_denied or tokens[at - 1].normal not in _GIVEN


_GOES_ON = ("助動詞", "助詞-接続助詞")
_NO_THING = frozenset("為 事 時 場合 際 訳 筈 の 物 所".split())
"""Nouns after which a sentence goes on as after a predicate."""


def _is_before_noun(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a noun follows the verb and what inflects with it."""
    while at < len(tokens) and (tokens[at].pos.startswith(_GOES_ON) or tokens[at].normal in ("居る", "来る", "有る")):
        if tokens[at].surface in ("が", "ので", "と", "から"):
            return False
        at += 1
    after = tokens[at] if at < len(tokens) else None
    return after is not None and after.pos.startswith(("名詞", "代名詞", "接頭辞")) and after.normal not in _NO_THING


def _is_polite(noun: Token | None, verb: Token, text: str, token: Token) -> bool:
    """Whether it is respectful speech that is written like a passive: 利用される方."""
    return verb.normal in ("来る", "居る") or (noun is not None and _POLITE_AFTER.match(text, token.end) is not None)


_MANY = 3


@rule("P205", "passive", Level.WARNING, "html", profiles=PUBLIC)
def passive(view: HtmlView) -> Iterator[Hit]:
    """受け身（〜れる、〜られる）で書いていて、だれがするのかがない。

    名前の前（配られた書類）なら、人が確かめるだけにします。「〜によって」「〜から」でだれかを言っているもの、
    「呼ばれる」「含まれる」のようないつもの言い方、「できる」「〜なさる」の意味のもの、引用は、指摘しません。

    出典: 公用文作成の考え方（2022年）（受身形をむやみに使わない）、在留支援のためのやさしい日本語ガイドライン（2020年）

    悪い例:
        <!DOCTYPE html>
        <p>申請の結果は、はがきで通知されます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>区は、申請の結果をはがきで通知します。だれでも見られます。利用される方は、電話をください。</p>
    """
    found = _passives(view.document)
    is_folded = sum(one.is_unsaid for one in found) >= _MANY
    for one in found:
        if not (is_folded and one.is_unsaid):
            level = Level.REVIEW if one.is_before_noun else None
            yield view.at(one.said.place(one.start, one.end), level=level, text=one.said.text[one.start : one.end])


@rule("P206", "passive-no-actor", Level.WARNING, "html", folds=True, profiles=PUBLIC)
def passive_no_actor(view: HtmlView) -> Iterator[Hit]:
    """「求められています」「考えられます」のように、だれの考えかを言わない文が、1ページに3つ以上ある。

    1ページに1つだけ知らせます。

    出典: 公用文作成の考え方（2022年）（受身形をむやみに使わない）

    悪い例:
        <!DOCTYPE html>
        <p>配慮が求められています。</p> ←
        <p>多くの意見が寄せられています。</p> ←
        <p>人は増えると考えられます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>区民の42人が、配慮を求めています。区は、人が増えると考えています。</p>
    """
    found = [one for one in _passives(view.document) if one.is_unsaid]
    if len(found) >= _MANY:
        for one in found:
            yield view.at(one.said.place(one.start, one.end), text=one.said.text[one.start : one.end])


_POLITE = re.compile(
    "(?:です|ます|ません|でした|ました|ましょう|でしょう|ください|下さい|ございます)(?:か|ね|よ)?[。！？!?]*\\s*$"
)
_PLAIN = re.compile(
    "(?:(?P<dearu>である|であった|だった|なのだ|のだ|であろう|だろう|だ)|ではない|[てで]いる|[てで]いた|なければならない"
    "|(?:さ|ら)れる|(?:さ|ら)れた)。\\s*$"
)


def _is_copula(said: Said, found: re.Match[str]) -> bool:
    """Whether だ is the copula, not the past of a verb (読んだ)."""
    if not (found["dearu"] or "").startswith("だ"):
        return True
    return any(token.start == found.start() and token.normal == "だ" for token in said.tokens)


_AS_POLITE = {
    "である": "です",
    "であった": "でした",
    "だった": "でした",
    "だ": "です",
    "であろう": "でしょう",
    "だろう": "でしょう",
}
_NOTE = re.compile(r"\s*[※＊*注（(・◆◇■□○●▽▼-]")
"""How a line begins that is no running text: notes, and lists typed with signs."""


@rule("P211", "style-mix", Level.WARNING, "html", folds=True, profiles=PUBLIC)
def style_mix(view: HtmlView) -> Iterator[Hit]:
    """本文に、「です・ます」の文と「である・だ」の文が混ざっている。

    見出し、箇条書き、表、引用、注は、指摘しません。少ないほうの文を、1ページに1つだけ知らせます。

    出典: 公用文作成の考え方（2022年）（敬体と常体を混ぜて書かない）

    悪い例:
        <!DOCTYPE html>
        <p>窓口は1階です。受付は5時に終わります。</p>
        <p>土曜日と日曜日は休みである。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>窓口は1階です。受付は5時に終わります。土曜日と日曜日は休みです。</p>
        <ul><li>土曜日と日曜日は休みである。</li></ul>
    """
    polite: list[Said] = []
    blunt: list[tuple[Said, re.Match[str]]] = []
    for said in prose(view.document):
        line = said.passage.text[: said.start].rpartition("\n")[2] + said.text
        if said.zone != TEXT or _NOTE.match(line):
            continue
        if _POLITE.search(said.text):
            polite.append(said)
        elif (found := _PLAIN.search(said.text)) is not None and _is_copula(said, found):
            blunt.append((said, found))
    if not polite or not blunt:
        return
    if len(blunt) <= len(polite):
        for said, found in blunt:
            fix = _AS_POLITE.get(found["dearu"] or "")
            end = found.end("dearu") if fix else len(said.text.rstrip())
            yield view.at(
                said.place(found.start(), end, fix), is_safe=False, text=near(said.text[-20:]), many="です・ます"
            )
    else:
        for said in polite:
            at = len(said.text.rstrip())
            yield view.at(said.place(max(0, at - 6), at), text=near(said.text[-20:]), many="である・だ")
