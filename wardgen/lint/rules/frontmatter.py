"""The part between `---` and `---`: YAML and keys. Found by load; this file documents and tests them."""

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
