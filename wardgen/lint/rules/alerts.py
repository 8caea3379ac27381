"""Notices of an emergency: what residents need is there, and its words are those that are called out now.

Judged are the notices that hold or will hold: what has expired is read by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.rule import SiteView, rule
from wardgen.lint.rules.prose.outdated import abolished_calls
from wardgen.model.diagnostic import Diagnostic, Level, in_words, nearest
from wardgen.model.page import ends
from wardgen.model.register import Emergency

CALLS = {3: "高齢者等避難", 4: "避難指示", 5: "緊急安全確保"}
"""警戒レベル -> what the ward calls out at it (災害対策基本法 56条・60条、2021年5月20日から)."""
LONGEST = 400
"""Characters of a text that is read in a hurry: two screens of a small phone."""
_LEVELS = {name: level for level, name in CALLS.items()}
_SAID = re.compile(f"レベル ?([1-5１-５])[ 　「『（(・：:、]*({'|'.join(_LEVELS)})")
_NUMBER = re.compile("警戒レベル ?([1-5１-５])")
_NAMES = re.compile("|".join(_LEVELS))


@rule("R018", "alert-level-differs", Level.ERROR, "site")
def alert_level_differs(view: SiteView) -> Iterator[Diagnostic]:
    """警戒レベルの数字と、名前（高齢者等避難・避難指示・緊急安全確保）が合わない。

    `level` の数字と文の名前、文の中の数字と名前を比べます。

    出典: 災害対策基本法56条・60条、内閣府「避難情報に関するガイドライン」

    悪い例:
        === content/data/emergency.yaml
        - id: ooame ←
          mode: actual
          title: 北町に高齢者等避難
          level: 4
          action: 危険な場所から逃げてください。
          body: 川の水が増えています。
          areas: [北町]
          issued: 2026-11-16 09:00
          next_update: 2026-11-16 12:00
          expires: 2026-11-17 18:00

    良い例:
        === content/data/emergency.yaml
        - id: ooame
          mode: actual
          title: 北町に避難指示
          level: 4
          action: 危険な場所から逃げてください。
          body: 川の水が増えています。高齢者等避難は、避難指示に変わりました。
          areas: [北町]
          issued: 2026-11-16 09:00
          next_update: 2026-11-16 12:00
          expires: 2026-11-17 18:00
    """
    for one in _ahead(view):
        text = _text(one)
        wrong = [(int(number), name) for number, name in _SAID.findall(text) if int(number) != _LEVELS[name]]
        if one.level:
            wrong += [(one.level, name) for name in _called(one) if _LEVELS[name] != one.level]
            wrong += [(one.level, f"警戒レベル{n}") for n in _NUMBER.findall(one.title) if int(n) != one.level]
        for level, name in wrong[:1]:
            yield _found(view, one, level=str(level), name=name)


@rule("R019", "alert-call-abolished", Level.ERROR, "site")
def alert_call_abolished(view: SiteView) -> Iterator[Diagnostic]:
    """緊急のお知らせに、なくなった避難や警報の言葉（避難勧告、避難準備情報など）がある。

    記事の文は emergency-abolished が調べます。言葉の表も同じものです。

    出典: 災害対策基本法の改正（2021年5月20日施行）、内閣府「避難情報に関するガイドライン」

    悪い例:
        === content/data/emergency.yaml
        - id: ooame ←
          mode: actual
          title: 北町に避難勧告
          action: 危険な場所から逃げてください。
          body: 川の水が増えています。
          areas: [北町]
          issued: 2026-11-16 09:00
          next_update: 2026-11-16 12:00
          expires: 2026-11-17 18:00

    良い例:
        === content/data/emergency.yaml
        - id: ooame
          mode: actual
          title: 北町に避難指示
          level: 4
          action: 危険な場所から逃げてください。
          body: 川の水が増えています。
          areas: [北町]
          issued: 2026-11-16 09:00
          next_update: 2026-11-16 12:00
          expires: 2026-11-17 18:00
    """
    for one in _ahead(view):
        for name, row in dict(abolished_calls(_text(one))).items():
            yield _found(view, one, text=name, proposal=row["new"])


@rule("R020", "alert-shelter-unknown", Level.ERROR, "site")
def alert_shelter_unknown(view: SiteView) -> Iterator[Diagnostic]:
    """緊急のお知らせの行くところ（`shelters`）が、施設の台帳（facilities.csv）にない。

    悪い例:
        === content/data/emergency.yaml
        - id: ooame ←
          mode: drill
          title: 大雨の訓練
          body: 区の建物で練習をします。
          shelters: [honchou]
          issued: 2026-11-16 09:00
          expires: 2026-11-17 18:00

    良い例:
        === content/data/emergency.yaml
        - id: ooame
          mode: drill
          title: 大雨の訓練
          body: 区の建物で練習をします。
          shelters: [honcho]
          issued: 2026-11-16 09:00
          expires: 2026-11-17 18:00
    """
    rows = view.site.registers.facilities
    for one in _ahead(view):
        for id in one.shelters:
            if id not in rows:
                yield _found(view, one, value=id, near=nearest(id, rows))


@rule("R021", "alert-incomplete", Level.WARNING, "site")
def alert_incomplete(view: SiteView) -> Iterator[Diagnostic]:
    """本当の緊急のお知らせに、地域（`areas`）・いますること（`action`）・次に知らせる日時（`next_update`）のどれかがない。

    英語ややさしい日本語は、題名と本文の片方だけのときに知らせます。

    出典: 内閣府「避難情報に関するガイドライン」（対象の地域、とるべき行動を伝える）

    悪い例:
        === content/data/emergency.yaml
        - id: ooame ←
          mode: actual
          title: 大雨です
          body: 川の水が増えています。
          issued: 2026-11-16 09:00
          expires: 2026-11-17 18:00

    良い例:
        === content/data/emergency.yaml
        - id: ooame
          mode: actual
          title: 大雨です
          action: 川に近づかないでください。
          body: 川の水が増えています。
          areas: [北町]
          issued: 2026-11-16 09:00
          next_update: 2026-11-16 12:00
          expires: 2026-11-17 18:00
    """
    for one in _ahead(view):
        keys = ["areas", "action", "next_update"] if one.mode == "actual" else []
        for end in ("en", "simple"):
            pair = (f"title_{end}", f"body_{end}")
            keys += pair if any(getattr(one, key) for key in pair) else ()
        if lacking := [key for key in keys if not getattr(one, key)]:
            yield _found(view, one, lacking="・".join(lacking))


@rule("R022", "alert-long", Level.WARNING, "site")
def alert_long(view: SiteView) -> Iterator[Diagnostic]:
    """緊急のお知らせの本文が、400字より長い。

    例: テストが実際のファイルで確かめます（400字の文は、ここに書けません）。
    """
    for one in _ahead(view):
        count = len("".join(one.body.split()))
        if count > LONGEST:
            yield _found(view, one, count=str(count), limit=str(LONGEST))


@rule("R023", "alert-called-drill", Level.WARNING, "site")
def alert_called_drill(view: SiteView) -> Iterator[Diagnostic]:
    """本当のお知らせ（`mode: actual`）の文に、「訓練」がある。

    訓練のお知らせは `mode: drill` にします。【訓練】は、すべての所に自動で付きます。

    悪い例:
        === content/data/emergency.yaml
        - id: jishin ←
          mode: actual
          title: 地震の訓練をしています
          action: 机の下に入ってください。
          body: 区の建物で放送が鳴ります。
          areas: [北町]
          issued: 2026-11-16 09:00
          next_update: 2026-11-16 12:00
          expires: 2026-11-16 18:00

    良い例:
        === content/data/emergency.yaml
        - id: jishin
          mode: drill
          title: 地震の訓練をしています
          body: 区の建物で放送が鳴ります。
          issued: 2026-11-16 09:00
          expires: 2026-11-16 18:00
    """
    for one in _ahead(view):
        if one.mode == "actual" and "訓練" in _text(one):
            yield _found(view, one)


def _ahead(view: SiteView) -> Iterator[Emergency]:
    """The notices that have not expired."""
    return (one for one in view.site.registers.emergency.values() if view.site.now < ends(one.expires))


def _text(one: Emergency) -> str:
    """Everything that a notice says in Japanese."""
    return "\n".join((one.title, one.action, one.body, one.title_simple, one.body_simple))


def _called(one: Emergency) -> Iterator[str]:
    """The calls that a notice makes: in its title; in the rest where it speaks of others and never of its own.

    Below 3 the rest may tell of what comes later (避難指示が出たら …).
    """
    yield from _NAMES.findall(one.title)
    rest = _NAMES.findall(_text(one))
    if one.level in CALLS and CALLS[one.level] not in rest:
        yield from rest


def _found(view: SiteView, one: Emergency, **words: str) -> Diagnostic:
    path = view.site.registers.paths["emergency"]
    return Diagnostic("", Level.ERROR, path, one.at, in_words(dict(words)))
