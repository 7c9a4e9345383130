"""PostGIS: a table a layer, with true types, comments and an index on places; all tables change in one transaction.

Beside them stand `layers`, with licence, credits and disclaimer of each, and `sources`, which the column `sources` of
a layer names. Tables that an export did not write are never touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson
import shapely

from borderatlas.errors import OutputError, UsageError
from borderatlas.export.database import Database
from borderatlas.export.delivering import Exported
from borderatlas.export.formats import POSTGIS
from borderatlas.export.gdal import GEOMETRY
from borderatlas.export.licences import licence_of
from borderatlas.export.reading_back import Expected, Seen, bounds_of, fault_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import psycopg
    import sqlalchemy as sa

    from borderatlas.export.content import Content, Part
    from borderatlas.export.losses import LossReport
    from borderatlas.layers import Source
    from borderatlas.layers.flat import Column

SCHEMA: Final = "atlas"
"""The schema of the tables, unless another is asked for."""
LAYERS: Final = "layers"
SOURCES: Final = "sources"

_MARK: Final = "Written by borderatlas."
"""Ends the comment of every table of ours: no other is ever replaced."""
_AT_ONCE: Final = 50_000
"""Rows that are sent together."""


def load(content: Content, to: str, *, schema: str = SCHEMA, losses: LossReport, overwrite: bool = False) -> Exported:
    """Writes an export into a database: all its tables, or none.

    Args:
        content: What goes out.
        to: Address of the database, `postgresql://user@host/name`.
        schema: The schema; made if it does not exist.
        losses: Takes what cannot be carried.
        overwrite: Whether tables of a former export may be replaced.

    Raises:
        UsageError: There is nothing to write, the address is none, PostGIS or a library is missing, or a table stands
            already.
        OutputError: The server is not there or refuses, or what was written is not read back; nothing was changed.
    """
    if not content.parts:
        raise UsageError("There is nothing to export: no layer is left.")
    database = Database.at(to)
    losses.add("reordered", "A table of a database has no order: ask for one with ORDER BY id.")
    with database.transaction() as connection:
        _enter(connection, database, schema)
        _make_room(connection, content, schema, overwrite=overwrite)
        expected = [_write_layer(connection, part, content, schema) for part in content.parts]
        _write_register(connection, content, schema)
        for wanted, seen in zip(expected, _read_back(_driver(connection), schema, content.parts), strict=True):
            if fault := fault_of(wanted, seen):
                raise OutputError(
                    f"{database.shown}: read back, {fault}. Nothing in the database was changed. "
                    "Please report this with the layer."
                )
    return Exported(
        format=POSTGIS,
        files=(),
        features={part.name: len(part) for part in content.parts},
        losses=losses,
        database=database.shown,
        tables=tuple(f"{schema}.{name}" for name in (*(part.name for part in content.parts), LAYERS, SOURCES)),
    )


def _enter(connection: sa.Connection, database: Database, schema: str) -> None:
    """Looks for PostGIS, makes the schema, and keeps other exports out of it until the end."""
    import sqlalchemy as sa  # noqa: PLC0415  # of the extra

    home = connection.scalar(
        sa.text(
            "SELECT quote_ident(nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
            "WHERE extname = 'postgis'"
        )
    )
    if home is None:
        raise UsageError(
            f"{database.shown}: this database has no PostGIS. Let its owner run in it: CREATE EXTENSION postgis;"
        )
    connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"borderatlas {schema}"})
    if not sa.inspect(connection).has_schema(schema):
        connection.execute(sa.schema.CreateSchema(schema))
    # `geometry` is found wherever the extension stands, and nothing of ours hides behind a name of its.
    connection.execute(sa.text(f"SET LOCAL search_path = {home}, pg_catalog"))


def _make_room(connection: sa.Connection, content: Content, schema: str, *, overwrite: bool) -> None:
    """Removes the tables of a former export of the same layers.

    Raises:
        UsageError: They may not be replaced, or a table of that name is none of ours.
    """
    import sqlalchemy as sa  # noqa: PLC0415  # of the extra

    query = sa.text(
        "SELECT relname, coalesce(obj_description(c.oid, 'pg_class'), '') FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = :schema AND relkind NOT IN ('i', 'I', 'S', 't')"
    )
    standing = {name: comment.endswith(_MARK) for name, comment in connection.execute(query, {"schema": schema})}
    layers = [part.name for part in content.parts]
    for name in (*layers, LAYERS, SOURCES):
        if standing.get(name) is False:
            raise UsageError(
                f"{schema}.{name}: stands already, and no export wrote it. Give another --schema, or rename it."
            )
    if (former := [name for name in layers if name in standing]) and not overwrite:
        raise UsageError(
            f"{schema}.{former[0]}: stands already. Give another --schema, or --overwrite to replace the tables of "
            "these layers."
        )
    for name in former:
        sa.Table(name, sa.MetaData(), schema=schema).drop(connection)


def _write_layer(connection: sa.Connection, part: Part, content: Content, schema: str) -> Expected:
    import sqlalchemy as sa  # noqa: PLC0415  # of the extra
    from geoalchemy2 import Geometry  # noqa: PLC0415

    columns = [
        sa.Column(column.name, _type(column), primary_key=column.name == "id", comment=_comment(column))
        for column in part.table.columns
    ]
    place = sa.Column(GEOMETRY, Geometry("GEOMETRY", srid=4326, spatial_index=False), comment="Place, WGS 84")
    table = sa.Table(part.name, sa.MetaData(), *columns, place, schema=schema, comment=_about(part, content))
    table.create(connection)
    _send(connection, part, schema)
    sa.Index(f"{part.name}_{GEOMETRY}", table.c[GEOMETRY], postgresql_using="gist").create(connection)
    names = (*(column.name for column in part.table.columns), GEOMETRY)
    return Expected(part.name, len(part), names, bounds_of(part.table.geometry))


def _send(connection: sa.Connection, part: Part, schema: str) -> None:
    """Sends the rows; a geometry that is empty is none, since programs stumble over it."""
    import geopandas as gpd  # noqa: PLC0415  # loads pandas

    shapes = part.table.geometry.copy()
    shapes[shapely.is_empty(shapes)] = None
    if not shapely.is_missing(shapes).all():
        placed = gpd.GeoDataFrame(part.table.frame.copy(deep=False), geometry=shapes, crs="EPSG:4326")
        placed.to_postgis(part.name, connection, schema=schema, if_exists="append", chunksize=_AT_ONCE)
    elif len(part):  # GeoPandas refuses a layer without any place
        types: dict[Any, Any] = {column.name: _type(column) for column in part.table.columns}
        part.table.frame.to_sql(
            part.name, connection, schema=schema, if_exists="append", index=False, chunksize=_AT_ONCE, dtype=types
        )


def _type(column: Column) -> sa.types.TypeEngine[Any]:
    import sqlalchemy as sa  # noqa: PLC0415  # of the extra

    types: dict[str, sa.types.TypeEngine[Any]] = {
        "text": sa.Text(),
        "integer": sa.BigInteger(),
        "number": sa.Double(),
        "boolean": sa.Boolean(),
        "date": sa.Date(),
    }
    return types[column.type]


def _comment(column: Column) -> str:
    """Title, unit and description: `Length (m): of the deck`."""
    unit = f" ({column.unit})" if column.unit else ""
    said = f": {column.description}" if column.description else ""
    return f"{column.title}{unit}{said}"


def _about(part: Part, content: Content) -> str:
    return (
        f"{content.title}: {part.title}. Licence: {part.licence}. {part.attribution}. {content.disclaimer} "
        f"Border kilometres: {content.line_version}. {_MARK}"
    )


def _write_register(connection: sa.Connection, content: Content, schema: str) -> None:
    """Brings `layers` and `sources` up to date; what they say of other layers that still stand is kept."""
    import sqlalchemy as sa  # noqa: PLC0415  # of the extra

    layers, sources = _register(schema)
    for table in (layers, sources):
        table.create(connection, checkfirst=True)
    names = {part.name for part in content.parts}
    standing = set(sa.inspect(connection).get_table_names(schema)) - names
    connection.execute(layers.delete().where(layers.c.name.not_in(standing)))
    kept = connection.scalar(sa.select(sa.func.count()).select_from(layers))
    gone = sources.c.id.in_(list(content.sources)) if kept else sa.true()
    connection.execute(sources.delete().where(gone))
    connection.execute(layers.insert(), [_layer_row(part, content) for part in content.parts])
    if content.sources:
        connection.execute(sources.insert(), [_source_row(source) for source in content.sources.values()])


def _register(schema: str) -> tuple[sa.Table, sa.Table]:
    """The tables `layers` and `sources`."""
    import sqlalchemy as sa  # noqa: PLC0415  # of the extra
    from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415

    metadata = sa.MetaData(schema=schema)
    layers = sa.Table(
        LAYERS,
        metadata,
        sa.Column("name", sa.Text, primary_key=True, comment="Name of its table"),
        sa.Column("title", sa.Text),
        sa.Column("features", sa.BigInteger, comment="Rows of its table"),
        sa.Column("licence", sa.Text, comment="SPDX identifier"),
        sa.Column("licence_address", sa.Text, comment="Where the licence can be read"),
        sa.Column("credits", sa.Text, comment="Who must be named"),
        sa.Column("disclaimer", sa.Text, comment="What must be said wherever a border is drawn"),
        sa.Column("contact", sa.Text, comment="Where corrections go"),
        sa.Column("line_version", sa.Text, comment="The line to which border kilometres belong"),
        sa.Column("facts_to", sa.Text, comment="Newest date of any feature, ISO 8601, may be partial"),
        sa.Column("atlas", sa.Text, comment="Title of the atlas"),
        comment=f"The layers of this schema, with licence, credits and disclaimer. {_MARK}",
    )
    sources = sa.Table(
        SOURCES,
        metadata,
        sa.Column("id", sa.Text, primary_key=True, comment="Stands in the column sources of the layers"),
        sa.Column("type", sa.Text, comment="As CSL-JSON has it"),
        sa.Column("title", sa.Text),
        sa.Column("container_title", sa.Text, comment="Where it appeared"),
        sa.Column("publisher", sa.Text),
        sa.Column("issued", sa.Text, comment="ISO 8601, may be partial; a range has / between its ends"),
        sa.Column("url", sa.Text),
        sa.Column("csl", JSONB, comment="The whole entry as CSL-JSON"),
        comment=f"The sources that features name. {_MARK}",
    )
    return layers, sources


def _layer_row(part: Part, content: Content) -> dict[str, object]:
    return {
        "name": part.name,
        "title": part.title,
        "features": len(part),
        "licence": part.licence,
        "licence_address": licence_of(part.licence).address,
        "credits": part.attribution,
        "disclaimer": content.disclaimer,
        "contact": content.contact,
        "line_version": content.line_version,
        "facts_to": content.facts_to or None,
        "atlas": content.title,
    }


def _source_row(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "container_title": source.container_title,
        "publisher": source.publisher,
        "issued": None if source.issued is None else str(source.issued),
        "url": source.url,
        "csl": orjson.loads(orjson.dumps(source.to_csl())),
    }


def _driver(connection: sa.Connection) -> psycopg.Connection[Any]:
    """The connection of psycopg itself: what was written is read back without SQLAlchemy, in the same transaction."""
    found: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
    return found


def _read_back(connection: psycopg.Connection[Any], schema: str, parts: Iterable[Part]) -> Iterator[Seen]:
    from psycopg import sql  # noqa: PLC0415  # of the extra

    extent = sql.SQL(
        "SELECT count(*), ST_XMin(ST_Extent({place})), ST_YMin(ST_Extent({place})), ST_XMax(ST_Extent({place})), "
        "ST_YMax(ST_Extent({place})) FROM {table}"
    )
    fields = (
        "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s "
        "ORDER BY ordinal_position"
    )
    with connection.cursor() as cursor:
        for part in parts:
            names = cursor.execute(fields, (schema, part.name)).fetchall()
            table = sql.Identifier(schema, part.name)
            row = cursor.execute(extent.format(place=sql.Identifier(GEOMETRY), table=table)).fetchone()
            count, *box = row or (0, None)
            bounds = None if box[0] is None else tuple(np.asarray(box, dtype=float).tolist())
            yield Seen(part.name, count, tuple(name for (name,) in names), bounds)
