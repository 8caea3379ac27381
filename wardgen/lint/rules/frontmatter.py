"""The part between `---` and `---`: keys, values, dates, ids and URLs. Found by load; documented and tested here."""

from __future__ import annotations

from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level


@rule("M001", "front-matter-missing", Level.ERROR, "load")
def front_matter_missing() -> None:
    """記事の先頭に、題名などの項目（`---` ではさんだ部分）がない。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        転入届は、区民課で受け付けます。 ←

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        ---
        転入届は、区民課で受け付けます。
    """


@rule("M002", "front-matter-open", Level.ERROR, "load")
def front_matter_open() -> None:
    """記事の先頭の項目が、`---` だけの行で閉じられていない。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        --- ←
        title: 転入届
        kind: page

        転入届は、区民課で受け付けます。

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        ---

        転入届は、区民課で受け付けます。
    """


@rule("M003", "front-matter-long", Level.ERROR, "load")
def front_matter_long() -> None:
    """記事の先頭の項目が長すぎる（64,000 文字まで）。

    閉じる `---` の書き忘れで、本文の中の `---` までが項目と見なされたときに起こります。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("M004", "yaml-broken", Level.ERROR, "load")
def yaml_broken() -> None:
    """項目や台帳の書き方（YAML）が正しくない。

    値の中の「: 」（半角のコロンと空白）、閉じていない引用符、行の初めのタブが、よくある原因です。

    出典: YAML 1.2

    悪い例:
        === content/a.md
        ---
        title: 転入届: 区に引っ越してきたとき ←
        kind: page
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: "転入届: 区に引っ越してきたとき"
        kind: page
        ---
        本文
    """


@rule("M005", "yaml-alias", Level.ERROR, "load")
def yaml_alias() -> None:
    """YAML の参照（`&` と `*`）が使われている。

    数行の参照だけで、作業用のコンピューターの記憶を使い切らせることができます。記事にも台帳にも要りません。

    出典: YAML 1.2 7.1節

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        aka: &yobina [引っ越しの届け出] ←
        tags: *yobina
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        aka: [引っ越しの届け出]
        tags: [引っ越しの届け出]
        ---
        本文
    """


@rule("M006", "yaml-tag", Level.ERROR, "load")
def yaml_tag() -> None:
    """YAML の型の指定（`!` で始まることば）が使われている。

    値の型は、項目ごとに決まっています。

    出典: YAML 1.2 6.9.1節

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        summary: !include youyaku.txt ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        summary: 区に引っ越してきた人の届け出です。
        ---
        本文
    """


@rule("M007", "yaml-too-deep", Level.ERROR, "load")
def yaml_too_deep() -> None:
    """項目の入れ子が 12 段より深い。

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        extra: {memo: [[[[[[[[[[[[1]]]]]]]]]]]]} ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        extra: {memo: [1]}
        ---
        本文
    """


@rule("M008", "key-duplicate", Level.ERROR, "load")
def key_duplicate() -> None:
    """同じ項目が2回書かれている。

    出典: YAML 1.2 3.2.1.1節（項目の名前は重ならない）

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        title: 転居届 ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        ---
        本文
    """


@rule("M009", "key-unknown", Level.ERROR, "load")
def key_unknown() -> None:
    """知らない項目が書かれている。

    つづりのまちがいなら、似た項目を知らせます。自分用の控えは `extra` の中に書けます。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        sumary: 区に引っ越してきた人の届け出です。 ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        summary: 区に引っ越してきた人の届け出です。
        ---
        本文
    """


@rule("M010", "key-missing", Level.ERROR, "load")
def key_missing() -> None:
    """必要な項目が書かれていない。

    記事では、記事の先頭の最初の項目の行で知らせます。台帳では、その行で知らせます。

    出典: docs/content.md 2章・3章

    悪い例:
        === content/a.md
        ---
        title: 転入届 ←
        kind: service
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: service
        department: kumin
        ---
        本文
    """


@rule("M011", "key-of-other-kind", Level.ERROR, "load")
def key_of_other_kind() -> None:
    """別の種類（`kind`）のページの項目が書かれている。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 住民票の写し
        kind: page
        fee: 300円 ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 住民票の写し
        kind: service
        department: kumin
        fee: 300円
        ---
        本文
    """


@rule("M012", "value-type", Level.ERROR, "load")
def value_type() -> None:
    """値の形がちがう（文字、日付、列など、その項目に決まった形でない）。

    出典: docs/content.md 2章・3章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        draft: いいえ ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        draft: false
        ---
        本文
    """


@rule("M013", "value-unknown", Level.ERROR, "load")
def value_unknown() -> None:
    """決まったことばから選ぶ項目に、ほかのことばが書かれている。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        profile: standerd ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        profile: standard
        ---
        本文
    """


@rule("M014", "id-shape", Level.ERROR, "load")
def id_shape() -> None:
    """目印（id）に、使えない文字が入っている。

    半角の英小文字と数字を、「-」「_」「/」でつなぎます。課や分類は、名前でなく台帳の id を書きます。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: service
        department: 区民課 ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: service
        department: kumin
        ---
        本文
    """


@rule("M015", "address-shape", Level.ERROR, "load")
def address_shape() -> None:
    """ウェブのアドレスが、`https://` か `http://` で始まっていない、または途中に空白などがある。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: service
        department: kumin
        online: shinsei.example/tennyu ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: service
        department: kumin
        online: https://shinsei.example/tennyu
        ---
        本文
    """


@rule("M016", "date-impossible", Level.ERROR, "load")
def date_impossible() -> None:
    """カレンダーにない日や、元号が変わった後の年が書かれている。

    平成は 2019年4月30日までです。次の日からは令和で書きます。

    出典: 元号法、元号を改める政令（平成31年政令第143号）

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 2026-02-30 ←
        expire: 平成42年4月1日 ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 2026-02-28
        expire: 令和12年4月1日
        ---
        本文
    """


@rule("M017", "date-shape", Level.ERROR, "load")
def date_shape() -> None:
    """日付が、日付として読める形で書かれていない。

    `2026-04-01`、`2026年4月1日`、`令和8年4月1日`、`R8.4.1` のどれでも書けます。年は省けません。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 4月1日から ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 2026年4月1日
        ---
        本文
    """


@rule("M018", "dates-reversed", Level.ERROR, "load")
def dates_reversed() -> None:
    """期間の終わりが、始まりより後になっていない。

    `publish` と `expire`、`start` と `end`、`period` の `from` と `to` を調べます。終わりの日は、いっぱいまで数えます。

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 2026-04-01
        expire: 2026-03-31 ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 2026-04-01
        expire: 2031-03-31
        ---
        本文
    """


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
