"""`wardgen furigana`: one JSON list a line, whose surfaces are the line (contracts.md)."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, write_site
from wardgen.cli import main


def ask(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *options: str
) -> list[list[list]]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["furigana", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


LINES = ("転入届を出します。", "市場に行く。", "", "ABC", "葛󠄀飾区の𠮷野家", "1日2回、3本です。", "\\u0000", "か\u3099")


def test_every_line_has_its_answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ask("\n".join(LINES) + "\n", monkeypatch, capsys)
    assert ["".join(token[0] for token in row) for row in rows] == list(LINES)
    assert rows[0][0] == ["転入届", "てんにゅうとどけ"]
    assert rows[1][0][2] == {"flag": "heteronym"}
    assert rows[3] == [["ABC", None]]


def test_a_ward_reads_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readings = "=== content/data/readings.csv\nsurface,reading,right\n市場,いちば,に\n"
    write_site(tmp_path, DEFAULT_SITE, readings)
    (row,) = ask("市場に行く。\n", monkeypatch, capsys, "--config", str(tmp_path / "config.yaml"))
    assert row[0] == ["市場", "いちば"]


def test_balanced_leaves_less_open(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = "餌と骨と堰\n"
    strict = ask(text, monkeypatch, capsys)
    balanced = ask(text, monkeypatch, capsys, "--readings", "balanced")

    def opens(rows: list[list[list]]) -> int:
        return sum(len(token) > 2 for row in rows for token in row)

    assert opens(strict) > opens(balanced)


def test_a_config_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["furigana", "--config", "nowhere/config.yaml"]) == 2
    assert "nowhere" in capsys.readouterr().err
