from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from replaying import apply_all

from cjm_widgets.journey.edits import (
    Edit,
    EditError,
    apply,
    diff,
    new_edit,
    set_value,
    value_at,
)
from cjm_widgets.journey.model import (
    Experience,
    Journey,
    Moment,
    Persona,
    Rating,
    Scope,
    Solution,
    Source,
    Stage,
    Step,
    TimeSpan,
    Touchpoint,
)

JOURNEY = Journey(
    id="students",
    title="Enrolling",
    steps=(
        Step(
            id="ask",
            name="I ask",
            time=TimeSpan(amount=3, unit="weeks"),
            touchpoints=(Touchpoint(id="phone", name="Telephone"), Touchpoint(id="web", name="Website")),
        ),
        Step(id="wait", name="I wait", ratings=(Rating(id="room", value=-1.0),)),
        Step(id="start", name="I start"),
    ),
)


def changed(path: str, new: object) -> Journey:
    return apply(JOURNEY, new_edit(path, new))


@pytest.mark.parametrize(
    ("path", "stands"),
    [
        ("title", "Enrolling"),
        ("scope/starts", ""),
        ("scope/mapped_by", []),
        ("steps/ask/time/amount", 3.0),
        ("steps/ask/time", {"amount": 3.0, "unit": "weeks"}),
        ("steps/ask/touchpoints/web/name", "Website"),
        ("steps/ask/touchpoints/web/kind", None),
        ("steps/ask/@after", ""),
        ("steps/wait/@after", "ask"),
        ("steps/ask/touchpoints/web/@after", "phone"),
        ("steps/nobody", None),
        ("steps/nobody/name", None),
        ("steps/nobody/@after", None),
        ("steps/nobody/touchpoints/web/name", None),
        ("personas", []),
    ],
)
def test_a_path_gives_what_stands_there_as_plain_values(path: str, stands: object):
    assert value_at(JOURNEY, path) == stands


def test_the_empty_path_is_the_whole_journey():
    assert value_at(JOURNEY, "") == JOURNEY.to_json()


@pytest.mark.parametrize(
    "path",
    [
        "colour",
        "title/first",
        "title/",
        "id",
        "revision",
        "schema_version",
        "steps/ask/id",
        "steps/ask/name/first",
        "steps/ask/colour",
        "steps/ask/touchpoints/web/colour",
        "steps/ask/@after/x",
        "steps/Not An Id",
        "steps//name",
        "steps/../title",
        "steps/nobody/colour",
        "steps/nobody/touchpoints/web/colour",
        "steps/0/name/x",
        "scope/starts/x",
        "scope/@after",
        "/title",
        "/",
    ],
)
def test_a_path_that_no_journey_has_is_an_error_for_reading_and_for_writing(path: str):
    with pytest.raises(EditError):
        value_at(JOURNEY, path)
    with pytest.raises(EditError):
        changed(path, "x")


def test_an_edit_changes_its_place_and_nothing_else():
    after = changed("steps/ask/touchpoints/web/name", "App")
    assert after.steps[0].touchpoints[1].name == "App"
    restored = apply(after, new_edit("steps/ask/touchpoints/web/name", "Website"))
    assert restored == JOURNEY
    assert JOURNEY.steps[0].touchpoints[1].name == "Website"


def test_an_item_is_added_at_the_end_replaced_where_it_stands_and_removed():
    assert [step.id for step in changed("steps/more", {"name": "More"}).steps] == ["ask", "wait", "start", "more"]
    replaced = changed("steps/wait", {"name": "I hope"})
    assert [step.id for step in replaced.steps] == ["ask", "wait", "start"]
    assert (replaced.steps[1].name, replaced.steps[1].ratings) == ("I hope", ())
    assert [step.id for step in changed("steps/wait", None).steps] == ["ask", "start"]
    assert changed("steps/nobody", None) == JOURNEY


def test_a_field_of_an_item_that_is_not_there_makes_the_item():
    after = changed("steps/ask/ratings/room/value", 2)
    assert after.steps[0].ratings == (Rating(id="room", value=2.0),)


