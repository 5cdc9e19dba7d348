"""The facilitator's page: every team at a glance, as plain values for the browser or as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.agreement import together
from cjm_widgets.journey.apart import counted, finished, state_of
from cjm_widgets.journey.progress import progress
from cjm_widgets.journey.rules import PAGE_NAMES, advice
from cjm_widgets.journey.scales import ROOM
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.presence import person_of
from cjm_widgets.widgets.monitor_view import monitor_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cjm_widgets.journey.agreement import Spread
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.rounds import RoundName
    from cjm_widgets.journey.rules import PageName
    from cjm_widgets.pages.page import View
    from cjm_widgets.store import Entry, JourneyStore
    from cjm_widgets.workshop.presence import Here

READ_ONLY: Final = (
    "This page leads a workshop when it is opened with “cjm serve”: it then follows all teams as they work. "
    "Here it shows how far each is now."
)
NONE: Final = "There is no map in this folder yet."

FELT: Final = "felt"
"""The scale on which the people in the room rate, from −2 to +2."""

STEPS: Final[tuple[PageName, ...]] = PAGE_NAMES[1:]
"""The steps of the method; the start page is none."""

ROUNDS: Final[tuple[tuple[RoundName, PageName, str], ...]] = (
    ("satisfaction", "satisfaction", "Ratings"),
    ("moments", "moments_of_truth", "Dots on moments of truth"),
    ("solutions", "solutions", "Dots on solutions"),
)
"""What people rate or vote on by themselves first, on which page, and what to call it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has a page open.

    Args:
        name: as they wrote it, or "".
        page: the page's name.
    """

    name: str
    page: str


def team_view(entry: Entry, *, in_room: bool, today: date) -> dict[str, Any]:
    """One team's journey at a glance.

    Args:
        entry: the journey as the folder lists it.
        in_room: whether the workbook is served to a room, so that people rate apart first.
        today: the day it is.

    Returns:
        `id`, `title`, `problem`; `changed` in seconds since 1970; `steps` of the method, each with its name, its
        state and what is there in words; `done`; `advice`, how many pieces; `pulse`, the heart monitor in small;
        `rounds`, what people rate apart; `editions`, how many, and `edition`, the name of the latest; `archived`,
        whether it was put away.
    """
    if entry.journey is None:
        return {"id": entry.id, "title": entry.title, "problem": entry.problem, "changed": entry.changed}
    journey = entry.journey
    steps = [{"name": one.page, "state": one.state, "say": one.say} for one in progress(journey)[1:]]
    return {
        "id": entry.id,
        "title": entry.title,
        "problem": "",
        "changed": entry.changed,
        "steps": steps,
        "done": sum(step["state"] == "done" for step in steps),
        "advice": len(advice(journey, today=today)),
        "pulse": pulse(journey, in_room=in_room),
        "rounds": [
            {
                "about": about,
                "page": page,
                "title": title,
                "state": state_of(journey, about, in_room),
                "counted": counted(journey, about),
                "finished": finished(journey, about),
            }
            for about, page, title in ROUNDS
        ],
        "archived": journey.archived,
        "editions": len(journey.editions),
        "edition": journey.editions[-1].name if journey.editions else "",
    }


def pulse(journey: Journey, *, in_room: bool) -> View:
    """The heart monitor in small: one curve, on the same five places for every team.

    What the group agreed on comes first, then the middle of what people rated apart once it is revealed, then the
    first curve that there is, on its own scale from worst to best.

    Args:
        journey: the team's journey.
        in_room: whether the workbook is served to a room.

    Returns:
        What `monitor_view` gives, with one curve or none; and `split` at the steps on which the room disagrees,
        `title`, whose curve it is, `felt`, whether it is on the scale of the room, and `say`, the curve in words.
    """
    monitor = monitor_view(journey, editable=False)
    revealed = state_of(journey, "satisfaction", in_room) == "together"
    spreads = together(journey) if revealed else ()
    split = {spread.step for spread in spreads if spread.disagrees}
    curve = next((one for one in monitor["curves"] if one["rater"] == ROOM), None)
    if curve is None and any(spread.rated for spread in spreads):
        curve, say = _middle(spreads), "The middle of what people rated for themselves"
    else:
        curve = curve or next(iter(monitor["curves"]), None)
        say = monitor["narration"] if curve else "Nothing rated yet"
    return {
        "steps": [{**step, "split": step["id"] in split} for step in monitor["steps"]],
        "curves": [_drawn(curve)] if curve else [],
        "title": curve["title"] if curve else "",
        "felt": curve is None or curve["scale"]["name"] == FELT,
        "say": say,
    }


def _middle(spreads: Iterable[Spread]) -> View:
    points = [
        {
            "step": one.step,
            "height": None if one.median is None else (one.median + 2) / 4,
            "unknown": False,
            "words": one.say,
        }
        for one in spreads
    ]
    return {"rater": "room", "title": "Middle of the room", "scale": {"name": FELT}, "points": points}


def _drawn(curve: View) -> View:
    """What a small picture needs of a curve."""
    wanted = ("step", "height", "unknown", "words", "basis")
    points = [{name: point.get(name, "") for name in wanted} for point in curve["points"]]
    name = curve["scale"]["name"]
    places = [0.0, 0.25, 0.5, 0.75, 1.0]
    drawn = {"rater": curve["rater"], "place": curve.get("place", 0)}
    return {**drawn, "scale": {"name": name, "ticks": [[at] for at in places]}, "points": points}


def advice_view(journey: Journey, *, today: date) -> list[dict[str, str]]:
    """The advice that is outstanding, page by page, each as a sentence and what to do about it."""
    titles = {page.name: page.title for page in PAGES}
    return [{"page": titles[one.page], "say": one.say, "do": one.do} for one in advice(journey, today=today)]


def connected(present: Iterable[Here]) -> list[tuple[str, Person]]:
    """Everybody who has a page open, with the journey's id; several tabs of one person are where they were last.

    Args:
        present: the pages that are open.
    """
    found: dict[tuple[str, str], Here] = {}
    for here in sorted(present, key=lambda here: here.moved):
        found[here.journey, person_of(here)] = here
    return [(here.journey, Person(here.name, here.page)) for here in found.values()]


def people_view(here: Iterable[tuple[str, Person]]) -> dict[str, list[dict[str, str]]]:
    """Who is connected, team by team.

    Args:
        here: for everybody, the journey's id and who they are.
    """
    titles: dict[str, str] = {page.name: page.title for page in PAGES}
    found: dict[str, list[dict[str, str]]] = {}
    for journey, person in here:
        one = {"name": person.name, "page": person.page, "title": titles.get(person.page, "")}
        found.setdefault(journey, []).append(one)
    for people in found.values():
        people.sort(key=lambda one: (one["name"] == "", one["name"]))
    return found


def overview(store: JourneyStore) -> str:
    """The teams of a folder as text, a line each, the same for the same journeys."""
    lines = [f"{title}: {say}" for title, say in teams_in_words(store)]
    return "\n".join(lines) if lines else NONE


def teams_in_words(store: JourneyStore) -> Iterator[tuple[str, str]]:
    """What each map of a folder is called, and how far its team is."""
    for entry in store.entries():
        if entry.journey is None:
            yield entry.title, entry.problem
            continue
        steps = progress(entry.journey)[1:]
        done = sum(step.state == "done" for step in steps)
        count = len(advice(entry.journey))
        yield entry.title, f"{done} of {len(steps)} parts done, {count} piece{'' if count == 1 else 's'} of advice"
