"""Findings become boxes of HTML: level in words, what, why it hurts a resident, how to mend it, where, and the button that does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from wardgen.lint.reports.located import Located
from wardgen.model.body import UNFIT
from wardgen.model.diagnostic import Level
from wardgen.serve.verdict import name_of
from wardgen.words import catalogue, entry, message, say

HOME = "/__wardgen__/"
"""Where the preview's own pages are; no page of a site may be called so (a slug has no underscore)."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How boxes are written: the language of the person, the secret that their buttons carry, the page they lead back to."""

    lang: str
    token: str
    back: str

    def say(self, key: str, **words: object) -> str:
        """A sentence, escaped."""
        return plain(say(self.lang, key, **words))


def plain(text: str) -> str:
    """Text as HTML, without characters that no text needs: names and values come from files."""
    return escape(UNFIT.sub("\N{REPLACEMENT CHARACTER}", text))


def write_boxes(rows: Iterable[Located], pen: Pen) -> str:
    """The boxes of one place: errors and warnings open, what a person should look at folded."""
    many = list(rows)
    reviews = [one for one in many if one.found.level is Level.REVIEW]
    html = "".join(write_box(one, pen) for one in many if one.found.level is not Level.REVIEW)
    if reviews:
        inner = "".join(write_box(one, pen) for one in reviews)
        summary = pen.say("serve_reviews", n=len(reviews))
        html += f'<details class="wg-preview-fold" lang="{pen.lang}"><summary>{summary}</summary>{inner}</details>'
    return html


def write_box(one: Located, pen: Pen) -> str:
    """One finding."""
    level, words = one.found.level, entry(one.found.rule, pen.lang)
    name = plain(str(catalogue(pen.lang)["levels"][level]))
    place = f"{one.found.path}:{one.line}:{one.column}"
    rule = plain(one.found.rule)
    return (
        f'<div class="wg-preview-box wg-preview-{level}" role="note" tabindex="0" lang="{pen.lang}" '
        f'id="wg-preview-{name_of(one.found)}" aria-label="{name}">'
        f'<p class="wg-preview-what"><strong class="wg-preview-level">{name}</strong> '
        f"{plain(message(one.found, pen.lang))}</p>"
        f"<p>{pen.say('why_label')}{_colon(pen)}{plain(str(words['why']))}</p>"
        f"<p>{pen.say('fix_label')}{_colon(pen)}{plain(str(words['fix']))}</p>"
        f'<p class="wg-preview-where"><code>{plain(place)}</code> '
        f'<a href="{HOME}rules/{rule}/">{pen.say("serve_rule")}<code>{rule}</code></a></p>'
        f"{_button(one, pen)}</div>"
    )


def _colon(pen: Pen) -> str:
    return ": " if pen.lang == "en" else "："


def _button(one: Located, pen: Pen) -> str:
    """The button that applies a safe fix; one that may be wrong is for the editor's hands."""
    if one.found.fix is None or not one.found.fix.safe:
        return ""
    fields = {"token": pen.token, "finding": name_of(one.found), "back": pen.back}
    hidden = "".join(f'<input type="hidden" name="{k}" value="{plain(v)}">' for k, v in fields.items())
    return (
        f'<form class="wg-preview-fix" method="post" action="{HOME}fix">{hidden}'
        f"<button>{pen.say('serve_fix')}</button></form>"
    )


def count_levels(rows: Iterable[Located], pen: Pen) -> str:
    """How many findings of each level, in words."""
    many = list(rows)
    counts = {level: sum(1 for one in many if one.found.level is level) for level in Level}
    return pen.say(
        "serve_counts", errors=counts[Level.ERROR], warnings=counts[Level.WARNING], reviews=counts[Level.REVIEW]
    )
