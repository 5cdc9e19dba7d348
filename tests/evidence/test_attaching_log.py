"""What a log says onto a map is true of a log that was cut, and names nobody: few people, or few new ones, stay off."""

from datetime import UTC, datetime

import pytest
from replaying import apply_all

from cjm_widgets.evidence.attaching import Survey
from cjm_widgets.evidence.attaching_log import DAY, attach_log
from cjm_widgets.evidence.events_log import Contacts, EventLog, NotCounted, Spread, StepEvents
from cjm_widgets.evidence.least import WhoAnsweredError
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.journey.model import Journey, Step

LOG = Survey("log", "Log", "log.csv")
TIMES = {"low": 1 * DAY, "median": 2 * DAY, "high": 3 * DAY}
TRIP = Journey.model_validate(
    {"id": "trip", "steps": [{"id": name.lower(), "name": name} for name in ("Ask", "Visit")]}
)


def contacts(cases, *, more=0, waits=0, waited=None, ended: int | None = 0, going=0):
    each = Spread(cases, 1, 1, 1)
    waiting = Spread(waits, **TIMES) if waits else None
    return Contacts(
        cases + more, cases, min(more, cases), ended, going, each, waiting, None, waits if waited is None else waited, 0
    )


def log(ask, visit, *, going: int | None = 0, by_channel=()):
    day = datetime(2026, 1, 1, tzinfo=UTC)
    steps = (StepEvents("Ask", ask, by_channel), StepEvents("Visit", visit))
    usual = None if going is None else Spread(9, **TIMES)
    return EventLog(
        cases=ask.cases,
        events=ask.events + visit.events,
        first=day,
        last=day,
        per_case=Spread(1, 1, 1, 1),
        counted=(),
        usual_wait=usual,
        may_go_on=going,
        steps=steps,
        ways=(),
        not_counted=NotCounted(),
    )


def with_log(one, journey=TRIP, survey=LOG):
    return apply_all(journey, attach_log(journey, one, survey).edits)


def kept(journey):
    (source,) = journey.sources
    return {(one.kind, one.step, one.group): one for one in source.figures}


def test_what_may_still_come_to_a_step_is_counted_as_at_least_and_those_away_as_they_are():
    cut = kept(with_log(log(contacts(300, ended=51, going=60), contacts(173, waits=173), going=60)))
    assert {one.kind for one in cut.values() if one.at_least} == {"cases", "contacts", "repeats", "waiting"}
    assert cut["cases", "visit", ""].at_least, "nobody is known to go on from here, but some may come here"
    away = cut["stopped", "ask", ""]
    assert (away.value, away.low, away.unit, away.at_least) == (51, 3, "days", False)

    over = kept(with_log(log(contacts(300, ended=51), contacts(173, waits=173))))
    assert not any(one.at_least for one in over.values())
    unknown = kept(with_log(log(contacts(300, ended=None), contacts(173, ended=None), going=None)))
    assert {kind for (kind, step, _), one in unknown.items() if one.at_least and step == "visit"} == {
        "cases",
        "contacts",
        "repeats",
    }


def test_where_everybody_is_already_there_the_customers_are_as_many_as_they_are():
    cut = kept(with_log(log(contacts(300, more=40, going=60), contacts(173, waits=173, going=10), going=60)))
    assert not cut["cases", "ask", ""].at_least
    assert cut["contacts", "ask", ""].at_least, "they may come again"
    assert cut["repeats", "ask", ""].at_least
    assert cut["cases", "visit", ""].at_least
    last = kept(with_log(log(contacts(300), contacts(173, waits=173, going=60), going=60)))
    assert not last["cases", "visit", ""].at_least, "all who may go on are there already"
    again = kept(with_log(log(contacts(300, more=300, going=60), contacts(173), going=60)))
    assert not again["repeats", "ask", ""].at_least, "all have come again"


def test_a_median_of_waits_that_ended_is_no_bound_of_those_that_last():
    cut = kept(with_log(log(contacts(22, going=12), contacts(10, waits=10), going=12)))
    waiting = cut["waiting", "visit", ""]
    assert (waiting.at_least, waiting.at_most) == (True, True)
    assert not kept(with_log(log(contacts(22), contacts(10, waits=10))))["waiting", "visit", ""].at_least


