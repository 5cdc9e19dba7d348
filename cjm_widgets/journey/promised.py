"""What came of a figure that was promised, be it a target or what a solution was to do: one verdict, one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cjm_widgets.journey.achieved import latest_of, true_in_words
from cjm_widgets.journey.dates import last_day, shown
from cjm_widgets.journey.figures import difference, figure
from cjm_widgets.journey.targets import comes_in_time, standing
from cjm_widgets.journey.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cjm_widgets.journey.achieved import Achieved
    from cjm_widgets.journey.model import Indicator, Solution
    from cjm_widgets.journey.targets import Better, State

Judged = Literal[
    "came true",
    "did not come true",
    "chance could have done it",
    "cannot be told",
    "too early",
    "not measured",
    "not begun",
]

OF_STATE: Final[dict[State, Judged]] = {
    "met": "came true",
    "not met": "did not come true",
    "reached": "cannot be told",
    "short": "cannot be told",
    "unsure": "chance could have done it",
    "too early": "too early",
    "not measured": "too early",
    "due": "not measured",
}
"""What came of a target that stands so; one that is no target was not promised."""


UNTIL_MEASURED: Final = ("", "too early", "not measured", "not begun")
"""What is said of a promise as long as no figure speaks for it."""


class Held(NamedTuple):
    """What the promises of one indicator are held against.

    Args:
        indicator: what was to move; its date is that of each promise.
        better: which way is better, or "" if nobody can tell; then it is the way from the start to what was promised.
        last: the last measurement.
        share: whether the figures are shares.
        alone: whether only one solution may have moved the figure; what several share is no one's own.
    """

    indicator: Indicator
    better: Better | Literal[""]
    last: Achieved | None
    share: bool
    alone: bool

    def way(self, value: float) -> Better | Literal[""]:
        """Which way is better, if a figure was promised."""
        start = self.indicator.today
        if self.better or start is None or start == value:
            return self.better
        return "higher" if value > start else "lower"


class Promised(NamedTuple):
    """What came of a figure that a solution was to reach.

    Args:
        judged: the verdict; "" where no figure was promised.
        waits: whether the figure is still to be measured for its date.
    """

    judged: Judged | Literal[""] = ""
    waits: bool = False


def may_have_moved(solution: Solution, last: Achieved | None) -> bool:
    """Whether the last figure may be the doing of a solution, as far as anybody said: begun, and not after it."""
    if last is None or solution.state in ("not-begun", "dropped"):
        return False
    if solution.action == "keep" and solution.predicted is None:
        return False
    return not solution.since or bool(last_day(last.date) and comes_in_time(solution.since, last.date))


def promised(solution: Solution, held: Held, today: date | None) -> Promised:
    """What came of the figure that a solution was to reach, as that of a target: at its date, and not by chance.

    Args:
        solution: the solution.
        held: what it is held against.
        today: the day it is; without it, the day of the last measurement.
    """
    value = solution.predicted
    if value is None:
        return Promised()
    if solution.state == "not-begun":
        return Promised("not begun")
    last = held.last
    own = last if may_have_moved(solution, last) else None
    stands = standing(held.indicator.model_copy(update={"target": value}), held.way(value), latest_of(own), today)
    judged = OF_STATE[stands.state]
    shared = not held.alone and judged in ("came true", "did not come true", "chance could have done it")
    return Promised("cannot be told" if shared else judged, stands.waits)


def together(titles: Sequence[str], last: Achieved | None, unit: str) -> str:
    """That several solutions share one figure, as a sentence; "" where no more than one may have moved it.

    Args:
        titles: what those are called that may have moved it.
        last: the last measurement.
        unit: the indicator's.
    """
    if len(titles) < 2 or last is None or last.value is None:
        return ""
    reached = figure(last.value, unit)
    return f"{reached} may come of {listed(titles)} alike: what each of them brought cannot be told apart."


def against(solution: Solution, held: Held, came: Promised) -> str:  # noqa: PLR0911 - one for each verdict
    """What a solution was to do against what was achieved, as a sentence.

    Args:
        solution: the solution.
        held: what it is held against.
        came: what came of it.
    """
    value, last, unit = solution.predicted, held.last, held.indicator.unit.strip()
    if value is None:
        return "No figure was predicted."
    predicted = f"Predicted {figure(value, unit)}"
    late = f", and it was due {shown(held.indicator.due)}" if came.judged == "not measured" else ""
    if last is None or last.value is None:
        return f"{predicted}; nothing measured yet{late}."
    if came.judged == "not begun":
        return f"{predicted}; not begun, so no figure so far is its doing."
    if not may_have_moved(solution, last):
        since = f"{'under way' if solution.state == 'under-way' else 'done'} since {shown(solution.since)}"
        dated = (
            f"({last.when}) is from before it"
            if last_day(last.date)
            else "has no date to tell whether it is from before it"
        )
        return f"{predicted}; {since}, and the last figure {dated}{late}."
    still = "Under way. " if solution.state == "under-way" else ""
    if came.judged in ("too early", "not measured"):
        why = "too early to tell" if came.judged == "too early" else "not measured since it was due"
        return f"{still}{predicted}; {figure(last.value, unit)} so far, and {why}."
    if not held.alone:
        return f"{still}{predicted}."
    how = _compared(last.value, value, unit, held.way(value), share=held.share)
    said = {
        "came true": f"came true, {how}",
        "did not come true": f"did not come true, {how}",
        "chance could have done it": f"{how}, but chance could have done it, as {true_in_words(last, unit)}",
        "cannot be told": f"{how}; how sure cannot be told",
    }[came.judged or "cannot be told"]
    return f"{still}{predicted}, reached {figure(last.value, unit)}: {said}."


def _compared(reached: float, value: float, unit: str, better: str, *, share: bool) -> str:
    if reached == value:
        return "as predicted"
    far = difference(abs(reached - value), unit, share=share)
    sides = {"higher": reached - value, "lower": value - reached}
    if better not in sides:
        return f"{far} {'more' if reached > value else 'less'} than predicted"
    return f"{far} better than predicted" if sides[better] > 0 else f"{far} short of it"
