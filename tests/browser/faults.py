"""Faults to put into the good page, each with the rules that it must break and no other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """In one file of the good page `old` becomes `new`, and a check reports exactly these rules."""

    check: str
    name: str
    rules: set[str]
    file: str
    old: str
    new: str

    @property
    def page(self) -> str:
        return f"/{self.check}-{self.name}/"

    def put(self, folder: Path) -> None:
        """Put the fault into a copy of the good page."""
        file = folder / self.file
        text = file.read_text(encoding="utf-8")
        assert self.old in text, self
        file.write_text(text.replace(self.old, self.new), encoding="utf-8")


def html(check: str, name: str, rules: set[str], new: str, old: str = "</main>") -> Fault:
    """Something put before a place in the page."""
    return Fault(check, name, rules, "index.html", old, new + old)


def without(check: str, name: str, rules: set[str], old: str, file: str = "index.html") -> Fault:
    """Something taken out."""
    return Fault(check, name, rules, file, old, "")


def css(check: str, name: str, rules: set[str], new: str) -> Fault:
    """Rules put into the style sheet, after those that they override."""
    return Fault(check, name, rules, "style.css", "@media print {", new + "\n@media print {")


def js(check: str, name: str, rules: set[str], new: str) -> Fault:
    """Code put at the end of the script."""
    return Fault(check, name, rules, "reading.js", "\napply();\n", f"\napply();\n{new}\n")


def aids(name: str, rules: set[str], old: str, new: str) -> Fault:
    """Code of the reading aids gone wrong."""
    return Fault("reading", name, rules, "reading.js", old, new)


FAR = '<img src="http://other.example/far.png" alt="">'
POLICY = '<meta http-equiv="Content-Security-Policy" content="img-src \'self\'">'
FONT = '@font-face { font-family: late; src: url("late.woff2"); } h1 { font-family: late; }'
MOVE = 'document.querySelector("h1").before("知らせ")'
LATER = f'if (kept.size) addEventListener("load", () => setTimeout(() => {MOVE}, 200));'
TAB = "if (event.key === 'Tab') event.preventDefault()"
LOOP = "if (event.key === 'Tab') { event.preventDefault(); document.querySelector('.skip').focus() }"
KEYS = "if (event.key !== 'Tab') event.preventDefault()"


def chart(name: str, rule: str, words: str, width: int = 288) -> Fault:
    """A chart put into the page."""
    head = f'<svg viewBox="0 0 288 40" width="{width}" height="40" role="img" aria-label="図" font-size="13" fill="currentColor">'
    return html("charts", name, {rule}, f'<div class="chart">{head}{words}</svg></div>')


FAULTS = [
    html("axe", "image", {"image-alt"}, '<img src="icon.svg">'),
    without("axe", "language", {"html-has-lang"}, ' lang="ja"'),
    html("axe", "target", {"target-size"}, '<button class="tiny">あ</button><button class="tiny">い</button>'),
    html("network", "far", {"other-origin"}, FAR),
    html("network", "far-below", {"other-origin"}, '<p class="deep"></p>' + FAR.replace("<img", '<img loading="lazy"')),
    html("network", "far-noscript", {"other-origin"}, f"<noscript>{FAR}</noscript>"),
    html("network", "hint", {"other-origin"}, '<link rel="preconnect" href="http://other.example">', "</head>"),
    html("network", "policy", {"other-origin", "policy", "log-security"}, POLICY + FAR, "</head>"),
    js("network", "cookie", {"cookie"}, 'document.cookie = "a=1";'),
    js("network", "console", {"console"}, 'console.error("a");'),
    js("network", "exception", {"exception"}, "nothing.there();"),
    html("network", "part", {"answer"}, '<img src="none.png" alt="">'),
    without("network", "icon", {"answer"}, '<link rel="icon" href="icon.svg">'),
    html("weight", "heavy", {"heavy"}, '<img src="heavy.png" alt="">'),
    html("weight", "script", {"script-heavy"}, '<script src="heavy.js" defer></script>'),
    html("weight", "script-inside", {"script-heavy"}, f"<script>/* {'a' * 16_000} */</script>"),
    html("weight", "script-blocks", {"script-blocks", "first-paint"}, '<script src="late.js"></script>', "</head>"),
    html("weight", "two-sheets", {"first-paint"}, '<link rel="stylesheet" href="late.css">', "</head>"),
    without("weight", "no-sheet", {"first-paint"}, '<link rel="stylesheet" href="style.css">'),
    css("weight", "font", {"font-hides-text"}, FONT),
    html("shift", "picture", {"shift"}, '<img src="pixel.png" alt="" class="full">', "<h1>"),
    js("shift", "remembered", {"shift-remembered"}, LATER),
    css("keyboard", "focus-none", {"focus-invisible"}, "nav a:focus-visible { outline: none; }"),
    css("keyboard", "focus-pale", {"focus-invisible"}, "nav a:focus-visible { outline-color: #eee; }"),
    html("keyboard", "trap", {"trap", "no-way-out", "unreached"}, f'<a href="./" onkeydown="{TAB}">届け</a>', "<h1>"),
    html("keyboard", "loop", {"trap", "no-way-out"}, f'<a href="./" onkeydown="{LOOP}">届け</a>'),
    html("keyboard", "order", {"order", "skip-link"}, '<a href="./" tabindex="1">届け</a>'),
    html("keyboard", "flees", {"unreached"}, '<a href="./" onfocus="this.blur()">届け</a>', "<h1>"),
    html("keyboard", "left-out", {"unreached"}, '<a href="./" tabindex="-1">届け</a>'),
    html("keyboard", "over", {"focus-hidden"}, '<p class="over">知らせ</p>'),
    without("keyboard", "no-skip", {"skip-link"}, '<a class="skip" href="#main">本文へ移動</a>'),
    without("keyboard", "skip-nowhere", {"skip-link"}, ' id="main" tabindex="-1"'),
    Fault("keyboard", "fold", {"fold"}, "index.html", "<summary>", f'<summary onkeydown="{KEYS}">'),
    without("reading", "no-opener", {"no-opener"}, " data-wg-reading"),
    without("reading", "no-script", {"not-opened"}, '<script src="reading.js" defer></script>'),
    aids("no-escape", {"not-closed", "focus-lost"}, 'event.key !== "Escape"', "true"),
    aids("focus-lost", {"focus-lost"}, "  opener.focus();\n", ""),
    aids("not-kept", {"not-kept", "not-json"}, "  localStorage.setItem(KEY, JSON.stringify(kept));\n", ""),
    aids("no-black", {"not-offered"}, '"black", ', ""),
    aids("no-effect", {"no-effect"}, '"large", ', '"large", "large", '),
    aids("no-reset", {"no-reset"}, "  panel.append(reset);\n", ""),
    aids("not-reset", {"not-reset"}, "    kept = {};\n", ""),
    aids("left-out", {"unreached"}, "  panel.append(reset);\n", "  reset.tabIndex = -1;\n  panel.append(reset);\n"),
    html("targets", "button", {"small-target"}, '<p><button class="tiny">あ</button></p>'),
    html("targets", "list", {"small-target"}, '<ul><li><a href="./">届け</a></li></ul>'),
    html("targets", "list-days", {"small-target"}, '<ul><li><a href="./">届け</a> <span>5月1日</span></li></ul>'),
    html("reflow", "wide", {"wider-than-window"}, '<p class="wide">とても広い段落</p>'),
    css("reflow", "wide-unseen", {"wider-than-window"}, "body { overflow-x: hidden; } h1 { width: 500px; }"),
    html("reflow", "line", {"cut-off"}, '<p class="line">行間を広げると切れます。</p>'),
    chart("small", "letters-small", '<text y="20">5人</text>', 144),
    chart("cut", "words-cut", '<text x="280" y="20">5人</text>'),
    chart("overlap", "words-overlap", '<text y="20">5人</text><text y="21">六人</text>'),
    chart("pale", "unseen", '<text y="20" fill="#ddd">5人</text>'),
    chart("bar", "unseen", '<rect class="bar" width="20" height="20" stroke="#eee"/>'),
    html("forced", "unseen", {"unseen"}, '<p class="unseen">見えない文</p>'),
    css("forced", "shadow", {"focus-unseen"}, ":focus-visible { outline: none; box-shadow: 0 0 0 3px #000; }"),
    Fault("print", "nav", {"printed-control"}, "style.css", ".skip, nav, ", ".skip, "),
    Fault("print", "name", {"name-not-printed"}, "index.html", "見本区", "ある区"),
    without("print", "source", {"source-not-printed"}, ' class="page-id"'),
    html("print", "sheets", {"many-sheets"}, '<p class="sheet">紙</p>' * 5),
    Fault(
        "print", "main", {"main-not-printed", "source-not-printed"}, "style.css", "nav, .screen", "nav, main, .screen"
    ),
    js("noscript", "more", {"only-with-script"}, 'document.querySelector("main").append("もっと");'),
    js("noscript", "less", {"only-without-script"}, 'document.querySelector("h1").remove();'),
    html("noscript", "button", {"dead-control"}, "<button>押す</button>"),
    html("noscript", "link", {"dead-link"}, '<a href="none/">ない</a>'),
]


PALE = "h1 { color: #999; background: #aaa; }"
LARGE = f"body {{ container-type: inline-size; }} @container (max-width: 50rem) {{ {PALE} }}"
IN_ONE_MODE = [
    (css("axe", "dark", {"color-contrast"}, f"@media (prefers-color-scheme: dark) {{ {PALE} }}"), {"dark", "white"}),
    (css("axe", "more", {"color-contrast"}, f"@media (prefers-contrast: more) {{ {PALE} }}"), {"contrast"}),
    (css("axe", "narrow", {"color-contrast"}, f"@media (max-width: 400px) {{ {PALE} }}"), {"large-narrow"}),
    (css("axe", "black", {"color-contrast"}, f'[data-contrast="black"] {PALE}'), {"black"}),
    (css("axe", "white", {"color-contrast"}, f'[data-contrast="white"] {PALE}'), {"white"}),
    (css("axe", "large", {"color-contrast"}, LARGE), {"large-wide", "large-narrow"}),
    (html("reflow", "box", {"cut-off"}, '<p class="box">大きくすると切れます。</p>'), {"200 %"}),
]
"""Faults that show in some modes only."""
