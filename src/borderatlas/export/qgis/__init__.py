"""Styles and projects of QGIS, written as it reads them: renderers, labels, forms, projects."""
