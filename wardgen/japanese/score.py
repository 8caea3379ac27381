"""Sentences become a score from 0 to 100, higher = easier, with what costs most of it.

The terms are those of formula F, found by ranking official texts against their plain versions: words that few know, 漢語,
kanji taught late, rows of kanji, long sentences, passives. It differs where there is a reason: a 漢語 that everybody knows
costs half; a sentence costs only what it is longer than is read at one go (plain versions are often the longer ones);
honorific speech costs like a passive, as which it is often spelled; few words are no sure share; what is explained is known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from wardgen.japanese.kanji import HAN, is_kana_word
from wardgen.japanese.kanjitable import grade
from wardgen.japanese.origin import origin
from wardgen.japanese.tables import rows
from wardgen.model.prose import Sentence, Token
from wardgen.model.score import Cause, Score

TOP, SCALE = 113.0, 18.0
"""The value of a text without any cost, and the points of one unit of the formula.

Two points fix them: the median of official text (400 articles of city bulletins, 88 originals of notices) lies at 45, and
three of four plain versions of those notices lie above 70. Four of five bulletin articles come to 29-61.
"""
WEIGHTS = {
    "words": 3.0,
    "sinitic": 2.0,
    "kanji": 1.5,
    "runs": 0.1,
    "sentences": 0.02,
    "passives": 0.3,
    "honorifics": 0.3,
}
"""Cause -> cost of: the whole share (of words, words, characters), one kanji in a row, one character too many, one a sentence."""
_FAMILIAR = 0.25
"""Cost of a word of level 2 beside one that the list lacks: fewer people know it than one of level 1."""
_KNOWN_SINITIC = 0.5
_AT_ONE_GO = 30
"""Characters of a sentence that cost nothing: 弘前大学's 24 拍 for text that is heard."""
_DOUBT, _AVERAGE = 1.0, 0.35
"""Words of average difficulty that are added to every text, so that a single word is no share of 100 %."""
_LATE = 4
"""School year from which a kanji costs something."""
_SHOWN = 5
"""Examples that a cause names at most."""

_RUN = re.compile(f"[{HAN}ヶ]+")
_JAPANESE = re.compile(f"[{HAN}ぁ-ゖァ-ヺ]")
_APART = re.compile(
    f"(?<=[{HAN}])[（(][ぁ-ゖァ-ヺー・ \u3000]+[)）]"
    r"|(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+",
    re.ASCII,
)
"""What is no running text: the reading of the word before it, and addresses."""
_GLOSS = re.compile("[（(](?=[^()（）]*[ぁ-ゖ])[^()（）]{6,}[)）]|とは、")
"""What explains the words before it: words in brackets, and the beginning of a definition."""
_MAIN = ("名詞-普通名詞", "動詞-一般", "形容詞-一般", "形状詞-一般", "副詞")
_UNIT = "名詞-普通名詞-助数詞可能"
"""分, 回, 円: part of a figure, not a word by itself."""
_PREDICATE = ("動詞", "形容詞", "助動詞")
_HONORIFIC = frozenset(
    "致す 頂く 御座る 伺う 申し上げる いらっしゃる 為さる 仰る 召し上がる 御覧 存じる 承る 拝見 賜る".split()
)
"""Normal forms of the words of honorific and humble speech (敬語の指針, 2007: 尊敬語, 謙譲語)."""


class _Cost(NamedTuple):
    """What one word adds to its text."""

    content: int = 0
    words: float = 0.0
    sinitic: float = 0.0
    late: int = 0
    is_predicate: bool = False
    is_polite: bool = False
    """Whether it may make a passive or be honorific speech, which its neighbours decide."""


