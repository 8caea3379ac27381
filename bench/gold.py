"""How many readings of real municipal text are wrong, open or missing: the gold of bench/gold, scored by ../shared.

`python -m bench gold` prints, for strict and balanced, what the common scorer calls residual (wrong of what is published),
flagged (open) and none (neither read nor open), in per cent of the spans; `--wrong` lists what is published wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from wardgen.cli.furigana import as_row
from wardgen.japanese.readings import BALANCED, STRICT, read, weigh
from wardgen.japanese.ward import shipped_lexicon

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
GOLD = HERE / "gold" / "municipal.jsonl"


def sentences() -> list[tuple[str, str, list[list[Any]]]]:
    """(id, text, readings) of every sentence whose text is as it was when it was read."""
    rows = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name, start, end = row["id"].split(":")
        text = (SHARED / "data" / "bulletins" / name).read_text(encoding="utf-8")[int(start) : int(end)]
        if hashlib.sha256(text.encode()).hexdigest()[:12] == row["sha"]:
            rows.append((row["id"], text, row["readings"]))
    return rows


def as_tokens(text: str, readings: list[list[Any]]) -> list[list[Any]]:
    """A sentence as the scorer reads gold; what its reader was unsure of is not scored (it holds no kanji)."""
    tokens: list[list[Any]] = []
    at = 0
    for start, end, kana, *unsure in readings:
        if start > at:
            tokens.append([text[at:start], None])
        tokens.append([text[start:end], kana, {"tag": "unsure" if unsure else ""}])
        at = end
    return [*tokens, [text[at:], None]] if at < len(text) else tokens


def scorer() -> ModuleType:
    """The common scorer."""
    spec = importlib.util.spec_from_file_location("evaluate", SHARED / "bench" / "furigana" / "evaluate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["evaluate"] = module
    spec.loader.exec_module(module)
    return module


def score(mode: str) -> tuple[dict[str, float], list[tuple[str, str, str, str]]]:
    """Figures of one mode, and (id, context, right, published) of everything that is published wrong."""
    evaluate = scorer()
    lexicon = shipped_lexicon()
    spans = flagged = wrong = none = 0
    errors = []
    for id, text, readings in sentences():
        gold = evaluate.to_units(as_tokens(text, readings))
        system = evaluate.to_units(as_row(text, read(text, weigh(text), lexicon, mode)))
        for unit, verdict, got, flag in evaluate.judge(gold, system, text, loose=True):
            if unit.tag == "unsure":
                continue
            spans += 1
            flagged += bool(flag)
            none += verdict == "none" and not flag
            if verdict == "bad" and not flag:
                wrong += 1
                around = text[max(0, unit.start - 8) : unit.start], text[unit.start : unit.end], text[unit.end :][:8]
                errors.append((id, "{}【{}】{}".format(*around), unit.reading, got))
    return {
        "spans": spans,
        "residual %": round(100 * wrong / max(1, spans - flagged), 3),
        "flagged %": round(100 * flagged / spans, 2),
        "none %": round(100 * none / spans, 3),
    }, errors


def main(arguments: list[str]) -> int:
    """Score both modes."""
    asked = argparse.ArgumentParser(prog="python -m bench gold", description=__doc__)
    asked.add_argument("--wrong", action="store_true")
    options = asked.parse_args(arguments)
    for mode in (STRICT, BALANCED):
        figures, errors = score(mode)
        print(mode, json.dumps(figures, ensure_ascii=False))
        if options.wrong:
            for row in errors:
                print("  ", *row, sep="\t")
    return 0
