"""Working files, folders, layer files and revisions of git."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from borderatlas import Atlas
from borderatlas.errors import LayerError, SettingsError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "geodata" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def repository(copy: Path) -> Path:
    """An atlas with two commits, the first of them tagged v0.1."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(copy, "init", "--quiet", "--initial-branch", "main")
    commit(copy, "first")
    git(copy, "tag", "v0.1")
    edit(copy, "crossings.geojson", "Ishkashim bridge", "Ishkoshim bridge")
    commit(copy, "second")
    return copy


def test_revisions_folders_and_files_are_the_same_states(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(repository / "geodata", other / "geodata")
    edit(other, "crossings.geojson", "Ishkoshim bridge", "Ishkashim bridge")
    atlas = Atlas.open(repository)
    for old in ("v0.1", "HEAD~1", "HEAD^", other, other / "geodata", other / "geodata/atlas.toml"):
        diff = atlas.diff(old)
        [layer] = diff.layers
        assert (layer.name, layer.counts) == ("crossings", {"changed": 1})
        [field] = layer.changed[0].fields
        assert (field.field, field.new) == ("name", "Ishkoshim bridge")
        assert not diff.settings
        assert not diff.line_changed
    assert atlas.diff(other / "geodata/crossings.geojson").layers[0].counts == {"changed": 1}
    assert atlas.diff("v0.1", "main").layers[0].counts == {"changed": 1}
    assert not atlas.diff("main")
    assert atlas.diff("v0.1").old.label.startswith("v0.1 (")


def test_files_beside_the_layers_are_compared(repository: Path) -> None:
    edit(repository, "atlas.toml", "review_days = 90", "review_days = 60")
    edit(repository, "sources.json", '"24.kg"', '"24.KG"')
    edit(repository, "border.geojson", "[", "[ ")
    diff = Atlas.open(repository).diff("main")
    assert [change.field for change in diff.settings] == ["layers.clashes.review_days"]
    assert diff.sources.counts.keys() == {"changed"}
    assert not diff.line_changed  # a blank is no change
    assert not diff.layers


def test_an_old_revision_needs_no_valid_schema_and_may_lie_elsewhere(repository: Path) -> None:
    atlas = Atlas.open(repository)
    edit(repository, "crossings.geojson", '"kind": "bridge"', '"kind": "Bridge!"')
    edit(repository, "atlas.toml", "headline = ", "heading = ")
    (repository / "elsewhere").mkdir()
    shutil.move(repository / "geodata", repository / "elsewhere/data")
    commit(repository, "broken, and elsewhere")
    git(repository, "checkout", "--quiet", "HEAD~1", "--", ".")
    diff = atlas.diff("main")
    assert diff.layers[0].name == "crossings"
    assert {change.field for change in diff.settings} == {"heading", "headline"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("v0.2", ["no git revision 'v0.2'", "did you mean v0.1?", "main"]),
        ("--output=x", ["no git revision '--output=x'"]),
        ("main:geodata", ["no git revision"]),
        ("crossing.geojson", ["no file, no folder"]),
        ("x" * 5000, ["no git revision"]),
        ("a\0b", ["cannot be run"]),
    ],
)
def test_a_name_that_there_is_not(repository: Path, name: str, words: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        Atlas.open(repository).diff(name)
    assert all(word in str(error.value) for word in words)
    assert not (repository / "x").exists()


def test_without_a_repository_or_git(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = Atlas.open(copy)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(copy.parent))
    with pytest.raises(UsageError, match="in no git repository"):
        atlas.diff("v0.1")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="git, which could know it as a revision, is not installed"):
        atlas.diff("v0.1")


def test_a_revision_without_an_atlas(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "empty")
    git(repository, "rm", "-rq", "--cached", ".")
    (repository / "readme").write_text("x")
    git(repository, "add", "readme")
    git(repository, "commit", "--quiet", "--message", "none")
    with pytest.raises(UsageError, match=r"empty: this revision has no geodata/atlas\.toml, and elsewhere none"):
        Atlas.open(repository).diff("empty")


def test_what_is_missing_or_broken_is_named(copy: Path) -> None:
    atlas = Atlas.open(copy)
    with pytest.raises(UsageError, match="there is no atlas here"):
        atlas.diff(copy / "geodata/base")
    broken = copy / "broken"
    shutil.copytree(copy / "geodata", broken)
    (broken / "clashes.geojson").unlink()
    with pytest.raises(LayerError, match=r"there is no file clashes\.geojson"):
        atlas.diff(broken)
    (broken / "clashes.geojson").write_text("{")
    with pytest.raises(LayerError, match=r"clashes\.geojson: line 1"):
        atlas.diff(broken)
    (broken / "atlas.toml").write_text("=")
    with pytest.raises(SettingsError, match="not valid TOML"):
        atlas.diff(broken)
