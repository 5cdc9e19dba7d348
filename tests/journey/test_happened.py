"""What logs say of the steps: contacts, repeats, waiting apart from doing, stopping; what is unknown is left out."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_widgets.journey.describe import caption_satisfaction
from cjm_widgets.journey.happened import HEAD, happened, happened_at_steps, happened_in_words
from cjm_widgets.journey.model import Journey


def figure(kind: str, value: float | None, step: str = "visit", group: str = "", **more: Any) -> dict[str, Any]:
    return {"id": f"{kind}-{step}-{group or 'all'}", "kind": kind, "step": step, "group": group, "value": value, **more}


def journey(*figures: dict[str, Any], **more: Any) -> Journey:
    steps = [{"id": "enquiry", "name": "Enquiry"}, {"id": "visit", "name": "Visit"}]
    source = {"id": "log", "name": "Visits", "kind": "count", "when": "2026-05", "n": 900, "figures": figures}
    return Journey.model_validate({"id": "trip", "steps": steps, "sources": [source], **more})


ALL = (
    figure("cases", 900),
    figure("contacts", 1240),
    figure("repeats", 180),
    figure("stopped", 40),
    figure("waiting", 3, low=1, high=6, unit="days", n=880),
    figure("doing", 0.02, low=0.01, high=2, unit="days", n=400),
)


def lines(*figures: dict[str, Any]) -> tuple[str, ...]:
    (one,) = happened(journey(*figures).sources[0])
    return one.lines


def test_a_step_is_told_in_sentences_with_waiting_apart_from_doing():
    assert lines(*ALL) == (
        "1,240 contacts of 900 customers.",
        "180 came again, about 1 in 5.",
        "Waiting before it: median 3 days (middle half 1 to 6 days).",
        "Doing it: median 28.8 minutes (middle half 14.4 minutes to 2 days).",
        "40 stopped here.",
    )


def test_what_may_be_more_is_told_as_at_least():
    more = [{**one, "at_least": one["kind"] in ("contacts", "repeats", "stopped")} for one in ALL]
    told = lines(*more)
    assert told[0] == "At least 1,240 contacts of 900 customers."
    assert told[1] == "At least 180 came again, about 1 in 5."
    assert told[4] == "At least 40 stopped here."
    none = [figure("cases", 7), figure("repeats", 0, at_least=True), figure("stopped", 0, at_least=True)]
    assert lines(*none) == ("7 customers.", "None came again so far.", "None stopped here so far.")


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((figure("contacts", 1), figure("cases", 1)), ("1 contact of 1 customer.",)),
        ((figure("repeats", 0),), ("None came again.",)),
        ((figure("contacts", 12),), ("12 contacts.",)),
        ((figure("repeats", 3),), ("3 came again.",)),
        ((figure("cases", 4), figure("repeats", 4)), ("4 customers.", "4 came again, all of them.")),
        ((figure("cases", 4), figure("repeats", 2)), ("4 customers.", "2 came again, half of them.")),
        ((figure("cases", 4), figure("repeats", 3)), ("4 customers.", "3 came again, about 8 in 10.")),
        ((figure("cases", 1000), figure("repeats", 999)), ("1,000 customers.", "999 came again, about 9 in 10.")),
        ((figure("cases", 1000), figure("repeats", 1)), ("1,000 customers.", "1 came again, about 1 in 1,000.")),
        ((figure("waiting", 1),), ("Waiting before it: median 1 day.",)),
        ((figure("waiting", 1, low=0.5, high=1),),
         ("Waiting before it: median 1 day (middle half 12 hours to 1 day).",)),
        ((figure("waiting", None), figure("stopped", None), figure("contacts", None)), ()),
        ((figure("stopped", 0),), ("None stopped here.",)),
    ],
)  # fmt: skip
def test_what_is_not_known_is_left_out_and_one_is_told_in_the_singular(figures, said):
    assert lines(*figures) == said


def test_channels_and_groups_stand_in_a_table_below_all_together_and_what_is_not_known_is_no_nought():
    parts = [{**one, "id": f"{one['id']}-phone", "group": "phone"} for one in ALL[:2]]
    # a group may be called as a channel is; then its figures begin anew
    again = [figure("cases", 5, group="phone"), figure("contacts", 6, group="phone", at_least=True)]
    view = happened_at_steps(journey(*ALL, *parts, *again, figure("cases", 3, step="enquiry")))
    assert view["head"] == ["Step", "Channel or group", *HEAD]
    (table,) = view["tables"]
    assert "Visits" in table["from"]
    unknown = ["not known"] * 4
    assert table["rows"] == [
        ["Enquiry", "All", "not known", "3", *unknown],
        ["Visit", "All", "1,240", "900", "180", "3 days (middle half 1 to 6 days)",
         "28.8 minutes (middle half 14.4 minutes to 2 days)", "40"],
        ["Visit", "phone", "1,240", "900", *unknown],
        ["Visit", "phone", "at least 6", "5", *unknown],
    ]  # fmt: skip
    assert [one["lines"] for one in view["steps"]["visit"]] == [list(lines(*ALL))]
    assert view["steps"]["enquiry"][0]["lines"] == ["3 customers."]


def test_without_a_log_nothing_is_said():
    outcome = {"id": "o", "kind": "outcome", "name": "Overall", "value": 9}
    assert happened_at_steps(journey(outcome, {**outcome, "id": "t", "kind": "target", "step": "visit"})) == {
        "steps": {},
        "head": ["Step", "Channel or group", *HEAD],
        "tables": [],
    }
    assert happened_in_words(journey(outcome)) == ""


def test_a_log_is_told_beside_the_curve_in_the_order_of_the_steps():
    told = journey(*ALL[:2], figure("cases", 3, step="enquiry"), figure("cases", 2, step="gone"))
    said = "Counted in a log of events. Enquiry: 3 customers. Visit: 1,240 contacts of 900 customers."
    assert happened_in_words(told) == said
    assert said in caption_satisfaction(told)
