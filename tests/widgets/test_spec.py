"""A form asks what the model says, in the model's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.journey.edits import EditError, apply, new_edit
from cjm_widgets.journey.model import Experience, Indicator, Journey, Persona, Solution, Step, Touchpoint, Value
from cjm_widgets.journey.paths import parse, shapes
from cjm_widgets.pages.book import PAGES
from cjm_widgets.widgets.spec import field, items, lists, section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.pages.page import Page

EVERYTHING = Journey(id="any", personas=(Persona(id="ana", name="Ana"),))


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


def test_a_new_item_is_known_with_all_that_the_model_puts_into_it() -> None:
    made = apply(
        apply(Journey(id="new"), new_edit("steps/s1/ratings/room/value", 1)),
        new_edit("steps/s1/touchpoints/t", {"id": "t"}),
    )
    step = made.steps[0].model_dump(mode="json")

    assert step["ratings"] == [{"id": "room", **lists(Journey)["ratings"], "value": 1}]
    assert step["touchpoints"] == [{"id": "t", **lists(Journey)["touchpoints"]}]
    assert next(iter(step["ratings"][0])) == "id"


def _chosen_from(fields: list[dict[str, Any]], base: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in fields:
        path = "/".join(filter(None, (base, one["name"])))
        if one["kind"] in ("items", "group", "quantity"):
            yield from _chosen_from(one["fields"], f"{path}/x1" if one["kind"] == "items" else path)
        elif one["kind"] in ("select", "choice", "scale", "reference"):
            yield path, one


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "start"], ids=lambda page: page.name)
def test_what_a_form_offers_to_take_back_can_be_taken_back(page: Page) -> None:
    for part in page.asks(EVERYTHING).get("sections", []):
        for path, one in _chosen_from(part["fields"], part["path"]):
            if one.get("always"):
                with pytest.raises(EditError):
                    apply(EVERYTHING, new_edit(path, None))
            else:
                apply(EVERYTHING, new_edit(path, None))


def test_no_two_lists_of_different_items_have_one_name() -> None:
    names = [name for name, _ in _lists_of(Journey)]

    assert sorted(names) == sorted(set(names))


def _lists_of(model: type[Value]) -> set[tuple[str, type[Value]]]:
    deeper = [_lists_of(shape.model) for shape in shapes(model).values() if shape.kind != "leaf"]
    return {(name, shape.model) for name, shape in shapes(model).items() if shape.kind == "items"}.union(*deeper)


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
    assert parse(path).title == title


def test_every_field_of_every_page_is_a_place_in_a_journey() -> None:
    asked = list(_asked())

    assert len(asked) > 60
    for model, name in asked:
        here = model
        parts = name.split("/")
        while parts:
            place = shapes(here)[parts[0]]
            # an item's id follows the name of its list
            here, parts = place.model, parts[2 if place.kind == "items" else 1 :]


def _asked() -> object:
    for page in PAGES:
        for part in page.asks(EVERYTHING).get("sections", []):
            model = Journey
            for name in filter(None, part["path"].split("/")):
                model = shapes(model)[name].model
            yield from _in(model, part["fields"])


def _in(model: type, fields: list[dict]) -> object:
    for one in fields:
        yield model, one["name"]
        place = parse(one["name"], model)
        if one["kind"] == "group" and place.kind == "items":
            yield from ((model, f"{one['name']}/{inner['name']}") for inner in one["fields"])
        elif one["kind"] in ("items", "group", "quantity"):
            yield from _in(place.stops[-1].shape.model, one["fields"])


def test_a_whole_number_is_asked_for_where_the_model_holds_one() -> None:
    assert field(Touchpoint, "contacts")["whole"] is True
    assert "whole" not in field(Indicator, "target")
    assert "whole" not in field(Touchpoint, "grade")


@pytest.mark.parametrize(
    ("name", "to", "noun", "nouns"),
    [
        ("need", "stages/needs", "goal or question", "goals and questions"),
        ("moment", "moments", "moment of truth", "moments of truth"),
        ("indicator", "indicators", "indicator or standard", "indicators and standards"),
    ],
)
def test_a_reference_calls_what_it_points_to_as_that_list_does(name: str, to: str, noun: str, nouns: str) -> None:
    asked = field(Solution, name)

    assert (asked["to"], asked["noun"], asked["nouns"]) == (to, noun, nouns)


def test_only_fields_that_are_asked_can_stand_behind_a_disclosure() -> None:
    asked = items(Step, "touchpoints", field(Touchpoint, "name"), field(Touchpoint, "contacts"), more=("contacts",))

    assert asked["more"] == ["contacts"]
    assert field(Step, "experience", more=("feelings",))["more"] == ["feelings"]
    assert field(Step, "blueprint", more=True)["more"] is True
    assert "more" not in items(Step, "touchpoints", field(Touchpoint, "name"))
    with pytest.raises(ValueError, match="grade"):
        items(Step, "touchpoints", field(Touchpoint, "name"), more=("grade",))


def test_a_whole_section_can_stand_behind_a_disclosure() -> None:
    assert section("Costs", "", "scope", more=True)["more"] is True
    assert "more" not in section("Costs", "", "scope")


def test_items_are_named_by_their_name_or_title() -> None:
    assert items(Journey, "steps")["label"] == "name"
    assert items(Journey, "solutions")["label"] == "title"
