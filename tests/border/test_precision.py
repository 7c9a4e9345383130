"""The kilometres that a place may have which is known to a precision."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from tests.border.reference import GEOD, Floats, around

from borderatlas.border import Border
from borderatlas.errors import GeometryError


@pytest.mark.parametrize("radius_m", [5, 300, 5_000, 80_000])
def test_every_position_within_the_precision_has_its_foot_in_the_stretch(line: Floats, radius_m: float) -> None:
    border = Border(shapely.LineString(line))
    points = around(line, 25, 1, 2_000_000, seed=radius_m)
    stretch = border.locate(points, radius_m)
    rng = np.random.default_rng(radius_m)
    for away in (1.0, 1.0, 1.0, 0.8, 0.5, 0.2):
        azimuth = rng.uniform(0, 360, (25, 60)).ravel()
        lon, lat = np.repeat(points, 60, axis=0).T
        positions = np.column_stack(GEOD.fwd(lon, lat, azimuth, np.full(1_500, away * radius_m))[:2])
        found = border.locate(positions)
        assert (found.km_from.to_numpy().reshape(25, 60).min(axis=1) >= stretch.km_from - 1e-6).all()
        assert (found.km_to.to_numpy().reshape(25, 60).max(axis=1) <= stretch.km_to + 1e-6).all()


def test_a_wider_precision_never_gives_a_narrower_stretch(line: Floats) -> None:
    border = Border(shapely.LineString(line))
    points = around(line, 40, 1, 12_000_000, seed=7)
    before = border.locate(points)
    for radius_m in (0, 0.5, 3, 40, 500, 2_000, 2_001, 30_000, 400_000, 5_000_000):
        after = border.locate(points, radius_m)
        assert (after.km_from <= before.km_from).all()
        assert (after.km_to >= before.km_to).all()
        before = after


def test_along_a_straight_line_the_stretch_is_as_wide_as_the_disc() -> None:
    border = Border(shapely.LineString([(10, 0), (12, 0)]))
    found = border.locate([(11, 0.01), (11, -0.4)], 1_000)
    assert (found.border_km - found.km_from).to_numpy() == pytest.approx([1, 1], abs=0.005)
    assert (found.km_to - found.border_km).to_numpy() == pytest.approx([1, 1], abs=0.005)


def test_stretches_on_the_shipped_line_are_little_wider_than_need_be(border: Border) -> None:
    points = around(shapely.get_coordinates(border.geometry), 60, 1, 50_000, seed=8)
    stretch = border.locate(points, 3_000)
    azimuth = np.tile(np.arange(0, 360, 1.0), 60)
    lon, lat = np.repeat(points, 360, axis=0).T
    km = [
        border.locate(np.column_stack(GEOD.fwd(lon, lat, azimuth, np.full(len(lon), away))[:2])).border_km.to_numpy()
        for away in (3_000.0, 2_000.0, 1_000.0)
    ]
    seen = np.concatenate([values.reshape(60, 360) for values in km], axis=1)
    assert (stretch.km_to - stretch.km_from).sum() < 1.2 * (seen.max(axis=1) - seen.min(axis=1)).sum()


def test_exact_points_have_one_kilometre_and_unknown_precisions_none(border: Border) -> None:
    points = [(71.5, 37.5), (70.8, 38.4), (69, 37)]
    exact = border.locate(points, [0, 0, 0])
    assert exact.equals(border.locate(points))
    assert (exact.km_from == exact.border_km).all()
    assert (exact.km_to == exact.border_km).all()
    unknown = border.locate(points, [0, np.nan, 0])
    assert unknown.km_from.isna().tolist() == unknown.km_to.isna().tolist() == [False, True, False]
    assert unknown.side[1] == "undetermined"
    assert unknown.border_km.equals(exact.border_km)


def test_near_the_other_side_of_the_globe_the_stretch_is_the_whole_line(border: Border) -> None:
    found = border.locate((-109, -37), 1_000).iloc[0]
    assert (found.km_from, found.km_to) == (0, border.length_km)


@pytest.mark.parametrize(
    ("precision", "message"),
    [(-1, "holds -1"), (np.inf, "holds inf"), ([1, 2], "2 radii for 3 rows"), ([[1.0, 2, 3]], "3 radii for 3 rows")],
)
def test_a_precision_that_is_no_radius_is_refused(border: Border, precision: object, message: str) -> None:
    with pytest.raises(GeometryError, match=message):
        border.locate([(71, 37)] * 3, precision)
