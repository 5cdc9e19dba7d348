"""The line to a database: connections that are made when they are needed, tried again, and what goes wrong in words."""

from __future__ import annotations

import random
import threading
import time
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, LiteralString, TypeVar

from cjm_widgets.store.address import AddressError
from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.postgres.lost import FullError, LostError
from cjm_widgets.store.postgres.pool import Pool
from cjm_widgets.store.postgres.turns import turns_in
from cjm_widgets.store.postgres.version import ASKED, must_fit
from cjm_widgets.store.tally import LOST, own_tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import psycopg

    from cjm_widgets.store.address import Database
    from cjm_widgets.store.postgres.turns import Turns
    from cjm_widgets.store.stamps import Stamp

_T = TypeVar("_T")

PATIENCE: Final = 20.0
"""Seconds for which a database that does not answer is asked again, as while it starts anew."""
SHORTEST, LONGEST = 0.05, 1.0
"""Seconds between two tries: the first, and the longest."""
CONNECTS_WITHIN: Final = 5
"""Seconds."""
SILENT: Final = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 2, "tcp_user_timeout": 20_000}
"""When a network that swallows everything counts as broken: after 20 seconds, and not the two hours of the system."""

MISSING: Final = (
    "For maps in a database this computer lacks a library. Install it with: pip install 'cjm-workbook[postgres]'"
)


