"""The room's median on the heart monitor: a curve with its spread, gaps as gaps, nobody's name."""

from __future__ import annotations

import json
from typing import Any

from cjm_widgets.journey.agreement import together
from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.model import Journey, Rating, Step
from cjm_widgets.widgets.monitor_view import monitor_view
from cjm_widgets.widgets.together_view import with_together, without_agreed

HIDDEN = "Your group’s ratings are hidden until the reveal; they are kept."


def rated(*values: float, room: float | None = None) -> tuple[Rating, ...]:
    own = tuple(Rating(id=f"p-person{at:03}", value=value) for at, value in enumerate(values))
    return own if room is None else (Rating(id="room", value=room), *own)


JOURNEY = Journey(
    id="j",
    steps=(
        Step(id="a", name="Booking", ratings=rated(-2, 1, 1, 2, room=1)),
        Step(id="b", name="Flight"),
        Step(id="c", name="Home", ratings=rated(1, 1)),
    ),
)


def drawn(journey: Journey = JOURNEY) -> dict[str, object]:
    return with_together(monitor_view(seen_by(journey, "")), together(journey))


def test_the_median_is_a_curve_of_its_own_after_the_groups_with_gaps_where_nobody_rated() -> None:
    view = drawn()
    assert [curve["rater"] for curve in view["curves"]] == ["room", "together"]  # type: ignore[attr-defined]
    curve = view["curves"][1]  # type: ignore[index]
    assert curve["title"] == "The room, median of 2 to 4"
    assert [point["height"] for point in curve["points"]] == [0.75, None, 0.75]


def test_each_point_says_how_far_it_spreads_in_heights_and_words() -> None:
    point = drawn()["curves"][1]["points"][0]  # type: ignore[index]
    assert (point["low"], point["high"], point["middle"]) == (0, 1, [0.375, 0.875])
    assert point["ratings"] == [0, 0.75, 0.75, 1]
    assert point["words"] == "Median +1 · from −2 to +2 · 4 rated"


def test_the_steps_that_the_room_disagrees_about_are_marked_and_told() -> None:
    view = drawn()
    assert [step["disagrees"] for step in view["steps"]] == [True, False, False]  # type: ignore[attr-defined]
    assert str(view["narration"]).endswith("The room disagrees about Booking.")


def test_no_person_stands_in_it() -> None:
    assert "p-person" not in json.dumps(drawn())


def test_where_nobody_rated_apart_the_monitor_is_as_it_was() -> None:
    journey = Journey(id="j", steps=(Step(id="a", ratings=rated(room=1)),))
    assert drawn(journey) == monitor_view(journey)


def test_while_everybody_rates_apart_the_groups_curve_is_not_shown_and_cannot_be_drawn() -> None:
    view = without_agreed(JOURNEY)
    assert (view["curves"], view["editable"]) == ([], False)
    assert view["narration"] == HIDDEN


def test_ratings_are_called_hidden_only_where_there_are_some_and_no_figure_of_them_is_given_away() -> None:
    def told(*ratings: Rating) -> dict[str, Any]:
        return without_agreed(Journey(id="j", steps=(Step(id="a", name="Booking", ratings=ratings),)))

    measured = Rating(id="survey", value=4, scale="five-points")
    assert told(*rated(-2, 1))["narration"] == "No step is rated yet."
    assert told(Rating(id="room"))["narration"] == "No step is rated yet."
    assert told(*rated(room=1)) == told(*rated(room=-2))
    assert told(measured, *rated(room=1))["narration"] == f"{told(measured)['narration']} {HIDDEN}"
    assert HIDDEN not in told(measured)["narration"]
