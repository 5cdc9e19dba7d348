"""A table that is brought in a browser is understood, corrected and put on the map, and taken off again."""

from __future__ import annotations

import asyncio
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from bringing import Bringing, Direct

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.feedback_file import LARGEST, BroughtFile
from cjm_widgets.pages.feedback_looks import DIED, Look
from cjm_widgets.pages.kept import OLDEST, Kept
from cjm_widgets.store import Store
from cjm_widgets.tasks.looking import TOO_LARGE, look
from cjm_widgets.workshop import agenda
from cjm_widgets.workshop.state import WorkshopState
from cjm_widgets.workshop.visitor import Visitor

WARD = b"""Item,All (n=160),Planned (n=40),Unplanned (n=120)
Reception,81,92,78
Waiting,33,31,34
Going home,39,80,26
Overall 9 or 10,60,76,55
"""
NEXT = WARD.replace(b"Reception,81,92,78", b"Reception,84,90,82").replace(b"Overall", b"Parking,70,71,70\nOverall")
TOLD = {"scale": "positive-share", "steps": {"Waiting": "I wait to be called", "Going home": "Going home"}}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    steps = (Step(id="in", name="Reception"), Step(id="wait", name="I wait to be called"))
    store.create(Journey(id="trip", steps=steps))
    return store


