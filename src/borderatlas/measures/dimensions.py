"""Dimensions: what measures can be counted by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from borderatlas.layers import KINDS, STATUSES
from borderatlas.measures.columns import integers, numbers, words
from borderatlas.measures.membership import of_intervals, of_labels
from borderatlas.measures.periods import periods
from borderatlas.measures.vocabulary import NO_DATE, NO_PLACE, SEVERAL

if TYPE_CHECKING:
    from borderatlas.measures.columns import Columns
    from borderatlas.measures.entries import Entries
    from borderatlas.measures.membership import Membership
    from borderatlas.measures.stretches import Stretches
    from borderatlas.measures.vocabulary import AlongName, DimensionName, LabelName, PeriodName


@dataclass(frozen=True, slots=True, eq=False)
class Dimension:
    """What entries are counted by.

    Attributes:
        name: Its name, such as `section`.
        groups: What each group is, one row per group in the order of `membership`.
        membership: Which groups each entry belongs to.
        proper: How many groups, the first ones, have a row even if nothing belongs to them.
    """

    name: DimensionName
    groups: pd.DataFrame
    membership: Membership
    proper: int


def along(name: AlongName, stretches: Stretches, labels: Columns, counted: Entries) -> Dimension:
    """Stretches of the line as a dimension.

    Args:
        name: Its name.
        stretches: The stretches.
        labels: What each stretch is called, one value per stretch.
        counted: What is counted.
    """
    extent = {
        "km_from": numbers(stretches.bounds[:-1]),
        "km_to": numbers(stretches.bounds[1:]),
        "length_km": numbers(stretches.lengths),
    }
    return Dimension(
        name,
        _with_rest(labels | extent, name, NO_PLACE),
        of_intervals(*stretches.holding(counted.places.km_from, counted.places.km_to), len(stretches)),
        len(stretches),
    )


def in_time(name: PeriodName, counted: Entries) -> Dimension:
    """Years or quarters as a dimension, from that of the earliest entry to that of the newest without a gap."""
    spans = periods(name, counted.first, counted.last)
    labels = integers(spans.years) if name == "year" else words(spans.labels)
    return Dimension(
        name,
        _with_rest({name: labels}, name, NO_DATE),
        of_intervals(*spans.holding(counted.first, counted.last), spans.count),
        spans.count,
    )


def labelled(name: LabelName, counted: Entries) -> Dimension:
    """Kinds or statuses that occur as a dimension, in the order of their vocabulary; last the entries without one."""
    found = counted.kinds if name == "kind" else counted.statuses
    present = set(found)
    labels = [label for label in [*(KINDS if name == "kind" else STATUSES), None] if label in present]
    codes = {label: code for code, label in enumerate(labels)}
    return Dimension(
        name,
        pd.DataFrame({name: words(labels)}),
        of_labels(np.array([codes[label] for label in found], dtype=np.intp), len(labels)),
        len(labels),
    )


def _with_rest(columns: Columns, name: str, nothing: str) -> pd.DataFrame:
    """The rows of the groups proper, then "several" and "none", with the words that say so in `{name}_note`."""
    frame = pd.DataFrame(columns)
    whole = frame.reindex(range(len(frame) + 2))
    whole[f"{name}_note"] = words([*[None] * len(frame), SEVERAL[name], nothing])
    return whole
