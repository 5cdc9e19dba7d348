"""Which scale figures are on: what is asked of whoever brings a file, and what is not."""

from __future__ import annotations

import pytest
from evidence_files import by_step, found, understood

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.reading import read


@pytest.mark.parametrize("told", [{}, {"scale": "nps"}])
@pytest.mark.parametrize("figures", [(30, 20, 45), (30, -20, 5)])
def test_net_promoter_scores_that_are_added_up_go_from_minus_to_plus_a_hundred(
    figures: tuple[int, ...], told: dict[str, str]
) -> None:
    rows = "".join(f"{step},{one},100\n" for step, one in zip(("Gate", "Desk", "Belt"), figures, strict=True))
    said = found(f"Step,NPS,n\n{rows}", **told)
    assert by_step(said.figures) == dict(zip(("Gate", "Desk", "Belt"), figures, strict=True))
    across = found("Group,Gate,Desk\nNorth,{},{}\nSouth,{},50\n".format(*figures), scale="nps")
    assert list(by_step(across.figures).values()) == [*figures, 50]


def test_a_column_off_the_scale_of_answers_is_passed_over_though_added_up_it_would_be_on_it() -> None:
    rows = "".join(f"{at},{at % 5},{at % 3},{at * 7}\n" for at in range(4, 9))
    assert understood(f"Respondent ID,Gate,Desk,Distance\n{rows}", scale="nps").unused == ("Respondent ID", "Distance")


def test_where_all_figures_are_off_the_scale_that_is_said_another_is_asked_for() -> None:
    seen = understood("Respondent ID,Gate,Desk\n1,9,3\n2,10,4\n3,8,3\n4,9,5\n", scale="felt")
    (asked,) = seen.questions
    assert asked.say.startswith(
        "Which scale are the figures in “Gate” on? They lie between 8 and 10, off the scale that is said of all "
        "columns, felt. Say --scale with one of: "
    )
    assert [one for one, _ in asked.options] == ["ten-points", "negative-share", "positive-share", "nps"]
    assert seen.remarks == ()


@pytest.mark.parametrize(
    ("heading", "figures", "first"),
    [
        ("Gate", ("4", "3"), "five-points"),
        ("Gate", ("8", "3"), "ten-points"),
        ("Gate", ("44", "31"), "negative-share"),
        ("Gate positive", ("44", "31"), "positive-share"),
        ("Gate", ("0.44", "0.31"), "negative-share"),
        ("Gate", ("4 %", "3 %"), "negative-share"),
        ("Gate", ("-44", "31"), "nps"),
    ],
)
def test_the_likeliest_scale_is_offered_first(heading: str, figures: tuple[str, ...], first: str) -> None:
    asked = understood(f"Step,{heading}\nIn,{figures[0]}\nOut,{figures[1]}\n").questions
    assert next(one for one in asked if one.id == "scale").options[0][0] == first


def test_most_figures_off_the_scale_are_no_codes_for_no_answer() -> None:
    seen = understood("Step,Score,n\nGate,12,100\nDesk,44,100\n", scale="five-points")
    assert seen.questions == ()
    with pytest.raises(EvidenceError, match="Row 2, “Score”: 12 is not from 1 to 5"):
        read(seen)


SPREAD = "ID,Gate,Desk,Belt\n1,1 - very satisfied,4,3\n2,2,5 - very dissatisfied,2\n3,2,4,3\n"


def test_ends_of_a_scale_that_are_said_in_two_columns_say_its_way_and_it_is_asked_once() -> None:
    (asked,) = understood(SPREAD, scale="five-points").questions
    assert (asked.id, asked.column) == ("way", "Gate")
    assert asked.say.endswith(" That goes for all columns of which the file says the same.")
    for right, _ in asked.options:
        seen = understood(SPREAD, scale="five-points", scales={asked.column: right})
        assert seen.questions == ()
        assert [one.scale for one in seen.plan.values] == [right] * 3
        assert f"Where the file's own words say that 1 is good, {right} counts as of “Gate”." in seen.remarks


def test_the_words_of_other_columns_say_nothing_of_figures_beyond_them() -> None:
    seen = understood(SPREAD.replace("4,3\n", "4,9\n"), scales={"Gate": "1-5", "Desk": "1-5", "Belt": "0-10"})
    assert not any("“Belt”" in one for one in seen.remarks)


def test_answers_from_0_to_10_may_be_a_net_promoter_score() -> None:
    rows = "".join(f"{one},2,1,1,2,3,6,5,15,25,20,20\n" for one in ("Would recommend", "Gate"))
    text = f"Step,{','.join(map(str, range(11)))}\n{rows}"
    for title in ("", "0 = very poor and 10 = very good\n"):
        (asked,) = understood(title + text).questions
        assert [one for one, _ in asked.options] == ["ten-points", "0-10 low is good", "nps"]
    assert "--scale nps" in asked.say
    assert by_step(found(text, scale="nps").outcomes) == {"Would recommend": 20}
    assert by_step(found(text, scale="0-10").outcomes) == {"Would recommend": pytest.approx(7.66)}
    legend = f"0 = very poor and 10 = very good\n{text}".replace("Would recommend", "Desk")
    assert understood(legend).questions == ()


@pytest.mark.parametrize(
    ("cells", "scale"),
    [
        (("Always", "Usually", "Sometimes", "Never"), "1-4"),
        (("Always", "Usually", "Rarely", "Never"), "five-points"),
        (("Always", "Sometimes", "Never", "Never"), "five-points"),
    ],
)
def test_of_answers_in_words_the_scale_counts_of_which_each_answer_is_there(cells: tuple[str, ...], scale: str) -> None:
    rows = "".join(f"{at},{one},{other}\n" for at, (one, other) in enumerate(zip(cells, cells[::-1], strict=True)))
    assert {one.scale for one in understood(f"Respondent ID,Gate,Desk\n{rows}").plan.values} == {scale}
