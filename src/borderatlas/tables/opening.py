"""Opens any file of rows: finds its format, unpacks it, chooses its layer, and brings its geometries into degrees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from borderatlas.errors import LayerError, UsageError
from borderatlas.tables import archives, sniffing
from borderatlas.tables.crs import asked_crs, short_name
from borderatlas.tables.layers import choose_layer
from borderatlas.tables.places import USUAL, Places
from borderatlas.tables.positions import table_file
from borderatlas.tables.table import Content, LayerInfo, Report, Source, Table, TableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyproj import CRS

_READABLE: Final = (
    *(".shp", ".csv", ".tsv", ".txt", ".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson", ".jsonl", ".gpkg"),
    *(".kml", ".gpx", ".fgb", ".parquet", ".geoparquet", ".xlsx", ".ods", ".xls", ".gml", ".gz"),
)
_BESIDE: Final = ("readme", "license", "licence")


def open_table(  # noqa: PLR0913  # what people must be able to say of a file
    path: Path,
    layer: str | None = None,
    *,
    encoding: str | None = None,
    crs: str | int | CRS | None = None,
    places: Places | None = USUAL,
    option: str = "--source-layer",
) -> TableFile:
    """Opens a file of rows.

    Args:
        path: The file: GeoJSON (also newline-delimited), JSON with a list of objects, GeoPackage, Shapefile, KML, KMZ,
            GPX, FlatGeobuf, GeoParquet, CSV or TSV, XLSX, XLS or ODS; also gzipped, or in a zip archive. Or a folder
            of Shapefiles.
        layer: Name of the layer, sheet, folder or member of an archive; needed where several hold records.
        encoding: How its text is encoded. None: it is recognised.
        crs: The CRS of its geometries or columns, whatever the file itself declares. None: as it declares; where it
            declares none, degrees of WGS 84.
        places: Columns that say where rows lie, where the file has no geometries; by their names where they are not
            given. Rows whose place cannot be read are problems. None: columns are not looked at and geometries not
            judged.
        option: The option that names the layer, for messages.

    Raises:
        LayerError: The file cannot be read.
        UsageError: It holds several layers, or not the one that is asked for; there is no such column, encoding or CRS.
    """
    path = Path(path)
    source = Source(path, str(path), encoding, option)
    given = None if crs is None else asked_crs(crs)
    try:
        content = _content(source, layer)
    except OSError as error:
        raise LayerError(f"{path}: cannot be read ({error.strerror or error}).") from error
    if layer is not None and content.layer is None:
        raise UsageError(f"{path}: has no layers, so there is no layer {layer!r}. Leave {option} out.")
    return table_file(path, content, given, places)


def layers_of(path: Path, *, encoding: str | None = None) -> list[LayerInfo]:
    """The layers, sheets, folders or members that a file holds; one, called by the name of the file, where it has none.

    Raises:
        LayerError: The file cannot be read.
    """
    source = Source(path, str(path), encoding)
    try:
        return _layers(source)
    except OSError as error:
        raise LayerError(f"{path}: cannot be read ({error.strerror or error}).") from error


# Formats


def _content(source: Source, layer: str | None) -> Content:  # noqa: C901, PLR0911  # one for each format
    """Readers are imported when they are needed: some take a second."""
    match sniffing.sniff(source):
        case "delimited":
            from borderatlas.tables.delimited import open_delimited  # noqa: PLC0415

            return open_delimited(source)
        case "json":
            from borderatlas.tables.geojson import open_json  # noqa: PLC0415

            return open_json(source)
        case "spreadsheet":
            from borderatlas.tables.spreadsheet import open_spreadsheet  # noqa: PLC0415

            return open_spreadsheet(source, layer)
        case "kml":
            from borderatlas.tables.kml import open_kml  # noqa: PLC0415

            return open_kml(source, layer)
        case "shapefile":
            from borderatlas.tables.shapefile import open_shapefile  # noqa: PLC0415

            return replace(open_shapefile(source), layer=layer)
        case "parquet":
            from borderatlas.tables.geoparquet import open_parquet  # noqa: PLC0415

            return open_parquet(source)
        case "gdal":
            from borderatlas.tables.gdal import open_gdal  # noqa: PLC0415

            return open_gdal(source, layer)
        case "gzip":
            file, kept = archives.unpack_gzip(source.file, source.name)
            return _keeping(kept, _content(replace(source, file=file), layer))
        case "folder":
            return _from_folder(source, layer)
        case "kmz" | "zip":
            return _from_archive(source, layer)


def _layers(source: Source) -> list[LayerInfo]:  # noqa: PLR0911  # one for each format
    match sniffing.sniff(source):
        case "spreadsheet":
            from borderatlas.tables.spreadsheet import sheets_of  # noqa: PLC0415

            return sheets_of(source)
        case "kml":
            from borderatlas.tables.kml import folders_of  # noqa: PLC0415

            return folders_of(source)
        case "gdal":
            from borderatlas.tables.gdal import gdal_layers  # noqa: PLC0415

            return gdal_layers(source)
        case "gzip":
            file, _kept = archives.unpack_gzip(source.file, source.name)
            return _layers(replace(source, file=file))
        case "folder":
            members = _members_of_folder(source)
            if len(members) > 1:
                return [LayerInfo(member) for member in members]
            return _layers(_in_folder(source, members[0]))
        case "kmz" | "zip":
            members = _members(source)
            if len(members) > 1:
                return [LayerInfo(member) for member in members]
            inner, _kept = _unpacked(source, members[0])
            return _layers(inner)
        case _:
            content = _content(source, None)
            kind = {"none": None, "points": "Point", "any": "Unknown"}[content.geometries]
            return [LayerInfo(source.file.stem, None, kind, content.crs and short_name(content.crs))]


def _from_archive(source: Source, layer: str | None) -> Content:
    """A file in an archive: the only one with rows, or the one that is named; what it holds counts then."""
    members = _members(source)
    if len(members) == 1:
        inner, kept = _unpacked(source, members[0])
        return _keeping(kept, _content(inner, layer))
    member = _chosen(source, layer, members)
    inner, kept = _unpacked(source, member)
    return _keeping(kept, replace(_content(inner, None), layer=member))


def _from_folder(source: Source, layer: str | None) -> Content:
    """A Shapefile in a folder, with tables beside it, as a zip archive of them would be read."""
    members = _members_of_folder(source)
    if len(members) == 1:
        return _content(_in_folder(source, members[0]), layer)
    member = _chosen(source, layer, members)
    return replace(_content(_in_folder(source, member), None), layer=member)


def _chosen(source: Source, layer: str | None, members: list[str]) -> str:
    """The member to read; tables without geometries beside others only where they are asked for."""
    placed = [member for member in members if not member.lower().endswith(".dbf")]
    return choose_layer(source, layer, placed or members, others=members, word="file")


def _in_folder(source: Source, member: str) -> Source:
    return replace(source, file=source.file / member, name=f"{source.name}, file {member} in it")


def _members_of_folder(source: Source) -> list[str]:
    names = [path.name for path in source.file.iterdir() if path.is_file()]
    return [name for name in _readable(names) if name.lower().endswith((".shp", ".dbf"))]


def _members(source: Source) -> list[str]:
    """The members of an archive that hold rows."""
    with archives.open_zip(source.file, source.name) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/") and not name.startswith("__MACOSX/")]
    found = _readable(names)
    if not found:
        listed = ", ".join(names[:10]) + ", …" * (len(names) > 10)
        raise LayerError(f"{source.name}: no file in the archive has rows. It holds: {listed}. {sniffing.EXPECTED}")
    return found


def _readable(names: list[str]) -> list[str]:
    """Those of files that lie together which hold rows; also the table of a Shapefile that has no geometries."""
    shapes = {name[: -len(".shp")] for name in names if name.lower().endswith(".shp")}
    found = [name for name in names if name.lower().endswith(_READABLE) and not _is_beside(name, names)]
    found += [name for name in names if name.lower().endswith(".dbf") and name[: -len(".dbf")] not in shapes]
    return sorted(found)


def _is_beside(name: str, names: list[str]) -> bool:
    """Whether a member only comes with others, such as a description."""
    path = PurePosixPath(name)
    if path.name.startswith("."):
        return True
    if path.suffix.lower() in {".txt", ".csv"} and any(other.lower().endswith((".shp", ".dbf")) for other in names):
        return True
    return (
        path.stem.casefold().startswith(_BESIDE) and path.suffix.lower() in {".txt", ".json", ".csv"} and len(names) > 1
    )


def _unpacked(source: Source, member: str) -> tuple[Source, archives.Unpacked]:
    with archives.open_zip(source.file, source.name) as archive:
        wanted = [member]
        if member.lower().endswith((".shp", ".dbf")):
            stem = member[: -len(".shp")]
            wanted = [name for name in archive.namelist() if PurePosixPath(name).with_suffix("").as_posix() == stem]
        kept = archives.unpack_members(archive, wanted, source.name)
    file = kept.folder / PurePosixPath(member.replace("\\", "/")).name
    return replace(source, file=file, name=f"{source.name}, file {member} in it"), kept


def _keeping(kept: archives.Unpacked, content: Content) -> Content:
    """Content whose reading holds on to the folder that it reads from."""

    def batches(report: Report, _kept: archives.Unpacked = kept) -> Iterator[Table]:
        yield from content.batches(report)

    return replace(content, batches=batches)
