"""What others rated for themselves stays with the server: nothing that a page's process sends gives it away."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.journey.apart import ROUNDS, hide_again, reveal
from cjm_widgets.journey.edits import new_edit, set_value
from cjm_widgets.journey.model import Journey, Moment, Rating, Solution, Step
from cjm_widgets.pages.book import PAGES, page
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store
from cjm_widgets.tasks.history import history_lines
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

ANA, BEN = "p-ana00001", "p-ben00002"
PARTICIPANT = Visitor("participant", ANA, "trip", in_room=True)
FACILITATOR = Visitor("facilitator", "p-fay00009", "", in_room=True)
ALONE = Visitor()
STATES = ("spec", "journey", "view", "page", "saved_at", "problem", "summary")


class Spy:
    """One open page, and everything that its process has sent to the browser or shown of itself."""

    def __init__(self, store: Store, name: str, visitor: Visitor) -> None:
        self.session = Session(store, store.open("trip"), page(name), visitor)
        self.messages: list[dict[str, Any]] = []
        self.states: list[str] = []
        self.session.widget.send = self.messages.append  # type: ignore[method-assign]
        self.note()

    def note(self) -> None:
        widget = self.session.widget
        self.states.append(json.dumps({name: getattr(widget, name) for name in STATES}) + repr(widget))

    def look(self) -> None:
        self.session.look()
        self.note()

    def send(self, path: str, new: Any, old: Any = None, by: str = "Ana") -> None:
        edit = {"id": f"edit{len(self.states)}", "by": by, "path": path, "old": old, "new": new}
        self.session.on_message({"kind": "edits", "edits": [edit]})
        self.note()

    def heard(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.messages if message["kind"] == kind]

    @property
    def everything(self) -> str:
        """All of it as text; without times, which differ from one run to the next."""
        return re.sub(
            r"\d{4}-\d\d-\d\dT[\d:.]+(\+00:00|Z)", "TIME", "\n".join((*self.states, json.dumps(self.messages)))
        )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return made(tmp_path)


def made(folder: Path) -> Store:
    store = Store(folder)
    store.create(
        Journey(
            id="trip",
            title="A trip",
            steps=(Step(id="a", name="Booking"), Step(id="b", name="Flight", ratings=(Rating(id="room", value=1),))),
            moments=(Moment(id="queue", name="The queue", step="a"), Moment(id="gate", name="The gate", step="b")),
            solutions=(Solution(id="sign", title="A sign"), Solution(id="app", title="An app")),
        )
    )
    return store


def rated(store: Store, person: str, value: Any, dots: int, by: str = "Ben") -> None:
    """One person rates a step, says as whom they speak and places dots, as their own page would save it."""
    for path, new in (
        (f"voices/{person}/speaks_as", "manager" if value < 0 else "customer"),
        (f"steps/a/ratings/{person}/value", value),
        (f"moments/queue/dots/{person}/n", dots),
        (f"solutions/sign/dots/{person}/n", dots),
    ):
        store.save("trip", [set_value(store.open("trip"), path, new, by=by)])


def revealed(store: Store) -> None:
    for about in ROUNDS:
        store.save("trip", [reveal(store.open("trip"), about, by="Fay")])


def seen(folder: Path, name: str, visitor: Visitor, value: Any, dots: int) -> str:
    """All that a page sends while another person rates, shared things change, clash, and are removed and put back."""
    store = made(folder)
    spy = Spy(store, name, visitor)
    rated(store, BEN, value, dots)
    spy.look()
    spy.send("steps/a/experience/feelings", "Calm")
    spy.send(f"steps/a/ratings/{visitor.person}/value", 1)
    spy.send(f"moments/gate/dots/{visitor.person}/n", 1)
    spy.send(f"voices/{visitor.person}/speaks_as", "front-line")
    whole = next(one for one in spy.session.widget.journey["steps"] if one["id"] == "a")
    moment = spy.session.widget.journey["moments"][0]
    store.save("trip", [new_edit("steps/a/name", "Book a seat", old="Booking", by="Ben")])
    spy.send("steps/a", None, old=whole)  # a clash: Ben has just renamed it
    spy.send("moments/queue", None, old=moment)
    spy.send("moments/queue", moment)
    spy.send("steps/a/name", "Mine", old="Booking")
    store.save("trip", [new_edit("steps/a/name", "Ben's", old="Mine", by="Ben")])
    spy.look()
    rated(store, BEN, value, dots)
    spy.look()
    spy.session.on_message({"kind": "action", "action": "keep-edition", "name": "Now", "note": "", "by": "Ana"})
    spy.look()
    return re.sub(r'"e?([0-9a-f]{8}|[0-9a-f]{32})"', '"ID"', spy.everything)


@pytest.mark.parametrize("visitor", [PARTICIPANT, FACILITATOR], ids=["participant", "facilitator"])
@pytest.mark.parametrize("name", [one.name for one in PAGES if one.name != "start"])
def test_before_the_reveal_a_page_is_the_same_whatever_others_rated(
    tmp_path: Path, name: str, visitor: Visitor
) -> None:
    low = seen(tmp_path / "low", name, visitor, -2, 1)
    high = seen(tmp_path / "high", name, visitor, 2, 2)

    assert low == high
    assert BEN not in low


@pytest.mark.parametrize("name", ["satisfaction", "moments_of_truth", "solutions", "map"])
def test_before_the_reveal_a_participants_page_is_the_same_whatever_was_said_on_paper(
    tmp_path: Path, name: str
) -> None:
    def told(folder: Path, answer: str, item: str) -> str:
        store = made(folder)
        spy, fay = Spy(store, name, PARTICIPANT), Spy(store, name, FACILITATOR)
        for path in (f"steps/a/ratings/p-paper-{answer}/n", f"moments/{item}/dots/p-paper-dots/n"):
            fay.send(path, 2, by="Fay")
            spy.look()
        assert fay.heard("edit-refused") == []
        assert f"p-paper-{answer}" in fay.everything, "who typed it can correct it"
        fay.send("steps/a", None, old=next(one for one in fay.session.widget.journey["steps"] if one["id"] == "a"))
        spy.look()
        return re.sub(r'"e?([0-9a-f]{8}|[0-9a-f]{32})"', '"ID"', spy.everything)

    low, high = told(tmp_path / "low", "m2", "queue"), told(tmp_path / "high", "2", "gate")
    assert low == high
    assert "p-paper" not in low


@pytest.mark.parametrize("visitor", [PARTICIPANT, FACILITATOR, ALONE], ids=["participant", "facilitator", "alone"])
@pytest.mark.parametrize("name", [one.name for one in PAGES if one.name != "start"])
def test_after_the_reveal_no_page_says_who_rated_how(store: Store, name: str, visitor: Visitor) -> None:
    rated(store, BEN, -2, 1)
    rated(store, "p-cam00003", 2, 2)
    spy = Spy(store, name, visitor)
    revealed(store)
    spy.look()
    store.save("trip", [hide_again(store.open("trip"), "satisfaction", by="Fay")])
    spy.look()

    assert BEN not in spy.everything
    assert "p-cam" not in spy.everything


def test_after_the_reveal_all_see_how_the_room_rated(store: Store) -> None:
    spy = Spy(store, "satisfaction", PARTICIPANT)
    rated(store, BEN, -2, 0)
    spy.send(f"steps/a/ratings/{ANA}/value", 2)
    assert "spreads" not in spy.session.widget.view["apart"]

    store.save("trip", [reveal(store.open("trip"), "satisfaction", by="Fay")])
    spy.look()

    shown = spy.session.widget.view["apart"]
    assert shown["spreads"][0]["values"] == [-2, 2]
    assert shown["spreads"][0]["disagrees"]
    assert shown["talk"] == ["a"]
    curve = next(one for one in spy.session.widget.view["monitor"]["curves"] if one["rater"] == "together")
    assert [point["value"] for point in curve["points"]] == [0, None]
    assert [step["disagrees"] for step in spy.session.widget.view["monitor"]["steps"]] == [True, False]
    assert "Fay revealed the ratings" in spy.heard("notice")[-1]["say"]
    on_the_map = Spy(store, "map", PARTICIPANT).session.widget.view["monitor"]["curves"]
    assert "together" not in [curve["rater"] for curve in on_the_map]


def test_while_everybody_rates_apart_the_groups_own_curve_does_not_lead_them(store: Store) -> None:
    apart, off = (
        Spy(store, "satisfaction", visitor).session.widget.view["monitor"] for visitor in (PARTICIPANT, ALONE)
    )
    assert [curve["rater"] for curve in apart["curves"]] == []
    assert not apart["editable"]
    assert [curve["rater"] for curve in off["curves"]] == ["room"]
    on_the_map = Spy(store, "map", PARTICIPANT).session.widget.view["monitor"]["curves"]
    assert [curve["rater"] for curve in on_the_map] == ["room"]


def test_who_has_no_name_of_their_own_is_not_asked_for_a_rating_of_their_own(store: Store) -> None:
    def asked(person: str) -> list[str]:
        spec = Spy(store, "satisfaction", Visitor("facilitator", person, in_room=True)).session.widget.spec
        return [
            field["title"] for section in spec["sections"] for steps in section["fields"] for field in steps["fields"]
        ]

    assert any(title.startswith("Your own rating") for title in asked(ANA))
    assert not any(title.startswith("Your own rating") for title in asked(""))


@pytest.mark.parametrize(("name", "about"), [("moments_of_truth", "moments"), ("solutions", "solutions")])
def test_dots_are_counted_for_all_after_the_reveal(store: Store, name: str, about: Any) -> None:
    spy = Spy(store, name, PARTICIPANT)
    rated(store, BEN, 0, 2)
    spy.look()
    assert spy.session.widget.view["apart"]["counted"] == 1
    assert "tally" not in spy.session.widget.view["apart"]

    store.save("trip", [reveal(store.open("trip"), about)])
    spy.look()

    assert spy.session.widget.view["apart"]["tally"][0]["say"] == "2 dots from 1 person"


def test_others_ratings_are_told_in_no_notice_but_their_other_changes_are(store: Store) -> None:
    spy = Spy(store, "satisfaction", PARTICIPANT)
    rated(store, BEN, -2, 1)
    spy.look()
    assert spy.heard("notice") == []

    rated(store, BEN, -1, 1)
    store.save("trip", [new_edit("steps/a/goal", "Get there", by="Ben")])
    spy.look()

    assert [message["say"] for message in spy.heard("notice")] == [
        "Ben changed Booking: What does the customer want here?"
    ]


def test_a_page_is_not_sent_anew_for_what_others_rate(store: Store) -> None:
    spy = Spy(store, "satisfaction", PARTICIPANT)
    sent: list[str] = []
    spy.session.widget.observe(lambda change: sent.append(change["name"]), names=["journey", "view", "page"])

    rated(store, BEN, -2, 1)
    spy.look()
    assert sent == ["view"], "how many have rated"
    rated(store, BEN, 2, 1)
    spy.look()
    assert sent == ["view"]

    store.save("trip", [new_edit("steps/a/goal", "Get there", by="Ben")])
    spy.look()
    assert "journey" in sent


# ---- what a page may change


@pytest.mark.parametrize(
    ("path", "new"),
    [
        (f"steps/a/ratings/{BEN}/value", 2),
        (f"steps/a/ratings/{BEN}", None),
        (f"moments/queue/dots/{BEN}/n", 0),
        ("rounds/satisfaction/state", "together"),
        ("steps/a/ratings", []),
        ("moments", []),
        (f"moments/gate/dots/{ANA}/n", 4),
        (f"voices/{BEN}/speaks_as", "customer"),
        (f"voices/{BEN}", None),
        (f"voices/{ANA}", None),
        (f"voices/{ANA}/speaks_as", "boss"),
        (f"voices/{ANA}", {"speaks_as": "customer"}),
        ("voices", []),
        (f"voices/{BEN}/@after", ""),
    ],
)
def test_what_a_participant_may_not_change_is_refused_in_words_and_not_saved(store: Store, path: str, new: Any) -> None:
    rated(store, BEN, -2, 1)
    spy = Spy(store, "satisfaction", PARTICIPANT)
    before = store.open("trip")

    spy.send(path, new)

    (refused,) = spy.heard("refused")
    assert refused["path"] == path
    assert refused["say"].endswith(".")
    assert refused["notice"]
    assert BEN not in refused["say"]
    assert store.open("trip") == before


def test_the_refused_does_not_stop_the_rest(store: Store) -> None:
    spy = Spy(store, "satisfaction", PARTICIPANT)
    edits = [
        {"id": "e1", "by": "Ana", "path": f"steps/a/ratings/{BEN}/value", "old": None, "new": 2},
        {"id": "e2", "by": "Ana", "path": "steps/a/goal", "old": "", "new": "Get there"},
    ]
    spy.session.on_message({"kind": "edits", "edits": edits})
    assert spy.heard("saved")[0]["ids"] == ["e2"]
    assert spy.heard("refused")[0]["id"] == "e1"


def test_dots_sent_together_are_counted_together(store: Store) -> None:
    spy = Spy(store, "moments_of_truth", PARTICIPANT)
    edits = [
        {"id": f"e{item}", "by": "", "path": f"moments/{item}/dots/{ANA}/n", "old": None, "new": 2}
        for item in ("queue", "gate")
    ]
    spy.session.on_message({"kind": "edits", "edits": edits})
    assert spy.heard("saved")[0]["ids"] == ["equeue"]
    assert "You have 3 dots" in spy.heard("refused")[0]["say"]


def test_a_facilitator_reveals_from_the_page(store: Store) -> None:
    store.save("trip", [new_edit(f"steps/a/ratings/{ANA}/value", 1)])
    spy = Spy(store, "satisfaction", FACILITATOR)
    spy.send("rounds/satisfaction/state", "together", by="Fay")
    assert spy.session.widget.view["apart"]["state"] == "together"


def test_no_name_is_kept_with_what_somebody_rated_for_themselves(store: Store) -> None:
    spy = Spy(store, "satisfaction", PARTICIPANT)
    spy.send(f"steps/a/ratings/{ANA}/value", -2, by="Ana Maria")
    spy.send(f"voices/{ANA}/speaks_as", "manager", by="Ana Maria")
    lines = [edit for edit in store.history("trip") if ANA in edit.path]
    assert [(line.new, line.by) for line in lines if line.place.kind == "leaf"] == [(-2, ""), ("manager", "")]
    assert {line.by for line in lines} == {""}
    assert "Ana Maria" not in (store.folder / "trip.log.jsonl").read_text(encoding="utf-8")


def test_the_history_in_words_says_that_somebody_rated_and_not_how(store: Store) -> None:
    rated(store, BEN, -2, 1)
    revealed(store)
    said = history_lines(store.history("trip"))
    assert not any("→" in line or BEN in line or "manager" in line.lower() for line in said)
    assert any("rated for themselves" in line for line in said)
    assert any("Fay  revealed the votes on the solutions" in line for line in said)


# ---- what a page cannot see is not lost by what it does


def test_a_step_that_is_removed_and_put_back_has_everybodys_ratings_again(store: Store) -> None:
    rated(store, BEN, -2, 1)
    spy = Spy(store, "steps", PARTICIPANT)
    whole = next(one for one in spy.session.widget.journey["steps"] if one["id"] == "a")

    spy.send("steps/a", None, old=whole)
    assert [step.id for step in store.open("trip").steps] == ["b"]
    assert spy.heard("saved")[0]["clashes"] == []
    spy.send("steps/a", whole)

    back = next(step for step in store.open("trip").steps if step.id == "a")
    assert [(rating.id, rating.value) for rating in back.ratings] == [(BEN, -2)]


def test_an_item_that_is_put_by_a_page_which_sees_less_keeps_all_dots(store: Store) -> None:
    rated(store, BEN, -2, 1)
    spy = Spy(store, "moments_of_truth", PARTICIPANT)
    seen_moment = spy.session.widget.journey["moments"][0]

    spy.send("moments/queue", {**seen_moment, "name": "The long queue"}, old=seen_moment)

    (queue, _) = store.open("trip").moments
    assert (queue.name, [(dot.id, dot.n) for dot in queue.dots]) == ("The long queue", [(BEN, 1)])