def score(sentences: Iterable[Sentence], *, explain: bool = True) -> Score | None:
    """A score of running text (paragraphs and list items, no headings or tables); None where none of it is Japanese.

    `explain`: name the causes too.
    """
    some = [sentence for sentence in sentences if _JAPANESE.search(sentence.text)]
    if not some:
        return None
    known = _explained(some)
    some = [_without_apart(sentence) for sentence in some]
    points = {name: SCALE * WEIGHTS[name] * amount for name, amount in _amounts(some, known).items()}
    exact = TOP - sum(points.values())
    if not explain:
        return Score(round(min(100.0, max(0.0, exact))), exact, ())
    worst = sorted((name for name in points if points[name] > 0), key=lambda name: -points[name])
    causes = (Cause(name, round(points[name], 1), _examples(name, some, known)) for name in worst)
    # A cause that can name nothing is only the average that was added, or too little to act on.
    return Score(round(min(100.0, max(0.0, exact))), exact, tuple(islice((c for c in causes if c.examples), 3)))


def _amounts(sentences: Sequence[Sentence], known: frozenset[str]) -> dict[str, float]:
    """How much there is of each cause; long sentences and rows of kanji count by the share of the text that they make up."""
    content = late = predicates = characters = passives = honorifics = 0
    words = sinitic = rows_of_kanji = too_long = 0.0
    for sentence in sentences:
        length = len(sentence.text.strip())
        characters += length
        rows_of_kanji += length * max(map(len, _RUN.findall(sentence.text)), default=0)
        too_long += length * max(0, length - _AT_ONE_GO)
        has_predicate = is_polite = False
        for token in sentence.tokens:
            cost = _costs.get((token.surface, token.pos, token.reading, token.normal)) or _cost(token)
            late += cost.late
            if cost.content:
                content += 1
                if token.normal in known:
                    sinitic += min(cost.sinitic, _KNOWN_SINITIC)
                else:
                    words += cost.words
                    sinitic += cost.sinitic
            if cost.is_predicate:
                has_predicate = True
            if cost.is_polite:
                is_polite = True
        predicates += has_predicate
        if is_polite:
            passives += len(list(_passives(sentence.tokens)))
            honorifics += len(list(_honorifics(sentence.tokens)))
    said = max(1, predicates)
    return {
        "words": (words + _DOUBT * _AVERAGE) / (content + _DOUBT),
        "sinitic": (sinitic + _DOUBT * _AVERAGE) / (content + _DOUBT),
        "kanji": late / characters,
        "runs": rows_of_kanji / characters,
        "sentences": too_long / characters,
        "passives": passives / said,
        "honorifics": honorifics / said,
    }


_costs: dict[tuple[str, str, str, str], _Cost] = {}
"""A plain dict, because a call of `lru_cache` for each word would cost more than all the rest."""


def _cost(token: Token) -> _Cost:
    if len(_costs) > 1 << 16:
        _costs.clear()
    late = sum(1 for char in token.surface if _RUN.match(char) and grade(char) >= _LATE and char not in "々ヶ")
    is_polite = token.normal in _HONORIFIC or token.normal in ("れる", "られる", "御", "居る")
    cost = _Cost(late=late, is_predicate=token.pos.startswith(_PREDICATE), is_polite=is_polite)
    # 当, 本, 各 before a noun are words of officials as much as any; お and ご are counted as honorific speech.
    is_prefix = token.pos.startswith("接頭辞") and token.normal not in ("御", "第")
    if is_prefix or (token.pos.startswith(_MAIN) and not token.pos.startswith(_UNIT)):
        is_sinitic = origin(token) == "sinitic"
        if is_sinitic or not is_prefix:
            level = _level(token)
            hard = 1.0 if level is None else _FAMILIAR if level == 2 else 0.0
            share = (1.0 if level is None else _KNOWN_SINITIC) if is_sinitic else 0.0
            cost = cost._replace(content=1, words=hard, sinitic=share)
    _costs[token.surface, token.pos, token.reading, token.normal] = cost
    return cost


@cache
def basic_words() -> dict[str, int]:
    """Normal form of a word -> its level: 1 = the commonest, 2 = what else a child of eight knows (tables/basic_words.tsv)."""
    return {word: int(level) for word, level, *_ in rows("basic_words")}


