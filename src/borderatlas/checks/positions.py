"""Places against the border line: swapped numbers, bridges off the line, scopes and sides that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from borderatlas.border.side import UNDETERMINED
from borderatlas.checks.rough import Rough
from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from borderatlas.border import Border
    from borderatlas.checks.sheet import Sheet
    from borderatlas.layers.findings import Finding

    Floats = NDArray[np.float64]

ON_THE_LINE: Final = ("bridge", "ferry", "tripoint")
"""Kinds that stand on the line itself."""
FAR_M: Final = 1_000_000.0
"""Beyond, a place is suspected of swapped numbers."""
NEAR_M: Final = 200_000.0
"""Within, it is taken for them if swapping leads there."""
SCOPES_M: Final = {"border": 10_000.0, "near_border": 50_000.0}
"""How far from the line an event of a scope may be, beyond its precision."""
BANKS_M: Final = 100_000.0
"""Within, the bank of the line is the country; further off that need not be."""


def misplaced(sheet: Sheet, border: Border) -> Iterator[Finding]:
    """Yield a warning for each point that cannot well be where it is said to be.

    Args:
        sheet: A layer; what is no point is left alone.
        border: The reference line.
    """
    rows = _suspects(sheet, border)
    if not len(rows):
        return
    lonlat = sheet.lonlat[rows]
    found = border.locate(lonlat)
    offset = found["offset_m"].to_numpy()
    precision = sheet.numbers["precision_m"][rows]
    swapped = _swapped(lonlat, offset, border)
    yield from _tell_swapped(sheet, rows[swapped], offset[swapped])
    yield from _off_the_border(sheet, rows, offset, precision)
    yield from _beyond_scope(sheet, rows[~swapped], offset[~swapped], precision[~swapped])
    yield from _wrong_side(sheet, rows, border, found["side"].to_numpy(), offset)


def _suspects(sheet: Sheet, border: Border) -> NDArray[np.intp]:
    """The points with which something may be wrong, after a rough look."""
    rows = np.flatnonzero(np.isfinite(sheet.lonlat[:, 0]))
    if not len(rows):
        return rows
    opposite = _opposite(sheet, rows, border)
    said = opposite != None  # noqa: E711  # per element
    found = Rough.of(sheet.lonlat[rows], border, sides=bool(said.any()))
    unlike = said & (found.least < BANKS_M)
    unlike[unlike] = (found.side[unlike] == opposite[unlike]) | (found.side[unlike] == UNDETERMINED)
    beyond = found.most - sheet.numbers["precision_m"][rows]
    on_it = sheet.words["kind"].where(*ON_THE_LINE)[rows]
    return np.asarray(rows[(found.most > FAR_M) | on_it | (beyond > _reach(sheet, rows)) | unlike])


def _swapped(lonlat: Floats, offset: Floats, border: Border) -> NDArray[np.bool_]:
    """Which points are far from the line and would be near with their numbers swapped."""
    suspects = np.flatnonzero((offset > FAR_M) & (np.abs(lonlat[:, 0]) <= 90))
    swapped = np.zeros(len(offset), dtype=bool)
    if len(suspects):
        there = border.locate(lonlat[suspects][:, ::-1])["offset_m"].to_numpy()
        swapped[suspects[there < NEAR_M]] = True
    return swapped


def _tell_swapped(sheet: Sheet, rows: NDArray[np.intp], offset: Floats) -> Iterator[Finding]:
    for row, metres in zip(rows.tolist(), offset.tolist(), strict=True):
        lon, lat = sheet.lonlat[row].tolist()
        yield _spot(sheet, row).finding(
            "position-swapped",
            field="geometry",
            value=shorten([lon, lat]),
            expected=f"longitude first; this is {_km(metres)} from the line, and [{lat:g}, {lon:g}] would be near it",
            hint="Swap the two numbers.",
        )


def _off_the_border(sheet: Sheet, rows: NDArray[np.intp], offset: Floats, precision: Floats) -> Iterator[Finding]:
    on_it = sheet.words["kind"].where(*ON_THE_LINE)[rows]
    half = np.nan_to_num(sheet.numbers["length_m"][rows]) / 2
    for place in np.flatnonzero(on_it & (offset > precision + half)).tolist():
        row = int(rows[place])
        yield _spot(sheet, row).finding(
            "off-the-border",
            field="geometry",
            value=shorten(sheet.lonlat[row].tolist()),
            expected=f"a place within {precision[place] + half[place]:,.0f} m of the line, not {offset[place]:,.0f} m",
            hint="Correct the position, or give the wider precision.",
        )


def _beyond_scope(sheet: Sheet, rows: NDArray[np.intp], offset: Floats, precision: Floats) -> Iterator[Finding]:
    scope, reach = sheet.words["scope"], _reach(sheet, rows)
    for place in np.flatnonzero(offset - precision > reach).tolist():
        row = int(rows[place])
        yield _spot(sheet, row).finding(
            "scope-exceeded",
            field="scope",
            value=shorten(scope[row]),
            expected=f"a place within {_km(reach[place])} of the line, give or take its precision; "
            f"it is {_km(offset[place])} off",
            hint="Correct the scope or the position.",
        )


def _wrong_side(
    sheet: Sheet, rows: NDArray[np.intp], border: Border, side: NDArray[np.object_], offset: Floats
) -> Iterator[Finding]:
    said, opposite = sheet.words["side"], _opposite(sheet, rows, border)
    suspects = rows[(side == opposite) & (opposite != None) & (offset < BANKS_M)]  # noqa: E711  # per element
    if not len(suspects):
        return
    whole = border.locate(sheet.lonlat[suspects], sheet.numbers["precision_m"][suspects])
    for row, bank, metres in zip(suspects.tolist(), whole["side"], whole["offset_m"], strict=True):
        if bank != UNDETERMINED and bank != said[row]:
            yield _spot(sheet, row).finding(
                "side-contradicted",
                field="side",
                value=shorten(said[row]),
                expected=f"{bank}: the place lies {_km(metres)} from the line on that side",
                hint="Correct the side or the position, or give the wider precision.",
            )


def _reach(sheet: Sheet, rows: NDArray[np.intp]) -> Floats:
    """How far from the line the scope of a feature goes."""
    scope = sheet.words["scope"]
    return scope.map(SCOPES_M.get(value, np.inf) for value in scope.values)[rows]


def _opposite(sheet: Sheet, rows: NDArray[np.intp], border: Border) -> NDArray[np.object_]:
    """The bank that a feature says it is not on; None where it says nothing."""
    other = {border.left: border.right, border.right: border.left}
    said = sheet.words["side"]
    return np.array([other.get(value) if value else None for value in said.values], dtype=object)[said.codes[rows]]


def _spot(sheet: Sheet, row: int) -> Spot:
    return Spot(sheet.layer, sheet.file, sheet.ids[row])


def _km(metres: float) -> str:
    return f"{metres / 1000:,.0f} km" if metres >= 9_950 else f"{metres / 1000:.1f} km"
