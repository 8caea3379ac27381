"""Referrals: whoever is sent on learns to whom, and nobody is sent round in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from wardgen.lint.facts.phones import numbers
from wardgen.lint.facts.referrals import faults
from wardgen.lint.rule import PageView, SiteView, rule
from wardgen.model.body import Block
from wardgen.model.diagnostic import Diagnostic, Level

_NOBODY = re.compile(
    r"(?:各?担当(?:の|する)?(?:課|部署|部局|係|窓口|部門)|所管(?:の|する)?(?:課|部署|係)|関係(?:の|する)?(?:課|部署|機関)|各(?:課|窓口|部署|係|施設の窓口))"
    r"(?:の窓口)?(?:へ|まで|に)(?=[。、]?$|[^。]{0,24}(?:ください|下さい|願います|お願い)|。)"
)
_NAMED = re.compile(
    r"[一-龥ァ-ヶ々ー](?<!担当)(?<!所管)(?<!関係)(?<!各)(?:課|係|室|センター|事務所|図書館|児童館)(?![一-龥])"
)
_UNNAMED = re.compile(r"(?:担当|所管|関係|各)(?:の|する)?(?:課|係)")


@rule("W104", "referral-unnamed", Level.WARNING, "page")
def referral_unnamed(view: PageView) -> Iterator[Diagnostic]:
    """「担当課へ」「各窓口へ」とだけあり、課の名前もリンクもない。

    同じ文に課の名前、電話番号、リンクのどれかがあれば、知らせません。

    出典: field.md 9章（名前のない案内）、ISO 24495-1（使える文書）

    悪い例:
        くわしいことは、担当課へお問い合わせください。 ←

    良い例:
        くわしいことは、区民課へお問い合わせください。

        広報課か担当の課に知らせてください。

        くわしいことは、[担当の課](page:todokede/tennyu)へお問い合わせください。
    """
    if not re.search("担当|所管|関係|各", view.source.text):
        return
    for number, block in enumerate(view.body.blocks):
        if block.kind in ("pre", "h") or block.links:
            continue
        for found in _NOBODY.finditer(block.text):
            sentence = _around(block.text, found.start())
            if not _NAMED.search(_UNNAMED.sub("〇", sentence)) and next(numbers(sentence), None) is None:
                yield view.found(view.lines.block(number, found[0]), text=found[0])


def _around(text: str, at: int) -> str:
    end = text.find("。", at)
    return text[text.rfind("。", 0, at) + 1 : len(text) if end < 0 else end]


_CALL = re.compile(
    r"(?:お?問い?合わせ?(?:を|て)?|お?申し?込み?(?:を|んで)?|ご?応募(?:を)?|ご?連絡(?:を)?|ご?相談(?:を)?|お?寄せ(?:て)?|お知らせ|ご?提出(?:を)?|ご?予約(?:を)?|お電話)"
    r"(?:して)?(?:ください|下さい|願います|をお願いします)"
)
_WAY = re.compile(
    r"@|＠|https?:|[0-9０-９]{1,2}月[0-9０-９]{1,2}日|窓口|フォーム|はがき|ハガキ|カウンター|投書箱|ポスト|警察|役所|[0-9０-９]{3}番"
    r"|(?:課|係|室|局|署|館|店|社|院|園|校|団|所|会場|センター|会|医師?|先生|大家|管理人|自治体|勤め先|業者|メーカー|学校|警備|職員|団体|法人|銀行|施設|電話会社|事業者|主)(?:の[^。、]{1,8})?(?:へ|に|まで|で|か|、|や)"
)


@rule("W105", "action-without-contact", Level.WARNING, "page")
def action_without_contact(view: PageView) -> Iterator[Diagnostic]:
    """「お問い合わせください」「お寄せください」とあるのに、同じ節に電話・メール・リンク・場所・日付がなく、ページに課もない。

    先頭の項目に課（department）があるページと、連絡先の枠（!!! contact）があるページは、ページの終わりに連絡先が出るので知らせません。

    出典: ISO 24495-1（使える文書）、在留支援のためのやさしい日本語ガイドライン

    悪い例:
        ## ご意見

        ご意見をお寄せください。 ←

    良い例:
        ## ご意見

        ご意見を、メール（kumin@ward.example）でお寄せください。

        ## 質問

        区民課に相談してください。
    """
    page = view.page
    if page.department or page.variant or page.facility or any(ref.kind == "contact" for ref in view.outline.refs):
        return
    for section in _sections(view.body.blocks):
        text = "\n".join(block.text for _, block in section)
        if not _CALL.search(text) or any(block.links for _, block in section):
            continue
        if _WAY.search(text) or next(numbers(text), None) is not None:
            continue
        for number, block in section:
            for found in _CALL.finditer(block.text):
                yield view.found(view.lines.block(number, found[0]), text=found[0])


def _sections(blocks: tuple[Block, ...]) -> Iterator[list[tuple[int, Block]]]:
    """The numbered blocks under each heading, the heading with them."""
    starts = [n for n, block in enumerate(blocks) if block.kind == "h"]
    for first, last in pairwise([*([] if starts[:1] == [0] else [0]), *starts, len(blocks)]):
        yield list(enumerate(blocks[first:last], first))


_SITE = re.compile(
    r"[「『][^「」『』\n]{2,40}[」』](?:という|の)?(?:公式)?(?:ホームページ|ウェブサイト|サイト|チャンネル|ポータル)(?!名)"
    r"|(?<!この)(?<!本)(?<!当)(?:ホームページ|ウェブサイト|公式サイト|チャンネル)(?:に(?:あり|掲載|のせ|載せ)|で(?:ご?確認|ご覧|見|検索|お?知らせ|公開|配信)|を(?:ご確認|確認|ご覧|見て|参照))"
)


@rule("W106", "site-without-link", Level.REVIEW, "page", folds=True)
def site_without_link(view: PageView) -> Iterator[Diagnostic]:
    """「〇〇のサイトを見てください」とあるのに、リンクがない。

    同じまとまりか、その前後のまとまりにリンクがあれば、知らせません。

    悪い例:
        くわしくは、東京都のホームページで確認してください。 ←

    良い例:
        くわしくは、[東京都のホームページ](https://example.com/)で確認してください。
    """
    if not re.search("サイト|ホームページ|チャンネル|ポータル", view.source.text):
        return
    blocks = view.body.blocks
    for number, block in enumerate(blocks):
        found = _SITE.search(block.text) if block.kind not in ("pre", "h") else None
        if found is not None and not any(b.links for b in blocks[max(0, number - 1) : number + 2]):
            yield view.found(view.lines.block(number, found[0]), text=found[0])


@rule("W108", "referral-circle", Level.ERROR, "site", wide=True)
def referral_circle(view: SiteView) -> Iterator[Diagnostic]:
    """手続きのページが、たがいに「〇〇のページへ」と送り合い、どこにも手続きの方法がない（たらい回し）。

    見方: 手続きのページ（service）で、channels も online もなく、本文と項目のどこにも電話・メール・窓口・郵送などの方法がないものだけを
    見ます。そのページの「申し込みは〇〇へ」「窓口は〇〇です」のような文のリンクをたどり、方法のあるページに1つも着かずに元のページへ
    戻るとき、知らせます。「くわしくは〇〇を見てください」は、案内なので数えません。

    出典: field.md 9章（たらい回し）

    悪い例:
        === content/a.md
        ---
        title: 犬の登録
        kind: service
        department: kumin
        ---
        犬を飼った人の届け出です。

        届け出は[狂犬病の予防](b.md)を見てください。 ←
        === content/b.md
        ---
        title: 狂犬病の予防
        kind: service
        department: kumin
        ---
        届け出は[犬の登録](a.md)を見てください。 ←

    良い例:
        === content/a.md
        ---
        title: 犬の登録
        kind: service
        department: kumin
        ---
        犬を飼った人の届け出です。

        届け出は[狂犬病の予防](b.md)を見てください。
        === content/b.md
        ---
        title: 狂犬病の予防
        kind: service
        department: kumin
        channels:
          - kind: counter
            at: kumin
        ---
        犬の登録といっしょに、[犬の登録](a.md)のあとで出します。
    """
    for fault in faults(view):
        if fault.is_circle:
            yield view.found(fault.entry, fault.span, path="」→「".join(fault.titles))


@rule("W109", "referral-dead-end", Level.WARNING, "site", wide=True)
def referral_dead_end(view: SiteView) -> Iterator[Diagnostic]:
    """手続きのページに方法がなく、案内された先のページにも、担当の課・電話・方法がない。

    見方は `referral-circle` と同じです。担当の課の台帳に電話・メール・窓口・住所のどれもないときも、知らせます。

    出典: field.md 9章（行き止まり）

    悪い例:
        === content/a.md
        ---
        title: 犬の登録
        kind: service
        department: kumin
        ---
        届け出は[犬について](b.md)を見てください。 ←
        === content/b.md
        ---
        title: 犬について
        kind: page
        ---
        区には、犬がたくさんいます。

    良い例:
        === content/a.md
        ---
        title: 犬の登録
        kind: service
        department: kumin
        ---
        届け出は[犬について](b.md)を見てください。
        === content/b.md
        ---
        title: 犬について
        kind: page
        department: kumin
        ---
        区には、犬がたくさんいます。
    """
    for fault in faults(view):
        if not fault.is_circle:
            yield view.found(fault.entry, fault.span, path="」→「".join(fault.titles or (fault.entry.page.title,)))
