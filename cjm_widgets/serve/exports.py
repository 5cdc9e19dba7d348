"""A map as a file, for whoever may see the map: which forms there are, and the file itself."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from tornado.web import HTTPError

from cjm_widgets.formats.registry import FORMATS
from cjm_widgets.serve.asking import NO_SUCH_MAP, Refused, Shown, asked_for
from cjm_widgets.serve.exporter import CHOSEN, MOVED
from cjm_widgets.serve.guard import Friendly
from cjm_widgets.store.address import spelt
from cjm_widgets.workshop.links import join_address
from cjm_widgets.workshop.visitor import FACILITATORS_PAGES

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable

    from cjm_widgets.formats.base import Format

WITHIN: Final = 60.0
"""Seconds that a file may take."""
_MOST_WAITING: Final = 60
_MOST_OF_ONE: Final = 6
"""Files that one person may wait for."""
_MOST_TOLD: Final = 40
_LONGEST: Final = 300
_MAP: Final = "map"
_OF_PAGE: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing is fetched for a page that has all in itself, and no script runs on it."""
BUSY: Final = "Many people take their map away at this moment. Try again in a minute."
ENOUGH: Final = "You wait for several files already. Ask for this one when they are there."
LATER: Final = (BUSY, ENOUGH)
TOO_LONG: Final = "This form of the map could not be made. Try another one, and tell whoever looks after the workbook."


class Exporter:
    """The process that makes the files, started when somebody asks for one."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._waiting: Counter[str] = Counter()

    async def made(
        self, wish: dict[str, Any], is_wanted: Callable[[], bool] = lambda: True, who: str = ""
    ) -> tuple[dict[str, Any], bytes]:
        """The file that is wished for, in its turn; what is told of it has “say” where there is none.

        Args:
            wish: as `exporter.answered` takes it.
            is_wanted: whether somebody still waits for it when its turn has come.
            who: the id of the person who asks, of whom none may keep the others from their turn; "" for nobody's.
        """
        if self._waiting.total() >= _MOST_WAITING:
            return {"say": BUSY}, b""
        if who and self._waiting[who] >= _MOST_OF_ONE:
            return {"say": ENOUGH}, b""
        self._waiting[who] += 1
        try:
            async with self._turn:
                if not is_wanted():
                    return {"say": BUSY}, b""
                return await asyncio.wait_for(self._ask(wish), WITHIN)
        except (TimeoutError, OSError, ValueError, asyncio.IncompleteReadError):
            await self.end()
            return {"say": TOO_LONG}, b""
        finally:
            self._waiting[who] -= 1

    async def _ask(self, wish: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "cjm_widgets.serve.exporter",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        process = self._process
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
        process.stdin.write(json.dumps(wish).encode() + b"\n")
        await process.stdin.drain()
        told = json.loads(await process.stdout.readline())
        return told, await process.stdout.readexactly(told["size"])

    async def end(self) -> None:
        """Ends the process; the next who asks gets a new one."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class Forms(Friendly):
    """The forms in which a map can be taken away, for the page to offer."""

    for_participants = True

    def get(self) -> None:
        """Sends them."""
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps([*map(_offered, FORMATS)], ensure_ascii=False))


def _offered(form: Format) -> dict[str, Any]:
    ways = {"papers": form.papers, "figures": form.figures}
    told = {name: [one._asdict() for one in some] for name, some in ways.items()}
    return {"name": form.name, "title": form.title, "ending": form.ending, **told}


class Making(Friendly):
    """Makes something of a map, for whoever may see it."""

    for_participants = True

    def initialize(self, exporter: Exporter) -> None:
        """Takes what makes the files."""
        self.exporter = exporter
        self.is_wanted = True

    def on_connection_close(self) -> None:
        """Nobody waits for the file any more: who pressed again and again holds up nobody else."""
        self.is_wanted = False
        super().on_connection_close()

    def map_asked_for(self) -> str:
        """The id of the map that the address names; "" where this person may not see it, which is said then."""
        book = next((book for book in self.pages.books if book.name == _MAP), None)
        if book is None:
            raise HTTPError(404)
        asked = asked_for(self.visitor, book, self.request.query, self.pages.books)
        if isinstance(asked, Shown) and asked.journey:
            return asked.journey
        refused = asked if isinstance(asked, Refused) else Refused(404, NO_SUCH_MAP)
        self.set_status(refused.status)
        self.say(*refused.text)
        return ""


class Moved(Making):
    """The page that tells what moved on a map since an edition, or beside another map."""

    async def get(self) -> None:
        """Sends it."""
        journey = self.map_asked_for()
        if not journey:
            return
        came = self.get_query_argument("from", "") if self.visitor.facilitates else ""
        books = {book.name: book for book in self.pages.books}
        over_maps = books.get(came) if came in FACILITATORS_PAGES else None
        behind = over_maps or books.get("evaluate")
        told, page = await self.exporter.made(
            {
                "place": spelt(self.pages.place),
                "journey": journey,
                "to": MOVED,
                "since": self.get_query_argument("since", "")[:_LONGEST],
                "others": self.visitor.facilitates,
                "back": self.pages.address(behind.file, "" if over_maps else journey) if behind else "",
                "came": over_maps.name if over_maps else "",
            },
            lambda: self.is_wanted,
            self.visitor.person,
        )
        if not self.is_wanted:
            return
        if "say" in told:
            self.set_status(503 if told["say"] in LATER else 404)
            self.say("This cannot be compared", (told["say"],))
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", _OF_PAGE)
        self.finish(page)


class Export(Making):
    """A map as a file; what the form could not hold stands in a header, for the page to say."""

    async def get(self, name: str) -> None:
        """Sends the file.

        Args:
            name: of the form.
        """
        form = next((one for one in FORMATS if one.name == name), None)
        if form is None:
            raise HTTPError(404)
        journey = self.map_asked_for()
        if not journey:
            return
        words = {key: self.get_query_argument(key, "")[:_LONGEST] for key in CHOSEN}
        hidden = [one[:_LONGEST] for one in self.get_query_arguments("hide")][:_MOST_TOLD]
        wish = {"place": spelt(self.pages.place), "journey": journey, "to": name, "hidden": hidden, **words}
        wish["link"] = self._link(journey) if form.leads_back else ""
        told, data = await self.exporter.made(wish, lambda: self.is_wanted, self.visitor.person)
        if not self.is_wanted:
            return
        if "say" in told:
            self.set_status(503 if told["say"] in LATER else 409)
            self.set_header("Content-Type", "application/json")
            self.finish(json.dumps(told, ensure_ascii=False))
            return
        self.set_header("Content-Type", told["type"])
        self.set_header("Content-Disposition", f'attachment; filename="{told["name"]}"')
        losses = [one[:_LONGEST] for one in told["losses"]][:_MOST_TOLD]
        self.set_header("X-Left-Out", quote(json.dumps(losses), safe=""))
        self.finish(data)

    def _link(self, journey: str) -> str:
        """By which others open this map and no other, as a participant has done; "" where nobody else reaches it."""
        access = self.pages.access
        if not self.visitor.in_room:
            return ""
        return join_address(access.reach.base, access.keys.links, journey, access.birth(journey))
