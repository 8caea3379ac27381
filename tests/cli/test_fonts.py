"""`wardgen fonts` finds the font wherever it lies, takes no broken file, and says plainly what is lacking."""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, ROOT, build_site, needs, wardgen, write_site
from wardgen.load import fonts
from wardgen.load.fonts import FOLDER, PACKAGES, find_font, install_font
from wardgen.model.font import drawable

INSTALLED = find_font(ROOT)
LINE = "apt-get install fonts-morisawa-bizud-gothic"


def face(family: str, style: str, codes: str = "あ区") -> bytes:
    """A font file of names and a character table (format 4), without any shape."""
    strings = [(1, family), (2, style)]
    texts = [text.encode("utf-16-be") for _, text in strings]
    name = struct.pack(">HHH", 0, len(strings), 6 + 12 * len(strings))
    at = 0
    for (number, _), text in zip(strings, texts, strict=True):
        name += struct.pack(">6H", 3, 1, 0x409, number, len(text), at)
        at += len(text)
    name += b"".join(texts)
    ends = [*sorted(ord(code) for code in codes), 0xFFFF]
    count = len(ends)
    deltas = [(glyph + 1 - code) & 0xFFFF for glyph, code in enumerate(ends[:-1])] + [1]
    body = struct.pack(f">{count}H", *ends) + b"\0\0" + struct.pack(f">{count}H", *ends)
    body += struct.pack(f">{count}H", *deltas) + b"\0\0" * count
    table = struct.pack(">HHHHHHH", 4, 14 + len(body), 0, 2 * count, 0, 0, 0) + body
    cmap = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table
    head = struct.pack(">IHHHH", 0x10000, 2, 0, 0, 0)
    start = len(head) + 32
    head += struct.pack(">4sIII", b"cmap", 0, start, len(cmap))
    head += struct.pack(">4sIII", b"name", 0, start + len(cmap), len(name))
    return head + cmap + name


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine whose only fonts are in `fonts/`."""
    monkeypatch.setenv("WARDGEN_FONTS", str(tmp_path / "fonts"))
    (tmp_path / "fonts").mkdir()
    return tmp_path


def test_a_machine_without_it_has_none(bare: Path) -> None:
    (bare / "fonts/DejaVuSans.ttf").write_bytes(face("DejaVu Sans", "Book"))
    (bare / "fonts/BIZUDPGothic-Bold.ttf").write_bytes(face("DejaVu Sans", "Bold"))
    assert find_font(bare) is None


def test_the_best_face_is_taken(bare: Path) -> None:
    for file, family, style in (
        ("BIZUDGothic-Regular.ttf", "BIZ UDGothic", "Regular"),
        ("BIZ-UDGothicB.ttc", "BIZ UDGothic", "Bold"),
        ("deep/BIZUDPGothic_700Bold.ttf", "BIZ UDPGothic", "Bold"),
    ):
        (bare / "fonts" / file).parent.mkdir(exist_ok=True)
        (bare / "fonts" / file).write_bytes(face(family, style))
        found = find_font(bare)
        assert found is not None and found.name == f"{family} {style}" and found.path.endswith(file)


def test_a_face_of_a_collection_is_found_by_its_name(bare: Path) -> None:
    """Windows carries the bold faces in one file, the proportional one second."""
    one, two = face("BIZ UDGothic", "Bold"), face("BIZ UDPGothic", "Bold", "あ")
    start = 20

    def moved(data: bytes, by: int) -> bytes:
        table = b"".join(
            struct.pack(">4sIII", tag, check, offset + by, length)
            for tag, check, offset, length in struct.iter_unpack(">4sIII", data[12:44])
        )
        return data[:12] + table + data[44:]

    head = struct.pack(">4sII2I", b"ttcf", 0x10000, 2, start, start + len(one))
    file = bare / "fonts/BIZ-UDGothicB.ttc"
    file.write_bytes(head + moved(one, start) + moved(two, start + len(one)))
    found = find_font(bare)
    assert found is not None and (found.name, found.index) == ("BIZ UDPGothic Bold", 1)
    assert found.has("あ") and found.lacks("あ区\n") == ("区",)


@pytest.mark.parametrize("cut", [0, 3, 11, 40, 60, 100])
def test_a_broken_font_is_none(bare: Path, cut: int) -> None:
    (bare / "fonts/BIZUDPGothic-Bold.ttf").write_bytes(face("BIZ UDPGothic", "Bold")[:cut])
    assert find_font(bare) is None


def test_what_npm_put_there_is_found_first(bare: Path) -> None:
    (bare / FOLDER).mkdir(parents=True)
    (bare / FOLDER / "BIZUDPGothic_700Bold.ttf").write_bytes(face("BIZ UDPGothic", "Bold", "い"))
    found = find_font(bare)
    assert found is not None and found.has("い")


def test_fontconfig_is_asked_where_no_folder_has_it(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / "odd").mkdir()
    (bare / "odd/BIZUDPGothic-Bold.ttf").write_bytes(face("BIZ UDPGothic", "Bold"))
    tool = bare / "bin/fc-list"
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\necho {bare}/odd/BIZUDPGothic-Bold.ttf\necho /nai/other.ttf\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=":")
    monkeypatch.delenv("WARDGEN_FONTS")
    monkeypatch.setattr(fonts, "font_folders", lambda root: [])
    found = find_font(bare)
    assert found is not None and found.path.endswith("odd/BIZUDPGothic-Bold.ttf")


def test_without_npm_it_says_what_is_lacking_and_how_to_get_it(tmp_path: Path) -> None:
    done = wardgen(tmp_path, "fonts", "--install", PATH="/nai", WARDGEN_FONTS="/nai")
    assert done.returncode == 1 and not done.stdout and "Traceback" not in done.stderr
    assert "npm がない" in done.stderr and "カード画像だけがありません" in done.stderr
    english = wardgen(tmp_path, "fonts", "--lang", "en", PATH="/nai", WARDGEN_FONTS="/nai")
    assert english.returncode == 1 and "only the card images" in english.stderr


def test_npm_that_fails_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    npm = tmp_path / "bin/npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\necho 'network is down' >&2\nexit 1\n", encoding="utf-8")
    npm.chmod(0o755)
    done = wardgen(tmp_path, "fonts", "--install", PATH=str(npm.parent), WARDGEN_FONTS="/nai")
    assert done.returncode == 1 and "network is down" in done.stderr
    assert not list((tmp_path / FOLDER).iterdir())


def test_npm_that_works_brings_the_font_and_its_licence(tmp_path: Path) -> None:
    """npm is asked to check hashes and to run nothing; what it lays down is put where the next build looks."""
    npm, source = tmp_path / "bin/npm", tmp_path / "package"
    (source / "700Bold").mkdir(parents=True)
    (source / "700Bold/BIZUDPGothic_700Bold.ttf").write_bytes(face("BIZ UDPGothic", "Bold"))
    (source / "700Bold/BIZUDPGothic_700Bold.ttf.png").write_bytes(b"")
    (source / "LICENSE_FONT").write_text("SIL OFL 1.1", encoding="utf-8")
    npm.parent.mkdir()
    npm.write_text(
        '#!/bin/sh\necho "$@" > ../../../asked\n[ -f package-lock.json ] || exit 1\n'
        f"/bin/mkdir -p node_modules && /bin/cp -r {source} node_modules/\n",
        encoding="utf-8",
    )
    npm.chmod(0o755)
    done = wardgen(tmp_path, "fonts", "--install", PATH=str(npm.parent), WARDGEN_FONTS="/nai")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("BIZ UDPGothic Bold\t")
    assert {p.name for p in (tmp_path / FOLDER).iterdir()} == {"BIZUDPGothic_700Bold.ttf", "LICENSE_FONT"}
    asked = (tmp_path / "asked").read_text(encoding="utf-8").split()
    assert asked[0] == "ci" and "--ignore-scripts" in asked


def test_every_package_has_a_hash_and_no_address() -> None:
    lock = json.loads((PACKAGES / "package-lock.json").read_text(encoding="utf-8"))
    named = json.loads((PACKAGES / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = {name: row for name, row in lock["packages"].items() if name}
    assert {name.removeprefix("node_modules/"): row["version"] for name, row in packages.items()} == named
    assert all(row["integrity"].startswith("sha512-") and "resolved" not in row for row in packages.values())


def test_the_make_step_never_stops_a_build() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    step = text[text.index("$(VENV)/.fonts:") :]
    assert "wardgen fonts --install || true" in step and step.split("\n")[2].strip() == "touch $@"


def test_the_package_is_fetched_with_the_hashes_of_the_lock(tmp_path: Path) -> None:
    needs("npm", shutil.which("npm") is not None, "apt-get install npm")
    trouble = install_font(tmp_path)
    if trouble:
        pytest.skip(f"NOT RUN: npm could not fetch ({trouble}); connect to the network")
    names = {file.name for file in (tmp_path / FOLDER).iterdir()}
    assert {"BIZUDPGothic_700Bold.ttf", "BIZUDGothic_400Regular.ttf", "LICENSE_FONT"} <= names


def test_signs_without_a_shape_are_not_looked_up() -> None:
    assert drawable("葛\U000e0100飾区\u200b️") == "葛飾区"


def test_another_font_makes_the_cards_again(bare: Path) -> None:
    needs("BIZ UDGothic", INSTALLED is not None, LINE)
    assert INSTALLED is not None
    there = Path(INSTALLED.path).parent
    regular, bold = (next(there.glob(f"BIZUDPGothic*{style}.ttf")) for style in ("Regular", "Bold"))
    write_site(bare, DEFAULT_SITE)
    assert build_site(bare).published is not None
    assert not (bare / "output/cards").exists()
    shutil.copy(regular, bare / "fonts")
    first = build_site(bare).published
    assert first is not None and "cards/service-senior.png" in first.written
    again = build_site(bare).published
    assert again is not None and not again.written
    shutil.copy(bold, bare / "fonts")
    second = build_site(bare).published
    assert second is not None and set(second.written) == {p for p in first.written if p.startswith("cards/")}
