"""Everything that a build publishes is served, and only that."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import build_site, tree
from tests.serve.conftest import Browser, undressed
from wardgen.build.manifest import NAME

Serve = Callable[..., Browser]

SITE = """\
=== content/oshirase/saiji.md
---
title: 催し
kind: notice
department: kumin
updated: 2026-11-02
topic: todokede
aliases: [/old/saiji/]
attachments: [../forms/a.txt]
---
![掲示板](../img/a.png)

[転入届](../todokede/tennyu.md#必要なもの)を見てください。
=== content/oshirase/owari.md
---
title: 終わった催し
kind: notice
department: kumin
updated: 2026-01-02
expire: 2026-02-01
---
終わりました。
=== content/plan/index.md
---
title: 計画
kind: publication
chapters: [plan/one]
---
計画です。[^1]

[^1]: 注です。
=== content/plan/one.md
---
title: 今のようす
kind: page
---
[図表](#zu)です。

!!! chart zu "数の図"
    - type: bar
    - data: kazu.csv
=== content/plan/kazu.csv
年度,窓口
2025年度,61
"""


def test_every_published_file_is_served_as_it_is_built(serve: Serve) -> None:
    browser = serve(SITE)
    browser.judged()
    result = build_site(browser.folder)
    assert result.published, result.found
    built = tree(browser.folder / "output")
    assert len(built) > 20
    for path, data in built.items():
        got = browser.get("/" + path)
        if path == NAME:
            assert got.status == 404
        elif path.endswith(".html"):
            assert got.status == 200, path
            assert got.headers["content-type"] == "text/html; charset=utf-8"
            assert undressed(got.body.decode()) == undressed(data.decode()), path
        else:
            assert (got.status, got.body) == (200, data), path


def test_an_unknown_address_gets_the_page_that_says_so(serve: Serve) -> None:
    browser = serve()
    got = browser.get("/nai/")
    assert got.status == 404
    assert "<h1>" in got.text and "wg-preview-bar" in got.text


def test_an_address_without_its_slash_leads_to_the_page(serve: Serve) -> None:
    browser = serve()
    got = browser.get("/todokede/tennyu")
    assert (got.status, got.headers["location"]) == (302, "/todokede/tennyu/")


def test_head_has_no_body(serve: Serve) -> None:
    browser = serve()
    browser.judged()
    whole, head = browser.get("/todokede/tennyu/"), browser.ask("HEAD", "/todokede/tennyu/")
    assert head.status == 200 and head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))


def test_a_site_below_a_path_is_served_there(serve: Serve) -> None:
    browser = serve("=== config.yaml\nname: 見本区\nurl: https://ward.example/ku\nnow: 2026-11-16\n")
    assert browser.get("/").headers["location"] == "/ku/"
    assert browser.get("/ku").headers["location"] == "/ku/"
    assert browser.get("/ku/todokede/tennyu/").status == 200
    assert browser.get("/todokede/tennyu/").status == 404


def test_a_picture_that_no_page_shows_is_not_served(serve: Serve) -> None:
    browser = serve()
    browser.judged()
    assert browser.get("/img/a.png").status == 404
    assert browser.get("/forms/a.txt").status == 404
    assert browser.get("/data/departments.yaml").status == 404


def test_drafts_are_shown_only_when_asked_for(serve: Serve) -> None:
    draft = "=== content/a.md\n---\ntitle: あ\nkind: page\ndraft: true\n---\nい\n"
    browser = serve(draft)
    assert browser.get("/a/").status == 404


def test_drafts_and_future_pages_say_that_they_are(serve: Serve) -> None:
    pages = (
        "=== content/a.md\n---\ntitle: あ\nkind: page\ndraft: true\n---\nい\n"
        "=== content/b.md\n---\ntitle: う\nkind: page\npublish: 2027-04-01\n---\nえ\n"
    )
    browser = serve(pages, drafts=True)
    assert "下書き" in browser.get("/a/").text
    assert "2027-04-01" in browser.get("/b/").text
    assert "wg-preview-state" not in browser.get("/todokede/tennyu/").text


def test_the_policy_of_the_page_lets_the_preview_work(serve: Serve) -> None:
    browser = serve()
    text = browser.get("/todokede/tennyu/").text
    assert "connect-src &#x27;self&#x27;" in text and "form-action &#x27;self&#x27;" in text
    for name in ("preview.css", "preview.js"):
        assert f"/__wardgen__/{name}" in text
        assert browser.get(f"/__wardgen__/{name}").status == 200
    assert "<script>" not in text and " style=" not in text


def test_only_what_is_asked_for_is_converted_at_first(serve: Serve) -> None:
    pages = "".join(
        f"=== content/p{n}.md\n---\ntitle: 題{n}\nkind: page\nsummary: 説明\n---\n本文{n}\n" for n in range(30)
    )
    browser = serve(pages)
    preview = browser.station.preview
    assert preview.waiting() == 31
    # As the answer is made, before the work in the background is woken.
    assert browser.station.answers.get("/p7/").status == 200
    assert preview.waiting() == 30
    browser.judged()
    assert preview.waiting() == 0


def test_an_anchor_in_a_page_that_nobody_opened_is_known(serve: Serve) -> None:
    browser = serve(SITE)
    assert "tennyu/#%E5%BF%85%E8%A6%81" in browser.get("/oshirase/saiji/").text or (
        'tennyu/#必要なもの"' in browser.get("/oshirase/saiji/").text
    )


def test_a_chart_follows_its_data(serve: Serve) -> None:
    browser = serve(SITE)
    assert "61" in browser.get("/plan/one/zu.csv").body.decode()
    browser.write("content/plan/kazu.csv", "年度,窓口\n2025年度,62\n")
    browser.station.preview.refresh()
    assert browser.get("/plan/one/zu.csv").body.decode("utf-8-sig") == "年度,窓口\r\n2025年度,62\r\n"
    for path in ("/plan/one/", "/plan/all/"):
        assert '<td class="right">62</td>' in browser.get(path).text, path


def test_wrong_data_are_told_on_the_page_that_shows_them(serve: Serve) -> None:
    browser = serve(SITE)
    browser.write("content/plan/kazu.csv", "年度,窓口\n2025年度,たくさん\n")
    browser.station.preview.refresh()
    browser.judged()
    got = browser.get("/plan/one/")
    assert got.status == 200 and "<svg" not in got.text
    assert len(got.boxes("data-not-number")) == 1 and "content/plan/kazu.csv:2:8" in got.boxes("data-not-number")[0]
    assert browser.get("/plan/one/zu.csv").status == 404
