"""What QGIS sees of a table: arguments are the server, the schema, the table and the type of geometry."""

import json
import sys

from qgis.core import QgsApplication, QgsVectorLayer

server, schema, table, kind = sys.argv[1:]
application = QgsApplication([], False)
application.initQgis()
source = f'{server} key=\'id\' srid=4326 type={kind} table="{schema}"."{table}" (geometry)'
layer = QgsVectorLayer(source, table, "postgres")
features = list(layer.getFeatures())
first = features[0].attributeMap() if features else {}
filled = {}
for feature in features:
    for name, value in feature.attributeMap().items():
        if value is not None and not (hasattr(value, "isNull") and value.isNull()):
            filled.setdefault(name, type(value).__name__)
told = {
    "valid": layer.isValid(),
    "crs": layer.crs().authid(),
    "features": len(features),
    "types": filled,
    "declared": {field.name(): field.typeName() for field in layer.fields()},
    "comments": {field.name(): field.comment() for field in layer.fields()},
}
print(json.dumps(told))  # the answer
