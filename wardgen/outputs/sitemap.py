"""All addresses become sitemap.xml (sitemaps.org 0.9), and robots.txt that names it."""

from __future__ import annotations

from wardgen.outputs.output import Output, View


def _sitemap(view: View) -> str:
    return view.page("sitemap.xml")


def _robots(view: View) -> str:
    return f"User-agent: *\nAllow: /\nSitemap: {view['frame'].url}/sitemap.xml\n"


SITEMAP = Output("sitemap", "site", ("frame", "addresses"), lambda _: "sitemap.xml", _sitemap)
ROBOTS = Output("robots", "site", ("frame",), lambda _: "robots.txt", _robots)
