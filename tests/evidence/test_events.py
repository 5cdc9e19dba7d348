"""What is right was counted by hand where a test says figures, and by plain Python where logs are random."""

import csv
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import quantiles

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from replaying import apply_all

from cjm_widgets.evidence.attaching import Survey
from cjm_widgets.evidence.attaching_log import attach_log, log_in_lines
from cjm_widgets.evidence.events import events_in
from cjm_widgets.evidence.events_log import MOST_COUNTED, NotCounted, Spread
from cjm_widgets.evidence.plan import Plan
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.journey.happened import happened_in_words
from cjm_widgets.journey.model import Journey

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "evidence" / "events.csv"
PLAN = Plan(layout="events", case="case", time="time", step="step", channel="channel")
PLAIN = PLAN.model_copy(update={"channel": ""})
DAY = 86_400


@pytest.fixture
def written(tmp_path):
    def write(text, name="log.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


def refused(path, plan=PLAIN, **more):
    with pytest.raises(EvidenceError) as error:
        events_in(path, plan, **more)
    said = str(error.value)
    assert said.endswith((".", "?"))
    assert not re.search(r"Traceback|Error:|read_csv|SELECT", said), said
    return said


# ---- figures that were counted by hand


def test_the_sample_says_what_was_counted_by_hand():
    log = events_in(SAMPLE, PLAN, ways=[("Enquiry", "Visit")])

    assert (log.cases, log.events) == (4, 8)
    assert log.counted == ((1, 2), (3, 2))
    assert (str(log.first), str(log.last)) == ("2026-03-02 09:00:00", "2026-03-20 11:00:00")
    assert [one.step for one in log.steps] == ["Enquiry", "Visit", "Enrolment"]
    enquiry, visit, enrolment = (one.all for one in log.steps)
    assert (enquiry.events, enquiry.cases, enquiry.repeats, enquiry.ended) == (4, 3, 1, 1)
    assert (visit.events, visit.cases, visit.repeats, visit.ended) == (3, 3, 0, 2)
    assert enrolment.cases == 1
    (way,) = log.ways
    assert way.from_first.n == 2
    assert way.from_first.median / DAY == pytest.approx((7 + 1 / 24 + 1) / 2, abs=0.005)
    assert way.from_last.median / DAY == pytest.approx((4 + 1) / 2)
    assert (way.not_yet, way.may_go_on) == (1, 0)


def test_waiting_is_from_the_event_before_and_doing_is_not_known_without_an_end():
    log = events_in(SAMPLE, PLAN)
    visit = log.step("Visit").all
    assert visit.waiting == Spread(2, 1.75 * DAY, 2.5 * DAY, 3.25 * DAY)
    assert log.step("Enquiry").all.waiting.n == 1
    assert {one.all.doing for one in log.steps} == {None}


def test_each_channel_has_figures_of_its_own():
    enquiry = dict(events_in(SAMPLE, PLAN).step("Enquiry").by_channel)
    assert {name: (one.events, one.cases, one.repeats, one.ended) for name, one in enquiry.items()} == {
        "phone": (2, 1, 1, 0),
        "web": (2, 2, 0, 1),
    }


def test_a_case_whose_last_event_is_too_near_to_the_end_of_the_log_has_not_ended():
    log = events_in(SAMPLE, PLAN)
    enrolment = log.step("Enrolment").all
    assert (enrolment.ended, enrolment.may_go_on, log.may_go_on) == (0, 1, 1)
    assert "The log ends while 1 case may go on" in " ".join(log.remarks)


def test_of_a_log_that_was_cut_nobody_is_said_to_have_stopped(written):
    """All of 300 go on, after 1 to 40 days; the log ends on day 30."""
    begin = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    asked = [(case, begin + timedelta(days=case % 30, minutes=case), "Enquiry") for case in range(300)]
    came = [(case, at + timedelta(days=1 + case * 7 % 40), "Visit") for case, at, _ in asked]
    rows = [row for row in (*asked, *came) if row[1] < begin + timedelta(days=30)]
    log = events_in(written("case,time,step\n" + "".join(f"{a},{b},{c}\n" for a, b, c in rows)), PLAIN)
    trip = Journey.model_validate({"id": "t", "steps": [{"id": "e", "name": "Enquiry"}, {"id": "v", "name": "Visit"}]})
    told = happened_in_words(apply_all(trip, attach_log(trip, log, Survey("log", "Log", "")).edits))
    assert log.step("Enquiry").all.ended, "some were not seen for long"
    assert "stopped" not in told
    assert re.search(r"at least 300 contacts of 300 customers\. .* \d+ not seen again for .* or more", told)
    assert re.search(
        r"Visit: at least \d+ contacts of at least \d+ customers\. .* Waiting since the contact before it: median \d.* "
        r"\(\d+ times, middle half .*\), of those that ended; some may still wait\.",
        told,
    )
    assert told.count("not seen again") == 1, "whoever came to the visit has finished"
    assert log.step("Visit").all.ended
    assert ["not seen again" in line for line in log_in_lines(log)][:2] == [True, False], "and so says the dry run"


def test_where_no_case_has_two_events_nobody_can_tell_which_are_over(written):
    log = events_in(written("case,time,step\na,2026-01-01,X\nb,2026-02-01,X\n"), PLAIN)
    assert (log.step("X").all.ended, log.step("X").all.may_go_on, log.may_go_on, log.usual_wait) == (None,) * 4
    assert "No case has two events" in " ".join(log.remarks)


def test_with_an_end_of_each_event_waiting_is_shown_apart_from_doing(written):
    path = written(
        "case,time,over,step\n"
        "a,2026-01-01 09:00,2026-01-01 10:00,X\n"
        "a,2026-01-01 12:00,2026-01-01 12:30,Y\n"
        "a,2026-01-01 12:15,,Y\n"  # before the one before it ended: no wait; and nobody knows how long it took
        "b,2026-01-01 09:00,2026-01-01 08:00,X\n"  # ends before it begins
        "b,2026-01-01 12:00,2026-01-01 12:10,Y\n"  # so nobody knows how long this one waited
    )
    log = events_in(path, PLAIN, end="over")
    y = log.step("Y").all
    assert y.waiting == Spread(2, 1_800, 3_600, 5_400)
    assert y.doing == Spread(2, 900, 1_200, 1_500)
    assert (y.waited, y.timed, log.step("X").all.waited, log.step("X").all.timed) == (1, 2, 0, 1)
    assert log.step("X").all.doing == Spread(1, 3_600, 3_600, 3_600)
    assert (log.overlaps, log.backward) == (1, 1)


def test_events_at_the_same_time_keep_the_order_of_the_file(written):
    log = events_in(written("case,time,step\na,2026-01-01,Y\na,2026-01-01,X\n"), PLAIN, ways=[("Y", "X"), ("X", "Y")])
    assert [one.step for one in log.steps] == ["Y", "X"]
    assert [(way.from_first, way.not_yet) for way in log.ways] == [(Spread(1, 0, 0, 0), 0), (None, 1)]


def test_steps_go_by_the_names_of_the_map_and_may_be_left_out(written):
    path = written(
        "case,time,step\na,2026-01-01,enquiry \na,2026-01-02,ENQUIRY\na,2026-01-03,Call\nb,2026-01-03,Sync\n"
    )
    plan = PLAIN.model_copy(update={"steps": {"Enquiry": "Ask", "call": "Ask", "Sync": ""}})
    log = events_in(path, plan)
    assert [(one.step, one.all.events, one.all.repeats) for one in log.steps] == [("Ask", 3, 1)]
    assert (log.cases, log.not_counted.left_out) == (1, 1)


def test_the_usual_number_of_contacts_is_exact_and_long_tails_are_counted_together(written):
    rows = [f"{case},2026-01-{day:02},X" for case in range(3) for day in range(1, (2, 25, 30)[case])]
    log = events_in(written("case,time,step\n" + "\n".join(rows)), PLAIN)
    assert log.counted == ((1, 1), (MOST_COUNTED + 1, 2))
    assert log.per_case == Spread(3, 12.5, 24, 26.5)


# ---- any log at all, counted again by plain Python

_ROWS = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.integers(0, 60 * 60 * 24 * 40),
        st.sampled_from(["X", "Y", "Z"]),
        st.sampled_from(["", "web", "phone"]),
        st.sampled_from(["North", "South"]),
    ),
    min_size=1,
    max_size=25,
)


