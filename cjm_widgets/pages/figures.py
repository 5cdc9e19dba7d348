"""The figures of a journey as pictures, drawn when somebody is there to see them."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from cjm_widgets.pages.opening import as_asked, served
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.tasks.choosing import choose, journeys_place
from cjm_widgets.widgets.pictures import PicturesWidget

if TYPE_CHECKING:
    from cjm_widgets.accounts.account import Account
    from cjm_widgets.journey.model import Journey

LONGEST = 300.0
"""Seconds that drawing may take; on a busy laptop it takes many."""


def figures(journey: str = "", edition: str = "", **asked: str) -> Account | PicturesWidget:
    """The satisfaction curve and the 5Cs profile of a journey, to be the last line of a notebook's cell.

    A page that is served has them drawn by another process when they are asked for: pandas and altair cost seconds to
    import, and the page goes on saving meanwhile.

    Args:
        journey: as for `open_page`.
        edition: the name of an edition, for the figures as they were then; "" for today's.
        asked: how else the map is told, as for `open_page`.
    """
    chosen = choose(journey, os.environ.get("QUERY_STRING", ""), journeys_place())
    store = opened_store(chosen.place)
    is_asked = bool(edition) or any(asked.values())
    if served() and not is_asked and chosen.journey in store.ids():
        return PicturesWidget(lambda: asyncio.to_thread(_drawn_apart, store.open(chosen.journey)))
    from cjm_widgets.pages.told import told_figures, told_sentence

    try:
        found = store.open(chosen.journey) if chosen.journey else None
        if found is not None and is_asked:
            found = as_asked(store, found.id, {"edition": edition, **asked}).open(found.id)
    except StoreError as error:
        return told_sentence(str(error))
    return told_figures(found) if found else told_sentence("No map is chosen, so there is nothing to draw.")


def _drawn_apart(journey: Journey) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "cjm_widgets.charts"],
        input=json.dumps(journey.to_json()).encode(),
        capture_output=True,
        check=True,
        timeout=LONGEST,
    )
    return done.stdout.decode()
