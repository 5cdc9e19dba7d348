"""Which of two groups rates a step higher, from the answers themselves: what figures alone cannot say. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_widgets.evidence.bare_answers import code_of
from cjm_widgets.evidence.judging import whichever_way
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.told import listed
from cjm_widgets.journey.scales import scale_of
from cjm_widgets.statistics.compare import side, superiority
from cjm_widgets.statistics.figures import Points
from cjm_widgets.statistics.several import by_levels

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.evidence.bare_answers import Answers
    from cjm_widgets.journey.model import Journey, Rating, Source

_HALF = 0.5


class Higher(NamedTuple):
    """How often, of all pairs, one of the first group is happier at a step than one of the second.

    Args:
        step: the step's id.
        value: the share of pairs, 0 to 1; equal answers count half.
        low: the low end of its interval.
        high: the high end.
        called: whether that is more than chance, all steps together.
        better: in what share of pairs the one of the first group answers the better.
        worse: in what share the worse.
        alike: in what share both answer the same.
    """

    step: str
    value: float
    low: float
    high: float
    called: bool
    better: float
    worse: float
    alike: float


def higher(journey: Journey, source: Source, answers: Answers, one: str, other: str) -> tuple[Higher, ...]:
    """How two groups stand to each other, at each step at which both are shown.

    Args:
        journey: the map.
        source: the survey.
        answers: the answers behind it.
        one: what a group is called.
        other: another.

    Raises:
        EvidenceError: if the survey has no such group.
    """
    pairs: dict[str, tuple[Points, Points]] = {}
    first, second = (_shown(journey, source, group) for group in (one, other))
    for step in (step.id for step in journey.steps if step.id in first and step.id in second):
        both = [_points(answers, step, rating) for rating in (first[step], second[step])]
        if both[0] and both[1]:
            pairs[step] = both[0], both[1]
    told = by_levels({step: _ask(*pair) for step, pair in pairs.items()})
    return tuple(_higher(step, *pair, called=bool(told[step])) for step, pair in pairs.items())


def _higher(step: str, one: Points, other: Points, *, called: bool) -> Higher:
    found = superiority(one, other)
    of = sum(one.counts.values()) * sum(other.counts.values())
    alike = sum(count * other.counts.get(answer, 0) for answer, count in one.counts.items()) / of
    better, worse = (max(0.0, share - alike / 2) for share in (found.value, 1 - found.value))
    return Higher(step, *found, called, better, worse, alike)


def _ask(one: Points, other: Points) -> Callable[[float], int]:
    def told(level: float) -> int:
        found = superiority(one, other, level)
        return side((found.low - _HALF, found.high - _HALF))

    return told


def _shown(journey: Journey, source: Source, group: str) -> dict[str, Rating]:
    """The ratings of a group by step: where it is too small there are none, and so nothing is said."""
    before = f"{source.name}: "
    ratings = [(step.id, rating) for step in journey.steps for rating in step.ratings if rating.source == source.id]
    found = {step: rating for step, rating in ratings if rating.rater.casefold() == f"{before}{group}".casefold()}
    if not found:
        there = dict.fromkeys(one.rater.removeprefix(before) for _, one in ratings if one.rater.startswith(before))
        raise EvidenceError(f"“{source.name}” has no group “{group}”. There are: {listed(list(there)) or 'none'}.")
    return found


def _points(answers: Answers, step: str, rating: Rating) -> Points | None:
    """The answers of a group at a step, the better always the higher; None where they are no points."""
    scale = scale_of(rating.scale)
    counts = answers.counts(step, code_of(rating.id))
    whole = [scale.low + at for at in range(round(scale.high - scale.low) + 1)]
    if not counts or scale.name == "nps" or not set(counts) <= set(whole):
        return None
    return Points({whichever_way(scale, answer): count for answer, count in counts.items()}, tuple(whole))
