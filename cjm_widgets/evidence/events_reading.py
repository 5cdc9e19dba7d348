"""One reading of a log, which may take a minute: how far it is, and an end to it, from wherever people look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_widgets.evidence.problems import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Stopped(EvidenceError):  # noqa: N818  nothing went wrong: somebody asked for it
    """A reading that somebody ended."""


class Reading:
    """A reading that is going on in one thread, watched and stopped from another."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._stopped = False
        self._from, self._to = 0.0, 0.0

    @property
    def progress(self) -> float:
        """How far it is, from 0 to 1."""
        connection = self._connection
        share = max(0.0, connection.query_progress() / 100) if connection is not None else 0.0
        return self._from + (self._to - self._from) * min(1.0, share)

    def interrupt(self) -> None:
        """Ends it: whoever waits for it gets `Stopped`."""
        self._stopped = True
        connection = self._connection
        if connection is not None:
            connection.interrupt()

    def go_on(self) -> None:
        """Passes a place where it may be ended.

        Raises:
            Stopped: if somebody ended it.
        """
        if self._stopped:
            raise Stopped("Reading the log was stopped; nothing has changed.")

    def ask(
        self, connection: Any, query: str, values: Sequence[Any] = (), *, until: float = 0.0
    ) -> list[tuple[Any, ...]]:
        """The answer to a query.

        Args:
            connection: where to ask.
            query: SQL.
            values: for its question marks.
            until: how far the reading is when it is answered; as far as before if left out.

        Raises:
            Stopped: if somebody ended it.
            duckdb.Error: if it has no answer.
        """
        import duckdb

        self.go_on()
        self._to = max(until, self._to)
        self._connection = connection
        try:
            rows: list[tuple[Any, ...]] = connection.execute(query, list(values)).fetchall()
        except duckdb.InterruptException:
            self.go_on()
            raise
        finally:
            self._connection = None
            self._from = self._to
        return rows
