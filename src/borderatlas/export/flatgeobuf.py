"""FlatGeobuf: one file a layer, in the order of the atlas.

It has no spatial index: that would put the features in another order, and it cannot hold one without a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderatlas.export import gdal
from borderatlas.export.format import Format
from borderatlas.export.reading_back import Expected, bounds_of, with_fiona

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from borderatlas.export.content import Content, Part
    from borderatlas.export.losses import LossReport
    from borderatlas.export.reading_back import Seen

_DRIVER = "FlatGeobuf"


def _write(
    path: Path,
    parts: Sequence[Part],
    content: Content,
    losses: LossReport,  # noqa: ARG001  # nothing is lost
    *,
    flat: bool,  # noqa: ARG001  # it is flat
) -> Sequence[Expected]:
    (part,) = parts
    table = part.table.filled()
    gdal.write(
        gdal.arrow_table(table),
        path,
        driver=_DRIVER,
        layer=part.name,
        layer_options={
            "SPATIAL_INDEX": "NO",
            "TITLE": f"{content.title}: {part.title}",
            "DESCRIPTION": f"Licence: {part.licence}. {part.attribution}. {content.disclaimer}",
        },
    )
    return [Expected(part.name, len(part), tuple(table.frame.columns), bounds_of(table.geometry))]


def _read_back(path: Path) -> Iterator[Seen]:
    return with_fiona(path, driver=_DRIVER)


FLATGEOBUF = Format("flatgeobuf", "FlatGeobuf", ".fgb", _write, _read_back)
