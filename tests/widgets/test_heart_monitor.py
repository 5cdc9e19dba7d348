"""The heart monitor by itself, in a notebook."""

import re

import pytest
from drawn_journey import drawn

from cjm_widgets.journey.edits import value_at
from cjm_widgets.widgets.monitor import HeartMonitor

PATH = "steps/s5/ratings/room/value"


@pytest.fixture
def edits():
    return []


@pytest.fixture
def monitor(edits):
    widget = HeartMonitor(drawn(), on_edit=edits.append)
    widget.answers = []
    widget.send = widget.answers.append
    return widget


def sent(widget, **content):
    widget._handle_custom_msg(content, [])


def test_a_rating_made_in_the_browser_reaches_the_journey_and_the_callback(monitor, edits):
    sent(monitor, kind="edit", path=PATH, next=2)
    assert value_at(monitor.journey, PATH) == 2
    assert [(edit.path, edit.old, edit.new) for edit in edits] == [(PATH, None, 2)]
    assert monitor.monitor["curves"][0]["points"][5]["value"] == 2
    assert monitor.answers[-1] == {"kind": "done"}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "Mine"),
        ("steps/s5", None),
        ("steps/s99/ratings/room/value", 1),
        ("steps/s5/ratings/survey/value", 1),
        (PATH, 3),
        (PATH, "<b>"),
        (PATH, {"a": 1}),
    ],
)
def test_what_is_no_rating_of_a_step_is_refused_with_a_sentence(monitor, edits, path, value):
    before = monitor.journey
    sent(monitor, kind="edit", path=path, next=value)
    assert monitor.journey == before
    assert edits == []
    assert monitor.answers[-1]["kind"] == "refused"
    assert monitor.answers[-1]["say"].endswith(".")


def test_without_a_callback_nobody_can_rate():
    widget = HeartMonitor(drawn())
    assert widget.monitor["editable"] is False
    sent(widget, kind="edit", path=PATH, next=2)
    assert widget.journey == drawn()


def test_its_plain_text_holds_the_figures_and_no_address_in_memory(monitor):
    assert (
        "5 Security  −2 very dissatisfied (assumed)  36 % (measured, n = 5,871, 35 to 37 %, Passenger survey)  hot spot"
        in repr(monitor)
    )
    assert repr(monitor) == repr(HeartMonitor(drawn()))
    assert not re.search(r"0x[0-9a-f]+", repr(monitor))
    sent(monitor, kind="edit", path=PATH, next=2)
    assert "6 Passport control  +2 very satisfied" in repr(monitor)
