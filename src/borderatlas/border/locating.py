"""Places the rows of a file along the line; every row comes out in its order with all its columns and its address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from borderatlas.border.columns import Columns, find_columns, read_sites
from borderatlas.border.nearness import NEAR_M, near
from borderatlas.border.writing import ENDINGS, Answer, write_answers
from borderatlas.errors import LayerError, UsageError
from borderatlas.files import staged
from borderatlas.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from borderatlas.border.columns import Sites
    from borderatlas.border.geodesy import Floats
    from borderatlas.border.placing import Gazetteer
    from borderatlas.tables import Table

NOTE: Final = "locate_note"
_PLACE: Final = ("lat", "lon", "wkt")
_EXAMPLES: Final = 3
_SAMPLE: Final = 100


@dataclass
class Tally:
    """What became of the rows so far.

    Attributes:
        rows: How many there are.
        unplaced: How many of them have no place.
        noted: How many have a note.
        examples: The first notes, by number of the row.
        swapped: Whether rows far from the line would lie near it if latitude and longitude changed places.
    """

    rows: int = 0
    unplaced: int = 0
    noted: int = 0
    examples: dict[int, str] = field(default_factory=dict)
    swapped: bool = False


class FileLocator:
    """Places the rows of a file along a line.

    Args:
        gazetteer: The line and what stands along it.
        path: CSV or TSV, GeoJSON, or anything that GDAL reads.
        columns: Names of the columns to read; those with the usual names where not given.
        precision_m: Radius in metres within which the places lie, for rows that have none of their own. None: as it is
            written where places are typed, else exact.
        layer: Name of the layer, where the file holds several.

    Attributes:
        path: The file.
        columns: The columns that are read.
        precision_m: For rows that have none of their own, as above.
        renamed: Names of added columns that the file has already, and what they are called instead.
        tally: What became of the rows.

    Raises:
        LayerError: The file cannot be read.
        UsageError: There is no such column or layer, or nothing says where the rows lie.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        path: Path,
        *,
        columns: Columns | None = None,
        precision_m: float | None = None,
        layer: str | None = None,
    ) -> None:
        self._gazetteer = gazetteer
        self._source = open_table(path, layer, places=None, option="--layer")
        self.precision_m = precision_m
        self.path = path
        self.columns = find_columns(self._source, columns or Columns())
        self.tally = Tally()
        added = [*_PLACE, *gazetteer.columns(), NOTE]
        self._names = dict(zip(added, _free(added, self._source.columns), strict=True))
        self.renamed = {name: other for name, other in self._names.items() if name != other and name not in _PLACE}

    def answers(self) -> Iterator[Answer]:
        """The rows with their addresses, many at a time.

        Raises:
            LayerError: The file cannot be read, or none of its rows has a place.
        """
        for table in self._tables():
            sites = read_sites(table, self.columns, self._gazetteer.border, self.precision_m)
            address = self._addresses(sites)
            self._count(sites, address)
            yield Answer(
                table,
                address.rename(columns=self._names),
                self._places(sites).rename(columns=self._names),
                _geometry(table, sites),
            )
        if self.tally.rows and self.tally.unplaced == self.tally.rows:
            row, note = next(iter(self.tally.examples.items()))
            raise LayerError(f"{self.path}: none of its {self.tally.rows:,} rows has a place. Row {row}: {note}")

    def _tables(self) -> Iterator[Table]:
        """The rows as they are read: every row comes out, or none."""
        for table in self._source.read():
            self._stop_at_problem()
            yield table
        self._stop_at_problem()

    def _stop_at_problem(self) -> None:
        if self._source.problems:
            raise LayerError(f"{self.path}, {self._source.problems[0]}")

    def write(self, output: Path, *, overwrite: bool = False) -> None:
        """Writes the rows with their addresses; the file appears whole or not at all.

        Args:
            output: The file; its ending tells the form.
            overwrite: Whether it may replace another file; never the one that is read.

        Raises:
            LayerError: As `answers`.
            UsageError: The file stands already, or has an ending of which no files are written.
            OutputError: It cannot be written.
        """
        check_output(output, overwrite=overwrite, source=self.path)
        with staged(output.absolute().parent) as staging:
            write_answers(
                self.answers(),
                staging.path(output.name),
                delimiter=self._source.delimiter or ",",
                mark=self._source.mark,
            )

    def _addresses(self, sites: Sites) -> pd.DataFrame:
        import pandas as pd  # noqa: PLC0415  takes long to import

        pointed, shaped = np.flatnonzero(sites.pointed), np.flatnonzero(sites.shaped)
        found = self._gazetteer.of_points(sites.lonlat[pointed], sites.precision[pointed]).set_axis(pointed)
        if len(shaped):
            others = self._gazetteer.of_geometries(sites.shapes[shaped].tolist(), sites.precision[shaped]).set_axis(
                shaped
            )
            found = pd.concat([part for part in (found, others) if len(part)])
        found = found.reindex(range(len(sites.notes)))
        found[NOTE] = sites.notes
        return found

    def _places(self, sites: Sites) -> pd.DataFrame:
        """What is added so that a table without geometries shows where the rows were found."""
        import pandas as pd  # noqa: PLC0415  takes long to import

        places = pd.DataFrame(index=range(len(sites.notes)))
        if self.columns.lat is None:
            places["lat"], places["lon"] = sites.lonlat[:, 1].round(7), sites.lonlat[:, 0].round(7)
        if self._source.geometries == "any":
            places["wkt"] = shapely.to_wkt(sites.shapes, rounding_precision=7)
        return places

    def _count(self, sites: Sites, address: pd.DataFrame) -> None:
        tally = self.tally
        for row in np.flatnonzero(sites.notes != "")[: _EXAMPLES - len(tally.examples)]:
            tally.examples[tally.rows + int(row) + 1] = sites.notes[row]
        tally.rows += len(sites.notes)
        tally.unplaced += int((~(sites.pointed | sites.shaped)).sum())
        tally.noted += int((sites.notes != "").sum())
        far = sites.pointed & (address["offset_m"].to_numpy(dtype=np.float64, na_value=0.0) > NEAR_M)
        if not tally.swapped and far.any():
            tally.swapped = self._near_if_swapped(sites.lonlat[far][:_SAMPLE])

    def _near_if_swapped(self, lonlat: Floats) -> bool:
        swapped = lonlat[np.abs(lonlat[:, 0]) <= 90][:, ::-1]
        return bool(len(swapped)) and bool(near(self._gazetteer.border, swapped).mean() > 0.5)


