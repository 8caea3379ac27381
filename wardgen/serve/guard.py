"""A request becomes a published path, or a reason to refuse it: the only door between the network and the site.

Nothing here opens a file. A path is looked up in a table of what is published (MkDocs CVE-2021-40978 shows what joining
it to a folder leads to), and only this machine's browser on this page may ask (a page of another site that names its
address 127.0.0.1 is refused by its Host, a form of another site by its Origin and the token that it cannot know).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, quote, unquote_to_bytes

HOSTS = ("127.0.0.1", "localhost")
FORM_LIMIT = 4_000
"""Bytes of one form."""


def is_our_host(hosts: Sequence[str], port: int) -> bool:
    """Whether the Host of a request (all values that were sent) is this machine's own name."""
    if len(hosts) != 1:
        return False
    name, _, number = hosts[0].strip().partition(":")
    return name.lower() in HOSTS and (number == str(port) or (not number and port == 80))


def is_our_origin(origins: Sequence[str], hosts: Sequence[str]) -> bool:
    """Whether a form was sent by a page of this server."""
    return len(origins) == 1 and len(hosts) == 1 and origins[0].strip() == f"http://{hosts[0].strip()}"


def read_target(target: str) -> tuple[str, Mapping[str, str]] | None:
    """The path of a request target, decoded, and its query; None for what no page of ours links to.

    Refused: full addresses, `//`, `.` and `..` in whatever spelling, backslashes, control characters, an encoded `/`,
    and bytes that are not UTF-8.
    """
    path, _, query = target.partition("?")
    if not path.startswith("/") or "#" in target:
        return None
    try:
        parts = [unquote_to_bytes(part.encode("latin-1")).decode("utf-8") for part in path[1:].split("/")]
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None
    if any(part in (".", "..") or not _is_plain(part) for part in parts) or "" in parts[:-1]:
        return None
    try:
        fields = parse_qs(query, max_num_fields=10)
    except ValueError:
        return None
    return "/" + "/".join(parts), {name: values[0] for name, values in fields.items()}


def _is_plain(part: str) -> bool:
    return not any(c in "/\\" or c < " " or c == "\x7f" for c in part)


def read_form(data: bytes) -> Mapping[str, str]:
    """The fields of a form; {} where it is none."""
    try:
        fields = parse_qs(data.decode("ascii"), max_num_fields=10)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def make_token() -> str:
    """A secret of this run."""
    return secrets.token_urlsafe(24)


def is_token(given: str, token: str) -> bool:
    """Whether a secret is ours, in constant time."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), token.encode())


def in_address(path: str) -> str:
    """A decoded path as it stands in a header or a link; never the start of another site's address."""
    return "/" + quote(path.lstrip("/"), safe="/")
