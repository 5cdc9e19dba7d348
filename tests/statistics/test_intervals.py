"""Intervals against published values."""

import pytest

from cjm_widgets.statistics.intervals import counted, wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_the_published_one(hits, n, low, high):
    assert wilson(hits / n, n) == pytest.approx((low, high), abs=0.00005)


def test_by_hand():
    # one of two, z = 1.959964: (0.5 + z²/4 ± z √(0.25/2 + z²/16)) / (1 + z²/2)
    assert wilson(0.5, 2) == pytest.approx((0.0945, 0.9055), abs=0.00005)


def test_the_interval_stays_within_none_and_all_and_mirrors():
    assert wilson(0, 1)[0] == 0
    assert wilson(1, 1)[1] == 1
    low, high = wilson(0.2, 50)
    assert wilson(0.8, 50) == pytest.approx((1 - high, 1 - low))


def test_more_people_or_less_certainty_make_it_narrower():
    width = [high - low for low, high in (wilson(0.3, 20), wilson(0.3, 200), wilson(0.3, 200, level=0.8))]
    assert width == sorted(width, reverse=True)


@pytest.mark.parametrize(("share", "n"), [(0.5, 0), (-0.1, 5), (1.1, 5)])
def test_without_people_or_share_there_is_none(share, n):
    with pytest.raises(ValueError, match="at least one person"):
        wilson(share, n)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.69), (1, 0.025, 5.57), (10, 4.80, 18.39), (100, 81.4, 121.6)]
)
def test_the_interval_of_a_count_is_that_of_the_printed_tables(count, low, high):
    # exact limits for a Poisson count, as printed; Byar's formula is near them
    assert counted(count) == pytest.approx((low, high), rel=0.01, abs=0.02)


def test_less_than_nothing_cannot_be_counted():
    with pytest.raises(ValueError, match="-1"):
        counted(-1)
