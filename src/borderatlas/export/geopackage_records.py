"""What a GeoPackage says of its tables: titles and words of columns, metadata, and a style for QGIS."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from borderatlas.export.qml import qml

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from borderatlas.export.content import Content
    from borderatlas.export.layer_tables import LayerTable
    from borderatlas.layers.flat.columns import Column

_SCHEMA: Final = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  name TEXT,
  title TEXT,
  description TEXT,
  mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL,
  constraint_type TEXT NOT NULL,
  value TEXT,
  min NUMERIC,
  min_is_inclusive BOOLEAN,
  max NUMERIC,
  max_is_inclusive BOOLEAN,
  description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
"""

_METADATA: Final = """
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL,
  table_name TEXT,
  column_name TEXT,
  row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
"""

_STYLES: Final = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
"""

_DUBLIN_CORE: Final = "http://purl.org/dc/terms/"
_CSL: Final = "https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json"


def add_schema(database: sqlite3.Connection, tables: Iterable[LayerTable]) -> None:
    """Adds titles and descriptions of columns, and the words that may stand in them."""
    _create(database, _SCHEMA)
    for name in ("gpkg_data_columns", "gpkg_data_column_constraints"):
        _extension(database, name, "gpkg_schema", "http://www.geopackage.org/spec130/#extension_schema")
    for table in tables:
        for column in table.rows.columns:
            closed = column.vocabulary and column.form == "plain"
            constraint = f"{table.name}_{column.name}".lower() if closed else None
            database.execute(
                "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, ?)",
                (table.name, column.name, column.name, _title(column), column.description or None, constraint),
            )
            if closed:
                database.executemany(
                    "INSERT INTO gpkg_data_column_constraints VALUES (?, 'enum', ?, NULL, NULL, NULL, NULL, NULL)",
                    [(constraint, word) for word in column.vocabulary],
                )


def add_metadata(database: sqlite3.Connection, tables: Sequence[LayerTable], content: Content, time: str) -> None:
    """Adds titles, licences, credits and disclaimer, of the whole and of each table, and the sources as CSL-JSON."""
    _create(database, _METADATA)
    for name in ("gpkg_metadata", "gpkg_metadata_reference"):
        _extension(database, name, "gpkg_metadata", "http://www.geopackage.org/spec130/#extension_metadata")
    whole = {
        "title": content.title,
        "abstract": content.summary,
        "rights": content.disclaimer,
        "license": sorted({table.part.licence for table in tables}),
        "publisher": content.contact,
        "isVersionOf": content.line_version,
        "temporal": content.facts_to,
    }
    sources = [source.model_dump(mode="json", by_alias=True, exclude_none=True) for source in content.sources.values()]
    records = [(_DUBLIN_CORE, whole), (_CSL, sources), *((_DUBLIN_CORE, _terms(table, content)) for table in tables)]
    database.executemany(
        "INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, 'application/json', ?)",
        [(number, uri, json.dumps(record, ensure_ascii=False)) for number, (uri, record) in enumerate(records, 1)],
    )
    # No reference leads to the sources: programs print whatever is referred to, and that is hundreds of records.
    references: list[tuple[str, str | None, str, int, int | None]] = [("geopackage", None, time, 1, None)]
    references += [("table", table.name, time, number, 1) for number, table in enumerate(tables, 3)]
    database.executemany("INSERT INTO gpkg_metadata_reference VALUES (?, ?, NULL, NULL, ?, ?, ?)", references)


def _terms(table: LayerTable, content: Content) -> dict[str, str]:
    return {
        "title": f"{content.title}: {table.title}",
        "license": table.part.licence,
        "rightsHolder": table.part.attribution,
        "rights": content.disclaimer,
        "isPartOf": content.title,
    }


def add_styles(database: sqlite3.Connection, tables: Iterable[LayerTable], time: str) -> None:
    """Adds the style that QGIS gives to each table when it is opened."""
    _create(database, _STYLES)
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles for QGIS', ?)",
        (time,),
    )
    database.executemany(
        "INSERT INTO layer_styles VALUES (NULL, '', '', ?, 'geom', ?, ?, NULL, 1, ?, '', NULL, ?)",
        [(table.name, table.name, qml(table), f"{table.title}: as in the atlas", time) for table in tables],
    )


def _title(column: Column) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title


def _create(database: sqlite3.Connection, statements: str) -> None:
    for statement in filter(str.strip, statements.split(";")):
        database.execute(statement)


def _extension(database: sqlite3.Connection, table: str, name: str, definition: str) -> None:
    database.execute("INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')", (table, name, definition))
