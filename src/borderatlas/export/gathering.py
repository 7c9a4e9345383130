"""Gathers what an export carries: the layers asked for and the line, with addresses, licences and credits."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from borderatlas.changes.recording import change_log
from borderatlas.errors import UsageError
from borderatlas.export.addressing import address_members, with_addresses
from borderatlas.export.content import Content, Part
from borderatlas.export.selection import rows_where
from borderatlas.layers.flat import FlatTable, flat_table
from borderatlas.layers.flat.columns import Column
from borderatlas.layers.withholding import withhold
from borderatlas.measures.addresses import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from borderatlas.border import Border
    from borderatlas.changes.releases import ReleaseLog
    from borderatlas.export.losses import LossReport
    from borderatlas.layers import Feature, Layer, Sources
    from borderatlas.measures.addresses import Address
    from borderatlas.project import AtlasSettings

LINE: Final = "border"
"""Name of the border line among the layers that are exported."""

_LINE_COLUMNS: Final = (
    Column("id", "", "text", "Id"),
    Column("name", "", "text", "Name"),
    Column("version", "", "text", "Version of the line"),
    Column("length_km", "", "number", "Length", "km", "geodesic, on WGS 84"),
    Column("left", "", "text", "Left bank", "", "country as ISO 3166-1 alpha-3, looking along the line"),
    Column("right", "", "text", "Right bank", "", "country as ISO 3166-1 alpha-3, looking along the line"),
)


def gather(  # noqa: PLR0913  # one for each thing that an export is made of
    settings: AtlasSettings,
    layers: Mapping[str, Layer],
    sources: Sources,
    border: Border,
    losses: LossReport,
    *,
    names: Iterable[str] | None = None,
    where: str | None = None,
    log: ReleaseLog | None = None,
) -> Content:
    """The content of an export.

    Args:
        settings: What `atlas.toml` says.
        layers: All layers of the atlas, by name.
        sources: Their sources.
        border: The reference line.
        losses: Takes what may not be passed on.
        names: Layers to export, `border` for the line; all of them where not given, and the line too.
        where: A condition of SQL over the flat columns that features have to meet; the line has none to meet.
        log: The log of releases, which tells the version.

    Raises:
        UsageError: There is no such layer, the condition cannot be read, or no feature meets it.
    """
    chosen = _chosen(names, layers)
    kept, withheld = withhold(layers, sources)
    for dataset, count in withheld.items():
        losses.add("left out", f"The licence of {dataset} forbids passing its rows on.", count=count)
    found = addresses(border, [feature for layer in kept.values() for feature in layer])
    tables = {name: with_addresses(flat_table(kept[name]), found, border.version) for name in chosen if name != LINE}
    rows = _rows(tables, where)
    parts, dates, keys = [], [], set()
    for name, table in tables.items():
        if where is not None and not len(rows[name]):
            continue
        features = [kept[name].features[row] for row in rows[name]]
        dates += [date for each in features for date in (each.start, each.end, each.as_of) if date is not None]
        keys |= {key for feature in features for key in feature.sources}
        entry = settings.layers[name]
        parts.append(
            Part(
                name=name,
                title=entry.title,
                licence=entry.licence,
                credits=_credits(settings, "layers"),
                table=table.take(rows[name]),
                nested=_nested(features, found, border.version),
            )
        )
    if where is not None and not parts:
        raise UsageError(f"--where {where!r}: no feature of {', '.join(tables)} meets this condition.")
    if LINE in chosen and where is None:
        parts.append(_line(settings, border))
    return Content(
        name=file_name(settings.title),
        title=settings.title,
        summary=settings.summary,
        disclaimer=settings.disclaimer,
        contact=settings.contact,
        line_version=border.version,
        facts_to=str(max(dates)) if dates else "",
        parts=tuple(parts),
        sources={key: sources[key] for key in sources if key in keys},
        version="" if log is None else _version(log, kept),
        released="" if log is None else log.newest.date.isoformat(),
    )


def _version(log: ReleaseLog, layers: Mapping[str, Layer]) -> str:
    """The version of the last release, with a mark where the layers are no more as it left them."""
    changed = any(change_log(log, layers).since.values())
    return f"{log.newest.version}+changed" if changed else log.newest.version


def file_name(title: str) -> str:
    """A title as a name of a file: small letters a to z, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title.replace("–", "-")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "atlas"


def _chosen(names: Iterable[str] | None, layers: Mapping[str, Layer]) -> list[str]:
    known = [*layers, LINE]
    if names is None:
        return known
    asked = list(names)
    for name in asked:
        if name not in known:
            raise UsageError.no_layer(name, known)
    return [name for name in known if name in asked]


def _rows(tables: Mapping[str, FlatTable], where: str | None) -> dict[str, NDArray[np.intp]]:
    """The rows of each table that are asked for."""
    if where is None:
        return {name: np.arange(len(table)) for name, table in tables.items()}
    columns = list(dict.fromkeys(column.name for table in tables.values() for column in table.columns))
    return {name: rows_where(table, where, columns) for name, table in tables.items()}


def _nested(features: Iterable[Feature], found: Mapping[str, Address], version: str) -> list[dict[str, object]]:
    nested: list[dict[str, object]] = []
    for feature in features:
        properties: dict[str, object] = dict(feature.properties())
        if address := address_members(found.get(feature.id), version):
            properties["border_address"] = address
        nested.append({"id": feature.id, "properties": properties})
    return nested


def _credits(settings: AtlasSettings, what: Literal["line", "layers"]) -> tuple[str, ...]:
    """Whom to name."""
    return tuple(credit.text for credit in settings.credits if what in credit.covers)


def _line(settings: AtlasSettings, border: Border) -> Part:
    import pandas as pd  # noqa: PLC0415  # only tables need it

    values = {
        "id": "-".join(code.lower() for code in settings.countries),
        "name": settings.title,
        "version": border.version,
        "length_km": round(border.length_km, 3),
        "left": settings.border.left,
        "right": settings.border.right,
    }
    geometry = np.full(1, None, dtype=object)
    geometry[0] = border.geometry
    table = FlatTable(LINE, _LINE_COLUMNS, pd.DataFrame({name: [value] for name, value in values.items()}), geometry)
    return Part(
        name=LINE,
        title="Border line",
        licence=settings.border.licence,
        credits=_credits(settings, "line"),
        table=table,
        nested=[{"id": values["id"], "properties": {name: value for name, value in values.items() if name != "id"}}],
    )
