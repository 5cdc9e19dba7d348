"""What the command lets people say of a survey, the page lets them say as well; what stops half way is told as that."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest
from bringing import Bringing, Direct

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.feedback_looks import STOPPED, Look, failed
from cjm_widgets.pages.feedback_session import LEADS_ONLY
from cjm_widgets.store import Store, names
from cjm_widgets.tasks.looking import look
from cjm_widgets.workshop.visitor import Visitor

SITES = b"respondent,Site,Reception,Anything else?\n" + b"".join(
    b"%d,%s,%d,mail me at a%d@b.org\n" % (at, b"North" if at < 7 else b"South", 1 + at % 5, at) for at in range(19)
)


@pytest.fixture
def desk(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    store.create(Journey(id="trip", steps=(Step(id="in", name="Reception"),)))
    return store


def curves(store: Store) -> list[str]:
    return [one.rater.removeprefix("Visit: ") for one in store.open("trip").steps[0].ratings]


def test_from_how_many_people_a_group_is_shown_is_said_seen_and_kept_for_the_next_file(desk: Store) -> None:
    told = {"scale": "five-points", "group": "Site"}

    async def way() -> None:
        page = Bringing(desk)
        await page.bring(SITES)
        await page.tell(**told)
        assert (page.looked["least"], len(page.looked["monitor"]["curves"])) == (5, 3)
        await page.tell(least=8, **told)
        assert (page.looked["least"], len(page.looked["monitor"]["curves"])) == (8, 1), "nor the other, by subtraction"
        assert {one["group"] for one in page.looked["names"][0]["figures"] if one["words"]} == {""}
        await page.put("Visit")
        assert (curves(desk), desk.open("trip").sources[0].least) == ([""], 8)

        await page.bring(SITES.replace(b",1,", b",2,"))
        assert (page.looked["planned"], page.looked["least"], len(page.looked["monitor"]["curves"])) == ("Visit", 8, 1)
        await page.tell(least=7)
        assert len(page.looked["monitor"]["curves"]) == 3
        await page.put("Visit by site", answered_by="others")
        assert len(desk.open("trip").steps[0].ratings) == 4
        await page.bring(b"Item,Positive %\nReception,81\n")
        await page.tell(scale="positive-share", planned=False)
        assert page.looked["least"] is None, "nobody is asked where no group of respondents is"

    asyncio.run(way())


def test_comments_stay_as_they_are_written_only_where_somebody_says_so(desk: Store) -> None:
    async def way() -> None:
        for as_written, there in ((False, "[e-mail address]"), (True, "a0@b.org")):
            page = Bringing(desk)
            await page.bring(SITES)
            await page.tell(as_written=as_written, scale="five-points")
            page.session.on_message({"kind": "comments", "most": 1})
            (first,) = page.said[-1]["state"]["comments"]
            assert first["words"] == f"mail me at {there}"
            await page.put("Visit", quotes=[{"words": "mail me at a0@b.org", "step": "Reception"}])
            assert page.refused() == []
            assert desk.open("trip").steps[0].quotes[-1].words == f"mail me at {there}"

    asyncio.run(way())


def test_a_survey_goes_out_of_the_history_too_for_whoever_leads_alone(desk: Store) -> None:
    async def way() -> None:
        page = Bringing(desk)
        await page.bring(SITES)
        await page.tell(scale="five-points")
        await page.put("Visit")
        guest = Bringing(desk, visitor=Visitor("participant", "p-ana00001", "trip", in_room=True))
        guest.act("take-off", survey="visit", history=True)
        assert (guest.refused(), guest.state["leads"], page.state["leads"]) == ([LEADS_ONLY], False, True)
        assert curves(desk) == ["", "North", "South"]
        page.act("take-off", survey="visit", history=True)
        assert "The answers behind it are deleted. " in page.said[-1]["say"]
        assert page.said[-1]["say"].endswith("nothing brings it back.")
        history = names.history_path(desk.folder, "trip").read_text("utf-8")
        assert (page.state["surveys"], "Visit" in history) == ([], False)
        await page.bring(SITES)
        await page.tell(scale="five-points")
        await page.put("Visit")
        assert (page.refused(), curves(desk)) == ([], ["", "North", "South"]), "whoever has the map open goes on"

    asyncio.run(way())


def test_what_stops_while_it_is_put_is_told_as_that_and_the_page_looks_what_stands(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DiesAtLast(Direct):
        async def run(self) -> dict[str, Any]:
            answer = await super().run()
            return failed(self.request, died=True) if "put" in self.request else answer

    async def way() -> None:
        page = Bringing(desk, look=DiesAtLast)
        await page.bring(SITES)
        await page.tell(scale="five-points")
        await page.put("Visit")
        assert page.refused() == [STOPPED]
        shown = next(one["state"] for one in reversed(page.said) if one["kind"] == "feedback")
        assert ([one["name"] for one in shown["surveys"]], shown["brought"] is None) == (["Visit"], False)

    asyncio.run(way())

    def too_much(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("cjm_widgets.tasks.looking.look_through", too_much)
    request = {"file": "a", "told": None, "planned": False, "steps": [], "place": ".", "put": {"name": "Visit"}}
    with pytest.raises(MemoryError):
        look(request, lambda _: None)


@pytest.mark.skipif(os.name == "nt", reason="no echo there")
def test_a_process_that_dies_while_it_puts_is_not_said_to_have_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/echo")

    async def way() -> None:
        assert await Look({"put": {}}, lambda _: None).run() == failed({"put": {}})

    asyncio.run(way())
    assert failed({"put": {}})["problems"][0]["say"] == STOPPED


def test_a_survey_whose_answers_cannot_be_deleted_stays_and_whoever_asked_is_told_of_nobody_else(desk: Store) -> None:
    async def way() -> None:
        page = Bringing(desk)
        await page.bring(SITES)
        await page.tell(scale="five-points")
        await page.put("Visit")
        kept = desk.folder / "answers" / "trip" / "visit.csv"
        kept.unlink()
        (kept / "more").mkdir(parents=True)
        page.act("take-off", survey="visit", history=True)
        assert "answers/trip/visit.csv" in page.refused()[0]
        assert curves(desk) == ["", "North", "South"]
        (kept / "more").rmdir()
        kept.rmdir()

        desk.save("trip", [new_edit("personas/pat", {"name": "Pat", "source": "visit"})])
        page.session.look()
        ours = page.session._own_ids
        page.act("take-off", survey="visit", history=True)
        assert "Its history stays" in page.refused()[1], "half of it is done"
        assert curves(desk) == []
        assert {edit.id for edit in desk.history("trip") if edit.new is None} <= ours

    asyncio.run(way())


def test_whether_columns_count_people_or_tell_shares_shows_the_totals_and_can_be_changed_afterwards(
    desk: Store,
) -> None:
    table = b"Step,Poor,Fair,Good,Very good,Excellent\nReception,5,10,20,40,25\nDesk,30,25,20,10,10\n"

    async def way() -> None:
        page = Bringing(desk)
        await page.bring(table)
        (asked,) = page.looked["asked"]
        assert (asked["id"], page.looked["counts"]) == ("counted", "")
        assert "They make 100 in row 2, 95 in row 3." in asked["say"]
        await page.tell(counted="people")
        assert (page.looked["asked"], page.looked["counts"]) == ([], "people")
        await page.tell(counted="shares")
        assert page.looked["counts"] == "shares"
        assert "The shares make 95 % in row 3, and not 100 %" in " ".join(page.looked["file"]["remarks"])
        await page.bring(table.replace(b"5,10,20,40,25", b"5 %,10 %,20 %,40 %,25 %"))
        assert page.looked["counts"] == ""

    asyncio.run(way())
