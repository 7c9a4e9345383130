"""GeoJSON after RFC 7946 and RFC 8142, read by programs that nobody here wrote."""

from __future__ import annotations

import gzip
import json
import subprocess
from typing import TYPE_CHECKING, Any

import geojson_validator
import orjson
import pyogrio
import pytest
import shapely
from tests.export.made import DISCLAIMER, GEOMETRIES, TEXTS, clashes, content, part, shaped

from borderatlas.errors import OutputError
from borderatlas.export import LossReport, deliver, format_named
from borderatlas.export.content import cells
from borderatlas.export.cutting import pieces_of_collection, pieces_of_sequence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas import Atlas
    from borderatlas.export import Content
    from borderatlas.export.content import Part


def written(folder: Path, name: str, what: Content, *, flat: bool = False) -> tuple[Path, LossReport]:
    done = deliver(what, format_named(name), folder / f"x.{name}", flat=flat)
    return done.files[0], done.losses


def loaded(file: Path) -> Any:
    return json.loads(gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes())


def test_the_document_says_whose_it_is_and_has_no_crs(tmp_path: Path) -> None:
    file, _ = written(tmp_path, "geojson", content(part(clashes({}, {}))))
    document = loaded(file)
    assert "crs" not in document
    assert document["licence"] == "CC-BY-4.0"
    assert document["disclaimer"] == DISCLAIMER
    assert document["attribution"]
    assert document["bbox"] == [70, 37, 71, 37]


@pytest.mark.parametrize("geometry", GEOMETRIES.values(), ids=GEOMETRIES)
@pytest.mark.parametrize("flat", [False, True], ids=["nested", "flat"])
def test_every_type_of_geometry_comes_back(tmp_path: Path, geometry: Any, flat: bool) -> None:
    file, losses = written(tmp_path, "geojson", content(shaped([geometry])), flat=flat)
    (shape,) = pyogrio.read_dataframe(file).geometry
    assert (shape is None) if geometry is None else shapely.equals(shape, geometry)
    assert not losses.losses
    faults = geojson_validator.validate_structure(str(file), check_crs=True)
    assert faults == {}
    assert geojson_validator.validate_geometries(str(file))["invalid"] == {}


def test_rings_turn_right_hand(tmp_path: Path) -> None:
    clockwise = shapely.Polygon([(70, 37), (70, 39), (72, 39), (72, 37)])
    file, losses = written(tmp_path, "geojson", content(shaped([clockwise])))
    ring = loaded(file)["features"][0]["geometry"]["coordinates"][0]
    assert shapely.LinearRing(ring).is_ccw
    assert not losses.losses


def test_seven_decimals_and_the_report_says_so(tmp_path: Path) -> None:
    file, losses = written(tmp_path, "geojson", content(shaped([shapely.Point(70.12345678901, 38)])))
    assert loaded(file)["features"][0]["geometry"]["coordinates"] == [70.1234568, 38.0]
    assert [(loss.what, loss.field, loss.count) for loss in losses] == [("rounded", "geometry", 1)]


@pytest.mark.parametrize(
    ("line", "length"),
    [
        ([(170, 10), (-170, 10)], 2),
        ([(170, 10), (190, 10)], 2),
        ([(-170, 10), (170, 10)], 2),
        ([(170, 0), (179, 0)], 1),
    ],
)
def test_what_crosses_the_antimeridian_is_cut(tmp_path: Path, line: list[tuple[float, float]], length: int) -> None:
    file, losses = written(tmp_path, "geojson", content(shaped([shapely.LineString(line)])))
    geometry = loaded(file)["features"][0]["geometry"]
    parts = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
    assert len(parts) == length
    assert all(abs(lon) <= 180 for run in parts for lon, _ in run)
    assert all(abs(run[0][0] - run[-1][0]) <= 20 for run in parts)
    assert [loss.what for loss in losses] == ["cut"] * (length - 1)
    west, _, east, _ = loaded(file)["bbox"]
    assert (west, east) == ((170, -170) if length == 2 else (170, 179))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("flat", [False, True], ids=["nested", "flat"])
@pytest.mark.parametrize("name", ["geojson", "geojson.gz", "geojsonl", "geojsonl.gz"])
def test_text_comes_back(tmp_path: Path, name: str, text: str, flat: bool) -> None:
    file, _ = written(tmp_path, name, content(part(clashes({"name": text}))), flat=flat)
    data = gzip.decompress(file.read_bytes()) if name.endswith("gz") else file.read_bytes()
    data = data.lstrip(b"\x1e")
    feature = json.loads(data)["features"][0] if "geojsonl" not in name else json.loads(data)
    told = feature["properties"]["name"]
    assert told == (json.dumps(text, ensure_ascii=False) if flat and text != text.strip() else text)


def test_partial_dates_nulls_and_great_numbers(tmp_path: Path) -> None:
    what = content(part(clashes({"start": "1893-11", "injured": 2**53 - 1}, {"start": "1868"})))
    flat, _ = written(tmp_path, "geojson", what, flat=True)
    first, second = (feature["properties"] for feature in loaded(flat)["features"])
    assert (first["start"], first["start_first"], first["start_last"]) == ("1893-11", "1893-11-01", "1893-11-30")
    assert (second["start"], second["start_last"], second["injured"]) == ("1868", "1868-12-31", None)
    assert first["injured"] == 2**53 - 1


