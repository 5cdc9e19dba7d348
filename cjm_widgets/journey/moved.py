"""How sure a measured figure is, and whether chance alone could have moved it so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from cjm_widgets.journey.figures import ends, is_share
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
        return intervals.mean(one.value, one.spread, one.n)
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


@dataclass(frozen=True, slots=True)
class Start:
    """The figure that later ones are compared with.

    Args:
        value: the figure, or None.
        n: how many it rests on at most; None where nobody knows.
        whole: whether that is how many it rests on, and not only how many at most.
        is_sample: whether only some were asked, so that without n it is not exact, but unknown how sure it is.
        doubt: why it settles nothing, such as “assumed by us”; "" where it was told or counted.
    """

    value: float | None
    n: int | None = None
    whole: bool = True
    is_sample: bool = False
    doubt: str = ""


def between(start: Start, after: Measured) -> changes.Between | None:
    """The lowest and the highest change from the start that the figures allow, in the indicator's unit.

    Args:
        start: the figure at the start.
        after: the later one.

    Returns:
        None where that cannot be told.
    """
    before = start.value
    if before is None or _lacks_to_compare(start, after):
        return None
    if after.kind == "count":
        return changes.counts(before, after.value)
    if after.kind == "mean" and after.n and after.spread is not None:
        return changes.means(after.value - before, start.n, after.n, after.spread)
    if after.kind == "share" and after.n:
        low, high = changes.shares(before / 100, start.n, after.value / 100, after.n)
        return 100 * low, 100 * high
    return None


def by_chance(moved: changes.Between | None) -> bool | None:
    """Whether chance alone could have done it; None where that cannot be told."""
    return None if moved is None else moved[0] <= 0 <= moved[1]


def in_words(start: Start, after: Measured | None, unit: str) -> str:
    """Whether chance alone could have moved a figure so far, as a sentence; "" where there are no two figures.

    Args:
        start: the figure at the start.
        after: the last one.
        unit: of both.
    """
    if start.value is None or after is None:
        return ""
    same = after.value == start.value
    moved = between(start, after)
    if moved is None:
        why = _lacks_to_compare(start, after)
        what = "How far the true figure has moved" if same else "Whether chance alone could have done this"
        return f"{what} cannot be told {why}."
    low, high = ends(*moved, signed=True)
    counted_in = "percentage points" if after.kind == "share" else unit.strip()
    verdict = (
        "The figure is the same"
        if same
        else "Chance alone could have done this"
        if by_chance(moved)
        else "More than chance"
    )
    lies = f"{verdict}: the true change lies between {low} and {high} {counted_in}".rstrip()
    return f"{lies}{_if(start, after)} (95 in 100)."


def _if(start: Start, after: Measured) -> str:
    if start.doubt:
        return f", if the figure at the start, which is {start.doubt}, is right"
    if after.kind == "count":
        return ""
    if not start.n:
        return ", if the figure at the start is exact"
    return "" if start.whole else f", if all {start.n:,} answered at the start; or further apart, if fewer did"


def _lacks_to_compare(start: Start, after: Measured) -> str:
    """Why nobody can tell a change from chance, as it goes on after “cannot be told”; "" where that can be told."""
    if why := lacks(after):
        return why
    if after.kind == "count":
        return "" if start.value is not None and _is_count(start.value) else _NO_COUNT
    if after.kind == "share" and not 0 <= (start.value or 0) <= 100:
        return "of a start that is not between 0 and 100 %"
    unknown = start.is_sample and not start.n and not start.doubt
    return "without how many the figure at the start rests on" if unknown else ""


def _in_percent(unit: str) -> bool:
    return not unit.strip() or is_share(unit)


def _is_count(value: float) -> bool:
    """Whether it can be how often something happened; a rate looks surer or less sure with each unit of time."""
    return value >= 0 and float(value).is_integer()
