"""A config and a theme become the outputs that a site asks for."""

from __future__ import annotations

from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic, diagnostic
from wardgen.model.theme import Theme
from wardgen.outputs import OUTPUTS
from wardgen.outputs.output import Output


def wanted_outputs(config: Config, theme: Theme | None = None) -> tuple[list[Output], list[Diagnostic]]:
    """The outputs that a site asks for, and the names among them that mean none; `theme` leaves out what it lacks."""
    names = [output.name for output in OUTPUTS]
    found = [
        diagnostic("value-unknown", config.path, None, key="outputs", value=name, options="・".join(names))
        for name in config.outputs
        if name not in names
    ]
    asked = [o for o in OUTPUTS if o.is_look or config.wants(o.name)]
    return [output for output in asked if has_template(output, theme)], found


def has_template(output: Output, theme: Theme | None) -> bool:
    """Whether a theme has what an output is made from; a finished file of the same name takes its place."""
    if theme is None or not output.needs:
        return True
    return output.needs in theme.templates and output.needs not in theme.static
