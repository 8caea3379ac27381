"""A verb in its dictionary form becomes the form in which another verb stands, so that it can take its place.

Errors: None where the forms do not answer each other (する before できる, 意志形), never a guess.
Source: the conjugations of the school grammar (五段, 上一段, 下一段, サ行変格).
"""

from __future__ import annotations

from wardgen.model.prose import Token

_ROWS = dict(
    zip(
        "うくぐすつぬぶむる",
        ("わいえ", "かきけ", "がぎげ", "さしせ", "たちて", "なにね", "ばびべ", "まみめ", "らりれ"),
        strict=True,
    )
)
"""Ending of a 五段 verb -> its a, i and e."""
_SOUND = {"う": "っ", "つ": "っ", "る": "っ", "く": "い", "ぐ": "い", "す": "し", "ぬ": "ん", "ぶ": "ん", "む": "ん"}
"""Ending -> what stands before て and た (音便)."""
_VOICED = {"て": "で", "た": "だ"}
_SHORT = frozenset("見着煮似得出寝経来")
"""Kanji before る of verbs whose stem does not change."""
_ONE_STEM = frozenset("いきぎしじちにひびみりえけげせぜてでねへべめれ")


def is_one_stem(verb: str) -> bool:
    """Whether the stem of a verb in る does not change: 見せる, 見る; not 守る."""
    return verb.endswith("る") and (verb[-2:-1] in _ONE_STEM or verb[-2:-1] in _SHORT)


def te_form(verb: str) -> str:
    """A verb in its dictionary form with て: 払う -> 払って."""
    return _before_te(verb) + ("で" if verb[-1] in "ぐぬぶむ" else "て")


def _before_te(verb: str) -> str:
    if verb.endswith("する"):
        return verb[:-2] + "し"
    if is_one_stem(verb):
        return verb[:-1]
    return verb[:-1] + ("っ" if verb.endswith(("いく", "行く")) else _SOUND[verb[-1]])


def inflected(verb: str, token: Token, after: Token | None) -> tuple[str, int] | None:
    """A verb in the form of `token`, and how many characters of the word after it are replaced as well."""
    next_ = after.surface if after is not None else ""
    if verb[-1] not in _ROWS or verb.endswith("くる"):
        return None
    if token.form.startswith(("終止形", "連体形")):
        return verb, 0
    is_sahen, is_one = verb.endswith("する"), is_one_stem(verb)
    stem = verb[:-2] if is_sahen else verb[:-1]
    a, i, e = ("", "", "れ") if is_one else tuple(_ROWS[verb[-1]])
    if token.form.startswith("連用形"):
        if next_[:1] in ("て", "た", "で", "だ") and next_[:2] not in ("たい", "たく", "たか"):
            first = te_form(verb)[-1]
            return _before_te(verb) + (first if next_[0] in "てで" else "だ" if first == "で" else "た"), 1
        return stem + ("し" if is_sahen else i), 0
    if token.form.startswith("未然形"):
        if is_sahen:
            return stem + token.surface[-1:], 0
        if token.surface.endswith("さ"):
            return (stem + ("ら" if next_.startswith("れ") else "さ") if is_one else stem + a), 0
        return stem + a, 0
    if token.form.startswith("仮定形"):
        return stem + ("すれ" if is_sahen else e), 0
    return None
