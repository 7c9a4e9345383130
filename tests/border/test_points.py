"""The forms in which points come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely

from borderatlas.errors import GeometryError

if TYPE_CHECKING:
    from borderatlas.border import Border

LONLAT = [(71.5, 37.5), (70.8, 38.4), (69.0, 37.0)]
COLUMNS = ["border_km", "km_from", "km_to", "offset_m", "side", "foot_lon", "foot_lat", "km_tie"]


def test_all_forms_give_the_same_answer(border: Border) -> None:
    answer = border.locate(np.array(LONLAT))
    assert answer.columns.tolist() == COLUMNS
    points = [shapely.Point(place) for place in LONLAT]
    for form in (LONLAT, iter(LONLAT), points, np.array(points), iter(points), gpd.GeoSeries(points)):
        assert border.locate(form).equals(answer)
    assert border.locate(points[0]).equals(border.locate(LONLAT[0]))
    assert border.locate(points[0]).equals(answer[:1])


def test_a_series_is_reprojected_and_keeps_its_index(border: Border) -> None:
    series = gpd.GeoSeries.from_xy(*np.array(LONLAT).T, index=["a", "b", "c"], crs="EPSG:4326")
    answer = border.locate(series)
    assert answer.index.tolist() == ["a", "b", "c"]
    for form in (series.to_crs("EPSG:32642"), gpd.GeoDataFrame(geometry=series.to_crs("EPSG:3857"))):
        projected = border.locate(form)
        assert projected.index.tolist() == ["a", "b", "c"]
        assert projected.border_km.to_numpy() == pytest.approx(answer.border_km.to_numpy(), abs=1e-6)


def test_missing_and_empty_points_give_rows_without_numbers(border: Border) -> None:
    points = [None, shapely.Point(71.5, 37.5), shapely.Point()]
    for form in (points, gpd.GeoSeries(points, index=[7, 8, 9], crs="EPSG:4326")):
        found = border.locate(form, [1, 1000, np.nan])
        assert found.border_km.isna().tolist() == found.foot_lat.isna().tolist() == [True, False, True]
        assert found.side.tolist()[::2] == ["undetermined"] * 2
        assert found.km_tie.tolist() == [False] * 3
        assert found.km_from.iloc[1] < found.border_km.iloc[1] < found.km_to.iloc[1]


@pytest.mark.parametrize("nothing", [[], np.empty((0, 2)), gpd.GeoSeries([], crs="EPSG:4326")])
def test_no_points_give_no_rows(border: Border, nothing: object) -> None:
    found = border.locate(nothing)
    assert len(found) == 0
    assert found.columns.tolist() == COLUMNS


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ([(71, 37), (np.nan, 37)], r"Point 1 is \(nan, 37\)"),
        ([(71, np.inf)], "finite"),
        ([(37.5, 171.5)], "latitude 171.5, beyond 90 degrees.*swap"),
        ([(500_000, 4_100_000)], "projected"),
        ([1, 2, 3], r"found shape \(3,\)"),
        ([(1, 2, 3)], r"found shape \(1, 3\)"),
        ([(1, 2), (3,)], "rows of longitude and latitude"),
        (["here"], "rows of longitude and latitude"),
        ([shapely.Point(71, 37), shapely.LineString([(0, 0), (1, 1)])], "Geometry 1 is a LineString.*locate_geometry"),
        (gpd.GeoSeries([shapely.Point(1, 95)], index=["x"], crs="EPSG:4326"), "Point x has latitude 95"),
    ],
)
def test_points_that_are_no_places_are_refused_with_their_row(border: Border, points: object, message: str) -> None:
    with pytest.raises(GeometryError, match=message):
        border.locate(points)


def test_coordinates_swapped_within_bounds_lie_honestly_far_away(border: Border) -> None:
    found = border.locate((37.5, 71.5)).iloc[0]
    assert found.offset_m > 3_000_000
