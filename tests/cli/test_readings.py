"""`wardgen readings`: open words are listed, asked about and taken back from a sheet; a snapshot tells what changes."""

from __future__ import annotations

import csv
import io
import json
import os
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, ROOT, wardgen, write_site
from wardgen.build.openwords import Heard, proposed_neighbours
from wardgen.build.snapshot import HEAD, Broken, Said, read_snapshot, write_snapshot
from wardgen.cli import main
from wardgen.cli import readings as command
from wardgen.load.readings import COLUMNS, SHEET, add_rows
from wardgen.model.reading import Word
from wardgen.model.register import Reading

SITE = """\
=== content/kurashi/index.md
---
title: くらし
kind: page
---
ここから さがせます。
=== content/kurashi/ichiba.md
---
title: あたらしい市場
kind: page
summary: みんなの市場です。
---
あさの市場にいきます。

市場でかいます。市場でかいます。

ひろい土間です。
=== content/kurashi/gesha.md
---
title: おさけ
kind: page
---
みせの土間であいます。
=== content/kurashi/shita.md
---
title: したがき
kind: page
draft: true
---
この烏賊墨丼はしたがきです。
"""
FILE = "content/data/readings.csv"


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    return write_site(tmp_path, DEFAULT_SITE, SITE)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run `readings review` as at a terminal with lines of answers; gives exit code and what was said."""

    def run(folder: Path, *answers: str, who: str = "広報課", lang: str = "ja") -> tuple[int, str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
        monkeypatch.setattr(command, "is_talking", lambda: True)
        code = main(["readings", "review", "--lang", lang, "--limit", "1", *(["--who", who] if who else [])])
        said = capsys.readouterr()
        assert not said.out
        return code, said.err

    return run


def listed(folder: Path, *arguments: str) -> list[dict[str, object]]:
    done = wardgen(folder, "readings", "review", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


def rows_of(folder: Path) -> list[str]:
    return (folder / FILE).read_text(encoding="utf-8").splitlines()


# -- lists -------------------------------------------------------------------------------------------------------------


def test_the_most_frequent_word_comes_first_with_its_places(ward: Path) -> None:
    rows = listed(ward)
    first = rows[0]
    assert (first["surface"], first["count"], first["pages"], first["why"]) == ("市場", 5, 1, "heteronym")
    readings = first["readings"]
    assert isinstance(readings, dict) and list(readings) == ["sudachi", "openjtalk", "pykakasi", "dictionary"]
    said = {readings["sudachi"], readings["openjtalk"], readings["pykakasi"], *readings["dictionary"]}
    assert {"いちば", "しじょう"} <= said
    assert first["contexts"] == [
        {"file": "content/kurashi/ichiba.md", "line": 2, "before": "あたらしい", "after": ""},
        {"file": "content/kurashi/ichiba.md", "line": 4, "before": "みんなの", "after": "です。"},
        {"file": "content/kurashi/ichiba.md", "line": 6, "before": "あさの", "after": "にいきます。"},
    ]
    counts = [row["count"] for row in rows]
    assert counts == sorted(counts, reverse=True)  # type: ignore[type-var]
    assert not any("烏賊" in str(row["surface"]) for row in rows), "a draft is nobody's"
    assert len(listed(ward, "--limit", "1")) == 1


def test_without_a_terminal_the_list_is_text(ward: Path) -> None:
    done = wardgen(ward, "readings", "review", "--limit", "1")
    assert done.returncode == 0 and not done.stderr
    assert done.stdout.startswith("市場　5 か所・1 ページ\n  わけ: 読みが2つ以上ある")
    assert "content/kurashi/ichiba.md:6: あさの【市場】にいきます。" in done.stdout
    english = wardgen(ward, "readings", "review", "--limit", "1", "--lang", "en").stdout
    assert english.startswith("市場  5 place(s), 1 page(s)\n  Why: ")
    assert wardgen(ward, "readings", "--lang", "en", "review", "--limit", "1").stdout == english


def test_a_page_that_does_not_load_is_told(ward: Path) -> None:
    (ward / "content/kurashi/bad.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    done = wardgen(ward, "readings", "review", "--format", "json")
    assert done.returncode == 0 and "1 ページ" in done.stderr and json.loads(done.stdout)


def test_no_open_word(tmp_path: Path) -> None:
    write_site(tmp_path, "=== config.yaml\nname: みほん\nurl: https://ward.example\nnow: 2026-11-16\n")
    done = wardgen(tmp_path, "readings", "review")
    assert (done.returncode, done.stdout) == (0, "読みを決める語はありません。\n")
    assert listed(tmp_path) == []


# -- one by one --------------------------------------------------------------------------------------------------------


def test_a_listed_heteronym_is_stored_beside_a_neighbour_and_asked_until_all_fits(
    ward: Path, ask: Callable[..., tuple[int, str]]
) -> None:
    code, said = ask(ward, "いちば", "", "いちば", "みんなの|あさの", "-", "n", "いちば", "で")
    assert code == 0, said
    assert rows_of(ward) == [
        "surface,reading,left,right,source,who,when",
        "市場,いちば,あたらしい,,確認,広報課,2026-11-16",
        "市場,いちば,みんなの|あさの,,確認,広報課,2026-11-16",
        "市場,いちば,,で,確認,広報課,2026-11-16",
    ]
    assert "文によって読みが変わる語です" in said and "あと 4 か所" in said and "あと 2 か所" in said
    assert "3 件を content/data/readings.csv" in said
    assert not any(row["surface"] == "市場" for row in listed(ward))


def test_a_number_chooses_and_enter_takes_the_proposed_neighbours(
    ward: Path, ask: Callable[..., tuple[int, str]]
) -> None:
    first = str(listed(ward)[0]["readings"]["sudachi"])  # type: ignore[index]
    _, said = ask(ward, "１", "", "q")
    assert rows_of(ward)[1:] == [f"市場,{first},あたらしい,,確認,広報課,2026-11-16"]
    assert "Enter を押すと「あたらしい」になります。" in said


@pytest.mark.parametrize("answers", [(), ("1",), ("e",), ("e", "いちば"), ("q",), ("",)])
def test_what_is_not_finished_is_not_written(
    ward: Path, ask: Callable[..., tuple[int, str]], answers: tuple[str, ...]
) -> None:
    code, said = ask(ward, *answers)
    assert code == 0 and not (ward / FILE).exists() and "0 件" in said


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("9",), "「9」は選べません"),
        (("ichiba",), "「ichiba」は選べません"),
        (("e", "市場"), "かなでない文字"),
        (("いちば", "-", "-"), "{市場|いちば}"),
        (("いちば", "とおくの", "-"), "どの文にも合いません"),
        (("うま", "", ""), "読みが"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_is_written(
    ward: Path, ask: Callable[..., tuple[int, str]], answers: tuple[str, ...], told: str
) -> None:
    _, said = ask(ward, *answers)
    assert told in said and not (ward / FILE).exists()


def test_a_reading_that_the_kanji_do_not_give_is_asked_twice(ward: Path, ask: Callable[..., tuple[int, str]]) -> None:
    _, said = ask(ward, "うまば", "", "", "q")
    assert not (ward / FILE).exists() and "それでも" in said
    ask(ward, "うまば", "", "y", "q")
    assert rows_of(ward)[1].startswith("市場,うまば,")


def test_a_row_that_contradicts_the_register_is_refused(ward: Path, ask: Callable[..., tuple[int, str]]) -> None:
    (ward / FILE).write_text("surface,reading,left,right\n市場,しじょう,あさの,\n", encoding="utf-8")
    _, said = ask(ward, "いちば", "あたらしい|あさの", "q")
    assert "content/data/readings.csv:2 では「しじょう」" in said
    assert len(rows_of(ward)) == 2


def test_who_decides_is_asked_once(ward: Path, ask: Callable[..., tuple[int, str]]) -> None:
    ask(ward, "区民課", "いちば", "", who="")
    assert rows_of(ward)[1].endswith(",確認,区民課,2026-11-16")


def test_a_register_with_a_mistake_is_put_right_first(ward: Path, ask: Callable[..., tuple[int, str]]) -> None:
    (ward / FILE).write_text("surface,reading\n土間,土間\n", encoding="utf-8")
    code, said = ask(ward, "1")
    assert code == 2 and "readings.csv:2:" in said


def test_control_c_on_a_terminal_keeps_what_was_answered(ward: Path) -> None:
    pty = pytest.importorskip("pty")
    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.chdir(ward)
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "wardgen", "readings", "review", "--lang", "ja", "--who", "係"])
    seen = b""
    steps = (
        ("いちば\n".encode(), "どう読みますか"),
        (b"\n", "すぐ前の文字"),
        (b"\x03", "あと 4 か所"),
        (b"", "1 件を"),
    )
    for sent, awaited in steps:
        while awaited.encode() not in seen:
            assert select.select([terminal], [], [], 60)[0], seen.decode()
            seen += os.read(terminal, 4096)
        os.write(terminal, sent)
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0 and b"Traceback" not in seen
    assert rows_of(ward)[1:] == ["市場,いちば,あたらしい,,確認,係,2026-11-16"]


# -- the file ----------------------------------------------------------------------------------------------------------

NEW = Reading(surface="所管課", reading="しょかんか", right=("の", "は"), source="確認")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "surface,reading,left,right,source,who,when\n所管課,しょかんか,,の|は,確認,,\n"),
        (
            '\ufeffreading,surface,right,source\r\nかかり,係,,"a,\r\nb"',
            '\ufeffreading,surface,right,source\r\nかかり,係,,"a,\r\nb"\r\nしょかんか,所管課,の|は,確認\r\n',
        ),
        (
            "surface,reading\r係,かかり\r\r,\r",
            "surface,reading,right,source\r係,かかり,,\r\r,,,\r所管課,しょかんか,の|は,確認\r",
        ),
        ("\ufeff \n", "\ufeffsurface,reading,left,right,source,who,when\n所管課,しょかんか,,の|は,確認,,\n"),
    ],
)
def test_new_rows_leave_the_others_as_they_stand(before: str, after: str) -> None:
    assert add_rows(before, [NEW]) == after


def test_the_file_keeps_its_mode_and_no_part_is_left(ward: Path, ask: Callable[..., tuple[int, str]]) -> None:
    (ward / FILE).write_bytes("\ufeffsurface,reading\r\n所管課,しょかんか\r\n".encode())
    (ward / FILE).chmod(0o660)
    ask(ward, "いちば", "", "q")
    assert (ward / FILE).stat().st_mode & 0o777 == 0o660
    text = (ward / FILE).read_bytes().decode()
    assert text == (
        "\ufeffsurface,reading,left,source,who,when\r\n所管課,しょかんか,,,,\r\n"
        "市場,いちば,あたらしい,確認,広報課,2026-11-16\r\n"
    )
    assert not list((ward / "content/data").glob(".*"))


def test_a_file_that_cannot_be_written_is_told(
    ward: Path, ask: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    code, said = ask(ward, "いちば", "", "q")
    assert code == 0 and "書けません" in said and not (ward / FILE).exists()
    assert not list((ward / "content/data").glob(".*"))


# -- the sheet ---------------------------------------------------------------------------------------------------------


def sheet(folder: Path, *arguments: str) -> list[dict[str, str]]:
    env = {"PYTHONIOENCODING": "utf-8"}
    done = wardgen(folder, "readings", "review", "--format", "csv", *arguments, **env)
    assert done.returncode == 0 and done.stdout.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))


def write_sheet(folder: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig") -> None:
    with (folder / "sheet.csv").open("w", encoding=encoding, newline="") as file:
        out = csv.DictWriter(file, COLUMNS[SHEET], lineterminator="\r\n")
        out.writeheader()
        out.writerows(rows)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_clerk_fills_in_the_sheet_and_it_is_taken_back(ward: Path, encoding: str) -> None:
    rows = sheet(ward)
    market = [row for row in rows if row["surface"] == "市場"]
    assert [(row["left"], row["right"], row["reading"]) for row in market] == [
        ("あたらしい", "", ""),
        ("みんなの", "です", ""),
        ("あさの", "に", ""),
        ("", "で", ""),
    ]
    assert market[2]["context"] == "あさの【市場】にいきます。" and market[2]["file"] == "content/kurashi/ichiba.md:6"
    for row in market[:3]:
        row["reading"] = "イチバ"
    market[0] |= {"source": "市場の条例", "who": "係", "when": "2026/11/1"}
    write_sheet(ward, rows, encoding)
    done = wardgen(ward, "readings", "review", "--apply", "sheet.csv", "--who", "広報課")
    assert done.returncode == 0 and not done.stdout, done.stderr
    assert f"3 件を足しました。もうあったもの 0 件、読みが空のもの {len(rows) - 3} 件" in done.stderr
    assert rows_of(ward)[1:] == [
        "市場,いちば,あたらしい,,市場の条例,係,2026-11-01",
        "市場,いちば,みんなの,です,確認,広報課,2026-11-16",
        "市場,いちば,あさの,に,確認,広報課,2026-11-16",
    ]
    before = (ward / FILE).read_bytes()
    again = wardgen(ward, "readings", "review", "--apply", "sheet.csv")
    assert again.returncode == 0 and "0 件を足しました。もうあったもの 3 件" in again.stderr
    assert (ward / FILE).read_bytes() == before
    assert [row["count"] for row in sheet(ward) if row["surface"] == "市場"] == ["2"]


def test_one_wrong_row_and_none_is_taken(ward: Path) -> None:
    (ward / FILE).write_text("surface,reading\n土間,どま\n", encoding="utf-8")
    (ward / "sheet.csv").write_text(
        "surface,reading,left,right,source\n所管課,しょかんか,,,\n係,係,,,\n市場,いちば,,,\n土間,つちま,,,\n"
        "転入届,てんにゅうほん,,,\n健診,けんち,,,\n所管課,しょかんが,,,\n係長,,,,\n石神井,しゃくじい,,,郵便番号データ\n",
        encoding="utf-8",
    )
    done = wardgen(ward, "readings", "review", "--apply", "sheet.csv")
    assert done.returncode == 1 and rows_of(ward) == ["surface,reading", "土間,どま"]
    for line, rule in (
        (3, "reading-not-kana"),
        (4, "reading-bare"),
        (5, "reading-conflict"),
        (6, "reading-conflict"),
        (7, "reading-unusual"),
        (8, "reading-differs"),
    ):
        heads = [text for text in done.stderr.splitlines() if text.startswith(f"sheet.csv:{line}:")]
        assert any(f"[{rule}]" in text for text in heads), (line, rule, done.stderr)
    assert "sheet.csv:10:" not in done.stderr and "1件も足していません" in done.stderr


def test_a_sheet_that_is_none(ward: Path) -> None:
    for data, code in ((None, 2), (b"", 2), (b"\xff\xfe\x81", 2), (b"a,b\n", 1)):
        if data is not None:
            (ward / "sheet.csv").write_bytes(data)
        done = wardgen(ward, "readings", "review", "--apply", "sheet.csv")
        assert done.returncode == code and "Traceback" not in done.stderr and "sheet.csv" in done.stderr
    assert not (ward / FILE).exists()


def test_a_cell_that_a_spreadsheet_would_run_is_guarded_and_taken_back(ward: Path) -> None:
    (ward / "content/kurashi/kiken.md").write_text(
        "---\ntitle: あ\nkind: page\n---\n=1+1の市場\n\n@あさい市場\n", encoding="utf-8"
    )
    rows = sheet(ward)
    assert not any(cell.startswith(tuple("=+-@＝＋－＠")) for row in rows for cell in row.values())
    (ward / "sheet.csv").write_text("surface,reading,left\n市場,いちば,'=1+1の\n", encoding="utf-8")
    assert wardgen(ward, "readings", "review", "--apply", "sheet.csv").returncode == 0
    assert rows_of(ward)[1].startswith("市場,いちば,=1+1の,")


@pytest.mark.parametrize(
    ("sentence", "word", "left", "right"),
    [
        ("お住まいの方は", "方", "住まいの", "は"),
        ("「方」", "方", "", ""),
        ("1日から", "日", "", "から"),
        ("毎月の1日から", "日", "の1", "から"),
    ],
)
def test_neighbours_that_are_proposed(sentence: str, word: str, left: str, right: str) -> None:
    at = sentence.index(word)
    heard = Heard(Word(at, at + len(word), "", "", "heteronym"), word, sentence, 0, "")
    found = proposed_neighbours(heard)
    assert found[0].endswith(left) and found[1] == right and bool(found[0]) == bool(left)


# -- diff --------------------------------------------------------------------------------------------------------------


def test_save_then_diff_finds_nothing_and_then_what_changed(ward: Path) -> None:
    assert wardgen(ward, "readings", "diff").returncode == 2
    saved = wardgen(ward, "readings", "diff", "--save")
    assert saved.returncode == 0 and not saved.stdout, saved.stderr
    lock = ward / "content/data/readings.lock"
    same = wardgen(ward, "readings", "diff", "--now", "2026-11-16", "content/data/readings.lock")
    assert (same.returncode, same.stdout) == (0, "読みは、何も変わりません。\n")
    text = lock.read_text(encoding="utf-8")
    assert text.count("土間") == 2 and "9:市場:?" not in text
    changed = text.replace("引っ越し:ひっこし", "引っ越し:ひきこし").replace("市場:?", "市場:しじょう")
    lock.write_text(changed.replace("core", "core 2025", 1), encoding="utf-8")
    done = wardgen(ward, "readings", "diff")
    assert done.returncode == 1 and "辞書が変わりました" in done.stderr
    assert "市場　5 か所・1 ページ: しじょう → ふりがななし\n" in done.stdout
    assert "content/kurashi/ichiba.md:2: あたらしい【市場】\n  pykakasi: しじょう" in done.stdout
    # A settled word that is open in the snapshot, and one divided otherwise.
    english = wardgen(ward, "readings", "diff", "--lang", "en").stdout
    assert "しじょう → no furigana" in english


def test_a_register_that_settles_a_word_is_a_change_and_a_new_sentence_is_none(ward: Path) -> None:
    wardgen(ward, "readings", "diff", "--save", "old.lock")
    (ward / FILE).write_text("surface,reading,left\n市場,いちば,あさの\n", encoding="utf-8")
    page = ward / "content/kurashi/gesha.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nここは市場です。\n", encoding="utf-8")
    done = wardgen(ward, "readings", "diff", "old.lock", "--save", "new.lock")
    assert done.returncode == 1
    assert (
        done.stdout.splitlines()[0] == "市場　1 か所・1 ページ: ふりがななし → いちば" and "ここは" not in done.stdout
    )
    assert wardgen(ward, "readings", "diff", "new.lock").returncode == 0


def test_words_that_are_divided_otherwise_are_one_part() -> None:
    from wardgen.build.snapshot import _differing

    text = "上石神井へ行く"
    whole = (Said(0, 4, "上石神井", "かみしゃくじい"), Said(5, 7, "行く", "いく"))
    parts = (Said(0, 1, "上", "かみ"), Said(1, 4, "石神井", "しゃくじい"), Said(5, 7, "行く", "いく"))
    assert list(_differing(text, whole, parts)) == []
    half = (*parts[:1], Said(1, 4, "石神井", None), parts[2])
    assert list(_differing(text, whole, half)) == [(0, 4, "かみしゃくじい", None)]
    assert list(_differing(text, (), half[2:])) == [(5, 7, None, "いく")]


def test_a_snapshot_is_read_as_it_was_written() -> None:
    sentences = {"0123456789abcdef": (Said(0, 2, "市場", None), Said(3, 6, "a:町", "あまち"))}
    text = write_snapshot(sentences)
    assert read_snapshot(text)[1] == sentences and text.startswith(HEAD)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("surface,reading\n", 1),
        (f"{HEAD}\n", 2),
        (f"{HEAD}\n# x\n0123456789abcdef\t0:市場\n", 3),
        (f"{HEAD}\n# x\n0123456789abcdef\n", 3),
        (f"{HEAD}\n# x\n0123456789abcdef\t0:市:いち\n01234\t0:市:いち\n", 4),
    ],
)
def test_a_broken_snapshot_is_told(text: str, line: int, ward: Path) -> None:
    with pytest.raises(Broken) as broken:
        read_snapshot(text)
    assert broken.value.args == (line,)


def test_a_file_that_is_no_snapshot_ends_with_2(ward: Path) -> None:
    for name in ("config.yaml", "content/img/a.png", "none.lock", "content"):
        done = wardgen(ward, "readings", "diff", name)
        assert done.returncode == 2 and name in done.stderr and "Traceback" not in done.stderr and not done.stdout


def test_the_snapshot_is_no_page_and_no_register(ward: Path) -> None:
    wardgen(ward, "readings", "diff", "--save")
    assert wardgen(ward, "build").returncode == 0
    assert not list((ward / "output").rglob("*readings.lock*"))
