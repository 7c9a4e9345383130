"""Rivers of the backdrop, in three qualities.

A: the state border where it is the river (OpenStreetMap), right to about 100 m. B: lines of GSHHG or Natural
Earth, 0.5 to 1.5 km. C: water polygons strung along a guide (OpenStreetMap 2017), about 1 km, with straight
gaps; to be drawn dashed.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

import numpy as np
import shapely
from shapely.ops import substring

import border_line
import edges
import gshhg
import names
import natural_earth
import network
import osm_water
import region
import zones
from geojson import Feature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edges import Line
    from geojson import Provenance, Value
    from inputs import Inputs

DIGITS = 5
SHORTEST = 0.005
"""Degrees: shorter pieces that the frame cuts off are dropped."""
REACH_PRECISION_KM = 1
NO_EVIDENCE_KM = 3.0
"""A point of a guide is drawn where no water polygon lies this near along it."""

Point = tuple[float, float]


class _Traced(TypedDict):
    start: Point
    end: Point
    parts: list[str]
    orders: list[int]
    at: NotRequired[list[Point]]


class _Named(TypedDict):
    name: str
    code: str
    order: int


class _Strung(TypedDict):
    code: str
    order: int
    width_km: float
    bin_km: float
    guide: list[Point]


class _Courses(TypedDict):
    border: dict[str, Point]
    traced: list[_Traced]
    named: list[_Named]
    strung: list[_Strung]


def _courses() -> _Courses:
    with (Path(__file__).parent / "courses.toml").open("rb") as file:
        courses: _Courses = tomllib.load(file)  # type: ignore[assignment]
    return courses


def features(inputs: Inputs) -> list[Feature]:
    """All rivers by order, then code; a river of several pieces is several features."""
    drafts = [*_along_the_border(), *_traced(inputs), *_named(inputs), *_strung(inputs)]
    drafts.sort(key=lambda draft: (draft.properties["order"], draft.key))
    seen: Counter[str] = Counter()
    numbered = []
    for draft in drafts:
        seen[draft.key] += 1
        numbered.append(Feature(f"{draft.key}-{seen[draft.key]}", draft.geometry, draft.provenance, draft.properties))
    return numbered


def reaches() -> dict[str, Value]:
    """What the border follows, by kilometre: river, lake or land."""
    km = border_line.distances(border_line.line()) / 1000
    joints = [round(float(km[_nearest_vertex(point)]), 1) for point in _courses()["border"].values()]
    limits = [0.0, *joints, border_line.length_km(border_line.line())]
    kinds = [
        ("amu-darya", "river", names.of("rivers", "amu-darya")),
        ("panj", "river", names.of("rivers", "panj")),
        ("pamir", "river", names.of("rivers", "pamir")),
        ("zorkul", "lake", names.of("lakes", "zorkul")),
        ("pamir-land", "land", {"en": "Land border in the Pamir"}),
    ]
    return {
        "line": "afg-tjk",
        "version": zones.VERSION,
        "precision_km": REACH_PRECISION_KM,
        **zones.OSM.members(),
        "reaches": [
            {"code": code, "kind": kind, "name": called["en"], "names": called, "from_km": start, "to_km": end}
            for (code, kind, called), start, end in zip(kinds, limits[:-1], limits[1:], strict=True)
        ],
    }


def _pieces(
    code: str, line: Line, quality: str, order: int, provenance: Provenance, **more: Value
) -> Iterator[Feature]:
    """The parts of a river inside the frame, longest first."""
    inside = shapely.get_parts(shapely.intersection(shapely.LineString(line), region.FRAME))
    properties = {
        "code": code,
        "names": names.of("rivers", code),
        "names_by_hand": True,
        "order": order,
        "quality": quality,
        **more,
    }
    for part in sorted(inside, key=lambda part: -part.length):
        if part.geom_type == "LineString" and part.length > SHORTEST:
            yield Feature(code, part, provenance, properties)


def _along_the_border() -> Iterator[Feature]:
    line = border_line.line()
    cuts = [0, *(_nearest_vertex(point) for point in _courses()["border"].values())]
    for code, order, first, last in zip(("amu-darya", "panj", "pamir"), (1, 1, 2), cuts, cuts[1:], strict=False):
        yield from _pieces(code, line[first : last + 1], "A", order, zones.OSM, border="AFG-TJK")
    runs = edges.shared_runs(zones.rings("UZB"), zones.rings("AFG"))
    yield from _pieces("amu-darya", max(runs, key=border_line.length_km), "A", 1, zones.OSM, border="AFG-UZB")


def _nearest_vertex(point: Point) -> int:
    line = border_line.line()
    lon, lat = (np.full(len(line), value) for value in point)
    _, _, metres = border_line.WGS84.inv(lon, lat, line[:, 0], line[:, 1])
    return int(np.argmin(metres))


def _traced(inputs: Inputs) -> Iterator[Feature]:
    lines = network.Network(gshhg.rivers(inputs))
    for course in _courses()["traced"]:
        path = shapely.LineString(lines.path(course["start"], course["end"]))
        cuts = [0.0, *(path.project(shapely.Point(point)) for point in course.get("at", [])), path.length]
        for code, order, start, end in zip(course["parts"], course["orders"], cuts[:-1], cuts[1:], strict=True):
            part = shapely.get_coordinates(substring(path, start, end))
            yield from _pieces(code, part, "B", order, gshhg.RIVERS)


def _named(inputs: Inputs) -> Iterator[Feature]:
    for river in _courses()["named"]:
        for line in natural_earth.lines(inputs, "ne_10m_rivers_lake_centerlines", "name", river["name"]):
            coordinates = shapely.get_coordinates(line)
            yield from _pieces(river["code"], coordinates, "B", river["order"], natural_earth.NATURAL_EARTH)


def _strung(inputs: Inputs) -> Iterator[Feature]:
    water = osm_water.river_points(inputs)
    for river in _courses()["strung"]:
        line, gap_km = _string(water, river)
        gap = round(gap_km, 1)
        yield from _pieces(river["code"], line, "C", river["order"], osm_water.STRUNG, longest_gap_km=gap)


def _string(water: Line, river: _Strung) -> tuple[Line, float]:
    """Average the points near a guide in bins along it; returns the line and its longest gap in km."""
    guide = np.array(river["guide"])
    axis = shapely.LineString(region.to_metres(guide))
    points = np.asarray(shapely.points(region.to_metres(water)))
    near = shapely.distance(points, axis) < river["width_km"] * 1000
    along_km = shapely.line_locate_point(axis, points[near]) / 1000
    total_km = axis.length / 1000
    guide_km = np.asarray(shapely.line_locate_point(axis, shapely.points(region.to_metres(guide)))) / 1000
    # The ends of the guide are always drawn, so a mean within 300 m of one would only make a kink.
    placed = [(0.0, guide[0]), (total_km, guide[-1])]
    bins = np.floor(along_km / river["bin_km"])
    for number in np.unique(bins):
        mean_km = float(along_km[bins == number].mean())
        if 0.3 < mean_km < total_km - 0.3:
            placed.append((mean_km, water[near][bins == number].mean(axis=0)))
    for km, point in zip(guide_km[1:-1].tolist(), guide[1:-1], strict=True):
        if not len(along_km) or float(np.abs(along_km - km).min()) > NO_EVIDENCE_KM:
            placed.append((km, point))
    placed.sort(key=lambda entry: entry[0])
    return np.array([point for _, point in placed]), float(np.diff([km for km, _ in placed]).max())
