"""GeoJSON after RFC 7946, newline-delimited GeoJSON after RFC 8142, and both gzipped.

The document carries its licence, attribution and disclaimer as foreign members. One feature stands on each line, so
that two versions can be compared. The same content gives the same bytes.
"""

from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING, Final

import orjson

from borderatlas.export.conforming import bounding_box, conforming
from borderatlas.export.content import cells
from borderatlas.export.cutting import (
    BETWEEN,
    CLOSING,
    FEATURES,
    RECORD_SEPARATOR,
    pieces_of_collection,
    pieces_of_sequence,
)
from borderatlas.export.feature_text import feature_text, said_columns
from borderatlas.export.format import Format
from borderatlas.export.reading_back import Expected, Seen, bounds_of, seen_in_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from io import BufferedIOBase
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from borderatlas.export.content import Content, GeoJson, Part
    from borderatlas.export.format import ReadBack, Write
    from borderatlas.export.losses import LossReport

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


def properties_of(part: Part, *, flat: bool) -> Iterator[tuple[str, GeoJson]]:
    """The id and the properties of each feature of a part: flat rows, or nested as in the atlas."""
    return _flat_rows(part) if flat else ((row["id"], row["properties"]) for row in part.nested)


def _flat_rows(part: Part) -> Iterator[tuple[str, GeoJson]]:
    """Every row with all columns, so that readers find the same ones in each; null where a cell is empty."""
    names = said_columns(part)
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
        file.write(orjson.dumps(head)[:-1] + b"," + FEATURES)
        for number, text in enumerate(feature_text(part, geometry, flat=flat, between=BETWEEN)):
            file.write(BETWEEN if number else b"\n")
            file.write(text)
        file.write(CLOSING)
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
        for text in feature_text(part, geometry, flat=flat, between=b"\n" + RECORD_SEPARATOR):
            file.write(RECORD_SEPARATOR)
            file.write(text)
            file.write(b"\n")
    return [_expected(part, geometry, flat=flat)]


def _expected(part: Part, geometry: NDArray[np.object_], *, flat: bool) -> Expected:
    fields = said_columns(part) if flat and len(part) else ()
    return Expected(part.name, len(part), tuple(fields), bounds_of(geometry))


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


def _read_back(driver: str, pieces: Callable[[BufferedIOBase], Iterator[bytes]]) -> ReadBack:
    def read(path: Path) -> Iterable[Seen]:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            return [seen_in_pieces(pieces(file), path, driver=driver)]

    return read


_READ_COLLECTION = _read_back("GeoJSON", pieces_of_collection)
_READ_SEQUENCE = _read_back("GeoJSONSeq", pieces_of_sequence)

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
