"""Skimming a piece tells what reading it in full tells, and lets nothing pass that is not sound."""

from __future__ import annotations

import copy
import json
import random
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks.made import KNOWN, feature, point
from tests.checks.test_screening import GEOMETRIES, VALUES

from borderatlas.checks.scanning import Scanner
from borderatlas.layers import LAYERS
from borderatlas.layers.faults import Spot

if TYPE_CHECKING:
    from borderatlas.checks.scanning import Scan
    from borderatlas.checks.sheet import Sheet
    from borderatlas.checks.skimming import Skimmer

FILE = Spot("clashes", "a file", "")
KINDS = ("attack", "killing", "other")


def event(number: int) -> dict[str, Any]:
    """A sound event with every sort of value; some fields are there now and then."""
    properties = {
        "kind": KINDS[number % 3],
        "start": f"2018-08-{1 + number % 28:02d}",
        "summary": 'They said "no".\n' if number % 5 == 0 else f"Ҳодиса {number}",
        "actors": ["border guards", f"group {number % 4} [a], б"],
        "fatalities_best": 2 + number % 2,
        "scope": "border",
        "precision_m": (5000, 2500.5)[number % 2],
        "names": {"tg": "Ҳодиса"},
        "details": {"shots": number % 3, "note": "a: b"},
        "conflicts": [],
        "disputed": bool(number % 2),
        "sources": ["a-source", "b-source"][: 1 + number % 2],
        "supports": {"a-source": "all"},
    }
    made = feature("clashes", id=f"number-{number}", **properties, geometry=point(70 + number / 100, 37))
    made["properties"]["notes"] = None if number % 4 else "odd"
    if number % 3:
        made["properties"]["end"] = f"2018-09-{1 + number % 28:02d}"
    if number % 2:
        made["properties"]["dataset"] = "a-source"
    return {name: made[name] for name in ("type", "id", "properties", "geometry")}


def inner(entries: list[Any], style: str = "compact") -> bytes:
    """The text between the brackets of a list of features."""
    if style == "compact":
        text = orjson.dumps(entries)
    else:
        text = json.dumps(entries, indent=2 if style == "indented" else None, ensure_ascii=style == "ascii").encode()
    return text[1:-1]


def taught(style: str = "compact", lesson: list[Any] | None = None) -> Scanner:
    scanner = Scanner.of(LAYERS["clashes"], FILE, KNOWN)
    assert scanner.scan_piece(inner([event(number) for number in range(30)] if lesson is None else lesson, style))
    return scanner


def skimmer_of(scanner: Scanner) -> Skimmer:
    assert scanner.skimmer is not None
    return scanner.skimmer


def contents(scanner: Scanner, sheet: Sheet) -> dict[str, Any]:
    """What a sheet says, whatever its codes are."""
    words = {
        name: [scanner.vocabulary[name].known[code] for code in column.codes] for name, column in sheet.words.items()
    }
    numbers = {name: column.tolist() for name, column in sheet.numbers.items()}
    return {"ids": sheet.ids, **words, "numbers": repr(numbers), "at": repr(sheet.lonlat.tolist()), "of": sheet.cited}


def in_full(entries: list[Any]) -> tuple[Scanner, Scan]:
    scanner = Scanner(LAYERS["clashes"], FILE, KNOWN, None)
    return scanner, scanner.scan(copy.deepcopy(entries))


def same(scanner: Scanner, entries: list[Any], style: str = "compact") -> None:
    """A piece, skimmed or not, gives the findings and the sheet that reading it in full gives."""
    found = scanner.scan_piece(inner(entries, style))
    other, full = in_full(entries)
    assert found is not None
    assert sorted(found.findings, key=repr) == sorted(full.findings, key=repr)
    assert list(found.ids) == list(full.ids)
    assert contents(scanner, found.sheet) == contents(other, full.sheet)


@pytest.mark.parametrize("style", ["compact", "spaced", "ascii", "indented"])
def test_sound_pieces_are_skimmed_however_they_are_written(style: str) -> None:
    scanner = taught(style)
    entries = [event(number) for number in range(30, 90)]
    sheet = skimmer_of(scanner).skim(inner(entries, style))
    assert sheet is not None
    other, full = in_full(entries)
    assert not full.findings
    assert contents(scanner, sheet) == contents(other, full.sheet)


def test_the_id_may_stand_among_the_properties() -> None:
    entries = [event(number) for number in range(20)]
    for entry in entries:
        entry["properties"] = {"id": entry.pop("id"), **entry["properties"]}
    sheet = skimmer_of(taught(lesson=entries)).skim(inner(entries))
    assert sheet is not None
    assert sheet.ids == [f"number-{number}" for number in range(20)]


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_random_faults_are_found_as_without_skimming(data: st.DataObject) -> None:
    scanner = taught()
    fields = sorted({*LAYERS["clashes"].models["attack"].model_fields, "unknown"} - {"geometry"})
    entries = [event(number) for number in range(40, 52)]
    for entry in data.draw(st.lists(st.sampled_from(entries), max_size=3)):
        name = data.draw(st.sampled_from([*fields, "geometry", "type", "bbox"]))
        if name == "geometry":
            entry[name] = data.draw(st.sampled_from(GEOMETRIES))
        elif name in ("id", "type", "bbox"):
            entry[name] = data.draw(st.sampled_from(VALUES))
        elif data.draw(st.booleans()):
            entry["properties"][name] = data.draw(st.sampled_from(VALUES))
        else:
            entry["properties"].pop(name, None)
    for _ in range(2):  # once more with what was learnt
        same(scanner, entries)
    same(scanner, [event(number) for number in range(60, 70)])


