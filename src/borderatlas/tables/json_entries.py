"""Reads JSON files entry by entry, so that a file of a million features does not stand in memory as a whole."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, Literal, NoReturn, TypeAlias

from borderatlas.errors import LayerError
from borderatlas.tables.encodings import encoding_note, find_encoding, not_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from borderatlas.tables.table import GeoJson, Source

Kind: TypeAlias = Literal["features", "records", "overpass"]
"""GeoJSON features, plain objects, or elements of OpenStreetMap as Overpass answers them."""

LONGEST_TEXT: Final = 2**26
"""In characters, as for cells of delimited text."""

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_GEOMETRY: Final = {"coordinates", "geometries"}
_SEQUENCES: Final = (".geojsonl", ".geojsons", ".geojsonseq", ".ndjson", ".jsonl", ".ndgeojson")
_SEPARATOR: Final = "\x1e"
_NEXT_OBJECT: Final = re.compile(r"[^\n]*\}[ \t\r]*\n\s*\{")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER: Final = json.JSONDecoder(parse_constant=_no_constant)


class JsonEntries:
    """A JSON file of features or of plain objects.

    It is a FeatureCollection, a single Feature, a geometry, which counts as one; a list of objects; an object with one
    list of objects; or any of features, geometries and objects, one on each line or after record separators (RFC 8142).
    It is read once to see that it can be, and again each time that its entries are asked for.

    Attributes:
        kind: What its entries are.
        names: Names of the columns of all entries, `id` first where features have one.
        count: How many entries there are, those that cannot be taken among them.
        only_points: Whether no entry has another geometry than a point.
        crs: Name of the CRS, where the file has a member `crs` as GeoJSON had before RFC 7946.
        encoding: How the text is encoded.
        notes: What the user should know.

    Raises:
        LayerError: The file cannot be read or is not JSON with rows.
    """

    def __init__(self, source: Source) -> None:
        self.name = source.name
        self.encoding = find_encoding(source.file, source.name, source.encoding)
        self.notes = () if source.encoding else encoding_note(self.encoding)
        try:
            self._text = source.file.read_text(self.encoding).removeprefix("\ufeff")
        except UnicodeError as error:
            raise not_text(source.name, self.encoding, error) from error
        if not self._text.strip():
            raise LayerError(f"{self.name}: the file is empty. Expected GeoJSON.")
        self._sequence = (
            source.suffix in _SEQUENCES
            or self._text.lstrip(" \t\r\n").startswith(_SEPARATOR)  # itself blank to Python
            or _NEXT_OBJECT.match(self._text) is not None
        )
        self._members: GeoJson = {}
        self.kind: Kind = "features"
        self.only_points = True
        self.count = 0
        self._look_through()

    def _look_through(self) -> None:
        names: dict[str, None] = {}
        named = False
        faults = 0
        for entry in self:
            self.count += 1
            if isinstance(entry, str):
                faults += 1
                continue
            if self.kind == "features":
                names.update(dict.fromkeys(entry["properties"]))
                named = named or "id" in entry
                geometry = entry.get("geometry")
                self.only_points &= geometry is None or (isinstance(geometry, dict) and geometry.get("type") == "Point")
            else:
                names.update(dict.fromkeys(entry))
        if self.kind == "records" and faults == self.count > 0:
            raise LayerError(
                f"{self.name}: this is not GeoJSON, and none of its {faults:,} entries is an object with fields. "
                "Expected a FeatureCollection, or a list of objects."
            )
        self.names = list({"id": None} | names) if named else list(names)
        crs = self._members.get("crs")
        properties = crs.get("properties") if isinstance(crs, dict) else None
        self.crs = properties.get("name") if isinstance(properties, dict) else None

    def __iter__(self) -> Iterator[GeoJson | str]:
        """The entries in their order, features each with `properties`; a text where one cannot be taken: why."""
        self._members = {}
        number = 0
        try:
            for entry, length in self._entries():
                yield self._checked(entry, length)
                number += 1
        except json.JSONDecodeError as error:
            raise LayerError(
                f"{self.name}: line {error.lineno}, column {error.colno} is not valid JSON: {error.msg}."
            ) from error
        except (ValueError, RecursionError) as error:
            raise LayerError(
                f"{self.name}: after entry {number} stands what JSON does not have: {_plain(error)}."
            ) from error

    def _checked(self, entry: object, length: int) -> GeoJson | str:
        if isinstance(entry, _Fault):
            return str(entry)
        if not isinstance(entry, dict):
            return "this is not a GeoJSON feature" if self.kind == "features" else "this is not an object with fields"
        if length > LONGEST_TEXT and any(isinstance(v, str) and len(v) > LONGEST_TEXT for v in _texts(entry)):
            return f"a text is longer than {LONGEST_TEXT:,} characters. Shorten it"
        if self.kind != "features":
            return entry
        if not isinstance(entry.get("properties") or {}, dict):
            return "this is not a GeoJSON feature"
        return entry | {"properties": entry.get("properties") or {}}

    def _entries(self) -> Iterator[tuple[object, int]]:
        if self._sequence:
            yield from self._from_sequence()
        elif self._next(0) == "[":
            self.kind = "records"
            position = yield from self._list(0, root=True)
            self._end(position)
        else:
            yield from self._from_object()

    def _from_object(self) -> Iterator[tuple[object, int]]:
        """The values of the member `features`; the other members go to `_members`."""
        listed = False
        position = self._expect("{", 0)
        while self._next(position) != "}":
            name, position = self._value(position)
            position = self._expect(":", position)
            if name == "features" and self._next(position) == "[":
                listed = True
                position = yield from self._list(position)
            else:
                self._members[str(name)], position = self._value(position)
            if self._next(position) != "}":
                position = self._expect(",", position)
        self._end(self._expect("}", position))
        if listed:
            return
        if self._members.get("type") == "Feature":
            yield self._members, position
        elif _GEOMETRY & self._members.keys():
            yield {"type": "Feature", "properties": {}, "geometry": self._members}, position
        else:
            self.kind = "overpass" if "osm3s" in self._members or "elements" in self._members else "records"
            for entry in self._records():
                yield entry, position

    def _records(self) -> list[object]:
        """The one list of objects among the members, as web services answer."""
        lists = [
            value
            for name, value in self._members.items()
            if isinstance(value, list) and name not in _GEOMETRY and all(isinstance(entry, dict) for entry in value)
        ]
        filled = [value for value in lists if value] or lists[:1]
        if len(filled) != 1 or isinstance(self._members.get("type"), str):
            raise LayerError(
                f"{self.name}: this is not GeoJSON. Expected a FeatureCollection; for rows of a table, a list of "
                "objects or a CSV file."
            )
        return filled[0]

    def _from_sequence(self) -> Iterator[tuple[object, int]]:
        first = True
        for text in self._pieces():
            try:
                entry = json.loads(text, parse_constant=_no_constant)
            except (ValueError, RecursionError) as error:
                yield _Fault(f"this is not valid JSON: {_plain(error)}"), len(text)
                continue
            if isinstance(entry, dict) and _GEOMETRY & entry.keys() and "type" in entry:
                entry = {"type": "Feature", "properties": {}, "geometry": entry}
            feature = isinstance(entry, dict) and entry.get("type") == "Feature"
            if first:
                self.kind, first = "features" if feature else "records", False
            if self.kind == "features" and not feature:
                entry = _Fault("this is not a GeoJSON feature")
            yield entry, len(text)

    def _pieces(self) -> Iterator[str]:
        """Texts of the entries of a sequence: between record separators, else lines."""
        sign = _SEPARATOR if _SEPARATOR in self._text[:16] else "\n"
        start = 0
        while start <= len(self._text):
            end = self._text.find(sign, start)
            end = len(self._text) if end < 0 else end
            text = self._text[start:end].strip(" \t\r\n\x1e")
            if text:
                yield text
            start = end + 1

    def _list(self, position: int, *, root: bool = False) -> Generator[tuple[object, int], None, int]:
        position = self._expect("[", position)
        first = root
        while self._next(position) != "]":
            start = position
            value, position = self._value(position)
            if first:
                first = False
                if isinstance(value, dict) and value.get("type") == "Feature":
                    self.kind = "features"
            yield value, position - start
            if self._next(position) != "]":
                position = self._expect(",", position)
        return self._expect("]", position)

    def _value(self, position: int) -> tuple[object, int]:
        return _DECODER.raw_decode(self._text, self._skipped(position))

    def _next(self, position: int) -> str:
        position = self._skipped(position)
        return self._text[position : position + 1]

    def _expect(self, sign: str, position: int) -> int:
        position = self._skipped(position)
        if self._text[position : position + 1] != sign:
            raise json.JSONDecodeError(f"expected {sign!r}", self._text, position)
        return position + 1

    def _end(self, position: int) -> None:
        position = self._skipped(position)
        if position < len(self._text):
            raise json.JSONDecodeError("expected nothing more", self._text, position)

    def _skipped(self, position: int) -> int:
        match = _BLANK.match(self._text, position)
        return match.end() if match else position


class _Fault(str):
    """Why an entry cannot be taken."""

    __slots__ = ()


def _plain(error: ValueError | RecursionError) -> str:
    """What Python says of a number too long or lists too deep, in plain words."""
    text = str(error)
    if isinstance(error, RecursionError):
        return "lists or objects nested too deep"
    if "integer string conversion" in text:
        return "a whole number of over four thousand digits"
    return text


def _texts(entry: GeoJson) -> list[Any]:
    properties = entry.get("properties")
    return [*entry.values(), *(properties.values() if isinstance(properties, dict) else ())]
