"""Sentences become sentences with one slip each, and the share of slips that the rules find: `python -m bench.typos`.

The slips are drawn with a fixed seed from the sample ward's pages and, where they are given, further texts.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.texts import bare, body
from wardgen.japanese.analyse import split_sentences, tokenise
from wardgen.lint.plaintext import check_text

SEED = 20261123
SENTENCES = 600
_HOMOPHONES = (
    "以外 意外|対象 対照|保障 保証|機会 機械|開放 解放|期間 機関|機関 期間|制度 精度|収集 収拾|決済 決裁|施行 施工|適正 適性|"
    "課程 過程|講演 公演|健診 検診|検診 健診|避難 非難|保険 保健|保健 保険|児童 自動|障害 傷害|地震 自身|回答 解答|改定 改訂|"
    "修了 終了|指示 支持|紹介 照会|要件 用件|交付 公布|以降 移行|以上 異常|体制 大勢|支給 至急|申告 深刻|対策 大作|回収 改修|"
    "証明 照明|期限 起源|関心 感心|競争 競走"
)
_VOICED = dict(
    zip(
        "かきくけこさしすせそたちつてとはひふへほがぎぐげござじずぜぞだぢづでどばびぶべぼ",
        "がぎぐげござじずぜぞだぢづでどばびぶべぼかきくけこさしすせそたちつてとはひふへほ",
        strict=True,
    )
)
_SMALL = dict(zip("っゃゅょつやゆよ", "つやゆよっゃゅょ", strict=True))
_OKURIGANA = re.compile("(?<=[一-鿿])[ぁ-ん](?=[ぁ-ん])")

Slip = Callable[[str, random.Random], str | None]


def _at(pattern: str, change: Callable[[re.Match[str]], str]) -> Slip:
    def slip(text: str, rng: random.Random) -> str | None:
        found = list(re.finditer(pattern, text))
        if not found:
            return None
        one = rng.choice(found)
        return text[: one.start()] + change(one) + text[one.end() :]

    return slip


def _particle(change: Callable[[str, random.Random], str]) -> Slip:
    def slip(text: str, rng: random.Random) -> str | None:
        found = [t for t in tokenise(text) if t.pos.startswith("助詞-格助詞") and t.surface in "をにがのでと"]
        if not found:
            return None
        one = rng.choice(found)
        return text[: one.start] + change(one.surface, rng) + text[one.end :]

    return slip


def _homophone(text: str, rng: random.Random) -> str | None:
    pairs = [pair.split() for pair in _HOMOPHONES.split("|")]
    there = [(right, wrong) for right, wrong in pairs if right in text]
    if not there:
        return None
    right, wrong = rng.choice(there)
    return text.replace(right, wrong, 1)


SLIPS: dict[str, Slip] = {
    "doubled particle": _particle(lambda p, _: p * 2),
    "doubled kana": _at("[ぁ-ん]", lambda m: m[0] * 2),
    "doubled kanji": _at("(?<=[一-鿿])[一-鿿](?![一-鿿])", lambda m: m[0] * 2),
    "particle beside particle": _particle(lambda p, rng: p + rng.choice([c for c in "をにが" if c != p])),
    "particle swapped": _particle(lambda p, rng: rng.choice([c for c in "をにがの" if c != p])),
    "particle dropped": _particle(lambda p, _: ""),
    "kana dropped": _at("(?<=[ぁ-ん])[ぁ-ん](?=[ぁ-ん])", lambda m: ""),
    "voiced mark": _at(f"[{''.join(_VOICED)}]", lambda m: _VOICED[m[0]]),
    "small kana": _at(f"[{''.join(_SMALL)}]", lambda m: _SMALL[m[0]]),
    "katakana": _at("(?<=[ァ-ヴー]{2})[ァ-ヴー](?=[ァ-ヴー])", lambda m: ""),
    "okurigana": _at(_OKURIGANA.pattern, lambda m: ""),
    "same sound": _homophone,
    "ending": _at("(?<=ま)[すし](?=[。たょ])|(?<=く)だ(?=さい)|(?<=ださ)い", lambda m: ""),
    "bracket": _at("[」）]", lambda m: ""),
    "mark twice": _at("[、。]", lambda m: m[0] * 2),
}


def sentences(folder: Path, more: Path | None) -> list[str]:
    """The sentences that slips are put into."""
    files = sorted(folder.rglob("*.md")) + (sorted(more.rglob("*.md")) if more else [])
    found: list[str] = []
    for file in files:
        for line in body(file).split("\n"):
            if re.match(r"[|#<:\[{!]|\s*$", line):
                continue
            line = bare(line)
            found += [line[a:b] for a, b in split_sentences(line) if 15 <= b - a <= 100 and line[a:b].endswith("。")]
    return list(dict.fromkeys(found))


def typos(text: str) -> Iterator[str]:
    """The rules of typing that fire on a text, those that only ask a person to look left out."""
    for one in check_text(text)[0]:
        if one.rule.code.startswith("P3") and one.level.value != "review":
            yield one.rule.name


def main() -> None:
    """Print recall by class, and false alarms on the texts as they are."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--content", type=Path, default=Path("content"))
    options.add_argument("--more", type=Path, default=None, help="a folder of further Markdown files")
    options.add_argument("--show", default="", help="print the slips of this class that were not found")
    asked = options.parse_args()
    rng = random.Random(SEED)
    every = sentences(asked.content, asked.more)
    base = rng.sample(every, min(SENTENCES, len(every)))
    clean = {text: Counter(typos(text)) for text in base}
    alarms = sum(sum(c.values()) for c in clean.values())
    print(f"{len(base)} sentences, {sum(map(len, base)):,} characters, {alarms} findings as they are")
    for name, slip in SLIPS.items():
        found: Counter[str] = Counter()
        tried = hit = 0
        for text in base:
            wrong = slip(text, rng)
            if wrong is None or wrong == text:
                continue
            tried += 1
            new = Counter(typos(wrong)) - clean[text]
            hit += bool(new)
            found.update(new)
            if name == asked.show and not new:
                print("  missed:", wrong)
        share = f"{100 * hit / tried:5.1f} %" if tried else "    –"
        print(f"{name:26} {tried:4} {share}  {dict(found.most_common(4))}")


if __name__ == "__main__":
    main()
