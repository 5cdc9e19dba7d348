"""What follows from a file's answers for a map: worked out once, when it is attached, so that no page has to. Pure.

Nothing here says why: a step goes with an outcome or it does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.judging import SEED, differences, lowest, turned, whichever_way
from cjm_widgets.evidence.least import LEAST
from cjm_widgets.statistics.compare import side
from cjm_widgets.statistics.several import by_levels
from cjm_widgets.statistics.together import all_alike, strongest, with_outcome
from cjm_widgets.statistics.weights import relative_weights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cjm_widgets.evidence.found import Read, Tally
    from cjm_widgets.evidence.judging import Against, Difference
    from cjm_widgets.statistics.together import Correlation
    from cjm_widgets.statistics.weights import Weights

MOST_CALLED: Final = 40
"""Differences between groups that a map keeps at most: nobody reads more, and every page carries them."""


@dataclass(frozen=True, slots=True)
class GoesWith:
    """What goes with one outcome.

    Args:
        outcome: what the file calls it.
        steps: how far each step goes with it.
        called: the steps that do by more than chance, all steps together.
        first: the step that goes most with it, and those that cannot be told from it.
        weights: the part of each step, where there are answers enough; None elsewhere.
        alike: the steps of which nothing can be told as all answered them alike, and how many did.
        same: how many answered the outcome, if all of them alike; else 0.
    """

    outcome: str
    steps: dict[str, Correlation]
    called: frozenset[str]
    first: frozenset[str]
    weights: Weights[str] | None
    alike: dict[str, int] = field(default_factory=dict)
    same: int = 0


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows from a file, by what it calls steps, groups and outcomes.

    Args:
        goes: what goes with each outcome.
        lowest: in how many of 100 draws a step is among the lowest three: of all, else of each group.
        differences: what lies between groups.
        against: groups that run against the total.
    """

    goes: tuple[GoesWith, ...] = ()
    lowest: tuple[tuple[str, str, int], ...] = ()
    differences: tuple[Difference, ...] = ()
    against: tuple[Against, ...] = ()


def following(shown: Read, steps: Collection[str], least: int = LEAST) -> Follows:
    """What follows from a file.

    Args:
        shown: what it says, without the groups that are too small to be shown.
        steps: what it calls the steps that have a place on the map; the others count for nothing.
        least: of how many people anything is said at least.
    """
    placed = replace(shown, figures=tuple(one for one in shown.figures if one.step in steps))
    totals = tuple(one for one in placed.figures if placed.is_of_all(one.group))
    ranked = replace(placed, figures=totals or placed.figures)  # a draw of each group costs as much as one of all
    return Follows(
        tuple(_goes_with(shown.tally, steps, least)) if shown.tally else (),
        tuple((step, group, times) for (step, group), times in lowest(ranked).items()),
        _worth_keeping(differences(placed)),
        turned(placed),
    )


def _goes_with(tally: Tally, steps: Collection[str], least: int) -> Iterable[GoesWith]:
    columns = [(values, scales.scale_of(values.scale)) for values in tally.columns]
    wanted = [(at, one.step, scale) for at, (one, scale) in enumerate(columns) if one.step in steps]
    rows = [
        {step: whichever_way(scale, answer) for at, step, scale in wanted if (answer := given[at]) is not None}
        for given in tally.rows
    ]
    for at, (values, scale) in enumerate(columns):
        if not values.outcome:
            continue
        told = [None if (end := given[at]) is None else whichever_way(scale, end) for given in tally.rows]
        ends = [end for end in told if end is not None]
        if len(set(ends)) == 1 and len(ends) >= least:
            yield GoesWith(values.outcome, {}, frozenset(), frozenset(), None, same=len(ends))
        found = {step: one for step, one in with_outcome(rows, told).items() if one.n >= least}
        if not found:
            continue
        enough = [{step: answer for step, answer in row.items() if step in found} for row in rows]
        called = by_levels({step: lambda level, one=one: side(one.interval(level)) for step, one in found.items()})  # type: ignore[misc]
        weights = relative_weights(enough, told, Random(SEED))  # noqa: S311  no secret
        sure = frozenset(step for step, way in called.items() if way)
        alike = {step: n for step, n in all_alike(rows, told).items() if n >= least}
        yield GoesWith(values.outcome, found, sure, strongest(enough, told), weights, alike)


def _worth_keeping(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Those that are called; at a step where none is, the one that would be told first."""
    found = tuple(found)
    called = sorted((one for one in found if one.called), key=lambda one: -abs(one.value) / (one.high - one.low))
    kept = set(called[:MOST_CALLED])
    open_steps = {one.step for one in found} - {one.step for one in called}
    for step in open_steps:
        of_step = [one for one in found if one.step == step]
        kept.add(min(of_step, key=lambda one: (one.more is None, one.more or 0, -abs(one.value))))
    return tuple(one for one in found if one in kept)
