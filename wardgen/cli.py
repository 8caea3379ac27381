"""The commands: words in, exit code out. The only place that prints and exits.

Exit codes: 0 done and clean, 1 findings at or above the failing level, 2 could not run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from wardgen import __version__
from wardgen.build.changes import is_due, next_change
from wardgen.build.engine import Options, Result, build, read_site, stops
from wardgen.build.gather import Clock
from wardgen.build.pool import default_jobs
from wardgen.japanese.dates import DateError, parse_instant
from wardgen.lint.baseline import write_baseline
from wardgen.lint.explain import explain_text
from wardgen.lint.fix import fixed_text
from wardgen.lint.reports import FORMATS
from wardgen.lint.reports.located import Located, locate
from wardgen.lint.reports.text import as_text, summary
from wardgen.lint.rules import find_rule
from wardgen.load.config import PRESETS, load_config
from wardgen.model.config import Config, clock
from wardgen.model.diagnostic import Diagnostic, Level, Refused
from wardgen.model.page import TOKYO, begins
from wardgen.words import LANGUAGES, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or LANG=C must not stop a message in Japanese.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    asked = parser.parse_args(arguments)
    if not hasattr(asked, "run"):
        parser.print_help(sys.stderr)
        return 2
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except Refused as refused:
        config = Path(getattr(asked, "config", "config.yaml"))
        _print_findings(refused.found, asked, config.parent)
        _tell(say(asked.lang, "stopped_refused"))
        return 2
    except KeyboardInterrupt:
        return 2
    except BrokenPipeError:
        # The reader of a pipe (`| head`) had enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    named = (os.environ.get("WARDGEN_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "").lower()
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, default="en" if named.startswith("en") else "ja")
    common.add_argument("--no-color", action="store_true")
    site = argparse.ArgumentParser(add_help=False, parents=[common])
    site.add_argument("--config", default="config.yaml", metavar="FILE")
    site.add_argument("--now", metavar="DATE", help="build as on this day (ISO or 和暦)")
    site.add_argument("--jobs", type=int, default=0, metavar="N")
    site.add_argument("--cache", metavar="DIR", help="where the cache lives (default: .wardgen beside the config)")
    parser = argparse.ArgumentParser(prog="wardgen", description="A ward's Markdown pages become a checked, accessible site.")
    parser.add_argument("--version", action="version", version=f"wardgen {__version__}")
    commands = parser.add_subparsers(title="commands")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str, example: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, epilog=f"example: {example}", parents=list(parents))
        made.set_defaults(run=run)
        return made

    build_ = command("build", _build, "lint, render and publish", "wardgen build --now 2026-04-01", site)
    build_.add_argument("--output", metavar="DIR")
    build_.add_argument("--baseline", metavar="FILE")
    build_.add_argument("--strict", action="store_true", help="warnings stop the publish too")
    build_.add_argument("--explain", action="store_true", help="say why each file was made again")
    build_.add_argument("--timing", action="store_true", help="seconds by stage, as JSON on standard output")
    for name, fixing in (("lint", False), ("fix", True)):
        lint = command(name, _lint, "check the content without building" if not fixing else "lint and apply safe fixes", f"wardgen {name} content/todokede", site)
        lint.add_argument("paths", nargs="*", metavar="PATH")
        lint.add_argument("--format", choices=["text", *FORMATS], default="text")
        lint.add_argument("--preset", choices=PRESETS)
        lint.add_argument("--level", choices=[str(level) for level in Level])
        lint.add_argument("--fix", action="store_true", default=fixing)
        lint.add_argument("--unsafe-fixes", action="store_true")
        lint.add_argument("--diff", action="store_true", help="show what --fix would change, change nothing")
        lint.add_argument("--baseline", metavar="FILE")
        lint.add_argument("--write-baseline", metavar="FILE")
        lint.add_argument("--fail-on", choices=["error", "warning"])
    explain = command("explain", _explain, "show a rule's page", "wardgen explain image-without-alt", common)
    explain.add_argument("rule", metavar="RULE")
    next_ = command("next-change", _next_change, "when the site next changes by itself", "wardgen next-change", site)
    next_.add_argument("--since", metavar="INSTANT")
    next_.add_argument("--due", action="store_true", help="exit 0 if something changed since INSTANT, else 1")
    diff = command("diff", _diff, "what a new build changes for residents", "wardgen diff old/ output/", common)
    diff.add_argument("old", metavar="OLD", type=Path)
    diff.add_argument("new", metavar="NEW", type=Path)
    diff.add_argument("--format", choices=["text", "json"], default="text")
    links = command("check-links", _check_links, "ask other sites whether our links to them still work", "wardgen check-links", site)
    links.add_argument("--timeout", type=float, default=10.0, metavar="SECONDS")
    return parser


# -- commands ------------------------------------------------------------------------------------------------------------


def _build(asked: argparse.Namespace) -> int:
    config = load_config(Path(asked.config))
    options = _options(asked, config)
    result = build(config, options)
    _print_findings(result.found, asked, Path(config.root))
    if asked.explain:
        for path, reasons in result.explained:
            _tell(say(asked.lang, "because", path=path, reason=", ".join(reasons)))
    if asked.timing:
        _print_timing(result)
    _tell(summary(_locate(result.found, Path(config.root)), asked.lang))
    if result.published is None:
        _tell(say(asked.lang, "stopped"))
        return 1
    for name, cost in result.clock.stages.items():
        if ":" not in name:
            _tell(say(asked.lang, "seconds", name=name, wall=f"{cost['wall']:.2f}", cpu=f"{cost['cpu']:.2f}"))
    if result.published.foreign:
        _tell(say(asked.lang, "foreign_kept", n=len(result.published.foreign)))
    if not result.published.swapped:
        _tell(say(asked.lang, "unchanged"))
    written, removed = len(result.published.written), len(result.published.removed)
    _tell(say(asked.lang, "built", pages=result.pages, written=written, removed=removed, output=options.output))
    return 0


def _print_timing(result: Result) -> None:
    counts = {str(level): sum(1 for one in result.found if one.level is level) for level in Level}
    stages = {name: {k: round(v, 4) for k, v in cost.items()} for name, cost in result.clock.stages.items()}
    published = result.published
    whole = {
        "pages": result.pages,
        "written": len(published.written) if published else 0,
        "removed": len(published.removed) if published else 0,
        "findings": counts,
        "stages": stages,
    }
    _say(json.dumps(whole, ensure_ascii=False))


def _lint(asked: argparse.Namespace) -> int:
    config = load_config(Path(asked.config))
    options = _options(asked, config)
    found = _lint_once(config, options, asked)
    if asked.fix or asked.unsafe_fixes or asked.diff:
        found = _fix(found, config, options, asked)
    if asked.write_baseline:
        Path(asked.write_baseline).write_text(write_baseline(found), encoding="utf-8")
        _tell(say(asked.lang, "baseline_written", path=asked.write_baseline, n=len(found)))
        return 0
    root = Path(config.root)
    if asked.format == "text":
        _print_findings(found, asked, root)
    else:
        level = Level(asked.level) if asked.level else Level.REVIEW
        limit = list(Level).index(level)
        sys.stdout.write(FORMATS[asked.format](_locate([f for f in found if list(Level).index(f.level) <= limit], root), asked.lang))
    _tell(summary(_locate(found, root), asked.lang))
    fail_on = asked.fail_on or config.lint.fail_on
    return 1 if stops(found, is_strict=fail_on == "warning") else 0


def _lint_once(config: Config, options: Options, asked: argparse.Namespace) -> list[Diagnostic]:
    gathered, cache = read_site(config, options, Clock())
    cache.save()
    cache.close()
    if not asked.paths:
        return gathered.found
    root = Path(config.root)
    wanted = [_inside(Path(path), root) for path in asked.paths]
    missing = [path for path in asked.paths if not Path(path).exists()]
    if missing:
        from wardgen.model.diagnostic import diagnostic

        raise Refused([diagnostic("file-unreadable", path, detail="") for path in missing])
    return [f for f in gathered.found if any(f.path == w or f.path.startswith(f"{w}/") or w == "." for w in wanted)]


def _inside(path: Path, root: Path) -> str:
    resolved = path.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else path.as_posix()


def _fix(found: list[Diagnostic], config: Config, options: Options, asked: argparse.Namespace) -> list[Diagnostic]:
    """Apply fixes until nothing changes; what is left is returned."""
    files: set[str] = set()
    total = 0
    for _ in range(10):
        changed = 0
        for path in sorted({one.path for one in found if one.fix is not None}):
            file = Path(config.root) / path
            text = file.read_bytes().decode("utf-8")
            new, count = fixed_text(text, [f for f in found if f.path == path], unsafe=asked.unsafe_fixes)
            if new == text:
                continue
            if asked.diff:
                _print_diff(path, text, new)
            else:
                part = file.with_name(f".{file.name}.part")
                part.write_bytes(new.encode("utf-8"))
                part.replace(file)
            changed += count
            files.add(path)
        total += changed
        if not changed or asked.diff:
            break
        found = _lint_once(config, options, asked)
    _tell(say(asked.lang, "fixed", n=total, files=len(files)))
    return found


def _print_diff(path: str, old: str, new: str) -> None:
    import difflib

    sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), f"a/{path}", f"b/{path}"))


def _explain(asked: argparse.Namespace) -> int:
    rule = find_rule(asked.rule)
    if rule is None:
        _tell(say(asked.lang, "unknown_rule", name=asked.rule))
        return 2
    _say(explain_text(rule, asked.lang))
    return 0


def _next_change(asked: argparse.Namespace) -> int:
    config = load_config(Path(asked.config))
    options = _options(asked, config)
    gathered, cache = read_site(config, options, Clock())
    cache.save()
    cache.close()
    if asked.due:
        since = _instant(asked.since, asked.lang) if asked.since else options.now
        return 0 if is_due(gathered.site, since, options.now) else 1
    rows = next_change(gathered.site, _instant(asked.since, asked.lang) if asked.since else options.now)
    if rows:
        _say(rows[0].at.isoformat())
    else:
        _tell(say(asked.lang, "next_change_none"))
    for row in rows:
        _tell(f"{row.kind}: {row.what}")
    return 0


def _diff(asked: argparse.Namespace) -> int:
    from wardgen.build.compare import compare, compare_json, compare_text

    changes = compare(asked.old, asked.new)
    _say(compare_json(changes) if asked.format == "json" else compare_text(changes, asked.lang))
    return 0


def _check_links(asked: argparse.Namespace) -> int:
    from wardgen.build.outside import check_links, links_out

    config = load_config(Path(asked.config))
    gathered, cache = read_site(config, _options(asked, config), Clock())
    cache.save()
    cache.close()
    links = links_out(gathered.site)
    dead = 0
    for link in check_links(links, asked.timeout):
        dead += 1
        _say(say(asked.lang, "link_dead", url=link.url, status=link.status, page="、".join(link.pages)))
    _tell(say(asked.lang, "links_ok", n=len(links) - dead))
    return 1 if dead else 0


# -- shared ---------------------------------------------------------------------------------------------------------------


def _options(asked: argparse.Namespace, config: Config) -> Options:
    asked_now = _instant(asked.now, asked.lang) if asked.now else None
    now = clock(config, asked_now, dt.datetime.now(TOKYO))
    return Options(
        now=now,
        output=Path(getattr(asked, "output", None) or Path(config.root) / config.output),
        jobs=asked.jobs or default_jobs(),
        baseline=Path(asked.baseline) if getattr(asked, "baseline", None) else None,
        is_strict=getattr(asked, "strict", False),
        cache=Path(asked.cache) if asked.cache else None,
    )


def _instant(text: str, lang: str) -> dt.datetime:
    try:
        return begins(parse_instant(text))
    except DateError:
        raise SystemExit(_usage(say(lang, "usage_now", value=text))) from None


def _usage(text: str) -> int:
    _tell(text)
    return 2


def _locate(found: Sequence[Diagnostic], root: Path) -> list[Located]:
    def read(path: str) -> str | None:
        try:
            return (root / path).read_bytes().decode("utf-8", "replace")
        except OSError:
            return None

    return locate(found, read)


def _print_findings(found: Sequence[Diagnostic], asked: argparse.Namespace, root: Path) -> None:
    level = Level(asked.level) if getattr(asked, "level", None) else None
    colour = sys.stderr.isatty() and not asked.no_color and not os.environ.get("NO_COLOR")
    text = as_text(_locate(found, root), asked.lang, colour=colour, level=level)
    if text:
        _tell(text.rstrip("\n") + "\n")


def _say(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
