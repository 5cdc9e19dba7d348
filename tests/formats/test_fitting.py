"""Words are given the room that they take, and rows the pages that they need."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.formats.fitting import HIGH, MORE, cut, largest, lines, pages, wide

HEIGHTS = st.lists(st.integers(1, 40), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [
        ("", 100, 1),
        ("one", 100, 1),
        ("one\ntwo", 100, 2),
        ("The boarding pass, on paper or on the telephone.", 160, 2),
        ("The boarding pass, on paper or on the telephone.", 90, 4),
        ("x" * 45, 100, 3),
        ("a " + "x" * 45, 100, 4),
        ("行李行李行李行李", 50, 2),
    ],
)
def test_lines_are_as_arial_of_12_points_breaks_them(text: str, width: float, count: int) -> None:
    assert lines(text, width, 12) == count


def test_bold_words_and_larger_ones_take_more() -> None:
    assert wide("Demographics", 12, bold=True) > wide("Demographics", 12) == wide("Demographics", 24) / 2


@given(st.text("abc ij\n", max_size=400), st.integers(1, 6))
def test_what_is_cut_fits_and_says_so_and_what_fits_stays(text: str, most: int) -> None:
    short = cut(text, 150, 12, most)
    assert lines(short, 150, 12) <= most
    assert short == text or (lines(text, 150, 12) > most and short.endswith(MORE))
    assert text.startswith(short.removesuffix(MORE))


def test_letters_are_the_largest_that_fit() -> None:
    words = "The boarding pass, on paper or on the telephone."
    assert largest(words, 160, 2 * 12 * HIGH, (24, 18, 12)) == 12
    assert largest(words, 160, 400, (24, 18, 12)) == 24
    assert largest(words, 160, 1, (24, 18, 12)) == 12


@given(HEIGHTS)
def test_rows_are_on_as_few_pages_as_they_need_and_in_their_order(heights: list[int]) -> None:
    parts = pages(heights, 40)
    assert [row for first, last in parts for row in range(first, last)] == list(range(len(heights)))
    assert all(sum(heights[first:last]) <= 40 for first, last in parts)
    fewest, used = 1, 0
    for height in heights:
        fewest, used = (fewest, used + height) if used + height <= 40 else (fewest + 1, height)
    assert len(parts) == fewest


def test_pages_are_evenly_full_and_begin_with_what_belongs_together() -> None:
    assert pages([10] * 6, 50) == [(0, 3), (3, 6)]
    assert pages([10] * 6, 50, ["a", "a", "b", "b", "b", "b"]) == [(0, 2), (2, 6)]
    assert pages([60, 10], 50) == [(0, 1), (1, 2)]
