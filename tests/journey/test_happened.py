"""What logs say of the steps: contacts, repeats, waiting apart from doing, stopping; what is unknown is left out."""

from __future__ import annotations

import re
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
    figure("stopped", 40, low=8, unit="days"),
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
        "Waiting since the contact before it: median 3 days (880 times, middle half 1 to 6 days).",
        "Doing it: median 28.8 minutes (400 times, middle half 14.4 minutes to 2 days).",
        "40 not seen again for 1.1 weeks or more.",
    )


def test_what_may_be_more_is_told_as_at_least():
    more = [{**one, "at_least": one["kind"] not in ("doing", "stopped")} for one in ALL]
    told = lines(*more)
    assert told[0] == "At least 1,240 contacts of at least 900 customers."
    assert told[1] == "At least 180 came again, about 1 in 5."
    assert told[2] == (
        "Waiting since the contact before it: median 3 days (880 times, middle half 1 to 6 days), of those that ended; "
        "some may still wait."
    ), "waits that last since yesterday may end sooner than those that have ended"
    none = [figure("cases", 7, at_least=True), figure("repeats", 0, at_least=True), figure("stopped", 0)]
    assert lines(*none) == ("At least 7 customers.", "None came again so far.", "None not seen again so far.")


def test_nobody_stopped_at_the_last_step_of_the_journey():
    before = [{**one, "id": f"{one['id']}-0", "step": "enquiry"} for one in ALL]
    view = happened_at_steps(journey(*ALL, *before, figure("stopped", 3, group="phone")))
    assert "40 not seen again for 1.1 weeks or more." in view["steps"]["enquiry"][0]["lines"]
    assert not any("not seen" in line for line in view["steps"]["visit"][0]["lines"])
    assert [row[-1] for row in view["tables"][0]["rows"]] == ["40", "the end", "the end"]


def test_how_often_a_time_was_counted_is_said_and_of_few_no_middle_half():
    one, seven, eight = (figure("waiting", 10, low=9, high=11, n=n) for n in (1, 7, 8))
    assert lines(one) == ("Waiting since the contact before it: median 1.4 weeks (1 time).",)
    assert lines(seven) == ("Waiting since the contact before it: median 1.4 weeks (7 times).",)
    assert lines(eight)[0].startswith("Waiting since the contact before it: median 1.4 weeks (8 times, middle half 1.")

    for (low, high), said in {(9.8, 10.1): "1.4 to 1.44 weeks", (10, 10): "1.4 weeks"}.items():
        (line,) = lines(figure("waiting", 10, low=low, high=high, n=8))
        assert line.endswith(f"(8 times, middle half {said}).")


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
        ((figure("cases", 1000), figure("repeats", 999)), ("1,000 customers.", "999 came again, nearly all of them.")),
        ((figure("cases", 1000), figure("repeats", 1)), ("1,000 customers.", "1 came again, about 1 in 1,000.")),
        ((figure("waiting", 1),), ("Waiting since the contact before it: median 1 day.",)),
        ((figure("waiting", 1, low=0.5, high=1),),
         ("Waiting since the contact before it: median 1 day (middle half 12 hours to 1 day).",)),
        ((figure("waiting", None), figure("stopped", None), figure("contacts", None)), ()),
        ((figure("stopped", 3),), ("3 not seen again so far.",)),
    ],
)  # fmt: skip
def test_what_is_not_known_is_left_out_and_one_is_told_in_the_singular(figures, said):
    assert lines(*figures) == said


@pytest.mark.parametrize(
    ("again", "of", "said"),
    [
        (2, 5, "about 4 in 10"),
        (41, 100, "about 4 in 10"),
        (49, 100, "about half of them"),
        (99, 200, "about half of them"),
        (54, 100, "about half of them"),
        (56, 100, "about 6 in 10"),
        (33, 100, "about 1 in 3"),
        (28, 100, "about 3 in 10"),
        (1, 12, "about 1 in 12"),
        (94, 100, "about 9 in 10"),
        (199, 200, "nearly all of them"),
    ],
)
def test_a_share_is_told_as_the_nearest_that_people_say(again, of, said):
    assert lines(figure("cases", of), figure("repeats", again))[1] == f"{again} came again, {said}."


def test_no_share_is_told_as_one_that_is_far_from_it():
    for again in range(1, 201):
        said = lines(figure("cases", 200), figure("repeats", again))[1]
        found = re.search(r"about (\d+) in (\d+)", said)
        told = int(found[1]) / int(found[2]) if found else 0.5 if "half" in said else 1.0
        assert abs(told - again / 200) <= (0.06 if "nearly all" in said else 0.051), said


def test_none_so_far_is_no_at_least_nought():
    (row,) = happened_at_steps(
        journey(
            figure("cases", 7, at_least=True), figure("repeats", 0, at_least=True), figure("cases", 9, group="phone")
        )
    )["tables"][0]["rows"][:1]
    assert row[3:5] == ["at least 7", "0 so far"]


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
        ["Visit", "All", "1,240", "900", "180", "3 days (880 times, middle half 1 to 6 days)",
         "28.8 minutes (400 times, middle half 14.4 minutes to 2 days)", "the end"],
        ["Visit", "phone", "1,240", "900", *unknown[1:], "the end"],
        ["Visit", "phone", "at least 6", "5", *unknown[1:], "the end"],
    ]  # fmt: skip
    assert [one["lines"] for one in view["steps"]["visit"]] == [list(lines(*ALL)[:-1])]
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
