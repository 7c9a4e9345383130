"""Where features stand along the border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from tests.measures.made import EQUATOR, attack, feature

from borderatlas.measures import addresses
from borderatlas.measures.places import place

if TYPE_CHECKING:
    from borderatlas import Atlas


def test_a_point_stands_from_km_to_km_by_its_precision() -> None:
    found = addresses(EQUATOR, [attack("one", 50, 5)])["one"]
    assert (found["km_from"], found["km"], found["km_to"]) == pytest.approx((45, 50, 55), abs=0.01)
    assert (found["offset_m"], found["side"], found["side_by"]) == (0, "undetermined", "none")


def test_the_side_is_that_of_the_source_before_a_computed_one() -> None:
    north = {"geometry": shapely.Point(1, 0.1), "precision_m": 100}
    found = addresses(EQUATOR, [attack("computed", 1, **north), attack("told", 1, **north, side="SUR")])
    assert (found["computed"]["side"], found["computed"]["side_by"]) == ("NOR", "computed")
    assert (found["told"]["side"], found["told"]["side_by"]) == ("SUR", "source")


def test_several_points_reach_from_the_first_to_the_last_and_share_a_side_or_have_none() -> None:
    both = attack("both", 1, geometry=shapely.MultiPoint([(1.5, 0.2), (0.5, -0.1)]), precision_m=10)
    north = attack("north", 1, geometry=shapely.MultiPoint([(1.5, 0.2), (0.5, 0.1)]), precision_m=10)
    found = addresses(EQUATOR, [both, north])
    km = EQUATOR.length_km / 4
    assert found["both"]["km_from"] == pytest.approx(km, abs=0.02)
    assert found["both"]["km_to"] == pytest.approx(3 * km, abs=0.02)
    assert found["both"]["km"] == pytest.approx(km, abs=0.001)
    assert found["both"]["offset_m"] == pytest.approx(11057, abs=1)
    assert (found["both"]["side"], found["north"]["side"]) == ("undetermined", "NOR")


def test_stretches_of_the_line_are_placed_and_courses_are_not() -> None:
    course = {"geometry": shapely.LineString([(0, 0), (1, 0)]), "precision_m": 5000}
    features = [
        feature("boundary", "reach", "river", None, km_from=10, km_to=40),
        feature("energy", "ac_line", "line", 1, **course),
        attack("nowhere", None),
    ]
    found = addresses(EQUATOR, features)
    assert list(found) == ["river"]
    assert (found["river"]["km_from"], found["river"]["km"], found["river"]["km_to"]) == (10, 25, 40)


def test_the_nearest_crossing_is_another_one_than_the_feature_itself() -> None:
    posts = [feature("crossings", "crossing", name, km) for name, km in (("west", 10), ("east", 100))]
    found = addresses(EQUATOR, [*posts, attack("event", 40)])
    assert found["event"]["nearest"]["id"] == "west"
    assert found["event"]["nearest"]["km"] == pytest.approx(30, abs=0.001)
    assert found["west"]["nearest"]["id"] == "east"


def test_places_do_not_depend_on_what_else_is_placed() -> None:
    features = [attack("a", 50, 5), attack("b", 50, 5), attack("c", None), attack("d", 120, 5)]
    whole = place(EQUATOR, features)
    for row, one in enumerate(features):
        alone = place(EQUATOR, [one])
        for name in ("km", "km_from", "km_to", "offset_m"):
            assert np.array_equal(getattr(whole, name)[[row]], getattr(alone, name), equal_nan=True)
    assert len(place(EQUATOR, [])) == 0


def test_shipped_places_stand_where_they_are_known_to(shipped: Atlas) -> None:
    found = addresses(shipped.border, list(shipped.layers["crossings"]))
    known = {
        "crossing-panji-poyon": 111,
        "crossing-tem-demogan": 772,
        "crossing-ishkashim": 876,
        "crossing-ruzvay-nusai": 546,
    }
    for name, km in known.items():
        assert found[name]["km"] == pytest.approx(km, abs=1)
