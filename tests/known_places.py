"""Places that people know along the shipped line, and the kilometres at which they stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from shapely.geometry import shape

if TYPE_CHECKING:
    import shapely

_DATA = Path(__file__).parent.parent / "geodata"

PLACES = {
    "Panji Poyon": (111, "crossings.geojson", "bridge-panji-poyon-sherkhan-bandar"),
    "Qal'ai-Khumb": (541, "base/towns.geojson", "geonames-1221559"),
    "Ruzvay": (546, "crossings.geojson", "bridge-darvoz-ruzvay-nusai"),
    "Rushon": (717, "base/towns.geojson", "geonames-1220685"),
    "Tem": (772, "crossings.geojson", "bridge-tem-demogan"),
    "Khorugh": (778, "base/towns.geojson", "geonames-1221328"),
    "Ishqoshim": (880, "base/towns.geojson", "geonames-1221614"),
    "Zorkul": (1125, "base/lakes.geojson", "zorkul"),
}
"""By name: the kilometre, rounded; the file that holds the place, and its id or code there."""


def place(file: str, code: str) -> shapely.Point:
    """Where a place stands; the middle of one that has an extent."""
    features = json.loads((_DATA / file).read_text("utf-8"))["features"]
    (feature,) = [f for f in features if code in (f.get("id"), f["properties"].get("code"))]
    return shape(feature["geometry"]).centroid
