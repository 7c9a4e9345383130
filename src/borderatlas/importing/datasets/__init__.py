"""Data sets that the atlas knows, one module each: how their files look and what their columns mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from borderatlas.importing.datasets import geonames, hxl, osm
from borderatlas.importing.datasets.acled import ACLED
from borderatlas.importing.datasets.dataset import Dataset
from borderatlas.importing.datasets.geonames import GEONAMES
from borderatlas.importing.datasets.hxl import HXL
from borderatlas.importing.datasets.osm import OSM
from borderatlas.importing.datasets.ucdp_ged import UCDP_GED

if TYPE_CHECKING:
    from borderatlas.tables.table import Table

__all__ = ["DATASETS", "Dataset", "recognise"]

DATASETS: Final[dict[str, Dataset]] = {
    "ucdp-ged": UCDP_GED,
    "acled": ACLED,
    "geonames": GEONAMES,
    "osm": OSM,
    "hxl": HXL,
}
"""Data sets by the name that `--mapping` takes."""


def recognise(columns: list[str], first: Table) -> str | None:
    """Return the one data set that a file is of; None where none is, or several may be.

    Args:
        columns: Names of its columns.
        first: Its first rows.
    """
    found = [name for name, dataset in DATASETS.items() if dataset.recognises(columns)]
    if geonames.looks_like(columns):
        found.append("geonames")
    if osm.looks_like(columns, first):
        found.append("osm")
    if hxl.tag_row(columns, first) is not None:
        found.append("hxl")
    return found[0] if len(found) == 1 else None
