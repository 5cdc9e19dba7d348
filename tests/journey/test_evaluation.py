import json
from datetime import date
from itertools import product
from random import Random

import pytest
from sound_journey import changed, sound

from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.evaluation import evaluated, share_of_the_way
from cjm_widgets.journey.model import Journey
from cjm_widgets.statistics.intervals import wilson

SURE = [("results/r/kind", "mean"), ("results/r/n", 900), ("results/r/spread", 2)]
UNSURE = "how sure cannot be told without what sort of figure it is and how many it rests on"


def days(*changes):
    """The evaluation of the sound journey's one indicator: today 10 days, target 5, measured 4 in March 2025."""
    (found,) = evaluated(changed(sound(), *((f"indicators/days/{path}", value) for path, value in changes)))
    return found


def alone(*changes):
    """The same where only one of its three solutions is to move it."""
    journey = changed(sound(), ("solutions/x5/indicator", None), ("solutions/x6/indicator", None))
    (found,) = evaluated(changed(journey, *((f"indicators/days/{path}", value) for path, value in changes)))
    return found


def test_today_target_and_result_are_told_with_their_unit():
    found = days()
    assert (found.today, found.target, found.latest, found.better) == (10, 5, 4, "lower")
    assert found.say == (
        "At the start 10 days (Count, n = 9 in all); target 5 days. "
        "Last measured 4 days (March 2025; Count, n = 9 in all): "
        f"the figure reaches the target; {UNSURE}."
    )
    assert found.state == "reached"
    assert found.share == 1.2
    assert (found.name, found.step, found.kind) == ("Days until the card", "Part 3", "indicator")


@pytest.mark.parametrize(
    ("changes", "state", "words"),
    [
        ([("results/r/value", 5)], "reached", "the figure reaches the target"),
        ([("results/r/value", 6)], "too early", "too early to tell, as it is due 2025, with 80 % of the way gone"),
        (
            [("results/r/value", 6), ("due", "2025-02")],
            "short",
            f"the figure does not reach the target, with 80 % of the way gone; {UNSURE}.",
        ),
        (
            [("results/r/value", 6), ("due", ""), ("due_note", "Next March")],
            "too early",
            "as “Next March” is no date yet",
        ),
        ([("results/r/value", 12), ("due", "")], "short", "further away than at the start"),
        ([*SURE, ("results/r/value", 6), ("due", ""), ("kind", "standard")], "not met", "the standard is not kept"),
        ([*SURE, ("kind", "standard")], "met", "the standard is kept"),
        (SURE, "met", "the target is met"),
        ([("results", [])], "not measured", "Nothing is measured yet."),
        ([("results/r/value", None)], "not measured", "Nothing is measured yet."),
        ([("target", None)], "no target", "there is no target to compare with"),
        ([("today", None)], "reached", "Target 5 days."),
        ([("better", "higher"), ("due", "")], "short", "the figure does not reach the target; how sure"),
    ],
)
def test_met_not_met_or_too_early(changes, state, words):
    found = days(*changes)
    assert found.state == state
    assert words in found.say


def test_missing_is_never_zero():
    found = days(("today", None), ("target", None), ("results/r/value", None))
    assert (found.today, found.target, found.latest, found.share) == (None, None, None, None)
    assert found.results[0].value is None
    assert "0" not in found.say
    assert found.say == "Neither a figure at the start nor a target is set. Nothing is measured yet."
    assert found.predictions[0].against == "Predicted 4 days; nothing measured yet."


def test_zero_is_a_figure_and_not_missing():
    found = days(("target", 0), ("results/r/value", 0))
    assert (found.state, found.latest, found.share) == ("reached", 0, 1)


def test_which_way_is_better_follows_from_today_and_target_where_nobody_said():
    assert days(("better", None)).better == "lower"
    assert days(("better", None), ("target", 20), ("results/r/value", 25)).state == "reached"
    assert days(("better", None), ("today", None)).better == ""
    assert days(("better", None), ("target", None)).better == ""
    assert days(("better", None), ("target", 10)).better == ""
    assert days(("better", None), ("today", None), ("due", "")).state == "short"


