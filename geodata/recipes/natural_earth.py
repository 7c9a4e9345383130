"""Read the 1:10m lines of Natural Earth that Debian's libmagics++-data carries."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyogrio.raw
import shapely

import region
from geojson import Provenance

if TYPE_CHECKING:
    from inputs import Inputs

NATURAL_EARTH = Provenance(
    source="libmagics++-data 4.13.0-1 of Debian (Natural Earth 1:10m)",
    licence="public domain",
    attribution="Natural Earth (public domain)",
)


def lines(inputs: Inputs, layer: str, column: str, value: str) -> list[shapely.LineString]:
    """The lines of a layer that meet the wider region and whose `column` holds `value`, in the order of the file."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in inputs.read("natural-earth").items():
            (Path(folder) / name).write_bytes(content)
        _, _, geometries, (values,) = pyogrio.raw.read(
            Path(folder) / f"{layer}.shp", columns=[column], bbox=region.WIDER
        )
    return list(shapely.get_parts(shapely.from_wkb(geometries)[values == value]))
