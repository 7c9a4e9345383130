"""Two versions of a line: lines made to differ by what is known, and the shipped line against its simpler version."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.border.conftest import LINES
from tests.border.reference import GEOD

from borderatlas.border import Border
from borderatlas.border.comparison import Comparison, compare
from borderatlas.errors import GeometryError, UsageError

LAT, LON = 37.0, 68.0
"""Lines of these tests run due east from here."""


def line(*places: tuple[float, float], left: str | None = None, right: str | None = None, version: str = "") -> Border:
    """A line through places that are so many kilometres east and north of the beginning."""
    east, north = 1000 * np.array(places).T
    lon, lat, _ = GEOD.fwd(np.full(len(east), LON), np.full(len(east), LAT), np.full(len(east), 0.0), north)
    lon, lat, _ = GEOD.fwd(lon, lat, np.full(len(east), 90.0), east)
    return Border(shapely.LineString(np.column_stack([lon, lat])), left=left, right=right, version=version)


def straight(length: int, north: float = 0.0) -> list[tuple[float, float]]:
    return [(east, north) for east in range(length + 1)]


OLD = line(*straight(20), left="TJK", right="AFG", version="2017")
MOVED = line(*straight(5), *[(6, 0.4), (7, 0.4), (8, 0.4)], *[(east, 0) for east in range(9, 21)], version="2026")
BENT = line(*straight(10), (10, 3), (10.02, 3), (10.02, 0), *[(east, 0) for east in range(11, 21)])


def grid_is_sound(found: Comparison, old: Border, new: Border) -> None:
    """The table begins and ends with the old line, never runs backwards, and stays on the new line."""
    table = found.table
    assert table.old_km.iloc[0] == 0
    assert table.old_km.iloc[-1] == pytest.approx(old.length_km, abs=0.0005)
    assert table.old_km.is_monotonic_increasing
    assert table.old_km.is_unique
    assert table.new_km.is_monotonic_increasing
    assert table.new_km.between(0, round(new.length_km, 3)).all()
    assert np.allclose(table.shift_km, table.new_km - table.old_km, atol=0.0011)


@pytest.mark.parametrize("name", ["antimeridian", "polar", "through the pole"])
def test_a_line_that_did_not_change_keeps_its_kilometres(name: str) -> None:
    border = Border(shapely.LineString(LINES[name]))
    found = compare(border, border, every_km=10)
    grid_is_sound(found, border, border)
    assert (found.table.new_km == found.table.old_km).all()
    assert found.moves == ()
    assert found.moved_km == 0
    assert found.hausdorff_m < 0.1


def test_more_vertices_on_the_same_line_are_no_move() -> None:
    found = compare(OLD, line(*straight(20)[::1], version="x"))
    assert found.hausdorff_m < 0.1
    assert found.moves == ()


def test_a_stretch_that_moved_is_found_with_its_kilometres_distance_and_bank() -> None:
    found = compare(OLD, MOVED)
    (move,) = found.moves
    # It leaves at 0.4 km over 1 km, so it passes 100 m some 0.27 km behind the vertex, measured square to the new line.
    assert move.km_from == pytest.approx(5.27, abs=0.03)
    assert move.km_to == pytest.approx(8.73, abs=0.03)
    assert move.max_m == pytest.approx(400, abs=1)
    assert found.max_m == pytest.approx(400, abs=1)
    assert found.hausdorff_m == pytest.approx(400, abs=1)
    assert move.mean_m == pytest.approx(337, abs=10)
    assert found.moved_km == pytest.approx(move.km_to - move.km_from, abs=0.02)
    assert move.towards == "TJK"
    assert (found.old_version, found.new_version) == ("2017", "2026")
    assert found.new_length_km - found.old_length_km == pytest.approx(2 * (np.hypot(1, 0.4) - 1), abs=0.001)


def test_behind_a_move_kilometres_shift_by_what_it_added() -> None:
    found = compare(OLD, MOVED)
    grid_is_sound(found, OLD, MOVED)
    table = found.table.set_index("old_km")
    added = found.new_length_km - found.old_length_km
    assert table.shift_km[:5].abs().max() == 0
    assert table.shift_km[9:].to_numpy() == pytest.approx(added, abs=0.0015)
    assert table.new_km[7.0] == pytest.approx(5 + np.hypot(1, 0.4) + 1, abs=0.002)
    assert table.offset_m[7.0] == pytest.approx(400, abs=1)
    assert table.offset_m[[0.0, 4.0, 12.0]].max() < 0.2


def test_the_bank_is_left_or_right_where_the_old_line_names_none() -> None:
    assert [move.towards for move in compare(MOVED, line(*straight(20))).moves] == ["right"]


def test_a_bend_that_only_the_new_line_has_is_found() -> None:
    found = compare(OLD, BENT)
    assert found.max_m < 15
    assert found.hausdorff_m == pytest.approx(3000, abs=6)
    (move,) = found.moves
    assert move.km_from == pytest.approx(10, abs=0.05)
    assert move.km_to == pytest.approx(10, abs=0.05)
    assert move.new_km_to - move.new_km_from == pytest.approx(5.9, abs=0.2)
    grid_is_sound(found, OLD, BENT)
    assert found.table.set_index("old_km").shift_km[[9.0, 12.0]].to_numpy() == pytest.approx([0, 6], abs=0.01)


def test_a_bend_that_was_cut_off_leaves_one_kilometre_for_many() -> None:
    found = compare(BENT, OLD)
    grid_is_sound(found, BENT, OLD)
    table = found.table.set_index("old_km")
    assert table.new_km[[11.0, 13.0, 15.0]].to_numpy() == pytest.approx(10, abs=0.03)
    assert table.offset_m[13.0] == pytest.approx(3000, abs=10)
    (move,) = found.moves
    assert (move.km_from, move.km_to) == pytest.approx((10.1, 15.92), abs=0.03)
    assert move.towards == "right"


def test_a_line_that_became_longer_at_its_beginning_shifts() -> None:
    new = line(*[(east, 0) for east in range(-5, 21)])
    found = compare(OLD, new)
    assert found.table.shift_km.to_numpy() == pytest.approx(5, abs=0.002)
    assert found.max_m < 0.1
    assert found.hausdorff_m == pytest.approx(5000, abs=1)
    assert [move.km_from for move in found.moves] == [0]


def test_moves_that_nearly_touch_are_one() -> None:
    bumps = [(5.2, 0.3), (5.4, 0), (5.9, 0), (6.1, 0.3), (6.3, 0), (9, 0), (9.2, -0.3), (9.4, 0)]
    new = line(*straight(5), *bumps, *[(east, 0) for east in range(10, 21)])
    assert [round(move.km_from) for move in compare(OLD, new).moves] == [5, 9]
    assert [move.towards for move in compare(OLD, new).moves] == ["TJK", "AFG"]


def test_the_tolerance_decides_what_is_a_move() -> None:
    assert compare(OLD, MOVED, tolerance_m=500).moves == ()
    wide, narrow = (compare(OLD, MOVED, tolerance_m=metres).moved_km for metres in (300, 10))
    assert wide < narrow


@pytest.mark.parametrize(("every_km", "rows"), [(1, 21), (0.5, 41), (7, 4), (100, 2)])
def test_the_table_is_as_dense_as_asked_for(every_km: float, rows: int) -> None:
    assert len(compare(OLD, MOVED, every_km=every_km).table) == rows


def test_a_line_that_runs_the_other_way_is_refused() -> None:
    with pytest.raises(GeometryError, match="runs the other way"):
        compare(OLD, line(*straight(20)[::-1]))


def test_lines_that_are_nowhere_near_each_other_are_refused() -> None:
    with pytest.raises(GeometryError, match=r"no two versions of one line: they are 1,\d\d\d km apart"):
        compare(OLD, line(*[(east, 1500) for east in range(21)]))


@pytest.mark.parametrize("wrong", [{"tolerance_m": -1}, {"tolerance_m": np.nan}, {"every_km": 0}, {"every_km": np.inf}])
def test_no_distances(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        compare(OLD, MOVED, **wrong)


@settings(max_examples=25, deadline=None)
@given(
    old=st.lists(st.floats(-2, 2), min_size=11, max_size=11),
    new=st.lists(st.floats(-2, 2), min_size=11, max_size=11),
)
def test_the_table_never_runs_backwards_however_lines_wriggle(old: list[float], new: list[float]) -> None:
    first, second = (line(*[(east, north) for east, north in enumerate(norths)]) for norths in (old, new))
    found = compare(first, second, every_km=0.1)
    grid_is_sound(found, first, second)
    # Hausdorff's distance by Shapely in a plane, which agrees to a thousandth on 10 km
    planes = [shapely.segmentize(shapely.LineString(list(enumerate(norths))), 0.005) for norths in (old, new)]
    assert found.hausdorff_m == pytest.approx(1000 * shapely.hausdorff_distance(*planes), abs=12, rel=0.002)
    assert found.max_m <= found.hausdorff_m
    for move in found.moves:
        assert move.km_from <= move.km_to
        assert move.new_km_from <= move.new_km_to
        assert 100 < move.max_m <= found.hausdorff_m + 1e-6


def test_the_simplified_line_stays_within_what_its_recipe_promises(border: Border, drawn: Border) -> None:
    found = compare(border, drawn)
    grid_is_sound(found, border, drawn)
    assert found.new_length_km - found.old_length_km == pytest.approx(-13.0, abs=0.1)
    assert found.hausdorff_m < 175
    assert len(found.table) == 1345
    assert found.table.offset_m.max() <= found.max_m + 0.1
    # Both lines are the same at a kilometre that is a vertex of both.
    vertices = set(map(tuple, shapely.get_coordinates(drawn.geometry).tolist()))
    both = [
        row for row, place in enumerate(shapely.get_coordinates(border.geometry).tolist()) if tuple(place) in vertices
    ]
    assert len(both) > 1000
    new_km = np.interp(border.kilometres[both], found.table.old_km, found.table.new_km)
    true_km = drawn.locate(border.point_at(border.kilometres[both])).border_km.to_numpy()
    assert np.abs(new_km - true_km).max() < 0.5
    assert np.median(np.abs(new_km - true_km)) < 0.02