@pytest.mark.parametrize(
    ("value", "today", "target", "share"),
    [(7.5, 10, 5, 0.5), (12, 10, 4, -1 / 3), (4, 10, 5, 1.2), (None, 1, 2, None), (1, None, 2, None), (1, 5, 5, None)],
)
def test_the_share_of_the_way(value, today, target, share):
    assert share_of_the_way(value, today, target) == (None if share is None else pytest.approx(share))


def test_results_stand_in_the_order_of_time_and_an_edition_lends_its_date():
    found = days(
        ("results/late", {"date": "2026", "value": 3, "source": "count"}),
        ("results/early", {"value": 8, "edition": "first", "source": "count"}),
        ("results/empty", {"date": "2027"}),
        ("results/when", {"date_note": "in spring", "value": 9}),
    )
    assert [one.id for one in found.results] == ["early", "r", "late", "empty", "when"]
    early = found.results[0]
    assert (early.date, early.edition_name, early.share) == ("2025-02-01", "First", pytest.approx(0.4))
    assert found.latest == 3


@pytest.mark.parametrize(
    ("value", "better", "words"),
    [
        (4, "lower", "as predicted"),
        (3, "lower", "1 days better than predicted"),
        (6.5, "lower", "2.5 days short of it"),
        (6, "higher", "2 days better than predicted"),
        (1, "higher", "3 days short of it"),
    ],
)
def test_predicted_against_achieved(value, better, words):
    prediction = alone(("results/r/value", value), ("better", better), ("due", "")).predictions[0]
    assert (prediction.solution, prediction.value, prediction.expected) == ("x3", 4, "Shorter")
    assert prediction.against.startswith("Predicted 4 days, reached ")
    assert prediction.against.endswith(f": {words}; how sure cannot be told.")


def test_what_several_solutions_share_is_told_once_and_charged_to_none():
    found = days()
    assert [one.against for one in found.predictions] == ["Predicted 4 days."] * 3
    assert found.together == (
        "4 days may come of “Do 3”, “Do 5” and “Do 6” alike: what each of them brought cannot be told apart."
    )
    assert alone().together == ""


@pytest.mark.parametrize(
    "left_out",
    [
        [("solutions/x5/state", "not-begun"), ("solutions/x6/state", "dropped")],
        [("solutions/x5/since", "2025-04"), ("solutions/x6/since", "2026")],
        [
            (f"solutions/{one}/{field}", value)
            for one in ("x5", "x6")
            for field, value in (("action", "keep"), ("predicted", None))
        ],
    ],
)
def test_what_was_not_there_yet_or_was_there_before_shares_no_figure(left_out):
    (found,) = evaluated(changed(sound(), *left_out))
    assert found.together == ""
    assert found.predictions[0].against == "Predicted 4 days, reached 4 days: as predicted; how sure cannot be told."


def test_a_result_without_a_date_stands_last_and_does_not_speak_for_the_indicator():
    found = days(("results/when", {"value": 9, "source": "count"}))
    assert [one.id for one in found.results] == ["r", "when"]
    assert found.latest == 4
    assert "One result has no date; give it one." in found.say


def test_a_solution_that_names_the_indicator_without_a_figure_predicts_none():
    (found,) = evaluated(changed(sound(), ("solutions/x3/predicted", None)))
    assert found.predictions[0].value is None
    assert found.predictions[0].against == "No figure was predicted."


def test_without_a_way_that_is_better_the_difference_is_only_told():
    found = alone(("better", None), ("today", None), ("results/r/value", 6), ("due", ""))
    assert found.predictions[0].against.endswith("2 days more than predicted; how sure cannot be told.")


