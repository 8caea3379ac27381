"""Sentences: too long, of too many parts, doubly negative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from wardgen.lint.facts.prose import Said, prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

PUBLIC = ("standard", "plain")
"""Profiles of pages that residents read; minutes and plans have their own style."""
LONG, PLAIN_LONG = 80, 40
"""Characters of a sentence: official text above 80 becomes shorter in its plain version; 弘前大学 asks for 24 拍 a breath."""
_APART = re.compile(
    r"[（(][ぁ-ゖァ-ヺー・ \u3000]+[)）]|(?:https?://|www\.)[!-~]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|「[^「」]*。[^「」]*」|\s+",
    re.ASCII,
)
"""What is not read on: readings of words, addresses, whole sentences of others, and spaces (分かち書き)."""
_PREDICATE = ("動詞", "形容詞", "助動詞")


def length_of(said: Said) -> int:
    """How many characters of a sentence are read."""
    return len(_APART.sub("", said.text))


def whole(said: Said) -> tuple[int, int]:
    """Where a sentence begins and ends without the spaces around it."""
    text = said.text
    return len(text) - len(text.lstrip()), len(text.rstrip())


def is_told(said: Said) -> bool:
    """Whether it is a sentence: it has a predicate; rows of dates, places and names have none."""
    return any(token.pos.startswith(_PREDICATE) for token in said.tokens)


def near(text: str, limit: int = 24) -> str:
    """The beginning of a text, to be named in a message."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit] + "…"


def _longer(view: HtmlView, limit: int, level: Level | None = None) -> Iterator[Hit]:
    for said in prose(view.document):
        if len(said.text) <= limit or not said.is_running:
            continue
        count = length_of(said)
        if count > limit and is_told(said):
            yield view.at(said.place(*whole(said)), level=level, text=near(said.text), count=count)


@rule("P201", "sentence-long", Level.WARNING, "html", profiles=("standard",))
def sentence_long(view: HtmlView) -> Iterator[Hit]:
    """80字より長い文がある。

    かっこの読み、URL、引用した文は、字数に入れません。名前や日時を並べただけのところは、指摘しません。

    出典: 公用文作成の考え方（2022年）、88組の公用文とその言いかえ（長さの限りは、そこでの出方による）

    悪い例:
        <!DOCTYPE html>
        <p>区の各業務を処理し、サービスの基礎を支えるしくみとして多くのシステムを動かしていて、その費用を減らすために、 ←
        動かし方を見直しながら、共通の部分を1つにまとめる取り組みを進めています。</p>

    良い例:
        <!DOCTYPE html>
        <p>区は、多くのシステムを動かしています。費用を減らすために、共通の部分を1つにまとめています。</p>
        <p>会場：区役所本庁舎、東区民センター、西区民センター、南区民センター、北区民センター、中央図書館、東図書館、
        西図書館、南図書館、北図書館、総合体育館、中央公園、文化会館、科学館、青少年プラザ</p>
    """
    yield from _longer(view, LONG)


@rule("P220", "plain-sentence-long", Level.WARNING, "html", profiles=("plain",))
def plain_sentence_long(view: HtmlView) -> Iterator[Hit]:
    """やさしい日本語のページに、40字より長い文がある。

    空白（分かち書き）、かっこの読み、URL は、字数に入れません。「plain」のページだけで調べます。

    出典: 弘前大学社会言語学研究室「やさしい日本語」（1文を短く、24拍ほどにする）

    悪い例:
        === content/page.md
        ---
        title: 引っ越したとき
        kind: page
        profile: plain
        ---
        引っ越しをした人は、新しい家に住み始めた日から14日以内に区役所に来て、届けを出してください。 ←

    良い例:
        === content/page.md
        ---
        title: 引っ越したとき
        kind: page
        profile: plain
        ---
        引っ越しをした人は、区役所に来てください。14日以内に届けを出します。
    """
    yield from _longer(view, PLAIN_LONG)


_BRACKETED = re.compile("[（(「『【][^（(「『【）)」』】]*[）)」』】]")
_MANY_COMMAS, _TOO_MANY_COMMAS, _MANY_CLAUSES = 4, 6, 3


def outside(text: str) -> str:
    """A text with what stands in brackets blanked out, so that offsets stay."""
    return _BRACKETED.sub(lambda found: "＿" * len(found[0]), text)


_FIGURES = re.compile(
    "(?<=[0-9０-９][月日歳年回番円時分])、(?=(?:午[前後])?[0-9０-９])|(?<=[0-9０-９])、(?=[0-9０-９])"
)
"""A comma between two figures of one list: 2月、4月、6月 is read at a glance."""


@rule("P202", "sentence-commas", Level.REVIEW, "html", profiles=PUBLIC)
def sentence_commas(view: HtmlView) -> Iterator[Hit]:
    """1つの文に、読点（、）が4つ以上ある。6つ以上なら、警告します。

    かっこの中の読点は数えません。名前や日時を並べただけのところと、sentence-long が知らせる長い文は、指摘しません。

    出典: 公用文作成の考え方（2022年）（一文を短くする、事柄を並べるときは箇条書きにする）

    悪い例:
        <!DOCTYPE html>
        <p>窓口では、はじめに、住所、氏名、電話番号、生年月日を書いてください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>窓口では、次のことを書いてください。</p>
        <p>持ち物：印鑑、筆記用具、飲み物、上ばき、帽子、タオル</p>
    """
    limit = PLAIN_LONG if view.document.profile == "plain" else LONG
    for said in prose(view.document):
        if said.is_running and said.text.count("、") + said.text.count("，") >= _MANY_COMMAS:
            text = _FIGURES.sub("・", outside(said.text))
            count = text.count("、") + text.count("，")
            if count >= _MANY_COMMAS and is_told(said) and length_of(said) <= limit:
                level = Level.WARNING if count >= _TOO_MANY_COMMAS else None
                yield view.at(said.place(*whole(said)), level=level, text=near(said.text), count=count)


