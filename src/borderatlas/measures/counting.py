"""Counts entries in groups: how many, how many died, which was the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from borderatlas.measures.columns import integers, words

if TYPE_CHECKING:
    from borderatlas.border.geodesy import Floats, Indices
    from borderatlas.measures.columns import Columns
    from borderatlas.measures.entries import Entries
    from borderatlas.measures.membership import Membership
    from borderatlas.measures.vocabulary import Noun


def count(counted: Entries, membership: Membership, groups: Indices, noun: Noun) -> pd.DataFrame:
    """Counts entries in groups.

    Args:
        counted: What is counted.
        membership: The groups they belong to.
        groups: Numbers of the groups, ascending, shape (g,); every group to which an entry may belong is among them.
        noun: What they are called in the names of the columns.

    Returns:
        One row per group. For the noun `event`:

        - `events_certain`, `events_possible`: entries that belong to it for certain, and entries that may, those among
          them.
        - `deaths_low`, `deaths_best`, `deaths_high`: sums over the entries that belong to it for certain, of the
          lowest, the best and the highest count that is stated for each; NA where none is stated for any. Where one
          count is stated alone it is all three, so that the three sums run over the same entries and ascend.
        - `deaths_not_stated`: entries for which no count is stated; they are in none of the sums.
        - `last_event`, `last_event_id`: date (ISO 8601, may be partial) and id of the newest entry that belongs to it
          for certain; NA where none is dated.
        - The same with `_possible` behind the name, for the entries that may belong to it.

        Features of kinds that state no deaths have no columns on deaths.
    """
    cell = np.searchsorted(groups, membership.group)
    columns: Columns = {
        f"{noun}s_certain": integers(np.bincount(cell[membership.certain], minlength=len(groups))),
        f"{noun}s_possible": integers(np.bincount(cell, minlength=len(groups))),
    }
    for suffix, taken in (("", membership.certain), ("_possible", slice(None))):
        group, entry = cell[taken], membership.entry[taken]
        if noun == "event" or counted.deadly.any():
            columns |= _deaths(counted, group, entry, len(groups), suffix)
        columns |= _last(counted, group, entry, len(groups), f"last_{noun}{suffix}")
    return pd.DataFrame(columns)


def _deaths(counted: Entries, group: Indices, entry: Indices, groups: int, suffix: str) -> Columns:
    counts = _lowest_best_highest(counted.deaths[entry])
    stated = ~np.isnan(counts[:, 0])
    unknown = np.bincount(group[stated], minlength=groups) == 0
    columns: Columns = {}
    for name, column in zip(("low", "best", "high"), counts[stated].T, strict=True):
        sums = np.bincount(group[stated], weights=column, minlength=groups)
        columns[f"deaths_{name}{suffix}"] = integers(sums, unknown)
    silent = group[counted.deadly[entry] & ~stated]
    return columns | {f"deaths_not_stated{suffix}": integers(np.bincount(silent, minlength=groups))}


def _lowest_best_highest(deaths: Floats) -> Floats:
    """The lowest, the best and the highest of the counts that are stated, shape (n, 3); not-a-number where none is."""
    low, best, high = deaths.T
    best = np.where(np.isnan(best), np.where(np.isnan(low), high, low), best)
    return np.column_stack([np.fmin.reduce(deaths, axis=1), best, np.fmax.reduce(deaths, axis=1)])


def _last(counted: Entries, group: Indices, entry: Indices, groups: int, name: str) -> Columns:
    order = counted.order
    place_in_time = np.full(len(counted), -1)
    place_in_time[order] = np.arange(len(order))
    newest = np.full(groups, -1)
    np.maximum.at(newest, group, place_in_time[entry])
    dates, ids = np.full(groups, None, dtype=object), np.full(groups, None, dtype=object)
    known = newest >= 0
    rows = order[newest[known]]
    dates[known], ids[known] = counted.dates[rows], counted.ids[rows]
    return {name: words(dates), f"{name}_id": words(ids)}
