"""The pages of a site become the assets that are published with them."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.model.page import State
from wardgen.model.site import Asset, Entry, Site
from wardgen.render.links import content_path, targets_of


def used_assets(site: Site) -> Iterator[Asset]:
    """The assets that a published page uses, in the order of their paths."""
    published = (entry for entry in site.entries.values() if entry.state is State.PUBLISHED)
    for path in sorted({path for entry in published for path in assets_of(entry, site)}):
        asset = site.assets[path]
        if is_fit(asset):
            yield asset


def assets_of(entry: Entry, site: Site) -> Iterator[str]:
    """The paths of the assets that a page uses."""
    for target in targets_of(entry, site):
        if target.asset is not None:
            yield target.asset.path
    for name in (*entry.page.attachments, *entry.page.images):
        path = content_path(name, entry.page, site)
        if path is not None and path in site.assets:
            yield path


def is_fit(asset: Asset) -> bool:
    """Whether an asset may be published."""
    return asset.problem in ("", "pdf-untitled")
