"""One heading reworded or dropped costs only that step: what is known of all the others stays."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_files import by_step

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.plan import Plan, plan_of
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told, Understood
from cjm_widgets.evidence.understanding import understand

STEPS = ("Arriving", "Waiting to be seen", "The doctor", "Going home")
FIRST = "".join(
    f"{line}\n"
    for line in (
        "id,Arriving,Waiting to be seen,The doctor,Going home,Overall,Ward,Comments",
        "1,5,2,4,99,4,North,It was so very quick today",
        "2,4,1,3,3,2,South,Nobody came to us for two hours",
    )
)


def looked(text: str, plan: Plan | None = None, **told: Any) -> Understood:
    kept = plan_of(plan.text().encode(), "plan.json") if plan else None
    return understand(table_of(text), Told(**told), STEPS, kept)


def without(text: str, column: str) -> str:
    rows = [line.split(",") for line in text.splitlines()]
    at = rows[0].index(column)
    return "".join(f"{','.join(row[:at] + row[at + 1 :])}\n" for row in rows)


@pytest.fixture
def plan() -> Plan:
    seen = looked(FIRST, scale="1-5 low is good", missing=("99",), group="Ward", comments=("Comments",))
    assert seen.questions == ()
    return seen.plan


def test_a_heading_that_is_gone_is_said_and_nothing_is_asked(plan: Plan) -> None:
    seen = looked(without(FIRST, "The doctor"), plan)
    assert seen.questions == ()
    assert "“The doctor” is not in this file." in " ".join(seen.remarks)
    assert set(by_step(read(seen).figures)) >= {"Arriving", "Waiting to be seen", "Going home"}
    assert (seen.plan.missing, seen.plan.group, seen.plan.comments) == (("99",), "Ward", ("Comments",))
    assert {one.scale for one in seen.plan.values} == {"1-5 low is good"}
    back = looked(FIRST, seen.plan)
    assert (back.questions, by_step(read(back).figures)) == ((), by_step(read(looked(FIRST, plan)).figures))
    assert back.new == {}, "a step that comes back is no new column"


@pytest.mark.parametrize("column", ["Ward", "Comments", "Overall"])
def test_what_stands_beside_the_steps_may_be_gone_too(plan: Plan, column: str) -> None:
    seen = looked(without(FIRST, column), plan)
    assert seen.questions == ()
    assert f"“{column}” is not in this file." in " ".join(seen.remarks)
    assert {one.column for one in seen.plan.values} >= {*STEPS}
    if column != "Overall":  # whether it is used again is said by somebody
        assert looked(FIRST, seen.plan).new == {"columns": (column,)}


def test_only_the_step_of_a_reworded_heading_is_asked(plan: Plan) -> None:
    text = FIRST.replace("Waiting to be seen", "Wait to be seen")
    seen = looked(text, plan)
    assert [(one.id, one.column, one.options[0][0]) for one in seen.questions] == [
        ("name", "Wait to be seen", "Waiting to be seen")
    ]
    said = looked(text, plan, steps={"Wait to be seen": "Waiting to be seen"})
    assert said.questions == ()
    assert {one.scale for one in said.plan.values} == {"1-5 low is good"}
    assert by_step(read(said).figures).keys() >= {"Wait to be seen", "Arriving"}
    assert said.plan.steps["Wait to be seen"] == "Waiting to be seen"
    assert looked(text, said.plan).questions == ()


def test_a_word_that_both_headings_have_is_enough_where_one_is_gone(plan: Plan) -> None:
    seen = looked(FIRST.replace("Waiting to be seen", "My wait"), plan)
    assert [(one.column, one.options[0][0]) for one in seen.questions] == [("My wait", "Waiting to be seen")]


def test_a_reworded_heading_of_words_is_no_column_of_answers(plan: Plan) -> None:
    text = without(FIRST, "Waiting to be seen").replace("Comments", "What of waiting?")
    assert looked(text, plan).questions == ()


def test_a_plan_is_another_files_where_most_of_its_columns_are_not_there(plan: Plan) -> None:
    text = FIRST.replace("Waiting to be seen", "A").replace("The doctor", "B").replace("Going home", "C")
    with pytest.raises(EvidenceError, match=r"is for another kind of file: .* “Going home”, “The doctor”, “Waiting"):
        looked(text.replace("Arriving", "D"), plan)


def test_what_gives_every_figure_its_meaning_cannot_be_gone() -> None:
    seen = looked("Step,Very poor,Poor,Fair,Good,Very good\nArriving,1,2,30,4,5\nThe doctor,1,20,3,4,5\n")
    assert seen.plan.counts
    with pytest.raises(EvidenceError, match="has no column “Fair”"):
        looked("Step,Very poor,Poor,Good,Very good\nArriving,1,2,4,5\nThe doctor,1,20,4,5\n", seen.plan)
