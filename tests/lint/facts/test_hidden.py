"""What is rendered, seen and exposed: three different things."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.hidden import is_exposed, is_rendered, is_visible


@pytest.mark.parametrize(
    ("html", "rendered", "visible", "exposed"),
    [
        ("<b>x</b>", 1, 1, 1),
        ("<b hidden>x</b>", 0, 0, 0),
        ("<p hidden><b>x</b></p>", 0, 0, 0),
        ("<style>p{display:block}</style><p hidden><b>x</b></p>", 1, 1, 1),
        ("<p style='display:none'><b style='display:block'>x</b></p>", 0, 0, 0),
        ("<style>.a{display:none}</style><p class='b a'><b>x</b></p>", 0, 0, 0),
        ("<p style='visibility:hidden'><b>x</b></p>", 1, 0, 0),
        ("<p style='visibility:hidden'><b style='visibility:visible'>x</b></p>", 1, 1, 1),
        ("<p aria-hidden=true><b>x</b></p>", 1, 1, 0),
        ("<p aria-hidden=true><b aria-hidden=false>x</b></p>", 1, 1, 0),
        ("<p inert><b>x</b></p>", 1, 1, 0),
        ("<p style='opacity:0'><b style='opacity:1'>x</b></p>", 1, 0, 1),
        ("<b style='position:absolute;left:-9999px'>x</b>", 1, 0, 1),
        ("<b style='position:absolute;top:-999em'>x</b>", 1, 0, 1),
        ("<b style='left:-9999px'>x</b>", 1, 1, 1),
        ("<b style='position:absolute;left:9999px'>x</b>", 1, 1, 1),
        ("<b style='position:absolute;right:9999px'>x</b>", 1, 0, 1),
        ("<b style='position:absolute;clip:rect(0 0 0 0)'>x</b>", 1, 0, 1),
        ("<b style='position:absolute;clip:rect(1px,1px,1px,1px)'>x</b>", 1, 0, 1),
        ("<b style='clip:rect(0 0 0 0)'>x</b>", 1, 1, 1),
        ("<b style='position:absolute;clip:rect(0,100px,20px,0)'>x</b>", 1, 1, 1),
        ("<b style='clip-path:inset(50%)'>x</b>", 1, 0, 1),
        ("<b style='clip-path:inset(10%)'>x</b>", 1, 1, 1),
        ("<b style='width:1px;height:1px;overflow:hidden;position:absolute'>x</b>", 1, 0, 1),
        ("<b style='width:1px;height:1px;position:absolute'>x</b>", 1, 1, 1),
        ("<b style='transform:scale(0)'>x</b>", 1, 0, 1),
        ("<dialog><b>x</b></dialog>", 0, 0, 0),
        ("<dialog open><b>x</b></dialog>", 1, 1, 1),
        ("<details><b>x</b></details>", 1, 1, 1),
        ("<body><noscript><b>x</b></noscript>", 0, 0, 0),
        ("<svg><defs><b>x</b></defs></svg>", 1, 1, 1),
        ("<canvas><b>x</b></canvas>", 1, 0, 1),
        ("<video><b>x</b></video>", 0, 0, 0),
        ("<div popover><b>x</b></div>", 0, 0, 0),
        ("<style>@media print{b{display:none}}</style><b>x</b>", 1, 1, 1),
        ("<style>@media (min-width:600px){b{display:none}}</style><b>x</b>", 0, 0, 0),
        ("<style>b{display:none!important}</style><b style='display:inline'>x</b>", 0, 0, 0),
    ],
)
def test_hidden(html: str, rendered: int, visible: int, exposed: int) -> None:
    document = parse_html(html)
    for node in document.by_tag.get("b", []):
        assert is_rendered(document, node) is bool(rendered)
        assert is_visible(document, node) is bool(visible)
        assert is_exposed(document, node) is bool(exposed)


def test_parts_of_drawings_are_not_rendered() -> None:
    document = parse_html("<svg><title>t</title><defs><g id=a><text>x</text></g></defs><text id=b>y</text></svg>")
    assert not is_rendered(document, document.by_tag["title"][0])
    assert not is_rendered(document, document.by_id["a"])
    assert is_rendered(document, document.by_id["b"])
