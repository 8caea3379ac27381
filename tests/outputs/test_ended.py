"""A page that has ended says so in few words, leads on, and stands in no list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.outputs.conftest import Built

ENDED = """\
=== content/notices/kyufu.md
---
title: 給付金の受け付け
kind: notice
department: kumin
topic: todokede
publish: 2026-10-01
expire: 2026-11-15
successor: todokede/tennyu
summary: 給付金を受け付けます。
---
申し込みは、今日までです。
"""
PATH = "notices/kyufu/index.html"
LISTS = ("index.html", "notices/index.html", "topics/todokede/index.html", "new/index.html", "feed.xml", "atom.xml",
         "topics/todokede/feed.xml", "topics/todokede/atom.xml", "sitemap.xml", "topics/index.html")  # fmt: skip
OTHER = "=== content/notices/other.md\n---\ntitle: ほかの知らせ\nkind: notice\ndepartment: kumin\npublish: 2026-11-01\n---\n本文です。\n"


def test_an_ended_page_says_that_it_ended_and_where_to_go(made: Callable[..., Built]) -> None:
    site = made(ENDED)
    words = site.main(PATH)
    assert "「給付金の受け付け」の案内は、2026年11月15日（日曜日）に終わりました。" in words
    assert "転入届" in words
    assert ("a", "../../todokede/tennyu/") in [(a.name, a["href"]) for a in site.soup(PATH).find_all("a")]


def test_an_ended_page_names_the_department(made: Callable[..., Built]) -> None:
    words = made(ENDED).main(PATH)
    assert "区民課" in words and "03-0000-0001" in words


def test_an_ended_page_no_longer_holds_its_text(made: Callable[..., Built]) -> None:
    site = made(ENDED)
    assert "申し込みは" not in site.text(PATH)
    assert "notices/kyufu/index.txt" not in site


def test_an_ended_page_is_not_indexed(made: Callable[..., Built]) -> None:
    assert made(ENDED).soup(PATH).find("meta", attrs={"name": "robots", "content": "noindex"})


@pytest.mark.parametrize("path", LISTS)
def test_an_ended_page_is_in_no_list(made: Callable[..., Built], path: str) -> None:
    assert "kyufu" in made(ENDED, OTHER, now="2026-11-15").text(path) or path == "topics/index.html"
    assert "kyufu" not in made(ENDED, OTHER, now="2026-11-16").text(path)


def test_the_last_day_counts_in_full(made: Callable[..., Built]) -> None:
    assert "申し込みは" in made(ENDED, now="2026-11-15").text(PATH)


def test_a_page_to_be_removed_leaves_nothing(made: Callable[..., Built]) -> None:
    text = ENDED.replace("successor:", "expire_mode: remove\naliases: /kyufu/\nsuccessor:")
    assert PATH in made(text, now="2026-11-15")
    site = made(text)
    assert PATH not in site
    assert "notices" not in site
    assert "kyufu" not in site


def test_a_page_to_come_is_nowhere(made: Callable[..., Built]) -> None:
    text = ENDED.replace("2026-10-01", "2026-11-14")
    site = made(text, now="2026-11-13")
    assert PATH not in site
    assert PATH in made(text, now="2026-11-14")


def test_an_earlier_address_of_an_ended_page_leads_to_its_notice(made: Callable[..., Built]) -> None:
    site = made(ENDED.replace("successor:", "aliases: /kyufu/\nsuccessor:"))
    assert "../notices/kyufu/" in site.text("kyufu/index.html")


def test_a_successor_that_has_ended_too_is_not_offered(made: Callable[..., Built]) -> None:
    other = OTHER.replace("publish: 2026-11-01", "publish: 2026-09-01\nexpire: 2026-10-31")
    site = made(ENDED.replace("todokede/tennyu", "notices/other"), other)
    assert "いまの案内" not in site.text(PATH)
