"""What a survey says beyond its curve: what goes with an outcome, which steps are lowest, how groups differ. Pure.

All of it was worked out when the file was attached, and is kept with the source; here it is put into words, the same
for the page, the paper and the command. Nothing says why something is so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.chance import is_sample
from cjm_widgets.journey.facts import step_name
from cjm_widgets.journey.figures import difference, ends
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.plain import plain
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import AS_PERSONA, scale_of
from cjm_widgets.journey.wording import isolated, listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cjm_widgets.journey.model import Journey, Source, SourceFigure
    from cjm_widgets.journey.satisfaction import Curve, Point
    from cjm_widgets.journey.scales import Scale

_HALF: Final = 50
_OF_DRAWS: Final = 100
EVERYBODY: Final = "All"
"""What the column of all respondents is called."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, and what it is about.

    Args:
        about: “lowest”, “goes-with”, “agrees”, “blind”, “differs”, “open”, “against” or “least”.
        say: the sentence.
        steps: the ids of the steps that it names.
    """

    about: str
    say: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goes:
    """How far a step goes with an outcome.

    Args:
        step: its id.
        name: what it is called.
        value: the rank correlation, −1 to 1.
        low: the low end of its interval.
        high: the high end.
        n: how many people answered both.
        called: whether it is more than chance, all steps together.
        first: whether it cannot be told from what goes most with the outcome.
        moment: whether the group chose it as a moment of truth.
        part: its part of what all steps together tell, 0 to 1; None where there are too few answers.
        part_low: the low end of that.
        part_high: the high end.
    """

    step: str
    name: str
    value: float
    low: float
    high: float
    n: int
    called: bool
    first: bool
    moment: bool
    part: float | None = None
    part_low: float | None = None
    part_high: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What goes with an outcome, the strongest first; `explained` is how much of it all steps together tell, 0 to 1."""

    name: str
    steps: tuple[Goes, ...]
    explained: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a group or persona at a step."""

    say: str
    value: float
    n: int | None
    reach: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A group or persona, on its own scale; `kind` is “all”, “group” or “persona”."""

    title: str
    kind: str
    scale: str


@dataclass(frozen=True, slots=True)
class Row:
    """A step, with a cell for each column, and in how many of 100 draws it is among the lowest three."""

    step: str
    name: str
    cells: tuple[Cell | None, ...]
    lowest: int | None


