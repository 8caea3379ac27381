"""What a result was made from, by name, and what has to be made again: one judge for all.

A key is the digest of named inputs. Two equal keys mean equal results.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Inputs:
    """Named inputs of one result: (name, digest), in a fixed order."""

    named: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """The digest of them all."""
        whole = "\x1f".join(f"{name}\x1e{value}" for name, value in self.named)
        return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Made(NamedTuple):
    """One output as it was last made: the key of its inputs, the digest of its bytes, and its file's time and size."""

    key: str
    digest: str
    mtime: int
    size: int


def stale(old: Inputs | None, new: Inputs, *, is_there: bool) -> tuple[str, ...]:
    """Why a result must be made again: the names of the inputs that changed; () = it need not."""
    if old is None:
        return ("new",)
    before = dict(old.named)
    changed = tuple(name for name, value in new.named if before.get(name) != value)
    gone = tuple(name for name in before if name not in dict(new.named))
    if changed or gone:
        return changed + gone
    return () if is_there else ("output",)
