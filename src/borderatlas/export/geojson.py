"""GeoJSON after RFC 7946, newline-delimited GeoJSON after RFC 8142, and both gzipped.

The document carries its licence, attribution and disclaimer as foreign members. One feature stands on each line, so
that two versions can be compared. The same content gives the same bytes.
"""

from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING, Final

import orjson

from borderatlas.export.conforming import as_geojson, bounding_box, conforming
from borderatlas.export.content import cells
from borderatlas.export.format import Format
from borderatlas.export.reading_back import Expected, Seen, bounds_of, with_pyogrio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from borderatlas.export.content import Content, GeoJson, Part
    from borderatlas.export.format import ReadBack, Write
    from borderatlas.export.losses import LossReport

_RECORD_SEPARATOR: Final = b"\x1e"
_COMPRESSION: Final = 6


def document_members(part: Part, content: Content) -> GeoJson:
    """What a document says of itself beside its features."""
    members: GeoJson = {
        "title": f"{content.title}: {part.title}",
        "licence": part.licence,
        "attribution": part.attribution,
        "disclaimer": content.disclaimer,
        "contact": content.contact,
        "line_version": content.line_version,
    }
    return members | ({"facts_to": content.facts_to} if content.facts_to else {})


def features(part: Part, geometry: NDArray[np.object_], *, flat: bool) -> Iterator[bytes]:
    """The features of a part as GeoJSON, one by one.

    Args:
        part: The layer.
        geometry: Its geometries, as `conforming` makes them.
        flat: Whether properties are the columns of the flat twin; else they are nested as in the atlas.
    """
    for (key, properties), shape in zip(properties_of(part, flat=flat), as_geojson(geometry), strict=True):
        yield orjson.dumps({"type": "Feature", "id": key, "properties": properties, "geometry": shape})


def properties_of(part: Part, *, flat: bool) -> Iterator[tuple[str, GeoJson]]:
    """The id and the properties of each feature of a part: flat rows, or nested as in the atlas."""
    return _flat_rows(part) if flat else ((row["id"], row["properties"]) for row in part.nested)


def _flat_rows(part: Part) -> Iterator[tuple[str, GeoJson]]:
    """Every row with all columns, so that readers find the same ones in each; null where a cell is empty."""
    names = _names(part)
    columns = (cells(part.table, name) for name in names)
    for key, *row in zip(part.ids.tolist(), *columns, strict=True):
        yield key, dict(zip(names, row, strict=True))


def _write_collection(
    path: Path, parts: Sequence[Part], content: Content, losses: LossReport, *, flat: bool
) -> Sequence[Expected]:
    (part,) = parts
    geometry = conforming(part.table.geometry, part.name, part.ids, losses)
    head: GeoJson = {"type": "FeatureCollection", **document_members(part, content)}
    if box := bounding_box(geometry):
        head["bbox"] = box
    with path.open("wb") as file:
        file.write(orjson.dumps(head)[:-1] + b',"features":[')
        for number, feature in enumerate(features(part, geometry, flat=flat)):
            file.write(b",\n" if number else b"\n")
            file.write(feature)
        file.write(b"\n]}\n")
    return [_expected(part, geometry, flat=flat)]


def _write_sequence(
    path: Path,
    parts: Sequence[Part],
    content: Content,  # noqa: ARG001  # a text beside the file tells it
    losses: LossReport,
    *,
    flat: bool,
) -> Sequence[Expected]:
    (part,) = parts
    geometry = conforming(part.table.geometry, part.name, part.ids, losses)
    with path.open("wb") as file:
        for feature in features(part, geometry, flat=flat):
            file.write(_RECORD_SEPARATOR + feature + b"\n")
    return [_expected(part, geometry, flat=flat)]


def _expected(part: Part, geometry: NDArray[np.object_], *, flat: bool) -> Expected:
    fields = _names(part) if flat and len(part) else ()
    return Expected(part.name, len(part), tuple(fields), bounds_of(geometry))


def _names(part: Part) -> list[str]:
    """The columns that say something, but for the id, which a feature holds as a member."""
    return [column.name for column in part.table.filled().columns if column.name != "id"]


def _gzipped(write: Write) -> Write:
    """The same writer, its file compressed; without a time, so that the same content gives the same bytes."""

    def write_gzipped(
        path: Path, parts: Sequence[Part], content: Content, losses: LossReport, *, flat: bool
    ) -> Sequence[Expected]:
        plain = path.with_suffix("")
        expected = write(plain, parts, content, losses, flat=flat)
        with (
            plain.open("rb") as source,
            path.open("wb") as target,
            gzip.GzipFile("", "wb", _COMPRESSION, target, 0) as packed,
        ):
            shutil.copyfileobj(source, packed)
        plain.unlink()
        return expected

    return write_gzipped


def _read_back(driver: str) -> ReadBack:
    def read(path: Path) -> Iterable[Seen]:
        if not _holds_anything(path):
            return [Seen("", 0)]
        return with_pyogrio(f"/vsigzip/{path}" if path.suffix == ".gz" else path, driver=driver)

    return read


def _holds_anything(path: Path) -> bool:
    """Whether a sequence has any record: GDAL does not know an empty file for one."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return bool(file.read(1))


_READ_COLLECTION, _READ_SEQUENCE = _read_back("GeoJSON"), _read_back("GeoJSONSeq")

GEOJSON = Format("geojson", "GeoJSON", ".geojson", _write_collection, _READ_COLLECTION)
GEOJSON_GZ = Format("geojson.gz", "GeoJSON, gzipped", ".geojson.gz", _gzipped(_write_collection), _READ_COLLECTION)
GEOJSONL = Format(
    "geojsonl", "GeoJSON, newline-delimited", ".geojsonl", _write_sequence, _READ_SEQUENCE, tells_terms=False
)
GEOJSONL_GZ = Format(
    "geojsonl.gz",
    "GeoJSON, newline-delimited, gzipped",
    ".geojsonl.gz",
    _gzipped(_write_sequence),
    _READ_SEQUENCE,
    tells_terms=False,
)
