"""Personal data that must never be published: My Number, private telephones and mail, lists of people, numbers of cards."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.people import people_in
from wardgen.lint.facts.personal import MOBILE, contacts_of, is_persons_mail, masked, my_numbers, personal_numbers
from wardgen.lint.rule import PageView, SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level
from wardgen.model.site import Entry
from wardgen.model.source import Span
from wardgen.model.stated import Stated


def _numbers(view: PageView, is_sure: bool) -> Iterator[Diagnostic]:
    text = view.source.text
    for one in my_numbers(text):
        if one.is_sure is is_sure:
            yield view.found(Span(one.start, one.end), text=masked(text[one.start : one.end]))


@rule("W401", "my-number", Level.ERROR, "page")
def my_number(view: PageView) -> Iterator[Diagnostic]:
    """マイナンバー（個人番号）が書かれている。

    検査用数字の合う12けたで、近くに「マイナンバー」「個人番号」があるか、4けたずつ「-」で区切られているもの。
    原稿のコメントやコードの中も調べます。番号は、報告にも全部は出しません。

    出典: 番号法 第19条・第20条（提供と収集の制限）、平成26年総務省令第85号 第5条（検査用数字）

    悪い例:
        申請した人のマイナンバーは 371903548264 です。 ←

        <!-- 控え 3719-0354-8264 --> ←

    良い例:
        管理番号は 371903548263 です。法人番号は 7000012050002 です。

        マイナンバーは、12けたの番号です。
    """
    yield from _numbers(view, is_sure=True)


@rule("W411", "my-number-like", Level.REVIEW, "page")
def my_number_like(view: PageView) -> Iterator[Diagnostic]:
    """マイナンバーの検査用数字と合う12けたの数がある。近くにマイナンバーということばがないか、見本と書かれている。

    ほかの番号でも、11に1つくらいは合います。

    出典: 平成26年総務省令第85号 第5条（検査用数字）

    悪い例:
        控えの番号は 371903548264 です。 ←

    良い例:
        控えの番号は 371903548265 です。
    """
    yield from _numbers(view, is_sure=False)


def _unknown(view: SiteView, kind: str) -> Iterator[tuple[Entry, Stated]]:
    """Telephone numbers or addresses of mail that neither the registers nor the page's own contact have."""
    own = contacts_of(view.site.registers, view.site.config)
    for entry in view.live:
        for one in entry.outline.stated:
            if one.kind == kind and one.value not in (own.phones if kind == "phone" else own.mails):
                span = entry.page.at.get("contact")
                if span is None or not span.start <= one.start < span.end:
                    yield entry, one


def _said(view: SiteView, entry: Entry, one: Stated) -> Diagnostic:
    return view.found(entry, Span(one.start, one.end), text=masked(one.value))


@rule("W402", "personal-mobile", Level.ERROR, "site")
def personal_mobile(view: SiteView) -> Iterator[Diagnostic]:
    """携帯電話の番号（060・070・080・090）が、台帳にも、ページの連絡先（contact）にもない。

    悪い例:
        === content/a.md
        ---
        title: 講座のお知らせ
        kind: page
        ---
        申し込みは、田中（090-0000-1234）へ。 ←

    良い例:
        === content/a.md
        ---
        title: 講座のお知らせ
        kind: page
        ---
        申し込みは、区民課（03-0000-0001）へ。
    """
    for entry, one in _unknown(view, "phone"):
        if one.value.startswith(MOBILE) and not one.value.startswith("0800"):
            yield _said(view, entry, one)


@rule("W403", "personal-mail", Level.WARNING, "site")
def personal_mail(view: SiteView) -> Iterator[Diagnostic]:
    """個人のメールアドレスらしいものが書かれている。

    だれでも取れるメールや携帯電話のメールのアドレスと、区のものでないドメインの、名字の入ったアドレスを知らせます。

    悪い例:
        === content/a.md
        ---
        title: 講座のお知らせ
        kind: page
        ---
        申し込みは、taro.mihon@gmail.com へ。 ←

    良い例:
        === content/a.md
        ---
        title: 講座のお知らせ
        kind: page
        ---
        申し込みは、koza@ward.example へ。
    """
    own = contacts_of(view.site.registers, view.site.config)
    for entry, one in _unknown(view, "mail"):
        if is_persons_mail(one.value, own):
            yield _said(view, entry, one)


@rule("W404", "mail-not-registered", Level.REVIEW, "site")
def mail_not_registered(view: SiteView) -> Iterator[Diagnostic]:
    """台帳にないメールアドレスが書かれている。

    悪い例:
        === content/a.md
        ---
        title: 講座のお知らせ
        kind: page
        ---
        申し込みは、koza@circle.example へ。 ←

    良い例:
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001, mail: kumin@ward.example}
        === content/a.md
        ---
        title: 講座のお知らせ
        kind: page
        ---
        申し込みは、kumin@ward.example へ。
    """
    own = contacts_of(view.site.registers, view.site.config)
    for entry, one in _unknown(view, "mail"):
        if not is_persons_mail(one.value, own):
            yield _said(view, entry, one)


def _people(view: PageView, is_list: bool) -> Iterator[Diagnostic]:
    if not view.page.lang.startswith("ja"):
        return
    found = people_in(view)
    if found.is_list is is_list:
        for line in found.lines:
            yield view.found(view.lines.block(line.block), count=len(found.lines))


@rule("W405", "name-list", Level.ERROR, "page", folds=True)
def name_list(view: PageView) -> Iterator[Diagnostic]:
    """3人以上の名前に、住所・年齢・生まれた日が付いている。

    表の行と、80字までの箇条書きと段落を、1つずつ調べます。候補者と議員の名簿、歴史のページは、要確認にします。

    出典: 個人情報の保護に関する法律 第69条（目的外の提供の制限）

    悪い例:
        - 田中太郎（72歳） ←
        - 鈴木花子（68歳） ←
        - 佐藤一郎（81歳） ←

    良い例:
        - 会長 田中太郎
        - 副会長 鈴木花子
        - 会計 佐藤一郎
        - 65歳以上の人 3人
    """
    yield from _people(view, is_list=True)


@rule("W415", "person-with-address", Level.REVIEW, "page", folds=True)
def person_with_address(view: PageView) -> Iterator[Diagnostic]:
    """1人か2人の名前に、住所・年齢・生まれた日が付いている。長い文や、候補者の名簿の中のものも。

    悪い例:
        表しょうされたのは、田中太郎さん（72歳）です。 ←

    良い例:
        表しょうされたのは、田中太郎さんです。72歳以上の人が対象です。
    """
    yield from _people(view, is_list=False)


@rule("W409", "personal-number", Level.ERROR, "page")
def personal_number(view: PageView) -> Iterator[Diagnostic]:
    """保険・年金・免許証・在留カードの番号や、口座番号が書かれている。

    口座番号は、近くに「会計管理者」や団体の名前があれば、指摘しません（区や団体の振り込み先）。

    悪い例:
        被保険者番号：00438215 ←

        口座番号は 4382157 です。 ←

    良い例:
        被保険者番号は8けたです。保険者番号 138000。

        口座番号 4382157（名義 見本区会計管理者）に振り込んでください。
    """
    text = view.source.text
    for one in personal_numbers(text):
        yield view.found(Span(one.start, one.end), text=masked(text[one.start : one.end]))
