"""KML: placemarks with their times as they were written.

GDAL's reader makes the first day of `2018-08`, and nothing of `2018`; the atlas keeps partial dates partial.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

import numpy as np
import shapely

from borderatlas.errors import LayerError
from borderatlas.tables.layers import choose_layer
from borderatlas.tables.table import Content, LayerInfo, Report, Source, Table, batched, frame_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDERS: Final = {"Document", "Folder", "kml"}
_FIELDS: Final[tuple[str, ...]] = ("name", "description", "address", "phoneNumber", "when", "begin", "end")
_SHAPES: Final = {"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track", "MultiTrack"}
_TEXTS: Final = {*_FIELDS, "coordinates", "coord", "value", "SimpleData"}
_DEEPEST: Final = 200


@dataclass
class _Shape:
    kind: str
    coordinates: list[str] = field(default_factory=list)
    parts: list[_Shape] = field(default_factory=list)


@dataclass
class _Placemark:
    folder: str
    cells: dict[str, str] = field(default_factory=dict)
    shapes: list[_Shape] = field(default_factory=list)


def open_kml(source: Source, layer: str | None) -> Content:
    """Opens the placemarks of one folder of a KML file.

    Columns are `id`, name, description, address, phoneNumber, when, begin and end where placemarks have them, and those
    of their ExtendedData. All are text.

    Raises:
        LayerError: It is not XML, or not KML.
        UsageError: It holds several folders with placemarks and none is named, or not the one that is asked for.
    """
    placemarks = _Reader(source).placemarks
    folders = list(dict.fromkeys(placemark.folder for placemark in placemarks))
    if not folders and layer is None:
        return Content(
            [], "none", lambda _: iter([Table(frame_of([], []), np.empty(0, dtype=np.int64))]), word="placemark"
        )
    chosen = choose_layer(source, layer, folders)
    rows = [placemark for placemark in placemarks if placemark.folder == chosen]
    names = list(dict.fromkeys(name for placemark in rows for name in placemark.cells))
    columns: list[str] = [name for name in ("id", *_FIELDS) if name in names]
    columns += [name for name in names if name not in columns]
    points = all(shape.kind == "Point" for placemark in rows for shape in placemark.shapes)
    return Content(
        columns=columns,
        geometries="points" if points else "any",
        batches=lambda report: _tables(rows, columns, report),
        layer=chosen,
        word="placemark",
    )


def folders_of(source: Source) -> list[LayerInfo]:
    """The folders of a KML file that hold placemarks."""
    counts: dict[str, int] = {}
    for placemark in _Reader(source).placemarks:
        counts[placemark.folder] = counts.get(placemark.folder, 0) + 1
    return [LayerInfo(name, count, "Unknown", "EPSG:4326") for name, count in counts.items()]


def _tables(placemarks: list[_Placemark], columns: list[str], report: Report) -> Iterator[Table]:
    for some in batched(_taken(placemarks, report)):
        cells = [[placemark.cells.get(name) for name in columns] for _, placemark, _ in some]
        geometry = np.array([*(shape for _, _, shape in some), None], dtype=object)[:-1]
        yield Table(frame_of(cells, columns), np.array([row for row, _, _ in some], dtype=np.int64), geometry=geometry)


def _taken(placemarks: list[_Placemark], report: Report) -> Iterator[tuple[int, _Placemark, shapely.Geometry | None]]:
    for number, placemark in enumerate(placemarks, start=1):
        try:
            shapes = [_geometry(shape) for shape in placemark.shapes]
        except (ValueError, shapely.errors.ShapelyError) as error:
            report(number, f"its coordinates cannot be read ({str(error)[:120]}). Mend or remove them.")
        else:
            yield number, placemark, shapes[0] if shapes else None


def _geometry(shape: _Shape) -> shapely.Geometry:
    if shape.kind in {"MultiGeometry", "MultiTrack"}:
        return _collected([_geometry(part) for part in shape.parts])
    if shape.kind == "Polygon":
        rings = [_vertices(part) for part in shape.parts]
        if not rings:
            raise ValueError("a polygon without a boundary")
        return shapely.Polygon(rings[0], rings[1:])
    vertices = _vertices(shape)
    if shape.kind == "Point":
        if len(vertices) != 1:
            raise ValueError(f"a point with {len(vertices)} places")
        return shapely.Point(vertices[0])
    return shapely.LineString(vertices)


def _collected(parts: list[shapely.Geometry]) -> shapely.Geometry:
    points = [part for part in parts if isinstance(part, shapely.Point)]
    lines = [part for part in parts if isinstance(part, shapely.LineString)]
    polygons = [part for part in parts if isinstance(part, shapely.Polygon)]
    if len(points) == len(parts):
        return shapely.MultiPoint(points)
    if len(lines) == len(parts):
        return shapely.MultiLineString(lines)
    if len(polygons) == len(parts):
        return shapely.MultiPolygon(polygons)
    return shapely.GeometryCollection(parts)


def _vertices(shape: _Shape) -> list[tuple[float, ...]]:
    if shape.kind == "Track":  # gx:coord, parted by spaces
        texts = [" ".join(text.split()[:3]).replace(" ", ",") for text in shape.coordinates]
    else:
        texts = " ".join(shape.coordinates).replace(", ", ",").split()
    vertices = [tuple(float(number) for number in text.strip(",").split(",")[:3]) for text in texts]
    if any(len(vertex) < 2 for vertex in vertices):
        raise ValueError("a place of one number; expected longitude,latitude")
    flat = min(map(len, vertices), default=2)
    return [vertex[:flat] for vertex in vertices]


class _Reader:
    """Walks a KML file; prefixes of names are ignored, for many files use `gx:` without declaring it."""

    def __init__(self, source: Source) -> None:
        self.placemarks: list[_Placemark] = []
        self._source = source
        self._path: list[str] = []
        self._folders: list[str] = []
        self._placemark: _Placemark | None = None
        self._shapes: list[_Shape] = []
        self._data = ""
        self._text: list[str] = []
        parser = expat.ParserCreate(source.encoding)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        try:
            with source.file.open("rb") as file:
                parser.ParseFile(file)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise LayerError(
                f"{source.name}: this is not whole or not valid XML ({error}). Save or fetch the file again."
            ) from error
        if not self._seen_kml:
            raise LayerError(f"{source.name}: this is not KML. Expected a file with placemarks.")

    _seen_kml = False

    def _entity(self, *_: object) -> None:
        raise LayerError(f"{self._source.name}: declares XML entities, which are not expanded. Save it without them.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        self._path.append(tag)
        if len(self._path) > _DEEPEST:
            raise LayerError(
                f"{self._source.name}: elements are nested more than {_DEEPEST} deep. This is no KML file."
            )
        if tag in _FOLDERS:
            self._seen_kml = True
            self._folders.append("")
        elif tag == "Placemark":
            self._placemark = _Placemark(next((name for name in reversed(self._folders) if name), "placemarks"))
            if attributes.get("id"):
                self._placemark.cells["id"] = attributes["id"]
        elif tag in _SHAPES and self._placemark is not None:
            shape = _Shape(tag)
            (self._shapes[-1].parts if self._shapes else self._placemark.shapes).append(shape)
            self._shapes.append(shape)
        elif tag in {"Data", "SimpleData"}:
            self._data = attributes.get("name", "")
        if tag in _TEXTS:
            self._text = []

    def _characters(self, text: str) -> None:
        self._text.append(text)

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        self._path.pop()
        parent = self._path[-1] if self._path else ""
        text = "".join(self._text).strip() if tag in _TEXTS else ""
        if tag in _FOLDERS and self._folders:
            self._folders.pop()
        elif tag == "Placemark":
            if self._placemark is not None:
                self.placemarks.append(self._placemark)
            self._placemark, self._shapes = None, []
        elif tag == "name" and parent in _FOLDERS:
            self._folders[-1] = text
        elif self._placemark is not None:
            self._end_within(self._placemark, tag, parent, text)

    def _end_within(self, placemark: _Placemark, tag: str, parent: str, text: str) -> None:
        if tag in _SHAPES:
            self._shapes.pop()
        elif self._shapes:
            if tag in {"coordinates", "coord"}:
                self._shapes[-1].coordinates.append(text)
        elif tag in {"value", "SimpleData"} and self._data:
            placemark.cells[self._data] = text
        elif tag in _FIELDS and parent in {"Placemark", "TimeStamp", "TimeSpan"} and text:
            placemark.cells[tag] = text
