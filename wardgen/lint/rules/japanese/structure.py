"""Lists, headings, marks and pictures typed with signs: structure that speech and search do not see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.passages import Passage, japanese
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_LINE = re.compile("[^\n]+")
_BULLETS = frozenset("・･●○◎◯■□◆◇▲△▼▽★☆▪▫•‣►▶▸»➤➡⇒✓✔")
_BULLET = re.compile("[・･●○◎◯■□◆◇▲△▼▽★☆▪▫•‣►▶▸»➤➡⇒✓✔]\\s*(?=[^\\s・･●○◎◯■□◆◇▲△▼▽★☆])")
NUMBER = re.compile(
    r"(?:[(（](?P<a>[0-9０-９]{1,2}|[ア-オあ-お]|[①-⑳])[)）]|(?P<b>[0-9０-９]{1,2})[.．、)）](?![0-9０-９])|(?P<c>[①-⑳㋐-㋾]))\s*(?=\S)"
)
_PARAGRAPHS = frozenset(["p", "div", "td", "th", "li", "dd", "dt", "body", "section", "article", "main", "blockquote"])
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def lines_of(document: Document) -> list[tuple[Passage, int, str]]:
    """Every line of the Japanese of a page that is not in a link list of the frame: passage, offset, text."""

    def gather() -> list[tuple[Passage, int, str]]:
        found = []
        for passage in japanese(document).parts:
            if passage.node.tag in _PARAGRAPHS:
                for m in _LINE.finditer(passage.text):
                    text = m[0].strip()
                    if text:
                        found.append((passage, m.start() + len(m[0]) - len(m[0].lstrip()), text))
        return found

    return document.keep("japanese-lines", gather)


def _neighbours(one: Passage, two: Passage) -> bool:
    """Whether two lines may belong to one list: of one block, or of two paragraphs of one parent with nothing between."""
    if one is two:
        return True
    first, second = one.node, two.node
    if first.tag != "p" or second.tag != "p" or first.parent is not second.parent or first.parent is None:
        return False
    siblings = first.parent.elements
    return any(a is first and b is second for a, b in pairwise(siblings))


@rule("J501", "ja-symbol-marker", Level.WARNING, "html", wcag=("1.3.1",), folds=True)
def ja_symbol_marker(view: HtmlView) -> Iterator[Hit]:
    """記号（・や●）と改行で、箇条書きのように見せている。

    音声では、項目の数も、どこで終わるかもわかりません。1ページに1つだけ知らせます。

    出典: WCAG 2.2 達成基準 1.3.1 失敗例 F2（技法 H48）、デジタル庁 ウェブアクセシビリティ導入ガイドブック

    悪い例:
        <!DOCTYPE html>
        <p>・本人確認書類<br>・印鑑</p> ←

    良い例:
        <!DOCTYPE html>
        <ul><li>本人確認書類</li><li>印鑑</li></ul>
        <p>・1つだけの行</p>
    """
    if not japanese(view.document).has_any(_BULLETS):
        return
    before: tuple[Passage, int, str, str] | None = None
    is_told = False
    for passage, at, text in lines_of(view.document):
        mark = text[0] if _BULLET.match(text) else ""
        if mark and before is not None and before[3] == mark and _is_list(before[0], passage, mark):
            if not is_told:
                spot = before[0].place(before[1], before[1] + min(len(before[2]), 20))
                yield view.at(spot, text=before[2][:20], mark=mark)
            is_told = True
        else:
            is_told = False
        before = (passage, at, text, mark) if mark else None


def _is_list(one: Passage, two: Passage, mark: str) -> bool:
    """Paragraphs that begin with a square or a star are headings as often as items."""
    return one is two or (mark in "・･•●○‣" and _neighbours(one, two))


@rule("J502", "ja-numbered-marker", Level.WARNING, "html", wcag=("1.3.1",), folds=True)
def ja_numbered_marker(view: HtmlView) -> Iterator[Hit]:
    """番号（(1)、1.、①）と改行で、番号つきの箇条書きのように見せている。

    番号が続いている行だけを指摘します。1ページに1つだけ知らせます。

    出典: WCAG 2.2 達成基準 1.3.1 失敗例 F2（技法 H48）

    悪い例:
        <!DOCTYPE html>
        <p>(1)申請書を書く<br>(2)窓口に出す</p> ←

    良い例:
        <!DOCTYPE html>
        <ol><li>申請書を書く</li><li>窓口に出す</li></ol>
        <p>(1)の書類<br>(3)の書類</p>
    """
    before: tuple[Passage, int, str, int, str] | None = None
    for passage, at, text in lines_of(view.document):
        found = NUMBER.match(text)
        if found is None:
            before = None
            continue
        kind = found.lastgroup or ""
        number = value_of(found[kind])
        if before is not None and number == 2 and before[3:] == (1, kind) and _neighbours(before[0], passage):
            spot = before[0].place(before[1], before[1] + min(len(before[2]), 20))
            yield view.at(spot, text=before[2][:20])
        before = (passage, at, text, number, kind)


def value_of(text: str) -> int:
    if "①" <= text <= "⑳":
        return ord(text) - 0x245F
    if "㋐" <= text <= "㋾":
        return ord(text) - 0x32CF
    if text in "アイウエオ":
        return "アイウエオ".index(text) + 1
    if text in "あいうえお":
        return "あいうえお".index(text) + 1
    plain = unicodedata.normalize("NFKC", text)
    return int(plain) if plain.isdigit() else 0


@rule("J503", "ja-note-mark", Level.REVIEW, "html", wcag=("1.3.1", "3.3.2"))
def ja_note_mark(view: HtmlView) -> Iterator[Hit]:
    """入力欄の名前に、※や＊だけが付いていて、「必須」と書かれていない。

    出典: デジタル庁 ウェブアクセシビリティ導入ガイドブック（「※」「＊」だけで示さない）、WCAG 2.2 達成基準 3.3.2

    悪い例:
        <!DOCTYPE html>
        <label>氏名※ <input name="a"></label> ←

    良い例:
        <!DOCTYPE html>
        <label>氏名（必須） <input name="a"></label>
    """
    for node in view.document.all("label", "legend"):
        text = node.text().strip()
        if re.search(r"[※*＊✳❋]\s*[:：]?$|^[※*＊]", text) and "必須" not in text:
            yield view.hit(node, text=text)


_ART = re.compile(
    r"[━═─―‐＝=＿_＊*～〜…‥·・.．:：+＋#＃♪◆◇■□●○\-－]{8,}|[⇒→➡⇨>＞]{3,}"
    r"|[(（][;；]?(?:[\^＾≧≦´｀][_oOｏωД∀▽ー\-.。]{0,3}[\^＾≧≦´｀]|[T><;*°ﾟ\-][_oOｏωД∀▽.]{1,2}[T><;*°ﾟ\-])[;；*／/ノ]?[)）]"
)


@rule("J505", "ja-ascii-art", Level.REVIEW, "html", wcag=("1.1.1",), folds=True)
def ja_ascii_art(view: HtmlView) -> Iterator[Hit]:
    """文字や記号で、線・矢印・顔などの絵をかいている。

    出典: WCAG 技法 H86、miChecker C_6.0・C_6.1

    悪い例:
        <!DOCTYPE html>
        <p>━━━━━━━━━━━━━━━━</p> ←
        <p>お待ちしています(^o^)</p> ←

    良い例:
        <!DOCTYPE html>
        <hr>
        <p>お待ちしています</p>
    """
    for passage, base, found in japanese(view.document).search(_ART):
        spot = passage.place(found.start() - base, found.end() - base)
        yield view.at(spot, text=found[0][:20])


_RUN = re.compile("[！!？?]{3,}|[♪♡♥❤]{2,}|[★☆●○◎■□◆◇▲△▼▽]{3,}|[★☆]{2}|[〜～]{2,}|(?<![0-9０-９])[＊*]{3,}|ｗ{3,}")
_RUN_SIGNS = frozenset("！!？?♪♡♥❤★☆●○◎■□◆◇▲△▼▽〜～＊*ｗ")


@rule("J506", "ja-decoration-run", Level.REVIEW, "html", wcag=("3.1.5",), folds=True)
def ja_decoration_run(view: HtmlView) -> Iterator[Hit]:
    """飾りの記号を続けて書いている（★☆★☆、！！！）。

    音声は「ホシ、シロボシ、ホシ」と1つずつ読むことがあります。

    出典: 自治体のウェブアクセシビリティの手引き

    悪い例:
        <!DOCTYPE html>
        <p>★☆★ご来場ください！！！★☆★</p> ←

    良い例:
        <!DOCTYPE html>
        <p>ご来場ください！</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(_RUN_SIGNS):
        return
    seen: set[int] = set()
    for passage, base, found in whole.search(_RUN):
        if base not in seen:
            seen.add(base)
            spot = passage.place(found.start() - base, found.end() - base)
            yield view.at(spot, text=found[0])


_TITLES = frozenset(table("japanese")["title_words"]["words"].split())


@rule("J507", "ja-title-word", Level.ERROR, "html", wcag=("2.4.2",))
def ja_title_word(view: HtmlView) -> Iterator[Hit]:
    """ページの題名が、「無題」「新規ページ」など、内容を言わないことばになっている。

    出典: WCAG 2.2 達成基準 2.4.2 失敗例 F25、miChecker C_60.1

    悪い例:
        <!DOCTYPE html>
        <title>無題ドキュメント</title> ←

    良い例:
        <!DOCTYPE html>
        <title>転入届の出し方 - 見本区</title>
    """
    title = next((t for t in view.document.all("title") if not t.is_foreign), None)
    if title is not None:
        text = re.sub(r"[\s_\-]", "", unicodedata.normalize("NFKC", title.text()).lower())
        if text in _TITLES or re.fullmatch(r"(?:無題|新規|untitled|newpage|ページ|page)\d*", text):
            yield view.hit(title, text=title.text().strip())
