"""Writes rows with their addresses: CSV, JSON, GeoJSON, GeoPackage or FlatGeobuf."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
import orjson

from borderatlas.border.geodesy import WGS84_CRS
from borderatlas.errors import OutputError
from borderatlas.layers.geometry import geometry_to_geojson
from borderatlas.tables.table import ROWS_AT_ONCE, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    import pandas as pd
    from numpy.typing import NDArray

    from borderatlas.tables.table import GeoJson

_DRIVERS: Final = {".gpkg": "GPKG", ".fgb": "FlatGeobuf"}
ENDINGS: Final = (".csv", ".tsv", ".json", ".geojson", *_DRIVERS)

_WHOLE: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14}|(?:0|[1-9]\d{0,6})\.\d{1,8})")


@dataclass(frozen=True)
class Answer:
    """Rows of a file and their addresses.

    Attributes:
        table: The rows.
        address: What is added to them, in the same order; its columns have other names than theirs.
        place: Where the rows lie, in columns that are added where the form of the output has no geometries.
        geometry: The same as Shapely geometries in degrees of WGS 84; None where a row has no place, shape (n,).
    """

    table: Table
    address: pd.DataFrame
    place: pd.DataFrame
    geometry: NDArray[np.object_]


def write_answers(answers: Iterable[Answer], path: Path, *, delimiter: str = ",", mark: bool = False) -> None:
    """Writes a file of the form that its ending, one of `ENDINGS`, tells.

    Args:
        answers: The rows.
        path: The file.
        delimiter: What parts cells in a `.csv` file.
        mark: Whether a `.csv` file begins with a byte order mark.

    Raises:
        OutputError: GDAL cannot write the rows, or what it wrote cannot be read back.
    """
    suffix = path.suffix.lower()
    if suffix in _DRIVERS:
        _write_gdal(answers, path, _DRIVERS[suffix])
        return
    with path.open("wb") as file:
        if suffix == ".json":
            write_json(answers, file)
        elif suffix == ".geojson":
            _write_geojson(answers, file)
        else:
            write_csv(answers, file, "\t" if suffix == ".tsv" else delimiter, mark=mark)


def write_csv(answers: Iterable[Answer], file: BinaryIO, delimiter: str = ",", *, mark: bool = False) -> None:
    """Writes rows as text: lists and objects as JSON, dates in ISO 8601, nothing where there is no value."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig" if mark else "utf-8", newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    for number, answer in enumerate(answers):
        parts = (answer.table.own, answer.place, answer.address)
        if number == 0:
            writer.writerow([name for part in parts for name in part.columns])
        cells = [_cells(part[name]) for part in parts for name in part.columns]
        writer.writerows(zip(*cells, strict=True))
    text.flush()
    text.detach()


def write_json(answers: Iterable[Answer], file: BinaryIO) -> None:
    """Writes rows as a JSON list of objects, one on each line."""
    rows = (row for answer in _typed(answers) for row in _records(answer.table.own, answer.place, answer.address))
    _write_list(file, b"[", rows, b"]\n")


def _write_geojson(answers: Iterable[Answer], file: BinaryIO) -> None:
    """Writes rows as a feature collection of RFC 7946."""
    features = (feature for answer in _typed(answers) for feature in _features(answer))
    _write_list(file, b'{"type":"FeatureCollection","features":[', features, b"]}\n")


def _features(answer: Answer) -> Iterator[GeoJson]:
    """Features; those of a GeoJSON file with all that they had."""
    if answer.table.features is not None:
        for feature, row in zip(answer.table.features, _records(answer.address), strict=True):
            yield feature | {"properties": feature["properties"] | row}
        return
    for shape, row in zip(answer.geometry, _records(answer.table.own, answer.address), strict=True):
        yield {"type": "Feature", "properties": row, "geometry": None if shape is None else geometry_to_geojson(shape)}


