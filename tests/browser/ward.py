"""The pages of a built ward, and a few that stand for all of them."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from tests.conftest import WHOLE

MISSING = "/no-such-page/"
"""An address that nothing answers: the server shows 404.html there."""
COUNT = 12
FEATURE = re.compile(r'<(\w+)[^<>]*?\sclass="([^"]*)"|<(form|input|button|table|details|dialog|img|svg)\b')


class Ward:
    """A built site and its pages by address."""

    def __init__(self, folder: Path, content: Path) -> None:
        self.folder = folder
        self.content = content

    @cached_property
    def texts(self) -> dict[str, str]:
        """Address -> HTML of every page that stays; those that only lead on are left out."""
        texts = {}
        for file in sorted(self.folder.rglob("*.html")):
            text = file.read_text(encoding="utf-8")
            path = file.relative_to(self.folder).as_posix()
            address = MISSING if path == "404.html" else "/" + re.sub(r"(^|/)index\.html$", r"\1", path)
            if 'http-equiv="refresh"' not in text:
                texts[address] = text
        return texts

    @cached_property
    def sample(self) -> list[str]:
        """A few pages: the first page, a missing one, an English one, then those with most that is new."""
        features = {page: self.features(page) for page in self.texts}
        chosen = ["/", MISSING, next(page for page in self.texts if page.startswith("/en/"))]
        while len(chosen) < COUNT:
            seen = set[str]().union(*(features[page] for page in chosen))
            chosen.append(max(features, key=lambda page: len(features[page] - seen)))
        return chosen

    def features(self, page: str) -> set[str]:
        """What tells kinds of pages apart: the first folder, and the elements with their classes."""
        found = {" ".join(match) for match in FEATURE.findall(self.texts[page])}
        return found | {page.split("/")[1]}

    @cached_property
    def services(self) -> list[str]:
        """The pages of kind service that are published, in every language."""
        pages = []
        for file in sorted(self.content.rglob("*.md")):
            path, _, language = file.relative_to(self.content).with_suffix("").as_posix().partition(".")
            page = f"/{language}/{path}/" if language else f"/{path}/"
            source = file.with_name(f"{Path(path).name}.md")
            if re.search(r"^kind: service\s*$", source.read_text(encoding="utf-8"), re.M) and page in self.texts:
                pages.append(page)
        return pages

    def pages(self, count: int) -> list[str]:
        """Every page in the long run, else the first few of the sample."""
        return list(self.texts) if WHOLE else self.sample[:count]

    def some_services(self, count: int) -> list[str]:
        """Every service in the long run, else the longest few."""
        longest = sorted(self.services, key=lambda page: (-len(self.texts[page]), page))
        return longest if WHOLE else longest[:count]
