"""Writes the same rows in every format, by other programs than ours or by hand."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import struct
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Row = dict[str, Any]
"""`text`, `day`, `big` and a place `lon`, `lat`; None where it has none."""


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _properties(row: Row) -> Row:
    return {name: _plain(row[name]) for name in ("text", "day", "big")}


def feature(row: Row) -> Row:
    geometry = None if row["lon"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "properties": _properties(row), "geometry": geometry}


def geojson(path: Path, rows: Sequence[Row]) -> None:
    document = {"type": "FeatureCollection", "features": [feature(row) for row in rows]}
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")


def gzipped(path: Path, rows: Sequence[Row]) -> None:
    geojson(path, rows)
    path.write_bytes(gzip.compress(path.read_bytes()))


def lines(path: Path, rows: Sequence[Row]) -> None:
    path.write_text("".join(json.dumps(feature(row), ensure_ascii=False) + "\n" for row in rows), "utf-8")


def sequence(path: Path, rows: Sequence[Row]) -> None:
    """RFC 8142; records may run over several lines."""
    path.write_text("".join("\x1e" + json.dumps(feature(row), indent=1) + "\n" for row in rows), "utf-8")


def objects(path: Path, rows: Sequence[Row]) -> None:
    path.write_text(json.dumps([_properties(row) | {"lon": row["lon"], "lat": row["lat"]} for row in rows]), "utf-8")


def arrow(rows: Sequence[Row], *, days: bool = True) -> pa.Table:
    shapes = [None if row["lon"] is None else shapely.Point(row["lon"], row["lat"]).wkb for row in rows]
    day = [row["day"] for row in rows] if days else [_plain(row["day"]) for row in rows]
    return pa.table(
        {
            "text": pa.array([row["text"] for row in rows], pa.string()),
            "day": pa.array(day, pa.date32() if days else pa.string()),
            "big": pa.array([row["big"] for row in rows], pa.int64()),
            "geometry": pa.array(shapes, pa.binary()),
        }
    )


def by_gdal(driver: str) -> Callable[[Path, Sequence[Row]], None]:
    """FlatGeobuf has no days; they are text."""
    options = {"SPATIAL_INDEX": "NO"} if driver == "FlatGeobuf" else {}

    def write(path: Path, rows: Sequence[Row]) -> None:
        pyogrio.write_arrow(
            arrow(rows, days=driver != "FlatGeobuf"),
            path,
            driver=driver,
            geometry_name="geometry",
            geometry_type="Point",
            crs="EPSG:4326",
            **options,
        )

    return write


def shapefile_zip(path: Path, rows: Sequence[Row]) -> None:
    folder = path.parent / "shp"
    folder.mkdir()
    by_gdal("ESRI Shapefile")(folder / "rows.shp", rows)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.iterdir()):
            archive.write(part, f"data/{part.name}")
        archive.writestr("data/README.txt", "what this is")
    shutil.rmtree(folder)


def parquet(path: Path, rows: Sequence[Row]) -> None:
    columns = {"geometry": {"encoding": "WKB", "geometry_types": []}}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": columns}
    pq.write_table(arrow(rows).replace_schema_metadata({"geo": json.dumps(geo)}), path)


def delimited(delimiter: str) -> Callable[[Path, Sequence[Row]], None]:
    def write(path: Path, rows: Sequence[Row]) -> None:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerow(["text", "day", "big", "lon", "lat"])
        writer.writerows([[_plain(row[name]) for name in ("text", "day", "big", "lon", "lat")] for row in rows])
        path.write_text(text.getvalue(), "utf-8")

    return write


def workbook(path: Path, rows: Sequence[Row], sheet: str = "rows") -> None:
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    page.write_row(0, 0, ["text", "day", "big", "lon", "lat"])
    for number, row in enumerate(rows, start=1):
        for column, name in enumerate(("text", "day", "big", "lon", "lat")):
            if row[name] is None:
                continue
            if name == "day":
                page.write_datetime(number, column, row[name], day)
            elif name == "text":
                page.write_string(number, column, row[name])
            else:
                page.write_number(number, column, row[name])
    book.close()


ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def open_document(path: Path, rows: Sequence[Row]) -> None:
    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        if hasattr(value, "isoformat"):
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'

    names = ("text", "day", "big", "lon", "lat")
    table = [list(names), *([row[name] for name in names] for row in rows)]
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in table)
    open_document_of(path, f'<table:table table:name="rows">{body}</table:table>')


def open_document_of(path: Path, body: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(body))
        archive.writestr("META-INF/manifest.xml", _MANIFEST)


def kml_text(rows: Sequence[Row]) -> str:
    def placemark(row: Row) -> str:
        data = "".join(
            f'<Data name="{name}"><value>{escape(str(_plain(row[name])))}</value></Data>'
            for name in ("text", "day", "big")
            if row[name] is not None
        )
        place = "" if row["lon"] is None else f"<Point><coordinates>{row['lon']},{row['lat']},0</coordinates></Point>"
        return f"<Placemark><ExtendedData>{data}</ExtendedData>{place}</Placemark>"

    body = "".join(map(placemark, rows))
    return f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'


def kml(path: Path, rows: Sequence[Row]) -> None:
    path.write_text(kml_text(rows), "utf-8")


def kmz(path: Path, rows: Sequence[Row]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", kml_text(rows))
        archive.writestr("files/icon.png", b"\x89PNG")


FORMATS: dict[str, Callable[[Path, Sequence[Row]], None]] = {
    "rows.geojson": geojson,
    "rows.json": objects,
    "rows.geojson.gz": gzipped,
    "rows.geojsonl": lines,
    "rows.geojsons": sequence,
    "rows.gpkg": by_gdal("GPKG"),
    "rows.shp": by_gdal("ESRI Shapefile"),
    "rows.zip": shapefile_zip,
    "rows.fgb": by_gdal("FlatGeobuf"),
    "rows.kml": kml,
    "rows.kmz": kmz,
    "rows.parquet": parquet,
    "rows.csv": delimited(","),
    "rows.tsv": delimited("\t"),
    "bars.txt": delimited("|"),
    "semicolons.csv": delimited(";"),
    "rows.xlsx": workbook,
    "rows.ods": open_document,
}


def gpkg_geometry(wkb: bytes) -> bytes:
    """A geometry as GeoPackage stores it."""
    return b"GP\0\1" + struct.pack("<i", 4326) + wkb
