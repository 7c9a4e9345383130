"""The layers against the last build: what the maps still show and the layers no longer have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson

from borderatlas.layers.faults import Spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from borderatlas.layers.findings import Finding

MANIFEST: Final = ".borderatlas.json"
"""What a build leaves beside its pages; `layers` in it has the ids of the features that were drawn, by layer."""


def built_features(folder: Path) -> dict[str, list[str]]:
    """The ids of the features that the last build drew, by layer; empty where it left none.

    Args:
        folder: The folder of the maps.
    """
    try:
        layers = orjson.loads((folder / MANIFEST).read_bytes())["layers"]
        return {name: [str(feature_id) for feature_id in layer["features"]] for name, layer in layers.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):  # no build yet, or one of another version
        return {}


def gone(layer: str, file: str, ids: Collection[str | None], built: Collection[str]) -> Iterator[Finding]:
    """Yield a warning for each feature of the last build that the layer no longer has.

    Args:
        layer: Name of the layer.
        file: Its file.
        ids: Ids that the file has, of features at fault too.
        built: Ids that the last build drew.
    """
    for feature_id in sorted(set(built) - set(ids)):
        yield Spot(layer, file, feature_id).finding(
            "feature-gone",
            expected="a feature of this id: the last build drew one, and links lead to it",
            hint="Restore it or its id; if it went on purpose, build the maps again.",
        )
