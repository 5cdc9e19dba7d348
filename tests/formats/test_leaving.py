"""What may leave: no single person's answers, and only words that somebody said may be quoted."""

from __future__ import annotations

import pytest
from going_out import out, text_of, written

from cjm_widgets.formats.registry import FORMATS
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


@pytest.mark.parametrize("how", [one for one in FORMATS if one.name != "png"], ids=lambda how: how.name)
def test_no_format_holds_what_single_people_said_or_what_may_not_be_quoted(how: object) -> None:
    text = text_of(written(how, TRIP).data)  # type: ignore[arg-type]
    for private in ("p-ana", "private note", "kept words", "unasked words", '"r1"', '"r0"'):
        assert private not in text, private
