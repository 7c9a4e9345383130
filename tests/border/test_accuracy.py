"""Kilometres and offsets against brute force with geodesics, on five lines and at any distance."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from tests.border.reference import GEOD, Floats, around, brute_force

from borderatlas.border import Border


@pytest.mark.parametrize(
    ("nearest_m", "furthest_m", "count"),
    [(0.1, 100_000, 350), (100_000, 3_000_000, 60), (3_000_000, 20_000_000, 15)],
    ids=["near", "far", "other side of the globe"],
)
def test_every_foot_is_right_to_a_metre(line: Floats, nearest_m: float, furthest_m: float, count: int) -> None:
    points = around(line, count, nearest_m, furthest_m, seed=count)
    found = Border(shapely.LineString(line)).locate(points)
    truth = brute_force(line, points)
    assert (np.abs(found.offset_m - truth.offset) < np.where(found.km_tie, 0.15, 0.05)).all()
    off = np.abs(found.border_km * 1000 - truth.metres)
    assert off[~found.km_tie].max() < 1
    assert found.km_tie.mean() < 0.05


def test_every_foot_lies_on_the_line_at_its_kilometre_and_offset(line: Floats) -> None:
    points = around(line, 2_000, 0.1, 15_000_000, seed=1)
    border = Border(shapely.LineString(line))
    found = border.locate(points)
    posts = shapely.get_coordinates(border.point_at(found.border_km.to_numpy()))
    assert np.max(GEOD.inv(*posts.T, found.foot_lon, found.foot_lat)[2]) < 0.01
    assert np.abs(GEOD.inv(*points.T, found.foot_lon, found.foot_lat)[2] - found.offset_m).max() < 0.02


def test_no_vertex_is_nearer_than_the_foot(line: Floats) -> None:
    points = around(line, 300, 1, 19_000_000, seed=2)
    found = Border(shapely.LineString(line)).locate(points)
    lon, lat = (np.repeat(points[:, [axis]], len(line), axis=1) for axis in (0, 1))
    to_vertices = GEOD.inv(lon, lat, *(np.broadcast_to(line[:, axis], lon.shape) for axis in (0, 1)))[2]
    assert (to_vertices.min(axis=1) - found.offset_m > -0.15).all()


def test_a_point_on_the_equator_has_the_kilometre_of_its_longitude() -> None:
    border = Border(shapely.LineString([(0, 0), (10, 0)]))
    found = border.locate([(5, 1), (2.5, -3)])
    degree_m = 6_378_137 * np.pi / 180
    assert np.abs(found.border_km * 1000 - [5 * degree_m, 2.5 * degree_m]).max() < 1
    assert found.side.tolist() == ["left", "right"]
    assert abs(found.offset_m[0] - 110_574.4) < 1  # a degree of latitude from the equator


def test_the_middle_of_a_long_edge_is_nearer_than_a_vertex_of_another_part() -> None:
    metre = 1 / 111_319.5
    strand = [(-200 * metre, 0), (0, 0), (250 * metre, 0), (250 * metre, 60 * metre)]
    border = Border(shapely.LineString([*strand, (125 * metre, 60 * metre), (-200 * metre, 60 * metre)]))
    found = border.locate([(125 * metre, 10 * metre), (125 * metre, 25 * metre)])
    assert found.border_km.to_numpy() == pytest.approx([0.325, 0.325], abs=1e-4)
    assert found.offset_m.to_numpy() == pytest.approx([10, 25], rel=0.01)


def test_the_order_of_points_does_not_matter(border: Border) -> None:
    points = around(shapely.get_coordinates(border.geometry), 3_000, 1, 1_000_000, seed=3)
    shuffled = np.random.default_rng(3).permutation(len(points))
    apart = border.locate(points[shuffled])
    assert apart.equals(border.locate(points).iloc[shuffled].reset_index(drop=True))


def test_many_points_are_shared_out_and_put_back_in_order(border: Border) -> None:
    points = around(shapely.get_coordinates(border.geometry), 70_000, 1, 100_000, seed=4)
    some = np.arange(0, 70_000, 500)
    assert border.locate(points).iloc[some].reset_index(drop=True).equals(border.locate(points[some]))


def test_equal_distances_give_the_western_foot_and_say_so() -> None:
    border = Border(shapely.LineString([(0, 0), (0, 1), (2, 1), (2, 0)]))  # an arch
    found = border.locate([(1, -0.5), (0.9, -0.5), (1, 0.9)])
    assert found.km_tie.tolist() == [True, False, False]
    assert found.border_km[0] == found.km_from[0] == 0
    assert found.km_to[0] == pytest.approx(border.length_km, abs=1e-6)
    assert found.foot_lon[0] == 0


def test_the_centre_of_a_round_border_is_equally_far_from_all_of_it() -> None:
    azimuths = np.linspace(0, 350, 36)
    lon, lat, _ = GEOD.fwd(np.full(36, 30.0), np.full(36, 40.0), azimuths, np.full(36, 50_000.0))
    border = Border(shapely.LineString(np.column_stack([lon, lat])))
    found = border.locate([(30, 40)])
    assert found.km_tie[0]
    assert found.km_from[0] < 10
    assert found.km_to[0] > border.length_km - 10


def test_a_point_on_the_other_side_of_the_globe_has_a_foot(border: Border) -> None:
    lon, lat = shapely.get_coordinates(border.point_at(700))[0]
    found = border.locate([(lon - 180, -lat)]).iloc[0]
    assert 0 <= found.border_km <= border.length_km
    assert 19_000_000 < found.offset_m < 20_004_000
