"""How sure a figure is, and whether chance could have moved it."""

import pytest

from cjm_widgets.journey.figures import ends
from cjm_widgets.journey.moved import Measured, Start, between, by_chance, in_words, interval


@pytest.mark.parametrize(
    ("one", "ends"),
    [
        (Measured(50, "share", 2), (9.45, 90.55)),
        (Measured(10, "count"), (4.79, 18.39)),
        (Measured(8, "mean", 60, 2), (7.48, 8.52)),
        (Measured(50, "share"), None),
        (Measured(50, "share", 0), None),
        (Measured(120, "share", 9), None),
        (Measured(-1, "count"), None),
        (Measured(8, "mean", 60), None),
        (Measured(8, "mean", 2, 2), (-9.97, 25.97)),
        (Measured(8, "mean", 1, 2), None),
        (Measured(8, ""), None),
        (Measured(50, "share", 2, doubt="assumed by us"), None),
    ],
)
def test_a_figure_has_an_interval_where_it_is_known_what_it_rests_on(one, ends):
    assert interval(one) == (None if ends is None else pytest.approx(ends, abs=0.01))


def test_an_assumed_figure_tells_nothing_of_chance():
    assumed = Measured(4, "share", 9000, doubt="assumed by us")
    assert between(Start(36, 9000), assumed) is None
    assert by_chance(None) is None
    assert "of a figure assumed by us" in in_words(Start(36, 9000), assumed, "%")
    measured = Measured(4, "share", 9000)
    assert by_chance(between(Start(36, 9000), measured)) is False
    assert by_chance(between(Start(4.1, 9000), measured)) is True


def test_it_is_said_when_the_figure_at_the_start_is_only_assumed():
    words = in_words(Start(36, 9000, doubt="assumed by us"), Measured(4, "share", 9000), "%")
    assert words.endswith(
        "percentage points, if the figure at the start, which is assumed by us, is right (95 in 100)."
    )


def test_a_sample_at_the_start_is_not_exact_for_want_of_its_n():
    after = Measured(62, "share", 64, unit="%")
    known = between(Start(48, 64, is_sample=True), after)
    at_most = Start(48, 64, whole=False, is_sample=True)
    assert between(at_most, after) == known
    assert by_chance(known)
    assert in_words(at_most, after, "%") == (
        "Chance alone could have done this: the true change lies between −3.1 and +30 percentage points, "
        "if all 64 answered at the start; or further apart, if fewer did (95 in 100)."
    )
    unknown = Start(48, is_sample=True)
    assert between(unknown, after) is None
    assert in_words(unknown, after, "%").endswith("cannot be told without how many the figure at the start rests on.")
    assert "if the figure at the start is exact" in in_words(Start(48), after, "%")


def test_the_change_and_the_figure_of_one_card_do_not_contradict_each_other():
    after = Measured(4, "mean", 3, 0.8)
    low, high = interval(after)
    assert low < 5 < high
    assert by_chance(between(Start(5, 100), after))


def test_the_same_figure_is_not_told_as_no_change():
    assert in_words(Start(12, 20), Measured(12, "share", 25), "%") == (
        "The figure is the same: the true change lies between −22 and +19.8 percentage points (95 in 100)."
    )
    assert in_words(Start(12, 20), Measured(12, "share"), "%") == (
        "How far the true figure has moved cannot be told without how many it rests on."
    )


def test_the_ends_of_an_interval_are_as_fine_as_it_is_narrow():
    assert in_words(Start(0.05), Measured(0.04, "mean", 30, 0.02), "points").startswith(
        "More than chance: the true change lies between −0.017 and −0.003 points"
    )
    assert ends(7.48, 8.52) == ("7.5", "8.5")
    assert ends(0, 0) == ("0", "0")
    for tenths in range(-30, 30):
        one, other = ends(0.5, 0.5 + 10 ** (tenths / 10))
        assert one != other
