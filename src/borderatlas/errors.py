"""What can go wrong, by the level at which it broke.

Every message says what is wrong, where, what is expected and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


class AtlasError(Exception):
    """A fault that the user can mend; shown without a traceback.

    Attributes:
        exit_code: What the command line returns: 1 for faulty data, 2 for wrong usage or settings.
    """

    exit_code = 1


class SettingsError(AtlasError):
    """`atlas.toml` is missing, broken, or names something that does not exist."""

    exit_code = 2


class UsageError(AtlasError):
    """An argument that this atlas cannot answer, such as the name of a map that it does not have."""

    exit_code = 2

    @classmethod
    def no_layer(cls, name: str, layers: Iterable[str]) -> Self:
        """The error that a layer was asked for which is not among `layers`."""
        known = list(layers)
        return cls(f"There is no layer {name!r}{suggestion(name, known)}. The layers are: {', '.join(known)}.")


class LayerError(AtlasError):
    """A layer file cannot be read, or its features break the schema.

    Attributes:
        findings: The faults one by one, as `borderatlas.layers.findings.Finding`; empty where nothing was looked at.
    """

    def __init__(self, message: str, findings: Iterable[Any] = ()) -> None:
        super().__init__(message)
        self.findings: tuple[Any, ...] = tuple(findings)


class GeometryError(AtlasError):
    """A geometry that cannot serve its purpose, such as a border line without length."""


class OutputError(AtlasError):
    """A file or folder cannot be written; what stood there before is untouched."""


def suggestion(word: str, words: Iterable[str]) -> str:
    """What may have been meant, ready to follow the wrong word: ` (did you mean clashes?)`; empty if none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  # only on a fault

    close = get_close_matches(word, list(words), n=1)
    return f" (did you mean {close[0]}?)" if close else ""
