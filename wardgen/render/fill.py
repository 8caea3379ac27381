"""Body HTML with marks and the targets of its refs become the HTML of a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from html import escape

from wardgen.model.body import CLOSE, END, OPEN, WHOLE, Ref
from wardgen.model.register import Department
from wardgen.model.site import Asset, file_kind
from wardgen.render.charts.beside import figure_file, figure_html
from wardgen.render.links import Target, relative

REF_MARK = re.compile(f"([{OPEN}{CLOSE}{WHOLE}])(\\d+){END}")
"""Where a ref stands in a body's HTML: which sign, and the ref's number."""


def fill(
    html: str,
    refs: Sequence[Ref],
    targets: Sequence[Target],
    here: str,
    lang: str,
    words: Mapping[str, str],
    *,
    full: str = "",
    prefix: str = "",
    together: Mapping[str, str] | None = None,
) -> str:
    """Fill the marks of a body; `here`: the URL of the page that it stands on; `full`: prefix for feeds instead of relative links.

    `together`: URL -> prefix of the ids of the pages that stand on `here` one after the other; `prefix`: this body's.
    """
    near = together or {}

    def address(url: str) -> str:
        return full + url if full else relative(here, url)

    def put(found: re.Match[str]) -> str:
        index = int(found[2])
        ref, target = refs[index], targets[index]
        if found[1] == OPEN:
            return _open(ref, target, address, lang, near)
        if found[1] == CLOSE:
            return _close(target, words)
        if ref.kind == "image":
            return _image(ref, target, address, words)
        if ref.kind == "contact":
            return contact_html(target.department, words, lang) if target.department else ""
        if ref.kind == "chart":
            return _figure(target, address, prefix, lang, words)
        if ref.kind in ("figure", "note"):
            return escape(target.title)
        return f'<span class="notice-kind">{escape(words["notice_" + target.url])}</span>'

    return REF_MARK.sub(put, html)


def _attributes(ref: Ref) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in ref.attrs)


def _open(ref: Ref, target: Target, address: Callable[[str], str], lang: str, near: Mapping[str, str]) -> str:
    if target.kind == "broken":
        return "<span>"
    if target.kind == "external":
        href = target.url
    elif target.kind == "page" and target.url in near:
        href = f"#{near[target.url]}{target.fragment}" if target.fragment else f"#{near[target.url].rstrip('-')}"
    else:
        same_page = target.kind == "page" and ref.target.startswith("#")
        href = "" if same_page else address(target.url)
        href += f"#{target.fragment}" if target.fragment else ""
    hreflang = (
        f' hreflang="{escape(target.lang)}"'
        if target.lang and target.lang != lang and "hreflang" not in dict(ref.attrs)
        else ""
    )
    title = "" if ref.label else escape(target.title)
    return f'<a href="{escape(href)}"{hreflang}{_attributes(ref)}>{title}'


def _close(target: Target, words: Mapping[str, str]) -> str:
    if target.kind == "broken":
        return "</span>"
    note = f'<span class="file-note">（{escape(file_note(target.asset, words))}）</span>' if target.asset else ""
    return f"{note}</a>"


def _image(ref: Ref, target: Target, address: Callable[[str], str], words: Mapping[str, str]) -> str:
    if target.asset is None:
        # A picture from elsewhere would tell that site who reads this page: only its alternative text is shown.
        label = ref.label or words["image_lacking"]
        return f'<span class="image-lacking">{escape(label)}</span>'
    size = f' width="{target.asset.width}" height="{target.asset.height}"' if target.asset.width else ""
    src = escape(address(target.url))
    return f'<img src="{src}" alt="{escape(ref.label or "")}"{size}{_attributes(ref)} loading="lazy" decoding="async">'


def _figure(target: Target, address: Callable[[str], str], prefix: str, lang: str, words: Mapping[str, str]) -> str:
    figure = target.figure
    if figure is None:
        return ""
    note = _size_note("CSV", len(figure_file(figure, words)), words)
    return figure_html(figure, f"{prefix}{figure.id}", address(target.url), note, lang, words)


def file_note(asset: Asset, words: Mapping[str, str]) -> str:
    """What a file is and how large, in words: PDF、120キロバイト (JIS X 8341-3 guidance: say type and size on the link)."""
    return _size_note(file_kind(asset.path), asset.size, words)


def _size_note(kind: str, size: int, words: Mapping[str, str]) -> str:
    unit = "size_kb" if size < 1_000_000 else "size_mb"
    number = f"{max(1, round(size / 1000))}" if size < 1_000_000 else f"{size / 1_000_000:.1f}"
    return f"{kind}{words['list_comma']}{words[unit].format(n=number)}"


def dialled(number: str) -> str:
    """The digits of a telephone number, as a `tel:` link needs them; '' for what is no number."""
    plain = re.sub(r"[^0-9+]", "", unicodedata.normalize("NFKC", number))
    return plain if re.search("[0-9]{3}", plain) else ""


def posted(address: str) -> str:
    """An e-mail address as a `mailto:` link takes it; '' for what is none, or would say more than where to (RFC 6068 `?bcc=`)."""
    return address if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", address, re.A) else ""


def contact_html(department: Department, words: Mapping[str, str], lang: str) -> str:
    """A contact box from the register's row."""
    name = department.called(lang)
    links = {"phone": f"tel:{dialled(department.phone)}", "mail": f"mailto:{department.mail}"}
    cells = ""
    for key, value, tongue in department.facts(lang):
        shown = f'<a href="{escape(links[key])}">{escape(value)}</a>' if key in links else escape(value)
        other = f' lang="{tongue}"' if tongue and tongue != lang.split("-")[0] else ""
        cells += f"<div><dt>{escape(words[key])}</dt><dd{other}>{shown}</dd></div>"
    ja = ' lang="ja"' if not lang.startswith("ja") and name == department.name else ""
    return f'<div class="contact"><p class="contact-name"{ja}>{escape(name)}</p><dl>{cells}</dl></div>'
