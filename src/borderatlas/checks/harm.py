"""Military places that are published more sharply than a town, against what the features themselves say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from borderatlas.checks.sheet import Sheet
    from borderatlas.layers.findings import Finding

DECIMALS: Final = 2
"""Decimals of a degree that another position of a military place may have: a kilometre."""


def too_sharp(sheet: Sheet) -> Iterator[Finding]:
    """Yield a warning for each sharp position that another source gives of a military place."""
    for row, positions in sheet.alternatives.items():
        for place, position in enumerate(positions):
            lon, lat = position["lon"], position["lat"]
            if round(lon, DECIMALS) != lon or round(lat, DECIMALS) != lat:
                yield Spot(sheet.layer, sheet.file, sheet.ids[row]).finding(
                    "alternative-too-sharp",
                    field=f"position_alternatives.{place}",
                    value=shorten([lon, lat]),
                    expected=f"at most {DECIMALS} decimals of a degree",
                    hint="Round it, or delete it.",
                )
