"""What became of a border line between two versions: where it moved, by how much, and which kilometre became which.

**Distances.** Both lines are walked in steps of at most 10 m, vertices among them, and the geodesic distance of every
step from the other line is taken. Between steps a distance differs by at most half a step, so the greatest ones are
right to 5 m.

**Kilometres.** The new kilometre of an old one is that of its foot: the place of the new line that is nearest to it.
Where the lines run apart, feet jump ahead and fall back; of all feet along the old line the most are kept that follow
each other without a step back (the longest non-decreasing run), and kilometres between them are interpolated. So the
table never runs backwards, and where the line did not change, all kilometres shift by the same.

Limits: a foot says which place is nearest, not which is the same on the ground. Where the new line has a bend that the
old one cut off, all of the bend falls between two old kilometres; where a bend was cut off, several old kilometres
become one. The offset beside each kilometre tells where to be careful.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from borderatlas.border.side import UNDETERMINED
from borderatlas.errors import GeometryError, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from borderatlas.border.geodesy import Flags, Floats, Indices
    from borderatlas.border.line import Border

TOLERANCE_M: Final = 100.0
EVERY_KM: Final = 1.0
_STEP_KM: Final = 0.01
_JOINED_KM: Final = 1.0
"""Stretches that moved count as one where less than this lies between them."""
_SAME_KM: Final = 0.0005
_APART_M: Final = 300_000.0
"""Lines that are nowhere nearer than this are no versions of one line."""


@dataclass(frozen=True, slots=True)
class Move:
    """A stretch along which two versions of a line differ by more than the tolerance.

    Attributes:
        km_from: Old kilometre at which it begins.
        km_to: Old kilometre at which it ends.
        new_km_from: New kilometre at which it begins.
        new_km_to: New kilometre at which it ends.
        max_m: Greatest distance between the two lines along it.
        mean_m: Mean distance of the old line from the new one along it.
        towards: The bank of the old line on which the new one lies where they are furthest apart: ISO 3166-1 alpha-3
            code, or `left` or `right` where the old line names none, or `undetermined`.
    """

    km_from: float
    km_to: float
    new_km_from: float
    new_km_to: float
    max_m: float
    mean_m: float
    towards: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a line.

    Attributes:
        old_length_km: Length of the old line.
        new_length_km: Length of the new line.
        old_version: Version of the old line; empty where it names none.
        new_version: Version of the new line.
        tolerance_m: Differences up to this do not count as moves.
        max_m: Greatest distance of the old line from the new one.
        mean_m: Mean distance of the old line from the new one.
        hausdorff_m: Greatest distance of either line from the other one (Hausdorff distance).
        moved_km: Length of the old line that is further than the tolerance from the new one.
        moves: Where the line moved, from km 0 on.
        table: Columns `old_km`, `new_km`, `shift_km` (new less old) and `offset_m`, the distance of the old place from
            the new line.
    """

    old_length_km: float
    new_length_km: float
    old_version: str
    new_version: str
    tolerance_m: float
    max_m: float
    mean_m: float
    hausdorff_m: float
    moved_km: float
    moves: tuple[Move, ...]
    table: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Walk:
    """Steps along a line, and what another line is to them; all arrays have one entry per step.

    Attributes:
        km: Ascending.
        foot: Kilometre of the foot on the other line.
        offset: Distance from the other line in metres.
        side: Code of the bank of the other line.
    """

    km: Floats
    foot: Floats
    offset: Floats
    side: np.ndarray[tuple[int], np.dtype[np.object_]]

    @property
    def share(self) -> Floats:
        """Kilometres that each step stands for."""
        middles = (self.km[1:] + self.km[:-1]) / 2
        return np.diff(middles, prepend=self.km[0], append=self.km[-1])


def compare(old: Border, new: Border, *, tolerance_m: float = TOLERANCE_M, every_km: float = EVERY_KM) -> Comparison:
    """Compares two versions of a line; the module says how.

    Args:
        old: The older version.
        new: The newer version, drawn in the same direction.
        tolerance_m: Differences up to this do not count as moves.
        every_km: The table has km 0, every_km, 2 every_km, … and the end of the old line.

    Raises:
        UsageError: A tolerance or a distance between kilometres that is none.
        GeometryError: The lines run in opposite directions, or are nowhere near each other.
    """
    if not (np.isfinite(tolerance_m) and tolerance_m >= 0):
        raise UsageError(f"The tolerance is a distance in metres, 0 or more; found {tolerance_m:g}.")
    if not (np.isfinite(every_km) and every_km > 0):
        raise UsageError(f"The table has kilometres more than 0 km apart; found {every_km:g}.")
    _check_near(old, new)
    onward, back = _walked(old, new), _walked(new, old)
    anchors = _followed(onward)
    moves = _moves(onward, back, anchors, tolerance_m)
    return Comparison(
        old_length_km=old.length_km,
        new_length_km=new.length_km,
        old_version=old.version,
        new_version=new.version,
        tolerance_m=tolerance_m,
        max_m=float(onward.offset.max()),
        mean_m=_mean(onward, np.full(len(onward.km), True)),
        hausdorff_m=float(max(onward.offset.max(), back.offset.max())),
        moved_km=float(onward.share[onward.offset > tolerance_m].sum()),
        moves=moves,
        table=_table(old, new, onward, anchors, every_km),
    )


