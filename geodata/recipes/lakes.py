"""Lakes and reservoirs of the backdrop: from GSHHG where it has them, else the coarser ones of OpenStreetMap 2017."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import shapely

import border_line
import gshhg
import names
import osm_water
import region
from admin import label_point
from geojson import Feature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geojson import Provenance, Value
    from inputs import Inputs

DIGITS = 5
NEAR = 0.03
"""Degrees within which the polygon of a named lake must lie from its point."""
SAME_LAKE = 0.004
"""Degrees: parts of OpenStreetMap's lakes closer than this are one lake, cut by the grid of the source."""
LEAST_KM2 = 2.0
"""Lakes without a name are drawn from this area on."""


class _Lake(TypedDict):
    kind: str
    source: str
    at: tuple[float, float]


def features(inputs: Inputs) -> list[Feature]:
    """Named lakes by code, then the nameless ones from the largest to the smallest.

    Raises:
        ValueError: a named lake is not where courses.toml says.
    """
    pools = {
        "gshhg": gshhg.lakes(inputs),
        "osm": [polygon.buffer(0) for polygon in osm_water.polygons(inputs, "osm-lakes")],
    }
    taken: set[int] = set()
    found = []
    for code, lake in sorted(_table().items()):
        shape, members = _whole(code, lake, pools[lake["source"]])
        if lake["source"] == "osm":
            taken |= members
        provenance = gshhg.LAKES if lake["source"] == "gshhg" else osm_water.LAKES
        found.append(_feature(code, shape, lake["kind"], provenance, names.of("lakes", code)))
    named = shapely.union_all([feature.geometry for feature in found]).buffer(0.01)
    shapely.prepare(named)
    nameless = [
        shapely.intersection(polygon, region.FRAME)
        for number, polygon in enumerate(pools["osm"])
        if number not in taken and _area_km2(polygon) > LEAST_KM2 and not named.intersects(polygon)
    ]
    shown = sorted((shape for shape in nameless if not shape.is_empty), key=lambda s: (-_area_km2(s), s.bounds))
    for number, shape in enumerate(shown, start=1):
        found.append(_feature(f"lake-{number}", shape, "lake", osm_water.LAKES, {}))
    return found


def _table() -> dict[str, _Lake]:
    with (Path(__file__).parent / "courses.toml").open("rb") as file:
        table: dict[str, _Lake] = tomllib.load(file)["lakes"]
    return table


def _whole(code: str, lake: _Lake, pool: Sequence[BaseGeometry]) -> tuple[BaseGeometry, set[int]]:
    """The outline of a lake within the frame, and which polygons of the pool it is made of."""
    at = shapely.Point(lake["at"])
    nearest = min(range(len(pool)), key=lambda number: (pool[number].distance(at), -pool[number].area))
    if pool[nearest].distance(at) > NEAR:
        raise ValueError(f"courses.toml: no lake of {lake['source']} lies within {NEAR} degrees of {code}.")
    members = {nearest}
    if lake["source"] == "osm":
        near = shapely.STRtree(pool).query(pool[nearest], predicate="dwithin", distance=SAME_LAKE).tolist()
        members = {number for number in near if pool[number].area > 1e-4}
    parts = [pool[number] for number in sorted(members)]
    return shapely.intersection(shapely.union_all(parts), region.FRAME), members


def _feature(code: str, shape: BaseGeometry, kind: str, provenance: Provenance, called: names.Names) -> Feature:
    properties: dict[str, Value] = {
        "code": code,
        "names": called,
        "names_by_hand": bool(called),
        "kind": kind,
        "area_km2": round(_area_km2(shape), 1),
        "labels": [label_point(shape)],
    }
    return Feature(code, shape, provenance, properties)


def _area_km2(shape: BaseGeometry) -> float:
    area, _ = border_line.WGS84.geometry_area_perimeter(shape)
    return abs(area) / 1e6
