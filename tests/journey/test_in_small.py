"""In small a map shows one curve of customers or of the group, with its gaps and how many people it rests on."""

from __future__ import annotations

from typing import Any

from cjm_widgets.journey.in_small import in_small
from cjm_widgets.journey.model import Journey


def rated(*steps: list[dict[str, Any]], **more: Any) -> Journey:
    made = [{"id": f"s{at}", "name": f"Step {at}", "ratings": ratings} for at, ratings in enumerate(steps, start=1)]
    return Journey.model_validate({"id": "trip", "steps": made, **more})


def felt(value: Any, rater: str = "room", **more: Any) -> dict[str, Any]:
    return {"id": rater, "scale": "felt", "value": value, **more}


def test_a_step_that_nobody_knows_is_a_gap_and_not_the_middle() -> None:
    curve = in_small(rated([felt(2.0)], [], [felt("unknown")], [felt(-1.0)]))
    assert curve is not None
    assert [height for height, _ in curve.points] == [1.0, None, None, 0.25]
    assert curve.say == "Our group: +2 very satisfied; not rated yet; nobody knows; −1 dissatisfied."
    assert curve.people == "Assumed by us"


def test_what_is_wanted_or_thought_of_a_persona_is_no_curve_of_the_map() -> None:
    personas = [{"id": "ana", "name": "Ana"}]
    assert in_small(rated([felt(2.0, "wanted"), felt(1.0, "as-ana"), felt(0.0, "p-x")], personas=personas)) is None
    assert in_small(Journey(id="empty")) is None


def test_a_share_of_negative_answers_is_high_where_few_are_negative_and_says_how_many_answered() -> None:
    source = {"id": "sita", "kind": "survey", "name": "SITA"}
    share = [
        {"id": "sita", "scale": "negative-share", "value": value, "rater": "SITA", "source": "sita", "n": n}
        for value, n in ((10.0, 40), (75.0, 160))
    ]
    curve = in_small(rated(*([one] for one in share), sources=[source]))
    assert curve is not None
    assert curve.points == ((0.9, "measured"), (0.25, "measured"))
    assert (curve.scale, curve.people) == ("Negative answers, %", "n = 40 to 160")
