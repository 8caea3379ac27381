"""Whatever is edited, the next build's output is byte for byte the one of a cold build."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build.ward import EDITS, Ward
from tests.conftest import ROOT, WHOLE, build_site, options, tree, write_site
from wardgen.build import code, engine, rubies, wanted
from wardgen.build.cache import Cache
from wardgen.build.engine import Result, build
from wardgen.build.options import Last
from wardgen.build.publish import Publisher
from wardgen.build.stamp import holds, how, read_stamp, write_stamp
from wardgen.model.diagnostic import Diagnostic, Refused
from wardgen.model.page import TOKYO
from wardgen.outputs import OUTPUTS
from wardgen.outputs.output import Output, index_html
from wardgen.render.facets import Facets
from wardgen.render.furigana import add_ruby
from wardgen.render.templates import reached_templates

STEPS, SIZE = (500, 200) if WHOLE else (30, 60)


class Interrupt(BaseException):
    """Stands in for whatever ends a build in the middle."""


def build_ward(
    ward: Ward, output: Path | None = None, cache: Path | None = None, last: Last | None = None, only: str = ""
) -> Result:
    config, way = options(ward.folder, now=ward.now, output=output or ward.folder / "output", cache=cache)
    with pytest.MonkeyPatch.context() as patch:
        if not ward.has_font:
            patch.setenv("WARDGEN_FONTS", str(ward.folder / "no-fonts"))
        if ward.has_update:
            patch.setattr(code, "PACKAGES", (*code.PACKAGES, "pytest"))
        code.code_digest.cache_clear()
        result = build(config, replace(way, is_stamped=True, last=last, only=only))  # type: ignore[arg-type]
    code.code_digest.cache_clear()
    assert result.published is not None, [one for one in result.found if one.level == "error"]
    return result


def build_with_stamp(ward: Ward, file: Path) -> Result:
    """Build, and hold the stamp of the last build to its word: while it holds, a build finds nothing to do."""
    way = how({"font": ward.has_font, "update": ward.has_update, "now": ward.now})
    is_held = holds(file, way, ward.now) is not None
    before = read_stamp(file)
    result = build_ward(ward, last=Last(before, file) if before is not None and before.asked == way else None)
    if is_held:
        assert (result.explained, result.published.swapped) == ([], False)  # type: ignore[union-attr]
    if result.stamp is not None:
        write_stamp(file, replace(result.stamp, asked=way))
        assert holds(file, way, ward.now) is not None
    else:
        file.unlink(missing_ok=True)
    return result


def told(result: Result) -> tuple[set[Diagnostic], int]:
    """What a build tells: its findings, and how many a person should look at."""
    shown = {one for one in result.found if one.level != "review"}
    return shown, result.reviews + sum(one.level == "review" for one in result.found)


def differing(a: dict[str, bytes], b: dict[str, bytes]) -> list[str]:
    """The paths that two trees do not share."""
    return sorted(path for path in a.keys() | b.keys() if a.get(path) != b.get(path))


@contextmanager
def interrupted(dice: random.Random) -> Iterator[None]:
    """Break builds off at one of three places: while files are written, before the exchange, right after it."""
    owner, name = dice.choice([(Publisher, "_write"), (Publisher, "_verify"), (Cache, "set_made")])
    right, left = getattr(owner, name), dice.randrange(3)

    def breaks(*arguments: object) -> object:
        nonlocal left
        left -= 1
        if left < 0 or name != "_write":
            raise Interrupt
        return right(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, breaks)
        yield


def build_cold(ward: Ward, folder: Path) -> Result:
    """The same site built from nothing, into `folder`/cold."""
    for name in ("cold", "cache", ".cold.wardgen"):
        shutil.rmtree(folder / name, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        # What is found in the theme's templates makes no file: half of a cold build that nobody looks at here.
        patch.setattr(engine, "check_frames", lambda gathered: [])
        return build_ward(ward, folder / "cold", folder / "cache")


def script(seed: int) -> list[list[str]]:
    """The names of the edits of each step: each name once in a random order, then any; in few steps, several at once."""
    dice = random.Random(seed)
    names = [*EDITS, "interrupted build"]
    order = dice.sample(names, len(names))
    order += dice.choices(names, k=max(0, STEPS - len(order)))
    return [order[step::STEPS] for step in range(STEPS)]


@pytest.mark.parametrize("seed", [1])
def test_after_every_edit_the_output_equals_a_cold_build(tmp_path: Path, seed: int) -> None:
    ward = Ward(tmp_path / "site", seed, SIZE)
    ward.write(0)
    stamp = tmp_path / "stamp"
    build_with_stamp(ward, stamp)
    for step, names in enumerate(script(seed), 1):
        for name in names:
            ward.edit("body" if name == "interrupted build" else name)
        if "interrupted build" in names:
            ward.edit("css")
        ward.write(step)
        if "interrupted build" in names:
            with interrupted(ward.dice), pytest.raises(Interrupt):
                build_ward(ward)
        result = build_with_stamp(ward, stamp)
        cold = build_cold(ward, tmp_path)
        assert told(result) == told(cold), f"seed {seed}, step {step}: {names}"
        assert differing(tree(ward.folder / "output"), tree(tmp_path / "cold")) == [], (
            f"seed {seed}, step {step}: {names}"
        )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """A ward that was built once."""
    ward = Ward(tmp_path_factory.mktemp("ward"), 7)
    ward.write(0)
    build_ward(ward)
    return ward


def test_an_unchanged_build_writes_nothing_and_swaps_nothing(built: Ward) -> None:
    before = (built.folder / "output").stat().st_ino
    result = build_ward(built)
    assert (result.published.written, result.published.swapped) == ([], False)  # type: ignore[union-attr]
    assert result.explained == []
    assert (built.folder / "output").stat().st_ino == before


def test_a_renamed_content_folder_with_the_old_cache_equals_a_cold_build(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    (folder / "content").rename(folder / "kiji")
    with (folder / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("content: kiji\n")
    build_site(folder)
    build_site(folder, output=folder / "cold", cache=folder / "cache")
    assert differing(tree(folder / "output"), tree(folder / "cold")) == []


# -- no ghosts -------------------------------------------------------------------------------------------------------


def test_a_deleted_page_is_gone_with_all_its_files_and_its_folder(site: Callable[..., Path]) -> None:
    page = "=== content/kurashi/gomi.md\n---\ntitle: ごみ\nkind: page\naliases: /old/\n---\n![区役所の入口](../img/a.png)\n"
    folder = site(page)
    build_site(folder)
    assert {"kurashi/gomi/index.html", "kurashi/gomi/index.txt", "old/index.html", "img/a.png"} <= tree(
        folder / "output"
    ).keys()
    (folder / "content/kurashi/gomi.md").unlink()
    result = build_site(folder)
    assert "kurashi/gomi/index.html" in result.published.removed  # type: ignore[union-attr]
    assert not [p for p in tree(folder / "output") if p.startswith(("kurashi", "old", "img"))]
    assert not (folder / "output/kurashi").exists()


def test_a_page_that_becomes_a_draft_is_gone(site: Callable[..., Path]) -> None:
    folder = site(
        "=== content/kurashi/gomi.md\n---\ntitle: ごみ\nkind: page\naudience: senior\n---\nごみの出し方です。\n"
    )
    build_site(folder)
    page = folder / "content/todokede/tennyu.md"
    page.write_text(page.read_text(encoding="utf-8").replace("kind:", "draft: true\nkind:"), encoding="utf-8")
    build_site(folder)
    assert not (folder / "output/todokede").exists()
    for file in ("index.html", "topics/todokede/index.html", "audiences/senior/index.html", "kana/index.html"):
        assert "転入届" not in (folder / "output" / file).read_text(encoding="utf-8")
    assert not (folder / "output/kana/ta").exists()


def test_an_output_that_config_no_longer_names_is_gone(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    with (folder / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("outputs: [webpage, home]\n")
    build_site(folder)
    look = {output.path("/") for output in OUTPUTS if output.is_look} | {
        file.name for file in (ROOT / "theme/static").iterdir()
    }
    assert {p for p in tree(folder / "output") if not p.startswith(".")} - look == {
        "facilities/honcho/index.html",
        "index.html",
        "todokede/tennyu/index.html",
    }


def test_what_was_deleted_does_not_come_back_from_the_spare_tree(site: Callable[..., Path]) -> None:
    folder = site("=== content/a.md\n---\ntitle: 見本A\nkind: page\n---\n本文です。\n")
    build_site(folder)
    (folder / "content/a.md").unlink()
    build_site(folder)
    for number in range(2):
        page = folder / "content/todokede/tennyu.md"
        page.write_text(page.read_text(encoding="utf-8") + f"\n{number}回目の直しです。\n", encoding="utf-8")
        build_site(folder)
        assert not (folder / "output/a").exists()


# -- ruby ------------------------------------------------------------------------------------------------------------


def test_a_change_of_the_template_reads_no_page_again(
    site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_theme(site())
    build_site(folder)
    read: list[str] = []
    monkeypatch.setattr(rubies, "add_ruby", lambda html, voice: read.append(html) or add_ruby(html, voice))
    base = folder / "theme/templates/base.html"
    base.write_text(base.read_text(encoding="utf-8").replace("<body ", "<body data-a "), encoding="utf-8")
    assert TENNYU in build_site(folder).published.written  # type: ignore[union-attr]
    # What is said and embossed is made of the template of paper, and short; so is what is urgent, with a style of its own.
    assert [html for html in read if "<body" in html and "<style>" not in html] == []
    monkeypatch.undo()
    build_site(folder, output=folder / "cold", cache=folder / "another")
    assert differing(tree(folder / "output"), tree(folder / "cold")) == []


def test_a_published_page_that_somebody_edited_is_read_again(site: Callable[..., Path]) -> None:
    folder = with_theme(site())
    build_site(folder)
    page = folder / "output" / TENNYU
    with page.open("r+", encoding="utf-8") as file:
        # In place, and in the part that would be taken over.
        text = file.read()
        assert "てんにゅう" in text
        file.seek(0)
        file.write(text.replace("てんにゅう", "てんにゆう"))
    base = folder / "theme/templates/base.html"
    base.write_text(base.read_text(encoding="utf-8").replace("<body ", "<body data-a "), encoding="utf-8")
    build_site(folder)
    assert "てんにゆう" not in page.read_text(encoding="utf-8")


# -- reasons ---------------------------------------------------------------------------------------------------------


def reasons(folder: Path, path: str, old: str, new: str) -> dict[str, tuple[str, ...]]:
    """What a build says about why it made each file again, after one replacement in one file."""
    build_site(folder)
    file = folder / path
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new), encoding="utf-8")
    return dict(build_site(folder).explained)


TENNYU = "todokede/tennyu/index.html"


def test_explain_names_the_source_of_an_edited_page(site: Callable[..., Path]) -> None:
    found = reasons(site(), "content/todokede/tennyu.md", "転入届を出します", "転入届を出してください")
    assert found["content/todokede/tennyu.md"] == ("source",)
    assert "body" in found[TENNYU]
    assert "sitemap.xml" not in found


def test_explain_names_the_department(site: Callable[..., Path]) -> None:
    found = reasons(site(), "content/data/departments.yaml", "03-0000-0001", "03-0000-0009")
    assert found[TENNYU] == ("department", "locations")
    assert found["todokede/tennyu/index.txt"] == ("department",)
    assert "departments/kumin/index.html" in found
    assert not {"feed.xml", "kana/ta/index.html", "topics/todokede/index.html"} & found.keys()


def test_explain_names_the_terms(site: Callable[..., Path]) -> None:
    found = reasons(site(), "content/data/terms.yaml", "出す届け", "出す書類")
    data = {"data/terms.csv": ("dataset",), "data/terms.json": ("dataset",), "data/index.html": ("datasets",)}
    told = [TENNYU, *(f"todokede/tennyu/{name}" for name in ("index.txt", "speech.txt", "braille.txt", "braille.brf"))]
    assert found == dict.fromkeys(told, ("terms",)) | data


def test_explain_names_the_frame_when_the_site_changes_its_name(site: Callable[..., Path]) -> None:
    found = reasons(site(), "config.yaml", "見本区", "新見本区")
    assert found[TENNYU] == ("frame",)
    assert found["feed.xml"] == ("frame",)


CHART = """\
=== content/plan.md
---
title: 計画
kind: page
---
!!! chart zu "数の図"
    - type: bar
    - data: kazu.csv
    - columns: 窓口
