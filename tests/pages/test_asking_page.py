"""What page 4 shows of what to ask next, to whom, and what it takes of answers that are typed back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.journey.ask_next import ask_next
from cjm_widgets.pages.book import page
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import make_journey
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

DAY = f"{datetime.now(UTC).astimezone().date() - timedelta(days=3)}"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    make_journey(made, "A clinic", "outpatient", journey_id="clinic")
    return made


def opened(store: Store, **visitor: Any) -> Session:
    return Session(store, store.open("clinic"), page("satisfaction"), Visitor(**visitor))


def told(session: Session, message: dict[str, Any]) -> list[dict[str, Any]]:
    """What the page says to such a message."""
    said: list[dict[str, Any]] = []
    session.widget.say = lambda one: said.append(one.to_json())  # type: ignore[method-assign]
    session.on_message(message)
    return said


def test_while_everybody_rates_apart_nothing_gives_away_what_the_group_rated(store: Store) -> None:
    alone = opened(store)
    found = alone.widget.view["ask"]["unknown"]
    assert [one["at"] for one in found] == [one.at for one in ask_next(store.open("clinic"))]
    assert opened(store, in_room=True, person="p-k3x9w2ab").widget.view["ask"] is None


def test_answers_typed_back_are_on_the_map_and_in_the_view_at_once(store: Store) -> None:
    session = opened(store)
    sent = {"kind": "action", "action": "type-back", "day": DAY, "by": "Ana"}
    answers = [{"at": "steps/tests", "counts": [8, 4, 0, 0, 0]}]
    said = told(session, {**sent, "answers": answers})
    assert [(one["kind"], one.get("say")) for one in said] == [
        ("saved", None),
        ("notice", "The answers are on the map."),
    ]
    assert session.widget.view["ask"]["typed"] == {DAY: {"steps/tests": [8, 4, 0, 0, 0]}}
    assert session.widget.view["coverage"]["steps"][7]["people"] == "n = 12"
    assert store.history("clinic")[-1].by == "Ana"


@pytest.mark.parametrize(
    ("answers", "say"),
    [
        ([{"at": "steps/tests", "counts": [0, 0, 0, 0, 0]}], "Type how many gave each answer"),
        ([{"at": "steps/gone", "counts": [1, 0, 0, 0, 0]}], "no longer on the map"),
    ],
)
def test_answers_that_do_not_fit_are_refused_with_a_sentence(store: Store, answers: list[Any], say: str) -> None:
    before = store.open("clinic")
    [refused] = told(opened(store), {"kind": "action", "action": "type-back", "day": DAY, "answers": answers})
    assert refused["kind"] == "action-refused"
    assert say in refused["say"]
    assert store.open("clinic") == before


@pytest.mark.parametrize("counts", [[-1, 0, 0, 0, 2], ["7", 0, 0, 0, 0], [0.5, 0, 0, 0, 0], [10**12, 0, 0, 0, 0], "12"])
def test_counts_that_are_none_change_nothing(store: Store, counts: Any) -> None:
    before = store.open("clinic")
    answers = [{"at": "steps/tests", "counts": counts}]
    told(opened(store), {"kind": "action", "action": "type-back", "day": DAY, "answers": answers})
    assert store.open("clinic") == before
