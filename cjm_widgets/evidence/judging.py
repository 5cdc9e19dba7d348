"""What follows from the figures of a file: which steps may be called, which are worst, which groups differ. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.answers import DETRACTOR, PROMOTER
from cjm_widgets.journey.scales import FROM_MIDDLE
from cjm_widgets.statistics import compare, enough, ranks, standing
from cjm_widgets.statistics.figures import as_shown
from cjm_widgets.statistics.intervals import LEVEL
from cjm_widgets.statistics.several import by_levels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cjm_widgets.evidence.found import Figure, Read, Tally
    from cjm_widgets.journey.scales import Scale
    from cjm_widgets.statistics.figures import Reaching, Share

    Sample: TypeAlias = Reaching | Share

SEED: Final = 20_150_415
"""Of the draws: the same file always says the same."""
FEWEST_STEPS: Final = 6
"""Below it so many steps are among the lowest three that it says nothing."""
MOST_STEPS: Final = 100
"""Above it are no steps of one journey: what takes each beside all others is not reckoned."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one figure says beside the others of its group.

    Args:
        called: −1 where it is for certain worse than the average of the others, 1 where it is better, else 0.
        lowest: how often of 100 draws it is among the worst three; None where that says nothing.
        more: how many more answers would tell, most likely; None where it is told, or cannot be reckoned.
    """

    called: int
    lowest: int | None
    more: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Two groups at a step.

    Args:
        step: the step.
        one: a group.
        other: another.
        scale: of the figures.
        low: how much better the one is at least, in the scale's own points or in per cent; below nought it is worse.
        high: how much better at most.
        called: whether that is more than chance, among all steps and groups that were compared.
        value: how much better it is among those who answered.
        n: how many people both are.
        more: how many more answers would tell, most likely; None where it is told, or cannot be reckoned.
    """

    step: str
    one: str
    other: str
    scale: str
    low: float
    high: float
    called: bool
    value: float
    n: int
    more: int | None


class Against(NamedTuple):
    """A group that sees two steps the other way round than all together, by more than chance."""

    group: str
    one: str
    other: str


def judged(found: Read) -> dict[tuple[str, str], Judged]:
    """What the figures of each group say beside each other; scales are never mixed.

    Args:
        found: what a file says.

    Returns:
        By step and group.
    """
    told: dict[tuple[str, str], Judged] = {}
    rarely = lowest(found)
    for group, figures, samples, _ in _families(found):
        middle = scales.scale_of(figures[0].scale).name in FROM_MIDDLE
        called = standing.of_figures(samples, middle=middle)
        open_steps = [step for step in samples if not called.get(step)] if len(samples) <= MOST_STEPS else []
        more = enough.more_to_call(samples, open_steps, middle=middle)
        for figure in figures:
            step = figure.step
            told[step, group] = Judged(called.get(step, 0), rarely.get((step, group)), more.get(step))
    return told


def lowest(found: Read) -> dict[tuple[str, str], int]:
    """In how many of 100 draws each figure is among the worst three of its group.

    Args:
        found: what a file says.

    Returns:
        By step and group; without those of which nothing is known, and without groups of too few steps.
    """
    told: dict[tuple[str, str], int] = {}
    for group, _, samples, rows in _families(found):
        if not FEWEST_STEPS <= len(samples) <= MOST_STEPS:
            continue
        chance = Random(SEED)  # noqa: S311  no secret
        shares = ranks.of_rows(rows, chance) if rows else ranks.of_figures(samples, chance)
        told |= {(step, group): round(100 * share) for step, share in shares.items() if len(shares) >= FEWEST_STEPS}
    return told


def _families(found: Read) -> Iterator[tuple[str, list[Figure], dict[str, Sample], Sequence[Mapping[str, float]]]]:
    """The figures that stand beside each other, of one group and scale, with the answers behind them."""
    families: dict[tuple[str, str], list[Figure]] = {}
    for figure in found.figures:
        families.setdefault((figure.group, figure.scale), []).append(figure)
    for (group, _), figures in families.items():
        samples = {one.step: sample for one in figures if (sample := _sample(one)) is not None}
        yield group, figures, samples, _rows(found.tally, group, set(samples))


