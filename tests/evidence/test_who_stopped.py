"""Nobody counts as not seen again of whom a row may tell that they were: a row without a time, a step or a name."""

from datetime import date

import pytest
from replaying import apply_all

from cjm_widgets.evidence.attaching import Survey
from cjm_widgets.evidence.attaching_log import attach_log, log_in_lines, log_to_json
from cjm_widgets.evidence.events import events_in
from cjm_widgets.evidence.plan import Plan
from cjm_widgets.journey.happened import happened_in_words
from cjm_widgets.journey.model import Journey

PLAN = Plan(layout="events", case="case", time="time", step="step")
TRIP = Journey.model_validate(
    {"id": "trip", "steps": [{"id": one.lower(), "name": one} for one in ("Ask", "Visit", "Bill")]}
)
LATER = (
    "".join(
        f"z{at},2026-01-01 09:00,Ask\nz{at},2026-01-02 09:00,Visit\nz{at},2026-01-03 09:00,Bill\n" for at in range(5)
    )
    + "w,2026-03-01 09:00,Bill\n"
)
MANY = "".join(LATER.replace("z", f"y{at}") for at in range(4))
STOPPED = "".join(f"s{at},2026-01-0{at + 1} 09:00,Ask\n" for at in range(4))
"""Four who asked and were not seen again, and five who went on to the end."""


@pytest.fixture
def logged(tmp_path):
    def log(more, plan=PLAN, **how):
        path = tmp_path / "log.csv"
        path.write_text(f"case,time,step\n{LATER}{STOPPED}{more}", encoding="utf-8")
        return events_in(path, plan, **how)

    return log


def asked(log):
    return log.step("Ask").all


def told(log):
    """What the map, the command and other programs say of whoever asked."""
    trip = apply_all(TRIP, attach_log(TRIP, log, Survey("log", "Log", "")).edits)
    return happened_in_words(trip).partition("Visit:")[0], next(log_in_lines(log)), log_to_json(log, {"Ask"})[0]


def test_without_any_doubt_those_not_seen_again_are_as_many_as_are_said(logged):
    log = logged("")
    assert (asked(log).ended, asked(log).unsure) == (4, 0)
    on_the_map, line, said = told(log)
    assert " 4 not seen again for" in on_the_map
    assert ", 4 not seen again for" in line
    assert (said["stopped"], said["perhaps_stopped"]) == (4, 0)
    assert not any("may have" in one for one in log.remarks)


@pytest.mark.parametrize(
    "row",
    ["s0,soon,Visit", "s0,,Visit", "s0,2026-02-01 09:00,", "s0,2026-01-01 09:00,", "s0,2026-02-01 09:00,Sync", "s0,,"],
    ids=["no date", "no time", "no step", "no step, at once", "left out", "nothing"],
)
def test_a_later_row_that_does_not_count_keeps_its_customer_out_of_those_who_stopped(logged, row):
    log = logged(f"{row}\n", PLAN.model_copy(update={"steps": {"Sync": ""}}))
    assert (asked(log).ended, asked(log).unsure, asked(log).may_go_on) == (3, 1, 0)
    on_the_map, line, said = told(log)
    assert "At least 3 not seen again for" in on_the_map
    assert ", at least 3 not seen again for" in line
    assert (said["stopped"], said["perhaps_stopped"]) == (3, 1)
    why = "1 customer may have been seen again, in a row that does not count: left out of those not seen again."
    assert why in log.remarks


def test_a_row_of_before_that_does_not_count_changes_nothing(logged):
    log = logged("s1,2026-01-01 09:00,\n")
    assert (asked(log).ended, asked(log).unsure) == (4, 0)


@pytest.mark.parametrize(
    "row", [",2026-02-01 09:00,Visit", f"{MANY}s1,2026-02-01 09:00,Visit,and,more"], ids=["nobody", "broken"]
)
def test_a_row_of_nobody_may_be_of_anybody_so_those_who_stopped_are_at_most_so_many(logged, row):
    log = logged(f"{row}\n")
    on_the_map, line, said = told(log)
    assert (asked(log).ended, said["stopped_at_most"]) == (4, True)
    assert "At most 4 not seen again for" in on_the_map
    assert ", at most 4 not seen again for" in line
    assert "1 row may be of anybody, so that at most so many as are said were not seen again." in log.remarks
    assert told(logged(f"{row}\ns0,soon,Visit\n"))[1].count("about 3 not seen again for") == 1


@pytest.mark.parametrize("row", ["s0,soon,Ask", ",2026-02-01 09:00,Ask", "s0,2026-02-01 09:00,"])
def test_contacts_of_a_log_with_rows_that_do_not_count_are_at_least_so_many(logged, row):
    assert "at least 9 contacts of at least 9 customers" in told(logged(f"{row}\n"))[0]
    assert "Ask: at least 10 contacts of at least 9 customers" in told(logged("s0,2026-03-01 08:00,Ask\n"))[0], (
        "it goes on"
    )


def test_a_time_still_to_come_neither_counts_nor_makes_the_others_stop(logged):
    log = logged("z0,2062-03-01 09:00,Visit\nz1,2026-03-02 09:00,Ask\n", today=date(2026, 3, 3))
    assert str(log.last) == "2026-03-02 09:00:00"
    assert asked(log).may_go_on == 1, "seen the day before the log ends"
    assert "1 row with a time still to come does not count." in log.remarks
    assert asked(logged("s0,2027-01-01 09:00,Visit\n", today=date(2026, 3, 3))).unsure == 1, "it is booked"
    assert logged("s0,2027-01-01 09:00,Visit\n").not_counted.ahead == 0, "where nobody knows which day it is"


@pytest.mark.parametrize("never", ["1970-01-01", "1970-01-01 00:00:00", "0", "1900-01-01"])
def test_a_time_that_stands_for_none_is_none(logged, never):
    log = logged(f"s0,{never},Visit\n")
    assert str(log.first) == "2026-01-01 09:00:00"
    assert (log.not_counted.unreadable, asked(log).unsure) == (1, 1)


def test_events_that_stand_twice_are_said_where_a_clock_tells_them(logged):
    remark = "1 event is like the one before it: same customer, step and time. Take it out if it stands there twice."
    assert remark in logged("s0,2026-01-01 09:00,ask \n").remarks
    assert not any(
        "is like" in one for one in logged("s0,2026-01-01 09:00,Visit\ns0,2026-01-09,Ask\ns0,2026-01-09,Ask\n").remarks
    )


def test_from_when_to_when_a_log_goes_is_said(logged):
    assert list(log_in_lines(logged("")))[-1] == "From 1 January 2026 to 1 March 2026."
