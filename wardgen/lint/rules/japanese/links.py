"""Links: what opens, two links for one, one name for two, and words that suppose a mouse."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.passages import japanese, passages
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_FILES: dict[str, dict[str, object]] = table("link_words")["files"]
_FRAME = ("nav", "header", "footer", "aside")


def _links(document: Document) -> list[Node]:
    return document.keep(
        "japanese-links", lambda: [a for a in document.all("a") if a.get("href").strip() and not a.is_foreign]
    )


def _texts(document: Document) -> list[tuple[Node, str]]:
    """Each link of the body of the page, not of its frame, with what it says."""
    return document.keep(
        "japanese-link-texts", lambda: [(a, said(a)) for a in _links(document) if a.closest(*_FRAME) is None]
    )


def said(node: Node) -> str:
    """What a link says: its text with the words of its pictures, or the label given to it."""
    if label := node.get("aria-label").strip():
        return label
    parts = [node.text()]
    parts += [n.get("alt") for n in node.below("img")]
    parts += [n.text() for n in node.below("svg") if n.is_foreign and n.get("role") != "presentation"]
    return " ".join(" ".join(parts).split())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def extension(href: str) -> str:
    """The extension of what an address names, in lower case."""
    name = unquote(urlsplit(href.strip()).path if "[" not in href else href).rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


@rule("J401", "ja-link-file-type", Level.WARNING, "html", wcag=("2.4.4", "3.2.4"))
def ja_link_file_type(view: HtmlView) -> Iterator[Hit]:
    """PDF や Excel などのファイルが開くリンクなのに、文字でそう言っていない。

    完成した HTML だけで調べます（記事では、公開のときに種類と大きさを付けます）。リンクのすぐ後に書いてもよく、
    アイコンを付けるためのクラス（pdf など）があるときは、人が確かめるだけにします。

    出典: デジタル庁 ウェブアクセシビリティ導入ガイドブック、a11yc、SHIRASAGI

    悪い例:
        <!DOCTYPE html>
        <p><a href="/a.pdf">申請書</a>に書いてください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p><a href="/a.pdf">申請書（PDF 120KB）</a>と<a href="/b.xlsx">一覧</a>（エクセル、20KB）</p>
    """
    if view.document.is_part:
        return
    places = None
    for link in _links(view.document):
        kind = extension(link.get("href"))
        if kind not in _FILES or (not said(link) and not link.get("title")):
            continue
        words = _FILES[kind]["words"]
        assert isinstance(words, list)
        if places is None:
            places = _after(view.document)
        near = _folded(f"{said(link)} {link.get('title')} {link.get('type')} {places.get(link.order, '')}")
        if any(word in near for word in words):
            continue
        shown = f"{link.get('class')} {link.parent.get('class') if link.parent else ''}".lower()
        has_icon = any(word in shown for word in (*words, "icon", "file"))
        name = _FILES[kind]["name"]
        yield view.hit(link, level=Level.REVIEW if has_icon else None, text=said(link), kind=name)


def _after(document: Document) -> dict[int, str]:
    """For each link, by its order, the text close around it in its passage."""
    found: dict[int, str] = {}
    for passage in passages(document):
        for start, owner, raw in passage.pieces:
            node: Node | None = owner
            while node is not None and node is not passage.node:
                if node.tag == "a":
                    end = start + len(raw)
                    found[node.order] = passage.text[end : end + 24] + passage.text[max(0, start - 12) : start]
                    break
                node = node.parent
    return found


@rule("J402", "ja-pdf-only", Level.REVIEW, "html", wcag=("1.1.1",))
def ja_pdf_only(view: HtmlView) -> Iterator[Hit]:
    """本文が、ファイル（PDF など）へのリンクだけになっている。

    出典: 総務省「みんなの公共サイト運用ガイドライン」、a11yc

    悪い例:
        <!DOCTYPE html>
        <main><h1>健診のお知らせ</h1> ←
        <p><a href="/a.pdf">健診のお知らせ（PDF 200KB）</a></p></main>

    良い例:
        <!DOCTYPE html>
        <main><h1>健診のお知らせ</h1>
        <p>40歳以上の人は、9月に無料で受けることができます。保健センターに電話で申し込んでください。</p>
        <p><a href="/a.pdf">くわしい案内（PDF 200KB）</a></p></main>
    """
    document = view.document
    main = document.first("main") or next((n for n in document.nodes if n.get("role") == "main"), None)
    main = main or (document.first("body") if document.is_part else None)
    links = [a for a in _links(document) if extension(a.get("href")) in _FILES] if main is not None else []
    if main is None or not links or any(True for _ in main.below("form", "table", "video", "audio", "iframe")):
        return
    inside = [a for a in links if a.is_in(main)]
    if not inside or any(a.is_in(main) and extension(a.get("href")) not in _FILES for a in _links(document)):
        return
    rest = 0
    for passage in passages(document):
        if not passage.node.is_in(main) or passage.node.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            continue
        for _, owner, raw in passage.pieces:
            if owner.tag != "a" and owner.closest("a") is None:
                rest += len(re.sub(r"\s", "", raw))
    if rest < 30:
        yield view.hit(main, count=len(inside))


@rule("J403", "ja-adjacent-links", Level.WARNING, "html", wcag=("1.1.1", "2.4.4"))
def ja_adjacent_links(view: HtmlView) -> Iterator[Hit]:
    """同じところへのリンクが、すぐ隣に2つ並んでいる（画像と文字など）。

    出典: WCAG 技法 H2、SHIRASAGI、miChecker

    悪い例:
        <!DOCTYPE html>
        <a href="/map"><img src="a.png" alt=""></a>
        <a href="/map">区役所の地図</a> ←

    良い例:
        <!DOCTYPE html>
        <a href="/map"><img src="a.png" alt=""> 区役所の地図</a>
    """
    for link in _links(view.document):
        before = _neighbour(link)
        href = link.get("href").strip()
        if (
            before is not None
            and before.get("href").strip() == href
            and not href.lower().startswith(("#", "javascript:"))
        ):
            yield view.hit(link, text=said(link) or said(before), href=href)


def _neighbour(link: Node) -> Node | None:
    """The link right before a link with nothing but white space and line breaks between."""
    if link.parent is None:
        return None
    last: Node | None = None
    for child in link.parent.children:
        if child is link:
            return last
        if isinstance(child, str):
            last = last if not child.strip("\u3000 \t\n\r\u00a0") else None
        elif child.tag == "a":
            last = child
        elif child.tag != "br":
            last = None
    return None


_INDEX = re.compile(r"(?:/|/index\.(?:html?|php|md))$")


def _same(href: str) -> str:
    return _INDEX.sub("", href.strip().removeprefix("./"))


@rule("J404", "ja-same-text-links", Level.REVIEW, "html", wcag=("2.4.4", "2.4.9"))
def ja_same_text_links(view: HtmlView) -> Iterator[Hit]:
    """同じ文字のリンクが、ちがうところを開く。

    2つめからを知らせます。表の中では、行や列の見出しで見分けられることがあるため、調べません。

    出典: WCAG 2.2 達成基準 2.4.9、miChecker C_58.0、a11yc

    悪い例:
        <!DOCTYPE html>
        <p>転入届の<a href="/a">申請書</a></p>
        <p>転出届の<a href="/b">申請書</a></p> ←

    良い例:
        <!DOCTYPE html>
        <p><a href="/a">転入届の申請書</a></p>
        <p><a href="/b">転出届の申請書</a></p>
    """
    first: dict[str, str] = {}
    for link, text in _texts(view.document):
        if link.closest("td", "th") is not None or link.has("aria-labelledby") or link.has("aria-describedby"):
            continue
        if len(text) < 2 or link.get("hreflang"):
            continue
        other = first.setdefault(text, link.get("href"))
        if _same(other) != _same(link.get("href")):
            yield view.hit(link, text=text, href=link.get("href"), other=other)


@rule("J405", "ja-same-url-texts", Level.REVIEW, "html", wcag=("3.2.4",), presets=("strict",))
def ja_same_url_texts(view: HtmlView) -> Iterator[Hit]:
    """同じところを開くリンクの文字が、場所によってちがう。

    出典: a11yc、WCAG 2.2 達成基準 3.2.4

    悪い例:
        <!DOCTYPE html>
        <p><a href="/a">転入届の出し方</a></p>
        <p><a href="/a">引っ越してきた方へ</a></p> ←

    良い例:
        <!DOCTYPE html>
        <p><a href="/a">転入届の出し方</a></p>
        <p><a href="/a">転入届の出し方</a></p>
    """
    first: dict[str, str] = {}
    for link, text in _texts(view.document):
        href = link.get("href").strip()
        if text and not href.startswith("#"):
            other = first.setdefault(_same(href), text)
            if other != text:
                yield view.hit(link, text=text, href=href, other=other)


@rule("J406", "ja-link-short", Level.REVIEW, "html", wcag=("2.4.4",), presets=("strict",))
def ja_link_short(view: HtmlView) -> Iterator[Hit]:
    """リンクの文字が、3字以下で短い。

    数だけのもの（ページ送り）と、五十音の1字は、指摘しません。

    出典: SHIRASAGI（短いリンク）

    悪い例:
        <!DOCTYPE html>
        <p><a href="/a">地図</a></p> ←

    良い例:
        <!DOCTYPE html>
        <p><a href="/a">区役所の地図</a> <a href="/2">2</a></p>
    """
    for link, text in _texts(view.document):
        is_short = 0 < len(text) <= 3 and not text.isdigit() and not re.fullmatch("[ぁ-んァ-ヴ]行?", text)
        if is_short:
            yield view.hit(link, text=text)


_CLICK = re.compile("|".join(table("japanese")["click_words"]["patterns"]))


@rule("J407", "ja-click-wording", Level.REVIEW, "html", wcag=("2.1.1", "3.3.2"))
def ja_click_wording(view: HtmlView) -> Iterator[Hit]:
    """「クリックしてください」「タップ」など、1つの操作のしかたしか考えていないことばがある。

    キーボードや音声で使う人がいます。「選ぶ」「押す」「開く」なら、どの人にも通じます。

    出典: デジタル庁 ウェブアクセシビリティ導入ガイドブック、WCAG 2.2 達成基準 2.1.1

    悪い例:
        <!DOCTYPE html>
        <p>次のリンクをクリックしてください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>次のリンクを選んでください。クリックジャッキングについて</p>
    """
    whole = japanese(view.document)
    if any(word in whole.text for word in ("クリック", "タップ", "タッチ", "マウス", "カーソル", "スワイプ")):
        for passage, base, found in whole.search(_CLICK):
            spot = passage.place(found.start() - base, found.end() - base)
            yield view.at(spot, text=found[0])


_TEL = re.compile(r"(?<![0-9-])0(?:\d{1,4}[-‐−]\d{1,4}[-‐−]\d{3,4}|\d{1,4}[(（]\d{1,4}[)）]\d{4})(?![0-9-])")
_NO_CALL = re.compile(r"(?:FAX|ＦＡＸ|ファク|ファッ|fax|Fax|番号の例|例[:：])[^\n。、]{0,12}$")


@rule("J408", "ja-tel-text", Level.REVIEW, "html", folds=True, presets=("strict",))
def ja_tel_text(view: HtmlView) -> Iterator[Hit]:
    """電話番号が、押してかけられるリンク（tel:）になっていない。

    ファクスの番号は調べません。1ページに1つだけ知らせます。

    出典: 自治体のウェブアクセシビリティの手引き、html-validate（tel-non-breaking）

    悪い例:
        <!DOCTYPE html>
        <p>電話：03-5555-0100</p> ←

    良い例:
        <!DOCTYPE html>
        <p>電話：<a href="tel:0355550100">03-5555-0100</a>、ファクス：03-5555-0101</p>
    """
    for passage, base, found in japanese(view.document).search(_TEL):
        start, end = found.start() - base, found.end() - base
        owner = passage.owner(start)
        if owner.tag != "a" and owner.closest("a") is None and not _NO_CALL.search(passage.text[:start]):
            spot = passage.place(start, end)
            yield view.at(spot, text=found[0])
