"""The door for finished HTML: any bytes give findings or a clear error, at their place, in bounded time."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import WHOLE, wardgen
from wardgen.lint.finished import check_file, decode, xpath
from wardgen.lint.presets import html_rules
from wardgen.lint.rules import RULES

PAGE = '<!DOCTYPE html>\n<html lang="ja">\n<head><meta charset="utf-8"><title>区民課の窓口</title></head>\n<body>\n{}\n</body>\n</html>\n'


def rules_met(data: bytes, path: str = "a.html") -> set[str]:
    return {one.found.rule for one in check_file(path, data, html_rules())[1]}


ODD = {
    "nothing": b"",
    "one byte": b"<",
    "half a tag": b'<p><a href="x',
    "only a comment": b"<!-- ",
    "no HTML": "区民課の窓口は、午前9時からです。".encode(),
    "ten thousand divs": b"<div>" * 10_000 + b"x",
    "ten thousand lists": b"<ul><li>" * 10_000,
    "ten thousand formatting elements": b"<b><p>" * 3_000,
    "one tag of a megabyte": b"<p " + b"a" * 1_000_000 + b">",
    "many attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(20_000)) + b">",
    "NUL": b"<p>a\0b</p>\0",
    "lone surrogates": b"<p>\xed\xa0\x80</p>",
    "control characters": bytes(range(1, 32)) * 10,
    "a table that spans all": b"<table><tr><td colspan=65534 rowspan=65534>a<td>b</table>" * 20,
    "circles of names": b"<p id=a aria-labelledby=b><p id=b aria-labelledby=a><img aria-labelledby=a><img aria-owns=x id=x>",
    "many ids": b"<input aria-labelledby='" + b"a " * 20_000 + b"'><p id=a>a",
    "css": b"<style>" + b"{" * 10_000 + b"</style><p style='" + b"(" * 10_000 + b"'>a",
    "circles of variables": b"<style>:root{--a:var(--b);--b:var(--a)}p{color:var(--a);font-size:var(--b)}</style><p>a",
    "many selectors": b"<style>" + b"a b c d e f," * 2_000 + b"p{color:red}</style>" + b"<p>a" * 500,
    "svg in math in svg": b"<svg><math><svg><foreignObject><p>a</svg></math>" * 200,
    "templates": b"<template>" * 500 + b"a",
    "a frameset": b"<frameset><frame src=a><frame></frameset>",
    "text of half a megabyte": "あ".encode() * 170_000,
    "spaces": b"<p>" + b" " * 500_000 + b"a",
    "full-width spaces": "<p>あ".encode() + "　".encode() * 100_000 + "い".encode(),
    "dots": b"<p>" + b"." * 300_000,
    "digits": b"<p>" + b"1" * 300_000,
}


LARGE = 20_000
"""Bytes of an odd file that is looked at as HTML only in the short run: what is no SVG is parsed as HTML too."""


@pytest.mark.parametrize(
    ("case", "ending"),
    [
        (case, ending)
        for ending in (".html", ".svg")
        for case in ODD
        if ending == ".html" or len(ODD[case]) < LARGE or WHOLE
    ],
)
def test_odd_bytes_are_looked_at_in_bounded_time(case: str, ending: str) -> None:
    start = time.process_time()
    text, found = check_file(f"a{ending}", ODD[case], html_rules())
    for one in found:
        assert one.found.span is None or 0 <= one.found.span.start <= one.found.span.end <= len(text)
        xpath(one.node)
    assert time.process_time() - start < 20, "no pattern may take for ever"


def test_what_is_no_page_is_said(tmp_path: Path) -> None:
    assert rules_met(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\1" * 500) == {"html-unreadable"}
    assert rules_met(b"<p>" + b"a" * 20_000_000) == {"html-too-large"}


@pytest.mark.parametrize(
    ("encoding", "said", "finding"),
    [
        ("utf-8", "utf-8", False),
        ("cp932", "Shift_JIS", False),
        ("euc_jp", "EUC-JP", False),
        ("cp932", "utf-8", True),
        ("utf-8", "nonsense", True),
        ("cp932", "", False),
        ("utf-16", "", False),
    ],
)
def test_old_charsets_are_read(encoding: str, said: str, finding: bool) -> None:
    meta = f'<meta charset="{said}">' if said else ""
    text, found = decode(f"<!DOCTYPE html>{meta}<p>区民課の窓口です。①</p>".encode(encoding, "ignore"), "a.html")
    assert text is not None and "区民課の窓口" in text
    assert [one.rule for one in found] == (["html-charset"] if finding else [])


def test_the_command_writes_what_the_contract_says(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format('<p>区の花</p>\n  <img id="hana" src="a.png">'), encoding="utf-8")
    (tmp_path / "b.txt").write_text("no page", encoding="utf-8")
    done = wardgen(tmp_path, "lint", "--html", ".", "--format", "json")
    assert done.returncode == 1, done.stderr
    [one] = [o for o in json.loads(done.stdout) if "23a2a8" in o["act"]]
    assert (one["file"], one["line"], one["column"], one["outcome"], one["level"]) == (
        "a.html",
        6,
        3,
        "failed",
        "error",
    )
    assert (one["xpath"], one["element_id"]) == ("/html/body/img", "hana")
    assert one["wcag"] == ["1.1.1"] and one["message"] and RULES[one["rule"]].wcag


@pytest.mark.parametrize("format", ["text", "sarif", "github", "junit", "html", "jis"])
def test_every_format_takes_a_finding(tmp_path: Path, format: str) -> None:
    (tmp_path / "a.html").write_text(PAGE.format("<img src=a.png><script>&</script>"), encoding="utf-8")
    done = wardgen(tmp_path, "lint", "--html", "a.html", "--format", format)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "1.1.1" in done.stdout or "a.html" in done.stdout + done.stderr


@pytest.mark.parametrize("paths", [["nai.html"], []])
def test_a_path_that_is_not_there_is_said(tmp_path: Path, paths: list[str]) -> None:
    done = wardgen(tmp_path, "lint", "--html", *paths)
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_a_baseline_lets_an_old_site_start(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(PAGE.format("<img src=a.png>"), encoding="utf-8")
    assert wardgen(tmp_path, "lint", "--html", "a.html", "--write-baseline", "old.json").returncode == 0
    assert wardgen(tmp_path, "lint", "--html", "a.html", "--baseline", "old.json").returncode == 0
    page.write_text(PAGE.format("<img src=a.png><img src=b.png>"), encoding="utf-8")
    assert wardgen(tmp_path, "lint", "--html", "a.html", "--baseline", "old.json").returncode == 1


def test_lines_that_a_change_touched_come_first(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=tmp_path, check=True, capture_output=True
        )

    from wardgen.cli.changed import changed_lines

    (tmp_path / "a.md").write_text("1\n2\n3\n4\n", encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "a")
    (tmp_path / "a.md").write_text("1\nx\n3\n4\n5\n6\n", encoding="utf-8")
    git("commit", "-qam", "b")
    assert changed_lines(tmp_path, "HEAD~1") == {"a.md": {2, 5, 6}}
    assert changed_lines(tmp_path, "nai") == changed_lines(tmp_path, "--output=x") == {}
