"""The reference line: kilometre, offset and side of any place, and the shared edge of two countries."""

from borderatlas.border.axis import Gap
from borderatlas.border.line import Border
from borderatlas.border.shared_edge import SharedBorder

__all__ = ["Border", "Gap", "SharedBorder"]