def test_an_evaluation_can_be_sent_as_it_is():
    assert json.loads(json.dumps(days().to_json()))["predictions"][0]["solution"] == "x3"
    assert evaluated(Journey(id="blank")) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", "2024-12-31"),
        ("2024-02", "2024-02-29"),
        ("2024-12", "2024-12-31"),
        (" 2024-5-3 ", "2024-05-03"),
        ("2024-02-30", None),
        ("2024-13", None),
        ("2024-Q2", "2024-06-30"),
        ("0000", None),
        ("May", None),
        ("", None),
        ("9999-12", "9999-12-31"),
    ],
)
def test_a_date_means_its_last_day_and_words_mean_none(text, day):
    assert str(last_day(text)) == str(day)


def measured(after, *, today=11.0, unit="%", today_n=None, today_source="s", **result):
    """An indicator of a share, 11 % at the start and 7 % aimed at, with one result."""
    (found,) = evaluated(
        Journey.model_validate(
            {
                "id": "a",
                "sources": [{"id": "s", "name": "Count", "kind": "count"}],
                "indicators": [
                    {
                        "id": "missed",
                        "unit": unit,
                        "today": today,
                        "today_source": today_source,
                        "today_n": today_n,
                        "target": 7,
                        "due": "2027-03",
                        "results": [{"id": "r", "date": "2026-06", "value": after, "source": "s", **result}],
                    }
                ],
            }
        )
    )
    return found


def test_noise_is_not_told_as_progress():
    found = measured(10.2, n=410)
    assert found.state == "too early"
    assert found.say == (
        "At the start 11 % (Count); target 7 %. Last measured 10.2 % (June 2026; Count, n = 410): too early to tell, "
        "as it is due March 2027, and chance alone could have moved it so far."
    )
    assert found.chance == (
        "Chance alone could have done this: the true change lies between −3.4 and +2.5 percentage points, "
        "if the figure at the start is exact (95 in 100)."
    )
    sure = measured(10.2, n=41000, today_n=43000)
    assert "20 % of the way gone" in sure.say
    assert "cannot be told" not in sure.say
    assert sure.chance == "More than chance: the true change lies between −1.2 and −0.4 percentage points (95 in 100)."


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "cannot be told without how many it rests on."),
        ({"unit": "calls"}, "cannot be told without what sort of figure it is and how many it rests on."),
        ({"unit": "days", "kind": "mean"}, "cannot be told without how many it rests on and how far they spread."),
        ({"unit": "days", "kind": "mean", "n": 60}, "how far they spread."),
        ({"unit": "days", "kind": "mean", "n": 60, "spread": 2}, "More than chance: the true change lies between −1.3"),
        ({"unit": "days", "kind": "mean", "n": 60, "spread": 9}, "Chance alone could have done this"),
        ({"unit": "calls", "kind": "count", "after": 10}, "Chance alone could have done this"),
        ({"unit": "calls", "kind": "count", "after": 10, "today": 0.0}, "More than chance"),
        ({"unit": "calls", "kind": "count", "after": 10, "today": 240.0}, "More than chance"),
        ({"today": 10.2}, "How far the true figure has moved cannot be told without how many it rests on."),
        ({"n": 0}, "cannot be told without how many it rests on."),
        ({"today": 120.0, "n": 10}, "cannot be told"),
    ],
)
def test_what_is_lacking_to_tell_chance_from_change_is_said(more, words):
    chance = measured(**{"after": 10.2, **more}).chance
    assert words in chance
    assert words or not chance


def surveyed(**more):
    """A share that 64 of a survey told at the start and 64 of another later, as far as the card says."""
    source = {"id": "s", "name": "Questionnaire", "kind": "survey", "n": 64}
    result = {"id": "r", "value": 62, "n": 64, "kind": "share", "source": "s"}
    indicator = {"id": "a", "unit": "%", "today": 48, "today_source": "s", "results": [result], **more}
    (found,) = evaluated(Journey.model_validate({"id": "a", "sources": [source], "indicators": [indicator]}))
    return found


def test_leaving_out_how_many_the_start_rests_on_makes_nothing_surer():
    left_out, given = surveyed(), surveyed(today_n=64)
    assert left_out.results[0].by_chance is given.results[0].by_chance is True
    assert (left_out.today_low, left_out.today_high) == (given.today_low, given.today_high)
    assert left_out.today_note == "at most 64 answered, so chance reaches at least so far"
    assert given.today_note == ""
    assert "exact" not in left_out.chance


