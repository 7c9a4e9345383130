"""KML and KMZ: valid after the OGC's schema, their text plain, and the same for readers that nobody here wrote."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import fiona
import numpy as np
import pyogrio
import pytest
import shapely
from PIL import Image
from pyproj import Geod
from tests.export.conftest import missing, run
from tests.export.made import CREDIT, DISCLAIMER, GEOMETRIES, TEXTS, clashes, content, part, shaped
from tests.hostile import HOSTILE

from borderatlas.export import deliver, format_named
from borderatlas.export.discs import disc
from borderatlas.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from borderatlas import Atlas
    from borderatlas.export import Exported, Part

with warnings.catch_warnings():
    warnings.simplefilter("ignore", UserWarning)  # it misses lxml, which only makes its output prettier
    import fastkml

KML = "{http://www.opengis.net/kml/2.2}"
FORMATS = ["kml", "kmz"]


@pytest.fixture(scope="session")
def valid() -> Callable[[Path], None]:
    """Asks xmllint whether a file is valid after the OGC's schema, which fastkml ships."""
    if shutil.which("xmllint") is None:
        missing("xmllint", "libxml2-utils")
    schema = Path(fastkml.__file__).parent / "schema" / "ogckml22.xsd"

    def check(file: Path) -> None:
        data = document(file)
        done = subprocess.run(
            ["xmllint", "--nonet", "--noout", "--schema", schema, "-"], input=data, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()

    return check


def export(folder: Path, name: str, *parts: Part) -> Exported:
    return deliver(content(*parts), format_named(name), folder / f"x.{name}")


def document(file: Path) -> bytes:
    if file.suffix == ".kml":
        return file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        return archive.read("doc.kml")


def placemarks(file: Path, folder: str = "Made clashes") -> list[ET.Element]:
    """The placemarks of a layer."""
    for element in ET.fromstring(document(file)).iter():
        if element.findtext(f"{KML}name") == folder and element.tag != f"{KML}Placemark":
            return element.findall(f"{KML}Placemark")
    return []


def text(element: ET.Element, *path: str) -> str | None:
    return element.findtext("/".join(KML + step for step in path))


def cells(element: ET.Element) -> dict[str, str | None]:
    return {each.get("name", ""): each.text for each in element.iter(f"{KML}SimpleData")}


def frame(file: Path, layer: str = "Made clashes") -> Any:
    return pyogrio.read_dataframe(file, layer=layer)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("count", [0, 1, 300])
def test_none_one_and_many_in_order(tmp_path: Path, valid: Callable[[Path], None], name: str, count: int) -> None:
    made = clashes(*[{"summary": f"No. {number}"} for number in range(count)])
    (file,) = export(tmp_path, name, part(made)).files
    valid(file)
    assert [cells(each)["id"] for each in placemarks(file)] == [feature.id for feature in made]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("geometry", GEOMETRIES.values(), ids=GEOMETRIES)
def test_every_type_of_geometry_comes_back(
    tmp_path: Path, valid: Callable[[Path], None], name: str, geometry: Any
) -> None:
    (file,) = export(tmp_path, name, shaped([geometry])).files
    valid(file)
    (back,) = frame(file).geometry
    assert back is None if geometry is None else shapely.equals(shapely.force_2d(back), geometry)
    if geometry is not None and name == "kml":
        fiona.drvsupport.supported_drivers["KML"] = "r"
        with fiona.open(file) as collection:
            (record,) = collection
            assert shapely.equals(shapely.geometry.shape(record.geometry), geometry)


def test_geometries_of_all_types_share_a_layer(tmp_path: Path) -> None:
    (file,) = export(tmp_path, "kml", shaped(list(GEOMETRIES.values()))).files
    assert [None if each is None else each.geom_type for each in frame(file).geometry] == [
        None if each is None else each.geom_type for each in GEOMETRIES.values()
    ]


@pytest.mark.parametrize("said", [*TEXTS.values(), *HOSTILE.values()], ids=[*TEXTS, *HOSTILE])
def test_text_is_text(tmp_path: Path, valid: Callable[[Path], None], said: str) -> None:
    done = export(tmp_path, "kml", part(clashes({"name": said, "summary": said, "names": {"tg": said}})))
    (file,) = done.files
    valid(file)
    (placemark,) = placemarks(file)
    turned = said.replace("\r\n", "\n").replace("\r", "\n")
    assert text(placemark, "name") == turned
    assert turned in (text(placemark, "description") or "").replace("‹", "<")
    cell = cells(placemark)["name_tg"] or ""
    assert said in (cell, json.loads(cell) if cell.startswith('"') else "")
    reported = [loss.reason for loss in done.losses if loss.what == "changed"]
    assert any("carriage" in reason for reason in reported) == (turned != said)


@pytest.mark.parametrize("said", ["<img src=x onerror=alert(1)>", "a </script> b", "<!-- x", "<?php"])
def test_a_description_has_no_markup_however_often_it_is_unescaped(tmp_path: Path, said: str) -> None:
    done = export(tmp_path, "kml", part(clashes({"summary": said})))
    told = text(placemarks(done.files[0])[0], "description") or ""
    assert said.replace("<", "‹") in told
    assert "<" not in told
    assert cells(placemarks(done.files[0])[0])["summary"] == said
    assert any("HTML" in loss.reason and loss.count == 1 for loss in done.losses)


def test_less_and_more_stay(tmp_path: Path) -> None:
    done = export(tmp_path, "kml", part(clashes({"summary": "3 < 4 & 5 > 2"})))
    assert "3 < 4 & 5 > 2" in (text(placemarks(done.files[0])[0], "description") or "")
    assert not any("HTML" in loss.reason for loss in done.losses)


def test_what_xml_forbids_is_removed_and_reported(tmp_path: Path, valid: Callable[[Path], None]) -> None:
    done = export(tmp_path, "kml", shaped([GEOMETRIES["point"]] * 2, summary=["a\x00b\x1fc\ufffe", "x\ry"]))
    valid(done.files[0])
    assert [cells(each)["summary"] for each in placemarks(done.files[0])] == ["abc", "x\ny"]
    found = {(loss.what, loss.field, loss.examples) for loss in done.losses}
    assert ("cut", "summary", ("made-0",)) in found
    assert ("changed", "summary", ("made-1",)) in found


def test_columns_have_types_and_values_come_back(tmp_path: Path) -> None:
    made = clashes(
        {"start": "1893-11", "end": "1894", "injured": 2**53 - 1, "disputed": True, "fatalities_low": 0},
        {"start": "2024-02-29", "precision_m": 1234.5, "disputed": False},
    )
    done = export(tmp_path, "kml", part(made))
    found = frame(done.files[0])
    assert found["injured"][0] == 2**53 - 1
    assert found["fatalities_low"].to_list()[0] == 0
    assert np.isnan(found["fatalities_low"][1])
    assert found["disputed"].to_list() == [True, False]
    assert found["precision_m"].to_list() == [5000, 1234.5]
    assert found["start"].to_list() == ["1893-11", "2024-02-29"]
    assert found["start_last"][0] == "1893-11-30"
    assert found["end_"][0] == "1894"
    losses = {(loss.what, loss.field, loss.instead) for loss in done.losses}
    assert {("renamed", "end", "end_"), ("changed", "injured", "")} <= losses


def test_times_are_as_partial_as_they_are_known(tmp_path: Path, valid: Callable[[Path], None]) -> None:
    made = clashes(
        {"start": "1868"}, {"start": "2018-08", "end": "2019"}, {"start": "2024-02-29", "end": "2024-02-29"}, {}
    )
    (file,) = export(tmp_path, "kml", part(made)).files
    valid(file)
    year, span, day, none = placemarks(file)
    assert text(year, "TimeStamp", "when") == "1868"
    assert (text(span, "TimeSpan", "begin"), text(span, "TimeSpan", "end")) == ("2018-08", "2019")
    assert text(day, "TimeStamp", "when") == "2024-02-29"
    assert none.find(f"{KML}TimeStamp") is None
    parsed = fastkml.KML.parse(file)
    times = [each.times for each in features(parsed) if isinstance(each, fastkml.Placemark)]
    assert str(times[0].timestamp) == "1868"


def features(parsed: Any) -> list[Any]:
    """All that stands in a document as fastkml sees it, however deep."""
    found = []
    for each in getattr(parsed, "features", []):
        found += [each, *features(each)]
    return found


def test_fastkml_sees_layers_styles_and_columns(tmp_path: Path) -> None:
    (file,) = export(tmp_path, "kml", part(clashes({"name": TEXTS["tajik"]}, {})), shaped([None], "markets")).files
    found = features(fastkml.KML.parse(file))
    named = {each.name for each in found if not isinstance(each, fastkml.Placemark)}
    assert named == {"Made–Up border", "Made clashes", "Made clashes: how sure the place is", "Made markets"}
    first = next(each for each in found if isinstance(each, fastkml.Placemark))
    assert first.name == TEXTS["tajik"]
    assert {"id": "made-0"}.items() <= {each.name: each.value for each in first.extended_data.elements[0].data}.items()


def test_places_are_no_sharper_than_they_are(tmp_path: Path) -> None:
    made = clashes(
        {"precision_m": 100},
        {"precision_m": 5000, "place_level": "near"},
        {"precision_m": 20000, "place_level": "district"},
        {"precision_m": 80000, "place_level": "province"},
    )
    done = export(tmp_path, "kmz", part(made))
    (file,) = done.files
    crisp, near, district, province = placemarks(file)
    assert [text(each, "styleUrl") for each in (crisp, near)] == ["#style.clash-hollow"] * 2
    assert [text(each, "styleUrl") for each in (district, province)] == ["#style.clash-point"] * 2
    assert [text(each, "visibility") for each in (crisp, near, district, province)] == [None, None, None, "0"]
    areas = placemarks(file, "Made clashes: how sure the place is")
    assert [text(each, "styleUrl") for each in areas] == ["#style.clash-disc", "#style.clash-ring"]
    rings = frame(file, "Made clashes: how sure the place is").geometry
    assert [round(radius_of(ring), -2) for ring in rings] == [20000, 5000]
    assert any(loss.count == 1 and "hidden" in loss.reason for loss in done.losses)
    invisible = styles(file)["style.clash-point"]
    assert text(invisible, "IconStyle", "scale") == "0"


def radius_of(ring: Any) -> float:
    """The mean radius of a ring by its area on the ellipsoid."""
    area, _ = Geod(ellps="WGS84").geometry_area_perimeter(shapely.force_2d(ring))
    return float((abs(area) / np.pi) ** 0.5)


@pytest.mark.parametrize("place", [(70.5, 38.25), (179.99, 10), (0, 80)])
def test_discs_have_the_true_radius(place: tuple[float, float]) -> None:
    shape = disc(shapely.Point(place), 25_000)
    lons, lats = np.array(shape.exterior.coords).T
    _, _, lengths = Geod(ellps="WGS84").inv(*(np.full(len(lons), number) for number in place), lons, lats)
    assert lengths == pytest.approx(25_000, abs=0.01)
    assert shape.exterior.is_ccw
    assert shape.is_valid


def styles(file: Path) -> dict[str, ET.Element]:
    return {each.get("id", ""): each for each in ET.fromstring(document(file)).iter(f"{KML}Style")}


def test_styles_are_those_in_use_and_every_icon_is_in_the_archive(tmp_path: Path) -> None:
    made = clashes({"fatalities_low": 3, "precision_m": 100}, {"precision_m": 100})
    (file,) = export(tmp_path, "kmz", part(made)).files
    used = {text(each, "styleUrl") for each in placemarks(file)}
    assert {f"#{name}" for name in styles(file)} == used == {"#style.clash-filled", "#style.clash-hollow"}
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        assert names[0] == "doc.kml"
        asked = {text(each, "IconStyle", "Icon", "href") for each in styles(file).values()}
        assert asked == set(names[1:])
        filled, hollow = (
            Image.open(io.BytesIO(archive.read(f"icons/clash-{fill}.png"))).convert("RGBA")
            for fill in ("filled", "hollow")
        )
    assert filled.size == (64, 64)
    assert filled.getpixel((0, 0))[3] == 0
    assert filled.getpixel((14, 32)) == (0xC0, 0x4A, 0x00, 255)
    assert hollow.getpixel((14, 32)) == (255, 255, 255, 255)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_asks_the_network(tmp_path: Path, name: str) -> None:
    (file,) = export(tmp_path, name, part(clashes({}))).files
    for element in ET.fromstring(document(file)).iter():
        assert element.tag.rpartition("}")[2] not in {"NetworkLink", "Link", "link"}
        if element.tag == f"{KML}href":
            assert (element.text or "").startswith("icons/")
    assert (b"<Icon>" in document(file)) == (name == "kmz")


def test_the_document_says_whose_it_is(tmp_path: Path) -> None:
    (file,) = export(tmp_path, "kml", part(clashes({}))).files
    root = ET.fromstring(document(file))
    told = {each.get("name"): text(each, "value") for each in root.iter(f"{KML}Data")}
    assert told["licence"] == "CC-BY-4.0"
    assert told["credits"] == CREDIT
    assert told["disclaimer"] == DISCLAIMER
    assert DISCLAIMER in (text(root, "Document", "description") or "")


def test_licences_are_kept_apart(tmp_path: Path) -> None:
    what = content(part(clashes({})), replace(shaped([GEOMETRIES["line"]], "energy"), licence="ODbL-1.0"))
    files = deliver(what, format_named("kml"), tmp_path / "out").files
    assert [file.name for file in files] == ["made-border-cc-by-4.0.kml", "made-border-odbl-1.0.kml"]
    assert placemarks(files[0])
    assert not placemarks(files[1])


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_content_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    def made(folder: str) -> bytes:
        return export(tmp_path / folder, name, part(clashes({"start": "2020"}, {}))).files[0].read_bytes()

    assert made("a") == made("elsewhere")


def test_import_reads_it_again(tmp_path: Path) -> None:
    (file,) = export(tmp_path, "kml", part(clashes({"start": "2018-08", "name": TEXTS["pashto"]}))).files
    (table,) = open_table(file, "Made clashes").read()
    (row,) = table.own.to_dict("records")
    assert (row["id"], row["name"], row["start"]) == ("made-0", TEXTS["pashto"], "2018-08")


@pytest.mark.parametrize("name", FORMATS)
def test_the_shipped_atlas_is_valid(
    tmp_path: Path, valid: Callable[[Path], None], shipped: Atlas, name: str, ogrinfo: Callable[..., str]
) -> None:
    done = shipped.export(name, tmp_path / "out")
    for file in done.files:
        valid(file)
    told = ogrinfo(done.files[0])
    for layer, count in list(done.features.items())[:-1]:
        assert f"Layer name: {shipped.settings.layers[layer].title}\n" in told
        section = told.split(f"Layer name: {shipped.settings.layers[layer].title}\n")[1]
        assert f"Feature Count: {count}\n" in section.split("Layer name:")[0]
    for column in ("border_km_from: Real", "precision_m: Real", "start_first: String"):
        assert column in told


@pytest.mark.parametrize("name", FORMATS)
def test_qgis_reads_columns_and_styles(tmp_path: Path, qgis: Callable[..., Any], name: str) -> None:
    made = clashes({"name": TEXTS["tajik"]}, {"name": TEXTS["persian"], "disputed": True})
    (file,) = export(tmp_path, name, part(made), shaped([None], "markets")).files
    layers = ["Made clashes: how sure the place is", "Made clashes", "Made markets"]
    picture = tmp_path / "drawn.png"
    areas, places, none = qgis("features.py", picture, *(f"{file}|layername={layer}" for layer in layers))
    assert (areas["count"], areas["placed"], areas["styled"]) == (2, 2, True)
    assert (places["count"], places["placed"], places["styled"]) == (2, 2, True)
    assert (none["count"], none["placed"]) == (1, 0)
    assert places["names"] == [TEXTS["tajik"], TEXTS["persian"]]
    assert {"id": "String", "precision_m": "Real", "disputed": "Integer"}.items() <= places["fields"].items()
    assert len(Image.open(picture).convert("RGB").getcolors(100_000) or []) > 3


def test_mapshaper_sees_all_features(tmp_path: Path, node_readers: Path) -> None:
    made = clashes({"name": TEXTS["persian"], "precision_m": 100}, {"name": TEXTS["tajik"], "precision_m": 100})
    (file,) = export(tmp_path, "kml", part(made)).files
    out = tmp_path / "seen.json"
    run("node", node_readers / "node_modules/mapshaper/bin/mapshaper", file, "-o", out, "format=geojson")
    seen = json.loads(out.read_bytes())["features"]
    assert [each["properties"]["name"] for each in seen] == [TEXTS["persian"], TEXTS["tajik"]]
    assert [each["geometry"]["coordinates"][:2] for each in seen] == [[70, 37], [71, 37]]
