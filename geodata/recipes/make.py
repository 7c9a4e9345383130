"""Make geodata/border.geojson and geodata/base/ from pinned packages, always in the same bytes.

    python geodata/recipes/make.py            write the files, their checksums too
    python geodata/recipes/make.py --check    write them elsewhere and compare them with what is there

Install what it needs first: pip install -r geodata/recipes/requirements.txt. The programs npm, apt-get and
dpkg-deb must be there too: they fetch and unpack the other packages (Debian 12, after apt-get update).
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from pathlib import Path

try:
    import admin
    import border_line
    import coverage
    import geojson
    import geonames
    import lakes
    import rivers
    import towns
    from inputs import InputMissingError, Inputs, sha256
except ModuleNotFoundError as err:
    sys.exit(f"{err.name} is not installed. Run: python -m pip install -r geodata/recipes/requirements.txt")

GEODATA = Path(__file__).resolve().parents[1]
CHECKSUMS = Path("recipes/checksums.txt")
FILES = (
    "border.geojson",
    "base/banks.json",
    "base/border_drawn.geojson",
    "base/countries.geojson",
    "base/lakes.geojson",
    "base/provinces.geojson",
    "base/reaches.json",
    "base/rivers.geojson",
    "base/towns.geojson",
)


def make(inputs: Inputs, target: Path) -> None:
    """Write all files of FILES below `target`."""
    gc.disable()  # Parsing makes millions of small lists and no cycles: collecting would take half of the time.
    (target / "base").mkdir(parents=True, exist_ok=True)
    inputs.installed("zones")
    geojson.write(target / "border.geojson", [border_line.feature()], digits=7)
    full = coverage.build(inputs)
    simple = coverage.simplified(full)
    base = target / "base"
    geojson.write(base / "border_drawn.geojson", [admin.drawn_border(simple)], admin.DIGITS)
    geojson.write(base / "countries.geojson", admin.countries(simple), admin.DIGITS)
    geojson.write(base / "provinces.geojson", admin.provinces(simple), admin.DIGITS)
    geojson.write_table(base / "banks.json", admin.banks(full))
    geojson.write(base / "rivers.geojson", rivers.features(inputs), rivers.DIGITS)
    geojson.write_table(base / "reaches.json", rivers.reaches())
    geojson.write(base / "lakes.geojson", lakes.features(inputs), lakes.DIGITS)
    shown = [place for place in geonames.places(inputs) if place.shown()]
    geojson.write(base / "towns.geojson", towns.features(shown), towns.DIGITS)


def checksums(folder: Path) -> str:
    """One line per file, as sha256sum writes it."""
    return "".join(f"{sha256((folder / name).read_bytes())}  {name}\n" for name in FILES)


def main() -> int:
    """Run the command; 0 when done or equal, 1 when files differ or an input is missing."""
    parser = argparse.ArgumentParser(description="Make border.geojson and base/ from pinned packages.")
    parser.add_argument("--check", action="store_true", help="compare only; change nothing")
    parser.add_argument(
        "--inputs",
        type=Path,
        default=GEODATA.parent / "build" / "geodata-inputs",
        metavar="FOLDER",
        help="where fetched packages are kept (default: build/geodata-inputs)",
    )
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder)
            make(Inputs(options.inputs), made)
            if options.check:
                return _compare(made)
            for name in FILES:
                (GEODATA / name).parent.mkdir(parents=True, exist_ok=True)
                (GEODATA / name).write_bytes((made / name).read_bytes())
            (GEODATA / CHECKSUMS).write_text(checksums(made), encoding="utf-8")
            print(f"Wrote {len(FILES)} files below {GEODATA}.")
    except InputMissingError as err:
        print(err, file=sys.stderr)
        return 1
    return 0


def _compare(made: Path) -> int:
    """Tell which committed files differ from those just made."""
    missing = [name for name in FILES if not (GEODATA / name).exists()]
    differing = [
        name for name in FILES if name not in missing and (GEODATA / name).read_bytes() != (made / name).read_bytes()
    ]
    for name in missing:
        print(f"{name}: missing", file=sys.stderr)
    for name in differing:
        print(f"{name}: differs from what the recipe makes", file=sys.stderr)
    if not missing and not differing:
        print(f"All {len(FILES)} files are as the recipe makes them.")
    return 1 if missing or differing else 0


if __name__ == "__main__":
    sys.exit(main())
