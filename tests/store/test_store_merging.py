from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from replaying import apply_all

from cjm_widgets.journey.edits import Edit, new_edit, set_value, value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store, opened_store
from cjm_widgets.store.past import same

if TYPE_CHECKING:
    from cjm_widgets.store import Saved

OVER_BOTH = True


def ana(path: str, new: object, old: object = None):
    return new_edit(path, new, old=old, by="Ana")


def ben(path: str, new: object, old: object = None):
    return new_edit(path, new, old=old, by="Ben")


def save(store: Store, *edits) -> Saved:
    """Saves the edits, each in a batch of its own; gives the last answer, having checked that history replays."""
    for edit in edits:
        saved = store.save("students", [edit])
    first, *rest = store.history("students")
    assert len({first.id, *(edit.id for edit in rest)}) == 1 + len(rest), "each line has an id of its own"
    replayed = apply_all(Journey.model_validate(first.new), rest)
    assert replayed.model_copy(update={"revision": saved.journey.revision}) == saved.journey
    return saved


def clashes(saved: Saved) -> list[tuple]:
    return [(clash.edit.path, clash.edit.new, clash.earlier, clash.earlier_by) for clash in saved.clashes]


def test_edits_to_different_fields_never_clash(store: Store):
    saved = save(
        store,
        ana("steps/ask/name", "I call", "I ask"),
        ben("steps/ask/goal", "To know", ""),
        ana("steps/ask/experience/actions", "dials", ""),
        ben("steps/ask/touchpoints/phone/kind", "human"),
    )
    assert not saved.clashes
    ask = saved.journey.steps[0]
    assert (ask.name, ask.goal, ask.experience.actions, ask.touchpoints[0].kind) == (
        "I call",
        "To know",
        "dials",
        "human",
    )


@pytest.mark.parametrize(
    ("saw", "stood", "new", "together"),
    [
        ([], ["quit"], ["go-elsewhere"], ["go-elsewhere", "quit"]),
        (["quit"], [], ["quit", "go-elsewhere"], ["go-elsewhere"]),
        (["quit"], ["quit", "go-elsewhere"], [], ["go-elsewhere"]),
        (["quit"], ["go-elsewhere"], [], ["go-elsewhere"]),
        (None, ["quit"], ["quit"], ["quit"]),
        (["quit", "go-elsewhere"], ["quit", "go-elsewhere"], ["go-elsewhere", "quit"], ["go-elsewhere", "quit"]),
    ],
)
def test_two_people_ticking_boxes_of_one_list_do_not_clash(
    store: Store, saw: object, stood: list, new: list, together: list
):
    path = "moments/m/risk"
    saved = save(store, ben(path, stood, []), ana(path, new, saw))

    assert saved.journey.moments[0].risk == tuple(together)
    assert not saved.clashes


@pytest.mark.parametrize("saw", [["odd", 3], {"quit": 1}, [["quit"]], "quit"])
def test_a_list_of_boxes_with_a_past_that_cannot_be_is_put_as_it_is(store: Store, saw: object):
    saved = save(store, ben("moments/m/risk", ["quit"], []), ana("moments/m/risk", ["go-elsewhere"], saw))

    assert saved.journey.moments[0].risk == ("go-elsewhere",)


def test_at_the_same_field_the_later_stands_and_the_earlier_is_kept_for_both(store: Store):
    saved = save(store, ana("title", "Joining", "Enrolling"), ben("title", "Entering", "Enrolling"))
    assert saved.journey.title == "Entering"
    assert clashes(saved) == [("title", "Entering", "Joining", "Ana")]
    assert [edit.old for edit in store.history("students")[-2:]] == ["Enrolling", "Joining"]


def test_whoever_saw_what_stands_does_not_clash(store: Store):
    assert not save(store, ana("title", "Joining", "Enrolling"), ben("title", "Entering", "Joining")).clashes


def test_two_people_writing_the_same_do_not_clash(store: Store):
    assert not save(store, ana("title", "Joining", "Enrolling"), ben("title", "Joining", "Enrolling")).clashes


def test_nobody_clashes_with_their_own_earlier_words(store: Store):
    assert not save(store, ana("title", "J", "Enrolling"), ana("title", "Jo", "Enrolling")).clashes


def test_unnamed_people_may_be_different_people(store: Store):
    saved = save(store, new_edit("title", "A", old="Enrolling"), new_edit("title", "B", old="Enrolling"))
    assert clashes(saved) == [("title", "B", "A", "")]


def test_edits_of_one_batch_come_from_one_hand(store: Store):
    batch = [new_edit("title", text, old="Enrolling") for text in ("J", "Jo", "Joi")]
    saved = store.save("students", batch)
    assert saved.journey.title == "Joi"
    assert not saved.clashes


def test_what_stood_there_from_the_beginning_is_no_later_edit(store: Store):
    assert not save(store, ana("title", "Joining")).clashes


def test_a_clash_names_who_wrote_what_stands_not_who_wrote_last_elsewhere(store: Store):
    saved = save(
        store,
        ana("steps/ask/name", "I call", "I ask"),
        new_edit("steps/ask/goal", "x", by="Cleo"),
        new_edit("steps/ask/name", "I call", old="I call", by="Dan"),
        ben("steps/ask/name", "I write", "I ask"),
    )
    assert clashes(saved) == [("steps/ask/name", "I write", "I call", "Ana")]


def test_a_clash_is_seen_also_where_the_earlier_put_the_whole_item(store: Store):
    item = value_at(store.open("students"), "steps/ask")
    saved = save(
        store,
        ana("steps/ask", {**item, "name": "I call"}, item),
        ben("steps/ask/goal", "To know", ""),
        ben("steps/ask/name", "I write", "I ask"),
    )
    assert clashes(saved) == [("steps/ask/name", "I write", "I call", "Ana")]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (None, "", True),
        ([], None, True),
        ("", [], True),
        (1, 1.0, True),
        ({"a": 1}, {"a": 1.0, "b": ""}, True),
        ([{"a": None}], [{}], False),
        ({"x": [{"a": None, "b": 1}]}, {"x": [{"b": 1}]}, True),
        (0, None, False),
        (False, None, False),
        ("0", 0, False),
        ({"a": 1}, {"a": 1, "b": 0}, False),
        ([1, 2], [2, 1], False),
        ("unknown", None, False),
    ],
)
def test_nothing_and_an_empty_text_are_the_same_and_zero_is_not(one: object, other: object, alike: bool):
    assert same(one, other) is alike
    assert same(other, one) is alike


def test_whole_numbers_and_decimals_do_not_clash(store: Store):
    assert not save(
        store, ana("steps/wait/ratings/room/value", -2, -1), ben("steps/wait/ratings/room/value", 1, -2)
    ).clashes


def test_removing_an_item_nobody_else_touched_removes_it(store: Store):
    item = value_at(store.open("students"), "steps/ask")
    saved = save(store, ben("steps/ask", None, item))
    assert [step.id for step in saved.journey.steps] == ["wait", "start"]
    assert not saved.clashes
    assert store.history("students")[-1].old == item


def test_removing_what_another_changed_keeps_the_item_and_says_so(store: Store):
    item = value_at(store.open("students"), "steps/ask")
    remove = ben("steps/ask", None, item)
    saved = save(store, ana("steps/ask/touchpoints/phone/name", "Hotline", "Telephone"), remove)
    assert saved.journey.steps[0].touchpoints[0].name == "Hotline"
    (clash,) = saved.clashes
    assert (clash.edit.id, clash.earlier_by) == (remove.id, "Ana")
    assert clash.earlier == value_at(saved.journey, "steps/ask")
    assert [edit.id for edit in saved.applied] == [remove.id]
    assert not store.save("students", [remove]).clashes


def test_removing_what_one_changed_oneself_removes_it(store: Store):
    item = value_at(store.open("students"), "steps/ask")
    saved = save(store, ben("steps/ask/name", "I call", "I ask"), ben("steps/ask", None, item))
    assert [step.id for step in saved.journey.steps] == ["wait", "start"]


def test_removing_an_item_that_is_gone_is_no_error(store: Store):
    item = value_at(store.open("students"), "steps/ask")
    saved = save(store, ana("steps/ask", None, item), ben("steps/ask", None, item))
    assert not saved.clashes
    assert not saved.refused


def test_an_edit_in_a_removed_item_brings_it_back_as_and_where_it_was(store: Store):
    before = store.open("students")
    item = value_at(before, "steps/wait")
    saved = save(store, ana("steps/wait", None, item), ben("steps/wait/goal", "To know", ""))
    assert [step.id for step in saved.journey.steps] == ["ask", "wait", "start"]
    assert value_at(saved.journey, "steps/wait") == {**item, "goal": "To know"}
    assert not saved.clashes
    assert len(saved.applied) == 1


def test_a_clash_in_an_item_that_was_brought_back_names_who_wrote_before_it_was_removed(store: Store):
    save(store, ana("steps/wait/goal", "Ana’s", ""), ana("steps/wait/wanted", "Ana’s", ""))
    save(store, ana("steps/wait", None, value_at(store.open("students"), "steps/wait")))
    saved = save(store, ben("steps/wait/goal", "Ben’s", ""))
    assert clashes(saved) == [("steps/wait/goal", "Ben’s", "Ana’s", "Ana")]
    saved = save(store, new_edit("steps/wait/wanted", "Cleo’s", by="Cleo"))
    assert clashes(saved) == [("steps/wait/wanted", "Cleo’s", "Ana’s", "Ana")]
    assert not save(store, new_edit("steps/wait/name", "Cleo’s", by="Cleo")).clashes


def test_a_clash_in_an_item_that_was_made_anew_names_who_made_it(store: Store):
    item = value_at(store.open("students"), "steps/ask")
    saved = save(
        store,
        ben("steps/ask/name", "I call", "I ask"),
        ben("steps/ask", None, {**item, "name": "I call"}),
        new_edit("steps/ask", {"name": "Something else"}, by="Cleo"),
        ana("steps/ask/name", "I write", "I ask"),
    )
    assert clashes(saved) == [("steps/ask/name", "I write", "Something else", "Cleo")]


def test_a_clash_at_an_answer_that_was_taken_back_meanwhile_names_who_gave_it_last(store: Store):
    path = "steps/ask/touchpoints/phone/kind"
    saved = save(store, ben(path, "human"), ben(path, None, "human"), new_edit(path, "human", by="Cleo"))
    saved = save(store, ana(path, "digital"))
    assert clashes(saved) == [(path, "digital", "human", "Cleo")]


def test_an_item_removed_twice_in_one_message_comes_back_as_it_was_last(store: Store):
    item = value_at(store.open("students"), "steps/ask")
    again = {**item, "name": "Once more"}
    edits = [
        ana("steps/ask", None, item),
        ana("steps/ask", again),
        ana("steps/ask", None, again),
        ana("steps/ask/goal", "To know", ""),
    ]
    step = next(step for step in store.save("students", edits).journey.steps if step.id == "ask")
    assert (step.name, step.goal) == ("Once more", "To know")


def test_an_item_somebody_else_added_is_theirs(store: Store):
    saved = save(store, ana("steps/more", {"name": "Ana’s"}), ben("steps/more/name", "Ben’s"))
    assert clashes(saved) == [("steps/more/name", "Ben’s", "Ana’s", "Ana")]


def test_an_edit_deep_in_a_removed_item_brings_back_all_that_holds_it(store: Store):
    before = store.open("students")
    saved = save(
        store,
        ana("steps/ask/touchpoints/phone", None, value_at(before, "steps/ask/touchpoints/phone")),
        ana("steps/ask", None, {**value_at(before, "steps/ask"), "touchpoints": []}),
        ben("steps/ask/touchpoints/phone/kind", "human"),
    )
    phone = saved.journey.steps[0].touchpoints[0]
    assert (saved.journey.steps[0].id, phone.name, phone.kind) == ("ask", "Telephone", "human")


def test_an_item_removed_with_its_list_or_with_the_whole_journey_is_brought_back(store: Store):
    for path in ("steps", ""):
        stands = value_at(store.open("students"), path)
        emptied = {**stands, "steps": []} if path == "" else []
        saved = save(store, ana(path, emptied, stands))
        assert saved.journey.steps == ()
        saved = save(store, ben("steps/wait/goal", f"seen below “{path}”"))
        (wait,) = saved.journey.steps
        assert (wait.name, wait.ratings[0].value) == ("I wait", -1.0)


def test_an_item_removed_and_edited_in_one_batch_comes_back_too(store: Store):
    item = value_at(store.open("students"), "steps/wait")
    saved = store.save("students", [ana("steps/wait", None, item), ana("steps/wait/goal", "To know")])
    assert [step.id for step in saved.journey.steps] == ["ask", "wait", "start"]
    assert saved.journey.steps[1].name == "I wait"


def test_a_field_of_an_item_that_never_was_makes_the_item(store: Store):
    saved = save(store, ana("steps/ask/ratings/room/value", 2))
    assert saved.journey.steps[0].ratings[0].value == 2.0


def test_who_has_no_name_does_not_clash_with_the_item_that_their_own_words_made_or_brought_back(store: Store):
    item = value_at(store.open("students"), "steps/wait")
    for edits in (
        [new_edit("steps/new/experience/actions", "dials", old="")],
        [new_edit("steps/wait", None, old=item)],
        [new_edit("steps/wait/experience/actions", "waits"), new_edit("steps/wait/goal", "Less waiting", old="More")],
    ):
        assert clashes(store.save("students", edits)) == []


def test_an_item_made_by_a_field_that_is_then_refused_leaves_no_trace(store: Store):
    saved = store.save(
        "students",
        [ana("steps/ask/ratings/room/value", 99), ana("steps/new/colour", "red"), ana("steps/ask/goal", "To know")],
    )
    assert len(saved.refused) == 2
    assert saved.journey.steps[0].ratings == ()
    assert len(store.history("students")) == 2


def test_moving_an_item_that_is_gone_does_not_bring_it_back(store: Store):
    item = value_at(store.open("students"), "steps/wait")
    saved = save(store, ana("steps/wait", None, item), ben("steps/wait/@after", "start", "ask"))
    assert [step.id for step in saved.journey.steps] == ["ask", "start"]


def test_the_same_item_added_twice_is_merged_field_by_field(store: Store):
    saved = save(
        store,
        ana("sources/talks", {"name": "Ten talks"}),
        ana("steps/ask/ratings/room", {"value": 1, "note": "loud"}),
        ben("steps/ask/ratings/room", {"value": 2, "source": "talks"}),
    )
    (room,) = saved.journey.steps[0].ratings
    assert (room.value, room.note, room.source) == (2.0, "loud", "talks")
    assert clashes(saved) == [("steps/ask/ratings/room/value", 2.0, 1.0, "Ana")]


def test_the_same_new_item_from_two_people_without_contradiction_is_no_clash(store: Store):
    saved = save(store, ana("personas/p", {"name": "Mia"}), ben("personas/p", {"job": "nurse"}))
    assert (saved.journey.personas[0].name, saved.journey.personas[0].job) == ("Mia", "nurse")
    assert not saved.clashes


def test_a_whole_item_put_from_an_older_view_changes_only_what_its_sender_changed(store: Store):
    seen = value_at(store.open("students"), "steps/ask")
    saved = save(store, ana("steps/ask/goal", "To know", ""), ben("steps/ask", {**seen, "name": "I call"}, seen))
    assert (saved.journey.steps[0].name, saved.journey.steps[0].goal) == ("I call", "To know")
    assert not saved.clashes
    assert len(store.history("students")) == 3


def test_a_whole_list_put_from_an_older_view_keeps_what_others_added(store: Store):
    seen = value_at(store.open("students"), "steps")
    saved = save(store, ana("steps/more", {"name": "More"}), ben("steps", [seen[2], seen[0]], seen))
    assert {step.id for step in saved.journey.steps} == {"start", "ask", "more"}
    assert [step.id for step in saved.journey.steps if step.id != "more"] == ["start", "ask"]


def test_a_whole_list_from_a_page_puts_a_new_item_where_it_stands(store: Store):
    seen = value_at(store.open("students"), "steps")
    saved = save(store, ben("steps/ask/goal", "To know", ""))
    wanted = [{"id": "new", "name": "First"}, *seen]
    edit = Edit(id="aaaaaaaaaa-page01-1", by="Ana", path="steps", old=seen, new=wanted)
    saved = save(store, edit)
    assert [step.id for step in saved.journey.steps] == ["new", "ask", "wait", "start"]
    assert saved.journey.steps[1].goal == "To know"


def test_a_whole_group_put_from_an_older_view_keeps_what_others_wrote(store: Store):
    saved = save(store, ana("scope/starts", "at home"), ben("scope", {"ends": "at school"}, {}))
    assert (saved.journey.scope.starts, saved.journey.scope.ends) == ("at home", "at school")


def test_a_whole_journey_without_an_older_view_removes_nothing(store: Store):
    saved = save(store, ana("", {"title": "Imported", "steps": [{"id": "ask", "goal": "To know"}]}))
    assert saved.journey.title == "Imported"
    assert [step.name for step in saved.journey.steps] == ["I ask", "I wait", "I start"]
    assert saved.journey.steps[0].goal == "To know"
    assert saved.journey.id == "students"


