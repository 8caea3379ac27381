"""Whether what is seen on a control can be said to it: the label-in-name comparison of ACT 2ee8b8."""

from __future__ import annotations

import re
import unicodedata

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.styles import styles_of

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|［[^［］]*］|【[^【】]*】")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\.?")
_UNSPACED = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_SCRIPT_EDGE = re.compile(rf"(?<={_UNSPACED.pattern})(?=[a-z0-9])|(?<=[a-z0-9])(?={_UNSPACED.pattern})")
_JOINING = re.compile(r"(?<=[^\W_])[-‐‑–'’](?=[^\W_])")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Soft hyphens and joints without width: places to break a line, heard by nobody."""
_ICON = re.compile(r"(?i)icon|symbols|awesome|glyph")


def is_label_in_name(label: str, name: str) -> bool:
    """Whether the words of a label stand in a name one after the other; symbols and what is in brackets do not count."""
    label, name = _folded(label), _folded(name)
    return any(_stands(shown, name) for shown in (_ASIDE.sub(" ", label), label))


def is_icon(document: Document, node: Node) -> bool:
    """Whether some of its letters are drawn as pictures by an icon font."""
    styles = styles_of(document)
    return any(
        _ICON.search(styles[n.order].text.font_family) or _ICON.search(n.get("class"))
        for n in node.walk()
        if n.has_own_text
    )


def _folded(text: str) -> str:
    # Japanese puts no space between its own letters and numbers or Latin letters.
    return _SCRIPT_EDGE.sub(" ", unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold())


def _stands(label: str, name: str) -> bool:
    words, said = _WORD.findall(label), [w.rstrip(".") for w in _WORD.findall(name)]
    bare = [w.rstrip(".") for w in words]
    # No words, or one letter that is drawn for its shape (X to close): nothing to say.
    if not bare or (len(bare) == 1 and len(bare[0]) == 1 and not _UNSPACED.search(bare[0])):
        return True
    if _UNSPACED.search(label):
        return "".join(bare) in "".join(said)
    if _has_run(bare, said) or _has_run(_joined(label), _joined(name)):
        return True
    # "Ave." may be said as "Avenue": an abbreviation is the same word.
    if not any(w.endswith(".") and w.rstrip(".").isalpha() for w in words):
        return False
    return any(
        all(s.startswith(b) if w.endswith(".") else s == b for w, b, s in zip(words, bare, said[i:], strict=False))
        for i in range(len(said) - len(bare) + 1)
    )


def _joined(text: str) -> list[str]:
    return [w.rstrip(".") for w in _WORD.findall(_JOINING.sub("", text))]


def _has_run(words: list[str], said: list[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(said)} "
