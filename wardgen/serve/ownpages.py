"""Findings and rules become the preview's own pages of HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from wardgen.lint.explain import explain_text
from wardgen.lint.reports.located import Located
from wardgen.lint.rules import RULES
from wardgen.serve.boxes import HOME, Pen, count_levels, plain, write_boxes
from wardgen.serve.guard import in_address
from wardgen.serve.preview import Preview

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)


def whole_page(title: str, inner: str, pen: Pen) -> str:
    """A page of the preview."""
    return (
        f'<!DOCTYPE html>\n<html lang="{pen.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n</head>\n<body class="wg-preview-page">\n'
        f'<main id="wg-main" tabindex="-1">\n<h1>{title}</h1>\n{inner}</main>\n</body>\n</html>\n'
    )


def plain_page(key: str, pen: Pen) -> str:
    """A page that says one thing: `key` names its title, `key`_text its text."""
    home = f'<p><a href="/">{pen.say("serve_to_home")}</a></p>'
    return whole_page(pen.say(key), f"<p>{pen.say(key + '_text')}</p>\n{home}", pen)


def list_page(rows: Iterable[Located], preview: Preview, pen: Pen) -> str:
    """Every finding of the site, by file."""
    by_path: dict[str, list[Located]] = {}
    for one in rows:
        by_path.setdefault(one.found.path, []).append(one)
    parts = [f"<p>{count_levels((one for many in by_path.values() for one in many), pen)}</p>"]
    if not preview.verdict.number:
        parts.append(f"<p>{pen.say('serve_checking')}</p>")
    elif not by_path:
        parts.append(f"<p>{pen.say('found_none')}</p>")
    base = preview.edition.site.config.base().rstrip("/")
    for path, many in sorted(by_path.items()):
        url = preview.edition.url_of(path)
        name = f"<code>{plain(path)}</code>"
        name = f'<a href="{plain(in_address(base + url))}">{name}</a>' if url else name
        parts.append(f"<section><h2>{name}</h2>{write_boxes(many, pen)}</section>")
    parts.append(f'<p><a href="/">{pen.say("serve_to_home")}</a></p>')
    return whole_page(pen.say("serve_list"), "\n".join(parts), pen)


def rule_page(name: str, pen: Pen) -> str:
    """What a rule asks and why; '' where there is no rule of this name."""
    rule = RULES.get(name)
    if rule is None:
        return ""
    text = f"<pre>{plain(explain_text(rule, pen.lang))}</pre>"
    return whole_page(plain(rule.name), f'{text}\n<p><a href="{HOME}">{pen.say("serve_list")}</a></p>', pen)
