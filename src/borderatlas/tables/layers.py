"""Which of several layers of a file is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderatlas.errors import LayerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from borderatlas.tables.table import Source


def choose_layer(
    source: Source, asked: str | None, names: Sequence[str], *, others: Sequence[str] = (), word: str = "layer"
) -> str:
    """The layer to read.

    Args:
        source: The file.
        asked: The layer that the user names.
        names: Layers with records.
        others: All layers, where some hold nothing; they are read only when asked for.
        word: What the format calls a layer.

    Raises:
        UsageError: There are several and none is asked for, or not the one that is.
        LayerError: There is none.
    """
    every = list(others) or list(names)
    if asked is not None:
        if asked not in every:
            raise UsageError(f"{source.name}: there is no {word} {asked!r}. The {word}s are: {', '.join(every)}.")
        return asked
    if len(names) > 1:
        raise UsageError(
            f"{source.name}: holds {len(names)} {word}s. Name one with {source.option}: {', '.join(names)}."
        )
    if not every:
        raise LayerError(f"{source.name}: holds no {word}. It may be damaged or not whole: fetch or save it again.")
    return names[0] if names else every[0]
