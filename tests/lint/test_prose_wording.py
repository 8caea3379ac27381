"""Words in sentences: which are reported, what is offered in their place, and what stays silent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lint.test_word_lists import respelt
from wardgen.japanese.analyse import tokenise
from wardgen.lint.facts.document import Document, parse_html
from wardgen.lint.facts.inflection import inflected, te_form
from wardgen.lint.facts.spellings import spellings
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rules import RULES
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level


def document(*paragraphs: str, profile: str = "standard") -> Document:
    found = parse_html("".join(f"<p>{text}</p>\n" for text in paragraphs), lang="ja", is_part=True)
    found.profile = profile
    return found


def hits(name: str, *paragraphs: str, profile: str = "standard") -> list[Hit]:
    check = RULES[name].check
    assert check is not None
    found: Iterator[Hit] = check(HtmlView(document(*paragraphs, profile=profile)))
    return list(found)


def changes(name: str, text: str, profile: str = "standard") -> list[tuple[str, str | None]]:
    """What each finding means in a text, and what it becomes."""
    return [
        (hit.needle[slice(*hit.part)] if hit.part else hit.needle, hit.fix) for hit in hits(name, text, profile=profile)
    ]


@pytest.mark.parametrize(
    ("form", "verbs"),
    [
        ("します", "見せます 払います 守ります 計算します 書きます"),
        ("して", "見せて 払って 守って 計算して 書いて"),
        ("した", "見せた 払った 守った 計算した 書いた"),
        ("しない", "見せない 払わない 守らない 計算しない 書かない"),
        ("される", "見せられる 払われる 守られる 計算される 書かれる"),
        ("させる", "見せさせる 払わせる 守らせる 計算させる 書かせる"),
        ("すれば", "見せれば 払えば 守れば 計算すれば 書けば"),
        ("せず", "見せず 払わず 守らず 計算せず 書かず"),
        ("したい", "見せたい 払いたい 守りたい 計算したい 書きたい"),
        ("したら", "見せたら 払ったら 守ったら 計算したら 書いたら"),
    ],
)
def test_a_verb_takes_the_form_of_another(form: str, verbs: str) -> None:
    text = "提示" + form
    _, verb, *after = tokenise(text)
    found = []
    for plain in ("見せる", "払う", "守る", "計算する", "書く"):
        done = inflected(plain, verb, after[0] if after else None)
        assert done is not None
        found.append(done[0] + text[verb.end + done[1] :])
    assert found == verbs.split()


def test_te_forms() -> None:
    verbs = "急ぐ 呼ぶ 読む 死ぬ 待つ 出す 行く 持っていく 見る 来る 減らす 説明する"
    assert [te_form(verb) for verb in verbs.split()] == (
        "急いで 呼んで 読んで 死んで 待って 出して 行って 持っていって 見て 来て 減らして 説明して".split()
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("申込みに係る書類です。", [("に係る", "についての")]),
        ("当該書類を提示してください。", [("当該", "その"), ("提示して", "見せて")]),
        ("ご提示ください。", [("ご提示ください", "見せてください")]),
        ("窓口で提示できます。", [("提示", "見せることが")]),
        ("証を送付します。書類の送付には時間がかかります。", [("送付し", "送り"), ("送付", None)]),
        ("規則を遵守しなければなりません。", [("遵守し", "守ら")]),
        ("条例には「当該書類」とあります。", []),
        ("個人情報記載台帳の写しです。", []),
        ("還付（払いすぎたお金が戻ること）です。該当（当てはまること）する人。", []),
    ],
)
def test_official_words(text: str, found: list[tuple[str, str | None]]) -> None:
    assert changes("word-official", text) == found


def test_terms_are_told_once_and_not_where_they_are_explained() -> None:
    assert changes("word-official-term", "還付があります。還付の申請です。")[0] == ("還付", None)
    texts = [text for text, _ in changes("word-official-term", "還付です。次の還付です。住居です。")]
    assert texts == ["還付", "住居"]
    assert changes("word-official-term", "還付です。還付（払いすぎたお金が戻ること）です。") == []


def test_katakana() -> None:
    assert [text for text, _ in changes("word-katakana", "区民ニーズとニーズを調べます。")] == ["ニーズ"]
    assert changes("word-katakana", "「ニーズ調べ」と、フレイル（体の力が弱ること）です。") == []
    assert [text for text, _ in changes("word-katakana-term", "コミュニティーです。")] == ["コミュニティー"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("書類をご提出ください。", [("ご提出ください", "提出してください")]),
        ("早めにお申し込みください。", [("お申し込みください", "申し込んでください")]),
        ("窓口へお越しください。", [("お越しください", "来てください")]),
        ("お問い合わせください。", [("お問い合わせください", "問い合わせてください")]),
        ("だれでもご利用いただけます。", [("ご利用いただけ", "利用でき")]),
        ("ご案内いたします。", [("いたし", "し")]),
        ("図書館でございます。", [("でございます", "です")]),
        ("お待ちしております。働いており、忙しい。", [("おり", "い")]),
        ("ありがとうございます。「ご提出ください」と書きました。", []),
        ("確認してください。水をください。", []),
    ],
)
def test_honorific_speech(text: str, found: list[tuple[str, str | None]]) -> None:
    assert changes("keigo", text) == found
    assert all(hit.level is None for hit in hits("keigo", text))
    assert all(hit.level is Level.WARNING for hit in hits("keigo", text, profile="plain"))


def test_honorific_upon_honorific() -> None:
    assert changes("keigo-excess", "確認させていただきます。") == [("させていただき", "し")]
    assert changes("keigo-excess", "休ませていただきます。") == [("せていただき", None)]
    assert changes("keigo-excess", "お帰りになられました。") == [("お帰りになられ", None)]
    assert changes("keigo-excess", "有名になられました。聞かせてください。") == []


def test_vague_words_count_from_five() -> None:
    assert len(hits("vague", "1個程度、2個程度、3個程度、10時頃")) == 0
    assert len(hits("vague", "1個程度、2個程度、3個程度、10時頃、原則として本など")) == 6


def test_doing_by_doing() -> None:
    assert changes("sahen-okonau", "電話で予約を行います。") == [("を行い", "し")]
    assert changes("sahen-okonau", "電話で予約を行って、来てください。") == [("を行っ", "し")]
    assert changes("sahen-okonau", "講座の開催を行います。予約が行われます。訓練を行います。") == []


def test_abbreviations() -> None:
    assert [hit.level for hit in hits("abbr-first", "区はICTとXLQを使います。")] == [None, Level.REVIEW]
    assert changes("abbr-first", "区はICTを使います。ICTです。") == [("ICT", "ICT（情報通信技術）")]
    silent = "情報通信技術（ICT）です。ICTのPDF。ABC HALL、「DX」とDX推進課、a@ICT.example、ICT2。"
    assert changes("abbr-first", silent) == []
    assert len(hits("abbr-late", "ICTです。", "ICT（情報通信技術）です。")) == 1


def test_kanji_and_readings() -> None:
    assert changes("kanji-nonjoyo", "町が賑わう。鞄を持つ。") == [("賑わ", "にぎわ"), ("鞄", None)]
    assert changes("kanji-nonjoyo", "鞄（かばん）と<ruby>糊<rt>のり</rt></ruby>。") == []
    assert changes("nonjoyo-reading", "経験を活かす。水を活かして。") == [("活か", "生か")]


def test_names_of_old() -> None:
    assert changes("stale-name", "Twitterで知らせます。") == [("Twitter", "X")]
    assert changes("stale-name", "X（旧Twitter）です。1995年に厚生省が決めました。twitter.com/Twitter/です。") == []
    assert [hit.level for hit in hits("stale-name", "年金手帳を持ってきてください。")] == [Level.REVIEW]
    assert changes("emergency-abolished", "避難勧告が出ます。") == [("避難勧告", "避難指示")]
    assert changes("emergency-abolished", "避難勧告は避難指示に一本化されました。") == []


@pytest.mark.parametrize("name", ["old_names", "wording"])
def test_tables_name_their_sources(name: str) -> None:
    whole = table(name)
    if name == "wording":
        assert all(part["source"] for part in whole.values())
        return
    assert {one["source"] for one in whole["words"]} == set(whole["sources"])
    assert {one["kind"] for one in whole["words"]} == {"name", "alarm", "past"}
    olds = [one["old"] for one in whole["words"]]
    assert len(olds) == len(set(olds)) and not set(olds) & {one["new"] for one in whole["words"]}


@pytest.mark.parametrize(
    "text",
    [
        "電話で予約出来ます。作品が出来上がる。",
        "早めにご確認下さい。水を下さい。",
        "住んで居る人が増えて参ります。",
        "住所が変った人は、申込んでください。",
        "窓口で行なう事は三つです。工事は3ヶ月かかります。",
        "従って、中止します。案内に従って歩きます。",
        "使い易い道具を予め選びます。短かくした。",
    ],
)
def test_the_fast_matcher_finds_what_the_plain_one_finds(text: str) -> None:
    found = spellings(document(text))
    fixed = text
    for one in reversed(found):
        assert one.fix is not None
        at = one.said.start + one.start
        fixed = fixed[:at] + one.fix + fixed[at + one.end - one.start :]
    assert fixed == respelt(text)


def test_two_spellings() -> None:
    assert len(hits("spelling-two", "申込みは電話です。", "申し込みは5月です。")) == 1
    assert hits("spelling-two", "申込みは電話です。", "申込みは5月です。") == []
    assert changes("spelling-official", "「御願い」と書く。電話で出来ます。") == [("出来", "でき")]


def test_painted_sounds() -> None:
    assert len(hits("onomatopoeia", "家がぐらぐら揺れます。いろいろな物がだんだん落ちます。", profile="plain")) == 1


@pytest.mark.parametrize(
    "text", ["", "。", "あ" * 20000, "ICT" * 5000, "(" * 3000 + "DX" + "「" * 3000, "👨‍👩‍👧𠮷\u0007"]
)
def test_odd_texts_are_silent_and_quick(text: str) -> None:
    for rule in RULES.values():
        if rule.code in {f"P{number}" for number in range(101, 120)} and rule.check is not None:
            assert len(list(rule.check(HtmlView(document(text.replace("<", "")))))) <= 1
