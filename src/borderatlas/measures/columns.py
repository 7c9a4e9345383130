"""Columns in which unknown stays unknown: pandas' nullable types, never a zero or an empty text in place of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike
    from pandas.api.extensions import ExtensionArray

    from borderatlas.border.geodesy import Flags

Columns: TypeAlias = "dict[str, ExtensionArray]"
"""Columns of a table by name, all of one length."""
Value: TypeAlias = "str | int | float | bool | None"
Record: TypeAlias = dict[str, Value]
"""A row of a table by names of columns; None stands for NA."""


def numbers(values: ArrayLike, decimals: int = 3) -> ExtensionArray:
    """Float64; not-a-number becomes NA. Kilometres keep three decimals: the line is measured to a metre."""
    rounded = np.round(np.asarray(values, dtype=np.float64), decimals)
    return pd.array(rounded, dtype="Float64")


def integers(values: ArrayLike, missing: Flags | None = None) -> ExtensionArray:
    """Int64; NA where `missing`, else where not-a-number."""
    found = np.asarray(values)
    gone = np.isnan(found.astype(np.float64)) if missing is None else missing
    column = pd.array(np.where(gone, 0, found).astype(np.int64), dtype="Int64")
    column[gone] = pd.NA
    return column


def words(values: Sequence[str | None] | np.ndarray) -> ExtensionArray:
    """Text; None becomes NA."""
    return pd.array(np.asarray(values, dtype=object), dtype="string")


def flags(values: ArrayLike, missing: Flags) -> ExtensionArray:
    """Boolean; NA where `missing`."""
    column = pd.array(np.asarray(values, dtype=bool), dtype="boolean")
    column[missing] = pd.NA
    return column


def records(table: pd.DataFrame) -> list[Record]:
    """The rows of a table."""
    plain = table.astype(object).where(table.notna(), None)
    return [dict(zip(map(str, plain.columns), row, strict=True)) for row in plain.itertuples(index=False, name=None)]
