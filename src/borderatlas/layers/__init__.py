"""Layers: what a feature may be, reading and checking it, and where each fact comes from."""

from borderatlas.layers.dates import PartialDate, interval
from borderatlas.layers.findings import Finding, report
from borderatlas.layers.kinds.base import Feature
from borderatlas.layers.reading import Layer, read_layer
from borderatlas.layers.schemas import LAYERS, FieldLabel, LayerSchema, detail_label, field_labels
from borderatlas.layers.sources import Source, Sources, check_sources, read_sources
from borderatlas.layers.vocabulary import FAMILIES, KINDS, STATUSES, Family, Kind, Status
from borderatlas.layers.writing import dump_layer, dump_sources

__all__ = [
    "FAMILIES",
    "KINDS",
    "LAYERS",
    "STATUSES",
    "Family",
    "Feature",
    "FieldLabel",
    "Finding",
    "Kind",
    "Layer",
    "LayerSchema",
    "PartialDate",
    "Source",
    "Sources",
    "Status",
    "check_sources",
    "detail_label",
    "dump_layer",
    "dump_sources",
    "field_labels",
    "interval",
    "read_layer",
    "read_sources",
    "report",
]
