"""Reads a source: opens the file, settles how its columns are read, and says what its rows say."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from borderatlas.errors import UsageError
from borderatlas.importing.candidates import Rows
from borderatlas.importing.clipping import clipped
from borderatlas.importing.datasets import DATASETS, geonames, recognise
from borderatlas.importing.mapped import MappedReader
from borderatlas.importing.mappings import Chosen, choose_mapping
from borderatlas.importing.twin import TwinReader
from borderatlas.layers.faults import Spot
from borderatlas.tables.opening import layers_of, open_table
from borderatlas.tables.places import USUAL, Places, place_rows
from borderatlas.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from borderatlas.border import Border
    from borderatlas.importing.candidates import Candidate
    from borderatlas.importing.request import Request
    from borderatlas.layers import Layer, LayerSchema
    from borderatlas.project import FieldRule, ImportSettings, Project
    from borderatlas.tables.table import Problem, TableFile

_NAMES: Final = "names.csv"
"""What a Shapefile of ours carries: each short name of a column with the name that it had."""

_FAMILIES: Final = ("points", "multipoints", "lines", "areas", "unplaced")
"""What our exports put behind the name of a layer that comes in several tables, one for each type of geometry."""


@dataclass(frozen=True)
class _Ground:
    """What rows are read against."""

    schema: LayerSchema
    layer: Layer
    border: Border
    known: Collection[str]


def read_rows(  # noqa: PLR0913, PLR0917  # one for each thing that rows are read against
    request: Request,
    project: Project,
    schema: LayerSchema,
    layer: Layer,
    border: Border,
    known: Mapping[str, Collection[str]],
) -> tuple[Rows, Chosen]:
    """Return what the rows of a source say, and how they were read.

    Args:
        request: What is asked for.
        project: The atlas.
        schema: The layer's schema.
        layer: The layer as it stands.
        border: The reference line.
        known: Ids that earlier imports gave, by mapping: such rows come in wherever they lie.

    Raises:
        LayerError: The file cannot be read.
        UsageError: It holds several layers, no mapping fits, or an argument names what is not there.
    """
    path = request.source
    options: dict[str, Any] = {"encoding": request.encoding, "crs": request.crs}
    with ExitStack() as stack:
        source_layers = _source_layers(request)
        request = replace(request, source_layer=source_layers[0])
        file = open_table(path, request.source_layer, places=None, **options)
        first = next(file.read())
        found = recognise(file.columns, first)
        shift = 0
        if found == "geonames" and geonames.looks_like(file.columns):
            file = open_table(stack.enter_context(geonames.with_header(path)), None, places=None)
            shift = 1
        prepare = DATASETS[found].prepare if found is not None else None
        columns = file.columns if prepare is None else [str(name) for name in prepare(first).own.columns]
        chosen = choose_mapping(
            project, schema, columns, asked=request.mapping, fields=request.fields, recognised=found
        )
        if chosen.dataset is not None and chosen.dataset.many and chosen.settings is not None and request.source_key:
            own = chosen.settings.model_copy(update={"id_prefix": request.source_key})
            chosen = replace(chosen, settings=own, name=f"{chosen.name}-{request.source_key}")
        if chosen.dataset is not None:
            prepare = chosen.dataset.prepare
        elif chosen.settings is None:
            prepare = None
        ground = _Ground(schema, layer, border, {*(feature.id for feature in layer), *known.get(chosen.name, ())})
        rows = Rows(notes=[*file.notes, *([chosen.told] if chosen.told else [])])
        reading = _Reading(request, ground, options, rows, shift)
        if chosen.settings is None:
            candidates = reading.twins(file, source_layers[1:])
        else:
            candidates = reading.mapped(file, chosen, chosen.settings, prepare)
        rows.candidates = _while_open(stack.pop_all(), candidates)
    return rows, chosen


def _while_open(stack: ExitStack, candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    """Candidates from files that go when all of these were taken."""
    with stack:
        yield from candidates


def _source_layers(request: Request) -> list[str | None]:
    """The layers to read: the one that is asked for, else, of several, those in which an export of ours keeps one."""
    if request.source_layer is None:
        names = [layer.name for layer in layers_of(request.source, encoding=request.encoding)]
        ours = [request.layer, *(f"{request.layer}_{family}" for family in _FAMILIES)]
        if len(names) > 1 and (found := [name for name in names if _stem(name) in ours]):
            return list(found)
    return [request.source_layer]


def _stem(name: str) -> str:
    """The name of a layer, or of a Shapefile in an archive without its ending."""
    last = name.rsplit("/", 1)[-1]
    return last[: -len(".shp")] if last.lower().endswith((".shp", ".dbf")) else last


@dataclass
class _Reading:
    """The reading of a source: what it says besides candidates goes to `rows`, which is whole at its end."""

    request: Request
    ground: _Ground
    options: dict[str, Any]
    rows: Rows
    shift: int
    """How many lines were put before the first one."""

    def twins(self, file: TableFile, further: Sequence[str | None]) -> Iterator[Candidate]:
        """Yield what rows say whose columns are called like fields; those of further layers of the file after them."""
        reader = self._twin_reader(file)  # said at once: no column may be known
        return chain(
            self._twin(file, reader, self.request.source_layer),
            chain.from_iterable(map(self._further, further)),
        )

    def _further(self, name: str | None) -> Iterator[Candidate]:
        file = open_table(self.request.source, name, places=None, **self.options)
        return self._twin(file, self._twin_reader(file), name)

    def _twin_reader(self, file: TableFile) -> TwinReader:
        source, ground = self.request.source, self.ground
        reader = TwinReader(ground.schema, ground.layer, file.columns, _renamed(source), str(source))
        known = [column.name for column in reader.reader.columns.values()]
        if not known or known == ["id"]:
            listed = ", ".join(file.columns[:40]) + ", …" * (len(file.columns) > 40)
            raise UsageError(
                f"{source}: no column is called like a field of {ground.schema.name}. Say which is which with "
                f"--field name=COLUMN, or name a mapping with --mapping. Its columns are: {listed}."
            )
        return reader

    def _twin(self, file: TableFile, reader: TwinReader, source_layer: str | None) -> Iterator[Candidate]:
        request, rows = self.request, self.rows
        if file.geometries == "none" and (not reader.has_places or request.crs is not None):
            file = open_table(request.source, source_layer, places=USUAL, **self.options)
        for table in file.read():
            rows.total += len(table.rows)
            near = self._near(table, request.within_km, _ids_in_id)
            for candidate in reader.candidates(near, file.word, of=file.layer or ""):
                if request.source_key is not None and candidate.id not in self.ground.layer:
                    candidate.given.setdefault("sources", [request.source_key])
                yield candidate
        found = reader.reader.findings(Spot(self.ground.schema.name, str(request.source), ""))
        rows.findings += [finding for finding in found if finding not in rows.findings]
        self._tell(file.problems)

    def mapped(self, file: TableFile, chosen: Chosen, settings: ImportSettings, prepare: Any) -> Iterator[Candidate]:
        """Yield what rows say by a mapping."""
        request = self.request
        if request.source_key is not None:
            settings = settings.model_copy(update={"source": request.source_key})
        if prepare is None and file.geometries == "none":
            file = (
                open_table(request.source, request.source_layer, places=_places(settings, file.columns), **self.options)
                if file.path == request.source
                else open_table(file.path, None, places=_places(settings, file.columns))
            )
        return self._mapped(file, chosen, settings, prepare)

    def _mapped(self, file: TableFile, chosen: Chosen, settings: ImportSettings, prepare: Any) -> Iterator[Candidate]:
        request, rows = self.request, self.rows
        tables: Iterator[Table] | list[Table] = file.read()
        if prepare is not None:
            tables = [_placed(prepare(_joined(list(tables))), settings, file.problems, file.word)]
        within = request.within_km if request.within_km is not None else chosen.within_km
        reader: MappedReader | None = None
        for table in tables:
            rows.total += len(table.rows)
            if reader is None:
                columns = [str(name) for name in table.own.columns]
                reader = MappedReader(self.ground.schema, settings, columns, str(request.source))
            near = self._near(table, within, reader.ids_of)
            yield from reader.candidates(replace(near, rows=near.rows - self.shift), file.word)
        assert reader is not None
        rows.left_out += reader.left_out
        if reader.blunted:
            rows.notes.append(
                f"{reader.blunted:,} military places were brought to town level: no sharper ones are kept."
            )
        if chosen.dataset is not None and chosen.dataset.note:
            rows.notes.append(chosen.dataset.note)
        self._tell(file.problems)

    def _near(self, table: Table, within_km: float | None, ids_of: Callable[[Table], Sequence[str]]) -> Table:
        if within_km is None:
            return table
        near, far = clipped(table, within_km, self.ground.border, self.ground.known, ids_of)
        if far:
            self.rows.left_out[f"over {within_km:g} km from the line"] += far
        return near

    def _tell(self, problems: Sequence[Problem]) -> None:
        """Records that no reader can take."""
        spot = Spot(self.ground.schema.name, str(self.request.source), "")
        self.rows.total += len(problems)
        self.rows.findings += [
            spot.at(f"{problem.word} {problem.row - self.shift}").finding("row-unreadable", expected=problem.reason)
            for problem in problems
        ]


def _ids_in_id(table: Table) -> list[str]:
    """The ids of rows whose column is called so."""
    if "id" not in table.own.columns:
        return [""] * len(table.rows)
    return [str(name or "") for name in table.own["id"].tolist()]


def _places(settings: ImportSettings, columns: Sequence[str]) -> Places:
    """The columns that hold places: those of the mapping, else those with the usual names."""

    def named(field_: str) -> str | None:
        rules: tuple[FieldRule, ...] = settings.fields.get(field_, ())
        names = [name for rule in rules for name in rule.column]
        return next((name for name in names if name in columns), names[0] if names else None)

    lat, lon, wkt = named("lat"), named("lon"), named("wkt")
    return Places(lat=lat, lon=lon, shape=wkt) if (lat and lon) or wkt else USUAL


def _placed(table: Table, settings: ImportSettings, problems: list[Any], word: str) -> Table:
    """A table that was prepared, with the places that its columns give."""
    from borderatlas.tables.table import Problem  # noqa: PLC0415

    columns = [str(name) for name in table.own.columns]
    places = _places(settings, columns)
    if table.geometry is not None or not set(places.names) or not set(places.names) <= set(columns):
        return table
    geometry, faults, _ = place_rows(table, places)
    problems += [Problem(int(table.rows[row]), str(faults[row]), word) for row in np.flatnonzero(faults != "")]
    return replace(table, geometry=geometry).where(faults == "")


def _joined(tables: list[Table]) -> Table:
    if len(tables) == 1:
        return tables[0]
    import pandas as pd  # noqa: PLC0415  # takes long to import

    parts = [table.geometry for table in tables]
    return Table(
        pd.concat([table.own for table in tables], ignore_index=True),
        np.concatenate([table.rows for table in tables]),
        tables[0].text,
        None if parts[0] is None else np.concatenate([part for part in parts if part is not None]),
    )


def _renamed(path: Path) -> dict[str, str]:
    """The names that columns had before a Shapefile cut them, by the short name; empty where nothing tells."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                member = next((name for name in archive.namelist() if Path(name).name == _NAMES), None)
                text = archive.read(member).decode("utf-8-sig") if member else ""
        else:
            beside = path / _NAMES if path.is_dir() else path.with_name(_NAMES)
            is_ours = path.is_dir() or path.suffix.lower() in {".shp", ".dbf"}
            text = beside.read_text("utf-8-sig") if is_ours and beside.exists() else ""
    except (OSError, ValueError, zipfile.BadZipFile):
        return {}
    rows = csv.DictReader(io.StringIO(text))
    return {row["name"]: row["column"] for row in rows if row.get("name") and row.get("column")}
