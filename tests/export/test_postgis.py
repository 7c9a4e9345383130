"""PostGIS: what goes into a real server comes back, all tables together or none, and faults are told in words."""

from __future__ import annotations

import builtins
import datetime as dt
import json
import uuid
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import shapely
from tests.export.made import CREDIT, DISCLAIMER, GEOMETRIES, TEXTS, clashes, content, part, shaped
from typer.testing import CliRunner

from borderatlas.cli.main import app
from borderatlas.errors import OutputError, UsageError
from borderatlas.export import LossReport
from borderatlas.export.postgis import load
from borderatlas.layers.faults import Spot
from borderatlas.layers.flat import RowReader
from borderatlas.layers.schemas import LAYERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas import Atlas
    from borderatlas.export import Exported, Part


@pytest.fixture
def schema() -> str:
    """A schema that no other test uses."""
    return f"made_{uuid.uuid4().hex[:12]}"


def ask(address: str, query: str) -> list[tuple[Any, ...]]:
    """What the server answers to plain SQL."""
    with psycopg.connect(address) as connection:
        cursor = connection.execute(query.encode())
        return cursor.fetchall() if cursor.description else []


def put(address: str, schema: str, *parts: Part, **options: Any) -> Exported:
    return load(content(*parts), address, schema=schema, losses=LossReport(), **options)


def rows(address: str, schema: str, layer: str = "clashes") -> list[dict[str, Any]]:
    """The rows of a table by column, in the order of their ids, the geometry as WKB."""
    with psycopg.connect(address, row_factory=psycopg.rows.dict_row) as connection:
        return connection.execute(f'SELECT * FROM "{schema}"."{layer}" ORDER BY length(id), id'.encode()).fetchall()


def features(address: str, schema: str) -> list[dict[str, Any]]:
    """The features of a table as the flat twin reads them."""
    found = rows(address, schema)
    reader = RowReader(LAYERS["clashes"], list(found[0]))
    return [reader.read(row, Spot("clashes", "", "")).properties for row in found]


@pytest.mark.parametrize("text", [*TEXTS.values(), "first\n\\.\nlast", "\\N", "\x00\x1b", "NULL"], ids=ascii)
def test_text_comes_back(postgis: str, schema: str, text: str) -> None:
    put(postgis, schema, part(clashes({"name": text, "actors": [text, "b;c\\"], "names": {"tg": text}})))
    (back,) = features(postgis, schema)
    assert (back["name"], back["actors"], back["names"]) == (text, [text, "b;c\\"], {"tg": text})


def test_whole_features_come_back(postgis: str, schema: str) -> None:
    made = clashes(
        {
            "start": "1893-11",
            "end": "1894",
            "injured": 2**53 - 1,
            "disputed": True,
            "fatalities_low": 0,
            "fatalities_by_side": {"Border troops": 3, "Unknown": None},
            "timeline": [{"date": "spring 1893", "event": "Shots"}],
            "details": {"dam_height_m": 3.5, "of": [1, {"a": None}]},
            "precision_m": 1234.5,
        },
        {"start": "0622-07-16"},
    )
    put(postgis, schema, part(made))
    adapter = LAYERS["clashes"].adapter
    back = features(postgis, schema)
    again = [adapter.validate_python({**row, "geometry": each.geometry}) for row, each in zip(back, made, strict=True)]
    assert again == made
    first, second = rows(postgis, schema)
    assert (first["start_first"], first["start_last"]) == (dt.date(1893, 11, 1), dt.date(1893, 11, 30))
    assert second["start_first"] == dt.date(622, 7, 16)
    assert (first["injured"], first["disputed"], second["disputed"], second["injured"]) == (2**53 - 1, True, None, None)


@pytest.mark.parametrize("shape", GEOMETRIES.values(), ids=GEOMETRIES)
def test_geometries_come_back(postgis: str, schema: str, shape: Any) -> None:
    put(postgis, schema, shaped([shape]))
    (back,) = ask(postgis, f"SELECT ST_AsBinary(geometry), ST_SRID(geometry) FROM {schema}.clashes")
    assert back == ((None, None) if shape is None else (shapely.to_wkb(shape), 4326))


