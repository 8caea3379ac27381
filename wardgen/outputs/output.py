"""An output is a value: a name, what it is made for, which facets it may see, where it goes, and a pure function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from wardgen.model.archive import Archive
from wardgen.model.body import Body
from wardgen.model.flyer import Sheet
from wardgen.render.alerts import render_slot, with_slot
from wardgen.render.fill import fill
from wardgen.render.furigana import Reader, add_ruby, shown_furigana
from wardgen.render.templates import Templates
from wardgen.render.together import brought_together


@dataclass(frozen=True, slots=True)
class View:
    """All that a render function receives: the facets that its output declared, and the templates."""

    here: str
    lang: str
    facets: Mapping[str, Any]
    templates: Templates
    body: Body | None = None
    bodies: tuple[Body, ...] = ()
    ruby: Callable[[str, Reader], str] = add_ruby
    only: tuple[str, ...] = ()
    """The templates that its output declared; none = any."""

    def __getitem__(self, name: str) -> Any:
        return self.facets[name]

    def page(self, template: str, **more: Any) -> str:
        """Render a template with the declared facets and `more`; HTML in Japanese with furigana, given the facet `voice`.

        The facet `choir` is the voice of several pages on one.
        """
        if self.only and template not in self.only:
            # As with a facet: what is not declared would go stale some day.
            raise KeyError(template)
        known = {name: value for name, value in self.facets.items() if name != ALERTS}
        voice = known.get("voice", known.get("choir"))
        if not template.endswith(".html") or not self.lang.startswith("ja") or voice is None:
            return self._with_slot(self.templates.render(template, self.here, self.lang, {**known, **more}))
        shown = shown_furigana(known.get("page"), self.lang)
        made = self.templates.render(template, self.here, self.lang, {**known, "ruby": shown, **more})
        return self.ruby(self._with_slot(made), voice)

    def _with_slot(self, html: str) -> str:
        """A page with what is urgent now; no template knows it, so that nothing but the slot can change with it."""
        if ALERTS not in self.facets:
            return html
        return with_slot(html, render_slot(self.templates, self.here, self.lang, self.facets[ALERTS]))

    def body_html(self, full: str = "") -> Markup:
        """The body with its refs filled; needs the facets `refs` and `targets`."""
        if self.body is None:
            return Markup()
        words = self.templates.theme.say(self.lang)
        html = fill(self.body.html, self["refs"], self["targets"], self.here, self.lang, words, full=full)
        return Markup(html)  # noqa: S704 - cleaned by nh3, filled with escaped values

    def bodies_html(self) -> list[Markup]:
        """The bodies of several pages for one, filled; the links between them stay on it. Needs the facet `volume`."""
        words, parts = self.templates.theme.say(self.lang), self["volume"]
        together = {part.row.url: part.prefix for part in parts}
        found = []
        for part, body in zip(parts, self.bodies, strict=True):
            html = brought_together(body.html, part.prefix, 1 if part.number else 0)
            filled = fill(
                html, part.refs, part.targets, self.here, self.lang, words, prefix=part.prefix, together=together
            )
            found.append(Markup(filled))  # noqa: S704 - as above
        return found


ALERTS = "alerts"
"""The facet of what is urgent now, which fills the slot of a page."""
BODIES = ("body", "bodies")
"""What an output may use besides facets."""


@dataclass(frozen=True, slots=True)
class Output:
    """One format.

    `scope` names the list of subjects (build/scopes.py). `uses`: facets, by name; `body` gives the Body, `bodies` those of
    the subject's parts.
    `path`: the subject's URL -> the published path. `needs`: the template without which the output is not made; a
    theme may bring the finished file of that name in static/ instead.
    """

    name: str
    scope: str
    uses: tuple[str, ...]
    path: Callable[[str], str]
    render: Callable[[View], str | bytes | Sheet | Archive]
    needs: str = ""
    is_look: bool = False
    """Whether every page needs it to look right: made whichever formats the config names."""
    templates: tuple[str, ...] = ()
    """The only templates that it renders (with what those extend, include and import); none = it may render any."""
    is_alarm: bool = False
    """Whether it tells more of what is urgent than a slot holds."""

    @property
    def has_slot(self) -> bool:
        """Whether its files change in nothing but the slot when something becomes urgent."""
        return ALERTS in self.uses and not self.is_alarm

    def facets(self) -> tuple[str, ...]:
        """The names of the facets that it uses."""
        return tuple(name for name in self.uses if name not in BODIES)


def index_html(url: str) -> str:
    """`/a/b/` -> `a/b/index.html`."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")


def page_url(path: str) -> str:
    """`a/b/index.html` -> `/a/b/`."""
    return f"/{path.removesuffix('index.html')}"
