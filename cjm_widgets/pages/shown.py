"""What a page shows of a journey: pictures, advice and progress. It follows from the journey and the day alone."""

from __future__ import annotations

import hashlib
import json
import time as clock
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.progress import progress
from cjm_widgets.journey.rules import advice_and_overruled
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.kept import Kept
from cjm_widgets.pages.visibility import alike
from cjm_widgets.store.tally import LIVE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cjm_widgets.pages.page import Page, Past

_EMPTY = Journey(id="empty")
MOST_DRAWN: Final = 4 * 1024 * 1024
"""Bytes of drawings that the pages of a server keep for each other."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page shows to everybody.

    Args:
        journey: the journey as everybody may see it.
        view: what the pictures and the advice show.
        page: what the browser needs to know of the page and of the progress on all pages.
        today: the day for which it was worked out.
    """

    journey: Journey
    view: dict[str, Any]
    page: dict[str, Any]
    today: date


def drawn_in(environment: Mapping[str, str]) -> Kept | None:
    """What the pages of this server have drawn: for thirty people who open a page, one draws it.

    Args:
        environment: the process's variables; outside a served page each draws for itself.
    """
    folder = environment.get(LIVE_VARIABLE, "")
    return Kept(Path(folder) / "drawn", MOST_DRAWN) if folder else None


def shown(  # noqa: PLR0913  each is one thing that it follows from
    page: Page, journey: Journey, past: Past, *, in_room: bool, today: date, drawn: Kept | None = None
) -> Shown:
    """What a page shows of a journey.

    Args:
        page: the page.
        journey: as everybody may see it.
        past: gives earlier states of it.
        in_room: whether the workbook is served to a room.
        today: the day it is.
        drawn: what this and other pages have drawn before.
    """
    key = _key(page, journey, in_room=in_room, today=today) if drawn else ""
    found = drawn.get(key) if drawn else None
    if found is None:
        found = {"view": view_of(page, journey, today=today), "page": page_of(page, journey, in_room=in_room)}
        if drawn:
            drawn.put(key, found, clock.time())
    return Shown(journey, {**found["view"], **page.view_of_past(journey, past)}, found["page"], today)


def _key(page: Page, journey: Journey, *, in_room: bool, today: date) -> str:
    """Names all that a drawing follows from; as in `still_shown`, a revision says nothing that is drawn."""
    holds = journey.model_copy(update={"revision": ""}).model_dump_json()
    said = json.dumps([page.name, in_room, today.isoformat(), holds])
    return hashlib.sha256(said.encode()).hexdigest()


def still_shown(before: Shown | None, journey: Journey, today: date) -> bool:
    """Whether nothing that is shared has changed, nor the day, so that nothing needs to be drawn anew."""
    return before is not None and before.today == today and alike(journey, before.journey)


def until_tomorrow(now: datetime) -> float:
    """Seconds until the next day has begun, wherever the clock is put forward or back meanwhile.

    Args:
        now: with its time zone.
    """
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time.min).astimezone(now.tzinfo)
    return max(1.0, (tomorrow - now).total_seconds() + 1)


def view_of(page: Page, journey: Journey, *, today: date) -> dict[str, Any]:
    """What the pictures and the advice of a page show of a journey as it is now."""
    given, left_out = advice_and_overruled(journey, page.name, today=today)
    return {
        **page.view(journey),
        **page.view_of_day(journey, today),
        "advice": [one.to_json() for one in given],
        "overruled": [one.to_json() for one in left_out],
    }


def page_of(page: Page, journey: Journey | None, *, in_room: bool = False) -> dict[str, Any]:
    """What the browser needs to know of a page and of the progress on all pages."""
    done = {state.page: state for state in progress(journey)} if journey else {}
    return {
        "name": page.name,
        "title": page.title,
        "journey_id": journey.id if journey else "",
        "in_room": in_room,
        "homes": _homes(),
        "parts": {where: list(parts) for where, parts in page.parts.items()},
        "pages": [
            {
                "name": one.name,
                "file": one.file,
                "title": one.title,
                "done": done[one.name].state if one.name in done else "empty",
                "say": done[one.name].say if one.name in done else "",
            }
            for one in PAGES
        ],
    }


@cache
def _homes() -> dict[str, str]:
    """The workbook in which each list of the journey is filled in."""
    return {
        field["name"]: one.file
        for one in PAGES
        for section in one.asks(_EMPTY).get("sections", ())
        for field in section["fields"]
        if field["kind"] == "items" and not field["fixed"]
    }
