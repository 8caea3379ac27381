"""What a build writes: every output in one tuple, one line each. To add a format, add its file and its line."""

from __future__ import annotations

from wardgen.outputs.aliases import REDIRECT
from wardgen.outputs.braille import BRAILLE
from wardgen.outputs.cards import CARDS
from wardgen.outputs.emergency import EMERGENCY, EMERGENCY_FEED
from wardgen.outputs.ended import ENDED
from wardgen.outputs.epub import EPUB
from wardgen.outputs.feeds import ATOM, RSS
from wardgen.outputs.figures import FIGURE_CSV
from wardgen.outputs.flyers import FLYERS
from wardgen.outputs.headers import HEADERS
from wardgen.outputs.icons import LOGO, SQUARES, VECTOR
from wardgen.outputs.ics import CALENDAR, EVENT_FILE
from wardgen.outputs.indexes import HOME, INDEX
from wardgen.outputs.jsonfeed import JSON_FEED
from wardgen.outputs.mail import MAIL
from wardgen.outputs.notfound import NOT_FOUND
from wardgen.outputs.opendata import DATA_CSV, DATA_JSON, DATA_PAGE
from wardgen.outputs.output import Output
from wardgen.outputs.plaintext import PLAINTEXT
from wardgen.outputs.search import OPENSEARCH, SEARCH, SEARCH_INDEX
from wardgen.outputs.sitemap import ROBOTS, SITEMAP
from wardgen.outputs.special import PAPER, READING
from wardgen.outputs.speech import SPEECH, VOICES
from wardgen.outputs.style import STYLE
from wardgen.outputs.volume import VOLUME
from wardgen.outputs.webmanifest import WEB_MANIFEST
from wardgen.outputs.webpage import WEBPAGE

OUTPUTS: tuple[Output, ...] = (
    WEBPAGE,
    PLAINTEXT,
    VOLUME,
    EPUB,
    FIGURE_CSV,
    ENDED,
    REDIRECT,
    HOME,
    INDEX,
    EMERGENCY,
    EMERGENCY_FEED,
    READING,
    PAPER,
    RSS,
    ATOM,
    JSON_FEED,
    EVENT_FILE,
    CALENDAR,
    DATA_PAGE,
    DATA_CSV,
    DATA_JSON,
    SITEMAP,
    ROBOTS,
    NOT_FOUND,
    HEADERS,
    STYLE,
    VECTOR,
    *SQUARES,
    LOGO,
    WEB_MANIFEST,
    CARDS,
    SEARCH,
    OPENSEARCH,
    *SEARCH_INDEX,
    *FLYERS,
    SPEECH,
    *VOICES,
    *BRAILLE,
    MAIL,
)
