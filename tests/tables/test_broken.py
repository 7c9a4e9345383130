"""Files that are broken, empty, something else, or made to do harm get a message for people, never a traceback."""

from __future__ import annotations

import gzip
import io
import json
import os
import sqlite3
import struct
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
import xlsxwriter
from tests.tables.writers import FORMATS, gpkg_geometry, kml_text, open_document_of

from borderatlas.errors import AtlasError, LayerError, UsageError
from borderatlas.tables import archives, delimited, json_entries, layers_of, open_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def lower_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the shipped ones, for files of a few megabytes."""
    monkeypatch.setattr(archives, "HARMLESS_BYTES", 2**21)
    monkeypatch.setattr(delimited, "WIDEST_CELL", 1_500_000)
    monkeypatch.setattr(json_entries, "LONGEST_TEXT", 1_500_000)


ROWS = [{"text": "x", "day": None, "big": 1, "lon": 68.6, "lat": 37.19}] * 40


def zipped(*members: tuple[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def linked() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        entry = zipfile.ZipInfo("rows.csv")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return data.getvalue()


def locked() -> bytes:
    data = bytearray(zipped(("rows.csv", b"a,b\n1,2\n")))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(zipped(("rows.csv", os.urandom(5000))))
    data[100] ^= 0xFF
    return bytes(data)


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(1024)


def features(*entries: object, **members: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(entries), **members}).encode()


def point(*coordinates: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": list(coordinates)}}


HTML = b"<!DOCTYPE html><html><body>Please log in</body></html>"
BOMB = '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml><Document>&b;</Document></kml>'

WHOLE: dict[str, tuple[str, bytes, str]] = {
    # nothing
    "empty csv": ("in.csv", b"", "is empty"),
    "empty geojson": ("in.geojson", b"", "is empty"),
    "empty gpkg": ("in.gpkg", b"", "is empty"),
    "empty xlsx": ("in.xlsx", b"", "is empty"),
    "empty zip": ("in.zip", b"", "is empty"),
    "blank": ("in.csv", b"\n\n  \n", "is empty"),
    "only a mark": ("in.csv", b"\xef\xbb\xbf", "is empty"),
    "zeros": ("in.csv", bytes(5000), "is empty"),
    "empty archive": ("in.zip", zipped(), "archive is empty"),
    # something else
    "web page as csv": ("in.csv", HTML, "web page"),
    "web page as xls": ("in.xls", b"\n<html><table></table></html>", "web page"),
    "web page as geojson": ("in.geojson", HTML, "web page"),
    "pdf": ("in.csv", b"%PDF-1.7 ...", "PDF"),
    "png": ("in.kml", b"\x89PNG\r\n\x1a\n", "picture"),
    "jpeg": ("in.csv", b"\xff\xd8\xff\xe0 ...", "picture"),
    "rar": ("in.zip", b"Rar!\x1a\x07", "RAR archive: unpack"),
    "7z": ("in.zip", b"7z\xbc\xaf\x27\x1c", "7z archive: unpack"),
    "feather": ("in.parquet", b"ARROW1\0\0", "GeoParquet"),
    "lfs pointer": ("in.gpkg", b"version https://git-lfs.github.com/spec/v1\noid x", "git lfs pull"),
    "program": ("in.csv", b"\x7fELF\x02\x01", "a program"),
    "word": ("in.docx", zipped(("word/document.xml", b"<x/>")), "Copy its table"),
    "xlsb": ("in.xlsb", zipped(("xl/workbook.bin", b"x")), "Save it as XLSX"),
    "old word": ("in.doc", ole("WordDocument"), "Word document"),
    "other xml": ("in.kml", b"<?xml version='1.0'?><svg xmlns='x'/>", "XML of another kind (svg)"),
    "virtual file": ("in.vrt", b"<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>", "OGRVRTDataSource"),
    "virtual file as gpkg": ("in.gpkg", b"<OGRVRTDataSource></OGRVRTDataSource>", "XML of another kind"),
    "archive of pictures": ("in.zip", zipped(("a.png", b"x"), ("b.pdf", b"y")), "no file in the archive has rows"),
    # the ending promises what is not there
    "text as gpkg": ("in.gpkg", b"nothing", "cannot be read as a GeoPackage"),
    "text as fgb": ("in.fgb", b"nothing", "cannot be read as a FlatGeobuf"),
    "text as parquet": ("in.parquet", b"nothing", "cannot be read as a Parquet"),
    "text as shp": ("in.shp", b"nothing", "cannot be read as a Shapefile"),
    "text as xlsx": ("in.xlsx", b"name,lat\n", "cannot be read as a workbook"),
    "text as zip": ("in.zip", b"nothing", "cannot be read as an archive"),
    "text as kml": ("in.kml", b"nothing", "cannot be read as XML"),
    "text as gz": ("in.csv.gz", b"a,b\n1,2\n", "cannot be read as a gzip file"),
    "csv as geojson": ("in.geojson", b"name,lat,lon\nx,1,2\n", "line 1, column 1 is not valid JSON"),
    # broken
    "zip cut": ("in.zip", zipped(("rows.csv", b"a,b\n" * 100))[:80], "archive is damaged"),
    "zip with a wrong sum": ("in.zip", damaged(), "is damaged"),
    "gz cut": ("in.csv.gz", gzip.compress(b"a,b\n" * 1000)[:30], "damaged or not whole"),
    "gz wrong": ("in.csv.gz", b"\x1f\x8b\x08" + bytes(50), "damaged or not whole"),
    "xlsx cut": ("in.xlsx", zipped(("xl/workbook.xml", b"<x/>"))[:60], "archive is damaged"),
    "xlsx of nothing": ("in.xlsx", zipped(("xl/workbook.xml", b"<x/>")), "workbook is damaged"),
    "gpkg of nothing": ("in.gpkg", b"SQLite format 3\0" + bytes(100), "may be damaged"),
    "fgb of nothing": ("in.fgb", b"fgb\x03fgb\0" + bytes(4), "may be damaged"),
    "parquet of nothing": ("in.parquet", b"PAR1" + bytes(20), "Parquet file is damaged"),
    "kml cut": ("in.kml", kml_text(ROWS)[:300].encode(), "not valid XML"),
    "kml with a wrong sign": ("in.kml", b"<kml><Document>&nosuch;</Document></kml>", "not valid XML"),
    "gpx cut": ("in.gpx", b"<gpx version='1.1'><wpt lat='1' lon='2'>", "may be damaged"),
    "geojson cut": ("in.geojson", b'{"type": "FeatureCollection", "features": [{"type"', "line 1, column 51"),
    "geojson and more": ("in.geojson", b'{"type":"FeatureCollection","features":[]} x', "expected nothing more"),
    "not a number": ("in.geojson", b'{"type":"FeatureCollection","features":[NaN]}', "does not have: NaN"),
    "nested without end": ("in.geojson", b'{"type":"Feature","properties":' + b"[" * 100_000, "nested too deep"),
    "a number without end": (
        "in.geojson",
        b'{"type":"Feature","properties":{"a":' + b"9" * 5000 + b"}}",
        "four thousand",
    ),
    "topology": ("in.geojson", b'{"type": "Topology", "objects": {}}', "not GeoJSON"),
    "two lists": ("in.json", b'{"a": [{"x": 1}], "b": [{"y": 1}]}', "not GeoJSON"),
    "list of numbers": ("in.json", b"[1, 2]", "none of its 2 entries is an object"),
    "unknown crs": ("in.geojson", features(point(1, 2), crs={"properties": {"name": "EPSG:999999"}}), "not known"),
    # delimited
    "no names": ("in.csv", b",,\n1,2,3\n", "line 1 is empty"),
    "binary": ("in.csv", b"a,b\x00\x01\x02\x03,c\n", "this is no text"),
    "endless header": ("in.csv", b"x" * 2_000_000, "line 1 is longer than a million"),
    "endless columns": ("in.csv", b",".join(b"c%d" % n for n in range(20_000)) + b"\n", "20,000 columns"),
    "open quote": ("in.csv", b'a,b\n"' + b"x" * 2_000_000, "double quote"),
    # archives that do harm
    "climbing out": ("in.zip", zipped(("../rows.csv", b"a\n1\n")), "leads out of the archive"),
    "climbing out inside": ("in.zip", zipped(("a/../../rows.csv", b"a\n1\n")), "leads out of the archive"),
    "absolute": ("in.zip", zipped(("/etc/rows.csv", b"a\n1\n")), "leads out of the archive"),
    "drive": ("in.zip", zipped(("C:/rows.csv", b"a\n1\n")), "leads out of the archive"),
    "backslashes": ("in.zip", zipped(("..\\rows.csv", b"a\n1\n")), "leads out of the archive"),
    "link": ("in.zip", linked(), "is a link"),
    "password": ("in.zip", locked(), "password"),
    "zip bomb": ("in.zip", zipped(("rows.csv", b"0" * (3 * 2**20))), "too much for a file of"),
    "gz bomb": ("in.csv.gz", gzip.compress(b"0" * (3 * 2**20), 1), "too much for a file of"),
    "xlsx bomb": ("in.xlsx", zipped(("xl/workbook.xml", b"x"), ("xl/s.xml", b"0" * (3 * 2**20))), "too much"),
    "entities": ("in.kml", BOMB.encode(), "XML entities"),
    "deep kml": ("in.kml", b"<kml>" + b"<Folder>" * 1000, "nested more than"),
    "password on a workbook": ("in.xlsx", ole("EncryptedPackage"), "protected by a password"),
    "broken xls": ("in.xls", ole("Workbook"), "workbook is damaged"),
}


def failure(do: Callable[[], object]) -> str | None:
    """What the user is told; None where it went well."""
    try:
        do()
    except AtlasError as error:
        return str(error)
    return None


@pytest.mark.parametrize("fault", WHOLE)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, fault: str) -> None:
    name, content, words = WHOLE[fault]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(LayerError) as caught:
        list(open_table(path).read())
    assert words in str(caught.value)
    assert str(path) in str(caught.value)
    assert sorted(file.name for file in tmp_path.iterdir()) == [name]


@pytest.mark.parametrize("fault", WHOLE)
def test_its_layers_cannot_be_listed_without_a_message_either(tmp_path: Path, fault: str) -> None:
    name, content, _ = WHOLE[fault]
    (tmp_path / name).write_bytes(content)
    message = failure(lambda: layers_of(tmp_path / name))
    assert message is None or str(tmp_path / name) in message


def test_there_are_faults_enough() -> None:
    assert len(WHOLE) >= 60


@pytest.mark.parametrize(
    "name", ["rows.gpkg", "rows.fgb", "rows.parquet", "rows.xlsx", "rows.ods", "rows.kmz", "rows.zip"]
)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
def test_a_file_that_was_cut_off_is_told_or_its_whole_records_are_read(
    read: Callable[..., Any], tmp_path: Path, name: str, share: float
) -> None:
    FORMATS[name](tmp_path / name, ROWS)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: int(len(data) * share)])
    taken = []
    message = failure(lambda: taken.append(read(None, name)))
    if message is None:
        assert len(taken[0].rows) + len(taken[0].problems) == len(ROWS)
    else:
        assert str(tmp_path / name) in message


def test_a_folder_and_a_pipe(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="this is a folder"):
        open_table(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(LayerError, match="a device or a pipe"):
        open_table(tmp_path / "pipe.csv")
    with pytest.raises(LayerError, match="No such file"):
        open_table(tmp_path / "none.csv")
    (tmp_path / "folder.gdb").mkdir()
    with pytest.raises(LayerError, match="may be damaged"):
        open_table(tmp_path / "folder.gdb")


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    (tmp_path / "in.zip").write_bytes(zipped(*((f"{n}.csv", b"a\n1\n") for n in range(4))))
    with pytest.raises(LayerError, match="holds 4 files"):
        open_table(tmp_path / "in.zip")


def test_parts_of_a_shapefile_that_are_missing(tmp_path: Path, read: Callable[..., Any]) -> None:
    FORMATS["rows.shp"](tmp_path / "rows.shp", ROWS)
    for part in ("rows.shx", "rows.prj", "rows.dbf"):
        with pytest.raises(LayerError, match=r"part of a Shapefile.*\.shp"):
            open_table(tmp_path / part)
    (tmp_path / "rows.prj").unlink()
    found = read(None, "rows.shp")
    assert ".prj" in found.file.notes[0]
    assert found.file.crs is None
    (tmp_path / "rows.dbf").unlink()
    found = read(None, "rows.shp")
    assert ".dbf" in found.file.notes[0]
    assert len(found.rows) == len(ROWS)
    (tmp_path / "rows.shx").unlink()
    with pytest.raises(LayerError, match=r"\.shx beside it is missing"):
        open_table(tmp_path / "rows.shp")
    assert [path.name for path in tmp_path.glob("*.shx")] == []


# Records that cannot be taken


LINE_OF_ONE = {"geometry": {"type": "LineString", "coordinates": [[1, 2]]}}
KML = kml_text(ROWS[:3]).replace("68.6,37.19,0", "a,b", 2).replace("a,b", "68,37", 1).encode()
FIRST, LAST = point(1, 2), point(3, 4)
WKB = "0101000000000000000000F03F0000000000000040"


def between(entry: object) -> bytes:
    """A collection whose second feature is at fault."""
    return features(FIRST, entry, LAST)


def lines(second: str) -> bytes:
    return "\n".join([json.dumps(FIRST), second, json.dumps(LAST)]).encode()


RECORDS: dict[str, tuple[str, bytes, int, str]] = {
    "too many cells": ("in.csv", b"lat,lon\n37,68\n37,68,5\n37,69\n", 3, "3 cells where the first line names 2"),
    "no latitude": ("in.csv", b"lat,lon\n37,68\n,68\n37,69\n", 3, "lat is empty, but lon is not"),
    "no longitude": ("in.csv", b"lat,lon\n37,68\n37,\n37,69\n", 3, "lon is empty, but lat is not"),
    "word for a number": ("in.csv", b"lat,lon\n37,68\nhere,68\n37,69\n", 3, "'here' in lat is no number"),
    "beyond the pole": ("in.csv", b"lat,lon\n37,68\n97,68\n37,69\n", 3, "latitude is beyond 90"),
    "beyond the world": ("in.csv", b"lat,lon\n37,68\n37,400\n37,69\n", 3, "longitude is beyond 360"),
    "infinite": ("in.csv", b"lat,lon\n37,68\ninf,68\n37,69\n", 3, "'inf' in lat is no number"),
    "not a number": ("in.csv", b"lat,lon\n37,68\nNaN,68\n37,69\n", 3, "'NaN' in lat is no number"),
    "huge": ("in.csv", b"lat,lon\n37,68\n1e300,68\n37,69\n", 3, "latitude is beyond 90"),
    "broken wkt": ("in.csv", b"wkt\nPOINT (1 2)\nPOINT (1\nPOINT (3 4)\n", 3, "is no shape"),
    "no wkt": ("in.csv", b"wkt\nPOINT (1 2)\nhere\nPOINT (3 4)\n", 3, "is no WKT"),
    "broken wkb": ("in.csv", f"wkb\n{WKB}\n0101000000FFFFFFFFFFFFFF\n{WKB}\n".encode(), 3, "is no"),
    "a number for a feature": ("in.geojson", between(5), 2, "not a GeoJSON feature"),
    "properties in a list": ("in.geojson", between({"properties": [1]}), 2, "not a GeoJSON"),
    "a circle": ("in.geojson", between({"geometry": {"type": "Circle"}}), 2, "not a GeoJSON geometry"),
    "a geometry of text": ("in.geojson", between({"geometry": "POINT (1 2)"}), 2, "not a GeoJSON geometry"),
    "coordinates of text": ("in.geojson", between(point("a", "b")), 2, "not a GeoJSON geometry"),
    "one coordinate": ("in.geojson", between(point(5)), 2, "geometry"),
    "endless whole number": ("in.geojson", between(point(10**400, 1)), 2, "three hundred digits"),
    "endless number": ("in.geojson", between(point(7, 8)).replace(b"7", b"1e999"), 2, "finite"),
    "far away": ("in.geojson", between(point(4e5, 4e6)), 2, "beyond 90"),
    "line of one point": ("in.geojson", between(LINE_OF_ONE), 2, "geometry"),
    "endless text": ("in.geojson", between({"properties": {"a": "x" * 2_000_000}}), 2, "longer than"),
    "broken line": ("in.geojsonl", lines("5"), 2, "not a GeoJSON feature"),
    "half a line": ("in.ndjson", lines('{"type":'), 2, "not valid JSON"),
    "object among features": ("in.ndjson", lines('{"a": 1}'), 2, "not a GeoJSON feature"),
    "text among objects": ("in.json", b'[{"lat": 1, "lon": 2}, "x", {"lat": 3, "lon": 4}]', 2, "not an object"),
    "kml without numbers": ("in.kml", KML, 2, "coordinates"),
}


@pytest.mark.parametrize("fault", RECORDS)
def test_a_record_that_cannot_be_taken_is_named_and_the_rest_goes_on(read: Callable[..., Any], fault: str) -> None:
    name, content, row, words = RECORDS[fault]
    found = read(content, name)
    assert len(found.rows) == 2
    (problem,) = found.file.problems
    assert problem.row == row
    assert words in problem.reason
    assert row not in found.numbers


@pytest.fixture
def geopackage(tmp_path: Path) -> Callable[[str, object], Path]:
    """A GeoPackage of five points whose second record is given another value, against all rules."""

    def write(column: str, value: object) -> Path:
        path = tmp_path / "in.gpkg"
        shapes = gpd.points_from_xy(range(68, 73), [37] * 5)
        gpd.GeoDataFrame({"name": list("abcde")}, geometry=shapes, crs=4326).to_file(path, layer="rows")
        with sqlite3.connect(path) as base:
            for (trigger,) in list(base.execute("select name from sqlite_master where type = 'trigger'")):
                base.execute(f'drop trigger "{trigger}"')
            base.execute(f"update rows set {column} where fid = 2", () if value is None else (value,))
        base.close()
        return path

    return write


RING = struct.pack("<BIII", 1, 3, 1, 2) + struct.pack("<4d", 0, 0, 1, 1)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("geom = ?", gpkg_geometry(RING), "geometry"),
        ("geom = ?", b"junk", "none that GeoPackage has"),
        ("geom = ?", gpkg_geometry(shapely.Point(float("nan"), 1).wkb), "finite"),
        ("geom = ?", gpkg_geometry(shapely.LineString([(0, 0), (float("inf"), 1)]).wkb), "finite"),
        ("name = cast(x'D0CFD0' as text)", None, "not UTF-8"),
    ],
)
@pytest.mark.parametrize("at_once", [3, 100])
def test_a_record_that_the_fast_reader_cannot_take(  # noqa: PLR0913, PLR0917  # one for each case
    read: Callable[..., Any],
    geopackage: Callable[[str, object], Path],
    monkeypatch: pytest.MonkeyPatch,
    column: str,
    value: object,
    words: str,
    at_once: int,
) -> None:
    monkeypatch.setattr("borderatlas.tables.gdal.ROWS_AT_ONCE", at_once)
    found = read(None, geopackage(column, value).name)
    assert [row["name"] for row in found.rows] == list("acde")
    (problem,) = found.file.problems
    assert problem.row == 2
    assert words in problem.reason


def test_fiona_takes_a_ring_that_does_not_close(
    read: Callable[..., Any], geopackage: Callable[[str, object], Path]
) -> None:
    pytest.importorskip("fiona", reason="has no wheel for this Python")
    ring = struct.pack("<BIII", 1, 3, 1, 4) + struct.pack("<8d", 0, 0, 1, 0, 1, 1, 0, 1)
    found = read(None, geopackage("geom = ?", gpkg_geometry(ring)).name)
    assert [row["name"] for row in found.rows] == list("abcde")
    assert found.rows[1]["geometry"].equals(shapely.box(0, 0, 1, 1))
    assert found.problems == []


def test_a_file_of_broken_records_is_given_up(tmp_path: Path, read: Callable[..., Any]) -> None:
    path = tmp_path / "in.gpkg"
    gpd.GeoDataFrame(geometry=gpd.points_from_xy([1] * 300, [2] * 300), crs=4326).to_file(path)
    with sqlite3.connect(path) as base:
        for (trigger,) in list(base.execute("select name from sqlite_master where type = 'trigger'")):
            base.execute(f'drop trigger "{trigger}"')
        base.execute('update "in" set geom = ?', (gpkg_geometry(RING),))
    base.close()
    with pytest.raises(LayerError, match="over 100 records cannot be read"):
        read(None, path.name)


# Workbooks


def test_a_cell_far_away_is_no_reason_to_run_out_of_memory(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "in.xlsx")
    page = book.add_worksheet()
    page.write(0, 0, "name")
    page.write(1_048_575, 16_383, "z")
    book.close()
    with pytest.raises(LayerError, match=r"column 16,384 of row 1,048,576, far from the others"):
        open_table(tmp_path / "in.xlsx")


def test_open_documents_that_repeat_without_end(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="5"/>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    open_document_of(tmp_path / "in.ods", f'<table:table table:name="S">{row}</table:table>')
    with pytest.raises(LayerError, match=r"workbook is damaged|far from the others"):
        open_table(tmp_path / "in.ods")


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ([[]], "is empty"),
        ([[["Clashes of 2024"], ["id", "lat", "lon"], [1, 2, 3]]], "remove what stands above"),
    ],
)
def test_sheets_without_names_of_columns(tmp_path: Path, sheets: list[list[list[Any]]], words: str) -> None:
    book = xlsxwriter.Workbook(tmp_path / "in.xlsx")
    for rows in sheets:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    with pytest.raises(LayerError, match=words):
        open_table(tmp_path / "in.xlsx")


# Usage


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"crs": "EPSG:999999"}, "no CRS"),
        ({"crs": "nonsense"}, "no CRS"),
        ({"layer": "x"}, "has no layers"),
        ({"encoding": "klingon"}, "no encoding"),
    ],
)
def test_what_the_user_says_wrong(read: Callable[..., Any], options: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read(b"lat,lon\n37,68\n", **options)
