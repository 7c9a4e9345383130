"""The age of the data: layers whose newest date is long ago, and what is dated after the day of the check."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from borderatlas.checks.dates import first_days, last_days
from borderatlas.layers.faults import Spot
from borderatlas.layers.findings import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from borderatlas.checks.sheet import Sheet
    from borderatlas.layers.findings import Finding


def outdated(sheet: Sheet, review_days: int, today: date) -> Iterator[Finding]:
    """Yield a warning if the newest date of a layer is further back than it may be; a layer without dates has no age.

    The newest date is the last day that a start, an end or an `as_of` may be, up to today.
    """
    days = [last_days(sheet.words[name]) for name in ("start", "end", "as_of")]
    known = np.concatenate(days)
    known = known[np.isfinite(known)]
    if not len(known):
        return
    newest = date.fromordinal(int(min(known.max(), today.toordinal())))
    if (today - newest).days > review_days:
        yield Spot(sheet.layer, sheet.file, "").finding(
            "layer-outdated",
            value=shorten(newest.isoformat()),
            expected=f"a newest date from {today - timedelta(review_days)} on: {review_days} days before {today}",
            hint="Look for news, and date what is confirmed with as_of.",
        )


def to_come(sheet: Sheet, today: date) -> Iterator[Finding]:
    """Yield a warning for each event that begins after `today`."""
    yield from _after(sheet, "start", today, "event-in-future", "Correct the date.")


def undue(sheet: Sheet, today: date) -> Iterator[Finding]:
    """Yield a warning for each status that is dated after `today`."""
    yield from _after(sheet, "as_of", today, "date-in-future", "Correct the date; what is planned is a status.")


def _after(sheet: Sheet, field: str, today: date, code: str, hint: str) -> Iterator[Finding]:
    dates = sheet.words[field]
    for row in np.flatnonzero(first_days(dates) > today.toordinal()).tolist():
        spot = Spot(sheet.layer, sheet.file, sheet.ids[row])
        yield spot.finding(code, field=field, value=shorten(dates[row]), expected=f"a day up to {today}", hint=hint)
