"""A survey that says something of groups alone, and of no step, is seen wherever surveys are."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bringing import Bringing

from cjm_widgets.journey.feedback import feedback
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

WARDS = (
    b"Ward,Total Responses,Very good,Good,Neither good nor poor,Poor,Very poor,Don't know\n"
    b"Ward 3A,93,61,22,4,3,1,2\nWard 4B,98,40,31,12,9,6,0\nMaternity,99,88,9,1,0,0,1\n"
)
SAID = [
    ("Ward 3A", "4.53", "n = 91, 4.3 to 4.7"),
    ("Ward 4B", "3.92", "n = 98, 3.7 to 4.2"),
    ("Maternity", "4.89", "n = 98, 4.8 to 5.0"),
]


def test_wards_are_shown_before_they_are_put_on_the_map_and_after_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.create(Journey(id="trip", steps=(Step(id="in", name="Reception"),)))

    async def way() -> None:
        page = Bringing(store)
        await page.bring(WARDS)
        seen = page.looked
        assert [one["name"] for one in seen["groups"]] == [name for name, *_ in SAID], "groups are known"
        (whole,) = seen["wholes"]
        assert [(one["group"], one["say"], one["sample"]) for one in whole["groups"]] == SAID
        assert seen["monitor"] is None
        assert not [one for one in seen["file"]["remarks"] if ".." in one or not one.endswith(".")]

        await page.put("Friends and family")
        (survey,) = page.state["surveys"]
        assert (survey["figures"], survey["curve"]) == (3, False)
        (told,) = feedback(store.open("trip"))
        assert [(one.group, one.say, one.sample) for one in told.wholes[0].groups] == SAID
        sentence = (
            "As a whole, Overall: Ward 3A 4.53 (n = 91, 4.3 to 4.7); Ward 4B 3.92 (n = 98, 3.7 to 4.2); "
            "Maternity 4.89 (n = 98, 4.8 to 5.0)."
        )
        assert [one.say for one in told.said] == [sentence]

        await page.bring(b"Item,All (n=160)\nReception,81\n")
        await page.tell(scale="positive-share")
        await page.put("Desk")
        assert [one["curve"] for one in page.state["surveys"]] == [False, True]

    asyncio.run(way())
