"""A page becomes sheets of paper: one output a layout, and a second one for the print shop."""

from __future__ import annotations

from html import escape

from wardgen.model.body import Body
from wardgen.model.flyer import FOR_PRESS, LAYOUTS, FlyerTheme, Layout, Sheet
from wardgen.model.site import Asset
from wardgen.outputs.output import Output, View
from wardgen.outputs.pageblocks import TEMPLATES, page_blocks
from wardgen.outputs.pageblocks import USES as BLOCKS
from wardgen.render.fill import fill
from wardgen.render.fragment import parse_fragment
from wardgen.render.furigana import add_ruby
from wardgen.render.links import Target, relative
from wardgen.render.papers import asked_layouts
from wardgen.render.sheet import Order, make_sheet, shows, with_chapters
from wardgen.render.tokens import Token, blocks_of, deeper
from wardgen.render.views import Volume

USES = (*BLOCKS, "faces", "flyers")

ALL_USES = (*USES, "volumes", "bodies")
"""What any layout may ask for."""


def order_sheet(view: View, name: str, *, is_press: bool, is_asked: bool | None = None) -> Sheet:
    """The sheet of a page in a layout; `is_asked`: whether it must fit (default: whether the page's `flyer:` names it)."""
    from wardgen.paper.code import code_rows

    theme: FlyerTheme = view["flyers"]
    page = view["page"]
    layout = theme.layouts[name]
    url = view.templates.absolute(view.here)
    order = Order(
        page=page,
        lang=view.lang,
        url=url,
        ward=view["imprint"].name,
        is_asked=name in asked_layouts(page) if is_asked is None else is_asked,
        is_press=is_press,
        words=view.templates.theme.say(view.lang),
        code=code_rows(url),
        pictures=_pictures(view.here, view["targets"]),
    )
    blocks = page_blocks(view, layout.furigana)
    if name == "booklet":
        pairs = zip(view["volumes"], view.bodies, strict=True)
        chapters = {f"chapter-{n}": _chapter(view, one, body, layout) for n, (one, body) in enumerate(pairs, 1)}
        blocks = {key: deeper(tokens) if key == "body" else tokens for key, tokens in blocks.items()} | chapters
        layout = with_chapters(layout, tuple(chapters))
        for one in view["volumes"]:
            order.pictures.update(_pictures(view.here, one.targets))
    return make_sheet(blocks, layout, theme, view["faces"], order)


def _pictures(here: str, targets: tuple[Target, ...]) -> dict[str, Asset]:
    return {relative(here, target.url): target.asset for target in targets if target.asset}


def _chapter(view: View, one: Volume, content: Body, layout: Layout) -> list[Token]:
    """A chapter under its title, its headings one step below."""
    words = view.templates.theme.say(one.lang)
    body = fill(content.html, one.refs, one.targets, view.here, one.lang, words)
    html = f"<main><h1>{escape(one.title)}</h1>{body}</main>"
    if one.lang.startswith("ja"):
        html = add_ruby(html, one.voice)
    return deeper(blocks_of(parse_fragment(html), shows(layout.furigana, view["page"], one.lang)))


def _output(name: str, *, is_press: bool) -> Output:
    full = f"{name}-press" if is_press else name

    def render(view: View) -> Sheet:
        return order_sheet(view, name, is_press=is_press)

    uses = ALL_USES if name == "booklet" else USES
    return Output(full, "sheet", uses, lambda url: f"{url.lstrip('/')}{full}.pdf", render, templates=TEMPLATES)


FLYERS = (
    *(_output(name, is_press=False) for name in LAYOUTS),
    *(_output(name, is_press=True) for name in FOR_PRESS),
)
