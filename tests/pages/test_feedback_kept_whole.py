"""What is on the map stays what people think it is: replaced with a word, refused before anything is written."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest
from bringing import Bringing, Direct

from cjm_widgets.evidence.replacing import KEPT, REPLACED
from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.feedback_file import BroughtFile
from cjm_widgets.pages.feedback_looks import FAILED, Look
from cjm_widgets.pages.kept import Kept
from cjm_widgets.store import Store
from cjm_widgets.tasks.looked import look_through
from cjm_widgets.workshop import agenda
from cjm_widgets.workshop.state import WorkshopState
from cjm_widgets.workshop.visitor import Visitor

FIGURES = b"Item,Positive %\nReception,81\nGoing home,39\n"
TOLD = {"scale": "positive-share", "steps": {"Going home": "Going home"}}


@pytest.fixture
def shop(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    store.create(Journey(id="trip", steps=(Step(id="in", name="Reception"), Step(id="wait", name="Waiting"))))
    return store


async def brought(store: Store, visitor: Visitor | None = None) -> Bringing:
    page = Bringing(store, visitor=visitor)
    await page.bring(FIGURES)
    await page.tell(**TOLD)
    return page


def test_figures_that_replace_others_are_told_also_to_the_later_of_two_at_once(shop: Store) -> None:
    async def way() -> None:
        one, other = await brought(shop), await brought(shop)
        await asyncio.gather(one.put("Ward"), other.put("Ward"))
        done = sorted((page.state["done"] for page in (one, other)), key=lambda said: said["was_there"])
        assert [said["was_there"] for said in done] == [False, True]
        assert [REPLACED in said["say"] for said in done] == [False, False], "the same figures replace nothing"
        third = Bringing(shop)
        await third.bring(FIGURES.replace(b"81", b"70"))
        await third.tell(**TOLD)
        await third.put("Ward")
        assert third.state["asking"]["say"].endswith("nobody said when this one was asked.")
        await third.put("Ward", replaces=True)
        assert third.state["done"]["say"].endswith(f"{REPLACED} {KEPT}"), "and how they can be got back"

    asyncio.run(way())


def test_a_quote_goes_to_a_step_that_is_being_made_and_one_without_a_step_is_refused_first(shop: Store) -> None:
    async def way() -> None:
        page = await brought(shop)
        await page.put("Ward", quotes=[{"words": "a long way", "step": "Going home"}, {"words": "kind", "step": ""}])
        assert page.refused()[-1].startswith("Say for which step “kind” is.")
        assert shop.open("trip").sources == ()
        assert page.looked["placed"] == 2, "the file is still there"
        await page.put("Ward", quotes=[{"words": "a long way", "step": "Going home"}])
        assert [one.words for one in shop.open("trip").steps[-1].quotes] == ["a long way"]

    asyncio.run(way())


def test_a_step_that_is_gone_is_said_and_not_made_again(shop: Store) -> None:
    async def way() -> None:
        page = await brought(shop)
        await page.tell(scale="positive-share", steps={"Going home": "Waiting"})
        shop.save("trip", [new_edit("steps/wait", None)])
        await page.put("Ward")  # before the page has heard of it
        assert page.refused() == ["The step “Waiting” is no longer on the map: choose where “Going home” belongs."]
        assert [step.name for step in shop.open("trip").steps] == ["Reception"]
        page.session.look()
        await page.rest()
        home = next(one for one in page.looked["names"] if one["name"] == "Going home")
        assert (home["to"], home["new"], home["why"]) == (None, False, "Its step “Waiting” is no longer on the map")

    asyncio.run(way())


def test_a_step_that_is_closed_meanwhile_is_not_written_to(shop: Store) -> None:
    class ClosesFirst(Direct):
        async def run(self) -> dict[str, Any]:
            if self.request.get("put"):
                WorkshopState(shop).change(lambda before: agenda.closed(before, "satisfaction"))
            return await super().run()

    async def way() -> None:
        for kind, written in (("participant", False), ("facilitator", True)):
            WorkshopState(shop).change(lambda before: agenda.opened(before, "satisfaction"))
            page = Bringing(shop, visitor=Visitor(kind, "p-ana00001", "trip", in_room=True), look=ClosesFirst)  # type: ignore[arg-type]
            await page.bring(FIGURES)
            await page.tell(**TOLD)
            await page.put("Ward")
            assert bool(shop.open("trip").sources) == written
            assert bool(page.refused()) != written

    asyncio.run(way())


def test_a_look_that_fails_ends_in_a_sentence_and_what_cannot_be_kept_is_no_fault(shop: Store) -> None:
    class Raises(Direct):
        async def run(self) -> dict[str, Any]:
            raise RuntimeError("whatever")

    async def way() -> None:
        page = Bringing(shop, look=Raises)
        await page.bring(FIGURES)
        assert (page.state["doing"], page.state["problems"][0]["say"]) == ("", FAILED)
        (shop.folder / "full").write_text("no folder")
        page = Bringing(shop)
        page.session._kept = Kept(shop.folder / "full")
        await page.bring(FIGURES)
        assert page.looked["asked"][0]["id"] == "scale"

    asyncio.run(way())


@pytest.mark.skipif(os.name == "nt", reason="no echo there")
def test_a_process_that_ends_within_its_last_line_has_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/echo")  # says its own arguments, which are no answer

    async def way() -> None:
        answer = await Look({}, lambda _: None).run()
        assert answer["problems"][0]["say"] == FAILED

    asyncio.run(way())


def test_nothing_that_was_looked_at_stays_when_its_page_leaves(shop: Store) -> None:
    async def way() -> None:
        for leaves in ("stop-bringing", ""):
            page = Bringing(shop)
            await page.bring(b"Step,Name,Comment\nReception,Kay,kind people\n")
            assert list(shop.folder.glob("looked/*.json"))
            page.act(leaves) if leaves else page.session.close()
            assert list(shop.folder.glob("looked/*.json")) == []

    asyncio.run(way())


def test_a_told_scale_stands_and_only_the_wrong_cell_is_a_fault_named_by_its_step(shop: Store) -> None:
    typed = b'Step,Figure,n\n"Reception","81","160"\n"Waiting","abc","9"\n"Desk","41","70"\n'

    async def way() -> None:
        page = Bringing(shop)
        told = {"step": "Step", "values": ["Figure"], "n": "n", "scale": "positive-share"}
        await page.bring(typed, "", how="typed", told=told)
        (problem,) = page.state["problems"]
        assert problem["say"].startswith("“Waiting”: “abc” is not a number.")

    asyncio.run(way())
    words = shop.folder / "words.csv"
    words.write_bytes(b"id,Reception,Waiting\n" + b"1,often,3\n2,never,4\n3,often,5\n4,seldom,2\n")
    plan = look_through(words, Told(scale="five-points"), shop.open("trip")).understood.plan
    assert "Waiting" in [one.column for one in plan.values], "answers in words beside figures are no faults"


def test_a_long_name_is_cut_by_bytes_and_a_folder_without_a_file_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    brought = BroughtFile("調" * 120 + ".csv", 1)
    assert brought.name == "調" * 40 + ".csv"
    brought.forget()
    monkeypatch.setattr("cjm_widgets.pages.feedback_file._safe", lambda _: "no/such/file")
    with pytest.raises(OSError):  # noqa: PT011  whatever the system says
        BroughtFile("a", 1)
    assert json.dumps([one.name for one in tmp_path.iterdir()]) == "[]"
