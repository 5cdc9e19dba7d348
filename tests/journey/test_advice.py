import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sound_journey import SURVEY, changed, keys, sound
from test_rules import BREAKS, NOT_BEGUN

from cjm_widgets.journey.edits import EditError
from cjm_widgets.journey.model import ITEM_ID, Journey
from cjm_widgets.journey.rules import DATED_RULES, DATED_RULES_OF, PAGE_NAMES, advice, overruled


def test_a_blank_journey_gets_one_calm_sentence_a_page():
    blank = Journey(id="a")
    assert set(keys(blank)) == NOT_BEGUN
    assert [len(advice(blank, page)) for page in PAGE_NAMES] == [0, 1, 1, 1, 1, 1, 1, 1, 1]


def test_steps_without_a_rating_get_one_sentence_and_not_their_names():
    journey = changed(
        sound(),
        *(
            (f"steps/s{at}/{field}", value)
            for at in range(1, 7)
            for field, value in (("ratings", []), ("experience", {}), ("wanted", ""))
        ),
    )
    (found,) = advice(journey, "satisfaction")
    assert found.say == "No step is rated yet."


def test_a_page_shows_its_own_advice_only_the_most_important_first():
    journey = changed(sound(), ("steps/s4/time/amount", None), ("scope/ends", ""), ("moments/m3/why", ""))
    assert keys(journey, "steps") == ["start-and-end", "time-frames"]
    assert keys(journey, "moments_of_truth") == ["moments-explained"]
    assert advice(journey, "start") == ()


def test_the_map_shows_the_first_advice_of_each_page_and_the_next_page_to_begin():
    journey = changed(
        sound(),
        ("steps/s4/time/amount", None),
        ("scope/ends", ""),
        ("moments/m3/why", ""),
        *((f"personas/p{at}", None) for at in (1, 2, 3)),
        *((f"solutions/x{at}", None) for at in (3, 5, 6)),
    )
    assert keys(journey, "map") == ["start-and-end", "moments-explained", "personas-not-begun"]


@given(st.data())
def test_no_state_of_a_journey_breaks_a_rule(data):
    paths = [path for _, changes, *_ in BREAKS for path, _ in changes]
    journey = sound()
    for path in data.draw(st.lists(st.sampled_from(paths), max_size=8)):
        new = data.draw(st.sampled_from([None, "", "gone", [], 0, {"id": path.rsplit("/", 1)[-1]}]))
        try:
            journey = changed(journey, (path, new))
        except EditError:
            continue
    for page in (None, *PAGE_NAMES):
        assert all(re.fullmatch(ITEM_ID, one.key) for one in advice(journey, page, today=date(2030, 1, 1)))
        assert all(one.to_json()["say"] for one in advice(journey, page))


def test_advice_that_is_overruled_with_a_reason_is_left_out_and_listed_with_its_reason():
    journey = changed(sound(), ("scope/ends", ""), ("steps/s4/time/amount", None))
    decided = changed(journey, ("overruled/time-frames", {"reason": "Nobody waits", "by": "Ana"}))
    assert keys(decided) == ["start-and-end"]
    assert keys(decided, "steps") == ["start-and-end"]
    (found,) = overruled(decided, "steps")
    assert (found.advice.rule, found.reason, found.by) == ("time-frames", "Nobody waits", "Ana")
    assert found.to_json()["reason"] == "Nobody waits"
    assert overruled(decided, "personas") == ()
    assert overruled(decided) == overruled(decided, "map") == (found,)


def test_advice_overruled_without_a_reason_is_given_all_the_same():
    journey = changed(sound(), ("scope/ends", ""), ("overruled/start-and-end", {"reason": " "}))
    assert keys(journey) == ["start-and-end"]
    assert overruled(journey) == ()


def test_a_rule_that_speaks_of_several_places_is_overruled_at_one_of_them_only():
    felt = {**SURVEY, "scale": "felt"}
    journey = changed(
        sound(), ("steps/s5/ratings/q", {**felt, "value": 0}), ("steps/s3/ratings/q", {**felt, "value": 1})
    )
    first, second = [one for one in advice(journey) if one.rule == "survey-and-room"]
    assert first.key != second.key
    decided = changed(journey, (f"overruled/{first.key}", {"reason": "Asked in winter"}))
    assert [one.at for one in advice(decided) if one.rule == "survey-and-room"] == [second.at]


@pytest.mark.parametrize(
    ("changes", "rule", "reason", "more"),
    [
        ([("steps/s6", None)], "steps-count", "Five steps are enough for us.", ("steps/s5", None)),
        ([("personas/p3", None)], "personas-count", "Two personas are enough for us.", ("personas/p2", None)),
        ([("moments/m3", None)], "moments-count", "Two moments of truth are enough for us.", ("moments/m5", None)),
        (
            [("moments/m3/hot_spot", True), ("moments/m5/hot_spot", True)],
            "hot-spots-count",
            "Two hot spots are enough for us.",
            ("moments/m5/hot_spot", False),
        ),
    ],
)
def test_a_group_may_say_that_so_many_are_enough_and_it_holds_for_that_many(changes, rule, reason, more):
    journey = changed(sound(), *changes)
    (found,) = [one for one in advice(journey) if one.rule == rule]
    assert found.to_json()["enough"] == reason
    decided = changed(journey, (f"overruled/{found.key}", {"reason": found.enough}))
    assert rule not in keys(decided)
    assert rule in keys(changed(decided, more))


