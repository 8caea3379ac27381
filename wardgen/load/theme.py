"""A theme folder becomes a Theme: templates, static files and words read once."""

from __future__ import annotations

from pathlib import Path

from wardgen.load.files import digest, read_bytes, walk
from wardgen.load.values import Reader, TextMap
from wardgen.load.yamltree import Mapping, Scalar, parse_yaml
from wardgen.model.config import Config
from wardgen.model.diagnostic import Refused, diagnostic
from wardgen.model.theme import Theme

_SHIPPED = Path(__file__).resolve().parent.parent.parent / "theme"
_INSTALLED = Path(__file__).resolve().parent.parent / "theme"
"""In a checkout the theme stands beside the package; an installed package carries it inside."""
SHIPPED_FLYERS = (_SHIPPED / "flyer", _INSTALLED / "flyer")
"""What is laid under a theme's own flyer/."""


def theme_folder(config: Config) -> Path:
    """The folder of the site's theme: its own, else the one that ships."""
    if config.theme:
        return Path(config.root) / config.theme
    return _SHIPPED if _SHIPPED.is_dir() else _INSTALLED


def load_theme(folder: Path) -> Theme:
    """Read a theme folder; raises Refused where its words cannot be read."""
    shown = folder.name
    files, found = walk(folder, shown)
    templates: dict[str, str] = {}
    static: dict[str, bytes] = {}
    words: dict[str, dict[str, str]] = {}
    flyer = _shipped_flyers(folder)
    for file in files:
        kind, _, name = file.path.partition("/")
        data = read_bytes(folder / file.path, f"{shown}/{file.path}")
        try:
            if kind == "templates":
                templates[name] = data.decode("utf-8")
            elif kind == "flyer":
                flyer[name] = data.decode("utf-8")
            elif kind == "static":
                static[name] = data
            elif kind == "words" and name.endswith(".yaml"):
                reader = Reader(f"{shown}/{file.path}")
                node, problems = parse_yaml(data.decode("utf-8"), reader.path)
                read = TextMap().read(node, reader, name) if isinstance(node, Mapping) else None
                found += problems + reader.found
                # As written: a list's comma in English ends in a space.
                pairs = node.items if isinstance(node, Mapping) and isinstance(read, dict) else ()
                words[name.removesuffix(".yaml")] = {k.text: v.text for k, v in pairs if isinstance(v, Scalar)}
        except UnicodeDecodeError:
            found.append(diagnostic("file-encoding", f"{shown}/{file.path}", guess="?"))
    if "ja" not in words:
        found.append(diagnostic("theme-words", f"{shown}/words/ja.yaml"))
    if found:
        raise Refused(found)
    return Theme(
        path=shown,
        templates=templates,
        static=static,
        words=words,
        templates_digest=_digest(templates),
        words_digest=_digest(words),
        static_digest=_digest({name: digest(data) for name, data in static.items()}),
        flyer=flyer,
    )


def _shipped_flyers(folder: Path) -> dict[str, str]:
    """What a theme's own flyer/ is laid over: a designer changes one file and keeps the rest."""
    shipped = _SHIPPED if _SHIPPED.is_dir() else _INSTALLED
    if folder.resolve() == shipped.resolve() or not (shipped / "flyer").is_dir():
        return {}
    return {file.name: file.read_text(encoding="utf-8") for file in sorted((shipped / "flyer").iterdir())}


def _digest(values: object) -> str:
    return digest(repr(sorted(values.items()) if isinstance(values, dict) else values).encode())
