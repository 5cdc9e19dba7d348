"""Every field of the model that can hold a name is looked at, and nothing but words is taken for words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from whole_journey import whole

from cjm_widgets.journey.edits import apply, new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.paths import shapes
from cjm_widgets.journey.person import (
    NAMED,
    Person,
    changed_texts,
    edits_without,
    is_text,
    own_items,
    place_of_edit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def leaves(model: type[Any], holder: str = "") -> Iterator[tuple[tuple[str, str], Any]]:
    for name, shape in shapes(model).items():
        if shape.kind == "leaf":
            yield (holder, name), model.model_fields[name]
        else:
            yield from leaves(shape.model, name)


def test_a_field_that_takes_any_words_is_looked_at_and_no_other() -> None:
    """A field that is new, and holds words, is in the one set or in the other: else somebody decides here."""
    of_words = {place for place, _ in leaves(Journey) if is_text(place, "Zoë Quist")}
    by_rule = {place for place, info in leaves(Journey) if any(hasattr(one, "max_length") for one in info.metadata)}
    dates = {place for place, info in leaves(Journey) if (info.json_schema_extra or {}).get("input") == "date"}
    ids = {place for place, _ in leaves(Journey) if place[1] == "id"}
    not_words = ids | {("", "language"), ("", "copied_from"), ("editions", "revision")} | dates
    references = {place for place, info in leaves(Journey) if "reference" in str(info.json_schema_extra)}
    assert by_rule - not_words <= of_words
    assert of_words - by_rule <= references
    assert set(NAMED) <= of_words


def test_an_answer_or_an_id_is_never_taken_for_words() -> None:
    for place, value in ((("solutions", "state"), "done"), (("sources", "id"), "Ana"), (("ratings", "scale"), "felt")):
        assert not is_text(place, value)
    assert is_text(("experience", "language"), "ana")
    assert not is_text(("ratings", "source"), "ana")
    assert is_text(("ratings", "source"), "Ana said so")  # an earlier version
    assert not is_text(("relationships", "to_whom"), "@customer")
    assert is_text(("sources", "where"), "ana")
    assert not is_text(("touchpoints", "where"), "ours")


@settings(max_examples=20)
@given(some=whole())
def test_any_words_of_a_journey_can_be_a_name_and_it_stays_a_journey(some: Journey) -> None:
    everywhere = changed_texts(some.to_json(), lambda _, text: "Zoë" if len(text) > 1 else text)
    journey = Journey.model_validate(everywhere)
    person = Person(frozenset({"Zoë"}), words=True)
    left = person.without(everywhere)
    assert "Zoë" not in Journey.model_validate(left).model_dump_json()
    for edit in edits_without(journey, person, "cjm forget"):
        journey = apply(journey, edit)
    assert journey.to_json() == left


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("title", ("", "title")),
        ("care/owner", ("care", "owner")),
        ("solutions/s/owner", ("solutions", "owner")),
        ("solutions/s", ("", "solutions")),
        ("steps/s/experience/actions", ("experience", "actions")),
        ("steps/s/touchpoints/t/name", ("touchpoints", "name")),
        ("steps/s/touch_points/t/name", ("touch_points", "name")),
        ("steps/s/satisfied", ("steps", "satisfied")),
        ("diagnostic/costly/reason", ("costly", "reason")),
        ("", ("", "")),
    ],
)
def test_where_an_edit_is_is_known(path: str, place: tuple[str, str]) -> None:
    assert place_of_edit(new_edit(path, "x")) == place


def test_what_was_counted_on_paper_is_nobodys_own() -> None:
    raw = {"steps": [{"ratings": [{"id": "p-paper-m2"}, {"id": "p-aaaaaaaa"}, {"id": "room"}]}]}
    assert list(own_items(raw)) == [("ratings", "p-aaaaaaaa")]


def test_a_line_says_the_rest_of_what_it_said() -> None:
    person = Person(frozenset({"Ana"}), frozenset({"p-aaaaaaaa"}))
    assert person.line(new_edit("care/owner", "Ana", old="")) is None
    moved = person.line(new_edit("moments/m/dots/p-bbbbbbbb/@after", "p-aaaaaaaa", old="p-cccccccc", by="Ben"))
    assert moved is not None
    assert (moved.old, moved.new, moved.by) == ("p-cccccccc", "", "Ben")
    stays = new_edit("care/owner", "Anna", old="Ben", by="Ben")
    assert person.line(stays) is stays
    nameless = person.line(new_edit("title", "Ana", old="", by="Ana"))
    assert nameless is not None
    assert (nameless.by, nameless.new) == ("", "Ana")
    assert person.line(new_edit("voices/p-aaaaaaaa", {"id": "p-aaaaaaaa"})) is None
    assert person.is_named_in(b'{"path":"voices/p-aaaaaaaa","na')
    assert not person.is_named_in(b"p-aaaaaaaab Anab")
