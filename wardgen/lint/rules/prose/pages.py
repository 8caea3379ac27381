"""Whole pages: the same sentence twice, long texts without headings."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.prose import HEADING, Said, prose
from wardgen.lint.html import FIELD, Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.prose.phrasing import PUBLIC, is_told, near, whole
from wardgen.model.diagnostic import Level

_SAME = 20


@rule("P212", "duplicate-sentence", Level.REVIEW, "html")
def duplicate_sentence(view: HtmlView) -> Iterator[Hit]:
    """20字以上の同じ文が、1ページに2つある。

    出典: 公用文作成の考え方（2022年）（内容を整理して簡潔に書く）、長さは wardgen の判断

    悪い例:
        <!DOCTYPE html>
        <p>申し込みには、本人だとわかる書類が要ります。</p>
        <p>申し込みには、本人だとわかる書類が要ります。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>申し込みには、本人だとわかる書類が要ります。</p>
        <p>受け取りにも、同じ書類が要ります。</p>
    """
    first: dict[str, Said] = {}
    for said in prose(view.document):
        if not said.is_running or len(said.text) < _SAME:
            continue
        key = "".join(said.text.split())
        # Two rows of a page's facts (channels, steps) may say the same of two places.
        if said.passage.node.get(FIELD):
            continue
        if len(key) >= _SAME and first.setdefault(key, said) is not said and is_told(said):
            yield view.at(said.place(*whole(said)), text=near(said.text))


_PAGE, _SECTION = 2000, 800


@rule("P213", "page-long", Level.REVIEW, "html", folds=True, profiles=PUBLIC)
def page_long(view: HtmlView) -> Iterator[Hit]:
    """見出しのない文章が2000字を超えている、または1つの見出しの下の文章が800字を超えている。

    箇条書きと段落の字数だけを数えます。1ページに1つだけ知らせます。

    出典: 在留支援のためのやさしい日本語ガイドライン（2020年）、GOV.UK の書き方の手引き（見出しで分ける）、字数は wardgen の判断

    悪い例:
        <!DOCTYPE html>
        <h1>図書館</h1>
        <h2>本を借りる</h2>
        <p>図書館の本は、だれでも読めます。</p> ←
        <p>初めて本を借りる人は、先に利用者カードを作ります。住所がわかる書類を1つ持って、図書館の窓口に来てください。カードは、その日のうちにできます。カードを作るお金はかかりません。中学生までの人は、家の人と
        いっしょに来てください。カードは、区のすべての図書館で使えます。</p>
        <p>本は、1人10冊まで、2週間借りられます。読み終わらないときは、1回だけ、2週間延ばせます。ただし、ほかの人が予約している本は延ばせません。延ばすときは、図書館のホームページを使うか、電話をするか、窓
        口に来てください。雑誌の新しい号と、事典は、図書館の中だけで読めます。</p>
        <p>借りたい本がほかの人に貸し出されているときは、予約ができます。予約は、1人10冊までです。本が用意できたら、メールか電話で知らせます。知らせた日から7日の間に、選んだ図書館へ取りに来てください。7日を
        過ぎると、次の人の番になります。予約を取り消すときも、知らせてください。</p>
        <p>読みたい本が区の図書館にないときは、ほかの区や都の図書館から取り寄せることができます。本が届くまでに、2週間から1か月ほどかかります。取り寄せた本は、図書館の中だけで読む約束になっていることがあります
        。取り寄せにお金はかかりません。くわしいことは、窓口で聞いてください。</p>
        <p>目の見えにくい人や、字を読むことがむずかしい人には、大きな文字の本、音で聞く本、点字の本があります。体が不自由で図書館に来られない人には、本を家へ送ります。使いたい人は、障害者手帳などを持って、中央図
        書館の窓口に来るか、電話をしてください。家の人が代わりに来てもかまいません。</p>
        <p>返すときは、どの図書館の窓口でもかまいません。閉まっている間は、入り口の横の返却ポストに入れてください。こわれやすいもの、ほかの図書館から取り寄せたものは、窓口で返してください。本をなくしたときや、よ
        ごしたときは、すぐに知らせてください。同じ本を買って返してもらうことがあります。</p>

    良い例:
        <!DOCTYPE html>
        <h1>図書館</h1>
        <h2>本を借りる</h2>
        <p>図書館の本は、だれでも読めます。</p>
        <h2>本を返す</h2>
        <p>返すときは、どの図書館の窓口でもかまいません。</p>
    """
    sections: list[tuple[Said | None, int]] = [(None, 0)]
    headings = 0
    for said in prose(view.document):
        if said.zone == HEADING and said.passage.node.tag != "h1":
            headings += 1
            sections.append((None, 0))
        elif said.is_running:
            begin, count = sections[-1]
            sections[-1] = (begin or said, count + len(said.text))
    limit = _SECTION if headings else _PAGE
    for begin, count in sections:
        if begin is not None and count > limit:
            yield view.at(begin.place(*whole(begin)), text=near(begin.text), count=count, limit=limit)
