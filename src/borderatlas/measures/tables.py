"""The tables: what stands and happens along a border, by section, year and so on."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Final, get_args

import numpy as np
import pandas as pd

from borderatlas.errors import UsageError
from borderatlas.measures.addresses import CROSSING
from borderatlas.measures.columns import integers, numbers, words
from borderatlas.measures.counting import count
from borderatlas.measures.membership import Membership
from borderatlas.measures.nearest import gap_columns, nearest_columns
from borderatlas.measures.sites import MARKET, bank_columns, placed, site_columns, unplaced
from borderatlas.measures.vocabulary import NO_PLACE, By

if TYPE_CHECKING:
    from collections.abc import Sequence

    from borderatlas.measures.columns import Columns
    from borderatlas.measures.dimensions import Dimension
    from borderatlas.measures.survey import Survey

_KIN: Final = (("section", "province", "crossing"), ("year", "quarter"))


def measure(survey: Survey, by: By | Sequence[By]) -> pd.DataFrame:
    """A table of what stands and happens along a border. The package's own documentation says what its columns are.

    Args:
        survey: What is counted.
        by: What the rows are; several dimensions give a row for each of their combinations that occurs.

    Raises:
        UsageError: There is no such table, or as `Survey.stretches` says.
    """
    names = _checked([by] if isinstance(by, str) else by)
    if names == ["event"]:
        table = _by_event(survey)
    elif names == ["crossing"]:
        table = _by_crossing(survey)
    else:
        dimensions = [survey.dimension(name) for name in names if name != "event"]
        table = _single(survey, dimensions[0]) if len(dimensions) == 1 else _combined(survey, dimensions)
    if "km_from" in table:
        table["line_version"] = words([survey.border.version or None] * len(table))
    return table


def _checked(names: Sequence[By]) -> list[By]:
    """The names of a table that there is."""
    known = get_args(By)
    for name in names:
        if name not in known:
            raise UsageError(f"There is no table by {name!r}. Expected {', '.join(known[:-1])} or {known[-1]}.")
    if not names or len(set(names)) < len(names):
        raise UsageError("Name what the table is by, each once.")
    if "event" in names and len(names) > 1:
        raise UsageError("The table by event has one row per event and is not combined with others.")
    for kin in _KIN:
        rivals = [name for name in names if name in kin]
        if len(rivals) > 1:
            raise UsageError(f"A table is by {' or by '.join(rivals)}, not by both.")
    return list(names)


def _combined(survey: Survey, dimensions: list[Dimension]) -> pd.DataFrame:
    """A row for each combination of groups to which something may belong."""
    membership = reduce(Membership.cross, [dimension.membership for dimension in dimensions])
    cells = np.unique(membership.group)
    groups = np.unravel_index(cells, [dimension.membership.groups for dimension in dimensions])
    labels = [
        dimension.groups.iloc[rows].reset_index(drop=True) for dimension, rows in zip(dimensions, groups, strict=True)
    ]
    return pd.concat([*labels, count(survey.counted, membership, cells, survey.noun)], axis=1)


def _single(survey: Survey, dimension: Dimension) -> pd.DataFrame:
    """A row for each group proper, and one for "several" and for "none" where something belongs to them."""
    cells = np.arange(dimension.membership.groups)
    counts = count(survey.counted, dimension.membership, cells, survey.noun)
    table = pd.concat([dimension.groups, _profile(survey, dimension), counts], axis=1)
    certain = table[[name for name in table if str(name).endswith("_certain")]]
    return table[(cells < dimension.proper) | certain.gt(0).any(axis=1)].reset_index(drop=True)


def _profile(survey: Survey, dimension: Dimension) -> pd.DataFrame:
    """What else is said of the groups of a dimension, one row per group."""
    own: Columns = {}
    sites: Columns = {}
    match dimension.name:
        case "section" | "province" as name:
            stretches = survey.stretches(name)
            sites = site_columns(survey.everything, stretches)
            if name == "section" and survey.banks is not None:
                own = bank_columns(survey.border, stretches, survey.banks)
        case "crossing":
            places = placed(survey.everything, CROSSING).places
            own = {
                "border_km": numbers(places.km),
                "border_km_from": numbers(places.km_from),
                "border_km_to": numbers(places.km_to),
                **gap_columns(places),
            }
        case "kind" | "status":
            for word, those in (("placed", survey.counted.places.known), ("dated", survey.counted.dated)):
                groups = dimension.membership.group[those]
                own[f"{survey.noun}s_{word}"] = integers(np.bincount(groups, minlength=dimension.proper))
        case "year" | "quarter":
            pass
    rows = range(len(dimension.groups))
    padded = pd.DataFrame(own, index=range(dimension.proper)).reindex(rows)
    return pd.concat([padded, pd.DataFrame(sites, index=rows)], axis=1)


def _by_crossing(survey: Survey) -> pd.DataFrame:
    """The crossing points from west to east, those without a place behind them, then the rest of what is counted."""
    table = _single(survey, survey.dimension("crossing"))
    lost = unplaced(survey.everything, CROSSING)
    proper = int(table["crossing"].notna().sum())
    added = np.arange(len(table), len(table) + len(lost))
    table = table.reindex([*range(proper), *added, *range(proper, len(table))])
    table.loc[added, "crossing"] = words(lost.names)
    table.loc[added, "crossing_id"] = words(lost.ids)
    table.loc[added, "crossing_status"] = words(lost.statuses)
    table.loc[added, "crossing_note"] = NO_PLACE
    return table.reset_index(drop=True)


def _by_event(survey: Survey) -> pd.DataFrame:
    """What is counted, one row each, from the earliest to the newest, the undated last."""
    undated = np.flatnonzero(~survey.counted.dated)
    undated = undated[np.argsort(survey.counted.ids[undated].astype(str))]
    events = survey.counted.rows(np.r_[survey.counted.order, undated])
    places = events.places
    columns: Columns = {
        "id": words(events.ids),
        "layer": words(events.layers),
        "kind": words(events.kinds),
        "name": words(events.names),
        "date": words(events.dates),
    }
    if survey.noun == "event" or events.deadly.any():
        columns |= {
            f"deaths_{name}": integers(events.deaths[:, column]) for column, name in enumerate(("low", "best", "high"))
        }
    columns |= {
        "border_km": numbers(places.km),
        "km_from": numbers(places.km_from),
        "km_to": numbers(places.km_to),
        "offset_m": numbers(places.offset_m, decimals=0),
        "precision_m": numbers(places.precision_m),
    }
    for name, kind in (("crossing", CROSSING), ("market", MARKET)):
        columns |= nearest_columns(events, placed(survey.everything, kind), survey.border.length_km, name)
    return pd.DataFrame(columns)