def test_an_average_at_the_start_says_that_nobody_knows_how_sure_it_is():
    mean = [{"id": "r", "value": 4, "n": 64, "kind": "mean", "spread": 2, "source": "s"}]
    assert surveyed(unit="days", results=mean).today_note == "how far chance reaches there is not known"
    assert surveyed(unit="days", today=None, results=mean).today_note == ""


def test_a_change_from_an_assumed_start_says_that_it_hangs_on_it():
    assert "which is without a source, is right" in measured(10.2, n=410, today_source=None).chance
    assert "is right" not in measured(10.2, n=410).chance


def rests_on(kind, *, n=410, **solution):
    """An indicator of a share with one result that rests on a source, and a solution that should move it."""
    result = {"id": "r", "date": "2026-06", "value": 10.2, "n": n, "source": "s"}
    indicator = {"id": "missed", "unit": "%", "today": 11, "target": 7, "due": "2026-06", "better": "lower"}
    given = {
        "id": "a",
        "sources": [{"id": "s", "name": "The booking system", "kind": kind}],
        "indicators": [{**indicator, "results": [result]}],
        "solutions": [{"id": "x", "title": "Letters", "indicator": "missed", "predicted": 8, **solution}],
    }
    (found,) = evaluated(Journey.model_validate(given))
    return found


def test_a_judgement_is_told_as_assumed_and_never_as_measured():
    found = rests_on("judgement", state="done")
    (result,) = found.results
    assert (result.doubt, result.low, result.high, result.by_chance) == ("assumed by us", None, None, None)
    assert found.say == (
        "At the start 11 % (without a source); target 7 %. Nothing is measured yet. "
        "Assumed by us: 10.2 % (June 2026; The booking system, n = 410)."
    )
    assert (found.state, found.latest, found.chance) == ("not measured", None, "")
    assert found.predictions[0].against == "Predicted 8 %; nothing measured yet."


def test_the_figure_at_the_start_has_its_interval_where_it_is_known_how_many_it_rests_on():
    found = measured(10.2, n=410, today_n=430)
    assert (found.today_low, found.today_high) == pytest.approx((8.4, 14.3), abs=0.05)
    assert found.scale.low <= found.today_low < found.today_high <= found.scale.high
    assert measured(10.2, n=410).today_low is None
    assert measured(10.2, n=410, today_n=430, today_source=None).today_low is None