def test_a_step_or_a_wait_of_fewer_than_five_stays_off_the_map():
    few = kept(with_log(log(contacts(9), contacts(4, waits=4))))
    assert {step for _, step, _ in few} == {"ask"}
    enough = kept(with_log(log(contacts(9, waits=4), contacts(5, waits=5))))
    assert ("cases", "visit", "") in enough
    assert [step for kind, step, _ in enough if kind == "waiting"] == ["visit"]
    one_person = kept(with_log(log(contacts(9, more=6, waits=6, waited=1), contacts(5))))
    assert not any(kind == "waiting" for kind, _, _ in one_person)
    said = attach_log(TRIP, log(contacts(9), contacts(4)), LOG).say
    assert (
        said == "1 step has figures from 13 events of 9 customers. 1 is kept back: fewer than 5 customers came there."
    )
    as_told = with_log(log(contacts(9), contacts(4)), survey=Survey("log", "Log", "log.csv", least=3))
    assert ("cases", "visit", "") in kept(as_told)
    (source,) = with_log(log(contacts(9), contacts(4)), as_told).sources
    assert source.least == 3, "as before"


def test_what_stood_of_a_step_goes_where_too_few_came_this_time():
    before = with_log(log(contacts(90), contacts(30)))
    assert {step for _, step, _ in kept(with_log(log(contacts(120), contacts(4)), before))} == {"ask"}
    nobody = with_log(log(contacts(4), contacts(4)), before)
    assert nobody.sources[0].figures == ()


@pytest.mark.parametrize(
    "now",
    [
        log(contacts(301), contacts(173)),
        log(contacts(300), contacts(177)),
        log(contacts(299), contacts(173)),
        log(contacts(300, more=1), contacts(173)),
        log(contacts(400), contacts(174)),
    ],
)
def test_few_new_cases_are_refused_as_their_ways_could_be_reckoned(now):
    before = with_log(log(contacts(300), contacts(173)))
    with pytest.raises(WhoAnsweredError, match=r"what the few new customers do: .* as in a later log"):
        attach_log(before, now, LOG)
    with pytest.raises(EvidenceError, match=r"what they did: .* Wait until at least 5 are new, or take the log off"):
        attach_log(before, now, LOG, answered_by="same")
    later = Survey("log-2", "Log 2", "log.csv")
    with pytest.raises(WhoAnsweredError, match="the same people as in “Log”"):
        attach_log(before, now, later)
    assert attach_log(before, now, later, answered_by="others").edits


def test_few_new_at_a_channel_are_refused_even_where_many_are_new_at_the_step():
    def by(web, phone):
        return log(
            contacts(web + phone), contacts(173), by_channel=(("web", contacts(web)), ("phone", contacts(phone)))
        )

    before = with_log(by(200, 100))
    with pytest.raises(EvidenceError, match="“Ask”, phone 1 more"):
        attach_log(before, by(240, 101), LOG)
    attach_log(before, by(240, 105), LOG)


def test_a_log_that_grew_by_enough_or_not_at_all_is_attached():
    before = with_log(log(contacts(300), contacts(173)))
    assert with_log(log(contacts(300), contacts(173)), before) == before
    grown = with_log(log(contacts(305, more=3), contacts(178)), before)
    assert kept(grown)["cases", "ask", ""].value == 305


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"web": 30, "desk": 25, "phone": 3, "post": 3}, {"web"}),  # three people may have used both
        ({"web": 30, "desk": 25, "phone": 7, "post": 3}, {"web", "desk"}),
        ({"web": 10, "desk": 14, "phone": 3, "post": 3}, {"web", "desk"}),  # each of the thirty used one
        ({"web": 30, "desk": 25}, {"web", "desk"}),
    ],
)
def test_what_fewer_than_five_did_is_not_what_all_did_less_the_channels_that_are_shown(sizes, shown):
    parts = tuple((name, contacts(size)) for name, size in sizes.items())
    figures = kept(with_log(log(contacts(30), contacts(30), by_channel=parts)))
    assert {group for kind, step, group in figures if kind == "contacts" and step == "ask" and group} == shown


def test_a_new_step_goes_where_customers_usually_come_to_it():
    """“Visit” is on the map: “Ask” comes before it, and behind the last that the map knows nothing is said."""
    ends = (Step(id="visit", name="Visit"), Step(id="after", name="Afterwards"))
    there = Journey(id="trip", title="A trip", steps=(Step(id="home", name="At home"), *ends))
    attached = attach_log(there, log(contacts(30), contacts(20)), LOG, make_steps=True)
    assert [one.name for one in apply_all(there, attached.edits).steps] == ["At home", "Ask", "Visit", "Afterwards"]
    asked_last = Journey(id="trip", title="A trip", steps=(Step(id="ask", name="Ask"), *ends[1:]))
    attached = attach_log(asked_last, log(contacts(30), contacts(20)), LOG, make_steps=True)
    assert [one.name for one in apply_all(asked_last, attached.edits).steps] == ["Ask", "Afterwards", "Visit"]