@pytest.mark.parametrize("name", ["geojson", "geojson.gz", "geojsonl", "geojsonl.gz"])
@pytest.mark.parametrize("count", [0, 1, 300])
def test_none_one_and_many(tmp_path: Path, name: str, count: int) -> None:
    features = clashes(*[{}] * count)
    file, _ = written(tmp_path, name, content(part(features)))
    data = gzip.decompress(file.read_bytes()) if name.endswith("gz") else file.read_bytes()
    if "geojsonl" in name:
        records = data.split(b"\x1e")[1:]
        assert all(record.endswith(b"\n") for record in records)
        ids = [json.loads(record)["id"] for record in records]
    else:
        ids = [feature["id"] for feature in json.loads(data)["features"]]
    assert ids == [feature.id for feature in features]


def everything() -> Part:
    """Columns of all types, full and with gaps, every text, and every type of geometry, high and empty ones too."""
    shapes = [*GEOMETRIES.values(), shapely.Point(70.5, 38.25, 900), shapely.Point(), shapely.Point(-71.0, 1e-7)]
    rows = max(len(shapes), len(TEXTS)) + 1
    return shaped(
        (shapes * 2)[:rows],
        name_en=([*TEXTS.values(), None] * 2)[:rows],
        summary=['"', None, "\\"] + [None] * (rows - 3),
        start=["1893-11", None, "1868", *["2020-02-29"] * (rows - 3)],
        precision_m=[0.0, 1e22, None, *[5000.0] * (rows - 3)],
        injured=[2**53 - 1, None, *[0] * (rows - 2)],
    )


def plainly(part: Part, *, flat: bool) -> list[bytes]:
    """The features of a part, one after the other, in the plainest way."""
    names = [column.name for column in part.table.filled().columns if column.name != "id"]
    rows = zip(*(cells(part.table, name) for name in names), strict=True)
    told = [dict(zip(names, row, strict=True)) for row in rows] if flat else [row["properties"] for row in part.nested]
    shapes = [
        None if shape is None or shape.is_empty else json.loads(shapely.to_geojson(shape))
        for shape in shapely.orient_polygons(part.table.geometry)
    ]
    return [
        orjson.dumps({"type": "Feature", "id": key, "properties": properties, "geometry": shape})
        for key, properties, shape in zip(part.ids, told, shapes, strict=True)
    ]


@pytest.mark.parametrize("at_a_time", [1, 3, 5, 4096])
@pytest.mark.parametrize("flat", [False, True], ids=["nested", "flat"])
def test_many_at_a_time_are_written_as_one_by_one(
    tmp_path: Path, flat: bool, at_a_time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("borderatlas.export.feature_text._AT_A_TIME", at_a_time)
    what = everything()
    wanted = plainly(what, flat=flat)
    file, _ = written(tmp_path, "geojson", content(what), flat=flat)
    head, *lines, end = file.read_bytes().split(b"\n", len(wanted) + 1)
    assert head.endswith(b'"features":[')
    assert lines == [each + (b"" if each == wanted[-1] else b",") for each in wanted]
    assert end == b"]}\n"
    sequence, _ = written(tmp_path, "geojsonl", content(what), flat=flat)
    assert sequence.read_bytes() == b"".join(b"\x1e" + each + b"\n" for each in wanted)


@pytest.mark.parametrize("name", ["geojson", "geojson.gz", "geojsonl", "geojsonl.gz"])
def test_a_file_that_comes_in_pieces_is_read_back(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for pieces in (pieces_of_collection, pieces_of_sequence):
        monkeypatch.setattr(pieces, "__defaults__", (1000,))
    what = content(part(clashes(*[{}] * 299, {"summary": "Only here"})))
    file, _ = written(tmp_path, name, what, flat=True)
    form = format_named(name)
    (seen,) = form.read_back(file)
    assert seen.count == 300
    assert {"name", "summary"} <= set(seen.fields or ())
    assert seen.bounds == (70, 37, 73, 37)


@pytest.mark.parametrize("name", ["geojson.gz", "geojsonl.gz"])
def test_a_packed_file_that_was_cut_off_is_refused(tmp_path: Path, name: str) -> None:
    file, _ = written(tmp_path, name, content(part(clashes(*[{}] * 300))))
    packed = file.read_bytes()
    file.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(OutputError, match="cannot be read back"):
        list(format_named(name).read_back(file))


def test_the_shipped_layers_open_elsewhere(
    tmp_path: Path, shipped: Atlas, node_readers: Path, ogrinfo: Callable[..., str]
) -> None:
    done = shipped.export("geojson", tmp_path / "out")
    assert done.features["clashes"] == 119
    for file in done.files:
        count = done.features[file.stem]
        assert f"Feature Count: {count}\n" in ogrinfo(file)
        command = ["node", "node_modules/.bin/mapshaper", str(file), "-info", f"save-to={tmp_path / 'info.json'}"]
        subprocess.run(command, cwd=node_readers, check=True, capture_output=True)
        layers = json.loads((tmp_path / "info.json").read_text("utf-8"))  # one for each type of geometry
        assert sum(layer["feature_count"] for layer in layers) == count


def test_every_feature_carries_its_border_address(tmp_path: Path, shipped: Atlas) -> None:
    done = shipped.export("geojson", tmp_path / "x.geojson", layers=["crossings"])
    features = loaded(done.files[0])["features"]
    told = [feature["properties"].get("border_address") for feature in features if feature["geometry"]]
    assert all(address["line_version"] == shipped.border.version for address in told)
    assert all(address["km_from"] <= address["km_to"] for address in told)
    assert {"TJK", "AFG", "undetermined"} >= {address["side"] for address in told}
    wide = [address for address in told if address["km_to"] - address["km_from"] >= 1]
    assert wide
    assert not any("km" in address for address in wide)
