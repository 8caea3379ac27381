"""The table of front matter fields: which keys a page may carry, of what type, for which kinds.

One table serves the reader, the JSON Schema for editors and the documentation test. Order of the service fields:
field.md's mapping of GIF 制度 / CPSV-AP / the Italian service sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

from wardgen.load.schema import Field, Record
from wardgen.load.values import Anything, Choice, Date, Flag, Identifier, Language, Many, Text, TextMap, Type, Url
from wardgen.model.flyer import LAYOUTS, VOICE
from wardgen.model.page import CHANNELS, Allow, Channel, Kind, Needed, Online, Period, Step

_TEXTS = Many(Text(), single=True)
_IDS = Many(Identifier(), single=True)
_MOMENT = Date(time=True)

ONLINE = Record(
    (Field("url", Url(), True), Field("needs", _TEXTS), Field("hours", Text()), Field("note", Text(lines=True))),
    Online,
    "url",
)
CHANNEL = Record(
    (
        Field("kind", Choice(CHANNELS), True),
        Field("url", Url()),
        *(Field(key, Text()) for key in ("at", "hours", "fee")),
        Field("payment", _TEXTS),
        Field("id", _TEXTS),
        Field("note", Text(lines=True)),
    ),
    Channel,
)
NEEDED = Record((Field("item", Text(), True), Field("who", Text()), Field("note", Text(lines=True))), Needed, "item")
PERIOD = Record(
    (
        Field("text", Text()),
        Field("from", _MOMENT, attribute="start"),
        Field("to", _MOMENT, attribute="end"),
        Field("note", Text(lines=True)),
    ),
    Period,
    "text",
)
STEP = Record((Field("title", Text(), True), Field("text", Text(lines=True))), Step, "title")
ALLOW = Record(
    (Field("rule", Text(), True), Field("until", Date()), Field("reason", Text(), True)), Allow, keeps_span=True
)


@dataclass(frozen=True)
class FrontField:
    """A field, the kinds that may carry it (none = all) and the kinds that must."""

    key: str
    type: Type
    kinds: frozenset[Kind] = frozenset()
    required: frozenset[Kind] = frozenset()

    def field(self) -> Field:
        """The same for the schema reader."""
        return Field(self.key, self.type)


_ALL = frozenset(Kind)
_SERVICE = frozenset({Kind.SERVICE})
_EVENT = frozenset({Kind.EVENT})

FIELDS = (
    FrontField("title", Text(), required=_ALL),
    FrontField("kind", Choice(tuple(Kind), Kind), required=_ALL),
    FrontField("id", Identifier()),
    FrontField("yomi", Text()),
    FrontField("aka", _TEXTS),
    FrontField("summary", Text(lines=True)),
    FrontField("slug", Text()),
    FrontField("aliases", _TEXTS),
    FrontField("lang", Language()),
    FrontField("draft", Flag()),
    FrontField("department", Identifier(), required=frozenset({Kind.SERVICE, Kind.NOTICE, Kind.EVENT})),
    FrontField("audience", _IDS),
    FrontField("life_event", _IDS),
    FrontField("topic", _IDS),
    FrontField("tags", _TEXTS),
    FrontField("publish", _MOMENT),
    FrontField("expire", _MOMENT),
    FrontField("expire_mode", Choice(("notice", "remove"))),
    FrontField("successor", Text()),
    FrontField("review_by", Date()),
    FrontField("updated", Date()),
    FrontField("furigana", Choice(("off", "first", "all"), pattern="grade:[1-9]")),
    FrontField("readings", TextMap()),
    FrontField("profile", Choice(("standard", "plain", "record"))),
    FrontField("flyer", Many(Choice((*LAYOUTS, VOICE, "true", "false")), single=True)),
    FrontField("card", Flag()),
    FrontField("images", _TEXTS),
    FrontField("attachments", _TEXTS),
    FrontField("allow", Many(ALLOW)),
    FrontField("extra", Anything()),
    FrontField("featured", _TEXTS, frozenset({Kind.PAGE})),
    FrontField("benefit", Text(lines=True), _SERVICE),
    FrontField("eligible", _TEXTS, _SERVICE),
    FrontField("online", ONLINE, _SERVICE),
    FrontField("channels", Many(CHANNEL), _SERVICE),
    FrontField("fee", Text(), _SERVICE | _EVENT),
    FrontField("needed", Many(NEEDED, single=True), _SERVICE),
    FrontField("period", PERIOD, _SERVICE),
    FrontField("steps", Many(STEP, single=True), _SERVICE),
    FrontField("contact", Text(lines=True), _SERVICE),
    FrontField("start", _MOMENT, _EVENT, _EVENT),
    FrontField("end", _MOMENT, _EVENT),
    FrontField("place", Text(), _EVENT),
    FrontField("capacity", Text(), _EVENT),
    FrontField("apply_by", _MOMENT, _EVENT),
    FrontField("facility", Text(), frozenset({Kind.FACILITY}), frozenset({Kind.FACILITY})),
    FrontField("chapters", _TEXTS, frozenset({Kind.PUBLICATION})),
)