def test_every_type_of_geometry_in_one_table_and_empty_ones(postgis: str, schema: str) -> None:
    put(postgis, schema, shaped([*GEOMETRIES.values(), shapely.Point()]))
    (counts,) = ask(postgis, f"SELECT count(*), count(geometry) FROM {schema}.clashes")
    assert counts == (8, 6)


@pytest.mark.parametrize("count", [0, 1, 400])
def test_none_one_and_many(postgis: str, schema: str, count: int) -> None:
    done = put(postgis, schema, part(clashes(*[{"summary": f"No. {number}"} for number in range(count)])))
    assert [row["summary"] for row in rows(postgis, schema)] == [f"No. {number}" for number in range(count)]
    assert done.features == {"clashes": count}
    assert [loss.what for loss in done.losses] == ["reordered"]


def test_columns_have_their_types_the_key_an_index_and_comments(postgis: str, schema: str) -> None:
    put(postgis, schema, part(clashes({})))
    columns = dict(
        ask(
            postgis,
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute "
            f"WHERE attrelid = '{schema}.clashes'::regclass AND attnum > 0",
        )
    )
    wanted = {
        "id": "text",
        "start": "text",
        "start_first": "date",
        "injured": "bigint",
        "precision_m": "double precision",
        "disputed": "boolean",
        "geometry": "geometry(Geometry,4326)",
    }
    assert {name: columns[name] for name in wanted} == wanted
    indexes = {text for (text,) in ask(postgis, f"SELECT indexdef FROM pg_indexes WHERE schemaname = '{schema}'")}
    assert any("USING gist (geometry)" in text for text in indexes)
    assert any("UNIQUE" in text and "clashes USING btree (id)" in text for text in indexes)
    ((about,),) = ask(postgis, f"SELECT obj_description('{schema}.clashes'::regclass)")
    assert all(said in about for said in ("Made–Up border: Made clashes", "CC-BY-4.0", CREDIT, DISCLAIMER, "made 1"))
    told = dict(
        ask(
            postgis,
            f"SELECT attname, col_description(attrelid, attnum) FROM pg_attribute WHERE attrelid = "
            f"'{schema}.clashes'::regclass AND attnum > 0",
        )
    )
    assert told["precision_m"].startswith("Precision (m): ")
    assert all(told.values())


def test_layers_and_sources_stand_beside_them(postgis: str, schema: str, shipped: Atlas) -> None:
    shipped.export("postgis", to=postgis, schema=schema, layers=["markets", "border"])
    assert ask(postgis, f"SELECT name, licence, features FROM {schema}.layers ORDER BY name") == [
        ("border", "ODbL-1.0", 1),
        ("markets", "CC-BY-4.0", 9),
    ]
    ((lost,),) = ask(
        postgis,
        f"SELECT count(*) FROM (SELECT unnest(string_to_array(sources, '; ')) AS key FROM {schema}.markets) AS named "
        f"LEFT JOIN {schema}.sources ON id = key WHERE id IS NULL",
    )
    assert lost == 0
    shipped.export("postgis", to=postgis, schema=schema, layers=["missions"])
    assert ask(postgis, f"SELECT count(*), sum(features) FROM {schema}.layers") == [(3, 16)]
    names = {key for layer in ("markets", "missions") for each in shipped.layers[layer] for key in each.sources}
    assert {key for (key,) in ask(postgis, f"SELECT csl->>'id' FROM {schema}.sources")} == names


