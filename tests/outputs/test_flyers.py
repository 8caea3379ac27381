"""Flyers say what their pages say, fit their paper, and are what print shops and screen readers ask for."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.conftest import DEFAULT_SITE, ROOT, WHOLE, build_site, needs, tree, wardgen, write_site
from tests.outputs.conftest import Built
from tests.outputs.test_publications import BOOK
from wardgen.build.printed import figures
from wardgen.load.fonts import FOLDER, find_faces
from wardgen.model.flyer import LAYOUTS
from wardgen.paper.check import check
from wardgen.paper.reading import read_pdf

FLYER = """\
=== content/data/departments.yaml
- {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001, fax: 03-0000-0002, hours: 平日の午前8時30分から午後5時まで}
=== content/todokede/tennyu.md
---
title: 転入届
kind: service
department: kumin
topic: todokede
audience: senior
updated: 2026-11-01
expire: 2027-03-31
flyer: [poster, slip, trifold]
summary: 見本区に引っ越してきた方の届け出です。
benefit: 住民票ができます。
eligible: [引っ越してきた人, 同じ世帯の人]
needed:
  - {item: 本人だとわかるもの, note: 運転免許証など}
period: {text: 住み始めてから14日以内, to: 2027-02-28}
fee: 300
steps: [窓口に来る, {title: 届け出る, text: 30分くらいかかります。}]
---
## 窓口の時間

| 曜日 | 時間 |
|---|---|
| 平日 | 午前9時から |
| 土曜日 | 休み |

