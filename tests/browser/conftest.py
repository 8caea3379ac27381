"""The sample ward, built once for the checks in the browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.ward import Ward
from tests.conftest import ROOT
from tests.outputs.conftest import publish


@pytest.fixture(scope="session")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """The sample ward as it is published; WARDGEN_BROWSER_SITE names a folder that is built already."""
    if built := os.environ.get("WARDGEN_BROWSER_SITE"):
        return Ward(Path(built).resolve(), ROOT / "content")
    folder = tmp_path_factory.mktemp("ward")
    return Ward(publish(ROOT / "config.yaml", folder / "site", folder / "cache").folder, ROOT / "content")
