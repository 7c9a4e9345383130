"""How values travel in a page: as JSON that no template reads and no HTML parser can leave."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

import numpy as np
import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

PLAIN_LIMIT = 200_000
"""Bytes of JSON up to which data stand in the page as they are; above, they are deflated."""

_ESCAPED = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def json_text(value: object) -> str:
    """JSON in which `<`, `>`, `&` and the two line separators are escaped: safe inside any element of a page."""
    return orjson.dumps(value).decode().translate(_ESCAPED)


def data_block(element_id: str, value: object) -> str:
    """The script element that carries data, plain when small, deflated and in base64 when large.

    Args:
        element_id: The element's id, chosen by the program.
        value: What JSON can hold; numbers must be finite.
    """
    raw = orjson.dumps(value)
    if len(raw) <= PLAIN_LIMIT:
        text = json_text({"encoding": "json", "data": value})
    else:
        packed = base64.b64encode(zlib.compress(raw, 9)).decode()
        text = json_text({"encoding": "deflate", "data": packed})
    return f'<script type="application/json" id="{element_id}">{text}</script>'


def pack_line(coordinates: ArrayLike) -> list[int]:
    """A line or ring as differences of whole 1e-5 degrees (about a metre).

    Args:
        coordinates: Longitude and latitude in degrees, shape (n, 2).

    Returns:
        lon0, lat0, then the difference of each pair to the one before; 2 n numbers. Rounding does not add up: the
        differences are taken between rounded values. Repeated positions are left out.
    """
    whole = np.rint(np.asarray(coordinates, dtype=float)[:, :2] * 1e5).astype(np.int64)
    moved = np.ones(len(whole), dtype=bool)
    moved[1:] = (np.diff(whole, axis=0) != 0).any(axis=1)
    return _differences(whole[moved])


def unpack_line(packed: Sequence[int]) -> np.ndarray:
    """Longitude and latitude in degrees, shape (n, 2), of what `pack_line` packed."""
    return np.cumsum(np.reshape(packed, (-1, 2)), axis=0) / 1e5


def pack_measured(coordinates: ArrayLike, metres: ArrayLike) -> tuple[list[int], list[int]]:
    """A line with the metres of each vertex, both packed and of equal length.

    Args:
        coordinates: Longitude and latitude in degrees, shape (n, 2).
        metres: Distance of each vertex from the line's start, shape (n,).
    """
    whole = np.rint(np.asarray(coordinates, dtype=float)[:, :2] * 1e5).astype(np.int64)
    along = np.rint(np.asarray(metres, dtype=float)).astype(np.int64)
    return _differences(whole), _differences(along[:, None])


def _differences(values: np.ndarray) -> list[int]:
    steps = np.vstack([values[:1], np.diff(values, axis=0)])
    flat: list[int] = steps.ravel().tolist()
    return flat
