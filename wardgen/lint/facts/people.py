"""A page becomes the lines that name a person together with where the person lives, how old or when born."""

from __future__ import annotations

import re
from typing import NamedTuple

from wardgen.japanese.figures import flatten
from wardgen.lint.facts.agreement import Line, lines_of
from wardgen.lint.rule import PageView
from wardgen.model.prose import Token

_PERSONAL = re.compile(
    r"[0-9]{1,3}[歳才](?!以|未|まで|から|の[^\0]{0,6}(?:人|方|子)|児|~|になる|を|に)|生年月日|(?:大正|昭和|平成|令和)(?:元|[0-9]{1,2})[年.][0-9]{1,2}[月.][0-9]{1,2}日?\s?生"
    # With an end to each number: a run of digits would else be tried from each of them on.
    r"|[一二三四五六七八九十0-9]{1,6}丁目\s?[0-9一二三四五六七八九十]{1,6}(?:番|-)|[0-9]{1,6}番地|[0-9]{1,6}番[0-9]{1,6}号"
)
_HEADED = re.compile("年齢|住所|生年月日|自宅|携帯")
_NAMED = re.compile("氏名|名前|お名前")
_PUBLIC = re.compile("候補者?|立候補|議員|文化財|歴史|没$|史跡")
_BUSINESS = re.compile(
    "店|院|医院|歯科|内科|薬局|園|塾|工務|商会|商店|電機|事務所|クリニック|整骨|建設|酒造|製作|教室|記念|邸|公園|美術|通り|線|橋|駅|賞|旗|像"
)


MANY = 3
"""Lines about people that make a list of them."""
SHORT = 80
"""Characters of a line that is one of a list; a longer one tells a story in which a name and an age may be of two people."""


class NamedLines(NamedTuple):
    """The lines that tell of a person, and whether they are a list of private people."""

    lines: list[Line]
    is_list: bool


def people_in(view: PageView) -> NamedLines:
    """The lines of a page that name a person with an address, an age or a day of birth."""
    lines = lines_of(view.body.blocks)
    heads = {line.block: _head(view, line) for line in lines}
    asked = [
        line for line in lines if _PERSONAL.search(flatten(line.text)) or (heads[line.block] and "\0" in line.text)
    ]
    if not asked:
        return NamedLines([], False)
    tokens: dict[int, list[tuple[Token, ...]]] = {}
    for sentence in view.prose.sentences:
        tokens.setdefault(sentence.block, []).append(sentence.tokens)
    found = []
    for line in asked:
        width = line.text.count("\0") + 1
        words = [one for block in range(line.block, line.block + width) for one in tokens.get(block, ())]
        if any(names_person(one) for one in words):
            found.append(line)
    is_public = _PUBLIC.search(view.page.title + "".join(h.text for h in view.outline.headings)) is not None
    listed = [line for line in found if "\0" in line.text or len(line.text) <= SHORT]
    return NamedLines(found, len(listed) >= MANY and not is_public)


def _head(view: PageView, line: Line) -> bool:
    """Whether a row stands in a table whose columns are names and where people live, or how old they are."""
    blocks = view.body.blocks
    table, row = blocks[line.block].row
    if (table, row) == (0, 0):
        return False
    at = line.block
    while at > 0 and blocks[at - 1].row[0] == table:
        at -= 1
    head = "\0".join(block.text for block in blocks[at : at + 12] if block.row == blocks[at].row)
    return blocks[at].row != (table, row) and bool(_NAMED.search(head) and _HEADED.search(head))


def names_person(tokens: tuple[Token, ...]) -> bool:
    """Whether words name a person: a family name and a given name, not a business called by it."""
    for index, token in enumerate(tokens):
        if not token.pos.startswith("名詞-固有名詞-人名-姓"):
            continue
        after = [one for one in tokens[index + 1 : index + 4] if one.surface.strip()]
        if (
            after
            and after[0].pos.startswith("名詞-固有名詞-人名")
            and not (len(after) > 1 and _BUSINESS.match(after[1].surface))
        ):
            return True
        if after and after[0].surface in ("さん", "様", "氏", "君", "ちゃん"):
            return True
    return False
