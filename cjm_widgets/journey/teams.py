"""Who is responsible, and what each team has to do: its solutions, what it delivers, the moments of truth there."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.dates import last_day, shown
from cjm_widgets.journey.facts import moment_name, solution_name, step_name, touchpoints
from cjm_widgets.journey.wording import listed, number, shortened

if TYPE_CHECKING:
    from collections.abc import Collection

    from cjm_widgets.journey.model import Journey, Solution, Step, Touchpoint

_NOBODY: Final = {
    "",
    "n/a",
    "na",
    "no one",
    "no team",
    "no-one",
    "nobody",
    "nobody yet",
    "none",
    "not decided",
    "not known",
    "open",
    "tba",
    "tbc",
    "tbd",
    "to be agreed",
    "to be confirmed",
    "to be decided",
    "unknown",
}


@dataclass(frozen=True, slots=True)
class Task:
    """A solution that is still to be done.

    Args:
        at: where it stands in the journey.
        name: what will be done.
        place: the step or the moment of truth it is for, or "".
        who: who in the team takes it on, or "".
        due: when, as people read it: “due May 2027”, or the words for it; "" if nobody said.
        state: "not-begun", "under-way", or "" where nobody said.
        overdue: whether its last day is past.
    """

    at: str
    name: str
    place: str
    who: str
    due: str
    state: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A touchpoint that a team delivers.

    Args:
        at: where it stands in the journey.
        name: what it is called.
        place: its step.
    """

    at: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class TeamMoment:
    """A moment of truth at what a team delivers, or that one of its solutions answers.

    Args:
        at: where it stands in the journey.
        name: what it is called.
        hot: whether it is a hot spot.
    """

    at: str
    name: str
    hot: bool


@dataclass(frozen=True, slots=True)
class TeamWork:
    """What one team has to do.

    Args:
        id: the team's id; "" for what nobody is responsible for.
        name: what it is called.
        lead: who leads it, or "".
        tasks: its solutions that are still to be done, what is due first before the rest.
        done: how many of its solutions are done.
        lines: the touchpoints that it delivers.
        moments: the moments of truth at these, and those that its solutions answer.
        nearby: those at a step of these that name no touchpoint; nobody said that they are this team's.
        say: all of it in a sentence.
    """

    id: str
    name: str
    lead: str
    tasks: tuple[Task, ...]
    done: int
    lines: tuple[Line, ...]
    moments: tuple[TeamMoment, ...]
    nearby: tuple[TeamMoment, ...]
    say: str

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {
            **asdict(self),
            "tasks": [asdict(one) for one in self.tasks],
            "lines": [asdict(one) for one in self.lines],
            "moments": [asdict(one) for one in self.moments],
            "nearby": [asdict(one) for one in self.nearby],
        }


def is_nobody(name: str) -> bool:
    """Whether a team's name says that there is none: “Nobody”, “to be decided”, “?”."""
    words = " ".join(name.lower().split()).rstrip(".")
    return words in _NOBODY or not any(sign.isalnum() for sign in words)


def responsible(journey: Journey, team: str | None) -> str:
    """What the team is called that was chosen as responsible.

    Args:
        journey: the journey.
        team: the team's id, as a solution or a touchpoint has it.

    Returns:
        "" where none was chosen, it was removed, or its name says that it is nobody.
    """
    return somebody(next((one.name for one in journey.teams if one.id == team), ""))


def somebody(name: str) -> str:
    """Who is meant by a name, on one line; "" where it says that it is nobody."""
    return "" if is_nobody(name) else " ".join(name.split())


def teams_work(journey: Journey, today: date | None = None) -> tuple[TeamWork, ...]:
    """What each team has to do, in the order of the teams; first what nobody is responsible for, if anything.

    Args:
        journey: the journey.
        today: the day it is, for what is overdue; without it nothing is called so.

    Source: Factsheet, step 6 (which teams), and Ten layers, 7 (who is directly responsible).
    """
    names = {one.id: name for one in journey.teams if (name := somebody(one.name))}
    given = _given(journey, names)
    found = [_work(journey, one, name, given[one], today) for one, name in names.items()]
    rest = _work(journey, "", "Nobody yet", given[""], today)
    return (*((rest,) if rest.tasks or rest.lines else ()), *found)


@dataclass(frozen=True, slots=True)
class _Given:
    """What a team has been given, in the journey's order.

    Args:
        lead: who leads it, or "".
        solutions: those it is responsible for.
        points: the touchpoints it delivers, each with its step.
    """

    lead: str = ""
    solutions: list[Solution] = field(default_factory=list)
    points: list[tuple[Step, Touchpoint]] = field(default_factory=list)


def _given(journey: Journey, known: Collection[str]) -> dict[str, _Given]:
    """What each team was given, by its id, in one look at all of it; under "" what is nobody's."""
    found = {"": _Given(), **{one.id: _Given(one.lead.strip()) for one in journey.teams if one.id in known}}
    for solution in journey.solutions:
        if solution.state != "dropped":
            found[solution.team if solution.team in found else ""].solutions.append(solution)
    for step, one in touchpoints(journey):
        found[one.responsible if one.responsible in found else ""].points.append((step, one))
    return found


def _work(journey: Journey, team: str, name: str, given: _Given, today: date | None) -> TeamWork:
    solutions, points = given.solutions, given.points
    tasks = sorted((_task(journey, one, today) for one in solutions if one.state != "done"), key=lambda pair: pair[0])
    lines = tuple(
        Line(f"steps/{step.id}/touchpoints/{one.id}", shortened(one.name), step_name(journey, step.id))
        for step, one in points
    )
    at_points = {(step.id, one.id) for step, one in points}
    answered = {one.moment for one in solutions}
    own = [one for one in journey.moments if one.id in answered or (one.step, one.touchpoint) in at_points]
    at_steps = {step for step, _ in at_points}
    taken = {one.id for one in own}
    near = [one for one in journey.moments if one.id not in taken and not one.touchpoint and one.step in at_steps]
    moments, nearby = (
        tuple(TeamMoment(f"moments/{one.id}", moment_name(journey, one), one.hot_spot) for one in some)
        for some in (own, near)
    )
    done = sum(one.state == "done" for one in solutions)
    todo = tuple(task for _, task in tasks)
    return TeamWork(team, name, given.lead, todo, done, lines, moments, nearby, _say(name, todo, lines, moments))


def _task(journey: Journey, solution: Solution, today: date | None) -> tuple[date, Task]:
    day = last_day(solution.due)
    moment = next((one for one in journey.moments if one.id == solution.moment), None)
    place = step_name(journey, solution.step) or (moment_name(journey, moment) if moment else "")
    return day or date.max, Task(
        at=f"solutions/{solution.id}",
        name=solution_name(journey, solution),
        place=place,
        who=" ".join(solution.owner.split()),
        due=f"due {shown(solution.due)}" if day else solution.due_note.strip(),
        state=solution.state or "",
        overdue=day is not None and today is not None and day < today,
    )


def _say(name: str, tasks: tuple[Task, ...], lines: tuple[Line, ...], moments: tuple[TeamMoment, ...]) -> str:
    late = sum(one.overdue for one in tasks)
    parts = [
        (f"{number(len(tasks))} to do" if tasks else "nothing to do now")
        + (f", {number(late)} of them overdue" if late else ""),
        f"delivers {listed([one.name for one in lines])}" if lines else "",
        f"{number(len(moments))} moment{'' if len(moments) == 1 else 's'} of truth" if moments else "",
    ]
    return f"{name}: {'; '.join(part for part in parts if part)}."
