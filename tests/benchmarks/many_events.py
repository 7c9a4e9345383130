"""A page of many events, for measuring: invented clashes of every precision, scattered within 30 km of the line."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import Geod

from borderatlas import Atlas

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("exchange_of_fire", "attack", "infiltration", "killing", "air_strike", "rocket_fire", "other")
PARTIES = (
    "border guards",
    "smugglers",
    "Taliban",
    "opposition fighters",
    "unknown gunmen",
    "local police",
    "shepherds",
)
PRECISIONS = ((300, "exact"), (2000, "near"), (5000, "near"), (20_000, "district"), (30_000, "district"))
FARTHEST_M = 30_000
FIRST_DAY, DAYS = date(1992, 1, 1), 12_600


def event(rng: np.random.Generator, number: int, place: tuple[float, float], sources: list[str]) -> dict[str, Any]:
    """One event: every ninth is dated to the month only, every fourth has no deaths stated."""
    start = (FIRST_DAY + timedelta(int(rng.integers(DAYS)))).isoformat()
    one, other = (PARTIES[i] for i in rng.choice(len(PARTIES), 2, replace=False))
    precision, level = PRECISIONS[int(rng.integers(len(PRECISIONS)))]
    low = int(rng.integers(6))
    properties: dict[str, Any] = {
        "kind": KINDS[int(rng.integers(len(KINDS)))],
        "name": f"Incident {number}",
        "status": "past",
        "start": start if number % 9 else start[:7],
        "summary": f"{one} and {other} clashed; reported as event {number}.",
        "precision_m": precision,
        "place_level": level,
        "relation": "core",
        "actors": [one, f"{other} of unit {int(rng.integers(40))}"],
        "scope": "border",
        "sources": [sources[int(i)] for i in rng.choice(len(sources), 1 + number % 2, replace=False)],
    }
    if number % 4:
        properties |= {"fatalities_low": low, "fatalities_best": low + 1, "fatalities_high": low + 3}
    point = {"type": "Point", "coordinates": [round(place[0], 5), round(place[1], 5)]}
    return {"type": "Feature", "id": f"event-{number}", "properties": properties, "geometry": point}


def clashes_page(root: Path, folder: Path, count: int) -> Path:
    """Builds the page of clashes of a copy of the atlas at `root`, with `count` events in place of its own."""
    shutil.copytree(root / "geodata", folder / "geodata", ignore=shutil.ignore_patterns("recipes"))
    settings = folder / "geodata/atlas.toml"
    settings.write_text(re.sub(r"(?m)^downloads = .*$", "", settings.read_text("utf-8")), "utf-8")
    atlas = Atlas.open(folder)
    rng = np.random.default_rng(1)
    kilometres = rng.uniform(0, atlas.border.length_km, count)
    lons, lats = shapely.get_coordinates(atlas.border.point_at(kilometres)).T
    away = FARTHEST_M * np.sqrt(rng.random(count))
    lon, lat, _ = Geod(ellps="WGS84").fwd(lons, lats, rng.uniform(0, 360, count), away)
    sources = sorted(atlas.sources)
    events = [event(rng, i, (float(lon[i]), float(lat[i])), sources) for i in range(count)]
    layer = json.dumps({"type": "FeatureCollection", "features": events})
    (folder / "geodata/clashes.geojson").write_text(layer, "utf-8")
    return next(page.path for page in Atlas.open(folder).build(folder / "maps") if page.path.stem == "clashes")
