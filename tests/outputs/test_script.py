"""Scripts reach residents short, and do what they did."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, ROOT, build_site, write_site
from wardgen.outputs.script import shorten

CASES = [
    (b"// one\nlet a = 1; /* two */ let b = `  // c  `;\n", b"let a=1;let b=`  // c  `;\n"),
    (b"/*! MIT */\nx = y / 2; // z\n", b"/*! MIT */x=y/2;\n"),
    (b'a = "// no"; b = /\\/\\*/g.test(c);\n', b'a="// no";b=/\\/\\*/g.test(c);\n'),
    (b"\xff // ", b"\xff // "),
]


@pytest.mark.parametrize(("script", "short"), CASES)
def test_only_comments_and_spaces_go(script: bytes, short: bytes) -> None:
    assert shorten(script) == short


def test_the_scripts_of_the_theme_are_published_short(tmp_path: Path) -> None:
    assert build_site(write_site(tmp_path, DEFAULT_SITE)).published is not None
    for script in (ROOT / "theme/static").glob("*.js"):
        published = (tmp_path / "output" / script.name).read_bytes()
        assert published == shorten(script.read_bytes())
        assert len(published) < 0.9 * script.stat().st_size
