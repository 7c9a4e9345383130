"""The written contract of borderatlas.maps.elements: what users add works in our page, in a notebook's frame too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folium
import numpy as np
from folium import plugins
from folium.utilities import JsCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Reader

    from borderatlas import Atlas

POINT = [38.6, 70.0]


def everything(atlas: Atlas) -> folium.Map:
    m = atlas.map("crossings")
    group = folium.FeatureGroup("mine").add_to(m)
    folium.Marker(POINT, popup="a popup", tooltip="a tip").add_to(m)
    folium.Marker([38.7, 70.3], icon=folium.Icon(color="green", icon="star")).add_to(m)
    folium.Marker([38.8, 70.3], icon=folium.DivIcon(html="<b>mine</b>")).add_to(group)
    folium.Circle(POINT, radius=20_000, color="red").add_to(group)
    folium.CircleMarker(POINT, radius=8).add_to(group)
    folium.PolyLine([POINT, [38.5, 70.5]]).add_to(group)
    folium.Polygon([POINT, [38.5, 70.5], [38.4, 70.0]]).add_to(group)
    folium.Rectangle([POINT, [38.5, 70.5]]).add_to(group)
    shape = {"type": "Polygon", "coordinates": [[[69, 38.2], [69.3, 38.2], [69.3, 38.4], [69, 38.2]]]}
    folium.GeoJson(
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {"n": "named"}, "geometry": shape}],
        },
        name="geo",
        style_function=lambda _: {"color": "#00f"},
        tooltip=folium.GeoJsonTooltip(["n"]),
        popup=folium.GeoJsonPopup(["n"]),
    ).add_to(m)
    folium.raster_layers.ImageOverlay(np.zeros((2, 2, 4)), bounds=[[39, 69], [39.2, 69.2]]).add_to(m)
    folium.LatLngPopup().add_to(m)
    plugins.Fullscreen().add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    m.on(click=JsCode("function () { window.clicked = true; }"))
    m.keep_in_front(group)
    return m


def test_everything_of_the_contract_works(reader: Reader, shipped: Atlas, tmp_path: Path) -> None:
    everything(shipped).save(tmp_path / "m.html")
    visit = reader.open(tmp_path / "m.html")
    page = visit.page
    assert page.locator(".leaflet-marker-icon").count() == 3
    assert page.locator("path.leaflet-interactive").count() >= 6
    assert page.inner_text(".leaflet-marker-icon b") == "mine"
    assert {"mine", "geo"} <= set(page.inner_text(".leaflet-control-layers-list").split())
    page.locator("img.leaflet-marker-icon").click()
    assert page.inner_text(".leaflet-popup-content").strip() == "a popup"
    page.get_by_role("checkbox", name="mine").uncheck()
    assert page.locator(".leaflet-marker-icon").count() == 2
    assert visit.marks(kind="symbol")
    assert visit.requests == []
    assert visit.troubles == []


def test_a_minimap_works_when_the_host_of_its_tiles_is_allowed(reader: Reader, shipped: Atlas, tmp_path: Path) -> None:
    m = shipped.map("crossings", hosts=["tile.openstreetmap.org"])
    plugins.MiniMap().add_to(m)
    m.save(tmp_path / "m.html")
    visit = reader.open(tmp_path / "m.html")
    assert visit.page.locator(".leaflet-control-minimap").count() == 1
    assert visit.marks(kind="symbol")
    visit.page.wait_for_timeout(300)
    assert {address.split("/")[2] for address in visit.requests} == {"tile.openstreetmap.org"}


def test_a_failing_element_does_not_blank_the_atlas(reader: Reader, shipped: Atlas, tmp_path: Path) -> None:
    m = shipped.map("crossings")
    m.on(click=JsCode("undefinedFunction()"))
    m.save(tmp_path / "m.html")
    visit = reader.open(tmp_path / "m.html")
    assert visit.marks(kind="symbol")
    assert visit.page.get_by_role("switch", name="Bridges").count() == 1
    assert any("undefinedFunction" in trouble for trouble in visit.troubles)


def test_a_map_works_in_the_frame_of_a_notebook(reader: Reader, shipped: Atlas, tmp_path: Path) -> None:
    cell = shipped.map("crossings")._repr_html_()
    (tmp_path / "notebook.html").write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{cell}", "utf-8")
    visit = reader.open(tmp_path / "notebook.html", (900, 700))
    frame = visit.page.frames[1]
    frame.wait_for_function("() => BorderAtlas.drawn().length > 0")
    mark = frame.evaluate("() => BorderAtlas.drawn().find(mark => mark.kind === 'symbol')")
    frame.locator(".folium-map").click(position={"x": mark["x"], "y": mark["y"]})
    frame.wait_for_selector(".drawer h2")
    assert visit.requests == []
    assert visit.troubles == []
