"""Checks: every fault of every layer at once, those of one feature and those that need the line or several layers."""

from borderatlas.checks.choosing import check_chosen
from borderatlas.checks.report import CheckedLayer, CheckReport
from borderatlas.checks.running import check

__all__ = ["CheckReport", "CheckedLayer", "check", "check_chosen"]
