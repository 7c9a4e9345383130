"""Reads GeoJSON files feature by feature, so that a file of a million does not stand in memory as a whole."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from borderatlas.errors import LayerError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

GeoJson = dict[str, Any]
"""A parsed GeoJSON object: what JSON can hold."""

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_GEOMETRY: Final = {"coordinates", "geometries"}


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER: Final = json.JSONDecoder(parse_constant=_no_constant)


class FeatureFile:
    """A GeoJSON file: a FeatureCollection, a single Feature, or a geometry, which counts as one.

    It is read once to see that it can be, and again each time that its features are asked for.

    Attributes:
        path: The file.
        names: Names of the properties of all features, `id` first where features have one.
        only_points: Whether no feature has another geometry than a point.
        crs: Name of the CRS, where the file has a member `crs` as GeoJSON had before RFC 7946.

    Raises:
        LayerError: The file cannot be read or is not GeoJSON.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._text = path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise LayerError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error
        self._members: GeoJson = {}
        self.only_points = True
        names: dict[str, None] = {}
        named = False
        for feature in self:
            names.update(dict.fromkeys(feature["properties"]))
            named = named or "id" in feature
            geometry = feature.get("geometry")
            self.only_points &= geometry is None or (isinstance(geometry, dict) and geometry.get("type") == "Point")
        self.names = list({"id": None} | names) if named else list(names)
        crs = self._members.get("crs")
        properties = crs.get("properties") if isinstance(crs, dict) else None
        self.crs = properties.get("name") if isinstance(properties, dict) else None

    def __iter__(self) -> Iterator[GeoJson]:
        """The features in their order, each with `properties`."""
        self._members = {}
        number = 0
        try:
            for number, entry in enumerate(self._entries(), start=1):
                if not isinstance(entry, dict) or not isinstance(entry.get("properties") or {}, dict):
                    raise LayerError(f"{self.path}, feature {number}: this is not a GeoJSON feature.")
                yield entry | {"properties": entry.get("properties") or {}}
        except json.JSONDecodeError as error:
            raise LayerError(
                f"{self.path}: line {error.lineno}, column {error.colno} is not valid JSON: {error.msg}."
            ) from error
        except (ValueError, RecursionError) as error:
            raise LayerError(f"{self.path}: after feature {number} stands what JSON does not have: {error}.") from error

    def _entries(self) -> Iterator[object]:
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
        if self._members.get("type") == "Feature":
            yield self._members
        elif _GEOMETRY & self._members.keys():
            yield {"type": "Feature", "properties": {}, "geometry": self._members}
        elif not listed:
            raise LayerError(
                f"{self.path}: this is not GeoJSON. Expected a FeatureCollection; for rows of a table, a CSV file."
            )

    def _list(self, position: int) -> Generator[object, None, int]:
        position = self._expect("[", position)
        while self._next(position) != "]":
            value, position = self._value(position)
            yield value
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

    def _skipped(self, position: int) -> int:
        match = _BLANK.match(self._text, position)
        return match.end() if match else position
