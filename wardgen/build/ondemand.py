"""What lies in many files becomes a mapping that reads each of them when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from wardgen.load.files import Found

Value = TypeVar("Value")


class OnDemand(Mapping[str, Value]):
    """Path -> value: photographs and tables are large, and few stand on the page at hand.

    Each is a pure function of bytes that are known already, so that it is all the same when it is computed.
    """

    def __init__(self, files: list[Found], read: Callable[[Found], Value]) -> None:
        self._files = {file.path: file for file in files}
        self._read = read
        self._kept: dict[str, Value] = {}

    def __getitem__(self, path: str) -> Value:
        if path not in self._kept:
            self._kept[path] = self._read(self._files[path])
        return self._kept[path]

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
