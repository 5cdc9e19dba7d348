"""What a figure rests on is said once, by its source, and everything that follows from it comes from there."""

import pytest
from sound_journey import changed, sound

from cjm_widgets.charts.figures import satisfaction_figures
from cjm_widgets.journey.describe import caption_satisfaction, satisfaction_table
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.grounds import ground, rests_on, sources_in_words
from cjm_widgets.journey.model import Journey, Rating, Source
from cjm_widgets.journey.narration import narrate
from cjm_widgets.journey.parts.sources import BASIS_OF
from cjm_widgets.journey.paths import parse, shapes
from cjm_widgets.journey.pointing import in_use, pointing
from cjm_widgets.journey.progress import summary
from cjm_widgets.journey.rules import advice
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.views.map_view import map_view
from cjm_widgets.widgets.monitor_view import monitor_view

FOCUS = {"name": "Focus group", "kind": "focus-group", "who": "New members", "n": 6, "when": "2026-05"}


def grouped(*sources, own_n=None, **fields):
    """A journey of which the group rated each step by one of the sources; "" is its own judgement."""
    known = [{"id": "focus", **FOCUS, **fields}, {"id": "cards", "name": "Comment cards", "kind": "complaints"}]
    ratings = [[{"id": "room", "value": 1, "source": source or None, "n": own_n}] for source in sources]
    steps = [{"id": f"s{at}", "name": f"Part {at}", "ratings": one} for at, one in enumerate(ratings)]
    return Journey.model_validate({"id": "j", "sources": known, "steps": steps})


def first(journey):
    return rests_on(journey, journey.steps[0].ratings[0])


def kinds():
    return [value for value, _ in Source.model_fields["kind"].json_schema_extra["choices"]]


def test_every_kind_of_source_says_how_firm_it_is():
    assert set(kinds()) == set(BASIS_OF)
    assert [kind for kind in kinds() if BASIS_OF[kind] == "assumed"] == ["judgement"]


@pytest.mark.parametrize("kind", [None, *kinds()])
def test_the_basis_follows_from_the_kind_of_the_source(kind):
    average = changed(grouped("focus", kind=kind), ("steps/s0/ratings/room/value", 0.6))
    assert first(average).basis == BASIS_OF.get(kind, "assumed")


@pytest.mark.parametrize("kind", ["survey", "count", "other-figures"])
def test_what_the_room_picks_is_its_reading_of_what_was_measured(kind):
    picked = grouped("focus", kind=kind, own_n=41)
    found = first(picked)
    assert (found.basis, found.say, found.doubt) == ("reported", "our reading of Focus group, May 2026, n = 41", "")
    point = monitor_view(picked, editable=False)["curves"][0]["points"][0]
    assert (point["basis"], point["source"]) == ("reported", "our reading of Focus group, May 2026")
    assert "Half filled ones reported to us." in caption_satisfaction(picked)
    assert first(changed(picked, ("steps/s0/ratings/room/value", -1.4))).basis == "measured"
    survey = {"id": "q", "scale": "five-points", "value": 4, "source": "focus"}
    assert rests_on(picked, Rating.model_validate(survey)).basis == "measured"


def test_without_a_source_or_with_one_that_is_not_there_it_is_the_groups_judgement():
    for source in ("", "gone"):
        found = first(grouped(source))
        assert (found.basis, found.say, found.n) == ("assumed", "", None)


def test_a_source_that_does_not_say_what_it_is_makes_nothing_the_groups_own_judgement():
    journey = grouped("focus", kind=None)
    words = "a source that does not say what it is"
    assert (first(journey).basis, first(journey).firm) == ("assumed", words)
    assert curves(journey)[0].title == "Focus group"
    assert satisfaction_figures(journey).iloc[0]["basis"] == words
    assert monitor_view(journey, editable=False)["curves"][0]["points"][0]["basis"] == words
    assert words in satisfaction_table(journey)[1][0][1]
    assert f"hollow ones with a dot inside from {words}." in caption_satisfaction(journey).lower()
    assert f"(room, {words}, Focus group, May 2026, n = 6 in all)" in summary(journey, "satisfaction")
    assert [one for one in advice(journey, "satisfaction") if one.rule == "judgement-alone"] == []
    assert "assumed" not in caption_satisfaction(journey)


@pytest.mark.parametrize(
    ("fields", "n", "said", "certain"),
    [
        ({}, None, "Focus group, May 2026, n = 6 in all", None),
        ({"each": True}, None, "Focus group, May 2026, n = 6", 6),
        ({"each": True}, 4, "Focus group, May 2026, n = 4", 4),
        ({"n": None}, 4, "Focus group, May 2026, n = 4", 4),
        ({"n": None}, None, "Focus group, May 2026", None),
        ({"when": "", "when_note": "Before the summer"}, 4, "Focus group, Before the summer, n = 4", 4),
        ({"name": "Focus group May 2026"}, 4, "Focus group May 2026, n = 4", 4),
        ({"name": " "}, None, "A source without a name, May 2026, n = 6 in all", None),
    ],
)
def test_name_number_and_date_come_from_the_source(fields, n, said, certain):
    found = first(grouped("focus", own_n=n, **fields))
    assert (found.say, found.n) == (said, certain)


