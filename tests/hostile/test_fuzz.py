"""Whatever bytes a reader is given, it answers with a value or a finding: no exception, places inside the text, twice the same.

Each reader meets seeds of its format that were cut, doubled and mixed with the signs that mean something in it. The ordinary
run takes a few fixed examples, the long run thousands. What was once found stands as an `@example`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.conftest import DEFAULT_SITE, ROOT, WHOLE, parse_site
from tests.hostile.judges import elements
from tests.hostile.site import PAYLOADS, PLAIN, body_of
from tests.outputs.test_valid import EVERYTHING
from wardgen.build.cache import Cache, pack
from wardgen.build.made import Inputs
from wardgen.build.manifest import NAME, content_hash, is_inside, read_manifest
from wardgen.build.publish import Publisher
from wardgen.build.snapshot import Broken, read_snapshot
from wardgen.build.stamp import holds, read_stamp
from wardgen.lint.baseline import read_baseline
from wardgen.lint.facts.document import parse_html
from wardgen.lint.html import check_html
from wardgen.lint.presets import html_rules
from wardgen.lint.rules import RULES
from wardgen.load.assets import IMAGES, image_size, publish_asset
from wardgen.load.config import load_config
from wardgen.load.files import PAGE_LIMIT, read_source
from wardgen.load.frontmatter import FIELDS
from wardgen.load.pages import load_page
from wardgen.load.registers import load_registers
from wardgen.load.tables import load_table
from wardgen.model.diagnostic import Diagnostic, Refused
from wardgen.model.page import TOKYO, Kind, Page
from wardgen.model.source import Span
from wardgen.render.body import Nested, make_body, numbered_html, walk_anew
from wardgen.render.linemap import LineMap, mark_lines
from wardgen.serve.guard import read_form, read_target

COUNT = 1_500 if WHOLE else 50
FUZZ = settings(
    max_examples=COUNT,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)

SITE = parse_site(DEFAULT_SITE) | parse_site(EVERYTHING)
PAGES = [text for path, text in SITE.items() if path.endswith(".md")]
BODIES = [text.partition("\n---\n")[2] for text in PAGES] + [body_of(one) for one in (*PLAIN, *PAYLOADS)]
SAMPLES = [make_body(text, "ja")[1].html for text in BODIES[:8]] + [
    (ROOT / "theme/templates/404.html").read_text(encoding="utf-8")
]
STAMP = {
    "format": 1,
    "asked": {"a": "b"},
    "roots": ["/nowhere"],
    "inputs": {"digest": "0", "young": {}},
    "written": "0",
}
STAMP |= {
    "output": "/nowhere",
    "files": ["index.html"],
    "at": "2026-11-15T00:00:00+09:00",
    "until": "2026-11-17T00:00:00+09:00",
}
KEYS = [f"\n{one.key}: " for one in FIELDS]
SIGNS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "signs.yaml").read_text(encoding="utf-8"))
YAML, MARKDOWN, CSV = SIGNS["yaml"], SIGNS["markdown"], SIGNS["csv"]
JSON = [*SIGNS["json"], "9" * 400, "[" * 3_000, '{"a":' * 3_000]
HTML = [*MARKDOWN, *SIGNS["html"]]


def mutated(seeds: Sequence[str], signs: Sequence[str]) -> st.SearchStrategy[str]:
    """A seed after some cuts, copies and insertions; now and then any text at all."""
    step = st.tuples(
        st.sampled_from(["put", "cut", "copy", "any"]),
        st.floats(0, 1),
        st.integers(0, 60),
        st.sampled_from(signs),
        st.text(max_size=4),
    )

    def apply(seed: str, steps: list[tuple[str, float, int, str, str]]) -> str:
        for kind, where, length, sign, some in steps:
            at = int(where * len(seed))
            piece = seed[at : at + length]
            new = {"put": sign + piece, "cut": "", "copy": piece * 3, "any": some + piece}[kind]
            seed = seed[:at] + new + seed[at + length :]
        return seed

    known = st.builds(apply, st.sampled_from(list(seeds)), st.lists(step, min_size=1, max_size=8))
    return st.one_of(
        known, known, known, st.lists(st.sampled_from(list(signs)), max_size=40).map("".join), st.text(max_size=60)
    )


def spoilt(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Bytes of a seed with some of them changed, cut off or put twice."""
    step = st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=8))

    def apply(seed: bytes, steps: list[tuple[float, int, bytes]], end: float) -> bytes:
        for where, length, new in steps:
            at = int(where * len(seed))
            seed = seed[:at] + new + seed[at + length :]
        return seed[: int(len(seed) * end)] if end < 0.9 else seed

    return st.builds(apply, st.sampled_from(list(seeds)), st.lists(step, min_size=1, max_size=6), st.floats(0, 1.5))


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def hold(found: Iterable[Diagnostic], length: int) -> None:
    """Every finding names a rule and a place inside the text."""
    for one in found:
        assert one.rule in RULES, one
        assert one.span is None or 0 <= one.span.start <= one.span.end <= length, (one, length)
        for edit in one.fix.edits if one.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= length, (one, edit)


