"""Reads a source: opens the file, settles how its columns are read, and says what its rows say."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypedDict

import numpy as np
import shapely

from borderatlas.errors import UsageError
from borderatlas.importing.candidates import Candidate, Rows
from borderatlas.importing.datasets import DATASETS, geonames, recognise
from borderatlas.importing.mapped import MappedReader
from borderatlas.importing.mappings import Chosen, choose_mapping
from borderatlas.importing.twin import TwinReader
from borderatlas.layers.faults import Spot
from borderatlas.tables.opening import layers_of, open_table
from borderatlas.tables.places import USUAL, Places, place_rows
from borderatlas.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from borderatlas.border import Border
    from borderatlas.layers import Layer, LayerSchema
    from borderatlas.project import FieldRule, ImportSettings, Project
    from borderatlas.tables.table import TableFile

_NAMES: Final = "names.csv"
"""What a Shapefile of ours carries: each short name of a column with the name that it had."""

_FAMILIES: Final = ("points", "multipoints", "lines", "areas", "unplaced")
"""What our exports put behind the name of a layer that comes in several tables, one for each type of geometry."""


class Options(TypedDict, total=False):
    """What may be said of an import besides source and layer; `Request` says what each means."""

    mapping: str | None
    fields: Mapping[str, str]
    source_key: str | None
    source_layer: str | None
    encoding: str | None
    crs: str | None
    within_km: float | None
    skip_faulty: bool
    remove_missing: bool


@dataclass(frozen=True)
class Request:
    """What a person asks for.

    Attributes:
        source: The file.
        layer: Name of the layer.
        mapping: Name of a mapping; recognised, or by names of columns, where not given.
        fields: By field, the column that holds it, or a constant after `=`.
        source_key: Key of `sources.json` for rows that name no source.
        source_layer: Layer of the file, where it holds several.
        encoding: How its text is encoded; recognised where not given.
        crs: Its CRS, whatever it declares.
        within_km: How far from the line new features may lie; as the mapping says where not given.
        skip_faulty: Whether sound rows come in although others are at fault.
        remove_missing: Whether features go that the file does not have.
    """

    source: Path
    layer: str
    mapping: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    source_key: str | None = None
    source_layer: str | None = None
    encoding: str | None = None
    crs: str | None = None
    within_km: float | None = None
    skip_faulty: bool = False
    remove_missing: bool = False


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
        if chosen.settings is None:
            rows = _read_twin(file, request, ground, options)
            for name in source_layers[1:]:
                further = open_table(path, name, places=None, **options)
                more = _read_twin(further, replace(request, source_layer=name), ground, options)
                rows = rows.and_(more)
        else:
            rows = _read_mapped(file, request, ground, options, chosen, prepare)
        problems = [replace(problem, row=problem.row - shift) for problem in rows.problems]
    spot = Spot(schema.name, str(path), "")
    findings = [
        spot.at(f"{problem.word} {problem.row}").finding("row-unreadable", expected=problem.reason)
        for problem in problems
    ]
    candidates = [_renumbered(candidate, shift) for candidate in rows.candidates] if shift else rows.candidates
    notes = [*file.notes, *([chosen.told] if chosen.told else []), *rows.notes]
    return Rows(candidates, [*rows.findings, *findings], rows.left_out, notes, rows.total + len(problems)), chosen


def _source_layers(request: Request) -> list[str | None]:
    """The layers to read: the one that is asked for, else, of several, those in which an export of ours keeps one."""
    if request.source_layer is None:
        names = [layer.name for layer in layers_of(request.source, encoding=request.encoding)]
        ours = [request.layer, *(f"{request.layer}_{family}" for family in _FAMILIES)]
        if len(names) > 1 and (found := [name for name in names if name.rsplit("/")[-1].removesuffix(".shp") in ours]):
            return list(found)
    return [request.source_layer]


@dataclass
class _Read:
    candidates: list[Candidate]
    findings: list[Any]
    left_out: Counter[str]
    notes: list[str]
    total: int
    problems: list[Any]

    def and_(self, more: _Read) -> _Read:
        """These rows and those of another layer of the file."""
        return _Read(
            self.candidates + more.candidates,
            self.findings + [finding for finding in more.findings if finding not in self.findings],
            self.left_out + more.left_out,
            self.notes + more.notes,
            self.total + more.total,
            self.problems + more.problems,
        )


def _read_twin(file: TableFile, request: Request, ground: _Ground, options: dict[str, Any]) -> _Read:
    reader = TwinReader(ground.schema, ground.layer, file.columns, _renamed(request.source), str(request.source))
    known = [column.name for column in reader.reader.columns.values()]
    if not known or known == ["id"]:
        listed = ", ".join(file.columns[:40]) + ", …" * (len(file.columns) > 40)
        raise UsageError(
            f"{request.source}: no column is called like a field of {ground.schema.name}. Say which is which with "
            f"--field name=COLUMN, or name a mapping with --mapping. Its columns are: {listed}."
        )
    if file.geometries == "none" and (not reader.has_places or request.crs is not None):
        file = open_table(request.source, request.source_layer, places=USUAL, **options)
    candidates: list[Candidate] = []
    total = 0
    left_out: Counter[str] = Counter()
    for table in file.read():
        total += len(table.rows)
        if request.within_km is not None and table.geometry is not None:
            table = _clipped(table, request.within_km, ground, left_out, lambda row: str(row.get("id") or ""))  # noqa: PLW2901
        candidates += reader.candidates(table, file.word, of=file.layer or "")
    if request.source_key is not None:
        for candidate in candidates:
            if candidate.id not in ground.layer:
                candidate.given.setdefault("sources", [request.source_key])
    spot = Spot(ground.schema.name, str(request.source), "")
    return _Read(candidates, reader.reader.findings(spot), left_out, [], total, file.problems)


def _read_mapped(  # noqa: C901, PLR0913, PLR0917  # one for each thing that a mapped file is read by
    file: TableFile,
    request: Request,
    ground: _Ground,
    options: dict[str, Any],
    chosen: Chosen,
    prepare: Any,
) -> _Read:
    assert chosen.settings is not None
    settings = chosen.settings
    if request.source_key is not None:
        settings = settings.model_copy(update={"source": request.source_key})
    if prepare is None and file.geometries == "none":
        file = (
            open_table(request.source, request.source_layer, places=_places(settings, file.columns), **options)
            if file.path == request.source
            else open_table(file.path, None, places=_places(settings, file.columns))
        )
    tables: Iterator[Table] | list[Table] = file.read()
    problems: list[Any] = file.problems
    if prepare is not None:
        tables = [_placed(prepare(_joined(list(tables))), settings, problems, file.word)]
    within = request.within_km if request.within_km is not None else chosen.within_km
    reader: MappedReader | None = None
    candidates: list[Candidate] = []
    left_out: Counter[str] = Counter()
    total = 0
    for table in tables:
        total += len(table.rows)
        if reader is None:
            reader = MappedReader(
                ground.schema, settings, [str(name) for name in table.own.columns], str(request.source)
            )
        if within is not None and table.geometry is not None:
            table = _clipped(table, within, ground, left_out, reader.id_of)  # noqa: PLW2901
        placed = table.geometry is not None
        shapes: Sequence[Any] = list(table.geometry) if table.geometry is not None else [None] * len(table.rows)
        for number, row, shape in zip(table.rows.tolist(), table.own.to_dict("records"), shapes, strict=True):
            cells = {str(name): cell for name, cell in row.items()}
            found = reader.candidate(f"{file.word} {number}", cells, shape, placed=placed)
            if found is not None:
                candidates.append(found)
    assert reader is not None
    notes = []
    if reader.blunted:
        notes.append(f"{reader.blunted:,} military places were brought to town level: no sharper ones are kept.")
    if chosen.dataset is not None and chosen.dataset.note:
        notes.append(chosen.dataset.note)
    return _Read(candidates, [], left_out + reader.left_out, notes, total, problems)


def _clipped(table: Table, within_km: float, ground: _Ground, left_out: Counter[str], id_of: Any) -> Table:
    """The rows that lie near the line, have no place, or speak of a feature that is known."""
    assert table.geometry is not None
    offset = _offsets(table.geometry, ground.border)
    far = offset > within_km * 1000
    rows = np.flatnonzero(far)
    for row, cells in zip(rows.tolist(), table.own.iloc[rows].to_dict("records"), strict=True):
        if id_of(cells) in ground.known:
            far[row] = False
    if far.any():
        left_out[f"over {within_km:g} km from the line"] += int(far.sum())
    return table.where(~far)


def _offsets(geometry: Any, border: Border) -> Any:
    """Metres from the line, not-a-number where there is no place."""
    offset = np.full(len(geometry), np.nan)
    types = shapely.get_type_id(geometry)
    points = (types == shapely.GeometryType.POINT) & ~shapely.is_empty(geometry)
    if points.any():
        lonlat = shapely.get_coordinates(geometry[points])
        on_earth = (np.abs(lonlat[:, 0]) <= 180) & (np.abs(lonlat[:, 1]) <= 90)
        found = np.full(len(lonlat), np.nan)
        found[on_earth] = border.locate(lonlat[on_earth])["offset_m"].to_numpy()
        offset[points] = found
    others = ~points & ~shapely.is_missing(geometry) & ~shapely.is_empty(geometry)
    if others.any():
        offset[others] = border.locate_geometry(list(geometry[others]))["offset_m"].to_numpy()
    return offset


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


def _renumbered(candidate: Candidate, shift: int) -> Candidate:
    word, number, *rest = candidate.spot.feature.split(" ", 2)
    label = " ".join([word, str(int(number) - shift), *rest])
    return replace(candidate, spot=candidate.spot.at(label))


def _renamed(path: Path) -> dict[str, str]:
    """The names that columns had before a Shapefile cut them, by the short name; empty where nothing tells."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                member = next((name for name in archive.namelist() if Path(name).name == _NAMES), None)
                text = archive.read(member).decode("utf-8-sig") if member else ""
        else:
            beside = path.with_name(_NAMES)
            text = beside.read_text("utf-8-sig") if path.suffix.lower() == ".shp" and beside.exists() else ""
    except (OSError, ValueError, zipfile.BadZipFile):
        return {}
    rows = csv.DictReader(io.StringIO(text))
    return {row["name"]: row["column"] for row in rows if row.get("name") and row.get("column")}
