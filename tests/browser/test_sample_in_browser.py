"""The sample ward in Chromium: for every eye, window, key and printer, with script and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.harness import check, look
from tests.browser.ward import COUNT, Ward
from tests.conftest import DEFAULT_SITE, ROOT, WHOLE, write_site
from tests.outputs.conftest import publish
from wardgen.load.config import load_config

ALERTS = """\
- {id: ooame, mode: actual, title: 北町に避難指示, level: 4, hazard: 大雨, action: 逃げてください。, body: 川の水が増えています。,
   areas: [北町], shelters: [honcho], issued: 2026-11-15, next_update: 2026-11-16, expires: 2026-11-17, title_en: Evacuation,
   body_en: Leave now., title_simple: 逃げて ください, body_simple: 高い ところに 行って ください。}
- {id: kunren, mode: drill, title: 地震の訓練, body: 机の下に入ってください。, issued: 2026-11-15, expires: 2026-11-17}
"""


@pytest.mark.parametrize(
    ("modes", "count"),
    [("light dark", COUNT), ("contrast large-wide large-narrow", 6), ("black white", 2)],
    ids=["colours", "contrast and size", "reading aids"],
)
def test_axe_finds_no_violation(ward: Ward, modes: str, count: int) -> None:
    check(ward.folder, "axe", ward.pages(count), modes=modes.split())


def test_pages_ask_no_other_origin_and_set_no_cookie(ward: Ward) -> None:
    check(ward.folder, "network", ward.pages(6))


def test_pages_work_in_a_folder_of_a_server(tmp_path: Path) -> None:
    built = publish(ROOT / "config.yaml", tmp_path / "site", tmp_path / "cache", url="https://example.jp/ward")
    below = Ward(built.folder, ROOT / "content")
    check(below.folder, "network noscript", below.sample[: COUNT if WHOLE else 3], base="/ward/")


def test_service_pages_are_light_and_paint_early(ward: Ward) -> None:
    check(ward.folder, "weight", ward.some_services(3))


def test_nothing_moves_while_pages_load(ward: Ward) -> None:
    check(ward.folder, "shift", ward.pages(4))


def test_the_keyboard_reaches_everything(ward: Ward) -> None:
    check(ward.folder, "keyboard", ward.pages(3))


def test_the_reading_aids_work_with_the_keyboard(ward: Ward) -> None:
    pages = [page for page in ward.sample if page != "/reading/"]  # there the aids stand open
    check(ward.folder, "reading", pages if WHOLE else pages[:3])


def test_targets_are_large_enough(ward: Ward) -> None:
    check(ward.folder, "targets", ward.pages(6))


def test_text_wraps_and_nothing_is_cut_off(ward: Ward) -> None:
    check(ward.folder, "reflow", ward.pages(6))


def test_forced_colours_hide_nothing(ward: Ward) -> None:
    check(ward.folder, "forced", ward.pages(6))


def test_services_are_printed_with_their_source_and_without_controls(ward: Ward) -> None:
    check(ward.folder, "print", ward.some_services(3), name=load_config(ROOT / "config.yaml").name)


def test_pages_say_the_same_without_script(ward: Ward) -> None:
    check(ward.folder, "noscript", ward.pages(6))


def test_the_page_of_emergencies_serves_everybody_by_itself(tmp_path: Path) -> None:
    rows = f"=== content/data/emergency.yaml\n{ALERTS}"
    write_site(tmp_path, DEFAULT_SITE, rows)
    folder = publish(tmp_path / "config.yaml", tmp_path / "site", tmp_path / "cache").folder
    names = "axe forced keyboard network noscript print reflow shift targets"
    check(folder, names, ["/emergency/"], name="見本区", modes=["light", "dark", "large-narrow"])
    check(folder, "axe reflow targets forced", ["/todokede/tennyu/"], modes=["light", "dark"])
    seen = look(folder, [("weight", "/emergency/")])
    assert set(seen.figures[0]["parts"]) == {"/emergency/", "/icon.svg"}
    assert (seen.figures[0]["blocking"], seen.figures[0]["script"]) == (0, 0)
    assert seen.figures[0]["bytes"] <= 14_000


# -- the publication -------------------------------------------------------------------------------------------------

PLAN = [f"/kusei/ict-plan/{name}" for name in ("", "genjo/", "koe/", "torikumi/", "all/")]


def test_charts_can_be_read_on_every_screen_and_without_their_colours(ward: Ward) -> None:
    charts = [page for page, text in ward.texts.items() if 'class="chart' in text]
    assert len(charts) >= 4
    check(ward.folder, "charts", charts)


def test_a_publication_serves_every_eye_and_window(ward: Ward) -> None:
    check(ward.folder, "axe", PLAN if WHOLE else PLAN[-2:], modes=["light", "dark", "contrast", "large-narrow"])
    check(ward.folder, "reflow forced keyboard", PLAN if WHOLE else PLAN[1:2] + PLAN[-1:])
