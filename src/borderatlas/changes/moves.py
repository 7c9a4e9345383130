"""How far a geometry moved: metres on the ellipsoid, kilometres along the border, change of length."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np
import shapely
from pydantic_core import PydanticCustomError
from pyproj import Geod

from borderatlas.border.geodesy import advance, courses, to_vectors
from borderatlas.layers.geometry import parse_geometry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import JsonValue
    from shapely.geometry.base import BaseGeometry

    from borderatlas.border import Border
    from borderatlas.border.geodesy import Floats

GeometryKind: TypeAlias = Literal["placed", "unplaced", "moved", "reshaped"]

_GEOD: Final = Geod(ellps="WGS84")
_STEPS: Final = 2000
"""Steps into which a line is divided at least; half a step is how far its distance may be wrong."""


@dataclass(frozen=True, slots=True)
class GeometryChange:
    """What became of a place.

    Attributes:
        kind: `placed` (it had no geometry), `unplaced` (it has none now), `moved` (a point) or `reshaped` (all else).
        old: The GeoJSON geometry before.
        new: The GeoJSON geometry after.
        distance_m: How far a point moved; for other geometries the greatest distance of either one's outline from the
            other (Hausdorff), right to a four-thousandth of its length. None where a side is missing or no place.
        old_length_m: Geodesic length of a line, or of the outline of a polygon; None for points.
        new_length_m: The same, after.
        old_km: Border kilometre of the foot of a point; None for all else, and where no border was given.
        new_km: The same, after.
        precision_m: Radius within which the true place lies, the wider one of both sides; None where not known.
    """

    kind: GeometryKind
    old: JsonValue
    new: JsonValue
    distance_m: float | None = None
    old_length_m: float | None = None
    new_length_m: float | None = None
    old_km: float | None = None
    new_km: float | None = None
    precision_m: float | None = None

    @property
    def along_km(self) -> float | None:
        """Kilometres along the border, positive towards its end."""
        return None if self.old_km is None or self.new_km is None else round(self.new_km - self.old_km, 3)

    def to_json(self) -> dict[str, JsonValue]:
        """Return it as JSON, without what is not known."""
        told = {field.name: getattr(self, field.name) for field in fields(self)} | {"along_km": self.along_km}
        return {name: value for name, value in told.items() if value is not None or name in ("old", "new")}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> GeometryChange:
        """Return what `to_json` gave."""
        return cls(**{field.name: value[field.name] for field in fields(cls) if field.name in value})


@dataclass(frozen=True, slots=True)
class Places:
    """The geometry and the precision of a feature, before and after."""

    old: JsonValue
    new: JsonValue
    precisions: tuple[JsonValue, JsonValue] = (None, None)


def geometry_changes(changes: Sequence[Places], border: Border | None) -> list[GeometryChange]:
    """Measure geometries that changed, all at once.

    Args:
        changes: GeoJSON geometries in degrees of WGS 84, before and after; they need not be valid.
        border: The line along which points are placed; None places none.
    """
    shapes = [(_shape(change.old), _shape(change.new)) for change in changes]
    kilometres = _kilometres([shape for pair in shapes for shape in pair], border)
    found = []
    for number, (change, (old, new)) in enumerate(zip(changes, shapes, strict=True)):
        radii = [radius for radius in change.precisions if isinstance(radius, int | float) and radius > 0]
        found.append(
            GeometryChange(
                _kind(change, old, new),
                change.old,
                change.new,
                distance_m=None if old is None or new is None else round(_distance(old, new), 2),
                old_length_m=_length(old),
                new_length_m=_length(new),
                old_km=kilometres[2 * number],
                new_km=kilometres[2 * number + 1],
                precision_m=max(radii, default=None),
            )
        )
    return found


def _shape(geometry: JsonValue) -> BaseGeometry | None:
    """The geometry; None where there is none or it is no place on earth."""
    try:
        return parse_geometry(geometry)
    except PydanticCustomError:
        return None


def _kind(change: Places, old: BaseGeometry | None, new: BaseGeometry | None) -> GeometryKind:
    if change.old is None:
        return "placed"
    if change.new is None:
        return "unplaced"
    return "moved" if isinstance(old, shapely.Point) and isinstance(new, shapely.Point) else "reshaped"


def _kilometres(shapes: Sequence[BaseGeometry | None], border: Border | None) -> list[float | None]:
    rows = [number for number, shape in enumerate(shapes) if isinstance(shape, shapely.Point)]
    found: list[float | None] = [None] * len(shapes)
    if border is not None and rows:
        kilometres = border.locate(np.array([_lonlat(shapes[row])[0] for row in rows]))["border_km"]
        for row, km in zip(rows, kilometres, strict=True):
            found[row] = round(float(km), 3)
    return found


def _length(shape: BaseGeometry | None) -> float | None:
    if shape is None or shape.geom_type in ("Point", "MultiPoint"):
        return None
    return round(float(_GEOD.geometry_length(shape)), 2)


def _distance(old: BaseGeometry, new: BaseGeometry) -> float:
    """Hausdorff distance of two outlines in metres: the furthest that a place of either is from the other."""
    from scipy.spatial import cKDTree  # noqa: PLC0415  # takes long to import, and few runs see a place move

    sides = [_walked(old), _walked(new)]
    furthest = 0.0
    for here, there in (sides, sides[::-1]):
        _, nearest = cKDTree(to_vectors(there)).query(to_vectors(here))
        furthest = max(furthest, float(courses(here, there[nearest])[1].max()))
    return furthest


def _walked(shape: BaseGeometry) -> Floats:
    """Places along the outline, vertices among them, in degrees, shape (n, 2)."""
    if shape.geom_type in ("Point", "MultiPoint"):
        return _lonlat(shape)
    parts = shapely.get_parts(shape.boundary if "Polygon" in shape.geom_type else shape)
    lines = [_lonlat(line) for line in parts for line in shapely.get_parts(line)]
    legs = [courses(line[:-1], line[1:]) for line in lines]
    step = max(sum(float(length.sum()) for _, length in legs) / _STEPS, 0.01)
    places = []
    for line, (azimuth, length) in zip(lines, legs, strict=True):
        count = np.maximum(np.ceil(length / step).astype(int), 1)
        leg = np.repeat(np.arange(len(length)), count)
        part = np.arange(len(leg)) - np.repeat(np.cumsum(count) - count, count)
        there, _ = advance(line[:-1][leg], azimuth[leg], length[leg] * part / count[leg])
        places += [there, line[-1:]]
    return np.concatenate(places)


def _lonlat(shape: BaseGeometry | None) -> Floats:
    return np.asarray(shapely.get_coordinates(shape), dtype=np.float64)
