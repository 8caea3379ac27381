"""Texts become the table of words that stand side by side: `python -m bench.neighbours FOLDER…` prints it.

Folders hold Markdown, or JSON lines whose values are texts. Only whole sentences are counted. With `--part 0.67` a part of
the sentences is counted, and the rest, which the table then does not know, tells how often it is wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.texts import bare, body
from wardgen.japanese.analyse import split_sentences, tokenise
from wardgen.japanese.neighbours import USUAL, pairs

SEED = 20261123
HEAD = """\
# Which words stand side by side in public texts: kinds of words (japanese/neighbours.py), not the texts themselves.
#
# left	how often	right, met often	right, met
# How made: `python -m bench.neighbours`, over the pages of the sample ward, docs/, the messages to editors, 400 articles of
# two cities' bulletins (Mitsuo-Koikawa/Municipal-Bulletin, CC BY 4.0), and 88 notices of prefectures and cities with their
# plain versions (MIT).
"""


def sentences(folder: Path) -> Iterator[str]:
    """Yield the whole sentences of the texts in a folder."""
    for file in sorted(folder.rglob("*.md")):
        yield from _whole(body(file))
    for file in sorted(folder.rglob("*.yaml")):
        yield from (
            one.strip(" '\"")
            for line in file.read_text("utf-8").splitlines()
            for one in _whole(line.partition(": ")[2])
        )
    for file in sorted(folder.rglob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            for value in json.loads(line).values():
                for text in value if isinstance(value, list) else [value]:
                    yield from _whole(text) if isinstance(text, str) else ()


def _whole(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if re.match(r"\s*[|#<:{!]", line):
            continue
        line = bare(line)
        yield from (line[a:b] for a, b in split_sentences(line) if b - a >= 8 and line[a:b].endswith("。"))


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--part", type=float, default=1.0)
    asked = options.parse_args()
    every = list(dict.fromkeys(one for folder in asked.folders for one in sentences(folder)))
    random.Random(SEED).shuffle(every)
    counts = Counter(pair for one in every[: round(asked.part * len(every))] for pair in pairs(tokenise(one)))
    by_left: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    totals: Counter[str] = Counter()
    for (left, right), count in sorted(counts.items()):
        totals[left] += count
        by_left[left][count < USUAL].append(right)
    lines = (f"{left}\t{totals[left]}\t{' '.join(usual)}\t{' '.join(rare)}" for left, (usual, rare) in by_left.items())
    print(HEAD + "\n".join(lines))


if __name__ == "__main__":
    main()
