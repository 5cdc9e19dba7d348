"""A table that is brought in a browser is understood, corrected and put on the map, and taken off again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from bringing import Bringing

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

WARD = b"""Item,All (n=160),Planned (n=40),Unplanned (n=120)
Reception,81,92,78
Waiting,33,31,34
Going home,39,80,26
Overall 9 or 10,60,76,55
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    steps = (Step(id="in", name="Reception"), Step(id="wait", name="I wait to be called"))
    store.create(Journey(id="trip", steps=steps))
    return store


def test_a_table_is_brought_understood_put_on_the_map_and_taken_off(store: Store) -> None:
    async def go() -> None:
        page = Bringing(store)
        await page.bring(WARD)
        (question,) = page.looked["asked"]
        assert question["id"] == "scale"
        assert store.open("trip").sources == ()

        steps = {"Waiting": "I wait to be called", "Going home": "Going home"}
        await page.tell(scale="positive-share", steps=steps)
        seen = page.looked
        assert seen["asked"] == []
        assert [(one["name"], one["to"], one["new"], one["is"]) for one in seen["names"]] == [
            ("Reception", "Reception", False, "step"),
            ("Waiting", "I wait to be called", False, "step"),
            ("Going home", "Going home", True, "step"),
            ("Overall 9 or 10", None, False, "outcome"),
        ]
        assert (seen["placed"], seen["outcomes"]) == (3, 1)
        titles = [curve["title"] for curve in seen["monitor"]["curves"]]
        assert titles == ["All", "Planned", "Unplanned"]
        assert any(one["about"] == "differs" and "Going home" in one["say"] for one in seen["says"])
        assert store.open("trip").sources == ()

        await page.put("Ward survey")
        assert page.refused() == []
        trip = store.open("trip")
        assert [step.name for step in trip.steps] == ["Reception", "I wait to be called", "Going home"]
        assert [len(step.ratings) for step in trip.steps] == [3, 3, 3]
        (survey,) = page.state["surveys"]
        assert page.state["done"]["name"] == "Ward survey"
        assert page.state["brought"] is None

        page.act("take-off", survey=survey["id"])
        assert store.open("trip").sources == ()
        assert page.state["surveys"] == []

    asyncio.run(go())
