"""What the benchmark measured becomes a report: tables, bars, growth, and the page that they are written into."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.bars import FLOOR, FULL, PAGES, RENDERING, Bar, judge, scale
from bench.measure import Build, Plan, Result
from bench.page import fill, fill_page
from bench.report import render_growth, render_scenarios, render_stages
from bench.sample import Sample
from bench.tables import render_table, short, spread
from bench.tree import Change, compare_looks, list_different, look_at

ROOT = Path(__file__).resolve().parents[1]


def make_result(scenario: str, *costs: tuple[float, float, float], wrong: tuple[str, ...] | None = None) -> Result:
    """A result of builds with these CPU seconds, wall seconds and MiB."""
    report = {
        "findings": {"error": 0},
        "stages": {"pages: analyse": {"cpu": 3.0, "wall": 3.0}, "render": {"cpu": 1.0, "wall": 1.5}},
    }
    change = Change(written=1200, size=3 * 2**20, removed=4, files=5000, total=2**30)
    return Result(scenario, tuple(Build(Sample(*cost, ""), report, change) for cost in costs), wrong)


def read_cells(text: str) -> dict[str, list[str]]:
    """The rows of all tables of a report, by their first cell."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in rows}


def test_figures_are_short() -> None:
    assert [short(value) for value in (0.0, 0.046, 9.994, 12.34, 99.94, 345.6, 12345.6)] == [
        "0.00", "0.05", "9.99", "12.3", "99.9", "346", "12,346",
    ]  # fmt: skip


def test_spread_is_the_median_between_least_and_most() -> None:
    assert spread([3.0, 1.0, 2.0]) == "2.00 (1.00–3.00)"
    assert spread([3.0]) == "3.00"


def test_tables_have_as_many_cells_in_every_row() -> None:
    lines = render_table(["a", "b", "c"], [["x", "1", "2"], ["y", "3", "4"]]).splitlines()
    assert lines == ["| a | b | c |", "|---|---:|---:|", "| x | 1 | 2 |", "| y | 3 | 4 |"]


def test_scenarios_become_rows() -> None:
    results = [make_result("cold", (9, 5, 300)), make_result("no-op", (0.3, 0.2, 28), (0.1, 0.1, 20), (0.2, 0.3, 24))]
    text = render_scenarios(results, 50, Plan(3), None)
    cells = read_cells(text)
    assert cells["no-op"] == ["3", "0.20 (0.10–0.30)", "0.20 (0.10–0.30)", "24", "1,200", "3.00", "4"]
    assert cells["cold"][:2] == ["1", "9.00"]
    assert "5,000 files" in text
    assert "bar" not in cells["scenario"]
    assert "was not compared" in text


def test_checks_are_told() -> None:
    cold, right = make_result("cold", (9, 5, 300)), make_result("delete", (1, 1, 30), wrong=())
    assert "After delete the output equals" in render_scenarios([cold, right], 50, Plan(1), None)
    wrong = make_result("body edit", (1, 1, 30), wrong=("a.html", "b.html"))
    text = render_scenarios([cold, right, wrong], 50, Plan(1), None)
    assert "after body edit 2 files, a.html among them" in text
    assert "equals" not in text


def test_bars_stand_only_at_their_size() -> None:
    cold = [make_result("cold", (349, 181, 400))]
    cells = read_cells(render_scenarios(cold, PAGES, Plan(1), None))
    assert cells["cold"][-1] == "CPU 350 s, wall 180 s, peak 477 MiB: missed in wall"
    assert "bar" not in read_cells(render_scenarios(cold, PAGES - 1, Plan(1), None))["scenario"]
    render_only = read_cells(render_scenarios(cold, PAGES, Plan(1, is_render_only=True), None))
    assert render_only["cold"][-1] == "CPU 26.0 s, wall 13.0 s, peak 286 MiB: missed in CPU and wall and peak"


def test_bars_are_scaled_by_the_bare_build() -> None:
    assert scale(None) == scale(FLOOR) == 1
    assert scale(2 * FLOOR) == 2
    edit = make_result("body edit", (1, 1.3, 900))
    assert judge(FULL["body edit"], edit, scale(None)) == "wall 0.70 s: missed in wall"
    # A slower machine has more time, but no more memory.
    assert judge(FULL["body edit"], edit, scale(2 * FLOOR)) == "wall 1.40 s: met"
    assert judge(Bar(memory=500), edit, scale(2 * FLOOR)) == "peak 477 MiB: missed in peak"
    assert judge(None, edit, 1) == ""
    text = render_scenarios([make_result("cold", (1, 1, 1))], PAGES, Plan(1), 2 * FLOOR)
    assert "times × 2.00: the bare build takes 41.0 s of CPU here and 20.5 s" in text