def test_it_is_said_how_many_would_tell_a_figure_from_its_target():
    found = measured(6, n=410, date="2027-03")
    assert found.state == "unsure"
    assert measured(6, n=found.needed, date="2027-03").needed is None, "so many just tell it"
    assert measured(6, n=found.needed * 4 // 5, date="2027-03").state == "unsure"
    assert found.say.endswith(
        f" About {found.needed:,} in all are as likely as not to tell it, if the true figure is as measured."
    )
    drawn = Random(found.needed)  # noqa: S311  the same in every run
    met = 0
    for _ in range(300):
        share = sum(drawn.random() < 0.06 for _ in range(found.needed)) / found.needed
        met += wilson(share, found.needed)[1] < 0.07
    assert 0.45 <= met / 300 <= 0.65
    at_target = measured(7, n=410, date="2027-03")
    assert (at_target.state, at_target.needed) == ("unsure", None)


def test_a_source_that_does_not_say_what_it_is_makes_no_estimate_of_ours():
    found = rests_on(None, state="done")
    assert found.say.endswith(
        "From a source that does not say what it is: 10.2 % (June 2026; The booking system, n = 410). "
        "Say of that source what it is; until then the result does not count as measured."
    )
    assert found.results[0].doubt == "from a source that does not say what it is"


def test_a_figure_of_which_nobody_says_where_it_is_from_is_nothing_that_was_measured():
    found = measured(6, n=41000, source=None, date="2027-03")
    assert (found.state, found.latest, found.chance, found.results[0].doubt) == (
        "not measured",
        None,
        "",
        "without a source",
    )
    assert "Without a source: 6 %" in found.say
    assert "Say at that result where it comes from; until then it does not count as measured." in found.say
    assert measured(6, n=41000, date="2027-03").state == "met"


def test_what_was_measured_says_between_which_figures_the_true_one_lies():
    found = rests_on("count", state="done")
    (result,) = found.results
    assert (result.doubt, result.by_chance, result.n) == ("", True, 410)
    assert (result.low, result.high) == pytest.approx((7.6, 13.5), abs=0.05)
    assert (found.scale.low, found.scale.high, found.scale.cut) == (6, 14, True)
    assert "Last measured 10.2 %" in found.say


@pytest.mark.parametrize(
    ("state", "against"),
    [
        (None, "Predicted 8 %, reached 10.2 %: did not come true, 2.2 percentage points short of it."),
        ("done", "Predicted 8 %, reached 10.2 %: did not come true, 2.2 percentage points short of it."),
        (
            "under-way",
            "Under way. Predicted 8 %, reached 10.2 %: did not come true, 2.2 percentage points short of it.",
        ),
        ("not-begun", "Predicted 8 %; not begun, so no figure so far is its doing."),
    ],
)
def test_no_figure_is_charged_to_a_solution_that_has_not_begun(state, against):
    (prediction,) = rests_on("count", n=41000, state=state).predictions
    assert (prediction.against, prediction.begun) == (against, state != "not-begun")


def test_what_was_dropped_predicts_nothing():
    assert rests_on("count", state="dropped").predictions == ()


def test_a_start_that_is_only_assumed_is_told_so():
    journey = changed(
        sound(),
        ("sources/guess", {"name": "Our guess", "kind": "judgement"}),
        ("indicators/days/today_source", "guess"),
    )
    (found,) = evaluated(journey)
    assert found.today_doubt == "assumed by us"
    assert found.say.startswith("At the start 10 days (Our guess, assumed by us); target 5 days.")
    assert days().today_doubt == ""


TRICKY = (0.0, 5e-324, 2e-10, 0.3, 0.1 + 0.2, 100.0, 1e9, -2e-10, -1e9)


@pytest.mark.parametrize(("kind", "unit"), [("share", "%"), ("mean", "days"), ("count", ""), (None, "")])
def test_no_figure_is_too_small_or_too_close_to_another_to_be_evaluated(kind, unit):
    for start, target, value in product(TRICKY, repeat=3):
        result = {"id": "r", "value": value, "kind": kind, "n": 40, "spread": 2e-10 if kind == "mean" else None}
        indicator = {"id": "i", "unit": unit, "today": start, "target": target, "results": [result]}
        (one,) = evaluated(Journey.model_validate({"id": "j", "indicators": [indicator]}))
        json.dumps(one.to_json(), allow_nan=False)
        assert one.scale is not None


def test_a_result_that_is_dated_in_the_future_meets_no_target_today():
    today = date(2026, 11, 29)

    def dated(day):
        results = [{"id": "r", "value": 5, "date": day, "source": "s", "n": 40000}]
        indicator = {"id": "i", "name": "Late", "unit": "%", "today": 11, "target": 7, "results": results}
        sources = [{"id": "s", "name": "Count", "kind": "count"}]
        return Journey.model_validate({"id": "j", "sources": sources, "indicators": [indicator]})

    (one,) = evaluated(dated("2062-11-01"), today)
    assert (one.state, one.latest, one.results[0].doubt) == ("not measured", None, "dated in the future")
    assert one.say.endswith("Nothing is measured yet. Dated in the future: 5 % (1 November 2062; Count, n = 40,000).")
    for day in ("2026-11-29", "2026-11", "2026", ""):
        assert evaluated(dated(day), today)[0].state == "met", day


def test_a_target_that_lies_the_worse_way_has_no_way_to_go():
    one = days(("better", "lower"), ("today", 0.02), ("target", 0.04), ("results/r/value", 0.06), *SURE)
    assert "past the target" not in one.say
    assert one.share is None
