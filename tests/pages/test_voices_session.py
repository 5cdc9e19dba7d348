"""As whom somebody speaks stays with them: before the reveal, after it, and in all that is kept or taken away."""

from __future__ import annotations

import io
import json
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from cjm_widgets.journey.apart import hide_again, reveal
from cjm_widgets.journey.edits import set_value
from cjm_widgets.journey.model import Journey, Rating, Source, Step
from cjm_widgets.journey.voices import AS_FIRST_SEEN, ONLY_A_ROOM
from cjm_widgets.pages.book import page
from cjm_widgets.pages.facilitator import team_view
from cjm_widgets.pages.seen_first import SeenFirst
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store
from cjm_widgets.tasks.for_all import make_for_teams
from cjm_widgets.tasks.history import history_lines
from cjm_widgets.views.archive import journeys_zip
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FAY = Visitor("facilitator", "p-fay00009", "", in_room=True)
VOICES = ("customer", "front-line", "behind-the-scenes", "manager", "unsaid")
CUSTOMERS = {f"p-cust{at:04}": ("customer", value) for at, value in enumerate((-1, 0, -1))}
STAFF = {f"p-staf{at:04}": ("front-line", value) for at, value in enumerate((2, 1, 1, 1))}
ANA = "p-ana00001"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return made(tmp_path)


def made(folder: Path) -> Store:
    store = Store(folder)
    exit_survey = Rating(id="exit", scale="negative-share", value=12, source="exit", n=40)
    store.create(
        Journey(
            id="trip",
            title="A trip",
            sources=(Source(id="exit", name="Exit survey", kind="survey"),),
            steps=(Step(id="a", name="Waiting", ratings=(exit_survey,)), Step(id="b", name="Flight")),
        )
    )
    return store


def edit(path: str, new: Any, number: int, author: str) -> dict[str, Any]:
    return {"id": f"{author}-pageaa-{number}", "by": "Ana Maria", "path": path, "old": None, "new": new}


def opened(store: Store, visitor: Visitor, name: str = "satisfaction") -> Session:
    return Session(store, store.open("trip"), page(name), visitor)


def says(store: Store, person: str, voice: str | None, value: float | None) -> None:
    """One person says as whom they speak, and rates a step, on a page of their own."""
    session = opened(store, Visitor("participant", person, "trip", in_room=True))
    author = f"x{person[2:]:0<9}"
    first = len(store.history("trip"))
    sent = [
        edit(f"voices/{person}/speaks_as", voice, first, author),
        edit(f"steps/a/ratings/{person}/value", value, first + 1, author),
    ]
    session.on_message({"kind": "edits", "edits": sent})


def filled(store: Store, people: dict[str, tuple[str, float]]) -> None:
    for person, (voice, value) in people.items():
        says(store, person, voice, value)


def revealed(store: Store) -> None:
    store.save("trip", [reveal(store.open("trip"), "satisfaction", by="Fay")])


def shown(session: Session) -> str:
    widget = session.widget
    state = {name: getattr(widget, name) for name in ("spec", "journey", "view", "page")}
    return json.dumps([state, repr(widget)])


def test_after_the_reveal_all_see_the_voices_of_three_people_or_more_with_a_survey_beside_them(store: Store) -> None:
    filled(store, {**CUSTOMERS, **STAFF})
    page_of_ana = opened(store, Visitor("participant", ANA, "trip", in_room=True))
    assert "voices" not in page_of_ana.widget.view["apart"]
    assert "Voices in the room" not in repr(page_of_ana.widget)

    revealed(store)
    page_of_ana.look()

    found = page_of_ana.widget.view["apart"]["voices"]
    curves = found["monitor"]["curves"]
    assert [(one["title"], one["scale"]["name"], one["place"]) for one in curves] == [
        ("Customers or carers, median of 3", "felt", 0),
        ("Front line, median of 4", "felt", 1),
        ("Exit survey", "negative-share", 4),
    ]
    assert [[point["value"] for point in one["points"]] for one in curves] == [[-1, None], [1, None], [12, None]]
    assert [point["words"] for point in curves[0]["points"]] == ["Median −1 · from −1 to 0 · 3 rated", "Not shown"]
    say = "Front line 2 higher than customers or carers at “Waiting”; n 4 and 3"
    assert found["gaps"] == [{"step": "a", "say": say, "each": ""}]
    assert found["beside"] == ["Exit survey has no figure at Flight."]
    assert found["monitor"]["narration"].startswith(f"{ONLY_A_ROOM} Exit survey (negative answers, %)")
    assert f"Voices in the room:\n{say}.\n" in repr(page_of_ana.widget)


