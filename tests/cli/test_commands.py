"""Every command: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, tree, wardgen, write_site
from wardgen.cli.parser import FORMATS, make_parser
from wardgen.lint import reports

COMMANDS = sorted(next(a for a in make_parser()._actions if isinstance(a.choices, dict)).choices or ())
WRONG = "=== content/wrong.md\n---\ntitle: まちがい\nkind: page\nowner: 区民課\n---\n本文です。\n"
"""A page with an error."""
DOUBTFUL = (
    "=== content/doubtful.md\n---\ntitle: 要らない見送り\nkind: page\n"
    "allow: [{rule: image-without-alt, reason: 見本}]\n---\n本文です。\n"
)
"""A page with a warning."""
MARKED = "=== content/marked.md\n\ufeff---\ntitle: 印のあるファイル\nkind: page\n---\n本文です。\n"
"""A page with a byte order mark, which has a safe fix."""


def found(folder: Path, *arguments: str) -> list[dict[str, object]]:
    """The findings that `lint --format json` prints, without what a person must look at."""
    done = wardgen(folder, "lint", "--format", "json", "--level", "warning", *arguments)
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


# -- help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example_that_the_parser_takes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        make_parser().parse_args([command, "--help"])
    assert ended.value.code == 0
    example = re.search(r"example: wardgen (.+)", capsys.readouterr().out)
    assert example is not None
    assert make_parser().parse_args(example[1].split()).run


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_language_and_no_color(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        make_parser().parse_args([command, "--help"])
    out = capsys.readouterr().out
    assert "--lang" in out and "--no-color" in out


def test_the_parser_names_the_formats_of_the_reports() -> None:
    assert tuple(reports.FORMATS) == FORMATS


def test_no_command_shows_the_help_and_ends_with_2(tmp_path: Path) -> None:
    done = wardgen(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "build" in done.stderr


def test_an_unknown_option_ends_with_2(tmp_path: Path) -> None:
    assert wardgen(tmp_path, "build", "--unknown").returncode == 2


def test_the_version_is_told(tmp_path: Path) -> None:
    assert re.fullmatch(r"wardgen \d+\.\d+\S*\n", wardgen(tmp_path, "--version").stdout)


# -- exit codes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "lint"])
def test_a_clean_site_ends_with_0(site: Callable[..., Path], command: str) -> None:
    done = wardgen(site(), command)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("command", ["build", "lint"])
def test_an_error_ends_with_1_and_is_told(site: Callable[..., Path], command: str) -> None:
    done = wardgen(site(WRONG), command)
    assert done.returncode == 1
    assert "content/wrong.md:4" in done.stderr


@pytest.mark.parametrize("command", ["build", "lint", "fix", "next-change", "check-links"])
def test_a_missing_config_ends_with_2(tmp_path: Path, command: str) -> None:
    done = wardgen(tmp_path, command)
    assert done.returncode == 2
    assert "config.yaml" in done.stderr and "Traceback" not in done.stderr


def test_a_broken_config_ends_with_2_and_names_the_line(site: Callable[..., Path]) -> None:
    done = wardgen(site("=== config.yaml\nname: 見本区\nurl: ward.example\n"), "build")
    assert done.returncode == 2
    assert "config.yaml:2" in done.stderr


def test_an_error_leaves_the_published_site_as_it_was(site: Callable[..., Path]) -> None:
    folder = site()
    assert wardgen(folder, "build").returncode == 0
    before = tree(folder / "output")
    write_site(folder, WRONG)
    assert wardgen(folder, "build").returncode == 1
    assert tree(folder / "output") == before


def test_a_warning_stops_a_strict_build_only(site: Callable[..., Path]) -> None:
    folder = site(DOUBTFUL)
    assert wardgen(folder, "build", "--strict").returncode == 1
    assert not (folder / "output").exists()
    assert wardgen(folder, "build").returncode == 0


def test_fail_on_warning_ends_lint_with_1(site: Callable[..., Path]) -> None:
    folder = site(DOUBTFUL)
    assert wardgen(folder, "lint").returncode == 0
    assert wardgen(folder, "lint", "--fail-on", "warning").returncode == 1


def test_config_may_set_the_level_that_fails(site: Callable[..., Path]) -> None:
    config = "=== config.yaml\nname: 見本区\nurl: https://ward.example\nlint: {fail_on: warning}\n"
    assert wardgen(site(DOUBTFUL, config), "lint").returncode == 1


# -- build -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2026-11-20", "2026年11月20日", "令和8年11月20日", "R8.11.20", "2026-11-20 00:00"])
def test_now_takes_every_form_of_a_date(site: Callable[..., Path], day: str) -> None:
    folder = site("=== content/a.md\n---\ntitle: 見本A\nkind: page\npublish: 2026-11-20\n---\n本文です。\n")
    assert wardgen(folder, "build", "--now", day).returncode == 0
    assert (folder / "output/a/index.html").exists()


@pytest.mark.parametrize("day", ["2026-02-30", "平成32年1月1日", "明日"])
def test_an_impossible_now_ends_with_2(site: Callable[..., Path], day: str) -> None:
    done = wardgen(site(), "build", "--now", day)
    assert done.returncode == 2
    assert day in done.stderr and "Traceback" not in done.stderr


def test_a_moment_opens_a_page_at_its_hour(site: Callable[..., Path]) -> None:
    folder = site("=== content/a.md\n---\ntitle: 見本A\nkind: page\npublish: 2026-11-20 09:00\n---\n本文です。\n")
    wardgen(folder, "build", "--now", "2026-11-20 08:59")
    assert not (folder / "output/a").exists()
    wardgen(folder, "build", "--now", "2026-11-20 09:00")
    assert (folder / "output/a").exists()


def test_build_prints_pages_files_findings_and_seconds(site: Callable[..., Path]) -> None:
    done = wardgen(site(), "build", "--lang", "en")
    assert re.search(r"Made a site of \d+ pages in .*output \(\d+ files written, 0 removed\)", done.stderr)
    assert re.search(r"render \d+\.\d\d s", done.stderr)
    assert re.search(r"0 error\(s\), 0 warning\(s\), \d+ to check", done.stderr)


def test_timing_goes_to_standard_output_as_json(site: Callable[..., Path]) -> None:
    folder = site()
    timing = json.loads(wardgen(folder, "build", "--timing").stdout)
    assert timing["pages"] == 2
    assert timing["findings"].keys() == {"error", "warning", "review"}
    assert timing["written"] == len([p for p in tree(folder / "output") if p != ".wardgen-manifest.json"])
    assert timing["stages"]["render"].keys() == {"wall", "cpu"}


def test_explain_names_files_and_reasons(site: Callable[..., Path]) -> None:
    folder = site()
    wardgen(folder, "build")
    write_site(
        folder, "=== content/data/departments.yaml\n- {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0009}\n"
    )
    done = wardgen(folder, "build", "--explain", "--lang", "en")
    assert "todokede/tennyu/index.html (because: department, locations)" in done.stderr


def test_build_works_from_another_folder(site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, elsewhere = site(), tmp_path_factory.mktemp("elsewhere")
    assert wardgen(elsewhere, "build", "--config", str(folder / "config.yaml")).returncode == 0
    assert (folder / "output/index.html").exists()
    assert list(elsewhere.iterdir()) == []


# -- lint ------------------------------------------------------------------------------------------------------------


def test_lint_of_a_path_tells_of_that_path_only(site: Callable[..., Path]) -> None:
    folder = site(WRONG, WRONG.replace("wrong.md", "kurashi/other.md"))
    assert {row["file"] for row in found(folder)} == {"content/wrong.md", "content/kurashi/other.md"}
    assert {row["file"] for row in found(folder, "content/kurashi")} == {"content/kurashi/other.md"}
    assert {row["file"] for row in found(folder, "content/wrong.md")} == {"content/wrong.md"}
    assert wardgen(folder, "lint", "content/todokede").returncode == 0


def test_lint_of_a_path_is_meant_from_where_one_stands(site: Callable[..., Path]) -> None:
    folder = site(WRONG)
    assert {row["file"] for row in found(folder / "content", "wrong.md", "--config", "../config.yaml")} == {
        "content/wrong.md"
    }


def test_lint_of_a_missing_path_ends_with_2(site: Callable[..., Path]) -> None:
    done = wardgen(site(), "lint", "content/nowhere.md")
    assert done.returncode == 2
    assert "content/nowhere.md" in done.stderr


KEYS = {
    "file",
    "line",
    "column",
    "end_line",
    "end_column",
    "rule",
    "name",
    "level",
    "message",
    "help",
    "wcag",
    "jis",
    "act",
    "fix",
}


def test_json_has_the_keys_of_the_contract(site: Callable[..., Path]) -> None:
    done = wardgen(site(WRONG, MARKED), "lint", "--format", "json")
    assert done.returncode == 1
    rows = {row["rule"]: row for row in json.loads(done.stdout)}
    assert all(row.keys() >= KEYS for row in rows.values())
    wrong = rows["key-unknown"]
    assert (wrong["file"], wrong["line"], wrong["column"], wrong["level"]) == ("content/wrong.md", 4, 1, "error")
    assert wrong["fix"] is None
    assert rows["file-bom"]["fix"] == {"safe": True, "edits": [{"start": 0, "end": 1, "text": ""}]}


def test_json_of_a_clean_site_is_an_empty_list(site: Callable[..., Path]) -> None:
    assert found(site()) == []


@pytest.mark.parametrize("format", ["sarif", "github", "junit"])
def test_machine_formats_go_to_standard_output(site: Callable[..., Path], format: str) -> None:
    done = wardgen(site(WRONG), "lint", "--format", format)
    assert "content/wrong.md" in done.stdout
    assert "content/wrong.md" not in done.stderr


def test_findings_are_told_in_english_too(site: Callable[..., Path]) -> None:
    folder = site(WRONG)
    assert "owner" in wardgen(folder, "lint", "--lang", "en").stderr
    assert re.search(r"[ぁ-ん]", wardgen(folder, "lint", "--lang", "ja").stderr)
    assert wardgen(folder, "lint", LANG="en_US.UTF-8").stderr == wardgen(folder, "lint", "--lang", "en").stderr


# -- fix -------------------------------------------------------------------------------------------------------------


def test_fix_mends_what_is_safe(site: Callable[..., Path]) -> None:
    folder = site(MARKED)
    done = wardgen(folder, "fix")
    assert done.returncode == 0, done.stderr
    assert (folder / "content/marked.md").read_bytes().startswith(b"---")


def test_fix_with_diff_shows_and_changes_nothing(site: Callable[..., Path]) -> None:
    folder = site(MARKED)
    before = tree(folder / "content")
    done = wardgen(folder, "fix", "--diff")
    assert "--- a/content/marked.md" in done.stdout
    assert tree(folder / "content") == before


def test_fix_of_a_path_touches_no_other_file(site: Callable[..., Path]) -> None:
    folder = site(MARKED, MARKED.replace("marked.md", "kurashi/other.md"))
    wardgen(folder, "fix", "content/kurashi")
    assert (folder / "content/marked.md").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (folder / "content/kurashi/other.md").read_bytes().startswith(b"---")


def test_what_cannot_be_fixed_still_ends_with_1(site: Callable[..., Path]) -> None:
    assert wardgen(site(MARKED, WRONG), "fix").returncode == 1


# -- explain ---------------------------------------------------------------------------------------------------------


def test_explain_shows_the_page_of_a_rule(tmp_path: Path) -> None:
    done = wardgen(tmp_path, "explain", "image-without-alt")
    assert done.returncode == 0
    assert all(part in done.stdout for part in ("image-without-alt", "悪い例", "良い例"))


def test_explain_of_an_unknown_rule_ends_with_2(tmp_path: Path) -> None:
    done = wardgen(tmp_path, "explain", "no-such-rule")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no-such-rule" in done.stderr


# -- baseline --------------------------------------------------------------------------------------------------------


def test_a_baseline_lets_old_findings_stand_and_tells_of_new_ones(site: Callable[..., Path]) -> None:
    folder = site(WRONG)
    assert wardgen(folder, "lint", "--write-baseline", "baseline.json").returncode == 0
    assert wardgen(folder, "lint", "--baseline", "baseline.json").returncode == 0
    assert wardgen(folder, "build", "--baseline", "baseline.json").returncode == 0
    write_site(folder, WRONG.replace("wrong.md", "new.md").replace("まちがい", "新しいまちがい"))
    assert {row["file"] for row in found(folder, "--baseline", "baseline.json")} == {"content/new.md"}
    assert wardgen(folder, "build", "--baseline", "baseline.json").returncode == 1


def test_config_may_name_the_baseline(site: Callable[..., Path]) -> None:
    config = "=== config.yaml\nname: 見本区\nurl: https://ward.example\nlint: {baseline: old.json}\n"
    folder = site(WRONG, config, '=== old.json\n{"version": 1, "findings": {"content/wrong.md": {"key-unknown": 1}}}\n')
    assert wardgen(folder, "lint").returncode == 0


@pytest.mark.parametrize("text", ["{", "[]", '{"findings": 3}'])
def test_a_broken_baseline_ends_with_2(site: Callable[..., Path], text: str) -> None:
    done = wardgen(site(f"=== bad.json\n{text}\n"), "lint", "--baseline", "bad.json")
    assert done.returncode == 2
    assert "bad.json" in done.stderr and "Traceback" not in done.stderr


# -- the terminal ----------------------------------------------------------------------------------------------------


def on_terminal(folder: Path, *arguments: str, **environment: str) -> bytes:
    """What a person sees on a terminal."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    env = (
        {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        | {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
        | environment
    )
    process = subprocess.Popen([sys.executable, "-m", "wardgen", *arguments], cwd=folder, env=env, stderr=slave)
    os.close(slave)
    parts = []
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    process.wait()
    os.close(master)
    return b"".join(parts)


def test_a_terminal_shows_colour(site: Callable[..., Path]) -> None:
    assert b"\x1b[" in on_terminal(site(WRONG), "lint")


def test_no_color_shows_none(site: Callable[..., Path]) -> None:
    folder = site(WRONG)
    for seen in (on_terminal(folder, "lint", NO_COLOR="1"), on_terminal(folder, "lint", "--no-color")):
        assert b"content/wrong.md" in seen
        assert b"\x1b[" not in seen


def test_the_c_locale_does_not_stop_a_message(site: Callable[..., Path]) -> None:
    done = wardgen(site(WRONG), "lint", "--lang", "ja", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 1
    assert "owner" in done.stderr


def test_a_closed_pipe_is_no_failure(site: Callable[..., Path]) -> None:
    folder = site(*(WRONG.replace("wrong.md", f"wrong{n}.md") for n in range(200)))
    command = f"'{sys.executable}' -m wardgen lint --format json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.stdout == b"["
    assert b"Traceback" not in done.stderr and b"BrokenPipe" not in done.stderr
