"""What is odd about a geometry that is valid: rings wound the wrong way, repeated vertices, edges around the globe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from borderatlas.layers.faults import Spot
    from borderatlas.layers.findings import Finding

_HALF_TURN = 180.0


def odd_shape(geometry: BaseGeometry, spot: Spot) -> Iterator[Finding]:
    """Yield a warning for each way in which a line or polygon is odd; a point never is.

    Args:
        geometry: In degrees of WGS 84.
        spot: Where its feature stands.
    """
    lines = list(_lines(geometry))
    if any(_repeats(line) for line in lines):
        expected = "neighbouring vertices that differ"
        yield spot.finding("vertex-repeated", field="geometry", expected=expected, hint="Delete the copy.")
    jump = max(map(_jump, lines), default=0.0)
    if jump > _HALF_TURN:
        yield spot.finding(
            "antimeridian-uncut",
            field="geometry",
            expected=f"edges of at most 180 degrees of longitude, found {jump:.1f}",
            hint="Cut the geometry at the antimeridian, as RFC 7946 says.",
        )
    if any(_wound_wrong(part) for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"):
        yield spot.finding(
            "ring-winding",
            field="geometry",
            expected="outer rings counter-clockwise and holes clockwise",
            hint="Save the layer as RFC 7946, or turn the ring.",
        )


def odd_bbox(bbox: object, spot: Spot, field: str = "bbox") -> Iterator[Finding]:
    """Yield a warning if a `bbox` is no list of four or six finite numbers."""
    numbers: list[Any] = bbox if isinstance(bbox, list) else []
    if len(numbers) in (4, 6) and all(type(number) in (int, float) for number in numbers):
        return
    expected = "four or six finite numbers: west, south, east, north"
    yield spot.finding("bbox-wrong", field=field, expected=expected, hint="Delete it: the atlas does not need it.")


def _lines(geometry: BaseGeometry) -> Iterator[NDArray[np.float64]]:
    """Yield the vertices of each line and ring, shape (n, 2)."""
    for part in shapely.get_parts(geometry):
        if part.geom_type == "LineString":
            yield shapely.get_coordinates(part)
        elif part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield shapely.get_coordinates(ring)


def _repeats(line: NDArray[np.float64]) -> bool:
    return bool((np.diff(line, axis=0) == 0).all(axis=1).any())


def _jump(line: NDArray[np.float64]) -> float:
    """The greatest difference of longitude between neighbours, in degrees."""
    return float(np.abs(np.diff(line[:, 0])).max())


def _wound_wrong(polygon: shapely.Polygon) -> bool:
    return not polygon.exterior.is_ccw or any(hole.is_ccw for hole in polygon.interiors)
