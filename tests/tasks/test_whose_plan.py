"""A kept plan is that of a table with its own steps and columns; what it says of letters and separators counts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store
from cjm_widgets.tasks.looked import look_through, look_through_as_before
from cjm_widgets.tasks.looking import look
from cjm_widgets.tasks.plans import keep_plan

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.evidence.plan import Plan

TRIP = Journey(id="trip", steps=tuple(Step(id=one.casefold(), name=one) for one in ("Ask", "Visit", "Bill")))
FIRST = "Step,Score\nAsk,12\nVisit,60\nBill,20\n"
ANEW = "The plan kept as “Ward” is for another kind of file: this one was read without it."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "survey.csv"


def planned(file: Path, text: str = FIRST) -> Plan:
    file.write_text(text, encoding="utf-8")
    return look_through(file, Told(scale="negative-share"), TRIP).understood.plan.model_copy(update={"name": "Ward"})


def test_a_table_of_other_steps_is_read_anew_and_that_is_said(file: Path) -> None:
    plan = planned(file)
    file.write_text("Step,Score\nLunch,12\nGarden,60\nAsk,20\n", encoding="utf-8")
    looked = look_through_as_before(file, Told(), TRIP, plan)

    assert looked.anew == ANEW
    assert "Score" in looked.asked, "nobody said which scale it has"


def test_a_table_with_one_step_more_is_read_as_before(file: Path) -> None:
    plan = planned(file)
    file.write_text(f"{FIRST}Lunch,12\n", encoding="utf-8")
    looked = look_through_as_before(file, Told(), TRIP, plan)

    assert (looked.anew, dict(looked.understood.new)) == ("", {"steps": ("Lunch",)})


def test_a_new_column_with_people_is_used_and_said(file: Path) -> None:
    plan = planned(file)
    file.write_text("Step,Score,n\nAsk,12,40\nVisit,60,50\nBill,20,60\n", encoding="utf-8")
    looked = look_through_as_before(file, Told(), TRIP, plan)

    assert looked.found is not None
    assert [one.n for one in looked.found.figures] == [40, 50, 60]
    assert "“n” is taken for how many people answered." in looked.understood.remarks
    assert look_through_as_before(file, Told(), TRIP, looked.understood.plan).understood.plan.n == "n"


def test_letters_that_only_the_plan_tells_are_read_as_it_says(file: Path) -> None:
    plan = planned(file, FIRST.replace("Ask", "Gebühr")).model_copy(update={"encoding": "cp850"})
    file.write_bytes(FIRST.replace("Ask", "Gebühr").encode("cp850"))
    looked = look_through(file, Told(), TRIP, plan)
    assert looked.found is not None
    assert looked.found.figures[0].step == "Gebühr"

    file.write_text(FIRST.replace("Ask", "Gebühr"), encoding="utf-8")
    looked = look_through(file, Told(), TRIP, plan)
    assert looked.found is not None
    assert looked.found.figures[0].step == "Gebühr"
    assert "The plan says “cp850”, and the file is written as “utf-8”: it is read so." in looked.understood.remarks


def test_the_separator_of_a_plan_counts_where_it_gives_its_columns_and_else_it_is_said(file: Path) -> None:
    plan = planned(file).model_copy(update={"separator": ";"})
    looked = look_through(file, Told(), TRIP, plan)
    assert "The plan says “;”, and the file is written as “,”: it is read so." in looked.understood.remarks

    file.write_text("Step;Score;a,b,c,d\nAsk;12;1,2,3,4\nVisit;60;1,2,3,4\nBill;20;1,2,3,4\n", encoding="utf-8")
    looked = look_through(file, Told(), TRIP, plan)
    assert looked.found is not None
    assert [one.value for one in looked.found.figures] == [12, 60, 20]
    assert looked.understood.plan.separator == ";"


def test_a_page_takes_the_plan_that_fits_whole_before_a_newer_one_of_which_a_column_is_gone(
    file: Path, tmp_path: Path
) -> None:
    both = "id,Ask,Visit,Bill\n1,5,4,3\n2,4,2,1\n"
    more = "id,Ask,Visit,Bill,Lunch\n1,5,4,3,2\n2,4,2,1,1\n"
    for at, (name, scale, text) in enumerate((("Ward", "1-5 low is good", both), ("Clinic", "five-points", more))):
        file.write_text(text, encoding="utf-8")
        plan = look_through(file, Told(scale=scale), TRIP).understood.plan
        keep_plan(Store(tmp_path), plan.model_copy(update={"name": name}))
        (kept,) = tmp_path.glob(f"plans/{name.casefold()}.json")
        os.utime(kept, (at, at))
    file.write_text(both, encoding="utf-8")
    request = {"file": str(file), "told": None, "steps": [["ask", "Ask"], ["visit", "Visit"], ["bill", "Bill"]]}
    request |= {"place": str(tmp_path), "planned": True, "plan": "", "typed": False, "least": None, "leasts": {}}
    request |= {"as_written": False}
    assert look(request, lambda _: None)["looked"]["planned"] == "Ward"
    (tmp_path / "plans" / "ward.json").unlink()
    assert look(request, lambda _: None)["looked"]["planned"] == "Clinic"
