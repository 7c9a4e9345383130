"""What an atlas answers: addresses along the border, tables of counts, the data dictionary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from borderatlas.atlas.opening import Opened
from borderatlas.border.coordinates import read_position
from borderatlas.border.locating import FileLocator
from borderatlas.errors import UsageError
from borderatlas.measures import SECTION_KM, read_banks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from numpy.typing import ArrayLike

    from borderatlas.border.columns import Columns
    from borderatlas.border.points import Points, Precision
    from borderatlas.layers.dictionary import Entry
    from borderatlas.measures import By


class Questions(Opened):
    """Questions along the line."""

    def locate(
        self, places: str | Points | None = None, precision_m: Precision = None, *, km: ArrayLike | None = None
    ) -> pd.DataFrame:
        """The address of places along the border, or the places at border kilometres.

        Args:
            places: A place as people type it, such as `37.19 N 68.6 E` (`borderatlas.border.coordinates.read_positions`
                lists the ways); or points as `Border.locate` takes them.
            precision_m: Radius in metres within which the true place lies, one for all or one per point. None takes
                points as exact, and a typed place as precise as it is written: `68.6` stands for a tenth of a degree.
            km: Border kilometres instead of places.

        Returns:
            One row per place with the columns of `Gazetteer`. A typed place comes with `lat`, `lon` and `precision_m`,
            and with `by_nearness`, whether latitude and longitude were told apart by which order leads to the line;
            kilometres come with `lat` and `lon`.

        Raises:
            UsageError: The typed place cannot be read, or in two ways; a kilometre is not on the line.
            GeometryError: A coordinate is no place on earth.

        Example:
            >>> atlas = Atlas.open(".")
            >>> atlas.locate("38.4600 N 70.8900 E").nearest_crossing.item()
            'Ruzvay – Nusai border crossing point'
        """
        if km is not None:
            return self.gazetteer.at_km(km)
        if places is None:
            raise UsageError("Nothing to locate. Give places or kilometres.")
        if not isinstance(places, str):
            return self.gazetteer.of_points(places, precision_m)
        place = read_position(places, self.border)
        radius = place.precision_m if precision_m is None else float(precision_m)  # type: ignore[arg-type]
        frame = self.gazetteer.of_points([(place.lon, place.lat)], radius)
        told = frame.assign(lat=place.lat, lon=place.lon, precision_m=radius, by_nearness=place.by_nearness)
        return told[["lat", "lon", "precision_m", "by_nearness", *frame.columns]]

    def locate_file(  # noqa: PLR0913  # one for each thing that a file can leave open
        self,
        path: str | Path,
        output: str | Path | None = None,
        *,
        columns: Columns | None = None,
        precision_m: float | None = None,
        layer: str | None = None,
        overwrite: bool = False,
    ) -> FileLocator:
        """Places the rows of a file along the border; each comes out in its order with all its columns and its address.

        Args:
            path: CSV or TSV, GeoJSON, or anything that GDAL reads.
            output: The file to write, `.csv`, `.tsv`, `.json`, `.geojson`, `.gpkg` or `.fgb`; it appears whole or not
                at all. None writes nothing: take the rows from `answers()` of what is returned.
            columns: Names of the columns to read; those with the usual names where not given.
            precision_m: Radius in metres for rows that have none of their own. None: as it is written where places are
                typed, else exact.
            layer: Name of the layer, where the file holds several.
            overwrite: Whether `output` may replace a file; never the one that is read.

        Returns:
            The locator: `tally` says what became of the rows.

        Raises:
            LayerError: The file cannot be read, or none of its rows has a place.
            UsageError: There is no such column or layer, nothing says where the rows lie, or the output may not be
                written.
            OutputError: The output cannot be written.
        """
        locator = FileLocator(self.gazetteer, Path(path), columns=columns, precision_m=precision_m, layer=layer)
        if output is not None:
            locator.write(Path(output), overwrite=overwrite)
        return locator

    def measures(
        self, by: By | Sequence[By], *, section_km: float = SECTION_KM, layers: Iterable[str] | None = None
    ) -> pd.DataFrame:
        """A table of what stands and happens along the border. Counts follow reporting and are no trend.

        `borderatlas.measures` says what its rows and columns are, and when a count is certain or possible.

        Args:
            by: `section`, `province`, `crossing`, `year`, `quarter`, `kind`, `status` or `event`; or several of the
                first seven, such as `["section", "kind", "year"]`: one that goes along the line, one that goes through
                time, kind and status.
            section_km: Length of a section in kilometres; the last one ends with the line.
            layers: Names of the layers whose features are counted; `clashes`, the events, where not given.

        Returns:
            One row per section, year and so on. Types are pandas' nullable ones: what is not known is NA, never zero.

        Raises:
            UsageError: There is no such table, no such layer, or no such section length.
            LayerError: A layer or the file of the provinces is at fault.

        Example:
            >>> years = Atlas.open(".").measures("year")
            >>> int(years.events_certain.sum())
            119
        """
        from borderatlas.measures.survey import Survey  # noqa: PLC0415  # loads pandas and SciPy: only tables need them
        from borderatlas.measures.tables import measure  # noqa: PLC0415

        file = self.settings.backdrop.banks
        banks = None if file is None else read_banks(self.project.path(file))
        return measure(Survey.of(self.border, self.layers, layers, section_km, banks), by)

    def fields(self, layer: str | None = None) -> list[Entry]:
        """The data dictionary, with an example of each value: see `layers.dictionary.dictionary`."""
        from borderatlas.layers.dictionary import dictionary  # noqa: PLC0415  # only the dictionary needs it

        return dictionary(layer, examples=self.layers)
