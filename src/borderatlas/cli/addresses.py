"""How an address along the border reads on a terminal: never sharper than the place is known."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeAlias

import typer

from borderatlas.border.coordinates import decimal, sexagesimal
from borderatlas.border.side import UNDETERMINED
from borderatlas.border.surroundings import PARTED

if TYPE_CHECKING:
    import pandas as pd

    from borderatlas.border import Border

Row: TypeAlias = dict[str, Any]
"""A row of an answer of `Gazetteer`: JSON values by column."""

_INDENT = 11


def rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame as JSON values, None for what is not known."""
    columns = {name: frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def print_place(row: Row, border: Border, *, as_written: bool) -> None:
    """Prints the address of a place.

    Args:
        row: Its address with `lat`, `lon`, `precision_m` and `by_nearness`.
        border: The line.
        as_written: Whether the precision is that of the way in which the place is written.
    """
    place = decimal(row["lat"], row["lon"])
    if row["precision_m"]:
        place += f" ± {metres(row['precision_m'])}{', as it is written' if as_written else ''}"
    if row["by_nearness"]:
        place += "; read in this order, as the other one is not near the line"
    facts = {"Place": place, "Offset": _offset(row), **_around(row, border), "Nearest": _nearest(row)}
    _print(_kilometre(row), facts, row)


def print_kilometre(row: Row, border: Border) -> None:
    """Prints the place at a border kilometre."""
    facts = {"Place": _both_ways(row["lat"], row["lon"]), **_around(row, border), "Nearest": _nearest(row)}
    _print(f"km {row['border_km']:,.3f}", facts, row)


def print_stretch(row: Row, border: Border) -> None:
    """Prints a stretch of the line; the row has `lat_from`, `lon_from`, `lat_to` and `lon_to`."""
    crossings = row["crossings"] and row["crossings"].replace(PARTED, "\n" + " " * _INDENT)
    ends = {name.title(): _both_ways(row[f"lat_{name}"], row[f"lon_{name}"]) for name in ("from", "to")}
    title = f"km {row['km_from']:,.1f} to {row['km_to']:,.1f}, {row['length_km']:,.1f} km"
    _print(title, {**ends, **_around(row, border), "Crossings": crossings}, row)


def metres(value: float) -> str:
    """A distance: `41 m`, `1.1 km`, `74 km`; never more digits than a reader can use."""
    if round(value) < 1000:
        return f"{value:.0f} m"
    return f"{f'{value / 1000:.1f}'.removesuffix('.0')} km" if value < 9950 else f"{value / 1000:,.0f} km"


def _print(title: str, facts: dict[str, str | None], row: Row) -> None:
    typer.secho(title, bold=True)
    for name, text in (facts | {"Line": row["line_version"]}).items():
        if text:
            typer.echo(f"{name:<{_INDENT}}{text}")


def _kilometre(row: Row) -> str:
    """One kilometre where the interval is shorter than 1 km, else the interval."""
    if row["km_to"] - row["km_from"] < 1:
        return f"km {row['border_km']:,.1f}"
    return f"km {math.floor(row['km_from']):,} to {math.ceil(row['km_to']):,}"


def _offset(row: Row) -> str:
    """How far off the line, and on which side; an offset within the precision claims none."""
    off = f"{metres(row['offset_m'])} off the line"
    if row["side"] != UNDETERMINED:
        return f"{off}, on its {row['side']} side"
    if row["offset_m"] <= row["precision_m"]:
        own = f", less than its own ±{metres(row['precision_m'])}" if row["precision_m"] else ""
        return f"{off}{own}: no side claimed"
    return f"{off}; no side claimed: it may lie beyond an end of the line"


def _around(row: Row, border: Border) -> dict[str, str | None]:
    """The provinces on both banks, and the reach."""
    codes = [code for code in (border.left, border.right) if code]
    banks = [f"{row[name]} ({code})" for code in codes if row.get(name := f"province_{code.lower()}")]
    return {"Banks": " | ".join(banks), "Reach": row["reach"]}


def _nearest(row: Row) -> str | None:
    """The nearest crossing; the way in tenths of a kilometre only where the place is known as well as that."""
    name, away = row["nearest_crossing"], row["nearest_crossing_km"]
    if name is None:
        return None
    sharp = row.get("km_to", 0.0) - row.get("km_from", 0.0) < 1
    if round(away, int(sharp)) == 0:
        return f"{'at' if sharp else 'near'} {name}"
    return f"{away:,.{int(sharp)}f} km along the line to {name}"


def _both_ways(lat: float, lon: float) -> str:
    return f"{decimal(lat, lon)}  ({sexagesimal(lat, lon)})"
