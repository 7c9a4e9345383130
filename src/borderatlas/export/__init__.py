"""Exports: one module per format, styles, and a report of what a format could not carry."""

from borderatlas.export.content import Content, Part
from borderatlas.export.delivering import Exported, deliver
from borderatlas.export.exporting import Order, export
from borderatlas.export.format import Format
from borderatlas.export.formats import FORMATS, format_named
from borderatlas.export.gathering import gather
from borderatlas.export.losses import Loss, LossReport

__all__ = [
    "FORMATS",
    "Content",
    "Exported",
    "Format",
    "Loss",
    "LossReport",
    "Order",
    "Part",
    "deliver",
    "export",
    "format_named",
    "gather",
]