=== content/kazu.csv
年度,窓口,郵便
2025年度,61,9
"""


def test_explain_names_the_figure_where_its_data_changed(site: Callable[..., Path]) -> None:
    found = reasons(site(CHART), "content/kazu.csv", "61", "62")
    assert found == {"plan/index.html": ("targets",), "plan/index.txt": ("targets",), "plan/zu.csv": ("figure",)}


def test_a_column_that_no_figure_shows_changes_no_output(site: Callable[..., Path]) -> None:
    assert reasons(site(CHART), "content/kazu.csv", "61,9", "61,10") == {}


def with_theme(folder: Path) -> Path:
    """The site with its own copy of the theme."""
    from tests.conftest import ROOT

    shutil.copytree(ROOT / "theme", folder / "theme")
    with (folder / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("theme: theme\n")
    return folder


def test_explain_names_the_templates(site: Callable[..., Path]) -> None:
    found = reasons(with_theme(site()), "theme/templates/page.html", "<article ", "<article data-a ")
    assert found[TENNYU] == ("templates",)


def test_a_template_that_a_flyer_does_not_reach_leaves_it_as_it_is(site: Callable[..., Path]) -> None:
    """The text for the ear, braille and mail are made from the flyer's template: that of the pages is none of theirs."""
    folder = with_theme(site())
    build_site(folder)
    found = {}
    for name in ("base.html", "flyer.html"):
        file = folder / f"theme/templates/{name}"
        file.write_text(f"{file.read_text(encoding='utf-8')}<!-- other -->\n", encoding="utf-8")
        found[name] = {path.rpartition("/")[2] for path, _ in build_site(folder).explained}
    assert "speech.txt" not in found["base.html"]
    assert "index.html" in found["base.html"]
    assert "speech.txt" in found["flyer.html"]
    assert "index.txt" not in found["flyer.html"]


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ('{% include "b.html" %}', ["a.html", "b.html", "c.html"]),
        ("{%- extends 'c.html' -%}", ["a.html", "c.html"]),
        ('{% import "c.html" as c with context %}', ["a.html", "c.html"]),
        ('{% include "c" ~ ".html" %}', None),
        ('{% include ["c.html", "d.html"] %}', None),
        ('{% extends "c.html" if wide else "d.html" %}', None),
        ("{% from name import one %}", None),
        ("no tag", ["a.html"]),
    ],
)
def test_what_a_template_reaches(text: str, reached: list[str] | None) -> None:
    assert reached_templates({"a.html": text, "b.html": '{% include "c.html" %}', "c.html": ""}, ["a.html"]) == reached


