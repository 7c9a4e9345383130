"""ACLED, as CSV from its export tool or its API.

Columns and codes after the ACLED codebook (https://acleddata.com/knowledge-base/), the columns as they stand since
March 2023. ACLED's terms of use forbid passing rows on: its entry in `sources.json` says so, and `build` and `export`
leave its rows out.

Places. `geo_precision` 1 names a town, whose point stands for all of it: 5 km. 2 is near a town, or a small part of a
region: 25 km. 3 is a larger region, and the point is a town that stands for it, such as its capital: 150 km.

Days. `time_precision` 1 is the day. 2 is a week or the like, of which the middle is given: from seven days before it to
seven days after, which holds the week wherever its middle was taken to be. 3 is a month.

Deaths. The most conservative count is coded, and 0 stands where none is reported or the number is not known. So the
count is taken for the lowest one, and 0 is left out.

What happened. Protests, riots, and strategic developments in which nobody is attacked are no clashes: their rows are
left out and counted.
"""

from __future__ import annotations

from typing import Final

from borderatlas.importing.datasets.dataset import Dataset, coded, column, constant
from borderatlas.project import ImportSettings

_KINDS: Final = {
    "Armed clash": "exchange_of_fire",
    "Government regains territory": "attack",
    "Non-state actor overtakes territory": "attack",
    "Chemical weapon": "attack",
    "Air/drone strike": "air_strike",
    "Suicide bomb": "attack",
    "Shelling/artillery/missile attack": "rocket_fire",
    "Remote explosive/landmine/IED": "attack",
    "Grenade": "attack",
    "Attack": "attack",
    "Sexual violence": "other",
    "Abduction/forced disappearance": "other",
    "Looting/property destruction": "other",
    "Disrupted weapons use": "other",
}

_CLASHES: Final = ImportSettings(
    layer="clashes",
    source="acled",
    id_prefix="acled",
    fields={
        "id": column("event_id_cnty"),
        "lon": column("longitude"),
        "lat": column("latitude"),
        "kind": column("sub_event_type", values=_KINDS, otherwise="leave out"),
        "name": column("location", "admin2", "admin1", "country"),
        "status": constant("past"),
        "start": column("event_date", widen_by="time_precision", widths={"2": -7, "3": "month"}),
        "end": column("event_date", widen_by="time_precision", widths={"1": "nothing", "2": 7, "3": "nothing"}),
        "place": column("location"),
        "country": column("country"),
        "province": column("admin1"),
        "district": column("admin2"),
        "summary": column("notes"),
        "actors": column("actor1", "actor2", every=True, separator="\n"),
        "fatalities_low": column("fatalities", unknown=("0",)),
        "precision_m": coded("geo_precision", {"1": 5000, "2": 25000, "3": 150000}),
        "place_level": coded("geo_precision", {"1": "exact", "2": "near", "3": "province"}),
        "position_source": coded(
            "geo_precision",
            {
                "1": "ACLED: the point of the town that is named (geo_precision 1)",
                "2": "ACLED: the point of the nearest town (geo_precision 2)",
                "3": "ACLED: a town that stands for the region (geo_precision 3)",
            },
        ),
        "details.event_type": column("event_type"),
        "details.sub_event_type": column("sub_event_type"),
        "details.reported_by": column("source"),
    },
)

ACLED: Final = Dataset(
    name="acled",
    title="Armed Conflict Location & Event Data",
    publisher="ACLED",
    url="https://acleddata.com/",
    terms="ACLED's terms of use: rows may not be passed on",
    mappings={"clashes": _CLASHES},
    columns=frozenset({"event_id_cnty", "event_date", "time_precision", "sub_event_type", "actor1", "geo_precision"}),
    closed=True,
    note="ACLED's terms forbid passing its rows on: `build` and `export` will leave them out.",
)
