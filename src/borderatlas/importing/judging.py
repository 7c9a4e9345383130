"""Judges what an import would make of a layer: by the schema, the sources, the checks, and what is there already."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from borderatlas.border.geodesy import courses
from borderatlas.checks.events import NEAR_M
from borderatlas.checks.running import check
from borderatlas.importing.drafts import feature_of_piece
from borderatlas.importing.leaves import fits_json
from borderatlas.layers import dump_sources
from borderatlas.layers.dates import interval
from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import shorten
from borderatlas.layers.reading import examine
from borderatlas.layers.sources import named_sources, unknown_source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from borderatlas.layers import Feature, Finding, LayerSchema, Source
    from borderatlas.project import Project

_LONGEST_DAYS: Final = 7
"""Events that are known no better than to so many days are not compared: too many would be alike."""
_AT_ONCE: Final = 2_000
"""New features beyond which none is compared with what is there: the whole of a data set comes in."""


def judged(
    entry: dict[str, Any], schema: LayerSchema, spot: Spot, sources: Collection[str]
) -> tuple[Feature | None, list[Finding]]:
    """Return the feature that an entry makes, None if it is at fault, and all that is found, by the row it comes from.

    Args:
        entry: A GeoJSON feature.
        schema: What it may be.
        spot: Its row.
        sources: Keys of the sources.
    """
    feature, found = examine(entry, 1, schema, spot)
    findings = [replace(finding, feature=spot.feature) for finding in found]
    if feature is not None:
        findings += [
            unknown_source(key, field, sources, spot)
            for field, key in named_sources(feature.sources, feature.dataset)
            if key not in sources
        ]
    if feature is not None and not fits_json(entry):
        hint = "Shorten the number, or give it as text."
        findings.append(spot.finding("value-out-of-range", expected="whole numbers of at most 64 bits", hint=hint))
    faulty = any(finding.level == "error" for finding in findings)
    return None if faulty else feature, findings


def warnings_of(
    project: Project, layer: str, file: Path, sources: Iterable[Source], today: date
) -> tuple[Finding, ...]:
    """Return what `borderatlas check` finds in a layer.

    Args:
        project: The atlas.
        layer: Name of the layer.
        file: The layer, as it would be.
        sources: All sources, as they would be.
        today: The day from which ages are counted.
    """
    with tempfile.TemporaryDirectory(prefix="borderatlas-") as folder:
        listed = Path(folder, "sources.json")
        listed.write_bytes(dump_sources(sources))
        settings = project.settings.model_copy(update={"sources": str(listed)})
        return check(project.model_copy(update={"settings": settings}), {layer: file}, today, whole=False).findings


def likely_known(
    new: Mapping[str, bytes], schema: LayerSchema, labels: Mapping[str, str], source: str, standing: Iterable[Feature]
) -> list[Finding]:
    """Return a warning for each new feature that is likely one which the layer has under another id.

    Events are alike that share a day and lie within 5 km of each other. Other features are alike that are of one kind
    and lie within 500 m, or within 5 km under one name.

    Args:
        new: Features that the import adds, by id, as JSON.
        schema: What they may be.
        labels: What messages call their rows, by id.
        source: The file that these stand in.
        standing: Features that the layer has.
    """
    if len(new) > _AT_ONCE:
        return []
    others = [feature for feature in standing if _point(feature) is not None]
    if not others:
        return []
    places = np.array([_point(feature) for feature in others])
    found = []
    for feature_id, piece in new.items():
        spot = Spot(schema.name, source, labels[feature_id])
        feature, _ = examine(feature_of_piece(piece), 1, schema, spot)
        here = None if feature is None else _point(feature)
        if feature is None or here is None:
            continue
        close = np.flatnonzero(np.abs(places[:, 1] - here[1]) < 0.1)
        if not len(close):
            continue
        _, metres = courses(np.broadcast_to(np.array(here), (len(close), 2)), places[close])
        nearest = sorted(zip(metres.tolist(), close.tolist(), strict=True))
        match = next((row for distance, row in nearest if _alike(feature, others[row], distance)), None)
        if match is not None:
            found.append(
                spot.finding(
                    "likely-known",
                    value=shorten(feature_id),
                    expected=f"something new; likely the same as {others[match].id}",
                    hint="Leave the row out, or keep both and say so with possible_duplicate_of.",
                )
            )
    return found


def _point(feature: Feature) -> tuple[float, float] | None:
    shape = feature.geometry
    if shape is None or shape.is_empty:
        return None
    place = shape.centroid
    return float(place.x), float(place.y)


def _alike(one: Feature, other: Feature, metres: float) -> bool:
    days = [interval(feature.start, feature.end) for feature in (one, other)]
    if "actors" in type(one).model_fields:
        if metres > NEAR_M or days[0] is None or days[1] is None:
            return False
        if any((last - first).days >= _LONGEST_DAYS for first, last in (days[0], days[1])):
            return False
        return days[0][0] <= days[1][1] and days[1][0] <= days[0][1]
    if one.kind != other.kind:
        return False
    return metres <= NEAR_M / 10 or (metres <= NEAR_M and one.name.casefold() == other.name.casefold())
