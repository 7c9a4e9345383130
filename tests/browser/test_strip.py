"""The border drawn straight: linked with the map both ways, brushed by pointer and key, turned on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.conftest import MIDDLE, PHONE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.browser.conftest import Reader, Visit

LENGTH = 1344
GUTTER, END = 92, 16


def x_of(page: Page, km: float) -> float:
    """Where a kilometre lies on the screen."""
    box = page.locator(".strip-stage").bounding_box()
    assert box is not None
    return box["x"] + GUTTER + (box["width"] - GUTTER - END) * km / LENGTH


def y_of(page: Page, share: float) -> float:
    """Where a share of the strip's height lies on the screen."""
    box = page.locator(".strip-stage").bounding_box()
    assert box is not None
    return box["y"] + box["height"] * share


def drag(page: Page, from_km: float, to_km: float) -> None:
    """Brushes kilometres along the axis, where nothing stands."""
    y = y_of(page, 0.97)
    page.mouse.move(x_of(page, from_km), y)
    page.mouse.down()
    page.mouse.move(x_of(page, (from_km + to_km) / 2), y)
    page.mouse.move(x_of(page, to_km), y)
    page.mouse.up()


def window(visit: Visit) -> list[int]:
    """The window of kilometres as its handles tell it, once the page has drawn."""
    visit.settle()
    handles = visit.page.locator(".km-handle").all()
    return [int(handle.get_attribute("aria-valuenow") or -1) for handle in handles]


def test_a_drag_brushes_kilometres_and_a_double_click_lifts_them(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "crossings.html")
    page = visit.page
    assert any("bridge-panji-poyon-sherkhan-bandar" in mark["ids"] for mark in visit.marks())
    drag(page, 380, 820)
    west, east = window(visit)
    assert abs(west - 380) <= 2
    assert abs(east - 820) <= 2
    page.wait_for_function("km => location.hash.includes(`km=${km}`)", arg=f"{west}-{east}")
    ids = {one for mark in visit.marks() for one in mark["ids"]}
    assert "bridge-tem-demogan" in ids
    assert "bridge-panji-poyon-sherkhan-bandar" not in ids
    page.mouse.dblclick(x_of(page, 600), y_of(page, 0.97))
    page.wait_for_function("() => !location.hash.includes('km=')")
    assert visit.troubles == []


def test_the_window_of_kilometres_moves_by_keys(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "crossings.html", fragment="#km=380-820")
    west = visit.page.get_by_role("slider", name="Western end")
    west.focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Shift+ArrowRight")
    assert window(visit) == [391, 820]
    assert west.get_attribute("aria-valuetext") == "km 391"
    visit.page.keyboard.press("End")
    assert window(visit) == [819, 820]  # a handle stops before the other one
    visit.page.keyboard.press("Delete")
    assert window(visit) == [0, LENGTH]


def test_strip_and_map_point_at_the_same_kilometre(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "crossings.html")
    page = visit.page
    cursor = page.locator(".atlas-km-cursor")
    pill = page.locator(".strip-pill:visible")
    page.mouse.move(x_of(page, 700), y_of(page, 0.97))
    cursor.wait_for(state="visible")
    assert pill.inner_text().startswith("km 700 · GBAO / Badakhshan · Panj")
    on_map = cursor.bounding_box()
    assert on_map is not None
    page.mouse.move(x_of(page, 100), 20)
    cursor.wait_for(state="hidden")
    page.mouse.move(on_map["x"] + on_map["width"] / 2, on_map["y"] + on_map["height"] / 2)
    pill.wait_for()
    assert 690 <= int(pill.inner_text().split()[1]) <= 710
    assert visit.troubles == []


def test_arrows_walk_the_strip_and_enter_opens(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html")
    page = visit.page
    strip = page.get_by_role("slider", name="The border drawn straight")
    strip.focus()
    walked = []
    for _ in range(6):
        page.keyboard.press("ArrowRight")
        walked.append(strip.get_attribute("aria-valuetext") or "")
    # "km 771.9, Tem …" and "about km 425, …"
    kilometres = [float(words.split(",")[0].rpartition("km ")[2]) for words in walked]
    assert kilometres == sorted(kilometres)
    assert len(set(walked)) == 6
    page.keyboard.press("Enter")
    title = page.locator(".drawer h2").first.inner_text()
    assert title in walked[-1]
    page.keyboard.press("Escape")
    assert strip.evaluate("element => element === document.activeElement")


def test_a_dot_opens_its_event_and_empty_space_moves_the_map(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "clashes.html")
    page = visit.page
    page.locator(".strip .dot").last.click(force=True)
    page.wait_for_function("() => location.hash.includes('s=')")
    assert page.locator(".drawer h2").first.is_visible()
    page.keyboard.press("Escape")
    page.mouse.click(x_of(page, 1250), y_of(page, 0.97))
    page.wait_for_function("() => location.hash.includes('m=')")
    zoom, lat, lon = (float(part) for part in page.url.split("m=")[1].split("&")[0].split("/"))
    assert zoom >= 8
    assert 37 < lat < 38
    assert 73.5 < lon < 75


def test_the_strip_is_closed_to_its_line_on_a_middle_page(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html", MIDDLE)
    page = visit.page
    dock = page.locator(".dock")
    box = dock.bounding_box()
    assert box is not None
    assert box["height"] <= 66
    before = page.locator(".folium-map").bounding_box()
    page.get_by_role("button", name="Open the strip").click()
    assert "Counts follow reporting and are no trend." in dock.inner_text()
    after = page.locator(".folium-map").bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] < before["height"] - 100
    assert page.evaluate("() => document.activeElement.textContent") == "Close the strip"
    assert visit.troubles == []


def test_on_a_phone_the_strip_is_turned(reader: Reader, maps: Path) -> None:
    visit = reader.open(maps / "atlas.html", PHONE)
    page = visit.page
    page.get_by_role("button", name="Strip", exact=True).tap()
    strip = page.locator(".sheet .strip")
    box = strip.bounding_box()
    assert box is not None
    assert box["height"] > 1500
    assert "Counts follow reporting and are no trend." in page.locator(".sheet").inner_text()
    assert page.locator(".strip text", has_text="Panji Poyon").count() == 1
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_role("button", name="Only the stretch seen here").tap()
    west, east = window(visit)
    assert west == 0
    assert east < 500
    page.get_by_role("button", name="Whole line", exact=True).tap()
    assert window(visit) == [0, LENGTH]
    assert visit.troubles == []
