"""Who may see and change what of the ratings that everybody gives apart."""

import json

import pytest
from room_journey import ANA, BEN, CAM, room

from cjm_widgets.journey.apart import (
    ROUNDS,
    completed,
    counted,
    finished,
    hide_again,
    is_private,
    refusal,
    reveal,
    seen_by,
    seen_value,
    state_of,
    switch,
)
from cjm_widgets.journey.editions import changes
from cjm_widgets.journey.edits import apply, new_edit
from cjm_widgets.journey.facts import known_ratings
from cjm_widgets.journey.model import Journey, Rating, Round, Step
from cjm_widgets.journey.narration import narrate
from cjm_widgets.journey.progress import progress, summary
from cjm_widgets.journey.rules import PAGE_NAMES, advice
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.speaking import lowest, standings


def may(path, new, journey=None, *, person=ANA, leads=False, in_room=True):
    return refusal(journey or room(), new_edit(path, new), person=person, leads=leads, in_room=in_room)


def test_a_room_rates_apart_until_somebody_decides_otherwise_and_a_person_alone_does_not():
    assert [state_of(Journey(id="j"), about, in_room=True) for about in ROUNDS] == ["apart"] * 3
    assert [state_of(Journey(id="j"), about, in_room=False) for about in ROUNDS] == ["off"] * 3


def test_a_decision_holds_wherever_the_map_is_opened():
    journey = Journey(id="j")
    for edit_of, state in ((reveal, "together"), (hide_again, "apart")):
        changed = apply(journey, edit_of(journey, "moments", by="Fay"))
        assert {state_of(changed, "moments", in_room=room) for room in (True, False)} == {state}
    off = apply(journey, switch(journey, "solutions", "off"))
    assert state_of(off, "solutions", in_room=True) == "off"
    assert state_of(off, "moments", in_room=True) == "apart"


def test_how_many_rated_counts_people_also_those_who_do_not_know():
    assert [counted(room(), about) for about in ROUNDS] == [3, 3, 1]
    assert [counted(Journey(id="j"), about) for about in ROUNDS] == [0, 0, 0]


def test_who_is_through_has_answered_for_every_step_or_placed_all_their_dots():
    assert [finished(room(), about) for about in ROUNDS] == [1, 1, 1]
    assert [finished(Journey(id="j"), about) for about in ROUNDS] == [0, 0, 0]


@pytest.mark.parametrize("state", ["apart", "together", "off"])
def test_nobodys_page_holds_what_others_rated_not_even_after_the_reveal(state):
    journey = room(*((about, state) for about in ROUNDS))
    seen = json.dumps(seen_by(journey, ANA).to_json())
    assert ANA in seen
    assert BEN not in seen
    assert CAM not in seen
    assert seen_by(journey, ANA).steps[0].ratings == journey.steps[0].ratings[:3]


def test_who_has_no_id_sees_nobodys():
    assert "p-" not in json.dumps(seen_by(room(), "").to_json())


def test_a_journey_without_such_ratings_is_seen_as_it_is():
    journey = Journey(id="j", steps=(Step(id="a", ratings=(Rating(id="room", value=1),)),))
    assert seen_by(journey, ANA) == journey


@pytest.mark.parametrize(
    ("path", "private"),
    [
        (f"steps/a/ratings/{ANA}/value", True),
        (f"steps/a/ratings/{ANA}", True),
        (f"moments/queue/dots/{ANA}/n", True),
        ("solutions/sign/dots/anybody", True),
        ("steps/a/ratings/room/value", False),
        ("steps/a/name", False),
        ("steps/a", False),
        ("moments/queue", False),
        ("rounds/moments/state", False),
        ("", False),
    ],
)
def test_which_places_are_somebodys_own(path, private):
    assert is_private(path) is private


