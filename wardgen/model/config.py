"""What config.yaml states."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from wardgen.model.page import Instant

WORK = ".wardgen"
"""Folder beside config.yaml for what may be deleted at any time."""
PRESETS = ("jis-a", "jis-aa", "michecker", "strict")
"""How strictly to lint, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintConfig:
    """How strictly to lint: preset, failing level, baseline file, per-path levels."""

    preset: str = "jis-aa"
    fail_on: str = "error"
    baseline: str = ""
    paths: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """(glob over paths, ((rule, level or `off`), …)) in the order written; the last match holds."""


MAIN = "#264af4"
"""Blue 700 of デジタル庁デザインシステム (MIT): 6.0 on white."""
ACCENT = "#118bee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A logo as published. `width` and `height`: CSS pixels at which it is shown, so that nothing moves when it comes."""

    url: str
    width: int
    height: int
    digest: str
    data: bytes = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What makes a site one ward's: its logo (path relative to the config file) and two colours (`#rrggbb`)."""

    logo: str = ""
    image: Logo | None = None
    main: str = MAIN
    """Headings, buttons and links: text."""
    accent: str = ACCENT
    """Lines and marks beside text, never text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every option of a site, with defaults."""

    root: str
    """The folder of config.yaml, absolute: paths in it start here."""
    path: str = "config.yaml"
    name: str = ""
    url: str = ""
    """Address of the site's root, no `/` at the end; may have a path (`https://example.jp/ward`)."""
    language: str = "ja"
    content: str = "content"
    theme: str = ""
    output: str = "output"
    now: Instant | None = None
    notice: str = ""
    """One sentence shown on every page, for example that a site is a sample."""
    readings: str = "strict"
    feedback: str = ""
    """Mail address for words about a page whose department has none."""
    enquiries: str = ""
    """The department to ask where nobody knows which one."""
    brand: Brand = Brand()
    lint: LintConfig = LintConfig()
    outputs: tuple[str, ...] = ()
    """Names of the outputs to write; empty = all."""

    def wants(self, output: str) -> bool:
        """Whether the site is to have an output of that name."""
        return not self.outputs or output in self.outputs

    def base(self) -> str:
        """The path part of `url`, `/` at both ends: what a link from the server's root needs."""
        rest = self.url.split("://", 1)[-1]
        path = rest.split("/", 1)[1] if "/" in rest else ""
        return f"/{path.strip('/')}/" if path.strip("/") else "/"

    def absolute(self, url: str) -> str:
        """The full address of a site URL (`/a/b/`)."""
        return self.url.rstrip("/") + url


def clock(config: Config, asked: dt.datetime | None, real: dt.datetime) -> dt.datetime:
    """The time of the build: as asked, else as configured, else the real one."""
    from wardgen.model.page import begins

    return asked or (begins(config.now) if config.now else real)
