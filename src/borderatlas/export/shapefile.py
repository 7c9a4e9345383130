"""Shapefile, zipped: for programs that read nothing else.

A Shapefile holds one type of geometry, names of ten letters, 254 bytes of text, and no booleans. So a layer comes as
one Shapefile per type; `names.csv` beside it tells the names that had to be cut, and what had to be cut within a cell
stands in the report. Everything is UTF-8, and says so.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely import GeometryType as Type

from borderatlas.export import gdal
from borderatlas.export.archive import write_zip
from borderatlas.export.format import Format
from borderatlas.export.reading_back import Expected, bounds_of, with_fiona
from borderatlas.export.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from borderatlas.export.content import Content, Part
    from borderatlas.export.losses import LossReport
    from borderatlas.export.reading_back import Seen

_DRIVER: Final = "ESRI Shapefile"
_NAME: Final = 10
_LAST_WORD: Final = 4
_TEXT: Final = 254
_MADE: Final = "2000-01-01"
"""The day that tables carry as that of their last change: a constant, so that the same content gives the same bytes."""

_FAMILIES: Final = {
    "points": ("Point", [Type.POINT]),
    "multipoints": ("MultiPoint", [Type.MULTIPOINT]),
    "lines": ("LineString", [Type.LINESTRING, Type.MULTILINESTRING]),
    "areas": ("Polygon", [Type.POLYGON, Type.MULTIPOLYGON]),
    "unplaced": (None, [Type.MISSING]),
}
"""What one file can hold: GDAL's name and Shapely's types, by what its name ends with. Shapes without a place would put
0, 0 into the bounds that a file carries, so they get a table."""


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Names of at most ten letters, each different, by the full name: `fatalities_low` becomes `fatali_low`.

    The end of a name tells columns apart, so the last word is kept (four letters of it) and the front is cut.
    """
    found: dict[str, str] = {}
    for name in names:
        front, _, last = name.rpartition("_")
        end = f"_{last[:_LAST_WORD]}" if front else ""
        short = name if len(name) <= _NAME else f"{(front or name)[: _NAME - len(end)].rstrip('_')}{end}"
        base, number = short, 1
        while short.lower() in {taken.lower() for taken in found.values()}:
            number += 1
            short = f"{base[: _NAME - len(str(number))]}{number}"
        found[name] = short
    return found


def _write(
    path: Path,
    parts: Sequence[Part],
    content: Content,
    losses: LossReport,
    *,
    flat: bool,  # noqa: ARG001  # it is flat
) -> Sequence[Expected]:
    (part,) = parts
    filled = part.table.filled()
    renamed = short_names(filled.frame.columns)
    for name, short in renamed.items():
        if name != short:
            losses.add("renamed", f"Names have {_NAME} letters.", layer=part.name, field=name, instead=short)
    columns = _fitting(gdal.arrow_table(filled), part, losses).rename_columns([*renamed.values(), gdal.GEOMETRY])
    groups = _groups(filled.geometry)
    if len(groups) > 1:
        losses.add(
            "changed",
            f"A Shapefile holds one type of geometry: the layer comes in {len(groups)} files ({', '.join(groups)}).",
            layer=part.name,
            field=gdal.GEOMETRY,
        )
    members: dict[str, bytes | Path] = {}
    expected = []
    with TemporaryDirectory(dir=path.parent) as folder:
        for family, rows in groups.items():
            layer = part.name if len(groups) == 1 else f"{part.name}_{family}"
            file = Path(folder, f"{layer}.shp")
            gdal.write(
                columns.take(rows),
                file,
                driver=_DRIVER,
                layer=layer,
                geometry_type=_FAMILIES[family][0],
                layer_options={"ENCODING": "UTF-8", "DBF_DATE_LAST_UPDATE": _MADE},
            )
            members |= {made.name: made.read_bytes() for made in sorted(Path(folder).glob(f"{layer}.*"))}
            expected.append(Expected(layer, len(rows), tuple(renamed.values()), bounds_of(filled.geometry[rows])))
    members["names.csv"] = _names_table(renamed)
    members["about.txt"] = terms({path.name: [part]}, content).encode()
    write_zip(path, members)
    return expected


def _groups(geometry: NDArray[np.object_]) -> dict[str, NDArray[np.intp]]:
    """The rows that each Shapefile holds."""
    types = shapely.get_type_id(geometry)
    found = {family: np.flatnonzero(np.isin(types, kinds)) for family, (_, kinds) in _FAMILIES.items()}
    return {family: rows for family, rows in found.items() if len(rows)} or {"points": np.zeros(0, dtype=np.intp)}


def _fitting(table: pa.Table, part: Part, losses: LossReport) -> pa.Table:
    """The columns as a Shapefile can hold them; what cannot is noted."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    for number, field in enumerate(table.schema):
        column = table[field.name]
        if pa.types.is_boolean(field.type):
            table = table.set_column(number, field.name, column.cast(pa.int32()))
            losses.add("changed", "Yes and no stand as 1 and 0.", layer=part.name, field=field.name)
        elif pa.types.is_string(field.type):
            long = np.flatnonzero(pc.fill_null(pc.greater(pc.binary_length(column), _TEXT), fill_value=False)).tolist()
            if not long:
                continue
            texts = column.to_pylist()
            for row in long:
                texts[row] = texts[row].encode()[:_TEXT].decode("utf-8", "ignore")
            table = table.set_column(number, field.name, pa.array(texts, pa.string()))
            losses.add_cells("cut", f"Text has {_TEXT} bytes.", part, field.name, long)
    return table


def _names_table(renamed: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "column"])
    writer.writerows((short, name) for name, short in renamed.items())
    return text.getvalue().encode()


def _read_back(path: Path) -> Iterator[Seen]:
    return with_fiona(f"zip://{path}", driver=_DRIVER)


SHAPEFILE = Format("shapefile", "Shapefile, zipped", ".shp.zip", _write, _read_back)
