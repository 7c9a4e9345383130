"""Countries and provinces of the backdrop, the drawn border line, and which province lies where along the border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

import border_line
import edges
import names
import region
import zones
from coverage import WITH_PROVINCES, Coverage, Unit, country
from geojson import Feature, Provenance, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geojson import Value

DIGITS = 6
PROVINCES = Provenance(
    source=f"Outer edge: {zones.OSM.source}; inner lines: libmagics++-data 4.13.0-1 of Debian (Natural Earth 1:10m)",
    licence=zones.OSM.licence,
    attribution=f"{zones.OSM.attribution}; inner lines: Natural Earth (public domain)",
)
JOINT_PRECISION_KM = 3
"""The inner province lines meet the border this well."""

ANCHORS: dict[str, list[tuple[float, float]]] = {
    "AFG": [(69.6, 36.05), (71.0, 36.35), (68.3, 36.6), (73.2, 37.14)],
    "CHN": [(75.15, 38.4), (75.1, 37.7)],
    "KGZ": [(73.0, 39.75), (72.6, 40.4)],
    "PAK": [(73.1, 36.25), (72.6, 35.9), (74.2, 36.2)],
    "TJK": [(71.6, 38.75), (70.2, 38.75), (72.6, 38.1), (69.0, 38.6)],
    "UZB": [(67.3, 38.6), (67.2, 39.5), (67.2, 37.9)],
}
"""Where the name of a country may stand, best first: chosen by eye, so that one is in view beside the border."""


def countries(simple: Coverage) -> list[Feature]:
    """The countries, simplified and cut to the region."""
    found = []
    for code in sorted({unit.country for unit in simple}):
        shape = _framed(country(simple, code))
        if shape.is_empty:
            continue
        labels = ANCHORS.get(code) or [label_point(shape)]
        if not all(shape.contains(shapely.Point(label)) for label in labels):
            raise ValueError(f"A label of {code} stands outside the country.")
        found.append(_area(code, "countries", shape, labels, zones.OSM))
    return found


def provinces(simple: Coverage) -> list[Feature]:
    """The provinces of the two countries, simplified and cut to the region."""
    found = []
    for unit, whole in simple.items():
        shape = _framed(whole)
        if unit.province and not shape.is_empty:
            labels = [label_point(shape)]
            found.append(_area(unit.province, "provinces", shape, labels, PROVINCES, country=unit.country))
    return found


def drawn_border(simple: Coverage) -> Feature:
    """The edge that the two simplified countries share, as it stands in the files of countries and provinces.

    Raises:
        ValueError: the edge is not one line.
    """
    both = [_rings(tidy(_framed(country(simple, code)), DIGITS)) for code in WITH_PROVINCES]
    runs = edges.shared_runs(*both)
    if len(runs) != 1:
        raise ValueError(f"The simplified border has {len(runs)} runs, expected one.")
    (line,) = runs
    return Feature(
        key="afg-tjk-drawn",
        geometry=shapely.LineString(line),
        provenance=zones.OSM,
        properties={
            "id": "afg-tjk-drawn",
            "name": "Afghanistan–Tajikistan border, simplified for drawing",
            "version": zones.VERSION,
            "length_km": border_line.length_km(line),
            "true_length_km": border_line.length_km(border_line.line()),
        },
    )


def banks(full: Coverage) -> dict[str, Value]:
    """Which province lies along which kilometres of the border, on either side.

    The full coverage has the line of `border_line` with one vertex more wherever two provinces meet on it, so every
    edge stands in the rings of exactly one province of either country.

    Raises:
        ValueError: an edge stands in none.
    """
    (line,) = edges.shared_runs(*(_rings(country(full, code)) for code in WITH_PROVINCES))
    km = border_line.distances(line) / 1000
    along = edges.edge_keys(line)
    sides: dict[str, Value] = {}
    for code in WITH_PROVINCES:
        units = [unit for unit in full if unit.country == code]
        owns = np.array([np.isin(along, edges.edge_set(_rings(full[unit]))) for unit in units])
        if not owns.any(axis=0).all():
            raise ValueError(f"A part of the border belongs to no province of {code}.")
        sides[code] = _stretches(units, owns.argmax(axis=0), km)
    return {**_head(JOINT_PRECISION_KM, PROVINCES), "banks": sides}


def _head(precision_km: float, provenance: Provenance) -> dict[str, Value]:
    return {"line": "afg-tjk", "version": zones.VERSION, "precision_km": precision_km, **provenance.members()}


def _stretches(units: Sequence[Unit], owner: NDArray[np.int_], km: NDArray[np.float64]) -> list[Value]:
    cuts = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), len(owner)]
    # Joints are not known to better than a kilometre; the ends are those of the line itself.
    at = [0.0, *(round(float(km[cut]), 1) for cut in cuts[1:-1]), round(float(km[-1]), 3)]
    stretches: list[Value] = []
    for first, start, end in zip(cuts[:-1], at[:-1], at[1:], strict=True):
        code = units[owner[first]].province
        called = names.of("provinces", code)
        stretches.append({"code": code, "name": called["en"], "names": called, "from_km": start, "to_km": end})
    return stretches


def label_point(shape: BaseGeometry) -> tuple[float, float]:
    """A point well inside the largest part: the centre of the largest circle in it, lon and lat to four decimals."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    centre = shapely.maximum_inscribed_circle(largest, tolerance=0.001).coords[0]
    return round(centre[0], 4), round(centre[1], 4)


def _area(
    code: str,
    kind: str,
    shape: BaseGeometry,
    labels: list[tuple[float, float]],
    provenance: Provenance,
    **more: Value,
) -> Feature:
    properties: dict[str, Value] = {
        "code": code,
        **more,
        "names": names.of(kind, code),
        "names_by_hand": True,
        "labels": labels,
    }
    return Feature(key=code, geometry=shape, provenance=provenance, properties=properties)


def _framed(shape: BaseGeometry) -> BaseGeometry:
    """Cut to the region; specks and lines that the cut leaves are dropped."""
    parts = shapely.get_parts(shapely.intersection(shape, region.FRAME))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and part.area > 1e-8])


def _rings(shape: BaseGeometry) -> list[edges.Line]:
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(shape))]
