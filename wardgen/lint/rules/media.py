"""Images and attachments: there, described, and safe to publish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.rule import PageView, SiteView, ref_rule, rule
from wardgen.model.diagnostic import Diagnostic, Level, diagnostic
from wardgen.render.links import content_path


@rule("I001", "image-without-alt", Level.ERROR, "page", wcag=("1.1.1",), act=("23a2a8",))
def image_without_alt(view: PageView) -> Iterator[Diagnostic]:
    """画像に、内容を伝える文（代替テキスト）がない。

    飾りだけの画像は、飾りだとわかるように HTML で `<img src="…" alt="">` と書きます。

    出典: WCAG 2.2 達成基準 1.1.1、JIS X 8341-3:2016 1.1.1、ACT 23a2a8

    悪い例:
        窓口の場所は、次の図のとおりです。

        ![](/img/a.png) ←

    良い例:
        窓口の場所は、次の図のとおりです。

        ![1階の地図。区民課は入口の右、5番の窓口です](/img/a.png)

        <img src="/img/a.png" alt="">
    """
    for index, ref in enumerate(view.outline.refs):
        if ref.kind != "image" or (ref.label or "").strip():
            continue
        span = view.ref_span(index)
        line = view.source.text[view.source.text.rfind("\n", 0, span.start) + 1 : span.end]
        # `alt=""` in HTML is the author's word that the picture is decoration; `![]` is just an omission.
        if ref.label is not None and re.search(r"<img\b[^>]*$", line, re.I):
            continue
        yield view.found(span, target=ref.target)


image_missing = ref_rule(
    "I003",
    "image-missing",
    """画像のファイルがない。

    悪い例:
        ![窓口の地図](/img/nai.png) ←

    良い例:
        ![窓口の地図](/img/a.png)
    """,
)
image_elsewhere = ref_rule(
    "I004",
    "image-elsewhere",
    """画像が、よそのサイトに置かれている。

    ページを見た人のことが、そのサイトに知られます。画像は content/ に置いてください。

    悪い例:
        ![桜](https://photo.example/sakura.jpg) ←

    良い例:
        ![桜](/img/a.png)
    """,
)
image_data = ref_rule(
    "I005",
    "image-data",
    """画像が、文字の形（data:）で本文に埋めこまれている。

    出典: SHIRASAGI のアクセシビリティチェック（データ URI の画像）

    悪い例:
        ![印](data:image/png;base64,iVBORw0KGgo=) ←

    良い例:
        ![印](/img/a.png)
    """,
)


@rule("I006", "asset-unpublishable", Level.ERROR, "site")
def asset_unpublishable(view: SiteView) -> Iterator[Diagnostic]:
    """画像や添付ファイルが、そのままでは公開できない（こわれている、大きすぎる、プログラムや鍵を含む）。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """
    yield from _asset_problems(view, {"image-broken", "image-too-large", "svg-script", "pdf-broken", "pdf-locked"})


@rule("I007", "pdf-untitled", Level.ERROR, "site", wcag=("2.4.2",))
def pdf_untitled(view: SiteView) -> Iterator[Diagnostic]:
    """PDF に、題名（文書のタイトル）がない。

    出典: WCAG 2.2 達成基準 2.4.2、WCAG 技法 PDF18

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """
    yield from _asset_problems(view, {"pdf-untitled"})


def _asset_problems(view: SiteView, problems: set[str]) -> Iterator[Diagnostic]:
    for entry, index, target in view.targets:
        if target.asset is not None and target.asset.problem in problems:
            written = entry.outline.refs[index].target
            yield view.found(entry, view.ref_span(entry, index), target=written, problem=target.asset.problem)
    for entry in view.live:
        for name in (*entry.page.attachments, *entry.page.images):
            asset = view.site.assets.get(content_path(name, entry.page, view.site) or "")
            if asset is not None and asset.problem in problems:
                key = "attachments" if name in entry.page.attachments else "images"
                yield view.found(entry, view.field_span(entry, key, name), target=name, problem=asset.problem)


@rule("I008", "attachment-missing", Level.ERROR, "site")
def attachment_missing(view: SiteView) -> Iterator[Diagnostic]:
    """添付ファイルがない。

    悪い例:
        [申請書](/forms/nai.pdf) ←

    良い例:
        [申請書](/forms/a.txt)
    """
    yield from view.broken("attachment-missing")
    for entry in view.live:
        for key in ("attachments", "images"):
            for name in getattr(entry.page, key):
                path = content_path(name, entry.page, view.site)
                if path is None or path not in view.site.assets:
                    yield view.found(entry, view.field_span(entry, key, name), target=name, looked=path or name)


@rule("I009", "asset-unused", Level.REVIEW, "site", wide=True)
def asset_unused(view: SiteView) -> Iterator[Diagnostic]:
    """どのページからも使われていないファイルがある（公開されない）。

    悪い例:
        === content/forms/a.txt
        申請書です。 ←
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        ![窓口の地図](/img/a.png)

    良い例:
        ![窓口の地図](/img/a.png)

        [申請書](/forms/a.txt)
    """
    used = named_assets(view)
    for path in view.site.assets:
        if path not in used:
            yield diagnostic("", f"{view.site.config.content}/{path}", path=path)


def named_assets(view: SiteView) -> set[str]:
    """Paths of the assets that any page names, published or not."""
    # The logo may lie in content/ without any page naming it.
    used = {view.site.config.brand.logo.removeprefix(f"{view.site.config.content}/")}
    for entry in view.site.entries.values():
        for ref in entry.outline.refs:
            if ref.kind in ("image", "link", "chart"):
                used.add(content_path(ref.target.partition("#")[0], entry.page, view.site) or "")
        for name in (*entry.page.attachments, *entry.page.images):
            used.add(content_path(name, entry.page, view.site) or "")
    return used