![窓口の場所の図](../img/a.png)
"""
SITE = DEFAULT_SITE.replace("flyer: false\n", "")
"""The site of all tests, whose service page is on paper here."""
ZBAR = "{http://zbar.sourceforge.net/2008/barcode}"
APT = "apt-get install poppler-utils qpdf zbar-tools"


@pytest.fixture(autouse=True)
def faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here prints: it needs the fonts, wherever `make` put them."""
    needs("BIZ UDGothic", bool(find_faces(ROOT, ("BIZ UDGothic",))), "apt-get install fonts-morisawa-bizud-gothic")
    if (ROOT / FOLDER).is_dir():
        monkeypatch.setenv("WARDGEN_FONTS", str(ROOT / FOLDER))


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward with one page in every layout that it may have, built."""
    if not find_faces(ROOT, ("BIZ UDGothic",)):
        return Path()
    folder = write_site(tmp_path_factory.mktemp("ward"), SITE, FLYER)
    result = build_site(folder)
    assert result.published is not None, result.found
    return folder


def pdfs(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(folder).items() if path.endswith(".pdf")}


def test_a_page_has_what_it_asks_for_and_what_its_kind_has(ward: Path) -> None:
    names = {path.rpartition("/")[2] for path in pdfs(ward / "output")}
    screen = {"poster.pdf", "handout.pdf", "trifold.pdf", "slip.pdf", "large.pdf"}
    assert names == screen | {"poster-press.pdf", "trifold-press.pdf", "slip-press.pdf"}


@pytest.mark.parametrize("layout", ["poster", "handout", "trifold", "slip", "large"])
def test_a_flyer_reads_as_its_page_does_without_furigana(ward: Path, layout: str) -> None:
    folder = ward / "output/todokede/tennyu"
    read = read_pdf((folder / f"{layout}.pdf").read_bytes())
    assert check(read) == []
    assert "転入届" in read.text and "てんにゅうとどけ" not in read.text
    assert any("てんにゅうとどけ" in hidden for page in read.contents for hidden in page.hidden)
    page = (folder / "index.txt").read_text(encoding="utf-8")
    assert figures(read.lines) <= figures(page)
    assert {"0300000001", "0300000002", "2/28"} <= figures(read.lines)
    assert "https://ward.example/todokede/tennyu/" in read.text


def test_a_table_tells_which_cells_are_heads(ward: Path) -> None:
    with pikepdf.open(ward / "output/todokede/tennyu/large.pdf") as pdf:
        heads = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"]
        scopes = sorted(str(scope["/Scope"]) for head in heads for scope in _attributes(head) if "/Scope" in scope)
    assert scopes == ["/Column", "/Column", "/Row", "/Row"]


def _attributes(node: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    given = node["/A"]
    return list(given) if isinstance(given, pikepdf.Array) else [given]  # type: ignore[call-overload]


@pytest.mark.parametrize("layout", ["poster", "trifold", "slip"])
def test_a_press_file_is_what_a_print_shop_asks_for(ward: Path, layout: str) -> None:
    data = (ward / f"output/todokede/tennyu/{layout}-press.pdf").read_bytes()
    read = read_pdf(data)
    assert check(read) == [] and read.intents == [("/GTS_PDFX", "JC200103")]
    assert read.spaces == {"DeviceCMYK", "Separation All"}
    paper = {"poster": (210, 297), "trifold": (297, 210), "slip": (99, 210)}[layout]
    for boxes in read.boxes:
        width, height = (boxes["TrimBox"][i + 2] - boxes["TrimBox"][i] for i in (0, 1))
        assert (round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1)) == paper


def test_no_marks_leave_the_bleed(ward: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme, ignore=shutil.ignore_patterns("node_modules"))
    file = theme / "flyer/theme.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("marks: true", "marks: false"), encoding="utf-8")
    write_site(tmp_path, SITE, FLYER)
    with (tmp_path / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("theme: theme\noutputs: [slip, slip-press]\n")
    assert build_site(tmp_path).published is not None
    read = read_pdf((tmp_path / "output/todokede/tennyu/slip-press.pdf").read_bytes())
    assert check(read) == [] and read.boxes[0]["MediaBox"] == read.boxes[0]["BleedBox"]
    assert read.spaces == {"DeviceCMYK"}


def test_the_same_page_gives_the_same_bytes_and_is_printed_once(ward: Path) -> None:
    first = pdfs(ward / "output")
    again = build_site(ward)
    assert again.published is not None and not again.published.written
    (ward / ".wardgen/cache.sqlite").unlink()
    build_site(ward)
    assert pdfs(ward / "output") == first


def test_the_code_leads_to_the_page(ward: Path, tmp_path: Path) -> None:
    for tool in ("pdftoppm", "zbarimg"):
        needs(tool, shutil.which(tool) is not None, APT)
    for path in pdfs(ward / "output"):
        subprocess.run(["pdftoppm", "-r", "200", "-png", str(ward / "output" / path), str(tmp_path / "p")], check=True)
        said = [
            subprocess.run(["zbarimg", "--raw", "-q", str(png)], capture_output=True, text=True).stdout.strip()
            for png in sorted(tmp_path.glob("*.png"))
        ]
        assert [one for one in said if one] == ["https://ward.example/todokede/tennyu/"], path
        for png in tmp_path.glob("*.png"):
            png.unlink()


def test_qpdf_finds_nothing(ward: Path) -> None:
    needs("qpdf", shutil.which("qpdf") is not None, APT)
    for path in pdfs(ward / "output"):
        done = subprocess.run(["qpdf", "--check", str(ward / "output" / path)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_colour_runs_over_the_cut_and_a_grey_copy_can_be_read(ward: Path, tmp_path: Path) -> None:
    needs("pdftoppm", shutil.which("pdftoppm") is not None, APT)
    file = ward / "output/todokede/tennyu/poster-press.pdf"
    subprocess.run(["pdftoppm", "-r", "72", "-gray", "-png", "-singlefile", str(file), str(tmp_path / "p")], check=True)
    with Image.open(tmp_path / "p.png") as image:
        grey = image.convert("L")
    mm = 72 / 25.4
    middle = grey.height // 3
    band = grey.getpixel((round(20 * mm), round(25 * mm)))
    # Between bleed and cut stands the colour of the band; outside the bleed nothing but marks.
    assert abs(grey.getpixel((round(13.5 * mm), round(25 * mm))) - band) < 6
    assert band < 120 and grey.getpixel((round(6 * mm), middle)) > 250


def test_the_index_lists_every_flyer_by_audience(ward: Path) -> None:
    page = Built(ward / "output").soup("paper/index.html")
    section = page.find("section", id="for-senior")
    assert section is not None and section.h2.get_text() == "シニア"
    links = {link["href"] for link in section.find_all("a")}
    assert {f"../todokede/tennyu/{name}.pdf" for name in ("poster", "poster-press", "handout", "large")} <= links
    tools = Built(ward / "output").soup("todokede/tennyu/index.html").select(".page-tools a")
    assert {"poster.pdf", "handout.pdf", "trifold.pdf", "slip.pdf", "large.pdf"} <= {link["href"] for link in tools}


def test_every_service_page_of_the_sample_is_on_paper_and_every_layout_is_used(sample: Built) -> None:
    found = {path.name for path in sample.folder.rglob("*.pdf")}
    assert {f"{layout}.pdf" for layout in LAYOUTS} <= found
    pages = json.loads((sample.folder / "data/pages.json").read_text(encoding="utf-8"))
    assert pages
    for path in sorted(sample.folder.rglob("handout.pdf")):
        assert (path.parent / "large.pdf").is_file() or "notices" in str(path)


def test_every_flyer_of_the_sample_agrees_with_its_page(sample: Built) -> None:
    for path in sorted(sample.folder.rglob("handout.pdf")):
        read = read_pdf(path.read_bytes())
        assert check(read) == [], path
        page = (path.parent / "index.txt").read_text(encoding="utf-8")
        assert figures(read.lines) <= figures(page), path


def every_page(folder: Path, paths: list[Path], scratch: Path) -> dict[Path, set[str]]:
    """What zbarimg reads on each file: one picture a page, all read in one run."""
    names: dict[str, Path] = {}
    for number, path in enumerate(paths):
        subprocess.run(["pdftoppm", "-r", "200", "-gray", str(path), str(scratch / f"{number:04}")], check=True)
        names[f"{number:04}"] = path
    said = subprocess.run(
        ["zbarimg", "--xml", "-q", "-Sdisable", "-Sqrcode.enable", *map(str, sorted(scratch.glob("*.pgm")))],
        capture_output=True, text=True,
    )  # fmt: skip
    found: dict[Path, set[str]] = {path: set() for path in paths}
    for source in ElementTree.fromstring(said.stdout).iter(f"{ZBAR}source"):
        path = names[Path(source.attrib["href"]).name[:4]]
        found[path] |= {(data.text or "").strip() for data in source.iter(f"{ZBAR}data")}
    return found


def test_every_code_of_the_sample_leads_to_its_page(sample: Built, tmp_path: Path) -> None:
    for tool in ("pdftoppm", "zbarimg"):
        needs(tool, shutil.which(tool) is not None, APT)
    # Forms to fill in are PDFs too, and none of ours.
    paths = [path for path in sorted(sample.folder.rglob("*.pdf")) if path.name.startswith(LAYOUTS)]
    # All layouts of a few pages; of every other page the smallest one, which is the hardest to read.
    chosen = (
        paths if WHOLE else [path for path in paths if path.name.startswith(("slip", "trifold", "poster", "booklet"))]
    )
    chosen += [] if WHOLE else [path for path in paths if path.name in ("handout.pdf", "large.pdf")][::12]
    for path, said in every_page(sample.folder, chosen, tmp_path).items():
        page = BeautifulSoup((path.parent / "index.html").read_text(encoding="utf-8"), "html.parser")
        canonical = page.find("link", rel="canonical")
        assert canonical is not None and said == {canonical["href"]}, path


def test_qpdf_finds_nothing_in_the_sample(sample: Built) -> None:
    needs("qpdf", shutil.which("qpdf") is not None, APT)
    for path in sorted(sample.folder.rglob("*.pdf")):
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)
        assert done.returncode == 0, (path, done.stderr)


def test_a_booklet_is_the_same_twice_draws_its_charts_and_counts_its_notes(sample: Built, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_site(tmp_path / name, SITE, BOOK)
        assert build_site(tmp_path / name).published is not None
    first, second = ((tmp_path / name / "output/plan/booklet.pdf").read_bytes() for name in ("one", "two"))
    assert first == second
    read = read_pdf((sample.folder / "kusei/ict-plan/booklet.pdf").read_bytes())
    assert check(read) == []
    # The chart is drawn, and what it says stands in the table beside it: nothing is read twice.
    assert any("オンライン" in hidden for page in read.contents for hidden in page.hidden)
    assert "帯グラフです" not in read.text and "※5" in read.lines and "キロバイト" not in read.text


def test_a_chart_for_the_print_shop_is_in_its_inks(tmp_path: Path) -> None:
    write_site(tmp_path, SITE, BOOK.replace("kind: publication\n", "kind: publication\nflyer: booklet\n"))
    result = build_site(tmp_path)
    assert result.published is not None, result.found
    read = read_pdf((tmp_path / "output/plan/booklet-press.pdf").read_bytes())
    assert check(read) == [] and read.spaces == {"DeviceCMYK", "Separation All"}
    with pikepdf.open(tmp_path / "output/plan/booklet-press.pdf") as pdf:
        assert not [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/PatternType" in one]


def test_a_place_for_a_speaking_code_is_kept_free(ward: Path, tmp_path: Path) -> None:
    write_site(tmp_path, SITE, FLYER.replace("flyer: [poster, slip, trifold]", "flyer: [poster, slip, trifold, voice]"))
    result = build_site(tmp_path)
    assert result.published is not None, result.found
    for name in ("poster", "handout", "slip", "trifold", "large", "poster-press"):
        read = read_pdf((tmp_path / f"output/todokede/tennyu/{name}.pdf").read_bytes())
        plain = read_pdf((ward / f"output/todokede/tennyu/{name}.pdf").read_bytes())
        assert check(read) == [] and read.text.replace(_edition(read.text), "") == plain.text.replace(
            _edition(plain.text), ""
        )
        trim = read.boxes[0]["TrimBox"] if "TrimBox" in read.boxes[0] else read.boxes[0]["MediaBox"]
        assert read.contents[0].edges[1] - trim[1] >= 24 * 72 / 25.4, name
        assert plain.contents[0].edges[1] - trim[1] < 24 * 72 / 25.4, name
    assert (tmp_path / "output/todokede/tennyu/poster-voice.txt").is_file()


def _edition(text: str) -> str:
    at = text.find("版：")
    return text[at : at + 8] if at >= 0 else "-"


# -- what an editor hands in ---------------------------------------------------------------------------------------------


def broken(folder: Path, *texts: str) -> list[tuple[str, str]]:
    """(rule, level) of what the build says about paper."""
    result = build_site(write_site(folder, SITE, *texts))
    return [(one.rule, str(one.level)) for one in result.found if one.rule.startswith("flyer")]


def page(title: str, more: str = "", body: str = "本文です。") -> str:
    return f"=== content/a.md\n---\ntitle: {title}\nkind: notice\ndepartment: kumin\n{more}---\n{body}\n"


def test_a_title_of_300_characters_is_told_with_how_much_is_too_much(tmp_path: Path) -> None:
    done = write_site(tmp_path, SITE, page("長い題名" * 75, "flyer: slip\n"))
    said = wardgen(done, "build")
    assert said.returncode == 1 and "flyer-overflow" in said.stderr and "文字くらい入りません" in said.stderr
    assert not (tmp_path / "output").exists()


def test_a_table_of_40_rows_does_not_fit_a_poster_and_flows_on_a_handout(tmp_path: Path) -> None:
    rows = "\n".join(f"| {n}丁目 | {n}日 |" for n in range(1, 41))
    table = f"| 町 | 日 |\n|---|---|\n{rows}"
    assert ("flyer-overflow", "error") in broken(tmp_path, page("ごみの日", "flyer: poster\n", table))
    assert ("flyer-overflow", "error") not in broken(tmp_path, page("ごみの日", "flyer: large\n", table))


def test_a_character_without_a_glyph_is_named(tmp_path: Path) -> None:
    assert ("flyer-glyph", "error") in broken(tmp_path, page("𠮷田さんの会", "flyer: poster\n"))
    text = "title: 転入届\nkind: service\ndepartment: kumin\naudience: senior\nlife_event: hikkoshi\ntopic: todokede\n"
    emoji = f"=== content/todokede/tennyu.md\n---\n{text}benefit: 便利です🎉\n---\n"
    found = build_site(write_site(tmp_path, SITE, page("普通の題名"), emoji))
    assert found.published is not None
    assert [dict(one.words)["chars"] for one in found.found if one.rule == "flyer-glyph-replaced"] == ["🎉", "🎉"]
    assert "〓" in read_pdf((tmp_path / "output/todokede/tennyu/handout.pdf").read_bytes()).text


def test_a_variant_of_a_character_is_printed(tmp_path: Path) -> None:
    write_site(tmp_path, SITE, page("葛\U000e0100飾の話", "flyer: handout\n"))
    result = build_site(tmp_path)
    assert result.published is not None and (tmp_path / "output/a/handout.pdf").is_file()


def test_without_a_font_an_asked_flyer_is_missed_aloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARDGEN_FONTS", str(tmp_path / "nai"))
    result = build_site(write_site(tmp_path, SITE, page("お知らせ", "flyer: poster\n")))
    assert result.published is not None and not pdfs(tmp_path / "output")
    assert [one.level for one in result.found if one.rule == "flyer-font-missing"] == ["warning"]
    assert "poster.pdf" not in Built(tmp_path / "output").raw("a/index.html")


def test_a_department_without_a_telephone_is_told(tmp_path: Path) -> None:
    silent = SITE.replace(", phone: 03-0000-0001", "")
    result = build_site(write_site(tmp_path, silent, page("お知らせ", "flyer: poster\n")))
    found = {(one.rule, str(one.level), one.path) for one in result.found}
    assert ("flyer-no-phone", "warning", "content/a.md") in found and result.published is not None
    assert (tmp_path / "output/a/poster.pdf").is_file()


def test_a_picture_of_12000_pixels_stops_the_build_with_its_page(tmp_path: Path) -> None:
    write_site(tmp_path, SITE, page("お知らせ", "flyer: poster\n", "![窓口の場所の図](img/big.png)"))
    Image.new("L", (12_000, 9_000)).save(tmp_path / "content/img/big.png")
    result = build_site(tmp_path)
    found = [(one.path, dict(one.words)["problem"]) for one in result.found if one.rule == "asset-unpublishable"]
    assert result.published is None and found == [("content/a.md", "image-too-large")]


def test_a_designers_broken_template_is_told_at_the_template(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    for folder in ("templates", "words"):
        shutil.copytree(ROOT / "theme" / folder, tmp_path / "theme" / folder)
    (tmp_path / "theme/flyer").mkdir()
    (tmp_path / "theme/flyer/handout.typ").write_text("#nothing-of-the-kind()", encoding="utf-8")
    write_site(tmp_path, SITE)
    with (tmp_path / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("theme: theme\n")
    result = build_site(tmp_path)
    found = [one for one in result.found if one.rule == "flyer-template"]
    assert result.published is None and {one.path for one in found} == {"theme/flyer/handout.typ"}


def test_a_template_that_forgets_a_block_is_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme", ignore=shutil.ignore_patterns("node_modules"))
    file = tmp_path / "theme/flyer/handout.typ"
    file.write_text(file.read_text(encoding="utf-8").replace("  colophon()\n", ""), encoding="utf-8")
    write_site(tmp_path, SITE)
    with (tmp_path / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("theme: theme\n")
    result = build_site(tmp_path)
    found = [dict(one.words)["problem"] for one in result.found if one.rule == "flyer-check"]
    assert result.published is None and found == ["print-text-lacks"]


def test_a_coarse_picture_is_told_for_the_print_shop(tmp_path: Path) -> None:
    found = broken(tmp_path, page("お知らせ", "flyer: poster\n", "![窓口の場所の図](img/wide.png)"))
    assert ("flyer-coarse", "warning") not in found
    Image.new("RGB", (400, 200), "#0b5563").save(tmp_path / "content/img/wide.png")
    assert ("flyer-coarse", "warning") in broken(tmp_path)
    assert (tmp_path / "output/a/poster-press.pdf").is_file()


def test_what_nobody_asked_for_may_be_long_but_is_told(tmp_path: Path) -> None:
    needed = "".join(f"  - {{item: 書類その{n}, note: {'くわしい説明です。' * 12}}}\n" for n in range(30))
    text = SITE.replace("life_event: hikkoshi\nupdated", f"life_event: hikkoshi\nneeded:\n{needed}updated")
    result = build_site(write_site(tmp_path, text))
    assert result.published is not None
    found = [dict(one.words) for one in result.found if one.rule == "flyer-long"]
    assert len(found) == 1 and int(found[0]["found"]) > 2 and int(found[0]["many"]) > 100
    again = build_site(tmp_path)
    assert [one.rule for one in again.found if one.rule == "flyer-long"] == ["flyer-long"]


def test_flyer_false_leaves_a_page_off_paper(tmp_path: Path) -> None:
    site = SITE.replace("updated: 2026-11-01", "flyer: false\nupdated: 2026-11-01")
    assert build_site(write_site(tmp_path, site)).published is not None
    assert not pdfs(tmp_path / "output")


def test_the_commands(ward: Path, tmp_path: Path) -> None:
    made = wardgen(ward, "flyer", "todokede/tennyu", "--layout", "slip", "--press", "--out", str(tmp_path))
    file = tmp_path / "tennyu-slip-press.pdf"
    assert made.returncode == 0 and made.stdout.strip() == str(file)
    assert file.read_bytes() == (ward / "output/todokede/tennyu/slip-press.pdf").read_bytes()
    assert wardgen(ward, "check-print", str(file)).returncode == 0
    assert wardgen(ward, "flyer", "nowhere").returncode == 2
    with pikepdf.open(file) as pdf:
        del pdf.Root.OutputIntents
        out = io.BytesIO()
        pdf.save(out)
    file.write_bytes(out.getvalue())
    checked = wardgen(ward, "check-print", str(file))
    assert checked.returncode == 1 and "構造がありません" in checked.stderr
    file.write_bytes(b"no pdf")
    assert wardgen(ward, "check-print", str(file)).returncode == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_a_process_that_was_forked_after_printing_prints_too(ward: Path, tmp_path: Path) -> None:
    """Typst's threads stay behind in the process that it was forked from."""
    write_site(tmp_path, SITE, FLYER)
    assert build_site(write_site(tmp_path / "here", SITE, FLYER)).published is not None
    child = os.fork()
    if not child:
        os._exit(0 if build_site(tmp_path).published is not None else 1)
    end = time.monotonic() + 120
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        time.sleep(0.05)
    else:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        pytest.fail("the child waits for ever")
    assert os.waitstatus_to_exitcode(status) == 0
    assert pdfs(tmp_path / "output") == pdfs(ward / "output")
