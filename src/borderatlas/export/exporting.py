"""Hands layers out: chooses the format, gathers what goes out, and brings it to its file, folder or database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from borderatlas.changes.releases import read_log
from borderatlas.errors import UsageError
from borderatlas.export.delivering import Exported, deliver
from borderatlas.export.formats import POSTGIS, format_named
from borderatlas.export.gathering import gather
from borderatlas.export.losses import LossReport
from borderatlas.export.postgis import SCHEMA, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from borderatlas.border import Border
    from borderatlas.layers import Layer, Sources
    from borderatlas.project import Project


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks an export for.

    Attributes:
        format: Name of a format; `postgis` for a database.
        output: The file, or the folder where several are needed; named after the atlas where not given.
        layers: Names of the layers, `border` for the line; all of them where not given.
        where: A condition of SQL over the flat columns.
        flat: Plain columns where the format could nest.
        overwrite: Whether files or tables that stand already may be replaced.
        to: Address of a database.
        schema: The schema of its tables; `atlas` where not given.
    """

    format: str
    output: Path | None = None
    layers: Iterable[str] | None = None
    where: str | None = None
    flat: bool = False
    overwrite: bool = False
    to: str | None = None
    schema: str | None = None


def export(project: Project, layers: Mapping[str, Layer], sources: Sources, border: Border, order: Order) -> Exported:
    """Carries out an order.

    Raises:
        UsageError: There is no such format or layer, the condition cannot be read, or something stands already.
        LayerError: The log of releases cannot be read.
        OutputError: A file cannot be written, or a database refuses; what stood there is unchanged.
    """
    form = None if order.format == POSTGIS else format_named(order.format)
    _refuse_strangers(order)
    losses = LossReport()
    settings = project.settings
    log = None if settings.changes is None else read_log(project.path(settings.changes))
    content = gather(settings, layers, sources, border, losses, names=order.layers, where=order.where, log=log)
    if form is None:
        return load(content, order.to or "", schema=order.schema or SCHEMA, losses=losses, overwrite=order.overwrite)
    return deliver(content, form, order.output, losses=losses, flat=order.flat, overwrite=order.overwrite)


def _refuse_strangers(order: Order) -> None:
    """Refuses what goes with files where a database is asked for, and the other way round.

    Raises:
        UsageError: The order asks for both.
    """
    if order.format != POSTGIS:
        if order.to is not None or order.schema is not None:
            raise UsageError(
                f"--to and --schema go with the format {POSTGIS}; {order.format} is written to a file (-o)."
            )
    elif order.to is None:
        raise UsageError(f"{POSTGIS} needs a database: --to postgresql://user@host/database.")
    elif order.output is not None:
        raise UsageError(f"{POSTGIS} writes no file: leave -o out.")