def test_explain_names_the_words(site: Callable[..., Path]) -> None:
    found = reasons(with_theme(site()), "theme/words/ja.yaml", "お問い合わせ", "聞く先")
    assert found[TENNYU] == ("words",)


def test_explain_names_a_static_file(site: Callable[..., Path]) -> None:
    found = reasons(with_theme(site()), "theme/static/reading.js", "{", " {")
    assert found == {"reading.js": ("static",)}


def test_explain_names_the_brand_of_a_colour(site: Callable[..., Path]) -> None:
    folder = site("=== config.yaml\nname: 見本区\nurl: https://ward.example\nbrand: {colours: {main: '#000080'}}\n")
    found = reasons(folder, "config.yaml", "#000080", "#000081")
    assert found["style.css"] == found["icon.svg"] == ("brand",)
    assert not [path for path in found if path.endswith((".html", ".txt"))]


def test_explain_names_the_alerts_and_nothing_else_when_an_emergency_begins(site: Callable[..., Path]) -> None:
    notice = "title: 大雨, body: 高い所へ。, issued: 2026-11-16, expires: 2026-11-17}\n"
    folder = site(f"=== content/data/emergency.yaml\n- {{id: ame, mode: actual, {notice}")
    found = reasons(folder, "content/data/emergency.yaml", "大雨", "大雪")
    pages = {path for path in tree(folder / "output") if path.endswith(".html")}
    assert found == dict.fromkeys(pages | {"emergency/feed.xml"}, ("alerts",))


