"""How sure a measured figure is, and whether chance alone could have moved it so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cjm_widgets.journey.figures import figure
from cjm_widgets.statistics import changes, intervals

Kind = Literal["share", "mean", "count"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with what says how sure it is.

    Args:
        value: the figure, in the indicator's unit.
        kind: what sort of figure it is; "" if nobody can tell.
        n: how many it rests on, or None.
        spread: the standard deviation of an average, or None.
        assumed: whether somebody only judged it, so that nothing says how sure it is.
    """

    value: float
    kind: Kind | Literal[""]
    n: int | None = None
    spread: float | None = None
    assumed: bool = False


def interval(one: Measured) -> tuple[float, float] | None:
    """Where the figure of all lies, at 95 %, as those tell who were asked or counted; None if it is not known."""
    if one.assumed:
        return None
    if one.kind == "share" and one.n and 0 <= one.value <= 100:
        low, high = intervals.wilson(one.value / 100, one.n)
        return 100 * low, 100 * high
    if one.kind == "count":
        return intervals.counted(one.value) if one.value >= 0 else None
    if one.kind == "mean" and one.n and one.spread is not None:
        reach = changes.means(0, None, one.n, one.spread)
        return None if reach is None else (one.value + reach[0], one.value + reach[1])
    return None


def between(before: float | None, n_before: int | None, after: Measured) -> changes.Between | None:
    """The lowest and the highest change from the start that the figures allow, in the indicator's unit.

    Args:
        before: the figure at the start.
        n_before: how many that rests on; None takes it as exact.
        after: the later one.

    Returns:
        None where that cannot be told.
    """
    if before is None or after.assumed:
        return None
    found: changes.Between | None = None
    factor = 1.0
    if after.kind == "share" and after.n and all(0 <= one <= 100 for one in (before, after.value)):
        found, factor = changes.shares(before / 100, n_before, after.value / 100, after.n), 100
    elif after.kind == "count":
        found, factor = changes.counts(before, after.value), before
    elif after.kind == "mean" and after.n and after.spread is not None:
        found = changes.means(after.value - before, n_before, after.n, after.spread)
    return None if found is None else (found[0] * factor, found[1] * factor)


def by_chance(moved: changes.Between | None) -> bool | None:
    """Whether chance alone could have done it; None where that cannot be told."""
    return None if moved is None else moved[0] <= 0 <= moved[1]


def in_words(
    before: float | None, n_before: int | None, after: Measured | None, unit: str, *, start_assumed: bool
) -> str:
    """Whether chance alone could have moved a figure so far, as a sentence; "" where it did not move.

    Args:
        before: the figure at the start.
        n_before: how many that rests on.
        after: the last one.
        unit: of both.
        start_assumed: whether somebody only judged the figure at the start.
    """
    if before is None or after is None or after.value == before:
        return ""
    if after.assumed:
        return "Whether chance could have done this cannot be told of a figure that nobody measured."
    moved = between(before, n_before, after)
    if moved is None:
        lacks = {
            "": "what sort of figure it is and how many it rests on",
            "share": "how many it rests on",
            "mean": "how many it rests on and how far they spread",
            "count": "how many were counted at the start",
        }[after.kind]
        return f"Whether chance alone could have done this cannot be told without {lacks}."
    low, high = (f"{'+' if end > 0 else ''}{figure(round(end, 1))}" for end in moved)
    counted_in = "percentage points" if after.kind == "share" else unit.strip()
    exact = after.kind != "count" and not n_before
    taken = (
        ", if the figure at the start, which is assumed, is right"
        if start_assumed
        else ", if the figure at the start is exact"
        if exact
        else ""
    )
    verdict = "Chance alone could have done this" if by_chance(moved) else "More than chance"
    return f"{verdict}: the true change lies between {low} and {high} {counted_in}".rstrip() + f"{taken} (95 in 100)."
