"""Files as a revision of git holds them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from borderatlas.errors import UsageError, suggestion
from borderatlas.project import SETTINGS_FILE

if TYPE_CHECKING:
    from pathlib import Path

_WAIT_S: Final = 60
_NAMED: Final = 8
"""How many branches and tags a message names."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit.

    Attributes:
        folder: A folder of the repository.
        name: As it was asked for, such as `HEAD~3`.
        commit: Its hash.
        date: The day on which it was committed, ISO 8601.
        data: The folder of `atlas.toml` in it, relative to the root of the repository; empty for the root itself.
    """

    folder: Path
    name: str
    commit: str
    date: str
    data: str

    @property
    def label(self) -> str:
        """What a reader calls it."""
        return f"{self.name} ({self.commit[:8]}, {self.date})"

    def read(self, name: str) -> bytes | None:
        """Return a file that the settings of the revision name; None where it holds none."""
        parts: list[str] = []
        for part in PurePosixPath(self.data, name).parts:
            if part == ".." and parts:
                parts.pop()
            else:
                parts.append(part)
        done = _git(self.folder, "cat-file", "blob", f"{self.commit}:{'/'.join(parts)}")
        return done.stdout if done.returncode == 0 else None


def find_revision(folder: Path, name: str) -> Revision:
    """Return the commit that a branch, a tag, a hash or `HEAD~3` names.

    Args:
        folder: The data folder of the atlas as it stands now.
        name: The revision.

    Raises:
        UsageError: There is no git on this machine, the folder is in no repository, there is no such revision, or it
            holds no atlas.
    """
    if shutil.which("git") is None:
        raise UsageError(
            f"{name!r} is no file and no folder, and git, which could know it as a revision, is not installed. "
            "Correct the path, or install git."
        )
    inside = _git(folder, "rev-parse", "--show-prefix")
    if inside.returncode:
        told = inside.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise UsageError(
            f"{name!r} is no file and no folder, and {folder} is in no git repository that could know it as a "
            f"revision (git says: {told.splitlines()[0] if told else 'nothing'}). Correct the path."
        )
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        raise UsageError(_unknown(folder, name))
    commit = found.stdout.decode().strip()
    date = _git(folder, "show", "--no-patch", "--format=%cs", commit).stdout.decode().strip()
    return Revision(folder, name, commit, date, _data_folder(folder, name, commit, inside.stdout.decode().strip()))


def _data_folder(folder: Path, name: str, commit: str, now: str) -> str:
    """Where `atlas.toml` stands in a commit: where it stands now, else the only place where there is one."""
    listed = _git(folder, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).stdout.decode(errors="replace")
    places = [
        path.removesuffix(SETTINGS_FILE) for path in listed.split("\0") if PurePosixPath(path).name == SETTINGS_FILE
    ]
    if now in places:
        return now
    if len(places) == 1:
        return places[0]
    told = f"several: {', '.join(f'{place}{SETTINGS_FILE}' for place in places)}" if places else "none"
    raise UsageError(f"{name}: this revision has no {now}{SETTINGS_FILE}, and elsewhere {told}. Name another revision.")


def _unknown(folder: Path, name: str) -> str:
    listed = _git(folder, "for-each-ref", "--sort=-creatordate", "--format=%(refname:short)")
    names = listed.stdout.decode(errors="replace").split()
    known = f" Branches and tags: {', '.join(names[:_NAMED])}{' …' if len(names) > _NAMED else ''}." if names else ""
    return f"There is no file, no folder and no git revision {name!r}{suggestion(name, names)}.{known}"


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Runs git without a shell.

    Raises:
        UsageError: It cannot be run, or does not answer.
    """
    try:
        return subprocess.run(  # noqa: S603  # a list of arguments; what users type never begins an option
            ["git", "-C", str(folder), *arguments],  # noqa: S607  # git is where the user's PATH has it
            capture_output=True,
            check=False,
            timeout=_WAIT_S,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"git {arguments[0]} cannot be run in {folder}: {error}.") from error
