"""Draws one map of the atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderatlas.maps import payload
from borderatlas.maps.atlas_map import AtlasMap
from borderatlas.maps.embedding import data_block
from borderatlas.maps.fallback import fallback
from borderatlas.maps.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from borderatlas.maps.material import Material
    from borderatlas.project import MapSettings

DATA_ID = "atlas-data"
"""Id of the element that carries a page's data; `web/src/data/block.ts` reads it."""


def draw(
    material: Material, entry: MapSettings, hosts: Iterable[str] = (), extra: Mapping[str, object] | None = None
) -> AtlasMap:
    """A map as a Folium map with its page around it.

    Args:
        material: What it is drawn from; it holds the layers of the map.
        entry: The map.
        hosts: Hosts that the map's author allows further elements to ask.
        extra: Members of the page's data that stand beside the usual ones, or in place of them.
    """
    settings = material.settings
    shown = [feature for _, feature in material.of_map(entry)]
    page = Page(
        f"{entry.title} · {settings.title}",
        data=data_block(DATA_ID, _payload(material, entry) | dict(extra or {})),
        fallback=fallback(settings, entry, shown, material.addresses),
        image_hosts=[item.host for item in settings.base_maps],
        hosts=hosts,
    )
    return AtlasMap(page, material.home)


def _payload(material: Material, entry: MapSettings) -> dict[str, object]:
    settings = material.settings
    members = material.of_map(entry)
    shown = [feature for _, feature in members]
    families, kinds, statuses, fields = payload.vocabulary_records(shown)
    return {
        "format": 1,
        "page": payload.page_record(settings, entry, shown, material.home),
        "border": payload.border_record(material),
        "backdrop": material.backdrop,
        "families": families,
        "kinds": kinds,
        "statuses": statuses,
        "fields": fields,
        "layers": {
            name: payload.layer_record(material.layers[name], settings, material.last_change(name))
            for name in entry.layers
        },
        "features": [
            payload.feature_record(feature, layer.name, material.addresses.get(feature.id))
            for layer, feature in members
        ],
        "sources": payload.source_records(shown, material.sources),
        "credits": payload.credit_records(settings),
        "basemaps": payload.base_map_records(settings),
    }