def twice(read: Callable[[], Any]) -> Any:
    """What a reader answers; the same when it is asked again."""
    first = read()
    assert repr(first) == repr(read())
    return first


# -- text --------------------------------------------------------------------------------------------------------------


@FUZZ
@given(mutated(PAGES, [*YAML, *KEYS, "---\n", "+++\n"]))
def test_a_page_is_read_or_told(text: str) -> None:
    source, found = read_source(encoded(text), "p.md")
    hold(found, len(text))
    if source is not None:
        page, found = twice(lambda: load_page(source, "p.md", "ja"))
        hold(found, len(source.text))
        assert page is not None or found


@FUZZ
@given(mutated(BODIES, MARKDOWN), st.sampled_from(["ja", "en"]))
@example("<p\n>![", "ja")
def test_a_body_is_made_or_nests_too_deep(text: str, lang: str) -> None:
    source, _ = read_source(encoded(text), "p.md", PAGE_LIMIT)
    if source is None:
        return
    try:
        outline, body = twice(lambda: make_body(source.text, lang))
        numbered_html(source.text, lang)
        walk_anew(mark_lines(source.text, 1), lang)
    except Nested:
        return
    said = set(elements("body", body.html.encode()))
    assert not {"<script>", "<style>", "<iframe>", "<form>", "<wgx>"} & said
    lines = LineMap(source, Page(path="p.md", id="p", lang=lang, url="/p/", body_start=0, title="p", kind=Kind.PAGE))
    spans = [lines.element(n, "a") for n in outline.ref_elements] + [lines.block(n) for n in range(len(body.blocks))]
    assert all(0 <= span.start <= span.end <= len(source.text) for span in spans)


@FUZZ
@given(mutated([html for html in SAMPLES if html], HTML))
@example("<p>{{ x<?s }}</p>")
def test_html_is_judged_whatever_it_is(text: str) -> None:
    list(check_html(parse_html(text, lang="ja"), html_rules()))


REGISTERS = {path.rpartition("/")[2]: text for path, text in SITE.items() if path.startswith("content/data/")}
SHIPPED = {
    path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "content/data").iterdir()) if path.is_file()
}


@FUZZ
@given(st.sampled_from(sorted(REGISTERS | SHIPPED)), st.data())
def test_a_register_is_read_or_told(name: str, data: st.DataObject) -> None:
    seeds = [text[:2_000] for text in (REGISTERS.get(name), SHIPPED.get(name)) if text]
    text = data.draw(mutated(seeds, CSV if name.endswith(".csv") else YAML))
    _, found = twice(lambda: load_registers({name: encoded(text)}, "data"))
    hold(found, len(text))


@FUZZ
@given(st.sampled_from(["t.csv", "t.yaml"]), st.data())
def test_a_table_is_read_or_told(name: str, data: st.DataObject) -> None:
    seeds = ['年度,窓口\n2024,"1,234"\n', "- {年度: 2024, 窓口: 5}\n- {年度: 2025, 窓口: 6}\n", "\ufeffa,b\r\n1,2\r\n"]
    text = data.draw(mutated(seeds, CSV if name.endswith(".csv") else YAML))
    table, found = twice(lambda: load_table(encoded(text), name))
    hold(found, len(text))
    assert (table is None) == bool(found)