def test_a_value_of_any_size_is_cut_before_it_goes_out():
    for value in (room().to_json(), room().to_json()["steps"], room().to_json()["moments"][0]):
        assert "p-" not in json.dumps(seen_value(value))
        assert BEN not in json.dumps(seen_value(value, ANA))
        assert ANA in json.dumps(seen_value(value, ANA))
    assert seen_value("p-text") == "p-text"


# ---- what the rest of the workbook makes of them: nothing


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_figures_advice_and_progress_are_the_same_with_and_without_own_ratings(page):
    whole, shared = room(), seen_by(room(), "")
    assert summary(whole, page) == summary(shared, page)
    assert [one.to_json() for one in advice(whole, page)] == [one.to_json() for one in advice(shared, page)]


def test_no_curve_shows_one_persons_ratings():
    assert {curve.rater for curve in curves(room())} == {"room", "sita"}
    assert narrate(room()) == narrate(seen_by(room(), ""))
    assert lowest(room()) is None
    assert standings(room()) == standings(seen_by(room(), ""))
    assert room().steps[1].id not in standings(room())
    assert known_ratings(room().steps[1]) == ()
    assert progress(room()) == progress(seen_by(room(), ""))


def test_editions_do_not_tell_who_rated_how():
    before = Journey(id="trip", title="A trip", steps=(Step(id="a", name="Booking"), Step(id="b", name="Flight")))
    said = " ".join(changes(before, room(("satisfaction", "apart"))))
    assert "p-" not in said
    assert "−2" not in said
    assert "rounds" not in said.lower()


# ---- who may change what


def test_everybody_may_change_what_is_shared():
    for path, new in (("steps/a/name", "Book"), ("steps/a/ratings/room/value", 1), ("moments/queue", None)):
        assert may(path, new) == ""


@pytest.mark.parametrize("value", [-2, -1, 0, 1, 2, "unknown", None])
def test_a_person_may_rate_for_themselves(value):
    assert may(f"steps/a/ratings/{ANA}/value", value) == ""


@pytest.mark.parametrize(
    ("path", "new"),
    [
        (f"steps/a/ratings/{BEN}/value", 0),
        (f"steps/a/ratings/{BEN}", None),
        (f"steps/b/ratings/{CAM}/note", "x"),
        (f"moments/queue/dots/{BEN}/n", 0),
        (f"moments/queue/dots/{BEN}", None),
        (f"solutions/sign/dots/{BEN}/n", 1),
    ],
)
@pytest.mark.parametrize("leads", [True, False])
def test_nobody_changes_what_another_rated_not_even_a_facilitator(path, new, leads):
    assert "by them alone" in may(path, new, leads=leads)


@pytest.mark.parametrize("person", ["", "room", "ana"])
def test_who_has_no_id_of_a_person_rates_nothing_apart(person):
    assert may(f"steps/a/ratings/{ANA}/value", 1, person=person)
    assert may(f"moments/queue/dots/{person or ANA}/n", 1, person=person)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        (f"steps/a/ratings/{ANA}/value", 1.5),
        (f"steps/a/ratings/{ANA}/value", True),
        (f"steps/a/ratings/{ANA}/value", "much"),
        (f"steps/a/ratings/{ANA}/value", [1]),
        (f"steps/a/ratings/{ANA}/scale", "nps"),
        (f"steps/a/ratings/{ANA}/note", "It was me"),
        (f"steps/a/ratings/{ANA}", {"value": 1}),
        (f"moments/queue/dots/{ANA}/n", -1),
        (f"moments/queue/dots/{ANA}/n", True),
        (f"moments/queue/dots/{ANA}/n", "3"),
        (f"moments/queue/dots/{ANA}", {"n": 1}),
    ],
)
def test_an_own_rating_is_a_place_of_the_scale_and_nothing_else(path, new):
    assert may(path, new) != ""


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("steps", []),
        ("moments", []),
        ("solutions", []),
        ("steps/a/ratings", []),
        ("moments/queue/dots", []),
        ("steps/a/ratings/room/@after", ANA),
        (f"moments/queue/dots/{ANA}/@after", BEN),
    ],
)
def test_whole_lists_and_their_order_are_not_replaced_around_the_rule(path, new):
    assert may(path, new, leads=True) != ""


