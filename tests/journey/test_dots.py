"""Votes with dots: nobody has more than the others, and the order says how firm it is."""

from room_journey import ANA, BEN, CAM, room

from cjm_widgets.journey.dots import DOTS, left, placed, tally, voters
from cjm_widgets.journey.model import Dot, Journey, Moment, Solution


def moments(**votes):
    """A journey with moments; each is given the dots of Ana, Ben and Cam."""
    people = (ANA, BEN, CAM)
    return Journey(
        id="j",
        moments=tuple(
            Moment(id=name, name=name, dots=tuple(Dot(id=who, n=n) for who, n in zip(people, dots, strict=True) if n))
            for name, dots in votes.items()
        ),
    )


def test_dots_and_people_are_counted_and_put_in_order():
    found = tally(room(), "moments")
    assert [(one.id, one.dots, one.people, one.place, one.tied) for one in found] == [
        ("queue", 3, 2, 1, False),
        ("gate", 3, 1, 2, False),
    ]


def test_items_without_dots_stay_in_the_list():
    assert [(one.name, one.say) for one in tally(room(), "solutions")] == [
        ("A sign", "5 dots from 1 person"),
        ("An app", "No dots"),
    ]


def test_equal_dots_from_equally_many_people_share_a_place_and_the_next_place_is_left_out():
    found = tally(moments(one=(1, 0, 0), two=(0, 2, 0), three=(0, 0, 1), four=(0, 0, 0)), "moments")
    assert [(one.id, one.place, one.tied) for one in found] == [
        ("two", 1, False),
        ("one", 2, True),
        ("three", 2, True),
        ("four", 4, False),
    ]


def test_a_person_sees_what_they_placed_and_what_is_left():
    assert placed(room(), "moments", ANA) == {"queue": 2}
    assert left(room(), "moments", ANA) == DOTS["moments"] - 2
    assert left(room(), "solutions", BEN) == DOTS["solutions"]
    assert DOTS == {"moments": 3, "solutions": 5}, "as the guidance and the README say"


def test_who_took_their_dots_back_is_no_voter():
    assert voters(moments(one=(1, 0, 0)), "moments") == (ANA,)
    journey = Journey(id="j", solutions=(Solution(id="s", dots=(Dot(id=BEN, n=0),)),))
    assert voters(journey, "solutions") == ()


def test_more_dots_than_a_person_has_do_not_count():
    found = tally(moments(one=(2, 0, 0), two=(2, 0, 0), three=(2, 0, 0)), "moments")
    assert {one.id: one.dots for one in found} == {"one": 2, "two": 1, "three": 0}
    assert left(moments(one=(2, 0, 0), two=(2, 0, 0)), "moments", ANA) == 0


def test_an_item_that_is_removed_gives_its_dots_back():
    journey = room()
    without = journey.model_copy(update={"moments": journey.moments[1:]})
    assert left(without, "moments", ANA) == DOTS["moments"]


def test_what_was_voted_on_is_named_in_full_and_what_has_no_name_by_its_place():
    long = "Waiting at the desk without knowing whether this is the right desk, and for how long, and for what"
    journey = Journey(
        id="j",
        moments=(Moment(id="a", name=long), Moment(id="b")),
        solutions=(Solution(id="c", title=long), Solution(id="d")),
    )
    assert [one.name for one in tally(journey, "moments")] == [long, "Moment 2"]
    assert [one.name for one in tally(journey, "solutions")] == [long, "Solution 2"]
