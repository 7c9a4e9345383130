"""Files of places: every row comes out in its order, with all its own columns and its address, whatever the form."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from tests.hostile import HOSTILE
from tests.tables.writers import FORMATS

from borderatlas.border.columns import Columns
from borderatlas.border.locating import FileLocator
from borderatlas.border.placing import Gazetteer
from borderatlas.border.surroundings import Crossing, Stretch, Stretches, Surroundings
from borderatlas.errors import AtlasError, LayerError, OutputError, UsageError
from borderatlas.tables import table as tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas.border import Border

FORMS = [".csv", ".tsv", ".json", ".geojson", ".gpkg", ".fgb"]
ADDRESS = ["border_km", "km_from", "km_to", "offset_m", "side", "km_tie", "reach", "nearest_crossing"]
TEM, POYON = (71.5039, 37.528), (68.6, 37.19)

Row = dict[str, Any]


@pytest.fixture(scope="module")
def gazetteer(border: Border) -> Gazetteer:
    return Gazetteer(border, Surroundings({}, Stretches([Stretch("Panj", 82, 998)]), [Crossing("x", "Tem", 771.9)]))


@pytest.fixture
def located(gazetteer: Gazetteer, tmp_path: Path) -> Callable[..., list[Row]]:
    """Writes text or features to a file, locates it, and reads the output."""

    def run(content: str | bytes, name: str = "in.csv", output: str = "out.csv", **options: Any) -> list[Row]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        run.locator = FileLocator(gazetteer, path, **options)  # type: ignore[attr-defined]
        run.locator.write(tmp_path / output)  # type: ignore[attr-defined]
        return rows_of(tmp_path / output)

    return run


def rows_of(path: Path) -> list[Row]:
    """The rows of an output as other programs read them; without geometries."""
    match path.suffix:
        case ".csv" | ".tsv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                return list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))
        case ".json":
            return json.loads(path.read_bytes())
        case ".geojson":
            return [feature["properties"] for feature in json.loads(path.read_bytes())["features"]]
    frame = pyogrio.read_dataframe(path)
    return frame.drop(columns="geometry").astype(object).where(frame.notna(), None).to_dict("records")


def collection(*features: Row, **members: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members})


def feature(geometry: Row | None, /, **properties: object) -> Row:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def point(lon: float, lat: float) -> Row:
    return {"type": "Point", "coordinates": [lon, lat]}


# Forms


@pytest.mark.parametrize("output", FORMS)
@pytest.mark.parametrize("count", [0, 1, 7])
def test_every_row_comes_out_in_its_order_in_every_form(
    located: Callable[..., list[Row]], monkeypatch: pytest.MonkeyPatch, output: str, count: int
) -> None:
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 3)
    lines = [f"{name},{POYON[1]},{POYON[0]}\n" for name in "zyxwvut"[:count]]
    rows = located("name,lat,lon\n" + "".join(lines), output=f"out{output}")
    assert [row["name"] for row in rows] == list("zyxwvut"[:count])
    assert all(float(row["border_km"]) == pytest.approx(111.327, abs=0.002) for row in rows)
    assert located.locator.tally.rows == count  # type: ignore[attr-defined]


@pytest.mark.parametrize("output", FORMS)
@pytest.mark.parametrize("name", HOSTILE)
def test_texts_stay_the_texts_that_they_are(located: Callable[..., list[Row]], name: str, output: str) -> None:
    text = HOSTILE[name]
    cell = '"' + text.replace('"', '""') + '"'
    (row,) = located(f"note,lat,lon\n{cell},37.19,68.6\n", output=f"out{output}")
    assert row["note"] == text
    (row,) = located(collection(feature(point(*POYON), note=text)), "in.geojson", f"again{output}")
    assert row["note"] == text


@pytest.mark.parametrize("output", [".json", ".geojson", ".gpkg", ".fgb"])
def test_columns_of_numbers_become_numbers_and_what_only_looks_like_one_stays_text(
    located: Callable[..., list[Row]], output: str
) -> None:
    first, second = located(
        "whole,broken,code,phone,long,empty,lat,lon\n"
        "5,1.5,007,+992372,12345678901234567890,,37.19,68.6\n"
        ",-2,12,5,7,,37.2,68.7\n",
        output=f"out{output}",
    )
    assert (first["whole"], first["broken"], first["code"], first["phone"]) == (5, 1.5, "007", "+992372")
    assert first["long"] == "12345678901234567890"
    assert (second["whole"], second["broken"], second["code"]) == (None, -2, "12")
    assert second["empty"] in ("", None)


def test_csv_cells_stay_as_they_were_written(located: Callable[..., list[Row]]) -> None:
    (row,) = located('id,"a,b",lat,lon,when\n007,"x ""y""",37.190,68.6,01/02/2024\n')
    assert [row[name] for name in ("id", "a,b", "lat", "lon", "when")] == [
        "007",
        'x "y"',
        "37.190",
        "68.6",
        "01/02/2024",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_and_kept(located: Callable[..., list[Row]], tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["name", '"a,b;c"', "lat", "lon"])
    located(f"{header}\n" + delimiter.join(["x", "y", "37.19", "68.6"]) + "\n")
    first = (tmp_path / "out.csv").read_text("utf-8").splitlines()[0]
    assert next(csv.reader([first], delimiter=delimiter))[:4] == ["name", "a,b;c", "lat", "lon"]


def test_decimal_commas_and_a_byte_order_mark_as_excel_writes_them(
    located: Callable[..., list[Row]], tmp_path: Path
) -> None:
    located("\ufeffname;lat;lon\nПяндж;37,19;68,6\n")
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert "Пяндж;37,19;68,6;111.327" in data.decode("utf-8-sig")


def test_unicode_text_as_excel_writes_it(located: Callable[..., list[Row]]) -> None:
    (row,) = located("name\tlat\tlon\nپنج\t۳۷٫۱۹\t۶۸٫۶\n".encode("utf-16"), "in.txt", "out.tsv")
    assert row["name"] == "پنج"
    assert float(row["border_km"]) == pytest.approx(111.327, abs=0.002)


def test_repeated_and_nameless_columns_are_told_apart(located: Callable[..., list[Row]]) -> None:
    (row,) = located(",lat,lon,note,note\n0,37.19,68.6,a,b\n")
    assert (row["column_1"], row["note"], row["note_2"]) == ("0", "a", "b")


def test_short_rows_are_filled_up_and_empty_lines_left_out(located: Callable[..., list[Row]]) -> None:
    first, second = located("lat,lon,note\n37.19,68.6\n\n37.528,71.5039,x\n")
    assert (first["note"], second["note"]) == ("", "x")


# Where the columns are


@pytest.mark.parametrize(
    "header",
    [
        "lat,lon",
        "Latitude,Longitude",
        "LAT,LNG",
        "decimalLatitude,decimalLongitude",
        "y,x",
        " lat , long ",
        "lat_dd,lon_dd",
    ],
)
def test_columns_are_found_by_their_names(located: Callable[..., list[Row]], header: str) -> None:
    (row,) = located(f"{header},name\n37.19,68.6,x\n")
    assert float(row["border_km"]) == pytest.approx(111.327, abs=0.002)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("coordinates", '"37.1900 N, 68.6000 E"'),
        ("Coords", '"68.6000, 37.1900"'),
        ("MGRS", "42SVG6449816024"),
        ("plus code", "8J9C5JR2+22"),
        ("lat_lon", "37°11′24.0″ 68°36′00.0″"),
    ],
)
def test_a_column_of_typed_places_is_read(located: Callable[..., list[Row]], header: str, cell: str) -> None:
    (row,) = located(f"name,{header}\nx,{cell}\n")
    assert float(row["border_km"]) == pytest.approx(111.32, abs=0.02)
    assert float(row["lat"]) == pytest.approx(37.19, abs=1e-4)
    assert float(row["km_from"]) < float(row["km_to"])  # as precise as it is written


