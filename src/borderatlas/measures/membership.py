"""Which groups entries belong to, for certain or possibly: the counting rule of all measures.

Along any dimension an entry belongs to exactly one group for certain, so that counts add up: to a group proper where
its whole interval lies in it; else to the group "several", or to the group "none" where nothing is known. Beside that
it possibly belongs to every group proper that its interval meets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from borderatlas.border.geodesy import Flags, Indices


@dataclass(frozen=True, slots=True, eq=False)
class Membership:
    """Pairs of entry and group, ascending by entry.

    Attributes:
        groups: How many groups there are; of a dimension of intervals the last but one is "several", the last "none".
        entry: Row of the entry, shape (m,).
        group: Number of the group, shape (m,).
        certain: Whether the entry belongs to it for certain, shape (m,).
    """

    groups: int
    entry: Indices
    group: Indices
    certain: Flags

    def cross(self, other: Membership) -> Membership:
        """Membership in pairs of groups, numbered `group * other.groups + other group`.

        An entry belongs to a pair for certain if it does to both groups; it may if it may to both.
        """
        starts = np.searchsorted(other.entry, self.entry, side="left")
        counts = np.searchsorted(other.entry, self.entry, side="right") - starts
        mine = np.repeat(np.arange(len(self.entry)), counts)
        theirs = starts[mine] + _within(counts)
        return Membership(
            self.groups * other.groups,
            self.entry[mine],
            self.group[mine] * other.groups + other.group[theirs],
            self.certain[mine] & other.certain[theirs],
        )


def of_intervals(first: Indices, last: Indices, proper: int) -> Membership:
    """Membership in groups that follow each other, of entries that reach from one group to another.

    Args:
        first: First group that each entry meets, shape (n,); -1 where nothing is known of it.
        last: Last group that it meets.
        proper: Number of groups proper; `proper` is then "several", `proper + 1` is "none".
    """
    known = first >= 0
    spread = np.where(known & (first < last), last - first + 1, 0)
    possible = np.repeat(np.arange(len(first)), spread)
    home = np.where(known, np.where(first == last, first, proper), proper + 1)
    entry = np.r_[np.arange(len(first)), possible]
    order = np.argsort(entry, kind="stable")
    return Membership(
        proper + 2,
        entry[order],
        np.r_[home, first[possible] + _within(spread)][order],
        np.r_[np.ones(len(first), dtype=bool), np.zeros(len(possible), dtype=bool)][order],
    )


def of_labels(codes: Indices, groups: int) -> Membership:
    """Membership of entries that each belong to one group, and that for certain."""
    return Membership(groups, np.arange(len(codes)), codes, np.ones(len(codes), dtype=bool))


def _within(counts: Indices) -> Indices:
    """0, 1, …, count - 1 for each count, one after the other."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
