"""The outlines of countries: what a new border and its backdrop are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.affinity import translate

from borderatlas.errors import GeometryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

_WORLD = shapely.box(-180, -90, 180, 90)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where outlines come from.

    Attributes:
        key: Id of the source in `sources.json`.
        title: Name of the data set.
        version: What is published with every kilometre.
        publisher: Who made it.
        licence: SPDX identifier or words.
        credit: The line that readers see.
        short: The same for the corner of a map.
        url: Its address, or None.
        precision_m: How far the line may be off, in metres; None where nobody says.
        caution: What readers must know of it, in sentences; empty where there is nothing.
    """

    key: str
    title: str
    version: str
    publisher: str
    licence: str
    credit: str
    short: str
    url: str | None = None
    precision_m: float | None = None
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a country.

    Attributes:
        code: ISO 3166-1 alpha-3 where it is known, else as the data set has it.
        name: For a reader, in English where the data set has it.
        shape: Polygon or MultiPolygon in degrees of WGS 84, longitudes within 180 degrees.
    """

    code: str
    name: str
    shape: shapely.MultiPolygon


@dataclass(frozen=True, slots=True)
class Outlines:
    """Two countries, and what else the data set holds.

    Attributes:
        first: One country.
        second: The other one.
        others: Further countries, for the backdrop.
        origin: Where they come from.
        has_coasts: Whether all land near the border is there and ends at the sea, so that the rest is sea.
    """

    first: Outline
    second: Outline
    others: Sequence[Outline]
    origin: Origin
    has_coasts: bool = False


def as_shape(geometries: Iterable[BaseGeometry | None], what: str) -> shapely.MultiPolygon:
    """The polygons of some geometries as one, edges as they stand; longitudes beyond 180 degrees are brought back.

    Args:
        geometries: In degrees of WGS 84.
        what: What they are, for messages.

    Raises:
        GeometryError: There is no polygon, or a coordinate is no place on earth.
    """
    parts = [part for item in geometries if item is not None for part in _polygons(shapely.force_2d(item))]
    if not parts:
        raise GeometryError(f"{what}: holds no polygon. Expected the area of a country, as Polygon or MultiPolygon.")
    lonlat = shapely.get_coordinates(parts)
    if not np.isfinite(lonlat).all() or np.abs(lonlat[:, 1]).max() > 90 or np.abs(lonlat[:, 0]).max() > 540:
        west, south, east, north = shapely.total_bounds(parts)
        raise GeometryError(
            f"{what}: reaches from ({west:g}, {south:g}) to ({east:g}, {north:g}), which are no degrees of longitude "
            "and latitude. Name the CRS in the file, or save it in EPSG:4326."
        )
    return shapely.MultiPolygon([within for part in parts for within in _within_world(part)])


def valid_parts(shape: shapely.MultiPolygon) -> list[BaseGeometry]:
    """The polygons of a shape, each mended by itself: together those of one country may share edges."""
    return [part if part.is_valid else shapely.make_valid(part) for part in shape.geoms]


def _polygons(geometry: BaseGeometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(geometry) if isinstance(part, shapely.Polygon) and not part.is_empty]


def _within_world(part: shapely.Polygon) -> list[shapely.Polygon]:
    """A polygon whose longitudes run beyond 180 degrees, cut there and brought back."""
    west, _, east, _ = part.bounds
    if west >= -180 and east <= 180:
        return [part]
    mended = shapely.make_valid(part)
    turns = (translate(mended, turn) for turn in (-360, 0, 360))
    return [piece for turned in turns for piece in _polygons(shapely.intersection(turned, _WORLD))]
