"""Lists of pages become the ways in: home, folders, topics, new arrivals, facilities."""

from __future__ import annotations

from wardgen.outputs.output import Output, View, index_html


def _home(view: View) -> str:
    return view.page("home.html", body=view.body_html())


def _section(view: View) -> str:
    return view.page("list.html", title=view["name"], rows=view["section"], feed="")


def _topic(view: View) -> str:
    return view.page("list.html", title=view["topic_name"], rows=view["topic"], feed="feed.xml")


def _topics(view: View) -> str:
    return view.page("topics.html")


def _new(view: View) -> str:
    return view.page("list.html", title=view["name"], rows=view["news"], feed="../feed.xml")


def _facilities(view: View) -> str:
    return view.page("facilities.html", title=view["name"])


HOME = Output(
    "home", "home", ("frame", "home", "refs", "targets", "all_topics", "site_feed", "body"), index_html, _home
)
SECTION = Output("section", "section", ("frame", "name", "section", "trail"), index_html, _section)
TOPICS = Output("topics", "topics", ("frame", "all_topics"), index_html, _topics)
TOPIC = Output("topic", "topic", ("frame", "topic", "topic_name"), index_html, _topic)
NEW = Output("new", "new", ("frame", "name", "news"), index_html, _new)
FACILITIES = Output("facilities", "facilities", ("frame", "name", "facilities"), index_html, _facilities)
