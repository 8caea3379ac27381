"""What becomes urgent is put into the slot of every published page, and the tree is the one of a cold build."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.build.test_incremental import TENNYU, build_ward, differing, with_theme
from tests.build.ward import Ward
from tests.conftest import build_site, tree
from wardgen.build import produce, rubies
from wardgen.build.engine import Result
from wardgen.render.alerts import CLOSING, OPENING, splice
from wardgen.render.furigana import add_ruby

RAIN: dict[str, Any] = {
    "id": "ooame",
    "mode": "actual",
    "title": "大雨の避難指示",
    "body": "高い所へ逃げてください。",
    "issued": "2026-11-16 08:00",
    "expires": "2026-11-16 12:00",
}
MORE = {
    "title_en": "Evacuation Instruction",
    "body_en": "Go to a high place.",
    "title_simple": "大雨です。逃げて ください",
    "level": 4,
    "shelters": ["honcho"],
}
OWN = {"emergency/index.html", "emergency/feed.xml"}


def without_slot(html: bytes) -> bytes:
    bare = splice(html, "")
    assert bare is not None
    return bare


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    ward = Ward(tmp_path / "site", 3)
    ward.write(0)
    build_ward(ward)
    return ward


def rendered(ward: Ward, step: int) -> tuple[Result, set[str]]:
    """Build, with the names of the outputs that were rendered rather than spliced."""
    names: set[str] = set()
    real = produce.make

    def noted(output: Any, *rest: Any) -> Any:
        names.add(output.name)
        return real(output, *rest)

    ward.write(step)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(produce, "make", noted)
        return build_ward(ward), names


def equals_cold(ward: Ward) -> None:
    cold, cache = ward.folder.parent / "cold", ward.folder.parent / "cache"
    build_ward(ward, cold, cache)
    assert differing(tree(ward.folder / "output"), tree(cold)) == []
    for folder in (cold, cache, ward.folder.parent / ".cold.wardgen"):
        shutil.rmtree(folder)


def test_a_notice_that_comes_changes_and_goes_touches_nothing_but_the_slots(ward: Ward) -> None:
    steps: list[tuple[str, Callable[[], Any]]] = [
        ("added", lambda: ward.emergency.append(dict(RAIN))),
        ("edited", lambda: ward.emergency[0].update(MORE, title="北町に避難指示（大雨）")),
        ("a second one", lambda: ward.emergency.append(RAIN | {"id": "kunren", "mode": "drill", "title": "地震"})),
        ("removed", lambda: ward.emergency.pop()),
        ("expired", lambda: setattr(ward, "now", ward.now + dt.timedelta(hours=3))),
        ("forgotten", ward.emergency.clear),
    ]
    calm = tree(ward.folder / "output")
    slotted = {path for path, data in calm.items() if path.endswith(".html") and OPENING.encode() in data}
    for number, (name, edit) in enumerate(steps, 1):
        edit()
        before = tree(ward.folder / "output")
        result, names = rendered(ward, number)
        after = tree(ward.folder / "output")
        touched = set() if name == "forgotten" else slotted | OWN
        assert dict(result.explained) == dict.fromkeys(touched, ("alerts",)), name
        assert names == (set() if name == "forgotten" else {"emergency", "emergency-feed"}), name
        assert set(differing(before, after)) - {".wardgen-manifest.json"} == touched, name
        assert [path for path in slotted if without_slot(before[path]) != without_slot(after[path])] == [], name
        equals_cold(ward)
    assert tree(ward.folder / "output") == calm


def test_a_notice_of_tomorrow_is_not_there_yet(ward: Ward) -> None:
    ward.emergency.append(RAIN | {"issued": "2026-11-17 08:00", "expires": "2026-11-17 12:00"})
    result, _ = rendered(ward, 1)
    assert (result.explained, result.published.swapped) == ([], False)  # type: ignore[union-attr]


def test_a_published_page_that_somebody_edited_is_written_anew(ward: Ward) -> None:
    page = ward.folder / "output/index.html"
    data = page.read_bytes()
    page.write_bytes(data.replace(b"<main", b"<main data-x"))
    ward.emergency.append(dict(RAIN))
    _, names = rendered(ward, 1)
    assert names == {"emergency", "emergency-feed", "home"}
    equals_cold(ward)


def test_a_theme_may_leave_the_slot_out_and_then_pages_are_written_anew(ward: Ward) -> None:
    base = "templates/base.html"
    ward.theme[base] = ward.theme[base].replace(f"{OPENING}\n{CLOSING}\n".encode(), b"")
    ward.write(1)
    build_ward(ward)
    ward.emergency.append(dict(RAIN))
    _, names = rendered(ward, 2)
    assert {"webpage", "home", "404"} <= names
    equals_cold(ward)


def test_what_was_read_of_a_page_is_still_known_after_a_splice(
    site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_theme(site())
    build_site(folder)
    notice = "- {id: ame, mode: drill, title: 地震, body: 机の下へ。, issued: 2026-11-16, expires: 2026-11-17}\n"
    (folder / "content/data/emergency.yaml").write_text(notice, encoding="utf-8")
    build_site(folder)
    read: list[str] = []
    monkeypatch.setattr(rubies, "add_ruby", lambda html, voice: read.append(html) or add_ruby(html, voice))
    base = folder / "theme/templates/base.html"
    base.write_text(base.read_text(encoding="utf-8").replace("<body ", "<body data-a "), encoding="utf-8")
    assert TENNYU in build_site(folder).published.written  # type: ignore[union-attr]
    assert [html for html in read if "<body data-a" in html] == []


def test_links_of_a_slot_begin_where_its_page_stands_and_lead_to_the_text_in_its_language(ward: Ward) -> None:
    """On the page that a server shows for any other they begin at the root."""
    ward.emergency.append(RAIN | MORE)
    rendered(ward, 1)
    pages = tree(ward.folder / "output")
    links = {path: data.split(OPENING.encode())[1].split(CLOSING.encode())[0].decode() for path, data in pages.items()
             if OPENING.encode() in data}  # fmt: skip
    assert 'href="/ku/emergency/#notice-ooame"' in links["404.html"]
    english = next(text for path, text in links.items() if path.startswith("en/") and path.count("/") > 2)
    assert '#notice-ooame.en"' in english and "<span>Evacuation Instruction</span>" in english


# -- splice ----------------------------------------------------------------------------------------------------------

PAIR = f"{OPENING}x{CLOSING}"


@pytest.mark.parametrize(
    ("page", "spliced"),
    [
        (f"<body>{PAIR}<main></main>", f"<body>{OPENING}y{CLOSING}<main></main>"),
        (f"<body>{PAIR}<main>{PAIR}</main>", f"<body>{OPENING}y{CLOSING}<main>{PAIR}</main>"),
        (f"<body>{PAIR}{PAIR}<main></main>", None),
        (f"<body><main>{PAIR}</main>", None),
        (f"<body>{CLOSING}{OPENING}<main></main>", None),
        (f"<body>{OPENING}<main></main>{CLOSING}", None),
        ("<body><main></main>", None),
    ],
)
def test_only_the_one_slot_before_the_main_part_is_filled(page: str, spliced: str | None) -> None:
    assert splice(page.encode(), "y") == (None if spliced is None else spliced.encode())
