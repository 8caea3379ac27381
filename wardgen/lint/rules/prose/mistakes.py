"""Mistakes of typing that the grammar tells: doubled words, impossible particles, broken endings, spoken forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import HEADING, LABEL, QUOTE, Said, prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

APART = (QUOTE, LABEL)
"""Zones whose words are not the ward's own, or are names."""
_HAN = "\u3400-\u9fff々"


def matching(view: HtmlView, pattern: re.Pattern[str]) -> Iterator[tuple[Said, re.Match[str]]]:
    """Where sentences of the ward's own match; most pages are left after one search of the whole text."""
    if pattern.search(japanese(view.document).text) is None:
        return
    for said in prose(view.document):
        if said.zone not in APART:
            for found in pattern.finditer(said.text):
                if not said.is_reading(found.start()):
                    yield said, found


def _pair_at(said: Said, at: int) -> tuple[int, Token, Token] | None:
    """The two words between which an offset is, and the number of the second."""
    for number, token in enumerate(said.tokens):
        if token.start == at and number:
            return number, said.tokens[number - 1], token
        if token.start > at:
            break
    return None


_PARTICLES = "を|に|が|は|で|と|の|へ|も"
_LONG = (
    "ください|します|しました|です|ます|こと|もの|ため|ので|だけ|まで|から|"
    "より|について|において|によって|により|として|による|する|した|いる|ある|など"
)
_TWICE = re.compile(
    f"(?P<short>{_PARTICLES})(?P=short)+|(?P<long>{_LONG})(?P=long)+|(?P<word>[{_HAN}ァ-ヺー]{{1,8}})(?P=word)"
)
_NATURAL = frozenset(
    (
        "地域 場所 時代 節目 場面 折 所 時 先 個人 部分 家庭 学校 季節 各自 毎日 毎年 毎月 毎週 "
        "毎回 直接 何度 何回 現場 土地 施設 一歩 会社 課題 事例 自治体 世代 年代 都度 人 日 年 "
        "月 週 国 市 区 町 村 木 山 島 色 様 別 個 代 次 少 度 早 重 近 広 高 深 長 軽 "
        "青 赤 白 黒 万歳 又 各 若 隅 常 元 今 段 点 着 続 数 千 方 種 諸 我 神 仏 花 品 "
        "物 性 層 面 家 村 津 後 益 等 瞬 散 転 脈 熱 冷 寒 暑 福 佐 奈 野 寺 賛成 反対 "
        "頑張 大変 本当 絶対 笑 楽 おしり "
    ).split()
)
_NEVER_TWICE = frozenset("します しました ください について において として によって".split())
_KINDS = ("助詞", "助動詞", "接続詞")


def _is_doubled(said: Said, found: re.Match[str]) -> bool:
    part = found["short"] or found["long"] or found["word"]
    pair = _pair_at(said, found.start() + len(part))
    if pair is None:
        # One word to Sudachi: ますます, いろいろ.
        return False
    number, one, two = pair
    if found["short"]:
        is_pair = one.pos.startswith(_KINDS) and two.pos.startswith(_KINDS)
        return part == "を" or (is_pair and one.surface == two.surface and number > 1)
    if found["long"]:
        is_same = one.surface == two.surface and not one.pos.startswith("副詞")
        return part in _NEVER_TWICE or (one.end - one.start <= len(part) and is_same)
    if len(part) == 1 and (one.surface != part or two.surface != part):
        return _is_letter_doubled(said, part, one, two)
    if not one.pos.startswith("名詞-普通名詞") or part in _NATURAL or one.surface != part:
        return False
    if two.surface != part and (len(part) < 2 or not two.cuts or two.surface[: two.cuts[0] - two.start] != part):
        return False
    after = said.text[two.end : two.end + 1]
    before = said.text[max(0, one.start - 1) : one.start]
    if len(part) == 1:
        # 総務課課長, 自治会会長: two words meet there, which Sudachi may cut otherwise.
        return not re.match(f"[{_HAN}ー]", after) and bool(re.match(f"[{_HAN}]", before))
    return said.is_running and not re.match("[ァ-ヺー]", after) and not part.startswith(tuple("一二三四五六七八九十何"))


