"""What people type as a place, a length or a kilometre, and what the atlas makes of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import mgrs
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openlocationcode import openlocationcode
from shapely import LineString
from tests.border.reference import GEOD, Floats

from borderatlas.border import Border
from borderatlas.border.coordinates import Position, choose, decimal, read_position, read_positions, sexagesimal
from borderatlas.border.distances import read_km, read_length_m
from borderatlas.border.nearness import NEAR_M, near
from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

PANJ = (37.19, 68.6)
SPELLINGS = {
    # decimal degrees with letters
    "37.19 N 68.6 E": PANJ,
    "37.19N 68.6E": PANJ,
    "37.19N68.6E": PANJ,
    "N37.19 E68.6": PANJ,
    "N 37.19, E 68.6": PANJ,
    "n37.19e68.6": PANJ,
    "68.6 E 37.19 N": PANJ,
    "E68.6 N37.19": PANJ,
    "37.19° N, 68.6° E": PANJ,
    "37.19°N 68.6°E": PANJ,
    "37.19º N; 68.6º E": PANJ,
    "37.19 North 68.6 East": PANJ,
    "37.19 deg N, 68.6 deg E": PANJ,
    "37.19 N, 68.6": PANJ,
    "37.19, 68.6 E": PANJ,
    "37.19 68.6 E": PANJ,
    "N 37.19 68.6": PANJ,
    "33.9 S 18.4 E": (-33.9, 18.4),
    "33.9 S 70.6 W": (-33.9, -70.6),
    "S33.9 W70.6": (-33.9, -70.6),
    "-33.9 18.4 E": (-33.9, 18.4),
    # decimal degrees with labels
    "lat 37.19 lon 68.6": PANJ,
    "lat: 37.19, lon: 68.6": PANJ,
    "lat=37.19;lng=68.6": PANJ,
    "Longitude 68.6, Latitude 37.19": PANJ,
    "lat 37.19 N lon 68.6 E": PANJ,
    "x=68.6 y=37.19": PANJ,
    # decimal commas
    "37,19 N 68,6 E": PANJ,
    "37,19° N, 68,6° E": PANJ,
    "N37,19; E68,6": PANJ,
    # degrees, minutes and seconds
    "37°11'24\"N 68°36'0\"E": PANJ,
    "37°11′24″N 68°36′0″E": PANJ,
    "37° 11′ 24″ N, 68° 36′ 00″ E": PANJ,
    "37°11’24”N 68°36’00”E": PANJ,
    "37º11'24''N 68º36'00''E": PANJ,
    "N37°11'24\" E68°36'00\"": PANJ,
    "37 11 24 N 68 36 0 E": PANJ,
    "N 37 11 24 E 68 36 00": PANJ,
    "37:11:24 N 68:36:00 E": PANJ,
    "37d11m24s N 68d36m00s E": PANJ,
    "37d11m24sN 68d36m00sE": PANJ,
    "37 deg 11 min 24 sec N, 68 deg 36 min 0 sec E": PANJ,
    "37 deg 11' 24.00\" N, 68 deg 36' 0.00\" E": PANJ,
    "37°11'24 N 68°36'00 E": PANJ,
    "33d54m0s S 18d24m0s E": (-33.9, 18.4),
    "33d54m0sS 18d24m0sE": (-33.9, 18.4),
    "33d54mS 18d24mE": (-33.9, 18.4),
    "33D54M00SS 18D24M00SE": (-33.9, 18.4),
    "371124N 0683600E": PANJ,
    "N371124 E0683600": PANJ,
    "371124.0N0683600.0E": PANJ,
    "3711.4N 06836.0E": PANJ,
    # degrees and decimal minutes
    "37°11.4′ N 68°36.0′ E": PANJ,
    "37° 11.4' N, 68° 36' E": PANJ,
    "37 11.4 N 68 36.0 E": PANJ,
    "37°11,4′ N 68°36,0′ E": PANJ,
    "N 37° 11.400' E 68° 36.000'": PANJ,
    # other scripts
    "۳۷٫۱۹ N ۶۸٫۶ E": PANJ,
    "۳۷٫۱۹ شمالی ۶۸٫۶ شرقی": PANJ,
    "٣٧٫١٩ شمال، ٦٨٫٦ شرق": PANJ,
    "عرض ۳۷٫۱۹ طول ۶۸٫۶": PANJ,
    "37°11′24″ с. ш. 68°36′00″ в. д.": PANJ,
    "37,19 с.ш. 68,6 в.д.": PANJ,
    "37,19 северной широты, 68,6 восточной долготы": PANJ,
    "с.ш. 37°11′24″, в.д. 68°36′": PANJ,
    "３７.１９Ｎ　６８.６Ｅ".replace("Ｎ", "N").replace("Ｅ", "E"): PANJ,
    # what copying brings along
    "\u202a37.19\u200e N\u00a068.6\u2009E\u202c": PANJ,
    "  (37.19 N, 68.6 E)  ": PANJ,
    "[37.19N, 68.6E]": PANJ,
    "\u221233.9 18.4 E": (-33.9, 18.4),
    "37.19 N\t68.6 E\n": PANJ,
    # links, standards, grids
    "geo:37.19,68.6": PANJ,
    "geo:37.19,68.6,1200;crs=wgs84;u=35": PANJ,
    "GEO:-33.9,18.4": (-33.9, 18.4),
    "POINT (68.6 37.19)": PANJ,
    "POINT Z (68.6 37.19 340)": PANJ,
    "SRID=4326;POINT(68.6 37.19)": PANJ,
    "+37.19+068.6/": PANJ,
    "+371124+0683600/": PANJ,
    "+3711.4+06836.0+340CRSWGS_84/": PANJ,
    "-33.9-070.6": (-33.9, -70.6),
    # no letters, but only one order is possible
    "37.19, 168.6": (37.19, 168.6),
    "168.6 37.19": (37.19, 168.6),
    "-120.5/45": (45, -120.5),
    "45.5 45.5": (45.5, 45.5),
}
BOTH_ORDERS = [
    "37.19 68.6",
    "37.19,68.6",
    "37.19, 68.6",
    "37.19;68.6",
    "37.19/68.6",
    "37,19 68,6",
    "37,19; 68,6",
    "37,19, 68,6",
    "+37.19 +68.6",
    "37°11'24\" 68°36'00\"",
    "37° 11.4', 68° 36.0'",
    "37 11.4 68 36",
    "37 11 24 68 36 00",
    "37 11 24, 68 36 00",
    "37 11,4 68 36,0",
    "37:11:24 68:36:00",
    "۳۷٫۱۹، ۶۸٫۶",
]
IMPOSSIBLE = {
    "": "no coordinates",
    "   ": "no coordinates",
    "Khorugh": "no coordinates; expected them as in 37.19 N 68.6 E",
    "37.19 N Khorugh": "'Khorugh' is no part of a coordinate",
    "37.19": "one coordinate",
    "37.19 N": "one coordinate",
    "N E": "no coordinates",
    "37.19 N E": "there is no number",
    "37.19, 68.6, 1200": "more than two coordinates",
    "37,19,68,6": "more than two coordinates",
    "37 11 68": "put a comma between",
    "37 11 24 68 36": "put a comma between",
    "97.19 N 68.6 E": "latitude 97.19 is beyond 90 degrees",
    "37.19 N 186 E": "longitude 186 is beyond 180 degrees",
    "lat 97.19 lon 68.6": "latitude 97.19 is beyond 90 degrees",
    "100 120": "both 100 and 120 are beyond 90 degrees",
    "200 37": "200 is beyond 180 degrees",
    "37°61' N 68°36' E": "61 minutes; expected less than 60",
    "37°11'60\" N 68°36' E": "60 seconds; expected less than 60",
    "37.5°11' N 68°36' E": "decimals of degrees, and minutes too",
    "37°11.5'24\" N 68°36' E": "decimals of minutes, and seconds too",
    "37°-11' N 68°36' E": "a sign before the minutes",
    "-37 S 68 E": "both a minus sign and the letter S",
    "37 N 68 N": "two latitudes",
    "37 E 68 E": "two longitudes",
    "37 11 24 5 N 68 E": "4 numbers",
    "N37S 68 E": "two directions for one number",
    "37' N 68° E": "not degrees, minutes and seconds",
    "37.19-68.6": "'-68.6' is no part of a coordinate",
    "37,30 8": "the commas may be decimal ones",
    "geo:37.19,68.6;u=wide": "u=wide is no number of metres",
    "geo:37.19,68.6;u=-5": "u=-5 is no number of metres",
    "geo:37.19,68.6;crs=moon": "the reference system moon",
    "+37.19+168.6+10+20": "is no part of a coordinate",
    "+371124+068.6/": "not ISO 6709",
    "42S 464510 4116042": "UTM",
    "42S VG 645 1604": "as many digits for east as for north",
    "42S VG 64 5160": "as many digits for east as for north",
    "42S VG 123456 123456": "up to five each",
    "42S AA 64510 16042": "no such MGRS square",
    "99S VG 64510 16042": "no such MGRS square",
    "FGQ8+J2": "short plus code",
    "FGQ8+J2 Khorugh, Tajikistan": "short plus code",
    "8J9HFGQ8+J": "no plus code",
}


@pytest.mark.parametrize(("text", "place"), SPELLINGS.items())
def test_spellings(text: str, place: tuple[float, float]) -> None:
    (found,) = read_positions(text)
    assert (found.lat, found.lon) == pytest.approx(place, abs=1e-9)


def test_there_are_many_spellings() -> None:
    assert len(SPELLINGS) + len(BOTH_ORDERS) >= 60


@pytest.mark.parametrize("text", BOTH_ORDERS)
def test_without_letters_both_orders_are_readings_and_the_written_one_comes_first(text: str) -> None:
    first, second = read_positions(text)
    assert (first.lat, first.lon) == pytest.approx(PANJ, abs=1e-9)
    assert (second.lon, second.lat) == pytest.approx(PANJ, abs=1e-9)


@pytest.mark.parametrize(("text", "words"), IMPOSSIBLE.items())
def test_impossible_places_say_what_is_wrong_with_them(text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_positions(text)
    assert words in str(caught.value)
    assert repr(text.strip()) in str(caught.value)
    assert str(caught.value).endswith(".")
    assert not str(caught.value).endswith("..")


# Which order is meant


@pytest.mark.parametrize("text", ["37.19 68.6", "68.6 37.19", "68,6; 37,19", "68 36 37 11.4"])
def test_the_order_that_leads_to_the_line_is_meant(border: Border, text: str) -> None:
    found = read_position(text, border)
    assert (found.lat, found.lon) == pytest.approx(PANJ, abs=1e-9)
    assert found.by_nearness


def test_near_is_within_300_km(border: Border) -> None:
    assert read_position("39.5 69.0", border).lat == 39.5
    assert border.locate((69.2, 41.3)).offset_m.item() == pytest.approx(340_000, abs=60_000)
    with pytest.raises(UsageError, match="neither place lies near the line"):
        read_position("41.3 69.2", border)


def test_letters_are_believed_however_far_they_lead(border: Border) -> None:
    found = read_position("68.6 N 37.19 E", border)
    assert (found.lat, found.lon, found.by_nearness) == (68.6, 37.19, False)


def test_where_neither_order_leads_to_the_line_both_are_shown(border: Border) -> None:
    with pytest.raises(UsageError, match="neither place lies near the line") as caught:
        read_position("-33.9 18.4", border)
    assert "33.9 S 18.4 E" in str(caught.value)
    assert "18.4 N 33.9 W" in str(caught.value)
    assert "N or S and E or W" in str(caught.value)


def test_where_both_orders_lead_to_the_line_both_are_shown() -> None:
    diagonal = Border(LineString([(40, 40), (42, 42)]))
    with pytest.raises(UsageError, match="both places lie within 300 km of the line"):
        read_position("40.5 41", diagonal)


def test_without_a_line_nothing_is_guessed() -> None:
    with pytest.raises(UsageError, match="two readings are possible"):
        read_position("37.19 68.6")


def test_many_texts_are_decided_together(border: Border) -> None:
    texts = ["37.19 N 68.6 E", "68.6 37.19", "-33.9 18.4"]
    told, guessed, undecided = choose([read_positions(text) for text in texts], border)
    assert isinstance(told, Position)
    assert isinstance(guessed, Position)
    assert (told.lat, guessed.lat) == (37.19, 37.19)
    assert isinstance(undecided, UsageError)


# How precise a place is written


@pytest.mark.parametrize(
    ("text", "half_lat", "half_lon"),
    [
        ("37 N 68 E", 0.5, 0.5),
        ("37.19 N 68.6 E", 0.005, 0.05),
        ("37.190 N 68.600 E", 0.0005, 0.0005),
        ("37°11′ N 68°36′ E", 0.5 / 60, 0.5 / 60),
        ("37°11.4′ N 68°36.0′ E", 0.05 / 60, 0.05 / 60),
        ("37°11′24″ N 68°36′00″ E", 0.5 / 3600, 0.5 / 3600),
        ("37°11′24.0″ N 68°36′00.0″ E", 0.05 / 3600, 0.05 / 3600),
        ("371124N 0683600E", 0.5 / 3600, 0.5 / 3600),
    ],
)
def test_a_place_is_as_precise_as_it_is_written(text: str, half_lat: float, half_lon: float) -> None:
    (found,) = read_positions(text)
    _, _, furthest = GEOD.inv(found.lon, found.lat, found.lon + half_lon, found.lat - half_lat)
    assert furthest <= found.precision_m <= 1.02 * furthest


def test_a_geo_uri_says_its_own_precision() -> None:
    assert read_positions("geo:37.19,68.6;u=35")[0].precision_m == 35


@pytest.mark.parametrize(("digits", "side_m"), [(0, 100_000), (1, 10_000), (2, 1000), (3, 100), (4, 10)])
def test_an_mgrs_reference_is_a_cell_and_its_middle(digits: int, side_m: float) -> None:
    reference = mgrs.MGRS().toMGRS(*PANJ, MGRSPrecision=digits)
    (found,) = read_positions(reference)
    assert side_m / math.sqrt(2) <= found.precision_m <= 1.01 * side_m / math.sqrt(2) + 1
    assert GEOD.inv(found.lon, found.lat, PANJ[1], PANJ[0])[2] <= found.precision_m
    assert read_positions(
        f"{reference[:3]} {reference[3:5].lower()} {reference[5 : 5 + digits]} {reference[5 + digits :]}"
    )


@pytest.mark.parametrize("length", [2, 4, 6, 8, 10, 11, 12])
def test_a_plus_code_is_a_cell_and_its_middle(length: int) -> None:
    code = openlocationcode.encode(*PANJ, length)
    (found,) = read_positions(code.lower())
    area = openlocationcode.decode(code)
    corner = GEOD.inv(found.lon, found.lat, area.longitudeLo, area.latitudeLo)[2]
    assert corner <= found.precision_m <= 1.1 * corner or length == 2
    assert GEOD.inv(found.lon, found.lat, PANJ[1], PANJ[0])[2] <= found.precision_m


# What is written comes back when it is read

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def _minutes(value: float, letters: str) -> str:
    steps = round(abs(value) * 60_000)
    return f"{steps // 60_000}° {steps % 60_000 / 1000:.3f}' {letters[value < 0]}"


def _packed(value: float, letters: str, width: int) -> str:
    seconds = round(abs(value) * 3600)
    return f"{seconds // 3600:0{width}d}{seconds // 60 % 60:02d}{seconds % 60:02d}{letters[value < 0]}"


FORMATS: dict[str, tuple[Callable[[float, float], str], float]] = {
    "decimal": (decimal, 5e-7),
    "sexagesimal": (sexagesimal, 0.05 / 3600),
    "decimal comma": (lambda lat, lon: decimal(lat, lon).replace(".", ","), 5e-7),
    "signs": (lambda lat, lon: f"lat {lat:.6f}, lon {lon:.6f}", 5e-7),
    "decimal minutes": (lambda lat, lon: f"{_minutes(lat, 'NS')} {_minutes(lon, 'EW')}", 0.0005 / 60),
    "packed": (lambda lat, lon: f"{_packed(lat, 'NS', 2)} {_packed(lon, 'EW', 3)}", 0.5 / 3600),
    "geo URI": (lambda lat, lon: f"geo:{lat:.7f},{lon:.7f}", 5e-8),
    "WKT": (lambda lat, lon: f"POINT ({lon:.7f} {lat:.7f})", 5e-8),
    "ISO 6709": (lambda lat, lon: f"{lat:+09.5f}{lon:+010.5f}/", 5e-6),
    "Persian digits": (
        lambda lat, lon: decimal(lat, lon).translate(str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")),
        5e-7,
    ),
}


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None)
@given(lat=latitudes, lon=longitudes)
@example(lat=0.0, lon=0.0)
@example(lat=-0.4, lon=-0.4)
@example(lat=59.9999999, lon=-179.9999999)
@example(lat=-90.0, lon=180.0)
def test_what_is_written_is_read_again(name: str, lat: float, lon: float) -> None:
    write, half_step = FORMATS[name]
    (found,) = read_positions(write(lat, lon))
    assert abs(found.lat - lat) <= half_step * 1.001
    assert abs(found.lon - lon) <= half_step * 1.001


@pytest.mark.parametrize(
    "name", [name for name in FORMATS if name not in {"decimal", "decimal comma", "Persian digits"}]
)
@settings(deadline=None)
@given(lat=latitudes, lon=longitudes)
def test_the_true_place_lies_within_the_precision_as_written(name: str, lat: float, lon: float) -> None:
    (found,) = read_positions(FORMATS[name][0](lat, lon))
    assert GEOD.inv(found.lon, found.lat, lon, lat)[2] <= found.precision_m + 1e-3


@settings(deadline=None)
@given(lat=st.floats(-80, 84, exclude_max=True), lon=longitudes, digits=st.integers(0, 5))
def test_the_true_place_lies_in_its_mgrs_cell(lat: float, lon: float, digits: int) -> None:
    (found,) = read_positions(mgrs.MGRS().toMGRS(lat, lon, MGRSPrecision=digits))
    assert GEOD.inv(found.lon, found.lat, lon, lat)[2] <= found.precision_m + 0.1


@settings(deadline=None)
@given(lat=latitudes, lon=longitudes)
def test_both_orders_without_letters_hold_the_true_place(lat: float, lon: float) -> None:
    found = read_positions(f"{lat:.4f}, {lon:.4f}")
    assert (round(lat, 4), round(lon, 4)) in [(place.lat, place.lon) for place in found]


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        found = read_positions(text)
    except UsageError as error:
        assert len(str(error)) > 10  # noqa: PT017  # some texts are places
    else:
        assert all(abs(place.lat) <= 90 and abs(place.lon) <= 180 and place.precision_m >= 0 for place in found)


@settings(deadline=None)
@given(st.text(alphabet="0123456789NSEWnsewdm.,;:°'\" -+/", max_size=30))
def test_any_jumble_of_signs_is_read_or_refused_with_a_reason(text: str) -> None:
    test_any_text_is_read_or_refused_with_a_reason.hypothesis.inner_test(text)


def test_sixty_seconds_are_a_minute() -> None:
    assert sexagesimal(59.99999999, -0.99999999) == "60°00′00.0″ N 1°00′00.0″ W"


# Lengths and kilometres


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("300m", 300),
        ("5km", 5000),
        ("5 km", 5000),
        ("1.5 KM", 1500),
        ("1,5 km", 1500),
        ("1,500 m", 1500),
        ("300", 300),
        ("±300 m", 300),
        ("+/-300 m", 300),
        ("0", 0),
        (".5km", 500),
        ("۳۰۰ m", 300),
    ],
)
def test_lengths(text: str, metres: float) -> None:
    assert read_length_m(text) == metres


@pytest.mark.parametrize("text", ["", "far", "-5m", "5 miles", "5km5", "1.2.3 m", "km"])
def test_no_lengths(text: str) -> None:
    with pytest.raises(UsageError, match="such as 300m or 5km"):
        read_length_m(text)


@pytest.mark.parametrize(
    ("text", "kilometres"),
    [
        ("541", (541,)),
        ("541.2", (541.2,)),
        ("541,2", (541.2,)),
        ("541+200", (541.2,)),
        ("541 + 200", (541.2,)),
        ("km 541", (541,)),
        ("541 km", (541,)),
        ("1,125", (1125,)),
        ("1,343.956", (1343.956,)),
        ("۵۴۱", (541,)),
        ("380-820", (380, 820)),
        ("km 380 – km 820", (380, 820)),
        ("380 to 820", (380, 820)),
        ("380..820", (380, 820)),
        ("541+200-560+050", (541.2, 560.05)),
    ],
)
def test_kilometres(text: str, kilometres: tuple[float, ...]) -> None:
    assert read_km(text) == pytest.approx(kilometres)


@pytest.mark.parametrize("text", ["", "x", "-5", "541.5+200", "541+20", "380-", "1-2-3"])
def test_no_kilometres(text: str) -> None:
    with pytest.raises(UsageError, match="is no border kilometre"):
        read_km(text)


# Nearness


def test_near_is_the_same_as_measured(line: Floats) -> None:
    border = Border(LineString(line))
    rng = np.random.default_rng(5)
    start = line[rng.integers(0, len(line), 300)]
    away = np.r_[rng.uniform(0, 700_000, 250), rng.uniform(299_000, 301_000, 50)]
    lon, lat, _ = GEOD.fwd(*start.T, rng.uniform(0, 360, 300), away)
    places = np.column_stack([lon, lat])
    found = near(border, places)
    assert (found == (border.locate(places)["offset_m"].to_numpy() <= NEAR_M)).all()
    assert 50 < found.sum() < 290
