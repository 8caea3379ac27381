"""The rules over roles and ARIA attributes, beyond the examples that their pages show."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.html import HtmlView
from wardgen.lint.rules import RULES
from wardgen.model.diagnostic import Level


def found(rule: str, html: str) -> list[Level]:
    one = RULES[rule]
    assert one.check is not None
    return [hit.level or one.level for hit in one.check(HtmlView(parse_html(f"<!DOCTYPE html><body>{html}")))]


BAD = [
    ("role-unknown", "<p role=widget>"),
    ("role-unknown", "<p role='kanri mado'>"),
    ("aria-attribute-unknown", "<p aria-labeledby=a>"),
    ("aria-attribute-unknown", "<p aria-role=button>"),
    ("aria-value-invalid", "<p aria-hidden=yes>"),
    ("aria-value-invalid", "<p aria-relevant='text nai'>"),
    ("aria-value-invalid", "<p role=heading aria-level=1.5>"),
    ("aria-value-invalid", "<p aria-activedescendant='a b'>"),
    ("aria-value-invalid", "<p role=scrollbar aria-valuenow=1 aria-controls=nai>"),
    ("aria-value-invalid", "<p role=combobox aria-expanded=true aria-controls=nai>"),
    ("aria-required-missing", "<p role=checkbox aria-checked>"),
    ("aria-required-missing", "<p role=separator tabindex=0>"),
    ("aria-required-missing", "<button role=switch>"),
    ("aria-not-permitted", "<p aria-checked=true>"),
    ("aria-not-permitted", "<nav aria-expanded=true>"),
    ("aria-not-permitted", "<input type=color aria-required=true>"),
    ("aria-prohibited", "<a aria-label=戸籍>戸</a>"),
    ("aria-prohibited", "<div role=none aria-label=戸籍>"),
    ("aria-prohibited", "<div aria-roledescription=札>"),
    ("role-wrong-children", "<ul>戸籍</ul>"),
    ("role-wrong-children", "<ul><li>戸籍<li>税<ul><ul><li>住</ul></ul></ul>"),
    ("role-wrong-children", "<div role=tablist><button>戸籍</button></div>"),
    ("role-wrong-children", "<div role=radiogroup><input type=checkbox></div>"),
    ("role-without-context", "<div role=menu><p role=paragraph><i role=menuitem>戸</i></div>"),
    ("role-without-context", "<div role=list aria-owns=x></div><div role=tablist><i id=x role=tab>戸</i></div>"),
    ("role-not-allowed", "<button role=heading aria-level=2>戸籍</button>"),
    ("role-presentation-ignored", "<h2 role=none tabindex=0>戸籍</h2>"),
    ("reference-dangling", "<input form=nai>"),
    ("reference-dangling", "<p id=a><input aria-labelledby='a b'>"),
    ("aria-hidden-body", "<script>document.body</script><body aria-hidden=true>"),
]
GOOD = [
    ("role-unknown", "<p role='nai button'>"),
    ("role-unknown", "<p role=' '>"),
    ("role-unknown", "<p role=suggestion>"),
    ("role-unknown", "<p role=nai hidden>"),
    ("aria-attribute-unknown", "<p aria-description=戸籍>"),
    ("aria-value-invalid", "<p aria-hidden=TRUE aria-pressed='' aria-setsize=-1>"),
    ("aria-value-invalid", "<p aria-labelledby=nai>"),
    ("aria-value-invalid", "<p role=combobox aria-expanded=false aria-controls=nai>"),
    ("aria-value-invalid", "<p role=slider aria-valuenow=-1.5e3>"),
    ("aria-required-missing", "<p role=separator>"),
    ("aria-required-missing", "<p role=heading><p role=option>"),
    ("aria-required-missing", "<input type=checkbox role=menuitemcheckbox>"),
    ("aria-required-missing", "<hr tabindex=0 role=separator>"),
    ("aria-not-permitted", "<input type=date aria-required=true>"),
    ("aria-not-permitted", "<p role=none aria-level=2>"),
    ("aria-not-permitted", "<p aria-invalid=true>"),
    ("aria-not-permitted", "<ku-menu aria-expanded=true>"),
    ("aria-prohibited", "<ku-menu aria-label=戸籍>"),
    ("aria-prohibited", "<p aria-label=''>"),
    ("aria-prohibited", "<video aria-label=戸籍>"),
    ("aria-prohibited", "<div role=group aria-label=戸籍>"),
    ("aria-prohibited", "<ul role=none><li aria-label=戸籍></ul>"),
    ("role-wrong-children", "<ul></ul><table></table>"),
    ("role-wrong-children", "<ul><script></script><template></template><li>戸籍</ul>"),
    ("role-wrong-children", "<div role=menu><div role=group><i role=menuitem>戸</i></div><hr></div>"),
    (
        "role-wrong-children",
        "<ul role=menubar><li role=none><a role=menuitem>区</a><ul role=menu><li role=menuitem>戸</ul></ul>",
    ),
    ("role-wrong-children", "<table><caption>表</caption><tr><td>戸籍</table>"),
    ("role-wrong-children", "<div role=list aria-busy=true><p>戸籍</div>"),
    (
        "role-wrong-children",
        "<fieldset role=radiogroup><h2>戸籍</h2><label><input type=radio>住民票</label></fieldset>",
    ),
    ("role-wrong-children", "<ul role=tablist><li><a role=tab href=#a>戸籍</a></ul>"),
    ("role-wrong-children", "<ul><li role=doc-endnote>注</ul>"),
    ("role-wrong-children", "<ku-menu role=menu><ku-item></ku-item></ku-menu>"),
    ("role-without-context", "<ul><li role=listitem>戸籍</ul>"),
    ("role-without-context", "<div role=tablist><span><i role=tab>戸</i></span></div>"),
    ("role-without-context", "<div role=tablist aria-owns=x></div><i id=x role=tab>戸</i>"),
    ("role-without-context", "<ku-tabs><i role=tab>戸</i></ku-tabs>"),
    ("role-not-allowed", "<a role=button href=/>戸籍</a><nav role=navigation><h2 role=presentation>目次</h2></nav>"),
    ("role-presentation-ignored", "<div role=none tabindex=0><img role=presentation alt=''></div>"),
    ("reference-dangling", "<div aria-controls=nai aria-owns=nai>"),
    ("reference-dangling", "<p aria-describedby=rei><script>make('rei')</script>"),
    ("reference-dangling", "<template><label for=nai>名</label></template>"),
]


@pytest.mark.parametrize(("rule", "html"), BAD)
def test_reported(rule: str, html: str) -> None:
    assert found(rule, html) in ([RULES[rule].level], [RULES[rule].level] * 2)


@pytest.mark.parametrize(("rule", "html"), GOOD)
def test_silent(rule: str, html: str) -> None:
    assert found(rule, html) == []


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        ("aria-required-missing", "<p role=combobox aria-expanded=false>"),
        ("role-wrong-children", "<div role=listbox></div>"),
    ],
)
def test_left_for_review(rule: str, html: str) -> None:
    assert found(rule, html) == [Level.REVIEW]