def differences(found: Read) -> tuple[Difference, ...]:
    """What lies between the groups of each step, a total left out; all are called together, or not (Holm).

    Args:
        found: what a file says.
    """
    asked = {
        (step, scale, one, other): (first, second)
        for (step, scale), groups in _by_step(found).items()
        for (one, first), (other, second) in combinations(groups.items(), 2)
    }
    told = by_levels({key: _apart(*pair) for key, pair in asked.items()})
    open_level = 1 - (1 - LEVEL) / max(1, sum(not way for way in told.values()))  # Holm's, of those that are left
    made = []
    for (step, scale, one, other), (first, second) in asked.items():
        ends = compare.difference([(1, first), (-1, second)])
        if ends is not None:
            low, value, high = (at * _whole(scale) for at in (ends[0], first.value - second.value, ends[1]))
            called = bool(told[step, scale, one, other])
            more = None if called else enough.more_to_part(first, second, open_level)
            n = round(first.n + second.n)
            made.append(Difference(step, one, other, scale, low, high, called, value, n, more))
    return tuple(made)


def turned(found: Read) -> tuple[Against, ...]:
    """Where a group runs against the total; only what is more than chance, all steps and groups taken together.

    Args:
        found: what a file says.
    """
    totals = {
        (one.step, one.scale): sample
        for one in found.figures
        if found.is_of_all(one.group) and (sample := _sample(one)) is not None
    }
    by_step = _by_step(found)
    if not by_step:  # without groups none runs against the total, and of many steps the pairs are more than many
        return ()
    asked = {
        Against(group, one[0], other[0]): ((totals[one], totals[other]), (by_step[one][group], by_step[other][group]))
        for one, other in combinations(totals, 2)
        if one[1] == other[1]
        for group in sorted(by_step.get(one, {}).keys() & by_step.get(other, {}).keys())
    }
    sure = compare.against(asked)
    return tuple(each for each in asked if each in sure)


def _by_step(found: Read) -> dict[tuple[str, str], dict[str, Sample]]:
    """The figures of each step and scale by group, a total left out."""
    samples: dict[tuple[str, str], dict[str, Sample]] = {}
    for figure in found.figures:
        sample = _sample(figure)
        if sample is not None and not found.is_of_all(figure.group):
            samples.setdefault((figure.step, figure.scale), {})[figure.group] = sample
    return samples


def _whole(scale: str) -> float:
    """What a difference of heights is taken times to be one of figures."""
    known = scales.scale_of(scale)
    return known.high - known.low


def _apart(one: Sample, other: Sample) -> Callable[[float], int]:
    return lambda level: compare.side(compare.difference([(1, one), (-1, other)], level))


def _sample(figure: Figure) -> Reaching | Share | None:
    """A figure as a map would keep it, as a height; None where it is not known how many answered."""
    if figure.value is None or not figure.n:
        return None
    scale = scales.scale_of(figure.scale)
    if scales.is_share(scale) or figure.low is None or figure.high is None:
        return as_shown(scale.height(figure.value), figure.n, None)
    one, other = scale.height(figure.low), scale.height(figure.high)
    return as_shown(scale.height(figure.value), figure.n, (min(one, other), max(one, other)))


def whichever_way(scale: Scale, value: float) -> float:
    """An answer turned so that the better is always the higher, whichever way its scale runs."""
    return value if scale.better == "high" else scale.low + scale.high - value


def _rows(tally: Tally | None, group: str, steps: Iterable[str]) -> Sequence[Mapping[str, float]]:
    """The answers of each respondent of a group, of steps on one scale."""
    if tally is None:
        return ()
    wanted = set(steps)
    columns = [(at, one, scales.scale_of(one.scale)) for at, one in enumerate(tally.columns) if one.step in wanted]
    return [
        {one.step: _worth(scale, answer) for at, one, scale in columns if (answer := answers[at]) is not None}
        for answers, theirs in zip(tally.rows, tally.groups, strict=True)
        if group in ("", theirs)
    ]


def _worth(scale: Scale, answer: float) -> float:
    """What an answer adds to the average that its step's figure is, the better always the higher."""
    if scale.name != "nps":
        return whichever_way(scale, answer)
    return 100 * ((answer >= PROMOTER) - (answer <= DETRACTOR))
