"""What designers wrote, as values: templates, static files and residents' words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme folder read whole; digests name the parts in cache keys."""

    path: str
    templates: Mapping[str, str]
    static: Mapping[str, bytes]
    """Published path (`style.css`) -> bytes."""
    words: Mapping[str, Mapping[str, str]]
    """Language -> key -> text."""
    templates_digest: str
    words_digest: str
    static_digest: str
    flyer: Mapping[str, str] = field(default_factory=dict)
    """Name of a file of flyer/ -> its text; what the folder lacks comes from the theme that ships."""

    def say(self, lang: str) -> Mapping[str, str]:
        """The words of a language; what it lacks comes from Japanese."""
        base = self.words["ja"]
        own = self.words.get(lang) or self.words.get(lang.split("-")[0]) or {}
        return base if own is base else {**base, **own}
