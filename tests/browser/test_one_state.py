"""Random actions of a reader: after each, map, panel, table, histogram and address tell of the same features."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Reader, Visit

ACTIONS = 10
NUMBERS = "element => element.innerText.match(/\\d+/g).map(Number)"


def toggle_a_layer(visit: Visit, chance: random.Random) -> None:
    chance.choice(visit.page.get_by_role("switch").all()).click()


def press_a_chip(visit: Visit, chance: random.Random) -> None:
    chance.choice(visit.page.locator(".in-view button.view-chip").all()).click()


def move_a_year(visit: Visit, chance: random.Random) -> None:
    chance.choice(visit.page.locator(".years-plot:visible").get_by_role("slider").all()).focus()
    for _ in range(chance.randrange(1, 4)):
        visit.page.keyboard.press(chance.choice(["Shift+ArrowRight", "Shift+ArrowLeft", "ArrowRight", "ArrowLeft"]))


def open_a_kilometre_window(visit: Visit, chance: random.Random) -> None:
    start = chance.randrange(0, 1000)
    fragment = re.sub(r"&?km=[^&]*", "", visit.page.evaluate("() => location.hash.slice(1)")).strip("&")
    window = f"km={start}-{start + chance.randrange(50, 340)}"
    visit.page.evaluate("to => { location.hash = to; }", "&".join(part for part in (fragment, window) if part))


def select_something(visit: Visit, chance: random.Random) -> None:
    marks = [mark for mark in visit.marks(kind="symbol") if 320 < mark["x"] < 700 and 60 < mark["y"] < 500]
    if marks:
        visit.click(chance.choice(marks))


def go_back(visit: Visit, _: random.Random) -> None:
    visit.page.evaluate("() => history.length > 2 && history.back()")


ALL = [toggle_a_layer, press_a_chip, move_a_year, open_a_kilometre_window, select_something, go_back]


def told(visit: Visit) -> dict[str, object]:
    """What each part of the page says, once it has settled."""
    visit.page.wait_for_timeout(450)
    shown = visit.page.locator(".in-view .count").first
    return {
        "drawn": sorted({one for mark in visit.marks() for one in mark["ids"]}),
        "layers": visit.page.locator(".layers .rows .count").all_inner_texts(),
        "off": [one.get_attribute("aria-checked") for one in visit.page.get_by_role("switch").all()],
        "shown": shown.evaluate(NUMBERS) if shown.inner_text() else None,
        "time": visit.page.locator(".time-words:visible").all_inner_texts(),
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_every_part_tells_the_same_after_every_action(reader: Reader, maps: Path, seed: int) -> None:
    chance = random.Random(seed)
    visit = reader.open(maps / "atlas.html")
    for number in range(ACTIONS):
        action = chance.choice(ALL)
        action(visit, chance)
        here = told(visit)
        fragment = visit.page.evaluate("() => location.hash")
        there = reader.open(maps / "atlas.html", fragment=fragment)
        again = told(there)
        if "s=" in fragment and "m=" not in fragment:
            # The opening view makes room for the drawer: more of the line may be seen than before the selection.
            again["drawn"] = here["drawn"]
        assert again == here, f"action {number}, {action.__name__}: the address {fragment} opens something else"
        there.page.keyboard.press("Escape")
        there.page.get_by_text("Table", exact=True).first.click()
        rows, total = there.page.locator(".table-count").evaluate(NUMBERS)[:2]
        assert here["shown"] in (None, [rows, total]), f"action {number}, {action.__name__}: the table has {rows} rows"
        assert len(here["drawn"]) <= rows
        there.page.close()
    assert visit.troubles == []