def test_columns_can_be_named(located: Callable[..., list[Row]]) -> None:
    content = "lat,lon,north,East,where\n0,0,37.19,68.6,37.528 N 71.5039 E\n"
    (row,) = located(content, columns=Columns(lat="north", lon="east"))
    assert float(row["border_km"]) == pytest.approx(111.327, abs=0.002)
    (row,) = located(content, output="again.csv", columns=Columns(place="where"))
    assert float(row["border_km"]) == pytest.approx(771.9, abs=0.1)


@pytest.mark.parametrize(
    ("content", "columns", "words"),
    [
        ("name,note\na,b\n", Columns(), ["no columns of latitude and longitude", "name, note", "--lat and --lon"]),
        ("lat,note\n37,b\n", Columns(), ["no columns of latitude and longitude"]),
        ("lat,lon\n37,68\n", Columns(lat="north"), ["no column 'north'", "lat, lon"]),
        ("lat,lon\n37,68\n", Columns(precision="radius"), ["no column 'radius'"]),
    ],
)
def test_missing_columns_are_told_with_those_that_there_are(
    located: Callable[..., list[Row]], content: str, columns: Columns, words: list[str]
) -> None:
    with pytest.raises(UsageError) as caught:
        located(content, columns=columns)
    assert all(word in str(caught.value) for word in words)


