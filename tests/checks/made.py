"""Makes features, layer files and atlases for the tests of the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from borderatlas.checks.scanning import scan_file
from borderatlas.layers import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

    from borderatlas.layers import Finding

KNOWN = {"a-source", "b-source"}
SPOT = [70.0, 37.6]

SAMPLES: dict[str, dict[str, Any]] = {
    "crossings": {"kind": "bridge", "length_m": 135},
    "markets": {"kind": "market"},
    "missions": {"kind": "embassy", "sending_state": "Tajikistan"},
    "clashes": {"kind": "attack", "start": "2018-08-01", "fatalities_low": 1, "fatalities_high": 3},
    "energy": {"kind": "ac_line", "voltage_kv": 220},
    "boundary": {"kind": "guard_post", "post_type": "outpost"},
    "movements": {"kind": "refugee_flow", "people": 80000},
}
"""What is peculiar to a sound feature of each layer."""


def point(lon: float = SPOT[0], lat: float = SPOT[1]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def shape(kind: str, coordinates: object) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


def feature(layer: str, *, geometry: object = "a point", **properties: object) -> dict[str, Any]:
    """A sound feature with `properties` put over it; None takes a property away."""
    members = {"name": "Sample", "precision_m": 5000, "sources": ["a-source"], **SAMPLES[layer], **properties}
    feature_id = members.pop("id", "one")
    kept = {name: value for name, value in members.items() if value is not None}
    place = point() if geometry == "a point" else geometry
    return {"type": "Feature", "id": feature_id, "properties": kept, "geometry": place}


def collection(*features: object, **members: object) -> bytes:
    return orjson.dumps({"type": "FeatureCollection", **members, "features": list(features)})


def findings(path: Path, layer: str, data: bytes) -> list[Finding]:
    """What reading a layer file finds, the file being unreadable or not."""
    from borderatlas.errors import LayerError

    path.write_bytes(data)
    try:
        return scan_file(path, LAYERS[layer], KNOWN).findings
    except LayerError as error:
        return list(error.findings)
