"""What a map rests on: every fact that is shown agrees with the journey."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from random_journey import journeys

from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.dates import age
from cjm_widgets.journey.facts import known_ratings
from cjm_widgets.journey.grounds import rests_on
from cjm_widgets.journey.model import Journey

TODAY = date(2026, 11, 29)
SOURCES = [
    {"id": "wards", "name": "Ward survey", "kind": "survey", "when": "2026-03"},
    {"id": "old", "name": "Old survey", "kind": "survey", "n": 900, "when": "2015"},
    {"id": "bare", "name": "A survey of no date", "kind": "survey"},
    {"id": "talks", "name": "Interviews", "kind": "interviews", "n": 6, "each": True, "when_note": "before Easter"},
    {"id": "what", "name": "Something"},
    {"id": "day", "name": "Survey of a day", "kind": "survey", "when": "2026-05-03"},
    {"id": "year", "name": "Survey of the year", "kind": "survey", "when": "2026"},
]


def mapped(*steps):
    """A journey of steps with (source, n) for each figure; a text is a quote from such a source, "" from none."""
    made = []
    for at, figures in enumerate(steps):
        heard = [one for one in figures if isinstance(one, str)]
        quotes = [{"id": f"q{k}", "words": "Slow", "source": one or None} for k, one in enumerate(heard)]
        ratings = [
            {"id": f"r{k}", "scale": "negative-share", "value": 20, "source": one[0], "n": one[1]}
            for k, one in enumerate(figures)
            if not isinstance(one, str)
        ]
        made.append({"id": f"s{at}", "name": f"Part {at}", "ratings": ratings, "quotes": quotes})
    return Journey.model_validate({"id": "j", "sources": SOURCES, "steps": made})


def told(*figures):
    [one] = coverage(mapped(figures), TODAY).steps
    return one.words, one.people, one.age


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ([], ("Nothing known", "", "")),
        ([(None, None)], ("Assumed by us", "", "")),
        ([("what", 5)], ("From a source that does not say what it is", "", "")),
        ([("wards", 40)], ("Measured", "n = 40", "7 months old")),
        ([("wards", 40), ("wards", 160)], ("Measured", "n = 40 to 160", "7 months old")),
        ([("wards", 40), ("wards", None)], ("Measured", "n = 40 or more", "7 months old")),
        ([("wards", None)], ("Measured", "n not known", "7 months old")),
        ([("old", None)], ("Measured", "n = 900 in all", "10 years old")),
        ([("old", 7), ("wards", 40)], ("Measured", "n = 7 to 40", "7 months old")),
        ([("bare", 1234)], ("Measured", "n = 1,234", "undated")),
        ([("talks", None)], ("Reported to us", "n = 6", "before Easter")),
        ([("talks", None), ("wards", 9)], ("Measured", "n = 9", "7 months old")),
        ([(None, None), "talks"], ("Reported to us", "in quotes", "before Easter")),
        (["wards"], ("Reported to us", "in quotes", "7 months old")),
        ([""], ("Assumed by us", "", "")),
        (["what"], ("From a source that does not say what it is", "", "")),
        ([("what", 5), ""], ("Assumed by us", "", "")),
        ([("wards", 40), "talks"], ("Measured", "n = 40", "7 months old")),
    ],
)
def test_a_step_says_what_it_rests_on_from_how_many_and_how_old(figures, says):
    assert told(*figures) == says


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([], ""),
        ([[], []], "Nothing is known yet of any step."),
        ([[("wards", 40)]], "The one step is measured. 40 people a step. They are of March 2026 (7 months old)."),
        (
            [[("wards", 40)], [("old", None)], ["talks"], [(None, None)], [(None, None)], []],
            (
                "Of 6 steps 2 are measured, 1 reported to us and 2 assumed by us; of 1 nothing is known. "
                "3 of 6 steps have no customer evidence yet. 40 people a "
                "step; how many answered at 1 step is not known (n = 900 in all); 1 step told in quotes only. The "
                "oldest is of 2015 (10 years old), the newest of March 2026 (7 months old); 1 step undated."
            ),
        ),
        ([[("bare", 1)], []], "Of 2 steps 1 is measured; of 1 nothing is known. 1 person a step. No date is said."),
        ([[(None, None)], [(None, None)]], "Both steps are assumed by us."),
        ([[("what", 3)]], "The one step is from a source that does not say what it is."),
        ([[("day", 12)]], "The one step is measured. 12 people a step. They are of 3 May 2026 (6 months old)."),
        (
            [[("wards", 12)], [("year", 12)]],
            "Both steps are measured. 12 people a step. They are of 2026 (of this year).",
        ),
        (
            [[("old", 12)], [("year", 12)]],
            (
                "Both steps are measured. 12 people a step. The oldest is of 2015 (10 years old), the newest of 2026 "
                "(of this year)."
            ),
        ),
        (
            [[("wards", 12)], [("bare", 80)]],
            "Both steps are measured. 12 to 80 people a step. They are of March 2026 (7 months old); 1 step undated.",
        ),
    ],
)
def test_all_steps_together_in_a_few_sentences(steps, says):
    assert coverage(mapped(*steps), TODAY).say == says


def with_curves(*steps):
    """A journey of steps with (curve, n) for each figure of the ward survey."""
    made = [
        {
            "id": f"s{at}",
            "ratings": [
                {"id": curve, "scale": "negative-share", "value": 20, "source": "wards", "n": n} for curve, n in figures
            ],
        }
        for at, figures in enumerate(steps)
    ]
    return Journey.model_validate({"id": "j", "sources": SOURCES, "steps": made})


GROUPS = [("wards-north", 15), ("wards-south", 121)]


def test_of_a_survey_with_groups_the_total_alone_counts_as_it_holds_them():
    found = coverage(with_curves([("wards", 136), *GROUPS], [("wards", 149), ("wards-north", 20)]), TODAY)
    assert [(one.people, one.fewest, one.most) for one in found.steps] == [("n = 136", 136, 136), ("n = 149", 149, 149)]
    assert "136 to 149 people a step." in found.say


def test_another_surveys_figure_counts_beside_a_total():
    journey = with_curves([("wards", 136), *GROUPS])
    other = {"id": "bare-north", "scale": "negative-share", "value": 20, "source": "bare", "n": 7}
    journey = Journey.model_validate(
        {**journey.to_json(), "steps": [{"id": "s0", "ratings": [*journey.to_json()["steps"][0]["ratings"], other]}]}
    )
    assert coverage(journey, TODAY).steps[0].people == "n = 7 to 136"


def test_where_only_groups_are_there_it_says_so():
    found = coverage(with_curves(GROUPS, [("wards-north", 32)], [("wards", 149)]), TODAY)
    assert [one.people for one in found.steps] == ["n = 15 to 121 a group", "n = 32 in one group", "n = 149"]
    assert "149 people a step; 15 to 121 people a group at 2 steps, as only groups are told." in found.say
    alone = coverage(with_curves([("wards-north", 32)]), TODAY)
    assert "32 people a group, as only groups are told." in alone.say


def test_without_a_day_dates_are_told_and_no_ages():
    found = coverage(mapped([("wards", 40)]))
    assert found.say.endswith("They are of March 2026.")
    assert found.steps[0].age == "March 2026"


@settings(max_examples=40)
@given(journeys)
def test_what_is_said_of_a_step_is_in_the_journey(journey):
    found = coverage(journey, TODAY)
    counted = {basis: sum(one.basis == basis for one in found.steps) for basis in ("measured", "reported", "assumed")}
    for one, step in zip(found.steps, journey.steps, strict=True):
        grounds = [rests_on(journey, rating) for rating in known_ratings(step)]
        firmest = next((b for b in ("measured", "reported", "assumed") if b in {g.basis for g in grounds}), "nothing")
        assert one.basis == firmest  # a source that is not there is nobody's, and one that is there says what it is
        there = [g.n for g in grounds if g.basis == firmest and firmest in ("measured", "reported")]
        known = [n for n in there if n is not None]
        assert (one.fewest, one.most) == (min(known, default=None), max(known, default=None))
        if known:
            ends = {min(known), max(known)} if known == there else {max(known)}
            assert {int(n) for n in re.findall(r"\d+", one.people)} == ends
        else:
            assert one.people in (("n not known", "n = 40 in all") if there else ("",))
    for basis, words in (("measured", "measured"), ("reported", "reported to us"), ("assumed", "assumed by us")):
        part = re.search(rf"(\d+) (?:is |are )?{words}|All (\d+) steps are {words}|(Both) steps are {words}", found.say)
        assert (2 if part and part[3] else int((part and (part[1] or part[2])) or 0)) == counted[basis]


@pytest.mark.parametrize(
    ("when", "old"),
    [
        ("2026-11-29", "under a month old"),
        ("2026-11", "of this month"),
        ("2026-12", "dated ahead"),
        ("2027", "dated ahead"),
        ("2026", "of this year"),
        ("2026-Q4", "of this quarter"),
        ("2026-10", "under a month old"),
        ("2026-10-29", "1 month old"),
        ("2025-Q4", "10 months old"),
        ("2024-12", "22 months old"),
        ("2024-11", "23 months old"),
        ("2024-10", "2 years old"),
        ("2023-11-29", "3 years old"),
        ("2023-11-30", "2 years old"),
        ("in spring", ""),
        ("", ""),
    ],
)
def test_an_age_counts_from_the_end_of_the_time_that_a_date_names(when, old):
    assert age(when, TODAY) == old
