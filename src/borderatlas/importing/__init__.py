"""Brings rows of other files into a layer: what they say, what would change, and writing it whole or not at all."""

from borderatlas.importing.planning import Plan, plan_import
from borderatlas.importing.request import Options, Request
from borderatlas.importing.writing import undo_import

__all__ = ["Options", "Plan", "Request", "plan_import", "undo_import"]
