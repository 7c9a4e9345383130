"""Geometries as elements of KML: longitude, latitude and perhaps height, on the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement  # only writes

import shapely

from borderatlas.layers.geometry import DECIMALS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def element(geometry: BaseGeometry) -> Element:
    """The element of a geometry that is not empty; several parts come in a MultiGeometry."""
    if isinstance(geometry, shapely.Point):
        made = Element("Point")
        _add_coordinates(made, geometry)
        return made
    if isinstance(geometry, shapely.LineString):
        made = Element("LineString")
        SubElement(made, "tessellate").text = "1"
        _add_coordinates(made, geometry)
        return made
    if isinstance(geometry, shapely.Polygon):
        made = Element("Polygon")
        SubElement(made, "tessellate").text = "1"
        for tag, ring in (
            ("outerBoundaryIs", geometry.exterior),
            *(("innerBoundaryIs", hole) for hole in geometry.interiors),
        ):
            _add_coordinates(SubElement(SubElement(made, tag), "LinearRing"), ring)
        return made
    made = Element("MultiGeometry")
    made.extend(element(part) for part in shapely.get_parts(geometry))
    return made


def _add_coordinates(parent: Element, geometry: BaseGeometry) -> None:
    vertices = shapely.get_coordinates(geometry, include_z=geometry.has_z).tolist()
    SubElement(parent, "coordinates").text = " ".join(",".join(map(_number, vertex)) for vertex in vertices)


def _number(value: float) -> str:
    """A number without an exponent and without needless digits."""
    plain = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain
