"""Blocks become plain text: complete on its own, for readers, mail and machines without HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wardgen.model.body import TITLE, Block, Ref
from wardgen.render.links import Target


def block_text(
    blocks: Sequence[Block],
    refs: Sequence[Ref],
    targets: Sequence[Target],
    full: str,
    words: Mapping[str, str],
    lang: str,
) -> str:
    """Turn a body's blocks into text; a table row becomes one line `見出し：値`, a link is followed by its address.

    `full`: the site's address without `/` at the end.
    """
    lines: list[str] = []
    heads: list[str] = []
    table = row = 0
    cells: list[str] = []

    def end_row() -> None:
        nonlocal heads
        if not cells:
            return
        if row == 1:
            heads = list(cells)
        elif len(heads) == len(cells):
            lines.append("・" + "、".join(f"{h}：{c}" if h else c for h, c in zip(heads, cells, strict=True)))
        else:
            lines.append("・" + "、".join(cells))
        cells.clear()

    for block in blocks:
        if block.kind == "chart":
            end_row()
            lines += ["", *_rows(targets[block.links[0]], full, words), ""]
            continue
        if block.kind in ("contact", "image"):
            end_row()
            lines += ["", *_beside(refs[block.links[0]], targets[block.links[0]], words, lang), ""]
            continue
        text = _with_links(block, refs, targets, full)
        if not text and block.kind != "notice":
            continue
        if block.kind in ("th", "td") and block.row[0]:
            if block.row != (table, row):
                end_row()
                if block.row[0] != table:
                    heads = []
                    lines.append("")
                table, row = block.row
            cells.append(text)
            continue
        end_row()
        table = row = 0
        if block.kind == "h":
            mark = {2: "■ ", 3: "● "}.get(block.level, "○ ")
            lines += ["", mark + text]
        elif block.kind == "li":
            marker = _note_name(block, refs, targets)
            lines.append("　" * (block.level - 1) + marker + ("" if marker == "・" else " ") + text)
        elif block.kind == "notice" and block.marker:
            lines += ["", f"{words['notice_' + block.marker]}：{text}".rstrip("："), ""]
        elif block.kind == "dd":
            lines.append("　" + text)
        else:
            if lines and lines[-1]:
                lines.append("")
            lines.append(text)
            lines.append("")
    end_row()
    return squeeze(lines)


def _beside(ref: Ref, target: Target, words: Mapping[str, str], lang: str) -> list[str]:
    """What a contact box or a picture says."""
    row = target.department
    if row is None:
        return [f"{words['image']}：{ref.label}"] if ref.kind == "image" and ref.label else []
    return [row.called(lang), *(f"{words[key]}{words['colon']}{value}" for key, value, _ in row.facts(lang))]


def _rows(target: Target, full: str, words: Mapping[str, str]) -> list[str]:
    """A data table as lines `・見出し：値`, as other tables are, and where its file lies; nothing of data that are wrong."""
    figure = target.figure
    if figure is None:
        return []
    heads = figure.heads(words["chart_total"])
    rows = ["・" + "、".join(f"{head}：{cell}" for head, cell in zip(heads, row, strict=True)) for row in figure.rows]
    return [*rows, f"{words['chart_file'].format(title=figure.title)}（CSV、{full}{target.url}）"]


def _note_name(block: Block, refs: Sequence[Ref], targets: Sequence[Target]) -> str:
    """The marker of a list item; of a note its name as counted through the publication."""
    first = block.links[0] if block.links else None
    is_note = first is not None and refs[first].kind == "note" and refs[first].label == block.marker
    return targets[first].title or block.marker if first is not None and is_note else block.marker


def _with_links(block: Block, refs: Sequence[Ref], targets: Sequence[Target], full: str) -> str:
    """A block's text with the addresses of its links after it; a link without words takes the title of its page.

    Figures and notes are called by their place in the publication, not on the page.
    """
    text, notes, seen = block.text, [], 0
    for index in block.links:
        ref, target = refs[index], targets[index]
        is_named = ref.kind in ("figure", "note")
        if ref.kind == "note" and ref.label == block.marker:
            continue
        if is_named or not ref.label:
            name = target.title or (ref.label or "" if is_named else "")
            written = ref.label if is_named and ref.label and (ref.kind == "note" or ref.target[:1] == "#") else TITLE
            at = text.find(written, seen)
            if at >= 0:
                text, seen = text[:at] + name + text[at + len(written) :], at + len(name)
        if is_named or target.kind == "broken" or (target.kind == "page" and ref.target.startswith("#")):
            continue
        address = target.url if target.kind == "external" else full + target.url
        address = address.removeprefix("mailto:").removeprefix("tel:")
        if address not in text:
            notes.append(address)
    return text + (f"（{'、'.join(notes)}）" if notes else "")


def squeeze(lines: Iterable[str]) -> str:
    """Lines as text with no two blank lines in a row and one line break at the end."""
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line.rstrip())
    while out and not out[-1]:
        out.pop()
    return "\n".join(out) + "\n"
