"""The bounds on which the search for feet rests, against geodesics in all directions from all latitudes."""

from __future__ import annotations

import numpy as np
import pytest
from tests.border.reference import GEOD, Floats

from borderatlas.border.geodesy import arc_of_chord, chord_slack, dots, headings, lengths, to_lonlat, to_vectors

COUNT = 20_000


def geodesics(shortest_m: float, longest_m: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Starts and ends in space, azimuths at the start, and lengths."""
    rng = np.random.default_rng(10)
    lon, lat = rng.uniform(-180, 180, COUNT), np.degrees(np.arcsin(rng.uniform(-1, 1, COUNT)))
    azimuth, length = rng.uniform(0, 360, COUNT), rng.uniform(shortest_m, longest_m, COUNT)
    end = GEOD.fwd(lon, lat, azimuth, length)[:2]
    return to_vectors(np.column_stack([lon, lat])), to_vectors(np.column_stack(end)), azimuth, length


@pytest.mark.parametrize("longest_m", [1e4, 1e5, 1e6, 5e6, 1e7, 2e7])
def test_a_chord_that_is_longer_by_the_slack_has_the_longer_geodesic(longest_m: float) -> None:
    start, end, _, length = geodesics(longest_m / 10, longest_m)
    chord = lengths(end - start)
    order = np.argsort(chord)
    chord, length = chord[order], length[order]
    longest_so_far = np.maximum.accumulate(length)
    beyond = np.searchsorted(chord, chord + chord_slack(chord), side="right")
    shortest_from = np.append(np.minimum.accumulate(length[::-1])[::-1], np.inf)
    assert (shortest_from[beyond] >= longest_so_far - 1e-6).all()


@pytest.mark.parametrize("longest_m", [1e4, 1e5, 1e6, 5e6, 9e6])
def test_feet_in_space_lie_within_the_slack_of_feet_on_the_ellipsoid(longest_m: float) -> None:
    start, end, azimuth, _ = geodesics(longest_m / 10, longest_m)
    along = headings(start, azimuth + 90)  # of a line that the geodesic meets square
    assert (np.abs(dots(end - start, along)) <= chord_slack(lengths(end - start)) + 1e-6).all()


def test_arcs_of_chords_up_to_100_km_are_right_to_two_centimetres() -> None:
    start, end, _, length = geodesics(0, 100_000)
    assert np.abs(arc_of_chord(lengths(end - start)) - length).max() < 0.02


def test_degrees_and_vectors_are_each_other_s_inverse() -> None:
    lonlat = np.array([(0.0, 0), (179.9, -45), (-120, 89.999), (37, -89.5), (68.6, 37.19)])
    assert to_lonlat(to_vectors(lonlat)) == pytest.approx(lonlat, abs=1e-9)
    assert lengths(to_vectors(lonlat[:1])) == pytest.approx([6_378_137])
