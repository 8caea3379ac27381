"""config.yaml becomes a Config, all mistakes at once with their lines."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from wardgen.load.brand import read_brand
from wardgen.load.files import read_source
from wardgen.load.schema import Field, Record, read_fields
from wardgen.load.values import (
    Anything,
    Choice,
    Colour,
    Date,
    Language,
    Mail,
    Many,
    Reader,
    Text,
    TextMap,
    is_web_address,
)
from wardgen.load.yamltree import Mapping, Scalar, parse_yaml
from wardgen.model.config import PRESETS, Config, LintConfig
from wardgen.model.diagnostic import Refused, diagnostic
from wardgen.model.source import Span

LEVELS = ("error", "warning", "review", "off")

_COLOURS = Record((Field("main", Colour()), Field("accent", Colour())), dict)
BRAND = Record((Field("logo", Text()), Field("colours", _COLOURS)), dict)

FIELDS = (
    Field("name", Text(), True),
    Field("url", Text(), True),
    Field("language", Language()),
    Field("content", Text()),
    Field("theme", Text()),
    Field("output", Text()),
    Field("now", Date(time=True)),
    Field("notice", Text()),
    Field("readings", Choice(("strict", "balanced"))),
    Field("feedback", Mail()),
    Field("enquiries", Text()),
    Field("brand", BRAND),
    Field("lint", Anything()),
    Field("outputs", Many(Text(), single=True)),
)
LINT_FIELDS = (
    Field("preset", Choice(PRESETS)),
    Field("fail_on", Choice(("error", "warning"))),
    Field("baseline", Text()),
    Field("paths", Anything()),
)


def load_config(path: Path) -> Config:
    """Read a config file; raises Refused with every mistake in it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        rule = "config-missing" if isinstance(error, FileNotFoundError) else "file-unreadable"
        raise Refused([diagnostic(rule, str(path), detail=error.strerror or "")]) from None
    shown = path.name
    source, found = read_source(data, shown)
    found = [f for f in found if f.rule != "file-line-breaks"]
    if source is None:
        raise Refused(found)
    node, problems = parse_yaml(source.text, shown, 1 if source.text.startswith("\ufeff") else 0)
    found += problems
    if not isinstance(node, Mapping):
        raise Refused(found or [diagnostic("value-type", shown, Span(0, 0), key=shown, wanted="mapping")])
    reader = Reader(shown, found)
    values, spans, _ = read_fields(node, FIELDS, reader)
    lint = next((value for key, value in node.items if key.text == "lint"), None)
    if isinstance(lint, Mapping):
        values["lint"] = _lint(lint, reader)
    else:
        values.pop("lint", None)
    if "url" in values:
        values["url"] = values["url"].rstrip("/")
        if not _is_base(values["url"]):
            reader.report("config-url", spans["url"], value=values["url"])
    root = path.parent.resolve()
    for key, default in (("content", "content"), ("theme", "")):
        folder = values.get(key, default)
        # Path.is_dir() raises where a name is too long for the file system.
        if folder and not os.path.isdir(root / folder):  # noqa: PTH112
            reader.report("config-folder", spans.get(key, Span(0, 0)), key=key, value=folder)
    if "brand" in values:
        values["brand"] = read_brand(node, values["brand"], reader, root)
    if reader.found:
        raise Refused(reader.found)
    config = Config(root=str(root), path=shown, **values)
    check_output(config, root / config.output, shown, spans.get("output", Span(0, 0)))
    return config


def _is_base(url: str) -> bool:
    """Whether a site may stand at this address."""
    try:
        parts = urlsplit(url)
        has_place = bool(parts.hostname) and (parts.port is None or parts.port > 0) and parts.username is None
    except ValueError:
        return False
    return is_web_address(url) and has_place and not parts.query and not parts.fragment


def check_output(config: Config, output: Path, where: str, span: Span | None = None) -> None:
    """Refuse an output folder that holds sources or lies among them: a publish replaces the folder whole."""
    root, place = Path(config.root), output.resolve()
    sources = [(root / folder).resolve() for folder in (config.content, config.theme) if folder]
    if root.is_relative_to(place) or any(s.is_relative_to(place) or place.is_relative_to(s) for s in sources):
        raise Refused([diagnostic("config-output", where, span, value=output if span is None else config.output)])


def _lint(node: Mapping, reader: Reader) -> LintConfig:
    values, _, _ = read_fields(node, LINT_FIELDS, reader, prefix="lint")
    paths = next((value for key, value in node.items if key.text == "paths"), None)
    values.pop("paths", None)
    rows = []
    if isinstance(paths, Mapping):
        for glob, rules in paths.items:
            levels = TextMap().read(rules, reader, f"lint.paths.{glob.text}")
            for name, level in rules.items if isinstance(rules, Mapping) else ():
                if isinstance(level, Scalar):
                    Choice(LEVELS).read(level, reader, f"lint.paths.{glob.text}.{name.text}")
            if isinstance(levels, dict):
                rows.append((glob.text, tuple(levels.items())))
    return LintConfig(paths=tuple(rows), **values)
