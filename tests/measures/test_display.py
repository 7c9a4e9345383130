"""What people see of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.measures.made import BANKS, EQUATOR, attack, feature

from borderatlas.measures.display import CAPTION, display
from borderatlas.measures.survey import Survey
from borderatlas.measures.tables import measure

if TYPE_CHECKING:
    from borderatlas.measures import By

LAYERS = {
    "crossings": [
        feature("crossings", "crossing", "west", 20, 0.2, status="open"),
        feature("crossings", "crossing", "east", 120, 3, status="open"),
        feature("crossings", "crossing", "lost", None),
    ],
    "clashes": [
        attack(
            "one",
            10,
            1,
            start="2020-02-03",
            end="2020-02-05",
            fatalities_low=57,
            fatalities_best=95,
            fatalities_high=1295,
        ),
        attack("two", 50, 5, start="2021", fatalities_best=4),
        attack("three", 160, 1),
        attack("four", None, start="2020"),
    ],
}


def shown(by: By | list[By]) -> dict[str, list[str]]:
    table = display(measure(Survey.of(EQUATOR, LAYERS, banks=BANKS), by))
    return {column.name: column.cells for column in table.columns}


def test_certain_and_possible_counts_stand_in_one_cell() -> None:
    columns = shown("section")
    assert columns["km"] == [
        "0–50",
        "50–100",
        "100–150",
        "150–200",
        "200–223",
        "several sections",
        "no place along the line",
    ]
    assert columns["Events"] == ["1–2", "0–1", "0", "1", "0", "1", "1"]
    assert columns["Crossings"] == ["1", "0", "1", "0", "0", "0", "1"]
    assert columns["NOR"][:3] == ["1", "1", "2"]
    assert columns["SUR"][1] == "1 / 2"


def test_deaths_are_given_with_their_range_and_never_as_a_zero_that_nobody_states() -> None:
    columns = shown("section")
    assert columns["Deaths"] == ["95 (57–1,295)", "", "", "", "", "4", ""]
    assert columns["Not stated"] == ["0", "0", "0", "1", "0", "0", "1"]
    assert columns["Last event"][0] == "2020-02-03"


def test_a_crossing_has_one_kilometre_only_where_it_is_known_that_well() -> None:
    columns = shown("crossing")
    assert columns["Crossing point"] == ["West", "East", "Lost (no place along the line)", "no place along the line"]
    assert columns["At km"] == ["20.0", "117–123", "", ""]
    assert columns["Gap, km"] == ["100", "", "", ""]
    assert columns["Events"] == ["2", "1", "", "1"]


def test_an_event_is_shown_with_the_ways_that_its_precision_allows() -> None:
    columns = shown("event")
    assert columns["Name"] == ["Four", "One", "Two", "Three"]
    assert columns["Date"] == ["2020", "2020-02-03", "2021", ""]
    assert columns["Nearest crossing point"] == ["", "West", "West", "East"]
    assert columns["Along"][1] == ""  # there is no market
    assert columns["km"][1:3] == ["9–11", "45–55"]


def test_words_of_kinds_and_statuses_are_those_of_the_maps() -> None:
    assert shown("kind")["Kind"] == ["Attack"]
    assert shown("status")["Status"] == ["not given"]
    assert shown(["year", "kind"])["Year"] == ["2020", "2021", "no date"]


@pytest.mark.parametrize(
    "by", ["section", "province", "crossing", "year", "quarter", "kind", "event", ["section", "year"]]
)
def test_every_table_says_that_it_is_no_trend_and_which_line_it_is_measured_on(by: By | list[By]) -> None:
    table = measure(Survey.of(EQUATOR, LAYERS, banks=BANKS), by)
    found = display(table)
    assert found.notes[0] == CAPTION == "Counts follow reporting and are no trend."
    assert ("Kilometres: made." in found.notes) == ("km_from" in table)
    assert {len(column.cells) for column in found.columns} == {len(table)}


def test_what_a_narrow_line_cannot_hold_is_left_out_by_name_and_never_cut() -> None:
    table = measure(Survey.of(EQUATOR, LAYERS, banks=BANKS), "section")
    wide, narrow, narrowest = (display(table, width) for width in (200, 80, 10))
    assert len(wide.columns) > len(narrow.columns) == len(narrowest.columns)
    assert narrow.notes[-1] == "Left out for want of width: NOR; SUR; Gap, km."
    assert sum(column.width + 2 for column in narrow.columns) - 2 <= 80
    assert narrow.columns[0].name == "km"
    assert wide.notes == [note for note in narrow.notes if "want of width" not in note]


def test_columns_that_read_the_same_are_left_out_one_by_one() -> None:
    assert (
        display(measure(Survey.of(EQUATOR, LAYERS), "event"), 80).notes[-1].endswith("Nearest market; Along; Straight.")
    )
