"""The text of a file as a JSON value: what is wrong with it, with line and column, and what it may be instead."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson

from borderatlas.errors import LayerError
from borderatlas.layers.findings import Finding, report, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from borderatlas.layers.faults import Spot

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
DEPTH: Final = 32
"""Levels of lists and objects that a feature may have."""

_OTHER_FORMATS: Final = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "a zip archive (a zipped Shapefile, KMZ, XLSX)"),
    (b"SQLite format 3\x00", "a GeoPackage"),
    (b"fgb\x03", "FlatGeobuf"),
    (b"PAR1", "GeoParquet"),
    (b"\x00\x00\x27\x0a", "a Shapefile"),
    (b"<", "XML (KML, GPX) or HTML"),
)
_WIDE: Final = (
    (b"\x00\x00\xfe\xff", "UTF-32"),
    *((mark, "UTF-16") for mark in (b"\xff\xfe", b"\xfe\xff", b"{\x00", b"\x00{", b"[\x00", b"\x00[")),
)
_NOT_FINITE: Final = re.compile(r"-?(?:NaN|Infinity|inf|nan)")
_QUOTES: Final = 'Put names and texts into straight double quotes: "name".'
_COMMENT: Final = "Delete the comment: JSON has none."
_WORDS: Final = "Write true, false and null in small letters."
_ADVICE: Final = {
    **dict.fromkeys("'’“”", _QUOTES),
    **dict.fromkeys("/#", _COMMENT),
    **dict.fromkeys("TFNU", _WORDS),
}
"""What to do, by the character at which the text breaks."""
_SAMPLE: Final = 200_000
_BLANKS: Final = np.frombuffer(b" \n\t\r", dtype=np.uint8)


class BrokenFileError(LayerError):
    """A file that cannot be read at all; `findings` holds why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(report([finding]), [finding])


