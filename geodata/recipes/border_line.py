"""The border line between Afghanistan and Tajikistan.

An edge belongs to the border when both its vertices and the edge itself stand in a ring of each of the two
countries. Such edges form one unbroken run: nothing is snapped, and there is no gap to bridge.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

import edges
import zones
from geojson import Feature

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from edges import Line

WGS84 = Geod(ellps="WGS84")


@cache
def line() -> Line:
    """The border from its western to its eastern tripoint: float64 (7351, 2), lon and lat.

    Raises: ValueError: the shared edges are not one run; then the source has changed and the recipe must
    be looked at.
    """
    runs = edges.shared_runs(zones.rings("TJK"), zones.rings("AFG"))
    if len(runs) != 1:
        raise ValueError(f"The border has {len(runs)} runs of shared edges, expected one.")
    return runs[0]


def distances(vertices: Line) -> NDArray[np.float64]:
    """Geodesic distance of every vertex from the first, along the line, in metres (WGS 84): float64 (n,)."""
    steps = WGS84.line_lengths(vertices[:, 0], vertices[:, 1])
    return np.concatenate([[0.0], np.cumsum(np.asarray(steps, dtype=np.float64))])


def length_km(vertices: Line) -> float:
    """Geodesic length in kilometres, to the metre."""
    return round(float(distances(vertices)[-1]) / 1000, 3)


def feature() -> Feature:
    """The border as a feature."""
    return Feature(
        key="afg-tjk",
        geometry=shapely.LineString(line()),
        provenance=zones.OSM,
        properties={
            "id": "afg-tjk",
            "name": "Afghanistan–Tajikistan border",
            "version": zones.VERSION,
            "length_km": length_km(line()),
            "method": "Edges that stand, vertex for vertex, in a ring of both countries; one run, nothing snapped",
        },
    )
