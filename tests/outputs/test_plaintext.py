"""The plain text of a page holds every fact of the page."""

from __future__ import annotations

import copy
import re

import pytest
from bs4 import Tag

from tests.outputs.conftest import Built
from wardgen.build.compare import FACTS


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pages(site: Built) -> list[str]:
    return [path for path in site.pages() if path.replace(".html", ".txt") in site]


@pytest.fixture(scope="module")
def mains(sample: Built) -> dict[str, Tag]:
    """The main part of every page, parsed once for all tests: who changes it takes a copy."""
    found = {path: sample.soup(path).find("main") for path in pages(sample)}
    return {path: main for path, main in found.items() if isinstance(main, Tag)}


@pytest.fixture(scope="module")
def wordy(mains: dict[str, Tag]) -> dict[str, Tag]:
    """The main part of every page without what leads elsewhere, readings and the notes of files."""
    wordy = copy.deepcopy(mains)
    for main in wordy.values():
        ways = "nav, .labels, .chapter-of, .related, .page-foot, .footnote-backref"
        for extra in main.select(f"{ways}, rt, rp, .file-note, sup"):
            extra.decompose()
    return wordy


def test_every_page_has_its_plain_text_and_leads_to_it(sample: Built) -> None:
    assert len(pages(sample)) > 30
    for path in pages(sample):
        link = sample.soup(path).find("link", rel="alternate", type="text/plain")
        assert link is not None or path == "index.html"


@pytest.mark.parametrize("fact", FACTS)
def test_plain_text_holds_every_fact(sample: Built, mains: dict[str, Tag], fact: str) -> None:
    lost = {}
    for path in pages(sample):
        plain = set(FACTS[fact].findall(sample.text(path.replace(".html", ".txt"))))
        missing = set(FACTS[fact].findall(mains[path].get_text(" ", strip=True))) - plain
        if missing:
            lost[path] = missing
    assert lost == {}


@pytest.mark.parametrize(
    "selector",
    [
        *("h1", "h2, h3", "td", "th", ".body a", "dt", ".body dd", "figcaption", ".source", ".summary", "time"),
        *(
            ".needed span",
            ".needed p",
            ".steps-list strong",
            ".steps-list p",
            ".ladder h3",
            ".choice > p:not(.go):not(.spot)",
        ),
        *(
            ".spot a",
            ".spot span",
            ".rows a",
            ".rows p",
            ".rows .when",
            ".rows .due",
            ".ask p:not(.ask-note)",
            ".strong",
        ),
    ],
)
def test_plain_text_holds_the_words_of_every(sample: Built, wordy: dict[str, Tag], selector: str) -> None:
    lost = []
    for path in pages(sample):
        plain = squeezed(sample.text(path.replace(".html", ".txt")))
        said = [squeezed(tag.get_text()) for tag in wordy[path].select(selector)]
        lost += [(path, words) for words in said if words not in plain]
    assert lost == []


def test_plain_text_holds_every_fact_of_a_list_of_facts(sample: Built, mains: dict[str, Tag]) -> None:
    lost = []
    for path in pages(sample):
        plain = squeezed(sample.text(path.replace(".html", ".txt")))
        facts = []
        for dd in mains[path].select("dd"):
            # A link to a map is the place itself, whatever the link is called.
            spots = dd.select('a[href^="geo:"]')
            facts += [place for a in spots for place in str(a["href"]).removeprefix("geo:").split(",")]
            facts += [text for text in dd.stripped_strings if not spots]
        lost += [(path, fact) for fact in facts if squeezed(fact) not in plain]
    assert lost == []


def test_plain_text_holds_what_pictures_say(sample: Built, mains: dict[str, Tag]) -> None:
    alts = [(path, str(img["alt"])) for path, main in mains.items() for img in main.select(".body img[alt]")]
    assert alts
    assert [alt for path, alt in alts if alt not in sample.text(path.replace(".html", ".txt"))] == []


def test_plain_text_holds_the_address_of_every_link(sample: Built, mains: dict[str, Tag]) -> None:
    lost = []
    for path in pages(sample):
        plain = sample.text(path.replace(".html", ".txt"))
        body = mains[path].select_one(".body")
        for link in body.find_all("a", href=True) if body else ():
            href = str(link["href"])
            if href.startswith(("http", "mailto:")) and href.removeprefix("mailto:") not in plain:
                lost.append((path, href))
    assert lost == []


def test_plain_text_holds_no_markup_and_no_reading(sample: Built) -> None:
    for path in pages(sample):
        text = sample.text(path.replace(".html", ".txt"))
        assert not re.search(r"</?[a-z]+[ >]|&[a-z]+;", text), path
        assert "\n\n\n" not in text