def spread(values):
    if not values:
        return None
    low, median, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
    return Spread(len(values), *(pytest.approx(one) for one in (low, median, high)))


class Plainly:
    """The same figures, counted without DuckDB."""

    def __init__(self, rows):
        cases = {}
        for row in sorted(rows, key=lambda row: row[1]):  # a sort of Python keeps the order of what is equal
            cases.setdefault(row[0], []).append(row[1:])
        self.cases = cases
        gaps = [later[0] - earlier[0] for events in cases.values() for earlier, later in pairwise(events)]
        self.usual = spread(gaps)
        self.until = max(row[1] for row in rows) - float(self.usual.high.expected) if gaps else None

    def contacts(self, belongs):
        events = [(case, at) for case, mine in self.cases.items() for at, one in enumerate(mine) if belongs(one)]
        each = Counter(case for case, _ in events)
        last = [case for case, at in events if at + 1 == len(self.cases[case])]
        may = [case for case in last if self.until is not None and self.cases[case][-1][0] >= self.until]
        waits = [self.cases[case][at][0] - self.cases[case][at - 1][0] for case, at in events if at]
        known = self.until is not None
        return (
            len(events), len(each), sum(n > 1 for n in each.values()), len(last) - len(may) if known else None,
            len(may) if known else None, spread(sorted(each.values())), spread(waits),
            None, len({case for case, at in events if at}), 0, 0,
        )  # fmt: skip

    def way(self, start, end):
        first, last, not_yet = [], [], 0
        for events in self.cases.values():
            begun = next((at for at, one in enumerate(events) if one[1] == start), None)
            if begun is None:
                continue
            come = next((at for at, one in enumerate(events) if at > begun and one[1] == end), None)
            if come is None:
                not_yet += 1
                continue
            latest = max(at for at, one in enumerate(events[:come]) if one[1] == start)
            first.append(events[come][0] - events[begun][0])
            last.append(events[come][0] - events[latest][0])
        return spread(first), spread(last), not_yet