def test_a_customer_tells_of_themselves_and_others_how_they_think_it_is_and_each_person_is_a_dot(store: Store) -> None:
    filled(store, {**CUSTOMERS, **STAFF})
    revealed(store)
    customers, staff, _ = opened(store, FAY).widget.view["apart"]["voices"]["monitor"]["curves"]
    assert [one["points"][0]["basis"] for one in (customers, staff)] == ["reported", "assumed"]
    assert [len(one["points"][0]["ratings"]) for one in (customers, staff)] == [3, 4]
    assert [one["points"][0][end] for one in (customers, staff) for end in ("low", "high")] == [None] * 4


def test_what_staff_told_under_a_surveys_name_is_not_drawn_as_what_customers_said(store: Store) -> None:
    filled(store, CUSTOMERS)
    revealed(store)
    told = Rating(id="exit", scale="negative-share", value=50, source="staff").model_dump(mode="json")
    for path, new in (
        ("sources/staff", Source(id="staff", name="Staff", kind="front-line").model_dump(mode="json")),
        ("steps/b/ratings/exit", told),
    ):
        store.save("trip", [set_value(store.open("trip"), path, new)])
    survey = opened(store, FAY).widget.view["apart"]["voices"]["monitor"]["curves"][-1]
    assert [point["value"] for point in survey["points"]] == [12, None]


def test_the_group_and_the_personas_are_no_survey_of_what_customers_said(store: Store) -> None:
    filled(store, CUSTOMERS)
    revealed(store)
    store.save("trip", [set_value(store.open("trip"), "steps/a/ratings/room/value", 1)])
    curves = opened(store, FAY).widget.view["apart"]["voices"]["monitor"]["curves"]
    assert [one["rater"] for one in curves] == ["voice-customer", "exit"]


def everything(folder: Path, voice: str) -> Iterator[str]:
    """What other pages hold, before and after the reveal, while Ana speaks as one voice or another."""
    store = made(folder)
    filled(store, {**CUSTOMERS, **STAFF})
    ben = Visitor("participant", "p-ben00002", "trip", in_room=True)
    sessions = [opened(store, ben), opened(store, FAY), opened(store, FAY, "map"), opened(store, FAY, "evaluate")]
    says(store, ANA, voice, 0)
    for turn in (reveal, hide_again):
        for session in sessions:
            session.look()
            yield shown(session)
        yield json.dumps({**team_view(store.entry("trip"), in_room=True, today=date(2026, 3, 2)), "changed": 0})
        store.save("trip", [turn(store.open("trip"), "satisfaction", by="Fay")])


def test_as_whom_one_alone_speaks_is_in_nothing_that_others_see(tmp_path: Path) -> None:
    alone = [list(everything(tmp_path / voice, voice)) for voice in ("behind-the-scenes", "manager", "unsaid")]
    assert alone[0] == alone[1] == alone[2]
    assert not any(ANA in held for held in alone[0])


def test_a_person_finds_their_own_voice_again_and_nobody_elses(store: Store) -> None:
    says(store, ANA, "manager", 1)
    says(store, "p-ben00002", "customer", 1)
    for person, voice in ((ANA, "manager"), ("p-ben00002", "customer")):
        session = opened(store, Visitor("participant", person, "trip", in_room=True))
        assert session.widget.journey["voices"] == [{"id": person, "speaks_as": voice}]
    assert opened(store, FAY).widget.journey["voices"] == []


