"""The time left follows from what was said and from the present time, and from nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import nbformat
import pytest

from cjm_widgets.journey.rules import PAGE_NAMES
from cjm_widgets.pages.book import page
from cjm_widgets.shipped import shipped
from cjm_widgets.workshop import agenda
from cjm_widgets.workshop.agenda import MINUTES, Workshop, seconds_left

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


@pytest.fixture
def rating() -> Workshop:
    return agenda.begun(Workshop(), "satisfaction", NINE)


@pytest.mark.parametrize("name", PAGE_NAMES[1:])
def test_a_step_takes_as_long_as_the_guidance_in_its_workbook_says(name):
    guide = nbformat.read(shipped("workbooks") / page(name).file, as_version=4).cells[0].source
    assert MINUTES[name] == int(re.search(r"About (\d+) minutes", guide)[1])


def test_every_step_of_the_method_has_its_minutes():
    assert tuple(MINUTES) == PAGE_NAMES[1:]


def test_no_time_is_left_before_a_step_has_begun_and_after_it_has_ended(rating):
    assert seconds_left(Workshop(), NINE) is None
    assert seconds_left(agenda.ended(rating), after(3)) is None


@pytest.mark.parametrize(
    ("gone", "more", "left"),
    [(10, 5, 45), (10, -5, 35), (48, -5, 0), (60, 5, 5), (60, -5, 0)],
)
def test_five_minutes_more_or_fewer_count_from_now_when_time_is_up(rating, gone, more, left):
    changed = agenda.longer(rating, more, after(gone))
    assert seconds_left(changed, after(gone)) == left * 60


def test_fewer_minutes_after_time_is_up_do_not_bring_time_back(rating):
    assert seconds_left(agenda.longer(rating, -5, after(60)), after(61)) == -60


def test_a_pause_stops_the_clock_and_nothing_else(rating):
    stopped = agenda.paused(rating, after(10))
    assert seconds_left(stopped, after(30)) == 40 * 60
    gone_on = agenda.resumed(stopped, after(30))
    assert seconds_left(gone_on, after(35)) == 35 * 60
    assert agenda.resumed(gone_on, after(40)) == gone_on
    assert agenda.paused(stopped, after(40)) == stopped


def test_more_minutes_while_the_clock_stands_still(rating):
    stopped = agenda.longer(agenda.paused(rating, after(10)), 5, after(30))
    assert seconds_left(stopped, after(31)) == 45 * 60


def test_nothing_can_be_paused_or_made_longer_without_a_current_step():
    assert agenda.paused(Workshop(), NINE) == agenda.longer(Workshop(), 5, NINE) == Workshop()


def test_steps_are_closed_and_opened_and_keep_the_order_of_the_method():
    shut = agenda.closed(agenda.closed(Workshop(), "solutions"), "diagnostic")
    assert shut.closed == ("diagnostic", "solutions")
    assert agenda.closed(shut, "solutions") == shut
    assert agenda.opened(shut, "diagnostic").closed == ("solutions",)


def test_beginning_a_closed_step_opens_it():
    assert agenda.begun(agenda.closed(Workshop(), "map"), "map", NINE).closed == ()


def test_the_start_page_is_no_step_and_cannot_be_closed():
    assert agenda.closed(Workshop(), "start") == Workshop()


def test_a_step_never_takes_longer_than_half_a_day(rating):
    for _ in range(200):
        rating = agenda.longer(rating, 5, NINE)
    assert rating.seconds == agenda.LONGEST
