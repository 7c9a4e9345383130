"""Cuts a large layer file into pieces of whole features that can be read apart from each other.

Where a feature ends is guessed from the text, and proved by reading: a piece between two cuts that is a list of JSON
values when brackets are put around it, next to others of which the same holds, can only have been cut between features.
"""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE: Final = 1 << 19
"""Bytes of a piece, about: few enough that what is read stays in the cache of the processor."""
SMALL: Final = 16 << 20
"""Bytes up to which a file is not worth cutting."""
_SEAM: Final = re.compile(rb"\}\s*,\s*(?=\{\s*\"(?:type|id|geometry|properties|bbox)\"\s*:)")
_FEATURES: Final = re.compile(rb'"features"\s*:\s*\[')
_TOKEN: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]', re.DOTALL)
_FRAME: Final = 1 << 20
"""Bytes before the first feature and after the last one, at most."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A layer file in pieces.

    Attributes:
        frame: The file without its features.
        spans: First byte of each piece, and the byte after its last.
    """

    frame: bytes
    spans: tuple[tuple[int, int], ...]


def cut(path: Path, size: int = PIECE, small: int = SMALL) -> Cut | None:
    """Cut a file into pieces; None where it is small or of another build, and must be read as a whole.

    Args:
        path: A GeoJSON FeatureCollection.
        size: Bytes of a piece, about.
        small: Bytes up to which a file is read as a whole.
    """
    if path.stat().st_size <= small:
        return None
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        begin = _begin(data[:_FRAME])
        if begin is None:
            return None
        spans = list(_spans(data, begin, size))
        if len(spans) == 1:
            return None
        end = _end(data, spans[-1][0])
        if end is None or len(data) - end > _FRAME:
            return None
        spans[-1] = (spans[-1][0], end)
        return Cut(data[:begin] + data[end:], tuple(spans))


def _begin(head: bytes) -> int | None:
    """Where the first feature begins: behind the bracket of the member `features` of the outermost object."""
    match = _FEATURES.search(head)
    if match is None:
        return None
    depth = 0
    for token in _TOKEN.finditer(head, 0, match.start()):
        mark = token[0][:1]
        depth += (mark in b"[{") - (mark in b"]}")
    return match.end() if depth == 1 else None


def _spans(data: mmap.mmap, begin: int, size: int) -> Iterator[tuple[int, int]]:
    while True:
        seam = _SEAM.search(data, begin + size)
        if seam is None:
            yield begin, len(data)
            return
        yield begin, seam.start() + 1
        begin = seam.end()


def _end(data: mmap.mmap, begin: int) -> int | None:
    """Where the list of features ends, seen from the beginning of its last piece."""
    depth = 0
    for token in _TOKEN.finditer(data, begin):
        mark = token[0][:1]
        if mark in b"[{":
            depth += 1
        elif mark in b"]}":
            depth -= 1
            if depth < 0:
                return token.start() if mark == b"]" else None
    return None
