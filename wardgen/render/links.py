"""What a page names (another page, a file, a department, a figure) becomes what a resident can follow, or the rule that it breaks.

One judgement serves rendering and lint: a link that lint calls broken is never rendered as a link.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote, urlsplit

from wardgen.japanese.dates import say_instant
from wardgen.model.body import Outline, Ref
from wardgen.model.page import Page, State, begins, ends
from wardgen.model.register import Department, department_on
from wardgen.model.site import Asset, Entry, Site
from wardgen.render.charts.asked import ID, asked_of
from wardgen.render.charts.chart import Figure
from wardgen.render.charts.read import Fault, Faulty, make_figure
from wardgen.render.shape import figure_name, note_name

SCHEMES = ("http", "https", "mailto", "tel")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a ref leads. `rule` names the rule that it breaks; of kind `broken`, nothing is linked.

    `url`: site URL (`/a/b/`) or, for `external`, a full address. `title`: of the page or file reached, or how a figure or
    note is called. `figure`: what a chart or data table shows; `faults`: what is wrong with its data.
    """

    kind: str
    url: str = ""
    fragment: str = ""
    title: str = ""
    lang: str = ""
    asset: Asset | None = None
    department: Department | None = None
    figure: Figure | None = None
    faults: tuple[Fault, ...] = ()
    rule: str = ""
    words: tuple[tuple[str, str], ...] = ()


def resolve(ref: Ref, page: Page, outline: Outline, site: Site) -> Target:
    """Turn one ref of a page into its target."""
    if ref.kind == "notice":
        return Target("notice", ref.target)
    if ref.kind == "contact":
        return _contact(ref.target, site)
    if ref.kind == "image":
        return _image(ref.target, page, site)
    if ref.kind == "chart":
        return _chart(ref, page, site)
    if ref.kind == "figure":
        return _figure(ref, page, outline, site)
    if ref.kind == "note":
        number = int(ref.target) + sum(before.notes for before in site.before(page.url))
        return Target("note", title=note_name(number, page.lang))
    return _link(ref.target.strip(), page, outline, site)


def _contact(id: str, site: Site) -> Target:
    department = department_on(site.today, id, site.registers.departments)
    if department is None:
        return _broken("department-unknown" if id not in site.registers.departments else "department-closed", value=id)
    return Target("contact", department=replace(department, at=None))


def _image(target: str, page: Page, site: Site) -> Target:
    if re.match(r"(?:https?:)?//", target):
        return _broken("image-elsewhere", target=target)
    if target.startswith("data:"):
        return _broken("image-data", target=target[:30])
    path = content_path(target, page, site)
    if path is None:
        return _broken("link-outside", target=target)
    asset = site.assets.get(path)
    if asset is None:
        return _broken("image-missing", target=target, looked=path)
    return Target("image", asset.url, asset=asset)


def _chart(ref: Ref, page: Page, site: Site) -> Target:
    """A figure made from a file; where its data are wrong, of kind `broken` with the faults."""
    path = content_path(ref.target, page, site)
    if path is None:
        return _broken("link-outside", target=ref.target)
    if path not in site.tables:
        is_there = path in site.assets
        return _broken("data-kind" if is_there else "data-missing", target=ref.target, looked=path)
    table = site.tables[path]
    if table is None:
        return Target("broken")
    try:
        figure = make_figure(asked_of(ref), table)
    except Faulty as faulty:
        return Target("broken", faults=faulty.faults)
    return Target("chart", f"{page.url}{_file_name(dict(ref.attrs)[ID])}", title=figure.title, figure=figure)


def _file_name(id: str) -> str:
    """The name of a figure's CSV file, beside its page: its id, with other letters than of names of pages as their code."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else f"u{ord(c):x}" for c in id) + ".csv"


def _figure(ref: Ref, page: Page, outline: Outline, site: Site) -> Target:
    """How a figure is called, counted through its publication; the words of the link where it leads to none."""
    if ref.target.startswith("#"):
        reached = Target("page", page.url, unquote(ref.target[1:]))
    else:
        reached, outline = _link(ref.target, page, outline, site), Outline()
        if reached.url in site.entries:
            outline = site.entries[reached.url].outline
    for one in outline.figures:
        if one.id == reached.fragment:
            number = one.number + sum(len(before.figures) for before in site.before(reached.url))
            return Target("figure", title=figure_name(number, page.lang))
    return Target("figure", title=ref.label or "")


def _link(target: str, page: Page, outline: Outline, site: Site) -> Target:
    if not target:
        return _broken("link-empty")
    if target.startswith("#"):
        return _fragment(Target("page", page.url), unquote(target[1:]), outline.ids, target)
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", target)
    if scheme is not None:
        name = scheme[1].lower()
        if name == "page":
            return _by_id(target[5:], page, site, target)
        if name not in SCHEMES:
            return _broken("link-scheme", target=target, scheme=name)
        if name in ("http", "https"):
            try:
                if not urlsplit(target).netloc:
                    raise ValueError
            except ValueError:
                return _broken("link-malformed", target=target)
        return Target("external", target)
    if target.startswith("//"):
        return _broken("link-scheme", target=target, scheme="//")
    path, _, fragment = target.partition("#")
    path = path.partition("?")[0]
    found = content_path(path, page, site)
    if found is None:
        return _broken("link-outside", target=target)
    if found in site.unloaded or found.strip("/") in site.unloaded:
        return Target("broken")
    url = site.by_path.get(found)
    if url is None:
        for candidate in (f"/{found.strip('/')}/", "/" if not found else ""):
            if candidate in site.entries or candidate in site.ways:
                url = candidate
    if url is not None:
        return _page(url, unquote(fragment), page, site, target)
    asset = site.assets.get(found)
    if asset is not None:
        return Target("asset", asset.url, title=asset.title or "", asset=asset)
    kind = (
        "link-broken" if found.endswith((".md", "/")) or "." not in posixpath.basename(found) else "attachment-missing"
    )
    return _broken(kind, target=target, looked=found)


def _by_id(rest: str, page: Page, site: Site, target: str) -> Target:
    id, _, fragment = rest.partition("#")
    url = site.by_id.get((id, page.lang)) or site.by_id.get((id, site.config.language))
    if url is None and id in site.unloaded:
        return Target("broken")
    if url is None:
        return _broken("link-broken", target=target, looked=id)
    return _page(url, unquote(fragment), page, site, target)


def _page(url: str, fragment: str, page: Page, site: Site, target: str) -> Target:
    """A page of the site, in the reader's language where it exists."""
    index = site.ways.get(url)
    # An entrance that is not shown leaves the index of its folder in its place.
    if index is not None and (url not in site.entries or site.entries[url].state is not State.PUBLISHED):
        return Target("page", url, title=index.name, lang=index.lang or site.config.language)
    entry = site.entries[url]
    own = site.by_id.get((entry.page.id, page.lang))
    if (
        own is not None
        and site.entries[own].state is State.PUBLISHED
        and fragment in ("", *site.entries[own].outline.ids)
    ):
        entry = site.entries[own]
    state = entry.state
    if state is State.FUTURE and page.publish is not None:
        # Two pages that appear on the same day may link to each other.
        state = entry.page.state(max(site.now, begins(page.publish)))
    if entry.page.expire is not None and state in (State.ENDED, State.GONE):
        return _ended(entry, state, page, site, target)
    if state is not State.PUBLISHED:
        return _broken("link-to-unpublished", target=target, title=entry.page.title, state=state)
    reached = Target("page", entry.page.url, title=entry.page.title, lang=entry.page.lang)
    return _fragment(reached, fragment, entry.outline.ids, target)


