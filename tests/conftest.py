"""What all tests share: the shipped atlas and copies of its data."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.offered import offer

if TYPE_CHECKING:
    from borderatlas import Atlas

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shipped() -> Atlas:
    """The atlas that the repository ships."""
    from borderatlas import Atlas

    return Atlas.open(ROOT)


@pytest.fixture
def whole_copy(tmp_path: Path) -> Path:
    """A copy of the shipped data that a test may change; its maps go beside it, and its downloads."""
    shutil.copytree(ROOT / "geodata", tmp_path / "geodata", ignore=shutil.ignore_patterns("recipes"))
    return tmp_path


@pytest.fixture
def copy(whole_copy: Path) -> Path:
    """The same without downloads, which take longer to build than the pages."""
    offer(whole_copy)
    return whole_copy


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the browser side with its packages installed; Node comes from its wheel."""
    from hatch_build import WEB, node

    folder = tmp_path_factory.mktemp("web") / "web"
    shutil.copytree(ROOT / WEB, folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    executable, npm = node()
    os.environ["PATH"] = f"{executable.parent}{os.pathsep}{os.environ['PATH']}"
    install = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(install, cwd=folder, check=True, capture_output=True)
    return folder
