"""However a build ends, residents see the old site or the new one, whole; and the next build puts everything right."""

from __future__ import annotations

import os
import pickle
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.build.test_incremental import differing
from tests.build.ward import Ward, copy_of
from tests.conftest import ROOT, WHOLE, build_site, tree, wardgen, without_ruby, write_site
from tests.forks import CAN_FORK, Fork, fork
from wardgen.build import publish
from wardgen.build.cache import Cache, pack, unpack
from wardgen.build.lock import locked
from wardgen.build.manifest import NAME, content_hash, read_manifest
from wardgen.build.publish import Publisher
from wardgen.model.diagnostic import Refused

KILLS, FIRST = (200, 0.3) if WHOLE else (24, 0.1 if CAN_FORK else 0.3)
"""How often a build is killed, and the share of it that passes before it first is."""
NO_FONTS = {"WARDGEN_FONTS": "no-fonts"}
"""To draw the card images would be half of each build, and files like any other."""


# -- killed ----------------------------------------------------------------------------------------------------------


def start(folder: Path) -> subprocess.Popen[bytes] | Fork:
    """Start a build as an editor would."""
    arguments, environment = ("build", "--jobs", "1"), os.environ | {"PYTHONPATH": str(ROOT)} | NO_FONTS
    with Path(os.devnull).open("w") as nothing:
        if CAN_FORK and not WHOLE:
            return fork(folder, arguments, environment, nothing, nothing)
        command = [sys.executable, "-m", "wardgen", *arguments]
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=nothing, stderr=nothing)


def kill_after(folder: Path, seconds: float) -> None:
    """Start a build and kill it after a while."""
    process = start(folder)
    time.sleep(seconds)
    process.kill()
    process.wait()


def duration(folder: Path) -> float:
    """Seconds that a build takes here and now."""
    begin = time.perf_counter()
    assert start(folder).wait() == 0
    return time.perf_counter() - begin


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """A made-up ward, written but not built."""
    ward = Ward(tmp_path_factory.mktemp("crash") / "ward", 11)
    ward.config["now"] = "2026-11-16"
    ward.write(0)
    return ward


def test_a_killed_build_leaves_the_old_site_or_the_new_one(ward: Ward, tmp_path: Path) -> None:
    """Every round changes each page, so that most of the build is rendering and writing."""
    folder, dice = copy_of(ward.folder, tmp_path / "site"), random.Random(3)
    base, output = folder / "theme/templates/base.html", folder / "output"
    template = base.read_text(encoding="utf-8")
    assert '<body id="wg-top">' in template
    whole = duration(folder)
    states = [tree(output)]
    for number in range(KILLS):
        base.write_text(
            template.replace('<body id="wg-top">', f'<body id="wg-top" class="round-{number}">'), encoding="utf-8"
        )
        # A build that starts anew spends its first half with Python's start; the exchange is near the end.
        kill_after(folder, whole * (FIRST + (1.1 - FIRST) * (number + dice.random()) / KILLS))
        now = tree(output)
        assert read_manifest(output) == {p: content_hash(d) for p, d in now.items() if p != NAME}, f"kill {number}"
        # The page of an emergency has a template of its own.
        pages = (data for path, data in now.items() if path != "emergency/index.html")
        shown = [data for data in pages if b'<body id="wg-top"' in data]
        if differing(now, states[-1]):
            assert shown and all(b'class="round-%d">' % number in data for data in shown)
            states.append(now)
    build = wardgen(folder, "build", **NO_FONTS)
    assert build.returncode == 0, build.stderr
    cold = copy_of(folder, tmp_path / "cold")
    assert wardgen(cold, "build", **NO_FONTS).returncode == 0
    assert differing(tree(output), tree(cold / "output")) == []


def test_a_first_build_that_is_killed_leaves_nothing_or_everything(ward: Ward, tmp_path: Path) -> None:
    cold = copy_of(ward.folder, tmp_path / "cold")
    whole, expected, dice = duration(cold), tree(cold / "output"), random.Random(4)
    for number in range(4 if not WHOLE else 12):
        folder = copy_of(ward.folder, tmp_path / f"site{number}")
        kill_after(folder, whole * dice.uniform(0.4, 1))
        if (folder / "output").exists():
            assert differing(tree(folder / "output"), expected) == []
        assert wardgen(folder, "build", **NO_FONTS).returncode == 0
        assert differing(tree(folder / "output"), expected) == []


