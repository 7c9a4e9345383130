"""A bench that makes sound features of every layer, writes layer files and reads them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest

from borderatlas.errors import LayerError
from borderatlas.layers import Finding, Layer, read_layer

if TYPE_CHECKING:
    from pathlib import Path

POINT = {"type": "Point", "coordinates": [71.5, 37.5]}

SAMPLES: dict[str, dict[str, Any]] = {
    "crossings": {"kind": "bridge", "length_m": 135},
    "markets": {"kind": "market", "market_days": "Saturday"},
    "missions": {"kind": "embassy", "sending_state": "Tajikistan"},
    "clashes": {"kind": "attack", "start": "2018-08", "fatalities_low": 1, "fatalities_high": 3},
    "energy": {"kind": "ac_line", "voltage_kv": 220},
    "boundary": {"kind": "guard_post", "post_type": "outpost"},
    "movements": {"kind": "refugee_flow", "people": 80000},
}


class Bench:
    """Makes features, writes layer files into a folder and reads them back.

    Attributes:
        samples: What is peculiar to a sound feature of each layer.
    """

    samples = SAMPLES

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def feature(layer: str, *, geometry: object = POINT, **properties: object) -> dict[str, Any]:
        """Return a sound feature of `layer` with `properties` put over it; None takes a property away."""
        members = {"name": "Sample", "precision_m": 5000, "sources": ["a-source"], **SAMPLES[layer], **properties}
        feature_id = members.pop("id", f"a-{layer}")
        kept = {name: value for name, value in members.items() if value is not None}
        return {"type": "Feature", "id": feature_id, "properties": kept, "geometry": geometry}

    def write(self, name: str, value: object) -> Path:
        """Write bytes as they are, anything else as JSON."""
        path = self.folder / name
        path.write_bytes(value if isinstance(value, bytes) else orjson.dumps(value))
        return path

    def read(self, layer: str, *features: object) -> Layer:
        """Read `features` as a layer of that name."""
        collection = {"type": "FeatureCollection", "features": list(features)}
        return read_layer(self.write(f"{layer}.geojson", collection), layer)

    def faults(self, layer: str, *features: object) -> list[Finding]:
        """Return what is found wrong with `features`."""
        with pytest.raises(LayerError) as caught:
            self.read(layer, *features)
        assert all(finding.text() in str(caught.value) for finding in caught.value.findings)
        return list(caught.value.findings)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)
