"""A room in which people change one journey at random, and what one of their pages is sent of it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.edits import AFTER
from cjm_widgets.journey.model import Journey, Moment, Persona, Solution, Step, Touchpoint
from cjm_widgets.pages.book import page
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store
from cjm_widgets.widgets.page import STATE
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ANA, BEN, FAY = "p-ana00001", "p-ben00002", "p-fay00009"
VISITORS = {
    ANA: Visitor("participant", ANA, "trip", in_room=True),
    BEN: Visitor("participant", BEN, "trip", in_room=True),
    FAY: Visitor("facilitator", FAY, "", in_room=True),
}
WORDS = (
    "",
    "They wait",
    "Nobody says why it takes so long, and they wait at the desk again",
    "😀 “Where?”",
    "__proto__",
)
ROUNDS = {"steps": "satisfaction", "moments": "moments", "solutions": "solutions"}


def trip() -> Journey:
    """The journey with which it begins."""
    return Journey(
        id="trip",
        title="A trip",
        personas=(Persona(id="mia", name="Mia"),),
        steps=tuple(
            Step(id=name, name=f"Step {name}", touchpoints=(Touchpoint(id="desk", name="Desk"),)) for name in "abc"
        ),
        moments=(Moment(id="queue", name="The queue", step="a"),),
        solutions=(Solution(id="sign", title="Put up a sign", step="b"), Solution(id="desk", title="A desk")),
    )


def edits(journey: Journey, chance: random.Random, person: str) -> list[tuple[str, Any]]:
    """What one person may do at once: places, and what they put there."""
    part = chance.choice(("steps", "steps", "moments", "solutions", "personas"))
    ids = [one.id for one in getattr(journey, part)] or ["new"]
    here, words = f"{part}/{chance.choice(ids)}", chance.choice(WORDS)
    text = {"steps": "experience/feelings", "moments": "why", "solutions": "title", "personas": "name"}[part]
    choices: list[list[tuple[str, Any]]] = [
        [("title", words)],
        [("scope/starts", words), ("diagnostic/customer/reason", words)],
        [(f"{here}/{text}", words)],
        [(f"{here}/{text}", f"{words} and more, so that it is long enough to be spared on the way back")],
        [(f"{here}/{AFTER}", chance.choice(["", *ids]))],
        [(here, None)],
        [(f"{part}/new{chance.randrange(4)}", {("title" if part == "solutions" else "name"): words})],
        [(f"{part}/new{chance.randrange(4)}/{text}", words)],
        [(f"steps/{chance.choice('abc')}/ratings/room/value", chance.choice((-2, 0, 1, "unknown", None)))],
        [(f"steps/{chance.choice('abc')}/touchpoints/desk/{AFTER}", "")],
        [(f"overruled/{chance.choice(('steps-count', 'moments-count'))}", {"reason": words, "by": "Ana"})],
    ]
    if part == "steps":
        choices += [[(f"{here}/ratings/{person}/value", chance.choice((-2, -1, 2, "unknown", None)))]] * 4
    elif part in ROUNDS:
        choices += [[(f"{here}/dots/{person}/n", chance.randrange(3))]] * 4
    choices.append([(f"voices/{person}/speaks_as", chance.choice(("customer", "manager", "unsaid", None)))])
    if person == FAY and part in ROUNDS:
        choices += [[(f"rounds/{ROUNDS[part]}/state", chance.choice(("apart", "together", "off")))]] * 6
    return chance.choice(choices)


def sent_to(folder: Path, name: str, seed: int, steps: int) -> Iterator[dict[str, Any]]:
    """What Ana's page is sent while three people change a journey on pages of that name.

    Yields:
        `state` as the page's widget has it, the `messages` that led there, and Ana's `own` edits by their ids.
    """
    chance = random.Random(f"{name} {seed}")  # noqa: S311  no secret
    store = Store(folder)
    store.create(trip())
    sessions = {person: Session(Store(folder), store.open("trip"), page(name), VISITORS[person]) for person in VISITORS}
    messages: list[dict[str, Any]] = []
    for person, session in sessions.items():
        session.widget.send = messages.append if person == ANA else lambda _: None  # type: ignore[method-assign]
    widget = sessions[ANA].widget

    def state() -> dict[str, Any]:
        return {one: getattr(widget, one) for one in (*STATE, "revision")}

    yield {"state": state(), "messages": [], "own": {}}
    for number in range(steps):
        person = chance.choice(tuple(VISITORS))
        made = [
            {"id": f"{person[2:]}ab-{name[:6]:0<6}-{number}{at}", "by": person, "path": path, "new": new}
            for at, (path, new) in enumerate(edits(store.open("trip"), chance, person), start=1)
        ]
        made = [{**one, "id": one["id"].replace("_", "0")} for one in made]
        sessions[person].on_message({"kind": "edits", "edits": made})
        if person != ANA and chance.random() < 0.8:
            sessions[ANA].look()
        if chance.random() < 0.3:
            sessions[ANA]._drawing.now()
        own = {one["id"]: one for one in made} if person == ANA else {}
        yield {"state": state(), "messages": list(messages), "own": own}
        messages.clear()
