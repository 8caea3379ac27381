"""Names, descriptions and visible text of elements: Accessible Name and Description Computation 1.2, HTML-AAM 1.0."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.names import description_of, name_of, visible_text


def named(body: str) -> str:
    """The name of the element with id `x`."""
    document = parse_html(f"<!DOCTYPE html><body>{body}")
    return name_of(document, document.by_id["x"])


@pytest.mark.parametrize(
    ("body", "name"),
    [
        # 2A: what is hidden has no name, unless it is referred to.
        ("<button id=x hidden>申請</button>", ""),
        ("<button id=x>申請<span hidden>（旧）</span><i aria-hidden=true>★</i></button>", "申請"),
        ("<button id=x aria-labelledby=a></button><b id=a hidden>申<i hidden>請</i></b>", "申請"),
        ("<button id=x aria-labelledby=a>表</button><b id=a>申<i hidden>請</i></b>", "申"),
        ("<h2 id=x><s style='visibility:hidden'>旧<b style='visibility:visible'>新</b></s></h2>", "新"),
        # 2B: references go before all else, follow the order of the ids, and are not followed twice.
        ("<p id=b>二</p><p id=a>一</p><nav id=x aria-label=無 aria-labelledby='a b nai'></nav>", "一 二"),
        ("<button id=x aria-label=削除 aria-labelledby='x a'></button><b id=a>申請書</b>", "削除 申請書"),
        ("<p id=a aria-labelledby=b>一</p><p id=b>二</p><div role=group id=x aria-labelledby=a></div>", "一"),
        ("<button id=x aria-labelledby=nai aria-label=申請></button>", "申請"),
        # 2C: what stands in a control that is part of a name.
        ("<input type=checkbox id=x><label for=x>毎月 <input value=5> 日</label>", "毎月 5 日"),
        ("<label><input type=radio id=x>毎週 <select><option>月<option selected>火</select></label>", "毎週 火"),
        ("<label><input type=checkbox id=x>音量 <input type=range value=3 aria-valuetext=中></label>", "音量 中"),
        ("<label><input type=checkbox id=x>暗号 <input type=password value=himitsu></label>", "暗号"),
        # 2D
        ("<a id=x href=/ aria-label='  区政  '>表紙</a>", "区政"),
        ("<a id=x href=/ aria-label=' '>表紙</a>", "表紙"),
        # 2E: names of the host language.
        ("<label for=x>名</label><label>前<input id=x></label>", "名 前"),
        ("<label for=x hidden>名前</label><input id=x>", "名前"),
        ("<label>名前</label><input id=x placeholder=山田>", "山田"),
        ("<input id=x title=名前 placeholder=山田>", "名前"),
        ("<input id=x type=submit>", "送信"),
        ("<input id=x type=submit value='申し込む'>", "申し込む"),
        ("<input id=x type=image alt=検索>", "検索"),
        ("<input id=x type=image>", ""),
        ("<img id=x alt=地図 title=題>", "地図"),
        ("<img id=x alt='' title=題>", "題"),
        ("<fieldset id=x><legend>性別</legend>男</fieldset>", "性別"),
        ("<table id=x><caption>人口</caption><tr><td>1</table>", "人口"),
        ("<table id=x><caption hidden>人口</caption><tr><td>1</table>", ""),
        ("<figure id=x><img alt=絵><figcaption>祭り</figcaption></figure>", "祭り"),
        ("<svg id=x role=img><title>地図</title><text>区</text></svg>", "地図"),
        ("<select><optgroup id=x label=春><option>三月</optgroup></select>", "春"),
        ("<img usemap='#m' alt=地図><map name=m><area id=x href=/a alt=北></map>", "北"),
        ("<details><summary id=x>時間</summary>九時</details>", "時間"),
        # 2F-2H: from content only where the role takes it; blocks stand apart, inline text does not.
        ("<div id=x>文</div>", ""),
        ("<a id=x href=/>区<b>役</b>所</a>", "区役所"),
        ("<a id=x href=/><div>一</div><div>二</div></a>", "一 二"),
        ("<a id=x href=/>一<br>二</a>", "一 二"),
        ("<a id=x href=/><img alt=印> 表紙<script>x</script></a>", "印 表紙"),
        ("<a id=x href=/><span title=題></span></a>", "題"),
        ("<button id=x aria-owns=a>申</button><b id=a>請</b>", "申請"),
        ("<style>#x::before{content:'→ '}#x::after{content:'※' / '注'}</style><a id=x href=/>表紙</a>", "→ 表紙注"),
        # 2I
        ("<a id=x href=/ title=表紙><img alt=''></a>", "表紙"),
        ("<iframe id=x title=地図></iframe>", "地図"),
        ("<button id=x>&nbsp;申請&nbsp;</button>", "\xa0申請\xa0"),
    ],
)
def test_name(body: str, name: str) -> None:
    assert named(body) == name


def test_name_goes_round_no_circle() -> None:
    assert (
        named("<div role=group id=x aria-labelledby=a></div><b id=a aria-owns=c>一<i id=c aria-owns=a>二</i></b>")
        == "一二"
    )


def test_name_of_any_depth() -> None:
    assert named("<h2 id=x>" + "<span>" * 10_000 + "深い" + "</span>" * 10_000 + "</h2>") == "深い"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<input id=x aria-label=名前 aria-describedby=a><p id=a hidden>全角で</p>", "全角で"),
        ("<input id=x aria-label=名前 aria-description=全角で>", "全角で"),
        ("<input id=x aria-label=名前 title=全角で>", "全角で"),
        ("<input id=x title=名前>", ""),
    ],
)
def test_description(body: str, told: str) -> None:
    document = parse_html(f"<!DOCTYPE html><body>{body}")
    assert description_of(document, document.by_id["x"]) == told


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<a id=x>検<b>索</b><i hidden>無</i><i style='visibility:hidden'>無</i></a>", "検索"),
        ("<a id=x aria-label=無><p>一</p><p>二</p></a>", "一 二"),
        ("<a id=x><img alt=無><span aria-hidden=true>★</span></a>", "★"),
        ("<a id=x><ruby>足立<rp>（</rp><rt>あだち</rt><rp>）</rp></ruby>区</a>", "足立区"),
        ("<input id=x type=submit value=送る>", "送る"),
        ("<input id=x value=字>", ""),
    ],
)
def test_visible_text(body: str, seen: str) -> None:
    document = parse_html(f"<!DOCTYPE html><body>{body}")
    assert visible_text(document, document.by_id["x"]) == seen