@dataclass(frozen=True, slots=True)
class Apart:
    """How much better one group rates a step than another, in points of the scale or in per cent.

    Args:
        step: its id.
        group: the one.
        other: the other.
        value: how much better, below nought worse.
        low: at least.
        high: at most.
        called: whether that is more than chance, all that is compared together.
        more: how many more answers would tell; None where it is told, or no number would.
    """

    step: str
    group: str
    other: str
    value: float
    low: float
    high: float
    called: bool
    more: int | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one survey says.

    Args:
        source: its id.
        name: what it is called, with its date and how many people.
        said: the sentences.
        outcomes: what goes with each outcome.
        apart: what lies between groups.
        columns: the groups and personas side by side.
        rows: the steps.
    """

    source: str
    name: str
    said: tuple[Said, ...]
    outcomes: tuple[Outcome, ...]
    apart: tuple[Apart, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def feedback_view(journey: Journey) -> list[dict[str, Any]]:
    """What every survey on a map says, as plain JSON values."""
    return [plain(one) for one in feedback(journey)]


def feedback(journey: Journey) -> tuple[Feedback, ...]:
    """What every survey on a map says, in the order of the sources."""
    every = curves(journey)
    made = []
    for source in journey.sources:
        own = [curve for curve in every if is_sample(curve) and _is_of(curve, source)]
        if own:
            outcomes = tuple(_outcomes(journey, source))
            beside = [curve for curve in every if curve.rater.startswith(AS_PERSONA)]
            said = (
                *_lowest(journey, source),
                *(one for outcome in outcomes for one in _goes(journey, outcome)),
                *_groups(journey, source, own),
            )
            columns = tuple(
                Column(_title(curve, source), _kind(curve, source), curve.scale.title) for curve in (*own, *beside)
            )
            rows = tuple(_rows(journey, source, own, beside))
            apart = tuple(_apart(source))
            made.append(Feedback(source.id, Ground(source, source.n).say, said, outcomes, apart, columns, rows))
    return tuple(made)


def _is_of(curve: Curve, source: Source) -> bool:
    return any(point.rating is not None and point.rating.source == source.id for point in curve.points)


def _kind(curve: Curve, source: Source) -> str:
    if curve.rater.startswith(AS_PERSONA):
        return "persona"
    return "all" if curve.rater == source.id else "group"


def _title(curve: Curve, source: Source) -> str:
    return EVERYBODY if curve.rater == source.id else curve.title.removeprefix(f"{source.name}: ")


def _rows(journey: Journey, source: Source, own: Sequence[Curve], beside: Sequence[Curve]) -> Iterator[Row]:
    columns = [{point.step: point for point in curve.points} for curve in (*own, *beside)]
    lowest = {one.step: one for one in _of(source, "lowest") if not one.group}
    for step in journey.steps:
        cells = tuple(_cell(column.get(step.id)) for column in columns)
        if any(cells[: len(own)]):
            times = lowest[step.id].value if step.id in lowest else None
            yield Row(step.id, step.name, cells, None if times is None else round(times))


def _cell(point: Point | None) -> Cell | None:
    if point is None or point.value is None or point.rating is None:
        return None
    low, high = point.interval or (None, None)
    return Cell(scale_of(point.rating.scale).say(point.value), point.value, point.ground.n, point.reach, low, high)


def _of(source: Source, kind: str) -> list[SourceFigure]:
    return [one for one in source.figures if one.kind == kind and one.value is not None]


def _lowest(journey: Journey, source: Source) -> Iterator[Said]:
    groups: dict[str, list[SourceFigure]] = {}
    for one in sorted(_of(source, "lowest"), key=lambda one: -(one.value or 0)):
        groups.setdefault(one.group, []).append(one)
    for group, found in groups.items():
        whose = f"{isolated(group)}, among" if group else "Among"
        often = [one for one in found if (one.value or 0) >= _HALF]
        times = [f"{_step(journey, one.step)} in {round(one.value or 0)}" for one in often]
        if times:
            times[0] += f" of {_OF_DRAWS} draws"
            yield Said("lowest", f"{whose} the lowest three steps: {', '.join(times)}.", _steps(often))
        else:
            yield Said("lowest", f"{whose} the lowest three steps none is in half of {_OF_DRAWS} draws: it is open.")


def _steps(figures: Iterable[SourceFigure]) -> tuple[str, ...]:
    return tuple(one.step or "" for one in figures)


def _outcomes(journey: Journey, source: Source) -> Iterator[Outcome]:
    parts = {(one.name, one.step): one for one in _of(source, "weight")}
    moments = {moment.step for moment in journey.moments}
    found: dict[str, list[Goes]] = {}
    for one in _of(source, "goes-with"):
        if one.step is None or one.value is None or one.low is None or one.high is None:
            continue
        part = parts.get((one.name, one.step))
        found.setdefault(one.name, []).append(
            Goes(
                one.step,
                step_name(journey, one.step),
                one.value,
                one.low,
                one.high,
                one.n or 0,
                one.called,
                one.called and (part.first if part else one.first),
                one.step in moments,
                *((part.value, part.low, part.high) if part else ()),
            )
        )
    for name, steps in found.items():
        whole = parts.get((name, None))
        ordered = sorted(steps, key=lambda one: (-(one.part or 0), -abs(one.value)))
        yield Outcome(name, tuple(ordered), whole.value if whole else None)


def _goes(journey: Journey, outcome: Outcome) -> Iterator[Said]:
    called = [one for one in outcome.steps if one.called]
    first = [one for one in called if one.first]
    name = f"“{isolated(shortened(outcome.name))}”"
    if not called:
        yield Said("goes-with", f"Not enough to say which steps go with {name}: of none it is more than chance.")
    elif len(first) == 1:
        yield Said("goes-with", f"{_quoted(first)} goes most with {name}: {_figure(first[0])}.", _ids(first))
    else:
        yield Said("goes-with", f"Most goes with {name}, and cannot be told apart: {_quoted(first)}.", _ids(first))
    if outcome.explained is not None:
        share = round(100 * outcome.explained)
        yield Said("goes-with", f"All steps together go with {share} % of how {name} differs from person to person.")
    if called and journey.moments:
        yield from _beside_moments(journey, outcome, name, first)


def _beside_moments(journey: Journey, outcome: Outcome, name: str, first: list[Goes]) -> Iterator[Said]:
    """Where the survey and the group's own moments of truth agree, and where one sees what the other does not."""
    agreed = [one for one in first if one.moment]
    if agreed:
        are = "is a moment of truth" if len(agreed) == 1 else "are moments of truth"
        yield Said(
            "agrees", f"{_quoted(agreed)} {are} on your map, and among what goes most with {name}.", _ids(agreed)
        )
    missed = [one for one in first if not one.moment]
    if missed:
        go, no = ("goes", "is no moment") if len(missed) == 1 else ("go", "are no moments")
        say = f"{_quoted(missed)} {go} with {name} as much as any step, and {no} of truth on your map: look again."
        yield Said("blind", say, _ids(missed))
    for one in outcome.steps:
        if one.moment and not one.called:
            say = f"“{isolated(one.name)}” is a moment of truth on your map; that it goes with {name} is not shown"
            yield Said("blind", f"{say}: {_figure(one)}.", (one.step,))
    asked = {one.step for one in outcome.steps}
    unasked = tuple(dict.fromkeys(one.step for one in journey.moments if one.step and one.step not in asked))
    if unasked:
        names = listed([f"“{step_name(journey, step)}”" for step in unasked])
        yield Said("blind", f"Your moments of truth that were not asked about: {names}.", unasked)


