"""`wardgen lint --stdin-jsonl`: an answer a text, offsets in code points, exact suggestions, no crash on anything."""

from __future__ import annotations

import io
import json
import time

import pytest

from wardgen.cli import main
from wardgen.lint.plaintext import check_text

ODD = (
    "", "\n\n", "あ", "𠮷野家へ👨\u200d👩\u200d👧行きます。", "か\u3099き\n\n①は平成27年です。", "a < b & c > d",
    "</p><script>x</script>", "\0\x07\r\nあ", "This page is about the ward.", "这是一个中文句子。", "한국어 문장입니다.",
    "「" * 500, "、" * 500, "\u200bあ\u200d", "＜あ＞&amp;", "\ufeff",
)  # fmt: skip


def ask(texts: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[dict]:
    feed = "".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(texts))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(feed.encode())))
    assert main(["lint", "--stdin-jsonl"]) in (0, 1)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_text_has_its_answer_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ask(list(ODD), monkeypatch, capsys)
    assert [row["id"] for row in rows] == [str(n) for n in range(len(ODD))]
    for row, text in zip(rows, ODD, strict=True):
        assert 0 <= row["score"] <= 100
        for one in row["findings"]:
            assert set(one) == {"rule", "level", "start", "end", "message", "suggestion"}
            assert 0 <= one["start"] < one["end"] <= len(text)
            assert one["message"]


def test_a_place_is_the_text_that_is_meant_and_a_suggestion_can_stand_there() -> None:
    text = "申し込みは\n受付は2026/4/1からです。\n😀ｶﾀｶﾅで書く。"
    found = {row.rule.name: (text[row.start : row.end], row.suggestion) for row in check_text(text)[0]}
    assert found["ja-date-format"] == ("2026/4/1", "2026年4月1日")
    assert found["ja-halfwidth-kana"] == ("ｶﾀｶﾅ", "カタカナ")


@pytest.mark.parametrize("line", ["[]", '{"id": 1}', "nonsense", '{"id": 1, "text": 5}'])
def test_a_line_that_is_no_text_is_told(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    assert main(["lint", "--stdin-jsonl", "--lang", "en"]) == 2
    assert "Line 1" in capsys.readouterr().err


def test_plain_words_score_higher_than_official_ones() -> None:
    official = check_text("当該申請に係る書類を遺漏なく添付の上、所定の期日までに提出されたい。")[1]
    plain = check_text("申し込むときは、書類を全部そろえて、決められた日までに出してください。")[1]
    assert official is not None and plain is not None
    assert plain.value > official.value + 20


@pytest.mark.parametrize("text", ["あ" * 200_000, "対象の方は区役所で" * 20_000, "。" * 200_000, "a " * 100_000])
def test_a_line_without_end_is_answered_in_bounded_time(text: str) -> None:
    began = time.process_time()
    check_text(text)
    assert time.process_time() - began < 60
