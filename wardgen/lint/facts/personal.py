"""A text becomes the numbers and addresses in it that belong to one person: My Number, insurance, accounts, mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.figures import find_contacts, flatten
from wardgen.lint.facts.stated import blank
from wardgen.lint.tables import table
from wardgen.model.config import Config
from wardgen.model.register import Registers

_TABLE = table("privacy")
_FREE = frozenset(_TABLE["free_mail"]["domains"].split())
_SURNAMES = frozenset(_TABLE["surnames"]["words"].split())
_TWELVE = re.compile(
    r"(?<![0-9A-Za-z_-])(?<![0-9][ .,])(?P<a>[0-9]{4})(?P<sep>[- ]?)(?P<b>[0-9]{4})(?P=sep)(?P<c>[0-9]{4})(?![0-9A-Za-z_]|[-., ][0-9])"
)
_MY_NUMBER = re.compile("マイナンバー(?!カード)|個人番号(?!カード)|(?:My|Individual) ?Number(?! ?[Cc]ard)")
_SAMPLE = re.compile("見本|記入例|例[:)）」]|(?:^|[(（「\n])例|サンプル|架空|ダミー|[Ss]ample|[Ee]xample|e\\.g\\.")
_URL = re.compile(r"https?://[^\s)<>\"'」】）]*")
MOBILE = ("060", "070", "080", "090")
"""First digits of the telephone numbers that people carry (電気通信番号規則 別表第4号; 060 from 2026)."""
_NUMBERS = re.compile(
    r"(?:被保険者証?の?(?:記号)?(?:[・･と]|及び)?番号|保険証の?(?:記号)?[・･と]?番号|記号[・･]番号|基礎年金番号|受給者証?番号|免許証?の?番号|口座番号"
    r"|(?:普通|当座)(?:預金|口座)?)\s?(?P<mark>[:はが=\]】])?\s?(?:普通|当座)?\s?(?:記号)?\s?(?P<value>[0-9][0-9 ・-]{3,14}[0-9])"
    r"(?![0-9]|\s?[桁けた文字円人件個])"
    r"|(?:在留カードの?番号|旅券番号|パスポートの?番号)\s?[:はが=]?\s?(?P<letters>[A-Z]{2}[0-9]{7,8}(?:[A-Z]{2})?)"
)
_OF_OFFICE = re.compile(
    "会計管理者|会計責任者|協会|法人|会社|組合|委員会|連合会|赤十字|基金|事務局|実行委|団体|協議会|[区市町村]長|役所|口座名義.{0,4}.{0,12}[区市町村]"
)


class Found(NamedTuple):
    """A place in a text and whether it is surely what it looks like."""

    start: int
    end: int
    is_sure: bool


def has_check_digit(digits: str) -> bool:
    """Whether twelve digits end in the check digit of a My Number (平成26年総務省令第85号 第5条)."""
    total = sum(int(digit) * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(reversed(digits[:11]), 1))
    rest = total % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def my_numbers(text: str) -> Iterator[Found]:
    """Yield what has the form and the check digit of a My Number; sure where words or its grouping say so."""
    flat = flatten(text)
    if "://" in flat:
        flat = blank(_URL, flat)
    for found in _TWELVE.finditer(flat):
        digits = found["a"] + found["b"] + found["c"]
        if not has_check_digit(digits) or int(digits) == 0:
            continue
        near = flat[max(0, found.start() - 40) : found.end() + 20]
        is_named = _MY_NUMBER.search(near) is not None
        yield Found(*found.span(), (is_named or found["sep"] == "-") and not _is_sample(flat, *found.span(), digits))


def _is_sample(text: str, start: int, end: int, digits: str) -> bool:
    """Whether a number is made up: by its digits, or as its line or the heading above says."""
    if digits[:11] in "01234567890123456789" or len(set(digits[:11])) <= 2:
        return True
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    heading = text.rfind("\n#", 0, start) + 1
    above = text[heading : text.find("\n", heading)] if heading else ""
    return _SAMPLE.search(line) is not None or _SAMPLE.search(above) is not None


def personal_numbers(text: str) -> Iterator[Found]:
    """Yield numbers of insurance, pension, licences and bank accounts that do not belong to an office."""
    flat = flatten(text)
    for found in _NUMBERS.finditer(flat) if "番号" in flat or "普通" in flat or "当座" in flat else ():
        name = "value" if found["value"] else "letters"
        digits = re.sub("[^0-9]", "", found[name])
        is_account = found[0].startswith(("口座", "普通", "当座"))
        if not 4 <= len(digits) <= 14 or (found[0].startswith(("普通", "当座")) and len(digits) not in (6, 7)):
            continue
        if is_account and _OF_OFFICE.search(flat[max(0, found.start() - 80) : found.end() + 80]):
            continue
        if not _is_sample(flat, *found.span(), digits.ljust(11, digits[-1])) and digits not in "01234567890":
            yield Found(*found.span(name), True)


class Contacts(NamedTuple):
    """The telephone numbers and addresses of mail that the registers and the config have, and the ward's domains."""

    phones: frozenset[str]
    mails: frozenset[str]
    domains: frozenset[str]


def contacts_of(registers: Registers, config: Config) -> Contacts:
    """What the ward publishes as its own."""
    texts = [config.feedback]
    for department in registers.departments.values():
        texts += (department.phone, department.fax, department.mail, department.hours)
    for facility in registers.facilities.values():
        texts += (facility.phone, facility.mail, *(value for _, value in facility.columns))
    found = list(find_contacts("\n".join(texts)))
    mails = frozenset(one.value for one in found if one.kind == "mail")
    host = re.sub(r"^\w+://(?:www\.)?|[:/].*", "", config.url)
    domains = {mail.rpartition("@")[2] for mail in mails} - _FREE
    return Contacts(frozenset(one.value for one in found if one.kind == "phone"), mails, frozenset({host, *domains}))


def is_persons_mail(mail: str, contacts: Contacts) -> bool:
    """Whether an address of mail is one that a person has: at a provider for everyone, or a name at another's domain."""
    local, _, domain = mail.rpartition("@")
    if domain in _FREE or domain.endswith(
        tuple(f".{one}" for one in ("docomo.ne.jp", "softbank.ne.jp", "vodafone.ne.jp"))
    ):
        return True
    if any(domain == own or domain.endswith("." + own) for own in contacts.domains):
        return False
    return not _SURNAMES.isdisjoint(re.split("[^a-z]+", local))


def masked(text: str) -> str:
    """A text of which so much is left that an editor finds it, and nobody else learns it from a report."""
    return text[:3] + "…"