def test_who_has_too_many_is_not_offered_that_it_is_enough():
    journey = changed(sound(), *((f"personas/n{at}", {"name": "N"}) for at in range(4)))
    assert [one.enough for one in advice(journey) if one.rule == "personas-count"] == [""]


def test_a_key_does_not_change_with_the_words():
    felt = {**SURVEY, "scale": "felt"}
    one = changed(sound(), ("steps/s5/ratings/q", {**felt, "value": 0}))
    other = changed(sound(), ("steps/s5/ratings/q", {**felt, "value": 1}))
    (first,), (second,) = advice(one), advice(other)
    assert first.say != second.say
    assert first.key == second.key
    assert re.fullmatch(ITEM_ID, first.key)


def test_advice_as_plain_values_holds_its_key():
    (one,) = advice(changed(sound(), ("scope/ends", "")))
    assert list(one.to_json()) == ["key", "rule", "say", "do", "source", "at", "page", "enough"]


def dated(journey, day):
    return [one.rule for one in advice(journey, today=date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("changes", "day", "speaks"),
    [
        ([], "2026-03-31", []),
        ([], "2026-04-01", ["map-untouched"]),
        ([("editions/second", {"name": "Second", "date": "2026"})], "2026-04-01", []),
        (
            [
                ("indicators/days/results/r/date", ""),
                ("editions/first/date", ""),
                ("editions/first/date_note", "in May"),
            ],
            "2030-01-01",
            [],
        ),
        ([("indicators/days/results", [])], "2025-12-31", []),
        ([("indicators/days/results", [])], "2026-01-01", ["targets-due"]),
        ([("indicators/days/results/r/value", 7)], "2025-12-30", []),
        ([("indicators/days/results/r/value", 7)], "2026-01-01", ["targets-missed"]),
        ([("solutions/x3/due", "2025-12"), ("care/still_true", "2026-01")], "2026-01-01", ["solutions-due"]),
        ([("solutions/x3/due", "2025-12"), ("solutions/x3/state", "under-way")], "2026-01-01", ["solutions-due"]),
        ([("solutions/x3/due", "2025-12"), ("solutions/x3/state", "done")], "2026-01-01", []),
        ([("care/review", "2025-Q4")], "2025-12-31", []),
        ([("care/review", "2025-Q4")], "2026-01-01", ["review-due"]),
        ([("care/review", "2025-Q4"), ("care/still_true", "2025-12-31")], "2026-01-01", []),
        ([("care/still_true", "2026-03-20")], "2026-12-01", []),
    ],
)
def test_dates_that_have_passed_are_spoken_of_only_on_a_day_that_is_given(changes, day, speaks):
    journey = changed(sound(), *changes)
    assert dated(journey, day) == speaks
    assert keys(journey) == []
    for page, rules in DATED_RULES_OF.items():
        assert {one.page for rule in rules for one in rule(journey, date.fromisoformat(day))} <= {page}


@pytest.mark.parametrize(
    ("result", "do"),
    [
        (
            {"kind": "share", "value": 6, "n": 410},
            (
                "Ask or count more: about 3,000 in all for Days until the card. If the true figure is as measured, so "
                "many are as likely as not to tell it."
            ),
        ),
        (
            {"kind": "count", "value": 6, "n": None},
            "Days until the card: more people alone would not tell; measure again, over a longer time.",
        ),
    ],
)
def test_where_it_cannot_be_told_yet_it_is_said_what_would_tell_it(result, do):
    journey = changed(
        sound(),
        ("indicators/days/unit", "%" if result["kind"] == "share" else "calls"),
        ("indicators/days/target", 7),
        *((f"indicators/days/results/r/{name}", value) for name, value in result.items()),
    )
    (found,) = [one for one in advice(journey, "evaluate", today=date(2026, 1, 1)) if one.rule == "targets-unsure"]
    assert found.say == (
        "One target cannot be told yet, as the true figure may lie on either side of it: Days until the card."
    )
    assert (found.do, found.at) == (do, "indicators/days/results")


@pytest.mark.parametrize(
    ("day", "count"), [("2062-11-01", 1), ("2026-12", 1), ("2026-11", 0), ("2026-11-29", 0), ("", 0)]
)
def test_a_result_that_is_dated_in_the_future_is_told(day, count):
    journey = changed(sound(), ("indicators/days/results/r/date", day))
    found = [one for one in advice(journey, today=date(2026, 11, 29)) if one.rule == "results-ahead"]
    said = (
        "One indicator has a result that is dated in the future: Days until the card.",
        "indicators/days/results/r/date",
    )
    assert [(one.say, one.at) for one in found] == [said] * count


def test_every_dated_rule_names_its_source_and_speaks_in_a_test_above():
    spoken = {"results_ahead", "targets_missed", "targets_unsure", "targets_due", "solutions_due", "review_due"}
    spoken |= {"map_untouched"}
    assert {rule.__name__ for rule in DATED_RULES} == spoken
    assert [rule.__name__ for rule in DATED_RULES if "Source:" not in (rule.__doc__ or "")] == []
