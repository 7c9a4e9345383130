"""Codes of what importing the rows of a table finds: its rows, its columns and its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from borderatlas.layers.codes import Entry

TABLE: Final[tuple[Entry, ...]] = (
    (
        "cell-unreadable",
        "error",
        "A cell that cannot be read",
        "It is not of the type of its column (a number, true or false, JSON), or it can be read in two ways.",
        "Write it as the finding says, or leave it empty where the value is not known.",
    ),
    (
        "column-unknown",
        "warning",
        "A column that no field has",
        "It is not read. Its name may be misspelt, or another program may have changed it.",
        "Rename it, name the field it stands for, or leave it: nothing else depends on it.",
    ),
    (
        "column-repeated",
        "warning",
        "Two columns for one field",
        "Their names differ only in case or in blanks. The first is read.",
        "Delete one of them, or put both values into one cell where the field is a list.",
    ),
    (
        "date-widened",
        "warning",
        "A month or a year that became a day",
        "A spreadsheet turned `2018-08` into 1 August 2018. It is read as the derived columns beside it still say.",
        "Format the column as text. If the day is meant, empty the two derived cells.",
    ),
    (
        "row-unreadable",
        "error",
        "A row that cannot be read",
        "Its cells, its geometry or its coordinates cannot be taken by any reader. The finding says why.",
        "Mend the row in the source, or take the others with --skip-faulty.",
    ),
    (
        "place-contradicted",
        "error",
        "A row with two places",
        "Columns lon and lat give one place and wkt another, so that it cannot be told which was edited.",
        "Change one and clear the other.",
    ),
    (
        "likely-known",
        "warning",
        "A new row that is likely known",
        "The layer has a feature of another id at its place: an event of the same days, or a like site.",
        "Leave the row out, or keep both and say so with possible_duplicate_of.",
    ),
)