def _write_gdal(answers: Iterable[Answer], path: Path, driver: str) -> None:
    import geopandas as gpd  # noqa: PLC0415  takes long to import
    import pandas as pd  # noqa: PLC0415
    import pyogrio  # noqa: PLC0415
    from pyogrio.errors import DataSourceError, FieldError, GeometryError  # noqa: PLC0415

    answer = _gathered(answers)
    own = answer.table.own.apply(_field)
    frame = gpd.GeoDataFrame(pd.concat([own, answer.address], axis=1), geometry=answer.geometry, crs=WGS84_CRS)
    options = {"SPATIAL_INDEX": "NO"} if driver == "FlatGeobuf" else {}  # its index would put the rows in another order
    try:
        pyogrio.write_dataframe(frame, path, driver=driver, layer=path.stem, **options)
        written = pyogrio.read_info(path, force_feature_count=True)["features"]
    except (DataSourceError, FieldError, GeometryError, RuntimeError) as error:
        raise OutputError(
            f"{path.name}: GDAL cannot write these rows as {driver} ({error}). Try .geojson or .csv."
        ) from error
    if written != len(frame):
        raise OutputError(f"{path.name}: {written} rows of {len(frame)} were read back. Check the free space.")


def _write_list(file: BinaryIO, begin: bytes, values: Iterable[object], end: bytes) -> None:
    file.write(begin)
    parting = b"\n"
    for value in values:
        file.write(parting + _json(value))
        parting = b",\n"
    file.write(b"\n" + end)


def _gathered(answers: Iterable[Answer]) -> Answer:
    """All rows at once; columns of a CSV file that hold nothing but numbers become numbers."""
    import pandas as pd  # noqa: PLC0415  takes long to import

    parts = list(answers)
    own, address, place = (
        pd.concat(frames, ignore_index=True)
        for frames in zip(*((part.table.own, part.address, part.place) for part in parts), strict=True)
    )
    if parts[0].table.text:
        own = own.apply(_numbers)
    rows = np.concatenate([part.table.rows for part in parts])
    return Answer(Table(own, rows), address, place, np.concatenate([part.geometry for part in parts]))


def _typed(answers: Iterable[Answer]) -> Iterator[Answer]:
    """The rows, those of a CSV file at once: only all of them tell whether a column holds numbers."""
    answers = iter(answers)
    first = next(answers)
    answers = chain([first], answers)
    if first.table.text:
        yield _gathered(answers)
    else:
        yield from answers


def _numbers(cells: pd.Series) -> pd.Series:
    """A column of text as numbers, where every cell that is not empty is one as JSON writes it, and none loses a digit.

    `007` and telephone numbers stay text.
    """
    import pandas as pd  # noqa: PLC0415  takes long to import

    filled = cells[cells != ""]
    if not len(filled) or not all(map(_NUMBER.fullmatch, filled)):
        return cells
    numbers = pd.to_numeric(cells.where(cells != "", None))
    return numbers.astype("Int64") if all(map(_WHOLE.fullmatch, filled)) else numbers.astype("Float64")


def _field(values: pd.Series) -> pd.Series:
    """A column as GDAL takes it: numbers, truth values and times as such, anything else as text."""
    plain = values.convert_dtypes()
    if plain.dtype != object:
        return plain
    return values.map(lambda value: None if _missing(value) else str(_cell(value)))


def _records(*frames: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Rows of frames that stand side by side."""
    names = [str(name) for frame in frames for name in frame.columns]
    for start in range(0, len(frames[0]), ROWS_AT_ONCE):
        some = slice(start, start + ROWS_AT_ONCE)
        columns = [_values(frame[name].iloc[some]) for frame in frames for name in frame.columns]
        for row in zip(*columns, strict=True):
            yield dict(zip(names, row, strict=True))


def _values(values: pd.Series) -> list[object]:
    """Python values of a column, None where there is none."""
    plain: list[object] = values.tolist()
    return [None if _missing(value) else value for value in plain] if values.hasnans else plain


def _missing(value: object) -> bool:
    import pandas as pd  # noqa: PLC0415  takes long to import

    return not isinstance(value, list | dict | np.ndarray) and bool(pd.isna(value))  # type: ignore[call-overload]


def _cells(values: pd.Series) -> list[object]:
    """A column as cells of text; most need no change."""
    plain = _values(values)
    if set(map(type, plain)) <= {str, int, float, type(None)}:
        return plain
    return [_cell(value) for value in plain]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _json(value: object) -> bytes:
    try:
        return orjson.dumps(value, default=str, option=orjson.OPT_SERIALIZE_NUMPY)
    except orjson.JSONEncodeError:  # half a surrogate pair, or a number beyond 64 bits, which JSON may hold
        return json.dumps(value, default=str).encode()
