"""No name that anybody may write leads out of the site: not to read, not to write, not to publish.

Every name of a matrix stands in every place that takes one. A file outside is watched: it is never opened, and stays as it is.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.conftest import DEFAULT_SITE, build_site, lint, tree, wardgen, write_site
from tests.hostile.site import quoted
from wardgen.build.manifest import NAME, content_hash, is_inside
from wardgen.build.publish import Publisher
from wardgen.lint.baseline import write_baseline
from wardgen.model.diagnostic import Level, Refused

CANARY = "CANARY-OUTSIDE"
UP = (
    *("../canary.txt", "../../canary.txt", "/../canary.txt", "img/../../canary.txt", "./../canary.txt"),
    *("%2e%2e/canary.txt", "%2E%2E%2Fcanary.txt", "..%2fcanary.txt", "%252e%252e/canary.txt", "..%c0%afcanary.txt"),
    *(
        "..\\canary.txt",
        "%5c..%5ccanary.txt",
        "....//canary.txt",
        "..;/canary.txt",
        "．．/canary.txt",
        "canary/link.txt",
    ),
    *(
        "file:///{outside}",
        "{outside}",
        "//{outside}",
        "\\\\host\\canary.txt",
        "~/canary.txt",
        "C:\\canary.txt",
        "C:canary.txt",
    ),
    *("linked/canary.txt", "img/linked.png", "/linked/canary.txt"),
)
"""Ways to a file outside: `{outside}` is its full path; `linked` is a folder of content/ that is a link out of it."""
ODD = (
    *(
        "CON",
        "con.txt",
        "aux.md",
        "nul",
        "a.",
        "a ",
        " a",
        ".",
        "..",
        "",
        "a//b",
        "a/./b",
        "-",
        "a\u0001",
        "a\u202eb",
        "a:b",
        "a|b",
        "a*b",
    ),
    *(
        "か\u3099",
        "A",
        "ａ",
        "ı",
        "a" * 300,
        "a/" * 200 + "a",
        ".htaccess",
        ".git/config",
        "index.html",
        "a?b",
        "a#b",
        "a%00b",
        "\U0001f600",
    ),
)
"""Names that some system takes for another one, or for a device."""
FIELDS = (
    *(
        "slug",
        "aliases",
        "id",
        "successor",
        "images",
        "attachments",
        "chapters",
        "featured",
        "facility",
        "department",
        "topic",
        "lang",
    ),
)
"""Fields of front matter that name something."""
BODIES = (
    "[見本]({})",
    "[見本](<{}>)",
    "![区役所の入口]({})",
    "[見本](page:{})",
    "[]({})",
    '!!! chart a "数"\n    - type: bar\n    - data: {}\n',
    '!!! table a "数"\n    - data: {}\n',
    "!!! contact {}",
    '<img src="{}" alt="区役所の入口">',
    '<a href="{}">見本</a>',
    "[a]: {}\n\n[見本][a]",
)
OPENED: list[str] = []
IS_WATCHED = [False]


def _watch(event: str, given: tuple[Any, ...]) -> None:
    if IS_WATCHED[0] and event == "open" and isinstance(given[0], str | bytes | os.PathLike):
        OPENED.append(os.path.realpath(os.fsdecode(given[0])))


sys.addaudithook(_watch)


@pytest.fixture
def watched() -> Iterator[Callable[[], list[str]]]:
    """The real paths of all files that are opened from here on."""
    OPENED.clear()
    IS_WATCHED[0] = True
    yield lambda: list(OPENED)
    IS_WATCHED[0] = False


def test_no_name_in_content_reaches_a_file_outside(tmp_path: Path, watched: Callable[[], list[str]]) -> None:
    folder = tmp_path / "site"
    outside = tmp_path / "canary.txt"
    for place in (outside, tmp_path / "site/canary.txt"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(CANARY, encoding="utf-8")
    names = [name.format(outside=outside) for name in UP] + list(ODD)
    pages: dict[str, str] = {}
    for number, name in enumerate(names):
        for field in FIELDS:
            kind = {"facility": "facility", "chapters": "publication"}.get(field, "page")
            value = (
                f"[{quoted(name)}]"
                if field in ("aliases", "images", "attachments", "chapters", "featured")
                else quoted(name)
            )
            pages[f"f{number}-{field}"] = f"---\ntitle: 見本\nkind: {kind}\n{field}: {value}\n---\n本文です。\n"
        for at, body in enumerate(BODIES):
            pages[f"b{number}-{at}"] = f"---\ntitle: 見本\nkind: page\n---\n{body.format(name)}\n"
    write_site(folder, DEFAULT_SITE, *(f"=== content/{path}.md\n{text}" for path, text in pages.items()))
    (folder / "content/linked").symlink_to(tmp_path)
    (folder / "content/img/linked.png").symlink_to(outside)
    OPENED.clear()
    found = [one.found for one in lint(folder)]
    told = {one.path.removeprefix("content/") for one in found if one.level is Level.ERROR}
    assert {"linked", "img/linked.png"} <= told
    # Every way up that is written as a file's place is told, in every field and every construct that opens one.
    for number in range(len(UP)):
        for key in ("slug", "id", "images", "attachments", "successor", "chapters"):
            assert f"f{number}-{key}.md" in told, (names[number], key)
        # An earlier address names no file that is there; it must only stay in the output.
        is_up = ".." in unquote(unquote(names[number])).replace("\\", "/").split("/")
        assert not is_up or f"f{number}-aliases.md" in told, names[number]
        for at in (2, 5, 6, 8):
            assert f"b{number}-{at}.md" in told, (names[number], BODIES[at])
    # What stops nothing else is let stand, and published: the canary is not in it, and nobody opened it.
    for path in {one.path for one in found if one.level is Level.ERROR} & {
        f"content/{one}.md" for one in pages if one[0] == "f"
    }:
        (folder / path).unlink()
    # These two are addresses, but others have them: the home page, and on some systems `a`.
    for name in ("A", "index.html"):
        (folder / f"content/f{names.index(name)}-aliases.md").unlink()
    for link in ("linked", "img/linked.png"):
        (folder / "content" / link).unlink()
    left = [one.found for one in lint(folder)]
    (folder / "b.json").write_text(write_baseline(left), encoding="utf-8")
    result = build_site(folder, baseline=folder / "b.json")
    assert result.published is not None, [one for one in result.found if one.level is Level.ERROR][:5]
    assert not [path for path, data in tree(folder / "output").items() if CANARY.encode() in data]
    opened = watched()
    assert len(opened) > 100 and not [path for path in opened if path.endswith("canary.txt")]
    assert {file.name for file in tmp_path.iterdir()} == {"site", "canary.txt"}
    assert outside.read_text(encoding="utf-8") == CANARY


@pytest.mark.parametrize("part", ["content", "theme", "output", "content/data", "parent"])
def test_a_link_in_the_place_of_a_folder_shows_nothing_from_outside(tmp_path: Path, part: str) -> None:
    """The folders that the config names may be links, as their owner made them; what lies below content/ may not."""
    folder = write_site(tmp_path / "site", DEFAULT_SITE)
    away = tmp_path / "away"
    if part == "parent":
        (folder / "content/todokede").rename(away)
        (folder / "content/todokede").symlink_to(away)
    elif (folder / part).exists():
        (folder / part).rename(away)
        (folder / part).symlink_to(away)
    else:
        away.mkdir()
        (folder / part).symlink_to(away)
    done = wardgen(folder, "build", "--lang", "en", "--config", "config.yaml")
    assert "Traceback" not in done.stderr
    if part in ("content/data", "parent"):
        assert done.returncode == 1 and "[file-symlink]" in done.stderr
    else:
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "CON.md",
        "aux.md",
        "a..md",
        "a .md",
        " a.md",
        "A.md",
        "か\u3099.md",
        "a\u202eb.md",
        "a" * 240 + ".md",
        "a:b.md",
        "a\\b.md",
        "a\nb.md",
        "-.md",
        "#.md",
        "%2e.md",
    ],
)
def test_a_file_name_is_told_or_becomes_one_plain_address(tmp_path: Path, name: str) -> None:
    folder = write_site(tmp_path, DEFAULT_SITE)
    try:
        (folder / "content" / name).write_text("---\ntitle: 見本\nkind: page\n---\n本文です。\n", encoding="utf-8")
    except OSError:
        pytest.skip("NOT RUN: this file system takes no such name; run the tests on Linux")
    done = wardgen(folder, "build", "--lang", "en")
    assert "Traceback" not in done.stderr and done.returncode in (0, 1)
    if done.returncode == 0:
        for path in tree(folder / "output"):
            assert is_inside(path) and path.isascii() and path == unicodedata.normalize("NFC", path)
            assert not {part.partition(".")[0].upper() for part in path.split("/")} & RESERVED, path
    else:
        assert "content/" in done.stderr


RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
"""https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""