def _level(token: Token) -> int | None:
    """The level of a word, or of the hardest part of one that is put together of listed words (電話番号)."""
    basic = basic_words()
    level = basic.get(token.normal) or basic.get(token.surface)
    if level is None and token.cuts:
        ends = [cut - token.start for cut in token.cuts]
        parts = [token.surface[a:b] for a, b in zip([0, *ends], [*ends, len(token.surface)], strict=True)]
        if all(part in basic for part in parts):
            level = max(basic[part] for part in parts)
    return level


def _passives(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield each verb in the passive or the respectful form that is spelled like it.

    られる before anything but て and た may say what one can do (受けられます), so only れる counts everywhere.
    """
    for i, token in enumerate(tokens):
        if token.normal == "れる" and token.pos.startswith("助動詞"):
            yield tokens[i - 1].surface + token.surface if i else token.surface
        elif token.normal == "られる" and token.pos.startswith("助動詞"):
            after = tokens[i + 1].surface if i + 1 < len(tokens) else ""
            if i and after in ("て", "た"):
                yield tokens[i - 1].surface + token.surface


def _honorifics(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield each word of honorific speech: ご before any word, お before a verb or what one does (お持ち, お問い合わせ)."""
    for i, token in enumerate(tokens):
        if token.normal == "御" and token.pos.startswith("接頭辞") and i + 1 < len(tokens):
            after = tokens[i + 1]
            if token.surface in ("ご", "御") or after.pos.startswith(("動詞", "名詞-普通名詞-サ変")):
                yield token.surface + after.surface
        elif token.normal in _HONORIFIC or (token.normal == "居る" and token.surface.startswith("お")):
            yield token.surface


def _explained(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The words that the text itself explains."""
    found = set()
    for sentence in sentences:
        ends: list[int] = []
        for gloss in _GLOSS.finditer(sentence.text):
            # Kana alone in brackets is a reading.
            if gloss[0] != "とは、" and is_kana_word(gloss[0][1:-1]):
                continue
            ends = ends or [token.end for token in sentence.tokens]
            for i in range(bisect_right(ends, gloss.start()) - 1, -1, -1):
                token = sentence.tokens[i]
                if not token.pos.startswith(("名詞", "動詞", "形状詞", "接")):
                    break
                found.add(token.normal)
    return frozenset(found)


def _without_apart(sentence: Sentence) -> Sentence:
    """A sentence without what is no running text; its words keep their places of before."""
    spans = [found.span() for found in _APART.finditer(sentence.text)]
    if not spans:
        return sentence
    starts = [start for start, _ in spans]
    kept = []
    for token in sentence.tokens:
        at = bisect_right(starts, token.start) - 1
        if at < 0 or token.end > spans[at][1]:
            kept.append(token)
    return sentence._replace(text=_APART.sub("", sentence.text), tokens=tuple(kept))


def _examples(name: str, sentences: Iterable[Sentence], known: frozenset[str]) -> tuple[str, ...]:
    """What costs most under one cause: the commonest first, of sentences and rows of kanji the longest."""
    if name == "sentences":
        texts = sorted((s.text.strip() for s in sentences), key=len, reverse=True)
        return tuple(text for text in texts[:_SHOWN] if len(text) > _AT_ONE_GO)
    if name == "runs":
        runs = dict.fromkeys(run for s in sentences for run in _RUN.findall(s.text) if len(run) > 3)
        return tuple(sorted(runs, key=len, reverse=True)[:_SHOWN])
    found: Counter[str] = Counter()
    column = _Cost._fields.index({"kanji": "late"}.get(name, name)) if name in ("words", "sinitic", "kanji") else 0
    for sentence in sentences:
        if name in ("passives", "honorifics"):
            found.update((_passives if name == "passives" else _honorifics)(sentence.tokens))
            continue
        for token in sentence.tokens:
            cost = _costs.get((token.surface, token.pos, token.reading, token.normal)) or _cost(token)
            if cost[column] >= 1 and not (name == "words" and token.normal in known):
                found[token.surface] += 1
    return tuple(word for word, _ in found.most_common(_SHOWN))