def figures(contacts):
    return tuple(getattr(contacts, name) for name in contacts.__slots__)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS)
def test_any_log_is_counted_as_plain_python_counts_it(tmp_path, rows):
    path = tmp_path / "log.csv"
    begin = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["case", "time", "step", "channel", "group"])
        csv.writer(file).writerows((case, begin + timedelta(seconds=at), *rest) for case, at, *rest in rows)
    pairs = [(one, other) for one, other in ("XY", "YX", "ZZ") if {one, other} <= {row[2] for row in rows}]

    log = events_in(path, PLAN.model_copy(update={"group": "group"}), ways=pairs)

    right = Plainly(rows)
    assert (log.cases, log.events) == (len(right.cases), len(rows))
    assert log.usual_wait == right.usual
    for one in log.steps:
        assert figures(one.all) == right.contacts(lambda event, one=one: event[1] == one.step)
        for name, part in one.by_channel:
            assert figures(part) == right.contacts(lambda event, of=(one.step, name): event[1:3] == of)
        for name, part in one.by_group:
            assert figures(part) == right.contacts(lambda event, of=(one.step, name): (event[1], event[3]) == of)
        assert sum(part.events for _, part in one.by_channel) == sum(part.events for _, part in one.by_group)
    assert sum(one.all.events for one in log.steps) == len(rows)
    for way in log.ways:
        assert (way.from_first, way.from_last, way.not_yet) == right.way(way.start, way.end)


# ---- what stays in the file


def test_no_name_of_a_case_leaves_the_log(written):
    path = written(SAMPLE.read_text(encoding="utf-8").replace("c1", "Mary Miller").replace("c2", "0044 7700 900123"))
    said = repr(events_in(path, PLAN, ways=[("Enquiry", "Visit")]))
    assert "Mary" not in said
    assert "7700" not in said


def test_a_column_of_customers_is_not_taken_for_one_of_steps(written):
    rows = "".join(f"c{at},2026-01-01,Customer {at}\n" for at in range(400))
    said = refused(written("case,time,step\n" + rows))
    assert "more than 300 different names" in said
    assert "Customer" not in said
    assert "cannot be both the case and the step" in refused(SAMPLE, PLAIN.model_copy(update={"step": "case"}))


def test_nothing_heavy_is_loaded_before_a_log_is_read():
    code = (
        "import sys, cjm_widgets.evidence.events; "
        "print(*{'duckdb', 'pandas', 'numpy'} & {one.split('.')[0] for one in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_what_is_not_counted_is_said_in_words():
    assert NotCounted(without_time=1, broken=1_200).sentences == (
        "1 row without a time does not count.",
        "1,200 rows with more cells than there are columns, or too long do not count.",
    )