@pytest.mark.parametrize(
    ("one", "other"),
    [("a", "A"), ("か", "か\u3099".replace("\u3099", "")), ("が", "か\u3099"), ("ss", "ß"), ("a", "ａ")],
)
def test_two_names_that_some_system_takes_for_one_do_not_both_stand(tmp_path: Path, one: str, other: str) -> None:
    folder = write_site(tmp_path, DEFAULT_SITE)
    for number, name in enumerate((one, other)):
        (folder / "content" / f"{name}.md").write_text(
            f"---\ntitle: 見本{number}\nkind: page\n---\n本文です。\n", encoding="utf-8"
        )
        (folder / "content/img" / f"{name}.txt").write_text("x", encoding="utf-8")
    done = wardgen(folder, "build", "--lang", "en")
    assert "Traceback" not in done.stderr
    assert done.returncode == 1, "both were published"


# -- what an earlier build is said to have left -------------------------------------------------------------------------


ROWS = [
    "../canary.txt",
    "/canary.txt",
    "a/../../canary.txt",
    "..\\canary.txt",
    "linked/canary.txt",
    "a\0b",
    "\ud800",
    "." * 300,
    "linked",
]


@pytest.mark.parametrize("row", ROWS, ids=ascii)
@pytest.mark.parametrize("is_whole", [True, False], ids=["with a state", "alone"])
def test_no_row_of_a_manifest_deletes_or_writes_outside(tmp_path: Path, row: str, is_whole: bool) -> None:
    """The published tree and the one before it, as somebody else left them: with a link out, and rows that follow it."""
    away = tmp_path / "away"
    away.mkdir()
    (away / "canary.txt").write_text(CANARY, encoding="utf-8")
    (tmp_path / "canary.txt").write_text(CANARY, encoding="utf-8")
    output, home = tmp_path / "output", tmp_path / ".output.wardgen"
    rows = {row: content_hash(CANARY.encode()), "index.html": content_hash(b"x")}
    manifest = json.dumps({"version": 1, "files": rows}).encode()
    for folder in (output, home / "tree"):
        folder.mkdir(parents=True)
        (folder / NAME).write_bytes(manifest)
        (folder / "index.html").write_bytes(b"x")
        (folder / "linked").symlink_to(away)
    if is_whole:
        (home / "state.json").write_text(json.dumps({"manifest": content_hash(manifest)}), encoding="utf-8")
    for put in ("linked/new.html", "other.html", "linked/canary.txt"):
        publisher = Publisher(output)
        publisher.repair()
        try:
            publisher.put(put, b"new")
            publisher.finish({})
        except Refused as refused:
            assert {one.rule for one in refused.found} <= {"output-conflict", "output-unwritable"}
        with contextlib.suppress(Refused):
            Publisher(output).go_back()
        assert {file.name for file in away.iterdir()} == {"canary.txt"}, put
        assert (away / "canary.txt").read_text(encoding="utf-8") == CANARY
        assert (tmp_path / "canary.txt").read_text(encoding="utf-8") == CANARY
