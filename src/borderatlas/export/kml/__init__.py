"""KML and KMZ: documents, columns with types, geometries, styles and icons."""

from borderatlas.export.kml.documents import KML, KMZ

__all__ = ["KML", "KMZ"]
