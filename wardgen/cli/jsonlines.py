"""`wardgen lint --stdin-jsonl`: plain texts as JSON lines become findings and scores, one line each (contracts.md)."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from typing import Any

from wardgen.cli.console import tell
from wardgen.lint.plaintext import check_text
from wardgen.model.diagnostic import Diagnostic
from wardgen.words import message, say


def run(asked: argparse.Namespace) -> int:
    """Answer every line; 1 where a text has an error, 2 where a line is no JSON object with a text."""
    # Trees are circles: what lives for ever is not looked through for them again and again.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    has_error = False
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            identity, text = row.get("id"), row["text"]
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError):
            tell(say(asked.lang, "jsonl_broken", line=number))
            return 2
        answer = _answer(identity, text, asked.lang)
        has_error = has_error or any(one["level"] == "error" for one in answer["findings"])
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 1 if has_error else 0


def _answer(identity: object, text: str, lang: str) -> dict[str, Any]:
    found, score = check_text(text, explain=False)
    findings = [
        {
            "rule": one.rule.name,
            "level": str(one.level),
            "start": one.start,
            "end": one.end,
            "message": message(Diagnostic(one.rule.name, one.level, "", None, one.words), lang),
            "suggestion": one.suggestion,
        }
        for one in found
    ]
    return {"id": identity, "score": score.value if score is not None else 100, "findings": findings}
