"""Chooses the mapping by which a file is read: asked for, recognised, or by the names of its columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from borderatlas.errors import SettingsError, UsageError, suggestion
from borderatlas.importing.datasets import DATASETS
from borderatlas.importing.ruling import columns_of
from borderatlas.layers.flat import RowReader
from borderatlas.project import FieldRule, ImportSettings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from borderatlas.importing.datasets import Dataset
    from borderatlas.layers import LayerSchema
    from borderatlas.project import FieldRules, Project

PLACE_FIELDS: Final = ("lon", "lat", "wkt")
"""What a mapping may name besides fields."""

DATASET_KM: Final = 50.0
"""How far from the line new features of a data set may lie: as far as the scope `near_border` reaches."""


@dataclass(frozen=True)
class Chosen:
    """How a file is read.

    Attributes:
        name: What the record of the import is called after; empty where none is kept, as the file is a person's own.
        settings: The mapping; None where columns are known by their names, as in the flat twin.
        dataset: The data set that a ready-made mapping is for.
        told: How it was chosen, in a sentence.
    """

    name: str
    settings: ImportSettings | None
    dataset: Dataset | None = None
    told: str = ""
    within_km: float | None = field(default=None)


def choose_mapping(  # noqa: PLR0913  # one for each thing that decides
    project: Project,
    schema: LayerSchema,
    columns: Sequence[str],
    *,
    asked: str | None,
    fields: Mapping[str, str],
    recognised: str | None,
) -> Chosen:
    """Return how to read a file.

    Args:
        project: The atlas, whose settings hold saved mappings.
        schema: The layer.
        columns: Names of the file's columns.
        asked: The mapping that the user names.
        fields: What `--field` says: by field, a column, or a constant after `=`.
        recognised: The data set that the file looks like.

    Raises:
        UsageError: There is no such mapping, or it is for another layer; a field is not one of the layer.
        SettingsError: A saved mapping is built on one that there is not.
    """
    if asked is not None:
        chosen = _asked(project, schema, asked)
    elif recognised is not None and schema.name in DATASETS[recognised].mappings:
        chosen = _ready(recognised, schema)
        told = f"This is a file of {chosen.dataset.title if chosen.dataset else recognised}: read by its mapping."
        chosen = Chosen(chosen.name, chosen.settings, chosen.dataset, told, chosen.within_km)
    else:
        by_name = {name: (FieldRule(column=(name,)),) for name in columns}
        known = RowReader(schema, columns)
        if not fields:
            return Chosen("", None)
        rules: dict[str, FieldRules] = {column.name: by_name[name] for name, column in known.columns.items()}
        chosen = Chosen("", ImportSettings(fields=rules))
    settings = chosen.settings
    if settings is not None and fields:
        settings = settings.model_copy(update={"fields": {**settings.fields, **_typed(fields)}})
    if settings is not None:
        _check_fields(settings, schema, columns)
    return Chosen(chosen.name, settings, chosen.dataset, chosen.told, chosen.within_km)


def _asked(project: Project, schema: LayerSchema, name: str) -> Chosen:
    saved = project.settings.imports
    if name in saved:
        return _saved(project, schema, name)
    if name in DATASETS:
        return _ready(name, schema)
    raise UsageError(
        f"There is no mapping {name!r}{suggestion(name, [*saved, *DATASETS])}. "
        f"Ready-made are {', '.join(DATASETS)}; your own stand in {project.file} under [imports.NAME]"
        f"{': ' + ', '.join(saved) if saved else ''}."
    )


def _ready(name: str, schema: LayerSchema) -> Chosen:
    dataset = DATASETS[name]
    settings = dataset.mappings.get(schema.name)
    if settings is None:
        raise UsageError(
            f"The mapping {name} is for {', '.join(dataset.mappings)}, not for {schema.name}. "
            "Name another --layer, or say with --field which column is which."
        )
    return Chosen(name, settings, dataset, within_km=DATASET_KM)


def _saved(project: Project, schema: LayerSchema, name: str) -> Chosen:
    own = project.settings.imports[name]
    if own.layer not in (None, schema.name):
        raise UsageError(f"The mapping {name} is for the layer {own.layer}, not for {schema.name}.")
    if own.like is None:
        return Chosen(name, own, within_km=own.within_km)
    if own.like not in DATASETS:
        raise SettingsError(
            f"{project.file}: imports.{name}.like: there is no ready-made mapping {own.like!r}. "
            f"There are: {', '.join(DATASETS)}."
        )
    base = _ready(own.like, schema)
    assert base.settings is not None
    told = {key: getattr(own, key) for key in own.model_fields_set} | {"fields": {**base.settings.fields, **own.fields}}
    settings = base.settings.model_copy(update=told)
    return Chosen(name, settings, base.dataset, within_km=own.within_km or base.within_km)


def _typed(fields: Mapping[str, str]) -> dict[str, FieldRules]:
    """Rules of what a person types: `Longitude`, or `=attack` for a constant."""
    return {
        name: (FieldRule(constant=value[1:]) if value.startswith("=") else FieldRule(column=(value,)),)
        for name, value in fields.items()
    }


def flat_name(field: str) -> str:
    """Return the flat column of a field of a mapping: `name_tg_Latn` for `names.tg-Latn`."""
    head, _, tag = field.partition(".")
    return f"name_{tag.replace('-', '_')}" if head == "names" and tag else field


def _check_fields(settings: ImportSettings, schema: LayerSchema, columns: Sequence[str]) -> None:
    own = [flat_name(field) for field in settings.fields if not _is_beside(field)]
    if unknown := RowReader(schema, own).unknown:
        known = sorted({name for model in schema.models.values() for name in model.model_fields} - {"geometry"})
        raise UsageError(
            f"The layer {schema.name} has no field {unknown[0]!r}{suggestion(unknown[0], known)}. "
            f"Its fields are: {', '.join(known)}; rare facts are called details.NAME."
        )
    if settings.like or not columns:
        return
    read = {name for rules in settings.fields.values() for name in columns_of(rules)}
    if read and not read & set(columns):
        listed = ", ".join(columns[:40]) + ", …" * (len(columns) > 40)
        raise UsageError(f"None of the columns that the mapping names is in the file. Its columns are: {listed}.")


def _is_beside(field: str) -> bool:
    return field in PLACE_FIELDS or field.startswith("details.")
