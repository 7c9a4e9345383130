"""A survey: a border, all that is known along it, and what of that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from borderatlas.errors import UsageError
from borderatlas.layers import LAYERS
from borderatlas.layers.kinds.clashes import Clash
from borderatlas.measures.addresses import CROSSING
from borderatlas.measures.columns import integers, words
from borderatlas.measures.dimensions import Dimension, along, in_time, labelled
from borderatlas.measures.entries import Entries, entries
from borderatlas.measures.sites import bank_columns, placed
from borderatlas.measures.stretches import Stretches, by_length, by_nearest, by_province
from borderatlas.measures.vocabulary import SECTION_KM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from borderatlas.border import Border
    from borderatlas.layers import Feature
    from borderatlas.measures.banks import Banks
    from borderatlas.measures.vocabulary import AlongName, DimensionName, Noun

EVENT_LAYERS: Final = tuple(
    name for name, schema in LAYERS.items() if all(issubclass(model, Clash) for model in schema.models.values())
)
"""Layers of events, which are counted unless others are named."""


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """A border, all that is known along it, and what of that is counted.

    Attributes:
        border: The reference line.
        everything: Features of all layers.
        counted: Those that are counted.
        noun: What they are called.
        section_km: Length of a section.
        banks: Provinces along the banks; None where they are not known.
    """

    border: Border
    everything: Entries
    counted: Entries
    noun: Noun
    section_km: float
    banks: Banks | None

    @classmethod
    def of(
        cls,
        border: Border,
        layers: Mapping[str, Iterable[Feature]],
        counted: Iterable[str] | None = None,
        section_km: float = SECTION_KM,
        banks: Banks | None = None,
    ) -> Survey:
        """Places all features along the border and picks what is counted.

        Args:
            border: The reference line.
            layers: Features by name of the layer.
            counted: Names of the layers whose features are counted; those of events where not given.
            section_km: Length of a section.
            banks: Provinces along the banks.

        Raises:
            UsageError: There is no such layer.
        """
        names = [name for name in EVENT_LAYERS if name in layers] if counted is None else list(counted)
        for name in names:
            if name not in layers:
                raise UsageError.no_layer(name, layers)
        everything = entries(border, layers)
        chosen = everything.rows(np.isin(everything.layers.astype(str), names))
        return cls(border, everything, chosen, "event" if {*names} <= {*EVENT_LAYERS} else "feature", section_km, banks)

    def stretches(self, name: AlongName) -> Stretches:
        """The line cut into sections, by province or by the nearest crossing point.

        Raises:
            UsageError: `section_km` is no length, the provinces are not known, or no crossing point has a place.
        """
        length_km = self.border.length_km
        if name == "section":
            return by_length(length_km, self.section_km)
        if name == "province":
            if self.banks is None:
                raise UsageError(
                    "The provinces along the banks are not known: set banks under [backdrop] in atlas.toml."
                )
            return by_province(length_km, self.banks)
        crossings = placed(self.everything, CROSSING).places
        if not len(crossings):
            raise UsageError(
                "No crossing point has a place along the line, so none is the nearest. Add one to a layer."
            )
        return by_nearest(length_km, crossings)

    def dimension(self, name: DimensionName) -> Dimension:
        """What is counted, by a dimension.

        Raises:
            UsageError: As `stretches` says.
        """
        match name:
            case "year" | "quarter":
                return in_time(name, self.counted)
            case "kind" | "status":
                return labelled(name, self.counted)
            case "section" | "province" | "crossing":
                return self._along(name)

    def _along(self, name: AlongName) -> Dimension:
        stretches = self.stretches(name)
        if name == "crossing":
            crossings = placed(self.everything, CROSSING)
            labels = {
                "crossing": words(crossings.names),
                "crossing_id": words(crossings.ids),
                "crossing_status": words(crossings.statuses),
            }
        else:
            labels = {name: integers(np.arange(1, len(stretches) + 1))}
        if name == "province" and self.banks is not None:
            labels |= bank_columns(self.border, stretches, self.banks)
        return along(name, stretches, labels, self.counted)
