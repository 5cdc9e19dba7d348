"""How sure a measured figure is, and whether chance alone could have moved it so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from cjm_widgets.journey.figures import figure, is_share
from cjm_widgets.statistics import changes, intervals
from cjm_widgets.statistics.enough import answers

Kind = Literal["share", "mean", "count"]
_NO_COUNT: Final = "of a figure that is no whole number: say how many in all and in what time"


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with what says how sure it is.

    Args:
        value: the figure, in its unit.
        kind: what sort of figure it is; "" if nobody can tell.
        n: how many it rests on, or None.
        spread: the standard deviation of an average, or None.
        doubt: why nothing says how sure it is, such as “assumed by us”; "" where it was told or counted.
        unit: the unit, or "".
    """

    value: float
    kind: Kind | Literal[""]
    n: int | None = None
    spread: float | None = None
    doubt: str = ""
    unit: str = ""


def interval(one: Measured) -> tuple[float, float] | None:
    """Where the figure of all lies, at 95 %, as those tell who were asked or counted; None if it is not known."""
    if lacks(one):
        return None
    if one.kind == "share" and one.n:
        low, high = intervals.wilson(one.value / 100, one.n)
        return 100 * low, 100 * high
    if one.kind == "count":
        return intervals.counted(one.value)
    if one.kind == "mean" and one.n and one.spread is not None:
        reach = changes.means(0, None, one.n, one.spread)
        return None if reach is None else (one.value + reach[0], one.value + reach[1])
    return None


def enough(one: Measured, target: float) -> int | None:
    """How many in all would tell a figure from a target if the figure stayed as it is.

    Args:
        one: the figure.
        target: what it is to be told from.

    Returns:
        None where no number of people that can be asked would tell it, as where it stands at the target, or of a count.
    """

    def tells(n: int) -> bool:
        ends = interval(replace(one, n=n))
        return ends is not None and not ends[0] <= target <= ends[1]

    if one.kind == "count" or one.value == target:
        return None
    return answers(tells, one.n or 1)


def lacks(one: Measured) -> str:  # noqa: PLR0911 - one for each reason
    """Why nobody can tell how sure a figure is, as it goes on after “cannot be told”; "" where that can be told."""
    if one.doubt:
        return f"of a figure {one.doubt}"
    if one.kind == "share":
        if not _in_percent(one.unit):
            return f"of a share in “{one.unit.strip()}”: a share is in %"
        if not 0 <= one.value <= 100:
            return "of a share that is not between 0 and 100 %"
        return "" if one.n else "without how many it rests on"
    if one.kind == "count":
        return "" if _is_count(one.value) else _NO_COUNT
    if one.kind == "mean":
        if not one.n or one.spread is None:
            return "without how many it rests on and how far they spread"
        if not one.spread:
            return "from answers that do not spread"
        return "" if one.n > 1 else "from one answer"
    return "without what sort of figure it is and how many it rests on"


def between(before: float | None, n_before: int | None, after: Measured) -> changes.Between | None:
    """The lowest and the highest change from the start that the figures allow, in the indicator's unit.

    Args:
        before: the figure at the start.
        n_before: how many that rests on; None takes it as exact.
        after: the later one.

    Returns:
        None where that cannot be told.
    """
    if before is None or after.doubt:
        return None
    found: changes.Between | None = None
    factor = 1.0
    if after.kind == "share" and not lacks(after) and after.n and 0 <= before <= 100:
        found, factor = changes.shares(before / 100, n_before, after.value / 100, after.n), 100
    elif after.kind == "count" and _is_count(before) and _is_count(after.value):
        found, factor = changes.counts(before, after.value), before
    elif after.kind == "mean" and after.n and after.spread is not None:
        found = changes.means(after.value - before, n_before, after.n, after.spread)
    return None if found is None else (found[0] * factor, found[1] * factor)


def by_chance(moved: changes.Between | None) -> bool | None:
    """Whether chance alone could have done it; None where that cannot be told."""
    return None if moved is None else moved[0] <= 0 <= moved[1]


def in_words(before: float | None, n_before: int | None, after: Measured | None, unit: str, *, start_doubt: str) -> str:
    """Whether chance alone could have moved a figure so far, as a sentence; "" where it did not move.

    Args:
        before: the figure at the start.
        n_before: how many that rests on.
        after: the last one.
        unit: of both.
        start_doubt: why the figure at the start settles nothing; "" where it was told or counted.
    """
    if before is None or after is None or after.value == before:
        return ""
    moved = between(before, n_before, after)
    if moved is None:
        why = lacks(after) or _lacks_at_start(before, after)
        return f"Whether chance alone could have done this cannot be told {why}."
    low, high = (f"{'+' if end > 0 else ''}{figure(end)}" for end in (round(end, 1) for end in moved))
    counted_in = "percentage points" if after.kind == "share" else unit.strip()
    exact = after.kind != "count" and not n_before
    taken = (
        f", if the figure at the start, which is {start_doubt}, is right"
        if start_doubt
        else ", if the figure at the start is exact"
        if exact
        else ""
    )
    verdict = "Chance alone could have done this" if by_chance(moved) else "More than chance"
    return f"{verdict}: the true change lies between {low} and {high} {counted_in}".rstrip() + f"{taken} (95 in 100)."


def _lacks_at_start(before: float, after: Measured) -> str:
    if after.kind == "count":
        return _NO_COUNT if before and not _is_count(before) else "without how many were counted at the start"
    return "of a start that is not between 0 and 100 %"


def _in_percent(unit: str) -> bool:
    return not unit.strip() or is_share(unit)


def _is_count(value: float) -> bool:
    """Whether it can be how often something happened; a rate looks surer or less sure with each unit of time."""
    return value >= 0 and float(value).is_integer()
