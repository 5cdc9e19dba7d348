"""All maps as one file, for whoever leads: to go on with them elsewhere, and to look at without the workbook."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Final

from tornado.iostream import StreamClosedError

from cjm_widgets.formats import excel, html_file
from cjm_widgets.serve.exporter import CHOSEN
from cjm_widgets.serve.exports import Making
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.store.address import spelt
from cjm_widgets.views.archive import packed, taken_home

TO_LOOK_AT: Final = (html_file.FORMAT, excel.FORMAT)
"""The forms that stand beside each map."""


class JourneysZip(Making):
    """All maps as one file; for facilitators, as every route that does not say that it is for participants."""

    for_participants = False

    async def get(self) -> None:
        """Sends it."""
        store, loop = opened_store(self.pages.place), asyncio.get_running_loop()
        try:
            journeys = await loop.run_in_executor(None, store.ids)
            files = await loop.run_in_executor(None, taken_home, store)
        except StoreError as error:
            self.set_status(500)
            self.say("The maps could not be packed", (str(error),))
            return
        self.set_header("Content-Type", "application/zip")
        today = datetime.now().astimezone()
        self.set_header("Content-Disposition", f'attachment; filename="journeys-{today:%Y-%m-%d}.zip"')
        with suppress(StreamClosedError):
            await self.flush()  # of thirty maps the rest takes a while: the browser shows that it comes
        beside, missing = await self._to_look_at(journeys)
        if self.is_wanted:
            self.finish(await loop.run_in_executor(None, packed, files, beside, missing))

    async def _to_look_at(self, journeys: tuple[str, ...]) -> tuple[dict[str, bytes], list[str]]:
        """The files by their names, and the names of those that could not be made.

        Each waits for its turn, so that whoever takes one map away meanwhile does not wait for all of these.
        """
        made: dict[str, bytes] = {}
        missing = []
        plain = {"place": spelt(self.pages.place), "hidden": [], "link": "", **dict.fromkeys(CHOSEN, "")}
        for journey in journeys:
            for form in TO_LOOK_AT:
                name = f"{journey}{form.ending}"
                told, data = await self.exporter.made(
                    {**plain, "journey": journey, "to": form.name}, lambda: self.is_wanted
                )
                if "say" in told:
                    missing.append(name)
                else:
                    made[name] = data
        return made, missing
