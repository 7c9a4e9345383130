"""Missions against the countries in which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import shapely.geometry
from pyproj import Geod

from borderatlas.errors import LayerError
from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import shorten
from borderatlas.layers.reading import read_entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from borderatlas.checks.sheet import Sheet
    from borderatlas.layers.findings import Finding

_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Countries:
    """Polygons of countries, cut at the edge of the backdrop.

    Attributes:
        by_name: Polygons in degrees, by the code and by every name of the country.
        box: West, south, east, north of what the file shows.
    """

    by_name: dict[str, BaseGeometry]
    box: tuple[float, float, float, float]


def read_countries(path: Path) -> Countries:
    """Read the polygons of the countries.

    Raises:
        LayerError: The file is missing, broken or without countries; the finding says so.
    """
    file = Spot("countries", str(path), "")
    by_name: dict[str, BaseGeometry] = {}
    try:
        entries, _ = read_entries(path, file)
        for entry in entries:
            shape = shapely.geometry.shape(entry["geometry"])
            shapely.prepare(shape)
            for name in _names(entry["properties"]):
                by_name[name] = shape
    except LayerError as err:
        why = err.findings[0].expected if err.findings else str(err)
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        why = f"features with a polygon, a code and names ({type(err).__name__}: {err})"
    else:
        if by_name:
            west, south, east, north = shapely.total_bounds(list(by_name.values())).tolist()
            return Countries(by_name, (west, south, east, north))
        why = "features of countries"
    finding = file.finding("countries-unusable", expected=why, hint="Restore the file that atlas.toml names.")
    raise LayerError(finding.text(), [finding])


def _names(properties: dict[str, Any]) -> Iterator[str]:
    yield properties["code"]
    yield from properties.get("names", {}).values()


def abroad(sheet: Sheet, countries: Countries) -> Iterator[Finding]:
    """Yield a warning for each mission outside its host state by more than its precision.

    Missions beyond the box of the countries, and in host states that the file does not show, are not judged.
    """
    hosts = sheet.words["host_state"]
    if not any(host in countries.by_name for host in hosts.values):
        return
    west, south, east, north = countries.box
    for row, (lon, lat) in enumerate(sheet.lonlat.tolist()):
        polygon = countries.by_name.get(hosts[row] or "")
        if polygon is None or not (west < lon < east and south < lat < north):
            continue
        off = metres_outside(polygon, lon, lat)
        precision = float(sheet.numbers["precision_m"][row])
        if off > precision:
            yield Spot(sheet.layer, sheet.file, sheet.ids[row]).finding(
                "mission-outside-host",
                field="geometry",
                value=shorten([lon, lat]),
                expected=f"a place in {hosts[row]}; it is {off / 1000:,.1f} km outside, with a precision of "
                f"{precision / 1000:,.1f} km",
                hint="Correct the position or host_state.",
            )


def metres_outside(polygon: BaseGeometry, lon: float, lat: float) -> float:
    """How far a place lies from a polygon, in metres; 0 within it. Right to 1 % up to some hundred kilometres."""
    place = shapely.Point(lon, lat)
    if polygon.intersects(place):
        return 0.0
    shrink = max(np.cos(np.radians(lat)), 0.01)

    def flat(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([lonlat[:, 0] * shrink, lonlat[:, 1]])

    near = shapely.shortest_line(shapely.transform(place, flat), shapely.transform(polygon, flat))
    x, y = shapely.get_coordinates(near)[1]
    return float(_GEOD.inv(lon, lat, x / shrink, y)[2])
