"""A Theme becomes a renderer: Jinja2 with autoescape, undefined names as errors, and the few functions templates need."""

from __future__ import annotations

import datetime as dt
import re
import traceback
from collections.abc import Iterable, Mapping
from email.utils import format_datetime
from types import CodeType
from typing import Any

import jinja2
from markupsafe import Markup

from wardgen.japanese.dates import say_day, say_era, say_hours, say_instant, say_span
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic, Refused, diagnostic
from wardgen.model.page import begins
from wardgen.model.source import Span, offset_of
from wardgen.model.theme import Theme
from wardgen.render.fill import contact_html, dialled, file_note, posted
from wardgen.render.links import relative

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)
"""Content Security Policy of every page (CSP level 3): nothing from elsewhere, nothing inline; the search asks the site itself."""
NOT_FOUND = "/404.html"
"""The page that a server shows in the place of any other: its links start at the server's root."""
_MOST_COMPILED = 200
"""Templates that stay compiled: a few themes, however often a designer saves one."""


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates of this process, by name and text: to compile one takes ten times as long as to render it.

    Not of the cache on the disk: whoever can write code there could run it here.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code
        for oldest in list(self._kept)[:-_MOST_COMPILED]:
            del self._kept[oldest]


_COMPILED = _Compiled()


class Templates:
    """Renders templates of one theme for one config."""

    def __init__(self, theme: Theme, config: Config) -> None:
        self.theme = theme
        self._env = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._load),
            autoescape=lambda name: name is None or not name.endswith(".txt"),  # noqa: S701 - plain text has no markup
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self._config = config
        self.last: tuple[tuple[Any, ...], Any] = ((), (None, {}))
        """What was made last from which values: the layouts of one page are made from the same HTML."""
        self._env.filters |= {
            "day": say_instant,
            "era": say_era,
            "until": say_span,
            "hours": say_hours,
            "plain_day": say_day,
            "rfc822": _rfc822,
            "iso": _iso,
            "tel": dialled,
            "mail": posted,
        }

    def absolute(self, url: str) -> str:
        """The full address of a site URL."""
        return self._config.absolute(url)

    def _load(self, name: str) -> tuple[str, str, None] | None:
        text = self.theme.templates.get(name)
        return None if text is None else (text, f"{self.theme.path}/templates/{name}", None)

    def render(self, name: str, here: str, lang: str, context: Mapping[str, Any]) -> str:
        """Render a template for the page at `here`.

        Raises Refused where the template is wrong: a theme mistake is reported once, at the template.
        """
        words = self.theme.say(lang)
        base = self._config.base()

        def href(url: str) -> str:
            return base + url.lstrip("/") if here == NOT_FOUND else relative(here, url)

        def contact(department: Any) -> Markup:
            return Markup(contact_html(department, words, lang))  # noqa: S704 - built escaped

        try:
            return self._env.get_template(name).render(
                context,
                file_note=lambda asset: file_note(asset, words),
                w=words,
                lang=lang,
                here=here,
                href=href,
                contact=contact,
                csp=CSP,
                ja="" if lang.startswith("ja") else Markup(' lang="ja"'),
                absolute=self._config.absolute,
            )
        except jinja2.TemplateError as error:
            raise Refused([self._problem(name, error)]) from error
        except (TypeError, ValueError, AttributeError, KeyError, ZeroDivisionError) as error:
            if not any(
                f.filename.startswith(f"{self.theme.path}/templates/")
                for f in traceback.extract_tb(error.__traceback__)
            ):
                raise
            raise Refused([self._problem(name, error)]) from error

    def _problem(self, name: str, error: Exception) -> Diagnostic:
        line, path = 1, f"{self.theme.path}/templates/{name}"
        if isinstance(error, jinja2.TemplateSyntaxError):
            line, path = error.lineno, f"{self.theme.path}/templates/{error.name or name}"
        else:
            # Also for a missing include: the frame of the template that asked for it tells the line.
            for frame in traceback.extract_tb(error.__traceback__):
                if frame.filename.startswith(f"{self.theme.path}/templates/"):
                    line, path = frame.lineno or 1, frame.filename
        text = self.theme.templates.get(path.removeprefix(f"{self.theme.path}/templates/"), "")
        at = offset_of(text, line)
        return diagnostic("template-broken", path, Span(at, at), detail=str(error) or type(error).__name__, line=line)


_REACHES = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\s+(?:(["'])(?P<name>[^"']+)\1\s*+(?![+~|(\[.]|(?:if|or|and)\b))?"""
)


def reached_templates(templates: Mapping[str, str], names: Iterable[str]) -> list[str] | None:
    """Templates with all that they extend, include and import, in the order of their names; None where a name is computed."""
    found, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for one in _REACHES.finditer(templates.get(name, "")):
            if one["name"] is None:
                return None
            waiting.append(one["name"])
    return sorted(found)


def _rfc822(at: dt.date | dt.datetime) -> str:
    return format_datetime(begins(at))


def _iso(at: dt.date | dt.datetime) -> str:
    return begins(at).isoformat()
