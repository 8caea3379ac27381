"""Paper: what an editor asks for can be printed, fits, and says whom to call. What only printing shows is found by the build."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.rule import SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level, diagnostic
from wardgen.model.page import Kind
from wardgen.model.register import department_on
from wardgen.render.papers import asked_layouts, has_flyers


@rule("T001", "flyer-overflow", Level.ERROR, "load")
def flyer_overflow() -> None:
    """記事の `flyer:` で頼んだ印刷物が、決まった枚数に入らない。

    文字は12ポイントより小さくしません。入らない文字の数を数えて知らせます。公開のとき（`wardgen build`）に調べます。

    出典: 三重県「印刷物のユニバーサルデザインガイドライン」2024（本文12ポイント以上）

    例: テストが実際のファイルで確かめます（tests/outputs/test_flyers.py）。
    """


@rule("T002", "flyer-long", Level.WARNING, "load")
def flyer_long() -> None:
    """頼まなくても作る印刷物（窓口で渡す紙）が、決まった枚数より長い。

    長いまま作るので、住民は読むことができます。

    例: テストが実際のファイルで確かめます（tests/outputs/test_flyers.py）。
    """


@rule("T003", "flyer-glyph", Level.ERROR, "load")
def flyer_glyph() -> None:
    """記事の `flyer:` で頼んだ印刷物に、書体にない文字がある。

    四角（豆腐）のまま印刷することはありません。絵文字は使えません。

    例: テストが実際のファイルで確かめます（tests/outputs/test_flyers.py）。
    """


@rule("T004", "flyer-glyph-replaced", Level.WARNING, "load")
def flyer_glyph_replaced() -> None:
    """頼まなくても作る印刷物に、書体にない文字がある。その場所には「〓」が入る。

    例: テストが実際のファイルで確かめます（tests/outputs/test_flyers.py）。
    """


@rule("T005", "flyer-check", Level.ERROR, "load")
def flyer_check() -> None:
    """できあがった印刷物が、印刷やアクセシビリティの決まりに合わない。

    `wardgen check-print` と同じことを、作るたびに調べます。何を調べるかは docs/flyers.md にあります。

    例: テストが実際のファイルで確かめます（tests/outputs/test_flyers.py）。
    """


@rule("T006", "flyer-template", Level.ERROR, "load")
def flyer_template() -> None:
    """印刷物のひな形（theme/flyer/ の .typ ファイル）がまちがっている。

    例: テストが実際のファイルで確かめます（tests/outputs/test_flyers.py）。
    """


@rule("T007", "flyer-coarse", Level.WARNING, "load")
def flyer_coarse() -> None:
    """印刷所に渡すファイルの画像が粗い。

    写真は1インチに350画素、白と黒だけの画像は600画素が要ります。

    例: テストが実際のファイルで確かめます（tests/outputs/test_flyers.py）。
    """


@rule("T008", "flyer-no-phone", Level.WARNING, "site")
def flyer_no_phone(view: SiteView) -> Iterator[Diagnostic]:
    """印刷物を頼んだ記事の課に、電話番号かファックス番号がない。

    紙を受け取る人の多くは、電話をかけます。耳の聞こえない人は、ファックスを送ります。

    出典: 障害を理由とする差別の解消の推進に関する法律（連絡の方法を1つに限らない）

    悪い例:
        === content/a.md
        ---
        title: お知らせ
        kind: notice
        department: kumin
        flyer: poster ←
        ---
        区民課の窓口が変わります。

    良い例:
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001, fax: 03-0000-0002}
        === content/a.md
        ---
        title: お知らせ
        kind: notice
        department: kumin
        flyer: poster
        ---
        区民課の窓口が変わります。
    """
    for entry in view.live:
        row = department_on(view.site.today, entry.page.department, view.site.registers.departments)
        if row is not None and asked_layouts(entry.page) and has_flyers(view.site.config):
            missing = "・".join(name for name, value in (("phone", row.phone), ("fax", row.fax)) if not value)
            if missing:
                yield view.found(entry, entry.page.span("flyer"), department=row.name, missing=missing)


@rule("T009", "flyer-of-other-kind", Level.WARNING, "site")
def flyer_of_other_kind(view: SiteView) -> Iterator[Diagnostic]:
    """冊子（booklet）を、計画・報告（publication）ではない記事で頼んでいる。

    冊子は、章をまとめて1冊にするものです。ほかの種類の記事には、章がありません。

    悪い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        flyer: booklet ←
        ---
        区役所の案内です。

    良い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        flyer: handout
        ---
        区役所の案内です。
    """
    for entry in view.live:
        if "booklet" in entry.page.flyer and entry.page.kind is not Kind.PUBLICATION:
            yield view.found(entry, entry.page.span("flyer"))


@rule("T010", "flyer-font-missing", Level.WARNING, "site", wide=True)
def flyer_font_missing(view: SiteView) -> Iterator[Diagnostic]:
    """印刷物を頼んだ記事があるのに、印刷物の書体がこのコンピューターにない。

    例: テストが実際のファイルで確かめます（tests/outputs/test_flyers.py）。
    """
    site = view.site
    asked = [entry for entry in view.live if asked_layouts(entry.page)]
    if site.flyers is not None and has_flyers(site.config) and not site.faces and asked:
        yield diagnostic("", site.config.path, count=len(asked), fonts="・".join(site.flyers.fonts))
