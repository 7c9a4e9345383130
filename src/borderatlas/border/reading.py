"""Reads border lines from files and from any CRS."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import orjson
import pyproj
import pyproj.exceptions
import shapely
import shapely.geometry

from borderatlas.border.geodesy import WGS84_CRS
from borderatlas.errors import GeometryError

if TYPE_CHECKING:
    from pathlib import Path

    from pyproj import CRS
    from shapely.geometry.base import BaseGeometry

Line: TypeAlias = shapely.LineString | shapely.MultiLineString


def read_line(path: Path) -> tuple[Line, str]:
    """The lines of a file in degrees of WGS 84 as one geometry, and the version that its first feature names.

    Raises:
        GeometryError: The file cannot be read, or holds something else than lines.
    """
    geometries, version = _geojson(path) if path.suffix.lower() in {".geojson", ".json"} else _other(path)
    parts: list[shapely.LineString] = []
    for number, geometry in enumerate(geometries, start=1):
        if not isinstance(geometry, Line):
            raise GeometryError(f"{path}, feature {number}: a border is made of lines; found a {geometry.geom_type}.")
        parts.extend(shapely.get_parts(geometry))
    if not parts:
        raise GeometryError(f"{path} holds no line. Expected a LineString or MultiLineString.")
    return (parts[0] if len(parts) == 1 else shapely.MultiLineString(parts)), version


def reprojected(line: Line, crs: CRS | str | int) -> Line:
    """A line of any CRS in degrees of WGS 84.

    Raises:
        GeometryError: There is no such CRS.
    """
    try:
        source = pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError as error:
        raise GeometryError(f"There is no CRS {crs!r}. Expected an authority code such as EPSG:32642.") from error
    target = pyproj.CRS.from_user_input(WGS84_CRS)
    if source == target:
        return line
    to_degrees = pyproj.Transformer.from_crs(source, target, always_xy=True).transform
    return shapely.transform(line, lambda vertices: np.column_stack(to_degrees(*vertices.T)))


def _geojson(path: Path) -> tuple[list[BaseGeometry], str]:
    """Without GDAL, which takes ten times as long to import as this takes to read."""
    try:
        document = orjson.loads(path.read_bytes())
    except OSError as error:
        raise GeometryError(f"{path} cannot be read: {error.strerror}.") from error
    except orjson.JSONDecodeError as error:
        raise GeometryError(f"{path} is not valid JSON: {error}.") from error
    features = document.get("features", [document]) if isinstance(document, dict) else []
    geometries, version = [], ""
    for number, feature in enumerate(features, start=1):
        geometry = feature.get("geometry", feature)
        if geometry is None:
            continue
        try:
            geometries.append(shapely.geometry.shape(geometry))
        except (AttributeError, KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
            raise GeometryError(f"{path}, feature {number}: not a GeoJSON geometry ({error}).") from error
        version = version or str((feature.get("properties") or {}).get("version") or "")
    return geometries, version


def _other(path: Path) -> tuple[list[BaseGeometry], str]:
    import geopandas as gpd  # noqa: PLC0415
    from pyogrio.errors import DataSourceError  # noqa: PLC0415

    try:
        frame = gpd.read_file(path)
    except DataSourceError as error:
        raise GeometryError(f"{path} cannot be read: {error}.") from error
    if frame.crs is not None:
        frame = frame.to_crs(WGS84_CRS)
    shapes = [geometry for geometry in frame.geometry if geometry is not None]
    version = str(frame["version"].iloc[0] or "") if "version" in frame.columns and len(frame) else ""
    return shapes, version