# -- the place -------------------------------------------------------------------------------------------------------


def test_an_output_that_is_a_file_stops_the_build_and_stays(site: Callable[..., Path]) -> None:
    folder = site()
    (folder / "output").write_text("大切なメモ", encoding="utf-8")
    done = wardgen(folder, "build")
    assert done.returncode == 2
    assert "output" in done.stderr and "Traceback" not in done.stderr
    assert (folder / "output").read_text(encoding="utf-8") == "大切なメモ"


def test_an_output_below_a_file_says_that_it_cannot_be_written(site: Callable[..., Path]) -> None:
    folder = site()
    (folder / "occupied").write_text("", encoding="utf-8")
    done = wardgen(folder, "build", "--output", "occupied/site")
    assert done.returncode == 2
    assert "output-unwritable" in done.stderr or "書けません" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_parent_says_that_it_cannot_be_written(site: Callable[..., Path]) -> None:
    folder = site()
    (folder / "public").mkdir(mode=0o555)
    done = wardgen(folder, "build", "--output", "public/site")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_foreign_file_is_kept_and_reported(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    (folder / "output/memo.txt").write_text("人が置いたファイル", encoding="utf-8")
    for number in range(3):
        page = folder / "content/todokede/tennyu.md"
        page.write_text(page.read_text(encoding="utf-8") + f"\n{number}回目の直しです。\n", encoding="utf-8")
        result = build_site(folder)
        assert result.published.foreign == ["memo.txt"]  # type: ignore[union-attr]
        assert [one.path for one in result.found if one.rule == "output-foreign"] == ["output/memo.txt"]
        assert (folder / "output/memo.txt").read_text(encoding="utf-8") == "人が置いたファイル"


def test_a_foreign_file_in_the_way_stops_the_build_and_is_named(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    write_site(folder, "=== content/a.md\n---\ntitle: 見本A\nkind: page\n---\n本文です。\n")
    (folder / "output/a").mkdir()
    (folder / "output/a/index.html").write_text("手で書いたページ", encoding="utf-8")
    before = tree(folder / "output")
    done = wardgen(folder, "build")
    assert done.returncode == 2
    assert "output/a/index.html" in done.stderr
    assert tree(folder / "output") == before


def test_a_foreign_file_in_the_place_of_a_folder_stops_the_build(site: Callable[..., Path]) -> None:
    folder = site()
    (folder / "output").mkdir()
    (folder / "output/todokede").write_text("ファイル", encoding="utf-8")
    done = wardgen(folder, "build")
    assert done.returncode == 2
    assert "output/todokede" in done.stderr
    assert tree(folder / "output") == {"todokede": "ファイル".encode()}


def test_an_empty_output_folder_is_used(site: Callable[..., Path]) -> None:
    folder = site()
    (folder / "output").mkdir()
    build_site(folder)
    assert (folder / "output/index.html").is_file()


def test_an_output_that_is_a_link_publishes_where_it_leads(site: Callable[..., Path], tmp_path: Path) -> None:
    folder = site()
    (tmp_path / "public").mkdir()
    (folder / "output").symlink_to(tmp_path / "public")
    build_site(folder)
    assert (folder / "output").is_symlink()
    assert (tmp_path / "public/index.html").is_file()


# -- two at once -----------------------------------------------------------------------------------------------------


def test_a_second_build_of_the_same_site_says_that_it_is_locked(site: Callable[..., Path]) -> None:
    folder = site()
    with locked(folder / ".wardgen/lock"):
        done = wardgen(folder, "build", "--lang", "en")
    assert done.returncode == 2
    assert "build-locked" in done.stderr
    assert not (folder / "output").exists()


def test_a_build_with_another_cache_does_not_write_the_same_output_at_once(site: Callable[..., Path]) -> None:
    folder = site()
    with locked(folder / ".output.wardgen/lock"), pytest.raises(Refused) as refused:
        build_site(folder, cache=folder / "another")
    assert [one.rule for one in refused.value.found] == ["build-locked"]


def test_two_builds_at_once_leave_a_whole_site(ward: Ward, tmp_path: Path) -> None:
    folder = copy_of(ward.folder, tmp_path / "site")
    codes = sorted(process.wait() for process in [start(folder), start(folder)])
    assert codes in ([0, 0], [0, 2])
    assert read_manifest(folder / "output") == {
        p: content_hash(d) for p, d in tree(folder / "output").items() if p != NAME
    }


def test_lint_runs_while_a_build_holds_the_cache(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    page = folder / "content/todokede/tennyu.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n新しい文です。\n", encoding="utf-8")
    other = sqlite3.connect(folder / ".wardgen/cache.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        done = wardgen(folder, "lint", "--level", "warning")
    finally:
        other.close()
    assert done.returncode == 0, done.stderr


# -- a damaged cache -------------------------------------------------------------------------------------------------


def cache_file(folder: Path) -> Path:
    return folder / ".wardgen/cache.sqlite"


def overwrite(file: Path) -> None:
    file.write_bytes(b"not a database" * 1000)


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garble(file: Path) -> None:
    """Leave the first page, which says that this is a database, and spoil the rest."""
    data = bytearray(file.read_bytes())
    for at in range(4096, len(data), 97):
        data[at] ^= 0x55
    file.write_bytes(data)


def of_another_version(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("UPDATE meta SET value='99'")
    db.close()


@pytest.mark.parametrize("damage", [overwrite, truncate, garble, of_another_version])
def test_a_damaged_cache_is_said_and_harms_nothing(site: Callable[..., Path], damage: Callable[[Path], None]) -> None:
    folder = site()
    build_site(folder)
    damage(cache_file(folder))
    (folder / "output/todokede/tennyu/index.html").unlink()
    result = build_site(folder)
    assert [one.level for one in result.found if one.rule == "cache-broken"] == ["warning"]
    build_site(folder, output=folder / "cold", cache=folder / "another")
    assert differing(tree(folder / "output"), tree(folder / "cold")) == []
    assert [one for one in build_site(folder).found if one.rule == "cache-broken"] == []


class Evil:
    """A pickle that runs code when it is opened."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.target),))


@pytest.mark.parametrize("kind", ["facts:", "body:", "prose:", "registers:", "asset:", "terms:"])
def test_a_foreign_pickle_in_the_cache_is_not_run(site: Callable[..., Path], kind: str) -> None:
    folder = site("=== content/b.md\n---\ntitle: 見本B\nkind: page\n---\n![区役所の入口](img/a.png)\n")
    build_site(folder)
    cache = Cache(cache_file(folder))
    keys = [row[0] for row in cache._run("SELECT key FROM blob") if row[0].startswith(kind)]
    assert keys
    for key in keys:
        cache.put_bytes(key, pickle.dumps(Evil(folder / "evil")))
    cache.save()
    cache.close()
    (folder / "output/todokede/tennyu/index.html").unlink()
    (folder / "output/img/a.png").unlink()
    result = build_site(folder)
    assert not (folder / "evil").exists()
    assert (kind == "prose:") or [one.rule for one in result.found if one.rule == "cache-broken"] == ["cache-broken"]
    build_site(folder, output=folder / "cold", cache=folder / "another")
    assert differing(tree(folder / "output"), tree(folder / "cold")) == []


def test_lost_image_bytes_are_made_again(site: Callable[..., Path]) -> None:
    folder = site("=== content/b.md\n---\ntitle: 見本B\nkind: page\n---\n![区役所の入口](img/a.png)\n")
    build_site(folder)
    before = (folder / "output/img/a.png").read_bytes()
    with sqlite3.connect(cache_file(folder)) as db:
        db.execute("DELETE FROM blob WHERE key LIKE 'bytes:%'")
    db.close()
    (folder / "output/img/a.png").unlink()
    build_site(folder)
    assert (folder / "output/img/a.png").read_bytes() == before


def raw(module: str, name: str) -> bytes:
    """A pickle that names one thing of one module and nothing else."""
    return (
        b"\x80\x04\x8c"
        + bytes([len(module)])
        + module.encode()
        + b"\x8c"
        + bytes([len(name)])
        + name.encode()
        + b"\x93."
    )


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("builtins", "eval"),
        ("os", "system"),
        ("datetime", "sys.modules"),
        ("collections", "namedtuple"),
        ("wardgen.model.page", "enum.sys.exit"),
        ("wardgen.model.page", "enum.bltns.eval"),
        ("wardgen.model.page", "dataclass"),
        ("wardgen.build.publish", "shutil"),
    ],
)
def test_the_cache_opens_nothing_but_values(module: str, name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpack(raw(module, name))


def test_the_cache_opens_what_it_packed(site: Callable[..., Path]) -> None:
    value = ({"a": (1, frozenset({"b"}))}, [None, True, b"c"])
    assert unpack(pack(value)) == value


def test_a_cache_folder_that_cannot_be_made_is_said(site: Callable[..., Path]) -> None:
    folder = site()
    (folder / "occupied").write_text("", encoding="utf-8")
    done = wardgen(folder, "build", "--cache", "occupied/cache")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    done = wardgen(folder, "lint", "--cache", "occupied/cache")
    assert done.returncode == 0, done.stderr


# -- without an atomic exchange --------------------------------------------------------------------------------------


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A system that cannot exchange two folders in one step."""
    monkeypatch.setattr(publish, "exchange", lambda a, b: False)
    yield


def test_a_system_without_exchange_publishes_in_two_renames(site: Callable[..., Path], plain: None) -> None:
    folder = site()
    build_site(folder)
    for number in range(3):
        page = folder / "content/todokede/tennyu.md"
        page.write_text(page.read_text(encoding="utf-8") + f"\n{number}回目の直しです。\n", encoding="utf-8")
        assert build_site(folder).published.swapped  # type: ignore[union-attr]
        assert f"{number}回目" in without_ruby(
            (folder / "output/todokede/tennyu/index.html").read_text(encoding="utf-8")
        )


@pytest.mark.parametrize("renames", [1, 2])
def test_an_interruption_between_the_renames_is_mended(
    site: Callable[..., Path], plain: None, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    folder = site()
    build_site(folder)
    old = tree(folder / "output")
    page = folder / "content/todokede/tennyu.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n新しい文です。\n", encoding="utf-8")
    right, done = Path.rename, []

    def rename(self: Path, target: Path) -> Path:
        if len(done) == renames:
            raise KeyboardInterrupt
        done.append(target)
        return right(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(KeyboardInterrupt):
            build_site(folder)
    Publisher(folder / "output").repair()
    if renames == 1:
        assert tree(folder / "output") == old
    build_site(folder)
    build_site(folder, output=folder / "cold", cache=folder / "another")
    assert differing(tree(folder / "output"), tree(folder / "cold")) == []


def test_a_site_that_was_cut_off_comes_back_even_if_lint_stops_the_build(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    old = tree(folder / "output")
    (folder / "output").rename(folder / ".output.wardgen/away")
    write_site(folder, "=== content/bad.md\n---\ntitle: まちがい\n---\n本文です。\n")
    assert build_site(folder).published is None
    assert tree(folder / "output") == old


# -- edited in place -------------------------------------------------------------------------------------------------


def test_a_published_file_edited_in_place_is_repaired_for_good(site: Callable[..., Path]) -> None:
    """An unchanged file is one file in both trees: who edits it edits the spare as well, which is the next site."""
    folder = site()
    build_site(folder)
    page, robots = folder / "content/todokede/tennyu.md", folder / "output/robots.txt"
    expected = robots.read_bytes()
    for number in range(4):
        page.write_text(page.read_text(encoding="utf-8") + f"\n{number}回目の直しです。\n", encoding="utf-8")
        build_site(folder)
        assert robots.read_bytes() == expected
        if number == 1:
            assert robots.stat().st_nlink > 1
            with robots.open("r+b") as handle:
                handle.write(b"XXXX")


def test_an_edit_that_keeps_size_and_time_in_the_spare_tree_only_is_not_published(site: Callable[..., Path]) -> None:
    folder = site()
    page = folder / "content/todokede/tennyu.md"
    for number in range(3):
        page.write_text(page.read_text(encoding="utf-8") + f"\n{number}回目の直しです。\n", encoding="utf-8")
        build_site(folder)
        expected = (folder / "output/robots.txt").read_bytes()
        spare = folder / ".output.wardgen/tree/robots.txt"
        if spare.exists():
            spare.unlink()
            spare.write_bytes(b"x" * len(expected))
    assert (
        (folder / "output/robots.txt").read_bytes()
        == expected
        == b"User-agent: *\nAllow: /\nSitemap: https://ward.example/sitemap.xml\n"
    )
