"""What a survey says beyond its curve: what changed, what goes with an outcome, how steps and groups differ. Pure.

What changed since the last survey is worked out from both (`journey.since`). All else was when the file was attached,
and is kept with the source; here it is put into words, the same for the page, the paper and the command. Nothing says
why something is so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.aims import Whole, outcomes_in_words, wholes
from cjm_widgets.journey.chance import is_sample
from cjm_widgets.journey.exact import as_exact
from cjm_widgets.journey.facts import step_name
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.outcomes import Outcome, Said, figures_of, goes_said, outcomes_of
from cjm_widgets.journey.plain import plain
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import AS_PERSONA, scale_of
from cjm_widgets.journey.since import asked_since, changes, changes_said
from cjm_widgets.journey.three_questions import said_yes, yes_and_no
from cjm_widgets.journey.wording import isolated
from cjm_widgets.statistics.enough import LIKELY, to_tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cjm_widgets.journey.model import Journey, Source, SourceFigure
    from cjm_widgets.journey.satisfaction import Curve, Point
    from cjm_widgets.journey.scales import Scale
    from cjm_widgets.journey.since import Change

_HALF: Final = 50
_OF_DRAWS: Final = 100
EVERYBODY: Final = "All"
"""What the column of all respondents is called."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a group or persona at a step."""

    say: str
    value: float
    n: int | None
    reach: str
    sample: str
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
        since: the id of the last survey like it, "" for none.
        changes: what changed at each step since the last survey like it.
        outcomes: what goes with each outcome.
        apart: what lies between groups.
        columns: the groups and personas side by side.
        rows: the steps.
        wholes: the outcomes themselves, by group.
    """

    source: str
    name: str
    said: tuple[Said, ...]
    since: str
    changes: tuple[Change, ...]
    outcomes: tuple[Outcome, ...]
    apart: tuple[Apart, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wholes: tuple[Whole, ...]


def feedback_view(journey: Journey) -> list[dict[str, Any]]:
    """What every survey on a map says, as plain JSON values."""
    return [plain(one) for one in feedback(journey)]


def feedback(journey: Journey) -> tuple[Feedback, ...]:
    """What every survey on a map says, in the order of the sources."""
    every = curves(journey)
    made = []
    for source in journey.sources:
        own = [curve for curve in every if is_sample(curve) and _is_of(curve, source)]
        asked = tuple(Said("asked", said_yes(one), (one.step,) if one.step else ()) for one in yes_and_no(source))
        whole = () if asked else tuple(Said("outcome", one) for one in outcomes_in_words(source))
        if own or asked or whole:
            since = asked_since(journey, source)
            outcomes = tuple(outcomes_of(journey, source))
            beside = [curve for curve in every if curve.rater.startswith(AS_PERSONA)]
            said = (
                *asked,
                *whole,
                *changes_said(journey, source, since),
                *_lowest(journey, source),
                *(one for outcome in outcomes for one in goes_said(journey, outcome)),
                *_groups(journey, source, own),
            )
            columns, rows = _side_by_side(journey, source, own, beside)
            apart = tuple(_apart(source))
            made.append(
                Feedback(
                    source.id,
                    Ground(source, source.n).say,
                    said,
                    since[0].two.since if since else "",
                    changes(since),
                    outcomes,
                    apart,
                    columns,
                    rows,
                    wholes(source) if whole else (),
                )
            )
    return tuple(made)


def _is_of(curve: Curve, source: Source) -> bool:
    return any(point.rating is not None and point.rating.source == source.id for point in curve.points)


def _kind(curve: Curve, source: Source) -> str:
    if curve.rater.startswith(AS_PERSONA):
        return "persona"
    return "all" if curve.rater == source.id else "group"


def _title(curve: Curve, source: Source) -> str:
    return EVERYBODY if curve.rater == source.id else curve.title.removeprefix(f"{source.name}: ")


def _side_by_side(
    journey: Journey, source: Source, own: Sequence[Curve], beside: Sequence[Curve]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """The groups, and the personas that have a figure at one of these steps."""
    rows = tuple(_rows(journey, source, own, beside))
    shown = [at for at in range(len(own) + len(beside)) if any(row.cells[at] for row in rows)]
    curves_shown = [(*own, *beside)[at] for at in shown]
    columns = tuple(Column(_title(one, source), _kind(one, source), one.scale.title) for one in curves_shown)
    return columns, tuple(replace(row, cells=tuple(row.cells[at] for at in shown)) for row in rows)


def _rows(journey: Journey, source: Source, own: Sequence[Curve], beside: Sequence[Curve]) -> Iterator[Row]:
    columns = [{point.step: point for point in curve.points} for curve in (*own, *beside)]
    lowest = {one.step: one for one in figures_of(source, "lowest") if not one.group}
    for step in journey.steps:
        cells = tuple(_cell(column.get(step.id)) for column in columns)
        if any(cells[: len(own)]):
            times = lowest[step.id].value if step.id in lowest else None
            yield Row(step.id, step.name, cells, None if times is None else round(times))


def _cell(point: Point | None) -> Cell | None:
    if point is None or point.value is None:
        return None
    low, high = point.interval or (None, None)
    return Cell(point.said, point.value, point.ground.n, point.reach, point.sample, low, high)


def _lowest(journey: Journey, source: Source) -> Iterator[Said]:
    groups: dict[str, list[SourceFigure]] = {}
    for one in sorted(figures_of(source, "lowest"), key=lambda one: -(one.value or 0)):
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


def _apart(source: Source) -> Iterator[Apart]:
    for one in figures_of(source, "differs"):
        if None not in (one.step, one.value, one.low, one.high):
            told = (one.step, one.group, one.other, one.value, one.low, one.high, one.called, one.more)
            yield Apart(*told)  # type: ignore[arg-type]


def _groups(journey: Journey, source: Source, own: list[Curve]) -> Iterator[Said]:
    points = {(_title(curve, source), point.step): point for curve in own for point in curve.points}
    scale = own[0].scale if own else scale_of("felt")
    open_at: dict[tuple[str, str], list[Apart]] = {}
    for one in _apart(source):
        if not one.called:
            open_at.setdefault((one.group, one.other), []).append(one)
            continue
        pair = [(name, points.get((name, one.step))) for name in (one.group, one.other)]
        scale = next((scale_of(point.rating.scale) for _, point in pair if point and point.rating), scale)
        both = [(name, point.value, point.ground.counted) if point else (name, None, "") for name, point in pair]
        say = f"{_step(journey, one.step)}: {apart_in_words(one, both, scale)}."
        yield Said("differs", say, (one.step,))
    for (group, other), found in open_at.items():
        at = ", ".join(f"{_step(journey, one.step)} ({_more(one)})" for one in found)
        say = f"Not enough to say whether {isolated(group)} and {isolated(other)} differ at {at}."
        likely = f" So many are {LIKELY} to tell." if any(one.more for one in found) else ""
        yield Said("open", say + likely, tuple(one.step for one in found))
    for turned in source.figures:
        if turned.kind == "against":
            names = [step_name(journey, step) for step in (turned.step, turned.than)]
            say = against_in_words(turned.group, *names)
            yield Said("against", say, (turned.step or "", turned.than or ""))
    if source.least:
        yield Said(
            "least", f"Figures of fewer than {source.least} people are not shown, nor those from which they follow."
        )


def against_in_words(group: str, one: str, other: str) -> str:
    """That a group runs against the total (Simpson, 1951); arguments as people call the group and the two steps."""
    steps = f"“{isolated(one)}” and “{isolated(other)}”"
    return f"{isolated(group)} rates {steps} the other way round than all together: look at the groups, too."


def _more(one: Apart) -> str:
    return to_tell(one.more, same=one.value == 0)


def apart_in_words(one: Apart, both: Sequence[tuple[str, float | None, str]], scale: Scale) -> str:
    """That two groups differ, as far apart as they are, and as they are shown, with what the figures are.

    Args:
        one: what lies between them.
        both: what the groups are called, and their figures where they are shown, with how many answered.
        scale: of the figures.
    """
    said, how_far = as_exact([value for _, value, _ in both], (one.low, one.value, one.high), scale)
    names = [
        f"{isolated(name)} {figure}{f' ({n})' if n else ''}".rstrip()
        for (name, _, n), figure in zip(both, said, strict=True)
    ]
    return f"{' and '.join(names)} differ by more than chance: {how_far} (95 %); {scale.told}"


def _step(journey: Journey, step: str | None) -> str:
    return f"“{isolated(step_name(journey, step or ''))}”"
