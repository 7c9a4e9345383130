"""Read rivers and lakes of GSHHG (Wessel & Smith 1996) from the binned files that GMT uses.

The files cut all lines along a grid of one degree and store positions as 16-bit shares of a cell, row by row
from the north.
"""

from __future__ import annotations

import io
from collections import defaultdict
from typing import TYPE_CHECKING

import h5py
import numpy as np
import shapely

import region
from geojson import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edges import Line
    from inputs import Inputs

RIVERS = Provenance(
    source="gmt-gshhg-full 2.3.7-6 of Debian (GSHHG 2.3.7, rivers of the World Data Bank II)",
    licence="LGPL-3.0-or-later",
    attribution="GSHHG (Wessel & Smith 1996)",
)
LAKES = Provenance(
    source="gmt-gshhg-full 2.3.7-6 of Debian (GSHHG 2.3.7, level 2)",
    licence="LGPL-3.0-or-later",
    attribution="GSHHG (Wessel & Smith 1996)",
)
_LAKE = 2


def rivers(inputs: Inputs) -> list[Line]:
    """River lines that meet the wider region, cut at whole degrees; they are not named."""
    file = _open(inputs, "binned_river_f.nc")
    counts = file["N_points_for_a_segment"][:]
    return [_points(file, segment, int(counts[segment]), cell) for segment, cell in _segments(file)]


def lakes(inputs: Inputs) -> list[shapely.Polygon]:
    """Lakes of the wider region, their pieces joined across the grid."""
    file = _open(inputs, "binned_GSHHS_f.nc")
    packed = file["Embedded_npts_levels_exit_entry_for_a_segment"][:]
    owners = file["Id_of_GSHHS_ID"][:]
    pieces = defaultdict(list)
    for segment, cell in _segments(file):
        # Bits 9 and up hold the number of points, bits 6 to 8 the level.
        count, level = (int(packed[segment]) >> 9) & 0x7FFFFF, (int(packed[segment]) >> 6) & 7
        if level == _LAKE and count > 2:
            pieces[int(owners[segment])].append(_points(file, segment, count, cell).round(4))
    joined = [
        part
        for lines in pieces.values()
        for part in shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines)))
    ]
    return [shapely.Polygon(line).buffer(0) for line in joined if len(line.coords) > 3]


def _open(inputs: Inputs, name: str) -> h5py.File:
    return h5py.File(io.BytesIO(inputs.read("gshhg")[name]), "r")


def _segments(file: h5py.File) -> Iterator[tuple[int, tuple[int, int]]]:
    """Numbers of the segments in the cells that meet the wider region, with the south-west corner of the cell."""
    west, south, east, north = region.WIDER
    first, counts = file["Id_of_first_segment_in_a_bin"][:], file["N_segments_in_a_bin"][:]
    for lat in range(int(np.floor(north)), int(np.floor(south)) - 1, -1):
        for lon in range(int(np.floor(west)), int(np.floor(east)) + 1):
            cell = (89 - lat) * 360 + lon
            for segment in range(first[cell], first[cell] + counts[cell]):
                yield segment, (lon, lat)


def _points(file: h5py.File, segment: int, count: int, cell: tuple[int, int]) -> Line:
    start = int(file["Id_of_first_point_in_a_segment"][segment])
    shares = [
        file[f"Relative_{axis}_from_SW_corner_of_bin"][start : start + count].astype(np.uint16) / 65535
        for axis in ("longitude", "latitude")
    ]
    return np.column_stack(shares) + cell
