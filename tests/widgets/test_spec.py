"""A form asks what the model says, in the model's words."""

from __future__ import annotations

import pytest

from cjm_widgets.journey.model import Experience, Journey, Step, Touchpoint
from cjm_widgets.journey.shape import places
from cjm_widgets.pages.book import PAGES
from cjm_widgets.widgets.spec import field, items, lists, title_of


def test_words_limits_and_choices_come_from_the_model() -> None:
    name = field(Step, "name")
    kind = field(Touchpoint, "kind")

    assert (name["title"], name["kind"], name["limit"]) == ("Step", "text", 200)
    assert kind["choices"][0] == ["marketing", "Marketing: advertisement, leaflet"]


def test_a_time_is_asked_as_a_number_with_its_unit() -> None:
    time = field(Step, "time")

    assert time["kind"] == "quantity"
    assert [inner["name"] for inner in time["fields"]] == ["amount", "unit"]
    assert time["fields"][0]["low"] == 0


def test_a_name_may_go_through_a_group() -> None:
    assert field(Step, "experience/feelings")["title"] == Experience.model_fields["feelings"].title


def test_a_field_that_the_model_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        field(Step, "smell")


def test_lists_are_found_at_every_depth() -> None:
    found = lists(Journey)

    assert {"steps", "touchpoints", "ratings", "needs", "results"} <= set(found)
    assert "experience" not in found


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("scope/starts", "Where does it start?"),
        ("steps/security/experience/feelings", "Feelings"),
        ("steps/security", "Steps"),
        ("steps/security/@after", "Steps"),
        ("steps/security/touchpoints/desk/name", "Touchpoint"),
    ],
)
def test_a_path_has_a_title_in_words(path: str, title: str) -> None:
    assert title_of(Journey, path) == title


def test_every_field_of_every_page_is_a_place_in_a_journey() -> None:
    asked = list(_asked())

    assert len(asked) > 60
    for model, name in asked:
        here = model
        for part in name.split("/"):
            if part != "room":
                here = places(here)[part].model


def _asked() -> object:
    for page in PAGES:
        for section in page.form.get("sections", []):
            model = Journey
            for part in filter(None, section["path"].split("/")):
                model = places(model)[part].model
            yield from _in(model, section["fields"])


def _in(model: type, fields: list[dict]) -> object:
    for one in fields:
        yield model, one["name"]
        if one["kind"] in ("items", "group", "quantity"):
            yield from _in(places(model)[one["name"]].model, one["fields"])


def test_items_are_named_by_their_name_or_title() -> None:
    assert items(Journey, "steps")["label"] == "name"
    assert items(Journey, "solutions")["label"] == "title"
