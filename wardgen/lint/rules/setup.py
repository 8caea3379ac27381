"""Settings, theme, output folder and the machine: what stops or slows a build. Documented and tested here."""

from __future__ import annotations

from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level


@rule("C001", "config-missing", Level.ERROR, "load")
def config_missing() -> None:
    """設定ファイル（config.yaml）がない。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C002", "config-url", Level.ERROR, "load")
def config_url() -> None:
    """設定の `url` が、サイトのアドレスの形でない。

    `https://` か `http://` から書きます。`?` と `#` は書けません。

    悪い例:
        === config.yaml
        name: 見本区
        url: ward.example ←

    良い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
    """


@rule("C003", "config-folder", Level.ERROR, "load")
def config_folder() -> None:
    """設定の `content` か `theme` に書かれたフォルダーがない。

    場所は、config.yaml のあるフォルダーから数えます。

    悪い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
        content: contents ←

    良い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
        content: content
    """


@rule("C004", "config-output", Level.ERROR, "load")
def config_output() -> None:
    """書き出し先（`output`）が、元のファイルのあるフォルダーと重なっている。

    悪い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
        output: content ←

    良い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
        output: output
    """


@rule("C005", "theme-words", Level.ERROR, "load")
def theme_words() -> None:
    """テーマに、日本語のことばのファイル（words/ja.yaml）がない。

    ほかの言語で足りないことばも、日本語のファイルから入ります。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C006", "template-broken", Level.ERROR, "load")
def template_broken() -> None:
    """テーマのテンプレートを実行できない。

    書き方のまちがい、ない名前、ないファイルのどれかです。テンプレートの行で、1回だけ知らせます。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C007", "file-unreadable", Level.ERROR, "load")
def file_unreadable() -> None:
    """ファイルを開けない（読み取りの権限がない、ディスクの調子が悪いなど）。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C008", "output-foreign", Level.REVIEW, "load")
def output_foreign() -> None:
    """書き出し先のフォルダーに、wardgen が作っていないファイルがある。

    自動では消しません。要るものかどうかは、人が確かめます。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C009", "output-conflict", Level.ERROR, "load")
def output_conflict() -> None:
    """書き出し先のその場所に、wardgen が作っていないファイルかフォルダーがある。

    上書きすると、だれかの作ったものが消えるので、止まります。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C010", "output-unwritable", Level.ERROR, "load")
def output_unwritable() -> None:
    """書き出し先に書けない（権限がない、ディスクがいっぱいなど）。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C011", "build-locked", Level.ERROR, "load")
def build_locked() -> None:
    """ほかの wardgen が、同じサイトを作っている最中である。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C012", "cache-broken", Level.WARNING, "load")
def cache_broken() -> None:
    """前回の控え（キャッシュ）を読めない。

    全部を作り直すので、できるサイトは正しいものです。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C013", "page-changed-while-read", Level.ERROR, "load")
def page_changed_while_read() -> None:
    """作っている間に、記事などのファイルが書きかえられた。

    書きかけの内容を公開しないように、止まります。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C014", "baseline-broken", Level.ERROR, "load")
def baseline_broken() -> None:
    """指摘の控え（baseline）のファイルを読めない。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """
