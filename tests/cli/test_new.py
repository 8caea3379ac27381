"""`wardgen new`: what is asked, what is written, and that it lints clean as a draft and as a page."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, tree, wardgen, write_site
from wardgen.cli import main
from wardgen.cli.fresh import write_all
from wardgen.cli.new import _guess
from wardgen.cli.parser import make_parser
from wardgen.load.frontmatter import FIELDS
from wardgen.load.pages import load_page
from wardgen.load.skeleton import OFFERED, make_skeleton, scalar
from wardgen.load.yamltree import Mapping, Scalar, parse_yaml
from wardgen.model.page import Kind
from wardgen.model.source import Source
from wardgen.words import LANGUAGES, catalogue

TINY = """\
=== config.yaml
name: 小さな区
url: https://ward.example
now: 2026-11-16
=== content/data/departments.yaml
- {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001}
=== content/data/facilities.csv
ID,名称
honcho,小さな区役所
"""
ALL = {
    "手続き": ["--title", "転居届の出し方"],
    "お知らせ": ["--title", "窓口を休む日"],
    "催し": ["--title", "冬の朗読会", "--start", "2026-12-20 10:30", "--end", "2026-12-20 12:00"],
    "施設": [],
    "刊行物": ["--title", "子ども計画2027"],
    "ページ": ["--title", "このホームページの使い方"],
}
"""Kind -> what to answer besides the proposals."""


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run `wardgen new` in a folder with lines of answers; gives exit code, standard output, standard error."""

    def run(folder: Path, arguments: list[str], *answers: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
        code = main(["new", "--lang", "ja", *arguments])
        return code, *capsys.readouterr()

    return run


def make_all(folder: Path, ask: Callable[..., tuple[int, str, str]]) -> list[str]:
    """Make a page of every kind with `--yes`; gives their paths."""
    made = []
    for kind, arguments in ALL.items():
        if kind == "施設":
            rows = (folder / "content/data/facilities.csv").read_text(encoding="utf-8").splitlines()
            header = rows[0].split(",")
            ids = [row.split(",")[header.index("ID")] for row in rows[1:]]
            arguments = ["--facility", next(id for id in ids if not (folder / f"content/facilities/{id}.md").exists())]
        else:
            arguments = [*arguments, "--department", "kumin"]
        code, out, err = ask(folder, [kind, *arguments, "--yes"])
        assert code == 0, err
        made.append(out.strip())
    return made


def found_in(folder: Path, paths: list[str]) -> list[tuple[str, str]]:
    """(file, rule) of every finding, of any level, at the strictest preset, in these files."""
    done = wardgen(folder, "lint", "--preset", "strict", "--level", "review", "--format", "json")
    return [(row["file"], row["rule"]) for row in json.loads(done.stdout) if row["file"] in paths]


@pytest.mark.parametrize("place", ["sample", "tiny"])
def test_every_kind_lints_clean_as_a_draft_and_as_a_page_and_shows_no_comment(
    place: str, tmp_path: Path, ask: Callable[..., tuple[int, str, str]]
) -> None:
    if place == "sample":
        for part in ("content", "theme"):
            shutil.copytree(ROOT / part, tmp_path / part)
        shutil.copy(ROOT / "config.yaml", tmp_path)
    else:
        write_site(tmp_path, TINY)
        (tmp_path / "content/img/a.png").unlink()
    made = make_all(tmp_path, ask)
    assert len(set(made)) == len(Kind)
    assert found_in(tmp_path, made) == []
    for path in made:
        text = (tmp_path / path).read_text(encoding="utf-8")
        assert text.count("draft: true") == 1
        # Published, a page says something below each of its headings.
        text = re.sub(r"(?m)^(## .*)$", r"\1\n\n区役所に来てください。", re.sub(r"draft: true.*\n", "", text))
        (tmp_path / path).write_text(text, encoding="utf-8")
    # What only a person can decide, and what a skeleton cannot know.
    unknown = {"reading-open", "service-incomplete", "service-bare", "duplicate-sentence", "action-without-contact"}
    assert [row for row in found_in(tmp_path, made) if row[1] not in unknown] == []
    assert wardgen(tmp_path, "build", "--output", "site").returncode == 0
    hints = [hint for hints in catalogue("ja")["hints"].values() for hint in hints.values()]
    hints += catalogue("ja")["skeleton"].values()
    for path, data in tree(tmp_path / "site").items():
        if path.endswith((".html", ".txt", ".xml", ".json")):
            text = data.decode()
            assert not any(hint in text for hint in hints), path


def test_the_questions_one_by_one(site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]) -> None:
    answers = ["転居届", "", "", "転居", "tenkyo", "区民課", "1", "シニア"]
    code, out, err = ask(site(), ["手続き"], *answers)
    assert code == 0, err
    assert out == "content/todokede/tenkyo.md\n"
    text = Path("content/todokede/tenkyo.md").read_text(encoding="utf-8")
    for line in ("title: 転居届", "kind: service", "yomi: てんきょとどけ", "department: kumin"):
        assert f"\n{line}\n" in text
    assert "topic: [todokede]" in text and "audience: [senior]" in text and "updated: 2026-11-16" in text
    assert "「転居」は URL に使えません" in err and "wardgen lint content/todokede/tenkyo.md" in err


def test_the_clock_of_the_command_dates_the_page(
    site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]
) -> None:
    _, out, _ = ask(site(), ["notice", "--title", "休み", "--now", "R9.1.5", "--yes"])
    assert "publish: 2027-01-05\n" in Path(out.strip()).read_text(encoding="utf-8")


def test_a_question_mark_says_why(site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]) -> None:
    _, _, err = ask(site(), ["page"], "?", "？")
    assert err.count(catalogue("ja")["questions"]["title"][1]) == 2


def test_a_dash_leaves_out_what_is_proposed(
    site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]
) -> None:
    code, out, err = ask(site(), ["notice"], "休み", "-", "todokede", "", "", "-", "")
    assert code == 0, err
    text = Path(out.strip()).read_text(encoding="utf-8")
    assert "\nyomi:" not in text and "\ntopic:" not in text and "\n# topic: [todokede]\n" in text


def test_control_c_on_a_terminal_leaves_nothing(site: Callable[..., Path]) -> None:
    pty = pytest.importorskip("pty")
    folder = site()
    before = sorted((folder / "content").rglob("*"))
    child, terminal = pty.fork()
    if child == 0:
        # A suite that runs in the background ignores the signal, and so would all that it starts.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.chdir(folder)
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "wardgen", "new", "page", "--lang", "ja"])
    seen = b""
    for sent, awaited in (("案内\n".encode(), "何ですか"), (b"\x03", "ひらがな"), (b"", "中止")):
        while awaited.encode() not in seen:
            seen += os.read(terminal, 4096)
        os.write(terminal, sent)
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 2 and b"Traceback" not in seen
    assert sorted((folder / "content").rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "answers", "told"),
    [
        (["notice", "--title", "あ" * 61], [], "61 字あります"),
        (["notice"], [""], "空にできません"),
        (["notice"], ["a", "漢字"], "ひらがなで"),
        (["notice"], ["a", "", "../x"], "フォルダーの名前に使えません"),
        (["notice"], ["a", "", "kosodate/hoiku"], "まだ名前がありません"),
        (["notice"], ["a", "", "data"], "フォルダーの名前に使えません"),
        (["notice"], ["a", "", "todokede", "con"], "URL に使えません"),
        (["notice"], ["a", "", "todokede", "tennyu"], "tennyu.md」がもうある"),
        (["notice"], ["a", "", "todokede", "", "区民科"], "もしかして「区民課」"),
        (["notice"], ["a", "", "todokede", "", "9"], "「9」は、この中にありません"),
        (["event", "--title", "a", "--department", "kumin"], ["", "", "", "", "", "2026-02-30"], "ありえない日付"),
        (["event", "--title", "a", "--department", "kumin"], ["", "", "", "", "", "2025-12-01"], "もう過ぎています"),
        (
            ["event", "--title", "a", "--department", "kumin", "--start", "2026-12-01"],
            [""] * 5 + ["2026-11-30"],
            "より後",
        ),
    ],
)
def test_a_wrong_answer_is_explained_and_asked_again(
    site: Callable[..., Path],
    ask: Callable[..., tuple[int, str, str]],
    arguments: list[str],
    answers: list[str],
    told: str,
) -> None:
    folder = site()
    before = tree(folder / "content")
    code, out, err = ask(folder, arguments, *answers)
    assert told in err
    assert (code, out) == (2, "") and "中止しました" in err
    assert tree(folder / "content") == before


def test_the_end_of_input_at_any_question_leaves_nothing(
    site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]
) -> None:
    folder = site()
    before = sorted(folder.rglob("*"))
    whole = ["冬の会", "", "moyooshi", "催し", "", "区民課", "", "", "2026-12-01", "", "本庁舎の庭"]
    for length in range(len(whole)):
        assert ask(folder, ["催し"], *whole[:length])[0] == 2
        assert sorted(folder.rglob("*")) == before
    assert ask(folder, ["催し"], *whole)[0] == 0


def test_a_new_folder_gets_its_name(site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]) -> None:
    folder = site()
    code, out, err = ask(
        folder,
        ["page", "--title", "保育園", "--folder", "hoiku", "--folder-name", "保育", "--slug", "en", "--yes"],
    )
    assert code == 0, err
    index = folder / "content/hoiku/index.md"
    assert "title: 保育\n" in index.read_text(encoding="utf-8") and "index.md" in err
    (folder / out.strip()).write_text((folder / out.strip()).read_text(encoding="utf-8").replace("draft: true", ""))
    found = found_in(folder, [out.strip(), "content/hoiku/index.md"])
    assert {rule for _, rule in found} <= {"section-empty", "reading-open"}, "headings that wait for their text"


def test_nothing_is_overwritten(site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]) -> None:
    folder = site()
    arguments = ["page", "--title", "同じ題名", "--folder", "todokede", "--slug", "onaji", "--yes"]
    assert ask(folder, arguments)[0] == 0
    before = tree(folder / "content")
    code, _, err = ask(folder, arguments)
    assert code == 2 and "onaji.md" in err
    assert tree(folder / "content") == before
    assert ask(folder, [*arguments[:5], "--yes"])[1] == "content/todokede/onaji-daimei.md\n"
    assert ask(folder, [*arguments[:5], "--yes"])[1] == "content/todokede/onaji-daimei-2.md\n"


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("x", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(FileExistsError):
        write_all({tmp_path / "a/b/index.md": "1", tmp_path / "there.md": "2"})
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "there.md").read_text(encoding="utf-8") == "x"


def test_an_address_that_another_page_has_is_not_proposed(
    site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]
) -> None:
    old = "=== content/todokede/b.md\n---\ntitle: 見本\nkind: page\naliases: /todokede/mae/\n---\n本文です。\n"
    _, _, err = ask(site(old), ["page"], "見本", "", "todokede", "mae")
    assert "todokede/b.md" in err
    _, _, err = ask(site(old), ["page"], "見本", "", "facilities", "honcho")
    assert "facilities.csv" in err


def test_yes_names_the_option_that_is_missing(
    site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]
) -> None:
    more = "=== content/data/departments.yaml\n- {id: a, name: あ課, yomi: あか}\n- {id: b, name: い課, yomi: いか}\n"
    assert "--title" in ask(site(more), ["notice", "--yes"])[2]
    code, _, err = ask(site(more), ["notice", "--title", "休み", "--yes"])
    assert code == 2 and "--department" in err
    assert ask(site(more), ["notice", "--title", "休み", "--department", "う課", "--yes"])[0] == 2
    assert "--folder-name" in ask(site(more), ["page", "--title", "休み", "--folder", "x", "--yes"])[2]


def test_without_registers_it_says_what_is_missing(tmp_path: Path, ask: Callable[..., tuple[int, str, str]]) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "config.yaml").write_text("name: 区\nurl: https://ward.example\n", encoding="utf-8")
    assert "課の台帳" in ask(tmp_path, ["notice", "--title", "休み", "--yes"])[2]
    assert "施設の台帳" in ask(tmp_path, ["facility", "--yes"])[2]
    assert ask(tmp_path, ["page", "--title", "案内", "--yes"])[:2] == (0, "content/annai.md\n")


def test_closed_departments_are_not_offered(
    site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]
) -> None:
    rows = (
        "=== content/data/departments.yaml\n- {id: kumin, name: 区民課, yomi: くみんか}\n"
        "- {id: mae, name: 前の課, yomi: まえのか, valid: {to: 2026-03-31}, successor: kumin}\n"
    )
    _, _, err = ask(site(rows), ["notice", "--title", "休み"], "", "", "")
    assert "区民課" in err and "前の課" not in err


def test_an_unknown_kind_names_the_kinds(site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]) -> None:
    code, _, err = ask(site(), ["ニュース"])
    assert code == 2 and all(name in err for name in catalogue("ja")["kinds"].values())


def test_the_kind_is_asked_too(site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]]) -> None:
    assert ask(site(), [], "ページ", "見本", "", "todokede", "", "", "", "")[:2] == (0, "content/todokede/mihon.md\n")


