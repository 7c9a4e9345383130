"""What stands along the line: crossings and markets, counted by stretch, and the provinces on both banks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from borderatlas.border.surroundings import PARTED
from borderatlas.measures.addresses import CROSSING
from borderatlas.measures.columns import integers, numbers, words
from borderatlas.measures.membership import of_intervals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from borderatlas.border import Border
    from borderatlas.border.geodesy import Floats
    from borderatlas.measures.banks import Banks
    from borderatlas.measures.columns import Columns
    from borderatlas.measures.entries import Entries
    from borderatlas.measures.stretches import Stretches

MARKET: Final = "market"
SITES: Final = {"bridges": "bridge", "crossing_points": CROSSING, "ferries": "ferry", "markets": MARKET}
"""Kinds of sites by the word for them in the names of columns."""


def placed(everything: Entries, kind: str) -> Entries:
    """The features of a kind that have a place along the line, from west to east."""
    found = everything.rows((everything.kinds == kind) & everything.places.known)
    return found.rows(np.lexsort([found.ids.astype(str), found.places.km]))


def unplaced(everything: Entries, kind: str) -> Entries:
    """The features of a kind that have none, by id."""
    found = everything.rows((everything.kinds == kind) & ~everything.places.known)
    return found.rows(np.argsort(found.ids.astype(str)))


def site_columns(everything: Entries, stretches: Stretches) -> Columns:
    """Sites by stretch, then those that may lie in several stretches, then those without a place.

    Args:
        everything: Features of all kinds.
        stretches: n stretches.

    Returns:
        For each kind two columns of n + 2 rows, such as `bridges_certain` and `bridges_possible`; then, of n + 2 rows
        too, `longest_gap_km`: the longest gap between neighbouring crossing points of which a part lies in the stretch,
        from point to point, NA where no gap does.
    """
    columns: Columns = {}
    for name, kind in SITES.items():
        sites = everything.places.rows(everything.kinds == kind)
        found = of_intervals(*stretches.holding(sites.km_from, sites.km_to), len(stretches))
        for word, taken in (("certain", found.certain), ("possible", slice(None))):
            columns[f"{name}_{word}"] = integers(np.bincount(found.group[taken], minlength=found.groups))
    longest = longest_gaps(stretches, placed(everything, CROSSING).places.km)
    return columns | {"longest_gap_km": numbers(np.r_[longest, np.nan, np.nan])}


def longest_gaps(stretches: Stretches, km: Floats) -> Floats:
    """The longest gap between neighbouring sites of which a part lies in each stretch.

    Args:
        stretches: n stretches.
        km: Border km of the sites, ascending.

    Returns:
        Lengths of the whole gaps in km, shape (n,); not-a-number where there is none.
    """
    first = np.maximum(np.searchsorted(km, stretches.bounds[:-1], side="right") - 1, 0)
    behind = np.searchsorted(km, stretches.bounds[1:], side="left")
    gaps = np.diff(km)
    rows = [gaps[start:end].max(initial=-np.inf) for start, end in zip(first, behind, strict=True)]
    return np.where(np.isinf(rows), np.nan, rows)


def bank_columns(border: Border, stretches: Stretches, banks: Banks) -> Columns:
    """The provinces on both banks of each stretch.

    Returns:
        For each bank its names and its codes (ISO 3166-2), such as `province_tjk` and `province_tjk_code`; several are
        parted by ` / `, in the direction of the line; NA where none is known.
    """
    columns: Columns = {}
    for bank, country in (("left", border.left), ("right", border.right)):
        rows = [
            banks.along(country, float(km_from), float(km_to))
            for km_from, km_to in zip(stretches.bounds[:-1], stretches.bounds[1:], strict=True)
        ]
        name = f"province_{(country or bank).lower()}"
        columns[name] = words([_listed(province.name for province in row) for row in rows])
        columns[f"{name}_code"] = words([_listed(province.code for province in row) for row in rows])
    return columns


def _listed(texts: Iterable[str]) -> str | None:
    return PARTED.join(texts) or None