_BOUND = re.compile(
    "れば|けれど|ながら|つつ|ので|から|たら|[てでが]、|[いきしちりびみけせえれめべげぎっく]、|[うくすつぬむるい]と、?"
)


@rule("P203", "sentence-clauses", Level.REVIEW, "html", profiles=PUBLIC)
def sentence_clauses(view: HtmlView) -> Iterator[Hit]:
    """1つの文に、「〜し、」「〜ので、」「〜が、」のような切れ目が3つ以上ある。

    出典: 公用文作成の考え方（2022年）（一文の論点は1つにする）

    悪い例:
        <!DOCTYPE html>
        <p>書類を書き、窓口に出して、番号札を受け取ったので、待っています。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>書類を書いて、窓口に出してください。番号札を受け取って待ちます。</p>
    """
    for said in prose(view.document):
        if not said.is_running or len(said.text) < PLAIN_LONG // 2 or len(_BOUND.findall(said.text)) < _MANY_CLAUSES:
            continue
        count = sum(1 for first, after in pairwise(said.tokens) if _ends_clause(first, after))
        if count >= _MANY_CLAUSES:
            yield view.at(said.place(*whole(said)), text=near(said.text), count=count)


def _ends_clause(token: Token, after: Token) -> bool:
    """Whether a clause ends with this word and another follows."""
    is_comma = after.pos == "補助記号-読点-*-*"
    if token.pos == "助詞-接続助詞-*-*":
        if token.surface in ("て", "で"):
            return is_comma
        # なければならない is one predicate.
        return not (token.surface == "ば" and after.normal in ("成る", "良い", "行く"))
    return is_comma and token.form.startswith("連用形") and token.pos.startswith(_PREDICATE)


_POLITE_OPENINGS = re.compile(
    "(?:恐れ入り|恐縮で|申し訳(?:あり|ござい)|すみ|すいま|勝手で|面倒で|手数で|急で|突然で|失礼で)[ぁ-ん]*$"
)


@rule("P204", "ga-clause", Level.REVIEW, "html", profiles=PUBLIC)
def ga_clause(view: HtmlView) -> Iterator[Hit]:
    """文を「〜が、」でつないでいる。1つの文に2つあれば、警告します。

    「恐れ入りますが」のような決まった言い方は、指摘しません。

    出典: 公用文作成の考え方（2022年）（接続助詞の「が」を多く使わない）

    悪い例:
        <!DOCTYPE html>
        <p>受付は1階ですが、休みの日は閉まります。</p> ←
        <p>受付は1階ですが、休みの日は閉まりますが、電話は使えます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>受付は1階です。休みの日は閉まります。恐れ入りますが、電話をください。</p>
    """
    for said in prose(view.document):
        if not said.is_running or "が" not in said.text:
            continue
        found = [
            token
            for token in said.tokens
            if token.surface == "が"
            and token.pos == "助詞-接続助詞-*-*"
            and not _POLITE_OPENINGS.search(said.text, 0, token.start)
            and not said.is_quoted(token.start)
        ]
        if found:
            first = found[0]
            text = said.text[max(0, first.start - 8) : first.end].lstrip()
            spot = said.place(first.start, first.end)
            level = Level.WARNING if len(found) > 1 else None
            yield view.at(spot, level=level, text=text, count=len(found))


_NO = "(?:ない|ありません|なかった|ございません)"
_TWICE = re.compile(
    "ざるを[得え](?:ない|ません(?:でした)?|なかった|ず)|ずには?(?:い|おか|済ま|すま)(?:られ)?(?:ない|ません)"
    f"|ない(?:という)?(?:わけ|訳|もの|はず|こと|の)(?:では|でも|じゃ|は|も|が){_NO}"
    f"|ない[でと]は(?:[言い]え|(?:限|かぎ)ら|い(?:られ|け)|考えられ)(?:ない|ません)|なく[はも]{_NO}|ない(?:では|でも){_NO}"
    "|ないとも(?:限|かぎ)(?:らない|りません)|[^あ]なきにしも(?:あらず|非ず)"
)
_MUST = re.compile("せざるを[得え](?P<end>ない|ません(?:でした)?|なかった)")
_ONLY = {"ない": "ない", "ません": "ありません", "ませんでした": "ありませんでした", "なかった": "なかった"}


@rule("P210", "double-negative", Level.WARNING, "html", profiles=PUBLIC)
def double_negative(view: HtmlView) -> Iterator[Hit]:
    """打ち消しを2つ重ねている（ないわけではない、せざるを得ない）。

    「しなければならない」は、決まった言い方なので、指摘しません。

    出典: 公用文作成の考え方（2022年）（二重否定を避ける）、在留支援のためのやさしい日本語ガイドライン（2020年）

    悪い例:
        <!DOCTYPE html>
        <p>大雨の日は中止せざるを得ません。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>大雨の日は中止するしかありません。届けを出さなければなりません。</p>
    """
    for said in prose(view.document):
        if not said.is_running or ("な" not in said.text and "ず" not in said.text and "ざ" not in said.text):
            continue
        for found in _TWICE.finditer(said.text):
            if said.is_quoted(found.start()):
                continue
            must = _MUST.match(said.text, max(0, found.start() - 1))
            if must is not None:
                fix = f"するしか{_ONLY[must['end']]}"
                yield view.at(said.place(must.start(), must.end(), fix), text=must[0])
            else:
                yield view.at(said.place(found.start(), found.end()), text=found[0])
