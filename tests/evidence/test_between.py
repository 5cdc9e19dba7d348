"""Few people between groups that are shown are found by their rows, whatever surveys and groups are called."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import nullcontext
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cjm_widgets.evidence.again import shared_by
from cjm_widgets.evidence.bare_answers import Answers
from cjm_widgets.evidence.between import Side, refuse_few_between
from cjm_widgets.evidence.least import LEAST, WhoAnsweredError, kept_back
from cjm_widgets.evidence.problems import EvidenceError

STEPS = ("a", "b", "c", "d", "e", "f", "g", "h")
Row = tuple[float | None, ...]


def people(count: int, seed: int = 1, steps: int = 8) -> list[Row]:
    chance = random.Random(seed)  # noqa: S311  no secret
    return [tuple(float(chance.randint(1, 5)) for _ in range(steps)) for _ in range(count)]


def side(name: str, rows: list[Row], groups: list[str] | None = None) -> Side:
    groups = groups or [""] * len(rows)
    sizes = {group: groups.count(group) for group in groups if group}
    shown = {"", *sizes} - kept_back(sizes, others=groups.count(""))
    columns = STEPS[: len(rows[0])]
    figures = frozenset((column, group) for column in columns for group in shown)
    return Side(name, Answers(columns, (0,) * len(rows), tuple(rows)), groups, figures)


def cut(at: int, first: str, second: str, of: int = 41) -> list[str]:
    return [first] * at + [second] * (of - at)


@pytest.mark.parametrize("steps", [2, 8])
def test_two_parts_of_a_year_leave_nobody_of_the_year_alone_in_whatever_order(steps: int) -> None:
    rows = people(41, steps=steps)
    year, first, second = side("Year", rows[:40]), side("H1", rows[:15]), side("H2", rows[15:])
    for now, *others in ((second, year, first), (year, second, first), (first, second, year)):
        with pytest.raises(EvidenceError, match=r"between “Year” \(n = \d+\) and .* lies? 1 person"):
            refuse_few_between(now, others, answered_by="same")
        refuse_few_between(now, others[1:])
    for now, *others in ((second, side("Year", rows[:35]), first), (second, side("Year", rows), first)):
        refuse_few_between(now, others)


def test_two_cuts_of_one_file_are_told_by_their_rows() -> None:
    rows = people(41)
    sites, told = side("G1", rows, cut(20, "N", "S")), r"fewer than 5 .*“G2”, P \(n = 21\).*lies 1 person\. .* “G1” off"
    with pytest.raises(EvidenceError, match=told) as refused:
        refuse_few_between(side("G2", rows, cut(21, "P", "Q")), [sites], answered_by="others")
    assert not isinstance(refused.value, WhoAnsweredError), "rows know better than who was asked"
    for at in (20, 25, 15):
        refuse_few_between(side("G2", rows, cut(at, "P", "Q")), [sites])
    for at in (24, 16, 19):
        with pytest.raises(EvidenceError):
            refuse_few_between(side("G2", rows, cut(at, "P", "Q")), [sites])
    with pytest.raises(EvidenceError, match="lie 4 people"):
        refuse_few_between(side("G2", rows, cut(24, "P", "Q")), [sites])


def test_a_group_of_each_cut_leaves_nobody_of_all_alone() -> None:
    """Who is of no site is not shown; all less the site N and the team P are one."""
    rows = people(41)
    with pytest.raises(EvidenceError, match="lies 1 person"):
        refuse_few_between(side("G2", rows, [*cut(20, "", "P", 40), ""]), [side("G1", rows, cut(20, "N", ""))])


def test_several_groups_of_each_cut_leave_nobody_alone() -> None:
    """North and South together are P and Q and one more, though no group of the one cut is nearly one of the other."""
    rows = people(60)
    sites = [name for name in ("North", "South", "East", "West") for _ in range(15)]
    teams = [*"P" * 10, *"Q" * 10, *"P" * 11, *"R" * 5, *"S" * 9, *"R" * 15]
    told = r"between “G2”, P \(n = 21\) and “G2”, Q \(n = 10\) and “G1”, North .* and “G1”, South .* lies 1 person"
    with pytest.raises(EvidenceError, match=told):
        refuse_few_between(side("G2", rows, teams), [side("G1", rows, sites)])
    teams[25:31] = "R" * 6
    refuse_few_between(side("G2", rows, teams), [side("G1", rows, sites)])


def test_all_but_a_group_is_told_as_that() -> None:
    rows = people(41)
    with pytest.raises(EvidenceError, match=r"“G2”, P \(n = 20\) and “G1” without N \(n = 21\) lies 1 person"):
        refuse_few_between(side("G2", rows, cut(20, "P", "")), [side("G1", rows, [""] * 21 + ["N"] * 20)])


def test_where_rows_do_not_tell_for_certain_it_is_asked() -> None:
    rows = people(41, steps=2)
    now, before = side("G2", rows, cut(21, "P", "Q")), [side("G1", rows, cut(20, "N", "S"))]
    with pytest.raises(WhoAnsweredError, match="If these are the same people"):
        refuse_few_between(now, before)
    refuse_few_between(now, before, answered_by="others")


def test_the_next_quarter_of_other_people_and_the_same_file_pass() -> None:
    for steps in (2, 3, 8):
        first = side("Q1", people(41, 1, steps), cut(20, "N", "S"))
        refuse_few_between(first, [side("Q0", *[people(41, 1, steps), cut(20, "M", "T")])])
        for seed in range(2, 22):
            refuse_few_between(side("Q2", people(41, seed, steps), cut(21, "N", "S")), [first])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4))
def test_whatever_passes_lets_nobody_be_reckoned(seed: int, surveys: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    rows = people(50, seed)
    standing: list[Side] = []
    shown: list[tuple[int, frozenset[int]]] = []
    for at in range(surveys):
        start, end = chance.choice((0, 0, 2, 20)), chance.choice((25, 44, 48, 50))
        groups = [""] * 50
        for who in range(50):
            groups[who] = (
                f"{at}{(who + chance.choice((0, 0, 0, 0, 0, 0, 0, 0, 1))) // chance.choice((17, 17, 17, 17, 12))}"
            )
        one = side(str(at), rows[start:end], groups[start:end])
        try:
            refuse_few_between(one, standing)
        except EvidenceError:
            continue
        standing.append(one)
        for _, group in sorted({(0, of) for _, of in one.shown}):
            who = frozenset(n for n in range(start, end) if group in ("", groups[n]))
            shown.append((at, who))
    for (of, one_set), (to, other) in combinations(shown, 2):
        assert of == to or not 0 < len(one_set ^ other) < LEAST
    for of, whole in shown:
        for (a, one_set), (b, other) in combinations(shown, 2):
            if not (of == a == b or one_set & other):
                assert not 0 < len(whole ^ (one_set | other)) < LEAST


def reckoned(sets: list[tuple[int, str, Counter[int]]]) -> bool:
    """The same by trying all groups of all surveys, in all combinations."""
    stand = [rows for of, _, rows in sets if of]
    new = {group for of, group, rows in sets if not of and rows not in stand}
    sides = [{group: rows for of, group, rows in sets if of == at} for at in dict.fromkeys(of for of, _, _ in sets)]
    for groups in sides:
        rest = groups.pop("") - sum(groups.values(), Counter())
        groups.update({"": rest} if rest else {})
    ways = [
        [(way, some) for count in range(len(groups) + 1) for some in combinations(groups, count) for way in (1, -1)]
        for groups in sides
    ]
    for chosen in product(*ways):
        if not new & {*chosen[0][1]} or chosen[0][0] < 0 or sum(bool(some) for _, some in chosen) < 2:
            continue
        balance: Counter[int] = Counter()
        for (way, some), groups in zip(chosen, sides, strict=True):
            for group in some:
                for row, count in groups[group].items():
                    balance[row] += way * count
        more, fewer = (sum(max(0, way * one) for one in balance.values()) for way in (1, -1))
        if 0 < max(more, fewer) < LEAST:
            return True
    return False


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000))
def test_nothing_is_found_that_trying_everything_does_not_find_and_nothing_missed(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    rows = people(chance.randint(20, 40), seed, steps=chance.choice((3, 8)))
    cuts = [chance.sample(range(len(rows)), chance.randint(15, len(rows))) for _ in range(chance.choice((2, 2, 3)))]
    sides, sets = [], []
    for of, whose in enumerate(cuts):
        size = chance.choice((6, 7, 9, 14))
        groups = [f"{who // size}" for who in whose]
        one = side(f"S{of}", [rows[who] for who in whose], groups)
        sides.append(one)
        shown = sorted({group for _, group in one.shown})
        sets += [
            (of, group, Counter(rows.index(rows[who]) for who in whose if group in ("", f"{who // size}")))
            for group in shown
        ]
    assume(all(shared_by(sides[0].answers, one.answers) for one in sides[1:]))
    # the new survey beside each of those that stand, and beside all of them
    beside = [[one for one in sets if one[0] in (0, of)] for of in range(1, len(sides))]
    with pytest.raises(EvidenceError) if any(map(reckoned, [*beside, sets])) else nullcontext():
        refuse_few_between(sides[0], sides[1:], answered_by="same")
