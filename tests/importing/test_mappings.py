"""Mappings: by `--field`, saved in `atlas.toml`, by names of columns; and what rows at fault lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.importing.made import UCDP, bring, edit, features, layer_file, plan, ucdp, write_csv
from tests.layers.generated import layers_of

from borderatlas import Atlas
from borderatlas.errors import LayerError, SettingsError, UsageError
from borderatlas.layers import LAYERS, dump_layer
from borderatlas.layers.flat import flat_columns, to_row
from borderatlas.project import FieldRule, open_project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from borderatlas.layers import Feature

KEY = "24-kg-2022"
"""A source that the shipped atlas has."""


def rows(folder: Path, *lines: str, name: str = "rows.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def save(folder: Path, text: str) -> None:
    """Put a mapping into the settings."""
    path = folder / "geodata/atlas.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")


def test_fields_by_column_and_by_constant(copy: Path) -> None:
    path = rows(copy, "Nr,Where,Längengrad,Breitengrad", "made-1,Made up,70.82,38.46")
    fields = {"id": "Nr", "name": "Where", "lon": "Längengrad", "lat": "Breitengrad", "kind": "=market"}
    made = bring(copy, path, "markets", fields={**fields, "precision_m": "=5000"}, source_key=KEY)
    assert made.mapping == ""
    feature = features(copy, "markets")["made-1"]
    assert feature["geometry"]["coordinates"] == [70.82, 38.46]
    assert feature["properties"]["kind"] == "market"
    assert feature["properties"]["sources"] == [KEY]
    assert plan(copy, path, "markets", fields={**fields, "precision_m": "=5000"}, source_key=KEY).files == {}


def test_an_empty_cell_of_a_mapped_file_clears_nothing(copy: Path) -> None:
    bridge = "bridge-darvoz-ruzvay-nusai"
    before = features(copy, "crossings")[bridge]["properties"]
    path = rows(copy, "Nr,State,What", f"{bridge},closed,")
    bring(copy, path, "crossings", fields={"id": "Nr", "status": "State", "summary": "What"})
    after = features(copy, "crossings")[bridge]["properties"]
    assert after == before | {"status": "closed"}


SAVED = """
[imports.border-force]
layer = "clashes"
source = "24-kg-2022"
id_prefix = "bf"

