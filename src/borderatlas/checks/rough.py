"""How far many points are from the line, roughly and certainly: enough to tell which of them need a closer look.

Points are put into cells of a grid. What is found for the middle of a cell holds for all points in it, give or take the
radius of the cell, since no point is farther from the line than another one and the way there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from borderatlas.border.side import UNDETERMINED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from borderatlas.border import Border

    Floats = NDArray[np.float64]

_CELL_DEG: Final = 0.02
_DEGREE_M: Final = 111_700.0
"""A degree is nowhere longer, on a meridian or a parallel."""
_RADIUS_M: Final = _CELL_DEG * _DEGREE_M + 10.0
"""From the middle of a cell half a cell north and half a cell east, and what rounding adds."""
_FEW: Final = 20_000
"""Points that are as soon located."""


@dataclass(frozen=True, slots=True)
class Rough:
    """What is certain of points; all arrays have the shape (n,).

    Attributes:
        least: Metres from the line, at least.
        most: Metres from the line, at most.
        side: Code of the bank; `undetermined` where it is not certain, or was not asked for.
    """

    least: Floats
    most: Floats
    side: NDArray[np.object_]

    @classmethod
    def of(cls, lonlat: Floats, border: Border, *, sides: bool) -> Rough:
        """What is certain of points; exact for few of them.

        Args:
            lonlat: Degrees of WGS 84, shape (n, 2).
            border: The reference line.
            sides: Whether the banks are asked for, which takes longer.
        """
        if len(lonlat) <= _FEW:
            found = border.locate(lonlat)
            offset = found["offset_m"].to_numpy()
            return cls(offset, offset, found["side"].to_numpy())
        import pandas as pd  # noqa: PLC0415  takes long to import

        east, north = np.floor(lonlat / _CELL_DEG).astype(np.int64).T
        columns = int(360 / _CELL_DEG) + 2
        cell, cells = pd.factorize(north * columns + (east + columns // 2))
        north, east = np.divmod(cells, columns)
        middles = (np.column_stack([east - columns // 2, north]) + 0.5) * _CELL_DEG
        found = border.locate(np.clip(middles, (-180, -90), (180, 90)), _RADIUS_M if sides else None)
        offset = found["offset_m"].to_numpy()[cell]
        side = found["side"].to_numpy() if sides else np.full(len(cells), UNDETERMINED, dtype=object)
        return cls(np.maximum(offset - _RADIUS_M, 0.0), offset + _RADIUS_M, side[cell])
