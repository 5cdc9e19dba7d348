"""What is called low or good in a survey: seldom where nothing is there, and never surer for what is left out."""

from __future__ import annotations

from random import Random

import pytest

from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.rules.solutions import kept_strengths
from cjm_widgets.journey.speaking import compared, lowest, standings

SHARES = (30, 31, 29, 35, 32, 25, 30, 31)


def survey(shares, *, n=None, scale="negative-share", **source):
    """A journey of which one survey knows all steps."""
    rating = {"id": "q", "scale": scale, "source": "s", "n": n}
    return Journey.model_validate(
        {
            "id": "j",
            "sources": [{"id": "s", "name": "Questionnaire", "kind": "survey", **source}],
            "steps": [
                {"id": f"s{at}", "name": f"Step {at}", "ratings": [{**rating, "value": value}]}
                for at, value in enumerate(shares)
            ],
        }
    )


@pytest.mark.parametrize(
    ("steps", "n", "true", "scale"),
    [
        (8, 100, 0.5, "negative-share"),
        (8, 200, 0.3, "negative-share"),
        (10, 200, 0.3, "positive-share"),
        (14, 30, 0.1, "negative-share"),
        (5, 8, 0.2, "positive-share"),
    ],
)
def test_where_all_steps_are_equal_a_survey_seldom_has_one_that_is_low_or_good(steps, n, true, scale):
    drawn = Random(steps * n)  # noqa: S311  the same in every run
    times = 200
    called = 0
    for _ in range(times):
        shares = [100 * sum(drawn.random() < true for _ in range(n)) / n for _ in range(steps)]
        called += bool(standings(survey(shares, n=n, scale=scale)))
    assert called / times <= 0.05 + 1.645 * (0.05 * 0.95 / times) ** 0.5


def test_a_step_that_is_far_worse_is_still_called():
    assert standings(survey((10, 12, 11, 40, 9, 12), n=60)) == {"s3": "low"}
    assert standings(survey((60, 58, 61, 62, 90, 60), n=80, scale="positive-share")) == {"s4": "high"}


@pytest.mark.parametrize(
    ("sources", "says"),
    [
        ((None, None), "Two steps work well, as we assume, and nothing is said to keep them so: Step 0 and Step 1."),
        (("s", None), "Two steps work well (at Step 1 as we assume), and nothing is said to keep them so: "),
        (("s", "s"), "Two steps work well, and nothing is said to keep them so: Step 0 and Step 1."),
    ],
)
def test_what_only_we_assume_to_work_well_is_not_told_as_a_fact(sources, says):
    ratings = [{"id": "room", "value": 2, "source": source} for source in sources]
    journey = Journey.model_validate(
        {
            "id": "j",
            "sources": [{"id": "s", "name": "Talks", "kind": "interviews"}],
            "steps": [{"id": f"s{at}", "name": f"Step {at}", "ratings": [one]} for at, one in enumerate(ratings)],
            "solutions": [{"id": "x", "title": "Do", "action": "change"}],
        }
    )
    (found,) = kept_strengths(journey)
    assert found.say.startswith(says)


def test_leaving_out_how_many_answered_a_step_makes_nothing_surer():
    every, left_out = survey(SHARES, n=60), survey(SHARES)
    sources = tuple(one.model_copy(update={"n": 60}) for one in left_out.sources)
    in_all = left_out.model_copy(update={"sources": sources})
    assert standings(every) == standings(in_all) == {}
    assert lowest(in_all) is lowest(every) is None
    pairs = [(f"s{one}", f"s{other}") for one in range(8) for other in range(8)]
    assert [compared(in_all, *pair) for pair in pairs] == [compared(every, *pair) for pair in pairs]