def _check_near(old: Border, new: Border) -> None:
    nearest = new.locate(old.point_at(np.linspace(0.0, old.length_km, 100)))["offset_m"].min()
    if nearest > _APART_M:
        raise GeometryError(
            f"These are no two versions of one line: they are {nearest / 1000:,.0f} km apart. "
            "Compare lines of the same border."
        )


def _walked(line: Border, other: Border) -> _Walk:
    km = np.unique(np.concatenate([line.kilometres, np.arange(0.0, line.length_km, _STEP_KM)]))
    found = other.locate(line.point_at(km))
    return _Walk(km, found["border_km"].to_numpy(), found["offset_m"].to_numpy(), found["side"].to_numpy(dtype=object))


def _mean(walk: _Walk, rows: Flags) -> float:
    """Mean offset of some steps, each weighted by the length for which it stands."""
    return float(np.average(walk.offset[rows], weights=walk.share[rows]))


def _followed(walk: _Walk) -> Indices:
    """The steps whose feet are the longest non-decreasing run.

    Raises:
        GeometryError: The feet run backwards on the whole.
    """
    if (walk.km - walk.km.mean()) @ (walk.foot - walk.foot.mean()) < 0:
        raise GeometryError(
            "The new line runs the other way: its kilometres count from the other end. Reverse one of the two lines."
        )
    # Patience sorting: `least[n]` is the least foot on which a run of n + 1 steps ends, `last[n]` the step there.
    least: list[float] = []
    last: list[int] = []
    before = np.full(len(walk.foot), -1)
    for step, foot in enumerate(walk.foot.tolist()):
        length = bisect_right(least, foot)
        before[step] = last[length - 1] if length else -1
        if length == len(least):
            least.append(foot)
            last.append(step)
        else:
            least[length], last[length] = foot, step
    run = [last[-1]]
    while before[run[-1]] >= 0:
        run.append(int(before[run[-1]]))
    return np.array(run[::-1])


def _table(old: Border, new: Border, walk: _Walk, anchors: Indices, every_km: float) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  takes long to import

    posts = np.arange(0.0, old.length_km, every_km)
    old_km = np.append(posts[posts < old.length_km - _SAME_KM], old.length_km)
    new_km = np.interp(old_km, walk.km[anchors], walk.foot[anchors])
    offset = new.locate(old.point_at(old_km))["offset_m"].to_numpy()
    return pd.DataFrame(
        {
            "old_km": old_km.round(3),
            "new_km": new_km.round(3),
            "shift_km": (new_km - old_km).round(3) + 0.0,  # no -0.0
            "offset_m": offset.round(1),
        }
    )


def _moves(onward: _Walk, back: _Walk, anchors: Indices, tolerance_m: float) -> tuple[Move, ...]:
    """Where either line is further than the tolerance from the other one, by old kilometre."""
    old_km, new_km = onward.km[anchors], onward.foot[anchors]
    rises = np.append(True, np.diff(new_km) > 0)
    back_km = np.interp(back.km, new_km[rises], old_km[rises])
    apart = [
        *_runs(onward.km, onward.offset > tolerance_m),
        *_runs(back_km, back.offset > tolerance_m),  # bends that only the new line has are seen from there alone
    ]
    moves: list[Move] = []
    for low, high in _joined(sorted(apart)):
        new_low, new_high = np.interp([low, high], old_km, new_km)
        here = (onward.km >= low) & (onward.km <= high)
        there = (back_km >= low) & (back_km <= high)
        furthest = np.argmax(np.where(there, back.offset, -1.0))
        moves.append(
            Move(
                km_from=low,
                km_to=high,
                new_km_from=float(new_low),
                new_km_to=float(new_high),
                max_m=float(max(onward.offset[here].max(initial=0.0), back.offset[there].max(initial=0.0))),
                mean_m=_mean(onward, here) if here.any() else float(back.offset[there].mean()),
                towards=str(back.side[furthest]) if there.any() else UNDETERMINED,
            )
        )
    return tuple(moves)


def _runs(km: Floats, chosen: Flags) -> list[tuple[float, float]]:
    """First and last kilometre of runs of neighbouring steps."""
    edges = np.diff(np.concatenate([[0], chosen.astype(np.int8), [0]]))
    return list(zip(km[edges[:-1] == 1].tolist(), km[edges[1:] == -1].tolist(), strict=True))


def _joined(runs: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Runs in order, those that overlap or nearly touch as one."""
    joined: list[tuple[float, float]] = []
    for low, high in runs:
        if joined and low - joined[-1][1] < _JOINED_KM:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined
