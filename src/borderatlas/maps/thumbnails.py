"""Small pictures of the maps for the index: inline SVG drawn from the data, styled by the page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import LineString

from borderatlas.layers import FAMILIES, KINDS
from borderatlas.layers.kinds.clashes import Clash
from borderatlas.maps.embedding import unpack_line
from borderatlas.maps.precision import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike

    from borderatlas.layers import Feature
    from borderatlas.maps.material import Material

WIDTH, HEIGHT = 352, 176
"""Size of a picture in its own units."""

_MARGIN = 14
_SHAPES = {
    "bridge": "M-1 -1H1V1H-1Z",
    "crossing": "M0 -1A1 1 0 1 1 0 1A1 1 0 1 1 0 -1Z",
    "ferry": "M-1.1 -.8H1.1V-.1A1.1 1 0 0 1 -1.1 -.1Z",
    "market": "M0 -1.1L1 -.2V1H-1V-.2Z",
    "zone": "M-1 0L-.5 -.9H.5L1 0L.5 .9H-.5Z",
    "mission": "M-1 -1H1V.1Q1 .8 0 1.2Q-1 .8 -1 .1Z",
    "clash": "M0 -1.1L1.1 0L0 1.1L-1.1 0Z",
    "energy": "M0 -1.1L1.15 .9H-1.15Z",
    "tripoint": "M0 -1A1 1 0 1 1 0 1A1 1 0 1 1 0 -1Z",
    "guard": "M-.6 -1H.6L1 1H-1Z",
    "base": "M-.5 -1H.5L1 -.5V.5L.5 1H-.5L-1 .5V-.5Z",
    "dispute": "M0 -1.1L1.05 -.3L.65 .95H-.65L-1.05 -.3Z",
    "movement": "M-1.1 -.8L0 -.8L1.1 0L0 .8L-1.1 .8Z",
}
_ORDER = (
    *("base", "guard", "energy", "clash", "movement", "dispute", "tripoint"),
    *("mission", "zone", "market", "ferry", "crossing", "bridge"),
)
"""Symbols from the bottom to the top."""
_SMALLEST_RING = 12
_LEAST_WATER = 0.02
"""Part of a picture that a lake or sea must cover to be drawn."""
_EARTH_M = 40_075_016.7


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a picture.

    Attributes:
        shape: `symbol`, `disc` or `course`.
        hue: Name of the colour.
        hollow: Whether a symbol is drawn hollow.
        path: SVG path: of a symbol with radius 1 around its centre, of a course on the picture; empty for a disc.
        x: Centre of a symbol or disc.
        y: Centre of a symbol or disc.
        r: Radius of a symbol or disc.
    """

    shape: str
    hue: str
    hollow: bool = False
    path: str = ""
    x: float = 0.0
    y: float = 0.0
    r: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What all pictures share: SVG paths of the land on both sides, the sea and great lakes, the rivers, the border."""

    left: str
    right: str
    water: str
    rivers: str
    border: str


class Frame:
    """Mercator fitted to the border's box."""

    def __init__(self, box: Sequence[float]) -> None:
        west, south, east, north = box
        self._scale = min(
            (WIDTH - 2 * _MARGIN) / (east - west), (HEIGHT - 2 * _MARGIN) / (_mercator(north) - _mercator(south))
        )
        self._west = (west + east) / 2 - WIDTH / 2 / self._scale
        self._north = (_mercator(south) + _mercator(north)) / 2 + HEIGHT / 2 / self._scale

    @property
    def km2(self) -> float:
        """About how many square kilometres of the earth a picture shows."""
        middle = math.degrees(math.atan(math.sinh(math.radians(self._north - HEIGHT / 2 / self._scale))))
        return (WIDTH / self.units(1000, middle)) * (HEIGHT / self.units(1000, middle))

    def points(self, coordinates: ArrayLike) -> np.ndarray:
        """Positions on the picture, shape (n, 2), of longitudes and latitudes in degrees."""
        degrees = np.asarray(coordinates, dtype=float)
        y = np.degrees(np.log(np.tan(math.pi / 4 + np.radians(degrees[:, 1]) / 2)))
        return np.column_stack([(degrees[:, 0] - self._west) * self._scale, (self._north - y) * self._scale])

    def units(self, metres: float, latitude: float) -> float:
        """How long that many metres are on the picture."""
        return metres / (_EARTH_M * math.cos(math.radians(latitude)) / 360) * self._scale


