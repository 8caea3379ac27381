"""Names: pictures, buttons, links, fields, frames and headings without any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wardgen.lint.facts.aria import ROLES
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.focus import is_first_summary, is_focusable
from wardgen.lint.facts.hidden import is_exposed
from wardgen.lint.facts.names import name_of
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.roles import role_of, with_role, written_role
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_LINKS = frozenset({"link"} | {name for name, role in ROLES.items() if "link" in role.superclasses})
_FIELDS = frozenset(
    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton switch textbox".split()
)
_PLAIN_FIELDS = frozenset("color date datetime-local file month password time week".split())
_DRAWINGS = frozenset({"img", "image", "graphics-document", "graphics-symbol"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def nameless(document: Document, roles: frozenset[str], *tags: str) -> Iterator[Node]:
    """Exposed HTML elements of certain roles, be they written or those of certain tags, that have no name."""
    takes_text = all("content" in ROLES[role].name_from for role in roles)
    written = [n for n in with_role(document) if n.tag not in tags]
    for node in sorted([*document.all(*tags), *written], key=lambda n: n.order) if written else document.all(*tags):
        if node.is_foreign or (takes_text and node.has_own_text):
            continue
        if role_of(document, node) in roles and is_nameless(document, node):
            yield node


def is_nameless(document: Document, node: Node) -> bool:
    """Whether it is told to assistive technology without a name."""
    return is_exposed(document, node) and not name_of(document, node).strip()


def _hits(view: HtmlView, nodes: Iterable[Node]) -> Iterator[Hit]:
    for node in nodes:
        yield view.hit(node, tag=node.tag)


@rule("A101", "html-image-without-name", Level.ERROR, "html", wcag=("1.1.1",), act=("23a2a8",))
def html_image_without_name(view: HtmlView) -> Iterator[Hit]:
    """画像に、内容を伝える名前（代替テキスト）がない。

    飾りだけの画像は `alt=""` と書きます。

    出典: WCAG 2.2 達成基準 1.1.1、JIS X 8341-3:2016 1.1.1、ACT 23a2a8

    悪い例:
        <!DOCTYPE html>
        <img src="map.png"> ←
        <div role="img"></div> ←

    良い例:
        <!DOCTYPE html>
        <img src="map.png" alt="1階の地図。区民課は入口の右です">
        <img src="line.png" alt="">
    """
    yield from _hits(view, nameless(view.document, frozenset({"img"}), "img"))


@rule(
    "A102",
    "html-image-button-without-name",
    Level.ERROR,
    "html",
    wcag=(
        "1.1.1",
        "4.1.2",
    ),
    act=("59796f",),
)
def html_image_button_without_name(view: HtmlView) -> Iterator[Hit]:
    """画像のボタンに、名前がない。

    出典: WCAG 2.2 達成基準 1.1.1、達成基準 4.1.2、JIS X 8341-3:2016 1.1.1、4.1.2、ACT 59796f

    悪い例:
        <!DOCTYPE html>
        <input type="image" src="search.png"> ←
        <input type="image" src="search.png" alt=""> ←

    良い例:
        <!DOCTYPE html>
        <input type="image" src="search.png" alt="検索">
    """
    nodes = [n for n in view.document.all("input") if n.get("type").strip().lower() == "image"]
    yield from _hits(view, (n for n in nodes if is_nameless(view.document, n)))


@rule("A103", "html-button-without-name", Level.ERROR, "html", wcag=("4.1.2",), act=("97a4e1",))
def html_button_without_name(view: HtmlView) -> Iterator[Hit]:
    """ボタンに、名前がない。

    出典: WCAG 2.2 達成基準 4.1.2、JIS X 8341-3:2016 4.1.2、ACT 97a4e1

    悪い例:
        <!DOCTYPE html>
        <button></button> ←
        <span role="button" tabindex="0"></span> ←

    良い例:
        <!DOCTYPE html>
        <button>検索</button>
        <button aria-label="閉じる">×</button>
        <input type="submit">
    """
    for node in nameless(view.document, frozenset({"button"}), "button", "input"):
        if node.tag != "input" or node.get("type").strip().lower() != "image":
            yield view.hit(node, tag=node.tag)


@rule(
    "A104",
    "html-link-without-name",
    Level.ERROR,
    "html",
    wcag=(
        "2.4.4",
        "4.1.2",
    ),
    act=("c487ae",),
)
def html_link_without_name(view: HtmlView) -> Iterator[Hit]:
    """リンクに、名前がない。

    出典: WCAG 2.2 達成基準 2.4.4、達成基準 4.1.2、JIS X 8341-3:2016 2.4.4、4.1.2、ACT c487ae

    悪い例:
        <!DOCTYPE html>
        <a href="/koho/"></a> ←
        <a href="/"><img src="mark.svg" alt=""></a> ←

    良い例:
        <!DOCTYPE html>
        <a href="/"><img src="mark.svg" alt="見本区の表紙"></a>
        <a href="/koho/">広報</a>
    """
    document = view.document
    yield from _hits(view, nameless(document, _LINKS, "a"))
    for area in document.all("area"):
        if area.has("href") and is_focusable(document, area) and not name_of(document, area).strip():
            yield view.hit(area, tag="area")


@rule(
    "A105",
    "html-field-without-name",
    Level.ERROR,
    "html",
    wcag=(
        "1.3.1",
        "4.1.2",
    ),
    act=("e086e5",),
)
def html_field_without_name(view: HtmlView) -> Iterator[Hit]:
    """入力らんに、名前がない。

    出典: WCAG 2.2 達成基準 1.3.1、達成基準 4.1.2、JIS X 8341-3:2016 1.3.1、4.1.2、ACT e086e5

    悪い例:
        <!DOCTYPE html>
        <p>名前 <input name="namae"></p> ←
        <label>生年月日</label> <input type="date"> ←

    良い例:
        <!DOCTYPE html>
        <p><label>名前 <input name="namae"></label></p>
        <label for="b">生年月日</label> <input type="date" id="b">
    """
    document = view.document
    yield from _hits(view, nameless(document, _FIELDS, "input", "select", "textarea"))
    for node in document.all("input"):
        is_plain = node.get("type").strip().lower() in _PLAIN_FIELDS and role_of(document, node) == ""
        if is_plain and is_nameless(document, node):
            yield view.hit(node, tag="input")


@rule("A106", "html-menuitem-without-name", Level.ERROR, "html", wcag=("4.1.2",), act=("m6b1q3",))
def html_menuitem_without_name(view: HtmlView) -> Iterator[Hit]:
    """メニューの項目に、名前がない。

    出典: WCAG 2.2 達成基準 4.1.2、JIS X 8341-3:2016 4.1.2、ACT m6b1q3

    悪い例:
        <!DOCTYPE html>
        <div role="menu">
        <button role="menuitem"><img src="file.svg" alt=""></button> ←
        </div>

    良い例:
        <!DOCTYPE html>
        <div role="menu">
        <button role="menuitem">新しく作る</button>
        </div>
    """
    yield from _hits(view, nameless(view.document, frozenset({"menuitem"})))


@rule("A107", "html-summary-without-name", Level.ERROR, "html", wcag=("4.1.2",), act=("2t702h",))
def html_summary_without_name(view: HtmlView) -> Iterator[Hit]:
    """開いて見る部分（details）の見出し（summary）が、空になっている。

    出典: WCAG 2.2 達成基準 4.1.2、JIS X 8341-3:2016 4.1.2、ACT 2t702h

    悪い例:
        <!DOCTYPE html>
        <details>
        <summary></summary> ←
        <p>午前9時から午後5時まで</p>
        </details>

    良い例:
        <!DOCTYPE html>
        <details>
        <summary>開いている時間</summary>
        <p>午前9時から午後5時まで</p>
        </details>
    """
    document = view.document
    nodes = (n for n in document.all("summary") if is_first_summary(n) and written_role(document, n) in (None, "none"))
    yield from _hits(view, (n for n in nodes if is_nameless(document, n)))


@rule("A110", "html-svg-without-name", Level.ERROR, "html", wcag=("1.1.1",), act=("7d6734",))
def html_svg_without_name(view: HtmlView) -> Iterator[Hit]:
    """図（svg）に、名前がない。

    出典: WCAG 2.2 達成基準 1.1.1、JIS X 8341-3:2016 1.1.1、ACT 7d6734

    悪い例:
        <!DOCTYPE html>
        <svg role="img"><circle r="4"></circle></svg> ←

    良い例:
        <!DOCTYPE html>
        <svg role="img"><title>1階の地図</title><circle r="4"></circle></svg>
        <svg aria-hidden="true"><circle r="4"></circle></svg>
    """
    document = view.document
    nodes = (n for n in with_role(document) if n.is_foreign and role_of(document, n) in _DRAWINGS)
    yield from _hits(view, (n for n in nodes if is_nameless(document, n)))


@rule(
    "A111",
    "html-heading-without-name",
    Level.ERROR,
    "html",
    wcag=(
        "1.3.1",
        "2.4.6",
    ),
    act=("ffd0e9",),
)
def html_heading_without_name(view: HtmlView) -> Iterator[Hit]:
    """見出しが、空になっている。

    出典: WCAG 2.2 達成基準 1.3.1、達成基準 2.4.6、JIS X 8341-3:2016 1.3.1、2.4.6、ACT ffd0e9

    悪い例:
        <!DOCTYPE html>
        <h2></h2> ←
        <h2><img src="line.png" alt=""></h2> ←

    良い例:
        <!DOCTYPE html>
        <h2>申請の方法</h2>
    """
    document = view.document
    yield from _hits(view, nameless(document, frozenset({"heading"}), *_HEADINGS))
    for node in document.all(*_HEADINGS):
        # An empty aria-label, too, takes the force from a presentational role.
        if node.has("aria-label") and role_of(document, node) == "none" and is_nameless(document, node):
            yield view.hit(node, tag=node.tag)
