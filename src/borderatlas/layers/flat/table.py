"""A layer as columns: the flat twin of a million features at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from borderatlas.errors import UsageError
from borderatlas.layers.dates import PartialDate
from borderatlas.layers.flat.columns import Column, date_columns, flat_columns, language_of
from borderatlas.layers.flat.notation import write_text
from borderatlas.layers.flat.writing import date_end, write_value
from borderatlas.layers.reading import Layer
from borderatlas.layers.schemas import LAYERS, LayerSchema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    import pyarrow as pa
    from numpy.typing import ArrayLike, NDArray

    from borderatlas.layers.kinds.base import Feature

_BLANK: Final = r"[\s\x0b\x1c-\x1f\x{85}\p{Z}]"
_MAY_BE_FRAGILE: Final = rf'^{_BLANK}|{_BLANK}$|[\x00-\x08\x0b-\x1f\x{{fffe}}\x{{ffff}}]|^"'
"""What `notation` may write in another way, in the words of Arrow's regular expressions; rather too much than less."""

_AT_HAND: Final = 512
"""Features whose members fit into the cache of a processor."""


@dataclass(frozen=True, eq=False)
class FlatTable:
    """Features as columns, one row per feature, in their order.

    Attributes:
        layer: Name of the layer; empty where the features are of several.
        columns: The columns, in order.
        frame: Their cells, by name of the column, with Arrow's types (text, int64, double, bool, date32): what is not
            known is NA in all of them. The index counts from 0.
        geometry: The geometries as an array of Shapely objects, degrees of WGS 84, None where there is no place.
    """

    layer: str
    columns: tuple[Column, ...]
    frame: pd.DataFrame
    geometry: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.frame)

    def take(self, rows: ArrayLike) -> FlatTable:
        """Return the rows that a mask or a list of positions picks, in that order."""
        picked = np.asarray(rows)
        picked = picked if picked.dtype == bool else picked.astype(np.intp)
        frame = self.frame[picked] if picked.dtype == bool else self.frame.take(picked)
        return replace(self, frame=frame.reset_index(drop=True), geometry=self.geometry[picked])

    def filled(self) -> FlatTable:
        """Return the table without the columns in which no row says anything."""
        columns = tuple(column for column in self.columns if self.frame[column.name].notna().any())
        return replace(self, columns=columns, frame=self.frame[[column.name for column in columns]])

    def with_columns(self, columns: Iterable[Column], values: Mapping[str, ArrayLike]) -> FlatTable:
        """Return the table with further columns at its end, such as those of the border address.

        Args:
            columns: What they are.
            values: Their cells by name, one per row, None or NaN where not known.
        """
        added = tuple(columns)
        frame = self.frame.copy(deep=False)
        for column in added:
            frame[column.name] = _series(_array(values[column.name], column))
        return replace(self, columns=(*self.columns, *added), frame=frame)

    @classmethod
    def of_columns(
        cls, schema: LayerSchema, values: Mapping[str, ArrayLike], geometry: ArrayLike | None = None
    ) -> FlatTable:
        """Return the table of columns that stand as arrays already, such as a frame of a million events.

        Derived columns are worked out. Cells are taken as they are, in the form of the flat twin, and are checked no
        further than that they are of the type of their column.

        Args:
            schema: The schema of the layer.
            values: Cells by name of the column, all of one length: arrays, series, lists; None, NaN or NA where not
                known. Columns that are left out are empty.
            geometry: Shapely geometries, one per row; None where there are none.

        Raises:
            UsageError: A column is none of the layer, or its cells are of another type or number.
        """
        columns = flat_columns(schema, filter(None, map(language_of, values)))
        names = [column.name for column in columns if not column.derived]
        if strangers := [name for name in values if name not in names]:
            raise UsageError(
                f"The layer {schema.name} has no column {strangers[0]}. Its columns are: {', '.join(names)}."
            )
        first = next(iter(values.values()), () if geometry is None else geometry)
        size = len(first)  # type: ignore[arg-type]  # whatever is an array here has a length
        arrays: dict[str, pa.Array] = {}
        for column in columns:
            if column.derived:
                continue
            try:
                array = _array(values[column.name], column) if column.name in values else _nothing(column, size)
            except (ValueError, TypeError, OverflowError) as err:
                raise UsageError(
                    f"Column {column.name} of the layer {schema.name}: expected cells of type {column.type}; {err}"
                ) from err
            if len(array) != size:
                raise UsageError(f"Column {column.name}: expected {size} cells like the first, found {len(array)}.")
            arrays[column.name] = array
            if column.form == "partial date":
                arrays |= _ends_of_text(array, column)
        places = np.full(size, None, dtype=object) if geometry is None else np.asarray(geometry, dtype=object)
        if len(places) != size:
            raise UsageError(f"Geometry: expected {size} places, one per row, found {len(places)}.")
        return cls(schema.name, columns, _frame(columns, arrays), places)


def flat_table(features: Layer | Iterable[Feature], schema: LayerSchema | None = None) -> FlatTable:
    """Return features as columns; the cells are those of `to_row`.

    Args:
        features: A layer, or features of one or several layers.
        schema: Whose columns the table has; those of the kinds at hand where not given. A layer has all of its own.
    """
    name = features.name if isinstance(features, Layer) else schema.name if schema else ""
    schema = schema or LAYERS.get(name)
    rows = list(features)
    values = _values(rows)
    nothing = [None] * len(rows)
    languages = set().union(*filter(None, values.get("names", ())))
    columns = flat_columns(schema or dict.fromkeys(map(type, rows)), languages)
    arrays: dict[str, pa.Array] = {}
    for column in columns:
        if column.name not in arrays:
            arrays |= _of_features(column, values.get(column.field, nothing), rows)
    places = np.empty(len(rows), dtype=object)
    places[:] = values.get("geometry", nothing)
    return FlatTable(name, columns, _frame(columns, arrays), places)


