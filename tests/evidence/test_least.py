"""No group too small to keep a person unnamed is shown, nor can it be reckoned from what is shown."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import nullcontext

import pytest
from evidence_files import found
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.least import Stands, kept_back, of_enough_people, refuse_few_new
from cjm_widgets.evidence.scales import scale_of
from cjm_widgets.journey.scales import SCALES


@pytest.mark.parametrize(
    ("sizes", "back"),
    [
        ({}, set()),
        ({"A": 5, "B": 9}, set()),
        ({"A": 4, "B": 9}, {"A", "B"}),
        ({"A": 4, "B": 9, "C": 10}, {"A", "B"}),
        ({"A": 4, "B": 4, "C": 10}, {"A", "B"}),
        ({"A": 0, "B": 9}, set()),
        ({"A": 1}, {"A"}),
    ],
)
def test_small_groups_take_the_next_with_them(sizes: dict[str, int], back: set[str]) -> None:
    assert kept_back(sizes) == back


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 12)), st.integers(0, 9), st.integers(2, 9))
def test_whatever_the_sizes_what_is_left_of_all_is_people_enough(
    sizes: dict[str, int], others: int, least: int
) -> None:
    back = kept_back(sizes, others=others, least=least)
    there = {group for group in sizes if sizes[group]}
    assert all(sizes[group] >= least for group in there - back)
    hidden = others + sum(sizes[group] for group in back)
    assert hidden == 0 or hidden >= least or back == there


def test_people_of_no_group_are_not_to_be_reckoned_either() -> None:
    assert kept_back({"A": 6, "B": 9}, others=2) == {"A"}
    assert kept_back({"A": 6, "B": 9}, others=5) == set()
    assert kept_back({"A": 6, "B": 9}) == set()
    file = "id,ward,Gate\n" + "".join(f"{at},{'A' if at < 6 else 'B' if at < 15 else ''},3\n" for at in range(17))
    shown = of_enough_people(found(file, scale="five-points", group="ward"))
    assert {one.group for one in shown.figures} == {"", "B"}


def test_all_together_are_a_group_like_others_step_by_step_and_of_outcomes_too() -> None:
    file = "id,Gate,Desk,Overall\n" + "".join(f"{at},3,{'4' * (at < 5)},{'2' * (at < 4)}\n" for at in range(8))
    said = found(file, scale="five-points", values=("Gate", "Desk"), outcomes=("Overall",))
    shown = of_enough_people(said)
    assert [(one.step, one.n) for one in (*shown.figures, *shown.outcomes)] == [("Gate", 8), ("Desk", 5)]
    few = of_enough_people(said, least=4)
    assert [(one.step, one.n) for one in few.outcomes] == [("Overall", 4)]
    assert of_enough_people(said, least=9).figures == ()


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        ((12, 3.0), (12, 3.0), False),
        ((12, 3.0), (13, 41 / 13), True),
        ((12, 3.0), (16, 37 / 13), True),
        ((12, 3.0), (17, 3.1), False),
        ((12, 3.0), (10, 3.0), True),
        ((12, 3.0), (13, 42 / 13), True),  # one is new, another one was put right
        ((12, 3.0), (13, 53 / 13), True),
        ((12, 3.0), (13, 54 / 13), False),  # one person more and three put right cannot have added so much
        ((12, 3.0), (13, 25 / 13), True),
        ((12, 3.0), (13, 24 / 13), False),
    ],
)
def test_where_so_few_answers_are_new_that_they_could_be_reckoned_it_is_asked_whose_they_are(
    before: tuple[int, float], now: tuple[int, float], asked: bool
) -> None:
    stand, come = gate({"": before}), gate({"": now})
    question = refuse_few_new(stand, come)
    assert bool(question) == asked
    with pytest.raises(EvidenceError, match=r"said: “Gate” . (more|fewer)\. Wait") if asked else nullcontext():
        refuse_few_new(stand, come, answered_by="same")
    with pytest.raises(EvidenceError, match="Wait") if asked else nullcontext():
        refuse_few_new(stand, come, people="same", answered_by="others")  # their rows know better
    assert refuse_few_new(stand, come, answered_by="others") == ""
    assert refuse_few_new(stand, come, people="others", answered_by="same") == ""
    assert bool(refuse_few_new(stand, come, people="unknown")) == asked


def gate(groups: dict[str, tuple[int, float]]) -> dict[str, dict[str, Stands]]:
    scale = SCALES["five-points"]
    return {"“Gate”": {group: Stands(n, value, scale) for group, (n, value) in groups.items()}}


def test_each_step_is_looked_at_for_itself_whatever_the_others_are() -> None:
    before = gate({"": (12, 3.0)}) | at_desk(12, 1.0)
    for desk in ((13, 4.5), (12, 4.5), (400, 4.5)):
        assert "say: “Gate” 1 more. Are" in refuse_few_new(before, gate({"": (13, 3.0)}) | at_desk(*desk))
    assert refuse_few_new(before, gate({"": (12, 4.5)}) | at_desk(13, 4.0)) == ""


def test_a_few_answers_that_changed_could_be_reckoned_as_well() -> None:
    before = gate({"": (12, 3.0), "A": (6, 3.0)})
    told = refuse_few_new(before, gate({"": (12, 38 / 12), "A": (6, 20 / 6)}))
    assert "say: “Gate” a few changed, “Gate”, A a few changed. Are they the same, with a few answers more" in told
    assert "a few changed" in refuse_few_new(gate({"": (12, 1.0)}), gate({"": (12, 28 / 12)}))
    assert refuse_few_new(gate({"": (12, 1.0)}), gate({"": (12, 29 / 12)})) == ""


def test_where_the_answers_are_known_they_tell_how_many_are_new() -> None:
    def stands(answers: dict[float, int]) -> dict[str, dict[str, Stands]]:
        n = sum(answers.values())
        value = sum(answer * count for answer, count in answers.items()) / n
        return {"“Gate”": {"": Stands(n, value, SCALES["five-points"], answers)}}

    before = stands({1: 10, 3: 10, 5: 10})
    for few in ({1: 9, 3: 10, 5: 12}, {1: 10, 3: 9, 5: 10}, {1: 8, 3: 14, 5: 8}, {1: 9, 3: 12, 5: 9}):
        assert refuse_few_new(before, stands(few), people="unknown")
    for many in ({1: 10, 3: 10, 5: 10}, {1: 5, 3: 20, 5: 5}, {1: 10, 3: 10, 5: 15}, {1: 5, 3: 10, 5: 15}):
        assert refuse_few_new(before, stands(many), people="same") == ""


def test_the_same_answers_and_one_more_under_a_second_name_could_be_reckoned_as_well() -> None:
    before = gate({"": (12, 3.0)}) | at_desk(12, 2.0)
    with pytest.raises(EvidenceError, match=r"new since “May” that .* or take “May” off first, with its history"):
        refuse_few_new(before, gate({"": (13, 3.0)}) | at_desk(13, 2.0), of="May", people="same")
    assert "as in “May”," in refuse_few_new(before, gate({"": (12, 3.0)}) | at_desk(12, 2.25), of="May")
    many = {f"“{at}”": {"": Stands(40, 3.0, SCALES["five-points"])} for at in range(9)}
    assert refuse_few_new(before, gate({"": (13, 3.0)}) | many, of="May"), "one step that is shared is enough"
    assert refuse_few_new(before, before, of="May") == ""
    assert refuse_few_new(before, {"“Bus”": before["“Gate”"]}, of="May") == ""


def at_desk(n: int, value: float) -> dict[str, dict[str, Stands]]:
    return {"“Desk”": {"": Stands(n, value, SCALES["five-points"])}}


def test_a_group_that_is_shown_later_leaves_nobody_of_before_alone() -> None:
    """A of 6 was kept back with B of 3: all nine of before, less A of today, would be B's three."""
    before = gate({"": (9, 3.0)})
    now = gate({"": (14, 3.0), "A": (6, 3.0), "B": (8, 3.0)})
    with pytest.raises(EvidenceError, match="“Gate” some who are kept back"):
        refuse_few_new(before, now, people="same")
    refuse_few_new(before, gate({"": (16, 3.0), "A": (10, 3.0), "B": (6, 3.0)}), least=3, people="same")


