"""A made-up site that holds a payload in every field an editor may fill in, made from the tables that read those fields.

A field that is added to front matter, a register or the config is covered by itself: text takes the payload, all else a
value that its type accepts. One site carries many payloads: each has its own pages and rows.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import DEFAULT_SITE, PIXEL, write_site
from wardgen.load import config as settings_of
from wardgen.load import frontmatter, readings, registers
from wardgen.load.schema import Field, Record
from wardgen.load.values import (
    Anything,
    Choice,
    Colour,
    Date,
    Flag,
    Identifier,
    Language,
    Mail,
    Many,
    Number,
    Phone,
    Text,
    TextMap,
    Type,
    Url,
)
from wardgen.model.page import Kind
from wardgen.model.register import ACCESS


@dataclass(frozen=True)
class Payload:
    """One text that must stay text. `lines`: it holds line breaks; `unfit`: no file that holds it may be read."""

    id: str
    text: str
    source: str
    usual: bool = False
    lines: bool = False
    unfit: bool = False


PAYLOADS = tuple(
    Payload(**row) for row in yaml.safe_load((Path(__file__).parent / "payloads.yaml").read_text(encoding="utf-8"))
)

PLAIN = (
    Payload("plain", "見本の文です。", ""),
    Payload(
        "rich",
        "**強調**と*強調*と`文字`と[区](https://a.example/)と<b>太字</b>と<rp>（</rp>{漢字|かんじ}と<https://a.example/>です",
        "",
    ),
    Payload("picture", "![区役所の絵](/img/a.png)", ""),
    Payload("lines", "見本の文です。\r\n二行目です。", "", lines=True),
)
"""What an honest editor writes into every field: hostile words may say no more than these to a machine."""

GIVEN: dict[str, Any] = {
    "department": "kumin", "audience": "senior", "life_event": "hikkoshi", "topic": "todokede", "successor": None,
    "slug": None, "aliases": None, "lang": None, "id": None, "featured": None, "draft": False, "publish": "2026-11-02",
    "expire": None, "images": ["img/a.png"], "attachments": ["forms/a.txt"], "allow": None, "flyer": False, "card": False,
    "readings": {"転入届": "てんにゅうとどけ"}, "chapters": None, "facility": None, "start": "2026-12-01", "end": "2026-12-02",
    "apply_by": "2026-11-20", "furigana": "all", "review_by": "2027-03-01", "profile": "standard",
}  # fmt: skip
"""Fields that name something else or say when: what they hold here (None: left out); tests/hostile/test_names.py fills those."""

BODY = """\
本文の {p} です。{{転入届|てんにゅうとどけ}}と{{漢{p}|かん{p}}}です。**{p}**と*{p}*と`{p}`です。

## 見出し {p}

{p}

