"""Questions to an editor become values: numbered choices, proposals, `?` for the reason, and no way on with a wrong answer."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from wardgen.cli.console import tell
from wardgen.model.body import UNFIT
from wardgen.model.diagnostic import nearest
from wardgen.words import catalogue

T = TypeVar("T")


class Wrong(Exception):
    """An answer that cannot be taken; the text says why and what to write."""


class Unanswered(Exception):
    """Nobody may be asked (`--yes`) and there is nothing to take; names the option that answers."""


@dataclass(frozen=True)
class Asker:
    """Asks in one language; silent, it takes what was given or proposed."""

    lang: str
    is_silent: bool = False

    def say(self, key: str, **words: object) -> str:
        """A sentence about answers."""
        return str(catalogue(self.lang)["ask"][key]).format(**words)

    def ask(
        self,
        topic: str,
        read: Callable[[str], T],
        *,
        given: str | None = None,
        proposal: str | None = None,
        choices: Mapping[str, str] | None = None,
        may_skip: bool = False,
    ) -> T | None:
        """The value of one question; None where it was left out.

        `given`: what an option says, taken without asking if it reads. `choices`: id -> name, shown with numbers.
        """
        option = f"--{topic.replace('_', '-')}"
        if given is not None:
            try:
                return read(_plain(given))
            except Wrong as wrong:
                tell(f"{option}: {wrong}")
                if self.is_silent:
                    raise Unanswered(option) from None
        if self.is_silent:
            if proposal is None and may_skip:
                return None
            try:
                return read(proposal or "")
            except Wrong:
                raise Unanswered(option) from None
        return self._talk(topic, read, proposal, choices or {}, may_skip)

    def _talk(
        self, topic: str, read: Callable[[str], T], proposal: str | None, choices: Mapping[str, str], may_skip: bool
    ) -> T | None:
        question, why = catalogue(self.lang)["questions"][topic]
        tell(f"\n{question}")
        for number, (id, name) in enumerate(choices.items(), 1):
            tell(f"  {number:2}  {name}" + (f"  [{id}]" if name != id else ""))
        if choices:
            tell(self.say("choose"))
        if proposal is not None:
            tell(self.say("proposal", proposal=choices.get(proposal, proposal)))
        if may_skip:
            tell(self.say("skip" if proposal is None else "drop"))
        while True:
            answer = _plain(_line(self.say("prompt")))
            if answer in ("?", "？"):
                tell(why)
                continue
            if may_skip and answer == ("" if proposal is None else "-"):
                return None
            try:
                return read(answer or proposal or "")
            except Wrong as wrong:
                tell(str(wrong))

    def one_of(self, choices: Mapping[str, str]) -> Callable[[str], str]:
        """Reads a number, id or name as an id."""
        ids = list(choices)
        names = {unicodedata.normalize("NFKC", name).casefold(): id for id, name in choices.items()}

        def read(answer: str) -> str:
            plain = unicodedata.normalize("NFKC", answer).strip()
            if not plain:
                raise Wrong(self.say("needed"))
            if plain in choices:
                return plain
            if plain.isdigit() and 1 <= int(plain) <= len(ids):
                return ids[int(plain) - 1]
            if plain.casefold() in names:
                return names[plain.casefold()]
            near = nearest(plain, [*ids, *choices.values()])
            hint = " " + self.say("near", near=near) if near else ""
            raise Wrong(self.say("unknown", answer=answer) + hint)

        return read

    def some_of(self, choices: Mapping[str, str]) -> Callable[[str], tuple[str, ...]]:
        """Reads several, with commas or spaces between, each once."""
        one = self.one_of(choices)

        def read(answer: str) -> tuple[str, ...]:
            parts = [part.strip() for part in unicodedata.normalize("NFKC", answer).replace("、", ",").split(",")]
            if len(parts) == 1 and all(word.isascii() for word in parts[0].split()):
                parts = parts[0].split() or [""]
            return tuple(dict.fromkeys(one(part) for part in parts if part or len(parts) == 1))

        return read

    def filled(self, answer: str) -> str:
        """The answer, if it is one."""
        if not answer:
            raise Wrong(self.say("needed"))
        return answer


def _line(prompt: str) -> str:
    """One line of an answer; raises EOFError where no more will come."""
    if sys.stdin.isatty():
        if sys.stdout.isatty():
            return input(prompt)
        # Standard output is for the path that is made: `code $(wardgen new notice)`.
        sys.stderr.write(prompt)
        sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _plain(answer: str) -> str:
    """An answer as it was meant: NFC, without what no text needs."""
    return UNFIT.sub("", unicodedata.normalize("NFC", answer)).replace("\ufffd", "").strip()
