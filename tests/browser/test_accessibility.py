"""Every page passes axe-core's rules of WCAG 2.1 A and AA, in each of its states, large and small, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import PHONE, WIDE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Reader

MIDDLE = (900, 700)
STATES = {
    "home": ("atlas.html", ""),
    "feature": ("clashes.html", "#s=2026-01-18-khirmanjo-clash"),
    "table": ("atlas.html", "#v=table"),
    "sources": ("missions.html", "#v=sources"),
    "windows": ("atlas.html", "#t=2010-2020&km=300-700"),
    "index": ("index.html", ""),
}
AXE = """() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(found =>
  found.violations.map(rule => `${rule.id}: ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 120))}`))"""


@pytest.fixture(scope="session")
def axe(web: Path) -> str:
    """The source of axe-core."""
    return (web / "node_modules/axe-core/axe.min.js").read_text("utf-8")


@pytest.mark.network
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, MIDDLE, PHONE], ids=["wide", "middle", "phone"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(  # noqa: PLR0913, PLR0917  # three of them are the grid
    reader: Reader, maps: Path, axe: str, state: str, size: tuple[int, int], scheme: str
) -> None:
    file, fragment = STATES[state]
    visit = reader.open(maps / file, size, scheme, fragment)
    if file != "index.html":
        visit.page.wait_for_function("() => BorderAtlas.drawn().length > 0")
    visit.page.evaluate(axe)
    assert visit.page.evaluate(AXE) == []
