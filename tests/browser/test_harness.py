"""The checks can fail: a good page passes all of them, and a fault put into it is reported as what it is."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

from PIL import Image

from tests.browser.faults import FAULTS, IN_ONE_MODE, Fault
from tests.browser.harness import Seen, look
from tests.conftest import PIXEL, ROOT, WHOLE

FIRST = {fault.check: fault for fault in reversed(FAULTS)}
"""One fault for each check; the long run puts in all of them."""


def write(folder: Path) -> None:
    """The good page and the parts that some faults ask for."""
    shutil.copytree(ROOT / "tests/browser/good", folder)
    shutil.copytree(folder, folder / "reading")
    (folder / "pixel.png").write_bytes(PIXEL)
    Image.frombytes("L", (250, 250), random.Random(1).randbytes(62_500)).save(folder / "heavy.png")
    (folder / "heavy.js").write_text(f"/* {'a' * 16_000} */", encoding="utf-8")
    for name in ("late.js", "late.css", "late.woff2"):
        (folder / name).write_text("", encoding="utf-8")


def look_at(folder: Path, faults: list[Fault], **job: Any) -> Seen:
    """Let each check look at its faults, each in a folder of its own, and at the good page."""
    write(folder / "good")
    for fault in faults:
        write(folder / fault.page.strip("/"))
        fault.put(folder / fault.page.strip("/"))
    good = [(check, "/good/") for check in sorted({fault.check for fault in faults})]
    return look(folder, [(fault.check, fault.page) for fault in faults] + good, name="見本区", **job)


def test_each_fault_is_reported_and_nothing_else(tmp_path: Path) -> None:
    faults = FAULTS if WHOLE else list(FIRST.values())
    seen = look_at(tmp_path, faults, modes=["light"], widths=[1280])
    assert seen.rules() == {fault.page: fault.rules for fault in faults}, "\n".join(seen.lines())


def test_a_fault_in_one_mode_is_reported_for_that_mode(tmp_path: Path) -> None:
    faults = IN_ONE_MODE if WHOLE else IN_ONE_MODE[-2:]
    seen = look_at(tmp_path, [fault for fault, _ in faults])
    assert seen.rules() == {fault.page: fault.rules for fault, _ in faults}, "\n".join(seen.lines())
    for fault, modes in faults:
        assert {one["mode"] for one in seen.problems if one["page"] == fault.page} == modes
