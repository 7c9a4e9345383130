"""The formats that layers are handed out in: one module each, one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from borderatlas.errors import UsageError, suggestion
from borderatlas.export.data_package import DATA_PACKAGE
from borderatlas.export.delimited import CSV
from borderatlas.export.flatgeobuf import FLATGEOBUF
from borderatlas.export.geojson import GEOJSON, GEOJSON_GZ, GEOJSONL, GEOJSONL_GZ
from borderatlas.export.geopackage import GEOPACKAGE
from borderatlas.export.geoparquet import GEOPARQUET
from borderatlas.export.gpx import GPX
from borderatlas.export.kml import KML, KMZ
from borderatlas.export.qgis_project import QGIS_PROJECT
from borderatlas.export.shapefile import SHAPEFILE
from borderatlas.export.topojson import TOPOJSON
from borderatlas.export.xlsx import XLSX

if TYPE_CHECKING:
    from borderatlas.export.format import Format

FORMATS: Final[dict[str, Format]] = {
    form.name: form
    for form in (
        GEOJSON,
        GEOJSON_GZ,
        GEOJSONL,
        GEOJSONL_GZ,
        GEOPACKAGE,
        QGIS_PROJECT,
        SHAPEFILE,
        FLATGEOBUF,
        GEOPARQUET,
        KML,
        KMZ,
        GPX,
        TOPOJSON,
        CSV,
        XLSX,
        DATA_PACKAGE,
    )
}
"""Formats of files by name, in the order of the help."""

POSTGIS: Final = "postgis"
"""Name of the one format that is no file but tables of a database."""


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: There is none; the message names those that there are.
    """
    if name in FORMATS:
        return FORMATS[name]
    known = [*FORMATS, POSTGIS]
    by_ending = {form.suffix.split(".")[1]: form.name for form in reversed(FORMATS.values())}
    meant = f" (did you mean {by_ending[name]}?)" if name in by_ending else suggestion(name, known)
    raise UsageError(f"There is no format {name!r}{meant}. The formats are: {', '.join(known)}.")
