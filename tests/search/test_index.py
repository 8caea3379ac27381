"""The index: the same from an edit as from nothing, split as queries are split, and read even where a part is missing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.harness import node
from tests.conftest import ROOT, build_site, needs, tree, wardgen
from wardgen.build.finder import Finder, NotSearchable
from wardgen.japanese.analyse import analyse
from wardgen.outputs.search.fold import hash32, word_key
from wardgen.outputs.search.layout import layout_for
from wardgen.outputs.search.pieces import packed, rice, unpacked, varint
from wardgen.outputs.search.words import singular, units

PAGES = """\
=== content/kosodate/hoikuen.md
---
title: 保育園の申し込み
kind: service
department: kumin
topic: todokede
aka: [待機児童]
online: {url: "https://ward.example/apply"}
---
保育園に入りたい子どもの申込みを受け付けます。費用を払う人は所得で決まります。
=== content/kosodate/teate.md
---
title: 児童手当
kind: service
department: kumin
topic: todokede
---
子供を育てる人が受け取るお金です。
=== content/kurashi/ryokin.md
---
title: 料金の支払い
kind: page
---
コンビニで払えます。
"""


def first(folder: Path, query: str) -> str:
    with Finder(folder / "output") as finder:
        hits = finder.find(query).hits
    return hits[0].url if hits else ""


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("保育園", "/kosodate/hoikuen/"),
        ("ほいくえん", "/kosodate/hoikuen/"),
        ("ホイクエン", "/kosodate/hoikuen/"),
        ("ﾎｲｸｴﾝ", "/kosodate/hoikuen/"),
        ("hoikuen", "/kosodate/hoikuen/"),
        ("hoikue", "/kosodate/hoikuen/"),
        ("ほいくえｎ", "/kosodate/hoikuen/"),
        ("じどう手当", "/kosodate/teate/"),
        ("zidouteate", "/kosodate/teate/"),
        ("jidoteate", "/kosodate/teate/"),
        ("児手童当", "/kosodate/teate/"),
        ("じどうてあで", "/kosodate/teate/"),
        ("申込み", "/kosodate/hoikuen/"),
        ("もうしこみ", "/kosodate/hoikuen/"),
        ("待機児童", "/kosodate/hoikuen/"),
        ("料金を払いたい", "/kurashi/ryokin/"),
        ("引っ越し", "/todokede/tennyu/"),
    ],
)
def test_a_word_is_found_however_it_is_typed(searchable: Path, query: str, url: str) -> None:
    assert first(searchable, query) == url


@pytest.fixture(scope="module")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.conftest import DEFAULT_SITE, write_site

    folder = write_site(tmp_path_factory.mktemp("searchable"), DEFAULT_SITE, PAGES)
    assert build_site(folder).published is not None
    return folder


def test_every_word_of_the_index_is_reached_by_typing_it(searchable: Path) -> None:
    """The query is split by the lexicon into the very keys that the build filed the words under."""
    with Finder(searchable / "output") as finder:
        for text in ("保育園の申し込み", "児童手当", "料金の支払い", "所得", "子ども", "受け付け"):
            keys = {unit.key for s in analyse([text]).sentences for unit in units(s.tokens)}
            found = {key for _, _, keys in finder.find(text).steps for key in keys}
            assert keys <= found, text


def test_an_edit_gives_the_index_of_a_clean_build(site: Callable[..., Path], tmp_path: Path) -> None:
    folder = site(PAGES)
    build_site(folder)
    page = folder / "content/kosodate/teate.md"
    page.write_text(page.read_text("utf-8").replace("お金です", "現金です。新しいことばも書きます"), "utf-8")
    (folder / "content/kurashi/ryokin.md").unlink()
    (folder / "content/kurashi/suido.md").write_text("---\ntitle: 水道\nkind: page\n---\n水道の料金です。\n", "utf-8")
    build_site(folder)
    edited = tree(folder / "output")
    wardgen(folder, "build", "--output", str(tmp_path / "clean"), "--cache", str(tmp_path / "cold"))
    assert tree(tmp_path / "clean") == edited
    assert first(folder, "現金") == "/kosodate/teate/"
    assert first(folder, "コンビニ") != "/kurashi/ryokin/"


def test_an_edit_touches_its_own_files_only(site: Callable[..., Path]) -> None:
    folder = site(PAGES)
    build_site(folder)
    before = tree(folder / "output")
    page = folder / "content/kosodate/teate.md"
    page.write_text(page.read_text("utf-8").replace("受け取る", "受け取る受け取る"), "utf-8")
    build_site(folder)
    after = tree(folder / "output")
    changed = {path for path in after if after[path] != before.get(path) and path.startswith("search/p/")}
    assert len(changed) < 8


def test_a_build_that_finds_nothing_new_opens_no_shard(
    site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from wardgen.build import searching

    folder = site(PAGES)
    build_site(folder)
    monkeypatch.setattr(searching, "all_pages", None)
    monkeypatch.setattr(searching, "encode_shard", None)
    monkeypatch.setattr(searching, "rows_of", None)
    assert build_site(folder).published is not None


@pytest.mark.parametrize("damage", ["missing", "truncated", "garbage"])
@pytest.mark.parametrize("kind", ["p", "x", "d", "lex.bin"])
def test_a_damaged_file_costs_its_own_words_only(searchable: Path, tmp_path: Path, kind: str, damage: str) -> None:
    import shutil

    output = tmp_path / "output"
    shutil.copytree(searchable / "output", output)
    places = [output / "search" / kind] if kind.endswith(".bin") else sorted((output / "search" / kind).iterdir())
    for file in places:
        if damage == "missing":
            file.unlink()
        elif damage == "truncated":
            file.write_bytes(packed(unpacked(file.read_bytes())[:-1]))
        else:
            file.write_bytes(b"\x00\xff" * 20)
    with Finder(output) as finder:
        for query in ("保育園", "ほいくえん", "garbage"):
            assert len(finder.find(query).hits) <= 10


def test_no_search_in_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotSearchable):
        Finder(tmp_path)


def test_the_command_answers_in_json_and_says_what_is_weak(searchable: Path, tmp_path: Path) -> None:
    done = wardgen(searchable, "search", "ほいくえん", "--json")
    assert done.returncode == 0
    assert [row["url"] for row in json.loads(done.stdout)][:1] == ["/kosodate/hoikuen/"]
    asked = tmp_path / "asked.txt"
    asked.write_text("児童手当\n宇宙飛行士になる\n", encoding="utf-8")
    report = wardgen(searchable, "search", "--report", str(asked), "--json")
    rows = {row["query"]: row["found"] for row in json.loads(report.stdout)}
    assert rows["児童手当"] == "fine"
    assert rows["宇宙飛行士になる"] in ("zero", "weak")
    assert report.returncode == 1
    assert wardgen(searchable, "search").returncode == 2
    assert (
        wardgen(tmp_path, "search", "a", "--config", str(searchable / "config.yaml"), "--output", "none").returncode
        == 2
    )


def test_the_script_gives_the_same_order_in_node(searchable: Path, tmp_path: Path) -> None:
    """`wardgen search` and a browser run one file over the same bytes; here node stands for the browser."""
    import shutil

    needs("node", shutil.which("node") is not None, "install Node.js")
    queries = ["保育園", "ほいく", "hoikuem", "料金を払いたい", "引っ越し", "garbage", "児手童当", "じどう"]
    script = tmp_path / "ask.mjs"
    script.write_text(ASK, encoding="utf-8")
    done = node(str(script), str(searchable / "output"), json.dumps(queries))
    assert done.returncode == 0, done.stderr
    with Finder(searchable / "output") as finder:
        assert json.loads(done.stdout) == [
            [[hit.url, hit.score] for hit in finder.find(query).hits] for query in queries
        ]


ASK = """
import fs from "node:fs"; import vm from "node:vm"; import zlib from "node:zlib";
const [site, queries] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(`${site}/search-engine.js`, "utf8"));
const engine = new wgEngine(JSON.parse(fs.readFileSync(`${site}/search/index.json`)));
const ask = (query) => {
  for (;;) {
    const found = engine.search(query, 10);
    if (!found.need) return found.results.map(({ card, score }) => [card[1], score]);
    for (const name of found.need) engine.add(name, new Uint8Array(zlib.inflateRawSync(fs.readFileSync(`${site}/search/${name}.bin`))));
  }
};
console.log(JSON.stringify(JSON.parse(queries).map(ask)));
"""


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("申し込み", "申込み", "申し込む", "申込"), "申込"),
        (("引っ越し", "引越し", "引っ越す"), "引越"),
        (("ゴミ", "ごみ", "ｺﾞﾐ"), "ごみ"),
        (("ＰＤＦ", "pdf"), "pdf"),
    ],
)
def test_spellings_of_one_word_have_one_key(words: tuple[str, ...], key: str) -> None:
    assert {word_key(word) for word in words} == {key}


def test_a_page_keeps_its_number_when_others_come() -> None:
    layout = layout_for(900)
    urls = [f"/a/{number}/" for number in range(900)]
    before, after = layout.numbers(urls), layout.numbers([*urls, "/new/"])
    moved = [url for url in urls if before[url] != after[url]]
    assert len(moved) < 10
    assert len(set(after.values())) == len(after)


def test_numbers_are_coded_as_the_script_reads_them() -> None:
    assert varint(300) == b"\xac\x02"
    # 3 is 0 times 256 and 3; the next is 297 more, which is once 256 and 41. Bits from the lowest.
    bits = "".join(f"{byte:08b}"[::-1] for byte in rice([3, 300]))
    assert bits == ("0" + "11000000" + "10" + "10010100").ljust(24, "0")
    assert hash32("保育") == hash32("保育") != hash32("保険")


@pytest.mark.parametrize(
    ("many", "one"), [("cards", "card"), ("classes", "class"), ("allergies", "allergy"), ("bus", "bus"), ("tax", "tax")]
)
def test_plurals_are_singular(many: str, one: str) -> None:
    assert singular(many) == one


def test_the_engine_fits_its_budget() -> None:
    engine = (ROOT / "theme/static/search-engine.js").read_bytes()
    assert len(zlib.compress(engine, 9)) <= 20_000


def test_an_edit_that_is_undone_finds_every_part_of_the_index(site: Callable[..., Path]) -> None:
    folder = site(PAGES)
    page = folder / "content/kurashi/ryokin.md"
    text = page.read_text(encoding="utf-8")
    before = None
    for version in (text, text.replace("コンビニ", "銀行と郵便局"), text, text.replace("コンビニ", "役所の窓口"), text):
        page.write_text(version, encoding="utf-8")
        # Something else changes too, so that the files of the index are asked for.
        (folder / "content/todokede/tennyu.md").touch()
        result = build_site(folder)
        assert result.published is not None
        if version == text:
            made = {path: data for path, data in tree(folder / "output").items() if path.startswith("search/")}
            assert before in (None, made)
            before = made
