"""Geometries as RFC 7946 wants them: right-hand rings, cut at the antimeridian, seven decimals at most."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Final

import antimeridian
import numpy as np
import shapely
import shapely.geometry
from shapely import GeometryType

from borderatlas.layers.geometry import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from borderatlas.border.geodesy import Flags
    from borderatlas.export.content import GeoJson
    from borderatlas.export.losses import LossReport

_AREAS: Final = [GeometryType.POLYGON, GeometryType.MULTIPOLYGON, GeometryType.GEOMETRYCOLLECTION]
_FEW: Final = 256


def conforming(
    geometry: NDArray[np.object_], layer: str, ids: NDArray[np.object_], losses: LossReport
) -> NDArray[np.object_]:
    """Geometries that conform to RFC 7946; what had to be changed is noted.

    Args:
        geometry: Shapely geometries in degrees of WGS 84, None where there is none, shape (n,).
        layer: Name of the layer, for the report.
        ids: Ids of the features, shape (n,).
        losses: Takes what was cut or rounded.
    """
    made = geometry
    if (areas := np.isin(shapely.get_type_id(geometry), _AREAS)).any():
        made = geometry.copy()
        made[areas] = shapely.orient_polygons(geometry[areas])
    if (crossing := _over_the_antimeridian(made)).any():
        made = made.copy()
        made[crossing] = [_cut(shape) for shape in made[crossing]]
        losses.add(
            "cut",
            "A geometry that crosses the antimeridian comes in parts (RFC 7946, 3.1.9).",
            layer=layer,
            field="geometry",
            count=int(crossing.sum()),
            examples=ids[crossing].tolist(),
        )
    finer = _finer(made)
    if finer.any():
        losses.add(
            "rounded",
            f"Coordinates have {DECIMALS} decimals at most, about a centimetre.",
            layer=layer,
            field="geometry",
            count=int(finer.sum()),
            examples=ids[finer].tolist(),
        )
        made = shapely.transform(made, lambda vertices: np.round(vertices, DECIMALS), include_z=True)
    return made


def bounding_box(geometry: NDArray[np.object_]) -> list[float] | None:
    """The box of conforming geometries: west, south, east, north; None where there is none.

    Where parts lie on both sides of the antimeridian, the box goes over it, if that is the shorter way, and its west is
    greater than its east (RFC 7946, 5.2).
    """
    boxes = shapely.bounds(geometry)
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if not len(boxes):
        return None
    west, south = boxes[:, :2].min(axis=0)
    east, north = boxes[:, 2:].max(axis=0)
    if west == -180 and east == 180:
        parts = shapely.bounds(shapely.get_parts(geometry[~shapely.is_missing(geometry)]))
        parts = parts[np.isfinite(parts).all(axis=1)]
        eastern, western = parts[:, 0] >= 0, parts[:, 2] <= 0
        if (eastern | western).all():
            west, east = parts[eastern, 0].min(), parts[western, 2].max()
    return [round(float(value), DECIMALS) for value in (west, south, east, north)]


def _finer(geometry: NDArray[np.object_]) -> Flags:
    """Which geometries have coordinates with more decimals than are written."""
    coordinates, of = shapely.get_coordinates(geometry, return_index=True)
    finer = np.zeros(len(geometry), dtype=bool)
    finer[of[(np.round(coordinates, DECIMALS) != coordinates).any(axis=1)]] = True
    return finer


def _over_the_antimeridian(geometry: NDArray[np.object_]) -> Flags:
    """Which geometries leave ±180° or jump over it from one vertex to the next."""
    bounds = shapely.bounds(geometry)
    with np.errstate(invalid="ignore"):
        outside = (bounds[:, 0] < -180) | (bounds[:, 2] > 180)
        wide = bounds[:, 2] - bounds[:, 0] > 180
    for row in np.flatnonzero(wide & ~outside):
        parts = (
            shapely.get_parts(shapely.get_rings(geometry[row]))
            if "Polygon" in geometry[row].geom_type
            else shapely.get_parts(geometry[row])
        )
        outside[row] = any(
            (np.abs(np.diff(shapely.get_coordinates(part)[:, 0])) > 180).any()
            for part in parts
            if part.geom_type != "Point"
        )
    return outside


def _cut(geometry: BaseGeometry) -> BaseGeometry:
    wrapped = shapely.transform(geometry, lambda vertices: np.column_stack([_within(vertices[:, 0]), vertices[:, 1]]))
    if "Point" in wrapped.geom_type:
        return wrapped
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", antimeridian.FixWindingWarning)
        return shapely.geometry.shape(antimeridian.fix_shape(shapely.geometry.mapping(wrapped)))


def _within(longitudes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitudes within ±180; 180 itself stays."""
    return np.where(np.abs(longitudes) > 180, (longitudes + 180) % 360 - 180, longitudes)


def plain_points(geometry: NDArray[np.object_]) -> Flags:
    """Which geometries are points with a longitude and a latitude alone."""
    points = shapely.get_type_id(geometry) == GeometryType.POINT
    flags: Flags = points & ~shapely.has_z(geometry) & ~shapely.is_empty(geometry)
    return flags


def as_geojson(geometry: NDArray[np.object_]) -> Iterator[GeoJson | None]:
    """GeoJSON geometries one by one; points without asking Shapely for each."""
    points = plain_points(geometry)
    places = _places(shapely.get_coordinates(geometry[points]))
    for shape, point in zip(geometry, points.tolist(), strict=True):
        if point:
            yield {"type": "Point", "coordinates": next(places)}
        else:
            yield None if shape is None or shape.is_empty else json.loads(shapely.to_geojson(shape))


def _places(coordinates: NDArray[np.float64]) -> Iterator[list[float]]:
    """The rows of an array as lists: so few at a time that Python does not go through all objects for rubbish."""
    for start in range(0, len(coordinates), _FEW):
        yield from coordinates[start : start + _FEW].tolist()
