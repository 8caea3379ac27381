"""What is packed too densely: rows of kanji, rows of の, long brackets, lists inside sentences."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from wardgen.japanese.kanji import HAN
from wardgen.japanese.tables import rows
from wardgen.lint.facts.prose import CAPTION, CELL, Said, prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.prose.phrasing import LONG, PUBLIC, is_told, length_of, near, outside
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

_LONG_RUN, _RUN_LENGTH = 8, 6
_RUN = re.compile(f"[{HAN}]{{{_RUN_LENGTH},}}")
_NUMBERS = re.compile("[〇一二三四五六七八九十百千万億兆]{2}|[年月日時分円]|第[〇一二三四五六七八九十百]")
_BODY = re.compile(
    "(?:課|係|部|局|室|署|所|院|館|校|園|会|庁|省|府|組合|連合|法人|機構|公社|財団|協会|銀行|大学|学部|学科|教室|本部|支部|団|隊|店|社|座|寺|神社"
    "|駅|線|橋|通|丁目|番地|号|区|市|町|村|県|都|法|条例|規則|要綱|要領|計画|指針|方針|調査|試験|免許|賞|選手権|委員"
    "|手当|給付金|補助金|助成金|奨学金|交付金|保険料|税|[課会部]長|相談員|証明書|手帳|証|届|届出)$"
)
"""How names of offices, bodies, posts, places, laws, plans and benefits end: a writer cannot divide them."""
_FACILITY = re.compile(
    "(?:センター|ホール|プラザ|コーナー|ダイヤル|コール|ステーション|ネットワーク|クラブ|スクール|パーク)"
)
_EXPLAINED = re.compile("[（(](?=[^()（）]*[ぁ-ゖ])[^()（）]{6,}[)）]|」?とは|」?は、[^。]{4,}のことです")


@functools.cache
def _terms() -> frozenset[str]:
    return frozenset(row[0] for row in rows("terms"))


@rule("P207", "kanji-run", Level.WARNING, "html", profiles=PUBLIC)
def kanji_run(view: HtmlView) -> Iterator[Hit]:
    """漢字が8字以上続いている。6字か7字なら、人が確かめるだけにします。

    人・場所・組織・法律・計画の名前、住所、日付、用語の一覧にあることば、その場で説明していることば、引用は、指摘しません。
    同じことばは、1ページに1回だけ知らせます。

    出典: 在留支援のためのやさしい日本語ガイドライン（2020年）（名詞を続けず、文にする）

    悪い例:
        <!DOCTYPE html>
        <p>公共施設予約方法変更のお知らせです。</p> ←
        <p>利用者登録申請の方法です。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>公共施設の予約の方法が変わります。地域包括支援課と、後期高齢者医療制度のお知らせです。</p>
    """
    told: set[str] = set()
    for said in prose(view.document):
        if not said.is_running and said.zone not in (CELL, CAPTION):
            continue
        for found in _RUN.finditer(said.text):
            run = found[0]
            if run in told or _NUMBERS.search(run) or _BODY.search(run) or _FACILITY.match(said.text, found.end()):
                continue
            inside = [t for t in said.tokens if t.start < found.end() and t.end > found.start()]
            if _is_name(run, inside) or _EXPLAINED.match(said.text, found.end()) or said.is_quoted(found.start()):
                continue
            told.add(run)
            level = None if len(run) >= _LONG_RUN and said.is_running else Level.REVIEW
            spot = said.place(found.start(), found.end())
            yield view.at(spot, level=level, text=run, count=len(run), parts="・".join(t.surface for t in inside))


def _is_name(run: str, tokens: list[Token]) -> bool:
    """Whether it is one word of the dictionary or of the list of terms, or holds the name of somebody or some place."""
    return len(tokens) == 1 or run in _terms() or any("固有名詞" in token.pos for token in tokens)


_MANY_NO = 4
_BETWEEN = ("名詞", "接頭辞", "接尾辞", "代名詞", "形状詞", "空白")


@rule("P208", "no-chain", Level.REVIEW, "html", profiles=PUBLIC)
def no_chain(view: HtmlView) -> Iterator[Hit]:
    """1つのまとまりの中に、「の」が4つ以上続いている。

    「の」が3つまでのつながりは、やさしい文にもよくあるので、指摘しません。

    出典: 公用文作成の考え方（2022年）（修飾のつながりを分かりやすくする）

    悪い例:
        <!DOCTYPE html>
        <p>区の図書館の本の貸し出しの期間が変わります。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>区の図書館で本を借りられる期間が変わります。東の館、西の館、南の館、北の館</p>
    """
    for said in prose(view.document):
        if not said.is_running or said.text.count("の") < _MANY_NO:
            continue
        start, count, end = -1, 0, 0
        for token in [*said.tokens, None]:
            if token is not None and token.surface == "の" and token.pos.startswith("助詞") and start >= 0:
                count, end = count + 1, token.end
            elif token is not None and token.pos.startswith(_BETWEEN):
                start = token.start if start < 0 else start
            else:
                if count >= _MANY_NO:
                    yield view.at(said.place(start, end), text=near(said.text[start:end]), count=count)
                start, count = -1, 0


_LONG_BRACKET, _DEEP = 40, 3
_NO_TEXT = re.compile(r"(?:https?://|www\.)[!-~]+|[0-9０-９\-－()（）\s]+", re.ASCII)


@rule("P209", "paren-long", Level.REVIEW, "html", profiles=PUBLIC)
def paren_long(view: HtmlView) -> Iterator[Hit]:
    """かっこの中が40字以上ある、またはかっこが3重になっている。

    短い説明のかっこは、よい書き方です。

    出典: 公用文作成の考え方（2022年）（文を短くする）、1つの文に入れる説明の長さは wardgen の判断

    悪い例:
        <!DOCTYPE html>
        <p>証明書（運転免許証、旅券、在留カードなど、顔の写真があり、住所が今のものと同じで、期限が切れていないもの）</p> ←
        <p>手当（児童手当（特例（所得の多い人））を含む）</p> ←

    良い例:
        <!DOCTYPE html>
        <p>証明書（顔の写真があるもの）が要ります。手当（児童手当（特例）を含む）</p>
    """
    for said in prose(view.document):
        if not said.is_running or ("（" not in said.text and "(" not in said.text):
            continue
        for start, end, depth in _brackets(said):
            if depth >= _DEEP or len(_NO_TEXT.sub("", said.text[start + 1 : end - 1])) >= _LONG_BRACKET:
                yield view.at(said.place(start, end), text=near(said.text[start:end]), count=end - start - 2)


def _brackets(said: Said) -> Iterator[tuple[int, int, int]]:
    """Start, end and greatest depth of each outermost pair of brackets."""
    start = depth = deepest = 0
    for at, char in enumerate(said.text):
        if char in "（(":
            start = start if depth else at
            depth += 1
            deepest = max(deepest, depth)
        elif char in "）)" and depth:
            depth -= 1
            if not depth:
                yield start, at + 1, deepest
                deepest = 0


_PARTS, _PART = 3, 8


@rule("P214", "list-suggest", Level.REVIEW, "html", profiles=PUBLIC)
def list_suggest(view: HtmlView) -> Iterator[Hit]:
    """長い文の中に、同じ形のことばが3つ以上並んでいる。

    80字より長い文の中で、8字以上の同じ形の部分が、読点（、）で3つ以上続くところを知らせます。

    出典: 公用文作成の考え方（2022年）（三つ以上の情報を並べるときには箇条書きを利用する）

    悪い例:
        <!DOCTYPE html>
        <p>図書館では、
        本を家から予約できるしくみの用意、目の見えにくい人のための大きな文字の本の追加、本を届けるサービスの ←
        対象になる人の見直しなどを、来年の春までに、少しずつ進めることにしています。</p>

    良い例:
        <!DOCTYPE html>
        <p>図書館では、来年の春までに次のことを進めます。</p>
        <ul><li>家から予約できるしくみの用意</li><li>大きな文字の本の貸し出し</li></ul>
    """
    for said in prose(view.document):
        if not said.is_running or len(said.text) <= LONG or said.text.count("、") < _PARTS - 1:
            continue
        row = _parallel(said)
        if row and length_of(said) > LONG and is_told(said):
            yield view.at(said.place(row[0], row[1]), text=near(said.text[row[0] : row[1]]), count=row[2])


def _parallel(said: Said) -> tuple[int, int, int] | None:
    """Start, end and number of three or more things in a row: all but the last end in a noun and a comma."""
    text = outside(said.text)
    start, before = 0, ""
    row: list[int] = []
    best: list[int] = []
    for token in said.tokens:
        if token.surface == "、" and text[token.start] == "、":
            is_thing = token.start - start >= _PART and before.startswith(("名詞-普通名詞", "接尾辞-名詞的"))
            row = [*(row or [start]), token.end] if is_thing else []
            best = max(best, row, key=len)
            start = token.end
        before = token.pos
    if len(best) < _PARTS:
        return None
    end = text.find("、", best[-1])
    end = end if end >= 0 else len(text.rstrip())
    begin = best[0] + len(said.text[best[0] : end]) - len(said.text[best[0] : end].lstrip())
    return (begin, end, len(best)) if end - best[-1] >= _PART else None
