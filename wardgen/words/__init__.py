"""What wardgen says to editors, in two catalogues with the same keys."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

from wardgen.model.diagnostic import Diagnostic

LANGUAGES = ("ja", "en")


@functools.cache
def catalogue(lang: str) -> Mapping[str, Any]:
    """The catalogue of a language."""
    text = files("wardgen.words").joinpath(f"{lang}.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return loaded


def say(lang: str, key: str, **words: object) -> str:
    """One sentence of the command line."""
    return str(catalogue(lang)["cli"][key]).format(**words)


def message(found: Diagnostic, lang: str) -> str:
    """What a finding says: message, and what was probably meant."""
    whole = catalogue(lang)
    words = dict(found.words)
    near = words.pop("near", "")
    for key, table in (("wanted", "types"), ("hint", "yaml_hints"), ("state", "states"), ("problem", "problems")):
        if key in words:
            words[key] = str(whole[table].get(words[key], words[key]))
    text = str(whole["rules"][found.rule]["message"]).format(**words)
    return text + (" " + say(lang, "did_you_mean", near=near) if near else "")


def entry(rule: str, lang: str) -> Mapping[str, str]:
    """Title, why and fix of a rule."""
    found: Mapping[str, str] = catalogue(lang)["rules"][rule]
    return found