[imports.border-force.fields]
id = "No"
name = "Place"
lon = "X"
lat = "Y"
kind = { column = "Type", values = { raid = "attack", fire = "exchange_of_fire" }, otherwise = "leave out" }
start = { column = "Date", date = "%d/%m/%Y" }
injured = { column = "Hurt", unknown = ["-1"] }
actors = { column = ["Who", "Whom"], every = true }
precision_m = [{ column = "Radius", decimal = "," }, { constant = 5000 }]
"names.tg" = "Ном"
"details.log" = "Log"
"""


def test_a_saved_mapping_translates_words_dates_and_numbers(copy: Path) -> None:
    save(copy, SAVED)
    path = rows(
        copy,
        "No;Place;X;Y;Type;Date;Hurt;Who;Whom;Radius;Ном;Log",
        '1;Made up;70.82;38.46;RAID;03/04/2021;-1;A;B;"1.250,5";Ном;07',
        "2;Made up;70.82;38.46;fire;03/05/2021;2;A;;;;",
        "3;Made up;70.82;38.46;fair;03/05/2021;2;A;;;;",
    )
    made = bring(copy, path, mapping="border-force")
    assert made.left_out == {"Type is fair": 1}
    one, two = (features(copy)[f"bf-{number}"]["properties"] for number in (1, 2))
    assert (one["kind"], one["start"], one["actors"], one["precision_m"]) == (
        "attack",
        "2021-04-03",
        ["A", "B"],
        1250.5,
    )
    assert (one["names"], one["details"], "injured" in one) == ({"tg": "Ном"}, {"log": "07"}, False)
    assert (two["precision_m"], two["injured"], two["dataset"]) == (5000, 2, KEY)
    edit(copy, "bf-2", injured=3)
    assert plan(copy, path, mapping="border-force").files == {}


def test_a_saved_mapping_may_change_a_ready_made_one(copy: Path) -> None:
    save(
        copy, '[imports.ged-near]\nlike = "ucdp-ged"\nwithin_km = 5\nfields = { relation = { constant = "context" } }\n'
    )
    path = write_csv(copy / "ged.csv", UCDP, [ucdp(1), ucdp(2, latitude=38.7)])
    made = bring(copy, path, mapping="ged-near")
    assert (made.rows["added"], made.left_out) == (1, {"over 5 km from the line": 1})
    assert features(copy)["ucdp-1001"]["properties"]["relation"] == "context"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[imports.a]\nlayer = "clashs"\n', "no layer 'clashs'"),
        ('[imports.a]\nfields = { name = { colum = "A" } }\n', "colum"),
        ("[imports.a]\nfields = { name = [] }\n", "name"),
        ('[imports.a]\nfield = { name = "A" }\n', "did you mean fields"),
    ],
)
def test_settings_that_are_at_fault_are_told(copy: Path, text: str, words: str) -> None:
    save(copy, text)
    with pytest.raises(SettingsError, match=words):
        open_project(copy)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"mapping": "ucdp-get"}, "did you mean ucdp-ged"),
        ({"fields": {"nam": "Where"}}, "did you mean name"),
        ({"fields": {"name": "Wo"}}, "None of the columns"),
        ({"source_key": "nobody"}, "no source 'nobody'"),
        ({}, "no column is called like a field"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(copy: Path, options: dict, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        plan(copy, rows(copy, "Nr,Where", "1,Here"), "markets", **options)


def test_there_is_no_such_layer(copy: Path) -> None:
    with pytest.raises(UsageError, match="no layer 'bridges'"):
        plan(copy, rows(copy, "id,name", "a,b"), "bridges")


def test_a_layer_at_fault_takes_nothing_in(copy: Path) -> None:
    edit(copy, "bridge-darvoz-ruzvay-nusai", "crossings", status="colsed")
    with pytest.raises(LayerError, match="colsed"):
        plan(copy, rows(copy, "id,status", "a,open"), "crossings")


def test_all_rows_at_fault_are_named_by_their_number_and_the_others_may_come_in(copy: Path) -> None:
    head = "id,kind,name,start,injured,lon,lat,precision_m,sources"
    lines = [
        f"made-1,attack,Good,2020-05-01,1,70.82,38.46,5000,{KEY}",
        f"made-2,atack,Bad kind,2020-05-01,1,70.82,38.46,5000,{KEY}",
        f"made-3,attack,Bad day,31/02/2020,1,70.82,38.46,5000,{KEY}",
        f"made-4,attack,Bad number,2020-05-01,many,70.82,38.46,5000,{KEY}",
        "made-5,attack,Bad source,2020-05-01,1,70.82,38.46,5000,nobody",
        f"made-1,attack,Twice,2020-05-01,1,70.82,38.46,5000,{KEY}",
        f"made-7,attack,Bad place,2020-05-01,1,east,38.46,5000,{KEY}",
    ]
    path = rows(copy, head, *lines)
    made = plan(copy, path)
    assert made.refused
    found = {(finding.feature.split(" (")[0], finding.code) for finding in made.errors}
    assert found == {
        ("line 3", "kind-unknown"),
        ("line 4", "date-invalid"),
        ("line 5", "cell-unreadable"),
        ("line 6", "source-unknown"),
        ("line 7", "id-duplicate"),
        ("line 8", "place-contradicted"),
    }
    with pytest.raises(UsageError, match="--skip-faulty"):
        made.write()
    plan(copy, path, skip_faulty=True).write()
    assert [name for name in features(copy) if name.startswith("made-")] == ["made-1"]


def test_rows_without_ids_get_them_and_do_not_multiply(copy: Path) -> None:
    head = "kind,name,start,lon,lat,precision_m,sources"
    path = rows(
        copy,
        head,
        f"attack,Made up,2020-05-01,70.82,38.46,5000,{KEY}",
        f"attack,Made up,2020-05-01,70.92,38.46,5000,{KEY}",
        f"attack,Мост,2020-05-02,70.92,38.46,5000,{KEY}",
    )
    before = set(features(copy))
    bring(copy, path)
    new = sorted(set(features(copy)) - before)
    assert len(new) == 3
    assert [name[:18] for name in new[:2]] == ["2020-05-01-made-up"] * 2
    assert new[2].startswith("2020-05-02-x")
    assert plan(copy, path).files == {}
    other = rows(copy, head, f"attack,Made up,2020-05-01,70.82,38.47,5000,{KEY}")
    made = plan(copy, other)
    assert made.rows["added"] == 1
    assert "likely-known" in {finding.code for finding in made.findings}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.data())
def test_any_layer_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, root: Path, data: st.DataObject
) -> None:
    import shutil

    schema = data.draw(st.sampled_from(list(LAYERS.values())))
    drawn: Sequence[Feature] = data.draw(layers_of(schema, 4))
    folder = tmp_path_factory.mktemp("any")
    shutil.copytree(root / "geodata", folder / "geodata", ignore=shutil.ignore_patterns("recipes"))
    layer_file(folder, schema.name).write_bytes(dump_layer(drawn))
    stored = Atlas.open(folder).project
    assert stored.settings.layers[schema.name]
    columns = [column.name for column in flat_columns(drawn or list(schema.models.values()))]
    found = [{**to_row(each), "wkt": each.geometry.wkt if each.geometry else ""} for each in drawn]
    order = data.draw(st.permutations(found))
    path = write_csv(folder / "rows.csv", [*columns, "wkt"], order)
    made = plan(folder, path, schema.name)
    assert made.errors == ()
    assert made.files == {}, made.diff.to_json()


def test_a_rule_is_a_column_a_table_or_a_list_of_both(copy: Path) -> None:
    save(copy, SAVED)
    fields = open_project(copy).settings.imports["border-force"].fields
    assert fields["name"] == (FieldRule(column=("Place",)),)
    assert fields["precision_m"] == (FieldRule(column=("Radius",), decimal=","), FieldRule(constant=5000))
