"""Countries by code and name."""

from __future__ import annotations

import pytest

from borderatlas.starting.countries import countries, country, name_of, suggestion


def test_every_code_stands_once() -> None:
    entries = countries().values()
    assert len(entries) == 250
    assert len({entry.alpha2 for entry in entries}) == 250
    assert all(len(entry.alpha3) == 3 and len(entry.alpha2) == 2 and entry.name for entry in entries)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("BOL", "BOL"),
        ("bo", "BOL"),
        ("Bolivia", "BOL"),
        (" plurinational state of bolivia ", "BOL"),
        ("côte d'ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Kosovo", "XKX"),
        ("Dem. Rep. Congo", "COD"),
        ("Congo", "COG"),
    ],
)
def test_a_country_has_codes_and_names(word: str, code: str) -> None:
    found = country(word)
    assert found is not None
    assert found.alpha3 == code


def test_what_is_no_country_is_none() -> None:
    assert country("Atlantis") is None
    assert country("") is None
    assert name_of("ZZZ") is None
    assert suggestion("Bolvia", ["Bolivia", "Peru"]) == " (did you mean Bolivia?)"
    assert suggestion("Atlantis", ["Bolivia", "Peru"]) == ""
