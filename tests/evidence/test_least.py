"""No group too small to keep a person unnamed is shown, nor can it be reckoned from what is shown."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from evidence_files import found
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.least import Stands, kept_back, of_enough_people, refuse_few_new
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


@pytest.mark.parametrize(
    ("before", "now", "refused"),
    [
        ((12, 3.0), (12, 3.0), False),
        ((12, 3.0), (13, 41 / 13), True),
        ((12, 3.0), (16, 37 / 13), True),
        ((12, 3.0), (17, 3.1), False),
        ((12, 3.0), (10, 3.0), True),
        ((12, 3.0), (13, 42 / 13), False),  # one person more cannot have added six points: these are other people
        ((12, 3.0), (13, 36 / 13), False),
    ],
)
def test_so_few_new_answers_that_they_could_be_reckoned_are_refused(
    before: tuple[int, float], now: tuple[int, float], refused: bool
) -> None:
    with pytest.raises(EvidenceError, match=r"“Gate” . (more|fewer)\.") if refused else nullcontext():
        refuse_few_new(gate({"": before}), gate({"": now}))


def gate(groups: dict[str, tuple[int, float]]) -> dict[str, dict[str, Stands]]:
    scale = SCALES["five-points"]
    return {"“Gate”": {group: Stands(n, value, scale) for group, (n, value) in groups.items()}}


def test_where_one_figure_is_of_other_people_all_are() -> None:
    before = gate({"": (12, 3.0), "A": (6, 3.0)})
    refuse_few_new(before, gate({"": (13, 3.0), "A": (6, 3.5)}))
    with pytest.raises(EvidenceError):
        refuse_few_new(before, gate({"": (13, 3.0), "A": (40, 3.5)}))


def test_a_group_that_is_shown_later_leaves_nobody_of_before_alone() -> None:
    """A of 6 was kept back with B of 3: all nine of before, less A of today, would be B's three."""
    before = gate({"": (9, 3.0)})
    now = gate({"": (14, 3.0), "A": (6, 3.0), "B": (8, 3.0)})
    with pytest.raises(EvidenceError, match="“Gate” some who are kept back"):
        refuse_few_new(before, now)
    refuse_few_new(before, gate({"": (16, 3.0), "A": (10, 3.0), "B": (6, 3.0)}), least=3)


def test_a_group_that_was_shown_before_leaves_nobody_of_today_alone() -> None:
    """C of 3 came and is kept back with A of 6; all of today, less B of today and A of before, would be C's three."""
    before = gate({"": (18, 3.0), "A": (6, 3.0), "B": (12, 3.0)})
    with pytest.raises(EvidenceError, match="“Gate” some who are kept back"):
        refuse_few_new(before, gate({"": (27, 3.0), "B": (18, 3.0)}))
    refuse_few_new(before, gate({"": (29, 3.0), "B": (18, 3.0)}))
