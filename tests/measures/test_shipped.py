"""What the shipped atlas measures. The counts follow its layers: they change when the layers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.measures.made import cells

if TYPE_CHECKING:
    from borderatlas import Atlas
    from borderatlas.measures import By

TABLES: list[By] = ["section", "province", "crossing", "year", "quarter", "kind", "status"]


@pytest.mark.parametrize("by", TABLES)
def test_every_table_counts_every_event_once(shipped: Atlas, by: By) -> None:
    table = shipped.measures(by)
    assert table["events_certain"].sum() == len(shipped.layers["clashes"]) == 119
    silent = [
        event
        for event in shipped.layers["clashes"]
        if event.fatalities_low is event.fatalities_best is event.fatalities_high is None  # type: ignore[attr-defined]
    ]
    assert table["deaths_not_stated"].sum() == len(silent) == 15


def test_what_has_no_date_and_no_place_is_told(shipped: Atlas) -> None:
    clashes = shipped.layers["clashes"]
    years, sections = (shipped.measures(by).set_index(f"{by}_note")["events_certain"] for by in ("year", "section"))
    assert years["no date"] == sum(event.start is None and event.end is None for event in clashes) == 11
    assert sections["no place along the line"] == sum(event.geometry is None for event in clashes) == 25


def test_sections_and_provinces_are_as_long_as_the_line(shipped: Atlas) -> None:
    sections, provinces = shipped.measures("section"), shipped.measures("province")
    assert sections["length_km"].sum() == provinces["length_km"].sum() == pytest.approx(1343.956, abs=0.001)
    assert sections["section"].count() == 27
    assert cells(provinces.dropna(subset="province"), "km_from", "km_to", "province_tjk_code", "province_afg_code") == [
        (0, 43.4, "TJ-KT", "AF-BAL"),
        (43.4, 206, "TJ-KT", "AF-KDZ"),
        (206, 345.5, "TJ-KT", "AF-TAK"),
        (345.5, 456.7, "TJ-KT", "AF-BDS"),
        (456.7, 1343.956, "TJ-GB", "AF-BDS"),
    ]


def test_crossing_points_stand_where_they_are_known_to_from_west_to_east(shipped: Atlas) -> None:
    table = shipped.measures("crossing").dropna(subset="crossing_id")
    order = [name.removeprefix("crossing-") for name in table["crossing_id"]]
    assert order == [
        *("panji-poyon", "kokul-ai-khanoum", "shohon-khohon", "ruzvay-nusai", "khumrogi-jamarj", "tem-demogan"),
        *("ishkashim", "langar", "kyzylrabot-little-pamir", "qubodiyon"),
    ]
    assert table["border_km"].iloc[0] == pytest.approx(111, abs=1)
    assert cells(table, "crossing_note")[-2:] == [(None,), ("no place along the line",)]
    assert table["gap_after_km"].iloc[0] == pytest.approx(227.9 - 112.0, abs=0.1)


def test_the_sites_of_a_section(shipped: Atlas) -> None:
    third = shipped.measures("section").iloc[2]
    assert (third["km_from"], third["km_to"]) == (100, 150)
    assert (third["bridges_certain"], third["crossing_points_certain"], third["ferries_certain"]) == (2, 1, 1)


def test_seizures_of_crossings_by_quarter(shipped: Atlas) -> None:
    table = shipped.measures(["quarter", "kind"])
    seizures = table[table["kind"] == "seizure_of_crossing"].set_index("quarter")["events_certain"]
    assert seizures.to_dict() == {"2018-Q3": 1, "2021-Q2": 1, "2021-Q3": 7}


def test_each_event_has_its_own_row_with_the_nearest_crossing(shipped: Atlas) -> None:
    table = shipped.measures("event").set_index("id")
    assert sorted(table.index) == sorted(event.id for event in shipped.layers["clashes"])
    seized = table.loc["2021-06-22-sher-khan-bandar-seized"]
    assert seized["nearest_crossing_id"] == seized["nearest_crossing_straight_id"] == "crossing-panji-poyon"
    assert seized["nearest_crossing_km_least"] <= seized["nearest_crossing_km"] <= seized["nearest_crossing_km_most"]
    assert table["nearest_market_straight_km"].notna().sum() == 94


def test_other_layers_are_counted_where_they_are_named(shipped: Atlas) -> None:
    table = shipped.measures(["kind", "status"], layers=["crossings"])
    assert table["features_certain"].sum() == len(shipped.layers["crossings"])
    years = shipped.measures("year", layers=["movements"])
    assert years["features_certain"].sum() == len(shipped.layers["movements"])