# What cannot be read


def test_rows_that_cannot_be_read_stay_empty_with_the_reason(located: Callable[..., list[Row]]) -> None:
    rows = located(
        "lat,lon\n37.19,68.6\n,68.6\n,\nhere,68.6\n97,68.6\n37.19,400\nnan,68.6\n37°11′24″N,68°36′00″E\nE 37,N 68\n"
    )
    assert [row["locate_note"] for row in rows] == [
        "",
        "no latitude",
        "no latitude; no longitude",
        "'here': 'here' is no part of a coordinate",
        "latitude 97 is beyond 90 degrees",
        "longitude 400 is beyond 180 degrees",
        "'nan': 'nan' is no part of a coordinate",
        "",
        "'E 37': a longitude where a latitude is expected; 'N 68': a latitude where a longitude is expected",
    ]
    for row in rows:
        assert (row["border_km"] == "") == (row["locate_note"] != "")
    tally = located.locator.tally  # type: ignore[attr-defined]
    assert (tally.rows, tally.unplaced, tally.noted) == (9, 7, 7)
    assert list(tally.examples) == [2, 3, 4]


def test_typed_places_that_cannot_be_read_or_in_two_ways(located: Callable[..., list[Row]]) -> None:
    rows = located('coordinates\n"37.19 N, 68.6 E"\n-33.9 18.4\nFGQ8+J2\n""\n37.19 N\n')
    notes = [row["locate_note"] for row in rows]
    assert notes[0] == notes[0].strip() == ""
    assert "two readings are possible" in notes[1]
    assert "short plus code" in notes[2]
    assert notes[3] == "no coordinates"
    assert "one coordinate" in notes[4]
    assert not any(note.endswith(".") for note in notes)


def test_longitudes_that_count_to_360_are_taken(located: Callable[..., list[Row]]) -> None:
    west, same = located("lat,lon\n37.19,-291.4\n37.19,68.6\n")
    assert west["border_km"] == same["border_km"]


def test_where_no_row_has_a_place_nothing_is_written(located: Callable[..., list[Row]], tmp_path: Path) -> None:
    with pytest.raises(
        LayerError, match=r"none of its 2 rows has a place. Row 1: longitude 4.645e\+05 is beyond|Row 1: "
    ):
        located("lat,lon\n4116042,464510\n4116043,464511\n")
    assert sorted(path.name for path in tmp_path.glob("[!.]*")) == ["in.csv"]


def test_swapped_columns_are_pointed_out(located: Callable[..., list[Row]]) -> None:
    rows = located("lat,lon\n68.6,37.19\n71.5,37.5\n")
    assert float(rows[0]["offset_m"]) > 1e6
    assert located.locator.tally.swapped  # type: ignore[attr-defined]
    located("lat,lon\n37.19,68.6\n-33.9,18.4\n", output="again.csv")
    assert not located.locator.tally.swapped  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("in.csv", b"", "line 1 is empty"),
        ("in.csv", b"lat,lon\n37,68\n37,68,5\n", "line 3: 3 cells where the first line names 2 columns"),
        ("in.csv", b"lat,lon\n\xd0\n", "is not UTF-8"),
        ("in.geojson", b'{"type": "FeatureCollection", "features": [{"type"', "line 1, column 51 is not valid JSON"),
        ("in.geojson", b'{"type": "Topology"}', "this is not GeoJSON"),
        ("in.geojson", b"[1, 2]", "this is not GeoJSON"),
        ("in.geojson", b'{"type": "FeatureCollection", "features": [5]}', "feature 1: this is not a GeoJSON feature"),
        ("in.geojson", b'{"type": "FeatureCollection", "features": [NaN]}', "what JSON does not have: NaN"),
        ("in.geojson", b"\xff\xfe", "the file is empty"),
        (
            "in.geojson",
            collection(feature({"type": "Circle", "coordinates": []})).encode(),
            "feature 1: not a GeoJSON geometry",
        ),
        ("in.gpkg", b"nothing", "cannot be read"),
    ],
)
def test_broken_files_are_told_with_the_place(
    located: Callable[..., list[Row]], tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    with pytest.raises(LayerError) as caught:
        located(content, name)
    assert words in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)
    assert not (tmp_path / "out.csv").exists()


