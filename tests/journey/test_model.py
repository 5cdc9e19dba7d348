import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cjm_widgets.journey.model import SCHEMA_VERSION, Diagnostic, FiveC, Item, Journey, Rating, Step, Value
from cjm_widgets.journey.scales import SCALES


def models(model: type[Value] = Journey) -> set[type[Value]]:
    from cjm_widgets.journey.paths import shapes

    below = {place.model for place in shapes(model).values() if place.kind != "leaf"}
    return {model}.union(*(models(one) for one in below))


def test_an_empty_journey_needs_no_more_than_an_id():
    assert Journey(id="a").to_json()["schema_version"] == SCHEMA_VERSION


@pytest.mark.parametrize("bad", ["", "A", "a b", "../a", "-a", "a-", "ä", "a" * 65, "a\n"])
def test_an_id_that_could_name_something_outside_the_folder_is_refused(bad):
    with pytest.raises(ValidationError):
        Journey(id=bad)


@pytest.mark.parametrize("model", sorted(models(), key=lambda model: model.__name__))
def test_every_part_refuses_names_it_does_not_know_and_changes_in_place(model):
    extra = {"id": "a"} if issubclass(model, Item) or model is Journey else {}
    with pytest.raises(ValidationError, match="extra_forbidden"):
        model.model_validate({**extra, "colour": "red"})
    value = model.model_validate(extra)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(value, next(iter(model.model_fields)), "b")


@pytest.mark.parametrize("model", sorted(models(), key=lambda model: model.__name__))
def test_every_field_that_people_fill_in_has_a_title(model):
    inner = {"id", "schema_version", "revision", "language", "archived", "copied_from"}
    assert [name for name, field in model.model_fields.items() if name not in inner and not field.title] == []


def test_no_answer_is_chosen_beforehand():
    assert Rating(id="room").value is None
    assert FiveC().rating is None
    assert Diagnostic().override is None


def test_unknown_stays_unknown_and_zero_stays_zero():
    again = [
        Rating.model_validate(Rating(id="room", value=v).model_dump(mode="json")).value for v in ("unknown", 0, None)
    ]
    assert again == ["unknown", 0.0, None]
    assert FiveC.model_validate({"rating": 0}).rating == 0
    assert FiveC.model_validate({"rating": "unknown"}).rating == "unknown"


@pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: scale.name)
def test_a_rating_stays_on_its_scale(scale):
    assert Rating(id="a", scale=scale.name, value=scale.low).value == scale.low
    assert Rating(id="a", scale=scale.name, value=scale.high).value == scale.high
    for outside in (scale.low - 0.1, scale.high + 0.1):
        with pytest.raises(ValidationError, match="must be from"):
            Rating(id="a", scale=scale.name, value=outside)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "much", "-inf"])
def test_a_rating_is_a_number_or_unknown(bad):
    with pytest.raises(ValidationError):
        Rating(id="a", value=bad)


@pytest.mark.parametrize("bad", [3, -1, 1.5, "1", "no"])
def test_a_c_is_rated_from_0_to_2_or_unknown(bad):
    with pytest.raises(ValidationError):
        FiveC.model_validate({"rating": bad})


@pytest.mark.parametrize(
    "double",
    [
        {"steps": [{"id": "a"}, {"id": "a"}]},
        {"steps": [{"id": "a", "touchpoints": [{"id": "t"}, {"id": "t"}]}]},
        {"steps": [{"id": "a", "ratings": [{"id": "room"}, {"id": "room"}]}]},
    ],
)
def test_two_items_of_a_list_never_share_an_id(double):
    with pytest.raises(ValidationError, match="same id"):
        Journey.model_validate({"id": "a", **double})


def test_two_steps_may_each_have_a_rating_of_the_room():
    steps = [{"id": name, "ratings": [{"id": "room", "value": 1}]} for name in ("a", "b")]
    assert len(Journey.model_validate({"id": "j", "steps": steps}).steps) == 2


def test_a_newer_schema_is_refused():
    with pytest.raises(ValidationError):
        Journey.model_validate({"id": "a", "schema_version": SCHEMA_VERSION + 1})


@given(
    st.builds(
        Step,
        id=st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True),
        name=st.text(max_size=200),
        goal=st.text(max_size=300),
        ratings=st.just(()),
        touchpoints=st.just(()),
        stage=st.none(),
    )
)
def test_a_journey_written_and_read_is_the_same(step):
    journey = Journey(id="a", steps=(step,))
    assert Journey.model_validate(json.loads(json.dumps(journey.to_json()))) == journey


def test_the_json_schema_tells_the_words_that_people_see():
    schema = Journey.model_json_schema()
    assert schema["$defs"]["Scope"]["properties"]["starts"]["title"] == "Where does it start?"
