"""What is told of others' edits follows from the journey and what was written here; no widget and no file is needed."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_widgets.journey.edits import Edit, apply
from cjm_widgets.journey.model import Journey, Moment, Step
from cjm_widgets.pages.news import RECENT, News, Written, brought_back, clashes, gone_now, news, still_untold, written
from cjm_widgets.store import OUTSIDE, Clash
from cjm_widgets.tasks.words import others_changed

TRIP = Journey(id="trip", steps=(Step(id="a", name="Booking"), Step(id="b", name="Flight")), moments=(Moment(id="m"),))
GOAL = "steps/a/goal"
NOW = 5000.0


def edit(path: str, new: Any, old: Any = None, by: str = "Ben") -> Edit:
    return Edit(id="e1", by=by, path=path, old=old, new=new)


def told(*theirs: Edit, mine: dict[str, Written] | None = None, clashing: tuple[str, ...] = ()) -> News:
    journey = TRIP
    for one in theirs:
        journey = apply(journey, one)
    return news(journey, theirs, mine or {}, NOW, clashing)


def said(found: News) -> str:
    return others_changed(TRIP, found.others, found.back)


def same(value: Any) -> Any:
    return value


def test_what_others_did_is_one_sentence_and_replaces_nothing_that_nobody_wrote_here() -> None:
    found = told(edit(GOAL, "Theirs"), edit("steps/b/goal", "Theirs"))
    assert said(found) == "Ben changed Booking: What does the customer want here?, and 1 other thing."
    assert (found.replaced, found.mine) == ((), {})


def test_what_has_a_notice_of_its_own_is_not_told_twice() -> None:
    theirs = edit(GOAL, "Theirs"), edit("steps/b/goal", "Theirs")
    rest = "Ben changed Flight: What does the customer want here?"
    assert said(told(*theirs, mine={GOAL: Written("Mine", NOW)})) == rest
    assert said(told(*theirs, clashing=(GOAL,))) == rest
    assert said(told(theirs[0], clashing=(GOAL,))) == ""
    newer = told(theirs[0], mine={GOAL: Written("Mine", NOW)}, clashing=(GOAL,))
    assert newer.replaced == (), "one's newer words stand: older ones are not offered"


def test_what_waits_to_be_told_and_is_told_otherwise_or_is_gone_is_not_told() -> None:
    goal, other, renamed = edit(GOAL, "Theirs"), edit("steps/b/goal", "x"), edit("steps/a/name", "y")
    removed = edit("steps/a", None, {"id": "a"})
    assert still_untold((goal, other), [GOAL]) == (other,)
    assert still_untold((removed, other), ["steps/a/goal"]) == (other,), "it is back, and that is told"
    assert still_untold((goal, other, renamed, removed), []) == (other, removed)
    assert still_untold((removed, goal), []) == (removed, goal)
    assert still_untold((edit("steps/ab/goal", "z"), removed), ["steps/b"]) == (edit("steps/ab/goal", "z"), removed)


def test_the_letters_of_one_word_are_told_once_where_the_word_began() -> None:
    first, other, last = edit(GOAL, "T"), edit("steps/b/goal", "x"), edit(GOAL, "Theirs")
    cem = edit(GOAL, "Cem's", by="Cem")
    assert still_untold((first, other, last), []) == (first, other)
    assert still_untold((first, cem, last), []) == (first, cem), "each person's is told"


def test_a_name_from_right_to_left_turns_no_sentence_round() -> None:
    name = "\u2068بسمة\u2069"
    theirs = edit(GOAL, "Theirs", by="بسمة")
    assert said(told(theirs)).startswith(f"{name} changed Booking")
    (replaced,) = told(theirs, mine={GOAL: Written("Mine", NOW)}).replaced
    assert replaced.say.startswith(f"{name} has just changed Booking")
    back = edit("steps/a", {"id": "a", "name": "Booking"}, by="بسمة")
    (stands,) = told(back, mine={"steps/a": Written(None, NOW)}).replaced
    assert stands.say.startswith(f"{name} was still working on")
    changed, kept = clashes(
        TRIP, [Clash(edit(GOAL, "x"), "y", "بسمة"), Clash(edit("steps/b", None), {"id": "b"}, "بسمة")], same
    )
    assert changed.say.startswith(f"{name} changed Booking")
    assert kept.say.startswith(f"{name} was still working on Flight")
    assert changed.by == "بسمة"


@pytest.mark.parametrize(("ago", "count"), [(0, 1), (RECENT, 1), (RECENT + 0.1, 0)])
def test_only_what_was_written_a_moment_ago_is_kept_for_who_wrote_it(ago: float, count: int) -> None:
    found = told(edit(GOAL, "Theirs"), mine={GOAL: Written("Mine", NOW - ago)})
    assert [(one.by, one.earlier, one.shown) for one in found.replaced] == [("Ben", "Mine", "Mine")] * count
    assert found.mine == {}


@pytest.mark.parametrize("mine", ["Theirs", "", None])
def test_the_same_words_and_nothing_at_all_are_not_replaced(mine: str | None) -> None:
    assert told(edit(GOAL, "Theirs"), mine={GOAL: Written(mine, NOW)}).replaced == ()


def test_another_box_of_a_list_replaces_nothing_and_an_unticked_one_comes_back_beside_the_others() -> None:
    had = {"moments/m/risk": Written(["quit"], NOW)}
    more = told(edit("moments/m/risk", ["quit", "go-elsewhere"], old=["quit"]), mine=had)
    assert (more.replaced, more.mine) == ((), had)

    (clash,) = told(edit("moments/m/risk", ["go-elsewhere"], old=["quit"]), mine=had).replaced
    assert (clash.earlier, clash.shown) == (["go-elsewhere", "quit"], "Go elsewhere, Give up")


def test_what_was_removed_here_and_came_back_is_told_as_such() -> None:
    back = edit("steps/a", {"id": "a", "name": "Booking"})
    typed = edit(GOAL, "Half a word"), edit("steps/b/goal", "Theirs")
    found = told(back, *typed, mine={"steps/a": Written(None, NOW)})
    (stands,) = found.replaced
    assert stands.say.startswith("Ben was still working on Booking, so it is back.")
    assert (stands.kept, stands.path) == (True, "steps/a"), "it stands until it is closed, whatever is typed on"
    assert said(found) == "Ben changed Flight: What does the customer want here?"
    assert found.mine == {}
    late = told(back, *typed, mine={"steps/a": Written(None, NOW - RECENT - 1)})
    assert late.replaced == found.replaced, "however late the other types"


BOOKING = {"id": "a", "name": "Booking"}


@pytest.mark.parametrize("seen", ["before", "at once", "never"])
def test_who_types_on_in_what_another_removed_is_told_to_a_third_as_having_brought_it_back(seen: str) -> None:
    removed = edit("steps/a", None, BOOKING, by="Ana")
    back = [
        Edit(id="bbbbbbbbbb-page01-7-0", by="Ben", path="steps/a", old=None, new=BOOKING),
        Edit(id="bbbbbbbbbb-page01-7-1", by="Ben", path="steps/a/@after", old="b", new=""),
        Edit(id="bbbbbbbbbb-page01-7", by="Ben", path=GOAL, old="", new="Half a word"),
    ]
    theirs = [removed, *back] if seen == "at once" else back
    found = news(TRIP, theirs, {}, NOW, gone=["steps/a"] if seen == "before" else [])
    assert others_changed(TRIP, found.others, found.back) == "Ben brought Booking back."
    (again,) = news(TRIP, [removed], {}, NOW, gone=["steps/a"]).others
    assert others_changed(TRIP, [again]) == "Ana removed Booking.", "and it is gone once more"


def test_what_had_to_be_made_for_an_answer_is_not_told_as_added() -> None:
    made = Edit(id="bbbbbbbbbb-page01-7-0", by="Ben", path="steps/a/touchpoints/t", new={"id": "t", "name": ""})
    answer = Edit(id="bbbbbbbbbb-page01-7", by="Ben", path="steps/a/touchpoints/t/kind", new="paper")
    assert len(news(TRIP, [made, answer], {}, NOW).others) == 1


def test_what_another_removed_is_told_as_removed_though_it_was_added_here() -> None:
    lounge = {"id": "l", "name": "Lounge"}
    found = told(edit("steps/l", None, lounge), mine={"steps/l": Written(lounge, NOW)})
    assert (found.replaced, said(found)) == ((), "Ben removed Lounge.")


def test_what_came_too_late_to_do_anything_is_not_told() -> None:
    late = edit("steps/x/@after", None), edit("steps/x", None), edit("steps/b/@after", "a", "a")
    found = told(*late)
    assert (found.others, said(found), others_changed(TRIP, late)) == ((), "", "")


def test_what_is_brought_back_is_told_unless_another_brought_it_back_before() -> None:
    step = {"id": "a", "name": "Booking"}
    removed, typed = edit("steps/a", None, step), edit("steps/a/goal", "x")
    gone = gone_now({}, [removed, typed, edit("steps/a/touchpoints/t/name", "")])
    assert gone == {"steps/a": "Ben"}
    (back,) = brought_back(TRIP, [edit("steps/a", step), edit("steps/a/@after", ""), typed], gone)
    assert (back.path, back.earlier, back.gone, back.by) == ("steps/a", None, True, "Ben")
    assert back.say == "Ben removed Booking while you were working on it, so it is back. Remove it if you agree."
    assert brought_back(TRIP, [typed, edit("steps/b", step)], gone) == []
    assert gone_now(gone, [edit("steps/a", step)]) == {}


def test_of_a_list_the_boxes_that_were_ticked_are_remembered() -> None:
    edits = [edit("moments/m/risk", ["quit", "go-elsewhere"], old=["quit"]), edit(GOAL, "Mine")]
    assert written(edits, same, NOW) == {"moments/m/risk": Written(["go-elsewhere"], NOW), GOAL: Written("Mine", NOW)}


def test_clashes_are_told_in_words_except_with_a_changed_file_and_of_own_ratings() -> None:
    found = [
        Clash(edit("sources/talks/kind", "judgement"), "survey", "Ben"),
        Clash(edit(GOAL, "x", by=OUTSIDE), "y", "Ben"),
        Clash(edit("steps/a/ratings/p-ana00001/value", 1), 2, "Ben"),
        Clash(edit("steps/b", None), {"id": "b", "name": "Flight"}, ""),
    ]
    kind, kept = clashes(TRIP, found, same)
    assert (kind.earlier, kind.shown, kind.kept) == ("survey", "A survey", False)
    assert kept.kept
    assert kept.say.startswith("Somebody was still working on Flight, so it was kept.")
