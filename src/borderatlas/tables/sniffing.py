"""Tells the format of a file by how it begins, and by its ending where that does not tell."""

from __future__ import annotations

import re
import zipfile  # noqa: TC003
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from borderatlas.errors import LayerError
from borderatlas.tables.archives import open_zip
from borderatlas.tables.encodings import unmarked

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas.tables.table import Source

Form: TypeAlias = Literal[
    "delimited", "json", "spreadsheet", "kml", "kmz", "shapefile", "gdal", "parquet", "zip", "gzip", "folder"
]

_HEAD: Final = 4096
_MAGIC: Final[tuple[tuple[bytes, Form], ...]] = (
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "spreadsheet"),
    (b"SQLite format 3\0", "gdal"),
    (b"fgb\x03", "gdal"),
    (b"PAR1", "parquet"),
    (b"\0\0\x27\x0a", "shapefile"),
)
_REFUSED: Final = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ", "an xz archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive: unpack it first"),
    (b"ARROW1", "an Arrow or Feather file: save it as GeoParquet"),
    (b"version https://git-lfs", "a pointer of Git LFS: fetch the file itself with git lfs pull"),
    (b"{\\rtf", "a formatted text (RTF): save it as CSV"),
    (b"II*\0", "a raster picture (TIFF)"),
    (b"MM\0*", "a raster picture (TIFF)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_BY_SUFFIX: Final[dict[str, Form]] = {
    **dict.fromkeys((".csv", ".tsv", ".txt", ".tab", ".psv", ".dsv"), "delimited"),
    **dict.fromkeys((".geojson", ".json", ".geojsonl", ".geojsons", ".geojsonseq", ".ndjson", ".jsonl"), "json"),
}
_BINARY: Final = {
    ".gpkg": "a GeoPackage",
    ".fgb": "a FlatGeobuf file",
    ".parquet": "a Parquet file",
    ".geoparquet": "a Parquet file",
    ".shp": "a Shapefile",
    ".xlsx": "a workbook",
    ".xlsm": "a workbook",
    ".xls": "a workbook",
    ".ods": "a workbook",
    ".zip": "an archive",
    ".kmz": "a KMZ file",
    ".gz": "a gzip file",
    ".sqlite": "an SQLite file",
}
_XML: Final[dict[str, Form]] = {"kml": "kml", "gpx": "gdal", "featurecollection": "gdal", "rss": "gdal", "osm": "gdal"}
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_JSON: Final = re.compile(r'\{\s*(?:"|\})|\[\s*(?:[\[{\]]|$)|\x1e')
_ESRI: Final = re.compile(r'"geometryType"\s*:\s*"esri')
_PARTS: Final = (".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix")
EXPECTED: Final = (
    "Expected GeoJSON, GeoPackage, Shapefile, KML, GPX, FlatGeobuf, GeoParquet, CSV, XLSX, ODS or XLS, also zipped."
)


def sniff(source: Source) -> Form:
    """The format of a file.

    Raises:
        LayerError: There is no such file, it is empty, or of a kind that holds no rows.
    """
    file, name = source.file, source.name
    _check_file(file, name)
    if file.is_dir():
        return "gdal" if source.suffix == ".gdb" else "folder"
    with file.open("rb") as content:
        head = content.read(_HEAD)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise LayerError(f"{name}: line 1 is empty, and so is the file. {EXPECTED}")
    for magic, what in _REFUSED:
        if head.startswith(magic):
            raise LayerError(f"{name}: this is {what}. {EXPECTED}")
    if source.suffix in _PARTS or (source.suffix == ".dbf" and file.with_suffix(".shp").exists()):
        raise LayerError(f"{name}: this is a part of a Shapefile. Give the file with the ending .shp beside it.")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(file, name)
    for magic, form in _MAGIC:
        if head.startswith(magic):
            return form
    return _text_form(source, head)


def _check_file(file: Path, name: str) -> None:
    if not file.exists():
        raise LayerError(f"{name}: cannot be read (No such file or directory).")
    if file.is_dir() and file.suffix.lower() != ".gdb" and not _holds_shapefiles(file):
        raise LayerError(f"{name}: this is a folder. Give a file in it.")
    if not (file.is_file() or file.is_dir()):
        raise LayerError(f"{name}: this is no file but a device or a pipe. Save its rows to a file first.")


def _holds_shapefiles(folder: Path) -> bool:
    return any(path.suffix.lower() in {".shp", ".dbf"} for path in folder.iterdir() if path.is_file())


def _text_form(source: Source, head: bytes) -> Form:
    text = _decoded(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _xml_form(source.name, text)
    suffix = source.suffix
    if _JSON.match(text):
        return "gdal" if _ESRI.search(text) else "json"
    if suffix in _BINARY:
        raise LayerError(
            f"{source.name}: cannot be read as {_BINARY[suffix]}, for it does not begin like one. It may be damaged, "
            f"not whole, or have the wrong ending. {EXPECTED}"
        )
    if suffix in {".tab", ".txt"} and text.startswith("!table"):
        return "gdal"  # MapInfo
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if suffix in {".kml", ".gpx", ".gml"}:
        raise LayerError(f"{source.name}: cannot be read as XML, for it does not begin like it. {EXPECTED}")
    return "gdal"


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.decode(unmarked(head) or "utf-8", "replace")


def _xml_form(name: str, text: str) -> Form:
    if re.match(r"<!doctype\s+html|<html|<head|<body|<script", text, re.IGNORECASE):
        raise LayerError(
            f"{name}: this is a web page, not the file itself. The download may have failed or need a login; "
            "open it in a browser to see."
        )
    plain = re.sub(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>", "", text, flags=re.DOTALL)
    match = _ROOT.search(plain)
    root = match[1] if match else ""
    form = _XML.get(root.casefold())
    if form is None:
        raise LayerError(f"{name}: this is XML of another kind ({root or 'without an element'}). {EXPECTED}")
    return form


def _packed(file: Path, name: str) -> Form:
    with open_zip(file, name) as archive:
        return _archive_form(archive, name)


def _archive_form(archive: zipfile.ZipFile, name: str) -> Form:
    members = set(archive.namelist())
    if not members:
        raise LayerError(f"{name}: the archive is empty. {EXPECTED}")
    if "xl/workbook.bin" in members:
        raise LayerError(f"{name}: this is a binary workbook (XLSB). Save it as XLSX or CSV UTF-8.")
    if "xl/workbook.xml" in members or ("content.xml" in members and "META-INF/manifest.xml" in members):
        return "spreadsheet"
    if "word/document.xml" in members or "ppt/presentation.xml" in members:
        raise LayerError(f"{name}: this is a text or slide document. Copy its table into a workbook, and save that.")
    endings = {member.lower().rpartition(".")[2] for member in members}
    return "kmz" if "kml" in endings and not endings & {"shp", "gpkg", "csv"} else "zip"
