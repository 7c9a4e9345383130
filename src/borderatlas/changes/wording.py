"""What changed, in plain words: the terminal and the pages say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from borderatlas.changes.model import COUNTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from borderatlas.changes.moves import GeometryChange

_SHARP_M: Final = 500
"""Places known to this radius, or better, have their kilometres with one decimal; others whole ones."""


def count_words(counts: Mapping[str, int]) -> str:
    """Return `2 added, 1 moved`."""
    return ", ".join(f"{counts[kind]:,} {kind}" for kind in COUNTED if counts.get(kind))


def move_words(change: GeometryChange) -> str:
    """Return what became of a place, no sharper than it is known."""
    match change.kind:
        case "placed":
            return f"placed{_at(change, change.new_km)}; it had no place before"
        case "unplaced":
            return f"no longer placed{_at(change, change.old_km)}"
        case "moved":
            return f"moved {_distance(change.distance_m)}{_along(change)}"
    words = "another geometry" if change.distance_m is None else f"another course, {_distance(change.distance_m)} off"
    return f"{words}{_length(change)}"


def _along(change: GeometryChange) -> str:
    if change.along_km is None or change.old_km is None or change.new_km is None:
        return ""
    old, new = (_km(km, change) for km in (change.old_km, change.new_km))
    if old == new:
        return f"; still at km {new}"
    return f", {_km(abs(change.along_km), change)} km along the border: km {old} to km {new}"


def _at(change: GeometryChange, km: float | None) -> str:
    return "" if km is None else f" at km {_km(km, change)}"


def _km(km: float, change: GeometryChange) -> str:
    sharp = change.precision_m is not None and change.precision_m <= _SHARP_M
    return f"{km:,.{1 if sharp else 0}f}"


def _distance(metres: float | None) -> str:
    if metres is None:
        return "by an unknown distance"
    if metres < 1:
        return f"{metres:.2f} m"
    return f"{metres:,.0f} m" if metres < 10_000 else f"{metres / 1000:,.1f} km"


def _length(change: GeometryChange) -> str:
    if change.old_length_m is None or change.new_length_m is None:
        return ""
    old, new = change.old_length_m / 1000, change.new_length_m / 1000
    if f"{old:,.1f}" == f"{new:,.1f}":
        return f"; {new:,.1f} km long as before"
    return f"; {old:,.1f} km long before, {new:,.1f} km now"
