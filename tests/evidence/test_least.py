"""No group too small to keep a person unnamed is shown, nor can it be reckoned from what is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.evidence.least import LEAST, kept_back


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


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 12)))
def test_whatever_the_sizes_what_is_left_of_all_is_people_enough(sizes: dict[str, int]) -> None:
    back = kept_back(sizes)
    there = {group for group in sizes if sizes[group]}
    assert all(sizes[group] >= LEAST for group in there - back)
    hidden = sum(sizes[group] for group in back)
    assert not back or hidden >= LEAST or back == there
