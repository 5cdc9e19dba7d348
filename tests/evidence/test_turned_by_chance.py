"""Of many steps and groups, some pair of steps always lies the other way round by chance: it must not be said."""

from __future__ import annotations

from random import Random

from cjm_widgets.evidence import Figure, Read
from cjm_widgets.evidence.judging import turned

STEPS = 12
SURVEYS = 200


def survey(chance: Random) -> Read:
    """All see the steps ever better; to the group they are all alike, whatever its figures show."""
    figures = []
    for step in range(STEPS):
        true = 3 + step / STEPS
        figures.append(Figure(f"S{step}", "", "five-points", chance.gauss(true, 1 / 30), 900, more={"sd": 1.0}))
        figures.append(Figure(f"S{step}", "Flat", "five-points", chance.gauss(3.5, 0.1), 100, more={"sd": 1.0}))
    return Read(tuple(figures))


def test_a_group_that_sees_all_steps_alike_is_seldom_said_to_see_them_the_other_way_round() -> None:
    chance = Random(12)  # noqa: S311  no secret
    assert sum(bool(turned(survey(chance))) for _ in range(SURVEYS)) / SURVEYS <= 0.05


def test_a_group_that_truly_sees_them_the_other_way_round_is_said_among_as_many_steps() -> None:
    read = survey(Random(1))  # noqa: S311  no secret
    sure = tuple(Figure(f"S{at}", "Few", "five-points", 4 - at / STEPS, 400, more={"sd": 1.0}) for at in range(STEPS))
    said = turned(Read((*read.figures, *sure)))
    assert ("Few", "S0", "S11") in said
    assert {one.group for one in said} == {"Few"}
