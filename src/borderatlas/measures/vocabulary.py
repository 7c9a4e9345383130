"""What measures can be by, and the words of their rows."""

from __future__ import annotations

from typing import Final, Literal

AlongName = Literal["section", "province", "crossing"]
PeriodName = Literal["year", "quarter"]
LabelName = Literal["kind", "status"]
DimensionName = Literal[AlongName, PeriodName, LabelName]
By = Literal[DimensionName, "event"]
"""What a table can be by."""
Noun = Literal["event", "feature"]
"""What is counted is called so in the names of columns."""

SECTION_KM: Final = 50.0
"""Length of a section where none is asked for."""

NO_PLACE: Final = "no place along the line"
NO_DATE: Final = "no date"
SEVERAL: Final = {
    "section": "several sections",
    "province": "several provinces",
    "crossing": "several crossings",
    "year": "several years",
    "quarter": "several quarters",
}
"""What a row stands for that holds the entries of which it is not certain where along a dimension they belong."""
