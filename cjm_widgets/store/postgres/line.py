"""The line to a database: connections that are made when they are needed, tried again, and what goes wrong in words."""

from __future__ import annotations

import os
import random
import threading
import time
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, LiteralString, TypeVar

from cjm_widgets.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import psycopg

    from cjm_widgets.store.address import Database

_T = TypeVar("_T")

PATIENCE: Final = 20.0
"""Seconds for which a database that does not answer is asked again, as while it starts anew."""
SHORTEST, LONGEST = 0.05, 1.0
"""Seconds between two tries: the first, and the longest."""
KEPT: Final = 4
"""Connections that stay open when nobody needs them."""
CONNECTS_WITHIN: Final = 5
"""Seconds."""

MISSING: Final = (
    "For maps in a database this computer lacks a library. Install it with: pip install 'cjm-workbook[postgres]'"
)


class LostError(Exception):
    """The line to the database broke: whatever was begun is tried again as a whole."""


class Line:
    """The line to one database. Any number of threads use it, and a process that is forked has its own.

    Args:
        database: which.

    Raises:
        StoreError: if the library for it is not installed.
    """

    def __init__(self, database: Database) -> None:
        try:
            import psycopg as driver
        except ImportError as error:
            raise StoreError(MISSING) from error
        self._driver = driver
        self._conninfo = database.conninfo
        self.database, self.schema = database, database.schema
        self.channel: Final = f"cjm_{self.schema}"
        self._free: list[psycopg.Connection[Any]] = []
        self._process = os.getpid()
        self._trying = threading.local()

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
                        raise StoreError(
                            f"The database {self.database} does not answer, so nothing was read or saved. It may be "
                            f"starting anew: try again in a moment. It says: {error}"
                        ) from error
                time.sleep(wait * (0.5 + random.random() / 2))  # noqa: S311  so that not all ask at once
                wait = min(LONGEST, 2 * wait)
        finally:
            self._trying.now = False

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
        with self.in_words():
            if self._process != os.getpid():
                self._free, self._process = [], os.getpid()
            try:
                connection = self._free.pop()
            except IndexError:
                connection = self.connected()
            try:
                yield connection
            except BaseException as error:
                self._close(connection, error)
                raise
            if len(self._free) < KEPT:
                self._free.append(connection)
            else:
                connection.close()

    def _close(self, connection: psycopg.Connection[Any], error: BaseException) -> None:
        connection.close()
        if isinstance(error, self._driver.OperationalError):  # the others have most likely broken with it
            while self._free:
                self._free.pop().close()

    def connected(self) -> psycopg.Connection[Any]:
        """A new connection. Nothing is prepared on it: behind a pooler the next question goes another way."""
        return self._driver.connect(
            self._conninfo,
            autocommit=True,
            prepare_threshold=None,
            connect_timeout=CONNECTS_WITHIN,
            application_name="cjm",
        )

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
        except (
            self._driver.OperationalError,
            self._driver.InterfaceError,
            errors.ReadOnlySqlTransaction,
            errors.SerializationFailure,
            errors.DeadlockDetected,
        ) as error:
            if _is_final(error):
                raise StoreError(f"The database {self.database} cannot be opened: {self._said(error)}.") from error
            raise LostError(self._said(error)) from error
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
    return Line(database)


_FINAL: Final = ("password authentication failed", "no password supplied", "does not exist", "no pg_hba.conf entry")


def _is_final(error: BaseException) -> bool:
    """Whether trying again is in vain; while connecting the database says this in words alone."""
    return any(words in str(error) for words in _FINAL)
