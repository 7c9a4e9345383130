"""The backdrop of the pages: land, provinces, water and towns, as the page carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import numpy as np
import orjson

from borderatlas.errors import LayerError
from borderatlas.maps.embedding import pack_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas.project import Project

GeoJson = dict[str, Any]
"""A parsed GeoJSON object: what JSON can hold."""

Part = TypeVar("Part")


class Area(TypedDict):
    """A country, province or lake; polygons hold rings as `embedding.pack_line` packs them."""

    code: str
    names: dict[str, str]
    polygons: list[list[list[int]]]
    labels: list[list[float]]


class Province(Area):
    """A province, with the ISO 3166-1 alpha-3 code of its country."""

    country: str


class Lake(Area):
    """A lake, with its area in square kilometres."""

    area_km2: float


class River(TypedDict):
    """A river; `order` 1 is the largest, `quality` A the best."""

    names: dict[str, str]
    order: int
    quality: str
    line: list[int]


class Backdrop(TypedDict):
    """The backdrop: `Backdrop` of `web/src/data/types.ts`."""

    bounds: list[float]
    countries: list[Area]
    provinces: list[Province]
    rivers: list[River]
    lakes: list[Lake]
    towns: list[GeoJson]


def read_features(path: Path) -> list[GeoJson]:
    """The features of a backdrop file.

    Raises:
        LayerError: The file is missing or is no GeoJSON FeatureCollection.
    """
    features: list[GeoJson] = _read_collection(path)["features"]
    return features


def _read_collection(path: Path) -> GeoJson:
    """A backdrop file.

    Raises:
        LayerError: The file is missing or is no GeoJSON FeatureCollection.
    """
    try:
        content = orjson.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise LayerError(
            f"{path}: this file of the backdrop is missing. Put it there, or correct atlas.toml."
        ) from error
    except (OSError, orjson.JSONDecodeError) as error:
        raise LayerError(f"{path}: cannot be read as JSON ({error}). Correct or restore the file.") from error
    if not isinstance(content, dict) or not isinstance(content.get("features"), list):
        raise LayerError(f"{path}: is no GeoJSON FeatureCollection. Restore the file, or correct atlas.toml.")
    return content


def backdrop(project: Project) -> Backdrop:
    """The backdrop in the form of `Backdrop` in `web/src/data/types.ts`; parts that the settings leave out are empty.

    Raises:
        LayerError: A file is missing or lacks a member that a map needs.
    """
    settings = project.settings.backdrop

    def part(name: str | None, make: Callable[[GeoJson, GeoJson], Part]) -> list[Part]:
        if name is None:
            return []
        path = project.path(name)
        made = []
        for index, feature in enumerate(read_features(path)):
            try:
                made.append(make(feature["properties"], feature["geometry"]))
            except (KeyError, TypeError) as error:
                raise LayerError(
                    f"{path}: features[{index}] lacks {error}, without which the backdrop cannot be drawn. "
                    "geodata/README.md says what each file holds; restore it, or correct atlas.toml."
                ) from error
        return made

    path = project.path(settings.countries)
    return {
        "bounds": _bounds(_read_collection(path)),
        "countries": part(settings.countries, _area),
        "provinces": part(settings.provinces, _province),
        "rivers": part(settings.rivers, _river),
        "lakes": part(settings.lakes, _lake),
        "towns": part(settings.towns, _town),
    }


def _bounds(collection: GeoJson) -> list[float]:
    """West, south, east, north of the backdrop in degrees: its `bbox`, else the box of all polygons.

    The two differ where there is sea: the backdrop goes on beyond the coast.
    """
    box = collection.get("bbox")
    if isinstance(box, list) and len(box) == 4:
        return [float(edge) for edge in box]
    features = collection["features"]
    points = np.concatenate(
        [np.asarray(ring)[:, :2] for item in features for polygon in _polygons(item["geometry"]) for ring in polygon]
    )
    return [*points.min(axis=0).tolist(), *points.max(axis=0).tolist()]


def _province(values: GeoJson, geometry: GeoJson) -> Province:
    return {**_area(values, geometry), "country": values["country"]}


def _lake(values: GeoJson, geometry: GeoJson) -> Lake:
    return {**_area(values, geometry), "area_km2": values["area_km2"]}


def _river(values: GeoJson, geometry: GeoJson) -> River:
    line = pack_line(geometry["coordinates"])
    return {"names": values["names"], "order": values["order"], "quality": values["quality"], "line": line}


def _town(values: GeoJson, geometry: GeoJson) -> GeoJson:
    town = {name: values[name] for name in ("names", "rank", "population", "country")}
    if values.get("border_km") is not None:
        town["border_km"] = values["border_km"]
    return {**town, "point": geometry["coordinates"]}


def _area(values: GeoJson, geometry: GeoJson) -> Area:
    return {
        "code": values["code"],
        "names": values["names"],
        "polygons": [[pack_line(ring) for ring in polygon] for polygon in _polygons(geometry)],
        "labels": values["labels"],
    }


def _polygons(geometry: GeoJson) -> list[list[list[list[float]]]]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates
