"""What several views ask for is worked out once, and never for another journey."""

from __future__ import annotations

from cjm_widgets.journey.edits import apply, new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.once import once


def test_it_is_worked_out_once_for_a_journey_and_anew_for_each_other():
    asked: list[str] = []
    title = once(lambda journey: asked.append(journey.title) or journey.title)
    one = Journey(id="a", title="One")
    two = apply(one, new_edit("title", "Two"))

    assert [title(one), title(one), title(two), title(two), title(one)] == ["One", "One", "Two", "Two", "One"]
    assert asked == ["One", "Two", "One"], "only the last is kept, so that no old journey is held"
    assert title(one.model_copy()) == "One"
    assert len(asked) == 4, "an equal one is another: comparing two costs more than it spares"
