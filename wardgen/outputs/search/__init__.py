"""A site becomes searchable: the index (lexicon, postings, cards), the page that asks it, and how browsers call that page."""

from __future__ import annotations

from wardgen.outputs.jsonld import index_data
from wardgen.outputs.output import Output, View, index_html

_FILES = {"first": "search/lex.bin", "meta": "search/index.json", "offices": "search/dep.bin"}


def _piece(name: str) -> Output:
    def render(view: View) -> bytes:
        data: bytes = view[f"search_{name}"].data()
        return data

    file = _FILES.get(name)
    scope = "site" if file else f"search-{name}"
    return Output(f"search-{name}", scope, (f"search_{name}",), lambda url: file or url[1:], render)


def _page(view: View) -> str:
    return view.page("search.html", linked=index_data(view))


def _description(view: View) -> str:
    return view.page("opensearch.xml")


SEARCH_INDEX = tuple(_piece(name) for name in ("meta", "first", "offices", "tail", "shard", "card"))
"""The files of the index; `meta` names its shape and version."""
SEARCH = Output(
    "search",
    "search",
    ("frame", "alerts", "index", "card", "choices", "all_topics", "enquiries", "trail", "voice"),
    index_html,
    _page,
)
OPENSEARCH = Output(
    "opensearch", "site", ("frame",), lambda _: "search/opensearch.xml", _description, needs="opensearch.xml"
)
"""https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md"""
