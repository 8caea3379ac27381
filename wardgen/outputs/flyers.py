"""A page becomes sheets of paper: one output a layout, and a second one for the print shop."""

from __future__ import annotations

from wardgen.model.flyer import FOR_PRESS, LAYOUTS, FlyerTheme, Sheet
from wardgen.outputs.output import Output, View
from wardgen.render.links import relative
from wardgen.render.papers import asked_layouts
from wardgen.render.sheet import Order, make_sheet, read_blocks

USES = (
    "imprint", "page", "refs", "targets", "department", "audiences", "terms", "facility", "place", "ladder", "number",
    "voice", "faces", "flyers", "body",
)  # fmt: skip


def order_sheet(view: View, name: str, *, is_press: bool, is_asked: bool | None = None) -> Sheet:
    """The sheet of a page in a layout; `is_asked`: whether it must fit (default: whether the page's `flyer:` names it)."""
    from wardgen.paper.code import code_rows

    theme: FlyerTheme = view["flyers"]
    layout, page = theme.layouts[name], view["page"]
    body = view.body_html()
    html = view.page("flyer.html", body=body if body.strip() else "")
    url = view.templates.absolute(view.here)
    pictures = {relative(view.here, target.url): target.asset for target in view["targets"] if target.asset}
    order = Order(
        page=page,
        lang=view.lang,
        url=url,
        ward=view["imprint"].name,
        is_asked=name in asked_layouts(page) if is_asked is None else is_asked,
        is_press=is_press,
        words=view.templates.theme.say(view.lang),
        code=code_rows(url),
        pictures=pictures,
    )
    return make_sheet(read_blocks(html, layout, page, view.lang), layout, theme, view["faces"], order)


def _output(name: str, *, is_press: bool) -> Output:
    full = f"{name}-press" if is_press else name

    def render(view: View) -> Sheet:
        return order_sheet(view, name, is_press=is_press)

    return Output(full, "paper", USES, lambda url: f"{url.lstrip('/')}{full}.pdf", render)


FLYERS = (
    *(_output(name, is_press=False) for name in LAYOUTS),
    *(_output(name, is_press=True) for name in FOR_PRESS),
)