@pytest.mark.parametrize(
    ("sources", "title"),
    [
        (["", ""], "Our group"),
        (["gone", ""], "Our group"),
        (["focus", "focus"], "Focus group"),
        (["focus", "cards"], "Two sources"),
        (["focus", ""], "Our group and Focus group"),
        (["focus", "cards", ""], "Our group and two sources"),
    ],
)
def test_our_group_stands_only_where_it_is_true(sources, title):
    journey = grouped(*sources)
    assert curves(journey)[0].title == title
    assert satisfaction_table(journey)[0][1] == f"{title}: Satisfaction, −2 to +2"


def test_a_rating_that_nobody_gave_makes_no_curve_anybodys():
    journey = grouped("focus", "cards")
    journey = changed(journey, ("steps/s1/ratings/room/value", None))
    assert curves(journey)[0].title == "Focus group"


def test_table_summary_map_figures_and_words_say_the_same_of_a_figure():
    said = "reported, n = 6, Focus group, May 2026"
    journey = grouped("focus", "focus", each=True)
    assert satisfaction_table(journey)[1][0][1] == f"+1 satisfied ({said})"
    assert "(room, reported, Focus group, May 2026, n = 6)" in summary(journey, "satisfaction")
    assert map_view(journey)["customers"]["s0"] == [
        {"say": "+1 satisfied", "from": "reported, Focus group, May 2026, n = 6"}
    ]
    row = satisfaction_figures(journey).iloc[0]
    assert (row["rater"], row["source"], row["n"]) == ("Focus group", "Focus group, May 2026", 6)
    assert sources_in_words(journey)["focus"] == "Focus group, May 2026, n = 6"


def test_an_interval_is_drawn_only_where_it_is_known_how_many_answered_for_the_step():
    share = [("steps/s0/ratings/q", {"scale": "negative-share", "value": 36, "source": "focus"})]
    for each in (False, True):
        journey = changed(grouped("focus", each=each, kind="survey"), *share)
        survey = curves(journey)[1]
        assert (survey.title, survey.points[0].interval is not None) == ("Focus group", each)
        assert narrate(journey).count("n = 6 in all") == 0 or not each


def test_a_result_rests_on_its_source_and_on_as_many():
    journey = changed(sound(), ("sources/count/each", True))
    (result,) = evaluated(journey)[0].results
    assert (result.source, result.n) == ("Count, n = 9", 9)


def test_what_points_to_a_source_is_found_whatever_it_is():
    journey = changed(
        sound(),
        *((path, "focus") for path in POINTING),
        ("sources/focus", FOCUS),
    )
    assert set(pointing(journey, "sources", "focus")) == set(POINTING)
    assert ground(journey, "focus").name == "Focus group"


POINTING = (
    "steps/s1/ratings/room/source",
    "steps/s1/ratings/as-p1/source",
    "steps/s2/quotes/q/source",
    "steps/s2/time_source",
    "steps/s2/touchpoints/desk/time_source",
    "stages/stay/time_source",
    "personas/p1/source",
    "indicators/days/today_source",
    "indicators/days/results/r/source",
)


def every_pointer(model=Journey):
    for name, shape in shapes(model).items():
        if shape.kind != "leaf":
            yield from every_pointer(shape.model)
        elif (model.model_fields[name].json_schema_extra or {}).get("to") == "sources":
            yield model, name


def test_every_field_that_can_point_to_a_source_is_tried_above():
    tried = {(parse(path).stops[-1].holder, parse(path).name) for path in POINTING}
    assert tried == set(every_pointer())


def test_why_a_source_cannot_be_removed_names_where_it_is_chosen():
    journey = sound()
    assert in_use(journey, "sources", "count") == (
        "“Count” stays: it is chosen at Part 1, Part 2, Part 3, Part 4 and 3 more. Choose something else there first."
    )
    assert "Person 1, Person 2, Person 3, Part 1 and 5 more." in in_use(journey, "sources", "comments")
    assert in_use(journey, "sources", "report") == ""


def test_a_curve_that_is_not_the_groups_own_is_told_by_its_name():
    assert narrate(grouped("", "")) == "Stays satisfied at all two rated steps; as our group assumes."
    assert narrate(grouped("focus", "focus")).startswith("Focus group (satisfaction, −2 to +2): stays satisfied")
