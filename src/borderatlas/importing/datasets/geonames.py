"""GeoNames gazetteer extracts, such as `TJ.zip` or `allCountries.txt`: tab-separated, without names of columns.

Columns after the readme of https://download.geonames.org/export/dump/ (CC BY 4.0). The feature codes taken are those of
https://www.geonames.org/export/codes.html; other rows are left out and counted.

GeoNames does not say how good a point is. Many are rounded to minutes of arc, so that one may be off by 2 km. Military
places are given no sharper than a town.
"""

from __future__ import annotations

import csv
import gzip
import tempfile
import zipfile
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Final

from borderatlas.importing.datasets.dataset import Dataset, column, constant
from borderatlas.project import ImportSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from borderatlas.project import FieldRules

COLUMNS: Final = (
    *("geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code"),
    *("country_code", "cc2", "admin1_code", "admin2_code", "admin3_code", "admin4_code", "population", "elevation"),
    *("dem", "timezone", "modification_date"),
)
"""The columns of the main table, in their order."""

_FIELDS: Final[Mapping[str, FieldRules]] = {
    "id": column("geonameid"),
    "lon": column("longitude"),
    "lat": column("latitude"),
    "name": column("name", "asciiname"),
    "precision_m": constant(2000),
    "position_source": constant("GeoNames; the radius is chosen here, as GeoNames gives none"),
    "details.changed_at_geonames": column("modification_date"),
    "details.feature_code": column("feature_code"),
}


def _mapping(layer: str, kinds: Mapping[str, str], **fields: FieldRules) -> ImportSettings:
    kind = column("feature_code", values=dict(kinds), otherwise="leave out")
    return ImportSettings(
        layer=layer,
        source="geonames",
        id_prefix="geonames",
        fields={**_FIELDS, "kind": kind, **fields},
    )


GEONAMES: Final = Dataset(
    name="geonames",
    title="GeoNames gazetteer",
    publisher="GeoNames",
    url="https://www.geonames.org/",
    terms="CC BY 4.0",
    mappings={
        "crossings": _mapping(
            "crossings", {"BDG": "bridge", "PSTB": "crossing", "CSTM": "crossing", "FY": "ferry", "FYT": "ferry"}
        ),
        "markets": _mapping("markets", {"MKT": "market"}),
        "boundary": _mapping(
            "boundary",
            {"PSTP": "guard_post", "INSM": "base", "MILB": "base", "AIRB": "base"},
            precision_m=constant(5000),
            place_level=constant("near"),
        ),
    },
    columns=frozenset(COLUMNS),
)


def looks_like(columns: Sequence[str]) -> bool:
    """Tell whether the first line of a file without names of columns is a row of GeoNames."""
    if len(columns) != len(COLUMNS) or not columns[0].isdecimal():
        return False
    try:
        lat, lon = float(columns[4]), float(columns[5])
    except ValueError:
        return False
    return abs(lat) <= 90 and abs(lon) <= 180 and len(columns[6]) == 1


@contextmanager
def with_header(path: Path) -> Iterator[Path]:
    """Gives a copy of an extract with names of columns, for the time of the block; each row stands one line lower."""
    with tempfile.TemporaryDirectory(prefix="borderatlas-") as folder:
        copy = Path(folder) / "geonames.tsv"
        with _lines(path) as lines, copy.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t", lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(line.rstrip("\r\n").split("\t") for line in lines)
        yield copy


@contextmanager
def _lines(path: Path) -> Iterator[TextIOWrapper]:
    """The lines of an extract, packed or not. It was opened before, so that it is known to be whole."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.casefold().startswith("readme")]
            with archive.open(names[0]) as member:
                yield TextIOWrapper(member, "utf-8", newline="\n")
    elif path.suffix.lower() == ".gz":
        with gzip.open(path) as packed:
            yield TextIOWrapper(packed, "utf-8", newline="\n")
    else:
        with path.open(encoding="utf-8", newline="\n") as file:
            yield file