def test_a_group_that_was_shown_before_leaves_nobody_of_today_alone() -> None:
    """C of 3 came and is kept back with A of 6; all of today, less B of today and A of before, would be C's three."""
    before = gate({"": (18, 3.0), "A": (6, 3.0), "B": (12, 3.0)})
    with pytest.raises(EvidenceError, match="“Gate” some who are kept back"):
        refuse_few_new(before, gate({"": (27, 3.0), "B": (18, 3.0)}), people="same")
    refuse_few_new(before, gate({"": (29, 3.0), "B": (18, 3.0)}), people="same")


def quarter(seed: int, sizes: dict[str, int]) -> dict[str, dict[str, Stands]]:
    chance = random.Random(seed)  # noqa: S311  no secret
    found: dict[str, dict[str, Stands]] = {}
    for step in ("Booking", "Waiting", "Leaving"):
        given = {name: [chance.choice((2, 3, 3, 4, 4, 5)) for _ in range(n)] for name, n in sizes.items()}
        given[""] = [one for some in given.values() for one in some]
        found[step] = {
            name: Stands(len(some), sum(some) / len(some), scale_of("five-points"), Counter(map(float, some)))
            for name, some in given.items()
        }
    return found


def test_of_the_next_quarter_of_other_people_hardly_one_in_four_is_asked_about_where_there_are_three_steps() -> None:
    asked = [
        refuse_few_new(quarter(seed, {"N": 33, "S": 27}), quarter(seed + 1000, {"N": 31, "S": 30}), people="unknown")
        for seed in range(100)
    ]
    assert sum(map(bool, asked)) <= 25
