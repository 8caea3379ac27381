"""Lists of pages become the ways in: home, and every index that no written page introduces."""

from __future__ import annotations

from wardgen.outputs.jsonld import home_data, index_data
from wardgen.outputs.output import Output, View, index_html


def _home(view: View) -> str:
    return view.page("home.html", body=view.body_html(), linked=home_data(view))


def _index(view: View) -> str:
    return view.page("index.html", linked=index_data(view))


HOME = Output(
    "home", "home", ("frame", "alerts", "home", "card", "refs", "targets", "voice", "body"), index_html, _home
)
INDEX = Output("indexes", "index", ("frame", "alerts", "index", "card", "trail", "voice"), index_html, _index)
