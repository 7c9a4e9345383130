"""`Atlas`: opens a folder and offers everything that the command line offers, by the same names.

What it reads stands in `opening`, what it answers in `questions`, how its layers are kept in `care`, and what leaves it
in `output`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from borderatlas.atlas.care import Care
from borderatlas.atlas.output import Output
from borderatlas.atlas.questions import Questions
from borderatlas.project import open_project
from borderatlas.summary import Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from borderatlas.starting import Started

__all__ = ["Atlas"]


class Atlas(Questions, Care, Output):
    """A border, its layers and its maps.

    Files are read when they are first asked for, and then kept; open the atlas again to see changes.

    Example:
        >>> atlas = Atlas.open(".")
        >>> len(atlas.layers["clashes"])
        119
        >>> atlas.map("clashes").save("clashes.html")
    """

    @classmethod
    def open(cls, path: str | Path = ".") -> Atlas:
        """Opens an atlas.

        Args:
            path: Its folder, its data folder, or its `atlas.toml`.

        Raises:
            SettingsError: There is no `atlas.toml`, or it is at fault; every fault is listed.
        """
        return cls(open_project(path))

    @staticmethod
    def new(  # noqa: PLR0913  # one for each way to say which countries
        folder: str | Path,
        countries: Sequence[str] = (),
        *,
        collection: Path | None = None,
        left: Path | None = None,
        right: Path | None = None,
        layer: str | None = None,
        precision_m: float | None = None,
        tolerance_m: float = 10.0,
    ) -> Started:
        """Makes an empty atlas for another border in a new folder: line, sides, backdrop, settings, first rows.

        Args:
            folder: The folder; it must not hold anything.
            countries: Codes or names of the two countries.
            collection: A file of polygons that holds both; without files an installed package gives them.
            left: A file that holds one of them.
            right: A file that holds the other one.
            layer: Layer of the files, where they hold several.
            precision_m: How far their outlines may be off, in metres; None where that is not known.
            tolerance_m: How far apart two outlines may lie and still be one line, in metres.

        Raises:
            UsageError: The folder is not empty, or the two countries are not there.
            LayerError: A file cannot be read.
            GeometryError: The two have no border.
            OutputError: The folder cannot be written.
        """
        from borderatlas.starting import choose, start  # noqa: PLC0415  # as rare as it is heavy

        outlines = choose(
            countries, collection=collection, left=left, right=right, layer=layer, precision_m=precision_m
        )
        return start(Path(folder), outlines, tolerance_m)

    def info(self) -> Summary:
        """What the atlas holds, in numbers.

        Raises:
            LayerError: A layer is at fault.
        """
        return summarise(self._material)
