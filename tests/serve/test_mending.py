"""A press of 「直す」 changes one place of one file, and only a press on our own page does."""

from __future__ import annotations

from collections.abc import Callable

from tests.serve.conftest import Browser
from wardgen.lint.fix import fixed_text

Serve = Callable[..., Browser]
BOM = "=== content/a.md\n\ufeff---\ntitle: 見本\nkind: page\n---\nabc\u0007def\n\nghi\u0007jkl\n"


def test_a_safe_fix_is_applied_to_the_file(serve: Serve) -> None:
    browser = serve(BOM)
    browser.judged()
    page = browser.get("/a/")
    assert len(page.boxes("file-bom")) == 1 and len(page.boxes("file-control")) == 2
    done = browser.post("/__wardgen__/fix", page.form("file-bom"))
    assert (done.status, done.headers["location"]) == (303, "/a/")
    text = (browser.folder / "content/a.md").read_bytes().decode()
    assert text == BOM.partition("\n")[2].removeprefix("\ufeff")
    assert not browser.get("/a/").boxes("file-bom") and len(browser.get("/a/").boxes("file-control")) == 2


def test_the_fix_is_that_of_the_command(serve: Serve) -> None:
    browser = serve(BOM)
    browser.judged()
    rows = browser.station.preview.verdict.by_path["content/a.md"]
    found = [one.found for one in rows if one.found.rule == "file-control"]
    text = (browser.folder / "content/a.md").read_bytes().decode()
    assert browser.post("/__wardgen__/fix", browser.get("/a/").form("file-control", 1)).status == 303
    assert (browser.folder / "content/a.md").read_bytes().decode() == fixed_text(text, [found[1]])[0]


def test_a_file_that_changed_meanwhile_is_left_alone(serve: Serve) -> None:
    browser = serve(BOM)
    browser.judged()
    form = browser.get("/a/").form("file-control")
    browser.write("content/a.md", "---\ntitle: 見本\nkind: page\n---\nxyz\n")
    got = browser.post("/__wardgen__/fix", form)
    assert got.status == 409 and "Traceback" not in got.text
    assert (browser.folder / "content/a.md").read_bytes() == "---\ntitle: 見本\nkind: page\n---\nxyz\n".encode()


def test_a_fix_that_may_be_wrong_has_no_button(serve: Serve) -> None:
    browser = serve("=== content/a.md\n---\ntitle: 見本\nkindo: page\nkind: page\n---\nabc\n")
    browser.judged()
    found = browser.station.preview.verdict.by_path["content/a.md"]
    assert any(one.found.fix is not None and not one.found.fix.safe for one in found)
    assert "wg-preview-fix" not in browser.get("/__wardgen__/").text


def test_other_sites_and_guesses_are_refused(serve: Serve) -> None:
    browser = serve(BOM)
    browser.judged()
    form = browser.get("/a/").form()
    before = (browser.folder / "content/a.md").read_bytes()
    assert browser.post("/__wardgen__/fix", form | {"token": "x"}).status == 403
    assert browser.post("/__wardgen__/fix", {k: v for k, v in form.items() if k != "token"}).status == 403
    for origin in ("http://evil.example", "null", f"https://{browser.host}", "http://127.0.0.1:1", ""):
        assert browser.post("/__wardgen__/fix", form, Origin=origin).status == 403
    assert browser.ask("POST", "/__wardgen__/fix", b"x").status == 403
    assert browser.post("/__wardgen__/fix", form, Host="evil.example").status == 403
    assert browser.post("/__wardgen__/fix", form | {"finding": "0" * 16}).status == 409
    assert browser.post("/__wardgen__/fix", {"a": "x" * 5000}).status == 413
    assert browser.post("/a/", form).status == 405
    assert (browser.folder / "content/a.md").read_bytes() == before


def test_the_way_back_never_leads_to_another_site(serve: Serve) -> None:
    for back in ("//evil.example/", "https://evil.example/", "/\\evil.example", "/a\r\nX: y", "javascript:alert(1)"):
        browser = serve(BOM)
        browser.judged()
        got = browser.post("/__wardgen__/fix", browser.get("/a/").form() | {"back": back})
        assert got.headers["location"] == "/"
