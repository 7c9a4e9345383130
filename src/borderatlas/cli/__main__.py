"""`python -m borderatlas.cli` is the command."""

from borderatlas.cli.main import run

run()
