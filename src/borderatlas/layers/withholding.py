"""Rows that may not be passed on: those of a dataset whose source forbids it.

The source says so in `sources.json` by `"custom": {"redistribution": "forbidden"}`, and a row names its dataset in the
field `dataset`. Such rows serve those who hold the dataset; they stand in no page and no export.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from borderatlas.layers.reading import Layer
    from borderatlas.layers.sources import Sources


def withhold(layers: Mapping[str, Layer], sources: Sources) -> tuple[dict[str, Layer], Counter[str]]:
    """The layers without the rows that may not be passed on.

    Args:
        layers: Layers by name.
        sources: The sources, by key.

    Returns:
        The layers, and how many rows of which dataset were left out.
    """
    used = {feature.dataset for layer in layers.values() for feature in layer if feature.dataset is not None}
    closed = {key for key in used if key in sources and not sources[key].may_be_passed_on}
    left_out: Counter[str] = Counter()
    kept = {}
    for name, layer in layers.items():
        rows = [feature for feature in layer if feature.dataset in closed]
        left_out.update(str(feature.dataset) for feature in rows)
        open_rows = tuple(feature for feature in layer if feature.dataset not in closed)
        kept[name] = replace(layer, features=open_rows) if rows else layer
    return kept, left_out


def tell_withheld(left_out: Mapping[str, int]) -> list[str]:
    """A sentence per dataset whose rows were left out."""
    return [
        f"{name}: {count:,} row{'s' * (count != 1)} left out, as this dataset may not be passed on."
        for name, count in sorted(left_out.items())
    ]
