"""What may leave: no single person's answers, and only words that somebody said may be quoted."""

from __future__ import annotations

import pytest
from going_out import out, text_of, written

from cjm_widgets.formats.leaving import held_to, leaving
from cjm_widgets.formats.registry import FORMATS
from cjm_widgets.journey.edits import apply, set_value
from cjm_widgets.journey.model import Journey

RAW = {
    "id": "trip",
    "title": "Trip",
    "revision": "r1",
    "rounds": [{"id": "satisfaction", "state": "apart"}],
    "voices": [{"id": "p-ana", "speaks_as": "customer"}],
    "steps": [
        {
            "id": "a",
            "name": "Wait",
            "quotes": [
                {"id": "q1", "words": "quotable words", "quotable": "yes"},
                {"id": "q2", "words": "kept words", "quotable": "no"},
                {"id": "q3", "words": "unasked words"},
            ],
            "ratings": [{"id": "room", "value": 1}, {"id": "p-ana", "value": -2, "note": "private note"}],
        }
    ],
    "moments": [{"id": "m", "step": "a", "name": "Left alone", "dots": [{"id": "p-ana", "n": 3}]}],
    "editions": [{"id": "e", "name": "First", "revision": "r0"}],
}
TRIP = Journey.model_validate(RAW)


def test_words_stay_that_nobody_said_may_be_quoted_and_this_is_told() -> None:
    leaves = out(TRIP)
    assert [one.words for one in leaves.journey.steps[0].quotes] == ["quotable words"]
    assert leaves.losses[0].paths == ("steps/a/quotes/q2", "steps/a/quotes/q3")
    assert leaves.losses[0].say == "2 quotes of which nobody has said that they may be quoted left out"


def test_an_edition_leaves_no_words_of_a_quote_that_were_changed_since() -> None:
    now = Journey.model_validate(RAW | {"steps": [RAW["steps"][0] | {"quotes": [RAW["steps"][0]["quotes"][0]]}]})
    then = set_value(now, "steps/a/quotes/q1/words", "Ann Smith of Ward 4 was rude")
    left, losses = leaving(apply(now, then), now)
    assert left.steps[0].quotes == ()
    assert [(one.say, one.paths) for one in losses] == [
        ("1 quote of which the words have been changed since left out", ("steps/a/quotes/q1",))
    ]
    assert leaving(now, now)[0].steps[0].quotes == now.steps[0].quotes
    assert leaving(held_to(now, apply(now, then)))[0].steps[0].quotes == ()
    assert held_to(now, now) == now


def surveyed(*sizes: tuple[str, int, int], least: int | None, name: str = "Ward") -> Journey:
    """A map with a survey's figures at two steps by group; all together under “”."""

    def step(at: int) -> dict[str, object]:
        ratings = [
            {
                "id": f"ward{one[0] and '-'}{one[0].lower()}",
                "rater": f"Ward: {one[0]}" if one[0] else "Ward",
                "scale": "five-points",
                "value": 3,
                "source": "ward",
                "n": one[1 + at],
            }
            for one in sizes
            if one[1 + at]
        ]
        return {"id": "ab"[at], "name": "AB"[at], "ratings": ratings}

    follows = [
        {"id": "d1", "kind": "differs", "step": "a", "group": "North", "other": "South", "value": 1, "n": 99},
        {"id": "d2", "kind": "differs", "step": "b", "group": "North", "other": "South", "value": 1, "n": 99},
        {"id": "o", "kind": "outcome", "name": "Overall", "group": "South", "n": 3, "value": 2},
        {"id": "w", "kind": "weight", "name": "Overall", "group": "South", "value": 0.3},
        {"id": "t", "kind": "target", "step": "a", "n": 1, "value": 2},
        {"id": "g", "kind": "goes-with", "step": "a", "name": "Overall", "n": 2},
    ]
    source = {"id": "ward", "name": name, "least": least, "figures": follows}
    return Journey.model_validate({"id": "trip", "steps": [step(0), step(1)], "sources": [source]})


NORTH_SOUTH = (("", 24, 30), ("North", 20, 20), ("South", 4, 10))


@pytest.mark.parametrize(
    ("sizes", "then", "today", "gone"),
    [
        (
            NORTH_SOUTH,
            5,
            None,
            "a/ratings/ward-south a/ratings/ward-north d1 o w",
        ),  # it is not on the map any more: what was asked then holds
        (NORTH_SOUTH, None, None, ""),  # it came added up
        (NORTH_SOUTH, 3, 3, ""),
        (NORTH_SOUTH, 3, 5, "a/ratings/ward-south a/ratings/ward-north d1 o w"),
        (NORTH_SOUTH, None, 5, "a/ratings/ward-south a/ratings/ward-north d1 o w"),
        (NORTH_SOUTH, 5, 3, ""),
        (
            NORTH_SOUTH,
            3,
            11,
            "a/ratings/ward-south a/ratings/ward-north b/ratings/ward-south b/ratings/ward-north d1 d2 o w",
        ),
        ((("North", 20, 20), ("South", 4, 5)), 3, 5, "a/ratings/ward-south a/ratings/ward-north d1 o w"),
        ((("", 4, 30),), 3, 5, "a/ratings/ward g o w"),
    ],
)
def test_figures_of_an_edition_leave_only_if_so_many_answered_as_are_asked_for_today(
    sizes: tuple[tuple[str, int, int], ...], then: int | None, today: int | None, gone: str
) -> None:
    was = surveyed(*sizes, least=then)
    now = surveyed(least=today, name="Ward, renamed") if today else Journey(id="trip")
    shown, losses = leaving(was, now)
    told = [path for one in losses for path in one.paths]
    assert {one.removeprefix("steps/").removeprefix("sources/ward/figures/") for one in told} == {*gone.split()}
    left = [f"{step.id}/ratings/{one.id}" for step in shown.steps for one in step.ratings]
    left += [one.id for one in shown.sources[0].figures]
    assert not {*left} & {*gone.split()}
    assert len(left) + len(told) == sum(len(step.ratings) for step in was.steps) + len(was.sources[0].figures)
    later, losses = leaving(held_to(now, was))
    assert [one.ratings for one in later.steps] == [one.ratings for one in shown.steps]
    assert [path for one in losses for path in one.paths] == told, "also where it is told later, by itself"


@pytest.mark.parametrize("how", [one for one in FORMATS if one.name != "png"], ids=lambda how: how.name)
def test_no_format_holds_what_single_people_said_or_what_may_not_be_quoted(how: object) -> None:
    text = text_of(written(how, TRIP).data)  # type: ignore[arg-type]
    for private in ("p-ana", "private note", "kept words", "unasked words", '"r1"', '"r0"'):
        assert private not in text, private
