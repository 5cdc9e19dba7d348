"""Two groups that differ: the figures that the table shows, and a difference that is theirs."""

from __future__ import annotations

import pytest

from cjm_widgets.journey.feedback import Apart, apart_in_words, feedback
from cjm_widgets.journey.model import Journey, Rating, Source, SourceFigure, Step
from cjm_widgets.journey.scales import scale_of


@pytest.mark.parametrize(
    ("scale", "figures", "apart", "say"),
    [
        ("five-points", (3.614, 2.496), (1.118, 0.53, 1.61), "Day 3.61 and Stay 2.5 * 1.11 apart, 0.5 to 1.6"),
        ("five-points", (3.65, 2.44), (1.21, 1.07, 1.35), "Day 3.65 and Stay 2.44 * 1.21 apart, 1.07 to 1.35"),
        ("1-5 low is good", (2.44, 3.65), (1.2, 0.61, 1.8), "Day 2.44 and Stay 3.65 * 1.21 apart, 0.6 to 1.8"),
        ("five-points", (2.0, 3.0), (-1.0, -1.9, -0.02), "Day 2 and Stay 3 * 1 apart, 0.02 to 1.90"),
        ("positive-share", (80, 26.4), (53.6, 37, 65.8),
         "Day 80 % and Stay 26.4 % * 53.6 percentage points apart, 37 to 66"),
        ("negative-share", (41.0, 40.0), (1, 0.4, 9),
         "Day 41 % and Stay 40 % * 1 percentage point apart, 0.4 to 9.0"),
        ("nps", (-12, 30), (-42, -61, -20), "Day −12 and Stay +30 * 42 apart, 20 to 61"),
        ("five-points", (4.147, 3.378), (0.769, 0.2, 1.4), "Day 4.15 and Stay 3.38 * 0.77 apart, 0.2 to 1.4"),
        ("five-points", (4.74, 4.56), (0.18, 0.0004, 0.36), "Day 4.74 and Stay 4.56 * 0.18 apart, 0.0004 to 0.3600"),
        ("nps", (-27.34, 30), (-57.3, -75, -40), "Day −27.3 and Stay +30 * 57.3 apart, 40 to 75"),
        ("five-points", (3.402, 3.398), (0.004, 0.002, 0.006), "Day 3.4 and Stay 3.4 * 0.004 apart, 0.0020 to 0.0060"),
        ("five-points", (None, 3), (1.04, 0.53, 1.61), "Day and Stay 3 * 1.04 apart, 0.5 to 1.6"),
    ],
)  # fmt: skip
def test_figures_are_those_of_the_table_their_distance_fits_and_the_interval_is_as_exact_as_it_is_wide(
    scale: str, figures: tuple[float | None, float], apart: tuple[float, float, float], say: str
) -> None:
    told = apart_in_words(
        Apart("a", "Day", "Stay", *apart, called=True, more=None),
        [("Day", figures[0], ""), ("Stay", figures[1], "")],
        scale_of(scale),
    )
    assert told == f"{say.replace('*', 'differ by more than chance:')} (95 %); {scale_of(scale).told}"


def test_how_many_answered_and_what_the_figures_are_stands_beside_groups_that_differ() -> None:
    steps = (
        Step(
            id="a",
            name="A",
            ratings=tuple(
                Rating(id=f"w-{at}", rater=f"Ward: {name}", scale="five-points", value=value, source="w", n=n)
                for at, (name, value, n) in enumerate((("Day", 3.614, 1040), ("Stay", 2.496, 35)))
            ),
        ),
    )
    apart = SourceFigure(
        id="f", kind="differs", step="a", group="Day", other="Stay", value=1.118, low=0.53, high=1.61, called=True
    )
    trip = Journey(id="t", sources=(Source(id="w", name="Ward", kind="survey", figures=(apart,)),), steps=steps)
    (told,) = (one.say for one in feedback(trip)[0].said if one.about == "differs")
    assert told == (
        "“A”: Day 3.61 (n = 1,040) and Stay 2.5 (n = 35) differ by more than chance: 1.11 apart, 0.5 to 1.6 (95 %); "
        "Score, 1 to 5, high is good."
    )
    told_of = {one: scale_of(one).told for one in ("positive-share", "nps", "felt", "1-6 low is good")}
    assert told_of == {
        "positive-share": "Positive answers, %",
        "nps": "Net promoter score, high is good",
        "felt": "Satisfaction, −2 to +2",
        "1-6 low is good": "Score, 1 to 6, low is good",
    }


@pytest.mark.parametrize(
    ("more", "say"),
    [
        ((350, None), ("“A” (about 350 more answers), “B” (no number of answers that can be asked would tell)."
                       " So many are as likely as not to tell.")),
        ((None, None), ("“A” (no number of answers that can be asked would tell),"
                        " “B” (no number of answers that can be asked would tell).")),
    ],
)  # fmt: skip
def test_how_many_more_answers_would_tell_is_never_said_as_certain(more: tuple[int | None, ...], say: str) -> None:
    groups = {"group": "Day", "other": "Stay"}
    figures = tuple(
        SourceFigure(id=f"f-{step}", kind="differs", step=step, value=0.1, low=-1, high=1, more=one, **groups)
        for step, one in zip("ab", more, strict=True)
    )
    rating = Rating(id="survey", scale="five-points", value=3, source="survey", n=40)
    steps = tuple(Step(id=one, name=one.upper(), ratings=(rating,)) for one in "ab")
    trip = Journey(id="t", sources=(Source(id="survey", name="Ward", kind="survey", figures=figures),), steps=steps)
    told = [one.say for one in feedback(trip)[0].said if one.about == "open"]
    assert told == [f"Not enough to say whether Day and Stay differ at {say}"]
