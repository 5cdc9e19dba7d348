"""The next file of the same names needs no answer, however it is ordered, filled and written."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from evidence_files import again, by_step, understood

from cjm_widgets.evidence.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Layout = Callable[[random.Random, Sequence[str], int], str]

Draw = random.Random
NAMES = [f"{what} {where}" for what in ("Booking", "Waiting", "Call", "Visit") for where in ("home", "time", "2")]
MAP = ("I book", "Waiting time", "Waiting here", "Call", "Visit home now", "The visit")
OF_GROUPS = ("North", "South", "East")


def share(draw: Draw, digits: int) -> str:
    return f"{draw.uniform(1, 99):.{digits}f}"


def down(draw: Draw, names: Sequence[str], digits: int) -> str:
    rows = [f"{one};{share(draw, digits)};{draw.randint(20, 300)}" for one in names]
    return "\n".join(["Step;Positive (%);n", *rows])


def across(draw: Draw, names: Sequence[str], digits: int) -> str:
    rows = [";".join([one, *(share(draw, digits) for _ in OF_GROUPS)]) for one in names]
    return "\n".join([";".join(["Step", *OF_GROUPS]), *rows])


def answers(draw: Draw, names: Sequence[str], _: int) -> str:
    rows = [";".join([str(1000 + at), *(str(draw.randint(1, 5)) for _ in names)]) for at in range(20)]
    return "\n".join([";".join(["Respondent ID", *names]), *rows])


def how_often(draw: Draw, names: Sequence[str], _: int) -> str:
    rows = [";".join([one, *(str(draw.randint(5, 60)) for _ in range(5))]) for one in names]
    return "\n".join(["Step;Very poor;Poor;Fair;Good;Very good", *rows])


WRITTEN: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    "{}:".format,
    lambda one: one.replace(" ", "  "),
)


@pytest.mark.parametrize("layout", [down, across, answers, how_often])
@pytest.mark.parametrize("seed", range(20))
def test_a_plan_that_named_all_steps_needs_no_answer_of_the_same_names(layout: Layout, seed: int) -> None:
    draw = Draw(seed)
    names = draw.sample(NAMES, 6)
    told = dict(zip(names, ("I book", "", *names[2:]), strict=True))
    scale = "five-points" if layout in {answers, how_often} else "positive-share"
    first = understood(layout(draw, names, 0), *MAP, scale=scale, steps=told)
    assert first.questions == ()

    draw.shuffle(names)
    there = names[draw.randint(0, 3) :]
    called = dict(zip(map(draw.choice(WRITTEN), there), there, strict=True))
    text = layout(draw, [*called], 1).replace(".", draw.choice(".,"))
    seen = again(first.plan, text, *MAP, *(name for name, to in told.items() if to == name))
    assert seen.questions == ()
    assert {"steps", "columns"}.isdisjoint(seen.new)
    if layout is not answers:
        assert {name: seen.plan.steps[name] for name in called} == {name: told[was] for name, was in called.items()}
    assert {*seen.unused} <= {"Respondent ID"}


def test_the_sign_before_decimals_is_that_of_the_file_and_not_of_a_plan_whose_file_had_none() -> None:
    plan = understood("Step;Positive (%)\nCall;70\nVisit;81\n", "Call", "Visit", scale="positive-share").plan
    seen = again(plan, "Step;Positive (%)\nCall;70,5\nVisit;81,25\n", "Call", "Visit")
    assert by_step(read(seen).figures) == {"Call": 70.5, "Visit": 81.25}
    assert "Decimals are written with a comma in this file, and not as in the one before." in seen.remarks
    back = again(seen.plan, "Step;Positive (%)\nCall;70.5\nVisit;81\n", "Call", "Visit")
    assert by_step(read(back).figures) == {"Call": 70.5, "Visit": 81}
    whole = again(seen.plan, "Step;Positive (%)\nCall;70\nVisit;81\n", "Call", "Visit")
    assert (whole.plan.decimal, whole.remarks) == (",", ())


def test_new_rows_that_say_themselves_that_they_are_no_steps_are_none() -> None:
    plan = understood("Step,Positive (%)\nCall,70\nVisit,81\n", "Call", "Visit", scale="positive-share").plan
    seen = again(plan, "Step,Positive (%)\nCall,70\nVisit,81\nOverall,75\nTarget,80\n", "Call", "Visit")
    said = read(seen)
    assert by_step(said.figures) == {"Call": 70, "Visit": 81}
    assert by_step(said.outcomes) == {"Overall": 75}
    assert any("“Overall” is taken for what is said of the journey as a whole" in one for one in seen.remarks)
    assert any("“Target” is taken for what is aimed at" in one for one in seen.remarks)
    assert not [one for one in seen.remarks if one.startswith("New since")]


@pytest.mark.parametrize(
    ("cells", "asks"),
    [(("0.57", "96.98"), False), (("0.5", "70.2"), False), (("0.57", "97"), True), (("0.3", "0.9"), True)],
)
def test_shares_below_1_that_are_written_as_the_others_are_what_they_were_last_time(
    cells: tuple[str, str], asks: bool
) -> None:
    table = "Step,Positive (%)\nCall,{}\nVisit,{}\n"
    plan = understood(table.format("12.5", "96.25"), "Call", "Visit", scale="positive-share").plan
    seen = again(plan, table.format(*cells), "Call", "Visit")
    assert bool(seen.questions) is asks


def test_a_column_of_many_names_with_an_answer_each_is_asked_about_and_never_a_group_in_silence() -> None:
    rows = "".join(f"r{at},{step},{1 + at % 5}\n" for at in range(8) for step in ("Call", "Visit"))
    seen = understood(f"Rater,Step,Score\n{rows}", "Call", "Visit", scale="five-points")
    (asked,) = seen.questions
    assert (asked.id, asked.column, [one for one, _ in asked.options]) == ("layout", "Rater", ["case", "group"])
    people = understood(f"Rater,Step,Score\n{rows}", "Call", "Visit", scale="five-points", case="Rater")
    assert {one.step: one.n for one in read(people).figures} == {"Call": 8, "Visit": 8}
    sites = understood(f"Rater,Step,Score\n{rows}", "Call", "Visit", scale="five-points", group="Rater")
    assert {one.group for one in read(sites).figures} == {f"r{at}" for at in range(8)}
    person = understood(f"Person,Step,Score\n{rows}", "Call", "Visit", scale="five-points")
    assert (person.questions, person.plan.layout, person.plan.case) == ((), "answers", "Person")
