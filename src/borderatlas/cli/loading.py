"""Commands that are imported when they are asked for: what one of them needs does not slow the others down."""

from __future__ import annotations

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

if TYPE_CHECKING:
    from collections.abc import Mapping


class LazyCommands(TyperGroup):
    """A group of commands of which only the one that is run is imported.

    A subclass says where they are found, by name: `module:function`, or `module:app` where a command is a group of its
    own or needs settings of Typer's (give it `add_completion=False`).
    """

    homes: ClassVar[Mapping[str, str]] = {}

    def __init__(self, **attributes: object) -> None:
        super().__init__(**attributes)  # type: ignore[arg-type]  # Typer's own, handed on
        self.commands.update((name, TyperCommand(name)) for name in self.homes)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # its class is private
        """The names of all commands, in the order of `homes`."""
        return list(super().list_commands(ctx))

    def resolve_command(  # type: ignore[override]
        self, ctx: typer.Context, args: list[str]
    ) -> tuple[str | None, TyperCommand | TyperGroup | None, list[str]]:
        """Imports the command that `args` begin with."""
        if args[0] in self.homes:
            self.commands[args[0]] = load(args[0], self.homes[args[0]])
        return super().resolve_command(ctx, args)  # type: ignore[return-value]

    def format_help(self, ctx: typer.Context, formatter: object) -> None:  # type: ignore[override]
        """Shows every command with what its docstring says."""
        for name, home in self.homes.items():
            self.commands[name].help = described(name, home)
        super().format_help(ctx, formatter)  # type: ignore[arg-type]


def load(name: str, home: str) -> TyperCommand | TyperGroup:
    """Imports a command."""
    module, _, attribute = home.partition(":")
    found = getattr(import_module(module), attribute)
    if not isinstance(found, typer.Typer):
        app = typer.Typer(add_completion=False)
        app.command()(found)
        found = app
    command = get_command(found)
    command.name = name
    return command  # type: ignore[return-value]  # Typer names the base class


def described(name: str, home: str) -> str | None:
    """What a command says of itself: the docstring of its function, read from the source without importing it."""
    module, _, attribute = home.partition(":")
    spec = find_spec(module)
    if spec is not None and spec.origin is not None and spec.origin.endswith(".py"):
        tree = ast.parse(Path(spec.origin).read_text("utf-8"))
        functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        node = functions.get(attribute) or functions.get(name.replace("-", "_"))
        if node is not None:
            return ast.get_docstring(node)
    return load(name, home).help
