"""`Border`: the reference line, and the place of anything along it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

import numpy as np
import shapely

from borderatlas.border.addresses import addresses
from borderatlas.border.axis import Axis
from borderatlas.border.chords import Chords
from borderatlas.border.extent import extents
from borderatlas.border.geodesy import WGS84_CRS
from borderatlas.border.points import read_geometries, read_points, read_precision
from borderatlas.border.reading import Line, read_line, reprojected
from borderatlas.border.shared_edge import SharedBorder, shared_line
from borderatlas.border.side import UNDETERMINED
from borderatlas.errors import GeometryError, UsageError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray
    from pyproj import CRS

    from borderatlas.border.axis import Gap
    from borderatlas.border.geodesy import Flags, Floats
    from borderatlas.border.points import Geometries, Points, Precision
    from borderatlas.border.shared_edge import Country

_ROUNDING_KM = 0.001
"""Kilometres this far off the line are taken for its ends: lengths are published rounded to a metre."""


class Border:
    """A border line with kilometres along it.

    The edges of the line are geodesics of WGS 84. Kilometres count from its first vertex, so draw it from west to east.
    The parts of a MultiLineString follow each other on one axis in their order, each in its own direction; gaps between
    them are reported in `gaps` and have no kilometres. Repeated vertices are dropped silently, heights too, and parts
    that touch are joined. A border never changes.

    Attributes:
        left: ISO 3166-1 alpha-3 code of the bank on the left, looking along the line; None where not told.
        right: The same for the right bank.
        version: Version of the line; publish it with every kilometre.

    Args:
        line: LineString or MultiLineString in degrees of WGS 84, longitude first; `from_geometry` takes other CRS.
        left: See above.
        right: See above.
        version: See above.

    Raises:
        GeometryError: The line is empty, a part of it has no length, a coordinate is not finite, or a latitude is
            beyond 90 degrees (longitude and latitude swapped, or projected coordinates).

    Example:
        >>> border = Border.from_file("geodata/border.geojson", left="TJK", right="AFG")
        >>> round(border.length_km, 3)
        1343.956
        >>> border.locate([(71.515, 37.489)]).border_km.round().tolist()
        [778.0]
    """

    def __init__(self, line: Line, *, left: str | None = None, right: str | None = None, version: str = "") -> None:
        if not isinstance(line, Line):
            found = getattr(line, "geom_type", type(line).__name__)
            raise GeometryError(f"A border is a LineString or a MultiLineString; found a {found}.")
        self._axis = Axis.of_parts([shapely.get_coordinates(part) for part in shapely.get_parts(line)])
        self.left = left
        self.right = right
        self.version = version

    @classmethod
    def from_geometry(
        cls,
        line: Line,
        crs: CRS | str | int = WGS84_CRS,
        *,
        left: str | None = None,
        right: str | None = None,
        version: str = "",
    ) -> Border:
        """A border from a line in any CRS: its vertices are reprojected, and geodesics join them.

        Args:
            line: LineString or MultiLineString.
            crs: Anything that `pyproj.CRS` understands.
            left: Code of the left bank.
            right: Code of the right bank.
            version: Version of the line.

        Raises:
            GeometryError: The CRS is unknown, or the line is at fault as `Border` says.
        """
        return cls(reprojected(line, crs), left=left, right=right, version=version)

    @classmethod
    def from_file(
        cls, path: str | Path, *, left: str | None = None, right: str | None = None, version: str = ""
    ) -> Border:
        """A border from a file of lines: GeoJSON, or what else GDAL reads. Its lines follow each other in file order.

        Args:
            path: The file.
            left: Code of the left bank.
            right: Code of the right bank.
            version: Version of the line; where not given, the property `version` of the first feature.

        Raises:
            GeometryError: The file cannot be read or holds something else than lines, or its line is at fault as
                `Border` says.
        """
        line, named = read_line(Path(path))
        try:
            return cls(line, left=left, right=right, version=version or named)
        except GeometryError as error:
            raise GeometryError(f"{path}: {error}") from error

    @classmethod
    def between_countries(
        cls,
        a: Country,
        b: Country,
        *,
        tolerance_m: float = 10.0,
        codes: tuple[str, str] | None = None,
        version: str = "",
    ) -> SharedBorder:
        """The border of two countries, from their outlines.

        Edges that stand in both outlines, vertex for vertex, are taken first. Then edges of the first outline are added
        that run within the tolerance of the second one: those between exact ones, and stretches of more than ten
        tolerances; shorter ones arise wherever outlines part at a tripoint. Vertices are those of the first outline.
        The line runs from west to east as a whole.

        Args:
            a: Polygon or MultiPolygon in degrees of WGS 84.
            b: Its neighbour.
            tolerance_m: In metres; 0 for exact edges only.
            codes: ISO 3166-1 alpha-3 codes of both, for the banks.
            version: Version of the line.

        Returns:
            The border, how it was found, and its gaps. Pieces that do not touch stay apart.

        Raises:
            GeometryError: A geometry is no polygon or has coordinates that are no places on earth, or the two share no
                edge within the tolerance.
        """
        found = shared_line(a, b, tolerance_m)
        left, right = codes or (None, None)
        if not found.first_on_left:
            left, right = right, left
        line = shapely.MultiLineString([shapely.LineString(piece) for piece in found.pieces])
        border = cls(line, left=left, right=right, version=version)
        return SharedBorder(
            border=border,
            pieces=len(border.gaps) + 1,
            method=found.method,
            tolerance_m=tolerance_m if found.inexact_m else 0.0,
            deviation_m=found.deviation_m,
            inexact_km=found.inexact_m / 1000,
            gaps=border.gaps,
        )

    def __repr__(self) -> str:
        sides = f"{self.left or 'left'} | {self.right or 'right'}"
        return f"<Border {sides}, {self.length_km:,.3f} km, version {self.version or 'unnamed'}>"

    @property
    def length_km(self) -> float:
        """Geodesic length of the line, gaps not counted."""
        return self._axis.length_m / 1000

    @cached_property
    def kilometres(self) -> Floats:
        """Border km of every vertex of `geometry`, shape (n,)."""
        return self._axis.metres / 1000

    @cached_property
    def geometry(self) -> Line:
        """The line in degrees of WGS 84, without repeated vertices."""
        return self._axis.geometry()

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Where parts of the line do not touch."""
        return tuple(self._axis.gaps())

    def locate(self, points: Points, precision_m: Precision = None) -> pd.DataFrame:
        """The place of points along the line.

        The foot of a point is the place of the line that is nearest to it on the ellipsoid. Far within 1 m, anywhere on
        earth and however far the point is.

        Args:
            points: Longitudes and latitudes in degrees of WGS 84, shape (n, 2); or a GeoSeries or GeoDataFrame in any
                CRS (WGS 84 where it names none), whose index is kept; or shapely points in degrees.
            precision_m: Radius in metres within which the true place lies, one for all or one per point. None takes
                points as exact, not-a-number says that it is unknown.

        Returns:
            One row per point:

            - `border_km`: kilometre of the foot.
            - `km_from`, `km_to`: every position within the precision has its foot between them. They are never too
              close, and never closer for a wider precision, but may lie further apart than need be; for points beyond
              9,000 km with a precision they are the ends of the line.
            - `offset_m`: geodesic distance from the line.
            - `side`: code of a bank (`left` or `right` where it has none) if the whole disc of the precision lies on
              that bank: the disc does not reach the line (nor does the point stand on it, within 1 cm), and no position
              in it has its foot at an end of the line, beyond which there are no banks. Else `undetermined`. It is
              the bank as seen from the line: far away, that need not be the country.
            - `foot_lon`, `foot_lat`: the foot in degrees, longitude within ±180.
            - `km_tie`: whether another foot, more than 1 m along the line, is as near to within 0.1 m. Then `border_km`
              is that of the first, the western one, and both lie between `km_from` and `km_to`.

            A missing or empty geometry gives a row without numbers, `undetermined`. An unknown precision gives no
            `km_from` and `km_to`, and `undetermined`.

        Raises:
            GeometryError: A coordinate is not finite, a latitude is beyond 90 degrees (swapped or projected
                coordinates), a geometry is no point, or a radius is negative. Coordinates that are swapped and still
                within 90 degrees cannot be told from others: they lie far away.
        """
        import pandas as pd  # noqa: PLC0415  takes as long to import as all else together

        places = read_points(points)
        rows = places.placed
        found = addresses(self._chords, places.lonlat, read_precision(precision_m, len(rows))[rows])
        return pd.DataFrame(
            {
                "border_km": _spread(found.metres / 1000, rows),
                "km_from": _spread(found.low / 1000, rows),
                "km_to": _spread(found.high / 1000, rows),
                "offset_m": _spread(found.offset, rows),
                "side": self._sides(found.bank, rows),
                "foot_lon": _spread(found.foot[:, 0], rows),
                "foot_lat": _spread(found.foot[:, 1], rows),
                "km_tie": _spread(found.tie, rows, missing=False),
            },
            index=places.index,
        )

    def locate_geometry(self, geometries: Geometries, precision_m: Precision = None) -> pd.DataFrame:
        """The stretch of the line that lines, polygons or other geometries face. Their edges are taken as geodesics.

        Args:
            geometries: A GeoSeries or GeoDataFrame in any CRS, whose index is kept; or shapely geometries in degrees.
            precision_m: As in `locate`: how far any place of the geometry may be off.

        Returns:
            One row per geometry:

            - `km_from`, `km_to`: every place on or in the geometry, or within the precision of it, has its foot
              between them. They may lie 20 m, or a tenth of the precision, further apart than those of points would.
            - `offset_m`: least geodesic distance from the line, right to 10 m; 0 for polygons in which the line begins
              or ends.
            - `side`: code of the bank on which the whole geometry lies, as in `locate`; else `undetermined`.

            A missing or empty geometry gives a row without numbers, `undetermined`.

        Raises:
            GeometryError: A coordinate is no place on earth, or a radius is negative.
        """
        import pandas as pd  # noqa: PLC0415  as above

        shapes = read_geometries(geometries)
        rows = shapes.placed
        precision = read_precision(precision_m, len(rows))[rows]
        found = extents(self._axis, self._chords, shapes.geometries.tolist(), precision)
        return pd.DataFrame(
            {
                "km_from": _spread(found.low / 1000, rows),
                "km_to": _spread(found.high / 1000, rows),
                "offset_m": _spread(found.offset, rows),
                "side": self._sides(found.bank, rows),
            },
            index=shapes.index,
        )

    @overload
    def point_at(self, km: float) -> shapely.Point: ...
    @overload
    def point_at(self, km: ArrayLike) -> NDArray[np.object_]: ...
    def point_at(self, km: ArrayLike) -> shapely.Point | NDArray[np.object_]:
        """The place at a border km; where a gap lies, its beginning.

        Args:
            km: One or many, from 0 to `length_km`.

        Returns:
            A shapely point in degrees of WGS 84, or an array of them in the shape of `km`.

        Raises:
            UsageError: A kilometre is not on the line.
        """
        metres = self._metres(km)
        points = np.asarray(shapely.points(self._axis.places_at(metres.ravel())))
        return points[0] if metres.ndim == 0 else points.reshape(metres.shape)

    def between(self, km_a: float, km_b: float) -> Line:
        """The stretch between two kilometres, in the direction of the line; several parts where it has gaps.

        Raises:
            UsageError: A kilometre is not on the line, or both are the same.
        """
        start, end = sorted(self._metres([km_a, km_b]).tolist())
        if start == end:
            raise UsageError(f"From km {km_a:g} to km {km_b:g} the line has no length. Name two different kilometres.")
        return self._axis.stretch(start, end)

    def posts(self, every_km: float) -> pd.DataFrame:
        """Kilometre posts: km 0, every_km, 2 every_km, … as far as the line goes.

        Returns:
            Columns `km`, `lon` and `lat` (degrees of WGS 84).

        Raises:
            UsageError: `every_km` is no length.
        """
        import pandas as pd  # noqa: PLC0415  as above

        if not (np.isfinite(every_km) and every_km > 0):
            raise UsageError(f"Posts stand more than 0 km apart; found {every_km:g}.")
        km = np.arange(int(self.length_km / every_km) + 1, dtype=np.float64) * every_km
        lon, lat = self._axis.places_at(km * 1000).T
        return pd.DataFrame({"km": km, "lon": lon, "lat": lat})

    @cached_property
    def _chords(self) -> Chords:
        return Chords.of_axis(self._axis)

    def _sides(self, bank: NDArray[np.int8], rows: Flags) -> NDArray[np.object_]:
        names = np.array([UNDETERMINED, self.left or "left", self.right or "right"], dtype=object)
        return np.asarray(names[_spread(bank, rows, missing=0)])  # bank -1, the right one, is the last name

    def _metres(self, km: ArrayLike) -> Floats:
        asked = np.asarray(km, dtype=np.float64)
        off = ~((asked >= -_ROUNDING_KM) & (asked <= self.length_km + _ROUNDING_KM))
        if off.any():
            raise UsageError(f"km {asked[off].flat[0]:g} is not on the line. Expected km 0 to km {self.length_km:.3f}.")
        return np.asarray(np.clip(asked * 1000, 0.0, self._axis.length_m))


def _spread(values: NDArray[np.generic], rows: Flags, missing: float = np.nan) -> NDArray[np.generic]:
    """Values of some rows among all rows."""
    if rows.all():
        return values
    whole = np.full(len(rows), missing, dtype=values.dtype)
    whole[rows] = values
    return whole