def test_a_write_that_fails_in_the_middle_leaves_everything_as_it_was(
    postgis: str, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(postgis, schema, part(clashes({"summary": "Before"})), part(clashes({}), "movements"))
    twice = part(clashes({"summary": "After"}, {"id": "made-0"}), "movements")  # one id for two
    with pytest.raises(OutputError, match=r"duplicate key .* Nothing in the database was changed"):
        put(postgis, schema, part(clashes({"summary": "After"})), twice, overwrite=True)
    monkeypatch.setattr("borderatlas.export.postgis.fault_of", lambda *_: "clashes lacks the field start")
    with pytest.raises(OutputError, match=r"read back, clashes lacks the field start. Nothing"):
        put(postgis, schema, part(clashes({"summary": "After"})), overwrite=True)
    with pytest.raises(OutputError, match="read back"):
        put(postgis, f"{schema}_new", part(clashes({})))
    assert [row["summary"] for row in rows(postgis, schema)] == ["Before"]
    assert ask(postgis, f"SELECT count(*) FROM {schema}.layers") == [(2,)]
    assert ask(postgis, f"SELECT 1 FROM pg_namespace WHERE nspname = '{schema}_new'") == []


def test_what_is_not_there_is_seen(postgis: str, schema: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import geopandas as gpd

    whole = gpd.GeoDataFrame.to_postgis
    monkeypatch.setattr(gpd.GeoDataFrame, "to_postgis", lambda frame, *names, **how: whole(frame[1:], *names, **how))
    with pytest.raises(OutputError, match="read back, clashes has 1 features instead of 2"):
        put(postgis, schema, part(clashes({}, {})))


def test_tables_are_replaced_only_when_asked_and_only_ours(postgis: str, schema: str) -> None:
    put(postgis, schema, part(clashes({}, {})))
    ask(postgis, f"CREATE TABLE {schema}.notes AS SELECT 1 AS mine; CREATE TABLE {schema}.markets AS SELECT 2 AS mine")
    with pytest.raises(UsageError, match=r"clashes: stands already.* --overwrite"):
        put(postgis, schema, part(clashes({})))
    with pytest.raises(UsageError, match=r"markets: stands already, and no export wrote it"):
        put(postgis, schema, part(clashes({})), shaped([None], "markets"), overwrite=True)
    assert len(rows(postgis, schema)) == 2
    put(postgis, schema, part(clashes({})), overwrite=True)
    assert len(rows(postgis, schema)) == 1
    assert ask(postgis, f"SELECT * FROM {schema}.notes, {schema}.markets") == [(1, 2)]


def test_views_that_use_a_table_keep_it(postgis: str, schema: str) -> None:
    put(postgis, schema, part(clashes({"summary": "Before"})))
    ask(postgis, f"CREATE VIEW {schema}.seen AS SELECT summary FROM {schema}.clashes")
    with pytest.raises(OutputError, match=rf"view {schema}\.seen depends on table .* Drop these first"):
        put(postgis, schema, part(clashes({"summary": "After"})), overwrite=True)
    assert ask(postgis, f"SELECT * FROM {schema}.seen") == [("Before",)]


def test_names_and_comments_hold_any_mark(postgis: str) -> None:
    odd = f'O\'%s "{uuid.uuid4().hex[:6]}":x'
    what = content(shaped([None]))
    object.__setattr__(what, "disclaimer", "100 % of %(it)s; :x 'quoted' \\")
    load(what, postgis, schema=odd, losses=LossReport())
    with psycopg.connect(postgis) as connection:
        about = (
            "SELECT obj_description(c.oid) FROM pg_class c WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE "
        )
        told = connection.execute(f"{about} nspname = %s) AND relname = 'clashes'".encode(), (odd,)).fetchone()
    assert told is not None
    assert "100 % of %(it)s; :x 'quoted' \\" in told[0]


def test_faults_are_told_in_words_and_without_the_password(postgis: str, schema: str) -> None:
    base, _, name = postgis.rpartition("/")
    host = base.partition("@")[2]
    for statement in ("CREATE ROLE weak LOGIN", "CREATE DATABASE bare"):
        with psycopg.connect(postgis, autocommit=True) as connection:
            connection.execute(statement.encode())
    faults = {
        f"postgresql://atlas:sekret@{host}/nowhere": "there is no such database. Make it with: createdb nowhere",
        f"postgresql://nobody:sekret@{host}/{name}": 'the server refuses: role "nobody" does not exist',
        f"postgresql://weak:sekret@{host}/{name}": "weak may not do this .* GRANT CREATE ON DATABASE",
        f"postgresql://atlas:sekret@{host}/bare": "no PostGIS. .* CREATE EXTENSION postgis;",
        "postgresql://atlas:sekret@127.0.0.1:1/border": "no server answers there .* Check host and port",
        "postgresql://atlas:sekret@[::1/border": "no address of a PostgreSQL database",
        "postgresql://atlas:sek%ret@h/border": "no address of a PostgreSQL database",
        "mysql://atlas:sekret@h/border": "no address of a PostgreSQL database",
    }
    for address, words in faults.items():
        with pytest.raises((OutputError, UsageError), match=words) as caught:
            put(address, schema, part(clashes({})))
        assert "sekret" not in str(caught.value)
        assert "sek%ret" not in str(caught.value)


def test_a_database_that_others_hold_is_not_waited_for_for_ever(
    postgis: str, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(postgis, schema, part(clashes({})))
    monkeypatch.setattr("borderatlas.export.database._LOCK_S", 1)
    with psycopg.connect(postgis) as reader:
        reader.execute(f"SELECT * FROM {schema}.clashes".encode())
        with pytest.raises(OutputError, match=r"others have used a table .* Close the programs"):
            put(postgis, schema, part(clashes({})), overwrite=True)


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, schema: str) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "geoalchemy2":
            raise ModuleNotFoundError("No module named 'geoalchemy2'", name="geoalchemy2")
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"needs geoalchemy2.*pip install 'borderatlas\[postgis\]'"):
        put("postgresql://h/d", schema, part(clashes({})))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["postgis"], "needs a database: --to"),
        (["postgis", "--to", "postgresql://h/d", "-o", "x"], "writes no file"),
        (["csv", "--to", "postgresql://h/d"], "go with the format postgis"),
        (["postgi"], "did you mean postgis?"),
    ],
)
def test_options_that_do_not_go_together(root: Path, arguments: list[str], words: str) -> None:
    done = CliRunner().invoke(app, ["export", "--atlas", str(root), *arguments])
    assert isinstance(done.exception, UsageError)
    assert words in str(done.exception)