def goes(way: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(way())


def test_a_table_is_brought_understood_put_on_the_map_and_taken_off(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store, look=Look)
        await page.bring(WARD)
        (question,) = page.looked["asked"]
        assert question["id"] == "scale"
        assert [(one["name"], one["why"]) for one in page.looked["names"] if one["is"] == "step"] == [
            ("Reception", "The same name"),
            ("Waiting", "It has a word of “I wait to be called”"),
            ("Going home", "No step of the map is called so"),
        ]
        assert store.open("trip").sources == ()

        await page.tell(**TOLD)
        seen = page.looked
        assert seen["asked"] == []
        assert [(one["name"], one["to"], one["new"], one["is"], one["why"]) for one in seen["names"]] == [
            ("Reception", "Reception", False, "step", "The same name"),
            ("Waiting", "I wait to be called", False, "step", "You chose it"),
            ("Going home", "Going home", True, "step", "You chose it"),
            ("Overall 9 or 10", None, False, "outcome", "About the journey as a whole"),
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
        assert store.history("trip")[-1].by == "Ana"
        assert [one for one in page.said if one["kind"] == "notice"] == [], "what one did oneself is no news"

        page.act("take-off", survey=survey["id"])
        assert store.open("trip").sources == ()
        assert page.state["surveys"] == []

    goes(way)


def test_the_next_file_of_a_survey_needs_no_click_and_what_is_new_in_it_is_said(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        await page.bring(WARD)
        await page.tell(**TOLD)
        await page.put("Ward survey")

        await page.bring(NEXT)
        seen = page.looked
        assert (seen["planned"], seen["asked"]) == ("Ward survey", [])
        assert {one["name"]: one["why"] for one in seen["names"]}["Waiting"] == "As last time"
        assert "New since the plan was made: the step “Parking”." in seen["file"]["remarks"]
        await page.put("Ward survey", replaces=True)
        assert store.open("trip").steps[0].ratings[0].value == 84

        # whoever corrects one thing keeps what was known of all others
        await page.bring(NEXT)
        await page.tell(steps={"Parking": "Parking"})
        seen = page.looked
        assert (seen["planned"], seen["asked"], seen["placed"]) == ("Ward survey", [], 4)
        assert [one["title"] for one in seen["scales"]] == ["Positive answers, %"]
        await page.tell(scale="negative-share")
        assert [one["title"] for one in page.looked["scales"]] == ["Negative answers, %"]
        await page.tell(planned=False)
        assert [one["id"] for one in page.looked["asked"]] == ["scale"]

    goes(way)


def test_who_answered_is_asked_where_the_answers_do_not_tell_and_the_map_waits_for_it(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        table = b"id,Reception\n" + b"".join(b"%d,%d\n" % (at, 1 + at % 5) for at in range(40))
        for more in (b"", b"900,1\n"):
            await page.bring(table + more)
            await page.tell(scale="five-points", planned=False)
            await page.put("Ward survey")
        asked = page.state["asking"]
        assert asked["say"].endswith("more or put right, or other people, as in a later survey?")
        assert [answer for answer, _ in asked["options"]] == ["same", "others"]
        assert (page.refused(), page.state["done"]) == ([], None)
        assert store.open("trip").sources[0].n == 40

        await page.put("Ward survey", answered_by="same")
        assert "Wait until at least 5 are new" in page.refused()[0]
        assert page.state["asking"] is None
        await page.put("Ward survey")
        await page.put("Ward survey", answered_by="others")
        assert page.state["asking"]["id"] == "replaces", "those of before would go"
        await page.put("Ward survey", answered_by="others", replaces=True)
        assert (page.state["asking"], store.open("trip").sources[0].n) == (None, 41)

    goes(way)


def test_a_survey_is_taken_off_by_somebody_who_gave_no_name(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        await page.bring(WARD)
        await page.tell(**TOLD)
        await page.put("Ward survey", by="")
        page.act("take-off", survey="ward-survey", by="")
        assert store.open("trip").sources == ()

    goes(way)


def test_a_plan_is_kept_only_where_it_is_asked_for(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        await page.bring(WARD)
        await page.tell(**TOLD)
        await page.put("Ward survey", remember=False)
        assert len(page.state["surveys"]) == 1
        await page.bring(NEXT)
        assert page.looked["planned"] == ""

    goes(way)


def test_answers_are_kept_as_bare_numbers_unless_that_is_declined_and_go_with_their_survey(store: Store) -> None:
    answers = b"respondent,Reception,Anything else?\n" + b"".join(
        b"%d,%d,Ms Kay was kind\n" % (at, 1 + at % 5) for at in range(9)
    )

    async def way() -> None:
        page = Bringing(store)
        for keep in (False, True):
            await page.bring(answers)
            await page.tell(scale="five-points")
            assert page.looked["layout"] == "answers"
            assert "Kay" not in str(page.state)
            await page.put("Visit", answers=keep)
            assert page.refused() == []
            assert bool(list(store.folder.glob("answers/trip/*.csv"))) == keep
        page.act("take-off", survey="visit")
        assert list(store.folder.glob("answers/*/*.csv")) == []

    goes(way)


def test_thirty_people_who_look_at_the_same_evidence_cost_one_computation(store: Store) -> None:
    async def way() -> None:
        Direct.made = 0
        pages = [Bringing(store) for _ in range(30)]
        await asyncio.gather(*(page.bring(WARD) for page in pages))
        assert Direct.made == 1
        assert {str(page.looked["asked"]) for page in pages} == {str(pages[0].looked["asked"])}
        await asyncio.gather(*(page.tell(**TOLD) for page in pages))
        assert Direct.made == 2
        await pages[0].tell(**{**TOLD, "scale": "negative-share"})
        assert Direct.made == 3

    goes(way)


def test_what_was_looked_at_is_private_and_goes_when_it_is_old_or_too_much(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "looked")
    kept.put("a", {"looked": 1}, 0.0)
    (file,) = (tmp_path / "looked").glob("*.json")
    if os.name == "posix":
        assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    os.utime(file, (1000, 1000))
    kept.put("b", {"looked": 2}, 1000 + OLDEST + 1)
    assert (kept.get("a"), kept.get("b")) == (None, {"looked": 2})
    kept = Kept(tmp_path / "looked", 20)
    kept.put("c", {"looked": "x" * 20}, 0.0)
    assert (kept.get("b"), kept.get("c")) == (None, None)
    file.write_text("no answer")
    assert kept.get("a") is None


def test_a_table_is_private_and_goes_with_cancel_and_with_what_comes_next(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        await page.bring(WARD, "../../etc/a:b\x00.csv")
        first = page.session._brought
        assert first is not None
        assert first.name == "ab.csv"
        if os.name == "posix":
            assert stat.S_IMODE(first.path.stat().st_mode) == 0o600
        await page.bring(NEXT)
        second = page.session._brought
        assert second is not None
        assert (first.path.parent.exists(), second.path.exists()) == (False, True)
        page.act("stop-bringing")
        assert not second.path.parent.exists()
        assert page.state["brought"] is None
        await page.bring(WARD)
        third = page.session._brought
        assert third is not None
        page.session.close()
        assert not third.path.parent.exists()

    goes(way)


def test_a_table_goes_when_its_process_ends(tmp_path: Path) -> None:
    code = (
        "from cjm_widgets.pages.feedback_file import BroughtFile\n"
        "brought = BroughtFile('a.csv', 3)\nbrought.take(0, b'abc')\nprint(brought.path)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert done.stdout.strip().endswith("a.csv")
    assert not Path(done.stdout.strip()).parent.exists()


def test_pieces_that_come_twice_or_too_late_are_asked_for_again_and_none_is_too_much(store: Store) -> None:
    def piece(page: Bringing, at: int, data: bytes) -> dict[str, Any]:
        page.session._piece({"kind": "piece", "id": "b1", "at": at}, memoryview(data))
        return page.said[-1]

    async def way() -> None:
        page = Bringing(store)
        page.act("bring", id="b1", name="a.csv", size=6)
        assert piece(page, 0, b"abc") == {"kind": "taken", "id": "b1", "at": 3}
        assert piece(page, 0, b"abc")["at"] == 3
        assert piece(page, 5, b"f")["at"] == 3
        brought = page.session._brought
        assert brought is not None
        assert brought.path.stat().st_size <= 3
        assert "whole" in piece(page, 3, b"defg")["state"]["problems"][0]["say"]
        assert page.state["brought"] is None
        piece(page, 0, b"abc")
        assert page.state["brought"] is None

    goes(way)


def test_a_file_that_is_too_large_is_refused_before_anything_of_it_comes(store: Store) -> None:
    page = Bringing(store)
    page.act("bring", id="b1", name="a.csv", size=LARGEST + 1)
    assert "100 MB" in page.refused()[0]
    assert page.state["brought"] is None


def test_the_memory_of_the_page_stays_flat_however_large_the_table(tmp_path: Path) -> None:
    import tracemalloc

    brought, piece = BroughtFile("a.csv", 8 * 1024 * 1024), b"x" * 262_144
    tracemalloc.start()
    for at in range(0, brought.size, len(piece)):
        brought.take(at, piece)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert brought.is_whole
    assert most < 1024 * 1024


@pytest.mark.parametrize(
    ("table", "say"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 no zip", "damaged"),
        (b"item,words\nA,good\nB,x\n", "holds figures"),
        (b"step,positive_pct\nWaiting,1\nwaiting,2\n", "are both about one step"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence_and_changes_nothing(
    store: Store, table: bytes, say: str
) -> None:
    async def way() -> None:
        page = Bringing(store)
        before = store.mark("trip")
        await page.bring(table)
        assert say in page.state["problems"][0]["say"]
        await page.put()
        assert store.mark("trip") == before
        assert page.refused()

    goes(way)


def test_what_a_command_would_be_told_is_said_on_the_page_instead(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        await page.bring(b"item,n,words\nReception,3,x\nWaiting,4,y\nDesk,5,good\n")
        (problem,) = page.state["problems"]
        assert "--" not in problem["say"]
        assert problem["say"].endswith("Say below what each column holds.")
        assert [one["name"] for one in page.state["columns"]] == ["item", "n", "words"]
        await page.tell(step="item", values=["n"], scale="five-points")
        assert page.looked["placed"] == 1

    goes(way)


def test_all_faults_stand_there_at_once_each_with_its_row(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        await page.bring(
            b"step,positive_pct\n" + b"".join(b"S%d,%d\n" % (at, at) for at in range(12)) + b"Gate,x\n,7\n"
        )
        assert [one["row"] for one in page.state["problems"]] == [14, 15]

    goes(way)


def test_two_names_on_one_step_are_told_before_anything_is_written(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        await page.bring(WARD)
        await page.tell(scale="positive-share", steps={"Waiting": "Reception", "Going home": ""})
        assert "both go to the step “Reception”" in page.looked["problems"][0]["say"]
        assert page.looked["monitor"] is None

    goes(way)


async def looks_now(page: Bringing) -> subprocess.Popen[str]:
    """The process that looks, as soon as there is one."""
    while (looks := page.session._look) is None or looks._child is None:  # noqa: ASYNC110  nobody tells when it is
        await asyncio.sleep(0.01)
    return looks._child


def test_a_process_that_dies_and_one_that_takes_too_much_memory_have_a_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies() -> None:
        page = Bringing(store, look=Look)
        page.act("bring", id="b1", name="a.csv", size=len(WARD))
        page.session._piece({"kind": "piece", "id": "b1", "at": 0}, memoryview(WARD))
        (await looks_now(page)).kill()
        await page.rest()
        assert [one["say"] for one in page.state["problems"]] == [DIED]
        await page.bring(WARD)
        assert page.looked, "and the next look is a new one"

    goes(dies)

    def too_much(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("cjm_widgets.tasks.looking.look_through", too_much)
    request = {"file": "a", "told": None, "planned": False, "steps": [], "place": "."}
    assert look(request, lambda _: None)["problems"][0]["say"] == TOO_LARGE


def test_cancel_ends_the_process_that_looks(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store, look=Look)
        page.act("bring", id="b1", name="a.csv", size=len(WARD))
        page.session._piece({"kind": "piece", "id": "b1", "at": 0}, memoryview(WARD))
        child = await looks_now(page)
        page.act("stop-bringing")
        await asyncio.to_thread(child.wait, 60)
        assert page.state["doing"] == ""

    goes(way)


def test_nobody_writes_while_the_step_is_closed_and_a_facilitator_still_can(store: Store) -> None:
    WorkshopState(store).change(lambda before: agenda.closed(before, "satisfaction"))

    async def way() -> None:
        page = Bringing(store, visitor=Visitor("participant", "p-ana00001", "trip", in_room=True))
        await page.bring(WARD)
        await page.tell(**TOLD)
        before = store.mark("trip")
        await page.put()
        page.act("take-off", survey="any")
        assert [one.startswith("“Satisfaction” is closed") for one in page.refused()] == [True, True]
        assert store.mark("trip") == before
        leads = Bringing(store, visitor=Visitor("facilitator", "p-fay00001", "", in_room=True))
        await leads.bring(WARD)
        await leads.tell(**TOLD)
        await leads.put()
        assert leads.refused() == []

    goes(way)


def test_a_file_is_looked_through_again_when_the_steps_are_others_now(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        await page.bring(WARD)
        await page.tell(scale="positive-share")
        assert {one["name"]: one["to"] for one in page.looked["names"]}["Going home"] is None
        store.save("trip", [new_edit("steps/home", {"name": "Going home"})])
        page.session.look()
        await page.rest()
        assert {one["name"]: one["to"] for one in page.looked["names"]}["Going home"] == "Going home"

    goes(way)


def test_figures_that_are_typed_go_the_same_road(store: Store) -> None:
    table = b'Step,Group,Figure,n\n"Reception","Day","3,5","12"\n"Reception","Night","2","7"\n'
    told = {"step": "Step", "values": ["Figure"], "n": "n", "group": "Group", "scale": "five-points", "decimal": ","}

    async def way() -> None:
        page = Bringing(store)
        await page.bring(table, "", how="typed", told=told)
        assert page.looked["asked"] == []
        await page.put("By hand")
        ratings = store.open("trip").steps[0].ratings
        assert [(one.value, one.n) for one in ratings] == [(3.5, 12), (2, 7)]
        (source,) = store.open("trip").sources
        assert source.where == "what was typed"

    goes(way)


def test_a_pages_process_loads_nothing_that_reads_files() -> None:
    heavy = {"pandas", "numpy", "duckdb", "scipy", "python_calamine", "pyarrow"}
    code = f"import sys, cjm_widgets.pages; print(*sorted({{one.split('.')[0] for one in sys.modules}} & {heavy!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


WROTE = b"""Id,Reception,I wait to be called,Why?,Anything else?
1,5,1,an endless queue,mail me at a@b.org
2,4,2,the queue again,-
3,5,1,no seat,Mrs Jones at Reception was kind
"""


def test_comments_are_searched_chosen_and_put_on_the_map_as_quotes_and_no_other_is_kept(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        await page.bring(WROTE)
        await page.tell(scale="five-points", comments=["Why?", "Anything else?"])
        assert page.looked["comments"] == 5

        def comments(**asked: object) -> dict:
            page.session.on_message({"kind": "comments", **asked})
            return dict(page.said[-1]["state"])

        every = comments()
        assert [one["step"] for one in every["comments"]] == [
            "I wait to be called", None, "I wait to be called", "I wait to be called", "Reception"]  # fmt: skip
        assert (every["total"], every["found"], len(comments(most=2)["comments"])) == (5, 5, 2)
        assert every["masked"].startswith("1 e-mail address and 1 name are left out")
        assert [one["number"] for one in comments(sought="QUEUE")["comments"]] == [1, 3]
        assert [one["number"] for one in comments(sought="kind", step="Reception")["comments"]] == [5]
        assert comments(sought="kind", step="I wait to be called")["found"] == 0
        sent = str(page.said)
        assert "a@b.org" not in sent
        assert "Jones" not in sent

        quotes = [
            {"words": "an endless queue", "step": "I wait to be called", "lens": "feelings", "quotable": "yes"},
            {"words": "Mr Smith was kind", "step": "Reception"},
        ]
        await page.put("Ward survey", quotes=quotes)
        assert page.refused() == []
        assert page.state["done"]["say"].endswith("2 quotes are on the map.")
        reception, wait = store.open("trip").steps
        assert [(one.words, one.lens, one.quotable, one.source) for one in (*reception.quotes, *wait.quotes)] == [
            ("Mr [name] was kind", None, None, "ward-survey"),
            ("an endless queue", "feelings", "yes", "ward-survey"),
        ]
        kept = "".join(path.read_text() for path in store.folder.glob("trip*"))
        assert not any(words in kept for words in ("no seat", "again", "a@b.org", "Jones"))
        assert comments()["total"] == 0

    goes(way)


def test_a_table_of_nothing_but_comments_gives_quotes_and_a_step_that_is_gone_is_said(store: Store) -> None:
    async def way() -> None:
        page = Bringing(store)
        await page.bring(b"Step,Comment\nReception,kind people\n")
        assert (page.looked["comments"], page.looked["placed"]) == (1, 0)
        await page.put("Words", quotes=[{"words": "kind people", "step": "Lounge"}])
        assert page.refused() == ["There is no step “Lounge”. The map has: “Reception”, “I wait to be called”."]
        assert store.open("trip").sources == ()
        await page.put("Words", quotes=[{"words": "kind people", "step": "Reception"}])
        assert page.state["done"]["say"] == "1 quote is on the map."
        assert [one.words for one in store.open("trip").steps[0].quotes] == ["kind people"]
        await page.bring(b"Item,Negative %\nReception,12\n")
        await page.tell(scale="negative-share")
        await page.put("Figures", quotes=[{"words": "kind people", "step": "Lounge"}])
        assert page.refused()[-1].startswith("There is no step “Lounge”.")
        assert [one.name for one in store.open("trip").sources] == ["Words"], "refused before anything is written"

    goes(way)
