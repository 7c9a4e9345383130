"""Where the rows of a table lie: finds the columns with places and precisions by their names, and reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from borderatlas.border.coordinates import choose, read_positions
from borderatlas.border.distances import read_length_m
from borderatlas.border.notation import AXIS_NAME, LIMIT, beyond, read_angle
from borderatlas.errors import UsageError
from borderatlas.tables.places import LAT_NAMES, LON_NAMES, plain_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from borderatlas.border.coordinates import Readings
    from borderatlas.border.geodesy import Flags, Floats
    from borderatlas.border.line import Border
    from borderatlas.border.notation import Axis
    from borderatlas.tables import Table, TableFile

    Texts = NDArray[np.object_]

PLACE_NAMES: Final = (
    *("coordinates", "coordinate", "coords", "lat_lon", "lat_long", "latlon", "latlng"),
    *("mgrs", "plus_code", "pluscode", "olc", "geo_uri"),
)
PRECISION_NAMES: Final = (
    *(
        "precision_m",
        "accuracy_m",
        "uncertainty_m",
        "radius_m",
        "coordinateuncertaintyinmeters",
        "horizontal_accuracy_m",
    ),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns that say where rows lie; None where there is none.

    Attributes:
        lat: Latitudes.
        lon: Longitudes.
        place: Whole places, as people type them.
        precision: Radii, in metres where they have no unit.
    """

    lat: str | None = None
    lon: str | None = None
    place: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Sites:
    """Where the rows of a table lie.

    Attributes:
        lonlat: Degrees of WGS 84, not-a-number where a row has no point, shape (n, 2).
        shapes: Lines, polygons and the like; None where a row has none, shape (n,).
        precision: Radii in metres, not-a-number where unknown, shape (n,).
        notes: What is wrong with a row; empty where nothing is, shape (n,).
    """

    lonlat: Floats
    shapes: Texts
    precision: Floats
    notes: Texts

    @property
    def pointed(self) -> Flags:
        """Rows with a point."""
        return np.asarray(np.isfinite(self.lonlat).all(axis=1))

    @property
    def shaped(self) -> Flags:
        """Rows with another geometry."""
        return np.asarray(~shapely.is_missing(self.shapes))


def find_columns(source: TableFile, asked: Columns) -> Columns:
    """The columns that are asked for; for what is not, those whose name says it. Case and spaces do not matter.

    Without any, `lat`, `lon` and `place` are None where the file has geometries.

    Raises:
        UsageError: There is no such column, or none that says where the rows lie.
    """
    names = {plain_name(name): name for name in reversed(source.columns)}

    def named(wanted: str | None, usual: Sequence[str]) -> str | None:
        if wanted is None:
            return next((names[name] for name in usual if name in names), None)
        if wanted in source.columns:
            return wanted
        if plain_name(wanted) not in names:
            raise UsageError(f"{source.path}: there is no column {wanted!r}. {_listed(source.columns)}")
        return names[plain_name(wanted)]

    precision = named(asked.precision, PRECISION_NAMES)
    if asked.place:
        return Columns(place=named(asked.place, ()), precision=precision)
    if not (asked.lat or asked.lon) and source.geometries != "none":
        return Columns(precision=precision)
    lat, lon = named(asked.lat, LAT_NAMES), named(asked.lon, LON_NAMES)
    if lat and lon:
        return Columns(lat=lat, lon=lon, precision=precision)
    place = None if asked.lat or asked.lon else named(None, PLACE_NAMES)
    if place is None:
        raise UsageError(
            f"{source.path}: no columns of latitude and longitude, such as lat and lon, and none of places, such as "
            f"coordinates, mgrs or plus_code. {_listed(source.columns)} "
            "Name them with --lat and --lon, or with --place-column."
        )
    return Columns(place=place, precision=precision)


def _listed(columns: Sequence[str]) -> str:
    return f"Its columns are: {', '.join(columns[:40])}{', …' * (len(columns) > 40)}."


def read_sites(table: Table, columns: Columns, border: Border, precision_m: float | None) -> Sites:
    """Reads where the rows lie.

    Args:
        table: The rows.
        columns: Where to look; the geometries of the table where `lat`, `lon` and `place` are None.
        border: Where places are typed without letters, the order that lies near it is taken.
        precision_m: For rows whose precision is not told. None: as it is written where places are typed, else exact.
    """
    count = len(table.own)
    shapes: Texts = np.full(count, None, dtype=object)
    written = np.zeros(count)
    if columns.place is not None:
        lonlat, written, notes = _typed(table.own[columns.place], border)
    elif columns.lat is not None and columns.lon is not None:
        lat, lat_notes = _degrees(table.own[columns.lat], "lat")
        lon, lon_notes = _degrees(table.own[columns.lon], "lon")
        lonlat, notes = np.column_stack([lon, lat]), _joined(lat_notes, lon_notes)
    else:
        lonlat, shapes, notes = _drawn(table.geometry)
    precision, precision_notes = _precision(table, columns.precision, written if precision_m is None else precision_m)
    lonlat[notes != ""] = np.nan
    return Sites(lonlat, shapes, precision, _joined(notes, precision_notes))


