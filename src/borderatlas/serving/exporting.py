"""Makes the files that readers take with them while somebody edits the atlas: in a process of its own.

They take much longer than pages. So they are begun when no save has come for a moment, beside everything else, and a
further save ends the process and lets them begin anew later.

As a program, `python -m borderatlas.serving.exporting ATLAS FOLDER` writes them into the folder, and says in JSON what
they are.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import weakref
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from borderatlas.errors import AtlasError
from borderatlas.maps.downloads import Offer
from borderatlas.maps.index import Download
from borderatlas.maps.inputs import inputs_of_downloads
from borderatlas.maps.readings import Readings
from borderatlas.project import open_project
from borderatlas.publishing import offer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from borderatlas.maps.readings import Reading

_PATIENCE_S = 5.0
"""So long a process that is ended may take to end."""


@dataclass(frozen=True, slots=True)
class Made:
    """Files that were made.

    Attributes:
        folder: Where they are.
        inputs: What they were made from: fingerprints by name.
        files: What they are; their paths are within the folder.
        fault: Why there are none.
    """

    folder: Path
    inputs: dict[str, str]
    files: tuple[Download, ...] = ()
    fault: str = ""

    def offer(self) -> Offer:
        """These files, for a build that puts them beside the pages."""

        def write(target: Path) -> Sequence[Download]:
            shutil.copytree(self.folder, target, dirs_exist_ok=True)
            return self.files

        return Offer(self.inputs, write)


class Exporter:
    """Makes the files of an atlas beside what else is done. Only one thread may use it.

    Args:
        atlas: The `atlas.toml`.
    """

    def __init__(self, atlas: Path) -> None:
        self._atlas = atlas
        self._room = Path(tempfile.mkdtemp(prefix="borderatlas-"))
        self._cleared = weakref.finalize(self, shutil.rmtree, self._room, ignore_errors=True)
        self._count = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def at_work(self) -> bool:
        """Whether files are being made."""
        return self._process is not None

    def start(self) -> None:
        """Begins to make the files, anew where it was at them."""
        self.cancel()
        self._count += 1
        folder = self._folder()
        folder.mkdir()
        with self._said().open("wb") as said:
            self._process = subprocess.Popen(  # noqa: S603  # this very program
                [sys.executable, "-P", "-m", "borderatlas.serving.exporting", str(self._atlas), str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for who started it
            )

    def cancel(self) -> None:
        """Ends what was begun."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
        self.clear(keep=None)

    def made(self) -> Made | None:
        """Return the files when they are made, once; None before."""
        if self._process is None or self._process.poll() is None:
            return None
        code, self._process = self._process.returncode, None
        try:
            told: dict[str, Any] = orjson.loads(self._said().read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return Made(self._folder(), {}, fault=f"The process that makes downloads ended with code {code}.")
        return Made(
            self._folder(), told["inputs"], tuple(Download(**file) for file in told["files"]), told.get("fault", "")
        )

    def clear(self, keep: Path | None) -> None:
        """Removes all that was made, but for one folder."""
        for folder in self._room.iterdir():
            if folder.is_dir() and folder != keep:
                shutil.rmtree(folder, ignore_errors=True)

    def end(self) -> None:
        """Ends what was begun, and removes all that was made."""
        self.cancel()
        self._cleared()

    def _folder(self) -> Path:
        return self._room / str(self._count)

    def _said(self) -> Path:
        return self._room / f"{self._count}.json"


def is_wanted(reading: Reading | None) -> bool:
    """Tell whether there is something to make, and all that it is made from is sound."""
    return reading is not None and not reading.faults and bool(reading.project.settings.downloads)


def _main(atlas: str, folder: str) -> None:
    reading = Readings().read(open_project(atlas))
    told: dict[str, Any] = {"inputs": inputs_of_downloads(reading), "files": []}
    try:
        told["files"] = [asdict(file) for file in offer(reading).write(Path(folder))]
    except AtlasError as error:
        told["fault"] = str(error)
    sys.stdout.buffer.write(orjson.dumps(told))


if __name__ == "__main__":
    _main(*sys.argv[1:])
