"""Made countries, as files of many kinds."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes polygons with their fields into a file."""

    def written(
        name: str,
        shapes: list[BaseGeometry],
        fields: Mapping[str, list[Any]],
        crs: object = "EPSG:4326",
        **options: Any,
    ) -> Path:
        path = tmp_path / name
        frame = gpd.GeoDataFrame(dict(fields), geometry=shapes, crs="EPSG:4326")
        frame = frame.set_crs(None, allow_override=True) if crs is None else frame.to_crs(crs)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of a file without a CRS, which is meant
            frame.to_file(path, engine="pyogrio", **options)
        return path

    return written
