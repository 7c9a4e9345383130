"""The page of what changed, as a reader uses it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import PHONE, WIDE

from borderatlas import Atlas

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Reader

BRIDGE = "bridge-darvoz-ruzvay-nusai"


@pytest.fixture(scope="module")
def page(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bridge moved by 30 km and one is gone."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copytree(root / "geodata", folder / "geodata", ignore=shutil.ignore_patterns("recipes"))
    path = folder / "geodata/crossings.geojson"
    collection = json.loads(path.read_text("utf-8"))
    features = {feature["id"]: feature for feature in collection["features"]}
    features[BRIDGE]["geometry"]["coordinates"] = [71.1, 38.4]
    features[BRIDGE]["properties"]["status"] = "closed"
    del features["crossing-qubodiyon"], features["bridge-ishkashim"]
    collection["features"] = list(features.values())
    path.write_text(json.dumps(collection), "utf-8")
    atlas = Atlas.open(folder)
    file = folder / "changes.html"
    atlas.changes_map(atlas.diff(root)).save(str(file))
    return file


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_change_in_the_list_leads_to_its_place(reader: Reader, page: Path, size: tuple[int, int]) -> None:
    visit = reader.open(page, size)
    changes = visit.page.locator(".changes")
    assert changes.get_by_role("heading", level=3).all_inner_texts()[:2] == ["−\nRemoved\n2", "→\nMoved\n1"]
    assert "Moved 25 km, km 545.9 to km" in changes.inner_text()
    changes.get_by_text("Changed: Status").click()
    assert changes.locator("del").inner_text() == "intermittent"
    assert changes.locator("ins").inner_text() == "closed"
    changes.locator(f"[data-change={BRIDGE}]").click()
    visit.page.wait_for_function("() => BorderAtlas.drawn().length > 0")
    assert visit.page.locator("path.change-arrow.selected").count() == 1
    assert visit.page.locator(".change-mark.was").count() == 1
    assert visit.mark(BRIDGE)["kind"] == "symbol"
    assert visit.page.get_by_role("heading", name="Darvoz bridge").count() == 1
    assert (visit.requests, visit.troubles) == ([], [])


def test_what_was_removed_is_crossed_out(reader: Reader, page: Path) -> None:
    visit = reader.open(page)
    assert visit.page.locator(".change-mark.removed .cross").count() == 1  # the other one never had a place
    visit.page.locator(".changes [data-change=bridge-ishkashim]").click()
    assert visit.page.locator(".change-mark.removed.selected").count() == 1
    assert "Ishkashim bridge" in visit.page.locator(".drawer").inner_text()
