"""Small borders with answers that can be worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
import shapely
from tests.measures.made import BANKS, EQUATOR, attack, cells, feature

from borderatlas.border import Border
from borderatlas.errors import UsageError
from borderatlas.layers import LAYERS as SCHEMAS
from borderatlas.measures.survey import Survey
from borderatlas.measures.tables import measure

CROSSINGS = [
    feature("crossings", "crossing", "west-post", 20, 1, status="open"),
    feature("crossings", "crossing", "middle-post", 99, 2, status="closed"),
    feature("crossings", "crossing", "east-post", 140, 1, status="open"),
    feature("crossings", "crossing", "lost-post", None, status="planned"),
    feature("crossings", "bridge", "west-bridge", 20.2, status="open"),
    feature("crossings", "bridge", "joint-bridge", 50, 3, status="planned"),
]
MARKETS = [feature("markets", "market", "east-market", 141, 0.5), feature("markets", "market", "lost-market", None)]
CLASHES = [
    attack("sharp", 10, 1, start="2020-02-03", fatalities_low=1, fatalities_best=2, fatalities_high=4),
    attack("joint", 50, 5, start="2020-05", fatalities_best=10),
    attack("silent", 30, 1, start="2021", fatalities_low=None),
    attack("undated", 120, 1, fatalities_low=3),
    attack("lost", None, start="2020-12-30", end="2021-01-02"),
    attack("none-died", 200, 1, start="2018-11-30", fatalities_low=0, fatalities_best=0, fatalities_high=0),
]
LAYERS = {"crossings": CROSSINGS, "markets": MARKETS, "clashes": CLASHES}


def survey(section_km: float = 50, counted: list[str] | None = None) -> Survey:
    return Survey.of(EQUATOR, LAYERS, counted, section_km, BANKS)


def test_sections_go_to_the_end_of_the_line_and_what_lies_in_none_of_them_is_named() -> None:
    table = measure(survey(), "section")
    assert cells(table, "section", "km_from", "km_to", "length_km", "section_note") == [
        (1, 0, 50, 50, None),
        (2, 50, 100, 50, None),
        (3, 100, 150, 50, None),
        (4, 150, 200, 50, None),
        (5, 200, 222.639, 22.639, None),
        (None, None, None, None, "several sections"),
        (None, None, None, None, "no place along the line"),
    ]
    assert cells(table, "events_certain", "events_possible") == [
        (2, 3),
        (0, 1),
        (1, 1),
        (0, 1),
        (0, 1),
        (2, 2),  # joint, and the one at km 200, give or take 1
        (1, 1),
    ]
    assert set(table["line_version"]) == {"made"}


def test_sites_are_counted_by_section_too() -> None:
    table = measure(survey(), "section")
    assert cells(table, "bridges_certain", "bridges_possible") == [
        (1, 2),
        (0, 1),
        (0, 0),
        (0, 0),
        (0, 0),
        (1, 1),
        (0, 0),
    ]
    assert table["crossing_points_certain"].tolist() == [1, 0, 1, 0, 0, 1, 1]
    assert table["crossing_points_possible"].tolist() == [1, 1, 2, 0, 0, 1, 1]
    assert table["ferries_possible"].sum() == 0
    assert table["markets_certain"].tolist() == [0, 0, 1, 0, 0, 0, 1]
    assert cells(table.head(5), "longest_gap_km") == [(79,), (79,), (41,), (None,), (None,)]


def test_deaths_that_nobody_states_are_no_zeros() -> None:
    table = measure(survey(), "section")
    columns = ("deaths_low", "deaths_best", "deaths_high", "deaths_not_stated")
    assert cells(table, *columns) == [
        (1, 2, 4, 1),  # sharp; silent states none
        (None, None, None, 0),
        (3, 3, 3, 0),  # one count alone is all three
        (None, None, None, 0),
        (None, None, None, 0),
        (10, 10, 10, 0),
        (None, None, None, 1),
    ]
    assert cells(table.head(2), *(f"{name}_possible" for name in columns)) == [(11, 12, 14, 1), (10, 10, 10, 0)]
    assert cells(measure(survey(), "year").head(1), "year", *columns) == [(2018, 0, 0, 0, 0)]


def test_the_last_event_is_the_newest_that_is_dated() -> None:
    table = measure(survey(), "section")
    assert cells(table, "last_event", "last_event_id") == [
        ("2021", "silent"),
        (None, None),
        (None, None),
        (None, None),
        (None, None),
        ("2020-05", "joint"),
        ("2020-12-30/2021-01-02", "lost"),
    ]
    assert cells(table.iloc[1:3], "last_event_possible") == [("2020-05",), (None,)]


def test_of_events_that_begin_on_one_day_the_one_known_most_sharply_is_the_newest() -> None:
    dates = {"month": "2020-05", "a-day": "2020-05-01", "b-day": "2020-05-01", "year": "2020", "earlier": "2020-04-30"}
    events = [attack(name, 10, start=date) for name, date in dates.items()]
    assert [event["id"] for event in measure(Survey.of(EQUATOR, {"clashes": events}), "event").to_dict("records")] == [
        *("year", "earlier", "month", "a-day", "b-day")
    ]
    assert measure(Survey.of(EQUATOR, {"clashes": events}), "kind")["last_event_id"].tolist() == ["b-day"]


def test_provinces_cut_the_line_where_either_bank_changes() -> None:
    table = measure(survey(), "province")
    assert cells(table.dropna(subset="province"), "km_from", "km_to", "province_nor", "province_sur_code") == [
        (0, 60, "One", "SU-1"),
        (60, 100, "One", "SU-2"),
        (100, 222.639, "Two", "SU-2"),
    ]
    assert table["events_certain"].sum() == len(CLASHES)


@pytest.mark.parametrize(("km", "note"), [(57.5, None), (58.5, "several provinces"), (61.5, "several provinces")])
def test_a_kilometre_between_provinces_is_no_sharper_than_its_file_says(km: float, note: str | None) -> None:
    table = measure(Survey.of(EQUATOR, {"clashes": [attack("near", km)]}, banks=BANKS), "province")
    assert cells(table[table["events_certain"] == 1], "province_note") == [(note,)]


def test_sections_name_the_provinces_on_both_banks() -> None:
    table = measure(survey(), "section")
    assert table["province_sur"].tolist()[:3] == ["Uno", "Uno / Dos", "Dos"]
    assert table["province_nor_code"].tolist()[:3] == ["NO-1", "NO-1", "NO-2"]


def test_each_crossing_point_has_the_stretch_that_is_nearest_to_it() -> None:
    table = measure(survey(), "crossing")
    assert cells(table, "crossing_id", "crossing_status", "km_from", "km_to", "crossing_note") == [
        ("west-post", "open", 0, 59.5, None),
        ("middle-post", "closed", 59.5, 119.5, None),
        ("east-post", "open", 119.5, 222.639, None),
        ("lost-post", "planned", None, None, "no place along the line"),
        (None, None, None, None, "several crossings"),
        (None, None, None, None, "no place along the line"),
    ]
    assert cells(table, "events_certain") == [(3,), (0,), (1,), (None,), (1,), (1,)]
    gaps = cells(table, "gap_before_km", "gap_after_km", "gap_after_km_least", "gap_after_km_most")
    assert gaps == [(None, 79, 76, 82), (79, 41, 38, 44), (41, None, None, None), *[(None,) * 4] * 3]
    assert cells(table, "border_km", "border_km_from", "border_km_to")[1] == (99, 97, 101)


def test_crossings_without_a_place_are_no_neighbours() -> None:
    lonely = {"clashes": CLASHES, "crossings": [CROSSINGS[3]]}
    with pytest.raises(UsageError, match="No crossing point has a place"):
        measure(Survey.of(EQUATOR, lonely), "crossing")


def test_where_two_crossings_may_change_places_neither_is_the_nearest_for_certain() -> None:
    posts = [feature("crossings", "crossing", "a", 100, 1), feature("crossings", "crossing", "b", 101, 20)]
    layers = {"crossings": posts, "clashes": [attack("east", 200), attack("west", 10)]}
    table = measure(Survey.of(EQUATOR, layers), "crossing")
    assert table["events_certain"].tolist() == [0, 0, 2]
    assert table["events_possible"].tolist() == [2, 2, 2]


def test_years_go_on_without_a_gap_and_the_undated_are_named() -> None:
    assert cells(measure(survey(), "year"), "year", "events_certain", "events_possible", "year_note") == [
        (2018, 1, 1, None),
        (2019, 0, 0, None),
        (2020, 2, 3, None),
        (2021, 1, 2, None),
        (None, 1, 1, "several years"),
        (None, 1, 1, "no date"),
    ]


def test_a_month_counts_for_its_quarter_and_a_year_possibly_for_each() -> None:
    table = measure(survey(), "quarter").set_index("quarter")
    assert cells(table.loc[["2020-Q1", "2020-Q2", "2020-Q4"]], "events_certain", "events_possible") == [
        (1, 1),
        (1, 1),
        (0, 1),
    ]
    assert cells(table.loc["2021-Q1":"2021-Q4"], "events_certain", "events_possible") == [
        (0, 2),
        (0, 1),
        (0, 1),
        (0, 1),
    ]
    assert list(table.index[:3]) == ["2018-Q4", "2019-Q1", "2019-Q2"]
    assert table["events_certain"].sum() == len(CLASHES)


def test_kinds_and_statuses_say_how_many_are_placed_and_dated() -> None:
    assert cells(measure(survey(), "kind"), "kind", "events_certain", "events_placed", "events_dated") == [
        ("attack", 6, 5, 5)
    ]
    table = measure(survey(counted=["crossings", "markets"]), "status")
    assert cells(table, "status", "features_certain", "features_placed") == [
        ("open", 3, 3),
        ("closed", 1, 1),
        ("planned", 2, 1),
        (None, 2, 1),
    ]
    assert not [name for name in table if "deaths" in name]


def test_combinations_count_crossings_by_section_kind_and_status() -> None:
    table = measure(survey(counted=["crossings"]), ["section", "kind", "status"])
    assert cells(table, "section", "kind", "status", "features_certain", "features_possible", "section_note") == [
        (1, "bridge", "open", 1, 1, None),
        (1, "bridge", "planned", 0, 1, None),
        (1, "crossing", "open", 1, 1, None),
        (2, "bridge", "planned", 0, 1, None),
        (2, "crossing", "closed", 0, 1, None),
        (3, "crossing", "open", 1, 1, None),
        (3, "crossing", "closed", 0, 1, None),
        (None, "bridge", "planned", 1, 1, "several sections"),
        (None, "crossing", "closed", 1, 1, "several sections"),
        (None, "crossing", "planned", 1, 1, "no place along the line"),
    ]


def test_an_event_is_certain_in_a_combination_only_where_it_is_so_in_each() -> None:
    table = measure(survey(), ["section", "year"])
    found = {
        row[:4]: row[4:]
        for row in cells(table, "section", "section_note", "year", "year_note", "events_certain", "events_possible")
    }
    assert found[(1, None, 2020, None)] == (1, 2)
    assert found[(2, None, 2020, None)] == (0, 1)
    assert found[(None, "several sections", 2020, None)] == (1, 1)
    assert found[(None, "no place along the line", None, "several years")] == (1, 1)
    assert table["events_certain"].sum() == len(CLASHES)


def test_each_event_has_its_nearest_crossing_and_market_along_the_line_and_straight() -> None:
    table = measure(survey(), "event").set_index("id")
    assert list(table.index) == ["none-died", "sharp", "joint", "lost", "silent", "undated"]
    way = [f"nearest_crossing{end}" for end in ("_id", "_status", "_km", "_km_least", "_km_most", "_certain")]
    assert cells(table.loc[["sharp", "undated", "lost"]], *way) == [
        ("west-post", "open", 10, 8, 12, True),
        ("east-post", "open", 20, 18, 22, False),  # hardly nearer than the middle post
        (None, None, None, None, None, None),
    ]
    assert cells(table.loc[["sharp"]], "nearest_market_id", "nearest_market_km") == [("east-market", 131)]
    straight = cells(table.loc[["sharp"]], *(f"nearest_market_straight_km{end}" for end in ("", "_least", "_most")))
    assert straight == [(131, 129.5, 132.5)]
    assert cells(table.loc[["joint"]], "deaths_low", "deaths_best", "deaths_high") == [(None, 10, None)]


def test_straight_and_along_the_line_may_lead_to_different_crossings() -> None:
    hairpin = Border(shapely.LineString([(0, 0), (1, 0), (1, 0.1), (0, 0.1)]))
    common = {"kind": "crossing", "sources": ["a-source"], "precision_m": 10}
    read = SCHEMAS["crossings"].adapter.validate_python
    posts = [
        read({**common, "id": "along", "name": "Along", "geometry": shapely.Point(0.5, 0)}),
        read({**common, "id": "over", "name": "Over", "geometry": shapely.Point(0, 0.1)}),
    ]
    event = SCHEMAS["clashes"].adapter.validate_python(
        {**common, "kind": "attack", "id": "event", "name": "Event", "geometry": shapely.Point(0, 0)}
    )
    table = measure(Survey.of(hairpin, {"crossings": posts, "clashes": [event]}), "event")
    assert cells(table, "nearest_crossing_id", "nearest_crossing_straight_id") == [("along", "over")]


def test_the_types_say_what_is_unknown() -> None:
    table = measure(survey(), "section")
    kinds = {str(dtype) for dtype in table.dtypes}
    assert kinds == {"Int64", "Float64", "string"}
    assert isinstance(table["deaths_low"].iloc[1], type(pd.NA))
    assert measure(survey(), "event")["nearest_crossing_certain"].dtype == "boolean"


def test_without_anything_to_count_there_are_sections_of_nothing() -> None:
    table = measure(Survey.of(EQUATOR, {"clashes": []}), "section")
    assert table["events_certain"].tolist() == [0] * 5
    assert len(measure(Survey.of(EQUATOR, {"clashes": []}), "year")) == 0
    assert len(measure(Survey.of(EQUATOR, {"clashes": []}), "event")) == 0


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ("week", "no table by 'week'. Expected section, province"),
        ([], "Name what the table is by"),
        (["year", "year"], "each once"),
        (["section", "province"], "by section or by province, not by both"),
        (["year", "quarter"], "by year or by quarter, not by both"),
        (["event", "year"], "one row per event"),
    ],
)
def test_a_table_that_there_is_not(by: str | list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        measure(survey(), by)


def test_a_layer_that_there_is_not() -> None:
    with pytest.raises(UsageError, match=r"no layer 'clash'.* crossings, markets, clashes"):
        survey(counted=["clash"])


def test_provinces_that_are_not_known() -> None:
    with pytest.raises(UsageError, match="provinces along the banks are not known"):
        measure(Survey.of(EQUATOR, LAYERS), "province")
