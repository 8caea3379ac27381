"""A site becomes searchable: the index (lexicon, postings, cards), and the page that asks it."""

from __future__ import annotations

from wardgen.outputs.output import Output, View


def _piece(name: str) -> Output:
    def render(view: View) -> bytes:
        data: bytes = view[f"search_{name}"].data()
        return data

    scope = {"first": "site", "meta": "site"}.get(name, f"search-{name}")
    path = {"first": "search/lex.bin", "meta": "search/index.json"}.get(name)
    return Output(f"search-{name}", scope, (f"search_{name}",), lambda url: path or url[1:], render)


SEARCH_INDEX = tuple(_piece(name) for name in ("meta", "first", "tail", "shard", "card"))
"""The files of the index; `meta` names its shape and version."""
