"""Columns as JSON text, many rows at once: the same bytes as orjson writes for one cell after the other.

A million rows take two seconds so, where a dictionary for each row takes ten; and Arrow lets other threads run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa
    from numpy.typing import NDArray

    Texts: TypeAlias = "tuple[str | pa.Array, ...]"

_TO_ESCAPE: Final = r'["\\\x00-\x1f]'
_NULL: Final = "null"


def json_texts(cells: pa.Array) -> Texts:
    """The JSON of cells, in fragments: what stands in every row as a string, the rest as an array of texts.

    Args:
        cells: Text, numbers, truth values or dates, shape (n,); null where there is nothing, which `joined` writes so.
    """
    import pyarrow as pa  # noqa: PLC0415  # only tables need it
    import pyarrow.compute as pc  # noqa: PLC0415

    kind = cells.type
    if cells.null_count == len(cells):
        return (_NULL,)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _quoted(_escaped(cells.cast(pa.large_string())))
    if pa.types.is_float64(kind):
        return (_split(cells.to_numpy(zero_copy_only=False), ","),)
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return (pc.cast(cells, pa.large_string()),)
    if pa.types.is_date32(kind):
        return _quoted(pc.cast(cells, pa.large_string()))
    return (pa.array([orjson.dumps(cell).decode() for cell in cells.to_pylist()], pa.large_string()),)


def json_vertices(coordinates: NDArray[np.float64]) -> pa.Array:
    """The JSON of vertices without the brackets about each.

    Args:
        coordinates: Degrees, shape (n, 2), n at least 1.
    """
    return _split(coordinates, "],[")


def joined(fragments: Iterable[str | pa.Array]) -> pa.Array:
    """The fragments of each row joined; those that are strings stand in every row, and `null` for what is null.

    At least one of them is an array: it tells how many rows there are.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    large = pa.large_string()
    texts: list[pa.Scalar | pa.Array] = []
    same: list[str] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            same.append(fragment)
        else:
            texts += [pa.scalar("".join(same), large), fragment]
            same = []
    texts += [pa.scalar("".join(same), large), pa.scalar("", large)]
    return pc.binary_join_element_wise(*texts, null_handling="replace", null_replacement=_NULL)


def text_of(rows: pa.Array) -> memoryview:
    """The texts of all rows behind each other."""
    start, end, data = _bytes_of(rows)
    return memoryview(data)[start:end]


def _quoted(texts: pa.Array) -> Texts:
    if not texts.null_count:
        return ('"', texts, '"')
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    quote = pa.scalar('"', pa.large_string())
    return (pc.binary_join_element_wise(quote, texts, quote, pa.scalar("", pa.large_string())),)


def _escaped(texts: pa.Array) -> pa.Array:
    """Texts as they stand within quotes; only those with marks to escape are looked at, each different one once."""
    start, end, data = _bytes_of(texts)
    marks = np.frombuffer(data, np.uint8)[start:end]
    if not ((marks < 0x20) | (marks == ord('"')) | (marks == ord("\\"))).any():
        return texts
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    which = pc.fill_null(pc.match_substring_regex(texts, _TO_ESCAPE), fill_value=False)
    different = texts.filter(which).dictionary_encode()
    escaped = [orjson.dumps(text)[1:-1].decode() for text in different.dictionary.to_pylist()]
    return pc.replace_with_mask(texts, which, pa.array(escaped, pa.large_string()).take(different.indices))


def _split(numbers: NDArray[np.float64], between: str) -> pa.Array:
    """The JSON of an array cut between its items; NaN and infinity are null."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    json = orjson.dumps(np.ascontiguousarray(numbers), option=orjson.OPT_SERIALIZE_NUMPY).decode()
    return pc.split_pattern(pa.array([json.strip("[]")], pa.large_string()), between).values


def _bytes_of(texts: pa.Array) -> tuple[int, int, pa.Buffer]:
    """Where the bytes of an array of large strings begin and end, and the buffer in which they stand."""
    _, offsets, data = texts.buffers()
    places = np.frombuffer(offsets, np.int64)
    return int(places[texts.offset]), int(places[texts.offset + len(texts)]), data
