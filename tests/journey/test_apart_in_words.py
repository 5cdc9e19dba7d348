"""Two groups that differ: one precision in one sentence, and a difference that is the one of the figures shown."""

from __future__ import annotations

import pytest

from cjm_widgets.journey.feedback import Apart, apart_in_words, feedback
from cjm_widgets.journey.model import Journey, Rating, Source, SourceFigure, Step
from cjm_widgets.journey.scales import scale_of


@pytest.mark.parametrize(
    ("scale", "figures", "apart", "say"),
    [
        ("five-points", (3.614, 2.496), (1.118, 0.53, 1.61), "Day 3.6 and Stay 2.5 * 1.1 apart, 0.5 to 1.6"),
        ("five-points", (3.65, 2.44), (1.21, 1.07, 1.35), "Day 3.65 and Stay 2.44 * 1.21 apart, 1.07 to 1.35"),
        ("1-5 low is good", (2.44, 3.65), (1.2, 0.61, 1.8), "Day 2.4 and Stay 3.6 * 1.2 apart, 0.6 to 1.8"),
        ("five-points", (2.0, 3.0), (-1.0, -1.9, -0.02), "Day 2.00 and Stay 3.00 * 1.00 apart, 0.02 to 1.90"),
        ("positive-share", (80, 26.4), (53.6, 37, 65.8),
         "Day 80 % and Stay 26 % * 54 percentage points apart, 37 to 66"),
        ("negative-share", (41.0, 40.0), (1, 0.4, 9),
         "Day 41.0 % and Stay 40.0 % * 1.0 percentage point apart, 0.4 to 9.0"),
        ("nps", (-12, 30), (-42, -61, -20), "Day −12 and Stay +30 * 42 apart, 20 to 61"),
        ("five-points", (4.147, 3.378), (0.769, 0.2, 1.4), "Day 4.15 and Stay 3.38 * 0.77 apart, 0.20 to 1.40"),
        ("five-points", (None, 3), (1.04, 0.53, 1.61), "Day and Stay 3.0 * 1.0 apart, 0.5 to 1.6"),
    ],
)  # fmt: skip
def test_all_figures_of_a_sentence_are_as_exact_as_its_interval(
    scale: str, figures: tuple[float | None, float], apart: tuple[float, float, float], say: str
) -> None:
    told = apart_in_words(
        Apart("a", "Day", "Stay", *apart, called=True, more=None),
        list(zip(("Day", "Stay"), figures, strict=True)),
        scale_of(scale),
    )
    assert told == say.replace("*", "differ by more than chance:")


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