def _is_letter_doubled(said: Said, part: str, one: Token, two: Token) -> bool:
    """Whether a kanji is typed twice at the border of two words: 開開催, 講座座."""
    if not re.match(f"[{_HAN}]", part) or part in _NATURAL or "固有名詞" in one.pos + two.pos:
        return False
    before, after = said.text[max(0, one.start - 1) : one.start], said.text[two.end : two.end + 1]
    is_head = (
        one.surface == part and not re.match(f"[{_HAN}ァ-ヺー0-9０-９]", before) and not two.pos.startswith("接尾辞")
    )
    is_tail = two.surface == part and bool(re.match("[ぁ-ゖ、。]", after)) and one.pos.startswith("名詞-普通名詞")
    # A sentence without kana is a name, or no Japanese.
    return said.is_running and bool(re.search("[ぁ-ゖ]", said.text)) and (is_head or is_tail)


@rule("P301", "typo-dup", Level.ERROR, "html")
def typo_dup(view: HtmlView) -> Iterator[Hit]:
    """同じ助詞や同じ語を、続けて2回打っている（をを、部部）。

    「それぞれ」「年々」のように、重ねて1つの語になるものと、引用の中は、指摘しません。

    出典: 国語辞典と文法（同じ格助詞は続かない）

    悪い例:
        <!DOCTYPE html>
        <p>申請書をを出してください。</p> ←
        <p>窓口でで受け取ってください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>申請書を出してください。ますます便利になります。</p>
        <p>窓口で受け取ってください。地域地域で話し合います。</p>
    """
    for said, found in matching(view, _TWICE):
        if not said.is_quoted(found.start()) and _is_doubled(said, found):
            part = found["short"] or found["long"] or found["word"]
            spot = said.place(found.start(), found.end(), part)
            yield view.at(spot, is_safe=False, text=found[0], proposal=part)


_PAIRS = (
    "をが をに をの をは をで をへ をまで をから がを がに がの がは がで がへ にを "
    "にが へを へに へが はを はが はに はで もを もに でを でが やを やが のへを"
)
_WRONG_PAIR = re.compile("|".join(_PAIRS.split()) + "|(?:を|が|に)(?:です|ます|でした|だった)(?=[。、！\n]|$)")
_CASES = ("助詞-格助詞", "助詞-係助詞", "助詞-副助詞")


@rule("P302", "typo-particle", Level.ERROR, "html")
def typo_particle(view: HtmlView) -> Iterator[Hit]:
    """続けて使えない助詞が、並んでいる（がを、をに）。

    文の直しかけで、前の助詞が残ったときに起こります。どちらが正しいかは、人が決めます。引用の中は、指摘しません。

    出典: 文法（格助詞「が」「を」に、ほかの格助詞は続かない）

    悪い例:
        <!DOCTYPE html>
        <p>申請書がを出してください。</p> ←
        <p>区役所をに来てください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>申請書を出してください。</p>
        <p>区役所に来てください。ここからが本番です。夏を前に、水を大切に。</p>
    """
    for said, found in matching(view, _WRONG_PAIR):
        pair = _pair_at(said, found.start() + 1)
        if pair is None or said.is_quoted(found.start()):
            continue
        number, one, two = pair
        if number < 2 or one.surface != found[0][0] or not one.pos.startswith(_CASES):
            continue
        before = said.tokens[number - 2]
        if two.surface != found[0][1:] or not before.pos.startswith(("名詞", "代名詞", "接尾辞")):
            continue
        if two.pos.startswith((*_CASES, "助動詞")):
            spot = said.place(found.start(), found.end())
            yield view.at(spot, text=found[0], around=_near(said, found.start(), found.end()))


def _near(said: Said, start: int, end: int) -> str:
    return said.text[max(0, start - 6) : end + 4].strip()


_ENDINGS = table("typo_endings")
_MEANT: dict[str, str] = _ENDINGS["anywhere"] | _ENDINGS["end"]


