"""Where features stand along the border, for many features at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from borderatlas.layers.kinds.boundary import Reach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from borderatlas.border import Border
    from borderatlas.border.geodesy import Flags, Floats, Indices
    from borderatlas.layers import Feature

UNDETERMINED = "undetermined"
"""The side where none can be claimed."""

_POINTS = (shapely.GeometryType.POINT, shapely.GeometryType.MULTIPOINT)


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The place of features along the line, one entry per feature; not-a-number where a feature has none.

    Attributes:
        km: Border km of the foot.
        km_from: Least border km that the foot may have.
        km_to: Greatest border km.
        offset_m: Geodesic distance from the line.
        precision_m: Radius within which the true place lies.
        lonlat: The point in degrees of WGS 84, shape (n, 2); a stretch of the line has none.
        side: Side as computed, never as a source says.
    """

    km: Floats
    km_from: Floats
    km_to: Floats
    offset_m: Floats
    precision_m: Floats
    lonlat: Floats
    side: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.km)

    @property
    def known(self) -> Flags:
        """Which features have a place along the line, shape (n,)."""
        return np.isfinite(self.km_from) & np.isfinite(self.km_to)

    def rows(self, chosen: Flags | Indices) -> Places:
        """The places of some of the features."""
        return Places(
            self.km[chosen],
            self.km_from[chosen],
            self.km_to[chosen],
            self.offset_m[chosen],
            self.precision_m[chosen],
            self.lonlat[chosen],
            self.side[chosen],
        )


def place(border: Border, features: Sequence[Feature]) -> Places:
    """Places points and stretches of the line.

    A feature of several points gets the kilometres from the westernmost to the easternmost; its foot, offset and point
    are those of the point nearest to the line. Schematic courses have no place: their vertices are not surveyed.

    Args:
        border: The reference line.
        features: Features with geometries in degrees of WGS 84 and their precision in metres.
    """
    count = len(features)
    radii = [np.nan if feature.precision_m is None else feature.precision_m for feature in features]
    places = Places(
        km=np.full(count, np.nan),
        km_from=np.full(count, np.nan),
        km_to=np.full(count, np.nan),
        offset_m=np.full(count, np.nan),
        precision_m=np.array(radii, dtype=np.float64),
        lonlat=np.full((count, 2), np.nan),
        side=np.full(count, UNDETERMINED, dtype=object),
    )
    _fill_points(places, border, features)
    for row, feature in enumerate(features):
        if isinstance(feature, Reach) and feature.km_from is not None and feature.km_to is not None:
            places.km_from[row], places.km_to[row] = feature.km_from, feature.km_to
            places.km[row], places.offset_m[row] = (feature.km_from + feature.km_to) / 2, 0
            places.lonlat[row], places.side[row] = np.nan, UNDETERMINED
    return places


def _fill_points(places: Places, border: Border, features: Sequence[Feature]) -> None:
    geometries = np.empty(len(features), dtype=object)
    geometries[:] = [feature.geometry for feature in features]
    geometries[~np.isin(shapely.get_type_id(geometries), _POINTS)] = None
    lonlat, owner = shapely.get_coordinates(geometries, return_index=True)
    if not len(lonlat):
        return
    # Events share places, such as the middle of a district: each place is located once.
    spots, spot = np.unique(np.column_stack([lonlat, places.precision_m[owner]]), axis=0, return_inverse=True)
    found = border.locate(spots[:, :2], spots[:, 2]).iloc[spot.reshape(-1)].reset_index(drop=True)
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    rows = owner[starts]
    offset, side = found["offset_m"].to_numpy(), found["side"].to_numpy(dtype=object)
    nearest = np.lexsort([offset, owner])[starts]
    places.km[rows] = found["border_km"].to_numpy()[nearest]
    places.offset_m[rows], places.lonlat[rows] = offset[nearest], lonlat[nearest]
    places.km_from[rows] = np.minimum.reduceat(found["km_from"].to_numpy(), starts)
    places.km_to[rows] = np.maximum.reduceat(found["km_to"].to_numpy(), starts)
    codes = np.unique(side, return_inverse=True)[1].reshape(-1)
    one_side = np.minimum.reduceat(codes, starts) == np.maximum.reduceat(codes, starts)
    places.side[rows] = np.where(one_side, side[starts], UNDETERMINED)
