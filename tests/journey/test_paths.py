"""A path is parsed once against the model, and an edit's id says whose it is."""

import pytest

from cjm_widgets.journey.model import Journey, Rating, Scope, Step, TimeSpan, Touchpoint
from cjm_widgets.journey.origin import Origin, along_with, origin_in
from cjm_widgets.journey.paths import EditError, parse


@pytest.mark.parametrize(
    ("text", "kind", "items", "name", "model"),
    [
        ("", "whole", (), "", Journey),
        ("title", "leaf", (), "title", Journey),
        ("scope", "group", (), "scope", Journey),
        ("scope/starts", "leaf", (), "starts", Scope),
        ("steps", "items", (), "steps", Journey),
        ("steps/security", "item", ("steps/security",), "steps", Step),
        ("steps/security/@after", "move", ("steps/security",), "steps", Step),
        ("steps/security/time/amount", "leaf", ("steps/security",), "amount", TimeSpan),
        ("steps/security/time", "group", ("steps/security",), "time", Step),
        ("steps/security/touchpoints", "items", ("steps/security",), "touchpoints", Step),
        (
            "steps/security/ratings/room/value",
            "leaf",
            ("steps/security", "steps/security/ratings/room"),
            "value",
            Rating,
        ),
        ("steps/a/touchpoints/b", "item", ("steps/a", "steps/a/touchpoints/b"), "touchpoints", Touchpoint),
    ],
)
def test_a_path_says_what_it_leads_to(text, kind, items, name, model):
    place = parse(text)
    assert (place.kind, place.items, place.name, place.model) == (kind, items, name, model)
    assert place.checked() is place


@pytest.mark.parametrize(
    "text",
    [
        "nowhere",
        "id",
        "revision",
        "schema_version",
        "title/more",
        "scope/nothing",
        "steps/Bad!/name",
        "steps//name",
        "steps/a/id",
        "steps/a/@after/more",
        "steps/a/nothing/deeper",
        "/",
    ],
)
def test_a_path_that_no_journey_has_says_so_in_a_sentence(text):
    place = parse(text)
    assert place.kind == "nowhere"
    with pytest.raises(EditError) as told:
        place.checked()
    assert str(told.value).endswith(".")


def test_a_path_knows_all_that_it_stands_in_and_what_stands_beside_it():
    place = parse("steps/a/touchpoints/b/name")
    assert place.above == ("", "steps", "steps/a", "steps/a/touchpoints", "steps/a/touchpoints/b")
    assert place.beside("c") == "steps/a/touchpoints/c"
    assert place.part == "steps"
    assert parse("touchpoints/b/name", Step).items == ("touchpoints/b",)


def test_an_id_from_a_browser_says_whose_an_edit_is_and_in_which_order():
    assert origin_in("k3x9w2ab7q-a1b2c3-42") == Origin("k3x9w2ab7q", "a1b2c3", 42)


@pytest.mark.parametrize(
    "edit_id",
    [
        "0123456789abcdef0123456789abcdef",
        "k3x9w2ab7q-a1b2c3-",
        "k3x9w2ab7-a1b2c3-1",
        "K3X9W2AB7Q-a1b2c3-1",
        "k3x9w2ab7q-a1b2c-1",
        "k3x9w2ab7q-a1b2c3-1234567890",
        "k3x9w2ab7q-a1b2c3-1\n",
    ],
)
def test_an_id_of_another_form_says_nothing(edit_id):
    assert origin_in(edit_id) is None


def test_what_is_made_along_with_an_edit_is_the_same_persons_and_stands_in_no_order():
    assert origin_in(along_with("k3x9w2ab7q-a1b2c3-42", 1)) == Origin("k3x9w2ab7q", "a1b2c3", 0)
    assert len(along_with("a" * 64, 1)) <= 64
