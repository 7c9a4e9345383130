"""What changed in the layers: as the index tells it, in words and by name, and as the pages of the maps carry it."""

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


@dataclass(frozen=True, slots=True)
class LastChange:
    """When a layer last changed.

    Attributes:
        version: Version of the release that changed it, or after which it changed.
        date: Day of that release.
        since: Whether it changed after that release.
        counts: How many features are added, removed and so on; empty where the release is the first to have the layer.
        ids: The first of the features that changed and are still there.
    """

    version: str
    date: dt.date
    since: bool
    counts: dict[str, int]
    ids: tuple[str, ...]


def last_change(layer: str, log: ChangeLog) -> LastChange | None:
    """When a layer last changed; None where no release has it and it is as it was."""
    newest = log.releases[0]
    if since := log.since.get(layer):
        return LastChange(newest.version, newest.date, since=True, counts=since.counts, ids=_present_ids(since))
    having = [release for release in log.releases if layer in release.layers]
    if not having:
        return None
    found = next((release for release in having if release.layers[layer]), having[-1])
    changes = found.layers[layer]
    return LastChange(found.version, found.date, since=False, counts=changes.counts, ids=_present_ids(changes))


def _present_ids(changes: LayerChanges) -> tuple[str, ...]:
    """In the order in which kinds of change are told."""
    found = dict.fromkeys((*changes.added, *changes.moved, *changes.changed, *changes.renamed))
    return tuple(found)[:NAMED]


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
