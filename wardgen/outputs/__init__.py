"""What a build writes: every output in one tuple, one line each. To add a format, add its file and its line."""

from __future__ import annotations

from wardgen.outputs.aliases import REDIRECT
from wardgen.outputs.ended import ENDED
from wardgen.outputs.feeds import ATOM, RSS, TOPIC_ATOM, TOPIC_RSS
from wardgen.outputs.indexes import FACILITIES, HOME, NEW, SECTION, TOPIC, TOPICS
from wardgen.outputs.notfound import NOT_FOUND
from wardgen.outputs.output import Output
from wardgen.outputs.plaintext import PLAINTEXT
from wardgen.outputs.sitemap import ROBOTS, SITEMAP
from wardgen.outputs.webpage import WEBPAGE

OUTPUTS: tuple[Output, ...] = (
    WEBPAGE,
    PLAINTEXT,
    ENDED,
    REDIRECT,
    HOME,
    SECTION,
    TOPICS,
    TOPIC,
    NEW,
    FACILITIES,
    RSS,
    ATOM,
    TOPIC_RSS,
    TOPIC_ATOM,
    SITEMAP,
    ROBOTS,
    NOT_FOUND,
)
