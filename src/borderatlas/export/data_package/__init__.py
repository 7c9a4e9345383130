"""A data package: layers as GeoJSON and CSV, their sources, licences and fields, described for people and programs."""

from borderatlas.export.data_package.writing import DATA_PACKAGE

__all__ = ["DATA_PACKAGE"]
