"""How many readings are wrong, open or missing, and what they cost: the gold of bench/gold, judged by the shared scorer.

`municipal`: real bulletins, whose text stands beside the repository; `general` and `joyo`: sentences written for it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from wardgen.cli.furigana import as_row
from wardgen.japanese.readings import BALANCED, STRICT, read, weigh
from wardgen.japanese.ward import shipped_lexicon

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
SCORER = SHARED / "bench" / "furigana" / "evaluate.py"
GOLD = ("municipal", "general", "joyo")
UNSURE = "unsure"


class Score(NamedTuple):
    """Figures of one gold in one mode: per cent of its spans; `residual` is of what is published."""

    gold: str
    mode: str
    spans: int
    residual: float
    flagged: float
    none: float
    reasons: dict[str, float]
    wrong: list[tuple[str, str, str]]
    """(context with the span in brackets, what is right, what is published)."""


def scorer() -> ModuleType:
    """The shared scorer."""
    spec = importlib.util.spec_from_file_location("evaluate", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["evaluate"] = module
    spec.loader.exec_module(module)
    return module


def _municipal(evaluate: ModuleType) -> list[tuple[str, Any]]:
    """(sentence, its units) of the bulletins, where the text still is as it was when it was read."""
    rows = []
    for line in (HERE / "gold" / "municipal.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name, start, end = row["id"].split(":")
        text = (SHARED / "data" / "bulletins" / name).read_text(encoding="utf-8")[int(start) : int(end)]
        if hashlib.sha256(text.encode()).hexdigest()[:12] == row["sha"]:
            rows.append((text, evaluate.to_units(_as_tokens(text, row["readings"]))))
    return rows


def _as_tokens(text: str, readings: list[list[Any]]) -> list[list[Any]]:
    tokens: list[list[Any]] = []
    at = 0
    for start, end, kana, *unsure in readings:
        if start > at:
            tokens.append([text[at:start], None])
        tokens.append([text[start:end], kana, {"tag": UNSURE if unsure else ""}])
        at = end
    return [*tokens, [text[at:], None]] if at < len(text) else tokens


def sentences(gold: str, evaluate: ModuleType) -> list[tuple[str, Any]]:
    """(sentence, its units) of one gold."""
    if gold == "municipal":
        return _municipal(evaluate)
    return [(one.text, one.units) for one in evaluate.load_ruby(HERE / "gold" / f"{gold}.txt")]


def score(gold: str, mode: str, evaluate: ModuleType) -> Score:
    """Judge one gold in one mode."""
    lexicon = shipped_lexicon()
    spans = none = 0
    reasons: Counter[str] = Counter()
    wrong = []
    for text, right in sentences(gold, evaluate):
        given = evaluate.to_units(as_row(text, read(text, weigh(text), lexicon, mode)))
        for unit, verdict, got, flag in evaluate.judge(right, given, text, loose=True):
            if unit.tag == UNSURE:
                continue
            spans += 1
            reasons[flag] += bool(flag)
            none += verdict == "none" and not flag
            if verdict == "bad" and not flag:
                around = text[max(0, unit.start - 8) : unit.start], text[unit.start : unit.end], text[unit.end :][:8]
                wrong.append(("{}【{}】{}".format(*around), unit.reading, got))
    flagged = sum(reasons.values())
    shares = {reason: round(100 * n / spans, 2) for reason, n in reasons.most_common() if n}
    return Score(
        gold,
        mode,
        spans,
        round(100 * len(wrong) / max(1, spans - flagged), 3),
        round(100 * flagged / spans, 2),
        round(100 * none / spans, 3),
        shares,
        wrong,
    )


def cost() -> tuple[float, float]:
    """Milliseconds of CPU for 1,000 characters (a 3 KB page): asking the engines, and reading with what they said."""
    texts = [text for text, _ in sentences("general", scorer())]
    lexicon = shipped_lexicon()
    read(texts[0], weigh(texts[0]), lexicon)
    size = sum(map(len, texts)) / 1000
    began = time.process_time()
    evidence = [weigh(text) for text in texts]
    asked = time.process_time()
    for text, one in zip(texts, evidence, strict=True):
        read(text, one, lexicon)
    return 1000 * (asked - began) / size, 1000 * (time.process_time() - asked) / size


def render_gold(*, lists_wrong: bool) -> str:
    """Every gold in both modes as a table in Markdown, then what is published wrong where that is asked for."""
    evaluate = scorer()
    lines = [
        "| gold | mode | spans | wrong of what is published | open | neither | why open |",
        "|---|---|---|---|---|---|---|",
    ]
    wrong: list[str] = []
    for gold in GOLD:
        for mode in (STRICT, BALANCED):
            one = score(gold, mode, evaluate)
            why = ", ".join(f"{reason} {share}" for reason, share in one.reasons.items())
            lines.append(
                f"| {gold} | {mode} | {one.spans} | {one.residual} % | {one.flagged} % | {one.none} % | {why} |"
            )
            wrong += [f"{gold} {mode}\t" + "\t".join(row) for row in one.wrong]
    asked, known = cost()
    lines += [
        "",
        f"{asked:.1f} ms CPU for 1,000 characters with both engines, {known:.1f} ms with what they said before.",
    ]
    return "\n".join([*lines, *(wrong if lists_wrong else [])])
