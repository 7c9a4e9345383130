"""Reads the files that people bring: rows with all their columns, and geometries where the file has them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator  # noqa: TC003  # fields of a dataclass
from dataclasses import dataclass
from itertools import islice
from pathlib import Path  # noqa: TC003  # part of the public signature
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np
import shapely
import shapely.geometry

from borderatlas.border.features import FeatureFile, GeoJson
from borderatlas.border.geodesy import WGS84_CRS
from borderatlas.errors import LayerError, UsageError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

ROWS_AT_ONCE: Final = 100_000
"""So many rows are worked on together, and of a CSV file no more are held in memory."""

_FLAT: Final = {".csv", ".tsv", ".txt"}
_GEOJSON: Final = {".geojson", ".json"}
_DELIMITERS: Final = ",;\t|"
_WIDEST_CELL: Final = 2**30
_WGS84_NAMES: Final = ("CRS84", "EPSG::4326", "EPSG:4326")

Geometries: TypeAlias = Literal["none", "points", "any"]


@dataclass(frozen=True)
class Table:
    """Rows of a file.

    Attributes:
        own: The columns of the file without the geometry.
        text: Whether the file is a CSV file, and all cells are text.
        geometry: Shapely geometries in degrees of WGS 84, None where a row has none; None where the file has no
            geometries.
        features: The same rows as GeoJSON features in degrees of WGS 84, where the file is a GeoJSON file.
    """

    own: pd.DataFrame
    text: bool = False
    geometry: NDArray[np.object_] | None = None
    features: list[GeoJson] | None = None


@dataclass(frozen=True)
class Source:
    """A file with rows.

    Attributes:
        path: The file.
        columns: Names of its columns, the geometry not among them.
        geometries: Whether it has geometries: `none`, `points` only, or `any`.
        read: Yields its rows, many at a time; raises a LayerError where they cannot be read.
        delimiter: What parts its cells, where it is a CSV file.
        mark: Whether it begins with a byte order mark, as Excel writes and wants it.
    """

    path: Path
    columns: list[str]
    geometries: Geometries
    read: Callable[[], Iterator[Table]]
    delimiter: str | None = None
    mark: bool = False


def open_source(path: Path, layer: str | None = None) -> Source:
    """Opens a file: CSV or TSV, GeoJSON, or anything that GDAL reads.

    Args:
        path: The file.
        layer: Name of the layer; needed where a file holds several.

    Raises:
        LayerError: The file cannot be read.
        UsageError: It holds several layers, or not the one that is asked for.
    """
    suffix = path.suffix.lower()
    try:
        if suffix in _FLAT:
            return _open_flat(path)
        if suffix in _GEOJSON:
            return _open_geojson(path)
    except OSError as error:
        raise LayerError(f"{path}: cannot be read ({error.strerror}).") from error
    return _open_other(path, layer)


# CSV


def _open_flat(path: Path) -> Source:
    with path.open("rb") as file:
        begin = file.read(4)
    encoding = "utf-16" if begin[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    with path.open(encoding=encoding, newline="") as file:
        try:
            first = file.readline()
        except UnicodeError as error:
            raise _not_text(path, error) from error
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(_DELIMITERS, key=_outside_quotes(first).count)
    columns = next(csv.reader([first], delimiter=delimiter), [])
    if not any(name.strip() for name in columns):
        raise LayerError(f"{path}: line 1 is empty. Expected the names of the columns.")
    columns = _different([name.strip() or f"column_{number}" for number, name in enumerate(columns, start=1)])
    return Source(
        path=path,
        columns=columns,
        geometries="none",
        read=lambda: _flat_tables(path, encoding, delimiter, columns),
        delimiter=delimiter,
        mark=begin[:3] == b"\xef\xbb\xbf",
    )


def _different(names: list[str]) -> list[str]:
    """The names, repeated ones with a number."""
    different: list[str] = []
    for name in names:
        other, number = name, 2
        while other in different:
            other, number = f"{name}_{number}", number + 1
        different.append(other)
    return different


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _not_text(path: Path, error: UnicodeError) -> LayerError:
    where = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else "a part of it"
    return LayerError(f"{path}: {where} is not UTF-8 text. Save the file as UTF-8 (in Excel: CSV UTF-8).")


def _flat_tables(path: Path, encoding: str, delimiter: str, columns: list[str]) -> Iterator[Table]:
    import pandas as pd  # noqa: PLC0415  takes long to import

    limit = csv.field_size_limit(_WIDEST_CELL)
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=delimiter)
            next(reader)
            whole = _whole_rows(path, reader, len(columns))
            rows = list(islice(whole, ROWS_AT_ONCE))
            while True:  # also a file without rows is a table
                yield Table(pd.DataFrame(rows, columns=pd.Index(columns, dtype=object), dtype=object), text=True)
                rows = list(islice(whole, ROWS_AT_ONCE))
                if not rows:
                    break
    except UnicodeError as error:
        raise _not_text(path, error) from error
    except csv.Error as error:
        raise LayerError(f"{path}, line {reader.line_num}: {error}. Mend that line.") from error
    finally:
        csv.field_size_limit(limit)


def _whole_rows(path: Path, reader: Any, width: int) -> Iterator[list[str]]:
    """The rows of a file, empty lines left out, short ones filled up."""
    for row in reader:
        if len(row) > width:
            raise LayerError(
                f"{path}, line {reader.line_num}: {len(row)} cells where the first line names {width} columns. "
                "Put a cell that holds the delimiter between double quotes."
            )
        if row:
            yield row if len(row) == width else row + [""] * (width - len(row))


# GeoJSON


def _open_geojson(path: Path) -> Source:
    file = FeatureFile(path)

    def read() -> Iterator[Table]:
        features = iter(file)
        some = list(islice(features, ROWS_AT_ONCE))
        first = 0
        while True:  # also a file without features is a table
            yield _geojson_table(file, some, first)
            first += len(some)
            some = list(islice(features, ROWS_AT_ONCE))
            if not some:
                break

    return Source(path, file.names, "points" if file.only_points else "any", read)


def _geojson_table(file: FeatureFile, features: list[GeoJson], first: int) -> Table:
    import pandas as pd  # noqa: PLC0415  takes long to import

    geometry = np.full(len(features), None, dtype=object)
    lonlat = np.full((len(features), 2), np.nan)
    for row, feature in enumerate(features):
        match feature.get("geometry"):
            case None:
                continue
            case {"type": "Point", "coordinates": [float() | int() as lon, float() | int() as lat, *_]}:
                lonlat[row] = lon, lat
            case other:
                geometry[row] = _shape(file.path, first + row, other)
    points = ~np.isnan(lonlat).any(axis=1)
    geometry[points] = shapely.points(lonlat[points])
    columns = {
        name: np.array([*(feature["properties"].get(name) for feature in features), None], dtype=object)[:-1]
        for name in file.names
    }
    if "id" in columns:
        columns["id"][:] = [feature.get("id", feature["properties"].get("id")) for feature in features]
    degrees = _in_degrees(file.path, geometry, file.crs)
    if degrees is not geometry:
        features = [
            feature | {"geometry": None if shape is None else shapely.geometry.mapping(shape)}
            for feature, shape in zip(features, degrees, strict=True)
        ]
    return Table(pd.DataFrame(columns, index=range(len(features))), geometry=degrees, features=features)


def _shape(path: Path, row: int, geometry: GeoJson) -> shapely.Geometry:
    try:
        return shapely.geometry.shape(geometry)
    except (AttributeError, KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        raise LayerError(f"{path}, feature {row + 1}: not a GeoJSON geometry ({error}). Mend or remove it.") from error


def _in_degrees(path: Path, geometry: NDArray[np.object_], crs: str | None) -> NDArray[np.object_]:
    """Geometries of a file that names a CRS."""
    if crs is None or str(crs).endswith(_WGS84_NAMES):
        return geometry
    import geopandas as gpd  # noqa: PLC0415  takes long to import
    from pyproj.exceptions import CRSError  # noqa: PLC0415

    try:
        return np.asarray(gpd.GeoSeries(geometry, crs=str(crs)).to_crs(WGS84_CRS).to_numpy())
    except CRSError as error:
        raise LayerError(
            f"{path}: names the CRS {str(crs)[:80]!r}, which is not known. Save it in EPSG:4326."
        ) from error


# What GDAL reads


def _open_other(path: Path, layer: str | None) -> Source:
    import pyogrio  # noqa: PLC0415  takes long to import
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415

    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        if layer is None and len(layers) > 1:
            raise UsageError(f"{path}: holds {len(layers)} layers. Name one with --layer: {', '.join(layers)}.")
        if layer is not None and layer not in layers:
            raise UsageError(f"{path}: there is no layer {layer!r}. The layers are: {', '.join(layers)}.")
        info = pyogrio.read_info(path, layer=layer)
    except (DataSourceError, DataLayerError) as error:
        raise LayerError(
            f"{path}: cannot be read ({error}). Expected CSV, GeoJSON or a format that GDAL reads."
        ) from error
    columns = [str(name) for name in info["fields"]]
    kind = info["geometry_type"]
    geometries: Geometries = "none" if kind is None else "points" if kind == "Point" else "any"
    return Source(path, columns, geometries, lambda: iter([_other_table(path, layer)]))


def _other_table(path: Path, layer: str | None) -> Table:
    import pyogrio  # noqa: PLC0415  takes long to import
    from geopandas import GeoDataFrame  # noqa: PLC0415

    frame = pyogrio.read_dataframe(path, layer=layer)
    info = pyogrio.read_info(path, layer=layer)
    geometry = None
    if isinstance(frame, GeoDataFrame):
        shapes = frame.geometry if frame.crs is None else frame.geometry.to_crs(WGS84_CRS)
        geometry = shapes.to_numpy()
        frame = frame.drop(columns=frame.geometry.name)
    for name, kind in zip(info["fields"], info["dtypes"], strict=True):
        if str(kind).startswith("int") and frame[name].dtype.kind == "f":
            frame[name] = frame[name].astype("Int64")  # a missing value has made floats of whole numbers
    return Table(frame, geometry=geometry)
