"""A table that with answers that stand tells what a few said is asked about; a later survey's table is not."""

from __future__ import annotations

import random
from contextlib import nullcontext

import pytest

from cjm_widgets.evidence.least import Stands, WhoAnsweredError
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.sums import refuse_few_beside
from cjm_widgets.journey.scales import SCALES

Figures = dict[str, dict[str, Stands]]
FIVE = SCALES["five-points"]


def people(count: int, seed: int = 1, steps: int = 4) -> list[list[int]]:
    chance = random.Random(seed)  # noqa: S311  no secret
    return [[chance.randint(1, 5) for _ in range(steps)] for _ in range(count)]


def figures(groups: dict[str, list[list[int]]], digits: int = 12) -> Figures:
    """What a table says of groups at each step, with so many decimals."""
    steps = len(next(iter(groups.values()))[0])
    return {
        f"“{at}”": {
            group: Stands(len(rows), round(sum(row[at] for row in rows) / len(rows), digits), FIVE)
            for group, rows in groups.items()
        }
        for at in range(steps)
    }


ROWS = people(50)
KEPT = figures({"": ROWS[:40], "N": ROWS[:20], "S": ROWS[20:40]})


@pytest.mark.parametrize("digits", [1, 2, 12])
@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"": ROWS[:41]}, "the table and “May” lies 1 person"),
        ({"": ROWS[1:40]}, "the table and “May” lies 1 person"),
        ({"P": ROWS[:19], "Q": ROWS[19:38]}, "the table, P and Q and “May” lie 2 people"),
        ({"P": ROWS[:23]}, "the table, P and “May”, N lie 3 people"),
        ({"P": ROWS[:12], "Q": ROWS[12:24], "R": ROWS[24:44]}, "the table, P and Q and R and “May” lie 4 people"),
        ({"P": ROWS[20:36]}, "the table, P and “May”, S lie 4 people"),
        ({"P": ROWS[:10], "Q": ROWS[10:21], "R": ROWS[21:30]}, "the table, P and Q and “May”, N lies 1 person"),
        ({"": ROWS, "P": ROWS[22:]}, "the table without P and “May”, N lie 2 people"),
    ],
)
def test_groups_of_a_table_that_leave_a_few_are_asked_about(table: dict, told: str, digits: int) -> None:
    now = figures(table, digits)
    with pytest.raises(WhoAnsweredError, match="If these are the same people as in “May”") as asked:
        refuse_few_beside(KEPT, now, of="May")
    assert digits == 1 or told in str(asked.value)
    with pytest.raises(EvidenceError, match="Take “May” off first, with its history"):
        refuse_few_beside(KEPT, now, of="May", answered_by="same")
    refuse_few_beside(KEPT, now, of="May", answered_by="others")


def test_as_many_as_there_are_or_five_more_or_other_steps_or_one_step_only_pass() -> None:
    for table in ({"": ROWS[:40]}, {"": ROWS[:35]}, {"P": ROWS[:15]}, {"N": ROWS[:20], "S": ROWS[20:40]}):
        refuse_few_beside(KEPT, figures(table), of="May")
    more = figures({"": ROWS[:41]})
    refuse_few_beside(KEPT, {f"{what} Bus": groups for what, groups in more.items()}, of="May")
    refuse_few_beside(KEPT, {"“0”": more["“0”"]}, of="May")
    felt = {what: {"": one[""]._replace(scale=SCALES["felt"])} for what, one in more.items()}
    refuse_few_beside(KEPT, felt, of="May")
    with pytest.raises(WhoAnsweredError):
        refuse_few_beside(KEPT, {what: more[what] for what in ("“0”", "“1”")}, of="May")


def test_what_no_few_people_can_have_said_is_of_others() -> None:
    """Of 40 with 3.0 one more makes at least 121 and at most 125, of 41."""
    kept = {what: {"": Stands(40, 3.0, FIVE)} for what in ("a", "b")}
    for total, asked in ((120.4, False), (121, True), (125, True), (125.6, False)):
        now = {what: {"": Stands(41, round(total / 41, 3), FIVE)} for what in ("a", "b")}
        with pytest.raises(WhoAnsweredError) if asked else nullcontext():
            refuse_few_beside(kept, now, of="May")
        with pytest.raises(WhoAnsweredError) if asked else nullcontext():
            refuse_few_beside(now, kept | {"c": now["a"]}, of="May")


@pytest.mark.parametrize(("steps", "groups", "most"), [(3, "NS", 3), (8, "NS", 0), (4, "PQ", 15), (8, "PQ", 3)])
def test_a_later_surveys_table_is_hardly_ever_asked_about(steps: int, groups: str, most: int) -> None:
    """In about 100 of 300 they are nearly as many."""
    rows = people(40, steps=steps)
    kept = figures({"": rows, "N": rows[:20], "S": rows[20:]})
    asked = 0
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311  no secret
        later = people(chance.randint(30, 60), seed + 2, steps)
        half = len(later) // 2 + chance.randint(-3, 3)
        table = {"": later, groups[0]: later[:half], groups[1]: later[half:]}
        try:
            refuse_few_beside(kept, figures(table, 2), of="May")
        except WhoAnsweredError:
            asked += 1
    assert asked <= most
