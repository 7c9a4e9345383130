"""A project of QGIS that opens as the finished map: a `.qgz` and the GeoPackage beside it, which it names relatively.

Both may be moved together to wherever. Layers stand in groups, in the order of the pages; each carries its style,
licence and credits. The projection is that of web maps, so that circles are circles and base maps fit.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import numpy as np
from pyproj import Transformer

from borderatlas.errors import OutputError
from borderatlas.export.archive import write_zip
from borderatlas.export.format import Format
from borderatlas.export.geopackage import expected_of, read_geopackage, write_geopackage
from borderatlas.export.qgis.elements import element, group, written
from borderatlas.export.qml import QGIS, style
from borderatlas.export.reading_back import bounds_of
from borderatlas.export.symbols import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from borderatlas.export.content import Content, Part
    from borderatlas.export.layer_tables import LayerTable
    from borderatlas.export.losses import LossReport
    from borderatlas.export.reading_back import Bounds, Expected, Seen

_PROJECTION: Final = "EPSG:3857"
_DEGREES: Final = "EPSG:4326"
_MARGIN: Final = 0.04
"""Of the height and width of what the project opens on."""
_WORLD: Final = (-180.0, -60.0, 180.0, 75.0)

_GROUPS: Final = {
    "Places": ("crossings", "markets", "missions"),
    "Events": ("clashes", "movements"),
    "Energy and rail": ("energy",),
    "The line": ("boundary", "border"),
}
"""Layers by their group, from the top of the map; any other layer stands above the groups."""


def _write(
    path: Path,
    parts: Sequence[Part],
    content: Content,
    losses: LossReport,
    *,
    flat: bool,  # noqa: ARG001  # it is flat
) -> Sequence[Expected]:
    database = path.with_suffix(".gpkg")
    tables = write_geopackage(database, parts, content, losses)
    document = written(_project(tables, content, database.name))
    write_zip(path, {f"{path.stem}.qgs": document.encode()})
    return expected_of(tables)


def _read_back(path: Path) -> Iterator[Seen]:
    """What stands in the GeoPackage, of the layers that the project names."""
    try:
        with zipfile.ZipFile(path) as archive:
            project = ET.fromstring(archive.read(f"{path.stem}.qgs"))  # noqa: S314  # written a moment ago
    except (zipfile.BadZipFile, KeyError, ET.ParseError) as error:
        raise OutputError(f"{path.name}: what was written cannot be read back ({error}).") from error
    database = path.with_suffix(".gpkg")
    named = {each.text for each in project.iter("datasource")}
    return (seen for seen in read_geopackage(database) if _source(database.name, seen.layer) in named)


QGIS_PROJECT: Final = Format("qgis", "QGIS project", ".qgz", _write, _read_back, holds="all", beside=(".gpkg",))


def _project(tables: Sequence[LayerTable], content: Content, database: str) -> Element:
    groups = _grouped(tables)
    ordered = [table for inside in groups.values() for table in inside]
    return element(
        "qgis",
        {"projectname": content.title, "version": QGIS},
        element("homePath", {"path": ""}),
        element("title", text=content.title),
        group("projectCrs", [_system(_PROJECTION)]),
        _tree(groups, database),
        group("projectlayers", [_layer(table, content, database) for table in ordered]),
        group("layerorder", [element("layer", {"id": _id(table)}) for table in ordered]),
        _settings(content),
        group("projectMetadata", _about(content.title, f"{content.summary}\n\n{content.disclaimer}")),
        element("ProjectViewSettings", {"UseProjectScales": "0"}, _view(tables)),
        element(
            "mapcanvas",
            {"name": "theMapCanvas"},
            element("units", text="meters"),
            _extent(_opening(tables)),
            group("destinationsrs", [_system(_PROJECTION)]),
        ),
    )


def _grouped(tables: Iterable[LayerTable]) -> dict[str, list[LayerTable]]:
    """The tables by group, from the top; those that stand outside of groups under the empty name."""
    group_of = {layer: name for name, layers in _GROUPS.items() for layer in layers}
    groups: dict[str, list[LayerTable]] = {name: [] for name in ("", *_GROUPS)}
    for table in tables:
        groups[group_of.get(table.part.name, "")].append(table)
    return {name: inside for name, inside in groups.items() if inside}


def _id(table: LayerTable) -> str:
    """What the project calls a layer; QGIS takes no id of less than eleven characters."""
    return f"atlas_layer_{table.name}"


def _source(database: str, table: str) -> str:
    return f"./{database}|layername={table}"


def _tree(groups: dict[str, list[LayerTable]], database: str) -> Element:
    def leaf(table: LayerTable) -> Element:
        return element(
            "layer-tree-layer",
            {
                "id": _id(table),
                "name": table.title,
                "source": _source(database, table.name),
                "providerKey": "ogr",
                "checked": "Qt::Checked",
                "expanded": "0",
            },
        )

    root = element("layer-tree-group")
    for name, inside in groups.items():
        if name:
            attributes = {"name": name, "checked": "Qt::Checked", "expanded": "1"}
            root.append(element("layer-tree-group", attributes, *map(leaf, inside)))
        else:
            root.extend(map(leaf, inside))
    return root


def _layer(table: LayerTable, content: Content, database: str) -> Element:
    kind = {"Point": "Point", "LineString": "Line", "Polygon": "Polygon"}[table.family]
    about = _about(f"{content.title}: {table.title}", content.disclaimer)
    about += [element("rights", text=credit) for credit in table.part.credits]
    about += [element("license", text=table.part.licence), group("crs", [_system(_DEGREES)])]
    return element(
        "maplayer",
        {
            "type": "vector",
            "geometry": kind,
            "styleCategories": "AllStyleCategories",
            "labelsEnabled": "1",
            "simplifyDrawingHints": "1",
            "simplifyMaxScale": "1",
        },
        element("id", text=_id(table)),
        element("datasource", text=_source(database, table.name)),
        element("layername", text=table.title),
        group("srs", [_system(_DEGREES)]),
        group("resourceMetadata", about),
        element("provider", {"encoding": "UTF-8"}, text="ogr"),
        *style(table),
    )


def _system(code: str) -> Element:
    """A coordinate system; QGIS looks at its code only beside a number of its own, whichever that is."""
    number = code.split(":")[1]
    return group("spatialrefsys", [element("srsid", text=number), element("authid", text=code)])


def _about(title: str, abstract: str) -> list[Element]:
    return [element("type", text="dataset"), element("title", text=title), element("abstract", text=abstract)]


def _opening(tables: Sequence[LayerTable]) -> Bounds:
    """What the project opens on: the line; without it, all there is."""
    lines = [table for table in tables if table.part.name == "border"] or tables
    geometry = np.concatenate([table.rows.geometry for table in lines])
    west, south, east, north = bounds_of(geometry) or _WORLD
    across, up = max(east - west, 0.1) * _MARGIN, max(north - south, 0.1) * _MARGIN
    return west - across, max(south - up, -85), east + across, min(north + up, 85)


def _extent(bounds: Bounds) -> Element:
    corners = Transformer.from_crs(_DEGREES, _PROJECTION, always_xy=True).transform_bounds(*bounds)
    names = ("xmin", "ymin", "xmax", "ymax")
    return group("extent", [element(name, text=f"{value:.1f}") for name, value in zip(names, corners, strict=True)])


def _view(tables: Sequence[LayerTable]) -> Element:
    """What "Zoom to full extent" shows."""
    names = ("xmin", "ymin", "xmax", "ymax")
    corners = {name: f"{value:.6f}" for name, value in zip(names, _opening(tables), strict=True)}
    return element("DefaultViewExtent", corners, _system(_DEGREES))


def _settings(content: Content) -> Element:
    """Relative paths, the paper, lengths on the ellipsoid, and the credits in the corner of the map."""
    red, green, blue = (str(int(COLOURS["panel2"][place : place + 2], 16)) for place in (1, 3, 5))
    credit = "; ".join(dict.fromkeys(credit for part in content.parts for credit in part.credits))
    settings = {
        "Paths": {"Absolute": ("bool", "false")},
        "SpatialRefSys": {"ProjectionsEnabled": ("int", "1")},
        "Gui": {
            "CanvasColorRedPart": ("int", red),
            "CanvasColorGreenPart": ("int", green),
            "CanvasColorBluePart": ("int", blue),
        },
        "Measure": {"Ellipsoid": ("QString", "EPSG:7030")},
        "Measurement": {"DistanceUnits": ("QString", "kilometers"), "AreaUnits": ("QString", "km2")},
        "CopyrightLabel": {
            "Enabled": ("bool", "true"),
            "Label": ("QString", credit),
            "Placement": ("int", "3"),
        },
    }
    return group(
        "properties",
        [
            group(name, [element(key, {"type": kind}, text=value) for key, (kind, value) in values.items()])
            for name, values in settings.items()
        ],
    )
