"""Countries and provinces as one coverage: neighbours share their edges vertex for vertex, and nothing overlaps.

Outer edges are those of the countries (OpenStreetMap). Inner edges of Afghanistan and Tajikistan are province
lines of Natural Earth, whose loose ends are tied to the outer edge or cut off by it. The faces of this line
work are named by the GeoNames places in them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

import geonames
import natural_earth
import region
import zones

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from inputs import Inputs

WITH_PROVINCES = ("AFG", "TJK")
REACH = 0.08
"""Degrees within which a loose end of a province line is tied to the outer edge; others are loose in the source."""
OVERSHOOT = 1.02
"""Tied ends go this much past the edge, so that they cross it and make a node; what sticks out bounds no face."""
GRID = 1e-7
TOLERANCE = 0.0015
"""Tolerance of the simplification (Visvalingam) in degrees: the line stays within about 170 m."""


@dataclass(frozen=True, order=True)
class Unit:
    """A country (ISO 3166-1 alpha-3) or, where `province` is given (ISO 3166-2), a part of one."""

    country: str
    province: str = ""


Coverage = dict[Unit, "BaseGeometry"]


def build(inputs: Inputs) -> Coverage:
    """The coverage of the wider region at full detail.

    Raises:
        ValueError: the faces do not form a valid coverage.
    """
    countries = {code: _clipped(zones.polygons(code)) for code in zones.ZONES}
    inner = [line for code in WITH_PROVINCES for line in _province_lines(inputs, code, countries[code])]
    outer = [shapely.boundary(land) for land in countries.values()]
    network = shapely.unary_union([*outer, *inner, shapely.box(*region.WIDER).exterior])
    network = shapely.unary_union(shapely.set_precision(network, GRID))
    faces = list(shapely.get_parts(shapely.polygonize([network])))
    owners = [_owner(face, countries) for face in faces]
    units = [
        Unit(owner, province) if province else Unit(owner)
        for owner, province in zip(owners, _provinces(inputs, faces, owners), strict=True)
    ]
    result = {
        unit: shapely.coverage_union_all([face for face, own in zip(faces, units, strict=True) if own == unit])
        for unit in sorted(set(units))
    }
    if not shapely.coverage_is_valid(list(result.values())):
        raise ValueError("The countries and provinces overlap or leave gaps along their edges.")
    return result


def simplified(coverage: Coverage) -> Coverage:
    """The same coverage with fewer vertices; shared edges stay shared."""
    return dict(zip(coverage, shapely.coverage_simplify(list(coverage.values()), TOLERANCE), strict=True))


def country(coverage: Coverage, code: str) -> BaseGeometry:
    """All of one country."""
    return shapely.coverage_union_all([geometry for unit, geometry in coverage.items() if unit.country == code])


def _clipped(polygons: Iterable[shapely.Polygon]) -> BaseGeometry:
    frame = shapely.box(*region.WIDER)
    near = [polygon for polygon in polygons if region.touches(polygon, region.WIDER)]
    return shapely.union_all(shapely.intersection(near, frame))


def _province_lines(inputs: Inputs, code: str, land: BaseGeometry) -> list[shapely.LineString]:
    layer = "ne_10m_admin_1_states_provinces_lines"
    source = natural_earth.lines(inputs, layer, "adm0_a3", code)
    lines = list(shapely.get_parts(shapely.line_merge(shapely.multilinestrings(source))))
    uses = Counter(end for line in lines for end in (line.coords[0], line.coords[-1]))
    outline = shapely.boundary(land)
    frame = shapely.box(*region.WIDER)

    def tie(end: tuple[float, ...]) -> list[tuple[float, ...]]:
        point = shapely.Point(end)
        loose = uses[end] == 1 and frame.contains(point) and land.contains(point)
        if not loose or outline.distance(point) > REACH:
            return []
        foot = outline.interpolate(outline.project(point))
        return [(end[0] + (foot.x - end[0]) * OVERSHOOT, end[1] + (foot.y - end[1]) * OVERSHOOT)]

    return [shapely.LineString([*tie(line.coords[0]), *line.coords, *tie(line.coords[-1])]) for line in lines]


def _owner(face: BaseGeometry, countries: Mapping[str, BaseGeometry]) -> str:
    inside = shapely.point_on_surface(face)
    for code, land in countries.items():
        if land.contains(inside):
            return code
    # A sliver that no zone covers goes to the neighbour with the longest common edge.
    return max(countries, key=lambda code: shapely.length(face.boundary.intersection(countries[code].boundary)))


def _provinces(inputs: Inputs, faces: list[BaseGeometry], owners: list[str]) -> list[str]:
    """The province of each face, by most of its places.

    A face without a place follows the nearest face of its country that has one.

    A face whose places belong to no province of the region lies outside the region; it gets a name that no
    province has.
    """
    places = geonames.places(inputs)
    face_of, place_of = shapely.STRtree([shapely.Point(place.lon, place.lat) for place in places]).query(
        faces, predicate="contains"
    )
    votes: list[Counter[str]] = [Counter() for _ in faces]
    for face, place in zip(face_of.tolist(), place_of.tolist(), strict=True):
        if places[place].country == owners[face]:
            votes[face][places[place].province or "elsewhere"] += 1
    named = [i for i in range(len(faces)) if owners[i] in WITH_PROVINCES and votes[i]]
    result = []
    for i, face in enumerate(faces):
        if owners[i] not in WITH_PROVINCES:
            result.append("")
            continue
        peers = [j for j in named if owners[j] == owners[i]]
        nearest = i if votes[i] else peers[int(np.argmin([shapely.distance(face, faces[j]) for j in peers]))]
        result.append(votes[nearest].most_common(1)[0][0])
    return result