class Line:
    """The line to one database. Any number of threads use it, and a process that is forked has its own.

    Args:
        database: which.
        turns: of the processes that share so many connections, if they do.
        of_any_version: whether its tables may be those of another version of the workbook, or not there at all.

    Raises:
        StoreError: if the library for it is not installed, or the address cannot be understood.
    """

    def __init__(self, database: Database, turns: Turns | None = None, *, of_any_version: bool = False) -> None:
        try:
            import psycopg as driver
        except ImportError as error:
            raise StoreError(MISSING) from error
        self._driver = driver
        try:
            self._conninfo, self.schema = database.conninfo, database.schema
        except AddressError as error:
            raise StoreError(str(error)) from error
        self.database = database
        self.channel: Final = f"cjm_{self.schema}"
        self._pool = Pool(self.connected, lambda error: isinstance(error, driver.OperationalError), turns)
        self._trying, self._of_any_version = threading.local(), of_any_version
        self.newest: dict[tuple[str, str], Stamp] = {}
        """By folder of the bin and id, the last state of each history that this process has seen."""

    def again(self, call: Callable[[], _T]) -> _T:
        """Does something, and all of it again while the line is broken.

        Raises:
            StoreError: if it stays broken.
        """
        if getattr(self._trying, "now", False):
            return call()
        end, wait = time.monotonic() + PATIENCE, SHORTEST
        self._trying.now = True
        try:
            while True:
                try:
                    return call()
                except LostError as error:
                    if time.monotonic() + wait > end:
                        raise StoreError(self._lasting(error)) from error
                time.sleep(wait * (0.5 + random.random() / 2))  # noqa: S311  so that not all ask at once
                wait = min(LONGEST, 2 * wait)
        finally:
            self._trying.now = False

    def _lasting(self, error: LostError) -> str:
        """What is said where trying again did not help."""
        if isinstance(error, FullError):
            return (
                f"The database {self.database} has no room for one more connection, so nothing was read or saved: try "
                f"again in a moment. Whoever looks after it lets it have more, or puts a pooler before it. It says: "
                f"{error}"
            )
        return (
            f"The database {self.database} does not answer, so nothing was read or saved. It may be starting anew: try "
            f"again in a moment. It says: {error}"
        )

    def rows(self, text: LiteralString, values: Sequence[Any] = ()) -> list[Any]:
        """What the database answers to one question, which stands for itself.

        Args:
            text: the question; {schema} is the schema.
            values: what is put into it.
        """
        with self.connection() as connection:
            return self.asked(connection, text, values)

    def asked(self, connection: psycopg.Connection[Any], text: LiteralString, values: Sequence[Any] = ()) -> list[Any]:
        """The same over a connection, as in a transaction."""
        cursor = connection.cursor(binary=True)
        found = cursor.execute(self.sql(text), values)
        return found.fetchall() if found.description else []

    def sql(self, text: LiteralString, **names: str) -> Any:
        """A question with the schema, and other names, put in."""
        sql = self._driver.sql
        known = {"schema": self.schema, **names}
        return sql.SQL(text).format(**{name: sql.Identifier(value) for name, value in known.items()})

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection on which all is done or nothing; it is done when this ends without an error."""
        with self.connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection; after an error it is not used again."""
        with self.in_words(), self._pool.connection() as connection:
            yield connection

    def connected(self) -> psycopg.Connection[Any]:
        """A new connection. Nothing is prepared on it: behind a pooler the next question goes another way.

        Raises:
            StoreError: if the tables are those of another version.
        """
        info = self._driver.conninfo
        made = self._driver.connect(
            info.make_conninfo(**{**SILENT, **info.conninfo_to_dict(self._conninfo)}),
            autocommit=True,
            prepare_threshold=None,
            connect_timeout=CONNECTS_WITHIN,
            application_name="cjm",
        )
        try:
            for (version,) in () if self._of_any_version else self.asked(made, ASKED):
                must_fit(self.database, version)
        except BaseException:
            made.close()
            raise
        return made

    @contextmanager
    def in_words(self) -> Iterator[None]:
        """Turns what the database says into a sentence.

        Raises:
            LostError: if it is worth another try.
            StoreError: instead of any other of its errors.
        """
        errors = self._driver.errors
        try:
            yield
        except (errors.InvalidPassword, errors.InvalidAuthorizationSpecification, errors.InvalidCatalogName) as error:
            raise StoreError(f"The database {self.database} lets nobody in: {self._said(error)}.") from error
        except (errors.UndefinedTable, errors.InvalidSchemaName) as error:
            raise StoreError(
                f"The database {self.database} is not prepared for maps yet. Whoever looks after it runs: "
                f"cjm store prepare {self.database}"
            ) from error
        except errors.InsufficientPrivilege as error:
            raise StoreError(f"The database {self.database} does not allow this: {self._said(error)}.") from error
        except errors.DiskFull as error:
            raise StoreError(
                f"The disk of the database {self.database} is full, so nothing was saved. Whoever looks after it makes "
                f"room; then try again. It says: {self._said(error)}"
            ) from error
        except (
            self._driver.OperationalError,
            self._driver.InterfaceError,
            errors.ReadOnlySqlTransaction,
            errors.SerializationFailure,
            errors.DeadlockDetected,
        ) as error:
            if _is_final(error):
                raise StoreError(f"The database {self.database} cannot be opened: {self._said(error)}.") from error
            own_tally().add(LOST)
            raise (FullError if _is_full(error) else LostError)(self._said(error)) from error
        except self._driver.ProgrammingError as error:
            if error.sqlstate is None:  # the address: what the driver says of it may hold the password
                raise StoreError(
                    "The address of the database cannot be understood. Write it such as: "
                    "postgresql://ana@db.example.org/maps"
                ) from None
            raise StoreError(f"The database {self.database} could not do this: {self._said(error)}.") from error
        except self._driver.Error as error:
            raise StoreError(f"The database {self.database} could not do this: {self._said(error)}.") from error

    def _said(self, error: BaseException) -> str:
        """The first line of what the database says, without what is secret."""
        first = str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
        secret = self._driver.conninfo.conninfo_to_dict(self._conninfo).get("password")
        return first.replace(str(secret), "…") if secret else first


@lru_cache(maxsize=16)
def line_to(database: Database) -> Line:
    """The line to a database that all stores of this process share.

    Raises:
        StoreError: if the library for it is not installed.
    """
    return Line(database, turns_in())


_FINAL: Final = ("password authentication failed", "no password supplied", "does not exist", "no pg_hba.conf entry")


_FULL: Final = ("too many clients", "too many connections", "connection slots are reserved", "no more connections")


def _is_full(error: BaseException) -> bool:
    """Whether a database, or the pooler before it, has no room; said in words alone, as what is final."""
    return any(words in str(error) for words in _FULL)


def _is_final(error: BaseException) -> bool:
    """Whether trying again is in vain; while connecting the database says this in words alone."""
    return any(words in str(error) for words in _FINAL)