@pytest.mark.parametrize(
    ("item", "after", "order"),
    [
        ("start", "", ["start", "ask", "wait"]),
        ("ask", "start", ["wait", "start", "ask"]),
        ("ask", "wait", ["wait", "ask", "start"]),
        ("start", "ask", ["ask", "start", "wait"]),
        ("wait", "ask", ["ask", "wait", "start"]),
        ("wait", "nobody", ["ask", "wait", "start"]),
        ("wait", "wait", ["ask", "wait", "start"]),
        ("wait", None, ["ask", "wait", "start"]),
        ("nobody", "ask", ["ask", "wait", "start"]),
    ],
)
def test_an_item_moves_behind_another_or_to_the_front(item: str, after: object, order: list[str]):
    assert [step.id for step in changed(f"steps/{item}/@after", after).steps] == order


def test_the_whole_journey_can_be_put():
    other = Journey(id="other", title="Another")
    assert changed("", other.to_json()) == other


def test_set_value_remembers_what_stood_there():
    edit = set_value(JOURNEY, "title", "Joining", by="Ana")
    assert (edit.old, edit.new, edit.by, edit.t[-1]) == ("Enrolling", "Joining", "Ana", "Z")
    assert apply(JOURNEY, edit).title == "Joining"


@pytest.mark.parametrize(
    ("path", "new", "say"),
    [
        ("nowhere", 1, "There is no place “nowhere” in a journey."),
        ("title", "x" * 201, "title: the text is too long; at most 200 characters fit."),
        ("title", 5, "title: a text is expected."),
        ("title", None, "title: a text is expected."),
        ("title", "\ud800", "title: the text holds a character that cannot be kept."),
        ("steps/wait/ratings/room/value", 7, "The rating must be from -2 to 2."),
        ("steps/wait/ratings/room/value", "well", "value: a number is expected."),
        ("steps/wait/ratings/room/n", -1, "n: the number is too small; at least 0."),
        ("steps/wait/ratings/room/n", 1.5, "n: a whole number is expected."),
        ("steps/ask/time/amount", 1e9, "amount: the number is too large; at most 100,000."),
        ("steps/wait/ratings/room/n", 10**10 + 1, "n: the number is too large; at most 10,000,000,000."),
        ("sources/x/n", 10**10 + 1, "n: the number is too large; at most 10,000,000,000."),
        ("indicators/i/today_n", 10**10 + 1, "today_n: the number is too large; at most 10,000,000,000."),
        ("indicators/i/results/r/n", 10**10 + 1, "n: the number is too large; at most 10,000,000,000."),
        ("steps/ask/time/amount", float("nan"), "amount: a number is expected."),
        ("steps/ask/time/unit", "years", "unit: this is not one of the answers; allowed are 'minutes', 'hours', "),
        ("scope/mapped_by", "data", "mapped_by: a list is expected."),
        ("scope/mapped_by", ["guess"], "mapped_by: this is not one of the answers; allowed are 'mental-walk', "),
        ("moments/m/hot_spot", "maybe", "hot_spot: yes or no is expected."),
        ("moments/m/step", "No Id", "step: small letters, digits and hyphens are expected, 64 at most."),
        ("scope", 5, "scope: a group of named fields is expected."),
        ("", {}, "id: this is missing."),
        ("steps/x", {"colour": 1}, "colour: a journey has no such field."),
        ("steps/x", 5, "“steps/x” must hold an item with its fields."),
        ("steps/X", {}, "“X” cannot name an item: ids are small letters, digits and hyphens."),
        ("steps", [{"id": "a"}, {"id": "a"}], "Two items in steps have the same id, “a”."),
        ("steps/x", {"touchpoints": [{"id": "a"}] * 2}, "Two items in touchpoints have the same id, “a”."),
        ("steps/x/touchpoints", [{"id": "a"}] * 2, "Two items in touchpoints have the same id, “a”."),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(path: str, new: object, say: str):
    with pytest.raises(EditError) as error:
        changed(path, new)
    assert str(error.value).startswith(say)
    assert str(error.value).endswith(".")


@pytest.mark.parametrize(
    "wrong", [{"id": ""}, {"id": "a b"}, {"id": "a" * 65}, {"by": "x" * 81}, {"path": "x" * 401}, {"by": "\ud800"}]
)
def test_an_edit_itself_has_limits(wrong: dict):
    with pytest.raises(ValidationError):
        Edit(**{"id": "a", "path": "title", **wrong})


words = st.sampled_from(["", "a", "Größe", "b\nc"])
names = st.sampled_from(["a", "b", "c", "room"])


def items(model: type, **fields: st.SearchStrategy):
    made = st.builds(model, id=names, **fields)
    return st.lists(made, max_size=4, unique_by=lambda item: item.id).map(tuple)


ratings = st.one_of(
    st.builds(lambda v: {"scale": "felt", "value": v}, st.sampled_from([None, "unknown", -2, 2])),
    st.builds(lambda v: {"scale": "negative-share", "value": v}, st.sampled_from([None, 0, 36, 100])),
    st.builds(lambda v: {"scale": "five-points", "value": v}, st.sampled_from([1, 5])),
)
rating_lists = st.lists(
    st.builds(lambda name, rating, note: Rating(id=name, note=note, **rating), names, ratings, words),
    max_size=3,
    unique_by=lambda item: item.id,
).map(tuple)
journeys = st.builds(
    Journey,
    id=st.just("j"),
    title=words,
    scope=st.builds(Scope, starts=words, mapped_by=st.sampled_from([(), ("data",), ("data", "interviews")])),
    sources=items(Source, name=words),
    personas=items(Persona, name=words, source=st.one_of(st.none(), names)),
    stages=items(Stage, name=words),
    steps=items(
        Step,
        name=words,
        stage=st.one_of(st.none(), names),
        time=st.builds(TimeSpan, amount=st.sampled_from([None, 0, 2.5])),
        touchpoints=items(Touchpoint, name=words, kind=st.sampled_from([None, "human"])),
        experience=st.builds(Experience, actions=words),
        ratings=rating_lists,
    ),
    moments=items(Moment, why=words, hot_spot=st.booleans()),
    solutions=items(Solution, impact=st.sampled_from([None, 1, 5])),
)


@settings(max_examples=200)
@given(journeys, journeys)
def test_the_difference_of_two_journeys_turns_one_into_the_other_one_edit_at_a_time(one: Journey, other: Journey):
    edits = diff(one, other, by="Ana")
    assert apply_all(one, edits) == other
    assert {edit.by for edit in edits} <= {"Ana"}
    assert (edits == ()) is (one == other)


@settings(max_examples=100)
@given(journeys, journeys)
def test_a_difference_says_what_stood_before_so_that_it_can_be_taken_back(one: Journey, other: Journey):
    journey = one
    for edit in diff(one, other):
        assert value_at(journey, edit.path) == edit.old
        journey = apply(journey, edit)


@settings(max_examples=100)
@given(journeys, journeys)
def test_edits_and_journeys_survive_being_written_as_text(one: Journey, other: Journey):
    written = [json.loads(json.dumps(edit.model_dump(mode="json"))) for edit in diff(one, other)]
    assert apply_all(one, [Edit.model_validate(edit) for edit in written]) == other
    assert Journey.model_validate(json.loads(json.dumps(other.to_json()))) == other


def test_changing_one_field_is_one_small_edit():
    (edit,) = diff(JOURNEY, changed("steps/ask/touchpoints/web/name", "App"))
    assert (edit.path, edit.old, edit.new) == ("steps/ask/touchpoints/web/name", "Website", "App")


def test_a_rating_that_changes_its_scale_changes_whole():
    survey = {"scale": "negative-share", "value": 36}
    (edit,) = diff(JOURNEY, changed("steps/wait/ratings/room", survey))
    assert edit.path == "steps/wait/ratings/room"
