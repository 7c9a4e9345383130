"""Files that hold several tables: layers, sheets, folders, members of an archive."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
import xlsxwriter

from borderatlas.errors import UsageError
from borderatlas.tables import LayerInfo, layers_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GPX = (
    '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
    '<wpt lat="37.19" lon="68.6"><time>2024-02-29T23:30:00Z</time><name>Панҷ</name></wpt>{}</gpx>'
)
TRACK = '<trk><name>way</name><trkseg><trkpt lat="37" lon="68"/><trkpt lat="37.1" lon="68"/></trkseg></trk>'
ROUTE = '<rte><name>road</name><rtept lat="37" lon="68"/><rtept lat="37.1" lon="68"/></rte>'


@pytest.fixture
def several(tmp_path: Path) -> Callable[[str], Path]:
    """Writes files with the tables `posts`, of one row, and `bridges`, of two."""

    def write(name: str) -> Path:
        path = tmp_path / name
        rows = {"posts": ["a"], "bridges": ["b", "c"]}
        match path.suffix:
            case ".gpkg":
                for layer, names in rows.items():
                    frame = gpd.GeoDataFrame({"name": names}, geometry=[shapely.Point(68, 37)] * len(names), crs=4326)
                    frame.to_file(path, layer=layer)
            case ".xlsx":
                book = xlsxwriter.Workbook(path)
                for layer, names in rows.items():
                    book.add_worksheet(layer).write_column(0, 0, ["name", *names])
                book.add_worksheet("empty")
                book.close()
            case ".kml":
                folders = "".join(
                    f"<Folder><name>{layer}</name>"
                    + "".join(f"<Placemark><name>{n}</name></Placemark>" for n in names)
                    + "</Folder>"
                    for layer, names in rows.items()
                )
                path.write_text(f"<kml><Document><name>all</name>{folders}</Document></kml>", "utf-8")
            case ".zip":
                with zipfile.ZipFile(path, "w") as archive:
                    for layer, names in rows.items():
                        archive.writestr(layer, "\n".join(["name", *names]))
                        archive.writestr(f"{layer}.csv", "\n".join(["name", *names]))
        return path

    return write


@pytest.mark.parametrize("name", ["in.gpkg", "in.xlsx", "in.kml", "in.zip"])
def test_one_of_several_is_asked_for_by_name(
    read: Callable[..., Any], several: Callable[[str], Path], name: str
) -> None:
    several(name)
    posts, bridges = ("posts.csv", "bridges.csv") if name == "in.zip" else ("posts", "bridges")
    with pytest.raises(UsageError, match=r"holds 2 \w+. Name one with --source-layer: .*bridges") as caught:
        read(None, name)
    assert posts in str(caught.value)
    with pytest.raises(UsageError, match=r"no \w+ 'roads'. The \w+ are: .*bridges"):
        read(None, name, "roads")
    found = read(None, name, bridges)
    assert [row["name"] for row in found.rows] == ["b", "c"]
    assert found.file.layer == bridges
    assert [row["name"] for row in read(None, name, posts).rows] == ["a"]


@pytest.mark.parametrize("name", ["in.gpkg", "in.xlsx", "in.kml"])
def test_layers_are_listed_with_their_rows(several: Callable[[str], Path], name: str) -> None:
    found = {layer.name: layer for layer in layers_of(several(name))}
    assert (found["posts"].rows, found["bridges"].rows) == (1, 2)
    if name == "in.gpkg":
        assert found["posts"] == LayerInfo("posts", 1, "Point", "EPSG:4326")


def test_files_without_layers_count_as_one(several: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text("lat,lon\n37,68\n", "utf-8")
    assert layers_of(tmp_path / "posts.csv") == [LayerInfo("posts")]
    assert [layer.name for layer in layers_of(several("in.zip"))] == ["bridges.csv", "posts.csv"]


def test_waypoints_tracks_and_routes(read: Callable[..., Any], tmp_path: Path) -> None:
    found = read(GPX.format(""), "in.gpx")
    assert found.file.layer == "waypoints"
    assert found.rows[0]["name"] == "Панҷ"
    assert found.rows[0]["time"].isoformat() == "2024-02-29T23:30:00+00:00"
    (tmp_path / "all.gpx").write_text(GPX.format(ROUTE + TRACK), "utf-8")
    assert [layer.name for layer in layers_of(tmp_path / "all.gpx")][:3] == ["waypoints", "routes", "tracks"]
    with pytest.raises(UsageError, match="Name one with --source-layer: waypoints, routes, tracks"):
        read(None, "all.gpx")
    assert [row["name"] for row in read(None, "all.gpx", "routes").rows] == ["road"]
    assert read(None, "all.gpx", "tracks").rows[0]["geometry"].geom_type == "MultiLineString"


def test_the_only_table_of_an_archive_is_opened(read: Callable[..., Any], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("ged241/GEDEvent.csv", "id,latitude,longitude\n1,37.19,68.6\n")
        archive.writestr("ged241/README.txt", "what this is")
        archive.writestr("__MACOSX/ged241/._GEDEvent.csv", "x")
    found = read(None, "in.zip")
    assert [row["id"] for row in found.rows] == ["1"]
    assert found.file.columns == ["id", "latitude", "longitude"]
