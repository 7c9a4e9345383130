"""Geometries from columns: longitudes and latitudes, WKT, WKB in hexadecimal digits, or GeoJSON in a cell."""

from __future__ import annotations

import json
import re
from collections.abc import Callable  # noqa: TC003  # field of a dataclass
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np
import shapely

from borderatlas.errors import UsageError
from borderatlas.tables.geojson import shape_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from borderatlas.tables.table import Table

    Floats = NDArray[np.float64]
    Texts = NDArray[np.object_]

LAT_NAMES: Final = ("lat", "latitude", "decimallatitude", "lat_dd", "y")
LON_NAMES: Final = ("lon", "lng", "long", "longitude", "decimallongitude", "lon_dd", "x")
_NORTH_NAMES: Final = ("northing", "northings", "utm_northing", "utm_n", "north")
_EAST_NAMES: Final = ("easting", "eastings", "utm_easting", "utm_e", "east")
_SHAPE_NAMES: Final = (
    *("wkt", "wkb", "geometry", "geom", "the_geom", "geometry_wkt", "geom_wkt", "wkt_geom", "wkb_geometry"),
    *("ewkt", "ewkb", "geojson", "shape", "location", "point"),
)
_TYPES: Final = "POINT|LINESTRING|LINEARRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON|GEOMETRYCOLLECTION"
_WKT: Final = re.compile(
    rf"\s*(?:SRID=(?P<srid>\d+)\s*;\s*)?(?P<wkt>(?:{_TYPES})\s*(?:Z|M|ZM)?\s*[(E].*)", re.IGNORECASE | re.DOTALL
)
_HEX: Final = re.compile(r"\s*(?:\\x|0x)?(0[01][0-9A-F]{16,})\s*", re.IGNORECASE)
_PARTED: Final = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?")
"""Thousands with spaces between them."""
_GEOJSON: Final = re.compile(r"\s*\{.*\}\s*", re.DOTALL)

Axis: TypeAlias = Literal["lat", "lon"]


@dataclass(frozen=True, slots=True)
class Places:
    """Columns that say where rows lie; those whose name says it where None is given.

    Attributes:
        lat: Latitudes, or northings in the CRS of the file.
        lon: Longitudes, or eastings.
        shape: WKT, WKB in hexadecimal digits, or GeoJSON geometries.
        read_angle: Reads cells that are no plain numbers, such as degrees and minutes; raises a UsageError that says
            what is wrong. None: they are problems.
    """

    lat: str | None = None
    lon: str | None = None
    shape: str | None = None
    read_angle: Callable[[str, Axis], float] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are known."""
        return tuple(name for name in (self.shape, self.lat, self.lon) if name is not None)


USUAL: Final = Places()


def plain_name(name: str) -> str:
    """A name of a column without case, and with `_` for what parts its words."""
    return "_".join(name.casefold().replace("-", " ").replace(".", " ").split())


def find_places(columns: Sequence[str], asked: Places, first: Callable[[], Table | None], name: str) -> Places | None:
    """The columns that say where rows lie; None where none does and none is asked for.

    Args:
        columns: Names of the columns of the file.
        asked: Columns that the user names.
        first: Reads the first rows, by which a column of shapes is known; asked only where a name is one of theirs.
        name: What messages call the file.

    Raises:
        UsageError: There is no column of a name that is asked for, or only one of a pair.
    """
    known = {plain_name(column): column for column in reversed(columns)}

    def named(wanted: str) -> str:
        if wanted in columns:
            return wanted
        if plain_name(wanted) in known:
            return known[plain_name(wanted)]
        listed = ", ".join(columns[:40]) + ", …" * (len(columns) > 40)
        raise UsageError(f"{name}: there is no column {wanted!r}. Its columns are: {listed}.")

    if (asked.lat is None) != (asked.lon is None):
        raise UsageError(f"{name}: a column of latitudes needs one of longitudes, and the other way round.")
    if asked.lat is not None and asked.lon is not None:
        return replace(asked, lat=named(asked.lat), lon=named(asked.lon), shape=asked.shape and named(asked.shape))
    if asked.shape is not None:
        return replace(asked, shape=named(asked.shape))
    lat, lon = _pair(known)
    candidates = [known[usual] for usual in _SHAPE_NAMES if usual in known]
    rows = first() if candidates else None
    shape = next((column for column in candidates if rows is not None and _holds_shapes(rows, column)), None)
    return replace(asked, lat=lat, lon=lon, shape=shape) if lat or shape else None


def _pair(known: dict[str, str]) -> tuple[str | None, str | None]:
    for lats, lons in ((LAT_NAMES, LON_NAMES), (_NORTH_NAMES, _EAST_NAMES)):
        lat = next((known[name] for name in lats if name in known), None)
        lon = next((known[name] for name in lons if name in known), None)
        if lat and lon:
            return lat, lon
    return None, None


def _holds_shapes(table: Table, column: str) -> bool:
    """Whether the first cell that is filled looks like a shape."""
    for cell in table.own[column]:
        if isinstance(cell, dict):
            return "type" in cell and ("coordinates" in cell or "geometries" in cell)
        if isinstance(cell, bytes):
            return cell[:1] in {b"\0", b"\1"}
        if isinstance(cell, str) and cell.strip():
            return bool(_WKT.fullmatch(cell) or _HEX.fullmatch(cell) or _GEOJSON.fullmatch(cell))
    return False


def place_rows(table: Table, places: Places) -> tuple[Texts, Texts, set[int]]:
    """Geometries of rows, in the CRS of the file.

    Returns:
        Shapely geometries, None where cells are empty, shape (n,); faults, empty where there is none, shape (n,); and
        the EPSG codes that cells name as their CRS.
    """
    count = len(table.own)
    geometry, faults = np.full(count, None, dtype=object), np.full(count, "", dtype=object)
    codes: set[int] = set()
    if places.shape is not None:
        for row, cell in enumerate(table.own[places.shape]):
            found, code = _shape(cell)
            if isinstance(found, str):
                faults[row] = found
            else:
                geometry[row] = found
            codes |= {code} - {0}
    if places.lat is not None and places.lon is not None:
        lat, lat_faults = _numbers(table.own[places.lat], places, "lat")
        lon, lon_faults = _numbers(table.own[places.lon], places, "lon")
        one = (np.isnan(lat) != np.isnan(lon)) & (lat_faults == "") & (lon_faults == "")
        pair_faults = np.where(lat_faults != "", lat_faults, lon_faults)
        pair_faults[one] = [
            f"{places.lat} is empty, but {places.lon} is not"
            if empty
            else f"{places.lon} is empty, but {places.lat} is not"
            for empty in np.isnan(lat[one])
        ]
        lacking = shapely.is_missing(geometry) & (faults == "")
        faults[lacking] = pair_faults[lacking]
        placed = lacking & (faults == "") & ~np.isnan(lat)
        geometry[placed] = shapely.points(lon[placed], lat[placed])
    return geometry, faults, codes


def _shape(cell: object) -> tuple[shapely.Geometry | str | None, int]:  # noqa: PLR0911  # one for each notation
    """The shape that a cell holds, or what is wrong with it; and the EPSG code that it names, else 0."""
    if isinstance(cell, dict):
        return shape_of(cell), 0
    if cell is None or cell != cell or (isinstance(cell, str) and not cell.strip()):  # noqa: PLR0124  # not a number
        return None, 0
    try:
        if isinstance(cell, bytes):
            found = shapely.from_wkb(cell)
        elif match := _WKT.fullmatch(str(cell)):
            return shapely.from_wkt(match["wkt"]), int(match["srid"] or 0)
        elif match := _HEX.fullmatch(str(cell)):
            found = shapely.from_wkb(match[1])
        elif _GEOJSON.fullmatch(str(cell)):
            return shape_of(json.loads(str(cell))), 0
        else:
            return f"{str(cell)[:60]!r} is no WKT, such as POINT (68.6 37.19)", 0
    except (shapely.errors.ShapelyError, ValueError, RecursionError) as error:
        return f"{str(cell)[:60]!r} is no shape: {str(error)[:120]}", 0
    return found, int(shapely.get_srid(found))


def _numbers(values: pd.Series, places: Places, axis: Axis) -> tuple[Floats, Texts]:
    """Numbers of a column, and what is wrong with cells that are none; not-a-number where a cell is empty or wrong."""
    import pandas as pd  # noqa: PLC0415  takes long to import

    numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan).copy()
    faults = np.full(len(numbers), "", dtype=object)
    for row in np.flatnonzero(~np.isfinite(numbers)):
        cell = values.iloc[row]
        text = "" if pd.isna(cell) else str(cell).strip()
        number = None if text else np.nan
        if number is None:
            number = read_number(text)
        if number is None and places.read_angle is not None:
            try:
                number = places.read_angle(text, axis)
            except UsageError as error:
                faults[row] = f"{text[:60]!r}: {error}"
        if number is None:
            faults[row] = faults[row] or f"{text[:60]!r} in {values.name} is no number of degrees"
        numbers[row] = np.nan if number is None else number
    return numbers, faults


def read_number(text: str) -> float | None:
    """A number as people write it: digits of any script, decimal comma or point, parted thousands; None if none."""
    plain = text.replace("\u066b", ".").replace("−", "-")
    if _PARTED.fullmatch(plain):
        plain = "".join(plain.split())
    if "," in plain:
        last = max(plain.rfind(","), plain.rfind("."))
        commas = plain.count(",")
        if "." not in plain and commas == 1:
            plain = plain.replace(",", ".")
        elif plain[last] == "." and commas:
            plain = plain.replace(",", "")
        elif plain.count(",") == 1:
            plain = plain.replace(".", "").replace(",", ".")
        else:
            return None
    try:
        number = np.nan if "_" in plain else float(plain)
    except ValueError:
        return None
    return number if np.isfinite(number) else None
