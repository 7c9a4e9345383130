"""The nearest of some sites against the plain way: every distance, and every place within the precision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from tests.measures.made import NOTHING, Made, made_entries

from borderatlas.measures.nearest import nearest_columns
from borderatlas.measures.sites import longest_gaps
from borderatlas.measures.stretches import Stretches, by_length, by_nearest

if TYPE_CHECKING:
    from borderatlas.measures.entries import Entries

GEOD = Geod(ellps="WGS84")
LENGTH = 1000.0
few = settings(max_examples=200, deadline=None)


def placed(spans: list[tuple[float, float]]) -> Entries:
    """Entries from km to km, ascending by their middle."""
    return made_entries([Made(span) for span in sorted(spans, key=sum)])


def at(lonlat: np.ndarray) -> Entries:
    """Entries at points, all at one kilometre."""
    entries = made_entries([Made((1.0, 1.0))] * len(lonlat))
    return replace(entries, places=replace(entries.places, lonlat=lonlat))


def anywhere(count: int, seed: int) -> Entries:
    """Entries all over the earth, some of them close together."""
    random = np.random.default_rng(seed)
    lonlat = np.column_stack([random.uniform(-180, 180, count), np.degrees(np.arcsin(random.uniform(-1, 1, count)))])
    lonlat[1::2] = np.clip(
        lonlat[: len(lonlat[1::2])] + random.normal(0, 1e-4, lonlat[1::2].shape), (-180, -90), (180, 90)
    )
    return at(lonlat)


@pytest.mark.parametrize("sites", [1, 3, 7, 400])
def test_the_straight_nearest_is_the_one_with_the_shortest_geodesic(sites: int) -> None:
    events, posts = anywhere(150, seed=sites), anywhere(sites, seed=1000 + sites)
    columns = nearest_columns(events, posts, LENGTH, "post")
    lonlat = np.repeat(events.places.lonlat, sites, axis=0), np.tile(posts.places.lonlat, (150, 1))
    metres = np.array(GEOD.inv(*lonlat[0].T, *lonlat[1].T)[2]).reshape(150, sites)
    assert np.allclose(columns["nearest_post_straight_km"].astype(float), metres.min(axis=1) / 1000, atol=0.001)
    assert list(columns["nearest_post_straight_id"]) == [f"e{row}" for row in metres.argmin(axis=1)]


def test_of_sites_that_are_almost_equally_far_the_earth_s_flattening_is_not_forgotten() -> None:
    azimuth = np.linspace(0, 360, 48, endpoint=False)
    metres = 9_000_000 + 10.0 * np.random.default_rng(1).permutation(48)
    lon, lat, _ = GEOD.fwd(np.full(48, 70.0), np.full(48, 37.0), azimuth, metres)
    columns = nearest_columns(at(np.array([[70.0, 37.0]])), at(np.column_stack([lon, lat])), LENGTH, "post")
    assert columns["nearest_post_straight_id"][0] == f"e{metres.argmin()}"
    assert columns["nearest_post_straight_km"][0] == pytest.approx(9000, abs=0.001)


spans = st.tuples(st.floats(0, LENGTH), st.sampled_from([0.0, 1.0, 30.0, 200.0])).map(
    lambda span: (max(span[0] - span[1], 0), min(span[0] + span[1], LENGTH))
)


@few
@given(st.lists(spans, min_size=1, max_size=5), spans, st.integers(0, 2**32 - 1))
def test_a_certain_nearest_is_the_nearest_wherever_all_of_them_lie(
    sites: list[tuple[float, float]], event: tuple[float, float], seed: int
) -> None:
    posts = placed(sites)
    columns = nearest_columns(placed([event]), posts, LENGTH, "post")
    random = np.random.default_rng(seed)
    found = int(columns["nearest_post_id"][0].removeprefix("e"))
    for _ in range(50):
        away = np.abs(random.uniform(posts.places.km_from, posts.places.km_to) - random.uniform(*event))
        if columns["nearest_post_certain"][0]:
            assert away[found] <= away.min() + 1e-9
        assert columns["nearest_post_km_least"][0] - 0.001 <= away[found] <= columns["nearest_post_km_most"][0] + 0.001
    middles = np.abs(posts.places.km - sum(event) / 2)
    assert middles[found] <= middles.min() + 1e-9


@few
@given(st.lists(spans, min_size=1, max_size=5))
def test_every_kilometre_is_nearest_to_one_site_or_another(sites: list[tuple[float, float]]) -> None:
    stretches = by_nearest(LENGTH, placed(sites).places)
    assert np.isclose(stretches.lengths.sum(), LENGTH)
    assert (stretches.low[:-1] <= stretches.low[1:]).all()
    assert (stretches.high[:-1] <= stretches.high[1:]).all()
    km = np.linspace(0, LENGTH, 500)
    first, last = stretches.holding(km, km)
    assert ((first >= 0) & (first <= last) & (last < len(sites))).all()


def test_without_sites_there_is_no_nearest() -> None:
    columns = nearest_columns(placed([(1, 2)]), placed([]), LENGTH, "post")
    assert all(column.isna().all() for column in columns.values())


def test_the_longest_gap_is_that_of_which_a_part_lies_in_a_stretch() -> None:
    gaps = longest_gaps(by_length(LENGTH, 250), np.array([10.0, 100.0, 400.0, 450.0]))
    assert np.array_equal(gaps, [300, 300, NOTHING, NOTHING], equal_nan=True)
    for end, second in ((700.0, 450), (300.0, 50)):  # a gap that only touches a stretch has no part in it
        gaps = longest_gaps(by_length(LENGTH, 250), np.array([10.0, 250.0, end]))
        assert gaps[:2].tolist() == [240, second]
    assert np.isnan(longest_gaps(by_length(LENGTH, 250), np.array([10.0]))).all()
    assert np.isnan(longest_gaps(by_length(LENGTH, 250), np.array([]))).all()


def test_bounds_whose_ranges_overlap_stay_in_order() -> None:
    stretches = Stretches.between(np.array([0.0, 10, 11, 20]), np.array([8.0, 5]), np.array([14.0, 12]))
    assert stretches.low.tolist() == [5, 5]
    assert stretches.high.tolist() == [14, 14]
    first, last = stretches.holding(np.array([1.0, 6, 13, 15]), np.array([4.0, 6, 13, 15]))
    assert list(zip(first.tolist(), last.tolist(), strict=True)) == [(0, 0), (0, 2), (0, 2), (2, 2)]
