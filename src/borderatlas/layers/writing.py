"""The bytes of a layer file and of the list of sources: one form only, so that a change shows as what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from borderatlas.layers.kinds.base import Feature
    from borderatlas.layers.sources import Source

_OPTIONS: Final = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def dump_layer(features: Iterable[Feature]) -> bytes:
    """Return a GeoJSON FeatureCollection (RFC 7946): sorted by id, indented by two, UTF-8, ending in a newline."""
    ordered = sorted(features, key=lambda feature: feature.id)
    collection = {"type": "FeatureCollection", "features": [feature.to_geojson() for feature in ordered]}
    return orjson.dumps(collection, option=_OPTIONS)


def dump_sources(sources: Iterable[Source]) -> bytes:
    """Return CSL-JSON: sorted by id, indented by two, UTF-8, ending in a newline."""
    ordered = sorted(sources, key=lambda source: source.id)
    return orjson.dumps([source.to_csl() for source in ordered], option=_OPTIONS)
