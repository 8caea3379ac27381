"""Particles that do not fit their verb: two objects, an object of a verb that has none, の before a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import Said, prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

_TABLE = table("typo_cases")
_NO_OBJECT: dict[str, str] = _TABLE["no_object"]
_NO_OBJECT_NOUNS: dict[str, str] = _TABLE["no_object_nouns"]
_THINGS = frozenset(_TABLE["things"].split())
_HANDLED = frozenset(_TABLE["handled"])
_VOICES = ("せる", "させる", "れる", "られる", "しめる")
_LOOKED = frozenset("をのが")
_POLITE = re.compile("(?:ます|ました|ません|ませんでした|ましょう|ください|てください|でください|下さい)(?=[。！]|$)")


@rule("P303", "typo-case", Level.WARNING, "html")
def typo_case(view: HtmlView) -> Iterator[Hit]:
    """助詞が、動詞に合わない（講座を参加する、書類の出してください）。

    「を」を取ることのない動詞（tables/typo_cases.yaml）と、文の終わりの動詞のすぐ前の「の」、物を表すことばの後の「が」
    だけを見ます。引用の中は、指摘しません。

    出典: 国語辞典の自動詞と他動詞の別、文法

    悪い例:
        <!DOCTYPE html>
        <p>講座を参加する人は、電話してください。</p> ←
        <p>必要な書類の出してください。</p> ←
        <p>申請書が提出してください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>講座に参加する人は、電話してください。子どもを参加させる人も同じです。</p>
        <p>必要な書類を出してください。区の行う事業です。</p>
        <p>申請書が届きます。代表者が提出してください。</p>
    """
    for said, found in _running(view):
        is_polite = _POLITE.search(said.text) is not None
        for i in found:
            token, wanted = said.tokens[i], ""
            if token.surface == "を":
                wanted = _wanted(said.tokens, i + 1)
            elif token.surface == "の" and _is_noun(said.tokens[i - 1]):
                is_end = (is_polite and _ends_politely(said.tokens, i + 1)) or _is_linked(said.tokens, i + 1)
                wanted = "を" if is_end else ""
            elif is_polite and token.surface == "が" and _is_thing(said.tokens[i - 1]):
                wanted = "を" if _is_handled(said.tokens, i + 1) else ""
            if wanted and not said.is_quoted(token.start):
                near = _near(said, token.start, token.end)
                spot = said.place(token.start, token.end, wanted)
                yield view.at(spot, is_safe=False, around=near, particle=token.surface, proposal=wanted)


@rule("P321", "typo-two-objects", Level.WARNING, "html")
def typo_two_objects(view: HtmlView) -> Iterator[Hit]:
    """1つの動詞に、「を」が2つある（申請書を住所を書く）。

    2つの「を」の間に、名詞と「の」しかないところだけを見ます。引用の中は、指摘しません。

    出典: 文法（1つの動詞に、格助詞「を」の目的語は1つ）

    悪い例:
        <!DOCTYPE html>
        <p>申請書を住所を書いてください。</p> ←
        <p>書類をご提出をお願いします。</p> ←
        <p>区民事務所を土曜日を開庁します。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>申請書に住所を書いてください。区を中心に活動を広げます。</p>
        <p>書類のご提出をお願いします。</p>
    """
    for said, found in _running(view):
        objects = [i for i in found if said.tokens[i].surface == "を"]
        for one, two in pairwise(objects):
            between = said.tokens[one + 1 : two]
            if between and not any(_parts(t) for t in between) and _has_predicate(said.tokens, two):
                start = said.tokens[one].start
                if not said.is_quoted(start):
                    end = said.tokens[two].end
                    yield view.at(said.place(start, start + 1), around=_near(said, start, end))


def _running(view: HtmlView) -> Iterator[tuple[Said, list[int]]]:
    """Sentences of running text, with the numbers of their particles を, の and が."""
    if not japanese(view.document).has_any(frozenset("をのが")):
        return
    known = view.document.keep("particles", lambda: [(s, _particles(s)) for s in prose(view.document) if s.is_running])
    yield from known


def _particles(said: Said) -> list[int]:
    """The numbers of those particles that have a word before and after them."""
    return [
        i
        for i, token in enumerate(said.tokens[1:-1], 1)
        if token.surface in _LOOKED and token.pos.startswith("助詞-格助詞")
    ]


def _near(said: Said, start: int, end: int) -> str:
    return said.text[max(0, start - 8) : end + 6].strip()


def _parts(token: Token) -> bool:
    """Whether a word ends the reach of an object: all but nouns, の, and what belongs to a noun."""
    return not (token.pos.startswith(("名詞", "接頭辞", "接尾辞-名詞的", "代名詞", "連体詞")) or token.surface == "の")


def _has_predicate(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a verb comes right after an object, with する where it is a noun."""
    after = tokens[at + 1 : at + 4]
    if not after:
        return False
    if after[0].pos.startswith("接頭辞"):
        after = after[1:]
    if after and after[0].pos.startswith("動詞"):
        return True
    # The dictionary does not know of every noun that する may follow: 開庁する.
    return len(after) > 1 and after[0].pos.startswith("名詞-普通名詞") and after[1].normal == "為る"


