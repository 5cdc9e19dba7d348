"""What follows from the figures of a file: which steps may be called, which are worst, which groups differ. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.roles import TOTALS
from cjm_widgets.statistics import compare, enough, ranks, standing
from cjm_widgets.statistics.figures import Mean, Points, Share
from cjm_widgets.statistics.intervals import LEVEL
from cjm_widgets.statistics.several import by_levels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cjm_widgets.evidence.found import Figure, Read, Tally
    from cjm_widgets.journey.scales import Scale
    from cjm_widgets.statistics.figures import Figure as Sample

SEED: Final = 20_150_415
"""Of the draws: the same file always says the same."""
FEWEST_STEPS: Final = 6
"""Below it so many steps are among the lowest three that it says nothing."""


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
    """

    step: str
    one: str
    other: str
    scale: str
    low: float
    high: float
    called: bool


def judged(found: Read) -> dict[tuple[str, str], Judged]:
    """What the figures of each group say beside each other; scales are never mixed.

    Args:
        found: what a file says.

    Returns:
        By step and group.
    """
    families: dict[tuple[str, str], list[Figure]] = {}
    for figure in found.figures:
        families.setdefault((figure.group, figure.scale), []).append(figure)
    told: dict[tuple[str, str], Judged] = {}
    for (group, _), figures in families.items():
        samples = {one.step: sample for one in figures if (sample := _sample(one, found.tally)) is not None}
        rows = _rows(found.tally, group, set(samples))
        called = standing.of_rows(rows) if rows else standing.of_figures(samples)
        chance = Random(SEED)  # noqa: S311  no secret
        lowest = ranks.of_rows(rows, chance) if rows else ranks.of_figures(samples, chance)
        for figure in figures:
            side = called.get(figure.step, 0)
            share = lowest.get(figure.step) if len(lowest) >= FEWEST_STEPS else None
            more = enough.more_to_call(samples, figure.step) if figure.step in samples and not side else None
            told[figure.step, group] = Judged(side, None if share is None else round(100 * share), more)
    return told


def differences(found: Read) -> tuple[Difference, ...]:
    """What lies between the groups of each step, a total left out; all are called together, or not (Holm).

    Args:
        found: what a file says.
    """
    asked: dict[tuple[str, str, str, str], Callable[[float], tuple[float, float] | None]] = {}
    for (step, scale), groups in _by_step(found).items():
        for (one, first), (other, second) in combinations(groups.items(), 2):
            asked[step, scale, one, other] = _between(first, second)
    told = by_levels({key: _side(ask) for key, ask in asked.items()})
    made = []
    for (step, scale, one, other), ask in asked.items():
        ends = ask(LEVEL)
        if ends is not None:
            low, high = (end * _whole(scale) for end in ends)
            made.append(Difference(step, one, other, scale, low, high, called=bool(told[step, scale, one, other])))
    return tuple(made)


def turned(found: Read) -> tuple[str, ...]:
    """Where a group runs against the total (Simpson, 1951), a sentence each; only what is more than chance.

    Args:
        found: what a file says.
    """
    totals = {
        (one.step, one.scale): sample
        for one in found.figures
        if (not one.group or one.group.casefold() in TOTALS) and (sample := _sample(one, found.tally)) is not None
    }
    by_step = _by_step(found)
    said = []
    for one, other in combinations(totals, 2):
        groups = by_step.get(one, {}).keys() & by_step.get(other, {}).keys()
        if not groups or one[1] != other[1]:
            continue
        pairs = {group: (by_step[one][group], by_step[other][group]) for group in sorted(groups)}
        against = compare.against((totals[one], totals[other]), pairs)
        said += [
            f"{group} rates “{one[0]}” and “{other[0]}” the other way round than all together"
            for group in sorted(against.sure)
        ]
    return tuple(said)


def _by_step(found: Read) -> dict[tuple[str, str], dict[str, Sample]]:
    """The figures of each step and scale by group, a total left out."""
    samples: dict[tuple[str, str], dict[str, Sample]] = {}
    for figure in found.figures:
        sample = _sample(figure, found.tally)
        if sample is not None and figure.group and figure.group.casefold() not in TOTALS:
            samples.setdefault((figure.step, figure.scale), {})[figure.group] = sample
    return samples


def _whole(scale: str) -> int:
    """What a difference of samples is taken times to be one of figures: shares are kept from 0 to 1."""
    return 100 if scales.is_share(scales.scale_of(scale)) else 1


def _between(one: Sample, other: Sample) -> Callable[[float], tuple[float, float] | None]:
    return lambda level: compare.difference([(1, one), (-1, other)], level)


def _side(ask: Callable[[float], tuple[float, float] | None]) -> Callable[[float], int]:
    return lambda level: compare.side(ask(level))


def _sample(figure: Figure, tally: Tally | None) -> Sample | None:
    """A figure with the answers that it rests on, the better always the higher; None where that is not known."""
    if figure.value is None or not figure.n:
        return None
    scale = scales.scale_of(figure.scale)
    if scales.is_share(scale):
        return Share(scale.height(figure.value), figure.n)
    counts = _counts(figure, tally)
    if counts and scale.name != "nps":
        whole = [scale.low + at for at in range(round(scale.high - scale.low) + 1)]
        turned = {_turned(scale, answer): count for answer, count in counts.items()}
        return Points(turned, tuple(whole)) if set(turned) <= set(whole) else None
    sd = figure.more.get("sd")
    return Mean(_turned(scale, figure.value), sd, figure.n) if sd else None


def _turned(scale: Scale, value: float) -> float:
    return value if scale.better == "high" else scale.low + scale.high - value


def _counts(figure: Figure, tally: Tally | None) -> Mapping[float, int]:
    found = tally.counts.items() if tally else ()
    of_step = (counts for (values, group), counts in found if values.step == figure.step and group == figure.group)
    return next(of_step, {})


def _rows(tally: Tally | None, group: str, steps: Iterable[str]) -> Sequence[Mapping[str, float]]:
    """The answers of each respondent of a group, of steps on one scale."""
    if tally is None:
        return ()
    wanted = set(steps)
    columns = [(at, one, scales.scale_of(one.scale)) for at, one in enumerate(tally.columns) if one.step in wanted]
    return [
        {one.step: _turned(scale, answer) for at, one, scale in columns if (answer := answers[at]) is not None}
        for answers, theirs in zip(tally.rows, tally.groups, strict=True)
        if group in ("", theirs)
    ]
