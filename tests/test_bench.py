"""The benchmark's corpus and layouts are what they say, and a small measurement runs from end to end."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bench.__main__ import main
from bench.corpus import NOTES_HEADING, Corpus, measure_distinct
from bench.layouts import LAYOUTS, write_corpus
from bench.measure import Plan, find_wrong, measure_build
from bench.picture import make_png
from bench.sample import CommandFailed, take_sample
from bench.scenario import SCENARIOS, BenchSite
from tests.conftest import WHOLE

ROOT = Path(__file__).resolve().parents[1]
needs_wardgen = pytest.mark.skipif(importlib.util.find_spec("wardgen.cli") is None, reason="wardgen is not built yet")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.make(300, 7)


def _digest(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_same_size_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_corpus(Corpus.make(40, 3), "wardgen", tmp_path / name)
    write_corpus(Corpus.make(40, 4), "wardgen", tmp_path / "c")
    assert _digest(tmp_path / "a") == _digest(tmp_path / "b")
    assert _digest(tmp_path / "a") != _digest(tmp_path / "c")


def test_corpus_does_not_depend_on_the_process() -> None:
    code = "from bench.corpus import Corpus; print(repr(Corpus.make(20, 7).pages))"
    runs = {
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True).stdout for _ in "ab"
    }
    assert len(runs) == 1


def test_sentences_are_distinct(corpus: Corpus) -> None:
    distinct, total = measure_distinct(corpus)
    assert total > 300 * 15
    # 10,000 pages must keep 80 %; repeats grow with the number of pairs, so that 300 pages must be nearly free of them.
    assert distinct / total > 0.99


def test_pages_have_the_size_and_parts_of_a_service_page(corpus: Corpus) -> None:
    layout = LAYOUTS["wardgen"]
    texts = [layout.render_page(corpus, page) for page in corpus.pages]
    assert 3_500 <= statistics.median(len(text.encode()) for text in texts) <= 4_500
    for page, text in zip(corpus.pages, texts, strict=True):
        lines = text.splitlines()
        assert sum(line.startswith("|---") for line in lines) == 1
        assert sum(line.startswith("![") for line in lines) == 1
        assert 3 <= sum(line.startswith("- [") for line in lines) <= 5
        assert text.count(NOTES_HEADING) == 1
        headings = [line for line in lines if line.startswith("#")]
        assert len(headings) == len(set(headings)) >= 5
        assert "{" not in text
        assert len(page.summary) <= 80


def test_titles_and_places_are_unique(corpus: Corpus) -> None:
    assert len({page.title for page in corpus.pages}) == len(corpus.pages)
    assert len({(page.section, page.slug) for page in corpus.pages}) == len(corpus.pages)
    assert {page.kind for page in corpus.pages} == {"service", "notice"}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_holds_the_same_text(name: str, tmp_path: Path) -> None:
    corpus = Corpus.make(30, 7)
    write_corpus(corpus, name, tmp_path)
    layout = LAYOUTS[name]
    paths = [layout.place_page(tmp_path, page) for page in corpus.pages]
    assert len({path for path in paths if path.is_file()}) == 30
    for page, path in zip(corpus.pages, paths, strict=True):
        text = path.read_text(encoding="utf-8")
        # Without its links' and images' addresses, the body is every layout's body.
        assert _without_addresses(text).endswith(
            _without_addresses(corpus.write_body(page, lambda a, b: "x", lambda n: "x"))
        )
    assert len(list((tmp_path / layout.static / "img").glob("*.png"))) == 24


def _without_addresses(text: str) -> str:
    return "\n".join(line.split("](")[0] for line in text.splitlines())


@pytest.mark.parametrize("name", ["wardgen", "plain", "mkdocs"])
def test_relative_links_and_images_exist(name: str, tmp_path: Path) -> None:
    corpus = Corpus.make(30, 7)
    write_corpus(corpus, name, tmp_path)
    for page in corpus.pages:
        path = LAYOUTS[name].place_page(tmp_path, page)
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("- [") or (line.startswith("![") and "](../" in line):
                assert (path.parent / line.split("](")[1].rstrip(")")).is_file()


def test_front_matter_is_yaml_with_known_ids(tmp_path: Path) -> None:
    corpus = Corpus.make(60, 7)
    write_corpus(corpus, "wardgen", tmp_path)
    known = {
        name: {
            row["id"] for row in yaml.safe_load((tmp_path / f"content/data/{name}.yaml").read_text(encoding="utf-8"))
        }
        for name in ("departments", "topics", "audiences")
    }
    assert len(known["departments"]) == len(known["topics"]) == 12
    for page in corpus.pages:
        text = LAYOUTS["wardgen"].place_page(tmp_path, page).read_text(encoding="utf-8")
        front = yaml.safe_load(text.split("---\n")[1])
        assert front["department"] in known["departments"]
        assert front["topic"] in known["topics"]
        assert set(front["audience"]) <= known["audiences"]
        assert front["publish"] <= front["updated"]
    terms = yaml.safe_load((tmp_path / "content/data/terms.yaml").read_text(encoding="utf-8"))
    assert len({term["word"] for term in terms}) == len(terms) >= 95


def test_pages_that_a_run_may_delete_are_never_linked_to() -> None:
    corpus = Corpus.make(60, 7)
    unlinked = {page.slug for page in corpus.pages if not page.is_linkable}
    text = "".join(LAYOUTS["wardgen"].render_page(corpus, page) for page in corpus.pages)
    assert len(unlinked) >= 5
    assert not any(f"{slug}.md" in text for slug in unlinked)


def test_pictures_differ() -> None:
    assert len({make_png(number) for number in range(24)}) == 24


def test_sample_measures_the_whole_tree(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(90 * 2**20); print(len(x))'])"
    sample = take_sample([sys.executable, "-c", code], tmp_path)
    assert sample.stdout.strip() == str(90 * 2**20)
    assert sample.memory > 90
    assert sample.cpu > 0
    assert sample.wall > 0


def test_sample_does_not_count_the_benchmark_itself(tmp_path: Path) -> None:
    ballast = bytearray(120 * 2**20)
    sample = take_sample([sys.executable, "-S", "-c", "pass"], tmp_path)
    assert sample.memory < 60
    assert len(ballast) == 120 * 2**20


def test_failing_command_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="nothing to read"):
        take_sample([sys.executable, "-c", "import sys; sys.exit('nothing to read')"], tmp_path)


def test_peers_layout_needs_a_place() -> None:
    command = [sys.executable, "-m", "bench", "build", "--pages", "5", "--peers-layout", "hugo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--out" in done.stderr


@pytest.mark.parametrize("options", [["--peers", "nowhere"], ["--growth", "5,9", "--peers", "."], ["--growth", "0,5"]])
def test_options_that_cannot_be_met_are_refused(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["build", *options])
    assert options[0] in capsys.readouterr().err


@needs_wardgen
def test_small_measurement_end_to_end(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench", "build", "--pages", "8", "--runs", "1", "--work", str(tmp_path)]
    # A cold build after each edit takes longer than all the rest: the short run compares the last state alone.
    command += ["--check"] if WHOLE else []
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    edits = ["body edit", "title edit", "register edit", "template change", "emergency edit", "delete"]
    if WHOLE:
        assert f"After {', '.join(edits)} the output equals a cold build" in done.stdout
    else:
        assert find_wrong(BenchSite(tmp_path / "site", Corpus.make(8, 7)), None) == ()
    rows = {line.split("|")[1].strip(): line.split("|") for line in done.stdout.splitlines() if line.startswith("| ")}
    written = {name: int(rows[name][6].replace(",", "")) for name in ("cold", "no-op", *edits)}
    assert written.pop("no-op") == 0
    assert all(written.values())
    assert written["emergency edit"] > written["body edit"]
    assert int(rows["delete"][8]) >= 1
    assert len(list((tmp_path / "site/output").rglob("*-000??/index.html"))) == 7
    home = (tmp_path / "site/output/index.html").read_text(encoding="utf-8")
    assert "大雨のため避難所を開きました" in "".join(re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]*>", "", home))


@needs_wardgen
def test_rendering_only_makes_less_and_a_check_finds_a_wrong_file(tmp_path: Path) -> None:
    corpus, cold = Corpus.make(8, 7), [one for one in SCENARIOS if one.name == "cold"]
    (result,) = measure_build(corpus, tmp_path, Plan(1, is_render_only=True), cold)
    assert not any(result.builds[-1].report["findings"].values())
    output = tmp_path / "site/output"
    assert (output / "sitemap.xml").is_file()
    assert not (output / "search").exists()
    (output / "robots.txt").write_text("other", encoding="utf-8")
    assert find_wrong(BenchSite(tmp_path / "site", corpus), None) == ("robots.txt",)


@needs_wardgen
def test_corpus_lints_clean(tmp_path: Path) -> None:
    # Fewer pages leave a topic empty, which is a finding.
    write_corpus(Corpus.make(80, 7), "wardgen", tmp_path)
    command = [sys.executable, "-m", "wardgen", "lint", str(tmp_path / "content"), "--fail-on", "warning"]
    done = subprocess.run(command, cwd=tmp_path, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _environment() -> dict[str, str]:

    return os.environ | {"PYTHONPATH": str(ROOT)}
