"""Only pages whose layers, settings or program changed are made again, and the result is that of a full build."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.offered import offer

from borderatlas import Atlas
from borderatlas.errors import LayerError, OutputError
from borderatlas.maps.freshness import unchanged
from borderatlas.maps.manifest import read_manifest
from borderatlas.maps.telling import told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from borderatlas.maps.built import Build


def change(folder: Path, name: str, edit: Callable[[Any], None]) -> None:
    """Edits a JSON file of the atlas, as a program does that saves it."""
    path = folder / "geodata" / name
    value = json.loads(path.read_bytes())
    edit(value)
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def set_property(name: str, value: object, *, kind: str | None = None) -> Callable[[Any], None]:
    """Sets a property of the first feature, or of the first one of a kind."""

    def edit(layer: Any) -> None:
        features = [item for item in layer["features"] if kind in (None, item["properties"]["kind"])]
        features[0]["properties"][name] = value

    return edit


def set_settings(folder: Path, old: str, new: str) -> None:
    path = folder / "geodata/atlas.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def build(folder: Path, **options: Any) -> Build:
    return Atlas.open(folder).build(**options)


def why(done: Build) -> dict[str, tuple[str, ...]]:
    return {page.name: page.why for page in done.written}


def content(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_nothing_to_do_is_told_without_reading_a_layer(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(copy)
    before = content(copy / "maps")
    monkeypatch.setattr("borderatlas.maps.readings.read_layer", lambda *_: pytest.fail("a layer was read"))
    again = unchanged(copy)
    assert again is not None
    assert [(page.name, page.path, page.size, page.sha256) for page in again] == [
        (page.name, page.path, page.size, page.sha256) for page in first
    ]
    assert told(again) == ["up to date: 7 pages"]
    assert content(copy / "maps") == before


def test_one_layer_changed(atlas: Path) -> None:
    change(atlas, "clashes.geojson", set_property("summary", "Seen anew."))
    assert unchanged(atlas) is None
    done = build(atlas)
    assert why(done) == dict.fromkeys(("atlas", "clashes", "index"), ("clashes.geojson changed",))
    assert told(done)[1:] == [
        "clashes: clashes.geojson changed",
        "index: clashes.geojson changed",
        "up to date: 4 pages",
    ]
    assert unchanged(atlas) is not None


def test_a_layer_that_says_the_same_in_other_bytes_makes_its_pages_again(atlas: Path) -> None:
    change(atlas, "missions.geojson", lambda _: None)
    assert set(why(build(atlas))) == {"atlas", "missions", "index"}


def test_crossing_points_stand_in_all_addresses(atlas: Path) -> None:
    change(atlas, "crossings.geojson", set_property("name", "Another name", kind="crossing"))
    done = why(build(atlas))
    assert set(done) == {"atlas", "crossings", "missions", "clashes", "energy", "boundary", "index"}
    assert done["missions"] == ("crossing points or reaches of crossings.geojson changed",)
    change(atlas, "crossings.geojson", set_property("summary", "Of a bridge, which no address names.", kind="bridge"))
    assert set(why(build(atlas))) == {"atlas", "crossings", "index"}


def test_settings_of_one_map_and_of_all(atlas: Path) -> None:
    set_settings(atlas, 'summary = "All layers on one map."', 'summary = "All of them."')
    assert why(build(atlas)) == dict.fromkeys(("atlas", "index"), ("settings changed",))
    set_settings(atlas, "# What this atlas holds", "# A comment. What this atlas holds")
    assert why(build(atlas)) == {}
    set_settings(atlas, 'contact = "Corrections', 'contact = "Please send corrections')
    assert len(why(build(atlas))) == 7


def test_a_source_changes_the_pages_that_cite_it(atlas: Path) -> None:
    missions = json.loads((atlas / "geodata/missions.geojson").read_bytes())
    key = missions["features"][0]["properties"]["sources"][0]

    def rename(sources: list[dict[str, Any]]) -> None:
        next(source for source in sources if source["id"] == key)["title"] = "Another title"

    change(atlas, "sources.json", rename)
    done = why(build(atlas))
    assert done["missions"] == ("sources changed",)
    assert done["index"] == ("sources.json changed",)
    change(atlas, "sources.json", lambda sources: sources.append({"id": "nobody", "type": "book", "title": "Uncited"}))
    assert set(why(build(atlas))) == {"index"}


def test_another_program_makes_every_page(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("inputs", "freshness"):
        monkeypatch.setattr(f"borderatlas.maps.{module}.program_fingerprint", lambda: "another")
    assert unchanged(atlas) is None
    assert set(why(build(atlas)).values()) == {("program changed",)}


def test_deleted_pages_come_back(atlas: Path) -> None:
    (atlas / "maps/energy.html").unlink()
    assert unchanged(atlas) is None
    assert why(build(atlas)) == {"energy": ("missing",)}
    (atlas / "maps/.borderatlas.json").unlink()
    assert why(build(atlas)) == {}
    assert unchanged(atlas) is not None


def test_a_page_edited_by_hand_is_left_as_it_is(atlas: Path) -> None:
    page = atlas / "maps/clashes.html"
    edited = page.read_bytes().replace(b"</body>", b"<p>Mine</p></body>")
    page.write_bytes(edited)
    assert unchanged(atlas) is None
    for layer in (None, "clashes.geojson"):
        if layer:
            change(atlas, layer, set_property("summary", "Seen anew."))
        with pytest.raises(OutputError, match=r"clashes\.html: this page was edited.*--force.*clashes\.edited\.html"):
            build(atlas)
        assert page.read_bytes() == edited
    done = build(atlas, force=True)
    assert [path.name for path in done.kept] == ["clashes.edited.html"]
    assert done.kept[0].read_bytes() == edited
    assert b"<p>Mine</p>" not in page.read_bytes()
    page.write_bytes(b"Once more")
    assert [path.name for path in build(atlas, force=True).kept] == ["clashes.edited-2.html"]
    assert unchanged(atlas) is not None


def test_a_file_that_no_build_wrote_is_not_overwritten(copy: Path) -> None:
    (copy / "maps").mkdir()
    (copy / "maps/missions.html").write_text("a poem")
    with pytest.raises(OutputError, match=r"missions\.html"):
        build(copy)
    assert (copy / "maps/missions.html").read_text() == "a poem"
    assert (copy / "maps/index.html").is_file()
    build(copy, force=True)
    assert (copy / "maps/missions.edited.html").read_text() == "a poem"


def test_a_page_whose_map_is_gone_goes_too_unless_somebody_edited_it(atlas: Path) -> None:
    settings_file = atlas / "geodata/atlas.toml"
    text = settings_file.read_text("utf-8")
    start, end = (text.index(f'[[maps]]\nname = "{name}"') for name in ("missions", "clashes"))
    settings_file.write_text(text[:start] + text[end:], "utf-8")
    assert [path.name for path in build(atlas).removed] == ["missions.html"]
    assert not (atlas / "maps/missions.html").exists()
    settings_file.write_text(text, "utf-8")
    build(atlas)
    (atlas / "maps/missions.html").write_text("mine")
    settings_file.write_text(text[:start] + text[end:], "utf-8")
    assert build(atlas).removed == ()
    assert (atlas / "maps/missions.html").read_text() == "mine"


def test_a_faulty_layer_leaves_what_does_not_depend_on_it_up_to_date(atlas: Path) -> None:
    good = (atlas / "geodata/boundary.geojson").read_bytes()
    (atlas / "geodata/boundary.geojson").write_bytes(b"{")
    before = content(atlas / "maps")
    with pytest.raises(LayerError, match=r"Not built: atlas, boundary, index\.html") as caught:
        build(atlas)
    assert "Built: nothing. Up to date: 4 pages." in str(caught.value)
    assert {name for name, data in content(atlas / "maps").items() if data != before[name]} == {".borderatlas.json"}
    assert unchanged(atlas) is None
    (atlas / "geodata/boundary.geojson").write_bytes(good)
    assert why(build(atlas)) == {}
    assert content(atlas / "maps") == before


def test_the_manifest_names_the_features_of_each_layer(atlas: Path, shipped: Atlas) -> None:
    layers = json.loads((atlas / "maps/.borderatlas.json").read_bytes())["layers"]
    assert layers == {name: {"features": [feature.id for feature in layer]} for name, layer in shipped.layers.items()}
    (atlas / "geodata/missions.geojson").write_bytes(b"{")
    with pytest.raises(LayerError):
        build(atlas)
    assert read_manifest(atlas / "maps").layers["missions"] == layers["missions"]["features"]


def test_rows_that_may_not_be_passed_on_stand_in_no_page(atlas: Path) -> None:
    def close(sources: list[dict[str, Any]]) -> None:
        source = {"id": "closed-events", "type": "dataset", "title": "Closed events"}
        sources.append({**source, "custom": {"redistribution": "forbidden"}})

    def mark(layer: Any) -> None:
        for item in layer["features"][:2]:
            item["properties"]["dataset"] = "closed-events"

    ids = [item["id"] for item in json.loads((atlas / "geodata/clashes.geojson").read_bytes())["features"][:2]]
    change(atlas, "sources.json", close)
    change(atlas, "clashes.geojson", mark)
    done = build(atlas)
    assert done.withheld == {"closed-events": 2}
    assert "closed-events: 2 rows left out, as this dataset may not be passed on." in told(done)
    assert not set(ids) & set(read_manifest(atlas / "maps").layers["clashes"])
    again = unchanged(atlas)
    assert again is not None
    assert again.withheld == done.withheld
    change(atlas, "sources.json", lambda sources: sources[-1].pop("custom"))
    assert {"atlas", "clashes"} <= set(why(build(atlas)))


LAYERS = ("crossings", "markets", "missions", "boundary", "movements")
EDITS = st.one_of(
    st.tuples(st.just("summary"), st.sampled_from(LAYERS)),
    st.tuples(st.just("last"), st.sampled_from(LAYERS)),
    st.tuples(st.just("first"), st.sampled_from(LAYERS)),
    st.tuples(st.just("settings"), st.sampled_from(["headline = ", "disclaimer = ", "title = ", "lacks = "])),
    st.tuples(st.just("page"), st.sampled_from(["missions.html", "boundary.html", "index.html"])),
    st.tuples(st.just("source"), st.integers(0, 100).map(str)),
)


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped atlas with its maps."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(root / "geodata", folder / "geodata", ignore=shutil.ignore_patterns("recipes"))
    offer(folder)
    build(folder)
    return folder


@pytest.fixture
def atlas(built: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return shutil.copytree(built, tmp_path / "atlas")


@pytest.fixture(scope="module")
def small(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An atlas of three pages, with its layers to take away."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(root / "geodata", folder / "geodata", ignore=shutil.ignore_patterns("recipes"))
    offer(folder, "csv")
    settings_file = folder / "geodata/atlas.toml"
    text = settings_file.read_text("utf-8")
    cut = text.index('[[maps]]\nname = "atlas"'), text.index('[[maps]]\nname = "missions"')
    text = text[: cut[0]] + text[cut[1] :]
    cut = text.index('[[maps]]\nname = "clashes"'), text.index('[[maps]]\nname = "boundary"')
    settings_file.write_text(text[: cut[0]] + text[cut[1] :], "utf-8")
    return folder


def apply(folder: Path, edit: tuple[str, str], number: int) -> None:
    sort, what = edit
    if sort == "settings":
        set_settings(folder, f'\n{what}"', f'\n{what}"{number} ')
    elif sort == "page":
        (folder / "maps" / what).unlink(missing_ok=True)
    elif sort == "source":
        change(folder, "sources.json", lambda sources: sources[int(what)].update(note=f"Note {number}"))
    elif sort == "summary":
        change(folder, f"{what}.geojson", set_property("summary", f"Edit {number}"))
    else:
        last = sort == "last"

        def turn(layer: Any) -> None:
            layer["features"].insert(0 if last else len(layer["features"]), layer["features"].pop(-1 if last else 0))

        change(folder, f"{what}.geojson", turn)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, min_size=1, max_size=4))
def test_an_incremental_build_gives_what_a_full_one_gives(
    small: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str]]
) -> None:
    warm = Atlas.open(small)
    warm.build()
    for number, edit in enumerate(edits):
        apply(small, edit, number)
    build(small)
    whole = tmp_path_factory.mktemp("whole")
    build(small, output=whole)
    assert content(small / "maps") == content(whole)
