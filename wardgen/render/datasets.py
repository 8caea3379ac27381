"""Registers and pages become tables of open data: named columns, one row a thing, every cell clean.

Columns: 自治体標準オープンデータセット「公共施設一覧」「イベント一覧」 (Digital Agency) where it has the matter; several values in one
cell are divided by `;`, as its 共通ルール says. Kinds and yes/no are words of this format, not of a theme: whoever reads
the files by machine must not meet other words after a new design.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wardgen.model.page import Instant, Kind
from wardgen.model.register import Category, department_on
from wardgen.model.site import Site
from wardgen.render.cells import clean
from wardgen.render.number import page_number
from wardgen.render.occasions import Occasion, occasion_of
from wardgen.render.ways.registers import is_online

Row = Mapping[str, str]

FACILITY = (
    "全国地方公共団体コード", "ID", "地方公共団体名", "名称", "名称_カナ", "名称_英語", "所在地_全国地方公共団体コード", "町字ID",
    "所在地_連結表記", "所在地_都道府県", "所在地_市区町村", "所在地_町字", "所在地_番地以下", "建物名等(方書)", "緯度", "経度",
    "高度の種別", "高度の値", "電話番号", "内線番号", "連絡先メールアドレス", "連絡先FormURL", "連絡先備考（その他、SNSなど）", "郵便番号",
    "法人番号", "団体名", "利用可能曜日", "開始時間", "終了時間", "利用可能日時特記事項", "画像", "画像_ライセンス", "URL", "備考",
)  # fmt: skip
"""Columns of 公共施設一覧 in its order; a register's further columns follow in the order of its file."""
KINDS = {
    Kind.SERVICE: "手続き",
    Kind.NOTICE: "お知らせ",
    Kind.EVENT: "催し",
    Kind.FACILITY: "施設",
    Kind.PUBLICATION: "計画・報告",
    Kind.PAGE: "案内",
}
STATES = {"scheduled": "", "cancelled": "中止", "postponed": "延期"}


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table. `updated`: the newest day that its rows state, None where they state none."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    updated: dt.date | None = None


def dataset(name: str, site: Site) -> Dataset:
    """One dataset of a site, by name."""
    return MAKERS[name](site)


def dataset_names(site: Site) -> tuple[str, ...]:
    """The datasets that have rows."""
    is_there = {
        "facilities": bool(site.registers.facilities),
        "departments": any(row.valid.covers(site.today) for row in site.registers.departments.values()),
        "terms": bool(site.registers.terms),
        "pages": bool(site.published()),
        "events": any(e.page.kind is Kind.EVENT for e in site.published()),
    }
    return tuple(name for name in MAKERS if is_there[name])


def _made(name: str, rows: Iterable[Row], updated: Iterable[Instant | None] = ()) -> Dataset:
    found = list(rows)
    columns = tuple(found[0]) if found else ()
    days = [_date(at) for at in updated if at is not None]
    table = tuple(tuple(clean(column, row[column]) for column in columns) for row in found)
    return Dataset(name, columns, table, max(days, default=None))


def _facilities(site: Site) -> Dataset:
    rows = [dict(row.columns) for row in site.registers.facilities.values()]
    own = dict.fromkeys(column for row in rows for column in row if column)
    columns = [c for c in FACILITY if c in own] + [c for c in own if c not in FACILITY]
    return _made("facilities", ({c: row.get(c, "") for c in columns} for row in rows))


def _departments(site: Site) -> Dataset:
    """Departments in service on the day: one that opens in April is not told before."""
    rows = (row for row in site.registers.departments.values() if row.valid.covers(site.today))
    return _made(
        "departments",
        (
            {
                "ID": row.id, "名称": row.name, "よみ": row.yomi, "名称_英語": row.name_en, "電話番号": row.phone,
                "ファクス番号": row.fax, "メールアドレス": row.mail, "窓口": row.counter, "階": row.floor, "受付時間": row.hours,
                "URL": site.config.absolute(f"/departments/{row.id}/"),
            }
            for row in rows
        ),
    )  # fmt: skip


def _terms(site: Site) -> Dataset:
    return _made(
        "terms",
        (
            {"ことば": row.word, "よみ": row.reading, "やさしい説明": row.plain, "ほかの言い方": ";".join(row.aka)}
            for row in site.registers.terms.values()
        ),
    )


def _pages(site: Site) -> Dataset:
    """Every published page by its page number: the call centre looks up here what a caller reads out."""
    registers, rows, moved = site.registers, [], []
    for entry in site.published():
        page = entry.page
        department = department_on(site.today, page.department, registers.departments)
        moved.append(page.moved())
        rows.append(
            {
                "ページ番号": page_number(page.id), "題名": page.title, "よみ": page.yomi,
                "種類": KINDS[page.kind] if page.kind else "", "言語": page.lang, "URL": site.config.absolute(page.url),
                "担当": department.name if department else "", "担当_電話番号": department.phone if department else "",
                "対象": _names(page.audience, registers.audiences), "分野": _names(page.topic, registers.topics),
                "オンライン": ("有" if is_online(page) else "無") if page.kind is Kind.SERVICE else "",
                "締切日": _day(page.deadline()), "締切時間": _hour(page.deadline()), "更新日": _day(page.moved()),
            }
        )  # fmt: skip
    rows.sort(key=lambda row: (row["ページ番号"], row["言語"] != site.config.language, row["URL"]))
    return _made("pages", rows, moved)


def _events(site: Site) -> Dataset:
    found = [
        o for o in (occasion_of(entry, site) for entry in site.published()) if o and o.lang == site.config.language
    ]
    return _made("events", (_event(one, site) for one in found), (one.changed for one in found))


def _event(one: Occasion, site: Site) -> Row:
    place = one.place
    is_number = one.fee.isascii() and one.fee.isdigit()
    return {
        "ID": one.id, "イベント名": one.title, "開始日": _day(one.start), "終了日": _day(one.end), "開始時間": _hour(one.start),
        "終了時間": _hour(one.end), "説明": one.summary,
        "料金(基本)": one.fee if is_number else "", "料金(詳細)": "" if is_number else one.fee,
        "連絡先名称": one.department.name if one.department else "",
        "連絡先電話番号": one.department.phone if one.department else "",
        "主催者": site.config.name, "場所名称": place.name if place else "",
        "所在地_連結表記": place.line if place else "",
        "緯度": place.latitude if place else "", "経度": place.longitude if place else "",
        "定員": one.capacity, "参加申込終了日": _day(one.apply_by), "参加申込終了時間": _hour(one.apply_by),
        "URL": site.config.absolute(one.url), "更新日": _day(one.changed), "開催状況": STATES[one.status],
    }  # fmt: skip


MAKERS: Mapping[str, Callable[[Site], Dataset]] = {
    "facilities": _facilities,
    "departments": _departments,
    "terms": _terms,
    "pages": _pages,
    "events": _events,
}
"""Name of a dataset -> what makes it."""


def _names(ids: Iterable[str], rows: Mapping[str, Category]) -> str:
    return ";".join(rows[id].name for id in ids if id in rows)


def _date(at: Instant) -> dt.date:
    return at.date() if isinstance(at, dt.datetime) else at


def _day(at: Instant | None) -> str:
    return "" if at is None else _date(at).isoformat()


def _hour(at: Instant | None) -> str:
    return at.strftime("%H:%M") if isinstance(at, dt.datetime) else ""
