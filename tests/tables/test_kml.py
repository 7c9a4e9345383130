"""KML: times stay as they were written, and shapes of every kind are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


def kml(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'


@pytest.mark.parametrize("when", ["2018", "2018-08", "2018-08-01", "2018-08-01T23:30:00+05:00"])
def test_partial_dates_stay_partial(read: Callable[..., Any], when: str) -> None:
    body = (
        f"<Placemark><TimeStamp><when>{when}</when></TimeStamp></Placemark>"
        f"<Placemark><TimeSpan><begin>{when}</begin><end>2019</end></TimeSpan></Placemark>"
    )
    first, second = read(kml(body), "in.kml").rows
    assert first["when"] == second["begin"] == when
    assert second["end"] == "2019"


RING = "<LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing>"


@pytest.mark.parametrize(
    ("body", "kind", "places"),
    [
        ("<Point><coordinates>\n 68.6,37.19,0 \n</coordinates></Point>", "Point", 1),
        ("<Point><coordinates>68.6, 37.19</coordinates></Point>", "Point", 1),
        ("<LineString><coordinates>68.6,37.19 68.7,37.2,5</coordinates></LineString>", "LineString", 2),
        (f"<Polygon><outerBoundaryIs>{RING}</outerBoundaryIs></Polygon>", "Polygon", 4),
        (
            (
                "<MultiGeometry><Point><coordinates>1,2</coordinates></Point><Point><coordinates>3,4</coordinates></Point>"
                "</MultiGeometry>"
            ),
            "MultiPoint",
            2,
        ),
        (
            (
                "<MultiGeometry><Point><coordinates>1,2</coordinates></Point>"
                "<LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry>"
            ),
            "GeometryCollection",
            3,
        ),
        ("<gx:Track><when>2020</when><gx:coord>1 2 3</gx:coord><gx:coord>3 4 5</gx:coord></gx:Track>", "LineString", 2),
    ],
)
def test_shapes_of_every_kind(read: Callable[..., Any], body: str, kind: str, places: int) -> None:
    """`gx:` is not declared here, as in many files."""
    import shapely

    (row,) = read(kml(f"<Placemark><name>x</name>{body}</Placemark>"), "in.kml").rows
    assert row["geometry"].geom_type == kind
    assert len(shapely.get_coordinates(row["geometry"])) == places


def test_own_data_and_usual_fields_are_columns(read: Callable[..., Any]) -> None:
    body = (
        '<Placemark id="p1"><name>Панҷ</name><description><![CDATA[<b>a</b>]]></description><ExtendedData>'
        '<Data name="deaths"><displayName>D</displayName><value>5</value></Data>'
        '<SchemaData><SimpleData name="actor">A</SimpleData></SchemaData></ExtendedData></Placemark>'
    )
    found = read(kml(body), "in.kml")
    assert found.file.columns == ["id", "name", "description", "deaths", "actor"]
    assert [found.rows[0][name] for name in found.file.columns] == ["p1", "Панҷ", "<b>a</b>", "5", "A"]


def test_other_encodings_are_declared(read: Callable[..., Any]) -> None:
    text = kml("<Placemark><name>Пяндж</name></Placemark>").replace("UTF-8", "windows-1251")
    assert read(text.encode("cp1251"), "in.kml").rows[0]["name"] == "Пяндж"
