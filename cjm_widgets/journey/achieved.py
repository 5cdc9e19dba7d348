"""What was achieved, in sentences: an indicator's figures with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.journey.dates import last_day, shown
from cjm_widgets.journey.figures import ends, figure
from cjm_widgets.journey.grounds import UNTOLD
from cjm_widgets.journey.targets import Latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.grounds import Ground
    from cjm_widgets.journey.model import Indicator
    from cjm_widgets.journey.moved import Kind
    from cjm_widgets.journey.targets import State


@dataclass(frozen=True, slots=True)
class Achieved:
    """One measurement, with how far it has come.

    Args:
        id: the result's id.
        date: when, as it is kept; the edition's date where none was given.
        when: the same as people read it, or the words that were written instead.
        edition: the id of the edition it was measured for, or "".
        edition_name: what that edition is called.
        value: the figure, or None where it is not filled in.
        share: the share of the way from today's figure to the target, 1 at the target; None where it cannot be said.
        source: where the figure comes from, with its date and how many.
        kind: what sort of figure it is, said or clear from the unit; "" if neither.
        n: how many it rests on, or None.
        spread: the standard deviation of an average, or None.
        doubt: why it settles nothing, such as “assumed by us”; "" where it was told or counted.
        low: the lowest figure that those who were asked or counted allow, or None where that is not known.
        high: the highest.
        by_chance: whether chance alone could have moved it from the start; None where it did not move or nobody knows.
        unsure: why nobody can tell how sure it is, as it goes on after “cannot be told”; "" where that can be told.
    """

    id: str
    date: str
    when: str
    edition: str
    edition_name: str
    value: float | None
    share: float | None
    source: str
    kind: Kind | Literal[""]
    n: int | None
    spread: float | None
    doubt: str
    low: float | None
    high: float | None
    by_chance: bool | None
    unsure: str


AHEAD: Final = "dated in the future"
"""Why a figure settles nothing that carries the date of a day that has not come."""


def time_of(one: Achieved) -> date:
    """When a measurement was, before all others where it has no date: any that has one is later."""
    return last_day(one.date) or date.min


def last_of(results: Sequence[Achieved]) -> Achieved | None:
    """The latest figure that was measured; what was only assumed settles nothing."""
    in_time = sorted(results, key=time_of)
    return next((one for one in reversed(in_time) if one.value is not None and not one.doubt), None)


def latest_of(last: Achieved | None) -> Latest | None:
    """The last figure, as a target is held against it."""
    if last is None or last.value is None:
        return None
    return Latest(last.value, last.date, None if last.low is None or last.high is None else (last.low, last.high))


_TO_SAY: Final = {
    "without a source": "Say at that result where it comes from; until then it does not count as measured.",
    f"from {UNTOLD}": "Say of that source what it is; until then the result does not count as measured.",
}


def true_in_words(one: Achieved, unit: str) -> str:
    """Where the true figure lies, as far as those tell who were asked, as it goes on in a sentence."""
    low, high = ends(one.low or 0, one.high or 0)
    return f"the true figure lies between {low} and {f'{high} {unit.strip()}'.strip()} (95 in 100)"


def told(indicator: Indicator, start: Ground, results: Sequence[Achieved], last: Achieved | None, state: State) -> str:
    """Where an indicator stood, what is aimed at and what came of it, in a few sentences.

    Args:
        indicator: the indicator.
        start: what the figure at the start rests on.
        results: all its results.
        last: the last measurement.
        state: how the target stands.
    """
    unit = indicator.unit
    rests = ", ".join(filter(None, (start.say, start.doubt)))
    aims = [
        f"{words} {figure(value, unit)}{f' ({more})' if more else ''}"
        for words, value, more in (("at the start", indicator.today, rests), ("target", indicator.target, ""))
        if value is not None
    ]
    begun = "; ".join(aims)
    said = [f"{begun[:1].upper()}{begun[1:]}." if begun else "Neither a figure at the start nor a target is set."]
    if last is None or last.value is None:
        late = f", and it was due {shown(indicator.due)}" if state == "due" else ""
        said.append(f"Nothing is measured yet{late}.")
    else:
        came = f"{_verdict(indicator, last, state)}{_way(indicator, last, state)}"
        said.append(f"Last measured {figure(last.value, unit)}{_from(last)}: {came}.")
    filled = [one for one in sorted(results, key=time_of) if one.value is not None]
    guess = filled[-1] if filled and filled[-1].doubt else None
    if guess and guess.value is not None:
        said.append(f"{guess.doubt[:1].upper()}{guess.doubt[1:]}: {figure(guess.value, unit)}{_from(guess)}.")
        said += [_TO_SAY[guess.doubt]] if guess.doubt in _TO_SAY else []
    if undated := sum(last_day(one.date) is None for one in filled):
        said.append(
            "One result has no date; give it one."
            if undated == 1
            else f"{undated} results have no date; give them one."
        )
    return " ".join(said)


def _from(one: Achieved) -> str:
    """When it was and what it rests on, in brackets; the date only where the source does not tell it."""
    n = "" if one.source or one.n is None else f"n = {one.n:,}"
    rests = "; ".join(filter(None, ("" if one.when in one.source else one.when, one.source or n)))
    return f" ({rests})" if rests else ""


def _verdict(indicator: Indicator, last: Achieved, state: State) -> str:
    standard = indicator.kind == "standard"
    return {
        "met": "the standard is kept" if standard else "the target is met",
        "not met": "the standard is not kept" if standard else "the target is not met",
        "reached": "the figure reaches the target",
        "short": "the figure does not reach the target",
        "unsure": f"cannot be told yet: {true_in_words(last, indicator.unit)}",
        "too early": f"too early to tell, as it is due {shown(indicator.due)}"
        if indicator.due
        else f"too early to tell, as “{indicator.due_note.strip()}” is no date yet",
        "due": f"it was due {shown(indicator.due)} and not measured since",
        "no target": "there is no target to compare with",
    }[state]


def _way(indicator: Indicator, last: Achieved, state: State) -> str:
    """How far the last figure has come, as far as that can be told."""
    if state in ("reached", "short"):
        unsure = f"; how sure cannot be told {last.unsure}"
        return unsure if state == "reached" or last.share is None else f", {_gone(last.share)}{unsure}"
    if last.value == indicator.today:
        return "; the figure is the same"
    if last.share is None or state in ("met", "unsure"):
        return ""
    if last.by_chance:
        return ", and chance alone could have moved it so far"
    return f", {_gone(last.share)}" + ("; whether by chance cannot be told" if last.by_chance is None else "")


def _gone(share: float) -> str:
    if share == 0:
        return "with the same figure"
    if share < 0:
        return "and further away than at the start"
    if share > 1:
        return "and past the target"
    return f"with {round(100 * share)} % of the way gone"
