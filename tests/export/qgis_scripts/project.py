"""Opens a project in QGIS and draws it as it opens.

Arguments: the project; a picture to write, or `-`; width and height in pixels. Prints one line of JSON.
"""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayerTreeGroup,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
)
from qgis.PyQt.QtCore import QSize


def tree(group: QgsLayerTreeGroup) -> list:
    """Groups and layers from the top, a group as its name and what it holds."""
    return [
        [child.name(), tree(child)] if isinstance(child, QgsLayerTreeGroup) else child.name()
        for child in group.children()
    ]


def draw(project: QgsProject, picture: str, size: QSize) -> list:
    settings = QgsMapSettings()
    settings.setLayers(project.layerTreeRoot().layerOrder())
    settings.setOutputSize(size)
    settings.setOutputDpi(96 * size.width() / 1400)
    settings.setDestinationCrs(project.crs())
    settings.setBackgroundColor(project.backgroundColor())
    settings.setTransformContext(project.transformContext())
    opening = project.viewSettings().defaultViewExtent()
    to_map = QgsCoordinateTransform(opening.crs(), project.crs(), project)
    settings.setExtent(to_map.transformBoundingBox(opening))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(None))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(picture)
    return [error.message for error in job.errors()]


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
        "faults": draw(project, picture, QSize(int(width), int(height))) if picture != "-" else [],
    }
    print(json.dumps(report))


main()