def test_a_rating_put_whole_from_an_older_view_never_leaves_its_scale(store: Store):
    seen = value_at(store.open("students"), "steps/wait/ratings/room")
    survey = {**seen, "scale": "negative-share", "value": 36.0}
    saved = save(store, ana("steps/wait/ratings/room/note", "said aloud"), ben("steps/wait/ratings/room", survey, seen))
    room = saved.journey.steps[1].ratings[0]
    assert (room.scale, room.value, room.note) == ("negative-share", 36.0, "said aloud")
    assert [(place, by) for place, _, _, by in clashes(saved)] == [("steps/wait/ratings/room", "Ana")]


def test_a_rating_put_whole_that_nobody_else_touched_is_no_clash(store: Store):
    seen = value_at(store.open("students"), "steps/wait/ratings/room")
    survey = {**seen, "scale": "negative-share", "value": 36.0}
    noted = {**seen, "note": "said aloud"}
    saved = save(store, ben("steps/wait/ratings/room", noted, seen), ben("steps/wait/ratings/room", survey, seen))
    assert saved.journey.steps[1].ratings[0].scale == "negative-share"
    assert clashes(saved) == []


def test_others_adding_and_moving_items_is_no_clash_for_a_move(store: Store):
    saved = save(
        store,
        ana("steps/first", {"name": "First"}),
        ana("steps/first/@after", "ask", "start"),
        ben("steps/wait/@after", "start", "ask"),
    )
    assert [step.id for step in saved.journey.steps] == ["ask", "first", "start", "wait"]
    assert not saved.clashes


def test_two_people_moving_the_same_item_clash(store: Store):
    saved = save(store, ana("steps/wait/@after", "start", "ask"), ben("steps/wait/@after", "", "ask"))
    assert [step.id for step in saved.journey.steps] == ["wait", "ask", "start"]
    assert clashes(saved) == [("steps/wait/@after", "", "start", "Ana")]


def test_a_move_that_was_seen_is_no_clash_though_others_were_added_since(store: Store):
    saved = save(
        store,
        ana("steps/wait/@after", "start", "ask"),
        new_edit("steps/more", {"name": "More"}, by="Cleo"),
        new_edit("steps/more/@after", "start", old="wait", by="Cleo"),
        ben("steps/wait/@after", "", "start"),
    )
    assert [step.id for step in saved.journey.steps] == ["wait", "ask", "start", "more"]
    assert not saved.clashes


def test_a_move_that_was_not_seen_clashes_though_others_were_added_since(store: Store):
    saved = save(
        store,
        ana("steps/wait/@after", "start", "ask"),
        new_edit("steps/more", {"name": "More"}, by="Cleo"),
        new_edit("steps/more/@after", "start", old="wait", by="Cleo"),
        ben("steps/wait/@after", "", "ask"),
    )
    assert clashes(saved) == [("steps/wait/@after", "", "more", "Ana")]


def test_a_refused_edit_hides_no_clash_of_the_next(store: Store):
    seen = value_at(store.open("students"), "steps/wait")
    five = {"id": "room", "scale": "five-points", "value": 5}
    save(store, ana("steps/wait/goal", "Ana’s", ""), ana("steps/wait/ratings/room", five, seen["ratings"][0]))
    worse = {**seen, "goal": "Ben’s", "ratings": [{**seen["ratings"][0], "value": -2}]}
    saved = store.save("students", [ben("steps/wait", worse, seen), ben("steps/wait/goal", "Ben’s again", "")])
    assert [refused.say for refused in saved.refused] == ["The rating must be from 1 to 5."]
    assert clashes(saved) == [("steps/wait/goal", "Ben’s again", "Ana’s", "Ana")]


def test_moving_behind_an_item_that_is_gone_leaves_the_order(store: Store):
    item = value_at(store.open("students"), "steps/start")
    saved = save(store, ana("steps/start", None, item), ben("steps/ask/@after", "start", ""))
    assert [step.id for step in saved.journey.steps] == ["ask", "wait"]


def test_two_stores_that_know_nothing_of_each_other_merge(store: Store):
    other = opened_store(store.place)
    seen = other.open("students")
    store.save("students", [ana("title", "Joining", "Enrolling")])
    saved = other.save("students", [set_value(seen, "steps/ask/name", "I call", by="Ben")])
    assert (saved.journey.title, saved.journey.steps[0].name) == ("Joining", "I call")
    assert store.open("students") == saved.journey
