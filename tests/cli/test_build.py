"""`borderatlas build` as a person runs it again and again, and the commands that are imported only when asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import typer
from tests.cli.shell import borderatlas

from borderatlas.cli import main
from borderatlas.cli.loading import described, load

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("folium", "geopandas", "numpy", "pandas", "pyogrio", "scipy", "shapely", "uvicorn", "watchfiles")


def imports(*arguments: str, cwd: Path) -> set[str]:
    """Which heavy libraries a command loads."""
    code = (
        "import sys\nfrom borderatlas.cli.main import run\n"
        f"sys.argv = {['borderatlas', *arguments]!r}\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_build_says_which_and_why(copy: Path) -> None:
    first = borderatlas("build", cwd=copy)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[-1] == "maps/index.html"
    nothing = borderatlas("build", cwd=copy)
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "", "up to date: 7 pages\n")
    assert imports("build", cwd=copy) == set()
    layer = copy / "geodata/clashes.geojson"
    layer.write_bytes(layer.read_bytes() + b"\n")
    some = borderatlas("build", cwd=copy)
    assert some.stdout.splitlines() == ["maps/atlas.html", "maps/clashes.html", "maps/index.html"]
    assert some.stderr.splitlines() == [
        "atlas: clashes.geojson changed",
        "clashes: clashes.geojson changed",
        "index: clashes.geojson changed",
        "up to date: 4 pages",
    ]
    rows = json.loads(borderatlas("build", "--json", cwd=copy).stdout)
    assert [(row["name"], row["why"]) for row in rows][-1] == ("index", [])
    assert len(rows) == 7


def test_an_edited_page_is_exit_code_1_until_it_is_forced(copy: Path) -> None:
    borderatlas("build", cwd=copy)
    page = copy / "maps/energy.html"
    page.write_text("mine")
    refused = borderatlas("build", cwd=copy)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "energy.html: this page was edited" in refused.stderr
    assert page.read_text() == "mine"
    forced = borderatlas("build", "--force", cwd=copy)
    assert forced.returncode == 0
    assert len(forced.stdout.splitlines()) == 7
    assert "energy.edited.html: kept from before" in forced.stderr
    assert (copy / "maps/energy.edited.html").read_text() == "mine"


def test_help_and_version_load_no_heavy_library(tmp_path: Path) -> None:
    for arguments in (["--help"], ["--version"], ["build", "--help"], ["watch", "--help"], ["serve", "--help"]):
        assert imports(*arguments, cwd=tmp_path) == set(), arguments


def test_help_names_every_command_with_its_first_sentence(tmp_path: Path) -> None:
    text = " ".join(borderatlas("--help", cwd=tmp_path).stdout.replace("│", " ").split())
    for name, home in main.Commands.homes.items():
        words = described(name, home)
        assert words, name
        assert f"{name} {' '.join(words.split())[:30]}" in text


@pytest.mark.parametrize("name", main.Commands.homes)
def test_every_command_can_be_loaded_and_offers_no_completion(name: str) -> None:
    command = load(name, main.Commands.homes[name])
    assert command.name == name
    assert (command.help or "").split() == (described(name, main.Commands.homes[name]) or "").split()
    assert "install_completion" not in {parameter.name for parameter in command.params}


def test_a_description_that_is_not_in_the_source_is_asked_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    app = typer.Typer(add_completion=False, help="Made on the fly.")
    app.callback()(lambda: None)
    app.command("one")(lambda: None)
    monkeypatch.setattr("borderatlas.cli.options.made", app, raising=False)
    assert described("made-up", "borderatlas.cli.options:made") == "Made on the fly."


def test_serve_refuses_the_network_in_words(root: Path) -> None:
    done = borderatlas("serve", "--host", "0.0.0.0", cwd=root)
    assert done.returncode == 2
    assert "for this machine alone" in done.stderr
