"""The border address of features in columns: where along the line, how far off it, on which side, what is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from borderatlas.layers.flat.columns import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from borderatlas.layers.flat import FlatTable
    from borderatlas.measures.addresses import Address

SHARP_KM: Final = 1.0
"""One kilometre is given only where the interval is shorter than this."""


def _column(name: str, kind: str, title: str, description: str, unit: str = "") -> Column:
    return Column(name, "", kind, title, unit, description, derived=True)  # type: ignore[arg-type]


COLUMNS: Final = (
    _column(
        "border_km_from", "number", "Border km, from", "least kilometre along the line that the place may have", "km"
    ),
    _column("border_km_to", "number", "Border km, to", "greatest kilometre along the line", "km"),
    _column(
        "border_km",
        "number",
        "Border km",
        f"kilometre along the line, where it is known to within {SHARP_KM:g} km",
        "km",
    ),
    _column(
        "border_offset_m", "integer", "Distance from the line", "geodesic distance of the point from the line", "m"
    ),
    _column("border_side", "text", "Side of the line", "country as ISO 3166-1 alpha-3, or undetermined"),
    _column(
        "border_side_by", "text", "Side, said by", "source, or computed where the whole disc of uncertainty lies there"
    ),
    _column(
        "border_nearest_crossing", "text", "Nearest crossing point", "name of the one that is nearest along the line"
    ),
    _column("border_nearest_crossing_id", "text", "Nearest crossing point, id", "its id in the layer of crossings"),
    _column("border_nearest_crossing_km", "number", "Way to the nearest crossing point", "along the line", "km"),
    _column("border_line_version", "text", "Version of the line", "the line to which the kilometres belong"),
)
"""The columns of the border address; they are derived and never read back."""


def address_members(address: Address | None, line_version: str) -> dict[str, object]:
    """The address of one feature by the names of `COLUMNS` without `border_`; what is not known is left out."""
    if address is None:
        return {}
    members: dict[str, object] = {"km_from": address["km_from"], "km_to": address["km_to"]}
    if address["km_to"] - address["km_from"] < SHARP_KM:
        members["km"] = address["km"]
    members |= {"offset_m": address["offset_m"], "side": address["side"]}
    if address["side_by"] != "none":
        members["side_by"] = address["side_by"]
    if nearest := address.get("nearest"):
        members |= {
            "nearest_crossing": nearest["name"],
            "nearest_crossing_id": nearest["id"],
            "nearest_crossing_km": nearest["km"],
        }
    return members | {"line_version": line_version}


def with_addresses(table: FlatTable, addresses: Mapping[str, Address], line_version: str) -> FlatTable:
    """A table with the columns of the border address at its end.

    Args:
        table: Features in columns.
        addresses: Their addresses by id; a feature without one has empty cells.
        line_version: The version of the line to which the kilometres belong.
    """
    members = [address_members(addresses.get(key), line_version) for key in table.frame["id"]]
    return table.with_columns(
        COLUMNS,
        {
            column.name: [row.get(column.name.removeprefix("border_")) for row in members]  # type: ignore[misc]
            for column in COLUMNS
        },
    )
