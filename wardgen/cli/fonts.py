"""`wardgen fonts`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from wardgen.cli.console import say_out, tell
from wardgen.load.fonts import FOLDER, find_font, install_font
from wardgen.words import say

INSTALL = {
    "linux": "apt-get install fonts-morisawa-bizud-gothic",
    "darwin": "brew install --cask font-biz-udgothic font-biz-udpgothic",
    "win32": "wardgen fonts --install",
}
"""System -> the line that puts the font there; Windows 10 and later bring it."""


def run(asked: argparse.Namespace) -> int:
    """Say where the font lies that card images are drawn with; with `--install` fetch it where there is none."""
    root = Path(asked.config).resolve().parent
    font = find_font(root)
    if font is None and asked.install:
        tell(say(asked.lang, "font_fetching", folder=FOLDER))
        trouble = install_font(root)
        if trouble:
            tell(say(asked.lang, "font_no_npm" if trouble == "npm" else "font_not_fetched", detail=trouble))
        font = find_font(root)
    if font is None:
        tell(say(asked.lang, "font_lacking", line=INSTALL.get(sys.platform, INSTALL["linux"])))
        return 1
    say_out(f"{font.name}\t{font.path}")
    return 0
