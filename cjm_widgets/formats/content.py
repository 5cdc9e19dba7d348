"""What a document of a map says, before any format sets it: words in their order, every figure with what it rests on.

Every document says the same, since all are set from this. Pure: no clock is read, the date is the edition's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.cells import Row, label, rows
from cjm_widgets.journey.aims import alone_in_words, beside_in_words
from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.dates import last_day, shown
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.facts import moment_name, step_name, touchpoints
from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.grounds import sources_in_words
from cjm_widgets.journey.length import lasts, length_in_words
from cjm_widgets.journey.model import Moment, Persona, Solution
from cjm_widgets.journey.narration import narrate_curve, same_source
from cjm_widgets.journey.promised import UNTIL_MEASURED
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.teams import responsible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.base import Value
    from cjm_widgets.journey.satisfaction import Curve

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps that stand together.

    Args:
        name: "" for steps without a stage.
        first: the number of its first step, from 0.
        count: how many steps it has.
        facts: its goals and questions, and how long it lasts.
    """

    name: str
    first: int
    count: int
    facts: Lines


@dataclass(frozen=True, slots=True)
class Told:
    """Something with a name and what is said of it: a persona, a moment of truth, a source.

    Args:
        name: what it is called.
        facts: a heading and words for each thing that is said.
        where: the name of the step that it stands at, or "".
    """

    name: str
    facts: tuple[tuple[str, str], ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A line of the action plan.

    Args:
        title: what is done.
        kind: change, put in place or keep.
        where: for which step or moment of truth.
        who: the team and who in it takes it on.
        due: by when, in words.
        state: how far it is.
        day: the last day that is meant, for the order; "" where no date is set.
        basis: what is known at its step: how firm, from how many.
        more: all else that is said of it, a heading and words.
    """

    title: str
    kind: str
    where: str
    who: str
    due: str
    state: str
    day: str
    basis: str
    more: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All that a document of a map says.

    Args:
        title: of the map.
        about: which journey, for whom, from where to where, a line each.
        edition: its name and date, or "".
        coverage: what the steps rest on, in a few sentences.
        length: how long all of it takes, in words; "" where nobody said.
        personas: of the map, or the one for whom it is.
        stages: in their order; one without a name where the map has none.
        steps: their names, in their order.
        rows: the layers of the view that say something.
        curves: the heart monitor, as `journey.satisfaction` has it.
        narration: the story of each curve, a sentence or two.
        moments: the moments of truth.
        actions: the solutions, the earliest due first.
        sources: what the map rests on.
        others: what stands beside the table: stakeholders, outcomes, indicators.
    """

    title: str
    about: Lines
    edition: str
    coverage: str
    length: str
    personas: tuple[Told, ...]
    stages: tuple[Stage, ...]
    steps: Lines
    rows: tuple[Row, ...]
    curves: tuple[Curve, ...]
    narration: Lines
    moments: tuple[Told, ...]
    actions: tuple[Action, ...]
    sources: tuple[Told, ...]
    others: tuple[tuple[str, tuple[Told, ...]], ...]


def content(out: Outgoing) -> Content:
    """What a document of a map says.

    Args:
        out: the map as it leaves.
    """
    journey = out.journey
    drawn = tuple(one for one in curves(journey) if any(point.value is not None for point in one.points))
    keys = {layer.key for layer in out.view.layers} - out.hidden
    return Content(
        title=journey.title or journey.scope.journey_type or "Customer journey map",
        about=tuple(words for words, _ in about_lines(journey)),
        edition=_edition(out),
        coverage=coverage(journey).say,
        length=length_in_words(journey),
        personas=tuple(_persona(one) for one in journey.personas if _filled(one, PERSONA)),
        stages=tuple(_stages(journey)),
        steps=tuple(" ".join(step.name.split()) or step_name(journey, step.id) for step in journey.steps),
        rows=tuple(rows(out)),
        curves=drawn if not keys.isdisjoint(_CURVE) else (),
        narration=tuple(filter(None, (*(_story(journey, one) for one in drawn), alone_in_words(journey)))),
        moments=tuple(_moment(journey, one) for one in journey.moments),
        actions=tuple(_actions(out)),
        sources=tuple(_sources(journey)),
        others=tuple((title, found) for title, found in _others(journey) if found),
    )


_CURVE: Final = ("satisfaction", "customer-data", "qia-experience")
PERSONA: Final = ("job", "demographics", "goals", "values", "message", "pitch", "current", "ideal")
"""What is said of a persona, in its order."""


def about_lines(journey: Journey) -> Iterator[tuple[str, Lines]]:
    """Which journey it is, for whom, from where to where: each line with the fields that it says.

    Args:
        journey: as it leaves.
    """
    scope = journey.scope
    if scope.journey_type and scope.journey_type != journey.title:
        yield scope.journey_type, ("scope/journey_type",)
    if scope.segment:
        yield f"Customers: {scope.segment}", ("scope/segment",)
    if scope.starts or scope.ends:
        ends = (scope.starts and f"From: {scope.starts}", scope.ends and f"to: {scope.ends}")
        yield "; ".join(filter(None, ends)), ("scope/starts", "scope/ends")
    if scope.why:
        yield f"Why it is mapped: {scope.why}", ("scope/why",)
    if journey.care.owner:
        yield f"Looked after by {journey.care.owner}", ("care/owner",)


def _edition(out: Outgoing) -> str:
    if out.edition is None:
        return ""
    return ", ".join(filter(None, (f"Edition “{out.edition.name}”", shown(out.edition.date))))


def _filled(node: Any, names: tuple[str, ...]) -> bool:
    return bool(node.name) or any(getattr(node, name) for name in names)


def _facts(node: Value, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        value = getattr(node, name)
        if words := label(type(node), name, value):
            yield (type(node).model_fields[name].title or name).rstrip("?"), words


def _persona(one: Persona) -> Told:
    return Told(one.name or "A persona without a name", tuple(_facts(one, PERSONA)))


def _stages(journey: Journey) -> Iterator[Stage]:
    named = {one.id: one for one in journey.stages}
    first = 0
    steps = journey.steps
    for at in range(1, len(steps) + 1):
        if at == len(steps) or steps[at].stage != steps[first].stage:
            stage = named.get(steps[first].stage or "")
            facts = [one.name for one in stage.needs if one.name] if stage else []
            if stage and (long := lasts(stage.time)):
                facts.append(f"Usually lasts {long}")
            yield Stage(stage.name if stage else "", first, at - first, tuple(facts))
            first = at


def _story(journey: Journey, curve: Curve) -> str:
    told = (f"{curve.title} ({curve.scale.title}): {narrate_curve(curve)}.", same_source(journey, curve))
    return " ".join(filter(None, (*told, beside_in_words(journey, curve))))


def _moment(journey: Journey, one: Moment) -> Told:
    point = next((each for _, each in touchpoints(journey) if each.id == one.touchpoint), None)
    facts = [("Touchpoint", point.name)] if point and point.name else []
    if one.hot_spot:
        facts.append(("Hot spot", "It makes or breaks the relationship"))
    facts += _facts(one, ("risk", "felt", "why"))
    return Told(one.name or moment_name(journey, one), tuple(facts), step_name(journey, one.step))


def _actions(out: Outgoing) -> Iterator[Action]:
    stand = evaluated(out.journey, last_day(out.edition.date) if out.edition else None)
    told = (each for one in stand for each in one.predictions if each.judged not in UNTIL_MEASURED)
    came = {each.solution: each.against for each in told}  # no clock is read: what waits for its day is not told
    found = (_action(out.journey, one, came.get(one.id, "")) for one in out.journey.solutions)
    yield from sorted(found, key=lambda one: one.day or "9")


def _action(journey: Journey, one: Solution, came: str) -> Action:
    moment = next((each for each in journey.moments if each.id == one.moment), None)
    step = one.step or (moment.step if moment else None)
    covered = next((each for each in coverage(journey).steps if each.step == step), None)
    where = step_name(journey, one.step) or (moment_name(journey, moment) if moment else "")
    names = ("activity", "area", "control", "impact", "effort", "sure", "expected", "due_note")
    day = last_day(one.due)
    answers = (("Answers", moment_name(journey, moment)),) if moment and step_name(journey, one.step) else ()
    return Action(
        one.title or "A solution without a name",
        label(Solution, "action", one.action),
        where,
        ", ".join(filter(None, (responsible(journey, one.team), one.owner))),
        shown(one.due) or one.due_note,
        label(Solution, "state", one.state),
        f"{day:%Y-%m-%d}" if day else "",
        ", ".join(filter(None, (covered.words, covered.people))) if covered else "",
        (*answers, *_facts(one, names), *_foretold(journey, one, came)),
    )


def _foretold(journey: Journey, one: Solution, came: str) -> Iterator[tuple[str, str]]:
    """Which indicator a solution is to move, how far, and what came of it once something was measured."""
    moved = next((each for each in journey.indicators if each.id == one.indicator and each.name), None)
    yield from _facts(one.model_copy(update={"indicator": moved.name if moved else None}), ("indicator",))
    if one.predicted is not None:
        asked = Solution.model_fields["predicted"].title or ""
        yield asked.rstrip("?"), figure(one.predicted, moved.unit if moved else "")
        if came:
            yield "What came of it", came


def _sources(journey: Journey) -> Iterator[Told]:
    words = sources_in_words(journey)
    for one in journey.sources:
        yield Told(
            one.name or "A source without a name", (("", words.get(one.id, "")), *_facts(one, ("kind", "who", "where")))
        )


def _others(journey: Journey) -> Iterator[tuple[str, tuple[Told, ...]]]:
    yield (
        "Outcomes",
        tuple(Told(one.name, tuple(_facts(one, ("actions",)))) for one in journey.outcomes if one.name),
    )
    kept = ("influence", "relationship", "we_do", "they_do")
    yield "Stakeholders", tuple(Told(one.name, tuple(_facts(one, kept))) for one in journey.stakeholders if one.name)
    yield (
        "Indicators and standards",
        tuple(
            Told(one.name, tuple(_figures(one)), step_name(journey, one.step)) for one in journey.indicators if one.name
        ),
    )


def _figures(one: Any) -> Iterator[tuple[str, str]]:
    if one.today is not None:
        n = f" (n = {one.today_n:,})" if one.today_n is not None else ""
        yield "Before", f"{figure(one.today, one.unit)}{n}"
    if one.target is not None:
        yield "Target", figure(one.target, one.unit) + (f" by {shown(one.due)}" if one.due else "")
    for result in one.results:
        if result.value is not None:
            n = f" (n = {result.n:,})" if result.n is not None else ""
            yield shown(result.date) or "Measured", f"{figure(result.value, one.unit)}{n}"
