"""Features as GeoJSON text, some rows at a time: flat from the columns, or nested as in the atlas."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
import orjson
import shapely

from borderatlas.export.conforming import as_geojson, plain_points
from borderatlas.export.json_columns import joined, json_texts, json_vertices, text_of
from borderatlas.export.side_by_side import side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from borderatlas.export.content import GeoJson, Part
    from borderatlas.export.json_columns import Texts

    Text: TypeAlias = bytes | memoryview

_AT_A_TIME: Final = 4096
"""Features in one text, where each is a point: what is made of them on the way fits into the cache of a processor."""
_VERTICES: Final = 16
"""Vertices that take the room of the other facts of a feature."""


def feature_text(part: Part, geometry: NDArray[np.object_], *, flat: bool, between: bytes) -> Iterator[Text]:
    """The features of a part as GeoJSON, in order, many in one text.

    Args:
        part: The layer.
        geometry: Its geometries, as `conforming` makes them.
        flat: Whether properties are the columns of the flat twin; else they are nested as in the atlas.
        between: What stands between two features of one text.
    """
    spans = _spans(geometry)
    if flat:
        return side_by_side(_flat(part, geometry, between), spans)
    rows = iter(part.nested)
    pieces = ((list(islice(rows, span.stop - span.start)), geometry[span]) for span in spans)
    return side_by_side(lambda piece: _nested(*piece, between), pieces)


def said_columns(part: Part) -> list[str]:
    """The columns that say something, but for the id, which a feature holds as a member."""
    return [column.name for column in part.table.filled().columns if column.name != "id"]


def _spans(geometry: NDArray[np.object_]) -> list[slice]:
    """Rows that come into one text: fewer where geometries are large."""
    room = np.cumsum(1 + shapely.get_num_coordinates(geometry) / _VERTICES)
    ends = np.flatnonzero(np.diff(room // _AT_A_TIME)) + 1
    return [slice(start, stop) for start, stop in pairwise([0, *ends.tolist(), len(geometry)]) if start < stop]


def _nested(rows: Sequence[GeoJson], geometry: NDArray[np.object_], between: bytes) -> bytes:
    return between.join(
        [
            orjson.dumps({"type": "Feature", "id": row["id"], "properties": row["properties"], "geometry": shape})
            for row, shape in zip(rows, as_geojson(geometry), strict=True)
        ]
    )


def _flat(part: Part, geometry: NDArray[np.object_], between: bytes) -> Callable[[slice], memoryview]:
    """What makes the text of some rows; every feature has all columns, null where a cell is empty."""
    columns = {name: _array(part, name) for name in ["id", *said_columns(part)]}
    ids = columns.pop("id")
    ending = between.decode()

    def text(rows: slice) -> memoryview:
        fragments: list[str | pa.Array] = ['{"type":"Feature","id":', *json_texts(ids[rows]), ',"properties":{']
        for number, (name, cells) in enumerate(columns.items()):
            fragments += [f"{',' if number else ''}{orjson.dumps(name).decode()}:", *json_texts(cells[rows])]
        fragments += ['},"geometry":', *_places(geometry[rows]), f"}}{ending}"]
        return text_of(joined(fragments))[: -len(between)]

    return text


def _array(part: Part, name: str) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415  # only tables need it

    array = pa.array(part.table.frame[name], from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _places(geometry: NDArray[np.object_]) -> Texts:
    """The JSON of geometries; null where there is no place."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    points = plain_points(geometry)
    opening, closing = '{"type":"Point","coordinates":[', "]}"
    places: pa.Array = pa.nulls(0, pa.large_string())
    if points.any():
        places = json_vertices(shapely.get_coordinates(geometry[points]))
        if points.all():
            return (opening, places, closing)
        places = joined([opening, places, closing])
    texts = [None if shape is None else orjson.dumps(shape).decode() for shape in as_geojson(geometry[~points])]
    found = pc.replace_with_mask(pa.nulls(len(geometry), pa.large_string()), pa.array(points), places)
    return (pc.replace_with_mask(found, pa.array(~points), pa.array(texts, pa.large_string())),)
