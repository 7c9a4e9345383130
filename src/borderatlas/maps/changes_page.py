"""A map of what changed between two versions: before and after, with arrows, and a list of every change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson
import shapely
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from borderatlas.changes import ABSENT
from borderatlas.changes.collections import closed_datasets, is_open, name_of
from borderatlas.changes.fields import list_change
from borderatlas.changes.words import word_changes
from borderatlas.layers import LAYERS, Layer, Source, Sources, detail_label, field_labels
from borderatlas.layers.geometry import parse_geometry
from borderatlas.maps import payload
from borderatlas.maps.drawing import draw
from borderatlas.maps.embedding import pack_line
from borderatlas.measures.addresses import CROSSING, addresses
from borderatlas.project import MapSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import JsonValue

    from borderatlas.changes import Diff, FeatureChange, FieldChange, GeometryChange, LayerDiff
    from borderatlas.layers import Feature
    from borderatlas.maps.atlas_map import AtlasMap
    from borderatlas.maps.material import Material
    from borderatlas.maps.payload import Record as Member

_NAME: Final = "changes"
_DETAILS: Final = "details"


def changes_map(material: Material, diff: Diff) -> AtlasMap:
    """The map of a comparison.

    Features that today's schema knows are drawn as on any map, those that were removed too; of others the list tells,
    and the map their places.

    Args:
        material: What the pages of the atlas are drawn from, as its files stand now.
        diff: What changed.
    """
    diff = _open(diff)
    features = {layer.name: _features(layer, diff) for layer in diff.layers if layer.name in material.settings.layers}
    first = next(iter(material.settings.layers))  # a page has a layer, also where nothing can be drawn
    shown = {name: found for name, found in features.items() if found} or {first: []}
    entry = MapSettings(
        name=_NAME,
        title="What changed",
        summary="Two versions compared: where things were, and where they are.",
        layers=list(shown),
    )
    changed = replace(
        material,
        settings=material.settings.model_copy(update={"maps": [entry]}),
        layers={name: Layer(name, Path(), tuple(found)) for name, found in shown.items()},
        sources=_sources(material, diff, [feature for found in shown.values() for feature in found]),
    )
    drawable = {feature.id for found in shown.values() for feature in found}
    gone = {key for layer in diff.layers for key in layer.removed}
    extra = {
        # The line with all that stands along it, and the way to the next crossing, whether these changed or not.
        "border": payload.border_record(material),
        "features": _feature_records(shown, gone, material),
        _NAME: _record(diff, drawable),
    }
    return draw(changed, entry, extra=extra)


def _feature_records(shown: Mapping[str, list[Feature]], gone: set[str], material: Material) -> list[Member]:
    drawn = [feature for found in shown.values() for feature in found]
    present = [feature for feature in drawn if feature.id not in gone]
    known = {feature.id for feature in drawn}
    others = [feature for feature in material.features if feature.kind == CROSSING and feature.id not in known]
    removed = [feature for feature in drawn if feature.id in gone]
    places = addresses(material.border, [*removed, *present, *others]) | addresses(material.border, [*present, *others])
    return [
        payload.feature_record(feature, name, places.get(feature.id))
        for name, found in shown.items()
        for feature in found
    ]


def _open(diff: Diff) -> Diff:
    """The comparison without the rows that may not be passed on."""
    closed = closed_datasets(diff.old.sources) | closed_datasets(diff.new.sources)
    layers = (
        replace(
            layer,
            added={key: record for key, record in layer.added.items() if is_open(record, closed)},
            removed={key: record for key, record in layer.removed.items() if is_open(record, closed)},
            changed=tuple(
                change
                for change in layer.changed
                if is_open(diff.new.layers[layer.name][change.key], closed)
                and is_open(diff.old.layers[layer.name][change.old_key], closed)
            ),
        )
        for layer in diff.layers
    )
    return replace(diff, layers=tuple(layer for layer in layers if layer))


def _features(layer: LayerDiff, diff: Diff) -> list[Feature]:
    """The features that changed as they are now, those that were removed as they were; where the schema has them."""
    schema = LAYERS.get(layer.name)
    if schema is None:
        return []
    now = diff.new.layers.get(layer.name, {})
    records = {**{change.key: now[change.key] for change in layer.changed}, **layer.added}
    found = []
    for record in (*records.values(), *(layer.removed[key] for key in layer.removed if key not in records)):
        members = {"id": record["id"], **record["properties"], "geometry": record["geometry"]}
        try:
            found.append(schema.adapter.validate_python(members))
        except ValidationError:
            continue
    return found


def _sources(material: Material, diff: Diff, features: list[Feature]) -> Sources:
    """The sources that the features name, as the newer version has them, else the older one, else the atlas."""
    found = []
    for key in sorted({key for feature in features for key in feature.sources}):
        record = diff.new.sources.get(key) or diff.old.sources.get(key)
        source = material.sources.get(key)
        if record is not None:
            with suppress(ValidationError):
                source = Source.model_validate({"id": key, **record["properties"]})
        found.append(source or Source.model_validate({"id": key, "type": "document", "title": key}))
    return Sources(Path(), found)


def _record(diff: Diff, drawable: set[str]) -> Member:
    """`Changes` of `web/src/changes/types.ts`."""
    return {
        "old": diff.old.label,
        "new": diff.new.label,
        "items": [item for layer in diff.layers for item in _items(layer, diff, drawable)],
        "sources": dict(diff.sources.counts),
        "settings": [_field(change) for change in diff.settings],
        "line": diff.line_changed,
    }


def _items(layer: LayerDiff, diff: Diff, drawable: set[str]) -> Iterator[Member]:
    for kind, records in (("added", layer.added), ("removed", layer.removed)):
        for key, record in records.items():
            yield {
                **_item(layer, key, name_of(record, key), drawable),
                "kinds": [kind],
                **_place("to" if kind == "added" else "from", record["geometry"]),
            }
    for change in layer.changed:
        yield {
            **_item(layer, change.key, change.name, drawable),
            "kinds": list(change.kinds),
            **_place("to", diff.new.layers[layer.name][change.key]["geometry"]),
            **_changed(change),
        }


def _item(layer: LayerDiff, key: str, name: str, drawable: set[str]) -> Member:
    return {"id": key, "layer": layer.name, "name": name, "drawable": key in drawable}


def _changed(change: FeatureChange) -> Member:
    told: Member = {"fields": [_field(field) for field in change.fields]}
    if change.key != change.old_key:
        told["old_id"] = change.old_key
    if change.geometry is not None:
        told |= {"move": _move(change.geometry), **_place("from", change.geometry.old)}
    return told


def _move(change: GeometryChange) -> Member:
    told: Member = {
        "kind": change.kind,
        "distance_m": change.distance_m,
        "old_km": change.old_km,
        "new_km": change.new_km,
        "precision_m": change.precision_m,
        "old_length_m": change.old_length_m,
        "new_length_m": change.new_length_m,
    }
    return {name: value for name, value in told.items() if value is not None}


def _place(side: str, geometry: JsonValue) -> Member:
    """Where the map goes to show a geometry, and its lines; nothing where it is no place on earth."""
    try:
        shape = parse_geometry(geometry)
    except PydanticCustomError:
        return {}
    point = shapely.point_on_surface(shape)
    told: Member = {side: [round(point.x, 6), round(point.y, 6)]}
    if "Point" not in shape.geom_type:
        parts = shapely.get_parts(shape.boundary if "Polygon" in shape.geom_type else shape)
        told[f"{side}_lines"] = [
            pack_line(np.asarray(line.coords)) for part in parts for line in shapely.get_parts(part)
        ]
    return told


def _field(change: FieldChange) -> Member:
    """A field by the name that readers know, and its runs of words that stayed, are gone or are new."""
    return {"label": _label(change), "runs": _runs(change)}


def _label(change: FieldChange) -> str:
    labels = field_labels()
    first, *rest = map(str, change.path)
    if first == _DETAILS and rest:
        first, *rest = rest
        return " › ".join([detail_label(first).label, *rest])
    return " › ".join([labels[first].label if first in labels else first, *rest])


def _runs(change: FieldChange) -> list[tuple[str, str]]:
    old, new = change.old, change.new
    if isinstance(old, str) and isinstance(new, str):
        return [(run.kind, run.text) for run in word_changes(old, new)]
    if isinstance(old, list) and isinstance(new, list):
        items = list_change(old, new)
        if not items.reordered:
            return [*(("old", _text(item)) for item in items.removed), *(("new", _text(item)) for item in items.added)]
    return [(kind, _text(value)) for kind, value in (("old", old), ("new", new)) if value is not ABSENT]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
