"""A target is settled by what was measured, as far as that can tell; every place where it is told agrees."""

from datetime import date

import pytest

from cjm_widgets.journey.due import dues
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.rules import advice

NOV_29 = date(2026, 11, 29)
SOURCES = [
    {"id": "g", "name": "Our guess", "kind": "judgement"},
    {"id": "s", "name": "Exit survey", "kind": "survey"},
    {"id": "sita", "name": "SITA 2015", "kind": "survey", "n": 5871, "when": "2015"},
]


def told(*results, solution=None, **more):
    """An indicator: 11 % at the start, 8 % aimed at by June 2026; how it stands, whether it waits, and the advice."""
    given = {"id": "missed", "name": "Missed", "unit": "%", "better": "lower", "today": 11, "target": 8, **more}
    rows = [
        {"id": f"r{at}", "date": "2026-06", "source": "s", "kind": "share", **one} for at, one in enumerate(results)
    ]
    solutions = (
        [{"id": "x", "title": "Letters", "indicator": "missed", "state": "done", **solution}] if solution else []
    )
    journey = Journey.model_validate(
        {
            "id": "a",
            "sources": SOURCES,
            "indicators": [{"due": "2026-06", **given, "results": rows}],
            "solutions": solutions,
        }
    )
    (found,) = evaluated(journey, NOV_29)
    waits = [one.overdue for one in dues(journey, NOV_29) if one.what == "target"]
    rules = [one for one in advice(journey, "evaluate", today=NOV_29) if one.rule in ("targets-missed", "targets-due")]
    return found, waits, [(one.rule, one.say) for one in rules]


GUESS = {"date": "2026-09", "value": 7, "source": "g"}


def test_a_guess_does_not_overrule_what_was_measured_before():
    found, waits, rules = told({"date": "2026-03", "value": 10, "n": 400}, GUESS)
    assert (found.state, found.latest, waits) == ("due", 10, [True])
    assert rules == [("targets-due", "One target is due and not measured: Missed.")]
    assert "Last measured 10 %" in found.say
    assert "it was due June 2026 and not measured since" in found.say
    assert found.say.endswith("Assumed by us: 7 % (September 2026; Our guess).")


def test_a_guess_alone_settles_nothing():
    found, waits, rules = told({**GUESS, "n": 9000})
    assert (found.state, found.latest, waits) == ("due", None, [True])
    assert rules == [("targets-due", "One target is due and not measured: Missed.")]
    assert "Nothing is measured yet, and it was due June 2026. Assumed by us: 7 %" in found.say
    found, _, _ = told({**GUESS, "date": "2026-01"}, {"value": 4, "n": 4000})
    assert found.state == "met"
    assert "Assumed" not in found.say


@pytest.mark.parametrize(
    ("value", "n", "between"),
    [(7.9, 60, "3.3 and 17.5 %"), (8.1, 60, "3.5 and 17.8 %"), (0, 1, "0 and 79.3 %"), (10, 400, "7.4 and 13.3 %")],
)
def test_while_the_interval_spans_the_target_it_cannot_be_told(value, n, between):
    found, waits, rules = told({"value": value, "n": n})
    assert (found.state, waits, rules) == ("unsure", [], [])
    assert f"cannot be told yet: the true figure lies between {between} (95 in 100)." in found.say


def test_beyond_the_interval_it_is_told():
    found, waits, rules = told({"value": 4, "n": 4000})
    assert (found.state, waits, rules) == ("met", [], [])
    found, waits, rules = told({"value": 14, "n": 4000})
    assert (found.state, waits) == ("not met", [])
    assert rules == [("targets-missed", "One target is not met: Missed.")]
    assert told({"value": 14, "n": 4000}, better="higher", target=12)[0].state == "met"
    assert told({"value": 11.9, "n": 60}, better="higher", target=12)[0].state == "unsure"
    assert told({"value": 14, "n": 4000}, better=None, today=None)[0].state == "not met"
    assert told({"value": 8, "n": 4000}, better=None, today=None)[0].state == "unsure"


def test_without_n_it_is_told_where_the_figure_stands_and_that_it_is_not_sure():
    found, waits, rules = told({"value": 7})
    assert (found.state, waits, rules) == ("reached", [], [])
    assert found.say.endswith("the figure reaches the target; how sure cannot be told without how many it rests on.")
    found, waits, rules = told({"value": 9})
    assert (found.state, waits) == ("short", [])
    assert rules == [("targets-missed", "One target is not met, as far as is known: Missed.")]
    assert "the figure does not reach the target, with 67 % of the way gone; how sure cannot be told" in found.say


def against(result, due="2026-06", **solution):
    found, _, _ = told(result, solution=solution, due=due)
    return found.predictions[0].against


