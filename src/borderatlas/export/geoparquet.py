"""GeoParquet 1.1: one file a layer, with the box of every feature as a column of its own (covering)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from borderatlas.errors import OutputError
from borderatlas.export.format import Format
from borderatlas.export.reading_back import Expected, Seen, bounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from borderatlas.export.content import Content, Part
    from borderatlas.export.losses import LossReport


def _write(
    path: Path,
    parts: Sequence[Part],
    content: Content,
    losses: LossReport,  # noqa: ARG001  # nothing is lost
    *,
    flat: bool,  # noqa: ARG001  # it is flat
) -> Sequence[Expected]:
    import geopandas  # noqa: PLC0415  # only tables need it

    (part,) = parts
    table = part.table.filled()
    frame = geopandas.GeoDataFrame(table.frame, geometry=table.geometry, crs="OGC:CRS84")
    frame.to_parquet(
        path,
        index=False,
        geometry_encoding="WKB",
        write_covering_bbox=True,
        schema_version="1.1.0",
        compression="zstd",
    )
    _add_terms(path, part, content)
    return [Expected(part.name, len(part), tuple(table.frame.columns), bounds_of(table.geometry))]


def _add_terms(path: Path, part: Part, content: Content) -> None:
    """Puts licence, credits and disclaimer beside the `geo` metadata."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pq.read_table(path)
    said = {
        "title": f"{content.title}: {part.title}",
        "licence": part.licence,
        "attribution": part.attribution,
        "disclaimer": content.disclaimer,
        "line_version": content.line_version,
    }
    metadata = {**table.schema.metadata, b"atlas": json.dumps(said, ensure_ascii=False).encode()}
    metadata.pop(b"pandas", None)  # it tells versions of what is installed here, and nobody needs it
    pq.write_table(table.replace_schema_metadata(metadata), path, compression="zstd")


def _read_back(path: Path) -> Iterator[Seen]:
    """Pyarrow again, for want of another reader in Python; the geometry, though, as the bytes that stand there."""
    import pyarrow as pa  # noqa: PLC0415  # only what is written is read back
    import pyarrow.parquet as pq  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise OutputError(f"{path.name}: what was written cannot be read back ({error}).") from error
    geo: dict[str, Any] = json.loads(table.schema.metadata[b"geo"])
    shapes = shapely.from_wkb(table[geo["primary_column"]].to_numpy())
    yield Seen("", table.num_rows, tuple(table.column_names), bounds_of(shapes))


GEOPARQUET = Format("geoparquet", "GeoParquet", ".parquet", _write, _read_back)
