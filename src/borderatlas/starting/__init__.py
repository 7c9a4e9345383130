"""A new atlas for another border: `borderatlas new`."""

from borderatlas.starting.folder import TOLERANCE_M, Started, choose, start

__all__ = ["TOLERANCE_M", "Started", "choose", "start"]
