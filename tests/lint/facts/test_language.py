"""Languages of texts: only sure cases are told."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.language import is_valid_tag, other_language, spoken_texts


@pytest.mark.parametrize("tag", ["ja", "JA", "en-US", "zh-Hans", "yue", "qaa", "ja-x-plain", "iw"])
def test_valid_tags(tag: str) -> None:
    assert is_valid_tag(tag)


@pytest.mark.parametrize("tag", ["jp", "jpn", "english", "", " ", "en_US", "i-default", "x-ja", "日本語", "c"])
def test_invalid_tags(tag: str) -> None:
    assert not is_valid_tag(tag)


@pytest.mark.parametrize(
    ("text", "tag", "other"),
    [
        ("窓口は、月曜日から金曜日まで開いています。", "en", "ja"),
        ("窓口は、月曜日から金曜日まで開いています。", "zh", "ja"),
        ("我们的办公时间是星期一到星期五", "ja", "zh"),
        ("구청은 월요일부터 금요일까지 엽니다", "ja", "ko"),
        ("The office is open from Monday to Friday, and it is closed on holidays.", "ja", "en"),
        ("The office is open from Monday to Friday, and it is closed on holidays.", "de", "en"),
        ("Das Amt ist von Montag bis Freitag geöffnet und an Feiertagen nicht.", "en", "de"),
        ("Le bureau est ouvert du lundi au vendredi, sauf les jours fériés.", "en", "fr"),
        ("O escritório está aberto de segunda a sexta, mas não nos feriados.", "en", "pt"),
        ("Văn phòng mở cửa từ thứ Hai đến thứ Sáu và không mở vào ngày lễ của nước", "en", "vi"),
        ("Ang tanggapan ay bukas mula Lunes hanggang Biyernes at sarado sa mga pista", "en", "tl"),
        ("Управление открыто с понедельника по пятницу", "en", "ru"),
    ],
)
def test_other_language(text: str, tag: str, other: str) -> None:
    assert other_language(text, tag) == other


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("令和八年度予算書", "ja"),
        ("東京都庁", "zh"),
        ("Microsoft Office 365", "ja"),
        ("Café de la Paix", "en"),
        ("Kantor buka dari Senin sampai Jumat dan tidak buka pada hari libur", "ms"),
        ("De kantoren zijn open van maandag tot vrijdag", "af"),
        ("watashi wa nihonjin desu", "ja-Latn"),
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor", "en"),
        ("OK", "ja"),
        ("", "ja"),
        ("1234-5678", "en"),
    ],
)
def test_unsure_is_silent(text: str, tag: str) -> None:
    assert other_language(text, tag) == ""


def test_text_belongs_to_the_nearest_lang() -> None:
    html = "<!DOCTYPE html><html lang=ja><title>題</title><p>一<b lang=en>two <i>three</i></b>四<img alt=五>"
    document = parse_html(html + "<p hidden>六</p><script>七</script>")
    texts = spoken_texts(document)
    assert sorted(texts[0].split()) == sorted(["題", "一", "四", "五"])
    assert texts[document.all("b")[0].order] == "two three"
