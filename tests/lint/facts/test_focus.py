"""Where the keyboard can go: HTML Living Standard 6.6."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.focus import is_focusable, is_tabbable


@pytest.mark.parametrize(
    ("body", "focusable", "tabbable"),
    [
        ("<a id=x href=/>字</a>", True, True),
        ("<a id=x>字</a>", False, False),
        ("<a id=x href=/ tabindex=-1>字</a>", True, False),
        ("<p id=x tabindex=0>字</p>", True, True),
        ("<p id=x tabindex=ichi>字</p>", False, False),
        ("<p id=x contenteditable>字</p>", True, True),
        ("<p id=x contenteditable=false>字</p>", False, False),
        ("<button id=x>字</button>", True, True),
        ("<button id=x disabled tabindex=0>字</button>", False, False),
        ("<input id=x type=hidden>", False, False),
        ("<fieldset disabled><legend><input></legend><input id=x></fieldset>", False, False),
        ("<fieldset disabled><legend><input id=x></legend></fieldset>", True, True),
        ("<details><summary id=x>字</summary></details>", True, True),
        ("<details><summary>字</summary><summary id=x>字</summary></details>", False, False),
        ("<details id=x>字</details>", True, True),
        ("<video id=x controls></video>", True, True),
        ("<video id=x></video>", False, False),
        ("<iframe id=x></iframe>", True, False),
        ("<svg><a id=x href=/></a></svg>", True, True),
        ("<div hidden><a id=x href=/>字</a></div>", False, False),
        ("<div style='visibility:hidden'><a id=x href=/>字</a></div>", False, False),
        ("<div style='position:absolute;left:-999em'><a id=x href=/>字</a></div>", True, True),
        ("<div inert><a id=x href=/>字</a></div>", False, False),
        ("<div aria-hidden=true><a id=x href=/>字</a></div>", True, True),
        ("<img usemap='#m'><map name=m><area id=x href=/></map>", True, True),
        ("<map name=m><area id=x href=/></map>", False, False),
    ],
)
def test_focus(body: str, focusable: bool, tabbable: bool) -> None:
    document = parse_html(f"<!DOCTYPE html><body>{body}")
    node = document.by_id["x"]
    assert (is_focusable(document, node), is_tabbable(document, node)) == (focusable, tabbable)
