"""What changed since the last survey: which two are compared, and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest

from cjm_widgets.journey.differing import difference
from cjm_widgets.journey.differing.account import Side, account
from cjm_widgets.journey.differing.satisfaction import asked_again
from cjm_widgets.journey.feedback import feedback
from cjm_widgets.journey.in_short import in_short
from cjm_widgets.journey.model import Journey, Rating, Source, Step
from cjm_widgets.journey.since import ASSUMED, asked_since, changes

MAY, AUGUST = "Members’ survey, May 2026", "Members’ survey, August 2026"
WAS = {"In": 40.0, "Wait": 36.0, "Out": 10.0}
NOW = {"In": 41.0, "Wait": 12.0, "Out": 17.9}


def survey(at: str, name: str = "", when: str = "", **more: object) -> Source:
    return Source.model_validate({"id": at, "name": name or at, "when": when, "kind": "survey"} | more)


def journey(*asked: tuple[Source, dict[str, float]], n: int | None = 200, scale: str = "negative-share") -> Journey:
    steps = {name: f"step-{at}" for at, name in enumerate(dict.fromkeys(name for _, its in asked for name in its))}
    return Journey(
        id="visit",
        sources=tuple(source for source, _ in asked),
        steps=tuple(
            Step(
                id=at,
                name=name,
                ratings=tuple(
                    Rating(id=source.id, source=source.id, scale=scale, value=its[name], n=n)
                    for source, its in asked
                    if name in its
                ),
            )
            for name, at in steps.items()
        ),
    )


def said(of: Journey, source: str = "new") -> list[tuple[str, str]]:
    told = next(one for one in feedback(of) if one.source == source)
    return [(one.about, one.say) for one in told.said]


def since(of: Journey, source: str = "new") -> set[str]:
    return {one.since for one in changes(asked_since(of, next(one for one in of.sources if one.id == source)))}


def test_each_step_is_called_changed_or_it_is_said_how_many_answers_would_settle_it() -> None:
    both = journey((survey("old", MAY, "2026-05"), WAS), (survey("new", AUGUST, "2026-08"), NOW))
    assert said(both) == [
        (
            "changed",
            (
                f"“Wait” is better than in “{MAY}” by more than chance. Negative answers, %: 36 % then "
                "(n = 200), 12 % now (n = 200); 24 percentage points apart, 16 to 32 (95 %)."
            ),
        ),
        (
            "same",
            (
                f"Not enough to say what has changed since “{MAY}” at “Out” (about 450 more answers this time), "
                "“In” (about 25,000 answers in each of two surveys). So many are as likely as not to tell."
            ),
        ),
        ("since", ASSUMED),
    ]
    assert said(both, "old") == [], "the earlier is compared with nothing"


@pytest.mark.parametrize(("scale", "way"), [("five-points", "worse"), ("1-5 low is good", "better")])
def test_a_change_is_better_or_worse_whichever_way_the_scale_runs(scale: str, way: str) -> None:
    old, new = survey("old", when="2026-05"), survey("new", when="2026-08")
    both = journey((old, {"In": 4.0, "Out": 3.0}), (new, {"In": 2.0, "Out": 3.0}), scale=scale)
    (_, first), (_, second), _ = said(both)
    words = {"better": "Score, 1 to 5, low is good", "worse": "Score, 1 to 5, high is good"}[way]
    assert first.startswith(
        f"“In” is {way} than in “old, May 2026” by more than chance. {words}: 4 then (n = 200), 2 now (n = 200); "
        "2 apart,"
    )
    assert second == "Not enough to say what has changed since “old, May 2026” at “Out” (the same figure)."


def test_a_figure_of_which_nobody_knows_how_many_answered_is_shown_and_not_judged() -> None:
    both = journey((survey("old", MAY, "2026-05"), WAS), (survey("new", AUGUST, "2026-08", n=300), NOW), n=None)
    assert said(both) == [
        (
            "unsure",
            (
                f"Whether chance moved it since “{MAY}” cannot be told without how many answered: "
                "“In” (40 % then, 41 % now), “Wait” (36 % then, 12 % now), “Out” (10 % then, 17.9 % now)."
            ),
        )
    ], "300 in all is how many answered at most"


def test_the_nearest_earlier_survey_of_the_name_is_the_one_that_is_meant() -> None:
    three = (("q1", "Ward 2026-Q1", "2026-Q1"), ("q3", "Ward, Q3 2026", "2026-Q3"), ("q2", "Q2 2026: Ward", "2026-06"))
    found = journey(*((survey(*one), WAS) for one in three), (survey("other", "Clinic", "2026-07-01"), WAS))
    assert [since(found, one) for one in ("q1", "q2", "q3", "other")] == [set(), {"q1"}, {"q2"}, {"q2"}]


@pytest.mark.parametrize(
    ("old", "new", "is_since"),
    [
        (survey("old", "A", "2026-05"), survey("new", "B", "2026-08"), True),
        (survey("old", "A", "2026"), survey("new", "A", "2026-08"), False),
        (survey("old", "A", "2026-05", who="new members"), survey("new", "B", "2026-08", who="leavers"), False),
        (survey("old", "A", "2026-05", kind="count"), survey("new", "A", "2026-08"), False),
        (survey("old", "A", "2026-05", kind="judgement"), survey("new", "A", "2026-08"), False),
    ],
)
def test_other_surveys_are_compared_where_they_ask_the_same_of_whom_may_be_the_same(
    old: Source, new: Source, *, is_since: bool
) -> None:
    assert since(journey((old, WAS), (new, NOW))) == ({"old"} if is_since else set())


def test_of_other_names_only_the_very_same_steps_are_compared_and_of_one_name_those_that_both_have() -> None:
    fewer = {name: NOW[name] for name in ("In", "Wait")}
    assert since(journey((survey("old", "A", "2026-05"), WAS), (survey("new", "B", "2026-08"), fewer))) == set()
    both = journey((survey("old", "A", "2026-05"), WAS), (survey("new", "A", "2026-08"), fewer))
    assert [one.step for one in changes(asked_since(both, both.sources[1]))] == ["step-0", "step-1"]
    one_step = {"In": 40.0}
    assert since(journey((survey("old", "A", "2026-05"), one_step), (survey("new", "B", "2026-08"), one_step))) == set()


def test_other_scales_are_not_compared_and_no_groups_figure_stands_for_all() -> None:
    rating = {"value": 3.0, "n": 50}
    steps = tuple(
        Step(
            id=at,
            name=at,
            ratings=(
                Rating(id="old", source="old", scale="five-points", **rating),
                Rating(id="new", source="new", scale="ten-points", **rating),
                Rating(id="new-day", rater="A: Day", source="new", scale="five-points", **rating),
            ),
        )
        for at in ("in", "out")
    )
    both = (survey("old", "A", "2026-05"), survey("new", "A", "2026-08"))
    assert since(Journey(id="visit", sources=both, steps=steps)) == set()


def test_of_two_of_one_name_without_dates_it_is_said_once_what_is_missing() -> None:
    both = journey((survey("old", "Ward"), WAS), (survey("new", "Ward", "2026-08"), NOW))
    say = "Say when each of “Ward” and “Ward, August 2026” was asked, and what changed between them is told here."
    assert said(both) == [("undated", say)]
    assert said(both, "old") == []


def test_where_it_would_take_more_than_can_be_asked_no_more_than_that_is_claimed() -> None:
    """40.5 beside 40.4 % are told by some millions of answers: no number that can be asked is no “no number”."""
    near = journey((survey("old", MAY, "2026-05"), {"In": 40.5}), (survey("new", AUGUST, "2026-08"), {"In": 40.4}))
    (same,) = [say for about, say in said(near) if about == "same"]
    assert same.endswith("at “In” (no number of answers that can be asked would tell).")


def with_outcome_and_groups(asked: tuple[Source, dict[str, float]]) -> tuple[Source, dict[str, float]]:
    source, figures = asked
    told = {"kind": "outcome", "name": "Overall", "scale": "positive-share", "value": 50.0, "n": 200}
    more = [{"id": f"o{at}", "group": f"Ward {at}" if at else ""} | told for at in range(12)]
    return survey(source.id, source.name, source.when, figures=more), figures


def test_a_step_that_moved_gets_one_verdict_on_the_page_of_the_survey_and_in_what_moved() -> None:
    """Between 5 and 18 of 200 chance lies nearer where outcomes of eleven wards were asked about besides."""
    was, now = (survey("old", MAY, "2026-05"), {"In": 9.0}), (survey("new", AUGUST, "2026-08"), {"In": 2.5})
    alone = journey(was, now)
    assert [one.called for one in changes(asked_since(alone, alone.sources[1]))] == [True]
    both = journey(*map(with_outcome_and_groups, (was, now)))
    (there,) = asked_again(journey(with_outcome_and_groups(was)), both, {})[:1]
    here = changes(asked_since(both, both.sources[1]))
    assert [one.verdict == "changed" for one in there.felt if one.step] == [one.called for one in here] == [False]
    assert [one.more for one in here] != [None]


def test_an_outcome_that_only_one_survey_asked_about_is_called_no_step() -> None:
    was, now = (survey("old", MAY, "2026-05"), WAS), (survey("new", AUGUST, "2026-08"), NOW)
    found = difference(journey(was), journey(was, with_outcome_and_groups(now)), None)
    lines = [line for part in account(found, Side("Before"), Side("Now")).parts for line in part.lines]
    assert "One outcome of the whole journey is asked about for the first time: “Overall”." in lines


def test_that_an_outcome_or_a_group_moved_is_told_of_the_survey_as_it_is_told_of_what_moved() -> None:
    def asked(source: Source, overall: float) -> Source:
        told = {"kind": "outcome", "name": "Overall", "scale": "positive-share", "n": 200}
        figures = [
            {"id": "all", "value": overall} | told,
            {"id": "ward", "group": "Ward 1", "value": 99 - overall} | told,
        ]
        return survey(source.id, source.name, source.when, figures=figures)

    was, now = asked(survey("old", MAY, "2026-05"), 50.0), asked(survey("new", AUGUST, "2026-08"), 80.0)
    both = journey((was, WAS), (now, WAS))
    here = [say for about, say in said(both) if about == "changed"]
    assert [say.partition(" than")[0] for say in here] == ["“Overall” is better", "“Overall” (Ward 1) is worse"]
    found = difference(journey((was, WAS)), both, None)
    assert here == [one.say for each in found.asked for one in each.said if one.about == "changed"]
    assert dict(in_short(both, date(2026, 9, 1)))["What changed"] == tuple(here)
    assert {step for one in feedback(both)[-1].said for step in one.steps} <= {one.id for one in both.steps}


def test_of_many_steps_that_cannot_be_told_the_nearest_are_named_and_the_others_counted() -> None:
    many = {f"Step {at}": 30.0 for at in range(9)}
    later = {name: value - at / 2 for at, (name, value) in enumerate(many.items())}
    asked = ((survey("old", MAY, "2026-05"), many), (survey("new", AUGUST, "2026-08"), later))
    (same,) = [say for about, say in said(journey(*asked)) if about == "same"]
    assert [f"“Step {at}”" in same for at in range(9)] == [False] * 6 + [True] * 3
    assert " and 6 others. So many are" in same
    (unsure,) = [say for about, say in said(journey(*asked, n=None)) if about == "unsure"]
    assert unsure.endswith(" and 6 others.")


@pytest.mark.parametrize(
    ("scale", "was", "now", "told"),
    [("five-points", 3.4, 4.618, ("3.4", "4.62")), ("nps", -27.34, 31.0, ("−27.3", "+31"))],
)
def test_a_figure_is_said_alike_in_a_sentence_a_table_and_on_the_curve(
    scale: str, was: float, now: float, told: tuple[str, str]
) -> None:
    asked = [
        (survey("old", MAY, "2026-05"), {"In": was, "Out": was}),
        (survey("new", AUGUST, "2026-08"), {"In": now, "Out": was}),
    ]
    both = journey(*asked, scale=scale)
    sentence = next(say for about, say in said(both) if about == "changed")
    assert f": {told[0]} then (n = 200), {told[1]} now (n = 200); " in sentence
    found = difference(journey(asked[0], scale=scale), both, None)
    row = next(part.table[1] for part in account(found, Side("Before"), Side("Now")).parts if part.table)
    assert tuple(cell.removesuffix(" (n = 200)") for cell in row[1:3]) == told
    assert [one.rows[0].cells[0].say for one in feedback(both) if one.rows[0].cells[0]] == [*told]


def test_where_all_that_was_asked_has_changed_it_is_told_in_short_too() -> None:
    asked = ((survey("old", MAY, "2026-05"), {"In": 40.0}), (survey("new", AUGUST, "2026-08"), {"In": 12.0}))
    (moved,) = dict(in_short(journey(*asked), date(2026, 9, 1)))["What changed"]
    assert moved.startswith("“In” is better than")
