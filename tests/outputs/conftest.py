"""What the tests of outputs share: the sample ward, built once, and a short way to build a small one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.conftest import DEFAULT_SITE, ROOT, without_ruby, write_site
from wardgen.build.engine import Options, build
from wardgen.load.config import load_config
from wardgen.model.config import clock
from wardgen.model.page import TOKYO, begins


class Built:
    """A published site, to be read by path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def text(self, path: str) -> str:
        """A published text; of a page what stands there without furigana (tests/render/test_furigana.py reads those)."""
        return without_ruby(self.raw(path))

    def raw(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def soup(self, path: str) -> BeautifulSoup:
        return BeautifulSoup(self.text(path), "html.parser")

    def main(self, path: str) -> str:
        """The words of a page's main part."""
        main = self.soup(path).find("main")
        assert main is not None
        return main.get_text(" ", strip=True)

    def __contains__(self, path: str) -> bool:
        return (self.folder / path).exists()

    def pages(self) -> list[str]:
        """Every HTML file."""
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.html"))


def publish(config_file: Path, output: Path, cache: Path, now: str = "", **config: Any) -> Built:
    """Build a site and insist that it was published."""
    import dataclasses
    import datetime as dt

    loaded = dataclasses.replace(load_config(config_file), **config)
    moment = begins(dt.date.fromisoformat(now)) if now else clock(loaded, None, dt.datetime(2026, 11, 16, tzinfo=TOKYO))
    result = build(loaded, Options(now=moment, output=output, jobs=1, cache=cache))
    assert result.published is not None, [one for one in result.found if one.level == "error"]
    return Built(output)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample ward as it is published."""
    folder = tmp_path_factory.mktemp("sample")
    return publish(ROOT / "config.yaml", folder / "site", folder / "cache")


@pytest.fixture(scope="session")
def sample_below(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample ward for a server where it stands in a folder."""
    folder = tmp_path_factory.mktemp("below")
    return publish(ROOT / "config.yaml", folder / "site", folder / "cache", url="https://example.jp/ward")


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Built]:
    """Build the default site with texts over it; a second call builds the changed site again."""

    def make(*texts: str, now: str = "", **config: Any) -> Built:
        write_site(tmp_path, DEFAULT_SITE, *texts)
        return publish(tmp_path / "config.yaml", tmp_path / "output", tmp_path / ".wardgen", now, **config)

    return make
