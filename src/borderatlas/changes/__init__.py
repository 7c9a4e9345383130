"""What changed between two states of an atlas: comparing, applying, revisions of git, and the log of releases."""

from borderatlas.changes.applying import apply
from borderatlas.changes.collections import Collection, Record, collection_of, parse_collection
from borderatlas.changes.comparing import Diff, compare, compare_collections
from borderatlas.changes.fields import ABSENT, FieldChange
from borderatlas.changes.model import FeatureChange, LayerDiff
from borderatlas.changes.moves import GeometryChange
from borderatlas.changes.states import State, read_state

__all__ = [
    "ABSENT",
    "Collection",
    "Diff",
    "FeatureChange",
    "FieldChange",
    "GeometryChange",
    "LayerDiff",
    "Record",
    "State",
    "apply",
    "collection_of",
    "compare",
    "compare_collections",
    "parse_collection",
    "read_state",
]
