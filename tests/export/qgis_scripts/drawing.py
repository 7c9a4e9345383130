"""Draws a map as the window of QGIS does."""

from qgis.core import QgsExpressionContext, QgsExpressionContextUtils, QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtCore import QSize


def draw(settings: QgsMapSettings, picture: str, width: int, height: int) -> list:
    """Draws what the settings say, so many pixels wide and high, and returns what went wrong."""
    settings.setOutputSize(QSize(width, height))
    settings.setOutputDpi(96 * width / 1400)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(None))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(picture)
    return [error.message for error in job.errors()]
