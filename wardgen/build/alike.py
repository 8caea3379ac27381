"""Two outlines of one page become a verdict: whether it says to other pages what it said before."""

from __future__ import annotations

from dataclasses import replace

from wardgen.model.body import Outline


def says_the_same(old: Outline, new: Outline, *, is_alone: bool) -> bool:
    """Whether a page says to other pages, and to the rules that compare pages, what it said before.

    `is_alone`: there is no translation of it whose figures are compared with its own.
    """
    if not is_alone and _values(old) != _values(new):
        return False
    if any(_has(kind, old) != _has(kind, new) for kind in ("phone", "mail")):
        return False
    if [one[2:] for one in old.sendings] != [one[2:] for one in new.sendings]:
        return False
    own = {name: getattr(old, name) for name in OWN}
    return replace(new, **own) == old


OWN = ("ref_elements", "heading_elements", "problems", "digest", "ease", "stated", "spelled", "sendings")
"""Parts of an outline that only the page itself shows, or that are compared by themselves."""


def _values(outline: Outline) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in outline.stated]


def _has(kind: str, outline: Outline) -> bool:
    return any(one.kind == kind for one in outline.stated)
