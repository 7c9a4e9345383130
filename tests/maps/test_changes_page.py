"""The map of what changed, and what the index tells of changes."""

from __future__ import annotations

import base64
import datetime as dt
import re
import zlib
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from tests.hostile import HOSTILE

from borderatlas import Atlas

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = "bridge-darvoz-ruzvay-nusai"


def change(folder: Path, layer: str, feature: str, **properties: Any) -> None:
    """Edits a feature; `coordinates` moves it."""
    path = folder / f"{layer}.geojson"
    collection = orjson.loads(path.read_bytes())
    [found] = [entry for entry in collection["features"] if entry["id"] == feature]
    if "coordinates" in properties:
        found["geometry"]["coordinates"] = properties.pop("coordinates")
    found["properties"].update(properties)
    path.write_bytes(orjson.dumps(collection))


def remove(folder: Path, layer: str, feature: str) -> None:
    path = folder / f"{layer}.geojson"
    collection = orjson.loads(path.read_bytes())
    collection["features"] = [entry for entry in collection["features"] if entry["id"] != feature]
    path.write_bytes(orjson.dumps(collection))


@pytest.fixture
def data(copy: Path) -> Path:
    return copy / "geodata"


def told(page: str) -> Any:
    """What the page carries."""
    block = re.search(r'<script type="application/json" id="atlas-data">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    value = orjson.loads(block[1])
    return (
        value["data"] if value["encoding"] == "json" else orjson.loads(zlib.decompress(base64.b64decode(value["data"])))
    )


def page_of(new: Path, old: Path) -> Any:
    atlas = Atlas.open(new)
    return told(atlas.changes_map(atlas.diff(old)).get_root().render())


def test_before_and_after_stand_on_one_page(data: Path, root: Path) -> None:
    change(data, "crossings", BRIDGE, coordinates=[70.84, 38.46], status="closed")
    remove(data, "crossings", "bridge-ishkashim")
    page = page_of(data, root)
    items = {item["id"]: item for item in page["changes"]["items"]}
    moved = items[BRIDGE]
    assert moved["kinds"] == ["moved", "changed"]
    assert (moved["from"], moved["to"]) == ([70.82722, 38.45333], [70.84, 38.46])
    assert moved["move"]["distance_m"] == pytest.approx(1339, abs=1)
    assert moved["fields"] == [{"label": "Status", "runs": [["old", "intermittent"], ["new", "closed"]]}]
    assert items["bridge-ishkashim"]["kinds"] == ["removed"]
    assert items["bridge-ishkashim"]["drawable"]
    assert {feature["id"] for feature in page["features"]} == {BRIDGE, "bridge-ishkashim"}
    nearest = {feature["id"]: feature["address"]["nearest"]["name"] for feature in page["features"]}
    assert nearest[BRIDGE] == "Ruzvay – Nusai border crossing point"  # which did not change
    assert page["border"]["reaches"]  # those of the whole atlas, not of what changed


def test_what_breaks_the_schema_is_listed_and_not_drawn(data: Path, root: Path) -> None:
    change(data, "crossings", BRIDGE, kind="brigde", coordinates=[70.84, 38.46])
    page = page_of(data, root)
    [item] = page["changes"]["items"]
    assert not item["drawable"]
    assert item["to"] == [70.84, 38.46]
    assert page["features"] == []


def test_nothing_changed_is_a_page_too(data: Path, root: Path) -> None:
    page = page_of(data, root)
    assert page["changes"]["items"] == []
    assert page["features"] == []


def test_hostile_text_travels_as_data(data: Path, root: Path) -> None:
    keys = [entry["id"] for entry in orjson.loads((data / "clashes.geojson").read_bytes())["features"]]
    wanted = dict(zip(keys, HOSTILE.values(), strict=False))
    for key, text in wanted.items():
        change(data, "clashes", key, name=text)
    page = page_of(data, root)
    assert {item["id"]: item["name"] for item in page["changes"]["items"]} == wanted


def test_the_index_tells_what_changed_since_the_release(data: Path) -> None:
    atlas = Atlas.open(data)
    atlas.build()
    index = data.parent / "maps/index.html"
    assert "Nothing since release 0.1.0 of 2026-11-21." in index.read_text("utf-8")
    change(data, "crossings", BRIDGE, name="<b>Bridge</b>", notes="Seen.")
    remove(data, "crossings", "crossing-qubodiyon")
    Atlas.open(data).build()
    html = index.read_text("utf-8")
    assert "Since release 0.1.0 of 2026-11-21:" in html
    assert "1 removed, 1 changed" in html
    assert f'<a href="crossings.html#s={BRIDGE}">&lt;b&gt;Bridge&lt;/b&gt;</a> <small>name, notes</small>' in html
    assert "Border post under construction in Qubodiyon district" in html
    Atlas.open(data).release("0.2.0", date=dt.date(2026, 12, 1))
    built = Atlas.open(data).build()
    # The maps that show the layer tell when it last changed; the release leaves the others alone.
    assert [page.name for page in built.pages if page.why] == ["atlas", "crossings", "index"]
    html = index.read_text("utf-8")
    assert "Nothing since release 0.2.0 of 2026-12-01." in html
    assert "Release 0.2.0 itself changed:" in html
