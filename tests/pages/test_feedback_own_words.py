"""What people wrote themselves can be used at one press, and a page tells nothing that is typed in a terminal."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from bringing import Bringing

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

SAID = ("The waiting was long", "No", "", "The waiting was long", "Kind nurse", "Fine", "The waiting was long", "Ok")
ANSWERS = "Person,Reception,Way out,What would you change,Code,Submitted,Tick\n" + "".join(
    f"{at},{1 + at % 5},{5 - at % 4},{said},a {at} 7,2026-05-0{1 + at},{at % 2}\n" for at, said in enumerate(SAID)
)


@pytest.fixture
def page(tmp_path: Path) -> Bringing:
    store = Store(tmp_path)
    store.create(Journey(id="trip", steps=(Step(id="in", name="Reception"), Step(id="out", name="Way out"))))
    return Bringing(store)


def test_a_column_that_is_not_used_and_holds_peoples_own_words_is_offered_as_comments(page: Bringing) -> None:
    async def way() -> None:
        await page.bring(ANSWERS.encode())
        await page.tell(scale="five-points")
        columns = {one["name"]: one for one in page.looked["columns"]}
        assert "What would you change" in page.looked["file"]["unused"]
        assert [name for name, one in columns.items() if one["own_words"]] == ["What would you change"]
        await page.tell(scale="five-points", values=["Reception", "Way out"], comments=["What would you change"])
        assert page.looked["comments"] == 7
        columns = {one["name"]: one for one in page.looked["columns"]}
        assert columns["What would you change"]["is"] == "comment"
        assert not columns["What would you change"]["own_words"], "it is used"

    asyncio.run(way())


def test_remarks_on_a_page_hold_nothing_that_is_typed_in_a_terminal(page: Bringing) -> None:
    async def way() -> None:
        await page.bring(ANSWERS.encode())
        remarks = page.looked["file"]["remarks"]
        assert "By “Submitted” people answered in May 2026: a date for the survey." in remarks
        assert "“Tick”: only 0 and 1, taken for boxes to tick." in remarks
        assert not [one for one in remarks if "--" in one]

    asyncio.run(way())


def test_figures_below_nought_that_fit_the_rooms_own_scale_are_offered_it(page: Bringing) -> None:
    async def way() -> None:
        for below, offered in ((b"-1", ["nps", "felt"]), (b"-3", ["nps"])):
            await page.bring(b"Item,Figure\nReception,1\nWay out," + below + b"\n")
            (question,) = page.looked["asked"]
            assert sorted(name for name, _ in question["options"]) == sorted(offered)

    asyncio.run(way())