def _wanted(tokens: tuple[Token, ...], at: int) -> str:
    """The particle that the verb after を takes in its place; "" where を may stand."""
    verb = tokens[at]
    after = at + 1
    if verb.pos.startswith(("動詞", "形容詞")):
        wanted = _NO_OBJECT.get(verb.normal, "")
        if verb.normal == "出来る":
            # 準備をできる is said by many; ことをできる by nobody.
            wanted = "が" if tokens[at - 2].surface == "こと" else ""
    elif "サ変可能" in verb.pos and after < len(tokens) and tokens[after].normal == "為る":
        wanted = _NO_OBJECT_NOUNS.get(verb.surface, "")
        after += 1
    else:
        return ""
    if wanted and after < len(tokens):
        following = tokens[after]
        if following.normal in _VOICES or following.surface.startswith(("せ", "させ", "れ", "られ")):
            return ""
        if following.pos.startswith("動詞") and tokens[after].surface not in ("い",):
            # 乗り越える, 来かねる: another verb together.
            return "" if verb.form.startswith("連用形") and not verb.surface.endswith(("て", "で")) else wanted
    return wanted


def _is_noun(token: Token) -> bool:
    return token.pos.startswith(("名詞-普通名詞", "接尾辞-名詞的", "名詞-固有名詞"))


def _ends_politely(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a verb in its polite form, and nothing else, stands to the end of the sentence."""
    # A sentence may be a whole page long: its end is looked at only where it may be the end of a verb.
    at += at < len(tokens) and tokens[at].pos.startswith("接頭辞")
    if at < len(tokens) and "サ変可能" in tokens[at].pos:
        at += 1
        if at == len(tokens) or tokens[at].normal != "為る":
            return False
    elif at == len(tokens) or not tokens[at].pos.startswith("動詞"):
        return False
    rest = tokens[at:]
    if not all(t.pos.startswith(("動詞", "助動詞", "助詞-接続助詞", "補助記号")) for t in rest):
        return False
    words = [t for t in rest if not t.pos.startswith("補助記号")]
    return bool(words) and _POLITE.search("".join(t.surface for t in words)) is not None


def _is_linked(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a verb that goes on to another clause stands there: 持って, 持っていなくても, 持つと, 持てば."""
    if at + 1 >= len(tokens) or not tokens[at].pos.startswith("動詞-一般"):
        return False
    verb, after = tokens[at], tokens[at + 1]
    is_joined = after.pos.startswith("助詞-接続助詞") and after.surface in (
        "て",
        "で",
        "ば",
        "たり",
        "と",
        "ても",
        "でも",
    )
    return is_joined and after.start == verb.end and (after.surface != "と" or verb.form.startswith("終止形"))


def _is_thing(token: Token) -> bool:
    return token.surface in _THINGS or (token.pos.startswith("名詞-普通名詞") and token.surface[-1:] in "書証票届")


def _is_handled(tokens: tuple[Token, ...], at: int) -> bool:
    verb = tokens[at]
    if verb.pos.startswith("接頭辞"):
        verb = tokens[at + 1] if at + 1 < len(tokens) else verb
    if verb.normal not in _HANDLED and verb.surface not in _HANDLED:
        return False
    rest = "".join(t.surface for t in tokens[at:])
    return (
        bool(re.match("[^、]{0,12}(?:てください|でください|ましょう|てくださり|て下さい|で下さい)", rest))
        and "必要" not in rest
    )
