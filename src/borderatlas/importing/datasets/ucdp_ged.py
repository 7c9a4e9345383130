"""UCDP Georeferenced Event Dataset, as CSV: GED Global 24.1, 25.1 and later, and the monthly candidate events.

Columns and codes after Högbladh, UCDP GED Codebook (Uppsala University, versions 24.1 and 25.1), CC BY 4.0,
https://ucdp.uu.se/downloads/.

Places. `where_prec` says what the source names, not how far off the point may be, so the radius is chosen as wide as
the words allow:

- 1, a known place such as a village: its point stands for all of it, 5 km;
- 2, within about 25 km of a known point: 25 km, the codebook's own figure;
- 3, a district (second-order division), the point is its centre: 50 km;
- 4, a province (first-order division), the point is its centre: 150 km;
- 5, a line or a region without borders, 6, the country, 7, waters or airspace: the point only stands for it. Such a
  row comes without a geometry, and says why.

Days. `date_prec` 1 to 3 are days, or days between two dates, and stay; 4 is a month and 5 a year, and the days that the
columns give then are only its ends.

What happened. UCDP tells who fought whom, not how. State-based (1) and non-state (2) violence is an `attack`, the
widest of our words that holds; one-sided violence (3) is a `killing`. The data set's own word stays in the details. Its
three estimates of deaths are taken as they are: a zero is an estimate there.
"""

from __future__ import annotations

import re
from typing import Final

from borderatlas.importing.datasets.dataset import Dataset, coded, column, constant
from borderatlas.project import ImportSettings

_DAYS: Final = {"widen_by": "date_prec", "widths": {"4": "month", "5": "year"}}

_CLASHES: Final = ImportSettings(
    layer="clashes",
    source="ucdp-ged",
    id_prefix="ucdp",
    fields={
        "id": column("id"),
        "lon": column("longitude"),
        "lat": column("latitude"),
        "kind": coded("type_of_violence", {"1": "attack", "2": "attack", "3": "killing"}),
        "name": column("where_coordinates", "adm_2", "adm_1", "country"),
        "status": constant("past"),
        "start": column("date_start", **_DAYS),
        "end": column("date_end", **_DAYS),
        "place": column("where_description", "where_coordinates"),
        "country": column("country"),
        "province": column("adm_1"),
        "district": column("adm_2"),
        "actors": column("side_a", "side_b", every=True, separator="\n"),
        "fatalities_low": column("low"),
        "fatalities_best": column("best"),
        "fatalities_high": column("high"),
        "precision_m": coded("where_prec", {"1": 5000, "2": 25000, "3": 50000, "4": 150000}),
        "place_level": coded("where_prec", {"1": "exact", "2": "near", "3": "district", "4": "province"}),
        "position_source": coded(
            "where_prec",
            {
                "1": "UCDP GED: the point of the place that is named (where_prec 1)",
                "2": "UCDP GED: the point of a place within about 25 km (where_prec 2)",
                "3": "UCDP GED: a point for the district (where_prec 3)",
                "4": "UCDP GED: a point for the province (where_prec 4)",
            },
        ),
        "unplaced_reason": coded(
            "where_prec",
            {
                "5": "UCDP GED names a line or a region without borders (where_prec 5)",
                "6": "UCDP GED names no more than the country (where_prec 6)",
                "7": "UCDP GED names waters or airspace (where_prec 7)",
            },
        ),
        "details.violence": coded("type_of_violence", {"1": "state-based", "2": "non-state", "3": "one-sided"}),
        "details.conflict": column("conflict_name"),
        "details.deaths_side_a": column("deaths_a"),
        "details.deaths_side_b": column("deaths_b"),
        "details.deaths_civilians": column("deaths_civilians"),
        "details.deaths_unknown": column("deaths_unknown"),
        "details.event_clarity": column("event_clarity"),
        "details.reported_by": column("source_article"),
    },
)

UCDP_GED: Final = Dataset(
    name="ucdp-ged",
    title="UCDP Georeferenced Event Dataset (GED)",
    publisher="Uppsala Conflict Data Program",
    url="https://ucdp.uu.se/downloads/",
    terms="CC BY 4.0",
    mappings={"clashes": _CLASHES},
    columns=frozenset({"id", "type_of_violence", "side_a", "side_b", "where_prec", "date_prec", "best", "low", "high"}),
    version_in_name=re.compile(r"GEDEvent_v(\d+)_(\d+)(?:_(\d+))?", re.IGNORECASE),
)
