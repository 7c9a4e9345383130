"""Rows that are made up, in files laid out as the data sets document them; no claim about any event is meant."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from borderatlas import Atlas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from borderatlas.importing import Plan

UCDP = (  # noqa: SIM905  # the header of the file
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id "
    "side_b number_of_sources source_article source_office source_date source_headline source_original "
    "where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
    "country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians "
    "deaths_unknown best high low gwnoa gwnob"
).split()

ACLED = (  # noqa: SIM905  # as above
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()


def ucdp(number: int = 1, **cells: object) -> dict[str, object]:
    """A made-up row of UCDP GED, on the line at Ruzvay."""
    lon, lat = cells.pop("longitude", 70.82), cells.pop("latitude", 38.46)
    return {
        "id": 1000 + number,
        "relid": f"MADE-{number}",
        "year": 2020,
        "active_year": "True",
        "code_status": "Clear",
        "type_of_violence": 1,
        "conflict_name": "Made-up conflict",
        "side_a": "Made-up government",
        "side_b": "Made-up group",
        "source_article": "Made-up agency, 2020-05-02, a headline; made-up paper",
        "where_prec": 1,
        "where_coordinates": "Made-up village",
        "where_description": "near the made-up village",
        "adm_1": "Made-up province",
        "adm_2": "Made-up district",
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "country": "Tajikistan",
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": f"2020-05-{number:02d} 00:00:00.000",
        "date_end": f"2020-05-{number:02d} 00:00:00.000",
        "deaths_a": 1,
        "deaths_b": 2,
        "deaths_civilians": 0,
        "deaths_unknown": 0,
        "best": 3,
        "high": 4,
        "low": 2,
    } | cells


def acled(number: int = 1, **cells: object) -> dict[str, object]:
    """A made-up row of ACLED, on the line at Ruzvay."""
    return {
        "event_id_cnty": f"TJK{number}",
        "event_date": f"{number:02d} May 2020",
        "year": 2020,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Made-up guards",
        "actor2": "Made-up smugglers",
        "iso": 762,
        "country": "Tajikistan",
        "admin1": "Made-up province",
        "admin2": "Made-up district",
        "location": "Made-up town",
        "latitude": 38.46,
        "longitude": 70.82,
        "geo_precision": 1,
        "source": "Made-up agency; Made-up paper",
        "notes": "On a day in May, made-up guards met made-up smugglers.",
        "fatalities": 2,
        "timestamp": 1600000000,
    } | cells


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]], **form: Any) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, **form)
        writer.writeheader()
        writer.writerows(rows)
    return path


def read_csv(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        return list(reader.fieldnames or []), rows


def plan(folder: Path, source: Path, layer: str = "clashes", **options: Any) -> Plan:
    return Atlas.open(folder).import_(source, layer, **options)


def bring(folder: Path, source: Path, layer: str = "clashes", **options: Any) -> Plan:
    """Import a file and write it."""
    made = plan(folder, source, layer, **options)
    assert made.errors == ()
    return made.write()


def layer_file(folder: Path, layer: str = "clashes") -> Path:
    return folder / "geodata" / f"{layer}.geojson"


def features(folder: Path, layer: str = "clashes") -> dict[str, dict[str, Any]]:
    """The features of a layer as its file has them, by id."""
    collection = json.loads(layer_file(folder, layer).read_text("utf-8"))
    return {feature["id"]: feature for feature in collection["features"]}


def edit(folder: Path, feature_id: str, layer: str = "clashes", **properties: object) -> None:
    """Edit a feature as a person with a text editor does; None takes a property away."""
    path = layer_file(folder, layer)
    collection = json.loads(path.read_text("utf-8"))
    (feature,) = (each for each in collection["features"] if each["id"] == feature_id)
    for name, value in properties.items():
        if name == "geometry":
            feature["geometry"] = value
        elif value is None:
            feature["properties"].pop(name, None)
        else:
            feature["properties"][name] = value
    path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")


def export(folder: Path, form: str, layer: str, **options: Any) -> Path:
    """Export a layer of an atlas, into a folder of its own."""
    target = folder / f"out-{form}-{layer}-{len(list(folder.iterdir()))}"
    target.mkdir()
    suffix = {"shapefile": "shp.zip", "fgb": "fgb", "flatgeobuf": "fgb", "geoparquet": "parquet"}.get(form, form)
    done = Atlas.open(folder).export(form, target / f"{layer}.{suffix}", layers=[layer], **options)
    return done.files[0]
