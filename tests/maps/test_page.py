"""The page class, with elements as users add them; what a browser makes of the pages is tested in tests/browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import folium
import pytest
from folium import plugins
from tests.hostile import HOSTILE

from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas import Atlas

POINT = [38.0, 70.0]


def collection(value: str) -> dict[str, object]:
    point = {"type": "Point", "coordinates": [71, 38]}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {"n": value}, "geometry": point}],
    }


def with_everything(atlas: Atlas) -> folium.Map:
    m = atlas.map("missions")
    group = folium.FeatureGroup("mine").add_to(m)
    folium.Marker(POINT, popup="plain <b>popup</b>", tooltip="tip", icon=folium.Icon(color="green")).add_to(m)
    folium.Circle(POINT, radius=20_000).add_to(group)
    folium.PolyLine([POINT, [38.5, 70.5]]).add_to(group)
    folium.GeoJson(
        collection("{{ 7*7 }}"),
        tooltip=folium.GeoJsonTooltip(["n"]),
    ).add_to(group)
    plugins.Fullscreen().add_to(m)
    folium.LayerControl().add_to(m)
    m.keep_in_front(group)
    return m


def test_the_page_is_one_file_without_addresses_to_load(shipped: Atlas) -> None:
    text = with_everything(shipped).get_root().render()
    assert not re.search(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    )
    assert not re.search(r"<script[^>]+src=", text)
    assert text.count("Content-Security-Policy") == 1


def test_rendering_twice_and_building_twice_give_the_same_text(shipped: Atlas) -> None:
    m = with_everything(shipped)
    assert m.get_root().render() == m.get_root().render() == with_everything(shipped).get_root().render()


def test_another_process_gives_the_same_text(shipped: Atlas, root: Path) -> None:
    code = (
        "import sys, hashlib; from borderatlas import Atlas; "
        "page = Atlas.open(sys.argv[1]).map('missions').get_root(); "
        "print(hashlib.sha256(page.render().encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(root)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_values_of_users_elements_are_neither_rendered_nor_refused(shipped: Atlas, text: str) -> None:
    m = shipped.map("missions")
    folium.Marker(POINT, popup=text, tooltip=text).add_to(m)
    folium.FeatureGroup(name=text).add_to(m)
    folium.GeoJson(
        collection(text),
        tooltip=folium.GeoJsonTooltip(["n"], localize=True),
        popup=folium.GeoJsonPopup(["n"]),
    ).add_to(m)
    folium.LayerControl().add_to(m)
    page = m.get_root().render()
    assert page == m.get_root().render()
    # The only script elements are our data, the bundle, Folium's script and the start.
    assert len(re.findall(r"<script\b", page)) == len(re.findall(r"</script>", page)) == 4


def test_tables_of_geojson_escape_their_values(shipped: Atlas) -> None:
    """Folium puts properties into a table by innerHTML; when its code changes, this must be looked at again."""
    m = shipped.map("missions")
    folium.GeoJson(
        collection("x"),
        tooltip=folium.GeoJsonTooltip(["n"]),
        popup=folium.GeoJsonPopup(["n"], localize=True),
    ).add_to(m)
    page = m.get_root().render()
    assert page.count("${BorderAtlas.escape(handleObject(layer.feature.properties[v])") == 2
    assert page.count("${BorderAtlas.escape(aliases[i]") == 2
    assert "${handleObject" not in page
    assert "${aliases" not in page


@pytest.mark.parametrize(
    ("element", "words"),
    [
        (plugins.HeatMap([POINT]), ["HeatMap", "cdn.jsdelivr.net"]),
        (plugins.MarkerCluster(), ["MarkerCluster"]),
        (folium.TileLayer("OpenStreetMap"), ["TileLayer", "tile.openstreetmap.org"]),
        (plugins.FloatImage("https://pictures.example/logo.png"), ["FloatImage", "pictures.example"]),
        (folium.Marker(POINT, icon=folium.CustomIcon("https://pictures.example/pin.png")), ["pictures.example"]),
    ],
    ids=["plugin", "cluster", "tiles", "picture", "icon"],
)
def test_elements_that_ask_a_server_are_refused_by_name_or_allowed_by_host(
    shipped: Atlas, element: folium.Element, words: list[str]
) -> None:
    m = shipped.map("missions")
    element.add_to(m)
    with pytest.raises(UsageError) as caught:
        m.get_root().render()
    for word in [*words, "hosts="]:
        assert word in str(caught.value)


def test_an_allowed_host_stands_in_the_policy(shipped: Atlas) -> None:
    m = shipped.map("missions", hosts=["tile.openstreetmap.org"])
    folium.TileLayer("OpenStreetMap").add_to(m)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', m.get_root().render())
    assert policy is not None
    assert "https://tile.openstreetmap.org" in policy[1]


def test_a_map_in_another_figure_is_refused(shipped: Atlas) -> None:
    figure = folium.Figure()
    figure.add_child(shipped.map("missions"))
    with pytest.raises(UsageError, match="carries its own page"):
        figure.render()


def test_a_nul_character_is_refused(shipped: Atlas) -> None:
    m = shipped.map("missions")
    folium.Marker(POINT, popup="a\0b").add_to(m)
    with pytest.raises(UsageError, match="NUL"):
        m.get_root().render()


def test_a_map_shows_itself_in_a_notebook(shipped: Atlas) -> None:
    frame = shipped.map("missions")._repr_html_()
    assert "<iframe srcdoc=" in frame
    assert "BorderAtlas.start(" in frame


def test_a_map_is_a_folium_map_and_saves_itself(shipped: Atlas, tmp_path: Path) -> None:
    m = shipped.map("clashes")
    assert isinstance(m, folium.Map)
    m.save(tmp_path / "m.html")
    assert (tmp_path / "m.html").read_text("utf-8") == m.get_root().render()
