"""Figures in words, and the scale on which an indicator is drawn."""

import math

import pytest

from cjm_widgets.journey.figures import Extent, difference, ends, extent_of, figure, fixed, is_share, span


def test_figures_are_written_as_people_write_them():
    assert [figure(-3), figure(4.5, "days"), figure(36, "%"), figure(12000), figure(0.1 + 0.2)] == [
        "−3",
        "4.5 days",
        "36 %",
        "12,000",
        "0.3",
    ]


def test_the_ends_of_an_interval_never_read_alike_and_nought_has_no_minus():
    assert [span(-0.004, 0.43, 2), span(1.41, 1.44, 1), span(-7, 12, 0), span(1.4, 1.4, 1)] == [
        "0.00 to 0.43",
        "1.41 to 1.44",
        "−7 to 12",
        "1.4",
    ]
    assert [fixed(-0.04, 1), fixed(-0.04, 1, "+"), fixed(3, 0, "+"), fixed(-2.5, 1)] == ["0.0", "+0.0", "+3", "−2.5"]


def test_a_small_figure_is_no_nought_and_what_a_computer_is_off_by_is_none():
    assert [figure(0.0000000002), figure(-0.00005), figure(0.1 + 0.2 - 0.3), figure(-1e-15)] == [
        "0.0000000002",
        "−0.00005",
        "0",
        "0",
    ]


def test_the_ends_of_an_interval_never_read_alike():
    for power in range(-4, 9):
        assert len({*ends(10.0**power * 1.23, 10.0**power * 1.27)}) == 2, power
    assert ends(0.020123, 0.039877) == ("0.02", "0.04")


def test_shares_are_percentage_points_apart_and_nothing_else_is():
    assert difference(4, "%", share=True) == "4 percentage points"
    assert difference(1, "% of flights", share=True) == "1 percentage point"
    assert difference(4, "days", share=False) == "4 days"
    assert [is_share(unit) for unit in ("%", " % of flights", "days", "")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("known", "share", "scale"),
    [
        ((36, 70), True, Extent(0, 100, cut=False)),
        ((36, 25, 28), True, Extent(25, 40, cut=True)),
        ((11, 7, 10.2, 7.65, 13.51), True, Extent(6, 14, cut=True)),
        ((92, 95), True, Extent(92, 95, cut=True)),
        ((99, 100), True, Extent(99, 100, cut=True)),
        ((0, 2), True, Extent(0, 2, cut=True)),
        ((240, 100, 165), False, Extent(0, 250, cut=False)),
        ((100, 98), False, Extent(98, 100, cut=True)),
        ((15, 12), False, Extent(0, 15, cut=False)),
        ((-4, 6), False, Extent(-4, 6, cut=False)),
        ((0,), False, Extent(0, 1, cut=False)),
        ((5,), False, Extent(0, 5, cut=False)),
        ((36,), True, Extent(0, 100, cut=False)),
        ((-5,), False, Extent(-6, -4, cut=False)),
        ((120, 90), True, Extent(0, 150, cut=False)),
        ((0.02, 0.05), False, Extent(0, 0.05, cut=False)),
    ],
)
def test_the_scale_is_all_that_a_figure_can_be_or_a_part_that_says_so(known, share, scale):
    found = extent_of(known, share=share)
    assert found == scale
    assert found.low <= min(known) <= max(known) <= found.high


def test_without_a_figure_there_is_no_scale():
    assert extent_of((), share=False) is None


TRICKY = (0.0, 2e-10, 1e-9, 5e-324, 1e-12, 0.3, 0.1 + 0.2, 1.0, math.nextafter(1, 2), 99.9999999, 100.0, 1e9)


@pytest.mark.parametrize("share", [False, True])
@pytest.mark.parametrize("one", [*TRICKY, *(-each for each in TRICKY)])
def test_any_two_figures_have_a_scale_however_small_or_close(one, share):
    for other in (*TRICKY, *(-each for each in TRICKY)):
        found = extent_of([one, other], share=share)
        far = max(abs(one), abs(other)) / 1e8 + 1e-11
        assert found.low < found.high
        assert found.low - far <= min(one, other) <= max(one, other) <= found.high + far
