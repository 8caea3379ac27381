"""Files as such: readable, in the right place, safely named. Found by load; this file documents and tests them."""

from __future__ import annotations

from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level


@rule("F001", "file-bom", Level.ERROR, "load")
def file_bom() -> None:
    """ファイルの先頭に、目に見えない印（BOM）がある。

    表計算ソフトが付ける facilities.csv の BOM は、まちがいにしません。

    出典: RFC 3629 6章

    悪い例:
        === content/a.md
        {BOM}--- ←
        title: 転入届
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
    """


@rule("F002", "file-line-breaks", Level.ERROR, "load")
def file_line_breaks() -> None:
    """改行が LF でない（Windows の CRLF や、古い Mac の CR である）。

    ファイル全体で1回だけ、最初のところを知らせます。facilities.csv と config.yaml では、まちがいにしません。

    悪い例:
        === content/a.md
        ---{CR} ←
        title: 転入届{CR}
        kind: page{CR}
        ---{CR}
        本文{CR}

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        ---
        本文
    """


@rule("F003", "file-control", Level.ERROR, "load")
def file_control() -> None:
    """目に見えない制御文字が入っている。

    ワープロや PDF から写した文に混ざります。タブと改行は、制御文字でもまちがいにしません。

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        ---
        窓口は{NUL}1階です。 ←

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        ---
        窓口は1階です。
    """


@rule("F004", "file-encoding", Level.ERROR, "load")
def file_encoding() -> None:
    """文字コードが UTF-8 でない。

    Shift_JIS や EUC-JP らしいときは、その名前も知らせます。

    出典: RFC 3629

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("F005", "file-empty", Level.ERROR, "load")
def file_empty() -> None:
    """記事や台帳のファイルに、何も書かれていない。

    空白と改行だけのファイルも、空と同じです。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("F006", "file-too-large", Level.ERROR, "load")
def file_too_large() -> None:
    """記事や台帳のファイルが大きすぎる。

    記事は 1,000,000 バイト、台帳は 20,000,000 バイトまでです。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("F007", "file-symlink", Level.ERROR, "load")
def file_symlink() -> None:
    """ファイルやフォルダーが、本物でなく、ほかの場所へのリンク（シンボリックリンク）である。

    リンクの先がどこでも、中は読みません。区の内部のファイルが、まちがって公開されるのを防ぐためです。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("F008", "file-special", Level.ERROR, "load")
def file_special() -> None:
    """ふつうのファイルでもフォルダーでもないもの（名前付きパイプなど）が置かれている。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("F009", "name-nfd", Level.ERROR, "load")
def name_nfd() -> None:
    """ファイル名の濁点や半濁点が、文字と別々になっている。

    Mac から写したファイルに起こります。「が」が「か」と濁点の2文字に分かれ、見た目が同じでも別の名前になります。

    出典: Unicode 標準附属書 15（正規化形式 NFC）

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("F011", "name-encoding", Level.ERROR, "load")
def name_encoding() -> None:
    """ファイル名かフォルダー名の文字コードが UTF-8 でない。

    古い Windows の圧縮ファイル（zip）を開いたときなどに起こります。

    出典: RFC 3629

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("F010", "folder-named-page", Level.ERROR, "load")
def folder_named_page() -> None:
    """フォルダーの名前が「.md」で終わっている。

    記事は、フォルダーでなくファイルです。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """
