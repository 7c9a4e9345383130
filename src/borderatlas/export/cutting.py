"""GeoJSON cut into pieces that are valid files themselves, so that several threads can read a large one.

The pieces tile the file: every byte of it comes in one of them, but for the marks between features where it was cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedIOBase

FEATURES: Final = b'"features":['
"""Ends what a collection says of itself, in its first line."""

BETWEEN: Final = b",\n"
"""Stands between the features of a collection, and nowhere within one: the text of JSON holds no line end."""

CLOSING: Final = b"\n]}\n"
"""Ends a collection."""

RECORD_SEPARATOR: Final = b"\x1e"
"""Stands before each feature of a sequence (RFC 8142)."""

_SIZE: Final = 8_000_000
"""Bytes of a piece: enough that opening it costs little beside reading it."""


def pieces_of_collection(file: BufferedIOBase, size: int = _SIZE) -> Iterator[bytes]:
    """A collection as several with the same head; whole where it is small, or not written as ours are.

    Args:
        file: With one feature on each line; stands at its beginning.
        size: Bytes of a piece, about: it ends with a feature.
    """
    head = file.readline()
    if head.endswith(FEATURES + b"\n"):
        for features, is_last in _cut(file, BETWEEN, size):
            yield head + features + (b"" if is_last else CLOSING)
    else:
        yield head + file.read()


def pieces_of_sequence(file: BufferedIOBase, size: int = _SIZE) -> Iterator[bytes]:
    """A sequence as several; none where it is empty. Arguments as for `pieces_of_collection`."""
    before = b""
    for records, is_last in _cut(file, b"\n" + RECORD_SEPARATOR, size):
        if piece := before + records + (b"" if is_last else b"\n"):
            yield piece
        before = RECORD_SEPARATOR


def _cut(file: BufferedIOBase, between: bytes, size: int) -> Iterator[tuple[bytes, bool]]:
    """The bytes of a file cut at marks, which are left out, and whether they are the last."""
    rest = file.read(size)
    while block := file.read(size):
        place = rest.rfind(between)
        if place >= 0:
            yield rest[:place], False
            rest = rest[place + len(between) :]
        rest += block
    yield rest, True
