"""What a log of events says onto a map: how many came to each step, how often again, and how long they waited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence.attaching import (
    Attached,
    edits_of,
    least_of,
    places_of,
    refuse_survey,
    source_of,
)
from cjm_widgets.evidence.beside import id_from
from cjm_widgets.evidence.least import LEAST, Stands, WhoAnsweredError, kept_back, refuse_few_new
from cjm_widgets.evidence.making_steps import new_steps, standing
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.happened import bound
from cjm_widgets.journey.length import MINUTES, in_words
from cjm_widgets.journey.model import SourceFigure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from cjm_widgets.evidence.attaching import Survey
    from cjm_widgets.evidence.events import EventLog
    from cjm_widgets.evidence.events_log import Contacts, StepEvents
    from cjm_widgets.evidence.least import AnsweredBy
    from cjm_widgets.evidence.stood import Stood
    from cjm_widgets.journey.model import Item, Journey, Source, Step

UNSAID: Final = "not said"
"""What a channel or group is called of which the log says nothing."""
DAY: Final = 24 * 60 * 60
"""Seconds; times of a log are kept in days, as they may span months."""


def attach_log(  # noqa: PLR0913  each is something that is known of a log
    journey: Journey,
    log: EventLog,
    survey: Survey,
    *,
    called: Mapping[str, str] | None = None,
    make_steps: bool = False,
    who: str = "",
    answered_by: AnsweredBy = "",
    before: Iterable[Stood] = (),
) -> Attached:
    """The edits that keep what a log says beside its source, step by step.

    Args:
        journey: where the steps are.
        log: what happened.
        survey: where it comes from.
        called: how the log calls a step: what the map calls it.
        make_steps: whether a step is made of a name that the map does not know.
        who: the person who attaches it, for the history.
        answered_by: whose log it is, where its numbers do not tell and somebody said it.
        before: what stood of surveys and logs and still stands in the history.

    Raises:
        EvidenceError: as for `attach`; also where so few are new that their ways could be reckoned.
        WhoAnsweredError: where that may be so.

    Source: Improving the service (“number of contacts made and the time taken”).
    """
    refuse_survey(journey, survey)
    names = [one.step for one in log.steps]
    places = places_of(journey, names, called or {})
    new = new_steps(journey, names, places) if make_steps else {}
    places |= new
    put: list[tuple[str, Item]] = [(f"steps/{step.id}", step) for step in new.values()]
    least = least_of(journey, survey)
    placed = [one for one in log.steps if one.step in places]
    shown = [one for one in placed if one.all.cases >= least]
    figures = tuple(figure for one in shown for figure in _figures(log, one, places[one.step], least))
    was = next((one for one in journey.sources if one.id == survey.id), None)
    if figures or was:
        source = source_of(was, survey, figures, [log.cases], kind="count", each=False)
        few = least != LEAST or any(one.by_channel or one.by_group or _has_few(one, least) for one in placed)
        source = source.model_copy(update={"least": least if few else None})
        every = (*(one.source for one in before), *journey.sources)
        _refuse_few_new(every, source, {step.id: step.name for step in places.values()}, least, answered_by)
        put += [(f"sources/{survey.id}", source)] if source != was else []
    astray = tuple(name for name in names if name not in places)
    bare = tuple(step.id for step in journey.steps if step not in places.values())
    known, hidden = len(shown), len(places) - len(shown)
    parts_hidden = sum(_has_hidden_parts(one, least) for one in shown)
    whole = ((log.events, "event"), (log.cases, "customer"))
    events, customers = (f"{n:,} {what}{'' if n == 1 else 's'}" for n, what in whole)
    say = f"{known} {'step has' if known == 1 else 'steps have'} figures from {events} of {customers}."
    if hidden:
        say += f" {hidden} {'is' if hidden == 1 else 'are'} kept back: fewer than {least} customers came there."
    if parts_hidden:
        say += (
            f" At {parts_hidden} {'step' if parts_hidden == 1 else 'steps'} channels or groups are kept back: fewer "
            f"than {least} customers, or fewer could be reckoned from them."
        )
    if astray:
        say += f" The journey has no step for: {', '.join(astray)}."
    return Attached((*edits_of(journey, put, who), *standing(journey, names, places, who)), astray, bare, say)


def _figures(log: EventLog, events: StepEvents, step: Step, least: int) -> Iterator[SourceFigure]:
    """What a log says of a step: in all, and by channel and group, where these are people enough.

    Any case that may go on may still come to the step; where nobody can tell, some may. Of waits only those are known
    that ended, so with those that still last their median may be longer, and as well shorter.
    """
    parts = [("", events.all), *_parts(events, least)]
    more_may_come = log.may_go_on != 0
    uncounted = log.not_counted.contacts > 0
    away = _away(log)
    taken: set[str] = set()
    for part, contacts in parts:
        counts = [
            ("cases", contacts.cases, _others_may_come(log, contacts)),
            ("contacts", contacts.events, more_may_come),
            ("repeats", contacts.repeats, more_may_come and contacts.repeats < log.cases),
        ]
        for kind, value, may_grow in counts:
            yield _figure(step, kind, part, taken, at_least=may_grow or uncounted, value=value, n=contacts.cases)
        if contacts.ended is not None:
            how = {"at_least": contacts.unsure > 0, "at_most": log.not_counted.of_anybody > 0}
            ends = {"value": contacts.ended, "low": away}
            yield _figure(step, "stopped", part, taken, n=contacts.cases, unit="days", **ends, **how)
        times = (("waiting", contacts.waiting, contacts.waited), ("doing", contacts.doing, contacts.timed))
        for kind, spread, people in times:
            if spread is not None and people >= least:
                ends = {"value": spread.median / DAY, "low": spread.low / DAY, "high": spread.high / DAY}
                still = kind == "waiting" and more_may_come
                how = {"at_least": still, "at_most": still}
                yield _figure(step, kind, part, taken, unit="days", n=spread.n, **ends, **how)


def _others_may_come(log: EventLog, here: Contacts) -> bool:
    """Whether a customer of the log may yet come to a step, or a part of it, for the first time."""
    if here.cases == log.cases:
        return False
    return log.may_go_on is None or log.may_go_on > (here.may_go_on or 0)


def _refuse_few_new(
    known: Iterable[Source], now: Source, called: Mapping[str, str], least: int, answered_by: AnsweredBy
) -> None:
    """Refuses a log in which so few are new that what they did is what the log says less what another one says."""
    asked = []
    for before in known:
        was, will = (_counted(source, "cases", called) for source in (before, now))
        again = [
            {
                f"contacts at {what}": {
                    group: times
                    for group, times in groups.items()
                    if was.get(what, {}).get(group) == will.get(what, {}).get(group)
                }
                for what, groups in _counted(source, "contacts", called).items()
                if what in was
            }
            for source in (before, now)
        ]
        of = "" if before.id == now.id else before.name
        sides = {**was, **again[0]}, {**will, **again[1]}
        asked.append(refuse_few_new(*sides, least, of=of, answered_by=answered_by, log=True))
    if why := next(filter(None, asked), ""):
        raise WhoAnsweredError(why)


def _counted(source: Source, kind: str, called: Mapping[str, str]) -> dict[str, dict[str, Stands]]:
    found: dict[str, dict[str, Stands]] = {}
    for one in source.figures:
        name = called.get(one.step or "")
        if one.kind == kind and one.value is not None and name:
            found.setdefault(f"“{name}”", {})[one.group] = Stands(round(one.value), 0, None)
    return found


def _parts(events: StepEvents, least: int) -> Iterator[tuple[str, Contacts]]:
    yield from _of_enough(events, events.by_channel, least)
    yield from _of_enough(events, events.by_group, least)


def _parts_kept_back(events: StepEvents, least: int) -> list[str]:
    shown = [] if events.all.cases < least else [name for name, _ in _parts(events, least)]
    return [name for name, _ in (*events.by_channel, *events.by_group) if (name or UNSAID) not in shown]


def _has_hidden_parts(events: StepEvents, least: int) -> bool:
    return len(list(_parts(events, least))) < len(events.by_channel) + len(events.by_group)


def _has_few(events: StepEvents, least: int) -> bool:
    """Whether so few came to a step, or were timed there, that something of it is kept back."""
    timed = ((events.all.waiting, events.all.waited), (events.all.doing, events.all.timed))
    return events.all.cases < least or any(spread is not None and people < least for spread, people in timed)


def _of_enough(events: StepEvents, parts: Sequence[tuple[str, Contacts]], least: int) -> Iterator[tuple[str, Contacts]]:
    """The channels or groups of people enough; where customers used several, all of those kept back may be the same."""
    sizes = {name: contacts.cases for name, contacts in parts}
    back = kept_back(sizes, least=least)
    used_several = sum(sizes.values()) > events.all.cases
    if used_several and back and max(sizes[name] for name in back) < least:
        back |= set(sorted(sizes.keys() - back, key=lambda name: (sizes[name], name))[:1])
    return ((name or UNSAID, contacts) for name, contacts in parts if name not in back)


def _figure(step: Step, kind: str, part: str, taken: set[str], **more: Any) -> SourceFigure:
    figure_id = id_from(f"{kind} {step.id} {part}", taken)
    taken.add(figure_id)
    return SourceFigure.model_validate({"id": figure_id, "kind": kind, "step": step.id, "group": part[:200], **more})


def _away(log: EventLog) -> float | None:
    """For how many days nobody was seen again who counts as having stopped: three of four waits are no longer."""
    return log.usual_wait.high / DAY if log.usual_wait else None


def log_in_lines(log: EventLog) -> Iterator[str]:
    """What a log says of each step and of its channels and groups, a line each, for people; all of it, however few.

    With the last of the steps the journey ends.
    """
    for one in log.steps:
        last = one is log.steps[-1]
        yield _in_a_line(log, one.step, one.all, last=last)
        for name, part in (*one.by_channel, *one.by_group):
            yield f"  {_in_a_line(log, name or UNSAID, part, last=last)}"
    first, last_day = (shown(f"{at:%Y-%m-%d}") for at in (log.first, log.last))
    yield f"From {first} to {last_day}."


def _in_a_line(log: EventLog, name: str, contacts: Contacts, *, last: bool) -> str:
    away = _away(log)
    events = f"{contacts.events:,} {'contact' if contacts.events == 1 else 'contacts'}"
    line = f"{name}: {events} of {contacts.cases:,}, again {contacts.repeats:,}"
    if contacts.waiting:
        line += f", waiting since the contact before median {_long(contacts.waiting.median)}"
        line += f" of those that ended, {log.may_go_on:,} may still wait" if log.may_go_on else ""
    if contacts.doing:
        line += f", doing median {_long(contacts.doing.median)}"
    if (contacts.ended or contacts.unsure) and away is not None and not last:
        at = bound(at_least=contacts.unsure > 0, at_most=log.not_counted.of_anybody > 0)
        line += f", {at}{contacts.ended or 0:,} not seen again for {_long(away * DAY)} or more"
    return line


def _long(seconds: float) -> str:
    return in_words(seconds / DAY * MINUTES["days"])


def log_to_json(log: EventLog, on_the_map: Collection[str], least: int = LEAST) -> list[dict[str, Any]]:
    """What a log says of each step, for other programs; times in days.

    `stopped` counts those who were not seen again for `not_seen_again_days` or more: three of four waits are no longer.
    They are at most so many where rows may be of anybody (`stopped_at_most`); of as many more as `perhaps_stopped` says
    nobody can tell, as a row of theirs does not count.
    `waiting` is since `waiting_since`: the last contact of the same customer, at whichever step, and not the first.
    `kept_back` says what is told here and is not put on the map, as too few came.

    Args:
        log: what happened; it has the map's names of the steps that the map knows.
        on_the_map: these names.
        least: the fewest people of whom figures are put on the map.
    """
    return [
        {
            "step": one.step,
            "map_step": one.step if one.step in on_the_map else None,
            "cases": one.all.cases,
            "contacts": one.all.events,
            "repeats": one.all.repeats,
            "stopped": one.all.ended,
            "not_seen_again_days": _away(log) if one.all.ended is not None else None,
            "perhaps_stopped": one.all.unsure,
            "stopped_at_most": log.not_counted.of_anybody > 0,
            "may_go_on": one.all.may_go_on,
            "waiting": _days(one.all.waiting),
            "waiting_since": "the contact before" if one.all.waiting else None,
            "doing": _days(one.all.doing),
            "by_channel": {name: part.events for name, part in one.by_channel},
            "by_group": {name: part.events for name, part in one.by_group},
            "kept_back": one.all.cases < least,
            "parts_kept_back": _parts_kept_back(one, least),
        }
        for one in log.steps
    ]


def _days(spread: Any) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {"n": spread.n, **{end: getattr(spread, end) / DAY for end in ("low", "median", "high")}}