def test_answers_come_through_a_pipe_in_any_locale(site: Callable[..., Path]) -> None:
    folder = site()
    done = wardgen(folder, "new", "page", "--title", "案内", "--yes", "--lang", "en", LANG="C")
    assert (done.returncode, done.stdout) == (0, "content/annai.md\n"), done.stderr
    assert "What comes next" in done.stderr


def test_a_folder_that_leads_out_is_refused(
    site: Callable[..., Path], ask: Callable[..., tuple[int, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, outside = site(), tmp_path_factory.mktemp("outside")
    (folder / "content/soto").symlink_to(outside)
    assert ask(folder, ["page", "--title", "案内", "--folder", "soto", "--yes"])[0] == 2
    assert list(outside.iterdir()) == []


# -- the text of a new page ------------------------------------------------------------------------------------------

IDS = {"topic": {"todokede": "届け出"}, "audience": {}, "life_event": {}}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_every_example_reads_when_it_is_uncommented(kind: Kind, lang: str) -> None:
    words = catalogue(lang)
    values = {"title": "見本", "kind": str(kind), "facility": "honcho", "department": "kumin", "start": "2026-12-01"}
    values = {
        k: v for k, v in values.items() if not (f := next(x for x in FIELDS if x.key == k)).kinds or kind in f.kinds
    }
    text = make_skeleton(kind, values, words, words, IDS, 2027)
    lines = [line for line in text.splitlines() if not re.match(r"# ?（|#$|# 下は|# Fields to use", line)]
    front, _, _ = "\n".join(re.sub(r"^# ", "", line) for line in lines).rpartition("\n---\n<!--")
    page, found = load_page(Source("a.md", f"{front}\n---\n本文\n", ""), "a.md", "ja")
    assert page is not None and found == []
    own = {f.key for f in FIELDS if kind in f.kinds} | OFFERED - {"audience", "life_event"}
    assert own <= set(page.at)


def test_a_field_that_is_new_appears_by_itself() -> None:
    for kind in Kind:
        text = make_skeleton(kind, {}, catalogue("ja"), catalogue("ja"), {}, 2027)
        for field in FIELDS:
            if kind in field.kinds:
                assert f"\n# {field.key}:" in text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=40))
def test_any_text_reads_back_as_it_was(text: str) -> None:
    node, found = parse_yaml(f"key: {scalar(text)}\n", "")
    if found and found[0].rule == "file-control":
        return
    assert isinstance(node, Mapping) and not found
    value = node.items[0][1]
    assert isinstance(value, Scalar) and value.text == text


@pytest.mark.parametrize(
    ("title", "reading"),
    [
        ("子ども計画2027", "コドモケイカク2027"),
        ("「水」の話（案）", "ミズノハナシアン"),
        ("3歳児健診", "サンサイジケンシン"),
        ("！？", ""),
    ],
)
def test_a_guess_reads_no_signs(title: str, reading: str) -> None:
    assert _guess(title) == reading


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_have_their_hints(lang: str) -> None:
    words = catalogue(lang)
    assert set(words["headings"]) == set(words["hints"]) == set(words["kinds"]) == set(Kind)
    for kind in Kind:
        assert list(words["headings"][kind]) == list(words["hints"][kind])
    assert all("--" not in hint for hints in words["hints"].values() for hint in hints.values())


# -- docs/editors.md -------------------------------------------------------------------------------------------------


def test_the_commands_of_the_editors_guide_run(tmp_path: Path) -> None:
    for part in ("content", "theme"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "config.yaml", tmp_path)
    text = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines()]
    assert len(lines) >= 6
    for line in lines:
        arguments = [part.replace("/tmp/", f"{tmp_path}/") for part in shlex.split(line)]
        done = wardgen(tmp_path, *arguments[1:])
        assert arguments[0] == "wardgen" and done.returncode == 0, f"{line}\n{done.stderr}"
    named = re.findall(r"\| `wardgen new (\S+)` \|", text)
    assert set(named) == set(catalogue("ja")["kinds"].values())
    for shown in re.findall(r"`wardgen ([^`]+)`", text):
        assert make_parser().parse_args(shlex.split(shown)).run


@pytest.mark.parametrize("name", ["docs/editors.md", "examples/vscode/README.md"])
def test_the_links_of_the_guides_lead_to_files(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8")):
        assert ((ROOT / name).parent / target).exists(), target
