"""The flat twin: what goes into a row comes out of it, whatever carries the row."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.layers.generated import features, features_of, layers_of, texts

from borderatlas.layers import LAYERS, Feature
from borderatlas.layers.faults import Spot
from borderatlas.layers.flat import RowReader, defuse, flat_columns, flat_table, from_row, to_row
from borderatlas.layers.flat.columns import DERIVED_PREFIX, NAME_PREFIX, PLACE_COLUMNS
from borderatlas.layers.flat.notation import read_list, read_text, write_list, write_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from borderatlas import Atlas
    from borderatlas.layers import LayerSchema

MODELS = [(schema, model) for schema in LAYERS.values() for model in schema.models.values()]
BY_KIND = pytest.mark.parametrize(("schema", "model"), MODELS, ids=[model.__name__ for _, model in MODELS])
FEW = settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)


def again(row: Mapping[str, object], schema: LayerSchema, feature: Feature) -> Feature:
    """The feature that a row holds, with the geometry that travels beside it."""
    reading = from_row(row, schema)
    assert [finding for finding in reading.findings if finding.level == "error"] == []
    assert reading.unknown == ()
    return schema.adapter.validate_python({**reading.properties, "geometry": feature.geometry})


def schema_of(feature: Feature) -> LayerSchema:
    return next(schema for schema in LAYERS.values() if feature.kind in schema.models)


def through_csv(row: Mapping[str, object], delimiter: str = ",") -> dict[str, str]:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(row), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(row)
    return next(csv.DictReader(io.StringIO(file.getvalue(), newline=""), delimiter=delimiter))


def as_spreadsheet(row: Mapping[str, Any]) -> dict[str, object]:
    """The cells as a spreadsheet hands them back: every number a float, every day and every month a time."""

    def cell(name: str, value: object) -> object:
        if isinstance(value, str) and f"{name}_first" in row:
            first = row[f"{name}_first"]
            return float(value) if len(value) == 4 and first.year > 999 else datetime(*first.timetuple()[:3])  # noqa: DTZ001
        if isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001
        return value

    return {name: cell(name, value) for name, value in row.items()}


@BY_KIND
def test_any_feature_comes_back_from_its_row(schema: LayerSchema, model: type[Feature]):
    @given(features_of(model))
    @FEW
    def comes_back(feature: Feature) -> None:
        row = to_row(feature)
        assert list(row) == [column.name for column in flat_columns([feature])]
        assert again(row, schema, feature) == feature

    comes_back()


@BY_KIND
def test_any_feature_comes_back_from_csv(schema: LayerSchema, model: type[Feature]):
    @given(features_of(model))
    @FEW
    def comes_back(feature: Feature) -> None:
        assert again(through_csv(to_row(feature)), schema, feature) == feature

    comes_back()


@BY_KIND
def test_any_feature_comes_back_from_a_spreadsheet(schema: LayerSchema, model: type[Feature]):
    @given(features_of(model))
    @FEW
    def comes_back(feature: Feature) -> None:
        assert again(as_spreadsheet(to_row(feature)), schema, feature) == feature

    comes_back()


@given(features())
@settings(max_examples=100, suppress_health_check=list(HealthCheck), deadline=None)
def test_blanks_line_ends_case_and_defused_formulas_change_nothing(feature: Feature):
    columns = {column.name: column for column in flat_columns([feature])}
    row = {
        name.upper(): f"  {defuse(cell, is_list=columns[name].form == 'list')}\u00a0".replace("\n", "\r\n")
        if isinstance(cell, str)
        else cell
        for name, cell in to_row(feature).items()
    }
    assert not any(cell.strip().startswith(("=", "+", "@")) for cell in row.values() if isinstance(cell, str))
    assert again(row, schema_of(feature), feature) == feature


def test_every_shipped_feature_comes_back(shipped: Atlas):
    for name, layer in shipped.layers.items():
        schema = LAYERS[name]
        for feature in layer:
            row = to_row(feature)
            for carried in (row, through_csv(row), through_csv(row, "\t"), as_spreadsheet(row)):
                assert again(carried, schema, feature) == feature
            nested = {column.name for column in flat_columns([feature]) if column.form in ("object", "objects")}
            facts = feature.properties()
            assert {name: json.loads(str(row[name])) for name in nested if row[name] is not None} == {
                name: facts[name] for name in nested if name in facts
            }


@pytest.mark.parametrize("schema", LAYERS.values(), ids=LAYERS)
def test_a_table_holds_the_cells_of_the_rows(schema: LayerSchema):
    @given(layers_of(schema))
    @settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
    def holds(made: list[Feature]) -> None:
        table = flat_table(made, schema)
        assert list(table.frame.columns) == [column.name for column in table.columns]
        cells = table.frame.astype(object).where(table.frame.notna(), None).to_dict("records")
        for feature, row, geometry in zip(made, cells, table.geometry, strict=True):
            own = to_row(feature)
            assert {name: cell for name, cell in row.items() if cell is not None} == {
                name: cell for name, cell in own.items() if cell is not None
            }
            assert geometry == feature.geometry
            assert again(row, schema, feature) == feature

    holds()


def test_names_of_columns_are_unmistakable():
    """No field is taken for a name in some language, for a place or for a border address, even in another case."""
    for schema in LAYERS.values():
        columns = flat_columns(schema, ["tg", "tg-Latn", "fa"])
        names = [column.name for column in columns]
        assert len({name.casefold() for name in names}) == len(names)
        assert not [c.name for c in columns if c.name.startswith((NAME_PREFIX, DERIVED_PREFIX)) and not c.key]
        assert not set(names) & set(PLACE_COLUMNS)


def test_a_field_is_of_one_type_in_all_layers():
    shapes: dict[str, set[object]] = {}
    for schema in LAYERS.values():
        for column in flat_columns(schema):
            shapes.setdefault(column.name, set()).add((column.type, column.form, column.items, column.unit))
    assert [name for name, found in shapes.items() if len(found) > 1] == []


@given(texts)
def test_text_is_written_as_it_is_unless_a_program_would_change_it(text: str):
    cell = write_text(text)
    assert read_text(cell) == text
    assert read_text(defuse(cell)) == text
    assert cell == cell.strip()
    assert "\r" not in cell
    if text == text.strip() and text.isprintable() and not text.startswith('"'):
        assert cell == text


@given(st.lists(texts, max_size=4))
def test_lists_keep_their_items(items: list[str]):
    cell = write_list(items)
    assert read_list(cell) == items
    if items:
        assert read_list(defuse(cell, is_list=True)) == items


def test_a_list_that_people_write_is_read():
    assert read_list(" Norway;Japan ;; Aga Khan\u00a0") == ["Norway", "Japan", "Aga Khan"]
    assert read_list(r"a\b; c\;d; e" + "\\") == [r"a\b", "c;d", "e\\"]
    assert read_text('"Sarigor"') == '"Sarigor"'
    assert read_text("two\r\nlines\r") == "two\nlines"


def reading_of(schema: str = "clashes", **cells: object) -> tuple[dict[str, Any], list[Any]]:
    reading = from_row(cells, LAYERS[schema])
    return reading.properties, reading.findings


def test_nothing_is_nothing_in_whatever_way_a_program_says_it():
    import pandas as pd

    blanks = [None, "", "  ", "\u00a0", float("nan"), np.float32("nan"), np.datetime64("NaT"), pd.NA, pd.NaT]
    for blank in blanks:
        row = dict.fromkeys(("injured", "start", "place", "disputed", "actors", "details"), blank)
        assert reading_of(**row) == ({}, [])
    for word in ("NaN", "None", "null", "N/A", "-"):
        assert reading_of(injured=word, start=word, disputed=word, details=word, status=word) == ({}, [])
    assert reading_of(place="None") == ({"place": "None"}, [])


def test_columns_are_known_in_another_case_cut_or_renamed():
    row = {
        "ID": "a", "Kind": "Exchange of fire", "NAME_TG_LATN": "Panj", "Place Level": "Near", "precision_": 5000.0,
        "fatalities": 3, "FATAL_LOW": 1.0, "STATUS": "under construction", "geometry": b"", "border_km": 3,
        "Remark": "x",
    }  # fmt: skip
    reading = from_row(row, LAYERS["clashes"], renamed={"FATAL_LOW": "fatalities_low"})
    assert reading.properties == {
        "id": "a",
        "kind": "exchange_of_fire",
        "names": {"tg-Latn": "Panj"},
        "place_level": "near",
        "precision_m": 5000.0,
        "fatalities_low": 1,
        "status": "under_construction",
    }
    assert reading.unknown == ("fatalities", "Remark")


def test_columns_that_are_not_read_are_told():
    reader = RowReader(LAYERS["clashes"], ["id", "Id", "sumary"])
    told = {(finding.code, finding.field, finding.level) for finding in reader.findings(Spot("clashes", "a.csv", ""))}
    assert told == {("column-unknown", "sumary", "warning"), ("column-repeated", "Id", "warning")}
    assert any("Did you mean summary?" in finding.hint for finding in reader.findings(Spot("clashes", "a.csv", "")))


@pytest.mark.parametrize(
    ("layer", "column", "asked"),
    [
        ("clashes", "Date", "Did you mean start? Then say --field start=Date."),
        ("clashes", "killed", "Did you mean fatalities_best?"),
        ("crossings", "killed", "It is not read."),
        ("crossings", "type", "Did you mean kind?"),
    ],
)
def test_a_column_of_the_usual_name_is_asked_about_and_not_taken_for_granted(layer: str, column: str, asked: str):
    reader = RowReader(LAYERS[layer], ["id", column])
    (finding,) = reader.findings(Spot(layer, "a.csv", ""))
    assert finding.hint.startswith(asked)
    assert reader.read({"id": "a", column: "2018"}, Spot(layer, "a.csv", "")).properties == {"id": "a"}


def test_names_in_one_cell_are_read_too():
    assert reading_of(names='{"tg": "Панҷ"}', name_ru="Пяндж")[0]["names"] == {"tg": "Панҷ", "ru": "Пяндж"}


def test_lists_that_formats_keep_as_lists_are_read():
    for cell in (["a", "b"], np.array(["a", "b"], dtype=object), '[ "a", "b" ]', "a; b", ("a", "b")):
        assert reading_of(actors=cell) == ({"actors": ["a", "b"]}, [])
    assert reading_of("movements", people_alternatives="5000; 10 000")[0] == {"people_alternatives": [5000, 10000]}
    assert reading_of("crossings", carries="Road; rail")[0] == {"carries": ["road", "rail"]}


@pytest.mark.parametrize(
    ("column", "cell", "code", "words"),
    [
        ("injured", "12.5", "cell-unreadable", "Round it"),
        ("injured", "1.234", "cell-unreadable", "1234 or 1.234"),
        ("injured", "1.2E+05", "cell-unreadable", "cut its digits"),
        ("injured", float(2**60), "cell-unreadable", "last digits"),
        ("injured", True, "cell-unreadable", "bare number"),
        ("precision_m", "5 km", "cell-unreadable", "unit is fixed"),
        ("precision_m", "1,234", "cell-unreadable", "1234 or 1.234"),
        ("precision_m", "inf", "cell-unreadable", "bare number"),
        ("precision_m", "1e999", "cell-unreadable", "finite"),
        ("injured", "9" * 5000, "cell-unreadable", "too long"),
        ("disputed", "perhaps", "cell-unreadable", "yes or no"),
        ("start", "31/02/2024", "date-invalid", "2018-08-29"),
        ("start", "05/06/2018", "date-invalid", "2018-05-06 or 2018-06-05"),
        ("start", 43341.0, "date-invalid", "day number"),
        ("start", "2018-08-28T19:00:00Z", "date-invalid", "time zone"),
        ("start", "Aug-18", "date-invalid", "as text"),
        ("details", "{a: 1}", "cell-unreadable", "double quotes"),
        ("details", "[1]", "cell-unreadable", "another row"),
        ("details", '{"a": 1, "a": 2}', "cell-unreadable", "double quotes"),
        ("details", '{"a": NaN}', "cell-unreadable", "double quotes"),
        ("details", '{"a":' * 100_000, "cell-unreadable", "double quotes"),
        ("timeline", "{}", "cell-unreadable", "another row"),
        ("place", ["a"], "cell-unreadable", "one text"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_finding(column: str, cell: object, code: str, words: str):
    properties, findings = reading_of(**{"id": "a", column: cell})
    assert properties == {"id": "a"}
    (finding,) = findings
    assert (finding.code, finding.level, finding.field) == (code, "error", column)
    assert words in finding.hint
    assert finding.expected
    assert finding.value


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12.0", 12), ("12.00", 12), (12.0, 12), ("1,234", 1234), ("1 234", 1234), ("1\u00a0234", 1234),
        ("1'234", 1234),
        ("1.234.567", 1234567), ("۱۲", 12), ("+7", 7), (np.int64(5), 5), (np.float64(5), 5), (str(10**30), 10**30),
        ("12.00000000", 12), (" 12 ", 12), ("\u200f12", 12),
    ],
)  # fmt: skip
def test_whole_numbers_are_read(cell: object, number: int):
    properties, findings = reading_of(injured=cell)
    assert (properties, findings) == ({"injured": number}, [])
    assert type(properties["injured"]) is int


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12,5", 12.5), ("0,123", 0.123), ("12,3456", 12.3456), ("1.234,5", 1234.5), ("1,234.5", 1234.5),
        ("1 234,5", 1234.5), ("1.234", 1.234), ("1,234,567", 1234567), ("1e3", 1000), ("٣٫٥", 3.5), (".5", 0.5),
    ],
)  # fmt: skip
def test_numbers_are_read_where_they_can_be_read_in_one_way(cell: object, number: float):
    assert reading_of(precision_m=cell) == ({"precision_m": number}, [])


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2018, 8, 29), "2018-08-29"),  # noqa: DTZ001
        (datetime(2018, 8, 29, 23, 59), "2018-08-29"),  # noqa: DTZ001
        (date(2018, 8, 29), "2018-08-29"),
        (np.datetime64("2018-08-29T00:00:00.000000000"), "2018-08-29"),
        ("2018-08-29T00:00:00Z", "2018-08-29"),
        ("2018-08-29 00:00:00.000", "2018-08-29"),
        ("2018-08-29T00:00:00+05:00", "2018-08-29"),
        ("2018/08/29", "2018-08-29"),
        ("29.08.2018", "2018-08-29"),
        ("29/08/2018", "2018-08-29"),
        ("08/29/2018", "2018-08-29"),
        ("05/05/2018", "2018-05-05"),
        ("20180829", "2018-08-29"),
        ("29 August 2018", "2018-08-29"),
        ("Aug 29, 2018", "2018-08-29"),
        ("August 2018", "2018-08"),
        ("2018-8", "2018-08"),
        ("08/2018", "2018-08"),
        (2018, "2018"),
        (2018.0, "2018"),
        ("2018.0", "2018"),
        ("۲۰۱۸-۰۸", "2018-08"),
    ],
)
def test_dates_are_read_without_moving_a_day(cell: object, day: str):
    assert reading_of(start=cell) == ({"start": day}, [])


def test_a_month_that_became_a_day_is_a_month_again_where_the_row_still_tells():
    row = {"start": datetime(2018, 8, 1), "start_first": date(2018, 8, 1), "start_last": "2018-08-31"}  # noqa: DTZ001
    properties, (warning,) = reading_of(**row)
    assert properties == {"start": "2018-08"}
    assert (warning.code, warning.level) == ("date-widened", "warning")
    for edited in ({"start": "2018-08-02"}, {"start_last": None}, {"start_last": "2018-08-01"}):
        assert len(reading_of(**(row | edited))[0]["start"]) == 10
        assert reading_of(**(row | edited))[1] == []


@pytest.mark.parametrize("yes", [True, 1, 1.0, "TRUE", "1", "yes", "Ja", "да", "بله", "T"])
@pytest.mark.parametrize("no", [False, 0, 0.0, "false", "0", "No", "nein", "не", "F"])
def test_booleans_are_read_in_several_tongues(yes: object, no: object):
    assert reading_of(disputed=yes) == ({"disputed": True}, [])
    assert reading_of(disputed=no) == ({"disputed": False}, [])


def test_what_a_spreadsheet_made_of_text_becomes_text_again():
    assert reading_of(place=12.0, country=2018, province=True, district=date(2018, 8, 29))[0] == {
        "place": "12",
        "country": "2018",
        "province": "true",
        "district": "2018-08-29",
    }
