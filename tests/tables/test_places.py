"""Where rows lie: columns of degrees, WKT, WKB and GeoJSON; any CRS, declared or named; and places that are none."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
from pyproj import Transformer

from borderatlas.border.notation import read_angle
from borderatlas.errors import LayerError, UsageError
from borderatlas.tables import Places
from borderatlas.tables.places import read_number

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

POYON = (68.6, 37.19)
UTM = Transformer.from_crs("EPSG:4326", "EPSG:32642", always_xy=True).transform(*POYON)
POINT = shapely.Point(POYON)


def at(found: Any, row: int = 0) -> tuple[float, float]:
    return tuple(shapely.get_coordinates(found.rows[row]["geometry"])[0])


# Columns


@pytest.mark.parametrize(
    "header",
    ["lat,lon", "Latitude,Longitude", "decimalLatitude,decimalLongitude", "y,x", " LAT , LNG ", "lat_dd,lon_dd"],
)
def test_columns_are_found_by_their_names_and_kept(read: Callable[..., Any], header: str) -> None:
    found = read(f"{header},name\n37.19,68.6,x\n")
    assert at(found) == pytest.approx(POYON)
    assert found.file.geometries == "points"
    assert len(found.file.placed_by) == 2
    assert found.rows[0]["name"] == "x"
    assert set(found.file.placed_by) < set(found.file.columns)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("37,19", "68,6"),
        ("37.19", "+68.60"),
        ("۳۷٫۱۹", "۶۸٫۶"),
        (" 37.19 ", "68.6"),
        ("37.19", "-291.4"),
        ("3.719e1", "68.6"),
    ],
)
def test_numbers_are_read_as_people_write_them(read: Callable[..., Any], lat: str, lon: str) -> None:
    assert at(read(f"lat;lon\n{lat};{lon}\n")) == pytest.approx(POYON)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234.567,5", None),
        ("464 510,4", 464510.4),
        ("4\u202f116\u202f041.7", 4116041.7),
        ("464,510.4", 464510.4),
        ("464.510,4", 464510.4),
        ("−5", -5),
        ("37 11", None),
        ("37 11 24", None),
        ("1_000", None),
        ("nan", None),
        ("inf", None),
        ("", None),
        ("1,2,3", None),
        ("0x10", None),
    ],
)
def test_numbers_that_may_mean_something_else_are_none(text: str, number: float | None) -> None:
    if text == "1.234.567,5":
        number = 1234567.5
    assert read_number(text) == number


def test_degrees_and_minutes_are_read_where_a_reader_is_given(read: Callable[..., Any]) -> None:
    content = 'lat,lon\n"37°11′24″N","68°36′E"\n37.19,68.6\nnorth,68.6\n'
    found = read(content, places=Places(read_angle=lambda text, axis: read_angle(text, axis).degrees))
    assert at(found) == pytest.approx(POYON)
    assert [problem.row for problem in found.file.problems] == [4]
    assert [problem.row for problem in read(content).file.problems] == [2, 4]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("wkt", "POINT (68.6 37.19)"),
        ("WKT", "point(68.6 37.19)"),
        ("the_geom", "SRID=4326;POINT(68.6 37.19)"),
        ("geom", POINT.wkb_hex),
        ("geom", "\\x" + POINT.wkb_hex.lower()),
        ("geometry", shapely.to_wkb(shapely.set_srid(POINT, 4326), hex=True, include_srid=True)),
        ("geometry", '{"type": "Point", "coordinates": [68.6, 37.19]}'),
    ],
)
def test_shapes_in_a_cell(read: Callable[..., Any], name: str, cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    found = read(f"name;{name}\nx;{quoted}\ny;\n")
    assert at(found) == pytest.approx(POYON)
    assert found.rows[1]["geometry"] is None
    assert found.file.geometries == "any"


def test_a_shape_goes_before_a_middle_and_a_word_is_no_shape(read: Callable[..., Any]) -> None:
    found = read('lat,lon,wkt,shape\n37,68,"LINESTRING (68 37, 69 38)",round\n37,68,,square\n')
    assert [row["geometry"].geom_type for row in found.rows] == ["LineString", "Point"]
    assert found.file.placed_by == ("wkt", "lat", "lon")


def test_columns_can_be_named(read: Callable[..., Any]) -> None:
    content = "lat,lon,Nord,Ost\n0,0,37.19,68.6\n"
    assert at(read(content, places=Places(lat="Nord", lon="ost"))) == pytest.approx(POYON)
    for places in (Places(lat="nord"), Places(lat="north", lon="ost"), Places(shape="outline")):
        with pytest.raises(UsageError, match=r"latitudes needs one of longitudes|no column '(north|outline)'"):
            read(content, places=places)


def test_places_are_left_alone_on_request(read: Callable[..., Any]) -> None:
    found = read("lat,lon\n97,x\n", places=None)
    assert found.file.geometries == "none"
    assert found.problems == []


def test_a_file_without_places_is_a_table_too(read: Callable[..., Any]) -> None:
    found = read("name,note\na,b\n")
    assert found.file.geometries == "none"
    assert found.rows == [{"name": "a", "note": "b", "geometry": None}]


# CRS


@pytest.mark.parametrize("form", [".gpkg", ".shp", ".fgb", ".geojson", ".parquet"])
def test_a_declared_crs_is_honoured(read: Callable[..., Any], tmp_path: Path, form: str) -> None:
    frame = gpd.GeoDataFrame({"name": ["x"]}, geometry=[POINT], crs=4326).to_crs(32642)
    if form == ".parquet":
        frame.to_parquet(tmp_path / "in.parquet")
    else:
        frame.to_file(tmp_path / f"in{form}")
    found = read(None, f"in{form}")
    assert at(found) == pytest.approx(POYON, abs=1e-6)
    assert "32642" in found.file.crs


@pytest.mark.parametrize("form", [".gpkg", ".shp", ".fgb", ".geojson", ".csv", ".parquet", ".wkt.csv"])
def test_a_missing_crs_is_asked_for_and_taken(read: Callable[..., Any], tmp_path: Path, form: str) -> None:
    path = tmp_path / f"in{form}"
    if form == ".csv":
        path.write_text(f"name,easting,northing\nx,{UTM[0]},{UTM[1]}\n", "utf-8")
    elif form == ".wkt.csv":
        path.write_text(f"name,wkt\nx,POINT ({UTM[0]} {UTM[1]})\n", "utf-8")
    elif form == ".geojson":
        path.write_text(json.dumps({"type": "Point", "coordinates": UTM}), "utf-8")
    else:
        frame = gpd.GeoDataFrame({"name": ["x"]}, geometry=[shapely.Point(UTM)])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it has no CRS
            frame.to_parquet(path) if form == ".parquet" else frame.to_file(path)
    with pytest.raises(LayerError, match=r"464\d{3}, 411\d{4} are no degrees.*--crs EPSG:32642"):
        read(None, path.name)
    for crs in ("EPSG:32642", 32642, "+proj=utm +zone=42 +datum=WGS84"):
        assert at(read(None, path.name, crs=crs)) == pytest.approx(POYON, abs=1e-5)


def test_a_wrong_crs_is_said_to_look_wrong_and_can_be_overruled(read: Callable[..., Any], tmp_path: Path) -> None:
    gpd.GeoDataFrame(geometry=[shapely.Point(UTM)], crs=4326).to_file(tmp_path / "in.gpkg")
    with pytest.raises(LayerError, match="says that its CRS is EPSG:4326"):
        read(None, "in.gpkg")
    assert at(read(None, "in.gpkg", crs="EPSG:32642")) == pytest.approx(POYON, abs=1e-5)


def test_cells_may_name_their_crs(read: Callable[..., Any]) -> None:
    assert at(read(f"wkt\nSRID=32642;POINT ({UTM[0]} {UTM[1]})\n")) == pytest.approx(POYON, abs=1e-5)
    with pytest.raises(LayerError, match="several CRS"):
        read("wkt\nSRID=32642;POINT (1 2)\nSRID=4326;POINT (1 2)\n")


def test_with_a_wrong_projection_in_the_environment(
    read: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fiona then loses the CRS of Shapefiles without a word."""
    gpd.GeoDataFrame({"a": [1]}, geometry=[POINT], crs=4326).to_crs(32642).to_file(tmp_path / "in.shp")
    monkeypatch.setenv("PROJ_DATA", str(tmp_path / "nowhere"))
    monkeypatch.setenv("PROJ_LIB", str(tmp_path / "nowhere"))
    assert at(read(None, "in.shp")) == pytest.approx(POYON, abs=1e-6)


def test_heights_stay_and_empty_geometries_are_none(read: Callable[..., Any], tmp_path: Path) -> None:
    shapes = [shapely.Point(190, 10, 340.5), shapely.Point(), None, shapely.LineString([(0, 0), (1, 1)])]
    gpd.GeoDataFrame(geometry=shapes, crs=4326).to_file(tmp_path / "in.gpkg")
    found = read(None, "in.gpkg")
    first, second, third, fourth = (row["geometry"] for row in found.rows)
    assert (first.x, first.y, first.z) == (-170, 10, 340.5)
    assert second is third is None
    assert fourth.geom_type == "LineString"