def _any(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; words with the same first letters share them."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word[1:])
    parts = []
    for first, rests in by_first.items():
        tail = _any([r for r in rests if r])
        if "" in rests:
            tail = f"(?:{tail})?" if tail else ""
        elif len(rests) > 1:
            tail = f"(?:{tail})"
        parts.append(re.escape(first) + tail)
    return "|".join(parts)


_SLIP = re.compile(f"(?:{_any(_ENDINGS['anywhere'])})|(?:{_any(_ENDINGS['end'])})(?=[。！」）)\n\0]|$)")

_TAILS = {
    "ま": "ます",
    "まず": "ます",
    "まつ": "ます",
    "また": "ました",
    "まじた": "ました",
    "ましだ": "ました",
    "ましった": "ました",
}
_TAILS |= {"まぜん": "ません", "まん": "ません", "ましょ": "ましょう", "まょう": "ましょう", "まじょう": "ましょう"}
_TAIL = re.compile(
    f"(?<=[いきしちにみりびぎじえけせてめれべげねへ])(?:{_any(_TAILS)})(?=[。！」）])"
    f"|(?<=[{_HAN}])(?P<noun>じ)(?=て|ます|まし|ませ|た[。い])"
)


@rule("P305", "typo-ending", Level.ERROR, "html")
def typo_ending(view: HtmlView) -> Iterator[Hit]:
    """「ください」「ます」「ことができます」などの決まった言い方の、かなが抜けたり重なったりしている。

    日本語の形にない、よくある打ちまちがいだけを、表（tables/typo_endings.yaml）で調べます。

    出典: 国語辞典と文法

    悪い例:
        <!DOCTYPE html>
        <p>窓口で書いてくだい。</p> ←
        <p>手数料はありせん。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>窓口で書いてください。</p>
        <p>手数料はありません。宿題（しゅくだい）です。</p>
    """
    for said, found in matching(view, _SLIP):
        right = _MEANT[found[0]]
        spot = said.place(found.start(), found.end(), right)
        yield view.at(spot, is_safe=False, text=found[0], proposal=right)
    for said, found in matching(view, _TAIL):
        pair = _pair_at(said, found.start())
        if pair is None:
            continue
        word = pair[1]
        is_stem = word.form.startswith("連用形") and word.pos.startswith(("動詞", "助動詞"))
        # みまん is 未満.
        is_stem = is_stem and word.surface + found[0] != "みまん"
        if found["noun"]:
            is_stem = "サ変可能" in word.pos and word.end - word.start > 1
        if is_stem:
            right = "し" if found["noun"] else _TAILS[found[0]]
            spot = said.place(found.start(), found.end(), right)
            text, proposal = word.surface + found[0], word.surface + right
            yield view.at(spot, is_safe=False, text=text, proposal=proposal)


_RA = re.compile(
    "(?:見|来|食べ|出|起き|寝|着|借り|降り|考え|決め|覚え|続け|答え|避け|逃げ|投げ|受け|付け|開け|閉め|止め|始め|辞め|預け|信じ|感じ|捨て|育て|調べ|比べ|並べ|伝え|集め|確かめ|届け|出かけ|生き)"
    "れ(?=る|ます|ませ|まし|ない|なく|なか|た(?!い)|て)"
)


@rule("P306", "ra-nuki", Level.REVIEW, "html", profiles=("standard", "plain"))
def ra_nuki(view: HtmlView) -> Iterator[Hit]:
    """「ら」の抜けたことば（見れる、食べれる）がある。

    話しことばとして広く使われるため、人が確かめるだけにします。

    出典: 公用文作成の考え方（書き言葉の文法）、第20期国語審議会「新しい時代に応じた国語施策について」

    悪い例:
        <!DOCTYPE html>
        <p>スマートフォンでも見れます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>スマートフォンでも見られます。外出れんらく。</p>
    """
    for said, found in matching(view, _RA):
        is_verb = any(
            t.start <= found.start() < t.end and t.pos.startswith("動詞") and t.end >= found.end() - 1
            for t in said.tokens
        )
        if is_verb and not said.is_quoted(found.start()):
            right = found[0][:-1] + "られ"
            yield view.at(said.place(found.start(), found.end(), right), is_safe=False, text=found[0], proposal=right)


_I = re.compile("(?<=[ぁ-ゖ一-鿿])(?P<te>て|で)(?P<rest>る|ます|た|ない|なか)")


@rule("P316", "i-nuki", Level.REVIEW, "html", profiles=("standard", "plain"))
def i_nuki(view: HtmlView) -> Iterator[Hit]:
    """「い」の抜けたことば（してる、書いてます）がある。

    見出しと引用の中は、指摘しません。

    出典: 公用文作成の考え方（書き言葉の文法）

    悪い例:
        <!DOCTYPE html>
        <p>窓口で受け付けてます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>窓口で受け付けています。全部捨てます。外に出ます。</p>
    """
    for said, found in matching(view, _I):
        if said.zone == HEADING or said.is_quoted(found.start()):
            continue
        for token in said.tokens:
            if token.start == found.start() and token.pos.startswith("助動詞") and token.normal in ("てる", "でる"):
                right = f"{found['te']}い{found['rest']}"
                yield view.at(
                    said.place(found.start(), found.end(), right), is_safe=False, text=found[0], proposal=right
                )
