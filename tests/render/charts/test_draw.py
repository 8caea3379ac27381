"""The picture: what it shows is what the table says, for every eye, and it stands for itself."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.render.charts.making import WORDS, YEARS, chart, figure
from wardgen.render.charts.asked import TYPES
from wardgen.render.charts.chart import Figure
from wardgen.render.charts.draw import draw
from wardgen.render.charts.numbers import read_number
from wardgen.render.charts.patterns import LOOKS
from wardgen.render.charts.pen import SIZE, WIDTH, measure, wrap

SVG = "{http://www.w3.org/2000/svg}"


def picture(made: Figure) -> ET.Element:
    assert made.chart is not None
    return ET.fromstring(draw(made.chart, "zu", "ja", WORDS))


def texts(root: ET.Element, look: str) -> list[str]:
    return [str(one.text) for one in root.iter(f"{SVG}text") if look in str(one.get("class")).split()]


def rects(root: ET.Element) -> list[ET.Element]:
    """The bars and segments, without the legend."""
    looks = ((one, str(one.get("class")).split()) for one in root.findall(f"{SVG}rect"))
    return [one for one, look in looks if "bar" in look and "key" not in look]


def widths(root: ET.Element) -> list[float]:
    return [float(one.get("width", 0)) for one in rects(root)]


def made_up(seed: int) -> Figure:
    """A figure by dice: any type, any number of rows and columns, long and short names."""
    dice = random.Random(seed)
    type = dice.choice(TYPES)
    names = [
        dice.choice(("窓口", "ホームページで手続きが見つからない人", "A")) + str(n) for n in range(dice.randint(1, 8))
    ]
    labels = [
        dice.choice(("2025年度", "同じことを何度も書くのが大変だと答えた人の数", "x")) + str(n)
        for n in range(dice.randint(2, 30))
    ]
    most = dice.choice((4, 6, 6, 11, 15))
    low = 1 if type in ("stacked", "share") else -(10 ** (most - 1))
    rows = [[label, *(str(dice.randint(low, 10 ** dice.randint(1, most) - 1)) for _ in names)] for label in labels]
    data = "\n".join(",".join(row) for row in [["項目", *names], *rows])
    units = dice.choice(((), ("unit: 人",), ("unit: 円",), ("unit: 百万円相当",)))
    return figure(data + "\n", f"type: {type}", *units)


@pytest.mark.parametrize("seed", range(60))
def test_every_number_of_the_picture_stands_in_the_table(seed: int) -> None:
    made = made_up(seed)
    root = picture(made)
    told = {
        part
        for row in made.rows
        for cell in row[1:]
        for part in (cell, cell.removesuffix(made.unit), *re.split("[（）]", cell))
    }
    shown = texts(root, "value") + texts(root, "total")
    assert set(shown) <= told
    assert made.chart is not None
    if made.chart.kind == "bar":
        assert sorted(shown) == sorted(cell for row in made.rows for cell in row[1:])


@pytest.mark.parametrize("seed", range(60))
def test_nothing_stands_outside_the_picture(seed: int) -> None:
    root = picture(made_up(seed))
    _, _, wide, high = map(float, str(root.get("viewBox")).split())
    assert wide == WIDTH
    for one in root.iter(f"{SVG}text"):
        x, y, room = float(one.get("x", 0)), float(one.get("y", 0)), measure(str(one.text))
        left = x - {"end": room, "middle": room / 2}.get(str(one.get("text-anchor")), 0)
        assert left >= -0.5 and left + room <= WIDTH + 0.5, one.text
        assert SIZE / 2 <= y <= high, one.text
    for one in root.findall(f"{SVG}rect"):
        x, y, room, deep = (float(one.get(name, 0)) for name in ("x", "y", "width", "height"))
        assert x >= -1.5 and x + room <= WIDTH + 1.5 and y >= 0 and y + deep <= high + 1


@pytest.mark.parametrize("type", ["bar", "line", "stacked"])
@pytest.mark.parametrize("unit", ["円", "百万円相当"])
def test_huge_numbers_leave_room_for_the_picture(type: str, unit: str) -> None:
    root = picture(figure("年,甲,乙\n一,999888777666555,1\n二,5,123456789012345\n", f"type: {type}", f"unit: {unit}"))
    if type == "line":
        xs = sorted({float(one.get("cx", 0)) for one in root.findall(f"{SVG}circle")})
        assert xs[-1] - xs[-2] >= 100
    else:
        assert max(widths(root)) >= 90


def test_bars_are_as_long_as_their_numbers_from_0() -> None:
    root = picture(figure("月,数\n一,5\n二,10\n三,40\n", "type: bar"))
    found = widths(root)
    assert found == pytest.approx([found[2] / 8, found[2] / 4, found[2]], abs=0.02)
    assert len({one.get("x") for one in rects(root)}) == 1


def test_bars_of_negative_numbers_end_at_0() -> None:
    root = picture(figure("月,数\n一,-30\n二,60\n", "type: bar"))
    down, up = rects(root)
    assert float(down.get("x", 0)) + float(down.get("width", 0)) == pytest.approx(float(up.get("x", 0)), abs=0.02)
    assert float(up.get("width", 0)) == pytest.approx(2 * float(down.get("width", 0)), abs=0.02)


def test_nothing_but_zeros_is_drawn() -> None:
    assert widths(picture(figure("月,数\n一,0\n二,0\n", "type: bar"))) == [0, 0]


def test_shares_fill_the_same_length_and_stacks_their_sum() -> None:
    shares = widths(picture(figure("年,甲,乙\n一,1,3\n二,20,20\n", "type: share")))
    assert sum(shares[:2]) == pytest.approx(sum(shares[2:]), abs=0.05)
    assert shares[0] == pytest.approx(shares[1] / 3, abs=0.02) and shares[2] == pytest.approx(shares[3], abs=0.02)
    stacks = widths(picture(figure("年,甲,乙\n一,1,3\n二,20,20\n", "type: stacked")))
    assert sum(stacks[:2]) == pytest.approx(sum(stacks[2:]) / 10, abs=0.05)


def heights(root: ET.Element) -> list[float]:
    return [float(one.get("cy", 0)) for one in root.findall(f"{SVG}circle")]


def test_lines_rise_as_their_numbers_and_begin_at_0() -> None:
    root = picture(figure("年,数\n一,10\n二,20\n三,40\n", "type: line"))
    first, second, third = heights(root)
    assert first - second == pytest.approx((second - third) / 2, abs=0.02)
    assert read_number(texts(root, "tick")[0]) == 0


def test_an_axis_begins_elsewhere_only_where_asked() -> None:
    data = "年,数\n一,735102\n二,736018\n"
    assert texts(picture(figure(data, "type: line")), "tick")[0] == "0"
    assert read_number(texts(picture(figure(data, "type: line", "start: 735,000")), "tick")[0]) == Decimal(735000)


def test_no_line_leads_over_what_is_not_known() -> None:
    root = picture(figure("年,数\n一,1\n二,2\n三,不明\n四,4\n五,5\n六,不明\n七,7\n", "type: line"))
    paths = [str(one.get("d")) for one in root.findall(f"{SVG}path") if one.get("class") == "series"]
    assert [path.count("L") for path in paths] == [1, 1]
    assert len(heights(root)) == 5


def test_the_numbers_beside_lines_do_not_lie_on_each_other() -> None:
    names = ",".join(f"列{n}" for n in range(6))
    root = picture(figure(f"年,{names}\n一,1,2,3,4,5,6\n二,50,50,50,50,51,50\n", "type: line"))
    ys = sorted(float(one.get("y", 0)) for one in root.iter(f"{SVG}text") if "value" in str(one.get("class")))
    assert all(b - a >= SIZE for a, b in pairwise(ys)) and len(ys) == 6


@pytest.mark.parametrize("type", TYPES)
def test_a_picture_has_its_title_and_says_what_it_shows(type: str) -> None:
    made = chart(YEARS, f"type: {type}", "unit: %", title="受け取り方 <2025> & ほか")
    root = ET.fromstring(draw(made, "zu", "ja", WORDS))
    by_id = {one.get("id"): one for one in root.iter() if one.get("id")}
    assert root.get("role") == "img"
    assert by_id[root.get("aria-labelledby")].text == "受け取り方 <2025> & ほか"
    says = by_id[root.get("aria-describedby")]
    assert says.tag == f"{SVG}desc" and WORDS[f"chart_{type}"] in str(says.text)
    assert "「2023年度の「窓口」で61%" not in str(says.text) and "2023年度の「窓口」で61%" in str(says.text)


@pytest.mark.parametrize("type", TYPES)
def test_a_picture_stands_for_itself(type: str) -> None:
    svg = draw(chart(YEARS, f"type: {type}"), "genjo-zu", "ja", WORDS)
    assert not re.search(r"<(?:script|style|image|use|foreignObject|a)\b|\son\w+=|\bstyle=|href|var\(", svg)
    ids = re.findall(r'\sid="([^"]*)"', svg)
    assert len(set(ids)) == len(ids) and all(id.startswith("genjo-zu-") for id in ids)
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)
    for element in ET.fromstring(svg).iter():
        if element.tag.removeprefix(SVG) in ("rect", "circle", "path", "line", "text"):
            assert element.get("fill") or element.get("stroke"), element.attrib


def test_the_same_values_give_the_same_picture() -> None:
    assert draw(chart(YEARS, "type: share"), "zu", "ja", WORDS) == draw(chart(YEARS, "type: share"), "zu", "ja", WORDS)


def test_words_of_a_file_are_never_markup() -> None:
    bad = '年度,"<script>alert(1)</script>","a""b&c"\n"</text><script>",5,6\n二,7,8\n'
    for type in TYPES:
        svg = draw(chart(bad, f"type: {type}", title='"><script>'), "zu", "ja", WORDS)
        assert "<script" not in svg
        ET.fromstring(svg)


# -- without colours -----------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_series_has_a_pattern_a_dash_and_a_sign_of_its_own() -> None:
    assert len({(look.marks, look.dots, look.is_dark) for look in LOOKS}) == len(LOOKS)
    assert len({look.dash for look in LOOKS}) == len(LOOKS) == len({look.sign for look in LOOKS})


def test_patterns_are_seen_on_their_ground_and_lines_on_paper() -> None:
    for look in LOOKS:
        assert contrast(look.ground, look.mark) >= 4.5 or not (look.marks or look.dots)
        assert contrast(look.line, "#ffffff") >= 4.5
        assert (contrast(look.ground, "#ffffff") >= 4.5) is look.is_dark


def test_charts_of_one_series_need_no_legend() -> None:
    root = picture(figure("年,数\n一,5\n", "type: bar"))
    assert texts(root, "ink") == ["一", "5"] and root.find(f"{SVG}defs") is None


# -- long labels -----------------------------------------------------------------------------------------------------------


LONG = (
    "ホームページで手続きが見つからないので電話で聞くことになると答えた人",
    "あ" * 200,
    "a" * 200,
    "A long label that is written in English words and goes on",
)


@pytest.mark.parametrize("text", LONG)
def test_long_labels_wrap_into_the_width(text: str) -> None:
    lines = wrap(text, 120, "ja" if ord(text[0]) > 255 else "en")
    assert 1 < len(lines) <= 3 and all(measure(line) <= 120 for line in lines)
    assert "".join(lines).rstrip("…").replace(" ", "") in text.replace(" ", "")


def test_labels_of_an_axis_are_left_out_rather_than_squeezed() -> None:
    data = "月,数\n" + "".join(f"2025年{n}月,5\n" for n in range(1, 13))
    root = picture(figure(data, "type: line"))
    shown = [one for one in texts(root, "tick") if "月" in one]
    assert shown[0] == "2025年12月" and 3 <= len(shown) < 12
