"""What changed in the layers, as the index tells it: in words, and by name with the way to each feature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from borderatlas.changes.wording import count_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from borderatlas.changes.recording import ChangeLog
    from borderatlas.changes.releases import LayerChanges
    from borderatlas.layers import Feature
    from borderatlas.maps.material import Material

NAMED: Final = 40
"""How many features of one kind of change are named; of the others only the number is told."""


@dataclass(frozen=True, slots=True)
class Item:
    """A feature that changed.

    Attributes:
        name: Its name.
        link: The page that shows it, with the fragment that selects it; None where it is gone.
        note: The fields that changed, or its former id; may be empty.
    """

    name: str
    link: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Features to which the same happened: `added`, `removed`, `moved`, `changed` or `renamed`."""

    kind: str
    items: list[Item]
    left_out: int


@dataclass(frozen=True, slots=True)
class LayerNews:
    """What changed in a layer: its title, `3 added, 1 moved`, and which."""

    title: str
    words: str
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class News:
    """What changed since a release, or in one.

    Attributes:
        version: Version of the release.
        date: Its day.
        layers: The layers that changed.
    """

    version: str
    date: dt.date
    layers: list[LayerNews]


def since_release(log: ChangeLog, material: Material) -> News:
    """What changed since the last release."""
    newest = log.releases[0]
    return News(newest.version, newest.date, _layers(log.since, material))


def last_release(log: ChangeLog, material: Material) -> News | None:
    """What the last release changed against the one before; None where it is the first."""
    newest, *before = log.releases
    return News(newest.version, newest.date, _layers(newest.layers, material)) if before else None


def _layers(changes: dict[str, LayerChanges], material: Material) -> list[LayerNews]:
    found = []
    for name, entry in material.settings.layers.items():
        if changes.get(name):
            features = {feature.id: feature for feature in material.layers.get(name, ())}
            groups = list(_groups(changes[name], features, _page(name, material)))
            found.append(LayerNews(entry.title, count_words(changes[name].counts), groups))
    return found


def _groups(changes: LayerChanges, features: dict[str, Feature], page: str | None) -> Iterator[Group]:
    def item(key: str, note: str = "") -> Item:
        if key not in features:
            return Item(key, None, note)
        return Item(features[key].name, None if page is None else f"{page}#s={quote(key)}", note)

    fields = {key: ", ".join(name.replace("_", " ") for name in names) for key, names in changes.changed.items()}
    for kind, items in (
        ("added", [item(key) for key in changes.added]),
        ("removed", [Item(name, None, "" if name == key else key) for key, name in changes.removed.items()]),
        ("moved", [item(key) for key in changes.moved]),
        ("changed", [item(key, fields[key]) for key in changes.changed]),
        ("renamed", [item(key, f"was {former}") for key, former in changes.renamed.items()]),
    ):
        if items:
            yield Group(kind, items[:NAMED], max(0, len(items) - NAMED))


def _page(layer: str, material: Material) -> str | None:
    """The page that shows a layer with the fewest others."""
    showing = [entry for entry in material.settings.maps if layer in entry.layers]
    return f"{min(showing, key=lambda entry: len(entry.layers)).name}.html" if showing else None
