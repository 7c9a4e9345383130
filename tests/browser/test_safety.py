"""Hostile values in every field come out as the text they are, and nothing runs, in the page and in users' elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
import orjson
import pytest
from tests.hostile import HOSTILE

from borderatlas import Atlas
from borderatlas.layers.kinds.base import LONGEST_TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Reader, Visit

FEATURE = "tj-embassy-kabul"
LONG = "x" * LONGEST_TEXT
RAN = "() => [window.pwned, ...['img[src=x]', '[onerror]'].map(one => document.querySelectorAll(one).length)]"


def shown(text: str) -> str:
    """How a browser gives a text back: it folds white space where text is laid out."""
    return " ".join(text.split())


def spoiled(folder: Path, text: str) -> Path:
    """Builds the missions map with `text` in every field of one mission and in the settings."""
    file = folder / "geodata/missions.geojson"
    layer = orjson.loads(file.read_bytes())
    for feature in layer["features"]:
        if feature["id"] == FEATURE:
            values: dict[str, Any] = feature["properties"]
            values.update(
                name=text, label=text, names={"fa": text}, status_note=text, summary=text, notes=text,
                conflicts=[text], details={"odd": text, "nested": {"deep": [text]}}, address=text,
                position_source=text, confidence=text, timeline=[{"date": text, "event": text}],
            )  # fmt: skip
            values["supports"] = dict.fromkeys(values["sources"], text)
    file.write_bytes(orjson.dumps(layer))
    sources = orjson.loads((folder / "geodata/sources.json").read_bytes())
    for source in sources:
        source["title"] = text
        source["note"] = text
    (folder / "geodata/sources.json").write_bytes(orjson.dumps(sources))
    settings = (folder / "geodata/atlas.toml").read_text("utf-8")
    quoted = orjson.dumps(text).decode()
    for name in ("title", "disclaimer", "contact"):
        start = settings.index(f"\n{name} = ") + 1
        end = settings.index("\n", start)
        settings = f"{settings[:start]}{name} = {quoted}{settings[end:]}"
    settings = settings.replace('title = "Embassies and consulates"\nsummary', f"title = {quoted}\nsummary")
    (folder / "geodata/atlas.toml").write_text(settings, "utf-8")
    return folder


def nothing_ran(visit: Visit) -> None:
    assert visit.page.evaluate(RAN) == [None, 0, 0]
    assert visit.requests == []
    assert visit.troubles == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_text_wherever_it_shows(reader: Reader, copy: Path, text: str) -> None:
    Atlas.open(spoiled(copy, text)).build()
    visit = reader.open(copy / "maps/missions.html", fragment=f"#s={FEATURE}")
    drawer = shown(visit.page.locator("aside.drawer, .drawer").first.inner_text())
    assert drawer.count(shown(text)) >= 8
    assert shown(visit.page.title()).startswith(shown(text))
    nothing_ran(visit)
    index = reader.open(copy / "maps/index.html")
    assert shown(text) in shown(index.text())
    nothing_ran(index)


def test_the_longest_text_is_shown_and_does_not_break_the_page(reader: Reader, copy: Path) -> None:
    Atlas.open(spoiled(copy, LONG)).build()
    visit = reader.open(copy / "maps/missions.html", fragment=f"#s={FEATURE}")
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= 1440
    assert "xxxx" in visit.text()
    nothing_ran(visit)


@pytest.mark.parametrize("address", ["javascript:window.pwned=1", "JavaScript:window.pwned=1", "data:text/html,x"])
def test_an_address_that_runs_something_is_no_link(reader: Reader, copy: Path, address: str) -> None:
    settings = (copy / "geodata/atlas.toml").read_text("utf-8")
    start = settings.index('url = "https://www.openstreetmap.org/copyright"')
    settings = settings[:start] + f'url = "{address}"' + settings[settings.index("\n", start) :]
    (copy / "geodata/atlas.toml").write_text(settings, "utf-8")
    Atlas.open(copy).build()
    for name, fragment in (("missions", "#v=sources"), ("index", "")):
        visit = reader.open(copy / f"maps/{name}.html", fragment=fragment)
        addresses = visit.page.eval_on_selector_all("a", "links => links.map(link => link.href)")
        assert not [one for one in addresses if not one.startswith(("http", "file", "mailto"))]
        nothing_ran(visit)


# Entities are markup in popups, tooltips and names of layers, as Folium has it.
OF_USERS = {name: text for name, text in HOSTILE.items() if name != "entity"}


@pytest.mark.parametrize("text", OF_USERS.values(), ids=OF_USERS.keys())
def test_users_elements_show_hostile_texts_as_text(reader: Reader, shipped: Atlas, tmp_path: Path, text: str) -> None:
    m = shipped.map("missions")
    folium.Marker(
        [38.6, 70.0], popup=folium.Popup(text, show=True), tooltip=folium.Tooltip(text, permanent=True)
    ).add_to(m)
    folium.FeatureGroup(name=text).add_to(m)
    point = {"type": "Feature", "properties": {"n": text}, "geometry": {"type": "Point", "coordinates": [71.5, 36.5]}}
    collection = {"type": "FeatureCollection", "features": [point]}
    folium.GeoJson(collection, tooltip=folium.GeoJsonTooltip(["n"], permanent=True)).add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    m.save(tmp_path / "m.html")
    visit = reader.open(tmp_path / "m.html")
    for place in (".leaflet-popup-content", ".leaflet-tooltip >> nth=0", ".leaflet-control-layers-list", "table"):
        assert shown(text) in shown(visit.page.locator(place).first.inner_text())
    nothing_ran(visit)


def test_harmless_markup_of_users_stays_markup(reader: Reader, shipped: Atlas, tmp_path: Path) -> None:
    m = shipped.map("missions")
    folium.Marker([38.6, 70.0], popup=folium.Popup("a <b>bold</b> word", show=True)).add_to(m)
    m.save(tmp_path / "m.html")
    assert reader.open(tmp_path / "m.html").page.inner_text(".leaflet-popup-content b") == "bold"
