"""What is said and done with what is there: labels that differ from what is seen, and focus where nothing is told."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.aria import ROLES
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.focus import hears_focus, is_tabbable, tab_index
from wardgen.lint.facts.hidden import is_exposed
from wardgen.lint.facts.names import description_of, name_of, visible_text
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.purposes import is_other_page, target_of
from wardgen.lint.facts.roles import explicit_roles, is_woken, role_of, with_role
from wardgen.lint.facts.spoken import is_icon, is_label_in_name
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_CELLS = frozenset({"gridcell", "row", "columnheader", "rowheader", "cell"})
_LABELLED = (
    frozenset(name for name, role in ROLES.items() if "widget" in role.superclasses and "content" in role.name_from)
    | {"link"}
) - _CELLS
_LEAVES = frozenset(name for name, role in ROLES.items() if role.presentational_children)
_LINKS = frozenset({"link"} | {name for name, role in ROLES.items() if "link" in role.superclasses})
_LEAF_TAGS = ("button", "meter", "progress")


@rule("A121", "html-label-not-in-name", Level.ERROR, "html", wcag=("2.5.3",), act=("2ee8b8",))
def html_label_not_in_name(view: HtmlView) -> Iterator[Hit]:
    """ボタンやリンクの読み上げの名前に、見えていることばが入っていない。

    声で操作する人は、見えていることばを言って選びます。

    出典: WCAG 2.2 達成基準 2.5.3、ACT 2ee8b8

    悪い例:
        <!DOCTYPE html>
        <a href="/s/" aria-label="さがす">検索</a> ←

    良い例:
        <!DOCTYPE html>
        <a href="/s/" aria-label="サイト内を検索">検索</a>
        <button aria-label="閉じる">×</button>
    """
    document = view.document
    for node in document.nodes:
        if "aria-label" not in node.attrs and "aria-labelledby" not in node.attrs:
            continue
        if role_of(document, node) not in _LABELLED or not is_exposed(document, node):
            continue
        label = visible_text(document, node)
        if label and not is_icon(document, node) and not is_label_in_name(label, name_of(document, node)):
            yield view.hit(node, label=label, name=name_of(document, node))


@rule("A122", "html-decoration-exposed", Level.WARNING, "html", act=("46ca7f",))
def html_decoration_exposed(view: HtmlView) -> Iterator[Hit]:
    """飾りと書いた部分が、飾りとしてあつかわれない。

    `alt=""` や `role="none"` は、キーボードで選べる部分や、名前を付けた部分では無視されます。

    出典: ACT 46ca7f

    悪い例:
        <!DOCTYPE html>
        <img src="line.png" alt="" tabindex="0"> ←
        <nav role="none" aria-label="区政"><a href="/">表紙</a></nav> ←

    良い例:
        <!DOCTYPE html>
        <img src="line.png" alt="">
        <nav role="none"><a href="/">表紙</a></nav>
    """
    document = view.document
    for node in sorted({*with_role(document), *document.all("img")}, key=lambda n: n.order):
        roles = explicit_roles(node)
        is_marked = roles[0] in ("none", "presentation") if roles else node.tag == "img" and node.attrs.get("alt") == ""
        if node.tag != "iframe" and is_marked and is_woken(document, node) and is_exposed(document, node):
            yield view.hit(node, tag=node.tag)


@rule("A123", "html-focusable-in-leaf", Level.ERROR, "html", wcag=("4.1.2",), act=("307n5z",))
def html_focusable_in_leaf(view: HtmlView) -> Iterator[Hit]:
    """ボタンや画像などの中に、キーボードで選べる部分がある。

    中の部分の役割は、読み上げの道具に伝わりません。

    出典: WCAG 2.2 達成基準 4.1.2、JIS X 8341-3:2016 4.1.2、ACT 307n5z

    悪い例:
        <!DOCTYPE html>
        <button>申請は<a href="/s/">こちら</a></button> ←

    良い例:
        <!DOCTYPE html>
        <button>申請する</button> <a href="/s/">申請の方法</a>
    """
    document = view.document
    leaves = [
        node
        for node in sorted({*with_role(document), *document.all(*_LEAF_TAGS)}, key=lambda n: n.order)
        if node.elements and role_of(document, node) in _LEAVES and is_exposed(document, node)
    ]
    inside = _first_inside(document) if leaves else {}
    for node in leaves:
        if node.order in inside:
            yield view.hit(node, tag=node.tag, inner=inside[node.order].tag)


@rule("A124", "html-hidden-focusable", Level.ERROR, "html", wcag=("4.1.2",), act=("6cfa84",))
def html_hidden_focusable(view: HtmlView) -> Iterator[Hit]:
    """読み上げからかくした部分（aria-hidden）を、キーボードで選べる。

    出典: WCAG 2.2 達成基準 4.1.2、JIS X 8341-3:2016 4.1.2、ACT 6cfa84

    悪い例:
        <!DOCTYPE html>
        <div aria-hidden="true"><a href="/">表紙</a></div> ←

    良い例:
        <!DOCTYPE html>
        <div aria-hidden="true"><a href="/" tabindex="-1">表紙</a></div>
        <span aria-hidden="true">★</span>
    """
    document = view.document
    last = -1
    for node in document.nodes:
        if node.attrs.get("aria-hidden", "").strip().lower() != "true" or node.order <= last:
            continue
        for one in node.walk():
            last = max(last, one.order)
            if is_tabbable(document, one):
                # What hands the focus on at once is no place to be: only a person can try.
                yield view.hit(one, tag=one.tag, level=Level.REVIEW if hears_focus(document, one) else None)
                break


@rule(
    "A126",
    "html-same-name-other-page",
    Level.ERROR,
    "html",
    wcag=("2.4.4",),
    act=(
        "fd3a94",
        "b20e66",
    ),
)
def html_same_name_other_page(view: HtmlView) -> Iterator[Hit]:
    """となり合う同じ名前のリンクが、別のページに行く。

    出典: WCAG 2.2 達成基準 2.4.4、JIS X 8341-3:2016 2.4.4、ACT fd3a94、b20e66

    悪い例:
        <!DOCTYPE html>
        <p>
        <a href="/list?id=1">一覧</a>
        <a href="/list?id=2">一覧</a> ←
        </p>

    良い例:
        <!DOCTYPE html>
        <p>
        <a href="/list?id=1">子育ての一覧</a>
        <a href="/list?id=2">ごみの一覧</a>
        </p>
    """
    document = view.document
    before: Node | None = None
    for node in sorted({*document.all("a"), *with_role(document)}, key=lambda n: n.order):
        if role_of(document, node) not in _LINKS or not is_exposed(document, node):
            continue
        if before is not None and _is_beside(before, node) and is_other_page(target_of(before), target_of(node)):
            name = name_of(document, node)
            is_same = name.casefold() == name_of(document, before).casefold()
            if name and is_same and description_of(document, node) == description_of(document, before):
                yield view.hit(node, name=name)
        before = node


@rule("A127", "html-tabindex-positive", Level.WARNING, "html", wcag=("2.4.3",))
def html_tabindex_positive(view: HtmlView) -> Iterator[Hit]:
    """tabindex に1より大きい数があり、Tab キーで動く順が、読む順とちがう。

    出典: WCAG 2.2 達成基準 2.4.3、失敗例 F44、HTML Living Standard 6.6.3

    悪い例:
        <!DOCTYPE html>
        <p><a href="/a/">区の窓口</a></p>
        <p tabindex="5">ご案内</p> ←

    良い例:
        <!DOCTYPE html>
        <p><a href="/a/">区の窓口</a></p>
        <p tabindex="0">ご案内</p>
    """
    for node in view.document.nodes:
        if "tabindex" in node.attrs and (tab_index(node) or 0) > 0:
            yield view.hit(node, number=node.attrs["tabindex"].strip())


def _first_inside(document: Document) -> dict[int, Node]:
    """For each element above any, by `order`, the first one below at which the Tab key stops."""
    first: dict[int, Node] = {}
    for node in document.nodes:
        if is_tabbable(document, node):
            for above in node.ancestors:
                if above.order in first:
                    break
                first[above.order] = node
    return first


def _is_beside(one: Node, other: Node) -> bool:
    """Whether nothing but white space stands between two elements."""
    if one.parent is None or one.parent is not other.parent:
        return False
    children = one.parent.children
    first = next(i for i, c in enumerate(children) if c is one)
    last = next(i for i, c in enumerate(children) if c is other)
    return not any(isinstance(c, Node) or c.strip() for c in children[first + 1 : last])
