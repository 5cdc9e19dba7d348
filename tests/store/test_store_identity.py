"""Whose an edit is, in which order one page made its edits, and what may be saved at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.journey.edits import Edit, value_at
from cjm_widgets.store import Admitted, Store, opened_store

if TYPE_CHECKING:
    from cjm_widgets.store import Saved

ANNA, OTHER_ANNA = "aaaaaaaaaa", "bbbbbbbbbb"

OVER_BOTH = True


class Page:
    """A page as a browser has it: its edits carry its author, its own name and a number."""

    def __init__(self, author: str, page: str = "page01", by: str = "Anna") -> None:
        self.author, self.page, self.by, self.seq = author, page, by, 0

    def edit(self, path: str, new: object, old: object = None) -> Edit:
        self.seq += 1
        return Edit(id=f"{self.author}-{self.page}-{self.seq}", by=self.by, path=path, old=old, new=new)


def saved(store: Store, *edits: Edit) -> Saved:
    return store.save("students", edits)


def test_two_people_of_one_name_are_told_of_their_clash(store: Store):
    saved(store, Page(ANNA).edit("title", "Joining", "Enrolling"))
    (clash,) = saved(store, Page(OTHER_ANNA).edit("title", "Entering", "Enrolling")).clashes
    assert (clash.earlier, clash.earlier_by) == ("Joining", "Anna")


@pytest.mark.parametrize("name", ["", "Anne"])
def test_one_person_never_clashes_with_themselves_whatever_they_are_called(store: Store, name: str):
    saved(store, Page(ANNA, by="").edit("title", "Joining", "Enrolling"))
    later = Page(ANNA, page="page02", by=name).edit("title", "Entering", "Enrolling")
    assert not saved(store, later).clashes


@pytest.mark.parametrize(("by", "told"), [("Anna", False), ("Ben", True), ("", True)])
def test_an_edit_that_does_not_say_whose_it_is_goes_by_its_name(store: Store, by: str, told: bool):
    saved(store, Edit(id="old-history", by="Anna", path="title", old="Enrolling", new="Joining"))
    assert bool(saved(store, Page(ANNA, by=by).edit("title", "Entering", "Enrolling")).clashes) == told


@pytest.mark.parametrize("by", ["", "Anna"])
def test_ones_own_defaults_are_no_clash(store: Store, by: str):
    page = Page(ANNA, by=by)
    saved(store, page.edit("sources/talks/name", "Talks"))
    done = saved(store, page.edit("sources/talks/each", True, ""))
    assert not done.clashes
    assert done.journey.sources[0].each


def test_what_nobody_chose_is_no_clash_whoever_made_the_item(store: Store):
    saved(store, Page(ANNA).edit("sources/talks/name", "Talks"))
    assert not saved(store, Page(OTHER_ANNA).edit("sources/talks/each", True, "")).clashes


def test_what_somebody_chose_is_a_clash_though_it_is_the_default(store: Store):
    first = Page(ANNA)
    saved(store, first.edit("sources/talks/each", True))
    saved(store, first.edit("sources/talks/each", False, True))
    (clash,) = saved(store, Page(OTHER_ANNA).edit("sources/talks/each", True, "")).clashes
    assert clash.earlier is False


def test_an_item_that_came_back_with_an_edit_is_its_senders(store: Store):
    page = Page(ANNA, by="")
    step = value_at(store.open("students"), "steps/ask")
    saved(store, Page(OTHER_ANNA).edit("steps/ask", None, step))
    back = saved(store, page.edit("steps/ask/touchpoints/phone/name", "The telephone", "Telephone"))
    assert [edit.path for edit in back.along] == ["steps/ask", "steps/ask/@after"]
    assert not saved(store, page.edit("steps/ask", None, {**step, "touchpoints": []})).clashes


@pytest.mark.parametrize("fresh", [False, True], ids=["same store", "another process"])
@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (("title", "Jo"), ("title", "Join")),
        (("steps/ask/name", "I ca"), ("steps/ask/name", "I call")),
        (("steps/ask/name", "I ca"), ("steps/ask", {"id": "ask", "name": "I call"})),
        (("steps/ask/@after", "wait"), ("steps/ask/@after", "start")),
        (("steps/ask", None), ("steps/ask", {"id": "ask", "name": "I ask after all"})),
    ],
)
def test_an_edit_that_its_own_page_has_overtaken_is_acknowledged_and_not_made(
    store: Store, earlier: tuple, later: tuple, *, fresh: bool
):
    page = Page(ANNA)
    late, last = page.edit(*earlier), page.edit(*later)
    stands = saved(store, last).journey
    done = saved(opened_store(store.place) if fresh else store, late)
    assert [edit.id for edit in done.overtaken] == [late.id]
    assert (done.applied, done.refused, done.clashes) == ((), (), ())
    assert done.journey == stands
    assert late.id not in {edit.id for edit in store.history("students")}


def test_an_overtaken_edit_is_not_made_in_the_same_message_either(store: Store):
    page = Page(ANNA)
    first, second = page.edit("title", "Jo"), page.edit("title", "Join")
    done = saved(store, second, first)
    assert (done.applied[0].id, done.overtaken, done.journey.title) == (second.id, (first,), "Join")
    name, item = page.edit("steps/ask/name", "I c"), page.edit("steps/ask", {"name": "I call"})
    done = saved(store, item, name)
    assert (done.overtaken, done.journey.steps[0].name) == ((name,), "I call")


def test_a_page_does_not_overtake_another_in_the_same_message_either(store: Store):
    one, other = Page(ANNA), Page(ANNA, page="page02")
    one.edit("title", "Jo")
    done = saved(store, one.edit("title", "Join"), other.edit("title", "Joined"))
    assert (done.overtaken, done.journey.title) == ((), "Joined")


def test_only_the_same_page_overtakes_and_only_at_the_same_place(store: Store):
    page = Page(ANNA)
    saved(store, page.edit("sources/talks", {"name": "Ten talks"}))
    name, value, source = (
        page.edit("steps/ask/name", "I call"),
        page.edit("steps/ask/ratings/room/value", 1),
        page.edit("steps/ask/ratings/room/source", "talks", ""),
    )
    older_tab = Page(ANNA, page="page00").edit("steps/ask/goal", "To know")
    goal = page.edit("steps/ask/goal", "To hear", "To know")
    done = [saved(store, edit) for edit in (goal, source, value, name, older_tab)]
    assert not any(one.overtaken for one in done)
    step = done[-1].journey.steps[0]
    assert (step.name, step.goal, step.ratings[0].value, step.ratings[0].source) == (
        "I call",
        "To know",
        1.0,
        "talks",
    )


def test_an_item_that_comes_late_does_not_let_older_words_in_after_its_removal(store: Store):
    page = Page(ANNA)
    item, words, removal = (
        page.edit("steps/ask", {"name": "I ask"}),
        page.edit("steps/ask/goal", "To know", ""),
        page.edit("steps/ask", None, value_at(store.open("students"), "steps/ask")),
    )
    for edit in (removal, item):
        assert saved(store, edit).applied
    assert saved(store, words).overtaken == (words,)


def test_edits_of_two_pages_in_one_message_do_not_overtake_each_other(store: Store):
    closed_tab, page = Page(ANNA, page="page00"), Page(ANNA)
    closed_tab.seq = 7
    edits = closed_tab.edit("title", "Joining", "Enrolling"), page.edit("title", "Entering", "Joining")
    done = saved(store, *edits)
    assert (done.overtaken, done.journey.title) == ((), "Entering")


def test_a_whole_item_whose_fields_only_change_together_tells_of_a_clash(store: Store):
    whole = {"id": "room", "value": 36, "scale": "negative-share"}
    seen = value_at(store.open("students"), "steps/wait/ratings/room")
    assert not saved(store, Page(OTHER_ANNA, page="page02").edit("steps/wait/ratings/room", whole, seen)).clashes
    other = Page(ANNA).edit("steps/wait/ratings/room", {**seen, "value": 40, "scale": "positive-share"}, seen)
    (clash,) = saved(store, other).clashes
    assert clash.earlier["value"] == 36


def test_an_older_whole_item_from_the_same_page_keeps_the_newer_words_in_it(store: Store):
    page = Page(ANNA)
    made, named = (
        page.edit("steps/new", {"name": "I w", "goal": "To pay"}),
        page.edit("steps/new/name", "I write", "I w"),
    )
    saved(store, named)
    step = saved(store, made).journey.steps[-1]
    assert (step.name, step.goal) == ("I write", "To pay")


def test_what_may_be_saved_is_decided_on_the_journey_as_it_stands(store: Store):
    seen = []

    def admit(journey, edits, removed):
        seen.append((journey.title, [edit.path for edit in edits], removed("steps/ask")))
        return Admitted(edits[1:], ((edits[0], "Not you."),))

    page, other = Page(ANNA), Page(OTHER_ANNA)
    gone = value_at(saved(store, other.edit("title", "Entering", "Enrolling")).journey, "steps/ask")
    saved(store, other.edit("steps/ask", None, gone))
    edits = page.edit("steps/wait/name", "Waiting"), page.edit("steps/wait/goal", "To know")
    done = store.save("students", edits, admit=admit)
    assert seen == [("Entering", ["steps/wait/name", "steps/wait/goal"], gone)]
    assert [(refused.edit, refused.say, refused.forbidden) for refused in done.refused] == [
        (edits[0], "Not you.", True)
    ]
    assert [edit.path for edit in done.applied] == ["steps/wait/goal"]


def test_of_two_edits_of_one_id_in_one_message_the_first_is_saved(store: Store):
    first, again = (Page(ANNA).edit("title", title, "Enrolling") for title in ("Joining", "Entering"))
    assert saved(store, first, again).journey.title == "Joining"


def test_what_was_saved_before_is_acknowledged_though_it_may_no_longer_be_changed(store: Store):
    edit = Page(ANNA).edit("title", "Joining", "Enrolling")
    saved(store, edit)
    again = store.save(
        "students", [edit], admit=lambda _, edits, __: Admitted((), tuple((e, "Too late.") for e in edits))
    )
    assert ([one.id for one in again.applied], again.refused) == ([edit.id], ())