def test_a_step_that_is_gone_is_not_brought_back_by_a_rating():
    assert "no longer on the map" in may(f"steps/gone/ratings/{ANA}/value", 1)
    assert "no longer on the map" in may(f"moments/gone/dots/{ANA}/n", 1)


def test_after_the_reveal_own_ratings_rest_until_the_room_rates_apart_again():
    journey = room(*((about, "together") for about in ROUNDS))
    for path in (f"steps/a/ratings/{ANA}/value", f"moments/queue/dots/{ANA}/n", f"solutions/app/dots/{ANA}/n"):
        assert "has seen" in may(path, 0, journey)
        assert may(path, 0, journey, leads=True) != ""
    again = apply(journey, hide_again(journey, "satisfaction"))
    assert may(f"steps/a/ratings/{ANA}/value", 0, again) == ""


def test_where_nobody_rates_apart_nobody_does():
    assert "rates together" in may(f"steps/a/ratings/{ANA}/value", 1, in_room=False)


@pytest.mark.parametrize("path", ["rounds/satisfaction/state", "rounds/moments", "rounds", "rounds/x/state"])
def test_only_a_facilitator_reveals(path):
    assert "facilitator" in may(path, "together")
    assert may(path, "together", leads=True) == ("" if path == "rounds/satisfaction/state" else may(path, "together"))


def test_nobody_places_more_dots_than_they_have():
    assert may(f"moments/queue/dots/{ANA}/n", 3) == ""
    assert "You have 3 dots" in may(f"moments/queue/dots/{ANA}/n", 4)
    assert may(f"moments/gate/dots/{ANA}/n", 1) == ""
    assert "You have 3 dots" in may(f"moments/gate/dots/{ANA}/n", 2)
    assert may(f"solutions/sign/dots/{ANA}/n", 0) == ""
    assert "You have 5 dots" in may(f"solutions/app/dots/{ANA}/n", 1)


# ---- whole items from a browser, which knows only its own


def test_removing_a_step_names_what_truly_stood_there():
    journey = room()
    seen = seen_by(journey, ANA).steps[0].model_dump(mode="json")
    edit = completed(journey, new_edit("steps/a", None, old=seen))
    whole = journey.steps[0].model_dump(mode="json")
    assert {one["id"]: one for one in edit.old["ratings"]} == {one["id"]: one for one in whole["ratings"]}


def test_a_whole_step_neither_loses_others_ratings_nor_slips_some_in():
    journey = room()
    forged = {"id": "a", "name": "Book", "ratings": [{"id": BEN, "value": -2}, {"id": "room", "value": 0}]}
    changed = apply(journey, completed(journey, new_edit("steps/a", forged)))
    by_rater = {rating.id: rating.value for rating in changed.steps[0].ratings}
    assert by_rater == {"room": 0.0, ANA: -2.0, BEN: 2.0}


def test_a_new_moment_comes_without_anybodys_dots():
    forged = {"id": "new", "name": "New", "dots": [{"id": ANA, "n": 3}, {"id": BEN, "n": 3}]}
    changed = apply(room(), completed(room(), new_edit("moments/new", forged)))
    assert changed.moments[-1].dots == ()


@pytest.mark.parametrize(("path", "new"), [("steps/a/name", "Book"), ("steps/a/touchpoints/t", {"name": "Desk"})])
def test_edits_of_other_places_pass_as_they_are(path, new):
    edit = new_edit(path, new)
    assert completed(room(), edit) is edit


def test_an_unknown_round_in_a_file_changes_nothing():
    assert state_of(Journey(id="j", rounds=(Round(id="later", state="together"),)), "moments", in_room=True) == "apart"
