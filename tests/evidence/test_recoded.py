"""The same people's answers are known in other numbers and under other headings; other people's are not."""

from __future__ import annotations

import random

import pytest
from effort import effort

from cjm_widgets.evidence.bare_answers import Answers
from cjm_widgets.evidence.between import Side, refuse_few_between
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.recoded import recoded

Row = tuple[float | None, ...]


def people(count: int, seed: int, steps: int = 6) -> list[Row]:
    """Answers of people with a mood, to steps of which some are better than others."""
    chance = random.Random(seed)  # noqa: S311  no secret
    found = []
    for _ in range(count):
        mood = chance.gauss(0, 0.6)
        row = [min(5, max(1, round(3 + mood + (at % 3 - 1) * 0.6 + chance.gauss(0, 1)))) for at in range(steps)]
        found.append(tuple(float(one) if chance.random() < 0.95 else None for one in row))
    return found


def answers(rows: list[Row], names: str = "abcdefghijkl") -> Answers:
    return Answers(tuple(names[: len(rows[0])]), (0,) * len(rows), tuple(rows))


def shuffled(rows: list[Row], seed: int = 1) -> list[Row]:
    rows = [*rows]
    random.Random(seed).shuffle(rows)  # noqa: S311  no secret
    return rows


def recode(rows: list[Row], how: dict[float, float]) -> list[Row]:
    return [tuple(None if one is None else how[one] for one in row) for row in rows]


TURNED = {float(one): 6.0 - one for one in range(1, 6)}
TWENTIES = {float(one): 20.0 * one for one in range(1, 6)}
FELT_TURNED = {float(one): 3.0 - one for one in range(1, 6)}


@pytest.mark.parametrize("how", [TURNED, TWENTIES, FELT_TURNED])
@pytest.mark.parametrize("count", [40, 41, 36])
def test_answers_in_other_numbers_are_read_in_those_that_stand(how: dict[float, float], count: int) -> None:
    was, now = people(40, 1), people(count, 1)
    told = recoded(answers(was), answers(shuffled(recode(now, how))))
    assert told, "one row more, and a few fewer"
    found, names = told
    assert names == {name: name for name in "abcdef"}
    order = [found.columns.index(name) for name in "abcdef"]
    assert sorted(str([row[at] for at in order]) for row in found.rows) == sorted(str([*row]) for row in now)


@pytest.mark.parametrize(("before", "now"), [(40, 41), (41, 40), (500, 500)])
def test_columns_under_other_headings_are_found_by_how_they_go_together(before: int, now: int) -> None:
    rows = [(row[3], row[5], row[0], row[1], row[4], row[2]) for row in people(now, 1)]
    told = recoded(answers(people(before, 1)), answers(shuffled(recode(rows, TURNED)), "uvwxyz"))
    assert told
    assert told[1] == dict(zip("uvwxyz", "dfabec", strict=True))


def test_a_part_of_the_people_in_other_numbers_and_one_column_that_is_new_are_known() -> None:
    rows = people(40, 1)
    assert recoded(answers(rows), answers(recode(rows[:15], TURNED)))
    assert recoded(answers(recode(rows[:15], TURNED)), answers(rows))
    others = [(*row[:5], answer[0]) for row, answer in zip(rows, people(40, 2), strict=True)]
    told = recoded(answers(rows), answers(others, "uvwxyz"))
    assert told
    assert told[1] == dict(zip("uvwxy", "abcde", strict=True))


def test_where_few_columns_make_many_rows_alike_many_people_are_known_all_the_same() -> None:
    rows = people(300, 1, steps=3)
    told = recoded(answers(rows), answers(recode(people(301, 1, steps=3), TURNED), "xyz"))
    assert told
    assert told[1] == {"x": "a", "y": "b", "z": "c"}


@pytest.mark.parametrize("names", ["abcdefghijkl", "mnopqrstuvwx"])
@pytest.mark.parametrize("steps", [1, 2, 3, 4, 8])
def test_other_people_are_hardly_ever_taken_for_the_same(names: str, steps: int) -> None:
    for seed in range(20):
        count = (8, 20, 40, 41, 90)[seed % 5]
        was, now = people(count, 2 * seed, steps), people(count + seed % 3, 2 * seed + 1, steps)
        assert recoded(answers(was), answers(now, names)) is None


def test_who_answered_all_alike_is_nobody_in_particular() -> None:
    rows: list[Row] = [(4.0, 5.0, 4.0)] * 60
    assert recoded(answers(rows), answers(recode(rows, TURNED), "xyz")) is None
    assert recoded(answers(rows), Answers((), (), ())) is None


def side(name: str, rows: list[Row], groups: list[str], names: str = "abcdef") -> Side:
    said = answers(rows, names)
    return Side(name, said, groups, frozenset((of, group) for of in said.columns for group in {"", *groups}))


def test_one_person_between_groups_is_found_though_the_file_turns_and_renames_all() -> None:
    rows = [tuple(answer or 3.0 for answer in row) for row in people(41, 1)]
    sites = side("Sites", rows, ["N"] * 20 + ["S"] * 21)
    for names in ("abcdef", "uvwxyz"):
        teams = side("Teams", recode(rows, TURNED), ["P"] * 21 + ["Q"] * 20, names)
        with pytest.raises(EvidenceError, match="lies 1 person"):
            refuse_few_between(teams, [sites], answered_by="others")
        refuse_few_between(side("Teams", recode(rows, TURNED), ["P"] * 25 + ["Q"] * 16, names), [sites])


def test_two_halves_of_a_year_in_other_numbers_leave_nobody_alone() -> None:
    rows = [tuple(answer or 3.0 for answer in row) for row in people(41, 1)]
    year = side("Year", rows[:40], [""] * 40)
    first = side("H1", recode(rows[:15], TURNED), [""] * 15)
    second = side("H2", recode(rows[15:], TWENTIES), [""] * 26)
    with pytest.raises(EvidenceError, match="lies 1 person"):
        refuse_few_between(second, [year, first])


@pytest.mark.parametrize("more", [0, 1])
def test_twenty_thousand_people_are_looked_at_in_a_moment(more: int) -> None:
    rows = people(40_001, 1, 12)
    was, now = rows[:20_000], recode(rows[20_000:] if more else rows[:20_001], TURNED)
    found = []
    work = effort(lambda: found.append(recoded(answers(was), answers(now, "mnopqrstuvwx"))))
    assert bool(*found) != more
    assert work < 250, "adding up a million numbers is a fiftieth of a second"


def test_of_many_people_rows_of_three_columns_are_all_alike_and_tell_them_all_the_same() -> None:
    rows = people(1_500, 1, steps=3)
    assert recoded(answers(rows), answers(recode(rows[1:], TURNED)))
    assert recoded(answers(rows), answers(recode(people(1_500, 2, steps=3), TURNED))) is None


def test_an_answer_that_nobody_gives_this_time_hides_nobody() -> None:
    rows = [tuple(3.0 if answer in (1.0, None) else answer for answer in row) for row in people(40, 1)]
    told = recoded(answers([*rows, (1.0,) * 6]), answers(recode(rows, TURNED)))
    assert told
    assert sorted(map(sorted, told[0].rows)) == sorted(map(sorted, rows))


def test_four_of_few_people_may_be_new() -> None:
    rows = people(16, 1)
    assert recoded(answers(rows[:12]), answers(recode(rows[:8] + rows[12:], TURNED))) is None
    assert recoded(answers([*rows, *people(20, 2)]), answers(recode(rows[:12] + people(4, 3), TURNED)))
