"""The checks can fail: a good page passes all of them, and a fault put into it is reported as what it is."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

from tests.browser.faults import FAULTS, IN_ONE_MODE, Fault
from tests.browser.harness import Seen, look
from tests.conftest import PIXEL, ROOT

CHECKS = sorted({fault.check for fault in FAULTS})


def write(folder: Path) -> None:
    """The good page and the parts that some faults ask for."""
    shutil.copytree(ROOT / "tests/browser/good", folder)
    shutil.copytree(folder, folder / "reading")
    (folder / "pixel.png").write_bytes(PIXEL)
    (folder / "heavy.png").write_bytes(random.Random(1).randbytes(60_000))
    (folder / "heavy.js").write_text(f"/* {'a' * 16_000} */", encoding="utf-8")
    for name in ("late.js", "late.css", "late.woff2"):
        (folder / name).write_text("", encoding="utf-8")


def visit(folder: Path, faults: list[Fault], **job: Any) -> Seen:
    """Each fault in a folder of its own, looked at by its check; the good page by all."""
    write(folder / "good")
    for fault in faults:
        write(folder / fault.page.strip("/"))
        fault.put(folder / fault.page.strip("/"))
    visits = [(fault.check, fault.page) for fault in faults] + [(check, "/good/") for check in CHECKS]
    return look(folder, visits, name="見本区", **job)


def test_each_fault_is_reported_and_nothing_else(tmp_path: Path) -> None:
    seen = visit(tmp_path, FAULTS, modes=["light"], widths=[1280])
    assert seen.rules() == {fault.page: fault.rules for fault in FAULTS}, "\n".join(seen.lines())


def test_a_fault_in_one_mode_is_reported_for_that_mode(tmp_path: Path) -> None:
    seen = visit(tmp_path, [fault for fault, _ in IN_ONE_MODE])
    assert seen.rules() == {fault.page: fault.rules for fault, _ in IN_ONE_MODE}
    for fault, modes in IN_ONE_MODE:
        assert {one["mode"] for one in seen.problems if one["page"] == fault.page} == modes