LINT = "lint: {preset: strict, fail_on: error, baseline: b.json, paths: {'content/**': {image-without-alt: off}}}"
CONFIGS = [
    (ROOT / "config.yaml").read_text(encoding="utf-8"),
    SITE["config.yaml"],
    f"name: 区\nurl: https://a.example\n{LINT}\noutputs: [rss]\n",
]


@FUZZ
@given(
    mutated(
        CONFIGS,
        [
            *YAML,
            "\ncontent: ",
            "\ntheme: ",
            "\noutput: ",
            "\nurl: ",
            "https://[",
            "http://[::1",
            "//",
            "..",
            "/",
            "\x7f",
            "a" * 300 + "/",
            "~",
            "%00",
        ],
    )
)
@example("name: 区\nurl: https://[\n")
@example("name: 区\nurl: https://a.example\ncontent: " + "a" * 5_000 + "\n")
def test_a_config_is_read_or_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "content/img").mkdir(parents=True, exist_ok=True)
    (tmp_path / "config.yaml").write_bytes(encoded(text))
    try:
        config = load_config(tmp_path / "config.yaml")
    except Refused as refused:
        assert refused.found
        hold((one for one in refused.found if one.path == "config.yaml"), len(text))
    else:
        assert config.name and urlsplit(config.url).hostname


@FUZZ
@given(mutated(['{"version": 1, "findings": {"a.md": {"image-without-alt": 2}}}'], JSON))
@example('{"findings": {"a": {"b": Infinity}}}')
@example("[" * 100_000)
def test_a_baseline_is_read_or_told(text: str) -> None:
    counts, found = twice(lambda: read_baseline(text, "b.json"))
    assert not (counts and found)


@FUZZ
@given(
    mutated(["# wardgen\n# engines\n0123456789abcdef\t0:窓口:まどぐち\n"], ["\t", ":", "\n", "９", "9" * 5_000, "#"])
)
def test_a_snapshot_is_read_or_broken(text: str) -> None:
    with contextlib.suppress(Broken):
        twice(lambda: read_snapshot(text))


@FUZZ
@given(
    mutated(
        ["/todokede/tennyu/?a=1", "/img/a.png", "/%E3%81%82/"],
        ["/", "..", "%2e", "%00", "\\", "?", "#", "//", "%", "&", "=", ";", "\r\n", "@", ":"],
    )
)
def test_a_request_is_read_or_refused(text: str) -> None:
    found = twice(lambda: read_target(text))
    assert found is None or (found[0].startswith("/") and ".." not in found[0].split("/") and "\\" not in found[0])
    read_form(text.encode("utf-8", "surrogatepass"))


# -- files of our own ------------------------------------------------------------------------------------------------------

STATE = ['{"version": 1, "files": {"index.html": "00", "a/b.html": "11"}}', '{"manifest": "00"}']


@FUZZ
@given(mutated(STATE, [*JSON, '"a\\u0000b": "0"', '"/etc/passwd": "0"', '"..\\\\x": "0"', '"' + "a" * 300 + '": "0"']))
@example('{"version": 1, "files": {"a\\u0000b": "0"}}')
@example('{"version": 1, "files": {"\\ud800": "0"}}')
@example("[" * 100_000)
def test_a_manifest_is_read_or_none_of_ours(tmp_path: Path, text: str) -> None:
    """The published tree and the spare one with such a manifest: a publish and a way back do what they can."""
    shutil.rmtree(tmp_path, ignore_errors=True)
    output, home = tmp_path / "output", tmp_path / ".output.wardgen"
    for folder in (output, home / "tree"):
        folder.mkdir(parents=True)
        (folder / NAME).write_bytes(encoded(text))
        (folder / "index.html").write_text("x", encoding="utf-8")
    (home / "state.json").write_text(json.dumps({"manifest": content_hash(encoded(text))}), encoding="utf-8")
    files = read_manifest(output)
    assert files is None or all(map(is_inside, files))
    with contextlib.suppress(Refused):
        Publisher(output).go_back()
    with contextlib.suppress(Refused):
        publisher = Publisher(output)
        publisher.put("new/index.html", b"new")
        publisher.finish({})
        assert (output / "new/index.html").read_bytes() == b"new"


