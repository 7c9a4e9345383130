"""On which bank of the line a point lies, where that can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from borderatlas.border.geodesy import dots, lengths, upwards

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from borderatlas.border.geodesy import Floats
    from borderatlas.border.nearest import Feet

UNDETERMINED = "undetermined"
ON_THE_LINE_M = 0.01
"""What lies within this of the line lies on no bank."""
_TURNS_BACK = 1e-6
"""Where the directions before and behind a vertex sum to less, the line turns back on itself."""


def banks(
    points: Floats, feet: Feet, stretch: tuple[Floats, Floats], precision: Floats, ends: Floats
) -> NDArray[np.int8]:
    """1 for the left bank looking along the line, -1 for the right one, 0 where neither can be claimed.

    A bank is claimed where the whole disc of the precision lies on it: the disc does not reach the line, and none of
    its positions has its foot at an end of the line, beyond which there are no banks. At a bend both edges count: a
    point whose foot is a vertex lies between the normals of its edges there, so their sum tells the side.

    Args:
        points: Earth-centred metres, shape (n, 3).
        feet: Their feet.
        stretch: Least and greatest metres of the foot of any position within the precision, both of shape (n,).
        precision: Radii in metres, shape (n,); not a number where unknown, and then nothing is claimed.
        ends: Metres of the ends of the line, ascending.
    """
    leftwards = np.cross(upwards(feet.place), feet.along)
    side = np.sign(dots(points - feet.place, leftwards))
    clear = (feet.offset > precision + ON_THE_LINE_M) & (lengths(feet.along) > _TURNS_BACK)
    low, high = stretch
    passes_end = np.searchsorted(ends, low, side="left") < np.searchsorted(ends, high, side="right")
    return np.where(clear & ~passes_end, side, 0.0).astype(np.int8)