def test_a_missing_file(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="No such file"):
        FileLocator(gazetteer, tmp_path / "none.csv")


# Precision


def test_precisions_come_from_their_column_in_metres_or_with_a_unit(located: Callable[..., list[Row]]) -> None:
    rows = located(
        "lat,lon,precision_m\n" + "".join(f"37.19,68.6,{cell}\n" for cell in ("", "0", "300", "5km", "x", "-5"))
    )
    widths = [float(row["km_to"]) - float(row["km_from"]) if row["km_to"] else None for row in rows]
    assert widths[:2] == [0, 0]
    assert 0 < widths[2] < widths[3]
    assert widths[4:] == [None, None]
    assert "no length" in rows[4]["locate_note"]
    assert rows[5]["locate_note"] == "the precision is negative"
    assert [row["side"] for row in rows] == ["AFG", "AFG", "AFG", "undetermined", "undetermined", "undetermined"]
    assert located.locator.tally.unplaced == 0  # type: ignore[attr-defined]


def test_a_default_precision_fills_empty_cells(located: Callable[..., list[Row]]) -> None:
    empty, own = located(
        "lat,lon,radius\n37.19,68.6,\n37.19,68.6,5\n", columns=Columns(precision="radius"), precision_m=5000
    )
    assert float(empty["km_to"]) - float(empty["km_from"]) > 5
    assert float(own["km_to"]) - float(own["km_from"]) < 0.1


# Geometries


def test_features_keep_all_that_they_had(located: Callable[..., list[Row]], tmp_path: Path) -> None:
    own = {"names": {"tg": "Панҷ"}, "list": [1, [2]], "yes": True, "whole": 5, "big": 2**70, "text": "5", "none": None}
    features = [
        feature({"type": "Point", "coordinates": [*POYON, 340.5]}, **own)
        | {"id": "a", "bbox": [1, 2, 3, 4], "extra": "kept"},
        feature(None, whole=7),
    ]
    located(collection(*features, name="x"), "in.geojson", "out.geojson")
    found = json.loads((tmp_path / "out.geojson").read_bytes())
    assert list(found) == ["type", "features"]
    for old, new in zip(features, found["features"], strict=True):
        assert {name: value for name, value in new.items() if name != "properties"} == {
            name: value for name, value in old.items() if name != "properties"
        }
        assert {name: new["properties"][name] for name in old["properties"]} == old["properties"]
    assert found["features"][0]["properties"]["border_km"] == pytest.approx(111.327, abs=0.002)
    assert found["features"][1]["properties"]["border_km"] is None
    assert found["features"][1]["properties"]["locate_note"] == "no geometry"
    assert "lat" not in found["features"][0]["properties"]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (json.dumps(feature(point(*POYON), name="x")), 1),
        (json.dumps(point(*POYON)), 1),
        ("\ufeff" + collection(feature(point(*POYON)), feature(point(*POYON))), 2),
        (json.dumps({"features": [feature(point(*POYON))], "crs": None, "type": "FeatureCollection"}, indent=3), 1),
    ],
)
def test_geojson_in_all_its_shapes(located: Callable[..., list[Row]], content: str, rows: int) -> None:
    found = located(content, "in.json")
    assert [float(row["border_km"]) for row in found] == pytest.approx([111.327] * rows, abs=0.002)
    assert float(found[0]["lat"]) == POYON[1]


