"""What a source keeps beside its curves: what is aimed at, others' figures, and outcomes of the journey as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.journey.facts import step_name
from cjm_widgets.journey.figures import figure as in_words
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.model import Rating
from cjm_widgets.journey.satisfaction import Point, curves
from cjm_widgets.journey.scales import scale_of
from cjm_widgets.journey.wording import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.journey.model import Journey, Source, SourceFigure
    from cjm_widgets.journey.satisfaction import Curve

TARGET: Final = "Target"
OTHERS: Final = "Others’ figure"
_BESIDE: Final = ("target", "benchmark")


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure that stands beside a curve at a step.

    Args:
        step: the step's id.
        kind: whether it is aimed at or somebody else's.
        name: what it is called: “Target”, or whose it is.
        value: the figure, on the curve's scale.
        say: the same in words: “Target 70 %”.
    """

    step: str
    kind: Literal["target", "benchmark"]
    name: str
    value: float
    say: str


def aims(journey: Journey) -> dict[tuple[str, str], tuple[Aim, ...]]:
    """What stands beside each curve, by its rater and scale: that of its group, or else the first of its source.

    Args:
        journey: any journey; figures on another scale than a curve's stand beside none.
    """
    found: dict[tuple[str, str], list[Aim]] = {}
    sources = [one for one in journey.sources if one.figures]
    every = curves(journey) if sources else ()
    for source in sources:
        own = _of_source(every, source)
        for figure in source.figures:
            curve = _beside(own, source, figure)
            if curve is None or figure.value is None or figure.step is None or figure.kind not in _BESIDE:
                continue
            name = TARGET if figure.kind == "target" else figure.group.strip() or OTHERS
            say = f"{isolated(name)} {curve.scale.say(figure.value)}"
            aim = Aim(figure.step, "target" if figure.kind == "target" else "benchmark", name, figure.value, say)
            found.setdefault((curve.rater, curve.scale.name), []).append(aim)
    return {key: tuple(all_of) for key, all_of in found.items()}


def beside_in_words(journey: Journey, curve: Curve) -> str:
    """What stands beside a curve, in sentences; "" where nothing does.

    The outcomes of its source are told with the first of the source's curves.

    Args:
        journey: the journey.
        curve: one of its curves.
    """
    by_name: dict[str, list[str]] = {}
    for aim in aims(journey).get((curve.rater, curve.scale.name), ()):
        by_name.setdefault(aim.name, []).append(f"{step_name(journey, aim.step)} {curve.scale.say(aim.value)}")
    told = [f"{isolated(name)}: {', '.join(figures)}." for name, figures in by_name.items()]
    for source in journey.sources:
        outcomes = outcomes_in_words(source)
        if outcomes and (own := _of_source(curves(journey), source)) and own[0] == curve:
            told += outcomes
    return " ".join(told)


@dataclass(frozen=True, slots=True)
class OfGroup:
    """What a group says of the journey as a whole; `group` is "" for all who answered."""

    group: str
    say: str
    sample: str


@dataclass(frozen=True, slots=True)
class Whole:
    """An outcome of the journey as a whole, as each group says it."""

    name: str
    scale: str
    groups: tuple[OfGroup, ...]


def wholes(source: Source) -> tuple[Whole, ...]:
    """The outcomes of a source of the journey as a whole, each with all its groups."""
    found: dict[str, list[SourceFigure]] = {}
    for one in source.figures:
        if one.kind == "outcome" and one.value is not None and one.step is None:
            found.setdefault(one.name.strip(), []).append(one)
    return tuple(
        Whole(name, ", ".join(dict.fromkeys(scale_of(one.scale).title for one in figures if one.scale)), groups)
        for name, figures in found.items()
        if (groups := tuple(said_of(source, one) for one in figures))
    )


def outcomes_in_words(source: Source) -> tuple[str, ...]:
    """The outcomes of a source, a sentence for each with all its groups, how many answered and the interval."""
    return tuple(
        f"As a whole{', ' if one.name else ''}{isolated(one.name)}: {'; '.join(map(_of_group, one.groups))}."
        for one in wholes(source)
    )


def alone_in_words(journey: Journey) -> str:
    """The outcomes of sources that have no curve; "" where there are none."""
    every = curves(journey)
    return " ".join(_alone(journey.sources, every))


def _alone(sources: Iterable[Source], every: tuple[Curve, ...]) -> Iterator[str]:
    for source in sources:
        if not _of_source(every, source) and (told := outcomes_in_words(source)):
            yield f"{isolated(source.name)}: {' '.join(told)}"


def said_of(source: Source, figure: SourceFigure) -> OfGroup:
    """How large an outcome is, from how many, and how far it can be trusted, as the steps say it.

    Args:
        source: where it comes from.
        figure: the outcome; its value is known.
    """
    group = figure.group.strip()
    if figure.scale:
        point = point_of(figure, figure.scale, Ground(source, figure.n))
        return OfGroup(group, point.said, point.sample)
    return OfGroup(group, in_words(figure.value or 0, figure.unit), Ground(source, figure.n).asked)


def point_of(figure: SourceFigure, scale: str, ground: Ground) -> Point:
    """An outcome as a point on its scale, so that it is told as the steps are; `ground` is what it rests on."""
    rating = Rating(id="outcome", scale=scale, value=figure.value, n=figure.n, low=figure.low, high=figure.high)
    return Point("", "", rating, None, ground=ground)


def _of_group(one: OfGroup) -> str:
    trust = f" ({one.sample})" if one.sample else ""
    return f"{isolated(one.group)} {one.say}{trust}" if one.group else f"{one.say}{trust}"


def _of_source(every: tuple[Curve, ...], source: Source) -> list[Curve]:
    return [
        curve
        for curve in every
        if (curve.rater == source.id or curve.rater.startswith(f"{source.id}-"))
        and any(point.rating is not None and point.rating.source == source.id for point in curve.points)
    ]


def _beside(own: list[Curve], source: Source, figure: SourceFigure) -> Curve | None:
    fits = [curve for curve in own if figure.scale in (None, curve.scale.name)]
    of_group = f"{source.name}: {figure.group}"
    return next((curve for curve in fits if curve.title == of_group), fits[0] if fits else None)
