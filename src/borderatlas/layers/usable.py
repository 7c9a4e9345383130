"""Reads all layers of an atlas: those that can be used, and the faults of those that cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderatlas.errors import LayerError
from borderatlas.layers.findings import report
from borderatlas.layers.reading import read_layer
from borderatlas.layers.sources import check_sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from borderatlas.layers.reading import Layer
    from borderatlas.layers.sources import Sources
    from borderatlas.project import Project


def read_usable(project: Project, sources: Sources) -> tuple[dict[str, Layer], dict[str, LayerError]]:
    """Return the layers that can be used, and the faults of those that cannot, by name.

    Args:
        project: The atlas.
        sources: Its sources: a layer that names others cannot be used.
    """
    layers, faults = {}, {}
    for name, entry in project.settings.layers.items():
        try:
            layer = read_layer(project.path(entry.file), name)
        except LayerError as error:
            faults[name] = error
            continue
        if unknown := check_sources([layer], sources):
            faults[name] = LayerError(report(unknown), unknown)
        else:
            layers[name] = layer
    return layers, faults


def together(errors: Iterable[LayerError]) -> LayerError:
    """Return the faults of several layers as one error."""
    errors = list(errors)
    return LayerError("\n".join(map(str, errors)), [finding for error in errors for finding in error.findings])
