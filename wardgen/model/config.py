"""What config.yaml states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from wardgen.model.page import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class LintConfig:
    """How strictly to lint: preset, failing level, baseline file, per-path levels."""

    preset: str = "jis-aa"
    fail_on: str = "error"
    baseline: str = ""
    paths: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """(glob over paths, ((rule, level or `off`), …)) in the order written; the last match holds."""


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
    brand: Mapping[str, object] = field(default_factory=dict)
    lint: LintConfig = LintConfig()
    outputs: tuple[str, ...] = ()
    """Names of the outputs to write; empty = all."""

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
