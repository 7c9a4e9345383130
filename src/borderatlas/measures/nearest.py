"""The nearest crossing or market of events, along the line and straight, and the gaps between neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import KDTree

from borderatlas.border.geodesy import chord_slack, courses, to_vectors
from borderatlas.measures.columns import flags, numbers, words
from borderatlas.measures.stretches import by_nearest

if TYPE_CHECKING:
    from pandas.api.extensions import ExtensionArray

    from borderatlas.border.geodesy import Flags, Floats, Indices
    from borderatlas.measures.columns import Columns
    from borderatlas.measures.entries import Entries, Texts
    from borderatlas.measures.places import Places

_CANDIDATES = 4


def nearest_columns(events: Entries, sites: Entries, length_km: float, name: str) -> Columns:
    """The nearest of some sites to each event.

    Args:
        events: Events.
        sites: Sites with a place along the line, ascending by km; may be none.
        length_km: Length of the line.
        name: What the sites are called in the names of the columns, such as `crossing`.

    Returns:
        Columns by name, one row per event, NA where the event has no place:

        - `nearest_crossing`, `nearest_crossing_id`, `nearest_crossing_status`: the one that is nearest along the line.
        - `nearest_crossing_km`: the way to it along the line, from point to point.
        - `nearest_crossing_km_least`, `nearest_crossing_km_most`: bounds of that way, from the precisions of both.
        - `nearest_crossing_certain`: whether it is the nearest wherever within their precisions all of them lie.
        - The same with `nearest_crossing_straight` for the geodesic; there is no `_certain`.
    """
    along, certain = _nearest_along(events.places, sites, length_km)
    straight, metres = _nearest_straight(events.places.lonlat, sites.places.lonlat)
    way = _kilometres(sites.places.km, along) - events.places.km
    ahead = _kilometres(sites.places.km_to, along) - events.places.km_from
    back = events.places.km_to - _kilometres(sites.places.km_from, along)
    reach = (events.places.precision_m + _kilometres(sites.places.precision_m, straight)) / 1000
    km = metres / 1000
    key = f"nearest_{name}"
    return {
        key: _words(sites.names, along),
        f"{key}_id": _words(sites.ids, along),
        f"{key}_status": _words(sites.statuses, along),
        f"{key}_km": numbers(np.abs(way)),
        f"{key}_km_least": numbers(np.maximum(np.maximum(-ahead, -back), 0)),
        f"{key}_km_most": numbers(np.maximum(ahead, back)),
        f"{key}_certain": flags(certain, along < 0),
        f"{key}_straight": _words(sites.names, straight),
        f"{key}_straight_id": _words(sites.ids, straight),
        f"{key}_straight_status": _words(sites.statuses, straight),
        f"{key}_straight_km": numbers(km),
        f"{key}_straight_km_least": numbers(np.maximum(km - reach, 0)),
        f"{key}_straight_km_most": numbers(km + reach),
    }


def gap_columns(sites: Places) -> Columns:
    """The gaps from each site to its neighbours along the line.

    Args:
        sites: Places along the line, ascending by km.

    Returns:
        Columns by name: `gap_before_km` from point to point, `gap_before_km_least` and `gap_before_km_most` from the
        precisions of both; the same with `gap_after`. NA where there is no neighbour.
    """
    gap = np.diff(sites.km)
    least = np.maximum(np.maximum(sites.km_from[1:] - sites.km_to[:-1], sites.km_from[:-1] - sites.km_to[1:]), 0)
    most = np.maximum(sites.km_to[1:] - sites.km_from[:-1], sites.km_to[:-1] - sites.km_from[1:])
    gaps = {"": gap, "_least": least, "_most": most}
    before = {f"gap_before_km{bound}": numbers(np.r_[np.nan, km]) for bound, km in gaps.items()}
    after = {f"gap_after_km{bound}": numbers(np.r_[km, np.nan]) for bound, km in gaps.items()}
    return before | after


def _nearest_along(places: Places, sites: Entries, length_km: float) -> tuple[Indices, Flags]:
    """Row of the nearest site along the line, -1 where there is none, and whether it is for certain."""
    if not len(sites):
        return np.full(len(places), -1), np.zeros(len(places), dtype=bool)
    stretches = by_nearest(length_km, sites.places)
    first, last = stretches.holding(places.km_from, places.km_to)
    middle = np.searchsorted(stretches.bounds[1:-1], places.km, side="right")
    return np.where(first < 0, -1, middle), first == last


def _nearest_straight(lonlat: Floats, sites: Floats) -> tuple[Indices, Floats]:
    """Row of the nearest site, -1 where there is none, and the geodesic distance in metres, shapes (n,).

    The straight chord through the earth ranks places as the geodesic does, but for a slack that `chord_slack` bounds:
    as many candidates are compared by their geodesics as the slack asks for.
    """
    row, metres = np.full(len(lonlat), -1), np.full(len(lonlat), np.nan)
    todo = np.flatnonzero(np.isfinite(lonlat).all(axis=1))
    if not len(sites):
        return row, metres
    tree, candidates = KDTree(to_vectors(sites)), min(_CANDIDATES, len(sites))
    while len(todo):
        chord, site = tree.query(to_vectors(lonlat[todo]), k=range(1, candidates + 1))
        start, end = np.repeat(lonlat[todo], candidates, axis=0), sites[site.ravel()]
        way = courses(start, end)[1].reshape(site.shape)
        best = np.lexsort([site.ravel(), way.ravel(), np.repeat(np.arange(len(todo)), candidates)])[::candidates]
        row[todo], metres[todo] = site.ravel()[best], way.ravel()[best]
        if candidates == len(sites):
            break
        todo = todo[chord[:, -1] <= chord[:, 0] + chord_slack(chord[:, 0])]
        candidates = min(2 * candidates, len(sites))
    return row, metres


def _kilometres(values: Floats, rows: Indices) -> Floats:
    """Values at rows; not-a-number where the row is -1."""
    return np.append(values, np.nan)[rows]


def _words(values: Texts, rows: Indices) -> ExtensionArray:
    """Texts at rows; NA where the row is -1."""
    return words(np.append(values, np.array([None]))[rows])
