"""Fetch the pinned packages that the recipes read, and check that they are the expected bytes.

npm and Debian packages are fetched by name and version through npm and apt, so a mirror set up for those
programs is used. Nothing is installed: the few files that are needed are read out of the archives.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import subprocess
import tarfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent


class InputMissingError(Exception):
    """A package cannot be had, or is not the one that the recipe was written for."""


class _Archive(TypedDict):
    registry: str
    package: str
    version: str
    archive: str
    sha256: str
    members: list[str]


class _Installed(TypedDict):
    module: str
    file: str
    sha256: str


class _Table(TypedDict):
    archives: dict[str, _Archive]
    installed: dict[str, _Installed]


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


class Inputs:
    """The input packages, kept in one folder between runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with (HERE / "inputs.toml").open("rb") as file:
            table: _Table = tomllib.load(file)  # type: ignore[assignment]
        self._archives = table["archives"]
        self._content: dict[str, dict[str, bytes]] = {}
        self._installed = table["installed"]

    def installed(self, key: str) -> bytes:
        """Content of a data file of an installed PyPI package.

        Raises:
            InputMissingError: the package is not installed, or in another version.
        """
        entry = self._installed[key]
        spec = importlib.util.find_spec(entry["module"])
        if spec is None or spec.origin is None:
            raise InputMissingError(
                f"The Python package {entry['module']} is not installed. "
                "Run: pip install -r geodata/recipes/requirements.txt"
            )
        data = (Path(spec.origin).parent / entry["file"]).read_bytes()
        found = sha256(data)
        if found != entry["sha256"]:
            raise InputMissingError(
                f"{entry['module']}/{entry['file']} has sha256 {found}, expected {entry['sha256']}: another version "
                "is installed. Run: pip install -r geodata/recipes/requirements.txt"
            )
        return data

    def read(self, key: str) -> Mapping[str, bytes]:
        """The needed files of one archive, by their base name; the archive is fetched first where it is not at hand.

        Raises:
            InputMissingError: the archive cannot be fetched, or its checksum differs.
        """
        if key not in self._content:
            self._content[key] = self._unpack(self._archives[key])
        return self._content[key]

    def _unpack(self, entry: _Archive) -> dict[str, bytes]:
        path = self._folder / entry["archive"]
        if not path.exists():
            self._fetch(entry)
        packed = path.read_bytes()
        found = sha256(packed)
        if found != entry["sha256"]:
            raise InputMissingError(f"{path} has sha256 {found}, expected {entry['sha256']}. Remove it and try again.")
        if entry["registry"] == "debian":
            packed = _run(["dpkg-deb", "--fsys-tarfile", str(path.resolve())], self._folder, entry)
        content: dict[str, bytes] = {}
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            for item in archive:
                if item.name.removeprefix("./") in entry["members"]:
                    stream = archive.extractfile(item)
                    assert stream is not None
                    content[Path(item.name).name] = stream.read()
        if len(content) != len(entry["members"]):
            raise InputMissingError(f"{path} lacks one of {', '.join(entry['members'])}.")
        return content

    def _fetch(self, entry: _Archive) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if entry["registry"] == "npm":
            command = ["npm", "pack", "--silent", f"{entry['package']}@{entry['version']}"]
        else:
            command = ["apt-get", "download", "--quiet", f"{entry['package']}={entry['version']}"]
        _run(command, self._folder, entry)
        if not (self._folder / entry["archive"]).exists():
            raise InputMissingError(f"{' '.join(command)} wrote no {entry['archive']} into {self._folder}.")


def _run(command: Sequence[str], folder: Path, entry: _Archive) -> bytes:
    wanted = f"{entry['registry']} package {entry['package']} {entry['version']}"
    try:
        return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout
    except FileNotFoundError as err:
        raise InputMissingError(f"{wanted}: the program {command[0]} is not on this machine.") from err
    except subprocess.CalledProcessError as err:
        said = err.stderr.decode(errors="replace").strip().splitlines()[-1:]
        hint = " (Debian 12; try: apt-get update)" if entry["registry"] == "debian" else ""
        raise InputMissingError(f"{wanted}: `{' '.join(command)}` failed{hint}. {' '.join(said)}") from err
