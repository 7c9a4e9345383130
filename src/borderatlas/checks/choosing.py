"""Which files a check is asked to look at: layers by name, or any file as a layer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from borderatlas.checks.running import check
from borderatlas.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from borderatlas.checks.report import CheckReport
    from borderatlas.project import Project


def check_chosen(
    project: Project, asked: Iterable[str | Path], as_layer: str | None, today: dt.date | None
) -> CheckReport:
    """Check layers of an atlas, or a file as if it were one of them.

    Args:
        project: The atlas.
        asked: Names of layers, or one path of a file; all layers where there are none.
        as_layer: Name of the layer whose rules a file follows.
        today: The day from which ages are counted; the present one where not given.

    Raises:
        UsageError: There is no such layer, or nothing says which layer a file is.
    """
    files = choose(project, [str(each) for each in asked], as_layer)
    whole = as_layer is None and files.keys() == project.settings.layers.keys()
    return check(project, files, today or dt.datetime.now(tz=dt.UTC).date(), whole=whole)


def choose(project: Project, asked: list[str], as_layer: str | None) -> dict[str, Path]:
    """Return the file of each layer that is asked for, in the order of the settings.

    Raises:
        UsageError: As `check_chosen` says.
    """
    layers = project.settings.layers
    if as_layer is not None:
        if as_layer not in layers:
            raise UsageError.no_layer(as_layer, layers)
        if len(asked) != 1:
            raise UsageError(f"--as takes one file to check as the layer {as_layer}; found {len(asked)}.")
        return {as_layer: Path(asked[0])}
    for name in asked:
        if name not in layers and (Path(name).suffix or Path(name).exists()):
            raise UsageError(
                f"{name}: is no layer of this atlas. To check a file, say which layer it is: --as LAYER, one of "
                f"{', '.join(layers)}."
            )
        if name not in layers:
            raise UsageError.no_layer(name, layers)
    return {name: project.path(entry.file) for name, entry in layers.items() if not asked or name in asked}