@FUZZ
@given(mutated([json.dumps(STAMP)], JSON))
@example("[" * 100_000)
def test_a_stamp_is_read_or_does_not_hold(tmp_path: Path, text: str) -> None:
    file = tmp_path / "stamp.json"
    file.write_bytes(encoded(text))
    stamp = read_stamp(file)
    holds(file, stamp.asked if stamp else {}, dt.datetime(2026, 11, 16, tzinfo=TOKYO))


@FUZZ
@given(
    spoilt(
        [
            pack({"a": (1, frozenset({"b"})), "c": [None, True, 2.5, b"d"], "day": dt.date(2026, 11, 16)}),
            pack(Span(1, 2)),
        ]
    )
)
def test_a_value_of_the_cache_is_read_or_not(tmp_path: Path, data: bytes) -> None:
    with contextlib.closing(Cache(tmp_path / "c.sqlite")) as cache:
        cache.put_bytes("a", data)
        cache.get("a")


@pytest.fixture(scope="module")
def cached(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a cache with a few entries."""
    file = tmp_path_factory.mktemp("cache") / "c.sqlite"
    cache = Cache(file)
    for number in range(60):
        cache.put(f"key{number}", {"text": "見本" * 50, "n": number})
    cache.set_file_digests([("content/a.md", 1, 2, 3, "d")], [])
    cache.set_made("place", [("index.html", Inputs((("a", "b"),)), "d", 1, 2)], [])
    cache.save()
    cache.close()
    return file.read_bytes()


@FUZZ
@given(st.data())
def test_a_file_of_the_cache_is_read_or_made_anew(tmp_path: Path, cached: bytes, data: st.DataObject) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    file = tmp_path / "c.sqlite"
    file.write_bytes(data.draw(spoilt([cached, cached[:200]])))
    with contextlib.closing(Cache(file)) as cache:
        for number in range(60):
            assert cache.get(f"key{number}") in (None, {"text": "見本" * 50, "n": number})
        cache.file_digests()
        cache.made("place")
        cache.put("new", 1)
        assert cache.get("new") == 1
        cache.save(prune=True)


# -- pictures and attachments ----------------------------------------------------------------------------------------------


EXIF = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"


def picture(kind: str, mode: str, **more: Any) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((9, 7), 60).convert(mode).save(out, kind, **more)
    return out.getvalue()


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), (shade, 0, 0)) for shade in (0, 120, 250)]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


def document() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pdf.open_metadata() as meta:
            meta["dc:title"] = "申請書"
        pdf.docinfo["/Title"] = "申請書"
        pdf.save(out, compress_streams=False)
    return out.getvalue()


PICTURES = {
    ".png": [picture("PNG", mode) for mode in ("RGB", "P", "1", "RGBA", "I;16")] + [animated("PNG")],
    ".jpg": [picture("JPEG", mode) for mode in ("RGB", "L", "CMYK")] + [picture("JPEG", "RGB", progressive=True, exif=EXIF)],
    ".gif": [picture("GIF", "P"), animated("GIF")],
    ".webp": [picture("WEBP", "RGB"), picture("WEBP", "RGBA", lossless=True), animated("WEBP")],
    ".pdf": [document()],
    ".svg": [b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" viewBox="0 0 9 9"><path d="M0 0"/><a href="https://a.example/"/></svg>'],
}  # fmt: skip


PROBLEMS = ("", "image-broken", "image-too-large", "svg-script", "pdf-locked", "pdf-broken", "pdf-untitled")


@pytest.mark.parametrize("ending", PICTURES)
@FUZZ
@given(data=st.data())
def test_a_picture_is_published_or_told(ending: str, data: st.DataObject) -> None:
    whole = data.draw(spoilt(PICTURES[ending]))
    asset, out = twice(lambda: publish_asset(f"img/a{ending}", whole))
    assert asset.problem in PROBLEMS
    if ending in IMAGES:
        image_size(whole, IMAGES[ending])
        assert asset.problem or Image.open(io.BytesIO(out)).size == (asset.width, asset.height)
