"""What holds for any line, found by trying many."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.border.reference import GEOD, Floats, around

from borderatlas.border import Border

few = settings(max_examples=40, deadline=None)


@st.composite
def lines(draw: st.DrawFn) -> Floats:
    """Lines that never turn by more than 60° off their course, so that no part comes back to another; shape (n, 2)."""
    lon, lat = draw(st.floats(-180, 180)), draw(st.floats(-89.9, 89.9))
    course = draw(st.floats(0, 360))
    step = draw(st.sampled_from([30.0, 1_000.0, 40_000.0]))
    turns = draw(st.lists(st.tuples(st.floats(-60, 60), st.floats(0.1, 3)), min_size=1, max_size=12))
    vertices = [(lon, lat)]
    for turn, times in turns:
        lon, lat, back = GEOD.fwd(lon, lat, course + turn, step * times)
        vertices.append((lon, lat))
        course = back + 180 - turn
    return np.array(vertices)


@few
@given(lines(), st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_kilometre_of_the_place_at_a_kilometre_is_that_kilometre(line: Floats, parts: list[float]) -> None:
    border = Border(shapely.LineString(line))
    km = np.array(parts) * border.length_km
    found = border.locate(border.point_at(km))
    assert np.abs(found.border_km - km).max() < 0.001
    assert found.offset_m.max() < 0.01


def test_it_holds_on_the_shipped_line(border: Border) -> None:
    km = np.linspace(0, border.length_km, 20_000)
    assert np.abs(border.locate(border.point_at(km)).border_km - km).max() < 0.001


@few
@given(lines(), st.lists(st.floats(0.01, 0.99), min_size=1, max_size=5, unique=True))
def test_the_lengths_of_parts_sum_to_the_whole(line: Floats, parts: list[float]) -> None:
    border = Border(shapely.LineString(line))
    cuts = [0, *sorted(parts), 1]
    stretches = [border.between(a * border.length_km, b * border.length_km) for a, b in pairwise(cuts)]
    lengths = [Border(stretch).length_km for stretch in stretches if stretch.length]
    assert np.isclose(sum(lengths), border.length_km, atol=1e-6)


@few
@given(lines(), st.integers(0, 2**32 - 1))
def test_reversing_the_line_mirrors_kilometres_and_banks(line: Floats, seed: int) -> None:
    points = around(line, 30, 1, 3_000_000, seed)
    there = Border(shapely.LineString(line)).locate(points, 500)
    back = Border(shapely.LineString(line[::-1])).locate(points, 500)
    length = Border(shapely.LineString(line)).length_km
    sure = ~(there.km_tie | back.km_tie)
    assert (there.km_tie == back.km_tie).mean() > 0.9
    assert np.abs(there.border_km + back.border_km - length)[sure].to_numpy().max(initial=0) < 0.001
    assert np.abs(there.km_from + back.km_to - length)[sure].to_numpy().max(initial=0) < 0.3
    assert np.abs(there.offset_m - back.offset_m).max() < 0.11
    other = {"left": "right", "right": "left", "undetermined": "undetermined"}
    assert (there.side.map(other) == back.side)[sure].mean() > 0.9


@few
@given(lines(), st.sampled_from([-360.0, 360.0]), st.integers(0, 2**32 - 1))
def test_moving_everything_once_round_the_globe_changes_nothing(line: Floats, turn: float, seed: int) -> None:
    points = around(line, 30, 1, 3_000_000, seed)
    here = Border(shapely.LineString(line)).locate(points, 500)
    moved = np.array([turn, 0.0])
    there = Border(shapely.LineString(line + moved)).locate(points + moved, 500)
    sure = ~(here.km_tie | there.km_tie)
    assert np.abs(here.border_km - there.border_km)[sure].to_numpy().max(initial=0) < 0.001
    assert np.abs(here.offset_m - there.offset_m).max() < 0.11
    assert np.abs(here.km_from - there.km_from)[sure].to_numpy().max(initial=0) < 0.3


@few
@given(lines(), st.integers(0, 2**32 - 1))
def test_a_repeated_vertex_changes_nothing(line: Floats, seed: int) -> None:
    repeated = np.repeat(line, np.random.default_rng(seed).integers(1, 4, len(line)), axis=0)
    border = Border(shapely.LineString(repeated))
    assert np.array_equal(shapely.get_coordinates(border.geometry), line)
    assert np.array_equal(border.kilometres, Border(shapely.LineString(line)).kilometres)
