"""The data package: valid to Frictionless, opened by readers that nobody here wrote, and the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.export.made import CREDIT, DISCLAIMER, GEOMETRIES, TEXTS, clashes, content, part, shaped

from borderatlas import Atlas
from borderatlas.errors import OutputError, UsageError
from borderatlas.export import deliver, format_named
from borderatlas.layers.faults import Spot
from borderatlas.layers.flat import RowReader
from borderatlas.layers.schemas import LAYERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas.export import Part

FORM = format_named("datapackage")


def written(folder: Path, *parts: Part) -> zipfile.ZipFile:
    """The archive of an export."""
    return zipfile.ZipFile(deliver(content(*parts), FORM, folder / "made.zip").files[0])


def description(archive: zipfile.ZipFile) -> Any:
    return json.loads(archive.read("datapackage.json"))


def table(archive: zipfile.ZipFile, layer: str = "clashes") -> list[dict[str, str]]:
    """The rows of a CSV file by column."""
    return list(csv.DictReader(io.StringIO(archive.read(f"data/{layer}.csv").decode(), newline="")))


def frictionless(file: Path, folder: Path) -> Any:
    """What the Frictionless framework, in a process of its own, finds in a package."""
    command = [sys.executable, "-m", "frictionless", "validate", str(file), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def shipped_package(shipped: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shipped.export("datapackage", tmp_path_factory.mktemp("package") / "border").files[0].parent


def test_frictionless_finds_no_fault_in_the_shipped_layers(shipped_package: Path, shipped: Atlas) -> None:
    found = frictionless(shipped_package / "datapackage.json", shipped_package)
    assert found["valid"], found
    rows = {task["name"]: task["stats"]["rows"] for task in found["tasks"] if task["type"] == "table"}
    assert rows == {**{name: len(layer) for name, layer in shipped.layers.items()}, "border": 1}


def test_frictionless_sees_the_fields_and_what_may_stand_in_them(tmp_path: Path) -> None:
    made = clashes({"start": "1893-11", "disputed": True, "injured": 2**53 - 1, "details": {"a": [1]}}, {})
    folder = deliver(content(part(made)), FORM, tmp_path / "made").files[0].parent
    assert frictionless(folder / "datapackage.json", folder)["valid"]
    schema = next(each for each in description(written(tmp_path, part(made)))["resources"] if "schema" in each)[
        "schema"
    ]
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["id"]
    kinds = {name: field["type"] for name, field in fields.items()}
    assert (kinds["start"], kinds["start_first"], kinds["disputed"]) == ("string", "date", "boolean")
    assert (kinds["injured"], kinds["precision_m"], kinds["details"]) == ("integer", "number", "object")
    assert fields["precision_m"]["unit"] == "m"
    assert fields["name"]["constraints"]["required"]
    assert all(field["title"] for field in fields.values())
    for field, wrong in (("kind", "picnic"), ("start", "November 1893"), ("injured", "many"), ("lat", "91")):
        rows = (folder / "data/clashes.csv").read_text("utf-8")
        head, first, rest = rows.split("\n", 2)
        cells = next(csv.reader([first]))
        cells[head.split(",").index(field)] = wrong
        broken = io.StringIO()
        csv.writer(broken, lineterminator="\n").writerow(cells)
        (folder / "data/clashes.csv").write_text(f"{head}\n{broken.getvalue()}{rest}", "utf-8")
        told = frictionless(folder / "datapackage.json", folder)
        assert not told["valid"]
        assert wrong in json.dumps(told, ensure_ascii=False)
        (folder / "data/clashes.csv").write_text(rows, "utf-8")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_comes_back(tmp_path: Path, text: str) -> None:
    archive = written(tmp_path, part(clashes({"name": text, "actors": [text, "b;c\\"], "names": {"tg": text}})))
    (row,) = table(archive)
    back = RowReader(LAYERS["clashes"], list(row)).read(row, Spot("clashes", "", "")).properties
    assert (back["name"], back["actors"], back["names"]) == (text, [text, "b;c\\"], {"tg": text})
    (feature,) = json.loads(archive.read("data/clashes.geojson"))["features"]
    assert feature["properties"]["name"] == text


@pytest.mark.parametrize("count", [0, 1, 300])
def test_none_one_and_many_in_order(tmp_path: Path, count: int) -> None:
    folder = deliver(content(part(clashes(*[{}] * count))), FORM, tmp_path / "made").files[0].parent
    found = frictionless(folder / "datapackage.json", folder)
    assert found["valid"], found
    archive = written(tmp_path, part(clashes(*[{}] * count)))
    ids = [f"made-{number}" for number in range(count)]
    assert [row["id"] for row in table(archive)] == ids
    assert [each["id"] for each in json.loads(archive.read("data/clashes.geojson"))["features"]] == ids


def test_all_types_of_geometry(tmp_path: Path) -> None:
    archive = written(tmp_path, shaped(list(GEOMETRIES.values())))
    types = [None if shape is None else shape.geom_type for shape in GEOMETRIES.values()]
    features = json.loads(archive.read("data/clashes.geojson"))["features"]
    assert [each["geometry"] and each["geometry"]["type"] for each in features] == types
    assert [row["wkt"].partition(" ")[0] or None for row in table(archive)] == [name and name.upper() for name in types]


def test_every_file_has_its_size_and_its_hash(tmp_path: Path) -> None:
    archive = written(tmp_path, part(clashes({})), part(clashes({}), "movements", "ODbL-1.0"))
    told = description(archive)["resources"]
    assert {each["path"] for each in told} == {name for name in archive.namelist() if "." in name} - {
        "README.md",
        "LICENCES.md",
        "CITATION.cff",
        "datapackage.json",
    }
    for each in told:
        data = archive.read(each["path"])
        assert each["bytes"] == len(data)
        assert each["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    licences = {each["name"]: each["licenses"][0]["name"] for each in told if "licenses" in each}
    assert (licences["clashes"], licences["movements-geojson"]) == ("CC-BY-4.0", "ODbL-1.0")


def test_a_damaged_archive_is_not_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from borderatlas.export.data_package import writing

    whole = writing.write_zip
    monkeypatch.setattr(
        writing, "write_zip", lambda path, members: whole(path, members | {"data/clashes.csv": b"id\nanother\n"})
    )
    with pytest.raises(OutputError, match=r"data/clashes\.csv is not as it was written"):
        written(tmp_path, part(clashes({})))
    assert list(tmp_path.iterdir()) == []


def test_the_same_content_gives_the_same_bytes_in_another_folder(tmp_path: Path, shipped: Atlas) -> None:
    one, other = (shipped.export("datapackage", tmp_path / name / "x.zip").files[0] for name in "ab")
    assert one.read_bytes() == other.read_bytes()


def test_a_folder_holds_what_the_archive_holds(tmp_path: Path) -> None:
    what = content(part(clashes({})))
    with zipfile.ZipFile(deliver(what, FORM, tmp_path / "made.zip").files[0]) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    done = deliver(what, FORM, tmp_path / "made")
    assert {str(file.relative_to(tmp_path / "made")): file.read_bytes() for file in done.files} == inside
    assert {path for path in (tmp_path / "made").rglob("*") if path.is_file()} == set(done.files)
    with pytest.raises(UsageError, match=r"README\.md: stands already"):
        deliver(what, FORM, tmp_path / "made")


def test_people_read_what_it_is(tmp_path: Path) -> None:
    archive = written(tmp_path, part(clashes({"fatalities_low": 2}), licence="CC-BY-4.0"), part([], "markets", "Ours"))
    readme = archive.read("README.md").decode()
    assert DISCLAIMER in readme
    assert "| `data/clashes.csv` | Made clashes, CSV | 1 | CC-BY-4.0 |" in readme
    assert "| `fatalities_low` |" in readme
    assert "| `border_km_from` |" in readme
    assert "| `injured` |" not in readme  # nobody says anything of it
    licences = archive.read("LICENCES.md").decode()
    assert "<https://creativecommons.org/licenses/by/4.0/>" in licences
    assert "## Ours\n\nFor: Made markets (`markets`)." in licences
    assert f"- {CREDIT}" in licences


def test_how_to_cite_follows_the_newest_release(copy: Path) -> None:
    log = copy / "geodata/changes.json"
    record = json.loads(log.read_bytes())
    record["releases"].insert(0, record["releases"][0] | {"version": "0.3.0", "date": "2026-12-24"})
    log.write_text(json.dumps(record), "utf-8")
    with zipfile.ZipFile(Atlas.open(copy).export("datapackage", copy / "x.zip").files[0]) as archive:
        cited = yaml.safe_load(archive.read("CITATION.cff"))
        assert (cited["version"], cited["date-released"]) == ("0.3.0", "2026-12-24")
        assert "license" not in cited  # there are two, and nobody may choose
        assert description(archive)["created"] == "2026-12-24T00:00:00Z"
    layer = copy / "geodata/missions.geojson"
    layer.write_text(layer.read_text("utf-8").replace('"name": "', '"name": "The ', 1), "utf-8")
    with zipfile.ZipFile(Atlas.open(copy).export("datapackage", copy / "y.zip").files[0]) as archive:
        assert description(archive)["version"] == "0.3.0+changed"


@pytest.mark.network
def test_citation_is_valid_to_the_schema_of_its_format(tmp_path: Path, shipped_package: Path) -> None:
    import jsonschema

    # Without its dependencies: they ask for an older jsonschema than Frictionless does.
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(tmp_path), "cffconvert"]
    subprocess.run(install, check=True)
    schema = json.loads((tmp_path / "cffconvert/schemas/1.2.0/schema.json").read_bytes())
    validator = jsonschema.validators.validator_for(schema)(schema)
    alone = written(tmp_path, part(clashes({})))
    for text in ((shipped_package / "CITATION.cff").read_bytes(), alone.read("CITATION.cff")):
        assert list(validator.iter_errors(yaml.load(text, yaml.BaseLoader))) == []
    assert yaml.safe_load(alone.read("CITATION.cff"))["license"] == "CC-BY-4.0"


def test_gdal_of_debian_opens_both_forms(shipped_package: Path, ogrinfo: Callable[..., str]) -> None:
    assert "Feature Count: 119\n" in ogrinfo(shipped_package / "data/clashes.geojson")
    told = ogrinfo(shipped_package / "data/clashes.csv", "-so", "-oo", "AUTODETECT_TYPE=YES")
    assert "Feature Count: 119\n" in told
    assert "start_first: Date" in told
    assert "precision_m: Integer" in told
