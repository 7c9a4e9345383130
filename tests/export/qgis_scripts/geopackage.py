"""Opens a GeoPackage as QGIS does when it is dropped into its window, and draws it.

Arguments: the file; a picture to write, or `-`; width and height in pixels; west, south, east, north in degrees.
Prints one line of JSON: what each layer is, how it is drawn and what its fields are.
"""

import json
import sys

from drawing import draw
from qgis.core import (
    QgsApplication,
    QgsMapSettings,
    QgsProviderRegistry,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor


def told(layer: QgsVectorLayer) -> dict:
    """What QGIS makes of a layer."""
    renderer = layer.renderer()
    symbols = (
        [rule.symbol() for rule in renderer.rootRule().descendants() if rule.symbol()]
        if isinstance(renderer, QgsRuleBasedRenderer)
        else []
    )
    fields = layer.fields()
    return {
        "valid": layer.isValid(),
        "title": layer.metadata().title(),
        "abstract": layer.metadata().abstract(),
        "features": layer.featureCount(),
        "read": sum(1 for _ in layer.getFeatures()),
        "geometry": layer.geometryType(),
        "renderer": renderer.type(),
        "rules": [rule.label() for rule in renderer.rootRule().descendants()] if symbols else [],
        "faults": [
            f"{rule.label()}: {rule.filter().parserErrorString()}"
            for rule in (renderer.rootRule().descendants() if symbols else [])
            if rule.filter() and rule.filter().hasParserError()
        ]
        + expression_faults(symbols),
        "symbol_layers": sorted({one.layerType() for symbol in symbols for one in symbol.symbolLayers()}),
        "labels": layer.labelsEnabled() and layer.labeling().type(),
        "fields": {
            field.name(): {
                "type": field.typeName(),
                "alias": layer.attributeAlias(number),
                "widget": layer.editorWidgetSetup(number).type(),
                "words": layer.editorWidgetSetup(number).config().get("map"),
                "read_only": layer.editFormConfig().readOnly(number),
                "rule": layer.constraintExpression(number),
            }
            for number, field in enumerate(fields)
        },
        "hidden": [column.name for column in layer.attributeTableConfig().columns() if column.hidden],
        "tabs": [tab.name() for tab in layer.editFormConfig().tabs()],
        "temporal": layer.temporalProperties().isActive(),
        "shown": layer.displayExpression(),
    }


def expression_faults(symbols: list) -> list:
    """Expressions that symbols follow and that QGIS cannot read."""
    found = []
    for symbol in symbols:
        for one in symbol.symbolLayers():
            properties = one.dataDefinedProperties()
            for number in properties.propertyKeys():
                valid = properties.property(number).isProjectColor() or properties.property(number).expressionString()
                if not valid:
                    found.append(f"{one.layerType()} {number}")
            if one.layerType() == "GeometryGenerator" and not one.geometryExpression():
                found.append("no expression for the geometry")
    return found


def sight(layers: list, extent: QgsRectangle) -> QgsMapSettings:
    """A map of layers, the first on top and in its CRS, on the paper of the atlas."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setExtent(extent)
    settings.setBackgroundColor(QColor("#F4F1EA"))
    settings.setDestinationCrs(layers[0].crs())
    return settings


def main() -> None:
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    file, picture, width, height, *corners = sys.argv[1:]
    found = QgsProviderRegistry.instance().querySublayers(file)
    layers = [QgsVectorLayer(each.uri(), each.name(), "ogr") for each in found]
    report = {each.name(): told(each) for each in layers}
    faults = []
    if picture != "-":
        shown = [layer for layer in layers if layer.isSpatial()]
        faults = draw(sight(shown, QgsRectangle(*map(float, corners))), picture, int(width), int(height))
    print(json.dumps({"layers": report, "faults": faults}))


main()
