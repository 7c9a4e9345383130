"""Features to compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

Make: TypeAlias = Callable[..., dict[str, Any]]


@pytest.fixture
def feature() -> Make:
    """Makes a GeoJSON feature at a point; None for `at` makes one without a place."""

    def make(key: str, at: tuple[float, float] | None = (70.0, 38.0), **properties: Any) -> dict[str, Any]:
        geometry = None if at is None else {"type": "Point", "coordinates": list(at)}
        return {"type": "Feature", "id": key, "properties": {"name": key.title(), **properties}, "geometry": geometry}

    return make