def _degrees(values: pd.Series, axis: Axis) -> tuple[Floats, Texts]:
    """Degrees of a column of numbers or of typed angles, and what is wrong with them."""

    def read(text: str) -> float:
        try:
            return read_angle(text, axis).degrees
        except UsageError as error:
            raise UsageError(f"{text[:80]!r}: {error}") from error

    degrees, notes = _numbers(values, read)
    notes[(notes == "") & np.isnan(degrees)] = f"no {AXIS_NAME[axis]}"
    limit = LIMIT[axis] * (1 if axis == "lat" else 2)  # some programs count longitudes to 360
    for row in np.flatnonzero(np.abs(degrees) > limit):
        notes[row] = beyond(float(degrees[row]), axis)
    return degrees, notes


def _numbers(values: pd.Series, read: Callable[[str], float]) -> tuple[Floats, Texts]:
    """Numbers of a column; other cells are read as people write them. Not-a-number where a cell is empty or wrong."""
    import pandas as pd  # noqa: PLC0415  takes long to import

    numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan).copy()
    notes: Texts = np.full(len(numbers), "", dtype=object)
    known: dict[str, float | UsageError] = {}
    for row in np.flatnonzero(~np.isfinite(numbers)):
        cell = values.iloc[row]
        text = "" if pd.isna(cell) else str(cell).strip()
        numbers[row] = np.nan
        if not text:
            continue
        if text not in known:
            try:
                known[text] = read(text)
            except UsageError as error:
                known[text] = error
        found = known[text]
        if isinstance(found, UsageError):
            notes[row] = str(found).removesuffix(".")
        else:
            numbers[row] = found
    return numbers, notes


def _typed(values: pd.Series, border: Border) -> tuple[Floats, Floats, Texts]:
    """Degrees, radii and faults of a column of typed places."""
    import pandas as pd  # noqa: PLC0415  takes long to import

    lonlat, radius = np.full((len(values), 2), np.nan), np.full(len(values), np.nan)
    notes: Texts = np.full(len(values), "", dtype=object)
    cells, codes = np.unique(["" if pd.isna(cell) else str(cell).strip() for cell in values], return_inverse=True)
    readings: dict[int, Readings] = {}
    faults: dict[int, str] = {}
    for code, cell in enumerate(cells.tolist()):
        try:
            readings[code] = read_positions(cell)
        except UsageError as error:
            faults[code] = str(error).removesuffix(".") if cell else "no coordinates"
    places = np.full((len(cells), 3), np.nan)
    for code, chosen in zip(readings, choose(list(readings.values()), border), strict=True):
        if isinstance(chosen, UsageError):
            faults[code] = str(chosen).removesuffix(".")
        else:
            places[code] = chosen.lon, chosen.lat, chosen.precision_m
    lonlat, radius = places[codes, :2], places[codes, 2]
    notes[:] = np.array([faults.get(code, "") for code in range(len(cells))] + [""], dtype=object)[codes]
    return lonlat, radius, notes


def _drawn(geometry: Texts | None) -> tuple[Floats, Texts, Texts]:
    """Degrees of points, other geometries, and what is wrong with them."""
    if geometry is None:
        geometry = np.empty(0, dtype=object)
    shapes: Texts = np.array([*geometry, None], dtype=object)[:-1]
    notes: Texts = np.full(len(shapes), "", dtype=object)
    lonlat = np.full((len(shapes), 2), np.nan)
    points = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    lonlat[points] = np.column_stack([shapely.get_x(shapes[points]), shapely.get_y(shapes[points])])
    west, south, east, north = shapely.bounds(shapes).T
    off = ~(np.abs(np.maximum(-south, north)) <= LIMIT["lat"]) | ~np.isfinite(west + east)
    notes[off] = "a coordinate is not finite, or its latitude beyond 90 degrees"
    notes[shapely.is_missing(shapes) | shapely.is_empty(shapes)] = "no geometry"
    shapes[points | (notes != "")] = None
    return lonlat, shapes, notes


def _precision(table: Table, column: str | None, default: Floats | float) -> tuple[Floats, Texts]:
    """Radii in metres; the default where a cell is empty, not-a-number where it is wrong."""
    count = len(table.own)
    default = np.broadcast_to(np.asarray(default, dtype=np.float64), (count,))
    if column is None:
        return default, np.full(count, "", dtype=object)
    radii, notes = _numbers(table.own[column], read_length_m)
    radii = np.where(np.isnan(radii) & (notes == ""), default, radii)
    negative = radii < 0
    notes[negative] = "the precision is negative"
    radii[negative] = np.nan
    return radii, notes


def _joined(first: Texts, second: Texts) -> Texts:
    """Both notes of each row."""
    both = (first != "") & (second != "")
    return np.asarray(np.where(both, first + "; " + second, first + second))