def check_output(output: Path, *, overwrite: bool, source: Path | None = None) -> None:
    """Raises a UsageError where a file may not be written: unknown ending, it stands already, or it is being read."""
    if output.suffix.lower() not in ENDINGS:
        reason = (
            " A Shapefile would cut the names of columns to ten letters." if output.suffix.lower() == ".shp" else ""
        )
        raise UsageError(
            f"{output}: files of this ending are not written.{reason} Expected one of {', '.join(ENDINGS)}."
        )
    if not output.exists():
        return
    if source is not None and output.samefile(source):
        raise UsageError(f"{output}: this is the file that is read. Give the output another name.")
    if not overwrite:
        raise UsageError(f"{output}: stands already. Give another name, or --overwrite to replace it.")


def _free(names: list[str], taken: list[str]) -> list[str]:
    """The names, those that are taken with an ending that makes them free."""
    free: list[str] = []
    for name in names:
        candidate, number = name, 1
        while candidate in taken:
            candidate, number = f"{name}_located" if number == 1 else f"{name}_located_{number}", number + 1
        free.append(candidate)
    return free


def _geometry(table: Table, sites: Sites) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    if table.geometry is not None:
        return table.geometry
    geometry = np.full(len(sites.notes), None, dtype=object)
    geometry[sites.pointed] = shapely.points(sites.lonlat[sites.pointed])
    return geometry
