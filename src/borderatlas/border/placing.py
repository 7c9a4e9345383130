"""The address of many places at once: kilometres, offset and side, and what stands along the line there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from borderatlas.border.surroundings import PARTED

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike

    from borderatlas.border.geodesy import Floats
    from borderatlas.border.line import Border
    from borderatlas.border.points import Geometries, Points, Precision
    from borderatlas.border.surroundings import Surroundings

    Span = tuple[Floats, Floats]


@dataclass(frozen=True)
class Gazetteer:
    """A border line and what stands along it: gives places their full address.

    Every answer is a DataFrame with one row per place. Where an answer is not known it is None or not-a-number.

    - `border_km`: kilometre of the foot, in metres where the place is exact, in tenths where `km_from` and `km_to` are
      less than 1 km apart, whole otherwise.
    - `km_from`, `km_to`, `offset_m`, `side`, `km_tie`: as `Border.locate` returns them.
    - `province_tjk` and the like: the province on each bank from `km_from` to `km_to`; several are parted by ` / `,
      also where their joint is too near to tell.
    - `reach`: the river, lake or stretch of land along which the line runs there.
    - `nearest_crossing`, `nearest_crossing_km`: the nearest crossing along the line, and how far along it.
    - `line_version`: the version of the line that the kilometres belong to.

    Attributes:
        border: The line.
        surroundings: What stands along it.
    """

    border: Border
    surroundings: Surroundings

    def of_points(self, points: Points, precision_m: Precision = None) -> pd.DataFrame:
        """The addresses of points; arguments and errors as in `Border.locate`."""
        found = self.border.locate(points, precision_m)
        width = (found["km_to"] - found["km_from"]).to_numpy()
        km = found["border_km"].to_numpy()
        return self._completed(found, km, km, width)

    def of_geometries(self, geometries: Geometries, precision_m: Precision = None) -> pd.DataFrame:
        """The addresses of lines and polygons, without `border_km`; the rest as in `Border.locate_geometry`."""
        found = self.border.locate_geometry(geometries, precision_m)
        found.insert(0, "border_km", np.nan)
        found["km_tie"] = False
        low, high = (found[name].to_numpy() for name in ("km_from", "km_to"))
        return self._completed(found, low, high, high - low)

    def at_km(self, km: ArrayLike) -> pd.DataFrame:
        """The places at border kilometres, shape (n,): `lat` and `lon` in degrees, `border_km`, and what stands there.

        Raises:
            UsageError: A kilometre is not on the line.
        """
        import pandas as pd  # noqa: PLC0415  takes long to import

        km = np.atleast_1d(np.asarray(km, dtype=np.float64))
        places = self.border.point_at(km)
        frame = pd.DataFrame(
            {
                "lat": [round(place.y, 7) for place in places],
                "lon": [round(place.x, 7) for place in places],
                "border_km": km.round(3),
            }
        )
        return self._surrounded(frame, (km, km), nearest=((km, km), np.full(len(km), 3)))

    def between(self, km_a: float, km_b: float) -> pd.DataFrame:
        """The stretch between two border kilometres: `km_from`, `km_to`, `length_km`, and what stands along it.

        Its crossings stand in `crossings`, parted by ` / `.

        Raises:
            UsageError: A kilometre is not on the line, or both are the same.
        """
        import pandas as pd  # noqa: PLC0415  takes long to import

        low, high = sorted((km_a, km_b))
        self.border.between(low, high)
        frame = pd.DataFrame(
            {"km_from": [round(low, 3)], "km_to": [round(high, 3)], "length_km": [round(high - low, 3)]}
        )
        frame = self._surrounded(frame, (np.array([low]), np.array([high])))
        within = sorted(
            (crossing for crossing in self.surroundings.crossings if low <= crossing.km <= high), key=lambda c: c.km
        )
        frame.insert(len(frame.columns) - 1, "crossings", PARTED.join(crossing.name for crossing in within) or None)
        return frame

    def columns(self) -> list[str]:
        """The names of the columns of `of_points`."""
        return list(self.of_points(np.empty((0, 2))).columns)

    def _completed(self, found: pd.DataFrame, low: Floats, high: Floats, width: Floats) -> pd.DataFrame:
        """The address with what stands there, rounded; `low` to `high` is where the crossing is sought."""
        import pandas as pd  # noqa: PLC0415  takes long to import

        bounds = found["km_from"].to_numpy(), found["km_to"].to_numpy()
        digits = np.select([width < 0.01, width < 0.1, width < 1], [3, 2, 1], 0)
        km = _rounded(found["border_km"].to_numpy(), digits)
        held = np.fmin(np.fmax(km, bounds[0]), bounds[1])
        frame = pd.DataFrame(
            {
                "border_km": np.where(np.isnan(km), np.nan, held),
                "km_from": bounds[0],
                "km_to": bounds[1],
                "offset_m": found["offset_m"].round(1),
                "side": found["side"],
                "km_tie": found["km_tie"],
            },
            index=found.index,
        ).round(3)
        return self._surrounded(frame, bounds, nearest=((low, high), digits))

    def _surrounded(
        self, frame: pd.DataFrame, bounds: Span, nearest: tuple[Span, ArrayLike] | None = None
    ) -> pd.DataFrame:
        """The frame with what stands from kilometre to kilometre, and with the crossings nearest to spans."""
        for code in (self.border.left, self.border.right):
            if code is not None and code in self.surroundings.banks:
                frame[f"province_{code.lower()}"] = self.surroundings.banks[code].over(*bounds)
        frame["reach"] = self.surroundings.reaches.over(*bounds)
        if nearest is not None:
            span, digits = nearest
            frame["nearest_crossing"], away = self.surroundings.nearest(*span)
            frame["nearest_crossing_km"] = _rounded(away, digits)
        frame["line_version"] = self.border.version
        return frame


def _rounded(values: Floats, digits: ArrayLike) -> Floats:
    """Values rounded to as many decimals as each is given."""
    scale = 10.0 ** np.asarray(digits)
    return np.asarray(np.round(values * scale) / scale)
