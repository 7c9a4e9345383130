"""Reads the files that people bring: rows with all their columns, and geometries in degrees of WGS 84."""

from borderatlas.tables.opening import layers_of, open_table
from borderatlas.tables.places import Places
from borderatlas.tables.table import LayerInfo, Problem, Table, TableFile

__all__ = ["LayerInfo", "Places", "Problem", "Table", "TableFile", "layers_of", "open_table"]
