"""Procedures: complete, and possible without a computer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.lint.rule import PageView, rule
from wardgen.model.body import Block
from wardgen.model.diagnostic import Diagnostic, Level
from wardgen.model.page import Channel, Kind, Page
from wardgen.model.site import ending
from wardgen.render.fields import field_texts

_ELSEWISE = re.compile(
    r"窓口|電話|ファク?ッ?クス|FAX|郵送|郵便|はがき|ハガキ|出張所|センター|カウンター|来て|持って(?:来|き)"
)


@rule("W202", "service-online-only", Level.WARNING, "page")
def service_online_only(view: PageView) -> Iterator[Diagnostic]:
    """手続きの方法がオンラインだけで、スマートフォンやパソコンを使わない人の方法がない。

    channels に電話・郵送・窓口・出張所がなく、文にもそのことばがないときに、知らせます。コンビニの機械は、オンラインと同じに数えます。

    出典: field.md 9章（ICT を使わない人の方法）

    悪い例:
        === content/a.md
        ---
        title: 講座の申し込み
        kind: service
        department: kumin
        online: https://shinsei.ward.example/koza ←
        ---
        講座に申し込むことができます。

    良い例:
        === content/a.md
        ---
        title: 講座の申し込み
        kind: service
        department: kumin
        online: https://shinsei.ward.example/koza
        channels:
          - kind: online
            url: https://shinsei.ward.example/koza
          - kind: phone
            at: kumin
        ---
        講座に申し込むことができます。
    """
    page = view.page
    if page.kind is not Kind.SERVICE or page.variant or page.draft or not (page.online or page.channels):
        return
    if {channel.kind for channel in page.channels} <= {"online", "convenience"} and not _ELSEWISE.search(_said(view)):
        yield view.found(page.at.get("channels") or page.span("online"))


@rule("W203", "online-unexplained", Level.REVIEW, "page")
def online_unexplained(view: PageView) -> Iterator[Diagnostic]:
    """オンラインの手続きに、受け付ける時間（hours）か、要るもの（needs・id・note のどれか）が書かれていない。

    カードや暗証番号が要ると知らずに始めると、途中で止まります。何も要らないときは、note にそう書きます。

    悪い例:
        === content/a.md
        ---
        title: 講座の申し込み
        kind: service
        department: kumin
        online: https://shinsei.ward.example/koza ←
        ---
        電話でも申し込むことができます。

    良い例:
        === content/a.md
        ---
        title: 講座の申し込み
        kind: service
        department: kumin
        online:
          url: https://shinsei.ward.example/koza
          needs: マイナンバーカード
          hours: 24時間
        ---
        電話でも申し込むことができます。
    """
    page, online = view.page, view.page.online
    if page.kind is not Kind.SERVICE or page.variant or page.draft:
        return
    ways = [channel for channel in page.channels if channel.kind == "online"] or [Channel(kind="online")] * bool(online)
    for way in ways:
        has_hours = bool(way.hours or (online and online.hours))
        has_needs = bool(way.id or way.note or (online and (online.needs or online.note)))
        if not (has_hours and has_needs):
            yield view.found(page.span("online") if online else page.span("channels"))
            return


class _Aspect(NamedTuple):
    """One thing that a resident must learn of a procedure: its name, where it stands, and words that speak of it."""

    name: str
    fields: tuple[str, ...]
    heading: re.Pattern[str]
    said: re.Pattern[str]


_ASPECTS = (
    _Aspect(
        "対象の人",
        ("eligible",),
        re.compile(r"対象|できる(?:人|方)|使える(?:人|方)|だれ|誰|(?:人|方)$"),
        re.compile(r"対象|人|方(?!法)|世帯|家族|本人|区民|住んで|保護者|子ども|事業者|会社"),
    ),
    _Aspect(
        "必要なもの",
        ("needed",),
        re.compile(r"必要|持ち物|もちもの|持って|もって|用意|準備|書類"),
        re.compile(r"必要|持ち物|持って|書類|用意|証明書|いりません|届書|申請書|申込書|申し込み書"),
    ),
    _Aspect(
        "期間",
        ("period",),
        re.compile(r"期間|期限|いつ|締め?切|受け?付|日程|時期|時間|とき$"),
        re.compile(r"期間|期限|まで|以内|いつでも|締め?切|日前|毎年|毎月|随時|通年|[0-9０-９]月|曜日"),
    ),
    _Aspect(
        "方法",
        ("channels", "online", "steps"),
        re.compile(r"方法|申し?込|申請|手続|届け?出|出し方|使い方|借り方|窓口|流れ|しかた|仕方|予約"),
        re.compile(
            r"窓口|郵送|郵便|電話|オンライン|インターネット|申請|申し?込|届け?出|提出|出し|予約|来て|メール|受け取"
        ),
    ),
    _Aspect(
        "費用",
        ("fee",),
        re.compile(r"費用|料金|手数料|お金|いくら|使用料|利用料|払う"),
        re.compile(r"円|無料|手数料|費用|料金|お金|ただで|使用料|利用料"),
    ),
    _Aspect(
        "問い合わせ先", ("department", "contact"), re.compile(r"問い?合わ?せ|連絡先"), re.compile(r"問い?合わ?せ|電話")
    ),
)


@rule("W204", "service-incomplete", Level.REVIEW, "page")
def service_incomplete(view: PageView) -> Iterator[Diagnostic]:
    """手続きのページに、対象・必要なもの・期間・方法・費用・問い合わせ先のどれかの項目も見出しもない。

    文の中にあれば住民は読めますが、一覧・検索・オープンデータには入りません。文の中にもないものが3つ以上あると、
    `service-bare` の警告になります。

    出典: field.md 9章（手続きの6つの項目）

    悪い例:
        === content/todokede/tennyu.md
        ---
        title: 犬の登録 ←
        kind: service
        department: kumin
        eligible: 犬を飼っている人
        needed: 申請書
        fee: 3000
        ---
        犬を飼った日から30日以内に、窓口で届け出ます。

    良い例:
        === content/todokede/tennyu.md
        ---
        title: 犬の登録
        kind: service
        department: kumin
        eligible: 犬を飼っている人
        needed: 申請書
        period: 犬を飼った日から30日以内
        fee: 3000
        ---
        ## 届け出の方法

        窓口で届け出ます。
    """
    lacking, unsaid = _lacking(view)
    if lacking and len(unsaid) < 3:
        yield view.found(view.page.span("title"), lacking="・".join(lacking))


@rule("W213", "service-bare", Level.WARNING, "page")
def service_bare(view: PageView) -> Iterator[Diagnostic]:
    """手続きのページに、対象・必要なもの・期間・方法・費用・問い合わせ先のうち3つ以上が、項目にも見出しにも文にもない。

    出典: field.md 9章（手続きの6つの項目）

    悪い例:
        === content/a.md
        ---
        title: 犬の登録 ←
        kind: service
        department: kumin
        ---
        犬は、登録します。

    良い例:
        === content/a.md
        ---
        title: 犬の登録
        kind: service
        department: kumin
        fee: 3000
        ---
        犬を飼っている人は、犬を飼った日から30日以内に、窓口で登録します。
    """
    _, unsaid = _lacking(view)
    if len(unsaid) >= 3:
        yield view.found(view.page.span("title"), lacking="・".join(unsaid))


def _lacking(view: PageView) -> tuple[list[str], list[str]]:
    """What stands in no field and under no heading, and of this what is nowhere spoken of."""
    page = view.page
    # What is still a draft is told of when it is done.
    if page.kind is not Kind.SERVICE or page.variant or page.draft or not page.lang.startswith("ja"):
        return [], []
    lacking = [one for one in _ASPECTS if not _has(page, one) and not _is_heading(view.body.blocks, one)]
    said = _said(view) if lacking else ""
    return [one.name for one in lacking], [one.name for one in lacking if not one.said.search(said)]


def _has(page: Page, aspect: _Aspect) -> bool:
    # A fee of 0 is a fee: what counts is whether the editor wrote it.
    return any(name in page.at for name in aspect.fields)


def _is_heading(blocks: tuple[Block, ...], aspect: _Aspect) -> bool:
    return any(block.kind in ("h", "dt", "th") and aspect.heading.search(block.text) for block in blocks)


def _said(view: PageView) -> str:
    """Everything that the page says in words."""
    page = view.page
    words = [text for name, text in field_texts(page) if name != "title"]
    words += [page.contact, *(page.online.needs if page.online else ()), *(block.text for block in view.body.blocks)]
    return "\n".join(words)


_FORM = re.compile(r"申請書|申込書|申し込み書|届書|届出書|届け出の紙|委任状|様式|用紙|記入|依頼書|請求書|同意書|調査票")
_PAPER = frozenset({".pdf", ".doc", ".docx", ".xls", ".xlsx", ".odt", ".ods"})


@rule("W207", "form-file-only", Level.REVIEW, "page")
def form_file_only(view: PageView) -> Iterator[Diagnostic]:
    """申請書がファイル（PDF や Word）だけで、オンラインの申請も、書く内容の説明もない。

    印刷できない人と、ファイルを音声で読めない人は、申し込むことができません。オンライン（online）、用紙を置くところ、書く内容のどれかを
    書いてください。

    悪い例:
        === content/a.md
        ---
        title: 犬の登録
        kind: service
        department: kumin
        ---
        [登録の申請書](forms/a.txt)と[委任状](forms/inu.pdf)を出します。 ←
        === content/forms/inu.pdf
        %PDF-1.4

    良い例:
        === content/a.md
        ---
        title: 犬の登録
        kind: service
        department: kumin
        online: https://shinsei.ward.example/inu
        ---
        [委任状](forms/inu.pdf)を出します。
        === content/forms/inu.pdf
        %PDF-1.4
    """
    page = view.page
    if page.online or page.variant or page.draft or any(channel.kind == "online" for channel in page.channels):
        return
    said = ""
    for index, ref in enumerate(view.outline.refs):
        if ref.kind == "link" and ending(ref.target) in _PAPER and _FORM.search(ref.label or ""):
            said = said or _said(view)
            if not re.search(
                r"(?:用紙|申請書|申込書|紙)は?、?[^。]{0,20}(?:窓口|出張所|センター)に(?:も)?(?:あり|置)|書く内容|手で書|書いた紙",
                said,
            ):
                yield view.found(view.ref_span(index), text=ref.label)
