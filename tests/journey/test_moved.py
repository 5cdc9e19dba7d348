"""How sure a figure is, and whether chance could have moved it."""

import pytest

from cjm_widgets.journey.moved import Measured, between, by_chance, in_words, interval


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
    assert between(36, 9000, assumed) is None
    assert by_chance(None) is None
    assert "of a figure assumed by us" in in_words(36, 9000, assumed, "%", start_doubt="")
    measured = Measured(4, "share", 9000)
    assert by_chance(between(36, 9000, measured)) is False
    assert by_chance(between(4.1, 9000, measured)) is True


def test_it_is_said_when_the_figure_at_the_start_is_only_assumed():
    words = in_words(36, 9000, Measured(4, "share", 9000), "%", start_doubt="assumed by us")
    assert words.endswith(
        "percentage points, if the figure at the start, which is assumed by us, is right (95 in 100)."
    )
