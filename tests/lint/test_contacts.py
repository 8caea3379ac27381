"""Contacts and referrals: what is told for sure, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import lint
from wardgen.lint.facts.phones import digits_of, numbers
from wardgen.lint.rules import RULES

PAGE = "=== content/a.md\n---\ntitle: 見本のページ\nkind: page\n---\n"
TWO = """=== content/data/departments.yaml
- {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001, fax: 03-0000-0002}
- {id: kenko, name: 健康推進課, yomi: けんこうすいしんか, phone: 03-0000-0003}
- {id: hoken, name: 保健予防課, yomi: ほけんよぼうか, valid: {to: 2020-03-31}, successor: kenko}
- {id: nobody, name: 相談担当課, yomi: そうだんたんとうか}
"""
Site = Callable[..., Path]


def found(folder: Path, *names: str) -> list[tuple[str, int]]:
    return [(o.found.rule, o.line) for o in lint(folder) if o.found.rule in names and o.found.path == "content/a.md"]


@pytest.mark.parametrize(
    ("text", "fault", "right"),
    [
        ("電話 03-0000-0001", "", None),
        ("TEL：０３－００００－０００１", "", None),
        ("（03）0000-0001", "", None),
        ("03(0000)0001", "", None),
        ("0120-000-000", "", None),
        ("0120-00-0000", "", None),
        ("0570-000-000", "", None),
        ("0800-000-0000", "", None),
        ("050-0000-0000", "", None),
        ("電話 0463-22-0000", "", None),
        ("電話 04992-2-0000", "", None),
        ("03-0000-000", "length", None),
        ("03-000-00001", "groups", "03-0000-0001"),
        ("06-00000-000", "groups", "06-0000-0000"),
        ("0120-000-0000", "length", None),
        ("0570-0000-0000", "length", None),
        ("050-000-0000", "length", None),
        ("090-0000-000", "length", None),
        ("0800-0000-000", "groups", "0800-000-0000"),
        ("電話 0463-22-000", "length", None),
        ("電話 045-0000-000", "groups", None),
    ],
)
def test_the_digits_of_a_number_are_judged_by_the_numbering_plan(text: str, fault: str, right: str | None) -> None:
    (one,) = numbers(text)
    assert one.is_certain
    assert (one.fault(), one.regrouped()) == (fault, right)


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-15",
        "ISBN 978-4-00-000000-0",
        "06-12-345の箱",
        "第03-1-2号",
        "2026/03-04",
        "1-03-000-000",
        "a03-0000-000",
        "045-1234-567の型番",
    ],
)
def test_what_may_be_something_else_is_no_faulty_number(text: str) -> None:
    assert [one.text for one in numbers(text) if one.is_certain and one.fault()] == []


def test_registers_may_write_a_number_with_an_extension_or_from_abroad() -> None:
    assert digits_of("03-0000-0001（内線 12）") == "0300000001"
    assert digits_of("+81-3-0000-0001") == "0300000001"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("電話は 03-0000-0001 です。", []),
        ("ファックスは 03-0000-0002 です。", []),
        ("本庁舎は 03-0000-0000 です。", []),
        ("電話は ０３－００００－０００１ です。", []),
        ("電話は 03(0000)0001 です。", []),
        ("電話は 03-0000-0009 です。", ["phone-unlisted"]),
        ("区民課（電話 03-0000-0009）です。", ["phone-unlisted"]),
        ("東京都 主税局 電話 03-0000-0009", ["phone-of-others"]),
        ("年金事務所\n:   電話 0570-00-0000", ["phone-of-others"]),
        ("## 弁護士会の相談\n\n弁護士会の会館です。\n電話 045-000-0000", ["phone-of-others"]),
        ("電話は 090-0000-0000 です。", []),
        ("火事は119番、虐待は189番、消費生活は188番です。", []),
        ("<!-- 前の番号 03-0000-0009 -->\n\n本文です。", []),
        ("`03-0000-0009` は書き方の例です。", []),
    ],
)
def test_numbers_are_looked_up_in_the_registers(site: Site, text: str, rules: list[str]) -> None:
    told = found(site(TWO, PAGE + text + "\n"), "phone-unlisted", "phone-of-others")
    assert [name for name, _ in told] == rules


def test_the_number_of_the_named_department_is_offered(site: Site) -> None:
    folder = site(TWO, PAGE + "健康推進課の電話は 03-0000-0009 です。\n")
    (one,) = [o.found for o in lint(folder) if o.found.rule == "phone-unlisted"]
    assert one.fix is not None and not one.fix.safe and one.fix.edits[0].text == "03-0000-0003"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("保健予防課に来てください。", ["department-name-old"]),
        ("保健予防課は、健康推進課になりました。", []),
        ("旧保健予防課の書類です。", []),
        ("健康推進課に来てください。", []),
        ("健康増進課に来てください。", ["department-name-near"]),
        ("健康推課に来てください。", ["department-name-near"]),
        ("となりの市民課に来てください。", []),
        ("課題と課税と課長の話です。", []),
    ],
)
def test_departments_are_called_as_the_register_calls_them(site: Site, text: str, rules: list[str]) -> None:
    told = found(site(TWO, PAGE + text + "\n"), "department-name-old", "department-name-near")
    assert [name for name, _ in told] == rules


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("くわしくは担当課へ。", 1),
        ("担当部署までご連絡ください。", 1),
        ("各窓口にお問い合わせください。", 1),
        ("所管課に相談してください。", 1),
        ("区民課か担当の課に知らせてください。", 0),
        ("職員が、担当の窓口までいっしょに行きます。", 0),
        ("電話で聞いて、担当の課につなぎます。", 0),
        ("各課の仕事を紹介します。", 0),
        ("担当課（電話 03-0000-0001）へお問い合わせください。", 0),
        ("[担当課](page:todokede/tennyu)へお問い合わせください。", 0),
        ("| 相談 | 担当課へお問い合わせください |\n|---|---|\n| 税 | 各窓口へ |", 2),
    ],
)
def test_a_referral_names_somebody(site: Site, text: str, count: int) -> None:
    assert len(found(site(TWO, PAGE + text + "\n"), "referral-unnamed")) == count


@pytest.mark.parametrize(
    ("front", "text", "count"),
    [
        ("", "ご意見をお寄せください。", 1),
        ("", "## 問い合わせ\n\nお問い合わせください。\n\n## ほか\n\n電話 03-0000-0001", 1),
        ("department: kumin\n", "ご意見をお寄せください。", 0),
        ("", "ご意見は、[フォーム](https://example.com/)でお寄せください。", 0),
        ("", "ご意見は、12月4日までにお寄せください。", 0),
        ("", "警察に相談してください。", 0),
        ("", "お問い合わせください。\n\n!!! contact kumin\n", 0),
        ("", "気をつけてください。", 0),
    ],
)
def test_a_call_to_act_says_how(site: Site, front: str, text: str, count: int) -> None:
    page = PAGE.replace("kind: page\n", "kind: page\n" + front)
    assert len(found(site(TWO, page + text + "\n"), "action-without-contact")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5番窓口に来てください。", 1),
        ("2階の5番窓口に来てください。", 0),
        ("保健センターの窓口3番に来てください。", 0),
        ("| 場所 | 窓口 |\n|---|---|\n| 2階 | 5番窓口 |", 0),
        ("| 手続き | 窓口 |\n|---|---|\n| 転入 | 5番窓口 |", 1),
    ],
)
def test_a_counter_has_a_floor(site: Site, text: str, count: int) -> None:
    assert len(found(site(TWO, PAGE + text + "\n"), "counter-without-floor")) == count


def service(name: str, text: str, front: str = "department: kumin\n") -> str:
    return f"=== content/{name}.md\n---\ntitle: 手続き{name.upper()}\nkind: service\n{front}---\n{text}\n"


ROUND = ("referral-circle", "referral-dead-end")
SENT = "届け出は[つぎ]({}.md)を見てください。"


@pytest.mark.parametrize(
    ("pages", "rule"),
    [
        ([service("a", SENT.format("b")), service("b", SENT.format("a"))], "referral-circle"),
        ([service("a", SENT.format("b")), service("b", SENT.format("c")), service("c", SENT.format("a"))], "referral-circle"),
        ([service("a", SENT.format("b")), service("b", SENT.format("c")), service("c", SENT.format("b"))], "referral-circle"),
        ([service("a", SENT.format("b")), service("b", SENT.format("a") + "\n\n電話で受け付けます。")], ""),
        ([service("a", SENT.format("b") + "\n\n窓口でも出せます。"), service("b", SENT.format("a"))], ""),
        ([service("a", SENT.format("b")), service("b", SENT.format("a"), "department: kumin\nonline: https://example.com/\n")], ""),
        ([service("a", SENT.format("b")), service("b", SENT.format("a") + "\n\n申し込みは[国](https://example.com/)です。")], ""),
        ([service("a", "くわしくは[つぎ](b.md)を見てください。"), service("b", "くわしくは[つぎ](a.md)を見てください。")], ""),
        ([service("a", SENT.format("b")), service("b", "花の手続きです。")], ""),
        ([service("a", SENT.format("b")), "=== content/b.md\n---\ntitle: 花\nkind: page\n---\n花です。\n"], "referral-dead-end"),
        ([service("a", "花の手続きです。", "department: nobody\n")], "referral-dead-end"),
        ([service("a", SENT.format("b")), service("b", "花の手続きです。", "department: nobody\n")], "referral-dead-end"),
        ([service("a", "花の手続きです。")], ""),
    ],
)  # fmt: skip
def test_nobody_is_sent_round(site: Site, pages: list[str], rule: str) -> None:
    told = found(site(TWO, *pages), *ROUND)
    assert [name for name, _ in told] == ([rule] if rule else [])


def test_one_more_way_out_of_a_circle_is_enough(site: Site) -> None:
    out = service("c", "花の手続きです。", "department: kumin\nchannels:\n  - {kind: counter, at: kumin}\n")
    both = service("b", SENT.format("a") + "\n\n" + SENT.format("c"))
    assert found(site(TWO, service("a", SENT.format("b")), both, out), *ROUND) == []


def test_long_chains_take_little_time(site: Site) -> None:
    names = [f"c{chr(97 + n // 20)}{chr(97 + n % 20)}" for n in range(200)]
    chain = [service(one, SENT.format(after)) for one, after in zip(names, [*names[1:], "a"], strict=True)]
    folder = site(TWO, service("a", SENT.format(names[0])), *chain)
    assert found(folder, *ROUND) == [("referral-circle", 6)]


def test_every_contact_rule_is_known() -> None:
    codes = {rule.code for rule in RULES.values() if rule.code.startswith("W1")}
    assert codes == {f"W1{n:02}" for n in range(1, 12)}