def _values(rows: Sequence[Feature]) -> dict[str, list[Any]]:
    """The values of each field that any of the features has, None where another has not.

    Features are walked a few at a time, while the processor has them at hand, and fields that none says anything of
    are passed over: for a million features that is a third of the time.
    """
    said: set[str] = set().union(*(feature.model_fields_set for feature in rows))
    said |= {name for kind in {type(feature) for feature in rows} for name in _standing(kind)}
    values: dict[str, list[Any]] = {name: [] for name in said}
    for start in range(0, len(rows), _AT_HAND):
        some = [feature.__dict__ for feature in rows[start : start + _AT_HAND]]
        for name, found in values.items():
            found += [members.get(name) for members in some]
    return values


def _standing(kind: type[Feature]) -> Iterable[str]:
    """The fields that say something where nothing is said, such as `relation`."""
    return (name for name, field in kind.model_fields.items() if not field.is_required() and field.default)


def _of_features(column: Column, values: list[Any], rows: Sequence[Feature]) -> dict[str, pa.Array]:
    """The cells of one column; of a partial date also those derived from it."""
    if values.count(None) == len(values):
        derived = date_columns(column) if column.form == "partial date" else ()
        return {each.name: _nothing(each, len(values)) for each in (column, *derived)}
    if column.form == "partial date":
        dates, codes = _encoded(values)
        return {column.name: _decoded(map(str, dates), codes, column)} | _ends(dates, codes, column)
    if column.form == "list":
        lists, codes = _encoded(value or None for value in values)
        return {column.name: _decoded((write_value(each, column, rows[0]) for each in lists), codes, column)}
    if column.key:
        texts = [names.get(column.key) if names else None for names in values]
        return {column.name: _written(_array(texts, column))}
    if column.form == "plain":
        array = _array(values, column)
        return {column.name: _written(array) if column.type == "text" and not column.vocabulary else array}
    says_nothing = _default(column.field, rows) is not None  # then an empty object is as good as none
    cells = [
        write_value(value, column, feature) if value or (value is not None and not says_nothing) else None
        for value, feature in zip(values, rows, strict=True)
    ]
    return {column.name: _array(cells, column)}


def _encoded(values: Iterable[Any]) -> tuple[list[Any], pa.Array]:
    """The different values, and for each row which of them it has; null where it has None."""
    import pyarrow as pa  # noqa: PLC0415  # only tables need it

    place: dict[Any, int | None] = {None: None}
    codes = [place.setdefault(value, len(place) - 1) for value in values]
    return list(place)[1:], pa.array(codes, pa.int32())


def _decoded(cells: Iterable[object], codes: pa.Array, column: Column) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415

    return pa.array(list(cells), _type(column)).take(codes)


def _default(field: str, rows: Sequence[Feature]) -> object:
    """What the field holds where nothing is said."""
    return next(type(feature).model_fields[field].default for feature in rows if field in type(feature).model_fields)


def _type(column: Column) -> pa.DataType:
    import pyarrow as pa  # noqa: PLC0415  # only tables need it

    types = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}
    return types.get(column.type, pa.string())


def _array(values: ArrayLike | Sequence[object], column: Column) -> pa.Array:
    """The cells as an Arrow array of the column's type."""
    import pyarrow as pa  # noqa: PLC0415

    array = pa.array(values, from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if column.form == "partial date" and pa.types.is_temporal(array.type):
        array = array.cast(pa.date32())
    return array if array.type == _type(column) else array.cast(_type(column))


def _nothing(column: Column, size: int) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415

    return pa.nulls(size, _type(column))


def _ends_of_text(array: pa.Array, column: Column) -> dict[str, pa.Array]:
    encoded = array.dictionary_encode()
    try:
        dates = [PartialDate.parse(text) for text in encoded.dictionary.to_pylist()]
    except ValueError as err:
        raise UsageError(f"Column {column.name}: {err}.") from err
    return _ends(dates, encoded.indices, column)


def _ends(dates: Sequence[PartialDate], codes: pa.Array, column: Column) -> dict[str, pa.Array]:
    """The derived columns of a partial date, each different one worked out once."""
    return {
        each.name: _decoded((date_end(value, each) for value in dates), codes, each) for each in date_columns(column)
    }


def _written(array: pa.Array) -> pa.Array:
    """Text as `write_text` writes it; only what may need it is looked at one by one."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    fragile = pc.match_substring_regex(array, _MAY_BE_FRAGILE)
    if not pc.any(fragile).as_py():
        return array
    texts = array.to_pylist()
    for number in np.flatnonzero(pc.fill_null(fragile, fill_value=False).to_numpy(zero_copy_only=False)):
        texts[number] = write_text(texts[number])
    return pa.array(texts, pa.string())


def _series(array: pa.Array) -> pd.Series[Any]:
    import pandas as pd  # noqa: PLC0415

    return pd.Series(pd.arrays.ArrowExtensionArray(array))


def _frame(columns: Sequence[Column], arrays: Mapping[str, pa.Array]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame({column.name: _series(arrays[column.name]) for column in columns})
