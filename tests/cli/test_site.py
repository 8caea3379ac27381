"""`next-change`, `diff` and `check-links`."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from tests.conftest import tree, wardgen, write_site


def page(name: str, front: str, body: str = "本文です。") -> str:
    return f"=== content/{name}.md\n---\ntitle: 見本{name.upper()}\nkind: page\n{front}---\n{body}\n"


# -- next-change -----------------------------------------------------------------------------------------------------


def test_the_next_change_is_the_next_page_to_open(site: Callable[..., Path]) -> None:
    folder = site(page("a", "publish: 2026-12-01\n"), page("b", "publish: 2026-11-20 09:30\n"))
    done = wardgen(folder, "next-change")
    assert (done.returncode, done.stdout) == (0, "2026-11-20T09:30:00+09:00\n")
    assert "publish: content/b.md" in done.stderr


def test_a_last_day_counts_in_full(site: Callable[..., Path]) -> None:
    done = wardgen(site(page("a", "expire: 2026-11-20\n")), "next-change")
    assert done.stdout == "2026-11-21T00:00:00+09:00\n"
    assert "expire: content/a.md" in done.stderr


def test_a_department_that_opens_or_closes_is_a_change(site: Callable[..., Path]) -> None:
    rows = (
        "=== content/data/departments.yaml\n"
        "- {id: kumin, name: 区民課, yomi: くみんか, valid: {to: 2027-03-31}, successor: shimin}\n"
        "- {id: shimin, name: 市民課, yomi: しみんか, valid: {from: 2027-04-01}}\n"
    )
    done = wardgen(site(rows), "next-change")
    assert done.stdout == "2027-04-01T00:00:00+09:00\n"
    assert "close: kumin" in done.stderr and "open: shimin" in done.stderr


def service(name: str, day: str) -> str:
    front = f"kind: service\ndepartment: kumin\nperiod: {{to: {day}}}"
    return f"=== content/{name}.md\n---\ntitle: 受付{name.upper()}\n{front}\n---\n本文です。\n"


def event(name: str, start: str, end: str = "") -> str:
    front = f"kind: event\ndepartment: kumin\nstart: {start}\n" + (f"end: {end}\n" if end else "")
    return f"=== content/{name}.md\n---\ntitle: 催し{name.upper()}\n{front}---\n本文です。\n"


EMERGENCY = (
    "=== content/data/emergency.yaml\n"
    "- {id: ooame, mode: actual, title: 大雨, body: 高い所へ。, issued: 2026-11-16 12:00, expires: 2026-11-17}\n"
)


@pytest.mark.parametrize(
    ("text", "moments", "says"),
    [
        (service("a", "2026-11-20"), ["2026-11-21T00:00:00"], "list: content/a.md"),
        (service("a", "2026-11-20 17:00"), ["2026-11-20T17:00:00"], "list: content/a.md"),
        (
            service("a", "2027-01-31"),
            ["2026-12-01T00:00:00", "2027-01-01T00:00:00", "2027-02-01T00:00:00"],
            "list: content/a.md",
        ),
        (event("a", "2026-11-20 10:00", "2026-11-20 12:00"), ["2026-11-20T12:00:00"], "list: content/a.md"),
        (event("a", "2026-11-20"), ["2026-11-21T00:00:00"], "list: content/a.md"),
        (EMERGENCY, ["2026-11-16T12:00:00"], "emergency: ooame"),
        (EMERGENCY.replace("2026-11-16 12:00", "2026-11-15"), ["2026-11-18T00:00:00"], "all-clear: ooame"),
    ],
    ids=["deadline", "hour", "months", "event", "day of an event", "emergency", "all clear"],
)
def test_what_passes_by_itself_is_a_change(site: Callable[..., Path], text: str, moments: list[str], says: str) -> None:
    folder, now = site(text), "2026-11-16"
    for moment in moments:
        done = wardgen(folder, "next-change", "--now", now)
        assert (done.stdout, says in done.stderr) == (f"{moment}+09:00\n", True), done.stderr
        now = moment
    if "all-clear" not in says:
        assert_changes_at(folder, moments[0])


def assert_changes_at(folder: Path, moment: str) -> None:
    """A build a minute before the moment differs from one at the moment."""
    before = dt.datetime.fromisoformat(moment) - dt.timedelta(minutes=1)
    wardgen(folder, "build", "--output", "before", "--now", before.isoformat(" ", "minutes"))
    wardgen(folder, "build", "--output", "after", "--now", moment)
    assert tree(folder / "before") != tree(folder / "after")


def test_drafts_change_nothing(site: Callable[..., Path]) -> None:
    done = wardgen(site(page("a", "publish: 2026-12-01\ndraft: true\n")), "next-change")
    assert (done.returncode, done.stdout) == (0, "")


def test_since_counts_from_another_moment(site: Callable[..., Path]) -> None:
    folder = site(page("a", "publish: 2026-11-01\nexpire: 2026-12-24\n"))
    assert wardgen(folder, "next-change", "--since", "2026-10-01").stdout == "2026-11-01T00:00:00+09:00\n"
    assert wardgen(folder, "next-change", "--since", "2026-11-01").stdout == "2026-12-25T00:00:00+09:00\n"
    assert wardgen(folder, "next-change", "--now", "2026-12-25").stdout == ""


@pytest.mark.parametrize(
    ("since", "now", "code"),
    [
        ("2026-11-19 23:59", "2026-11-20 00:00", 0),
        ("2026-11-20 00:00", "2026-11-20 12:00", 1),
        ("2026-11-18", "2026-11-19 23:59", 1),
        ("2026-11-01", "2026-12-01", 0),
    ],
)
def test_due_says_whether_the_site_changed_since(site: Callable[..., Path], since: str, now: str, code: int) -> None:
    folder = site(page("a", "publish: 2026-11-20\n"))
    assert wardgen(folder, "next-change", "--due", "--since", since, "--now", now).returncode == code


def test_due_without_since_ends_with_2(site: Callable[..., Path]) -> None:
    done = wardgen(site(), "next-change", "--due")
    assert done.returncode == 2
    assert "--since" in done.stderr


def test_a_wrong_since_ends_with_2(site: Callable[..., Path]) -> None:
    done = wardgen(site(), "next-change", "--since", "2026-02-30")
    assert done.returncode == 2
    assert "2026-02-30" in done.stderr


def test_the_site_does_change_at_the_moment_that_was_named(site: Callable[..., Path]) -> None:
    folder = site(page("a", "publish: 2026-11-20 09:30\n"), page("b", "expire: 2026-11-19\n"))
    for _ in range(2):
        moment = wardgen(folder, "next-change").stdout.strip()
        wardgen(folder, "build", "--output", "before")
        wardgen(folder, "build", "--output", "after", "--now", moment)
        assert json.loads(wardgen(folder, "diff", "before", "after", "--format", "json").stdout)["changed"]
        write_site(folder, f"=== config.yaml\nname: 見本区\nurl: https://ward.example\nnow: {moment}\n")


# -- diff ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def changed(site: Callable[..., Path]) -> Path:
    """A folder with the site before and after an edit."""
    folder = site(
        page("gone", ""), page("same", ""), page("facts", "updated: 2026-11-02\n", "電話は03-0000-1111、300円です。")
    )
    assert wardgen(folder, "build", "--output", "before").returncode == 0
    (folder / "content/gone.md").unlink()
    write_site(folder, page("fresh", ""), page("facts", "updated: 2026-11-02\n", "電話は03-0000-2222、1,500円です。"))
    assert wardgen(folder, "build", "--output", "after").returncode == 0
    return folder


def test_diff_lists_pages_that_come_go_and_change(changed: Path) -> None:
    done = wardgen(changed, "diff", "before", "after", "--format", "json")
    changes = json.loads(done.stdout)
    assert done.returncode == 0
    assert [(row["url"], row["title"]) for row in changes["added"]] == [("/fresh/", "見本FRESH")]
    assert [(row["url"], row["title"]) for row in changes["removed"]] == [("/gone/", "見本GONE")]
    # The index of the names follows the pages.
    assert [row["url"] for row in changes["changed"]] == ["/facts/", "/kana/ma/"]
    assert changes["files"] == ["data/pages.csv", "data/pages.json", "sitemap.xml"]


def test_diff_lists_the_facts_that_changed(changed: Path) -> None:
    changes = json.loads(wardgen(changed, "diff", "before", "after", "--format", "json").stdout)
    row = changes["changed"][0]
    assert row["gone"] == {"phone": ["03-0000-1111"], "money": ["300円"]}
    assert row["new"] == {"phone": ["03-0000-2222"], "money": ["1,500円"]}


def test_diff_in_words_is_markdown_for_a_merge_request(changed: Path) -> None:
    text = wardgen(changed, "diff", "before", "after", "--lang", "en").stdout
    assert "## New pages (1)\n\n- 見本FRESH `/fresh/`" in text
    assert "    - phone: 03-0000-1111 → 03-0000-2222" in text


def test_diff_lists_feeds(site: Callable[..., Path]) -> None:
    folder = site()
    wardgen(folder, "build", "--output", "before")
    write_site(folder, page("news", "publish: 2026-11-10\n"))
    wardgen(folder, "build", "--output", "after")
    changes = json.loads(wardgen(folder, "diff", "before", "after", "--format", "json").stdout)
    assert changes["feeds"] == ["atom.xml", "feed.xml"]


def test_diff_of_equal_sites_says_so(site: Callable[..., Path]) -> None:
    folder = site()
    wardgen(folder, "build")
    done = wardgen(folder, "diff", "output", "output", "--lang", "en")
    assert (done.returncode, done.stdout) == (0, "Nothing that residents see changes.\n")


def test_diff_with_a_folder_of_another_origin_reads_its_files(site: Callable[..., Path]) -> None:
    folder = site("=== old/a/index.html\n<title>x</title><h1>古いページ</h1>\n")
    wardgen(folder, "build")
    changes = json.loads(wardgen(folder, "diff", "old", "output", "--format", "json").stdout)
    assert [row["title"] for row in changes["removed"]] == ["古いページ"]


def test_diff_with_a_missing_folder_ends_with_2(tmp_path: Path) -> None:
    done = wardgen(tmp_path, "diff", "nowhere", "nothing")
    assert done.returncode == 2
    assert "nowhere" in done.stderr and "Traceback" not in done.stderr


# -- check-links -----------------------------------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def _answer(self) -> None:
        self.asked.append((self.command, self.path))
        if self.path == "/slow":
            time.sleep(3)
        if self.path == "/hang-up" and self.command == "HEAD":
            self.close_connection = True
            self.connection.close()
            return
        known = {"/missing": 404, "/no-head": 405 if self.command == "HEAD" else 200, "/broken": 500, "/moved": 302}
        try:
            self.send_response(known.get(self.path, 200))
            if self.path == "/moved":
                self.send_header("Location", "/good")
            self.end_headers()
        except OSError:
            pass

    do_HEAD = do_GET = _answer  # noqa: N815 - the names that http.server calls

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """A web server on this machine."""
    Handler.asked.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def links(folder: Path, *urls: str) -> tuple[int, str, str]:
    """Check a page with links; returns the exit code and what was printed."""
    body = "\n".join(f"- [リンク先その{n}]({url})" for n, url in enumerate(urls))
    write_site(folder, page("links", "", body))
    done = wardgen(folder, "check-links", "--timeout", "1", no_proxy="*", NO_PROXY="*")
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("path", ["/good", "/no-head", "/moved", "/hang-up", "/日本語/頁?名=値", "/a#part"])
def test_a_link_that_opens_is_no_finding(site: Callable[..., Path], server: str, path: str) -> None:
    code, out, err = links(site(), server + path)
    assert (code, out) == (0, ""), err


@pytest.mark.parametrize(("path", "status"), [("/missing", "404"), ("/broken", "500"), ("/slow", "timed out")])
def test_a_link_that_does_not_open_is_told_with_its_page(
    site: Callable[..., Path], server: str, path: str, status: str
) -> None:
    code, out, _ = links(site(), server + path, server + "/good")
    assert code == 1
    assert server + path in out and status in out and "content/links.md" in out
    assert server + "/good" not in out


def test_a_server_that_is_not_there_is_told(site: Callable[..., Path], server: str) -> None:
    code, out, _ = links(site(), "http://127.0.0.1:1/")
    assert code == 1
    assert "http://127.0.0.1:1/" in out


def test_an_address_is_asked_once_however_often_it_stands_there(site: Callable[..., Path], server: str) -> None:
    folder = site(page("other", "", f"[よい先]({server}/good#a)"))
    links(folder, f"{server}/good", f"{server}/good#b")
    assert Handler.asked == [("HEAD", "/good")]


def test_online_addresses_and_facilities_are_asked_too(site: Callable[..., Path], server: str) -> None:
    folder = site(
        f"=== content/data/facilities.csv\nID,名称,URL\nhoncho,本庁舎,{server}/facility\n",
        f"=== content/s.md\n---\ntitle: 見本S\nkind: service\ndepartment: kumin\nonline: {server}/online\n"
        f"channels: [{{kind: online, url: '{server}/channel'}}]\n---\n本文です。\n",
    )
    assert links(folder, f"{server}/good")[0] == 0
    assert {path for _, path in Handler.asked} == {"/good", "/facility", "/online", "/channel"}


def test_links_of_drafts_are_not_asked(site: Callable[..., Path], server: str) -> None:
    folder = site(page("draft", "draft: true\n", f"[下書きの先]({server}/missing)"))
    assert wardgen(folder, "check-links", no_proxy="*").returncode == 0
    assert Handler.asked == []
