"""Procedures and their times: what is told for sure, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import lint

Site = Callable[..., Path]
OPEN = """=== content/data/departments.yaml
- id: kumin
  name: 区民課
  yomi: くみんか
  phone: 03-0000-0001
  hours: 月曜日から金曜日の午前9時から午後5時まで（年末年始は休み）
- {id: seiso, name: 清掃課, yomi: せいそうか, phone: 03-0000-0002, hours: 月曜日から土曜日の午前8時から}
"""


def page(front: str, text: str = "本文です。", kind: str = "service") -> str:
    department = "" if "department:" in front or kind == "page" else "department: kumin\n"
    return f"=== content/a.md\n---\ntitle: 見本の手続き\nkind: {kind}\n{department}{front}---\n{text}\n"


def count(folder: Path, name: str) -> int:
    return sum(o.found.rule == name and o.found.path.startswith("content/a.") for o in lint(folder))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("## 必要なもの\n\n## 費用\n\n無料です。", 1),
        ("## 費用\n\n無料です。\n\n## 必要なもの", 1),
        ("### 本人\n\n## 費用\n\n無料です。", 1),
        ("## 必要なもの\n\n### 本人\n\n印鑑です。", 0),
        ("## 地図\n\n![地図](img/a.png)", 0),
        ("## 問い合わせ\n\n!!! contact kumin", 0),
        ("## 表\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", 0),
        ("## 列\n\n- 甲", 0),
        ("## 説明\n\n<details><summary>開く</summary>中身です。</details>", 0),
        ("## 例\n\n    コード", 0),
        ('## 手順\n\n!!! steps "流れ"\n    1. 出す', 0),
        ("## 区切り\n\n本文です。\n\n---", 0),
    ],
)
def test_empty_sections_are_told(site: Site, text: str, told: int) -> None:
    assert count(site(page("", text)), "section-empty") == told


def test_drafts_are_left_alone(site: Site) -> None:
    folder = site(page("draft: true\nonline: https://shinsei.ward.example/a\n", "## 必要なもの"))
    names = ("section-empty", "service-online-only", "online-unexplained", "service-bare", "service-incomplete")
    assert [count(folder, name) for name in names] == [0] * 5


@pytest.mark.parametrize(
    ("front", "text", "told"),
    [
        ("", "- なし\n- 印鑑", 1),
        ("", "- 印鑑\n- 特になし。", 1),
        ("", "- なし", 0),
        ("", "- 印鑑\n- 委任状", 0),
        ("needed: [なし, 印鑑]\n", "本文です。", 1),
        ("needed: [なし]\n", "本文です。", 0),
    ],
)
def test_none_stands_alone(site: Site, front: str, text: str, told: int) -> None:
    assert count(site(page(front, text)), "section-none-mixed") == told


ONLINE = "channels:\n  - {kind: online, url: 'https://shinsei.ward.example/a', hours: 24時間, id: [カード]}\n"


@pytest.mark.parametrize(
    ("front", "text", "told"),
    [
        (ONLINE, "申し込みます。", 1),
        ("online: https://shinsei.ward.example/a\n", "申し込みます。", 1),
        (ONLINE + "  - {kind: convenience}\n", "申し込みます。", 1),
        (ONLINE + "  - {kind: post, at: kumin}\n", "申し込みます。", 0),
        (ONLINE, "区民課の窓口でも申し込むことができます。", 0),
        (ONLINE + "contact: 電話でも受け付けます。\n", "申し込みます。", 0),
        ("", "申し込みます。", 0),
    ],
)
def test_there_is_a_way_without_a_computer(site: Site, front: str, text: str, told: int) -> None:
    assert count(site(page(front, text)), "service-online-only") == told


@pytest.mark.parametrize(
    ("front", "told"),
    [
        (ONLINE, 0),
        ("online: https://shinsei.ward.example/a\n", 1),
        ("online: {url: 'https://shinsei.ward.example/a', hours: 24時間}\n", 1),
        ("online: {url: 'https://shinsei.ward.example/a', hours: 24時間, note: 何もいりません。}\n", 0),
        ("channels:\n  - {kind: online, url: 'https://shinsei.ward.example/a'}\n", 1),
        ("", 0),
    ],
)
def test_an_online_way_is_explained(site: Site, front: str, told: int) -> None:
    assert count(site(page(front)), "online-unexplained") == told


def test_a_bare_service_is_a_warning_and_an_unsorted_one_a_review(site: Site) -> None:
    folder = site(page("", "登録します。"))
    assert (count(folder, "service-bare"), count(folder, "service-incomplete")) == (1, 0)
    folder = site(page("", "区民は、12月4日までに、書類を窓口へ出します。無料です。"))
    assert (count(folder, "service-bare"), count(folder, "service-incomplete")) == (0, 1)
    whole = "\n\n".join(f"## {one}\n\nあります。" for one in ("対象の人", "必要なもの", "期限", "申し込み方法", "費用"))
    folder = site(page("", whole))
    assert (count(folder, "service-bare"), count(folder, "service-incomplete")) == (0, 0)


@pytest.mark.parametrize(
    ("front", "text", "told"),
    [
        ("", "[申請書](forms/inu.pdf)を出します。", 1),
        ("online: https://shinsei.ward.example/a\n", "[申請書](forms/inu.pdf)を出します。", 0),
        ("", "[ごみの分け方の冊子](forms/inu.pdf)", 0),
        ("", "[申請書](forms/inu.pdf)を出します。用紙は窓口にあります。", 0),
    ],
)
def test_a_form_is_not_only_a_file(site: Site, front: str, text: str, told: int) -> None:
    assert count(site(page(front, text), "=== content/forms/inu.pdf\n%PDF-1.4\n"), "form-file-only") == told


@pytest.mark.parametrize(
    ("front", "name", "told"),
    [
        ("review_by: 2026-11-15\n", "review-overdue", 1),
        ("review_by: 2026-11-16\n", "review-overdue", 0),
        ("draft: true\nreview_by: 2026-11-15\n", "review-overdue", 0),
    ],
)
def test_a_page_is_reviewed_in_time(site: Site, front: str, name: str, told: int) -> None:
    assert count(site(page(front, kind="page")), name) == told


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("start: 2026-11-15\n", 1),
        ("start: 2026-11-16\n", 0),
        ("start: 2026-11-01\nend: 2026-11-30\n", 0),
        ("start: 2026-11-15\nexpire: 2026-11-15\n", 0),
        ("start: 2026-11-15\nexpire: 2026-12-31\n", 1),
    ],
)
def test_an_event_leaves_when_it_is_over(site: Site, front: str, told: int) -> None:
    assert count(site(page(front, kind="event")), "event-over") == told


def test_a_translation_follows_its_original(site: Site) -> None:
    english = "=== content/a.en.md\n---\ntitle: Sample\nupdated: {}\n---\nText.\n"
    for updated, told in (("2026-10-31", 1), ("2026-11-01", 0), ("2026-11-05", 0)):
        assert count(site(page("updated: 2026-11-01\n"), english.format(updated)), "translation-older") == told


@pytest.mark.parametrize(
    ("front", "text", "told"),
    [
        ("period: {from: 2026-11-02, to: 2026-11-28}\n", "出します。", 1),
        ("period: {from: 2026-11-02, to: 2026-11-27}\n", "出します。", 0),
        ("period: {from: 2026-11-02, to: 2026-12-29}\n", "出します。", 1),
        ("department: seiso\nperiod: {from: 2026-11-02, to: 2026-11-28}\n", "出します。", 0),
        ("department: seiso\nperiod: {from: 2026-11-02, to: 2026-11-29}\n", "出します。", 1),
        ("period: {from: 2026-11-02, to: 2026-11-28}\n", "土曜日も受け付けます。", 0),
        ("period: {from: 2026-11-02, to: 2026-11-28}\n", "11月28日（土曜日）までに出します。", 1),
        ("period: {from: 2026-11-02, to: 2026-11-28, note: 消印のある日までです。}\n", "出します。", 0),
        (ONLINE + "period: {from: 2026-11-02, to: 2026-11-28}\n", "出します。", 0),
    ],
)
def test_a_deadline_can_be_met(site: Site, front: str, text: str, told: int) -> None:
    assert count(site(OPEN, page(front, text)), "deadline-on-closed-day") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("人口は、2023年1月現在、20万人です。", 1),
        ("人口は、令和5年1月1日現在、20万人です。", 1),
        ("人口（平成 27 年 4 月 1 日現在）は20万人です。", 1),
        ("人口は、2024年12月時点で、20万人です。", 0),
        ("2020年1月1日現在、区に住所がある人が対象です。", 0),
        ("現在、20万人です。", 0),
    ],
)
def test_old_facts_are_shown(site: Site, text: str, told: int) -> None:
    assert count(site(page("", text, kind="page")), "fact-stale") == told


def test_a_record_keeps_its_facts(site: Site) -> None:
    assert count(site(page("profile: record\n", "2015年4月現在、5つです。", kind="page")), "fact-stale") == 0


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("今年度は終わりました。", "page", 1),
        ("今年度（2026年度）は終わりました。", "page", 0),
        ("来週から始めます。", "service", 1),
        ("「今年度の計画」という本です。", "page", 0),
        ("今年度は終わりました。", "notice", 0),
        ("日本日和です。", "page", 0),
    ],
)
def test_days_do_not_depend_on_the_reader(site: Site, text: str, kind: str, told: int) -> None:
    assert count(site(page("", text, kind=kind)), "date-relative") == told


@pytest.mark.parametrize(
    ("front", "text", "told"),
    [
        ("", "12月4日までに郵送してください。", 1),
        ("", "12月4日（金曜日）までに、はがきで送ってください。", 1),
        ("", "12月4日（必着）までに郵送してください。", 0),
        ("", "12月4日までに窓口に出してください。郵送もできます。", 0),
        ("channels:\n  - {kind: post, at: kumin}\nperiod: {from: 2026-11-02, to: 2026-12-04}\n", "出します。", 1),
        ("channels:\n  - {kind: post, at: kumin, note: 届いた分までです。}\nperiod: {from: 2026-11-02, to: 2026-12-04}\n", "出します。", 0),
        ("channels:\n  - {kind: post, at: kumin}\nperiod: いつでも\n", "出します。", 0),
    ],
)  # fmt: skip
def test_a_deadline_by_post_is_clear(site: Site, front: str, text: str, told: int) -> None:
    assert count(site(page(front, text)), "post-deadline-unclear") == told