def test_the_command_names_the_tables(postgis: str, schema: str, root: Path) -> None:
    address = postgis.replace("atlas@", "atlas:sekret@")
    order = ["export", "postgis", "--atlas", str(root), "--to", address, "--schema", schema, "-l", "markets"]
    done = CliRunner().invoke(app, [*order, "--json"])
    told = json.loads(done.stdout)
    assert told["tables"] == [f"{schema}.markets", f"{schema}.layers", f"{schema}.sources"]
    assert told["database"] == postgis
    assert "sekret" not in done.output
    again = CliRunner().invoke(app, [*order, "--overwrite"])
    assert again.stdout.splitlines() == told["tables"]
    assert "reordered" in again.stderr


def test_gdal_and_qgis_of_debian_open_the_tables(
    postgis: str, schema: str, shipped: Atlas, ogrinfo: Callable[..., str], qgis: Callable[..., Any]
) -> None:
    shipped.export("postgis", to=postgis, schema=schema)
    user, _, rest = postgis.removeprefix("postgresql://").partition("@")
    host, _, port = rest.partition("/")[0].partition(":")
    server = f"host={host} port={port} user={user} dbname=border"
    told = ogrinfo(f"PG:{server} schemas={schema}")
    counts = {name: len(layer) for name, layer in shipped.layers.items()}
    for name, count in counts.items():
        layer = told.partition(f"Layer name: {name}\n")[2].partition("Layer name: ")[0]
        assert f"Feature Count: {count}\n" in layer
    assert "start_first: Date" in told
    assert 'ID["EPSG",4326]' in told
    seen = qgis("postgis.py", server, schema, "clashes", "Point")
    assert (seen["valid"], seen["crs"], seen["features"]) == (True, "EPSG:4326", 119)
    assert seen["types"]["start_first"] == "QDate"
    assert seen["types"]["disputed"] == "bool"
    assert seen["comments"]["precision_m"].startswith("Precision (m): ")
