"""Where a page stands: language, slug, URL, id, earlier addresses. Found by load; this file documents and tests them."""

from __future__ import annotations

from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level


@rule("M019", "lang-differs", Level.ERROR, "load")
def lang_differs() -> None:
    """`lang` に書かれた言語が、ファイル名の言語とちがう。

    言語はファイル名（`tennyu.en.md` の `en`）で決まるので、ふつうは書きません。

    出典: docs/content.md 1章・2章

    悪い例:
        === content/todokede/tennyu.en.md
        ---
        title: Moving in
        lang: fr ←
        ---
        Report within 14 days.

    良い例:
        === content/todokede/tennyu.en.md
        ---
        title: Moving in
        ---
        Report within 14 days.
    """


@rule("M020", "slug-shape", Level.ERROR, "load")
def slug_shape() -> None:
    """ファイル名・フォルダー名・`slug` に、URL に使えない文字がある。

    半角の英小文字・数字・ハイフンだけを使います。Windows が機器の名前にしている `con` や `aux` も使えません。
    ファイル名やフォルダー名のときは、記事の先頭の最初の項目の行で知らせます。

    出典: docs/content.md 1章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        slug: 転入届 ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        slug: tennyu-todoke
        ---
        本文
    """


@rule("M021", "translation-alone", Level.ERROR, "load")
def translation_alone() -> None:
    """外国語ややさしい日本語の記事があるのに、もとの記事がない。

    もとの記事と同じ場所に、同じ名前（または同じ `id`）で置きます。

    出典: docs/content.md 1章

    悪い例:
        === content/gomi.en.md
        ---
        title: Garbage ←
        kind: page
        ---
        Put it out by 8 a.m.

    良い例:
        === content/gomi.md
        ---
        title: ごみの出し方
        kind: page
        ---
        朝8時までに出してください。
        === content/gomi.en.md
        ---
        title: Garbage
        kind: page
        ---
        Put it out by 8 a.m.
    """


@rule("M022", "url-duplicate", Level.ERROR, "load")
def url_duplicate() -> None:
    """2つの記事が、同じ URL になる。

    `aliases`（前の URL）や、wardgen が作る一覧のページと重なったときも知らせます。

    出典: docs/content.md 1章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        ---
        本文
        === content/b.md
        ---
        slug: a ←
        title: 転居届
        kind: page
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        ---
        本文
        === content/b.md
        ---
        slug: tenkyo
        title: 転居届
        kind: page
        ---
        本文
    """


@rule("M023", "id-duplicate", Level.ERROR, "load")
def id_duplicate() -> None:
    """2つの記事が、同じ `id` を持つ。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        id: hikkoshi
        title: 転入届
        kind: page
        ---
        本文
        === content/b.md
        ---
        id: hikkoshi ←
        title: 転居届
        kind: page
        ---
        本文

    良い例:
        === content/a.md
        ---
        id: hikkoshi
        title: 転入届
        kind: page
        ---
        本文
        === content/b.md
        ---
        id: hikkoshi-kunai
        title: 転居届
        kind: page
        ---
        本文
    """


@rule("M024", "alias-shape", Level.ERROR, "load")
def alias_shape() -> None:
    """前の URL（`aliases`）が、このサイトの中の場所として書かれていない。

    ほかのサイトのアドレス、`..`、`?`、`#` は書けません。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        aliases: https://old.example/tennyu.html ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        aliases: /old/tennyu.html
        ---
        本文
    """
