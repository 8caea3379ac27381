"""What stands on a page is read from its operators, however its strings are written."""

from __future__ import annotations

from wardgen.paper.content import read_content

MAPS = {"f0": {1: "あ", 2: "い", 0x2829: "（"}}


def test_text_by_mark_with_its_size_and_colour() -> None:
    stream = (
        rb"/Span<</MCID 3>>BDC q 1 0 0 -1 50 700 cm/c0 cs 0 scn BT 0 Tr/f0 12 Tf 1 0 0 -1 0 0 Tm[(\000\001)-20(\000\002)]TJ ET Q EMC"
        rb"/Artifact BMC q 1 0 0 -1 50 712 cm/c0 cs 0 scn BT 0 Tr/f0 6 Tf 1 0 0 -1 0 0 Tm(\000\001)Tj ET Q EMC"
    )
    found = read_content(stream, MAPS)
    assert found.texts == {3: "あい"} and found.hidden == ["あ"]
    assert found.sizes == {12.0: 2} and found.small == {6.0: 1}
    assert found.untagged == 0 and found.spaces == {"c0"}


def test_a_string_may_hold_parentheses_and_letters_that_look_like_operators() -> None:
    stream = rb"/P<</MCID 0>>BDC BT /f0 10 Tf 2 0 0 2 5 5 Tm (() q Q S f) Tj <0001> Tj ET EMC"
    found = read_content(stream, {"f0": {0x2829: "（", 1: "あ"}})
    assert found.texts[0].endswith("あ") and found.untagged == 0 and found.sizes.popitem()[0] == 20.0


def test_parentheses_may_be_nested_deeply() -> None:
    deep = rb"(\000" * 20 + rb"\001" + rb"\000)" * 20
    found = read_content(b"/P<</MCID 0>>BDC BT /f0 10 Tf 1 0 0 1 5 5 Tm [(" + deep + b")-20<0001>]TJ ET EMC", MAPS)
    assert found.texts[0].endswith("あ") and found.untagged == 0


def test_a_matrix_holds_until_its_state_is_restored() -> None:
    stream = b"q 2 0 0 2 0 0 cm q 3 0 0 3 0 0 cm BT /f0 2 Tf 1 0 0 1 0 0 Tm <0001> Tj ET Q BT /f0 2 Tf 1 0 0 1 0 0 Tm <0001> Tj ET Q"
    found = read_content(stream, MAPS)
    assert set(found.small) == {12.0, 4.0} and found.untagged == 2


def test_inks_strokes_and_pictures() -> None:
    found = read_content(b"0 0 0 1 k 1 0 0 RG 0.2 w 0 0 m 1 1 l S q 100 0 0 50 0 0 cm /x1 Do Q 3 3 m 9 9 l h f", {})
    assert (0.0, 0.0, 0.0, 1.0) in found.inks and found.spaces == {"DeviceCMYK", "DeviceRGB"}
    assert found.strokes == {0.2} and found.images == [("x1", 100.0, 50.0)] and found.untagged == 3


def test_a_text_that_is_said_otherwise() -> None:
    stream = b"/Span<</MCID 1/ActualText<FEFF3042>>>BDC BT /f0 9 Tf 1 0 0 1 0 0 Tm <0002> Tj ET EMC"
    assert read_content(stream, MAPS).texts == {1: "あ"}
