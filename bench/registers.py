"""The corpus's vocabulary becomes wardgen's `config.yaml` and registers: departments, topics, audiences, terms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bench.corpus import NOW
from bench.slots import HERE, read_words

DEPARTMENTS = Path("content/data/departments.yaml")
CONFIG = Path("config.yaml")


def write_registers(root: Path) -> None:
    """config.yaml and content/data/ of a site under `root`."""
    words = read_words()
    sections = list(words["sections"].items())
    departments = [
        {
            "id": section["department"],
            "name": section["office"],
            "yomi": section["office_yomi"],
            "phone": phone_of(slug),
            "mail": f"{section['department']}@city.example.jp",
            "counter": f"{number % 5 + 1}階 {number}番窓口",
            "hours": "月曜日から金曜日まで、午前8時30分から午後5時まで",
        }
        for number, (slug, section) in enumerate(sections, 1)
    ]
    topics = [
        {"id": slug, "name": section["name"], "yomi": section["yomi"], "order": number}
        for number, (slug, section) in enumerate(sections, 1)
    ]
    audiences = [
        {"id": name, "name": pair[0], "yomi": pair[1], "order": number}
        for number, (name, pair) in enumerate(words["audiences"].items(), 1)
    ]
    rows = yaml.safe_load((HERE / "terms.yaml").read_text(encoding="utf-8"))
    terms = [{"word": word, "reading": reading, "plain": plain} for word, reading, plain in rows]
    _write_yaml(root / DEPARTMENTS, departments)
    _write_yaml(root / "content/data/topics.yaml", topics)
    _write_yaml(root / "content/data/audiences.yaml", audiences)
    _write_yaml(root / "content/data/terms.yaml", terms)
    config = {
        "name": "見本区",
        "url": "https://www.city.example.jp/",
        "language": "ja",
        "content": "content",
        "output": "output",
        # A fixed clock: the same text is the same site on any day.
        "now": NOW,
    }
    _write_yaml(root / CONFIG, config)


def office_of(section: str) -> str:
    """The name of the department that answers for a section."""
    return str(read_words()["sections"][section]["office"])


def phone_of(section: str) -> str:
    """A number of the range that is kept for examples."""
    return f"03-0000-{1000 + 37 * list(read_words()['sections']).index(section):04d}"


def contact_of(section: str) -> str:
    """Department and phone in one line, for the generators that have no register."""
    return f"{office_of(section)} {phone_of(section)}"


def _write_yaml(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=200)
    path.write_text(text, encoding="utf-8", newline="\n")