def test_bars_name_scenarios_that_there_are() -> None:
    from bench.scenario import SCENARIOS

    assert (FULL.keys() | RENDERING.keys()) <= {one.name for one in SCENARIOS}


def test_stages_tell_what_rendering_alone_could_not_leave_out() -> None:
    cold = make_result("cold", (5.0, 4.0, 100))
    assert read_cells(render_stages(cold, 100, Plan(1)))["render"] == ["1.00", "1.50", "10.000"]
    assert "Analysis and lint" not in render_stages(cold, 100, Plan(1))
    assert "Analysis and lint still take 3.00 of the 5.00 s" in render_stages(cold, 100, Plan(1, is_render_only=True))


def test_growth_compares_pages_with_those_of_the_smallest_site() -> None:
    sizes = {300: [make_result("cold", (6, 6, 150))], 100: [make_result("cold", (1, 1, 100))]}
    lines = [line for line in render_growth(sizes).splitlines() if line.startswith(("| 100", "| 300"))]
    assert lines == [
        "| 100 | cold | 1.00 | 1.00 | 100 | 10.000 | 1.00 | 1.00 |",
        "| 300 | cold | 6.00 | 6.00 | 150 | 20.000 | 2.00 | 1.50 |",
    ]


PAGE = "# Figures\n\n<!-- bench:build -->\n\nold\n\n<!-- /bench:build -->\n\nwords\n"


def test_figures_stand_between_marks_and_the_words_around_stay(tmp_path: Path) -> None:
    page = tmp_path / "bench.md"
    page.write_text(PAGE, encoding="utf-8")
    for _ in range(2):
        fill_page(page, "build", "| new |\n")
    assert page.read_text(encoding="utf-8") == PAGE.replace("old", "| new |")


@pytest.mark.parametrize(
    "text",
    [
        "no marks\n",
        PAGE.replace("<!-- /bench:build -->\n", ""),
        PAGE.replace("<!-- bench:build -->\n", ""),
        PAGE + PAGE,
        PAGE.replace("bench:build", "bench:growth"),
        "<!-- /bench:build -->\n<!-- bench:build -->\n",
    ],
)
def test_pages_without_one_pair_of_marks_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"bench:build.*once each"):
        fill(text, "build", "new")


def test_a_page_without_marks_is_told_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "bench.md"
    page.write_text("no marks\n", encoding="utf-8")
    assert main(["build", "--pages", "3", "--work", str(tmp_path / "work"), "--write", str(page)]) == 2
    assert "<!-- bench:build -->" in capsys.readouterr().err
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize("name", ["build", "render-only", "growth"])
def test_our_own_page_has_the_marks(name: str) -> None:
    text = (ROOT / "docs/bench.md").read_text(encoding="utf-8")
    assert "figures of a test" in fill(text, name, "figures of a test")


def test_the_disk_tells_what_was_written(tmp_path: Path) -> None:
    for name in ("same", "touched", "gone"):
        (tmp_path / name).write_text("one", encoding="utf-8")
    before = look_at(tmp_path)
    (tmp_path / "gone").unlink()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/new").write_text("four", encoding="utf-8")
    # The same bytes, but written again.
    (tmp_path / "touched").unlink()
    (tmp_path / "touched").write_text("one", encoding="utf-8")
    assert compare_looks(before, look_at(tmp_path)) == Change(written=2, size=7, removed=1, files=3, total=10)
    assert compare_looks(before, before) == replace(compare_looks({}, before), written=0, size=0)
    assert look_at(tmp_path / "nowhere") == {}


def test_folders_differ_by_names_and_bytes(tmp_path: Path) -> None:
    for folder, files in {"a": {"x": "1", "y": "1", "z": "1"}, "b": {"x": "1", "y": "2", "w": "1"}}.items():
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, encoding="utf-8")
    assert list_different(tmp_path / "a", tmp_path / "b") == ["w", "y", "z"]
