"""What differs between two maps: planted changes are told as a list by hand has them, and chance is not called one."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from going_out import small, starters
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted_changes import TODAY, airport, changed, employer, with_figures
from random_journey import journeys

from cjm_widgets.journey.differing import difference
from cjm_widgets.journey.differing.account import NO_SURVEY, NOT_MOVED, NOTHING, Side, account, lines_of
from cjm_widgets.journey.edits import apply, new_edit
from cjm_widgets.journey.feedback import feedback
from cjm_widgets.journey.model import Journey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.journey.differing import Difference
    from cjm_widgets.journey.differing.account import Account

UNPACK = "Send passengers a short list of what to unpack, the day…"
SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
OPPOSITE = {"added": "removed", "removed": "added", "only now": "only before", "only before": "only now"}


def told(found: Difference) -> Account:
    return account(found, Side("Before"), Side("Now"))


def lines(found: Difference, key: str) -> tuple[str, ...]:
    return next((part.lines for part in told(found).parts if part.key == key), ())


def pieces(found: Difference) -> set[tuple[str, str, str]]:
    return {(one.what, one.id, one.way) for one in found.pieces if one.what != "mismatch"}


def verdicts(found: Difference) -> dict[str, str]:
    return {one.step: one.verdict for asked in found.asked for one in asked.felt}


# ---- planted by hand


def test_of_many_who_were_asked_again_the_one_real_change_is_called_and_ten_that_chance_could_do_are_not() -> None:
    before, after = airport()
    found = difference(before, after, TODAY)
    assert verdicts(found) == {step.id: "not enough" for step in after.steps} | {"bag-drop": "changed"}
    (said,) = lines(found, "changed")
    assert said == (
        "“Bag drop” is better than in “SITA 2015” by more than chance. Negative answers, %: 21 % then (n = 5,871), "
        "9 % now (n = 900); 12 percentage points apart, 9.7 to 14.0 (95 %)."
    )


def test_the_parts_that_changed_are_those_of_the_list_by_hand() -> None:
    before, after = airport()
    found = difference(before, after, TODAY)
    assert lines(found, "pieces") == (
        "Step “Check-in” is now called “I check in on my telephone”.",
        "Step “Dwell time”: stage: Wait and fly before, now Pass the controls.",
        "Step “Boarding”: after Dwell time before, now first.",
        "Moment of truth no longer there: “Told off at security”.",
        f"Solution “{UNPACK}”: not begun before, now done.",
        f"Solution “{UNPACK}”: by when: May 2026 before, now September 2027.",
        "Indicator “First bag on the belt within 20 minutes”: target: 90 % of flights before, now 85 % of flights.",
    )
    assert lines(found, "others") == (
        "New source: SITA 2026.",
        "The journey: the text “Why map this journey now?” changed.",
        "New result at Negative answers about security: 2027-06-15.",
        "New result at Bags stopped at the scanner: 2027-06-15.",
        "New result at Negative answers about bag collection: 2027-06-15.",
    )


def test_each_promise_is_judged_with_its_n_at_its_date() -> None:
    found = difference(*airport(), TODAY)
    judged = {one.id: (one.judged, one.n) for one in found.promises if one.latest is not None}
    assert judged == {
        "security-negative": ("came true", 900),
        "courtesy": ("came true", 900),
        "bags-negative": ("did not come true", 900),
        "say-how-long": ("not begun", 900),
        "stopped-bags": ("chance could have done it", 60),
        "tell-before": ("chance could have done it", 60),
    }
    early = difference(*airport(), TODAY.replace(year=2026, month=3))
    assert {one.judged for one in early.promises if one.what == "target"} == {"too early"}


def test_few_who_were_asked_again_tell_of_no_change_and_the_group_s_own_rating_is_no_sample() -> None:
    before, after = employer()
    found = difference(before, after, TODAY)
    assert lines(found, "changed") == (NOT_MOVED,)
    assert set(verdicts(found).values()) == {"not enough"}
    assert lines(found, "opinions") == (
        "“Employer engagement meeting”, Our group: +1 satisfied before, now −1 dissatisfied.",
    )
    assert pieces(found) == {
        ("step", "parting", "added"),
        ("solution", "reachable", "removed"),
        ("solution", "thank", "added"),
    }


def test_without_a_survey_that_was_asked_again_nobody_can_tell_whether_customers_are_more_satisfied() -> None:
    before = starters()[1]
    found = difference(before, changed(before, ("title", "Another")), TODAY)
    assert lines(found, "changed") == (NO_SURVEY,)


def needing(serves: tuple[str, ...], step: str) -> Journey:
    """A map with one need and two steps; a touchpoint answers the need or does not, and a moment stands at a step."""
    return Journey.model_validate(
        {
            "id": "x",
            "stages": [
                {"id": "a", "name": "Before", "needs": [{"id": "n", "name": "Will it hurt?", "kind": "question"}]}
            ],
            "steps": [
                {"id": "s", "name": "Wait", "touchpoints": [{"id": "t", "name": "Letter", "serves": serves}]},
                {"id": "z", "name": "Go"},
            ],
            "moments": [{"id": "m", "name": "Nobody calls", "step": step}],
        }
    )


def test_what_is_answered_now_is_a_mismatch_less_and_a_moment_that_moved_says_from_where() -> None:
    found = difference(needing((), "s"), needing(("n",), "z"), TODAY)
    assert lines(found, "pieces") == (
        "Moment of truth “Nobody calls”: step: Wait before, now Go.",
        "Mismatch no longer there: Before: no touchpoint answers the question “Will it hurt?”.",
        "Mismatch no longer there: Wait: the touchpoint “Letter” serves no goal or question.",
    )
    assert lines(difference(needing(("n",), "z"), needing((), "z"), TODAY), "pieces")[0].startswith("New mismatch: ")


def test_a_new_step_of_the_same_name_does_not_take_the_place_of_the_one_that_is_there() -> None:
    before = Journey.model_validate({"id": "x", "steps": [{"id": "a", "name": "Wait", "goal": "Old"}]})
    twice = [{"id": "b", "name": "Wait"}, {"id": "a", "name": "Wait", "goal": "Old"}]
    after = Journey.model_validate({"id": "x", "steps": twice})
    assert pieces(difference(before, after, TODAY)) == {("step", "b", "added")}
    assert pieces(difference(after, before, TODAY)) == {("step", "b", "removed")}


# ---- of any two maps


@SLOW
@given(st.one_of(small(), journeys, st.sampled_from(starters())))
def test_a_map_differs_in_nothing_from_itself(journey: Journey) -> None:
    found = difference(journey, journey, TODAY)
    assert found.is_empty
    assert told(found).parts[0].title == NOTHING
    assert not any(part.key in ("changed", "pieces", "others", "opinions") for part in told(found).parts)


def mirrored(found: Difference) -> dict[str, Any]:
    return {
        "pieces": {(one.what, one.id, OPPOSITE.get(one.way, one.way), one.now, one.before) for one in found.pieces},
        "opinions": {(one.step, one.who, one.now, one.before) for one in found.opinions},
        "felt": {
            (one.step, one.scale, OPPOSITE.get(one.verdict, one.verdict)) for asked in found.asked for one in asked.felt
        },
    }


def straight(found: Difference) -> dict[str, Any]:
    return {
        "pieces": {(one.what, one.id, one.way, one.before, one.now) for one in found.pieces},
        "opinions": {(one.step, one.who, one.before, one.now) for one in found.opinions},
        "felt": {(one.step, one.scale, one.verdict) for asked in found.asked for one in asked.felt},
    }


@pytest.mark.parametrize("planted", [airport, employer])
def test_the_other_way_round_what_came_is_what_goes(planted: Any) -> None:
    before, after = planted()
    assert straight(difference(before, after, TODAY)) == mirrored(difference(after, before, TODAY))


@st.composite
def edited(draw: st.DrawFn) -> tuple[Journey, Journey, set[tuple[str, str, str]]]:
    """A map, the same after some changes, and which those are."""
    before = draw(st.sampled_from(starters()[1:]))
    steps = [one.id for one in before.steps]
    expected: set[tuple[str, str, str]] = set()
    changes: list[tuple[str, Any]] = []
    chosen = draw(st.lists(st.sampled_from(steps), unique=True, min_size=1, max_size=3))
    for at, step in enumerate(chosen):
        if draw(st.booleans()):
            changes.append((f"steps/{step}/name", f"Another name {at}"))
            expected.add(("step", step, "renamed"))
        else:
            changes.append((f"steps/{step}", None))
            expected.add(("step", step, "removed"))
    for at in range(draw(st.integers(0, 2))):
        changes.append((f"steps/new-{at}", {"name": f"New {at}"}))
        expected.add(("step", f"new-{at}", "added"))
    for one in draw(st.lists(st.sampled_from(before.solutions), unique_by=lambda one: one.id, max_size=3)):
        state = "dropped" if one.state != "dropped" else "done"
        changes += [(f"solutions/{one.id}/state", state), (f"solutions/{one.id}/due", "2031-01-01")]
        expected |= {("solution", one.id, "state"), ("solution", one.id, "due")}
    for one in draw(st.lists(st.sampled_from(before.moments), unique_by=lambda one: one.id, max_size=2)):
        changes.append((f"moments/{one.id}", None))
        expected.add(("moment", one.id, "removed"))
    return before, changed(before, *changes), expected


@SLOW
@given(edited())
def test_random_edits_are_exactly_what_differs(drawn: tuple[Journey, Journey, set[tuple[str, str, str]]]) -> None:
    before, after, expected = drawn
    found = difference(before, after, TODAY)
    assert pieces(found) == expected
    assert straight(found) == mirrored(difference(after, before, TODAY))


@SLOW
@given(st.permutations(list("abcdef")))
def test_a_step_that_is_carried_elsewhere_is_the_one_that_moved(order: list[str]) -> None:
    before = Journey.model_validate({"id": "x", "steps": [{"id": one, "name": one} for one in "abcdef"]})
    after = before.model_copy(update={"steps": tuple(next(s for s in before.steps if s.id == one) for one in order)})
    there, back = ({one.id for one in difference(*pair, TODAY).pieces} for pair in ((before, after), (after, before)))
    assert there == back
    stays = [one for one in order if one not in there]
    assert stays == sorted(stays)
    one_carried = Journey.model_validate({"id": "x", "steps": [{"id": one, "name": one} for one in "bcdefa"]})
    assert {one.id for one in difference(before, one_carried, TODAY).pieces} == {"a"}


def test_maps_without_a_common_origin_are_compared_by_name_and_place() -> None:
    before, after = airport()
    raw = before.to_json() | {"id": "other"}
    for at, step in enumerate(raw["steps"]):
        step["id"] = f"n{at}"
    for moment in raw["moments"]:
        moment["step"] = next(f"n{at}" for at, one in enumerate(before.steps) if one.id == moment["step"])
    found = difference(Journey.model_validate(raw), after, TODAY, by_id=False)
    assert verdicts(found)["bag-drop"] == "changed"
    assert ("step", "bag-drop", "added") not in pieces(found)


def test_who_asks_again_and_hears_the_same_cannot_tell_either() -> None:
    both = two_surveys(50)
    same = changed(both, ("steps/a/ratings/ward-2/value", 50.0))
    found = difference(with_only(same, {"ward-1", "clinic-1"}), same, TODAY)
    assert set(verdicts(found).values()) == {"not enough"}


def test_a_figure_from_before_a_solution_was_begun_is_not_its_doing() -> None:
    before, after = airport()
    later = changed(after, ("solutions/courtesy/since", "2027-06-20"))
    judged = {one.id: one.judged for one in difference(before, later, TODAY).promises}
    assert (judged["security-negative"], judged["courtesy"]) == ("came true", "not measured")


# ---- privacy


def survey(n: int, least: int | None, figures: dict[str, float], kind: str = "survey") -> Journey:
    bare = Journey.model_validate({"id": "x", "steps": [{"id": one, "name": one} for one in figures]})
    source = {"id": "asked", "name": "Asked", "kind": kind, "n": n, "least": least}
    return with_figures(bare, source, figures, "negative-share")


@pytest.mark.parametrize(("n", "least", "shown"), [(44, 5, False), (41, 5, False), (45, 5, True), (41, None, True)])
def test_what_a_few_more_answered_in_one_survey_is_not_to_be_had_from_two_editions(
    n: int, least: int | None, *, shown: bool
) -> None:
    found = difference(survey(40, least, {"a": 20, "b": 30}), survey(n, least, {"a": 27, "b": 30}), TODAY)
    assert ("a" in verdicts(found)) == shown
    said = "\n".join(lines_of(told(found)))
    assert ("only a few answers are new" in said) != shown
    assert shown or "27" not in said + str(found)


@pytest.mark.parametrize(("least", "told_of"), [(5, set()), (None, {"a"})])
def test_what_a_system_counted_is_told_as_it_is_unless_it_was_added_up_from_answers(
    least: int | None, told_of: set[str]
) -> None:
    one, other = (survey(40, least, {"a": value}, kind="count") for value in (20, 27))
    assert {each.step for each in difference(one, other, TODAY).opinions} == told_of


def test_groups_and_what_single_people_said_are_in_nothing_that_is_told() -> None:
    def room(values: Iterable[int], group: float) -> Journey:
        journey = survey(40, 5, {"a": 20})
        ratings = [{"id": f"p-{at}", "value": value} for at, value in enumerate(values)]
        ratings.append({"id": "asked-young", "rater": "Asked: young", "source": "asked", "scale": "negative-share"})
        ratings[-1] |= {"value": group, "n": 6}
        for one in ratings:
            journey = apply(journey, new_edit(f"steps/a/ratings/{one['id']}", one))
        moment = {"name": "M", "step": "a", "dots": [{"id": f"p-{at}", "n": at} for at, _ in enumerate(values)]}
        return changed(journey, ("moments/m", moment), ("voices/p-0", {"speaks_as": "customer"}))

    found = difference(room((1, 1), 33), room((2, -2, 1), 77), TODAY)
    assert found.is_empty
    assert found.groups
    assert not {"33", "77"} & set(str(found).replace(".", " ").replace(",", " ").split())


# ---- chance


def quarters(chance: Random, waves: int, steps: int, n: int) -> Journey:
    """Surveys of one series between which nothing changed."""
    journey = Journey.model_validate(
        {"id": "x", "steps": [{"id": f"s{at}", "name": f"Step {at}"} for at in range(steps)]}
    )
    true = [chance.uniform(0.05, 0.95) for _ in range(steps)]
    sources, ratings = [], dict[str, list[dict[str, Any]]]()
    for wave in range(waves):
        at = f"w{wave}"
        when = f"{2010 + wave // 4}-Q{wave % 4 + 1}"
        sources.append({"id": at, "name": f"Ward, {when}", "kind": "survey", "when": when, "n": n, "each": True})
        for step, share in enumerate(true):
            value = 100 * sum(chance.random() < share for _ in range(n)) / n
            rating = {"id": at, "source": at, "scale": "positive-share", "value": value, "n": n}
            ratings.setdefault(f"s{step}", []).append(rating)
    raw = journey.to_json() | {"sources": sources}
    raw["steps"] = [step | {"ratings": ratings[step["id"]]} for step in raw["steps"]]
    return Journey.model_validate(raw)


def first_of(journey: Journey, waves: int) -> Journey:
    """The edition in which only so many surveys stood."""
    return with_only(journey, {one.id for one in journey.sources[:waves]})


def with_only(journey: Journey, ids: set[str]) -> Journey:
    """The map in which only some surveys stand."""
    kept = tuple(one for one in journey.sources if one.id in ids)
    steps = tuple(
        step.model_copy(update={"ratings": tuple(one for one in step.ratings if one.id in ids)})
        for step in journey.steps
    )
    return journey.model_copy(update={"sources": kept, "steps": steps})


@pytest.mark.parametrize(("n", "steps"), [(15, 10), (60, 14), (300, 6)])
def test_of_quarters_between_which_nothing_changed_five_of_100_at_most_say_that_something_moved(
    n: int, steps: int
) -> None:
    chance = Random(15)  # noqa: S311 - no secret
    pairs = 150
    moved = 0
    for _ in range(pairs):
        both = quarters(chance, 2, steps, n)
        moved += "changed" in verdicts(difference(first_of(both, 1), both, TODAY)).values()
    print(f"\n{n} answers, {steps} steps: {100 * moved / pairs:.1f} of 100 pairs say that something moved")  # noqa: T201 - the figures are looked at
    assert moved / pairs <= 0.05


@pytest.mark.parametrize(("waves", "steps"), [(12, 1), (24, 1), (24, 4)])
def test_of_series_in_which_nothing_changed_five_of_100_at_most_signal_at_any_step(waves: int, steps: int) -> None:
    chance = Random(16)  # noqa: S311 - no secret
    series = 100
    signals = 0
    for _ in range(series):
        journey = quarters(chance, waves, steps, 40)
        charts = difference(journey, journey, TODAY).charts
        assert len(charts) == steps
        signals += any(one.moved for one in charts)
    print(f"\n{waves} quarters, {steps} steps: {100 * signals / series:.1f} of 100 series signal")  # noqa: T201 - the figures are looked at
    assert signals / series <= 0.05


def two_surveys(second: float) -> Journey:
    """A ward whose figure is 60 % after 50, and a clinic that asked again as well."""
    journey = Journey.model_validate({"id": "x", "steps": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]})
    for at, step, year, value in (
        ("ward-1", "a", "2025", 50.0),
        ("ward-2", "a", "2026", 60.0),
        ("clinic-1", "b", "2025", 50.0),
        ("clinic-2", "b", "2026", second),
    ):
        source = {"id": at, "name": f"{at[:-2]}, {year}", "kind": "survey", "when": year, "n": 200}
        journey = with_figures(journey, source, {step: value}, "positive-share")
    return journey


def test_that_another_survey_was_asked_again_too_changes_no_verdict_and_the_page_of_each_tells_the_same() -> None:
    both = two_surveys(51)
    found = difference(with_only(both, {"ward-1", "clinic-1"}), both, TODAY)
    assert verdicts(found) == {"a": "changed", "b": "not enough"}
    on_page = {one.source: {each.step for each in one.changes if each.called} for one in feedback(both)}
    assert on_page == {"ward-1": set(), "ward-2": {"a"}, "clinic-1": set(), "clinic-2": set()}
    of_each = "Each survey is judged by itself: of many that were asked again, chance alone may move one."
    assert of_each in account(found, Side("Before"), Side("Now")).parts[0].notes
    ward = with_only(both, {"ward-1", "ward-2"})
    alone = difference(with_only(ward, {"ward-1"}), ward, TODAY)
    assert of_each not in account(alone, Side("Before"), Side("Now")).parts[0].notes


def test_a_series_that_moved_signals_once_there_are_ten_surveys() -> None:
    journey = quarters(Random(17), 16, 1, 40)  # noqa: S311 - no secret
    raw = journey.to_json()
    for at, rating in enumerate(raw["steps"][0]["ratings"]):
        rating["value"] = 40 + at % 3 if at < 8 else 70 + at % 3
    moved = Journey.model_validate(raw)
    found = difference(moved, moved, TODAY)
    assert [one.moved for one in found.charts] == [True]
    assert lines(found, "charts") == (
        "One step has moved by more than chance: “Step 0” (16 surveys, 56 % in the middle).",
    )
    few = first_of(moved, 9)
    assert difference(few, few, TODAY).charts == ()
