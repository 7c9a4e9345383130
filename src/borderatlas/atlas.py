"""`Atlas`: opens a folder and offers everything that the command line offers, by the same names."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from borderatlas.border import Border
from borderatlas.border.coordinates import read_position
from borderatlas.border.locating import FileLocator
from borderatlas.border.placing import Gazetteer
from borderatlas.border.surroundings import Crossing, Stretch, Stretches, Surroundings
from borderatlas.errors import LayerError, UsageError
from borderatlas.layers import LAYERS, read_sources
from borderatlas.layers.usable import read_usable, together
from borderatlas.maps.drawing import draw
from borderatlas.maps.material import Material, gather
from borderatlas.measures import CROSSING, SECTION_KM, addresses, read_banks
from borderatlas.project import Project, open_project
from borderatlas.summary import Summary, summarise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence
    from threading import Event

    import pandas as pd
    from numpy.typing import ArrayLike

    from borderatlas.border.columns import Columns
    from borderatlas.border.points import Points, Precision
    from borderatlas.changes import Diff
    from borderatlas.changes.releases import Release
    from borderatlas.checks.report import CheckReport
    from borderatlas.export import Exported
    from borderatlas.importing import Options, Plan
    from borderatlas.layers import Layer, Sources
    from borderatlas.layers.dictionary import Entry
    from borderatlas.maps.atlas_map import AtlasMap
    from borderatlas.maps.built import Build
    from borderatlas.maps.readings import Readings
    from borderatlas.measures import By
    from borderatlas.project import AtlasSettings
    from borderatlas.starting import Started

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

    @staticmethod
    def new(  # noqa: PLR0913  # one for each way to say which countries
        folder: str | Path,
        countries: Sequence[str] = (),
        *,
        collection: Path | None = None,
        left: Path | None = None,
        right: Path | None = None,
        layer: str | None = None,
        precision_m: float | None = None,
        tolerance_m: float = 10.0,
    ) -> Started:
        """Makes an empty atlas for another border in a new folder: line, sides, backdrop, settings, first rows.

        Args:
            folder: The folder; it must not hold anything.
            countries: Codes or names of the two countries.
            collection: A file of polygons that holds both; without files an installed package gives them.
            left: A file that holds one of them.
            right: A file that holds the other one.
            layer: Layer of the files, where they hold several.
            precision_m: How far their outlines may be off, in metres; None where that is not known.
            tolerance_m: How far apart two outlines may lie and still be one line, in metres.

        Raises:
            UsageError: The folder is not empty, or the two countries are not there.
            LayerError: A file cannot be read.
            GeometryError: The two have no border.
            OutputError: The folder cannot be written.
        """
        from borderatlas.starting import choose, start  # noqa: PLC0415  # as rare as it is heavy

        outlines = choose(
            countries, collection=collection, left=left, right=right, layer=layer, precision_m=precision_m
        )
        return start(Path(folder), outlines, tolerance_m)

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
            raise together(faults.values())
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
        self, output: str | Path | None = None, *, force: bool = False, progress: Callable[[str], None] = lambda _: None
    ) -> Build:
        """Writes the maps that are missing or whose layers, settings or program changed, and the index to all of them.

        The files are read as they stand now. Where a layer is at fault, the maps without it are still written; the
        others and the index stay as they were. So does a page that somebody edited, and a file that is no page of ours.

        Args:
            output: The folder to write to; the one that `atlas.toml` names where it is not given.
            force: Make every page anew, also where another file stands in its place; that one is kept beside it as
                `NAME.edited.html`.
            progress: Told the title of each page before it is drawn.

        Returns:
            The pages in the order of the settings, the index last; `why` says for what reason one was written.

        Raises:
            LayerError: Layers are at fault; all their faults are listed, and what was left undone.
            OutputError: The folder cannot be written, and what stood there is unchanged; or a page was edited.
        """
        from borderatlas.maps.building import build  # noqa: PLC0415  # with nothing to do, the rest is not needed
        from borderatlas.maps.telling import refuse_half  # noqa: PLC0415
        from borderatlas.publishing import offer  # noqa: PLC0415

        reading = self._readings.read(self.project)
        folder = self.project.output if output is None else Path(output)
        done = build(reading, folder, force=force, progress=progress, offer=offer(reading))
        refuse_half(done, reading.faults, folder)
        return done

    def watch(
        self, output: str | Path | None = None, *, say: Callable[[str], None] = print, stop: Event | None = None
    ) -> None:
        """Builds, and again whenever a file of the atlas is saved, until `stop` is set or Ctrl-C.

        Args:
            output: The folder to write to; the one that `atlas.toml` names where it is not given.
            say: Takes one line per build. Faults are said too, and the next save is waited for.
            stop: Ends it.
        """
        from borderatlas.serving.watching import watch  # noqa: PLC0415

        watch(self.project.file, None if output is None else Path(output), say=say, stop=stop)

    def serve(self, port: int = 8000, *, host: str = "127.0.0.1", ready: Callable[[str], None] = print) -> None:
        """Shows the maps on this machine until Ctrl-C; they reload when a file of the atlas is saved.

        Args:
            port: The port; a free one takes its place where another program has it.
            host: No other than this machine is listened on.
            ready: Told the address.

        Raises:
            UsageError: Another host is asked for, or the libraries of the extra `serve` are missing.
        """
        try:
            from borderatlas.serving.server import listen, serve  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise UsageError(
                f"serve needs {error.name}, which is not installed. Install it with: pip install 'borderatlas[serve]'"
            ) from error
        from borderatlas.serving.session import Session  # noqa: PLC0415

        listener = listen(port, host=host)
        serve(Session(self.project.file), listener, ready=ready)

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

    def diff(self, old: str | Path, new: str | Path | None = None) -> Diff:
        """What changed between two versions of the atlas, or of one of its layers.

        Args:
            old: The older version: a layer file, the folder of an atlas, or a revision of git such as `HEAD~3`.
            new: The newer version; the working files where not given.

        Raises:
            UsageError: There is no such file, folder or revision.
            LayerError: A file of either version is missing, or is no GeoJSON.
        """
        from borderatlas.changes import compare, read_state  # noqa: PLC0415  # only this and `release` need it
        from borderatlas.changes.states import working_state  # noqa: PLC0415

        after = working_state(self.project) if new is None else read_state(new, self.project)
        return compare(read_state(old, self.project), after, self.border)

    def changes_map(self, diff: Diff) -> AtlasMap:
        """A map of what `diff` found: what was added and removed, and arrows from where it was to where it is.

        Raises:
            LayerError: The list of sources, or a file of the border or the backdrop, cannot be used.
        """
        from borderatlas.maps.changes_page import changes_map  # noqa: PLC0415  # only this needs it

        return changes_map(gather(self.project, self._read_layers()[0], self.sources), diff)

    def release(self, version: str, *, date: dt.date | None = None, since: str | Path | None = None) -> Release:
        """Writes a release into the log of changes; `date` is today, `since` the last release, where not given.

        Raises:
            LayerError: A layer is at fault; nothing was written.
            SettingsError, UsageError, OutputError: As `borderatlas.changes.recording.record_release` says.
        """
        from borderatlas.changes.recording import record_release  # noqa: PLC0415  # only this needs it

        return record_release(self.project, self.layers, self.sources, version=version, date=date, since=since)

    def export(  # noqa: PLR0913  # one for each thing that a person can ask for
        self,
        format_: str,
        output: str | Path | None = None,
        *,
        layers: Iterable[str] | None = None,
        where: str | None = None,
        flat: bool = False,
        overwrite: bool = False,
        to: str | None = None,
        schema: str | None = None,
    ) -> Exported:
        """Hands layers out to other programs: whole, after another reader has read them, or not at all.

        Args:
            format_: Name of a format, such as `gpkg`; `borderatlas.export.FORMATS` lists them. `postgis` is a database.
            output: The file, or the folder where several are needed; named after the atlas where not given.
            layers: Names of the layers, `border` for the line; all of them where not given.
            where: A condition of SQL over the flat columns, such as `kind = 'bridge' AND start >= '2015'`.
            flat: Plain columns where the format could nest.
            overwrite: Whether files or tables that stand already may be replaced.
            to: Address of the database, `postgresql://user@host/name`.
            schema: The schema of its tables; `atlas` where not given.

        Returns:
            The files or tables, and `losses`: what the format could not carry as it stands in the atlas.

        Raises:
            UsageError, LayerError, OutputError: As `borderatlas.export.export` says; what stood there is unchanged.
        """
        from borderatlas.export import Order, export  # noqa: PLC0415  # loads pandas

        target = None if output is None else Path(output)
        order = Order(format_, target, layers, where, flat, overwrite, to, schema)
        return export(self.project, self.layers, self.sources, self.border, order)

    def import_(self, source: str | Path, layer: str, **options: Unpack[Options]) -> Plan:
        """What bringing a file's rows into a layer would change; its `write()` does it: see `importing.plan_import`."""
        from borderatlas.importing import Request, plan_import  # noqa: PLC0415  # only this needs it

        return plan_import(Request(Path(source), layer, **options), self.project, self.border)

    def undo_import(self, layer: str) -> tuple[Path, ...]:
        """Goes back to what the last import of a layer replaced: see `importing.undo_import`."""
        from borderatlas.importing import undo_import  # noqa: PLC0415  # only this needs it

        return undo_import(self.project, layer)

    def check(
        self, layers: Iterable[str | Path] = (), *, as_layer: str | None = None, today: dt.date | None = None
    ) -> CheckReport:
        """Every fault of the layers, or of a file `as_layer`: see `checks.choosing.check_chosen`."""
        from borderatlas.checks.choosing import check_chosen  # noqa: PLC0415  # only checks need it

        return check_chosen(self.project, layers, as_layer, today)

    def fields(self, layer: str | None = None) -> list[Entry]:
        """The data dictionary, with an example of each value: see `layers.dictionary.dictionary`."""
        from borderatlas.layers.dictionary import dictionary  # noqa: PLC0415  # only the dictionary needs it

        return dictionary(layer, examples=self.layers)

    def info(self) -> Summary:
        """What the atlas holds, in numbers.

        Raises:
            LayerError: A layer is at fault.
        """
        return summarise(self._material)

    @cached_property
    def _readings(self) -> Readings:
        from borderatlas.maps.readings import Readings  # noqa: PLC0415

        return Readings()

    @cached_property
    def _material(self) -> Material:
        return gather(self.project, self.layers, self.sources)

    def _read_layers(self) -> tuple[dict[str, Layer], dict[str, LayerError]]:
        return read_usable(self.project, self.sources)
