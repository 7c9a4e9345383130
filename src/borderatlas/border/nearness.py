"""Which of many places are near a line, without looking for the foot of those that are far away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from borderatlas.border.geodesy import Flags, Floats
    from borderatlas.border.line import Border

NEAR_M: Final = 300_000.0
"""So near is near: where nothing else tells, a place this near to the line counts as meant."""

_POST_KM: Final = 20.0
_RADIUS_M: Final = 6_371_009.0
_SLACK_M: Final = 5_000.0
"""More than a sphere and chords are wrong by at 300 km."""


def near(border: Border, lonlat: Floats) -> Flags:
    """Whether places lie within 300 km of a line.

    Distances to kilometre posts settle nearly all of them; the rest is located.

    Args:
        border: The line.
        lonlat: Degrees of WGS 84, shape (n, 2).
    """
    posts = np.append(np.arange(0.0, border.length_km, _POST_KM), border.length_km)
    marks = np.array([(place.x, place.y) for place in border.point_at(posts)])
    # On the unit sphere, the nearest post is the one with the greatest scalar product.
    closest = np.concatenate([(_units(part) @ _units(marks).T).max(axis=1) for part in _parts(lonlat)])
    away = _RADIUS_M * np.arccos(np.clip(closest, -1.0, 1.0))
    found = np.asarray(away <= NEAR_M)
    doubtful = (away > NEAR_M - _SLACK_M) & (away < NEAR_M + _SLACK_M + _POST_KM * 500)
    if doubtful.any():
        found[doubtful] = border.locate(lonlat[doubtful])["offset_m"].to_numpy() <= NEAR_M
    return found


def _parts(lonlat: Floats) -> list[Floats]:
    return np.array_split(lonlat, len(lonlat) // 10_000 + 1)


def _units(lonlat: Floats) -> Floats:
    along, upward = np.radians(lonlat).T
    return np.column_stack([np.cos(upward) * np.cos(along), np.cos(upward) * np.sin(along), np.sin(upward)])
