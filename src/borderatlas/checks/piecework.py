"""What a worker does: it scans the pieces of a file that it is asked for, one after the other."""

from __future__ import annotations

import gc
import pickle
import sys
from pathlib import Path

from borderatlas.checks.scanning import Scanner, scan_piece
from borderatlas.checks.workers import send
from borderatlas.layers.faults import Spot
from borderatlas.layers.reading import schema_of


def main() -> None:
    """Scans the pieces asked for on standard input until it closes; standard output carries the scans."""
    gc.disable()  # what is read from JSON holds no cycles, and looking for them takes a third of the time
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    file, layer, known = pickle.load(asked)  # noqa: S301  # written by the process that started this one
    scanner = Scanner.of(schema_of(layer), Spot(layer, file, ""), known)
    while True:
        try:
            span = pickle.load(asked)  # noqa: S301
        except EOFError:
            return
        send(told, scan_piece(Path(file), span, scanner))


if __name__ == "__main__":
    main()
