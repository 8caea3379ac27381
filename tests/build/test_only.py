"""The urgent edit: one page, or the notices of an emergency, published at once; what else was edited waits."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.test_incremental import build_cold, build_ward, build_with_stamp, differing, told
from tests.build.test_patch import add, is_patch, step
from tests.build.ward import Ward
from tests.conftest import tree, wardgen
from wardgen.build import produce
from wardgen.build.options import Last
from wardgen.build.stamp import holds, how, read_stamp, write_stamp
from wardgen.model.diagnostic import Refused


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    """A ward that was built, with its stamp beside it."""
    made = Ward(tmp_path / "site", 21)
    made.write(0)
    build_with_stamp(made, tmp_path / "stamp")
    return made


def notice(ward: Ward, number: int, **more: object) -> None:
    """A notice comes into force."""
    row = {
        "id": f"kinkyu{number}",
        "mode": "actual",
        "title": f"大雨の知らせ{number}",
        "body": "川に近づかないでください。",
    }
    row |= {
        "action": "高い所に逃げてください。",
        "areas": ["北町"],
        "next_update": "2026-11-16 12:00",
    }
    row |= {"issued": "2026-11-16 09:00", "expires": "2026-11-16 15:00"}
    ward.emergency.append(row | more)


def test_a_notice_is_published_on_every_page_without_reading_the_site(ward: Ward, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    first = step(ward, stamp, tmp_path, 1, lambda w: notice(w, 1))
    assert is_patch(first)
    pages = [path for path, data in tree(ward.folder / "output").items() if b"kinkyu1" in data]
    assert len(pages) > 40
    with_edit = step(ward, stamp, tmp_path, 2, lambda w: (notice(w, 2, mode="drill"), add("雨のため休みます。")(w))[0])
    assert is_patch(with_edit)
    assert is_patch(step(ward, stamp, tmp_path, 3, lambda w: w.emergency.clear()))


def test_a_notice_vanishes_at_its_end(ward: Ward, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    step(ward, stamp, tmp_path, 1, lambda w: notice(w, 1))
    ward.now = dt.datetime.fromisoformat("2026-11-16T15:01:00+09:00")
    way = how({"font": ward.has_font, "update": ward.has_update, "now": ward.now})
    before = read_stamp(stamp)
    assert before is not None
    assert before.until == "2026-11-16T15:00:00+09:00", "the stamp must not outlive the notice"
    assert holds(stamp, way, ward.now) is None
    step(ward, stamp, tmp_path, 2, lambda w: None)
    assert not any(b"kinkyu1" in data for data in tree(ward.folder / "output").values())


def test_an_edit_that_proves_wider_when_half_is_made_goes_the_long_way(ward: Ward, tmp_path: Path) -> None:
    """A page without a slot is met after others were written: nothing of them may be taken for what it was before."""
    stamp = tmp_path / "stamp"
    step(ward, stamp, tmp_path, 1, lambda w: notice(w, 1))
    real, left = produce.splice, 9

    def fails(html: bytes, slot: str) -> bytes | None:
        nonlocal left
        left -= 1
        return real(html, slot) if left else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(produce, "splice", fails)
        result = step(ward, stamp, tmp_path, 2, lambda w: notice(w, 2))
    assert not is_patch(result)
    assert is_patch(step(ward, stamp, tmp_path, 3, lambda w: w.emergency.clear()))


def test_a_notice_without_an_end_stops_the_build(ward: Ward, tmp_path: Path) -> None:
    before = tree(ward.folder / "output")
    notice(ward, 1)
    del ward.emergency[0]["expires"]
    ward.write(1)
    with pytest.raises(AssertionError, match="error"):
        build_with_stamp(ward, tmp_path / "stamp")
    assert tree(ward.folder / "output") == before


def only(ward: Ward, stamp: Path, path: str) -> object:
    """Build with --only."""
    before = read_stamp(stamp)
    assert before is not None
    result = build_ward(ward, last=Last(before, stamp), only=f"content/{path}")
    assert result.stamp is not None
    write_stamp(stamp, result.stamp)
    return result


def test_one_page_is_published_and_the_others_wait(ward: Ward, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    first, second = ward.some("service")[:2]
    unedited = ward.pages[second].body
    ward.pages[first].body += "\n\n急ぎの直しです。"
    ward.write(1)
    cold = build_cold(ward, tmp_path)
    ward.pages[second].body += "\n\nまだ出さない直しです。"
    ward.write(2)
    result = only(ward, stamp, first)
    assert told(result) == told(cold)  # type: ignore[arg-type]
    assert differing(tree(ward.folder / "output"), tree(tmp_path / "cold")) == []
    assert unedited != ward.pages[second].body
    later = build_with_stamp(ward, stamp)
    assert f"{ward.id_of(second)}/index.html" in later.published.written  # type: ignore[union-attr]
    assert differing(tree(ward.folder / "output"), tree_cold(ward, tmp_path)) == []


def tree_cold(ward: Ward, folder: Path) -> dict[str, bytes]:
    """The tree of a cold build."""
    build_cold(ward, folder)
    return tree(folder / "cold")


def test_an_edit_that_others_show_does_not_go_alone_beside_other_edits(ward: Ward, tmp_path: Path) -> None:
    first, second = ward.some("service")[:2]
    ward.set_front(first, title="新しい題名")
    ward.pages[second].body += "\n\nまだ出さない直しです。"
    ward.write(1)
    before = tree(ward.folder / "output")
    with pytest.raises(Refused, match="only-reaches-others"):
        only(ward, tmp_path / "stamp", first)
    assert tree(ward.folder / "output") == before


def test_a_page_that_nobody_edited_is_told(ward: Ward, tmp_path: Path) -> None:
    first, second = ward.some("service")[:2]
    ward.pages[second].body += "\n\n直しです。"
    ward.write(1)
    with pytest.raises(Refused, match="only-unready"):
        only(ward, tmp_path / "stamp", first)


SECOND = """\
=== content/todokede/tenshutsu.md
---
title: 転出届
kind: service
department: kumin
topic: todokede
summary: ほかの市区町村に引っ越す方の届け出です。
flyer: false
---
引っ越すときは、届けを出します。
"""


def test_the_command_publishes_one_page(site: Callable[..., Path]) -> None:
    folder = site(SECOND)
    # No build trusts a config that was written while it began.
    time.sleep(0.1)
    assert wardgen(folder, "build").returncode == 0
    pages = [folder / f"content/todokede/{name}.md" for name in ("tennyu", "tenshutsu")]
    for page in pages:
        page.write_text(page.read_text(encoding="utf-8") + "\n書き足した文です。\n", encoding="utf-8")
    done = wardgen(folder, "build", "--only", "content/todokede/tennyu.md")
    assert done.returncode == 0, done.stderr
    shown = [
        "書き足" in (folder / f"output/todokede/{page.stem}/index.txt").read_text(encoding="utf-8") for page in pages
    ]
    assert shown == [True, False]
    refused = wardgen(folder, "build", "--only", "content/todokede/tennyu.md", "--lang", "ja")
    assert refused.returncode == 2
    assert "only-unready" in refused.stderr
    assert "Traceback" not in refused.stderr
