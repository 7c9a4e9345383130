"""Symbols for other programs are those of the pages, and stay so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from borderatlas.export.symbols import COLOURS, HUES, ink, shape, symbol_svg
from borderatlas.layers.vocabulary import FAMILIES

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def tokens(root: Path) -> dict[str, str]:
    """The colours of the light scheme, by the name of their token."""
    sheet = (root / "src/borderatlas/maps/web/src/style/tokens.css").read_text("utf-8")
    light = sheet.split("[data-scheme=")[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-F]{6});", light))


def test_colours_are_those_of_the_pages(tokens: dict[str, str]) -> None:
    assert {f"hue-{name}": colour for name, colour in HUES.items()}.items() <= tokens.items()
    halo = COLOURS["halo"]  # the pages give it as numbers, with its opacity
    assert {name: colour for name, colour in COLOURS.items() if name != "halo"}.items() <= tokens.items()
    assert halo == tokens["panel"]


def test_every_hue_of_the_pages_is_there(tokens: dict[str, str]) -> None:
    assert {name.removeprefix("hue-") for name in tokens if name.startswith("hue-")} == set(HUES)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_every_family_has_a_drawing_of_its_own(family: object) -> None:
    assert shape(family.symbol) != shape("no such symbol")  # type: ignore[attr-defined]


@pytest.mark.parametrize("fill", ["filled", "slash", "dashed", "hollow"])
def test_the_fill_says_the_status(fill: str) -> None:
    paths = ET.fromstring(symbol_svg(FAMILIES["bridge"], fill)).findall(f".//{SVG}path")  # type: ignore[arg-type]
    fills = {path.get("fill") for path in paths}
    assert (HUES["blue"] in fills) == (fill == "filled")
    assert any(path.get("stroke-dasharray") for path in paths) == (fill == "dashed")
    assert any(path.get("d") == "M-9 9L9-9" for path in paths) == (fill == "slash")


def test_a_tripoint_is_a_ring_of_the_line_whatever_its_status() -> None:
    assert symbol_svg(FAMILIES["tripoint"], "filled") == symbol_svg(FAMILIES["tripoint"], "hollow")
    assert COLOURS["border"] in symbol_svg(FAMILIES["tripoint"], "filled")


def test_amber_is_read_on_paper_by_its_darker_companion() -> None:
    assert ink("amber") == COLOURS["line-amber"]
    assert ink("blue") == HUES["blue"]
