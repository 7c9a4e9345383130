"""Geodesic edges of lines and outlines, to be cut into shorter ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from borderatlas.border.geodesy import advance, courses

if TYPE_CHECKING:
    from borderatlas.border.geodesy import Flags, Floats, Indices


@dataclass(frozen=True, slots=True)
class Edges:
    """Geodesics of WGS 84; all arrays have one row per edge.

    Attributes:
        start: Degrees, shape (n, 2).
        azimuth: At which they leave, in degrees, shape (n,).
        length: In metres, shape (n,).
        owner: What each edge belongs to, shape (n,).
    """

    start: Floats
    azimuth: Floats
    length: Floats
    owner: Indices

    @classmethod
    def between(cls, start: Floats, end: Floats, owner: Indices) -> Edges:
        """Edges from places to places, both of shape (n, 2)."""
        azimuth, length = courses(start, end)
        return cls(start, azimuth, length, owner)

    def rows(self, kept: Flags) -> Edges:
        """Some of the edges."""
        return Edges(self.start[kept], self.azimuth[kept], self.length[kept], self.owner[kept])

    def middles(self) -> Floats:
        """The places half-way, shape (n, 2)."""
        return advance(self.start, self.azimuth, self.length / 2)[0]

    def cut(self, parts: Indices) -> Edges:
        """Every edge in as many equal parts as it is given, shape (n,)."""
        which = np.repeat(np.arange(len(parts)), parts)
        number = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
        length = (self.length / parts)[which]
        start, azimuth = advance(self.start[which], self.azimuth[which], length * number)
        return Edges(start, azimuth, length, self.owner[which])

    def halves(self) -> Edges:
        """Every edge in two."""
        return self.cut(np.full(len(self.owner), 2))
