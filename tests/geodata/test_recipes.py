"""The committed border line and backdrop are what their recipe makes, and hold what the pages count on."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import shape

GEODATA = Path(__file__).parents[2] / "geodata"
BASE = GEODATA / "base"
COLLECTIONS = ["border", *(f"base/{path.stem}" for path in sorted(BASE.glob("*.geojson")))]
AREAS = ["base/countries", "base/lakes", "base/provinces"]
LARGEST = 600_000

Feature = dict[str, Any]


def collection(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((GEODATA / f"{name}.geojson").read_text(encoding="utf-8"))
    return content


def features(name: str) -> list[Feature]:
    found: list[Feature] = collection(name)["features"]
    return found


def checksums() -> dict[str, str]:
    lines = (GEODATA / "recipes/checksums.txt").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def rings(feature: Feature) -> list[shapely.LinearRing]:
    return list(shapely.get_rings(shapely.get_parts(shape(feature["geometry"]))))


def edges(coordinates: np.ndarray[Any, Any]) -> set[frozenset[tuple[float, float]]]:
    points = [(float(x), float(y)) for x, y in coordinates]
    return {frozenset(pair) for pair in pairwise(points)}


def test_the_backdrop_is_there():
    assert {Path(name).name for name in COLLECTIONS} == {
        "border",
        "border_drawn",
        "countries",
        "lakes",
        "provinces",
        "rivers",
        "towns",
    }


def test_every_file_has_the_checksum_that_the_recipe_wrote_down():
    made = {"border.geojson", *(f"base/{path.name}" for path in BASE.iterdir())}
    assert {name: hashlib.sha256((GEODATA / name).read_bytes()).hexdigest() for name in made} == checksums()


def test_the_readme_of_the_recipes_names_every_file_and_checksum():
    text = (GEODATA / "recipes/README.md").read_text(encoding="utf-8")
    assert [entry for entry in checksums().items() if not all(part in text for part in entry)] == []


@pytest.mark.parametrize("name", COLLECTIONS)
def test_files_are_small_and_follow_rfc_7946(name: str):
    content = collection(name)
    assert (GEODATA / f"{name}.geojson").stat().st_size <= LARGEST
    assert set(content) == {"type", "bbox", "features"}
    found = shapely.total_bounds([shape(feature["geometry"]) for feature in content["features"]])
    assert content["bbox"] == found.tolist()
    keys = [feature["id"] for feature in content["features"]]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_no_coordinate_has_more_than_seven_decimals(name: str):
    coordinates = shapely.get_coordinates([shape(feature["geometry"]) for feature in features(name)])
    assert np.array_equal(coordinates, np.round(coordinates, 7))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_feature_says_where_it_comes_from(name: str):
    silent = [
        (feature["id"], member)
        for feature in features(name)
        for member in ("source", "licence", "attribution")
        if not feature["properties"][member].strip()
    ]
    assert silent == []


@pytest.mark.parametrize("name", [name for name in COLLECTIONS if "border" not in name])
def test_names_are_never_empty_and_english_is_always_there(name: str):
    for feature in features(name):
        names = feature["properties"]["names"]
        assert set(names) <= {"en", "tg", "fa", "ru"}
        assert all(text.strip() == text != "" for text in names.values()), feature["id"]
        nameless = name == "base/lakes" and feature["id"].startswith("lake-")
        assert ("en" in names) is not nameless, feature["id"]


def test_the_border_is_one_line_of_the_known_vertices_and_length_from_west_to_east():
    (border,) = features("border")
    line = np.array(border["geometry"]["coordinates"])
    assert border["geometry"]["type"] == "LineString"
    assert line.shape == (7351, 2)
    assert line[0] == pytest.approx((67.780901, 37.181600))
    assert line[-1] == pytest.approx((74.889862, 37.234090), abs=1e-6)
    metres = Geod(ellps="WGS84").line_length(line[:, 0], line[:, 1])
    assert metres == pytest.approx(1_343_956, abs=1)
    assert border["properties"]["length_km"] == pytest.approx(metres / 1000, abs=0.0005)
    assert shapely.LineString(line).is_simple


def test_the_drawn_border_is_the_edge_that_the_two_countries_share():
    (drawn,) = features("base/border_drawn")
    line = np.array(drawn["geometry"]["coordinates"])
    assert line.shape == (2094, 2)
    sides = {
        feature["id"]: set().union(*(edges(shapely.get_coordinates(ring)) for ring in rings(feature)))
        for feature in features("base/countries")
    }
    assert edges(line) == sides["AFG"] & sides["TJK"]


def test_the_drawn_border_stays_near_the_measured_one():
    (border,), (drawn,) = features("border"), features("base/border_drawn")
    line, simple = shape(border["geometry"]), shape(drawn["geometry"])
    # 0.0021 degrees of longitude are 185 m here.
    assert line.hausdorff_distance(simple) < 0.0021
    assert drawn["geometry"]["coordinates"][0] == pytest.approx(border["geometry"]["coordinates"][0], abs=1e-6)
    assert drawn["geometry"]["coordinates"][-1] == pytest.approx(border["geometry"]["coordinates"][-1], abs=1e-6)


@pytest.mark.parametrize("name", AREAS)
def test_areas_are_valid_and_right_hand_wound(name: str):
    for feature in features(name):
        geometry = shape(feature["geometry"])
        assert geometry.is_valid, feature["id"]
        for part in shapely.get_parts(geometry):
            assert part.exterior.is_ccw, feature["id"]
            assert not any(ring.is_ccw for ring in part.interiors), feature["id"]


@pytest.mark.parametrize("name", AREAS)
def test_labels_stand_inside_what_they_name(name: str):
    for feature in features(name):
        geometry = shape(feature["geometry"])
        labels = feature["properties"]["labels"]
        assert labels
        assert all(geometry.contains(shapely.Point(label)) for label in labels), feature["id"]


@pytest.mark.parametrize("name", ["base/countries", "base/provinces"])
def test_neighbours_neither_overlap_nor_gape(name: str):
    assert shapely.coverage_is_valid([shape(feature["geometry"]) for feature in features(name)])


def test_provinces_lie_in_their_country():
    countries = {feature["id"]: shape(feature["geometry"]) for feature in features("base/countries")}
    for feature in features("base/provinces"):
        geometry = shape(feature["geometry"])
        inside = geometry.intersection(countries[feature["properties"]["country"]]).area
        assert inside == pytest.approx(geometry.area, rel=1e-4), feature["id"]


@pytest.mark.parametrize(
    ("town", "province"),
    [("Khorugh (Khorog)", "TJ-GB"), ("Dushanbe", "TJ-DU"), ("Kunduz", "AF-KDZ"), ("Taloqan", "AF-TAK")],
)
def test_known_towns_stand_in_their_province(town: str, province: str):
    (point,) = (f for f in features("base/towns") if f["properties"]["names"]["en"] == town)
    (area,) = (f for f in features("base/provinces") if f["id"] == province)
    assert point["properties"]["province"] == province
    assert shape(area["geometry"]).contains(shape(point["geometry"]))


def test_town_distances_are_geodesic():
    """Khorugh lies on the line, Mazar-i-Sharif far off; both are compared with a dense sample of the line."""
    (border,) = features("border")
    line = shape(border["geometry"])
    samples = shapely.get_coordinates(shapely.segmentize(line, 0.0005))
    geod = Geod(ellps="WGS84")
    for name in ("Khorugh (Khorog)", "Mazar-i-Sharif"):
        (town,) = (f for f in features("base/towns") if f["properties"]["names"]["en"] == name)
        lon, lat = (np.full(len(samples), value) for value in town["geometry"]["coordinates"])
        _, _, metres = geod.inv(lon, lat, samples[:, 0], samples[:, 1])
        assert town["properties"]["border_km"] == pytest.approx(metres.min() / 1000, abs=0.06)


def test_rivers_carry_what_the_map_draws():
    for feature in features("base/rivers"):
        assert feature["geometry"]["type"] == "LineString"
        assert feature["properties"]["order"] in {1, 2, 3}
        assert feature["properties"]["quality"] in {"A", "B", "C"}
    assert {f["properties"]["code"] for f in features("base/rivers")} >= {
        "panj",
        "amu-darya",
        "pamir",
        "vakhsh",
        "gunt",
    }


@pytest.mark.parametrize("name", ["banks", "reaches"])
def test_stretches_cover_the_border_without_gap(name: str):
    table = json.loads((BASE / f"{name}.json").read_text(encoding="utf-8"))
    (border,) = features("border")
    assert table["version"] == border["properties"]["version"]
    for stretches in table["banks"].values() if name == "banks" else [table["reaches"]]:
        assert stretches[0]["from_km"] == 0
        assert stretches[-1]["to_km"] == border["properties"]["length_km"]
        assert all(a["to_km"] == b["from_km"] > a["from_km"] for a, b in pairwise(stretches))


@pytest.mark.network
@pytest.mark.skipif(
    "BORDERATLAS_RECIPES" not in os.environ,
    reason="set BORDERATLAS_RECIPES to a Python that has geodata/recipes/requirements.txt installed",
)
def test_the_recipe_makes_the_same_bytes():
    python = os.environ["BORDERATLAS_RECIPES"] or sys.executable
    command = [python, str(GEODATA / "recipes/make.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
