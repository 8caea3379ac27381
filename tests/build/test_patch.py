"""An edit that no other page shows is published without reading the site, and the result is that of a cold build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.test_incremental import build_cold, build_with_stamp, differing, told
from tests.build.ward import Made, Ward
from tests.conftest import WHOLE, tree
from wardgen.build.engine import Result
from wardgen.build.standing import Entries, Unsure


def add(text: str, kind: str = "page") -> Callable[[Ward], None]:
    """Add a paragraph to a page of a kind that has no translation."""

    def edit(ward: Ward) -> None:
        alone = [path for path in ward.some(kind) if path.replace(".md", ".en.md") not in ward.pages]
        ward.pages[ward.dice.choice(alone)].body += f"\n\n{text}"

    return edit


def add_to(path: str, text: str) -> Callable[[Ward], None]:
    """Add a paragraph to one page."""

    def edit(ward: Ward) -> None:
        ward.pages[path].body += f"\n\n{text}"

    return edit


def shorten(ward: Ward) -> None:
    """Take a paragraph of words alone away."""
    page = ward.pages[ward.any("service")]
    first, _, rest = page.body.partition("\n\n")
    page.body = f"{first}\n\n{rest.partition(chr(10) * 2)[2]}"


def add_to_some(ward: Ward) -> None:
    """Edit several pages at once."""
    for kind in ("page", "service", "notice"):
        add("いくつかの案内を、同じ日に直しました。", kind)(ward)


def add_to_translated(text: str) -> Callable[[Ward], None]:
    """Add a paragraph to a page that has an English version."""

    def edit(ward: Ward) -> None:
        paths = [path for path in ward.some("page") if path.replace(".md", ".en.md") in ward.pages]
        ward.pages[ward.dice.choice(paths)].body += f"\n\n{text}"

    return edit


ALONE: dict[str, Callable[[Ward], None]] = {
    "a sentence": add("この段落は、あとから書き足しました。"),
    "a sentence in a service": add("受け取りには、十日ほどかかります。", "service"),
    "a sentence in an event": add("雨のときは、体育館の中でします。", "event"),
    "a paragraph less": shorten,
    "a number and a day": add("2027年2月3日に、25人まで受け付けます。"),
    "a finding of the linter": add("詳細については担当課まで御連絡頂けますようお願い申し上げます。"),
    "several pages": add_to_some,
    "a translated page": add_to_translated("この段落は、日本語のページだけにあります。"),
}
"""Edits that no other page shows."""
SHOWN: dict[str, Callable[[Ward], None]] = {
    "a heading": add("## 新しい見出し\n\n見出しの下の文です。"),
    "a link": add("[窓口](/departments/)を見てください。"),
    "the first telephone number": add("電話は03-0000-0001です。"),
    "the home page": add_to("index.md", "区のことを、ここから探せます。"),
    "a chapter": add_to("plan/sho1.md", "章に書き足した文です。"),
    "a day in a translated page": add_to_translated("2027年2月3日までです。"),
    "an allowance": add("<!-- wardgen: allow ja-lost-wave 理由があります -->\n\n10〜20人です。"),
    "a page that goes": lambda ward: ward._drop(ward.any("event")),
    "a page that comes": lambda ward: ward.add("page") and None,
    "a new title": lambda ward: ward.set_front(ward.any("service"), title="新しい題名"),
}
"""Edits that other pages, or rules that compare pages, may know of."""


def is_patch(result: Result) -> bool:
    """Whether a build went without reading the site."""
    return "scan" not in result.clock.stages


def step(ward: Ward, stamp: Path, folder: Path, number: int, edit: Callable[[Ward], None]) -> Result:
    """Make an edit, build, and hold the result to that of a cold build."""
    edit(ward)
    ward.write(number)
    result = build_with_stamp(ward, stamp)
    cold = build_cold(ward, folder)
    assert told(result) == told(cold)
    assert result.pages == cold.pages
    assert differing(tree(ward.folder / "output"), tree(folder / "cold")) == []
    return result


@pytest.mark.parametrize("seed", (11, 12, 13) if WHOLE else (11,))
def test_every_edit_of_a_text_equals_a_cold_build(tmp_path: Path, seed: int) -> None:
    ward = Ward(tmp_path / "site", seed)
    ward.write(0)
    stamp = tmp_path / "stamp"
    build_with_stamp(ward, stamp)
    edits = [*((name, edit, True) for name, edit in ALONE.items()), *((n, edit, False) for n, edit in SHOWN.items())]
    ward.dice.shuffle(edits)
    long_ways = []
    for number, (name, edit, is_alone) in enumerate(edits, 1):
        result = step(ward, stamp, tmp_path, number, edit)
        assert is_alone or not is_patch(result), name
        long_ways += [name] if is_alone and not is_patch(result) else []
        assert result.published.written, name  # type: ignore[union-attr]
    # An edit before may have left something to find in a page that depends on others: then it goes the long way.
    assert len(long_ways) <= 2, long_ways


def test_a_mistake_in_an_edit_stops_the_build_and_keeps_the_site(tmp_path: Path) -> None:
    ward = Ward(tmp_path / "site", 3)
    ward.write(0)
    stamp = tmp_path / "stamp"
    build_with_stamp(ward, stamp)
    before = tree(ward.folder / "output")
    path = ward.any("page")
    ward.pages[path] = Made(
        ward.pages[path].front, f"{ward.pages[path].body}\n\n申請は、二月三十日（水）までです。2026年2月30日です。"
    )
    ward.write(1)
    with pytest.raises(AssertionError, match="error"):
        build_with_stamp(ward, stamp)
    assert tree(ward.folder / "output") == before


def test_a_site_that_stands_gives_no_list_of_its_pages() -> None:
    with pytest.raises(Unsure):
        list(Entries.__new__(Entries))