def _ended(entry: Entry, state: State, page: Page, site: Site, target: str) -> Target:
    """A page that has ended: an editor's slip where the link was written later, the passing of time where earlier.

    Time alone must not stop a publish at midnight, for then what has ended would stay; such a link leads to the
    successor or the short notice, and a warning tells the editor.
    """
    gone = entry.page
    words = {"target": target, "title": gone.title, "expire": say_instant(gone.expire) if gone.expire else ""}
    written = page.moved()
    if written is None or gone.expire is None or begins(written) >= ends(gone.expire):
        return _broken("link-to-ended", **words)
    successor = page_by_name(gone.successor, gone, site) if gone.successor else None
    # The successor itself may tell of what was before.
    if successor is not None and successor.state is State.PUBLISHED and successor.page.id != page.id:
        entry = successor
    elif state is State.GONE:
        return _broken("link-ended-since", **words)
    past = tuple(words.items())
    return Target(
        "page", entry.page.url, title=entry.page.title, lang=entry.page.lang, rule="link-ended-since", words=past
    )


def _fragment(reached: Target, fragment: str, ids: frozenset[str], target: str) -> Target:
    if not fragment:
        return reached
    if fragment not in ids:
        return _broken("anchor-broken", target=target, anchor=fragment, ids="・".join(sorted(ids)[:12]))
    return Target(reached.kind, reached.url, fragment, reached.title, reached.lang)


def targets_of(entry: Entry, site: Site) -> tuple[Target, ...]:
    """What each ref of a page reaches; rules, outputs and files ask for it, and each is resolved once."""
    url = entry.page.url
    if url not in site.reached:
        site.reached[url] = tuple(resolve(ref, entry.page, entry.outline, site) for ref in entry.outline.refs)
    return site.reached[url]


def _broken(rule: str, **words: object) -> Target:
    return Target("broken", rule=rule, words=tuple((k, str(v)) for k, v in words.items()))


_ODD = re.compile(r"/\.|//|/$")
"""What a path must be looked at more closely for."""


def content_path(target: str, page: Page, site: Site) -> str | None:
    """A path as written in a page -> relative to content/; None where it leads out of it."""
    plain = unquote(target) if "%" in target else target
    if plain.startswith("/") and not _ODD.search(plain):
        return plain[1:]
    if plain.startswith("/"):
        path = posixpath.normpath(plain.lstrip("/") or ".")
    else:
        folder = posixpath.dirname(page.path.removeprefix(site.config.content.strip("/") + "/"))
        path = posixpath.normpath(posixpath.join(folder, plain))
    if path == ".." or path.startswith("../"):
        return None
    return "" if path == "." else path


def page_by_name(name: str, page: Page, site: Site) -> Entry | None:
    """The page that a front matter value means: an id, or a file relative to the page."""
    url = site.by_id.get((name, page.lang)) or site.by_id.get((name, site.config.language))
    if url is None:
        path = content_path(name, page, site)
        url = site.by_path.get(path) if path is not None else None
    return site.entries.get(url) if url is not None else None


def named(name: str, page: Page, site: Site) -> Target:
    """What residents reach by the name of a page in front matter, as if the page linked to it."""
    found = page_by_name(name, page, site)
    return _page(found.page.url, "", page, site, name) if found is not None else _broken("link-broken", target=name)


def relative(here: str, there: str) -> str:
    """The shortest way from one site URL to another: a site so linked works in any folder of any server."""
    if there == here:
        return "./"
    start, goal = here.split("/")[1:-1], there.split("/")[1:]
    shared = 0
    while shared < min(len(start), len(goal) - 1) and start[shared] == goal[shared]:
        shared += 1
    return "../" * (len(start) - shared) + "/".join(quote(part) for part in goal[shared:]) or "./"
