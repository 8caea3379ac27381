"""Notices of an emergency are looked at before they are published: words that are called out, and what must not lack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import lint

GOOD = {
    "mode": "actual",
    "title": "北町に避難指示",
    "level": "4",
    "action": "危険な場所から逃げてください。",
    "body": "川の水が増えています。",
    "areas": "北町",
    "issued": "2026-11-16 09:00",
    "next_update": "2026-11-16 12:00",
    "expires": "2026-11-17 18:00",
}
RULES = ("alert-", "dates-", "key-missing")


def broken(site: Callable[..., Path], **changed: str | None) -> list[tuple[str, str]]:
    """(rule, level) of what is found in one notice; None leaves a key out."""
    rows = {key: value for key, value in (GOOD | changed).items() if value is not None}
    text = "".join(f"  {key}: {value}\n" for key, value in rows.items())
    folder = site(f"=== content/data/emergency.yaml\n- id: ooame\n{text}")
    found = [o.found for o in lint(folder) if o.found.path == "content/data/emergency.yaml"]
    assert all(one.rule.startswith(RULES) for one in found)
    return [(one.rule, str(one.level)) for one in found]


def test_a_whole_notice_is_silent(site: Callable[..., Path]) -> None:
    assert broken(site) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "北町に高齢者等避難"},
        {"level": "3"},
        {"level": "2", "title": "北町に避難指示"},
        {"title": "北町の方へ", "body": "高齢者等避難です。"},
        {"title": "警戒レベル3 北町の方へ"},
        {"level": None, "title": "北町の方へ", "body": "警戒レベル4（高齢者等避難）です。"},
        {"level": None, "title": "北町の方へ", "body": "警戒レベル５「避難指示」です。"},
    ],
)
def test_a_level_and_another_level_s_name_is_an_error(site: Callable[..., Path], changed: dict[str, str]) -> None:
    assert broken(site, **changed) == [("alert-level-differs", "error")]


@pytest.mark.parametrize(
    "changed",
    [
        {"body": "高齢者等避難は、避難指示に変わりました。"},
        {"level": None},
        {"level": "2", "title": "大雨です", "body": "避難指示が出たら、逃げてください。"},
        {"title": "警戒レベル4 避難指示", "body": "警戒レベル3（高齢者等避難）の前に準備をした方も、逃げてください。"},
    ],
)
def test_a_level_beside_its_own_name_is_silent(site: Callable[..., Path], changed: dict[str, str]) -> None:
    assert broken(site, **changed) == []


@pytest.mark.parametrize("key", ["title", "action", "body"])
@pytest.mark.parametrize("call", ["避難勧告", "避難準備情報", "避難準備・高齢者等避難開始", "洪水警報"])
def test_an_abolished_call_is_an_error_in_every_text(site: Callable[..., Path], key: str, call: str) -> None:
    assert ("alert-call-abolished", "error") in broken(site, level=None, **{key: f"{call}が出ました。"})


def test_that_a_call_was_abolished_may_be_said(site: Callable[..., Path]) -> None:
    assert broken(site, body="避難勧告は廃止されました。") == []


@pytest.mark.parametrize("key", ["areas", "action", "next_update"])
def test_what_residents_need_must_not_lack_in_a_real_notice(site: Callable[..., Path], key: str) -> None:
    assert broken(site, **{key: None}) == [("alert-incomplete", "warning")]
    assert broken(site, **{key: None}, mode="drill", title="地震") == []


def test_one_half_of_another_language_is_told(site: Callable[..., Path]) -> None:
    assert broken(site, title_en="Heavy rain") == [("alert-incomplete", "warning")]
    assert broken(site, title_en="Heavy rain", body_en="Leave now.") == []


def test_a_text_of_more_than_400_characters_is_long(site: Callable[..., Path]) -> None:
    assert broken(site, body="あ" * 400) == []
    assert broken(site, body="あ" * 401) == [("alert-long", "warning")]


def test_a_real_notice_that_speaks_of_a_drill_is_told(site: Callable[..., Path]) -> None:
    assert broken(site, body="これは訓練です。") == [("alert-called-drill", "warning")]
    assert broken(site, body="これは訓練です。", mode="drill") == []


def test_a_shelter_must_be_in_the_register(site: Callable[..., Path]) -> None:
    assert broken(site, shelters="[honcho]") == []
    assert broken(site, shelters="[honchou]") == [("alert-shelter-unknown", "error")]


def test_the_end_must_be_there_and_after_the_beginning(site: Callable[..., Path]) -> None:
    assert broken(site, expires=None) == [("key-missing", "error")]
    assert ("dates-reversed", "error") in broken(site, expires="2026-11-16 09:00")


def test_what_has_expired_is_read_by_nobody(site: Callable[..., Path]) -> None:
    gone = {"issued": "2026-10-01", "next_update": None, "expires": "2026-10-02"}
    assert broken(site, **gone, title="避難勧告と避難準備情報の訓練") == []
