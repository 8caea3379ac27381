"""Markdown becomes HTML: Python-Markdown, set up once for each language.

Chosen also because emphasis beside 「」 works in it; every CommonMark engine tried fails there (commonmark-spec#650).
"""

from __future__ import annotations

import functools
import re
import sys
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor

from wardgen.model.body import UNFIT
from wardgen.render.blocks import BlockExtension
from wardgen.render.rubymark import RubyExtension, restore

_MARKUP = re.compile(r"[\\`*_\[\]!<>&\n\x02\x03:{\U00100006]")
"""Characters one of which every inline pattern needs; U+100006 opens furigana (rubymark)."""


_LEFT = re.compile("\x02?(?:klzzwxh|wzxhzdk):\\d+\x03|\x02[^\x02\x03<>]*\x03|[\x02\x03]")
"""What Python-Markdown left of its own: it never puts back some raw HTML that a broken tag or a mark of ours cut in two."""
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,8})|0*(\d{1,9}))\d*;?")


class _Inline(InlineProcessor):
    """Skips the twenty-odd inline patterns for text that holds none of their characters: same HTML, a quarter less time.

    Python-Markdown has no hook for this, so the private method is wrapped under its mangled name; the pinned version
    and tests/render/test_markdown.py hold it in place.
    """

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if not _MARKUP.search(data):
            return data
        handle = InlineProcessor._InlineProcessor__handleInline  # type: ignore[attr-defined]
        return str(handle(self, data, patternIndex))


class _Heading(HashHeaderProcessor):
    """`#4月10日撮影` is a hashtag, not a heading: one `#` needs a space after it (CommonMark 4.2); `##見出し` does not."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{2,6}|#(?=[ \t]))(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")


class _Changes(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_Inline(md), "inline", 20)
        md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)


@functools.cache
def _converter(lang: str) -> markdown.Markdown:
    back = "Back to the text" if lang.startswith("en") else "本文に戻る"
    return markdown.Markdown(
        extensions=[
            "tables",
            "footnotes",
            "attr_list",
            "def_list",
            "fenced_code",
            "sane_lists",
            BlockExtension(),
            RubyExtension(),
            _Changes(),
        ],
        extension_configs={"footnotes": {"BACKLINK_TITLE": back, "SEPARATOR": "-"}},
        output_format="html",
    )


def convert(text: str, lang: str) -> tuple[str, list[str]]:
    """Turn Markdown into unsafe HTML and list the pieces of raw HTML that the author wrote.

    The HTML still holds whatever the author wrote: body.py walks it and nh3 cleans it.
    """
    md = _converter(lang)
    md.reset()
    html = md.convert(text)
    raw = [
        piece
        for piece in md.htmlStash.rawHtmlBlocks
        if isinstance(piece, (str, Element)) and str(piece).lstrip().startswith("<")
    ]
    if "\x02" in html or "\x03" in html:
        html = _LEFT.sub("", html)
    return restore(_without_unfit(html)), [str(piece) for piece in raw]


def _without_unfit(html: str) -> str:
    """Take out references to characters that load refuses (`&#1;`, `&#x100001;`): parsed, they would be those characters."""

    def put(found: re.Match[str]) -> str:
        number = int(found[1], 16) if found[1] else int(found[2])
        return "\ufffd" if number > sys.maxunicode or UNFIT.match(chr(number)) else found[0]

    return _REFERENCE.sub(put, html) if "&#" in html else html
