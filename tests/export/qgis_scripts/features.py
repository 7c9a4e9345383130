"""What QGIS reads of files that bring no project, and how it draws them.

Arguments: a picture to write, or `-`; then a source per layer, such as `file.kml|layername=Clashes`, the lowest first.
Prints one line of JSON: of each layer the number of features, their fields, and the names of the first.
"""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsEmbeddedSymbolRenderer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

picture, *sources = sys.argv[1:]
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
layers = [QgsVectorLayer(source, source.rpartition("=")[2], "ogr") for source in sources]
told = []
for layer in layers:
    features = list(layer.getFeatures())
    fields = {field.name(): field.typeName() for field in layer.fields()}
    name = next((field for field in fields if field.lower() == "name"), None)
    told.append(
        {
            "valid": layer.isValid(),
            "crs": layer.crs().authid(),
            "count": len(features),
            "placed": sum(feature.hasGeometry() for feature in features),
            "fields": fields,
            "names": [str(feature[name]) for feature in features[:5]] if name else [],
            "styled": isinstance(layer.renderer(), QgsEmbeddedSymbolRenderer),
        }
    )
if picture != "-":
    settings = QgsMapSettings()
    settings.setLayers(layers[::-1])
    settings.setOutputSize(QSize(1400, 700))
    extent = QgsRectangle()
    for layer in layers:
        extent.combineExtentWith(layer.extent())
    settings.setExtent(extent.buffered(0.1))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(picture)
print(json.dumps(told))
