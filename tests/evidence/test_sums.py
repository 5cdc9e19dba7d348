"""A table that with answers that stand tells what a few said is asked about; a later survey's table is not."""

from __future__ import annotations

import random
from contextlib import nullcontext

import pytest

from cjm_widgets.evidence.least import Stands, WhoAnsweredError
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.sums import refuse_few_beside
from cjm_widgets.journey.scales import SCALES, scale_of

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


def test_as_many_as_there_are_or_five_more_or_other_steps_pass() -> None:
    for table in ({"": ROWS[:40]}, {"": ROWS[:35]}, {"P": ROWS[:15]}, {"N": ROWS[:20], "S": ROWS[20:40]}):
        refuse_few_beside(KEPT, figures(table), of="May")
    more = figures({"": ROWS[:41]})
    refuse_few_beside(KEPT, {f"{what} Bus": groups for what, groups in more.items()}, of="May")
    shares = {what: {"": one[""]._replace(value=60.0, scale=SCALES["positive-share"])} for what, one in more.items()}
    refuse_few_beside(KEPT, shares, of="May")  # an average does not say how many are satisfied


def test_of_one_step_it_is_asked_as_well() -> None:
    with pytest.raises(WhoAnsweredError, match="lies 1 person"):
        refuse_few_beside(KEPT, {"“0”": figures({"": ROWS[:41]})["“0”"]}, of="May")


@pytest.mark.parametrize("scale", ["felt", "1-5 low is good", "0-100", "ten-points"])
def test_the_same_points_counted_otherwise_or_turned_round_are_compared(scale: str) -> None:
    to = scale_of(scale)

    def on_it(table: Figures) -> Figures:
        value = {
            id(one): round(to.at(one.scale.height(one.value)), 3)
            for its in table.values()
            for one in its.values()
            if one.scale
        }
        return {
            what: {group: one._replace(value=value[id(one)], scale=to) for group, one in its.items()}
            for what, its in table.items()
        }

    with pytest.raises(WhoAnsweredError, match="the table and “May” lies 1 person"):
        refuse_few_beside(KEPT, on_it(figures({"": ROWS[:41]})), of="May")
    refuse_few_beside(KEPT, on_it(figures({"": people(41, 9)})), of="May")


def test_a_negative_share_is_what_a_positive_leaves() -> None:
    kept = {what: {"": Stands(40, 100 * yes / 40, SCALES["positive-share"])} for what, yes in (("a", 10), ("b", 30))}
    for no, asked in (((31, 10), True), ((10, 31), False)):
        now = {
            what: {"": Stands(41, round(100 * n / 41, 1), SCALES["negative-share"])}
            for what, n in zip("ab", no, strict=True)
        }
        with pytest.raises(WhoAnsweredError, match="lies 1 person") if asked else nullcontext():
            refuse_few_beside(kept, now, of="May")


CUT = {name: ROWS[8 * at : 8 * at + 8] for at, name in enumerate("ABCDE")}


@pytest.mark.parametrize(
    ("kept", "table", "told"),
    [
        (CUT, {"P": ROWS[:17]}, "the table, P and “May”, A and B lies 1 person"),
        (CUT, {"P": ROWS[1:32]}, "the table, P and “May”, A and B and C and D lies 1 person"),
        ({"": ROWS[:44], **CUT}, {"P": ROWS[16:45]}, "the table, P and “May” without A and B lies 1 person"),
        (
            {"P": ROWS[:17]},
            {f"{name}2": rows for name, rows in CUT.items()},
            "the table, A2 and B2 and “May”, P lies 1",
        ),
    ],
)
def test_some_groups_together_that_are_all_but_one_of_a_group_are_asked_about(
    kept: dict, table: dict, told: str
) -> None:
    with pytest.raises(WhoAnsweredError) as asked:
        refuse_few_beside(figures(kept), figures(table, 2), of="May")
    assert told in str(asked.value)
    refuse_few_beside(figures(kept), figures({name: people(len(rows), 8) for name, rows in table.items()}), of="May")


@pytest.mark.parametrize("steps", [1, 2, 3])
@pytest.mark.parametrize("known", [True, False])
def test_whatever_a_cut_of_the_same_people_leaves_is_asked_about(steps: int, *, known: bool) -> None:
    """Beside trying every combination: groups of both that share all but one to four of their people."""
    for seed in range(40):
        chance = random.Random(seed)  # noqa: S311  no secret
        rows = people(60, seed, steps)
        names = "ABCDEF"[: chance.randint(2, 6)]
        cut = {name: [row for at, row in enumerate(rows[:50]) if at % len(names) == n] for n, name in enumerate(names)}
        some = [row for name in chance.sample(names, chance.randint(1, len(names))) for row in cut[name]]
        few = chance.randint(1, 4)
        table = {"P": [*some, *rows[50 : 50 + few]] if chance.random() < 0.5 else some[few:]}
        kept = {**cut, **({"": rows[:50]} if known else {})}
        with pytest.raises(WhoAnsweredError):
            refuse_few_beside(figures(kept), figures(table, chance.choice((1, 2, 12))), of="May")


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