def ground(material: Material) -> Ground:
    """The shared part of the pictures: the land of both countries, the rivers of the first order, the border."""
    frame = Frame(material.home)
    line = material.settings.border
    land = {country["code"]: country["polygons"] for country in material.backdrop["countries"]}
    rivers = [river["line"] for river in material.backdrop["rivers"] if river["order"] == 1]
    return Ground(
        left=_area(land.get(line.left, []), frame),
        right=_area(land.get(line.right, []), frame),
        water="".join(
            _area(lake["polygons"], frame)
            for lake in material.backdrop["lakes"]
            if lake["area_km2"] > _LEAST_WATER * frame.km2
        ),
        rivers="".join(_path(unpack_line(river), frame, 0.8) for river in rivers),
        border="".join(_path(part.coords, frame, 0.5) for part in shapely.get_parts(material.drawn)),
    )


def marks(features: Iterable[Feature], box: Sequence[float], size: float = 1.0) -> list[Mark]:
    """The features on a picture: discs below, then courses, then symbols.

    Args:
        features: The features of a map; those that are only listed are left out.
        box: West, south, east, north of the border in degrees.
        size: Factor for the symbols.
    """
    frame = Frame(box)
    discs, courses, symbols = [], [], []
    for feature in sorted(features, key=_rank):
        family = FAMILIES[KINDS[feature.kind].family]
        match mark(feature):
            case "soft":
                discs += [_disc(point, feature.precision_m, family.hue, frame) for point in _points(feature)]
            case "line" if feature.geometry is not None and not feature.placed_by_line():
                parts = getattr(feature.geometry, "geoms", [feature.geometry])
                path = "".join(_path(part.coords, frame, 1.0) for part in parts)
                courses.append(Mark("course", family.hue, path=path))
            case "crisp" | "circle":
                symbols += [_symbol(feature, point, frame, size) for point in _points(feature)]
    return [*discs, *courses, *symbols]


def _rank(feature: Feature) -> tuple[int, float]:
    symbol = FAMILIES[KINDS[feature.kind].family].symbol
    return _ORDER.index(symbol) if symbol in _ORDER else -1, -_deaths(feature)


def _deaths(feature: Feature) -> float:
    return (feature.fatalities_best or 0) if isinstance(feature, Clash) else 0


def _points(feature: Feature) -> list[tuple[float, float]]:
    return [(point.x, point.y) for point in getattr(feature.geometry, "geoms", [feature.geometry])]


def _disc(point: tuple[float, float], radius_m: float | None, hue: str, frame: Frame) -> Mark:
    (x, y) = frame.points([point])[0]
    return Mark("disc", hue, x=round(x, 1), y=round(y, 1), r=round(frame.units(radius_m or 0, point[1]), 1))


def _symbol(feature: Feature, point: tuple[float, float], frame: Frame, size: float) -> Mark:
    family = FAMILIES[KINDS[feature.kind].family]
    (x, y) = frame.points([point])[0]
    radius = size * (2.4 + 0.55 * math.sqrt(_deaths(feature)) if family.symbol == "clash" else 4.2)
    hollow = feature.status in {"closed", "planned", "unknown", "proposed", "under_construction", "ended", "superseded"}
    path = _SHAPES.get(family.symbol, _SHAPES["crossing"])
    return Mark(
        "symbol", family.hue, hollow=hollow, path=path, x=round(x, 1), y=round(y, 1), r=round(min(radius, 8), 1)
    )


def _area(polygons: list[list[list[int]]], frame: Frame) -> str:
    rings = [unpack_line(ring) for polygon in polygons for ring in polygon]
    return "".join(f"{_path(ring, frame, 1.0)}Z" for ring in rings if len(ring) > _SMALLEST_RING)


def _path(coordinates: ArrayLike, frame: Frame, tolerance: float) -> str:
    placed = LineString(frame.points(coordinates)).simplify(tolerance)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in placed.coords)


def _mercator(latitude: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))
