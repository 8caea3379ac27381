"""What wardgen says to editors, in two catalogues with the same keys; rules/ holds the rules by topic."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from wardgen.model.diagnostic import Diagnostic

LANGUAGES = ("ja", "en")


@functools.cache
def catalogue(lang: str) -> Mapping[str, Any]:
    """The catalogue of a language."""
    folder = files("wardgen.words")
    whole: dict[str, Any] = read_yaml(folder.joinpath(f"{lang}.yaml"))
    for part in sorted(folder.joinpath("rules").iterdir(), key=lambda one: one.name):
        if part.name.endswith(f".{lang}.yaml"):
            whole["rules"].update(read_yaml(part) or {})
    return whole


def read_yaml(file: Traversable) -> Any:
    """The value of a YAML file that ships with wardgen."""
    # A command that says nothing but what is kept starts in half the time without it.
    import yaml

    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def say(lang: str, key: str, **words: object) -> str:
    """One sentence of the command line."""
    return str(catalogue(lang)["cli"][key]).format(**words)


def message(found: Diagnostic, lang: str) -> str:
    """What a finding says: message, and what was probably meant."""
    whole = catalogue(lang)
    words = dict(found.words)
    near, also, count = (words.pop(key, "") for key in ("near", "also", "places"))
    for key, table in (
        ("wanted", "types"),
        ("hint", "yaml_hints"),
        ("state", "states"),
        ("problem", "problems"),
        ("doubt", "doubts"),
    ):
        if key in words:
            words[key] = str(whole[table].get(words[key], words[key]))
    text = str(whole["rules"][found.rule]["message"]).format(**words)
    text += say(lang, "folded", n=count, lines=also) if also else ""
    return text + (" " + say(lang, "did_you_mean", near=near) if near else "")


def entry(rule: str, lang: str) -> Mapping[str, str]:
    """Title, why and fix of a rule."""
    found: Mapping[str, str] = catalogue(lang)["rules"][rule]
    return found
