"""Another survey's figures go only where somebody chose that, and its date is never the new one's."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.evidence.replacing import ReplacesError
from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store
from cjm_widgets.tasks.looked import look_through
from cjm_widgets.tasks.surveys import attach_survey

if TYPE_CHECKING:
    from pathlib import Path

STEPS = ("Booking", "Flight", "Hotel", "Meal", "Train", "Home")
SUMS = "step,negative_pct\nBooking,36\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="trip", steps=tuple(Step(id=one.lower(), name=one) for one in STEPS)))
    return store


def people(seed: int, count: int, *, more: int = 0) -> str:
    rows = []
    for at in range(count + more):
        of = Random(seed * 1000 + at)  # noqa: S311  answers, no secret
        rows.append(",".join([str(at), *(str(of.randint(1, 5)) for _ in STEPS)]))
    return "\n".join([f"id,{','.join(STEPS)}", *rows, ""])


def attach(store: Store, text: str, **about: Any) -> str:
    file = store.folder.parent / "survey.csv"
    file.write_text(text, encoding="utf-8")
    told = Told(scale="five-points") if text.startswith("id") else Told()
    looked = look_through(file, told, store.open("trip"))
    return attach_survey(store, "trip", looked, **{"name": "Ward", "keep_in": store, "replaces": False, **about})


def test_next_quarters_answers_ask_before_last_quarters_go_and_never_keep_their_date(store: Store) -> None:
    attach(store, people(1, 60), date="2026-05")
    with pytest.raises(ReplacesError, match="“Ward”, May 2026, is on the map already, and other people have") as asked:
        attach(store, people(2, 75))
    assert [answer for answer, _ in asked.value.question.options] == ["both", "replace"]
    assert "the figures of May 2026 go" in asked.value.question.options[1][1]
    assert (store.open("trip").sources[0].n, store.open("trip").sources[0].when) == (60, "2026-05")

    said = attach(store, people(2, 75), replaces=True)
    assert said.count("“May 2026” was the other’s") == 1
    assert (store.open("trip").sources[0].n, store.open("trip").sources[0].when) == (75, "")
    assert "was the other’s" not in attach(store, people(3, 90), replaces=True, date="2026-11")
    assert store.open("trip").sources[0].when == "2026-11"
    attach(store, people(4, 120), replaces=None)  # a command is not asked, and keeps no date either
    assert store.open("trip").sources[0].when == ""


def test_the_same_people_the_same_day_and_the_same_figures_ask_nothing(store: Store) -> None:
    attach(store, people(1, 60), date="2026-05")
    attach(store, people(1, 60, more=20))
    assert (store.open("trip").sources[0].n, store.open("trip").sources[0].when) == (80, "2026-05")
    attach(store, people(1, 60, more=40), replaces=True)  # rows know better
    assert store.open("trip").sources[0].when == "2026-05"
    attach(store, SUMS, name="Sums", date="2026-05")
    attach(store, SUMS.replace("36", "30"), name="Sums", date="2026-05")
    attach(store, SUMS, name="Undated")
    attach(store, SUMS, name="Undated")


@pytest.mark.parametrize(("date", "which"), [("", "this"), ("2026-05", "that")])
def test_figures_that_nobody_dated_go_only_where_that_was_chosen(store: Store, date: str, which: str) -> None:
    attach(store, SUMS)
    later = SUMS.replace("36", "20")
    with pytest.raises(ReplacesError, match=f"“Ward” is on the map already, and nobody said when {which} one") as asked:
        attach(store, later, date=date)
    assert [answer for answer, _ in asked.value.question.options] == ["both", "same", "replace"]
    assert store.open("trip").steps[0].ratings[0].value == 36
    attach(store, later, date=date, answered_by="same")
    assert (store.open("trip").steps[0].ratings[0].value, store.open("trip").sources[0].when) == (20, date)


@pytest.mark.parametrize("date", ["", "2026-08"])
def test_figures_of_another_time_or_of_none_are_asked_about_where_nothing_else_tells(store: Store, date: str) -> None:
    attach(store, SUMS, date="2026-05")
    later = SUMS.replace("36", "20")
    with pytest.raises(ReplacesError, match="asked at another time" if date else "nobody said when") as asked:
        attach(store, later, date=date)
    assert [answer for answer, _ in asked.value.question.options] == ["both", "same", "replace"]
    with pytest.raises(ReplacesError, match="other people have answered"):
        attach(store, later, date=date, answered_by="others")
    attach(store, later, date=date, answered_by="same")
    assert store.open("trip").sources[0].when == (date or "2026-05")
    attach(store, SUMS, date=date, replaces=True)
    assert store.open("trip").sources[0].when == date
