"""All faults of a feature are told at once, those too that stand behind others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Bench


def told(bench: Bench, layer: str, **members: object) -> set[tuple[str, str]]:
    """Code and field of what is found in one feature; nothing is told twice."""
    found = [(finding.code, finding.field) for finding in bench.faults(layer, bench.feature(layer, **members))]
    assert len(found) == len(set(found))
    return set(found)


def test_a_feature_without_a_kind_is_looked_at_all_the_same(bench: Bench):
    assert told(bench, "clashes", kind=None, sources=None, precision_m=None, start="2020-13", deaths=3) == {
        ("field-missing", "kind"),
        ("field-missing", "sources"),
        ("field-unknown", "deaths"),
        ("date-invalid", "start"),
        ("rule-broken", "precision_m"),
    }


def test_an_unknown_kind_hides_nothing_that_holds_for_every_kind(bench: Bench):
    found = told(bench, "crossings", kind="brige", status="opened", length_m=12)
    assert found == {("kind-unknown", "kind"), ("value-unknown", "status")}, "length_m is a field of bridges"


def test_rules_are_told_beside_faults_of_fields(bench: Bench):
    found = told(bench, "clashes", start="2020-05-02", end="2020-05-01", fatalities_low="many")
    assert found == {("type-wrong", "fatalities_low"), ("end-before-start", "end")}


@pytest.mark.parametrize(
    ("members", "silent"),
    [
        ({"geometry": "here", "precision_m": None}, {"precision_m", "unplaced_reason"}),
        ({"geometry": None, "kind": "none"}, {"unplaced_reason"}),
        ({"precision_m": "wide"}, {"unplaced_reason"}),
        ({"sources": [], "supports": {"a-source": "all"}}, {"supports"}),
        ({"start": "spring", "end": "1990"}, {"end"}),
    ],
)
def test_nothing_is_said_about_what_depends_on_a_field_at_fault(
    bench: Bench, members: dict[str, object], silent: set[str]
):
    assert not silent & {field for _, field in told(bench, "boundary", **members)}


def test_a_layer_of_one_kind_says_all_too(bench: Bench):
    found = told(bench, "movements", kind=None, precision_m=None)
    assert ("rule-broken", "precision_m") in found
