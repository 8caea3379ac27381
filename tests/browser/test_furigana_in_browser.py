"""The reader's choice of furigana in Chromium: by keyboard, without script, remembered, copied, found, printed.

The body is written here as the engine writes it, so that what is looked at is the theme alone.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.harness import CHROME, look, node
from tests.conftest import DEFAULT_SITE, needs, write_site
from tests.outputs.conftest import publish

FURIGANA = """\
=== content/furigana.md
---
title: 手当のお知らせ
kind: page
summary: 手当を渡します。
---
{手当|てあて}です。
=== content/plain.md
---
title: ただのお知らせ
kind: page
---
ふりがなのない文です。
"""
WORDS = {
    # word: (reading, grade, is first, is the author's)
    "東京": ("とうきょう", 2, True, False),
    "給付": ("きゅうふ", 4, True, False),
    "児童": ("じどう", 4, False, False),
    "窓口": ("まどぐち", 6, True, False),
    "申請": ("しんせい", 7, False, False),
    "志": ("こころざし", 1, False, True),
}
PLAIN = "東京の給付を児童の窓口で申請する志です。"
SHOWN = {
    "": "こころざし",
    "off": "",
    "hard": "まどぐち しんせい こころざし",
    "first": "とうきょう きゅうふ まどぐち こころざし",
    "all": "とうきょう きゅうふ じどう まどぐち しんせい こころざし",
}
"""What a reader sees who chose it; nothing chosen on a page that sets nothing: only what the author wrote."""
DEFAULTS = {
    'data-ruby="written"': SHOWN[""],
    'data-ruby="off"': "",
    'data-ruby="grade" data-ruby-grade="4"': SHOWN["hard"],
    'data-ruby="grade" data-ruby-grade="1"': SHOWN["all"],
    'data-ruby="grade" data-ruby-grade="6"': "しんせい こころざし",
    'data-ruby="first"': SHOWN["first"],
    'data-ruby="all"': SHOWN["all"],
}

SCRIPT = r"""
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";
import { serve } from "./browser/server.mjs";

const job = JSON.parse(readFileSync(0, "utf8"));
const wait = { ".js": 0, "css": 0 };
const server = await serve(job.root, "/", (path) => wait[path.slice(-3)] ?? 0);
const args = ["--no-sandbox", "--disable-gpu"];
const browser = await puppeteer.launch({ executablePath: job.chrome, headless: true, args });
const tab = await browser.newPage();
await tab.setCacheEnabled(false);
await tab.setViewport({ width: 360, height: 800 });
const [page, chosen] = [server.url("/furigana/"), ".ruby-choice :checked"];

const look = () => tab.evaluate((words) => {
  getSelection().selectAllChildren(document.querySelector(".body p"));
  const copied = getSelection().toString().trim();
  const found = words.map((word) => {
    getSelection().collapse(document.body, 0);
    return window.find(word);
  });
  getSelection().removeAllRanges();
  const shown = [...document.querySelectorAll(".body rt")].filter((one) => one.checkVisibility());
  return {
    copied,
    found: found.every(Boolean),
    shown: shown.map((one) => one.textContent).join(" "),
    checked: document.querySelector(".ruby-choice :checked").value,
    kept: document.documentElement.dataset.rubyChosen ?? "",
    room: document.querySelector(".body").offsetHeight,
    buttons: document.querySelector(".ruby-choice").checkVisibility(),
  };
}, job.words);

/** How much the page moves while it loads, when the script or the style sheet is late. */
async function moves(late) {
  wait[late] = late === "css" ? 100 : 250;
  await tab.goto(page);
  wait[late] = 0;
  return tab.evaluate(async () => {
    let total = 0;
    const observer = new PerformanceObserver((list) => list.getEntries().forEach((one) => (total += one.value)));
    observer.observe({ type: "layout-shift", buffered: true });
    await new Promise((done) => setTimeout(done, 150));
    return total;
  });
}

async function tour(script) {
  const seen = {};
  await tab.setJavaScriptEnabled(script);
  await tab.goto(page);
  for (const value of ["off", "hard", "first", "all", ""]) {
    await tab.focus(chosen);
    await tab.keyboard.press("ArrowRight");
    await tab.keyboard.press("Enter");
    seen[value] = await look();
    if (!script) continue;
    seen[value].shift = await moves("css");
    seen[value].again = await look();
    seen[value].late = await moves(".js");
  }
  return seen;
}

