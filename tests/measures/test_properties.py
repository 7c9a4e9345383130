"""What holds for any events, found by trying many."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from math import isnan

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measures.made import EQUATOR, NOTHING, Made, cells, made_entries

from borderatlas.measures.survey import Survey
from borderatlas.measures.tables import measure

few = settings(max_examples=60, deadline=None)
LENGTH = EQUATOR.length_km
DIMENSIONS = ["section", "year", "quarter", "kind"]

kilometres = st.floats(0, LENGTH) | st.sampled_from([0.0, 50.0, 100.0, LENGTH])
days = st.dates(pd.Timestamp("1999-11-01").date(), pd.Timestamp("2001-02-28").date())
counts = st.integers(0, 20).map(float) | st.just(NOTHING)


@st.composite
def dates(draw: st.DrawFn) -> tuple[str | None, str | None]:
    """A start, of a day, a month or a year, and perhaps an end."""
    first, end = draw(days), None
    start = first.isoformat()[: draw(st.sampled_from([4, 7, 10]))]
    if len(start) == 10 and draw(st.booleans()):
        end = (first + timedelta(days=draw(st.integers(0, 120)))).isoformat()
    return draw(st.sampled_from([(start, end), (start, end), (None, None)]))


@st.composite
def events(draw: st.DrawFn) -> Made:
    km = draw(st.none() | st.tuples(kilometres, kilometres).map(lambda ends: (min(ends), max(ends))))
    start, end = draw(dates())
    stated = draw(st.tuples(counts, counts, counts))
    ascending = iter(sorted(value for value in stated if not isnan(value)))
    low, best, high = (value if isnan(value) else next(ascending) for value in stated)
    return Made(km, start, end, (low, best, high), draw(st.sampled_from(["attack", "killing"])))


def survey(rows: list[Made], section_km: float = 50.0) -> Survey:
    made = made_entries(rows)
    return Survey(EQUATOR, made, made, "event", section_km, None)


def proper(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["section"].notna()]


@few
@given(st.lists(events(), max_size=30), st.lists(st.sampled_from(DIMENSIONS), min_size=1, max_size=3, unique=True))
def test_counts_that_are_certain_add_up_to_the_whole(rows: list[Made], by: list[str]) -> None:
    by = [name for name in by if name != "quarter" or "year" not in by]
    table = measure(survey(rows), by)  # type: ignore[arg-type]
    assert table["events_certain"].sum() == len(rows)
    assert (table["events_possible"] >= table["events_certain"]).all()
    stated = [[value for value in row.deaths if not isnan(value)] for row in rows]
    lowest = [min(values) for values in stated if values]
    assert table["deaths_low"].sum() == sum(lowest)
    assert table["deaths_not_stated"].sum() == len(rows) - len(lowest)


@few
@given(st.lists(events(), max_size=30), st.sampled_from([7.0, 50.0, 222.0, 1000.0]))
def test_a_section_counts_what_lies_in_it_and_what_meets_it(rows: list[Made], section_km: float) -> None:
    table = proper(measure(survey(rows, section_km), "section"))
    for start, end, certain, possible in cells(table, "km_from", "km_to", "events_certain", "events_possible"):
        last = end == round(LENGTH, 3)
        placed = [row.km for row in rows if row.km is not None]
        inside = [low >= start and (high < end or last) for low, high in placed]
        meeting = [high >= start and (low < end or last) for low, high in placed]
        assert (certain, possible) == (sum(inside), sum(meeting))


@few
@given(st.lists(events(), max_size=30), st.integers(1, 6))
def test_finer_sections_never_make_more_events_certain(rows: list[Made], parts: int) -> None:
    coarse = proper(measure(survey(rows, 60.0), "section"))
    fine = proper(measure(survey(rows, 60.0 / parts), "section"))
    within = fine.groupby((fine["km_from"] // 60).astype(int))["events_certain"].sum()
    assert (within.to_numpy() <= coarse["events_certain"].to_numpy()).all()


@few
@given(st.lists(events(), min_size=1, max_size=20), st.randoms())
def test_the_order_of_the_features_does_not_matter(rows: list[Made], random: object) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    first = survey(rows)
    second = replace(
        first, counted=first.counted.rows(np.array(order)), everything=first.everything.rows(np.array(order))
    )
    for by in ("section", "year", "kind", "event", ["section", "quarter", "kind"]):
        pd.testing.assert_frame_equal(measure(first, by), measure(second, by))  # type: ignore[arg-type]


@few
@given(st.lists(events(), max_size=20))
def test_periods_hold_the_days_on_which_an_event_may_have_been(rows: list[Made]) -> None:
    table = measure(survey(rows), "quarter").set_index("quarter")
    met = []
    for row in rows:
        if row.days is not None:
            span = pd.date_range(row.days[0].first, row.days[1].last)
            met.append({f"{day.year}-Q{day.quarter}" for day in span})
    for quarter in table.index.dropna():
        assert table.loc[quarter, "events_possible"] == sum(quarter in quarters for quarters in met)
        assert table.loc[quarter, "events_certain"] == sum(quarters == {quarter} for quarters in met)


@few
@given(st.lists(events(), max_size=20))
def test_combinations_sum_to_the_single_tables(rows: list[Made]) -> None:
    single, summed = Counter[object](), Counter[object]()
    for table, counter in (
        (measure(survey(rows), "section"), single),
        (measure(survey(rows), ["section", "year", "kind"]), summed),
    ):
        for section, note, count in cells(table, "section", "section_note", "events_certain"):
            counter[section, note] += count
    assert +summed == +single


@few
@given(st.lists(events(), max_size=20))
def test_sums_of_deaths_ascend_and_are_unknown_where_nothing_is_stated(rows: list[Made]) -> None:
    table = measure(survey(rows), ["section", "year"])
    known = table["deaths_best"].notna()
    assert ((table["deaths_low"] <= table["deaths_best"]) & (table["deaths_best"] <= table["deaths_high"]))[known].all()
    assert (known == (table["events_certain"] > table["deaths_not_stated"])).all()