@pytest.mark.parametrize("name", sorted({*LAYERS["clashes"].models["attack"].model_fields, "unknown"} - {"geometry"}))
def test_every_field_with_every_value(name: str) -> None:
    scanner = taught()
    for value in VALUES:
        entries = [event(number) for number in range(40, 46)]
        if name == "id":
            entries[3]["id"] = value
        else:
            entries[3]["properties"][name] = value
        skimmer_of(scanner)._patience = 100
        same(scanner, entries)


def test_contradictions_are_found() -> None:
    for faults in (
        {"start": "2019-01-01", "end": "2018-12-31"},
        {"fatalities_low": 4, "fatalities_high": 3},
        {"fatalities_best": 9},
        {"sources": ["a-source", "a-source"]},
        {"sources": ["nobody"]},
        {"dataset": "nobody"},
        {"supports": {"b-source": "x"}, "sources": ["a-source"]},
        {"details": {"deep": {"deep": [1]}}},
        {"precision_m": None},
        {"summary": ""},
        {"summary": "x" * 20_001},
        {"summary": '"' * 10_001},
        {"name": '"' * 20_001},
    ):
        scanner = taught()
        entries = [event(number) for number in range(40, 46)]
        entries[3]["properties"].update(faults)
        same(scanner, entries)


STRANGE = ['"', "\\", ",", ":", "{", "}", "[", "]", " ", "\n", "\x01", "\x00", "0", "1", "-", ".", "e9", "é", "null",
           "١", "\u00a0", "\\u0041", "\\ud800", '"a":1,', ',"kind":"other"', "},{", "true", "[]", "{}", ",,",
           "//"]  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_broken_text_is_never_skimmed(seed: int) -> None:
    chance = random.Random(seed)
    scanner = taught(chance.choice(["compact", "spaced"]))
    whole = inner([event(number) for number in range(40, 43)], chance.choice(["compact", "spaced"])).decode()
    for _ in range(30):
        at, length = chance.randrange(len(whole)), chance.choice([0, 0, 1, 2, 9])
        text = (whole[:at] + chance.choice(["", *STRANGE]) + whole[at + length :]).encode()
        skimmer_of(scanner)._patience = 100
        sheet = skimmer_of(scanner).skim(text)
        if sheet is None:
            continue
        entries = orjson.loads(b"[" + text + b"]")
        strict = Scanner(LAYERS["clashes"], FILE, KNOWN, None)
        full = strict.scan(entries, text=b"[" + text + b"]")
        assert full.findings == []
        assert contents(scanner, sheet) == contents(strict, full.sheet)


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        (b"", b","),
        (b"[70.4,37]", b"[070.4,37]"),
        (b"[70.4,37]", b"[70.,37]"),
        (b"[70.4,37]", b"[170.4,97]"),
        (b'"shots":1', b'"shots":1,"shots":1'),
        (b'"fatalities_best":2', b'"fatalities_best":02'),
        (b'"scope":"border"', b'"scope":"border",'),
        (b'"scope":"border"', b'"scope":"border","scope":"border"'),
        (b"number-40", b"number_40"),
        (b"number-40", b"number-40\\n"),
    ],
)
def test_text_that_is_nearly_sound_is_not_skimmed(sound: bytes, broken: bytes) -> None:
    text = inner([event(40)])
    assert skimmer_of(taught()).skim(text) is not None
    spoilt = text.replace(sound, broken) if sound else text + broken
    assert spoilt != text
    assert skimmer_of(taught()).skim(spoilt) is None


@pytest.mark.parametrize("at", [0, 5, 40, 100, -3])
def test_bytes_that_are_no_text_are_not_skimmed(at: int) -> None:
    text = bytearray(inner([event(40)]))
    text[at] = 0xFF
    assert skimmer_of(taught()).skim(bytes(text)) is None


def test_words_of_a_piece_that_failed_are_told_with_the_next() -> None:
    scanner = taught()
    odd = [event(40), event(41)]
    odd[0]["properties"]["start"] = "1999-09-09"
    odd[1]["properties"]["scope"] = "elsewhere"
    assert skimmer_of(scanner).skim(inner(odd)) is None
    found = scanner.scan_piece(inner(odd))
    assert found is not None
    assert "1999-09-09" in found.sheet.words["start"].values


def test_a_field_that_comes_later_is_learnt() -> None:
    scanner = taught(lesson=[feature("clashes", id=f"number-{number}") for number in range(9)])
    later = [feature("clashes", id=f"later-{number}", notes="x", side="TJK") for number in range(9)]
    assert skimmer_of(scanner).skim(inner(later)) is None
    scanner.scan_piece(inner(later))
    assert skimmer_of(scanner).skim(inner(later)) is not None


def test_a_file_of_many_forms_is_soon_read_in_full_only() -> None:
    scanner = taught()
    odd = [event(40)]
    odd[0]["properties"]["scope"] = "elsewhere"
    for _ in range(20):
        assert skimmer_of(scanner).skim(inner(odd)) is None
    assert skimmer_of(scanner).skim(inner([event(41)])) is None


@pytest.mark.parametrize("layer", ["boundary", "missions", "energy", "crossings", "markets", "movements"])
def test_other_layers_too(layer: str) -> None:
    scanner = Scanner.of(LAYERS[layer], Spot(layer, "a file", ""), KNOWN)
    entries = [feature(layer, id=f"number-{number}") for number in range(9)]
    for _ in range(2):
        found = scanner.scan_piece(inner(entries))
        assert found is not None
        assert found.findings == Scanner(LAYERS[layer], Spot(layer, "a file", ""), KNOWN, None).scan(entries).findings
        assert list(found.ids) == [f"number-{number}" for number in range(9)]
