"""How many answered is the same knowledge, and gives the same figures, by whichever way it is told."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.feedback import feedback_view
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store
from cjm_widgets.tasks.looked import look_through
from cjm_widgets.tasks.surveys import attach_survey

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.evidence.found import Figure
    from cjm_widgets.tasks.looked import Looked

STEPS = ("Booking", "Waiting", "Visit", "Results", "Home", "Letter", "Bill")
TRIP = Journey(id="trip", steps=tuple(Step(id=one.casefold(), name=one) for one in STEPS))
WAYS = ("said", "column", "typed", "heading", "title", "row below")
SHARES = st.floats(0, 100).map(lambda one: round(one, 1))
NUMBER = count()


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[str], list[list[str]]]:
    """A scale, the headings of its figures, and these by step."""
    scale = draw(st.sampled_from(["negative-share", "positive-share", "nps", "five-points", "parts"]))
    ends = {"nps": st.integers(-100, 100), "five-points": st.integers(10, 50).map(lambda one: one / 10)}
    if scale != "parts":
        written = " as it stands" if scale.endswith("share") else ""  # else figures below 1 are asked about
        cells = [[f"{draw(ends.get(scale, SHARES))}"] for _ in STEPS]
        return f"{scale}{written}", ["Score"], cells
    promoters = [draw(st.integers(1, 60)) for _ in STEPS]
    return "", ["Promoters %", "Passives %", "Detractors %"], [[f"{one}", "30", f"{70 - one}"] for one in promoters]


def looked_at(folder: Path, way: str, n: int, table: tuple[str, list[str], list[list[str]]]) -> Looked:
    scale, heads, cells = table
    lines = [["Step", *heads], *([step, *row] for step, row in zip(STEPS, cells, strict=True))]
    if way in ("column", "typed"):
        lines = [[*line, "n" if line[0] == "Step" else f"{n}"] for line in lines]
    if way == "heading":
        lines[0] = ["Step", *(f"{one} (n = {n})" for one in heads)]
    if way == "title":
        lines.insert(0, [f"Patients 2026 (n = {n})"])
    if way == "row below":
        lines.append([f"Base: n = {n}"])
    file = folder / "survey.csv"
    file.write_text("\n".join(map(",".join, lines)), encoding="utf-8")
    told: dict[str, Any] = {"step": "Step", "values": ("Score",), "n": "n"} if way == "typed" and scale else {}
    return look_through(file, Told(scale=scale, people=n if way == "said" else None, **told), TRIP)


def figures_of(looked: Looked) -> list[Figure]:
    """All that a figure says but its row: what follows from the figures follows from these."""
    assert looked.found is not None, looked.asked
    assert not looked.found.flags
    return [replace(one, row=0) for one in looked.found.figures]


def told_of(looked: Looked) -> dict[str, Any]:
    said = looked.to_json()
    return {
        "lines": list(looked.lines())[2:],
        **{one: said[one] for one in ("figures", "flags")},
    }


def kept_of(folder: Path, looked: Looked) -> Any:
    store = Store(folder / f"{next(NUMBER)}")
    store.create(TRIP)
    attach_survey(store, "trip", looked, name="Patients", source="here")
    trip = store.open("trip")
    return feedback_view(trip), trip.sources, [step.ratings for step in trip.steps]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables(), n=st.integers(2, 2_000))
def test_the_number_of_people_gives_the_same_figures_by_every_way(
    tmp_path: Path, table: tuple[str, list[str], list[list[str]]], n: int
) -> None:
    known = {way: looked_at(tmp_path, way, n, table) for way in WAYS if way != "heading" or len(table[1]) == 1}

    wanted = figures_of(known["column"])
    assert {one.n for one in wanted} == {n}
    assert all(figures_of(looked) == wanted for looked in known.values())


def test_what_is_told_and_kept_of_it_is_the_same_too(tmp_path: Path) -> None:
    table = "negative-share", ["Score"], [["12"], ["60"], ["30"], ["20"], ["10"], ["40"], ["25"]]
    known = {way: looked_at(tmp_path, way, 150, table) for way in WAYS}

    wanted, kept = told_of(known["column"]), kept_of(tmp_path, known["column"])
    assert [one["lowest_three_of_100"] for one in wanted["figures"]] == [0, 100, 82, 1, 0, 100, 17]
    assert all(told_of(looked) == wanted for looked in known.values())
    assert kept_of(tmp_path, known["said"]) == kept


@pytest.mark.parametrize("way", ["said", "title", "row below"])
def test_those_who_answered_in_all_are_not_those_of_each_group(tmp_path: Path, way: str) -> None:
    above, below = ("Patients (n = 150)\n" * (way == "title"), "Base: n = 150,,,\n" * (way == "row below"))
    file = tmp_path / "groups.csv"
    file.write_text(f"{above}Step,All,North,South\nBooking,12,10,14\nWaiting,60,50,70\n{below}", encoding="utf-8")
    looked = look_through(file, Told(scale="negative-share", people=150 if way == "said" else None), TRIP)

    ns = {(one["group"], one["n"]) for one in looked.to_json()["figures"]}
    assert ns == {("All", 150), ("North", None), ("South", None)}
    why = "n = 150 is of all together: how many answered in “North”, “South” is not known"
    assert {"row": None, "why": why} in looked.to_json()["flags"]
    assert f"  {why}." in list(looked.lines())
    (shown, *_), _, _ = kept_of(tmp_path, looked)
    beside = {
        column["title"]: cell["n"] for column, cell in zip(shown["columns"], shown["rows"][0]["cells"], strict=True)
    }
    assert beside == {"All": 150, "North": None, "South": None}


def test_a_heading_of_all_says_nothing_of_groups_that_stand_in_a_column(tmp_path: Path) -> None:
    file = tmp_path / "groups.csv"
    file.write_text("Step,Ward,Score (n = 150)\nBooking,All,12\nBooking,A,10\nBooking,B,14\n", encoding="utf-8")
    looked = look_through(file, Told(scale="negative-share", step="Step", group="Ward"), TRIP)

    assert [one["n"] for one in looked.to_json()["figures"]] == [150, None, None]


def test_what_the_file_says_of_its_people_counts_more_than_what_is_said_of_all(tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("Step,Score,n\nBooking,12,40\nWaiting,60,\n", encoding="utf-8")
    looked = look_through(file, Told(scale="negative-share", people=150), TRIP)

    assert [one["n"] for one in looked.to_json()["figures"]] == [40, 150]


@pytest.mark.parametrize("people", [0, -3, 10**12])
def test_a_number_that_no_people_can_be_is_refused_before_anything_is_looked_at(tmp_path: Path, people: int) -> None:
    file = tmp_path / "some.csv"
    file.write_text("Step,Score\nBooking,12\nWaiting,60\n", encoding="utf-8")

    with pytest.raises(EvidenceError, match="people cannot have answered"):
        look_through(file, Told(scale="negative-share", people=people), TRIP)