def read_bytes(path: Path, spot: Spot) -> bytes:
    """Return the bytes of a file.

    Raises:
        BrokenFileError: There is no such file, or it cannot be opened.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as err:
        hint = "Check the name, or restore the file."
        raise BrokenFileError(spot.finding("file-missing", expected="a file; there is none", hint=hint)) from err
    except OSError as err:
        hint = "Check what stands under that name, and its permissions."
        expected = f"a readable file ({err.strerror})"
        raise BrokenFileError(spot.finding("file-unreadable", expected=expected, hint=hint)) from err


def parse_json(data: bytes, spot: Spot) -> tuple[Any, list[Finding]]:
    """Return the JSON value of a file's bytes, and what is odd about its text.

    Raises:
        BrokenFileError: The bytes are no JSON in UTF-8; the finding says where and, if it can be told, what they are.
    """
    odd = check_opening(data, spot)
    text = data.removeprefix(BYTE_ORDER_MARK)
    try:
        return orjson.loads(text), odd
    except orjson.JSONDecodeError as err:
        raise BrokenFileError(explain_break(err, text, spot)) from err


def check_opening(data: bytes, spot: Spot) -> list[Finding]:
    """Look at the first bytes of a file, and return a finding if it begins with a byte order mark.

    Raises:
        BrokenFileError: The file is empty, or plainly something else than JSON in UTF-8.
    """
    if not data or data.isspace() or data == BYTE_ORDER_MARK:
        hint = "Restore it from a copy, or write a collection with an empty list of features."
        raise BrokenFileError(spot.finding("file-empty", expected="JSON in UTF-8; the file is empty", hint=hint))
    wide = next((name for mark, name in _WIDE if data.startswith(mark)), "")
    if wide:
        raise BrokenFileError(_encoding(spot, f"JSON in UTF-8; this is {wide}"))
    other = next((name for mark, name in _OTHER_FORMATS if data.startswith(mark)), "")
    if other:
        hint = "Bring it in with `borderatlas import`, or save it as GeoJSON."
        raise BrokenFileError(spot.finding("file-other-format", expected=f"JSON in UTF-8; this is {other}", hint=hint))
    if data.startswith(BYTE_ORDER_MARK):
        hint = "Save the file as UTF-8 without BOM."
        return [spot.finding("byte-order-mark", expected="JSON from the first byte on", hint=hint)]
    return []


def explain_break(err: orjson.JSONDecodeError, text: bytes, spot: Spot) -> Finding:
    """Return why a text is no JSON, with line and column."""
    if "not valid UTF-8" in err.msg:
        return _foreign_encoding(text, spot)
    around = err.doc[max(err.pos - 1, 0) : err.pos + 9]
    if err.msg == "unexpected end of data":
        finding = spot.finding(
            "json-cut-short",
            expected="JSON in UTF-8; the text ends in the middle of a value",
            hint="Fetch or copy the file again, or close the bracket or quote.",
        )
    elif "depth limit" in err.msg:
        expected = f"at most {DEPTH} levels of lists and objects"
        finding = spot.finding("nesting-too-deep", expected=expected, hint="Flatten the value, or delete it.")
    elif "infinity" in err.msg:
        expected = "JSON in UTF-8, with numbers below 1.8e308"
        finding = spot.finding("number-too-large", expected=expected, hint="Correct the number.")
    elif found := _NOT_FINITE.search(around):
        expected = f"JSON in UTF-8; {found[0]} is no JSON number"
        finding = spot.finding("number-not-finite", expected=expected, hint="Write null, or leave the member out.")
    else:
        finding = spot.finding("json-broken", expected=f"JSON in UTF-8: {err.msg}", hint=_advice(err, around))
    return replace(finding, line=err.lineno, column=err.colno)


def _advice(err: orjson.JSONDecodeError, around: str) -> str:
    here = err.doc[err.pos : err.pos + 1]
    if "trailing comma" in err.msg or (here and here in "]}" and "," in around[:2]):
        return "Delete the comma before the closing bracket."
    if "control character" in err.msg:
        return "Write a line break within a text as \\n, a tab as \\t; or close the quote before it."
    if "after document" in err.msg:
        return "Delete what follows the last bracket; several documents, one per line, are no FeatureCollection."
    return _ADVICE.get(here, "Look for a missing comma, quote or bracket there.")


def _encoding(spot: Spot, expected: str) -> Finding:
    return spot.finding("encoding-wrong", expected=expected, hint="Save the file as UTF-8.")


def _foreign_encoding(text: bytes, spot: Spot) -> Finding:
    """Return where the text leaves UTF-8, and which encoding the bytes look like."""
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as err:
        start = err.start
    else:  # lone surrogates, which only JSON's reader minds
        start = 0
    from charset_normalizer import from_bytes  # noqa: PLC0415  # only on a fault

    best = from_bytes(text[max(0, start - _SAMPLE // 2) : start + _SAMPLE // 2]).best()
    guess = f"; the bytes look like {best.encoding}" if best and best.encoding not in ("utf_8", "ascii") else ""
    line = text.count(b"\n", 0, start) + 1
    column = start - (text.rfind(b"\n", 0, start) + 1) + 1
    expected = f"JSON in UTF-8; byte {start + 1} is no UTF-8{guess}"
    return replace(_encoding(spot, expected), line=line, column=column)


def entries_within(value: object) -> int:
    """Return how many names all objects in a JSON value have, at any depth."""
    count, stack = 0, [value]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            count += len(part)
            stack.extend(part.values())
        elif isinstance(part, list):
            stack.extend(part)
    return count


def may_repeat_keys(text: bytes, entries: int) -> bool:
    """Tell whether an object in a JSON text may have a key twice; False is certain.

    Args:
        text: Valid JSON.
        entries: `entries_within` of its value, in which a repeated key counts once.

    A colon after a key follows its quote, unless blanks stand between. So where no colon follows a blank, at least as
    many colons follow a quote as there are keys, and exactly as many as `entries` only if no key is repeated.
    """
    marks = np.frombuffer(text, dtype=np.uint8)
    before = marks[np.flatnonzero(marks[1:] == ord(":"))]
    return int(np.count_nonzero(before == ord('"'))) != entries or bool(np.isin(before, _BLANKS).any())


def repeated_keys(text: bytes) -> Iterator[tuple[list[str | int], str]]:
    """Yield the path of each object of a JSON text that has a key twice, and the key.

    Args:
        text: Valid JSON, not nested deeper than Python's own reader goes.
    """
    repeated: dict[int, list[str]] = {}
    kept: list[dict[str, Any]] = []

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) < len(pairs):
            names = [name for name, _ in pairs]
            repeated[id(value)] = sorted({name for name in names if names.count(name) > 1})
            kept.append(value)  # so that its identity stays its own
        return value

    try:
        whole = json.loads(text, object_pairs_hook=build)
    except RecursionError:
        return
    if not repeated:
        return
    stack: list[tuple[list[str | int], Any]] = [([], whole)]
    while stack:
        path, value = stack.pop()
        members: Iterator[tuple[str | int, Any]] = iter(())
        if isinstance(value, dict):
            for name in repeated.get(id(value), ()):
                yield [*path, name], name
            members = iter(value.items())
        elif isinstance(value, list):
            members = iter(enumerate(value))
        stack.extend(([*path, name], member) for name, member in members if isinstance(member, dict | list))


def depth_of(value: object) -> int:
    """Return how many levels of lists and objects a JSON value has, up to one more than is allowed."""
    level = 0
    parts: list[Any] = [value]
    while level <= DEPTH:
        parts = [part for part in parts if isinstance(part, dict | list)]
        if not parts:
            break
        level += 1
        parts = list(chain.from_iterable(part.values() if isinstance(part, dict) else part for part in parts))
    return level


def describe(value: object) -> str:
    """Return what a JSON value is, for a message."""
    return {dict: "an object", list: "a list", str: "text", type(None): "null", bool: "true or false"}.get(
        type(value), f"the number {shorten(value)}"
    )
