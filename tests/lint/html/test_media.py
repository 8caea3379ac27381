"""Sound and moving pictures."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.html import HtmlView
from wardgen.lint.rules import RULES


def found(name: str, html: str) -> list[str]:
    """Tags of the elements that a rule reports, with `?` where a person must look."""
    rule = RULES[name]
    assert rule.check is not None
    hits = rule.check(HtmlView(parse_html(html)))
    return [f"{hit.node.tag}{'?' if (hit.level or rule.level).name == 'REVIEW' else ''}" for hit in hits]


LONG = "この音声では、次の内容を話しています。" + "区長が、今年の予算と、来年の計画について話しました。" * 5


@pytest.mark.parametrize(
    ("name", "html", "expected"),
    [
        ("html-autoplay", "<audio src=a autoplay></audio>", ["audio"]),
        ("html-autoplay", "<video src=a autoplay></video>", ["video?"]),
        ("html-autoplay", "<video src=a autoplay muted></video>", []),
        ("html-autoplay", "<audio autoplay></audio>", []),
        ("html-autoplay", "<audio src='a#t=8,10' autoplay></audio>", []),
        ("html-autoplay", "<audio src='a#t=8,12' autoplay></audio>", ["audio"]),
        ("html-autoplay", "<audio src='a#t=0:08,0:10' autoplay></audio>", []),
        ("html-autoplay", "<audio src=a autoplay></audio><button>停止</button>", []),
        ("html-autoplay", "<audio src=a autoplay></audio><button aria-hidden=true>停止</button>", ["audio"]),
        ("html-autoplay-heard", "<audio autoplay controls><source src=a></audio>", ["audio?"]),
        ("html-audio-untold", "<audio src=a controls></audio>", ["audio"]),
        ("html-audio-untold", "<audio src=a controls></audio><a href=b>次へ</a>", ["audio?"]),
        ("html-audio-untold", f"<audio src=a controls></audio><p>{LONG}</p>", []),
        ("html-audio-untold", f"<audio src=a controls></audio><p hidden>{LONG}</p>", ["audio"]),
        ("html-audio-untold", "<audio src=a></audio>", []),
        ("html-video-untold", "<video src=a controls></video><a href=b>文字起こし</a>", []),
        ("html-video-untold", f"<video src=a controls></video><p>{LONG}</p>", []),
        ("html-video-untold", "<video src=a autoplay muted loop></video>", []),
        ("html-video-no-captions", "<video src=a controls><track src=b></video>", []),
        ("html-video-no-captions", "<video src=a controls><track src=b kind=chapters></video>", ["video?"]),
        ("html-video-no-captions", "<video src=a controls hidden></video>", []),
    ],
)
def test_media(name: str, html: str, expected: list[str]) -> None:
    assert found(name, f"<!DOCTYPE html><html lang=ja><title>題</title><body>{html}") == expected
