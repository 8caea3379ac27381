"""Findings become one HTML page to read and hand on: by file, with place, reason and what to do."""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import groupby

from wardgen.lint.reports.located import Located
from wardgen.model.body import UNFIT
from wardgen.model.diagnostic import Level
from wardgen.words import catalogue, entry, message

_STYLE = (
    "body{font:16px/1.75 sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1a1a1c;background:#fff}"
    "h2{border-bottom:1px solid #767676;margin-top:2.5rem;overflow-wrap:anywhere}li{margin:1.2rem 0}"
    "code{background:#f2f2f2;padding:.1em .3em;overflow-wrap:anywhere}pre{background:#f2f2f2;padding:.5rem;overflow:auto}"
    ".level{font-weight:bold}table{border-collapse:collapse}td,th{border:1px solid #767676;padding:.2rem .8rem;text-align:left}"
)


def page(found: list[Located], lang: str) -> str:
    """A whole HTML document; it needs nothing beside itself."""
    words, levels = catalogue(lang)["report"], catalogue(lang)["levels"]
    counts = Counter(one.found.level for one in found)
    rows = "".join(f"<tr><th scope=row>{escape(levels[level])}</th><td>{counts[level]}</td></tr>" for level in Level)
    by_rule = Counter(one.found.rule for one in found).most_common()
    rules = "".join(
        f"<tr><th scope=row>{escape(entry(name, lang)['title'])} <code>{name}</code></th><td>{n}</td></tr>"
        for name, n in by_rule
    )
    files = "".join(
        f"<section><h2>{escape(path)}</h2><ol>{''.join(_item(one, lang) for one in many)}</ol></section>"
        for path, many in groupby(
            sorted(found, key=lambda o: (o.found.path, o.line, o.column)), key=lambda o: o.found.path
        )
    )
    body = (
        f"<h1>{escape(words['title'])}</h1><p>{escape(words['lead'])}</p>"
        f"<table><caption>{escape(words['counts'])}</caption>{rows}</table>"
    )
    body += (
        f"<table><caption>{escape(words['by_rule'])}</caption>{rules}</table>{files}"
        if found
        else f"<p>{escape(words['none'])}</p>"
    )
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(words["title"])}</title>'
    # Text of the files may hold anything; it is shown, never obeyed.
    return UNFIT.sub(
        "\ufffd",
        f'<!DOCTYPE html>\n<html lang="{lang}"><head>{head}<style>{_STYLE}</style></head><body>{body}</body></html>\n',
    )


def _item(one: Located, lang: str) -> str:
    words, told = catalogue(lang)["report"], entry(one.found.rule, lang)
    rule = one.rule
    numbers = "、".join(rule.wcag) if rule else ""
    line = f"<pre>{escape(one.text.strip()[:200])}</pre>" if one.text.strip() else ""
    return (
        f"<li><p><span class=level>{escape(catalogue(lang)['levels'][one.found.level])}</span> "
        f"{escape(words['place'].format(line=one.line, column=one.column))} {escape(message(one.found, lang))}</p>{line}"
        f"<p>{escape(words['why'])}{escape(told['why'])}<br>{escape(words['fix'])}{escape(told['fix'])}</p>"
        f"<p><code>{escape(one.found.rule)}</code>{escape(words['criteria'].format(numbers=numbers)) if numbers else ''}</p></li>"
    )
