"""What a person asks of an import."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  # field of a dataclass
from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003  # field of a dataclass
from typing import TypedDict


class Options(TypedDict, total=False):
    """What may be said of an import besides source and layer; `Request` says what each means."""

    mapping: str | None
    fields: Mapping[str, str]
    source_key: str | None
    source_layer: str | None
    encoding: str | None
    crs: str | None
    within_km: float | None
    skip_faulty: bool
    remove_missing: bool


@dataclass(frozen=True)
class Request:
    """What a person asks for.

    Attributes:
        source: The file.
        layer: Name of the layer.
        mapping: Name of a mapping; recognised, or by names of columns, where not given.
        fields: By field, the column that holds it, or a constant after `=`.
        source_key: Key of `sources.json` for rows that name no source.
        source_layer: Layer of the file, where it holds several.
        encoding: How its text is encoded; recognised where not given.
        crs: Its CRS, whatever it declares.
        within_km: How far from the line new features may lie; as the mapping says where not given.
        skip_faulty: Whether sound rows come in although others are at fault.
        remove_missing: Whether features go that the file does not have.
    """

    source: Path
    layer: str
    mapping: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    source_key: str | None = None
    source_layer: str | None = None
    encoding: str | None = None
    crs: str | None = None
    within_km: float | None = None
    skip_faulty: bool = False
    remove_missing: bool = False
