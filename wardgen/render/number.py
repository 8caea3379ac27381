"""A page's id becomes the number that a caller reads out."""

from __future__ import annotations

from hashlib import blake2b


def page_number(id: str) -> str:
    """`1234-5678`: the same as long as the id is."""
    number = int.from_bytes(blake2b(id.encode(), digest_size=8).digest()) % 90_000_000 + 10_000_000
    return f"{number // 10_000}-{number % 10_000:04}"
