"""When a map was last saved is said of a survey that is put on it and taken off, too."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bringing import Bringing

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store


def test_what_is_put_on_the_map_and_taken_off_is_saved_at_its_own_time(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.create(Journey(id="trip", steps=(Step(id="in", name="Reception"), Step(id="out", name="Way out"))))

    async def way() -> None:
        page = Bringing(store)
        saved = lambda: [(one["ids"], one["at"]) for one in page.said if one["kind"] == "saved"]  # noqa: E731
        await page.bring(b"Item,All (n=160)\nReception,81\nWay out,33\n")
        await page.tell(scale="positive-share")
        assert saved() == [], "looking saves nothing"
        await page.put("Ward")
        put = store.history("trip")[-1].t
        assert saved() == [([], put)]
        page.act("take-off", survey="nobody")
        assert saved() == [([], put)], "what is refused saves nothing"
        page.act("take-off", survey="ward")
        assert saved()[1:] == [([], store.history("trip")[-1].t)]
        assert saved()[1][1] > put
        await page.bring(b"Item,All (n=160)\nReception,81\nWay out,33\n")
        await page.tell(scale="positive-share")
        await page.put("Ward")
        page.act("take-off", survey="ward", history=True)
        assert len(saved()) == 4, "a history that is rewritten is saved, too"

    asyncio.run(way())