def test_features_are_read_many_at_a_time(located: Callable[..., list[Row]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 2)
    content = collection(*(feature(point(68 + i / 10, 37.2), **{f"only_{i}": i}) for i in range(5)))
    for output in FORMS:
        rows = located(content, "in.geojson", f"out{output}")
        assert [float(row[f"only_{i}"]) for i, row in enumerate(rows)] == list(range(5)), output
        assert [float(row["border_km"]) for row in rows] == sorted(float(row["border_km"]) for row in rows)


@pytest.mark.parametrize("form", [".gpkg", ".geojson", ".shp"])
def test_projected_files_are_understood(located: Callable[..., list[Row]], tmp_path: Path, form: str) -> None:
    frame = gpd.GeoDataFrame({"name": ["x"]}, geometry=gpd.points_from_xy([POYON[0]], [POYON[1]]), crs=4326)
    frame.to_crs(32642).to_file(tmp_path / f"utm{form}")
    content = (tmp_path / f"utm{form}").read_bytes()
    output = located(content, f"utm{form}", f"out_{form[1:]}.geojson")
    assert output[0]["border_km"] == pytest.approx(111.327, abs=0.002)
    found = json.loads((tmp_path / f"out_{form[1:]}.geojson").read_bytes())["features"][0]["geometry"]
    assert found["coordinates"] == pytest.approx(POYON, abs=1e-6)


def test_types_of_a_geopackage_survive(gazetteer: Gazetteer, tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {
            "whole": pd.array([5, None], dtype="Int64"),
            "text": ["5", None],
            "yes": [True, False],
            "when": pd.to_datetime(["2024-02-29", None]),
        },
        geometry=gpd.points_from_xy(*zip(POYON, TEM, strict=True)),
        crs=4326,
    )
    frame.to_file(tmp_path / "in.gpkg")
    FileLocator(gazetteer, tmp_path / "in.gpkg").write(tmp_path / "out.gpkg")
    before, after = (pyogrio.read_info(tmp_path / name) for name in ("in.gpkg", "out.gpkg"))
    count = len(before["fields"])
    assert list(after["fields"][:count]) == list(before["fields"])
    assert list(after["ogr_types"][:count]) == list(before["ogr_types"])
    FileLocator(gazetteer, tmp_path / "in.gpkg").write(tmp_path / "out.csv")
    first, second = rows_of(tmp_path / "out.csv")
    assert [first[name] for name in ("whole", "text", "yes")] == ["5", "5", "true"]
    assert first["when"].startswith("2024-02-29")
    assert [second[name] for name in ("whole", "text", "when")] == ["", "", ""]


def test_lines_and_polygons_get_a_stretch(located: Callable[..., list[Row]], border: Border) -> None:
    shapes = [border.between(100, 120), shapely.Point(*TEM).buffer(0.2), shapely.Point(*TEM), shapely.LineString()]
    content = collection(*(feature(json.loads(shapely.to_geojson(shape))) for shape in shapes))
    line, polygon, place, nothing = located(content, "in.geojson")
    assert (float(line["km_from"]), float(line["km_to"])) == pytest.approx((100, 120), abs=0.05)
    assert float(polygon["km_from"]) < 771.9 < float(polygon["km_to"])
    assert (line["border_km"], polygon["border_km"]) == ("", "")
    assert polygon["side"] == "undetermined"
    assert polygon["wkt"].startswith("POLYGON")
    assert (place["wkt"], line["lat"]) == ("", "")
    assert float(place["border_km"]) == pytest.approx(771.9, abs=0.1)
    assert nothing["locate_note"] == "no geometry"


def test_geometries_that_are_no_places_on_earth(located: Callable[..., list[Row]]) -> None:
    polar = {"type": "LineString", "coordinates": [[68, 37], [68, 97]]}
    rows = located(collection(feature(point(68.6, 97)), feature(polar), feature(point(*POYON))), "in.geojson")
    assert [bool(row["locate_note"]) for row in rows] == [True, True, False]
    assert [bool(row["offset_m"]) for row in rows] == [False, False, True]


def test_a_file_with_several_layers_asks_for_one(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "in.gpkg"
    for layer in ("posts", "bridges"):
        gpd.GeoDataFrame(geometry=gpd.points_from_xy([POYON[0]], [POYON[1]]), crs=4326).to_file(path, layer=layer)
    with pytest.raises(UsageError, match=r"holds 2 layers. Name one with --layer: posts, bridges"):
        FileLocator(gazetteer, path)
    with pytest.raises(UsageError, match="no layer 'roads'"):
        FileLocator(gazetteer, path, layer="roads")
    FileLocator(gazetteer, path, layer="bridges").write(tmp_path / "out.csv")
    assert len(rows_of(tmp_path / "out.csv")) == 1


# Columns that are added


def test_columns_of_the_same_names_are_kept_and_the_new_ones_called_otherwise(
    located: Callable[..., list[Row]],
) -> None:
    (row,) = located("lat,lon,side,border_km,side_located\n37.19,68.6,mine,5,too\n")
    assert (row["side"], row["border_km"], row["side_located"]) == ("mine", "5", "too")
    assert row["side_located_2"] == "AFG"
    assert float(row["border_km_located"]) == pytest.approx(111.327, abs=0.002)
    assert located.locator.renamed == {"side": "side_located_2", "border_km": "border_km_located"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("output", FORMS)
def test_the_address_is_the_same_in_every_form(located: Callable[..., list[Row]], output: str) -> None:
    first, second = located("lat,lon,precision_m\n37.19,68.6,300\n,,\n", output=f"out{output}")
    plain = {name: first[name] for name in ADDRESS}
    numbers = ("border_km", "km_from", "km_to", "offset_m")
    assert [float(plain[name]) for name in numbers] == pytest.approx([111.3, 111.03, 111.63, 430.7], abs=0.05)
    assert [plain[name] for name in ("side", "reach", "nearest_crossing")] == ["AFG", "Panj", "Tem"]
    assert str(plain["km_tie"]).lower() == "false"
    assert all(second[name] in ("", None) or second[name] != second[name] for name in ADDRESS)


# Whole or not at all


def test_an_output_is_not_replaced_unasked(located: Callable[..., list[Row]], tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old", "utf-8")
    with pytest.raises(UsageError, match=r"stands already.*--overwrite"):
        located("lat,lon\n37.19,68.6\n")
    assert (tmp_path / "out.csv").read_text("utf-8") == "old"
    located.locator.write(tmp_path / "out.csv", overwrite=True)  # type: ignore[attr-defined]
    assert (tmp_path / "out.csv").read_text("utf-8") != "old"


def test_the_input_is_never_replaced(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("lat,lon\n37.19,68.6\n", "utf-8")
    (tmp_path / "other.csv").hardlink_to(path)
    for output in (path, tmp_path / "." / "in.csv", tmp_path / "other.csv"):
        with pytest.raises(UsageError, match="the file that is read"):
            FileLocator(gazetteer, path).write(output, overwrite=True)
    assert path.read_text("utf-8") == "lat,lon\n37.19,68.6\n"


@pytest.mark.parametrize("output", FORMS)
def test_a_fault_in_the_last_row_leaves_what_stood_there(
    gazetteer: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 2)
    path, target = tmp_path / "in.csv", tmp_path / f"out{output}"
    path.write_text("lat,lon\n" + "37.19,68.6\n" * 5 + "37,68,too many\n", "utf-8")
    target.write_text("old", "utf-8")
    with pytest.raises(LayerError, match="line 7: 3 cells"):
        FileLocator(gazetteer, path).write(target, overwrite=True)
    assert target.read_text("utf-8") == "old"
    assert sorted(file.name for file in tmp_path.glob("[!.]*")) == ["in.csv", target.name]
    assert not list(tmp_path.glob(".borderatlas-staging*"))


def test_a_fault_behind_the_last_full_part_is_not_passed_over(
    gazetteer: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 2)
    (tmp_path / "in.csv").write_text("lat,lon\n37.19,68.6\n37.19,68.6\n37,68,5\n", "utf-8")
    with pytest.raises(LayerError, match="line 4: 3 cells"):
        FileLocator(gazetteer, tmp_path / "in.csv").write(tmp_path / "out.csv")


@pytest.mark.parametrize("name", ["in.xlsx", "in.parquet", "in.kml"])
def test_other_formats_are_located_too(located: Callable[..., list[Row]], tmp_path: Path, name: str) -> None:
    row = {"text": "Панҷ", "day": None, "big": 5, "lon": POYON[0], "lat": POYON[1]}
    FORMATS[f"rows{name[2:]}"](tmp_path / name, [row])
    (found,) = located((tmp_path / name).read_bytes(), name)
    assert found["text"] == "Панҷ"
    assert float(found["border_km"]) == pytest.approx(111.327, abs=0.002)


@pytest.mark.parametrize("name", ["out.shp", "out.kml", "out", "out.xlsx"])
def test_other_forms_are_refused_by_name(located: Callable[..., list[Row]], name: str) -> None:
    with pytest.raises(UsageError, match=r"Expected one of .csv, .tsv, .json, .geojson, .gpkg, .fgb"):
        located("lat,lon\n37.19,68.6\n", output=name)


def test_what_gdal_cannot_write_is_told(located: Callable[..., list[Row]], tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="GDAL cannot write these rows"):
        located("geom,lat,lon\nx,37.19,68.6\n", output="out.gpkg")
    assert not (tmp_path / "out.gpkg").exists()


def test_every_error_is_one_for_the_user() -> None:
    assert issubclass(LayerError, AtlasError)
    assert np.isfinite(UsageError.exit_code)
