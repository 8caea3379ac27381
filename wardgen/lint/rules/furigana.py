"""Furigana: words that a person must decide, and readings that the author wrote."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.japanese.alignment import is_possible
from wardgen.japanese.heteronyms import heteronyms
from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import has_kanji, is_reading
from wardgen.japanese.opinion import fold
from wardgen.lint.rule import PageView, rule
from wardgen.lint.spoken import SpokenView
from wardgen.model.diagnostic import Diagnostic, Level

OPEN = "reading-open"
"""The rule that a strict build makes an error."""


@rule("K001", OPEN, Level.REVIEW, "spoken", wcag=("3.1.6",))
def reading_open(view: SpokenView) -> Iterator[Diagnostic]:
    """読みを1つに決められない言葉がある。ふりがなを付けずに公開される。

    2つの辞書の読みがちがう言葉、読みが2つ以上ある言葉、人の名前、知らない地名などです。
    まちがった読みを出すより、出さないほうを選びます。`wardgen readings review` で、まとめて決められます。
    同じ言葉は、1ページに1回だけ知らせます。

    出典: JIS X 8341-3:2016 3.1.6（発音）

    悪い例:
        市場に行きます。 ←

    良い例:
        {市場|いちば}に行きます。
    """
    seen: set[str] = set()
    for one in view.heard:
        if one.word.why and one.surface not in seen:
            seen.add(one.surface)
            candidates = "・".join(dict.fromkeys(r for r in (one.word.reading, *one.word.others) if r))
            yield view.found(one, text=one.surface, candidates=candidates, doubt=one.word.why)


@rule("K002", "ruby-differs", Level.WARNING, "spoken", wcag=("3.1.6",))
def ruby_differs(view: SpokenView) -> Iterator[Diagnostic]:
    """ページに書いたふりがなが、台帳の読みとちがう。

    課や施設の名前、用語の台帳、読みの台帳にある言葉です。どちらかがまちがっています。

    出典: JIS X 8341-3:2016 3.1.6（発音）

    悪い例:
        === content/data/terms.yaml
        - word: 続柄
          reading: つづきがら
          plain: 家族のなかでの関係
        === content/index.md
        ---
        title: 区のホームページ
        kind: page
        ---
        {続柄|ぞくがら}を書きます。 ←

    良い例:
        === content/data/terms.yaml
        - word: 続柄
          reading: つづきがら
          plain: 家族のなかでの関係
        === content/index.md
        ---
        title: 区のホームページ
        kind: page
        ---
        {続柄|つづきがら}を書きます。
    """
    for one in view.written:
        words = view.read(one.surface)
        if len(words) != 1 or words[0].source not in ("page", "ward", "register", "place"):
            continue
        word = words[0]
        if (word.start, word.end) == (0, len(one.surface)) and fold(word.reading) != fold(to_hiragana(one.reading)):
            yield view.found(one, text=one.surface, written=one.reading, listed=word.reading)


@rule("K003", "ruby-two", Level.WARNING, "spoken", wcag=("3.1.6",))
def ruby_two(view: SpokenView) -> Iterator[Diagnostic]:
    """1つのページで、同じ言葉に2つの読みを書いている。

    1字の言葉と、読みが2つあることで知られている言葉（市場など）は、指摘しません。

    出典: JIS X 8341-3:2016 3.1.6（発音）

    悪い例:
        {納付書|のうふしょ}を使います。

        {納付書|のうふがき}を使います。 ←

    良い例:
        {納付書|のうふしょ}を使います。

        {納付書|のうふしょ}を使います。
    """
    first: dict[str, str] = {}
    for one in view.written:
        reading = to_hiragana(one.reading)
        if len(one.surface) < 2:
            continue
        known = first.setdefault(one.surface, reading)
        if known != reading and one.surface not in heteronyms():
            yield view.found(one, text=one.surface, written=one.reading, first=known)


@rule("K004", "ruby-impossible", Level.REVIEW, "spoken", wcag=("3.1.6",))
def ruby_impossible(view: SpokenView) -> Iterator[Diagnostic]:
    """漢字の読みからは考えられないふりがなが書いてある。

    「大人（おとな）」のような特別な読みは知っています。ほかの特別な読み（人や店の名前など）なら、そのままでかまいません。

    出典: 常用漢字表（平成22年内閣告示第2号）の音訓と付表

    悪い例:
        {納付書|のうふしゅうしょ}を使います。 ←

    良い例:
        {納付書|のうふしょ}を使います。
    """
    for one in view.written:
        if not is_possible(one.surface, to_hiragana(one.reading)):
            yield view.found(one, text=one.surface, written=one.reading)


@rule("K005", "ruby-over-okurigana", Level.REVIEW, "spoken", folds=True)
def ruby_over_okurigana(view: SpokenView) -> Iterator[Diagnostic]:
    """送りがなの上にまで、ふりがながかかっている。

    {届|とど}け{出|で}のように、漢字だけにふりがなを付けます。

    出典: JIS X 4051:2004 4.12（ルビ処理）

    悪い例:
        {取り扱い|とりあつかい}を始めます。 ←

    良い例:
        {取|と}り{扱|あつか}いを始めます。
    """
    for one in view.written:
        if any("ぁ" <= char <= "ゖ" for char in one.surface[1:]) and one.surface[-1] not in "ヶヵ":
            yield view.found(one, text=one.surface)


@rule("K006", "page-reading-not-kana", Level.ERROR, "page")
def page_reading_not_kana(view: PageView) -> Iterator[Diagnostic]:
    """ページの先頭の `readings` に、かなでない読みや、漢字のない語がある。

    悪い例:
        === content/index.md
        ---
        title: 区のホームページ
        kind: page
        readings: {市場: ichiba} ←
        ---
        市場に行きます。

    良い例:
        === content/index.md
        ---
        title: 区のホームページ
        kind: page
        readings: {市場: いちば}
        ---
        市場に行きます。
    """
    for word, kana in view.page.readings.items():
        if not is_reading(to_hiragana(kana)) or not has_kanji(word):
            yield view.found(view.page.span("readings"), text=word, written=kana)
