"""Each rule of sense just outside its limit, and just inside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from pyproj import Geod
from tests.checks.conftest import ROOT, SOURCES, TODAY
from tests.checks.made import collection, feature, point

from borderatlas.border import Border
from borderatlas.checks.events import NEAR_M
from borderatlas.checks.missions import metres_outside, read_countries
from borderatlas.checks.running import check

if TYPE_CHECKING:
    from pathlib import Path

    from tests.checks.conftest import Bench

    from borderatlas.layers import Finding

GEOD = Geod(ellps="WGS84")


def beside(metres: float, km: float = 500.0) -> dict[str, Any]:
    """A point whose nearest place of the shipped line is that far away, on the left bank."""
    border = Border.from_file(ROOT / "geodata/border.geojson", left="TJK", right="AFG")
    foot = border.point_at(km)
    lon, lat = foot.x, foot.y
    for _ in range(80):
        found = border.locate([(lon, lat)]).iloc[0]
        missing = metres - found.offset_m * (1 if found.side == "TJK" else -1)
        if abs(missing) < 0.05:
            break
        lon, lat, _ = GEOD.fwd(lon, lat, 0.0, missing * 0.5)
    assert abs(found.offset_m - metres) < 1
    return point(lon, lat)


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("layer", "metres", "properties", "code"),
    [
        ("crossings", 250, {"precision_m": 150, "length_m": 100}, "off-the-border"),
        ("crossings", 190, {"precision_m": 150, "length_m": 100}, None),
        ("crossings", 190, {"precision_m": 150, "length_m": None}, "off-the-border"),
        ("crossings", 190, {"kind": "ferry", "precision_m": 150, "length_m": None}, "off-the-border"),
        ("crossings", 190, {"kind": "crossing", "precision_m": 150, "length_m": None}, None),
        ("boundary", 2010, {"kind": "tripoint", "post_type": None, "precision_m": 2000}, "off-the-border"),
        ("boundary", 1990, {"kind": "tripoint", "post_type": None, "precision_m": 2000}, None),
        ("clashes", 11_010, {"precision_m": 1000, "scope": "border"}, "scope-exceeded"),
        ("clashes", 10_990, {"precision_m": 1000, "scope": "border"}, None),
        ("clashes", 51_010, {"precision_m": 1000, "scope": "near_border"}, "scope-exceeded"),
        ("clashes", 50_990, {"precision_m": 1000, "scope": "near_border"}, None),
        ("clashes", 80_000, {"precision_m": 1000, "scope": "context"}, None),
        ("clashes", 2010, {"precision_m": 2000, "side": "AFG"}, "side-contradicted"),
        ("clashes", 1990, {"precision_m": 2000, "side": "AFG"}, None),
        ("clashes", 2010, {"precision_m": 2000, "side": "TJK"}, None),
        ("clashes", 2010, {"precision_m": 2000, "side": "CHN"}, None),
    ],
)
def test_places_against_the_line(
    bench: Bench, layer: str, metres: float, properties: dict[str, Any], code: str | None
) -> None:
    found = bench.findings(layer, feature(layer, geometry=beside(metres), **properties))
    assert codes(found) == ([code] if code else [])
    for finding in found:
        assert finding.feature == "one"
        assert "Correct" in finding.hint


def test_numbers_in_the_wrong_order(bench: Bench) -> None:
    swapped = feature("clashes", geometry=point(37.6, 70.0), scope="border")
    (found,) = bench.findings("clashes", swapped)
    assert (found.code, found.feature, found.value) == ("position-swapped", "one", "[37.6,70.0]")
    assert "Swap the two numbers" in found.text()
    assert codes(bench.findings("clashes", feature("clashes", geometry=point(10.0, 60.0)))) == []


def test_a_mission_stands_in_its_host_state(bench: Bench) -> None:
    dushanbe, kabul = point(68.77905, 38.53575), point(69.17233, 34.52813)

    def mission(place: dict[str, Any], **properties: object) -> list[Finding]:
        return bench.findings("missions", feature("missions", geometry=place, **properties))

    assert codes(mission(dushanbe, host_state="Tajikistan")) == []
    assert codes(mission(dushanbe, host_state="TJK")) == []
    (found,) = mission(dushanbe, host_state="Uzbekistan")
    assert (found.code, found.field) == ("mission-outside-host", "geometry")
    assert "Correct the position or host_state" in found.hint
    far = metres_outside(read_countries(ROOT / "geodata/base/countries.geojson").by_name["UZB"], 68.77905, 38.53575)
    assert codes(mission(dushanbe, host_state="Uzbekistan", precision_m=far + 1)) == []
    assert codes(mission(dushanbe, host_state="Uzbekistan", precision_m=far - 1)) == ["mission-outside-host"]
    assert codes(mission(kabul, host_state="Tajikistan")) == [], "beyond the box of the countries nobody can tell"
    assert codes(mission(dushanbe, host_state="Atlantis")) == []


def test_events_to_come(bench: Bench) -> None:
    tomorrow = TODAY + timedelta(1)
    (found,) = bench.findings("clashes", feature("clashes", start=str(tomorrow)))
    assert (found.code, found.field) == ("event-in-future", "start")
    assert codes(bench.findings("clashes", feature("clashes", start=str(TODAY)))) == []
    assert codes(bench.findings("clashes", feature("clashes", start=str(TODAY.year)))) == []
    assert codes(bench.findings("energy", feature("energy", start="2030"))) == [], "what is planned is no event"


def test_a_status_of_a_day_to_come(bench: Bench) -> None:
    (found,) = bench.findings("crossings", feature("crossings", geometry=beside(0), as_of=str(TODAY + timedelta(1))))
    assert (found.code, found.field) == ("date-in-future", "as_of")
    assert codes(bench.findings("crossings", feature("crossings", geometry=beside(0), as_of=str(TODAY)))) == []


def twin(**properties: object) -> dict[str, Any]:
    return feature("clashes", **{"id": "two", "actors": ["guards", "Smugglers"], **properties})


@pytest.mark.parametrize(
    ("other", "twice"),
    [
        ({}, True),
        ({"actors": ["smugglers", "Guards"]}, True),
        ({"kind": "killing"}, True),
        ({"actors": ["guards"]}, False),
        ({"actors": []}, False),
        ({"start": "2018-08-02"}, False),
        ({"start": "2018-08"}, False),
        ({"possible_duplicate_of": "one"}, False),
        ({"geometry": None, "unplaced_reason": "not named"}, False),
    ],
)
def test_one_event_under_two_ids(bench: Bench, other: dict[str, Any], twice: bool) -> None:
    one = feature("clashes", actors=["guards", "smugglers"])
    found = bench.findings("clashes", one, twin(**other))
    assert codes(found) == (["duplicate-likely"] if twice else [])
    if twice:
        assert (found[0].feature, found[0].value) == ("two", '"one"')
        assert "possible_duplicate_of" in found[0].hint


@pytest.mark.parametrize("azimuth", range(0, 360, 15))
def test_near_is_near_across_the_cells_of_any_grid(bench: Bench, azimuth: int) -> None:
    for metres, twice in ((0.97 * NEAR_M, True), (1.03 * NEAR_M, False)):
        lon, lat, _ = GEOD.fwd(70.0, 37.6, azimuth, metres)
        found = bench.findings("clashes", twin(id="one"), twin(geometry=point(lon, lat)))
        assert ("duplicate-likely" in codes(found)) == twice


def test_an_event_that_may_be_nothing(bench: Bench) -> None:
    (found,) = bench.findings("clashes", feature("clashes", possible_duplicate_of="gone"))
    assert (found.code, found.field, found.value) == ("duplicate-of-nothing", "possible_duplicate_of", '"gone"')


def test_a_layer_grows_old(bench: Bench) -> None:
    days = bench.project.settings.layers["clashes"].review_days

    def of(start: date) -> list[str]:
        path = bench.write("clashes.geojson", collection(feature("clashes", start=str(start))))
        return codes(list(check(bench.project, {"clashes": path}, TODAY, whole=False).findings))

    assert of(TODAY - timedelta(days)) == []
    assert of(TODAY - timedelta(days + 1)) == ["layer-outdated"]
    assert of(TODAY + timedelta(400)) == ["event-in-future"], "what is to come does not keep a layer young"


def test_another_position_of_a_post(bench: Bench) -> None:
    def post(lon: float) -> list[Finding]:
        other = {"lon": lon, "lat": 37.5, "source": "a map"}
        return bench.findings("boundary", feature("boundary", position_alternatives=[other]))

    assert codes(post(70.12)) == []
    (found,) = post(70.123)
    assert (found.code, found.field) == ("alternative-too-sharp", "position_alternatives.0")
    sharp = {"lon": 70.12345, "lat": 37.5, "source": "a map"}
    assert codes(bench.findings("clashes", feature("clashes", position_alternatives=[sharp]))) == []


def test_sources_without_an_address(bench: Bench) -> None:
    page = {"id": "a-source", "type": "webpage", "title": "A page"}
    for source, lacking in ((page, True), ({**page, "note": "in print"}, False), ({**page, "type": "book"}, False)):
        bench.write("sources.json", orjson.dumps([source]))
        found = bench.findings("clashes", feature("clashes"))
        assert codes(found) == (["source-without-address"] if lacking else [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"{}", "not-a-list"),
        (orjson.dumps([{"id": "a-source", "type": "tweet", "title": "x"}]), "source-invalid"),
        (orjson.dumps([*SOURCES, SOURCES[0]]), "id-duplicate"),
        (orjson.dumps(SOURCES).replace(b'"title"', b'"type":"map","title"', 1), "key-duplicate"),
        (b"\xef\xbb\xbf" + orjson.dumps(SOURCES), "byte-order-mark"),
    ],
)
def test_the_list_of_sources_is_checked_too(bench: Bench, data: bytes, code: str) -> None:
    bench.write("sources.json", data)
    assert code in codes(bench.findings("clashes", feature("clashes")))


def test_what_the_last_build_drew(bench: Bench) -> None:
    output = bench.project.output
    output.mkdir()
    manifest = {"layers": {"clashes": {"features": ["gone", "one"]}}}
    (output / ".borderatlas.json").write_bytes(orjson.dumps(manifest))
    (found,) = bench.findings("clashes", feature("clashes"))
    assert (found.code, found.feature) == ("feature-gone", "gone")
    assert codes(bench.findings("clashes", feature("clashes", start="x", id="gone"), feature("clashes"))) == [
        "date-invalid"
    ], "a feature at fault is not gone"
    for broken in (b"", b"[]", b'{"layers":{"clashes":[]}}', b'{"layers":null}'):
        (output / ".borderatlas.json").write_bytes(broken)
        assert codes(bench.findings("clashes", feature("clashes"))) == []


def test_what_layers_are_compared_with_is_checked(bench: Bench) -> None:
    bench.write("border.geojson", b"{")
    bench.write("base/countries.geojson", b"[]")
    found = bench.findings("missions", feature("missions", host_state="Tajikistan"))
    assert codes(found) == ["line-unusable", "countries-unusable"]
    assert all("Restore the file" in finding.hint for finding in found)


def test_the_whole_atlas(bench: Bench) -> None:
    files: dict[str, Path] = {}
    for name, layer in bench.project.settings.layers.items():
        files[name] = bench.write(layer.file, collection(feature(name, id=f"a-{name}", geometry=beside(0))))
    found = check(bench.project, files, TODAY, whole=True).findings
    assert [(each.code, each.feature) for each in found if each.code.startswith("source")] == [
        ("source-unused", "b-source")
    ]
    bench.write("markets.geojson", collection(feature("markets", id="a-crossings", sources=["b-source"])))
    found = check(bench.project, files, TODAY, whole=True).findings
    shared = [(each.code, each.layer, each.feature) for each in found if each.code != "layer-outdated"]
    assert shared == [("id-shared", "markets", "a-crossings")]
