"""An atlas with one small layer, to put things into that make no sense."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest

from borderatlas.checks.running import check
from borderatlas.project import open_project

if TYPE_CHECKING:
    from borderatlas.layers import Finding

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)

SOURCES = [
    {"id": "a-source", "type": "webpage", "title": "A page", "URL": "https://example.org/a"},
    {"id": "b-source", "type": "book", "title": "A book"},
]


class Bench:
    """Puts layers into a copy of the shipped atlas and checks them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = open_project(folder)
        self.write("sources.json", orjson.dumps(SOURCES))

    def write(self, name: str, data: bytes) -> Path:
        path = self.folder / "geodata" / name
        path.write_bytes(data)
        return path

    def findings(self, layer: str, *features: object, today: date = TODAY) -> list[Finding]:
        """What is found in a layer of these features, the age of the layer left out."""
        path = self.write(f"{layer}.geojson", orjson.dumps({"type": "FeatureCollection", "features": list(features)}))
        report = check(self.project, {layer: path}, today, whole=False)
        return [finding for finding in report.findings if finding.code != "layer-outdated"]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    shutil.copytree(ROOT / "geodata", tmp_path / "geodata", ignore=shutil.ignore_patterns("recipes"))
    return Bench(tmp_path)
