"""What documents say of a map: in words, every figure with what it rests on, and what is left out is known."""

from __future__ import annotations

from going_out import out, starters

from cjm_widgets.formats.base import Outgoing
from cjm_widgets.formats.content import content
from cjm_widgets.formats.held import filled
from cjm_widgets.formats.said import unsaid
from cjm_widgets.journey.model import Edition, Journey
from cjm_widgets.views.method_views import METHOD_VIEWS

AIRPORT = starters()[-1]


def test_of_the_examples_no_word_of_steps_moments_personas_and_solutions_is_left_out() -> None:
    kept = ("steps", "moments", "personas", "solutions", "outcomes", "stages", "sources")
    for journey in starters():
        leaves = out(journey)
        lost = {path for one in unsaid(leaves.journey, content(leaves)) for path in one.paths}
        words = [one.path for one in filled(leaves.journey) if one.is_words and one.path.startswith(kept)]
        assert not lost.intersection(path for path in words if not path.endswith("/rater"))


def test_every_rating_is_said_with_its_scale_and_what_it_rests_on() -> None:
    found = content(out(AIRPORT))
    (ratings,) = [one for one in found.rows if one.key == "satisfaction"]
    assert "SITA 2015: 36 % negative answers (measured; n = 5,871 in all)" in ratings.cells[4]
    assert any("SITA 2015 (Negative answers, %)" in one for one in found.narration)
    assert found.coverage.startswith("All 10 steps are measured.")
    assert not [cell for cells in ratings.cells for cell in cells if "unknown" in cell.casefold()], (
        "unknown is no figure"
    )


def test_a_view_gives_the_rows_their_order_and_a_hidden_one_is_not_there() -> None:
    view = next(one for one in METHOD_VIEWS if one.key == "five-steps")
    found = content(Outgoing(out(AIRPORT).journey, view, frozenset({"feelings"})))
    keys = [one.key for one in found.rows]
    order = [key for layer in view.layers for key in (layer.key, *["time"] * (layer.key == "steps"))]
    assert keys == sorted(keys, key=order.index)
    assert "feelings" not in keys
    assert "front_stage" not in keys


def test_stages_hold_their_steps_and_actions_stand_by_date() -> None:
    found = content(out(AIRPORT))
    assert [(one.name, one.first, one.count) for one in found.stages] == [
        ("Plan", 0, 1),
        ("Get in", 1, 3),
        ("Pass the controls", 4, 2),
        ("Wait and fly", 6, 3),
        ("Arrive", 9, 1),
    ]
    days = [one.day for one in found.actions if one.day]
    assert days == sorted(days)
    assert all(one.basis for one in found.actions if one.where)


def test_the_date_is_the_editions_and_an_empty_map_says_so_little() -> None:
    edition = Edition(id="e", name="First", date="2026-05")
    assert content(Outgoing(AIRPORT, METHOD_VIEWS[0], edition=edition)).edition == "Edition “First”, May 2026"
    empty = content(out(Journey(id="x")))
    assert (empty.title, empty.steps, empty.rows, empty.curves) == ("Customer journey map", (), (), ())
