"""No word of an editor, whatever it is, becomes markup, an address, a property or a command in anything that is published."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from tests.conftest import DEFAULT_SITE, WHOLE, build_site, lint, needs, tree, wardgen, write_site
from tests.hostile.judges import KINDS, TRACES, facts
from tests.hostile.site import PAYLOADS, PLAIN, Payload, page, quoted, write_hostile
from wardgen.build.manifest import NAME
from wardgen.lint.baseline import can_stand, write_baseline
from wardgen.load.fonts import find_font
from wardgen.load.frontmatter import FIELDS
from wardgen.load.values import Text
from wardgen.model.diagnostic import Level
from wardgen.paper.reading import read_pdf

FIT = tuple(one for one in PAYLOADS if not one.unfit and (one.usual or WHOLE))
UNFIT = tuple(one for one in PAYLOADS if one.unfit)


def publish(folder: Path, payloads: Iterable[Payload]) -> dict[str, bytes]:
    """What such a site publishes once its findings are let stand; a body that is refused all the same is emptied."""
    write_hostile(folder, payloads)
    found = lint(folder)
    firm = {one.found.path for one in found if one.found.level is Level.ERROR and not can_stand(one.found, ())}
    too_deep = {one.found.path for one in found if one.found.rule == "markdown-too-deep"}
    assert firm <= too_deep, [one for one in found if one.found.path in firm - too_deep]
    for path in too_deep:
        front = (folder / path).read_text(encoding="utf-8").rpartition("\n---\n")[0]
        (folder / path).write_text(f"{front}\n---\n本文です。\n", encoding="utf-8")
    found = lint(folder) if too_deep else found
    (folder / "b.json").write_text(write_baseline(one.found for one in found), encoding="utf-8")
    assert build_site(folder, baseline=folder / "b.json").published is not None
    return {path: data for path, data in tree(folder / "output").items() if path != NAME}


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the outputs of an honest site say to machines."""
    return {
        fact for path, data in publish(tmp_path_factory.mktemp("honest"), PLAIN).items() for fact in facts(path, data)
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the site with every payload in every field publishes."""
    return publish(tmp_path_factory.mktemp("hostile"), FIT)


def test_no_payload_says_anything_to_a_machine(honest: set[str], hostile: dict[str, bytes]) -> None:
    new = {path: more for path, data in hostile.items() if (more := facts(path, data) - honest)}
    assert new == {}


def test_every_format_was_judged(hostile: dict[str, bytes]) -> None:
    endings = {path.rpartition(".")[2] for path in hostile}
    assert endings >= {ending for kind, some in KINDS.items() for ending in some if kind != "lines"}
    made = {"feed.xml", "atom.xml", "feed.json", "event.ics", "events.ics", "mail.txt", "speech.txt", "index.txt", "braille.txt",
            "book.epub", "bou.csv", "opensearch.xml", "site.webmanifest", "_headers", "robots.txt", "sitemap.xml"}  # fmt: skip
    assert made <= {path.rpartition("/")[2] for path in hostile}


@pytest.mark.parametrize("payload", FIT, ids=lambda one: one.id)
def test_a_payload_is_shown_as_it_was_written(payload: Payload, hostile: dict[str, bytes]) -> None:
    """Else the site would be safe only because it says nothing."""
    soup = BeautifulSoup(hostile[f"x-{payload.id}/page/index.html"], "html.parser")
    for reading in soup.find_all(["rt", "rp"]):
        reading.decompose()
    title = soup.find("h1")
    assert title is not None
    assert "".join(title.get_text().split()) == "".join(unicodedata.normalize("NFC", payload.text).split())


@pytest.mark.parametrize("payload", UNFIT, ids=lambda one: one.id)
def test_what_no_text_needs_stops_the_publish_and_names_the_file(payload: Payload, tmp_path: Path) -> None:
    raw, escaped = page({"title": "見本", "kind": "page"}, payload.text + "\n"), quoted(payload.text)
    write_site(tmp_path, DEFAULT_SITE)
    (tmp_path / "content/raw.md").write_text(raw, encoding="utf-8")
    (tmp_path / "content/escaped.md").write_text(
        f"---\ntitle: {escaped}\nkind: page\n---\n本文です。\n", encoding="utf-8"
    )
    (tmp_path / "content/data/terms.yaml").write_text(
        f"- {{word: {escaped}, reading: よみ, plain: 説明}}\n", encoding="utf-8"
    )
    (tmp_path / "content/data/facilities.csv").write_text(f'ID,名称\nhoncho,"{payload.text}"\n', encoding="utf-8")
    done = wardgen(tmp_path, "build", "--lang", "en")
    assert done.returncode == 1 and "Traceback" not in done.stderr and not (tmp_path / "output").exists()
    for file in ("raw.md", "escaped.md", "data/terms.yaml", "data/facilities.csv"):
        assert f"content/{file}:" in done.stderr


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\U00110000", r"\xd8"])
def test_half_a_character_is_refused_or_whole(escape: str, tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE, f'=== content/page.md\n---\ntitle: "題{escape}"\nkind: page\n---\n本文です。\n')
    done = wardgen(tmp_path, "build")
    assert "Traceback" not in done.stderr
    assert done.returncode == (0 if escape == r"\xd8" else 1), done.stderr


ONE_LINE = [one for one in FIELDS if isinstance(one.type, Text) and not one.type.lines]


@pytest.mark.parametrize("end", ["\\r", "\\n", "\\u2028", "\\u2029", "\\r\\n"])
def test_a_line_stays_one_line(end: str, tmp_path: Path) -> None:
    """What follows a line break would be a header of a mail, or a property of a calendar."""
    pages = [
        f"=== content/p{number}.md\n---\ntitle: 題\nkind: event\ndepartment: kumin\nstart: 2026-12-01\n".replace(
            f"{one.key}: 題\n", ""
        )
        + f'{one.key}: "一{end}Bcc: wgx@wgx.example"\n---\n本文です。\n'
        for number, one in enumerate(ONE_LINE)
    ]
    found = lint(write_site(tmp_path, DEFAULT_SITE, *pages))
    refused = {one.found.path for one in found if one.found.level is Level.ERROR}
    assert {f"content/p{number}.md" for number in range(len(ONE_LINE))} <= refused


# -- paper ---------------------------------------------------------------------------------------------------------------

ON_PAPER = tuple(
    one for one in PAYLOADS if one.id in (("typst", "typst-content", "breakout", "latex") if WHOLE else ("typst",))
)


@pytest.mark.parametrize("payload", ON_PAPER, ids=lambda one: one.id)
def test_paper_runs_nothing(payload: Payload, tmp_path: Path) -> None:
    row = quoted(payload.text)
    front = f"title: {row}\nkind: service\ndepartment: kumin\nsummary: {row}\nneeded: [{{item: {row}, note: {row}}}]\nfee: {row}\n"
    text = f"=== content/p.md\n---\n{front}steps: [{{title: {row}, text: {row}}}]\nflyer: handout\n---\n本文です。{payload.text}\n"
    rows = f"=== content/data/departments.yaml\n- {{id: kumin, name: {row}, yomi: くみんか, counter: {row}, hours: {row}}}\n"
    write_site(tmp_path, DEFAULT_SITE, rows, text)
    needs("the font of the flyers", find_font(tmp_path) is not None, "wardgen fonts --install")
    (tmp_path / "b.json").write_text(write_baseline(one.found for one in lint(tmp_path)), encoding="utf-8")
    done = build_site(tmp_path, baseline=tmp_path / "b.json")
    assert done.published is not None, [one for one in done.found if one.level is Level.ERROR]
    sheet = tmp_path / "output/p/handout.pdf"
    said = "".join(read_pdf(sheet.read_bytes()).text.split())
    assert "".join(payload.text.split()) in said and not any(trace in said for trace in TRACES)
    with pikepdf.open(sheet) as pdf:
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
        assert "/JavaScript" not in pdf.Root.get("/Names", {}) and "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        for note in (note for one in pdf.pages for note in one.get("/Annots", ())):
            assert str(note.A.S) == "/URI" and str(note.A.URI).startswith(("https://ward.example/", "tel:", "mailto:"))
        assert not any(trace in str(pdf.docinfo) + str(pdf.Root.Metadata.read_bytes()) for trace in TRACES)