const answer = { bare: await tour(false), script: await tour(true), defaults: [] };
for (const path of job.defaults) {
  await tab.goto(server.url(path));
  answer.defaults.push((await look()).shown);
}
await tab.goto(page);
await tab.focus("[data-wg-reading]");
await tab.keyboard.press("Enter");
await tab.focus("#wg-reading [name=ruby]:checked");
await tab.keyboard.press("ArrowUp");
answer.panel = await look();
await tab.emulateMediaType("print");
answer.print = await look();
await tab.emulateMediaType("screen");
await tab.focus("#wg-reading [type=reset]");
await tab.keyboard.press("Enter");
answer.reset = await look();
await browser.close();
server.close();
process.stdout.write(JSON.stringify(answer));
"""


def ruby(word: str) -> str:
    reading, grade, is_first, is_written = WORDS[word]
    more = f' data-g="{grade}"' + " data-first" * is_first + " data-by" * is_written
    return f"<ruby{more}>{word}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small ward: the page as its editor left it, and one for each default that a page may set."""
    needs("Chromium", bool(CHROME), "apt-get install chromium fonts-morisawa-bizud-gothic")
    folder = tmp_path_factory.mktemp("furigana")
    write_site(folder, DEFAULT_SITE, FURIGANA)
    site = publish(folder / "config.yaml", folder / "output", folder / "cache")
    body = re.sub("|".join(WORDS), lambda found: ruby(found[0]), PLAIN)
    html = re.sub(
        r'(<div class="body">).*?(</div>)', rf"\1<p>{body}</p>\2", site.text("furigana/index.html"), flags=re.S
    )
    for number, default in enumerate(["", *DEFAULTS]):
        file = site.folder / (f"default-{number}" if default else "furigana") / "index.html"
        file.parent.mkdir(exist_ok=True)
        file.with_name("index.txt").touch()
        file.write_text(re.sub("<html[^>]*>", f'<html lang="ja" {default}>', html), encoding="utf-8")
    return site.folder


@pytest.fixture(scope="module")
def seen(ward: Path) -> dict[str, Any]:
    """What a reader met who went through every state."""
    defaults = [f"/default-{number}/" for number in range(1, len(DEFAULTS) + 1)]
    job = {"chrome": CHROME, "root": str(ward), "defaults": defaults, "words": list(WORDS)}
    done = node("--input-type=module", "-e", SCRIPT, said=json.dumps(job))
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("way", ["bare", "script"])
def test_the_keyboard_reaches_every_state(seen: dict[str, Any], way: str) -> None:
    assert {value: one["shown"] for value, one in seen[way].items()} == SHOWN
    assert {value: one["checked"] for value, one in seen[way].items()} == {value: value for value in SHOWN}


@pytest.mark.parametrize("way", ["bare", "script"])
def test_copies_are_clean_and_words_are_found_in_every_state(seen: dict[str, Any], way: str) -> None:
    assert {one["copied"] for one in seen[way].values()} == {PLAIN}
    assert all(one["found"] for one in seen[way].values())


def test_a_choice_is_remembered(seen: dict[str, Any]) -> None:
    again = {value: one["again"] for value, one in seen["script"].items()}
    assert {value: one["shown"] for value, one in again.items()} == SHOWN
    assert all(one["checked"] == one["kept"] == value for value, one in again.items())


def test_nothing_moves_below_and_nothing_while_the_page_loads(seen: dict[str, Any]) -> None:
    assert len({one["room"] for one in seen["script"].values()}) == 1
    assert {value: one["shift"] for value, one in seen["script"].items()} == dict.fromkeys(SHOWN, 0)
    # After the first paint a script can only move words within the room that is kept; web.dev/cls calls 0.1 good.
    assert max(one["late"] for one in seen["script"].values()) < 0.1


def test_a_page_may_set_what_is_shown_at_first(seen: dict[str, Any]) -> None:
    assert dict(zip(DEFAULTS, seen["defaults"], strict=True)) == DEFAULTS


def test_the_reading_aids_and_the_page_are_in_step(seen: dict[str, Any]) -> None:
    assert [seen["panel"][key] for key in ("checked", "kept", "shown")] == ["all", "all", SHOWN["all"]]
    assert [seen["reset"][key] for key in ("checked", "kept", "shown")] == ["", "", SHOWN[""]]


def test_paper_has_what_the_reader_chose_and_no_buttons(seen: dict[str, Any]) -> None:
    assert seen["print"]["shown"] == SHOWN["all"]
    assert not seen["print"]["buttons"]


def test_japanese_pages_offer_the_choice(ward: Path) -> None:
    assert 'class="ruby-choice"' in (ward / "furigana/index.html").read_text(encoding="utf-8")


def test_the_choice_is_sound_for_every_eye_window_and_key(ward: Path) -> None:
    everything = "/default-7/"
    checks = "axe network keyboard reading targets reflow forced noscript shift print".split()
    seen = look(
        ward, [(check, everything) for check in checks], name="見本区", modes=["light", "dark", "black", "large-narrow"]
    )
    assert not seen.problems, "\n".join(seen.lines())
