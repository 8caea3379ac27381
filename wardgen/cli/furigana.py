"""`wardgen furigana`: sentences on standard input become words with readings, one JSON list a line (contracts.md)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from wardgen.cli.console import print_findings
from wardgen.japanese.lexicon import Lexicon
from wardgen.japanese.readings import read, weigh
from wardgen.japanese.ward import shipped_lexicon, ward_lexicon
from wardgen.load.config import load_config
from wardgen.load.shelf import load_registers_of
from wardgen.model.reading import Word


def run(asked: argparse.Namespace) -> int:
    """Read every line."""
    lexicon, mode = _ward(asked)
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        words = read(text, weigh(text), lexicon, mode)
        sys.stdout.write(json.dumps(as_row(text, words), ensure_ascii=False) + "\n")
    return 0


def _ward(asked: argparse.Namespace) -> tuple[Lexicon, str]:
    """The lexicon and how strict to be; rows of the registers that cannot be used are told and left out."""
    if asked.config is None:
        return shipped_lexicon(), asked.readings or "strict"
    config = load_config(Path(asked.config))
    registers, found = load_registers_of(config)
    print_findings(found, asked, Path(config.root))
    return ward_lexicon(registers), asked.readings or config.readings


def as_row(text: str, words: tuple[Word, ...]) -> list[list[object]]:
    """A sentence as the list that is printed; the surfaces concatenated equal it."""
    row: list[list[object]] = []
    at = 0
    for word in words:
        if word.start > at:
            row.append([text[at : word.start], None])
        surface = text[word.start : word.end]
        row.append([surface, word.reading or None, *([{"flag": word.why}] if word.why else [])])
        at = word.end
    if at < len(text):
        row.append([text[at:], None])
    return row
