"""Which scale figures are on: what is asked of whoever brings a file, and what is not."""

from __future__ import annotations

import pytest
from evidence_files import by_step, found, understood


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
    assert [one for one, _ in asked.options] == ["negative-share", "positive-share", "ten-points", "nps"]
    assert seen.remarks == ()
