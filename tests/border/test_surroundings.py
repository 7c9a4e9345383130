"""What stands along a line at a kilometre, and how sharply a gazetteer tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from borderatlas.border.placing import Gazetteer
from borderatlas.border.surroundings import Crossing, Stretch, Stretches, Surroundings
from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from borderatlas.border import Border

RIVERS = Stretches(
    [Stretch("Amu", 0, 80), Stretch("Panj", 80, 200), Stretch("all of it", 0, 200), Stretch("end", 250, 300)]
)
CROSSINGS = [Crossing("c", "Third", 200), Crossing("a", "First", 10), Crossing("b", "Second", 100)]


@pytest.mark.parametrize(
    ("low", "high", "names"),
    [
        (0, 0, "Amu"),
        (79.9, 79.9, "Amu"),
        (80, 80, "Amu / Panj"),
        (80.1, 80.1, "Panj"),
        (10, 150, "Amu / Panj"),
        (150, 260, "Panj / end"),
        (220, 230, None),
        (200, 200, "Panj"),
        (250, 250, "end"),
        (300, 300, "end"),
        (301, 302, None),
        (np.nan, 5, None),
    ],
)
def test_the_shortest_stretches_give_their_names_in_order(low: float, high: float, names: str | None) -> None:
    assert RIVERS.over([low], [high]).tolist() == [names]


def test_of_equally_long_stretches_the_shorter_name_is_given() -> None:
    stretches = Stretches([Stretch("section of the treaty of 1895", 0, 10), Stretch("ridge", 0, 10)])
    assert stretches.over([5], [5]).tolist() == ["ridge"]


def test_near_a_joint_that_is_not_known_sharply_both_sides_are_named() -> None:
    provinces = Stretches([Stretch("West", 0, 50), Stretch("East", 50, 100)], precision_km=3)
    km = [46, 47.5, 52.5, 53.5]
    assert provinces.over(km, km).tolist() == ["West", "West / East", "West / East", "East"]


def test_many_at_once_and_none() -> None:
    assert RIVERS.over([10, np.nan, 100], [10, np.nan, 100]).tolist() == ["Amu", None, "Panj"]
    assert RIVERS.over([], []).tolist() == []
    assert Stretches().over([1.0], [2.0]).tolist() == [None]


@settings(deadline=None)
@given(
    posts=st.lists(st.floats(0, 300), min_size=1, max_size=6),
    spans=st.lists(st.tuples(st.floats(0, 300), st.floats(0, 50)), min_size=1, max_size=20),
)
def test_the_nearest_crossing_is_the_nearest_of_all(posts: list[float], spans: list[tuple[float, float]]) -> None:
    crossings = [Crossing(str(i), str(km), km) for i, km in enumerate(posts)]
    low = np.array([start for start, _ in spans])
    high = low + [length for _, length in spans]
    names, away = Surroundings({}, Stretches(), crossings).nearest(low, high)
    for row, (a, b) in enumerate(zip(low, high, strict=True)):
        ways = {km: max(a - km, km - b, 0.0) for km in posts}
        assert away[row] == pytest.approx(min(ways.values()))
        assert ways[float(names[row])] == pytest.approx(away[row])


def test_without_crossings_none_is_nearest() -> None:
    names, away = Surroundings({}, Stretches(), []).nearest([5.0], [5.0])
    assert names.tolist() == [None]
    assert np.isnan(away).all()


@pytest.fixture(scope="module")
def gazetteer(border: Border) -> Gazetteer:
    banks = {"TJK": Stretches([Stretch("Khatlon", 0, 700)]), "AFG": Stretches([Stretch("Badakhshan", 0, 1344)])}
    return Gazetteer(border, Surroundings(banks, RIVERS, CROSSINGS))


@pytest.mark.parametrize(("precision_m", "decimals"), [(0, 3), (30, 2), (300, 1), (3000, 0), (30_000, 0)])
def test_the_kilometre_is_no_sharper_than_its_interval(gazetteer: Gazetteer, precision_m: float, decimals: int) -> None:
    (row,) = gazetteer.of_points([(68.6, 37.19)], precision_m).to_dict("records")
    assert row["km_from"] <= row["border_km"] <= row["km_to"]
    assert row["border_km"] == round(row["border_km"], decimals)
    assert row["nearest_crossing_km"] == round(row["nearest_crossing_km"], decimals)
    if decimals == 0:
        assert row["km_to"] - row["km_from"] >= 1


def test_an_address_names_banks_from_left_to_right_and_the_version(border: Border, gazetteer: Gazetteer) -> None:
    found = gazetteer.of_points([(68.6, 37.19)])
    assert list(found.columns)[-6:] == [
        *("province_tjk", "province_afg", "reach", "nearest_crossing", "nearest_crossing_km", "line_version")
    ]
    assert found.iloc[0][["province_tjk", "province_afg", "reach"]].tolist() == ["Khatlon", "Badakhshan", "Panj"]
    assert found.line_version.item() == border.version == "2026c"
    assert found.nearest_crossing.item() == "Second"
    assert found.nearest_crossing_km.item() == pytest.approx(11.327, abs=0.01)


def test_an_unknown_precision_claims_nothing(gazetteer: Gazetteer) -> None:
    (row,) = gazetteer.of_points([(68.6, 37.19)], np.nan).to_dict("records")
    assert row["border_km"] == 111
    assert np.isnan(row["km_from"])
    assert row["side"] == "undetermined"
    assert not isinstance(row["province_tjk"], str)


def test_lines_and_polygons_have_a_stretch_and_no_kilometre(gazetteer: Gazetteer) -> None:
    place = gazetteer.border.point_at(100)
    found = gazetteer.of_geometries([place.buffer(0.05), gazetteer.border.between(20, 60)])
    assert found.border_km.isna().all()
    assert found.km_from[0] < 100 < found.km_to[0]
    assert found.nearest_crossing.tolist() == ["Second", "First"]
    assert found.nearest_crossing_km.tolist() == pytest.approx([0, 10], abs=1)
    assert found.offset_m.tolist() == pytest.approx([0, 0], abs=5)


@settings(deadline=None)
@given(km=st.floats(0, 1343.956))
def test_the_place_at_a_kilometre_lies_at_that_kilometre(gazetteer: Gazetteer, km: float) -> None:
    place = gazetteer.at_km(km)
    back = gazetteer.of_points(shapely.points(place.lon, place.lat))
    assert back.border_km.item() == pytest.approx(km, abs=0.002)


def test_between_two_kilometres(gazetteer: Gazetteer) -> None:
    (row,) = gazetteer.between(150, 50).to_dict("records")
    assert (row["km_from"], row["km_to"], row["length_km"]) == (50, 150, 100)
    assert row["reach"] == "Amu / Panj"
    assert row["crossings"] == "Second"
    with pytest.raises(UsageError, match="km 1400 is not on the line"):
        gazetteer.between(50, 1400)
    with pytest.raises(UsageError, match="no length"):
        gazetteer.between(50, 50)
