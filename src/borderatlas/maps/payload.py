"""What a map page carries: settings, border, backdrop and features in the form of `web/src/data/types.ts`.

Values stay values here: nothing is formatted, translated or turned into markup. The page does that, with `textContent`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely

from borderatlas.layers import FAMILIES, KINDS, STATUSES, detail_label, field_labels
from borderatlas.layers.kinds.boundary import Reach
from borderatlas.layers.kinds.clashes import Clash
from borderatlas.maps.embedding import pack_line, pack_measured
from borderatlas.maps.precision import mark
from borderatlas.measures.addresses import CROSSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from borderatlas.layers import Feature, Layer, PartialDate, Source
    from borderatlas.maps.material import Material
    from borderatlas.maps.news import LastChange
    from borderatlas.measures.addresses import Address
    from borderatlas.project import AtlasSettings, MapSettings

Record: TypeAlias = dict[str, object]


def newest(features: Iterable[Feature]) -> PartialDate | None:
    """The newest date that any of the features carries: the one that begins last."""
    dates = [date for feature in features for date in (feature.start, feature.end, feature.as_of) if date is not None]
    return max(dates, default=None)


def page_record(
    settings: AtlasSettings, entry: MapSettings, features: Sequence[Feature], home: Sequence[float]
) -> Record:
    """The page itself: titles, languages, the other pages.

    Args:
        settings: The atlas.
        entry: The map.
        features: The features of the map.
        home: West, south, east and north of the opening view, in degrees.
    """
    facts_to = newest(features)
    return _present(
        name=entry.name,
        title=entry.title,
        atlas=settings.title,
        summary=entry.summary,
        home=list(home),
        languages=[{"code": item.code, "label": item.label, "dir": item.direction} for item in settings.languages],
        facts_to=None if facts_to is None else str(facts_to),
        index="index.html",
        pages=[{"name": page.name, "title": page.title, "file": f"{page.name}.html"} for page in settings.maps],
        lacks=settings.backdrop.lacks,
        disclaimer=settings.disclaimer,
    )


def border_record(material: Material) -> Record:
    """The border line with the kilometre of each vertex, its reaches, its banks and the crossings along it."""
    parts = shapely.get_parts(material.border.geometry)
    line, metres = pack_measured(shapely.get_coordinates(parts), material.border.kilometres * 1000)
    settings = material.settings.border
    reaches = [feature for feature in material.features if isinstance(feature, Reach) and feature.placed_by_line()]
    crossings = [feature.id for feature in material.features if feature.kind == CROSSING]
    return {
        "length_km": round(material.border.length_km, 3),
        "version": settings.version,
        "licence": settings.licence,
        "line": line,
        "metres": metres,
        "starts": np.cumsum(shapely.get_num_coordinates(parts))[:-1].tolist(),
        "drawn": [pack_line(shapely.get_coordinates(part)) for part in shapely.get_parts(material.drawn)],
        "left": settings.left,
        "right": settings.right,
        "banks": material.banks,
        "reaches": [
            {"name": reach.name, "kind": reach.reach_kind, "from_km": reach.km_from, "to_km": reach.km_to}
            for reach in reaches
        ],
        "crossings": sorted(material.addresses[key]["km"] for key in crossings if key in material.addresses),
    }


def feature_record(feature: Feature, layer: str, address: Address | None) -> Record:
    """One feature with everything known of it; members without a value are left out.

    Args:
        feature: The feature.
        layer: Name of its layer.
        address: Its place along the border, from `addresses.addresses`.
    """
    return _present(
        id=feature.id,
        layer=layer,
        kind=feature.kind,
        name=feature.name,
        label=feature.label,
        names=dict(feature.names),
        status=feature.status,
        status_note=feature.status_note,
        as_of=_date(feature.as_of),
        start=_date(feature.start),
        end=_date(feature.end),
        summary=feature.summary,
        notes=feature.notes,
        **_geometry(feature),
        precision_m=feature.precision_m,
        place_level=feature.place_level,
        mark=mark(feature),
        address=address,
        position_source=feature.position_source,
        unplaced_reason=feature.unplaced_reason,
        conflicts=list(feature.conflicts),
        facts=[[name, value] for name, value in feature.facts().items()],
        timeline=[[entry.date, entry.event] for entry in feature.timeline],
        sources=[[key, feature.supports[key]] if key in feature.supports else [key] for key in feature.sources],
        deaths=_deaths(feature),
        relation=feature.relation,
    )


def vocabulary_records(features: Iterable[Feature]) -> tuple[list[Record], Record, Record, Record]:
    """Families, kinds, statuses and fields that the features use, each with the words that readers see."""
    used = list(features)
    kinds = {name: kind for name, kind in KINDS.items() if name in {feature.kind for feature in used}}
    names = {kind.family for kind in kinds.values()}
    families: list[Record] = [
        {"name": family.name, "title": family.title, "symbol": family.symbol, "hue": family.hue}
        for family in FAMILIES.values()
        if family.name in names
    ]
    labels = field_labels()
    fields: Record = {}
    for name in dict.fromkeys(name for feature in used for name in feature.facts()):
        label = labels.get(name) or detail_label(name)
        fields[name] = _present(label=label.label, unit=label.unit or None)
    return (
        families,
        {name: {"family": kind.family, "label": kind.label} for name, kind in kinds.items()},
        {
            name: {"label": status.label, "fill": status.fill}
            for name, status in STATUSES.items()
            if name in {feature.status for feature in used}
        },
        fields,
    )


def layer_record(layer: Layer, settings: AtlasSettings, change: LastChange | None = None) -> Record:
    """What readers should know of a layer: its licence, how many features, how old, and when it last changed."""
    entry = settings.layers[layer.name]
    date = newest(layer)
    return _present(
        title=entry.title,
        licence=entry.licence,
        contact=settings.contact,
        review_days=entry.review_days,
        newest=None if date is None else str(date),
        total=len(layer),
        change=None if change is None else change_record(change),
    )


def change_record(change: LastChange) -> Record:
    """When a layer last changed, and what."""
    return _present(
        version=change.version,
        date=change.date.isoformat(),
        since=change.since or None,
        counts=change.counts,
        ids=list(change.ids),
    )


def source_records(features: Iterable[Feature], sources: Mapping[str, Source]) -> Record:
    """The sources that the features name, by key."""
    keys = sorted({key for feature in features for key in feature.sources})
    return {
        key: _present(
            title=sources[key].title,
            publisher=sources[key].publisher or sources[key].container_title,
            issued=None if sources[key].issued is None else str(sources[key].issued),
            url=sources[key].url,
            note=sources[key].note,
        )
        for key in keys
    }


def credit_records(settings: AtlasSettings) -> list[Record]:
    """Who made what the pages use."""
    return [
        _present(text=credit.text, short=credit.short, url=credit.url, licence=credit.licence)
        for credit in settings.credits
    ]


def base_map_records(settings: AtlasSettings) -> list[Record]:
    """The online base maps on offer."""
    return [
        {
            "name": item.name,
            "host": item.host,
            "url": item.url,
            "attribution": item.attribution,
            "max_zoom": item.max_zoom,
        }
        for item in settings.base_maps
    ]


def _geometry(feature: Feature) -> Record:
    geometry = feature.geometry
    if isinstance(feature, Reach) and feature.placed_by_line():
        return {"stretch": [feature.km_from, feature.km_to]}
    if geometry is None:
        return {}
    parts = getattr(geometry, "geoms", [geometry])
    if "Point" in geometry.geom_type:
        return {"points": [[part.x, part.y] for part in parts]}
    return {"lines": [pack_line(np.asarray(part.coords)) for part in parts]}


def _deaths(feature: Feature) -> Record | None:
    if not isinstance(feature, Clash):
        return None
    return _present(low=feature.fatalities_low, best=feature.fatalities_best, high=feature.fatalities_high) or None


def _date(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)


def _present(**members: object) -> Record:
    return {name: value for name, value in members.items() if value is not None and value not in ([], {})}