def test_a_figure_from_before_a_solution_is_not_its_doing():
    before = {"date": "2026-03", "value": 9, "n": 40000}
    assert against(before, predicted=7, since="2026-08") == (
        "Predicted 7 %; done since August 2026, and the last figure (March 2026) is from before it, and it was due "
        "June 2026."
    )
    assert against({**before, "date": "2026-08"}, predicted=7, since="2026-08").endswith(
        "reached 9 %: did not come true, 2 percentage points short of it."
    )
    assert against({**before, "date": ""}, predicted=7, since="2026-08") == (
        "Predicted 7 %; done since August 2026, and the last figure has no date to tell whether it is from before it, "
        "and it was due June 2026."
    )


def test_a_prediction_is_not_judged_before_the_target_is_nor_within_the_interval():
    early = {"date": "2026-03", "value": 9, "n": 40000}
    assert against(early, "2027-06", predicted=7) == "Predicted 7 %; 9 % so far, and too early to tell."
    assert against(early, predicted=7) == "Predicted 7 %; 9 % so far, and not measured since it was due."
    assert against({"value": 9, "n": 60}, predicted=7) == (
        "Predicted 7 %, reached 9 %: 2 percentage points short of it, but chance could have done it, as the true "
        "figure lies between 4 and 18.9 % (95 in 100)."
    )
    assert against({"value": 7, "n": 20}, predicted=7).startswith(
        "Predicted 7 %, reached 7 %: as predicted, but chance could have done it, as the true figure lies between"
    )
    assert against({"value": 7}, predicted=7) == ("Predicted 7 %, reached 7 %: as predicted; how sure cannot be told.")
    assert against(GUESS, predicted=7) == "Predicted 7 %; nothing measured yet, and it was due June 2026."


def test_answers_that_do_not_spread_tell_nothing_of_chance():
    found, _, _ = told({"value": 10.9, "kind": "mean", "n": 40, "spread": 0}, unit="minutes")
    (one,) = found.results
    assert (one.low, one.high, one.by_chance) == (None, None, None)
    assert found.chance == "Whether chance alone could have done this cannot be told from answers that do not spread."
    assert "how sure cannot be told from answers that do not spread" in found.say
    found, _, _ = told({"value": 10.9, "kind": "mean", "n": 1, "spread": 2}, unit="minutes")
    assert found.chance.endswith("cannot be told from one answer.")


def test_only_whole_numbers_are_counts():
    rate = {"value": 1.6, "kind": "count"}
    found, _, _ = told(rate, unit="calls a day", today=2.4, target=1)
    (one,) = found.results
    assert (one.low, one.high, one.by_chance) == (None, None, None)
    asked = "cannot be told of a figure that is no whole number: say how many in all and in what time."
    assert found.chance == f"Whether chance alone could have done this {asked}"
    assert asked in found.say
    found, _, _ = told({"value": 16, "kind": "count"}, unit="calls", today=24.5, target=1)
    assert found.results[0].low is not None
    assert found.chance.endswith(asked)
    found, _, _ = told({"value": 16, "kind": "count"}, unit="calls", today=24, target=1)
    assert "the true change lies between" in found.chance


def test_a_figure_names_its_source_with_its_date_and_n():
    found, _, _ = told({"value": 4, "n": 4000}, today=36, today_source="sita")
    assert found.today_source == "SITA 2015, n = 5,871 in all"
    assert found.say == (
        "At the start 36 % (SITA 2015, n = 5,871 in all); target 8 %. "
        "Last measured 4 % (June 2026; Exit survey, n = 4,000): the target is met."
    )
    found, _, _ = told(today=36, today_source="sita")
    assert found.say.startswith("At the start 36 % (SITA 2015, n = 5,871 in all); target 8 %. Nothing is measured yet")


def test_a_figure_that_is_the_same_is_not_told_as_no_change():
    found, _, _ = told({"date": "2026-03", "value": 11, "n": 60}, due="2027-06")
    assert found.say.endswith("too early to tell, as it is due June 2027; the figure is the same.")
    assert found.results[0].by_chance is None
    assert found.chance.startswith("The figure is the same: the true change lies between −5")


def test_a_result_without_a_date_is_named_and_not_taken_for_the_latest():
    undated = {"id": "u", "date": "", "value": 4, "n": 4000}
    found, waits, _ = told({"date": "2026-03", "value": 14, "n": 4000}, undated)
    assert (found.state, found.latest, waits) == ("due", 14, [True])
    assert found.say.endswith("One result has no date; give it one.")
    found, _, _ = told(undated, {**undated, "id": "v", "date_note": "in spring"})
    assert found.say.endswith("2 results have no date; give them one.")
    assert "no date" not in told({"value": 4, "n": 4000})[0].say


def test_a_share_that_is_not_in_percent_is_refused_an_interval():
    found, _, _ = told({"value": 3.5, "n": 40}, unit="of 10", today=4, target=3, solution={"predicted": 3})
    (one,) = found.results
    assert (one.low, one.high, one.by_chance) == (None, None, None)
    assert found.chance == (
        "Whether chance alone could have done this cannot be told of a share in “of 10”: a share is in %."
    )
    assert "percentage point" not in found.say + found.chance + found.predictions[0].against
    assert str(found.scale.low) == "0.0"
    assert not found.scale.cut
    found, _, _ = told({"value": 7.9, "n": 60})
    assert str(found.scale.low) == "0.0"
