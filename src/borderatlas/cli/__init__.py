"""The command line: a thin skin over `borderatlas.Atlas`, one file per command."""
