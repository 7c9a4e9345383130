"""A PostgreSQL database that an export goes to: its address without the password, one transaction, faults in words."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from borderatlas.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg
    import sqlalchemy as sa

_SCHEME: Final = re.compile(r"^postgres(ql)?(\+\w+)?://")
_FORM: Final = "postgresql://user@host/database"
_CONNECT_S: Final = 10
"""Seconds after which a server that does not answer is given up."""
_LOCK_S: Final = 30
"""Seconds to wait for others who use a table that is to be replaced."""
_UNCHANGED: Final = "Nothing in the database was changed."


@dataclass(frozen=True, slots=True)
class Database:
    """A database.

    Attributes:
        shown: Its address for messages: never with the password, nor with options that may hold one.
        name: Its name.
        user: Who connects.
    """

    shown: str
    name: str
    user: str
    _address: str = field(repr=False)

    @classmethod
    def at(cls, address: str) -> Database:
        """The database at an address as libpq has it: `postgresql://user:password@host:port/name?option=value`.

        What the address leaves out comes from the environment (`PGPASSWORD` …) and from `~/.pgpass`.

        Raises:
            UsageError: It is no such address, or the libraries of the extra `postgis` are missing.
        """
        _require_libraries()
        import psycopg  # noqa: PLC0415  # of the extra
        from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

        plain, found = _SCHEME.subn("postgresql://", address)
        try:
            parts = {key: str(value) for key, value in conninfo_to_dict(plain).items() if value is not None}
        except psycopg.ProgrammingError:  # its message quotes the address, and the password with it
            found = 0
        if not found:
            raise UsageError(
                f"--to: this is no address of a PostgreSQL database. Expected {_FORM}; "
                "a blank, @ or % within a part is written %20, %40, %25."
            ) from None
        user = parts.get("user", "")
        host = parts.get("host", "localhost")
        port = f":{parts['port']}" if "port" in parts else ""
        name = parts.get("dbname", user)
        return cls(f"postgresql://{user}{'@' * bool(user)}{host}{port}/{name}", name, user, plain)

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A connection whose changes are kept when the block ends without an error, and none of them otherwise.

        Raises:
            OutputError: The server is not there, refuses, or cannot do what is asked.
        """
        import psycopg  # noqa: PLC0415  # of the extra
        import sqlalchemy as sa  # noqa: PLC0415

        engine = sa.create_engine("postgresql+psycopg://", creator=self._connect, poolclass=sa.NullPool)
        try:
            with engine.begin() as connection:
                connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_LOCK_S}s'"))
                yield connection
        except sa.exc.DBAPIError as error:
            raise OutputError(self._in_words(error.orig)) from error
        except (sa.exc.SQLAlchemyError, psycopg.Error) as error:
            raise OutputError(self._in_words(error)) from error

    def _connect(self) -> psycopg.Connection:
        import psycopg  # noqa: PLC0415  # of the extra
        from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

        patience: dict[str, Any] = (
            {} if "connect_timeout" in conninfo_to_dict(self._address) else {"connect_timeout": _CONNECT_S}
        )
        try:
            return psycopg.connect(self._address, **patience)
        except psycopg.OperationalError as error:
            raise OutputError(self._not_connected(str(error))) from None

    def _not_connected(self, said: str) -> str:
        said = _one_line(said)
        if f'database "{self.name}" does not exist' in said:
            return f"{self.shown}: there is no such database. Make it with: createdb {self.name}"
        if "FATAL" in said:  # the server itself speaks
            reason = said.partition("FATAL:")[2].strip()
            return f"{self.shown}: the server refuses: {reason}. Check user and password, and the name of the database."
        return f"{self.shown}: no server answers there ({said}). Check host and port, and that the server runs."

    def _in_words(self, error: BaseException | None) -> str:
        from psycopg import errors  # noqa: PLC0415  # of the extra

        said = _one_line((isinstance(error, errors.Error) and error.diag.message_primary) or str(error))
        if isinstance(error, errors.DependentObjectsStillExist):
            users = "; ".join(error.diag.message_detail.splitlines()) if error.diag.message_detail else said
            return (
                f"{self.shown}: a table cannot be replaced while others use it ({users}). {_UNCHANGED} "
                "Drop these first and make them again afterwards, or give another --schema."
            )
        if isinstance(error, errors.InsufficientPrivilege):
            return (
                f"{self.shown}: {self.user or 'this user'} may not do this ({said}). {_UNCHANGED} Ask the owner for: "
                f'GRANT CREATE ON DATABASE "{self.name}" TO "{self.user}", or for rights on the schema.'
            )
        if isinstance(error, errors.LockNotAvailable):
            return (
                f"{self.shown}: others have used a table that is to be replaced for more than {_LOCK_S} seconds. "
                f"{_UNCHANGED} Close the programs that read it, and try again."
            )
        return f"{self.shown}: {said}. {_UNCHANGED}"


def _require_libraries() -> None:
    try:
        import geoalchemy2  # noqa: F401, PLC0415  # of the extra
        import psycopg  # noqa: F401, PLC0415
        import sqlalchemy  # noqa: F401, PLC0415
    except ImportError as error:  # psycopg without its C library raises the plain one
        raise UsageError(
            f"postgis needs {error.name or 'psycopg with its C library'}, which is not installed. "
            "Install it with: pip install 'borderatlas[postgis]'"
        ) from error


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
