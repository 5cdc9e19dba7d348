"""Between the servers of one database: each hears at once what changed, and who is here on the others."""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from cjm_widgets.store import StoreError
from cjm_widgets.store.place import FOLDER as SHARED
from cjm_widgets.store.postgres.hearing import FOLDER, POLL, looked
from cjm_widgets.store.postgres.line import Line
from cjm_widgets.store.postgres.lost import LostError
from cjm_widgets.store.postgres.told import Told, later, tell, write
from cjm_widgets.workshop.presence import HERE, Here, Presence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import psycopg

    from cjm_widgets.store.address import Database

DIRECT_VARIABLE: Final = "CJM_STORE_DIRECT"
"""The database's own address, where CJM_STORE is that of a pooler, which brings no news."""
EVERY: Final = 1.0
"""Seconds between two looks at who is here."""
TOGETHER: Final = 0.05
"""Seconds between two questions for what is new, at least: pages look a few times a second."""
AGAIN: Final = 2.0
"""Seconds until a line that broke is tried again; meanwhile pages ask every few seconds themselves."""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,100}")
_PUT: Final = """
    insert into {schema}.here (server, session, journey, said)
    select %s, * from unnest(%s::text[], %s::text[], %s::text[])
    on conflict (server, session)
      do update set journey = excluded.journey, said = excluded.said, seen = clock_timestamp()
"""
_GONE: Final = """
    delete from {schema}.here
    where (server = %s and session <> all(%s)) or seen < clock_timestamp() - interval '10 seconds'
"""
_MARKS: Final = """
    select id, key || ' ' || size || ' ' || changed || ' ' || file_changed from {schema}.journey where bin = ''
    union all select substr(name, %s), changed::text from {schema}.beside where starts_with(name, %s)
"""
_log = logging.getLogger(__name__)


class Between:
    """What this server tells its pages of the others, from `start` until `end`.

    Args:
        database: the one that all of them serve; its own address, not a pooler's.
        live: the folder of this server that its pages know.
    """

    def __init__(self, database: Database, live: Path) -> None:
        self._line = Line(database)
        self._news, self._presence = live / FOLDER, Presence(live / HERE)
        self._server = uuid4().hex
        self._others: dict[str, Here] = {}
        self._marks: dict[str, str] = {}
        self._told: dict[str, Told] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="between servers", daemon=True)

    def start(self) -> None:
        """Begins to listen."""
        self._news.mkdir(mode=0o700, exist_ok=True)
        self._thread.start()

    def end(self) -> None:
        """Ends within a second; who was here on this server is gone for the others."""
        self._stop.set()
        self._thread.join(2 * EVERY)

    def _run(self) -> None:
        while not self._stop.is_set():
            with suppress(LostError, StoreError, OSError), self._line.connection() as connection:
                connection.execute(self._line.sql("listen {channel}", channel=self._line.channel))
                self._listen(connection)
            self._stop.wait(AGAIN)

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        due = asks = told = 0.0
        while not self._stop.is_set():
            now = time.monotonic()
            if now >= asks:
                asks = now + POLL
                self._look(connection)
            if now >= due:
                due = now + EVERY
                self._exchange(connection)
                looked(self._news)
            notes = list(connection.notifies(timeout=max(0.0, due - time.monotonic()), stop_after=1))
            if notes:
                wait = max(0.0, TOGETHER - (time.monotonic() - told))
                notes += connection.notifies(timeout=wait)
                self._tell(connection, {one.payload for one in notes})
                told = time.monotonic()
        self._line.asked(connection, _GONE, [self._server, []])

    def _look(self, connection: psycopg.Connection[Any]) -> None:
        """Asks for all pages of this server what has changed, also where no news came: a pooler brings none."""
        at = f"{SHARED}/"
        marks = dict(self._line.asked(connection, _MARKS, [len(at) + 1, at]))
        names = marks.keys() | self._marks.keys()
        self._tell(connection, {name for name in names if marks.get(name) != self._marks.get(name)})
        self._marks = marks

    def _tell(self, connection: psycopg.Connection[Any], names: Iterable[str]) -> None:
        """Tells the pages of this server what is new, and the last lines of journeys, so that nobody asks for them."""
        news = {name for name in names if _NAME.fullmatch(name)}
        found = later(self._line, connection, self._told, news)
        self._told.update(found)
        for name in news:
            if name in found:
                write(self._news, name, found[name])
            else:
                if self._told.pop(name, None):  # what a deleted map said is not to lie about
                    (self._news / name).write_bytes(b"")
                tell(self._news, name)

    def _exchange(self, connection: psycopg.Connection[Any]) -> None:
        """Says who is here on this server, and shows its pages who is on the others."""
        own = [one for one in self._presence.present() if one.session not in self._others]
        said = [json.dumps(asdict(one)) for one in own]
        sessions = [one.session for one in own]
        self._line.asked(connection, _GONE, [self._server, sessions])
        if own:
            self._line.asked(connection, _PUT, [self._server, sessions, [one.journey for one in own], said])
        rows = self._line.asked(connection, "select said from {schema}.here where server <> %s", [self._server])
        found = {one.session: one for (text,) in rows if (one := _here(text))}
        for session, one in found.items():
            if self._others.get(session) == one:
                self._presence.refresh(one)
            else:
                self._leave(session)
                self._presence.announce(one)
        for session in [one for one in self._others if one not in found]:
            self._leave(session)
        self._others = found

    def _leave(self, session: str) -> None:
        if session in self._others:
            self._presence.leave(self._others[session])


def _here(text: str) -> Here | None:
    """Somebody on another server; None if what it says cannot be understood."""
    try:
        return Here(**json.loads(text))
    except (ValueError, TypeError, AttributeError):
        return None