def test_a_voice_can_be_changed_until_the_reveal_and_not_after_it(store: Store) -> None:
    says(store, ANA, "manager", 1)
    says(store, ANA, "customer", 1)
    revealed(store)
    says(store, ANA, "front-line", 1)
    assert [(one.id, one.speaks_as) for one in store.open("trip").voices] == [(ANA, "customer")]


def test_no_name_stands_beside_a_voice_in_what_is_kept_told_or_taken_away(store: Store) -> None:
    says(store, ANA, "manager", 1)
    ana = opened(store, Visitor("participant", ANA, "trip", in_room=True))
    ana.on_message({"kind": "edits", "edits": [edit("steps/a/goal", "Get there", 1, "openanaana")]})
    revealed(store)
    with ZipFile(io.BytesIO(journeys_zip(store))) as taken:
        kept = [line for name in taken.namelist() for line in taken.read(name).decode().splitlines()]
    named = [line for line in kept if "Ana Maria" in line]
    assert ["Get there" in line for line in named] == [True], "all else that she did has her name"
    assert not any(ANA in line or "speaks_as" in line for line in named)
    lines = history_lines(store.history("trip"))
    assert [line for line in lines if "manager" in line.lower() or ANA in line] == []


def test_a_copy_for_another_team_takes_no_voice_with_it(store: Store) -> None:
    says(store, ANA, "manager", 1)
    (copy,) = make_for_teams(store, ["Team two"], "copy:trip").done
    assert store.open(copy).voices == ()


def test_a_second_reveal_tells_no_page_as_whom_the_one_spoke_who_came_between(store: Store) -> None:
    filled(store, {**CUSTOMERS, **STAFF})
    revealed(store)
    open_page = opened(store, FAY)
    store.save("trip", [hide_again(store.open("trip"), "satisfaction", by="Fay")])
    says(store, ANA, "front-line", -2)
    says(store, next(iter(CUSTOMERS)), "front-line", 2)
    revealed(store)
    open_page.look()
    for session in (open_page, opened(store, FAY), opened(store, Visitor("participant", ANA, "trip", in_room=True))):
        found = session.widget.view["apart"]
        assert -2 in found["spreads"][0]["values"]
        customers, staff, _ = found["voices"]["monitor"]["curves"]
        assert [one["points"][0]["words"] for one in (customers, staff)] == [
            "Median −1 · from −1 to 0 · 3 rated",
            "Median +1 · from +1 to +2 · 4 rated",
        ]
        assert AS_FIRST_SEEN in found["voices"]["beside"]
        assert AS_FIRST_SEEN in repr(session.widget)


def test_before_the_reveal_nothing_at_all_hangs_on_as_whom_anybody_speaks(tmp_path: Path) -> None:
    before = [list(islice(everything(tmp_path / voice, voice), 5)) for voice in ("front-line", "customer", "unsaid")]
    assert before[0] == before[1] == before[2]


def test_a_page_that_lags_behind_counts_no_reveal_twice(store: Store) -> None:
    filled(store, STAFF)
    revealed(store)
    seen, behind = SeenFirst(store), store.open("trip")
    store.save("trip", [hide_again(behind, "satisfaction", by="Fay")])
    revealed(store)
    found = [seen(behind), seen(store.open("trip")), seen(store.open("trip"))]
    assert [(one.times, len(one.reveals)) for one in found if one] == [(2, 1)] * 3
    store.save("trip", [set_value(store.open("trip"), "title", "Changed")])
    store.save("trip", [hide_again(store.open("trip"), "satisfaction", by="Fay")])
    says(store, ANA, "manager", 1)
    revealed(store)
    now = seen(store.open("trip"))
    assert now == SeenFirst(store)(store.open("trip"))
    assert now is not None
    assert (now.times, len(now.reveals)) == (3, 2)