def test_explain_says_new_and_output(site: Callable[..., Path]) -> None:
    folder = site()
    assert dict(build_site(folder).explained)[TENNYU] == ("new",)
    (folder / "output" / TENNYU).unlink()
    assert build_site(folder).explained == [(TENNYU, ("output",))]


def test_moving_a_line_of_front_matter_changes_no_output(site: Callable[..., Path]) -> None:
    found = reasons(
        site(), "content/todokede/tennyu.md", "topic: todokede\naudience: senior", "audience: senior\ntopic: todokede"
    )
    assert found[TENNYU] == ("body",)
    assert not build_site(site()).published.swapped  # type: ignore[union-attr]


def test_a_day_without_events_makes_nothing_again(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    result = build_site(folder, now=dt.datetime(2026, 11, 17, tzinfo=TOKYO))
    assert (result.explained, result.published.swapped) == ([], False)  # type: ignore[union-attr]


# -- facets ----------------------------------------------------------------------------------------------------------


def test_a_facet_that_an_output_forgot_to_declare_fails_at_once(
    site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_site(with_theme(site()), "=== theme/templates/greedy.html\n<p>{{ department.phone }}</p>\n")
    greedy = Output("greedy", "page", ("frame", "page"), index_html, lambda view: view.page("greedy.html"))
    monkeypatch.setattr(wanted, "OUTPUTS", (greedy,))
    with pytest.raises(Refused) as refused:
        build_site(folder)
    assert [(one.rule, one.path) for one in refused.value.found] == [("template-broken", "theme/templates/greedy.html")]


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_every_output_declares_facets_that_exist_and_none_twice(output: Output) -> None:
    assert len(set(output.uses)) == len(output.uses)
    assert [name for name in output.facets() if not hasattr(Facets, f"facet_{name}")] == []
    assert "frame" in output.uses or not output.path("/a/").endswith(".html")
