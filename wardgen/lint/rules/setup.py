"""Settings, theme, output folder and the machine: what stops or slows a build. Documented and tested here."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.rule import SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level, diagnostic
from wardgen.render.cards import has_cards, unshown


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


@rule("C020", "only-unready", Level.ERROR, "load")
def only_unready() -> None:
    """1ページだけを出す（--only）もとになる、前のサイトがない。

    前に作ったサイトがそのままあり、その記事が直してあるときだけ、1ページだけを出せます。

    例: テストが実際のファイルで確かめます（tests/build/test_only.py）。
    """


@rule("C021", "only-reaches-others", Level.ERROR, "load")
def only_reaches_others() -> None:
    """1ページだけを出そうとした（--only）が、その直しがほかのページにも出る。

    題名や見出しを直すと、一覧やほかの記事も変わります。ほかにも直したファイルがあるときは、どれを出してよいか分からないので止まります。

    例: テストが実際のファイルで確かめます（tests/build/test_only.py）。
    """


@rule("C014", "baseline-broken", Level.ERROR, "load")
def baseline_broken() -> None:
    """指摘の控え（baseline）のファイルを読めない。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """


@rule("C015", "brand-contrast", Level.ERROR, "load", wcag=("1.4.3", "1.4.11"))
def brand_contrast() -> None:
    """設定の `brand.colours` の色が、薄くて読みにくい。

    `main` は文字とボタンの色なので、白（#ffffff）とうすい面（#f1f4fa）の上で 4.5 以上の比が要ります。
    `accent` は線と印の色なので、白の上で 3 以上の比が要ります。比は WCAG 2.2 の計算式で出します。

    悪い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
        brand:
          colours:
            main: "#f28c28" ←
            accent: "#f7d774" ←

    良い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
        brand:
          colours:
            main: "#a8500a"
            accent: "#c77700"
    """


@rule("C016", "logo-missing", Level.ERROR, "load")
def logo_missing() -> None:
    """設定の `brand.logo` の画像が、サイトのフォルダーの中にない。

    悪い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
        brand:
          logo: content/img/logo.png ←

    良い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
        brand:
          logo: content/img/a.png
    """


@rule("C017", "logo-unfit", Level.ERROR, "load")
def logo_unfit() -> None:
    """設定の `brand.logo` の画像が、使えない種類か、大きすぎるか、開けない。

    SVG、PNG、JPEG、WebP が使えます。縦と横は 4,000 ピクセルまで、公開する大きさは 200,000 バイトまでです。
    動く命令の入った SVG も使えません。

    悪い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
        brand: {logo: content/img/logo.svg} ←
        === content/img/logo.svg
        <svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>

    良い例:
        === config.yaml
        name: 見本区
        url: https://ward.example
        brand: {logo: content/img/logo.svg}
        === content/img/logo.svg
        <svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1v1z"/></svg>
    """


@rule("C018", "font-missing", Level.REVIEW, "site", wide=True)
def font_missing(view: SiteView) -> Iterator[Diagnostic]:
    """カード画像（SNS などに出る画像）を作る書体が、このコンピューターにない。

    ほかのページは、書体がなくても同じようにできます。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """
    if has_cards(view.site.config) and view.site.font is None and view.site.entries:
        yield diagnostic("", view.site.config.path)


@rule("C019", "glyph-missing", Level.WARNING, "site", wide=True)
def glyph_missing(view: SiteView) -> Iterator[Diagnostic]:
    """カード画像に出る名前に、書体にない文字がある。

    サイトの名前、対象の名前と、`card: true` のページの題名を調べます。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """
    for path, span, text, chars, font in unshown(view.site):
        codes = "・".join(f"U+{ord(char):04X}" for char in chars)
        yield diagnostic("", path, span, text=text, chars="".join(chars), codes=codes, font=font)