def _apart(source: Source) -> Iterator[Apart]:
    for one in _of(source, "differs"):
        if None not in (one.step, one.value, one.low, one.high):
            told = (one.step, one.group, one.other, one.value, one.low, one.high, one.called, one.more)
            yield Apart(*told)  # type: ignore[arg-type]


def _groups(journey: Journey, source: Source, own: list[Curve]) -> Iterator[Said]:
    points = {(_title(curve, source), point.step): point for curve in own for point in curve.points}
    scale = own[0].scale
    open_at: dict[tuple[str, str], list[Apart]] = {}
    for one in _apart(source):
        if not one.called:
            open_at.setdefault((one.group, one.other), []).append(one)
            continue
        pair = [(name, points.get((name, one.step))) for name in (one.group, one.other)]
        cells = [(name, _cell(point)) for name, point in pair]
        both = " and ".join(f"{isolated(name)}{f' {cell.say}' if cell else ''}" for name, cell in cells)
        scale = next((scale_of(point.rating.scale) for _, point in pair if point and point.rating), scale)
        say = f"{_step(journey, one.step)}: {both} differ by more than chance: {_between(one, scale)}."
        yield Said("differs", say, (one.step,))
    for (group, other), found in open_at.items():
        more = [f"{_step(journey, one.step)} ({_more(one)} answers would tell)" for one in found]
        say = f"Not enough to say whether {isolated(group)} and {isolated(other)} differ at {', '.join(more)}."
        yield Said("open", say, tuple(one.step for one in found))
    for turned in source.figures:
        if turned.kind == "against":
            names = [step_name(journey, step) for step in (turned.step, turned.than)]
            say = against_in_words(turned.group, *names)
            yield Said("against", say, (turned.step or "", turned.than or ""))
    if source.least:
        yield Said(
            "least", f"Groups of fewer than {source.least} people are not shown, nor those from which they follow."
        )


def against_in_words(group: str, one: str, other: str) -> str:
    """That a group runs against the total (Simpson, 1951); arguments as people call the group and the two steps."""
    steps = f"“{isolated(one)}” and “{isolated(other)}”"
    return f"{isolated(group)} rates {steps} the other way round than all together: look at the groups, too."


def _more(one: Apart) -> str:
    return f"about {one.more:,} more" if one.more else "no number of"


def _between(one: Apart, scale: Scale) -> str:
    share = scale.unit == "%"
    near, far = ends(*sorted((abs(one.low), abs(one.high))))
    return f"{difference(round(abs(one.value), 0 if share else 2), '', share=share)} apart, {near} to {far}"


def _step(journey: Journey, step: str | None) -> str:
    return f"“{isolated(step_name(journey, step or ''))}”"


def _quoted(steps: Iterable[Goes]) -> str:
    return listed([f"“{one.name}”" for one in steps])


def _ids(steps: Iterable[Goes]) -> tuple[str, ...]:
    return tuple(one.step for one in steps)


def _figure(one: Goes) -> str:
    return f"{one.value:.2f}, {one.low:.2f} to {one.high:.2f}, n = {one.n:,}".replace("-", "−")
