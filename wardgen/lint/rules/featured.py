"""Whether what the home page shows first (`featured`) is there to be shown."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.rule import SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level
from wardgen.model.site import Entry
from wardgen.render.links import Target, named
from wardgen.render.listings import FEATURED


@rule("N006", "featured-unknown", Level.ERROR, "site")
def featured_unknown(view: SiteView) -> Iterator[Diagnostic]:
    """トップページで先に案内するページ（featured）が、ないか、公開されていない。

    悪い例:
        === content/index.md
        ---
        title: 見本区
        kind: page
        featured: [todokede/tenkyo] ←
        ---
        見本区のホームページです。

    良い例:
        === content/index.md
        ---
        title: 見本区
        kind: page
        featured: [todokede/tennyu]
        ---
        見本区のホームページです。
    """
    for entry, name, target in _featured(view):
        if target.kind == "broken" and target.rule != "link-ended-since":
            yield view.found(entry, view.field_span(entry, "featured", name), value=name)


@rule("N007", "featured-ended-since", Level.WARNING, "site")
def featured_ended_since(view: SiteView) -> Iterator[Diagnostic]:
    """トップページで先に案内するページ（featured）が、書いたあとで終わった。公開は止めず、次の案内があればそれを出す。

    悪い例:
        === content/index.md
        ---
        title: 見本区
        kind: page
        updated: 2020-08-01
        featured: [natsu] ←
        ---
        見本区のホームページです。
        === content/natsu.md
        ---
        title: 夏の催し
        kind: page
        topic: todokede
        expire: 2020-08-31
        ---
        終わりました。

    良い例:
        === content/index.md
        ---
        title: 見本区
        kind: page
        featured: [todokede/tennyu]
        ---
        見本区のホームページです。
    """
    for entry, name, target in _featured(view):
        if target.rule == "link-ended-since":
            yield view.found(entry, view.field_span(entry, "featured", name), value=name, **dict(target.words))


@rule("N008", "featured-unshown", Level.WARNING, "site")
def featured_unshown(view: SiteView) -> Iterator[Diagnostic]:
    """先に案内するページ（featured）に書いたのに、トップページに出ない。

    featured は content/index.md だけで働き、8件までが出ます。

    悪い例:
        === content/a.md
        ---
        title: 区の花
        kind: page
        topic: todokede
        featured: [todokede/tennyu] ←
        ---
        区の花はつつじです。

    良い例:
        === content/index.md
        ---
        title: 見本区
        kind: page
        featured: [todokede/tennyu]
        ---
        見本区のホームページです。
    """
    for entry in view.live:
        for name in entry.page.featured[FEATURED if entry.page.url == "/" else 0 :]:
            yield view.found(entry, view.field_span(entry, "featured", name), value=name, limit=FEATURED)


def _featured(view: SiteView) -> Iterator[tuple[Entry, str, Target]]:
    """What the home page names to be shown first, with what residents would reach."""
    for entry in view.live:
        for name in entry.page.featured if entry.page.url == "/" else ():
            if name not in view.site.unloaded:
                yield entry, name, named(name, entry.page, view.site)
