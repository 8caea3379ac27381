"""The plain text of a page holds every fact of the page."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag

from tests.outputs.conftest import Built
from wardgen.build.compare import FACTS


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words_of(tag: Tag) -> str:
    """The words of an element without readings and the note of a file."""
    copy = BeautifulSoup(str(tag), "html.parser")
    for extra in copy.select("rt, rp, .file-note, sup"):
        extra.decompose()
    return squeezed(copy.get_text())


def pages(site: Built) -> list[str]:
    return [path for path in site.pages() if path.replace(".html", ".txt") in site]


def test_every_page_has_its_plain_text_and_leads_to_it(sample: Built) -> None:
    assert len(pages(sample)) > 30
    for path in pages(sample):
        link = sample.soup(path).find("link", rel="alternate", type="text/plain")
        assert link is not None or path == "index.html"


@pytest.mark.parametrize("fact", FACTS)
def test_plain_text_holds_every_fact(sample: Built, fact: str) -> None:
    lost = {}
    for path in pages(sample):
        plain = set(FACTS[fact].findall(sample.text(path.replace(".html", ".txt"))))
        missing = set(FACTS[fact].findall(sample.main(path))) - plain
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
def test_plain_text_holds_the_words_of_every(sample: Built, selector: str) -> None:
    lost = []
    for path in pages(sample):
        plain = squeezed(sample.text(path.replace(".html", ".txt")))
        main = sample.soup(path).find("main")
        assert isinstance(main, Tag)
        for extra in main.select("nav, .labels, .chapter-of, .related, .page-foot, .footnote-backref, sup"):
            extra.decompose()
        lost += [(path, words_of(tag)) for tag in main.select(selector) if words_of(tag) not in plain]
    assert lost == []


def test_plain_text_holds_every_fact_of_a_list_of_facts(sample: Built) -> None:
    lost = []
    for path in pages(sample):
        plain = squeezed(sample.text(path.replace(".html", ".txt")))
        facts = []
        for dd in sample.soup(path).select("main dd"):
            # A link to a map is the place itself, whatever the link is called.
            spots = dd.select('a[href^="geo:"]')
            facts += [place for a in spots for place in str(a["href"]).removeprefix("geo:").split(",")]
            facts += [text for text in dd.stripped_strings if not spots]
        lost += [(path, fact) for fact in facts if squeezed(fact) not in plain]
    assert lost == []


def test_plain_text_holds_what_pictures_say(sample: Built) -> None:
    alts = [(path, str(img["alt"])) for path in pages(sample) for img in sample.soup(path).select(".body img[alt]")]
    assert alts
    assert [alt for path, alt in alts if alt not in sample.text(path.replace(".html", ".txt"))] == []


def test_plain_text_holds_the_address_of_every_link(sample: Built) -> None:
    lost = []
    for path in pages(sample):
        plain = sample.text(path.replace(".html", ".txt"))
        body = sample.soup(path).select_one(".body")
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
