"""Tables become open data: CSV and JSON under /data/, and a page that says what each file holds.

CSV: see render/csvfile.py. JSON: the same rows and names without BOM, null for what is not known; every value is text, so
that codes and telephone numbers keep their zeros.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from wardgen.model.page import Instant
from wardgen.outputs.jsonld import dumps, trail_node
from wardgen.outputs.output import Output, View, index_html
from wardgen.render.csvfile import csv_file
from wardgen.render.datasets import Dataset
from wardgen.render.linked import Node, filled

LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.ja"


def csv_bytes(table: Dataset) -> bytes:
    """A table as a CSV file."""
    return csv_file(table.columns, table.rows)


def json_bytes(table: Dataset) -> bytes:
    """A table as a JSON file: a list of objects, one a line."""
    rows = (dict(zip(table.columns, (cell or None for cell in row), strict=True)) for row in table.rows)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()


def _csv(view: View) -> bytes:
    return csv_bytes(view["dataset"])


def _json(view: View) -> bytes:
    return json_bytes(view["dataset"])


def _page(view: View) -> str:
    """The page of all files, with the size that each has."""
    words = view.templates.theme.say(view.lang)
    files = [
        (table, tuple((kind, f"{table.name}.{kind.lower()}", _size(data, words)) for kind, data in _both(table)))
        for table in view["datasets"]
    ]
    return view.page("data.html", files=files, licence=LICENCE, linked=_linked(view, words))


def _both(table: Dataset) -> tuple[tuple[str, bytes], ...]:
    return ("CSV", csv_bytes(table)), ("JSON", json_bytes(table))


def _size(data: bytes, words: Mapping[str, str]) -> str:
    return words["size_kb"].format(n=f"{max(1, round(len(data) / 1000))}")


def _linked(view: View, words: Mapping[str, str]) -> str:
    """schema.org DataCatalog, so that search engines for data find the files."""
    base = view["frame"].url.rstrip("/")
    url = base + view.here
    catalog = filled(
        at_type="DataCatalog",
        at_id=f"{url}#catalog",
        name=words["data"],
        description=words["data_lead"],
        url=url,
        inLanguage=view.lang,
        license=LICENCE,
        publisher={"@type": "GovernmentOrganization", "@id": f"{base}/#ward", "name": view["frame"].name},
        dataset=[_dataset(table, url, words, view["frame"].name) for table in view["datasets"]],
    )
    return dumps(catalog, trail_node([(words["home"], f"{base}/"), (words["data"], url)], url))


def _dataset(table: Dataset, url: str, words: Mapping[str, str], ward: str) -> Node:
    return filled(
        at_type="Dataset",
        at_id=f"{url}#{table.name}",
        name=f"{ward} {words[f'data_{table.name}']}",
        description=words[f"data_{table.name}_lead"],
        license=LICENCE,
        dateModified=_iso(table.updated),
        distribution=[
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{url}{table.name}.{ending}"}
            for kind, ending in (("text/csv", "csv"), ("application/json", "json"))
        ],
    )


def _iso(day: Instant | None) -> str:
    return day.isoformat() if day else ""


DATA_CSV = Output("data-csv", "dataset", ("dataset",), lambda url: f"{url[1:]}.csv", _csv)
DATA_JSON = Output("data-json", "dataset", ("dataset",), lambda url: f"{url[1:]}.json", _json)
DATA_PAGE = Output("data", "data", ("frame", "alerts", "datasets"), index_html, _page)
