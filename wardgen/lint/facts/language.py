"""Languages: whether a tag is valid, which text a `lang` speaks for, and whether the text is surely in another language."""

from __future__ import annotations

import functools
import re
from collections import Counter

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_exposed, is_visible
from wardgen.lint.tables import table

SILENT = frozenset({"script", "style", "template", "noscript", "head", "meta", "link"})
"""Elements whose own text no one reads."""
SPOKEN = ("alt", "aria-label", "title", "placeholder")
"""Attributes whose text is read out in the element's language."""
SURE_SHARE = 0.25
"""Share of a text's words that must be function words of another language before it is held to be in that language."""
_WORD = re.compile(r"[^\W\d_]+'?")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def primary(tag: str) -> str:
    """The primary subtag, lower-case."""
    return tag.split("-")[0].lower()


def is_valid_tag(tag: str) -> bool:
    """Whether the primary subtag is registered as a language (the rest is not looked at, as in ACT bf051a)."""
    first = primary(tag)
    return first in _subtags() or bool(re.fullmatch(r"q[a-t][a-z]", first))


def spoken_texts(document: Document) -> dict[int, str]:
    """For the element (by `order`) that sets the language: the text that takes its language from it, '' left out."""
    return document.keep("spoken_texts", lambda: _spoken_texts(document))


def _spoken_texts(document: Document) -> dict[int, str]:
    owner: list[int] = [0] * len(document.nodes)
    unread: list[bool] = [False] * len(document.nodes)
    parts: dict[int, list[str]] = {}
    for node in document.nodes:
        if node.parent is not None:
            owner[node.order] = owner[node.parent.order]
            unread[node.order] = node.tag in SILENT or (unread[node.parent.order] and node.parent.tag != "head")
        if "lang" in node.attrs:
            owner[node.order] = node.order
        if unread[node.order] or (node.parent is not None and node.parent.tag == "head" and node.tag != "title"):
            continue
        texts = [child for child in node.children if isinstance(child, str) and not child.isspace()]
        if node.attrs:
            texts += [node.attrs[name] for name in SPOKEN if name in node.attrs and node.attrs[name].strip()]
        if texts and (node.tag == "title" or is_exposed(document, node) or is_visible(document, node)):
            parts.setdefault(owner[node.order], []).extend(texts)
    return {order: " ".join(" ".join(texts).split()) for order, texts in parts.items()}


def is_plainly_japanese(document: Document, tag: str) -> bool:
    """Whether a page that says `ja` begins with Japanese: then nobody need read the rest to know."""
    body = document.first("body")
    if primary(tag) != "ja" or body is None:
        return False
    seen: list[str] = []
    length = 0
    for node in body.walk():
        if node.tag not in SILENT:
            for child in node.children:
                if isinstance(child, str) and not child.isspace():
                    seen.append(child)
                    length += len(child)
        if length > _SAMPLE:
            break
    return 2 * len(_KANA.findall("".join(seen))) > length > 0


_SAMPLE = 400
"""Characters that tell the language of a page that is what it says."""
_KANA = re.compile("[ぁ-んァ-ヶー\u3400-\u9fff]")


def other_language(text: str, tag: str) -> str:
    """The language that a text is surely in although `tag` names another one; '' where the tag may be right."""
    lang = primary(tag)
    if re.search(r"-[a-z]{4}(-|$)", tag, re.I):
        return ""
    counts = _script_counts(text)
    letters = sum(counts.values())
    if letters < 4 or lang not in _known():
        return _latin_other(text, lang) if letters and lang in _subtags() else ""
    east = counts["Kana"] + counts["Han"]
    if counts["Kana"] >= 4 and east >= 0.6 * letters:
        return "" if _may_write("Kana", lang) else "ja"
    if counts["Han"] >= 4 and east >= 0.8 * letters:
        if lang == "ja":
            return "zh" if len(set(text) & _simplified()) >= 2 else ""
        return "" if _may_write("Han", lang) else "zh" if len(set(text) & _simplified()) >= 2 else "ja"
    script, count = max(counts.items(), key=lambda one: one[1])
    if script == "Latin":
        if lang in _not_latin() and count < 0.9 * letters:
            return ""
        return _latin_other(text, lang)
    if script not in ("Kana", "Han") and count >= 6 and count >= 0.6 * letters and not _may_write(script, lang):
        return str(_scripts()[script]["languages"].split()[0])
    return ""


def _latin_other(text: str, lang: str) -> str:
    found = _WORD.findall(text.lower().replace("\u2019", "'"))
    if len(found) < 4:
        return ""
    counted = Counter(found)
    words = _words()
    totals = {one: sum(n for word, n in counted.items() if word in words[one]) for one in words}
    best = max(totals, key=lambda one: totals[one])
    near = next((group for group in table("languages")["near"] if best in group), [best])
    if lang in near:
        return ""
    claimed = words.get(lang, frozenset())
    # A word that both languages have speaks for neither.
    only_best = {word: counted[word] for word in words[best] - claimed if word in counted}
    only_claimed = sum(counted[word] for word in claimed - words[best] if word in counted)
    if any(lang in group and any(only in words for only in group) for group in table("languages")["near"]):
        only_claimed += sum(counted[w] for w in _near_words(lang) - words[best] if w in counted)
    elif lang not in words and lang not in _not_latin() and (best != "en" or len(only_best) < 6 or len(found) < 15):
        return ""
    total = sum(only_best.values())
    return best if len(only_best) >= 3 and total >= SURE_SHARE * len(found) and 4 * only_claimed <= total else ""


def _near_words(lang: str) -> frozenset[str]:
    groups = [group for group in table("languages")["near"] if lang in group]
    return frozenset().union(*(_words().get(one, frozenset()) for group in groups for one in group if one != lang))


def _script_counts(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if script := _script(character):
            counts[script] += count
    return counts


@functools.lru_cache(maxsize=4096)
def _script(character: str) -> str:
    if _LATIN.match(character):
        return "Latin"
    code = ord(character)
    for name, row in _scripts().items():
        for span in row["range"].split():
            low, high = span.split("-")
            if int(low, 16) <= code <= int(high, 16):
                return str(name)
    return ""


def _may_write(script: str, lang: str) -> bool:
    return lang in _scripts()[script]["languages"].split()


def _scripts() -> dict[str, dict[str, str]]:
    scripts: dict[str, dict[str, str]] = table("languages")["scripts"]
    return scripts


@functools.cache
def _subtags() -> frozenset[str]:
    return frozenset(table("languages")["subtags"].split())


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    return {lang: frozenset(words.split()) for lang, words in table("languages")["words"].items()}


@functools.cache
def _not_latin() -> frozenset[str]:
    return frozenset(table("languages")["not_latin"].split())


@functools.cache
def _simplified() -> frozenset[str]:
    return frozenset(table("languages")["simplified"])


@functools.cache
def _known() -> frozenset[str]:
    """Languages of which the way of writing is known here."""
    return _not_latin() | frozenset(_words()) | frozenset(("no", "nn", "fil", "af", "ca", "gl", "lb"))
