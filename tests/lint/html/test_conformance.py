"""HTML written against its grammar."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.html import HtmlView
from wardgen.lint.rules import RULES


def found(name: str, html: str) -> list[str]:
    """Tags of the elements that a rule reports, with `?` where a person must look."""
    rule = RULES[name]
    assert rule.check is not None
    hits = rule.check(HtmlView(parse_html(html)))
    return [f"{hit.node.tag}{'?' if (hit.level or rule.level).name == 'REVIEW' else ''}" for hit in hits]


@pytest.mark.parametrize(
    ("value", "is_bad"),
    [
        ("on", False),
        ("OFF", False),
        ("off email", True),
        ("email", False),
        ("home email", False),
        ("home street-address", True),
        ("shipping street-address", False),
        ("billing work tel-national", False),
        ("section-a billing home tel", False),
        ("home billing tel", True),
        ("tel webauthn", False),
        ("webauthn tel", True),
        ("name name", True),
        ("なまえ", True),
        ("", False),
        (" ", False),
    ],
)
def test_autocomplete(value: str, is_bad: bool) -> None:
    assert bool(found("html-autocomplete", f'<!DOCTYPE html><input autocomplete="{value}">')) is is_bad


@pytest.mark.parametrize(
    ("name", "html", "expected"),
    [
        ("html-autocomplete", "<input type=checkbox autocomplete=x>", []),
        ("html-autocomplete", "<fieldset disabled><input autocomplete=x></fieldset>", []),
        ("html-autocomplete", "<input autocomplete=x style='display:none'>", []),
        ("html-duplicate-attribute", "<p class=a CLASS=b>", ["p"]),
        ("html-duplicate-attribute", "<!-- <p class=a class=b> --><p title='class=a class=b'>", []),
        ("html-duplicate-attribute", "<script>'<p a a>'</script><input disabled disabled>", ["input"]),
        ("html-duplicate-id", "<p id=a><i id=a></i><b id=b></b>", ["i"]),
        ("html-duplicate-id", "<template><p id=a></template><p id=a>", []),
        ("element-unknown", "<x-card></x-card><svg><rect/><foo/></svg><bar></bar>", ["bar"]),
        ("element-obsolete", "<font>a</font><tt>b</tt><object><param></object>", ["font", "tt"]),
        ("ja-marquee", "<marquee hidden>a</marquee><blink>b</blink>", ["blink"]),
        ("attribute-unknown", "<p data-a=1 aria-x=1 v-if=a @b=c :d=e onfoo=1 class=x><i clas=x></i>", ["i"]),
        ("attribute-unknown", "<svg foo=1><path bar=2 /></svg><x-card baz=3></x-card>", []),
        ("element-nested", "<a href=a>x<a href=b>y</a></a>", ["a"]),
        ("element-nested", "<table><tr><td><a href=a>x</a></td><td><a href=b>y</a></td></tr></table>", []),
        ("element-nested", "<form><form></form></form>", ["form"]),
        ("element-nested", "<p>a<div>b</div></p>", ["div"]),
        ("element-nested", "<p>a<div>b</div>", []),
        ("element-nested", "<p>a<p>b</p><ul><li>c</ul>", []),
        ("element-nested", "<button><input></button><a href=a><label>b</label></a>", ["input", "label"]),
        ("element-nested", "<button><input type=hidden></button>", []),
        ("element-nested", "<li>a</li><dl><div><dt>b<dd>c</div></dl><dt>d", ["li", "dt"]),
        ("element-nested", "<ul><div>a</div><li>b</ul><ul role=list><div>c</div></ul>", ["div"]),
        ("element-nested", "<x-list><li>a</li></x-list><template><li>b</li></template>", []),
        ("end-tag-lost", "<p><b>a</p><p>c", ["b"]),
        ("end-tag-lost", "<ul><li>a<li>b</ul><p>c<table><tr><td>d</table>", []),
        ("end-tag-lost", "<h2>a<p>b</p>", ["h2"]),
        ("end-tag-lost", "<div><span>a</div>", []),
        ("end-tag-lost", "<svg><path/><g><path/></g></svg><script>'<b>'</script><!-- <b> -->", []),
        ("end-tag-lost", "<a href=a>x <a href=b>y</a>", []),
    ],
)
def test_conformance(name: str, html: str, expected: list[str]) -> None:
    assert found(name, f"<!DOCTYPE html><html lang=ja><title>題</title><body>{html}") == expected


def test_deep_pages_are_judged_in_no_time() -> None:
    for html in ("<div>" * 10_000, "<p><li>" * 3000, "<table><tr><td>" * 500):
        found("element-nested", f"<!DOCTYPE html><body>{html}")
        found("end-tag-lost", f"<!DOCTYPE html><body>{html}")
