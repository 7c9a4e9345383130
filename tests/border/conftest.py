"""The shipped line and four others on which short cuts fail."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from tests.border.reference import GEOD, Floats

from borderatlas.border import Border

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def border() -> Border:
    """The border line of the repository."""
    return Border.from_file(ROOT / "geodata/border.geojson", left="TJK", right="AFG")


@pytest.fixture(scope="session")
def drawn() -> Border:
    """Its simplified version, which is the shared edge of the countries in `geodata/base`."""
    return Border.from_file(ROOT / "geodata/base/border_drawn.geojson", left="TJK", right="AFG")


def long_line() -> Floats:
    """Wriggles for 9,000 km from Europe to the Coral Sea."""
    azimuth, _, _ = GEOD.inv(20, 50, 140, -10)
    along = np.linspace(0, 9e6, 200)
    lon, lat, _ = GEOD.fwd(np.full(200, 20.0), np.full(200, 50.0), np.full(200, azimuth), along)
    turn = np.arange(200.0)
    return np.column_stack([lon + 0.2 * np.sin(turn), lat + 0.2 * np.cos(1.7 * turn)])


LINES = {
    "antimeridian": np.array(
        [(175, 60), (178, 63), (179.5, 64.2), (-179.8, 65), (-179, 66.5), (179.7, 67.3), (-178, 68.1), (-172, 71)]
    ),
    "polar": np.array([(-170, 84), (-120, 86), (-60, 88.5), (0, 89.2), (60, 87), (120, 84.0)]),
    "through the pole": np.array([(20, 80), (20, 89.9), (-160, 85), (-170, 78.0)]),
    "9,000 km": long_line(),
}


@pytest.fixture(scope="session", params=["shipped", *LINES])
def line(request: pytest.FixtureRequest, border: Border) -> Floats:
    """The vertices of five lines, shape (n, 2)."""
    return LINES.get(request.param, shapely.get_coordinates(border.geometry))
