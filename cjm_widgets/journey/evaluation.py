"""What came of it: for each indicator where it stood, what is aimed at, what was predicted and what was achieved.

Missing is never zero: a figure that nobody gave takes part in no sum, no share and no comparison.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from cjm_widgets.journey.dates import last_day, shown
from cjm_widgets.journey.facts import solution_name, step_name
from cjm_widgets.journey.grounds import ground
from cjm_widgets.journey.targets import state_of
from cjm_widgets.journey.wording import shortened
from cjm_widgets.statistics import changes

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Indicator, Journey, Result, Solution
    from cjm_widgets.journey.targets import Better, State

Kind = Literal["share", "mean", "count"]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a solution is expected to do to an indicator.

    Args:
        solution: the solution's id.
        title: what the solution is called.
        expected: the change in words, or "".
        value: the figure that the indicator should reach by it, or None.
        against: the prediction against what was achieved, as a sentence.
    """

    solution: str
    title: str
    expected: str
    value: float | None
    against: str


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
        source: where the figure comes from.
        kind: what sort of figure it is, said or clear from the unit; "" if neither.
        n: how many it rests on, or None.
        spread: the standard deviation of an average, or None.
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


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An indicator or a standard with all that is known of it.

    Args:
        indicator: its id.
        name: what it is called.
        kind: "indicator", "standard" or "".
        step: the name of its step, or "".
        unit: the unit of all its figures.
        better: which way is better, said or clear from today's figure and the target; "" if neither.
        today: where it stood when the target was set, or None.
        target: what is aimed at, or None.
        due: by when, as people read it, or the words that were written instead.
        predictions: what the solutions that name it should do to it.
        results: the measurements in the order of time; undated ones first.
        latest: the last figure that is known, or None.
        share: the latest figure's share of the way from today's to the target, or None.
        state: how the target stands, see `targets.state_of`.
        say: all of it in one or two sentences.
        chance: whether chance alone could have moved the figure so far, in a sentence; "" where nothing moved.
    """

    indicator: str
    name: str
    kind: str
    step: str
    unit: str
    better: Better | Literal[""]
    today: float | None
    target: float | None
    due: str
    predictions: tuple[Prediction, ...]
    results: tuple[Achieved, ...]
    latest: float | None
    share: float | None
    state: State
    say: str
    chance: str

    def to_json(self) -> dict[str, Any]:
        """The evaluation as plain JSON values."""
        return {
            **asdict(self),
            "predictions": [asdict(one) for one in self.predictions],
            "results": [asdict(one) for one in self.results],
        }


def evaluated(journey: Journey, today: date | None = None) -> tuple[Evaluated, ...]:
    """Every indicator and standard, predicted against achieved.

    Args:
        journey: the journey.
        today: the day it is; without it, what is due is told as of the latest figure.

    Source: Improving the service, benefits (“performance indicators and standards”) and how to construct a map
    (“Evaluating results”).
    """
    return tuple(_evaluated(journey, indicator, at, today) for at, indicator in enumerate(journey.indicators, start=1))


def share_of_the_way(value: float | None, today: float | None, target: float | None) -> float | None:
    """How far a figure has come from today's to the target: 0 at today's, 1 at the target, below 0 the wrong way.

    Args:
        value: the figure, in the indicator's unit.
        today: where it began.
        target: where it should get.

    Returns:
        None where one of them is missing, or where there is no way between today's figure and the target.
    """
    if value is None or today is None or target is None or target == today:
        return None
    return (value - today) / (target - today)


def _evaluated(journey: Journey, indicator: Indicator, at: int, today: date | None) -> Evaluated:
    better = _better(indicator)
    results = _in_time(journey, indicator)
    last = next((one for one in reversed(results) if one.value is not None), None)
    latest = last.value if last else None
    state = state_of(indicator, better, [(one.date, one.value) for one in results if one.value is not None], today)
    predictions = tuple(
        _prediction(journey, solution, indicator, better, latest)
        for solution in journey.solutions
        if solution.indicator == indicator.id
    )
    share = last.share if last else None
    begun = ground(journey, indicator.today_source, indicator.today_n).n or None
    moved = _between(indicator, last, begun)
    return Evaluated(
        indicator=indicator.id,
        name=shortened(indicator.name) or f"Indicator {at}",
        kind=indicator.kind or "",
        step=step_name(journey, indicator.step),
        unit=indicator.unit.strip(),
        better=better,
        today=indicator.today,
        target=indicator.target,
        due=shown(indicator.due) or indicator.due_note.strip(),
        predictions=predictions,
        results=results,
        latest=latest,
        share=share,
        state=state,
        say=_in_words(indicator, last, state, share, moved),
        chance=_chance(indicator, last, moved, begun),
    )


def _better(indicator: Indicator) -> Better | Literal[""]:
    if indicator.better:
        return indicator.better
    if indicator.today is None or indicator.target is None or indicator.today == indicator.target:
        return ""
    return "higher" if indicator.target > indicator.today else "lower"


def _in_time(journey: Journey, indicator: Indicator) -> tuple[Achieved, ...]:
    editions = {edition.id: edition for edition in journey.editions}

    def achieved(result: Result) -> Achieved:
        edition = editions.get(result.edition or "")
        rests_on = ground(journey, result.source, result.n)
        return Achieved(
            id=result.id,
            date=result.date or (edition.date if edition and not result.date_note else ""),
            when=shown(result.date) or result.date_note.strip() or (shown(edition.date) if edition else ""),
            edition=edition.id if edition else "",
            edition_name=shortened(edition.name) if edition else "",
            value=result.value,
            share=share_of_the_way(result.value, indicator.today, indicator.target),
            source=rests_on.say,
            kind=result.kind or ("share" if indicator.unit.strip().startswith("%") else ""),
            n=rests_on.n,
            spread=result.spread,
        )

    return tuple(sorted(map(achieved, indicator.results), key=lambda one: last_day(one.date) or date.min))


def _prediction(
    journey: Journey, solution: Solution, indicator: Indicator, better: str, latest: float | None
) -> Prediction:
    value, unit = solution.predicted, indicator.unit
    if value is None:
        against = "No figure was predicted."
    elif latest is None:
        against = f"Predicted {figure(value, unit)}; nothing measured yet."
    else:
        far = figure(abs(latest - value), unit)
        sides = {"higher": latest - value, "lower": value - latest}
        how = (
            "as predicted"
            if latest == value
            else f"{far} {'more' if latest > value else 'less'} than predicted"
            if better not in sides
            else f"{far} better than predicted"
            if sides[better] > 0
            else f"{far} short of it"
        )
        against = f"Predicted {figure(value, unit)}, reached {figure(latest, unit)}: {how}."
    return Prediction(solution.id, solution_name(journey, solution), solution.expected.strip(), value, against)


def _in_words(
    indicator: Indicator, last: Achieved | None, state: State, share: float | None, moved: changes.Between | None
) -> str:
    unit = indicator.unit
    measured = last is not None and last.value is not None
    aims = [
        f"{words} {figure(value, unit)}"
        for words, value in (("at the start" if measured else "today", indicator.today), ("target", indicator.target))
        if value is not None
    ]
    start = "; ".join(aims)
    start = f"{start[:1].upper()}{start[1:]}." if start else "Neither today’s figure nor a target is set."
    if last is None or last.value is None:
        return f"{start} Nothing is measured yet{f', and it was due {shown(indicator.due)}' if state == 'due' else ''}."
    when = f" ({last.when})" if last.when else ""
    reached = f"Last measured {figure(last.value, unit)}{when}"
    standard = indicator.kind == "standard"
    verdict = {
        "met": "the standard is kept" if standard else "the target is met",
        "not met": "the standard is not kept" if standard else "the target is not met",
        "too early": f"too early to tell, as it is due {shown(indicator.due)}"
        if indicator.due
        else f"too early to tell, as “{indicator.due_note.strip()}” is no date yet",
        "due": f"it was due {shown(indicator.due)} and not measured since",
        "no target": "there is no target to compare with",
    }[state]
    way = "" if share is None or state == "met" else f", {_way(share)}"
    if way and share and moved is None:
        way += "; whether by chance cannot be told"
    elif way and moved and moved[0] <= 0 <= moved[1]:
        way = ", and chance alone could have moved it so far"
    return f"{start} {reached}: {verdict}{way}."


def _way(share: float) -> str:
    if share < 0:
        return "and further away than at the start"
    if share > 1:
        return "and past the target"
    return f"with {round(100 * share)} % of the way gone"


def _between(indicator: Indicator, last: Achieved | None, n_before: int | None) -> changes.Between | None:
    """The lowest and the highest change from the start that the figures allow, in the indicator's unit.

    Args:
        indicator: the indicator.
        last: its last measurement.
        n_before: how many the figure at the start rests on.

    Returns:
        None where that cannot be told.
    """
    before = indicator.today
    if before is None or last is None or last.value is None:
        return None
    after, n = last.value, last.n
    found: changes.Between | None = None
    factor = 1.0
    if last.kind == "share" and n and all(0 <= one <= 100 for one in (before, after)):
        found, factor = changes.shares(before / 100, n_before, after / 100, n), 100
    elif last.kind == "count":
        found, factor = changes.counts(before, after), before
    elif last.kind == "mean" and n and last.spread is not None:
        found = changes.means(after - before, n_before, n, last.spread)
    return None if found is None else (found[0] * factor, found[1] * factor)


def _chance(indicator: Indicator, last: Achieved | None, moved: changes.Between | None, n_before: int | None) -> str:
    if indicator.today is None or last is None or last.value is None or last.value == indicator.today:
        return ""
    if moved is None:
        lacks = {
            "": "what sort of figure it is and how many it rests on",
            "share": "how many it rests on",
            "mean": "how many it rests on and how far they spread",
            "count": "how many were counted at the start",
        }[last.kind]
        return f"Whether chance alone could have done this cannot be told without {lacks}."
    low, high = (f"{'+' if end > 0 else ''}{figure(round(end, 1))}" for end in moved)
    unit = "points" if last.kind == "share" else indicator.unit.strip()
    exact = last.kind != "count" and not n_before
    taken = ", if the figure at the start is exact" if exact else ""
    verdict = "Chance alone could have done this" if moved[0] <= 0 <= moved[1] else "More than chance"
    return f"{verdict}: the true change lies between {low} and {high} {unit}".rstrip() + f"{taken} (95 in 100)."


def figure(value: float, unit: str = "") -> str:
    """A figure with its unit, as people write it: “4.5 days”, “−3”, “36 %”."""
    rounded = round(value, 6)
    text = format(rounded, ",.10g").replace("-", "−")
    return f"{text} {unit.strip()}".strip()
