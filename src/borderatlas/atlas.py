"""`Atlas`: opens a folder and offers everything that the command line offers, by the same names."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from borderatlas.border import Border
from borderatlas.border.coordinates import read_position
from borderatlas.border.locating import FileLocator
from borderatlas.border.placing import Gazetteer
from borderatlas.border.surroundings import Crossing, Stretch, Stretches, Surroundings
from borderatlas.errors import LayerError, UsageError
from borderatlas.layers import LAYERS, check_sources, read_layer, read_sources, report
from borderatlas.maps.building import INDEX, Built, build
from borderatlas.maps.drawing import draw
from borderatlas.maps.material import Material, gather, layers_behind
from borderatlas.measures import CROSSING, SECTION_KM, addresses, read_banks
from borderatlas.project import Project, open_project
from borderatlas.summary import Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd
    from numpy.typing import ArrayLike

    from borderatlas.border.columns import Columns
    from borderatlas.border.points import Points, Precision
    from borderatlas.layers import Layer, Sources
    from borderatlas.maps.atlas_map import AtlasMap
    from borderatlas.measures import By
    from borderatlas.project import AtlasSettings

_REACH = "reach"
"""The kind of features that are stretches of the line."""


class Atlas:
    """A border, its layers and its maps.

    Files are read when they are first asked for, and then kept; open the atlas again to see changes.

    Example:
        >>> atlas = Atlas.open(".")
        >>> len(atlas.layers["clashes"])
        119
        >>> atlas.map("clashes").save("clashes.html")
    """

    def __init__(self, project: Project) -> None:
        self.project = project

    @classmethod
    def open(cls, path: str | Path = ".") -> Atlas:
        """Opens an atlas.

        Args:
            path: Its folder, its data folder, or its `atlas.toml`.

        Raises:
            SettingsError: There is no `atlas.toml`, or it is at fault; every fault is listed.
        """
        return cls(open_project(path))

    @property
    def settings(self) -> AtlasSettings:
        """What `atlas.toml` says."""
        return self.project.settings

    @cached_property
    def sources(self) -> Sources:
        """The sources by key.

        Raises:
            LayerError: `sources.json` is missing or broken.
        """
        return read_sources(self.project.path(self.settings.sources))

    @cached_property
    def layers(self) -> dict[str, Layer]:
        """The layers by name.

        Raises:
            LayerError: A layer cannot be read or breaks the schema; every fault of every layer is listed.
        """
        layers, faults = self._read_layers()
        if faults:
            raise _together(faults.values())
        return layers

    @cached_property
    def border(self) -> Border:
        """The reference line. Kilometres are geodesic on WGS 84, from its western end.

        Raises:
            GeometryError: Its file cannot be read.
        """
        line = self.settings.border
        return Border.from_file(self.project.path(line.file), left=line.left, right=line.right, version=line.version)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The line with what stands along it: provinces, reaches and crossings. Layers at fault are left out.

        Raises:
            GeometryError: The file of the line cannot be read.
            LayerError: The file of the provinces cannot be read.
        """
        layers, faults = self._read_layers()
        features = [feature for layer in layers.values() for feature in layer]
        found = addresses(self.border, [feature for feature in features if feature.kind in {CROSSING, _REACH}])
        placed = [(feature, found[feature.id]) for feature in features if feature.id in found]
        banks = self.settings.backdrop.banks
        provinces = None if banks is None else read_banks(self.project.path(banks))
        surroundings = Surroundings(
            banks={
                code: Stretches(
                    (Stretch(part.name, part.from_km, part.to_km) for part in parts), provinces.precision_km
                )
                for code, parts in provinces.banks.items()
            }
            if provinces
            else {},
            reaches=Stretches(
                Stretch(feature.name, address["km_from"], address["km_to"])
                for feature, address in placed
                if feature.kind == _REACH
            ),
            crossings=[
                Crossing(feature.id, feature.name, address["km"])
                for feature, address in placed
                if feature.kind == CROSSING
            ],
            lacking=tuple(
                name for name in faults if name in LAYERS and {CROSSING, _REACH} & LAYERS[name].models.keys()
            ),
        )
        return Gazetteer(self.border, surroundings)

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

    def map(self, name: str, *, hosts: Iterable[str] = ()) -> AtlasMap:
        """A map as a `folium.Map`, to show in a notebook, to add elements to, or to save.

        Args:
            name: Name of the map in `atlas.toml`, such as `clashes`.
            hosts: Hosts that elements which you add may ask, such as a tile server's; without them a page asks nobody.

        Raises:
            SettingsError: There is no such map.
            LayerError: A layer is at fault.
        """
        return draw(self._material, self.project.map(name), hosts)

    def build(
        self, output: str | Path | None = None, *, progress: Callable[[str], None] = lambda _: None
    ) -> list[Built]:
        """Writes every map and the index that leads to them.

        Where a layer is at fault, the maps without it are still written; the others and the index stay as they were.

        Args:
            output: The folder to write to; the one that `atlas.toml` names where it is not given.
            progress: Told the title of each page before it is drawn.

        Returns:
            The pages in the order of the settings, the index last.

        Raises:
            LayerError: Layers are at fault; all their faults are listed, and what was left undone.
            OutputError: The folder cannot be written; what stood there is unchanged.
        """
        folder = self.project.output if output is None else Path(output)
        layers, faults = self._read_layers()
        entries = [entry for entry in self.settings.maps if not faults.keys() & layers_behind(entry, self.settings)]
        material = self._material if not faults else gather(self.project, layers, self.sources)
        built = build(material, entries, folder, index=not faults, progress=progress) if entries else []
        if faults:
            undone = [entry.name for entry in self.settings.maps if entry not in entries]
            error = _together(faults.values())
            raise LayerError(
                f"{error}\nNot built: {', '.join([*undone, INDEX])}; what stood in {folder} before is unchanged. "
                f"Built: {', '.join(page.name for page in built) or 'nothing'}.",
                error.findings,
            )
        return built

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

    def info(self) -> Summary:
        """What the atlas holds, in numbers.

        Raises:
            LayerError: A layer is at fault.
        """
        return summarise(self._material)

    @cached_property
    def _material(self) -> Material:
        return gather(self.project, self.layers, self.sources)

    def _read_layers(self) -> tuple[dict[str, Layer], dict[str, LayerError]]:
        """The layers that can be used, and the faults of those that cannot, by name."""
        layers, faults = {}, {}
        for name, entry in self.settings.layers.items():
            try:
                layers[name] = read_layer(self.project.path(entry.file), name)
            except LayerError as error:
                faults[name] = error
        for name, layer in list(layers.items()):
            if unknown := check_sources([layer], self.sources):
                faults[name] = LayerError(report(unknown), unknown)
                del layers[name]
        return layers, faults


def _together(errors: Iterable[LayerError]) -> LayerError:
    errors = list(errors)
    return LayerError("\n".join(map(str, errors)), [finding for error in errors for finding in error.findings])
