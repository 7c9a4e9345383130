"""What an atlas holds, in numbers: the answer of `borderatlas info`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from borderatlas.maps.payload import newest

if TYPE_CHECKING:
    from borderatlas.maps.material import Material


@dataclass(frozen=True, slots=True)
class LayerSummary:
    """A layer in numbers.

    Attributes:
        name: Its name.
        title: Its title.
        features: How many features it holds.
        placed: How many of them have a place, on the map or along the line.
        kinds: How many of each kind, the most frequent first.
        newest: The newest date that a feature carries, ISO 8601, may be partial; None where none is dated.
        licence: SPDX identifier.
    """

    name: str
    title: str
    features: int
    placed: int
    kinds: dict[str, int]
    newest: str | None
    licence: str


@dataclass(frozen=True, slots=True)
class Summary:
    """An atlas in numbers.

    Attributes:
        title: Its title.
        length_km: Length of the border line on WGS 84.
        line: Version of the line.
        vertices: Vertices of the line.
        sources: How many sources it cites.
        layers: Its layers.
        maps: File names of its maps, in order, by name.
    """

    title: str
    length_km: float
    line: str
    vertices: int
    sources: int
    layers: list[LayerSummary]
    maps: dict[str, str]


def summarise(material: Material) -> Summary:
    """Counts what the atlas holds."""
    settings = material.settings
    return Summary(
        title=settings.title,
        length_km=round(material.border.length_km, 3),
        line=settings.border.version,
        vertices=len(material.border.kilometres),
        sources=len(material.sources),
        layers=[
            LayerSummary(
                name=name,
                title=settings.layers[name].title,
                features=len(layer),
                placed=sum(feature.geometry is not None or feature.placed_by_line() for feature in layer),
                kinds=dict(Counter(feature.kind for feature in layer).most_common()),
                newest=None if (date := newest(layer)) is None else str(date),
                licence=settings.layers[name].licence,
            )
            for name, layer in material.layers.items()
        ],
        maps={entry.name: f"{entry.name}.html" for entry in settings.maps},
    )
