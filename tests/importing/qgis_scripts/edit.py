"""Edits one feature of a GeoPackage as a person does in QGIS: a cell of the table, and its point on the map.

Arguments: the file, the layer, the id of the feature, a field, its new value, longitude, latitude. Prints JSON.
"""

import json
import sys

from qgis.core import QgsApplication, QgsGeometry, QgsPointXY, QgsVectorLayer

path, name, feature_id, field, value, lon, lat = sys.argv[1:]
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
assert layer.isValid(), layer.error().message()
layer.startEditing()
(feature,) = (each for each in layer.getFeatures() if each["id"] == feature_id)
assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf(field), value)
assert layer.changeGeometry(feature.id(), QgsGeometry.fromPointXY(QgsPointXY(float(lon), float(lat))))
print(json.dumps({"changed": layer.commitChanges()}))  # for the test that asks
del layer
application.exitQgis()
