"""The shipped line: its length and the places that people know along it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.known_places import PLACES, place

if TYPE_CHECKING:
    from borderatlas.border import Border


def test_the_line_is_as_long_as_published(border: Border) -> None:
    assert border.length_km == pytest.approx(1343.956, abs=0.001)
    assert border.version == "2026c"
    assert len(border.kilometres) == len(border.geometry.coords) == 7_351
    assert border.kilometres[-1] == border.length_km
    assert (np.diff(border.kilometres) > 0).all()


@pytest.mark.parametrize("name", PLACES)
def test_known_places_stand_at_their_kilometres(border: Border, name: str) -> None:
    km, file, code = PLACES[name]
    found = border.locate(place(file, code)).iloc[0]
    assert abs(found.border_km - km) <= 1
    assert not found.km_tie


def test_known_places_follow_each_other_from_west_to_east(border: Border) -> None:
    found = border.locate([place(file, code) for _, file, code in PLACES.values()])
    assert found.border_km.is_monotonic_increasing


@pytest.mark.parametrize(
    ("name", "lon", "lat", "side"), [("Dushanbe", 68.78, 38.54, "TJK"), ("Kabul", 69.17, 34.53, "AFG")]
)
def test_capitals_lie_on_their_bank(border: Border, name: str, lon: float, lat: float, side: str) -> None:
    assert border.locate((lon, lat), 20_000).side.tolist() == [side]