[リンク {p}](https://a.example/?q={url} "{p}")と[転入届](page:todokede/tennyu "{p}")と[区](<https://a.example/{p}>)と
[{p}][r]と<https://a.example/{url}>です。[^1] ![地図 {p}](/img/a.png "{p}") {{: title="{p}" }}

[r]: https://a.example/ "{p}"

![{p}](/img/a.png){{: title="{p}" #x{p} .{p} }}

- {p}
    1. {p}

| {p} | 二 |
|---|---|
| {p} | `{p}` |

{p}
:   {p}

> {p}

```{p}
{p}
```

~~~
{p}
~~~

    {p}

!!! note "{p}"
    {p}

!!! warning "題 {p}" {p}
    {p}

!!! steps "{p}"
    1. {p}

!!! figure zu "{p}"
    ![図 {p}](/img/a.png)

    出典: {p}

!!! chart bou "{p}"
    - type: bar
    - data: kazu-{id}.csv
    - unit: {short}

    出典: {p}

!!! table hyo "{p}"
    - data: hyo-{id}.yaml

!!! contact kumin

!!! {p}
    {p}

<div title="{p}" class="{p}">{p}</div>

<details><summary>{p}</summary><p>{p}</p></details>

[^1]: {p}

{{: title="{p}" }}
"""
"""A body with every construct of docs/content.md, `{p}` in each place that takes words."""


def filled(of: Type, key: str, payload: str) -> Any:
    """A value for a type: the payload where it is text."""
    name = key.rpartition(".")[2]
    if name in GIVEN:
        return GIVEN[name]
    if isinstance(of, Many):
        return None if (inner := filled(of.of, key, payload)) is None else [inner]
    if isinstance(of, Record):
        return row_of(of.fields, payload, key)
    if isinstance(of, Text):
        return payload if of.lines else " ".join(payload.splitlines())
    if isinstance(of, Anything):
        return {"注": payload, "list": [payload]}
    if isinstance(of, Choice):
        return of.options[0]
    return {
        Flag: False, Number: 1, Url: "https://a.example/?q=%22%3Cwgx%3E&'", Language: "ja", Colour: "#0b5563",
        Phone: "03-0000-0001", Mail: "a@ward.example", Identifier: "kumin", Date: "2026-11-01",
        TextMap: {"転入届": "てんにゅうとどけ"},
    }[type(of)]  # fmt: skip


def row_of(fields: Iterable[Field], payload: str, prefix: str = "") -> dict[str, Any]:
    """A mapping with every field."""
    values = {one.key: filled(one.type, f"{prefix}.{one.key}", payload) for one in fields}
    return {key: value for key, value in values.items() if value is not None}


def front_of(kind: Kind, payload: str, **more: Any) -> dict[str, Any]:
    """Front matter of a kind with every field that it may carry."""
    fields = [f.field() for f in frontmatter.FIELDS if f.key != "kind" and (not f.kinds or kind in f.kinds)]
    whole = {"kind": str(kind), **row_of(fields, payload), **more}
    # A period, an end, a check that lies before its beginning is refused; here only words are looked at.
    if "period" in whole:
        whole["period"] |= {"from": "2026-11-01", "to": "2026-12-28"}
    return {key: value for key, value in whole.items() if value is not None}


def page(front: dict[str, Any], body: str) -> str:
    """A page's file."""
    # JSON is YAML: every character that a file may not hold becomes an escape, lone surrogates too.
    rows = "\n".join(f"{key}: {quoted(value)}" for key, value in front.items())
    return f"---\n{rows}\n---\n{body}"


def quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True) if has_astral(value) is False else json.dumps(value, ensure_ascii=False)


def has_astral(value: Any) -> bool:
    """Whether JSON would write a pair of surrogates, which YAML does not join."""
    return any(ord(sign) > 0xFFFF for sign in json.dumps(value, ensure_ascii=False))


def body_of(payload: Payload) -> str:
    """A body with the payload in every construct; once more as a block of its own."""
    line = " ".join(payload.text.splitlines())
    address = "".join(sign for sign in line if sign not in " <>\"'()\t")
    text = BODY.format(p=line, url=address, short=line[:6].strip(), id=payload.id)
    return f"{text}\n{payload.text}\n"


def write_hostile(folder: Path, payloads: Iterable[Payload], *, flyers: int = 0) -> Path:
    """A site with every payload in every field; the first `flyers` services are printed too."""
    payloads = tuple(payloads)
    whole = " ".join(one.text for one in payloads if not one.lines)
    given = {
        "url": "https://ward.example",
        "now": "2026-11-16",
        "content": None,
        "theme": None,
        "output": None,
        "outputs": None,
        "readings": None,
    }
    given |= {"enquiries": "kumin", "brand": {"logo": "content/img/a.png"}, "lint": None, "feedback": "a@ward.example"}
    settings = {**row_of(settings_of.FIELDS, whole), **given}
    files: dict[str, str] = {
        "config.yaml": "".join(f"{k}: {quoted(v)}\n" for k, v in settings.items() if v is not None),
        "content/forms/a.txt": "見本です。\n",
        "content/index.md": page(front_of(Kind.PAGE, whole, featured=["todokede/tennyu"]), whole + "\n"),
    }
    given_rows = {
        "departments": [{"id": "kumin", "name": "区民課", "yomi": "くみんか"}],
        "topics": [{"id": "todokede", "name": "届け出", "yomi": "とどけで"}],
        "audiences": [{"id": "senior", "name": "シニア", "yomi": "しにあ"}],
        "life_events": [{"id": "hikkoshi", "name": "引っ越し", "yomi": "ひっこし"}],
    }
    for name, (fields, _, unique) in registers.TABLES.items():
        rows = [*given_rows.get(name, ()), *(register_row(name, fields, unique, one) for one in payloads)]
        files[f"content/data/{name}.yaml"] = "".join(f"- {quoted(row)}\n" for row in rows)
    files |= sheets(payloads)
    for number, one in enumerate(payloads):
        files |= pages_of(one, is_printed=number < flyers)
    write_site(folder, DEFAULT_SITE)
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
    for one in payloads:
        (folder / "content/forms" / file_name(one)).write_bytes(PIXEL)
    return folder


def file_name(payload: Payload) -> str:
    """A file's name that is the payload, as far as a file system takes it."""
    name = "".join(c for c in payload.text if c not in "/\0\r\n").strip(". ")
    return name.encode("utf-8", "ignore")[:150].decode("utf-8", "ignore") + ".png"


def register_row(name: str, fields: Iterable[Field], unique: str, payload: Payload) -> dict[str, Any]:
    """A row of a register: its own id, and the payload in every text."""
    row = row_of(fields, payload.text)
    row.pop("successor", None)
    row[unique] = f"x-{payload.id}" if unique == "id" else " ".join(f"{payload.text}{payload.id}".splitlines())
    if "valid" in row:
        row["valid"] = {"from": "2026-01-01"}
    if name == "emergency":
        row |= {"issued": "2026-11-16", "next_update": "2026-11-17", "expires": "2026-11-18"}
    return row


def sheets(payloads: Iterable[Payload]) -> dict[str, str]:
    """The registers that are CSV files, with every column that wardgen names and one that it does not."""
    access = [column for column in ACCESS.values() if column]
    columns = [*registers.COLUMNS, *access, "ほかの列"]
    rows = [dict.fromkeys(columns, "") | {"ID": "honcho", "名称": "見本区役所 本庁舎"}]
    for one in payloads:
        row = dict.fromkeys(registers.COLUMNS, one.text) | dict.fromkeys(access, "有") | {"ほかの列": one.text}
        rows.append(
            row | {"ID": f"x-{one.id}", "URL": "https://a.example/?q='", "アクセシビリティ情報確認日": "2026-11-01"}
        )
    files = {"content/data/facilities.csv": table(columns, rows)}
    for name in (readings.READINGS, readings.GAZETTEER):
        given = {
            "surface": "窓口" if name == readings.READINGS else "見本町",
            "reading": "まどぐち" if name == readings.READINGS else "みほんちょう",
        }
        rows = [
            dict.fromkeys(readings.COLUMNS[name], " ".join(one.text for one in payloads))
            | given
            | {"left": "", "right": "", "when": "", "code": "13101"}
        ]
        files[f"content/data/{name}"] = table(readings.COLUMNS[name], rows)
    return files


def table(columns: Iterable[str], rows: Iterable[dict[str, str]]) -> str:
    """A CSV file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, tuple(columns), extrasaction="ignore", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def pages_of(payload: Payload, *, is_printed: bool) -> dict[str, str]:
    """Pages of every kind with one payload, in Japanese and in English, and what their charts show."""
    text, name = payload.text, f"x-{payload.id}"
    body = body_of(payload)
    files = {}
    for kind in Kind:
        front = front_of(kind, text, flyer=["handout", "slip"] if is_printed and kind is Kind.SERVICE else False)
        if kind is Kind.FACILITY:
            front["facility"] = name
        if kind is Kind.PUBLICATION:
            front["chapters"] = [f"{name}/page"]
        # Bodies are made in one way for all kinds; a publication carries them into its book.
        files[f"content/{name}/{kind}.md"] = page(front, body if kind in (Kind.PAGE, Kind.PUBLICATION) else f"{text}\n")
    files[f"content/{name}/over.md"] = page(
        front_of(Kind.PAGE, text, expire="2026-11-03", successor=f"{name}/page"), f"{text}\n"
    )
    english = {
        key: value for key, value in front_of(Kind.SERVICE, text).items() if key in ("title", "summary", "flyer")
    }
    files[f"content/{name}/service.en.md"] = page(english, f"{' '.join(text.split())}\n")
    columns = ("項目", text or "数")
    files[f"content/{name}/kazu-{payload.id}.csv"] = table(
        columns, [{"項目": text, columns[1]: "5"}, {"項目": "二", columns[1]: "7"}]
    )
    files[f"content/{name}/hyo-{payload.id}.yaml"] = f"- {quoted({'名前': text, text: text})}\n"
    return files
