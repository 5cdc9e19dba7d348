"""How long the whole takes, how much of it is waiting, how many contacts it needs; what is unknown is never nought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.grounds import ground
from cjm_widgets.journey.wording import listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.journey.model import Journey, Step
    from cjm_widgets.journey.parts.steps import Stage, TimeSpan

MINUTES: Final = {"minutes": 1.0, "hours": 60.0, "days": 1440.0, "weeks": 10_080.0, "months": 43_830.0}
"""Minutes in each unit; a month is a twelfth of 365¼ days."""


@dataclass(frozen=True, slots=True)
class Length:
    """What is known of a journey's length.

    Args:
        minutes: from start to end as far as it is known; None if nothing is.
        timeless: how many steps say no time, neither themselves nor through their stage.
        waiting: how many of the minutes the customer waits, as far as it is known; None if nothing is.
        unsaid: how many steps do not say how long one waits there.
        contacts: how many contacts are counted; None if none are.
        uncounted: how many touchpoints do not say how many contacts they take.
        steps: how many steps there are.
        touchpoints: how many touchpoints there are.
        whole: the stages that count by their own time, as that is longer than what their steps say.
        doubts: why each time that counts settles nothing, "" where it was told or counted.
    """

    minutes: float | None
    timeless: int
    waiting: float | None
    unsaid: int
    contacts: int | None
    uncounted: int
    steps: int
    touchpoints: int
    whole: tuple[Stage, ...] = ()
    doubts: tuple[str, ...] = ()


def length(journey: Journey) -> Length:
    """How long it takes from start to end.

    A stage that says how long it lasts counts for its steps, unless they say themselves that they take longer, and a
    step for its touchpoints, of which a customer may need only one: the longest counts where nothing else is said. A
    step takes at least as long as one waits there.

    Args:
        journey: any journey.

    Source: Improving the service (“reduce the length”); Ten layers, introduction (“number of contacts made and the time
    taken”).
    """
    stages = {stage.id: stage for stage in journey.stages}
    known: list[_Counted] = []
    whole: list[Stage] = []
    timeless = 0
    for stage in (*(one.id for one in journey.stages), None):
        steps = [step for step in journey.steps if (step.stage if step.stage in stages else None) == stage]
        own = list(_by_step(steps))
        lasts = _minutes(stages[stage].time) if stage else None
        if stage and lasts is not None and lasts > sum(one.minutes for one in own):
            whole.append(stages[stage])
            known.append(_Counted(lasts, stages[stage].time_source))
        else:
            known += own if lasts is not None else _at_least(steps)
        timeless += 0 if lasts is not None else sum(_minutes(step.time) is None for step in steps)
    waits = [_minutes(step.waiting) for step in journey.steps]
    waiting = [minutes for minutes in waits if minutes is not None]
    points = [point for step in journey.steps for point in step.touchpoints]
    contacts = [point.contacts for point in points if point.contacts is not None]
    return Length(
        sum(one.minutes for one in known) if known else None,
        timeless,
        sum(waiting) if waiting else None,
        len(waits) - len(waiting),
        sum(contacts) if contacts else None,
        len(points) - len(contacts),
        len(waits),
        len(points),
        tuple(whole),
        tuple(ground(journey, one.source).doubt for one in known),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    minutes: float
    source: str | None


def _by_step(steps: Iterable[Step]) -> Iterator[_Counted]:
    for step in steps:
        if found := list(_said(step)):
            yield _Counted(max(found), step.time_source)


def _at_least(steps: Iterable[Step]) -> Iterator[_Counted]:
    for step in steps:
        found = [_Counted(minutes, step.time_source) for minutes in _said(step)]
        if step.time.amount is None:
            found += [
                _Counted(minutes, point.time_source) for point in step.touchpoints for minutes in _known((point.time,))
            ]
        if found:
            yield max(found, key=lambda one: one.minutes)


def _said(step: Step) -> Iterator[float]:
    return _known((step.time, step.waiting))


def _known(times: Iterable[TimeSpan]) -> Iterator[float]:
    return (minutes for time in times if (minutes := _minutes(time)) is not None)


def _minutes(time: TimeSpan) -> float | None:
    return None if time.amount is None else time.amount * MINUTES[time.unit]


def length_in_words(journey: Journey) -> str:
    """The same in one or two sentences; "" where nothing is known. What is not known makes it “at least”.

    Args:
        journey: any journey.
    """
    found = length(journey)
    told = []
    if found.minutes is not None:
        whole = f"Time spent, added up {_how_added(found)}: {_least(found.timeless)}{in_words(found.minutes)}"
        if found.waiting is not None:
            whole += f", of it {_least(found.unsaid)}{in_words(found.waiting)} waiting"
        told.append(f"{whole}{_why(found.timeless, found.steps, 'step', 'no time')}{_doubted(found.doubts)}.")
        told += _whole_stages(found.whole)
    if found.contacts is not None:
        contacts = f"{_least(found.uncounted)}{_counted(found.contacts, 'contact')}"
        why = _why(found.uncounted, found.touchpoints, "touchpoint", "no number")
        told.append(f"Where every touchpoint is met: {contacts}{why}.")
    return " ".join(told)


def in_words(minutes: float, digits: int = 1) -> str:
    """A length of time in the largest unit of which there is at least one, such as “1.5 days”.

    Args:
        minutes: how long, 0 or more.
        digits: how many decimals at most.
    """
    unit = next((unit for unit in reversed(MINUTES) if minutes >= MINUTES[unit]), "minutes")
    return _long(round(minutes / MINUTES[unit], digits), unit)


def lasts(time: TimeSpan) -> str:
    """A length of time as somebody gave it: “1,500 minutes”, “1.5 hours”; "" where nobody did."""
    return "" if time.amount is None else _long(time.amount, time.unit)


def _long(amount: float, unit: str) -> str:
    return figure(amount, unit.removesuffix("s") if amount == 1 else unit)


def _how_added(found: Length) -> str:
    if not found.whole:
        return "step by step"
    return "stage by stage" if len(found.whole) == len(found.doubts) else "by steps and whole stages"


def _doubted(doubts: tuple[str, ...]) -> str:
    several = set(doubts) - {""}
    if not several:
        return ""
    much = "part" if "" in doubts else "all"
    return f"; {much} of it {several.pop() if len(several) == 1 else 'neither told nor counted'}"


def _whole_stages(stages: tuple[Stage, ...]) -> Iterator[str]:
    if stages:
        names = [f"{shortened(one.name) or 'A stage'} ({in_words(_minutes(one.time) or 0)})" for one in stages]
        one = len(stages) == 1
        how = "counts as a whole stage, as its" if one else "count as whole stages, as their"
        yield f"{listed(names)} {how} steps say less."


def _least(unknown: int) -> str:
    return "at least " if unknown else ""


def _why(unknown: int, of: int, noun: str, says: str) -> str:
    if not unknown:
        return ""
    return f" ({unknown} of {_counted(of, noun)} {'says' if unknown == 1 else 'say'} {says})"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else f'{noun}s'}"
