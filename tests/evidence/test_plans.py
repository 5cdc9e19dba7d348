"""A plan is kept for the next file: what is told is laid over it, what is new is said, and another kind is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evidence_files import again, understood
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.plan import Seen, plan_of
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.told import Understood
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store

ANSWERS = "id,Site,Booking,Stay,Overall,Why?\n1,North,5,2,4,It was so very quick today\n2,South,4,1,99,\n"
WORDS = "id,Booking,Stay\n1,Very good,Poor\n2,Good,Good\n"


def values(seen: Understood) -> dict[str, float | None]:
    assert seen.questions == ()
    said = read(seen)
    return {"/".join(filter(None, (one.group, one.step))): one.value for one in (*said.figures, *said.outcomes)}


def test_what_is_told_counts_and_the_plan_where_nothing_is() -> None:
    plan = understood(ANSWERS, scale="1-5 low is good", missing=("99",)).plan
    assert values(again(plan, ANSWERS))["Overall"] == 4
    scaled = again(plan, ANSWERS, scales={"Booking": "1-7"}).plan
    assert {one.column: one.scale for one in scaled.values} == {
        "Booking": "1-7",
        "Stay": "1-5 low is good",
        "Overall": "1-5 low is good",
    }
    assert (scaled.missing, scaled.group, scaled.comments) == (("99",), "Site", ("Why?",))
    all_of_them = again(plan, ANSWERS, scale="five-points").plan
    assert {one.scale for one in all_of_them.values} == {"five-points"}
    assert again(plan, ANSWERS, missing=("1",)).plan.missing == ("99", "1")
    outcomes = again(plan, ANSWERS, outcomes=("Stay",)).plan.values
    assert {one.column for one in outcomes if one.outcome} == {"Stay", "Overall"}
    assert [one.column for one in again(plan, ANSWERS, values=("Stay",)).plan.values if one.step] == ["Stay"]


def test_when_people_answered_is_that_of_this_file_and_not_of_the_plan() -> None:
    plan = understood("Date,Gate,Desk\n2026-01-03,4,5\n2026-03-30,2,1\n", scale="five-points").plan
    for first, last, when in (
        ("2026-04-02", "2026-06-03", "April to June 2026: a date for the survey (--date 2026-06)"),
        ("2026-07-02", "2026-07-03", "July 2026: a date for the survey (--date 2026-07)"),
    ):
        seen = again(plan, f"Date,Gate,Desk\n{first},4,5\n{last},2,1\n")
        assert seen.remarks == (f"By “Date” people answered in {when}.",)
    worded = understood("Date,Gate\n2026-01-03,Good\n2026-03-30,Poor\n", scale="Poor < Good").plan
    assert again(worded, "Date,Gate\n2026-05-03,Good\n").remarks[0].startswith("By “Date” people answered in May 2026")


def test_what_only_a_plan_can_say_stays_whatever_is_told() -> None:
    plan = understood("id,Finished,Booking,Stay\n1,TRUE,5,2\n2,FALSE,4,1\n", scale="five-points").plan
    mine = plan.model_copy(update={"left_out": (), "steps": {"Booking": "I book"}})
    told = again(mine, "id,Finished,Booking,Stay\n1,TRUE,5,2\n2,FALSE,4,1\n", "I book", scales={"Stay": "1-7"})
    assert (told.plan.left_out, told.plan.steps) == ((), {"Booking": "I book"})


def test_the_next_file_says_which_columns_steps_groups_and_answers_are_new_and_only_once() -> None:
    plan = understood(ANSWERS, scale="five-points", missing=("99",)).plan
    more = ANSWERS.replace("Why?", "Why?,Sleep").replace("today", "today,3").replace("2,South", "2,East")
    seen = again(plan, more)
    assert seen.new == {"columns": ("Sleep",), "groups": ("East",)}
    assert seen.remarks == ("New since the plan was made: the column “Sleep”; the group “East”.",)
    assert again(seen.plan, more).new == {}
    table = "step,positive_pct\nBooking,70\nn = 210,\n"
    figures = understood(table).plan
    assert again(figures, table + "Sleep,60\n").new == {"steps": ("Sleep",)}
    assert again(figures.model_copy(update={"seen": None, "steps": {"Booking": "Booking"}}), table).new == {}


def test_a_new_answer_is_placed_where_it_can_only_stand_there_and_else_asked_about() -> None:
    plan = understood(WORDS).plan
    seen = again(plan, WORDS + "3,Very poor,Fair\n")
    assert seen.new == {"answers": ("Very poor", "Fair")}
    assert values(seen) == pytest.approx({"Booking": 10 / 3, "Stay": 3})
    unknown = again(plan, WORDS + "3,Meh,Fair\n")
    assert [(one.id, one.column) for one in unknown.questions] == [("words", "Booking")]
    assert "“Meh”" in unknown.questions[0].say
    assert values(again(plan, WORDS + "3,Meh,Fair\n", missing=("Meh",))) == {"Booking": 4.5, "Stay": 3}
    ordered = again(plan, WORDS + "3,Meh,Poor\n", scale="Poor < Meh < Good < Very good")
    assert values(ordered) == pytest.approx({"Booking": 3, "Stay": 5 / 3})


def test_a_plan_of_another_map_file_or_version_gets_a_sentence() -> None:
    table = "step,positive_pct\nBooking,70\n"
    plan = understood(table, "I book", steps={"Booking": "I book"}).plan
    elsewhere = again(plan, table, "Something else")
    assert elsewhere.remarks == ("The plan puts “Booking” on “I book”, which this map does not have.",)
    assert elsewhere.plan.steps == {}
    with pytest.raises(
        EvidenceError, match="is for another kind of file: what was pasted has no columns “positive_pct”, "
    ):
        again(plan, "moment,share\nBooking,70\n", "I book")
    for version in ("0", "2", '"1"', "null", "1.5"):
        with pytest.raises(EvidenceError, match=r"version of the workbook.*\.$"):
            plan_of(f'{{"version": {version}}}'.encode(), "plan.json")


def test_the_command_lays_what_is_told_over_the_plan_that_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Store(tmp_path / "journeys").create(Journey(id="trip"))
    file = tmp_path / "survey.csv"
    file.write_text(ANSWERS + "".join(f"{at},North,3,1,4,\n" for at in range(3, 7)), encoding="utf-8")
    command = ["attach", "trip", str(file), "--name", "Guests"]
    first = [*command, "--scale", "five-points", "--missing", "99", "--make-steps"]
    for options in (first, [*command, "--scale", "Stay=1-7"], command):
        done = CliRunner().invoke(app, options)
        assert done.exit_code == 0, done.output
        scales = {step.name: step.ratings[0].scale for step in Store(tmp_path / "journeys").open("trip").steps}
        assert scales == {"Booking": "five-points", "Stay": "five-points" if options is first else "1-7"}


CELLS = st.sampled_from(
    ["1", "5", "3", "99", "0.4", "40 %", "-", "Good", "Very poor", "North", "2026-03-02", "", "4/5", "n"]
)
HEADS = st.sampled_from(
    ["Step", "Booking", "Stay", "Site", "n", "id", "Overall", "Target", "Date", "Finished", "Comment"]
)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.lists(HEADS, min_size=width, max_size=width),
        st.lists(st.lists(CELLS, min_size=1, max_size=width + 1), min_size=1, max_size=6),
    )
)


@given(TABLES, st.sampled_from([{}, {"scale": "five-points", "missing": ("99",)}, {"scale": "positive-share"}]))
@settings(max_examples=60, deadline=None)
def test_whatever_a_file_says_it_says_again_as_its_plan_says(
    table: tuple[list[str], list[list[str]]], told: Any
) -> None:
    text = "\n".join(",".join(row) for row in (table[0], *table[1])) + "\n"
    try:
        seen = understood(text, "Booking", **told)
        if seen.questions or seen.plan.layout == "events":
            return
        said = read(seen)
    except EvidenceError:
        return
    next_one = again(seen.plan, text, "Booking")
    assert (next_one.questions, next_one.new, next_one.plan) == ((), {}, seen.plan)
    assert read(next_one) == said
    assert seen.plan.seen != Seen()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('"encoding": "rot13"', "“rot13” is no way to write letters in a file. Write “utf-8” or “cp1252”, or take"),
        ('"encoding": ""', "“” is no way to write letters"),
        ('"encoding": "latin-eleventy"', "“latin-eleventy” is no way"),
        ('"separator": ""', "“” cannot stand between columns. Write one sign such as “;” or “,”, or take the line out"),
        ('"separator": ";;"', "“;;” cannot stand between columns"),
        ('"separator": "a"', "“a” cannot stand between columns"),
    ],
)
def test_a_plan_that_says_of_letters_or_columns_what_cannot_be_is_refused_with_its_line(line: str, why: str) -> None:
    text = f'{{\n  "version": 1,\n  {line},\n  "step": "Step"\n}}\n'
    with pytest.raises(EvidenceError) as refused:
        plan_of(text.encode(), "mine.json")
    assert f"“mine.json” is no plan that can be used: in line 3, {why}" in str(refused.value)


def test_a_plan_that_says_how_a_file_is_written_is_taken() -> None:
    plan = plan_of(b'{"version": 1, "encoding": "cp1252", "separator": "\\t"}', "mine.json")
    assert (plan.encoding, plan.separator) == ("cp1252", "\t")
