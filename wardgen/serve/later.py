"""What nobody has asked for yet becomes a value when somebody does: the outlines of pages.

Each is a pure function of bytes that are known already, so that it is all the same when it is computed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from wardgen.model.body import Outline
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.page import Page

EARLY = ("title",)
"""Parts of an outline that the indexes ask of every page at once: until it is converted, what they were before."""


class Later(Outline):
    """The outline of a page that is converted when somebody asks for any part of it."""

    def __init__(self, make: Callable[[], Outline], before: Outline) -> None:
        object.__setattr__(self, "make", make)
        for name in EARLY:
            object.__setattr__(self, name, getattr(before, name))

    def __getattr__(self, name: str) -> Any:
        # Only asked for what is not there yet: the parts of an outline, before they were filled.
        if name not in _PARTS:
            raise AttributeError(name)
        made = self.make()
        for part in _PARTS:
            if part not in EARLY:
                object.__setattr__(self, part, getattr(made, part))
        return getattr(made, name)


_PARTS = frozenset(field.name for field in fields(Outline))


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one page's file.

    `data`: its bytes while it waits for its conversion. `is_sealed`: the conversion lies in the cache, unopened.
    """

    key: str
    page: Page | None
    outline: Outline
    found: tuple[Diagnostic, ...] = ()
    data: bytes | None = None
    is_sealed: bool = False
