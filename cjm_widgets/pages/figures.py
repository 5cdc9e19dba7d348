"""The figures of a journey as pictures, drawn when somebody is there to see them."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from cjm_widgets.pages.opening import as_asked, served
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.tasks.choosing import choose, journeys_folder
from cjm_widgets.widgets.pictures import PicturesWidget

if TYPE_CHECKING:
    from cjm_widgets.charts.picture import Picture
    from cjm_widgets.journey.model import Journey

LONGEST = 300.0
"""Seconds that drawing may take; on a busy laptop it takes many."""


class Figures:
    """The pictures of a journey, one under the other, for a notebook that is read rather than served.

    Args:
        pictures: what to show.
        problem: why there is nothing to show, as a sentence.
    """

    def __init__(self, pictures: tuple[Picture, ...] = (), problem: str = "") -> None:
        self._pictures = pictures
        self._problem = problem

    def __repr__(self) -> str:
        return self._problem or "\n\n".join(map(repr, self._pictures))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        if self._problem:
            return {"text/plain": repr(self)}
        return {"text/html": "\n".join(picture.html() for picture in self._pictures), "text/plain": repr(self)}


def figures(journey: str = "", edition: str = "", **asked: str) -> Figures | PicturesWidget:
    """The satisfaction curve and the 5Cs profile of a journey, to be the last line of a notebook's cell.

    A page that is served has them drawn by another process when they are asked for: pandas and altair cost seconds to
    import, and the page goes on saving meanwhile.

    Args:
        journey: as for `open_page`.
        edition: the name of an edition, for the figures as they were then; "" for today's.
        asked: how else the map is told, as for `open_page`.
    """
    chosen = choose(journey, os.environ.get("QUERY_STRING", ""), journeys_folder())
    store = opened_store(chosen.folder)
    try:
        found = store.open(chosen.journey) if chosen.journey else None
        if found is not None and (edition or any(asked.values())):
            told = as_asked(store, found.id, {"edition": edition, **asked})
            return Figures(_pictures(told.open(found.id)))
    except StoreError as error:
        return Figures(problem=str(error))
    if found is None:
        return Figures(problem="No map is chosen, so there is nothing to draw.")
    if served():
        return PicturesWidget(lambda: asyncio.to_thread(_drawn_apart, store.open(found.id)))
    return Figures(_pictures(found))


def _pictures(journey: Journey) -> tuple[Picture, ...]:
    from cjm_widgets.charts.picture import diagnostic_picture, satisfaction_picture

    return (satisfaction_picture(journey), diagnostic_picture(journey))


def _drawn_apart(journey: Journey) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "cjm_widgets.charts"],
        input=json.dumps(journey.to_json()).encode(),
        capture_output=True,
        check=True,
        timeout=LONGEST,
    )
    return done.stdout.decode()
