"""Steps and groups are called only where chance could not have done it, and the same whatever way the scale runs."""

from __future__ import annotations

import random

import pytest
from evidence_files import SAMPLES, found

from cjm_widgets.evidence import Figure, Read
from cjm_widgets.evidence.judging import differences, judged, turned
from cjm_widgets.statistics.enough import more_to_part
from cjm_widgets.statistics.figures import Share


def test_groups_that_differ_by_more_than_chance_are_called_and_others_are_not() -> None:
    """Newcombe by hand: Going home 80 % of 40 and 26 % of 120; Waiting 31 % and 34 %."""
    read = found(SAMPLES / "groups_positive_wide.csv", scale="positive-share")
    told = {one.step: one for one in differences(read)}
    assert (told["Going home"].called, told["Waiting"].called) == (True, False)
    assert (told["Going home"].one, told["Going home"].other) == ("Planned", "Unplanned")
    assert (told["Going home"].low, told["Going home"].high) == pytest.approx((36.99, 65.81), abs=0.2)
    assert told["Waiting"].low < 0 < told["Waiting"].high
    assert {one.scale for one in told.values()} == {"positive-share"}
    assert len(differences(read)) == 4, "all together is no group"


def test_of_several_differences_that_are_open_each_takes_more_answers_than_alone() -> None:
    rows = [f"{step},A,50,45\n{step},B,34,45\n" for step in ("Gate", "Desk", "Belt", "Exit")]
    alone, *_ = differences(found(f"step,group,negative_pct,n\n{rows[0]}"))
    beside = differences(found(f"step,group,negative_pct,n\n{''.join(rows)}"))
    assert (alone.called, {one.called for one in beside}) == (False, {False})
    one, other = Share(0.5, 45), Share(0.66, 45)
    assert alone.more == more_to_part(one, other)
    assert {each.more for each in beside} == {more_to_part(one, other, 1 - 0.05 / 4)}
    assert (alone.more or 0) < (beside[0].more or 0)


def answers(*shares: float, people: int, turn: bool = False) -> str:
    chance = random.Random(7)  # noqa: S311  no secret
    rows = [",".join(["id", *(f"S{at}" for at in range(len(shares)))])]
    for one in range(people):
        given = (5 if chance.random() < share else chance.choice((1, 2, 3)) for share in shares)
        rows.append(",".join([str(one), *(str(6 - answer if turn else answer) for answer in given)]))
    return "\n".join(rows)


def test_the_worst_step_of_many_answers_is_called_and_named_among_the_lowest_whatever_way_the_scale_runs() -> None:
    shares = (0.8, 0.8, 0.2, 0.8, 0.8, 0.8)
    high = judged(found(answers(*shares, people=150), scale="five-points"))
    low = judged(found(answers(*shares, people=150, turn=True), scale="1-5 low is good"))
    for told in (high, low):
        assert told["S2", ""].called == -1
        assert told["S2", ""].lowest == 100
        assert told["S2", ""].more is None
    assert {step: one.called for step, one in high.items()} == {step: one.called for step, one in low.items()}


def test_few_answers_call_nothing_and_say_how_many_more_would() -> None:
    told = judged(found(answers(0.6, 0.5, 0.5, 0.6, 0.5, 0.6, people=9), scale="five-points"))
    assert {one.called for one in told.values()} == {0}
    assert any(one.more for one in told.values())
    assert sum(one.lowest or 0 for one in told.values()) == pytest.approx(300, abs=3)


def test_a_share_without_people_says_nothing_and_a_score_without_spread_counts_as_spread_as_far_as_it_can() -> None:
    told = judged(found("step,negative_pct\nA,9\nB,30\nC,4\nD,5\n"))
    assert {(one.called, one.lowest, one.more) for one in told.values()} == {(0, None, None)}
    scores = judged(found("step,mean,n\nA,2.1,50\nB,4.4,50\nC,3,50\nD,3,50\n", scale="five-points"))
    assert (scores["A", ""].called, scores["B", ""].called) == (-1, 1)
    near = judged(found("step,mean,n\nA,3.1,50\nB,3.6,50\nC,3.5,50\nD,3.5,50\n", scale="five-points"))
    assert {one.called for one in near.values()} == {0}
    spread = judged(found("step,mean,n,sd\nA,3.1,50,.3\nB,3.6,50,.3\nC,3.4,50,.3\nD,3.4,50,.3\n", scale="five-points"))
    assert (spread["A", ""].called, spread["B", ""].called) == (-1, 1)


def test_a_group_that_runs_against_the_total_is_said() -> None:
    """All: B is worse; in the small group it is much better (Simpson)."""
    text = "step,All (n=1000),Many (n=900),Few (n=100)\nA,40,45,10\nB,60,45,80\n"
    assert turned(found(text, scale="negative-share")) == ()
    text = text.replace("A,40,45,10\nB,60,45,80", "A,40,30,80\nB,60,70,10")
    assert turned(found(text, scale="negative-share")) == (("Few", "A", "B"),)


def test_figures_of_two_scales_are_never_set_against_each_other() -> None:
    text = "step,A (n=90),B (n=90),All (n=180)\nGate,80,2,50\nDesk,20,4,50\n"
    read = found(text, scales={"A": "negative-share", "B": "0-10", "All": "negative-share"})
    assert differences(read) == ()
    assert turned(read) == ()


def test_a_group_of_respondents_runs_against_all_of_them_on_one_scale_only() -> None:
    def figure(step: str, group: str, value: float, n: int, scale: str = "positive-share") -> Figure:
        return Figure(step, group, scale, value, n)

    def rated(scale: str) -> Read:
        of_desk = [figure("Desk", group, value, n, scale) for group, value, n in (("", 60, 900), ("Few", 10, 90))]
        return Read((figure("Gate", "", 30, 900), figure("Gate", "Few", 80, 90), *of_desk))

    assert turned(rated("positive-share")) == (("Few", "Gate", "Desk"),)
    assert turned(rated("negative-share")) == ()


def test_the_spread_counts_where_a_row_says_how_many_people_there_were() -> None:
    (gate, _) = found("step,mean,sd\nGate,3,1\nDesk,4,1\nBase,50,\n", scale="five-points").figures
    assert (gate.n, gate.low, gate.high) == (50, pytest.approx(2.716, abs=1e-3), pytest.approx(3.284, abs=1e-3))
