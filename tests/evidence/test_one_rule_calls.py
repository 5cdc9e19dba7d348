"""A step is called by one rule: in a file that is looked through, and on the map on which it is put."""

from __future__ import annotations

import random

import pytest
from evidence_files import found
from replaying import apply_all

from cjm_widgets.evidence import Survey, attach
from cjm_widgets.evidence.judging import differences, judged
from cjm_widgets.journey import chance
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import FROM_MIDDLE
from cjm_widgets.statistics.compare import difference
from cjm_widgets.statistics.figures import Points

TABLE = """Step,n,1,2,3,4,5
Booking,200,5%,10%,20%,40%,25%
Waiting,200,30%,25%,20%,15%,10%
Appointment,150,2%,5%,10%,40%,43%
Results,200,10%,10%,20%,30%,30%
"""
MEANS = "Step,Mean,n\nBooking,4.4,300\nWaiting,2.1,300\nBilling,3.9,300\nA,3.8,300\nB,4.1,300\nC,4.2,300\n"
SPREAD = "Step,Mean,n,sd\nBooking,4.4,30,.6\nWaiting,3.1,9,1\nBilling,3.9,30,.9\nA,3.8,30,1.2\n"
SHARES = "Step,negative_pct,n\nBooking,12,60\nWaiting,58,40\nBilling,15,60\nA,20,60\nB,12,60\n"
AROUND_THE_MIDDLE = "Step,negative_pct,n\nBooking,40,60\nWaiting,53,60\nBilling,41,60\nA,42,60\nB,40,60\nC,3,60\n"
"""Beside the others alone, Waiting would be called; beside the middle of the scale as well, it is not."""
SCORES = "Step,NPS,n\nBooking,40,300\nWaiting,-60,300\nBilling,30,300\nA,25,300\n"


def answers(*middles: float, people: int, low: int = 1, high: int = 5, seed: int = 7) -> str:
    """A row for each respondent, whose answers lie around the middle of each step."""
    drawn = random.Random(seed)  # noqa: S311  no secret
    rows = [",".join(["id", *(f"S{at}" for at in range(len(middles)))])]
    for one in range(people):
        given = (min(high, max(low, round(drawn.gauss(at, (high - low) / 4)))) for at in middles)
        rows.append(",".join(map(str, (one, *given))))
    return "\n".join(rows)


NPS_ROWS = answers(9, 3, 8, 8, 7.5, 8, people=120, low=0, high=10)
FILES = {
    "how often each answer was given": (TABLE, "1-5"),
    "averages": (MEANS, "five-points"),
    "averages and their spread": (SPREAD, "five-points"),
    "shares": (SHARES, "negative-share"),
    "shares around the middle": (AROUND_THE_MIDDLE, "negative-share"),
    "scores": (SCORES, "nps"),
    "scores of respondents": (NPS_ROWS, "nps"),
    "respondents": (answers(3.5, 2.4, 3.6, 3.4, 3.5, people=60), "five-points"),
    "few respondents": (answers(3.5, 1.5, 3.6, 3.4, 3.5, people=7), "five-points"),
    "respondents, low is good": (answers(3.5, 2.4, 3.6, 3.4, 3.5, people=60), "1-5 low is good"),
}


@pytest.mark.parametrize(("text", "scale"), FILES.values(), ids=FILES)
def test_a_file_calls_the_steps_that_the_map_calls(text: str, scale: str) -> None:
    read = found(text, scale=scale)
    before = Journey.model_validate({"id": "j"})
    survey = Survey("s", "Survey", "s.csv", None, "2026-05")
    attached = attach(before, read, survey, called={}, make_steps=True, answered_by="others")
    curve = next(one for one in curves(apply_all(before, attached.edits)) if one.rater == survey.id)
    on_map = chance.told(curve, beside=True, middle=curve.scale.name in FROM_MIDDLE).beside
    names = {point.step: point.name for point in curve.points}
    in_file = {step: one.called for (step, _), one in judged(read).items()}
    assert in_file == {names[step]: side for step, side in on_map.items()}
    assert any(in_file.values())


@pytest.mark.parametrize(("text", "scale"), FILES.values(), ids=FILES)
def test_only_what_is_called_needs_no_more_answers(text: str, scale: str) -> None:
    assert all((one.more is None) if one.called else one.more != 0 for one in judged(found(text, scale=scale)).values())


def test_five_people_who_do_not_tell_are_so_many_too_few() -> None:
    text = "ID,Booking,Waiting,Billing\n1,1,4,2\n2,1,5,3\n3,2,4,2\n4,1,5,1\n5,3,4,2\n"
    told = judged(found(text, scale="five-points"))["Waiting", ""]
    assert (told.called, told.more) in {(1, None), (0, 5)}


def test_how_often_each_answer_was_given_tells_which_steps_are_worst_and_how_groups_differ() -> None:
    many = [f"S{at},{3 + 5 * at},{8 + 3 * at},20,{40 + at},{60 - 6 * at}" for at in range(7)]
    said = judged(found("\n".join(["Step,1,2,3,4,5", *many]), scale="1-5"))
    assert said["S6", ""].lowest == 100
    assert said["S0", ""].lowest == 0
    assert (said["S0", ""].called, said["S6", ""].called) == (1, -1)
    groups = "Booking,A,5,10,20,40,45\nBooking,B,25,30,20,10,5\nWaiting,A,5,10,20,40,45\nWaiting,B,7,11,20,40,42\n"
    apart = {one.step: one for one in differences(found(f"Step,Group,1,2,3,4,5\n{groups}", scale="1-5"))}
    assert apart["Booking"].called
    assert apart["Booking"].value == pytest.approx(470 / 120 - 210 / 90)
    one, other = (
        Points(dict(enumerate(each, 1)), (1, 2, 3, 4, 5)) for each in ((5, 10, 20, 40, 45), (25, 30, 20, 10, 5))
    )
    assert (apart["Booking"].low, apart["Booking"].high) == pytest.approx(difference([(1, one), (-1, other)]))
    assert not apart["Waiting"].called


def test_a_score_of_respondents_is_ranked_by_itself_and_not_by_the_average_of_what_they_gave() -> None:
    """Half 10 and half 0 is a score of 0 and an average of 5; all of 6 is −100 and 6; two of five 10, −20 and 4."""
    rows = [f"{at},{10 * (at % 2)},6,{10 * (at % 5 < 2)},{10 * (at % 5 > 2)},8,9,9" for at in range(60)]
    said = judged(found("\n".join(["id,Split,Sixes,A,B,Passive,C,D", *rows]), scale="nps"))
    assert said["Sixes", ""].lowest == 100
    assert (said["Split", ""].lowest or 0) < 50
    assert said["Sixes", ""].called == -1
