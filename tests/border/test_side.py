"""On which bank: against polygons, for discs that touch both, at bends and beyond the ends."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import shape
from tests.border.reference import GEOD, around

from borderatlas.border import Border

ROOT = Path(__file__).parents[2]


def test_sides_agree_with_the_polygons_of_both_countries(drawn: Border) -> None:
    countries = {
        feature["properties"]["code"]: shape(feature["geometry"])
        for feature in json.loads((ROOT / "geodata/base/countries.geojson").read_text("utf-8"))["features"]
    }
    rng = np.random.default_rng(0)
    feet = shapely.get_coordinates(drawn.point_at(rng.uniform(0, drawn.length_km, 100_000)))
    azimuth, away = rng.uniform(0, 360, 100_000), rng.uniform(0, 30_000, 100_000)
    points = np.column_stack(GEOD.fwd(*feet.T, azimuth, away)[:2])
    found = drawn.locate(points)
    compared = 0
    for code in ("TJK", "AFG"):
        shapely.prepare(countries[code])
        inside = shapely.contains_xy(countries[code], points) & (found.side != "undetermined").to_numpy()
        wrong = found[inside & (found.side != code).to_numpy()]
        assert len(wrong) <= 5
        assert (wrong.offset_m < 1).all()
        compared += inside.sum()
    assert compared > 97_000


def test_left_and_right_have_names_only_where_told() -> None:
    line = shapely.LineString([(10, 50), (11, 50)])
    points = [(10.5, 50.1), (10.5, 49.9)]
    assert Border(line).locate(points).side.tolist() == ["left", "right"]
    assert Border(line, left="DEU", right="AUT").locate(points).side.tolist() == ["DEU", "AUT"]


def test_at_a_bend_both_edges_tell_the_side() -> None:
    border = Border(shapely.LineString([(10, 50), (10.1, 50), (10.05, 50.02)]))  # a sharp turn to the left
    outside = [(10.12, 50.001), (10.11, 49.999), (10.12, 49.99)]  # each beyond the tip, whose foot is the vertex
    found = border.locate([*outside, (10.09, 50.001)])
    assert found.side.tolist() == ["right", "right", "right", "left"]


def test_a_spike_without_width_has_no_sides_beyond_its_tip() -> None:
    border = Border(shapely.LineString([(10, 50), (10, 51), (10, 49)]))
    assert border.locate((10, 51.1)).side.tolist() == ["undetermined"]


def test_a_disc_that_reaches_the_line_lies_on_no_bank(border: Border) -> None:
    points = around(shapely.get_coordinates(border.geometry), 500, 10, 50_000, seed=5)
    offset = border.locate(points).offset_m.to_numpy()
    assert (border.locate(points, offset + 1).side == "undetermined").all()
    assert (border.locate(points, offset * 0.01).side != "undetermined").mean() > 0.9


def test_no_position_of_a_claimed_disc_lies_on_another_bank(border: Border) -> None:
    rng = np.random.default_rng(6)
    points = around(shapely.get_coordinates(border.geometry), 150, 100, 100_000, seed=6)
    radius = np.exp(rng.uniform(np.log(10), np.log(50_000), len(points)))
    claimed = border.locate(points, radius).side.to_numpy()
    assert 30 < (claimed != "undetermined").sum() < 150
    for azimuth in range(0, 360, 20):
        for part in (1, 0.7):
            rim = GEOD.fwd(*points.T, np.full(len(points), float(azimuth)), radius * part)[:2]
            side = border.locate(np.column_stack(rim)).side.to_numpy()
            assert ((side == claimed) | (claimed == "undetermined")).all()


def test_beyond_the_ends_there_are_no_banks() -> None:
    border = Border(shapely.LineString([(10, 0), (11, 0)]))
    found = border.locate([(9.9, 0.05), (11.1, -0.05), (10.1, 0.05), (10.9, -0.05)])
    assert found.side.tolist() == ["undetermined", "undetermined", "left", "right"]
    assert found.border_km[0] == 0
    assert found.border_km[1] == pytest.approx(border.length_km)


def test_a_disc_that_reaches_past_an_end_lies_on_no_bank() -> None:
    border = Border(shapely.LineString([(10, 0), (11, 0)]))
    assert border.locate((10.05, 0.2), [4_000]).side.tolist() == ["left"]
    assert border.locate((10.05, 0.2), [8_000]).side.tolist() == ["undetermined"]  # the end is 5.6 km to the west


def test_the_sides_of_a_gap_are_open() -> None:
    border = Border(shapely.MultiLineString([[(10, 0), (11, 0)], [(11.5, 0), (12, 0)]]))
    found = border.locate([(10.5, 0.1), (11.25, 0.1), (11.75, 0.1)])
    assert found.side.tolist() == ["left", "undetermined", "left"]


def test_a_ring_has_no_ends() -> None:
    border = Border(shapely.LineString([(10, 0), (11, 0), (11, 1), (10, 1), (10, 0)]), left="VAT", right="ITA")
    found = border.locate([(10.5, 0.5), (9.95, -0.05), (10.01, 0.01), (11.2, 1.1)])
    assert found.side.tolist() == ["VAT", "ITA", "VAT", "ITA"]


def test_a_point_on_the_line_lies_on_no_bank(border: Border) -> None:
    assert (border.locate(border.point_at(np.arange(0, 1340, 10.0))).side == "undetermined").all()
