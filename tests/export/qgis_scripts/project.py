"""Opens a project in QGIS and draws it as it opens.

Arguments: the project; a picture to write, or `-`; width and height in pixels. Prints one line of JSON.
"""

import json
import sys

from drawing import draw
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsLayerTreeGroup,
    QgsMapSettings,
    QgsProject,
)


def tree(group: QgsLayerTreeGroup) -> list:
    """Groups and layers from the top, a group as its name and what it holds."""
    return [
        [child.name(), tree(child)] if isinstance(child, QgsLayerTreeGroup) else child.name()
        for child in group.children()
    ]


def opening(project: QgsProject) -> QgsMapSettings:
    """The map as the project opens."""
    settings = QgsMapSettings()
    settings.setLayers(project.layerTreeRoot().layerOrder())
    settings.setDestinationCrs(project.crs())
    settings.setBackgroundColor(project.backgroundColor())
    settings.setTransformContext(project.transformContext())
    extent = project.viewSettings().defaultViewExtent()
    to_map = QgsCoordinateTransform(extent.crs(), project.crs(), project)
    settings.setExtent(to_map.transformBoundingBox(extent))
    return settings


def main() -> None:
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    file, picture, width, height = sys.argv[1:]
    project = QgsProject.instance()
    opened = project.read(file)
    layers = project.mapLayers()
    extent = project.viewSettings().defaultViewExtent()
    report = {
        "opened": opened,
        "error": project.error(),
        "title": project.title(),
        "abstract": project.metadata().abstract(),
        "crs": project.crs().authid(),
        "tree": tree(project.layerTreeRoot()),
        "extent": [extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()],
        "layers": {
            key: {
                "valid": layer.isValid(),
                "features": layer.featureCount(),
                "crs": layer.crs().authid(),
                "source": layer.source(),
                "renderer": layer.renderer().type(),
                "labels": layer.labelsEnabled(),
                "licence": layer.metadata().licenses(),
                "rights": layer.metadata().rights(),
            }
            for key, layer in layers.items()
        },
        "faults": draw(opening(project), picture, int(width), int(height)) if picture != "-" else [],
    }
    print(json.dumps(report))


main()
