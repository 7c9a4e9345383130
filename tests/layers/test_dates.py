from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from borderatlas.layers import PartialDate, interval

DAYS = st.dates()


def partials() -> st.SearchStrategy[PartialDate]:
    return st.builds(lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), DAYS, st.integers(1, 3))


@given(DAYS)
def test_a_day_is_its_own_interval(day: date):
    parsed = PartialDate.parse(day.isoformat())
    assert (parsed.first, parsed.last, parsed.precision) == (day, day, "day")


@given(partials())
def test_text_and_date_are_two_forms_of_one_thing(partial: PartialDate):
    assert PartialDate.parse(str(partial)) == partial


@given(partials())
def test_an_interval_holds_whole_periods(partial: PartialDate):
    assert partial.first <= partial.last
    inside = partial.last
    assert str(inside).startswith(str(partial))
    if partial.last < date.max:
        assert not str(partial.last + timedelta(days=1)).startswith(str(partial))
    if partial.first > date.min:
        assert not str(partial.first - timedelta(days=1)).startswith(str(partial))


@given(partials(), DAYS, st.integers(0, 800))
def test_meeting_means_sharing_a_day(partial: PartialDate, first: date, length: int):
    last = min(first.toordinal() + length, date.max.toordinal())
    shared = partial.first.toordinal() <= last and first.toordinal() <= partial.last.toordinal()
    assert partial.meets(first, date.fromordinal(last)) is shared


@given(partials(), partials())
def test_dates_sort_by_their_first_day(one: PartialDate, other: PartialDate):
    if one.first < other.first:
        assert one < other
    assert (one < other) + (other < one) + (one == other) == 1


@pytest.mark.parametrize(
    "text",
    ["2018-02-31", "2019-02-29", "2018-13", "2018-00", "0000", "18", "2018-8", "2018-08-29T00:00", " 2018", "٢٠١٨", ""],
)
def test_what_no_calendar_holds_is_refused(text: str):
    with pytest.raises(ValueError, match="2018, 2018-08 or 2018-08-29"):
        PartialDate.parse(text)


def test_a_leap_day_exists():
    assert PartialDate.parse("2020-02-29").first == date(2020, 2, 29)
    assert PartialDate.parse("2020-02").last == date(2020, 2, 29)


@pytest.mark.parametrize("value", [2018, 2018.0, None, ["2018"], "31/02/2024"])
def test_pydantic_names_the_form_that_it_wants(value: object):
    with pytest.raises(ValidationError, match="2018-08-29"):
        TypeAdapter(PartialDate).validate_python(value)


def test_a_day_without_a_month_is_no_date():
    with pytest.raises(ValueError, match="month"):
        PartialDate(2018, None, 3)


def test_an_interval_runs_from_the_first_to_the_last_day():
    start, end = PartialDate.parse("2017-09"), PartialDate.parse("2017-10")
    assert interval(start, end) == (date(2017, 9, 1), date(2017, 10, 31))
    assert interval(start, None) == (date(2017, 9, 1), date(2017, 9, 30))
    assert interval(None, end) == (date(2017, 10, 1), date(2017, 10, 31))
    assert interval(None, None) is None


def test_the_json_schema_tells_the_form():
    schema = TypeAdapter(PartialDate).json_schema()
    assert schema["type"] == "string"
    assert "2018-08" in schema["examples"]
