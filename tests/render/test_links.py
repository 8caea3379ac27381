"""Ways from page to page."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

from hypothesis import given
from hypothesis import strategies as st

from wardgen.render.collect import alias_url
from wardgen.render.links import relative

PART = st.text(alphabet="abc-1", min_size=1, max_size=3)
FOLDER = st.lists(PART, max_size=4).map(lambda parts: "/" + "".join(f"{p}/" for p in parts))
FILE = st.tuples(FOLDER, st.sampled_from(["", "index.txt", "地図.png"])).map("".join)


@given(FOLDER, FILE)
def test_the_relative_way_leads_where_the_absolute_one_does(here: str, there: str) -> None:
    base = "https://ward.example/sub"
    assert unquote(urljoin(base + here, relative(here, there))) == base + there


def test_an_alias_stays_on_the_site() -> None:
    assert alias_url("/old/page/") == "/old/page/" and alias_url("old/page.html") == "/old/page.html"
    assert [alias_url(a) for a in ("../x", "https://a.example/", "/a/../b", "/a?b", "")] == [None] * 5
