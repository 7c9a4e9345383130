"""Leaves out what lies far from the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from borderatlas.border import Border
    from borderatlas.tables.table import Table


def clipped(
    table: Table,
    within_km: float,
    border: Border,
    known: Collection[str],
    ids_of: Callable[[Table], Sequence[str]],
) -> tuple[Table, int]:
    """Return the rows that lie near the line, have no place, or speak of a feature that is known; and how many do not.

    Args:
        table: The rows.
        within_km: How far from the line they may lie.
        border: The line.
        known: Ids of features that come in wherever they lie.
        ids_of: Tells the ids of rows.
    """
    if table.geometry is None:
        return table, 0
    far = _offsets(table.geometry, border) > within_km * 1000
    rows = np.flatnonzero(far)
    if len(rows) and known:
        far[rows] = [name not in known for name in ids_of(table.where(far))]
    return table.where(~far), int(far.sum())


def _offsets(geometry: NDArray[np.object_], border: Border) -> NDArray[np.float64]:
    """Metres from the line, not-a-number where there is no place."""
    offset = np.full(len(geometry), np.nan)
    types = shapely.get_type_id(geometry)
    points = (types == shapely.GeometryType.POINT) & ~shapely.is_empty(geometry)
    if points.any():
        lonlat = shapely.get_coordinates(geometry[points])
        on_earth = (np.abs(lonlat[:, 0]) <= 180) & (np.abs(lonlat[:, 1]) <= 90)
        found = np.full(len(lonlat), np.nan)
        found[on_earth] = border.locate(lonlat[on_earth])["offset_m"].to_numpy()
        offset[points] = found
    others = ~points & ~shapely.is_missing(geometry) & ~shapely.is_empty(geometry)
    if others.any():
        offset[others] = border.locate_geometry(list(geometry[others]))["offset_m"].to_numpy()
    return offset
