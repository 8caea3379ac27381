"""A page becomes text for the ear (`speech.txt`), and the reading text for a 音声コード on each of its flyers.

Every date, number and sign is written as it is said; a word that a machine would misread stands in kana. The code itself is
made with its own software from the text: its format is not public.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wardgen.japanese.kanatext import Part
from wardgen.japanese.spoken import say_aloud
from wardgen.model.flyer import VOICED, FlyerTheme
from wardgen.outputs.output import Output, View
from wardgen.outputs.pageblocks import TEMPLATES, USES, once, page_parts
from wardgen.render.linear import Line, Words

MOST = 800
"""Characters that a code of 18 mm holds (Uni-Voice 作成の手引き: サイズ M)."""
_SILENT = frozenset(("more", "until", "notice", "number"))
"""Blocks that mean nothing to who hears the page."""
_ANSWERS = ("who", "contact-phone", "contact-fax", "contact-hours")
_NOT_CODED = frozenset(("kind", "ward", "issued"))
_FIRST = ("title", "summary", "deadline", "when", "place")
"""Blocks that are heard before the others."""
_ENDS = "。！？!?"


def _speech(view: View) -> str:
    """The whole page as it is said."""
    words = view.templates.theme.say(view.lang)
    spoken = _spoken(view)
    out = [words["speech_lead"]]
    for name, lines in spoken.items():
        if name not in _SILENT and lines:
            out += [*([""] if lines[0][0] else []), *(text for _, text in lines)]
    out += ["", *(text for name in ("number", "notice") for _, text in spoken.get(name, ()))]
    return "\n".join(out) + "\n"


def _spoken(view: View) -> dict[str, list[tuple[bool, str]]]:
    """Of each block its lines as they are said, and whether they are headings."""
    words = view.templates.theme.say(view.lang)
    lines = page_parts(view)
    return once(
        view,
        "spoken",
        lambda _: {
            name: [(line.kind == "h", said) for line, pieces in rows for said in _said(line, pieces, words)]
            for name, rows in lines.items()
        },
    )


def _said(line: Line, pieces: Iterable[Iterable[Part]], words: Words) -> Iterator[str]:
    """A line as it is said; what stands on several lines is said in several sentences."""
    lead = {"step": words["speech_step"], "note": words["speech_note"]}.get(line.kind, "").format(
        n=line.mark.strip("※")
    )
    for number, parts in enumerate(pieces):
        heard = "".join(_heard(parts))
        said = say_aloud(heard)
        if said:
            yield (lead if not number else "") + said + ("" if said[-1] in _ENDS else "。")


def _heard(parts: Iterable[Part]) -> Iterator[str]:
    """What is written of each part: kana where a machine would say something else; what follows a number, it says itself."""
    before = ""
    for part in parts:
        is_wrong = part.is_settled and not before[-1:].isdecimal() and not part.text[:1].isdecimal()
        yield part.kana if is_wrong else part.text
        before = part.text


def _voice(layout: str) -> Output:
    def render(view: View) -> str:
        theme: FlyerTheme = view["flyers"]
        return reading_text(view, (*theme.layouts[layout].head, *theme.layouts[layout].shown(str(view["page"].kind))))

    file = f"{layout}-voice.txt"
    return Output(
        f"{layout}-voice",
        "sheet",
        (*USES, "flyers"),
        lambda url: f"{url.lstrip('/')}{file}",
        render,
        templates=TEMPLATES,
    )


def reading_text(view: View, names: Iterable[str]) -> str:
    """What a 音声コード on a flyer holds: its blocks in their order as far as there is room, and always who answers."""
    words = view.templates.theme.say(view.lang)
    spoken = {name: "".join(text for _, text in rows) for name, rows in _spoken(view).items()}
    first = words["voice_page"].format(n=1)
    last = "".join(spoken.get(name, "") for name in _ANSWERS)
    more = words["voice_more"]
    room = MOST - len(first) - len(last)
    out, is_short = "", False
    for name in (*_FIRST, *names):
        text = spoken.pop(name, "")
        if name in _SILENT | _NOT_CODED or name in _ANSWERS or not text:
            continue
        if len(out) + len(text) + len(more) > room:
            is_short = True
            continue
        out += text
    return f"{first}{out}{more if is_short else ''}{last}"[:MOST] + "\n"


SPEECH = Output("speech", "sheet", USES, lambda url: f"{url.lstrip('/')}speech.txt", _speech, templates=TEMPLATES)
VOICES = tuple(map(_voice, VOICED))
