"""What came of it: for each indicator where it stood, what is aimed at, what was predicted and what was achieved.

Missing is never zero: a figure that nobody gave takes part in no sum, no share and no comparison.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.facts import solution_name, step_name
from cjm_widgets.journey.wording import shortened

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Indicator, Journey, Result, Solution

State = Literal["met", "not met", "too early", "no target"]
Better = Literal["higher", "lower"]


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
        date: when, as it was written; the edition's date where none was.
        edition: the id of the edition it was measured for, or "".
        edition_name: what that edition is called.
        value: the figure, or None where it is not filled in.
        share: the share of the way from today's figure to the target, 1 at the target; None where it cannot be said.
        source: where the figure comes from.
    """

    id: str
    date: str
    edition: str
    edition_name: str
    value: float | None
    share: float | None
    source: str


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
        due: by when, as it was written.
        predictions: what the solutions that name it should do to it.
        results: the measurements in the order of time; undated ones first.
        latest: the last figure that is known, or None.
        share: the latest figure's share of the way from today's to the target, or None.
        state: "met", "not met", "too early" (nothing measured, or measured before the target is due) or "no target".
        say: all of it in one or two sentences.
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

    def to_json(self) -> dict[str, Any]:
        """The evaluation as plain JSON values."""
        return {
            **asdict(self),
            "predictions": [asdict(one) for one in self.predictions],
            "results": [asdict(one) for one in self.results],
        }


def evaluated(journey: Journey) -> tuple[Evaluated, ...]:
    """Every indicator and standard, predicted against achieved.

    Source: Improving the service, benefits (“performance indicators and standards”) and how to construct a map
    (“Evaluating results”).
    """
    return tuple(_evaluated(journey, indicator, at) for at, indicator in enumerate(journey.indicators, start=1))


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


def _evaluated(journey: Journey, indicator: Indicator, at: int) -> Evaluated:
    better = _better(indicator)
    results = _in_time(journey, indicator)
    known = [one for one in results if one.value is not None]
    last = known[-1] if known else None
    latest = last.value if last else None
    state = _state(indicator, better, last)
    predictions = tuple(
        _prediction(journey, solution, indicator, better, latest)
        for solution in journey.solutions
        if solution.indicator == indicator.id
    )
    share = last.share if last else None
    return Evaluated(
        indicator=indicator.id,
        name=shortened(indicator.name) or f"Indicator {at}",
        kind=indicator.kind or "",
        step=step_name(journey, indicator.step),
        unit=indicator.unit.strip(),
        better=better,
        today=indicator.today,
        target=indicator.target,
        due=indicator.due.strip(),
        predictions=predictions,
        results=results,
        latest=latest,
        share=share,
        state=state,
        say=_in_words(indicator, last, state, share),
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
        return Achieved(
            id=result.id,
            date=result.date.strip() or (edition.date.strip() if edition else ""),
            edition=edition.id if edition else "",
            edition_name=shortened(edition.name) if edition else "",
            value=result.value,
            share=share_of_the_way(result.value, indicator.today, indicator.target),
            source=result.source.strip(),
        )

    return tuple(sorted(map(achieved, indicator.results), key=lambda one: last_day(one.date) or date.min))


def _state(indicator: Indicator, better: str, last: Achieved | None) -> State:
    if indicator.target is None:
        return "no target"
    if last is None or last.value is None:
        return "too early"
    reached = last.value == indicator.target or (
        (better == "higher" and last.value > indicator.target) or (better == "lower" and last.value < indicator.target)
    )
    if reached:
        return "met"
    due, measured = last_day(indicator.due), last_day(last.date)
    return "too early" if due and measured and measured < due else "not met"


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


def _in_words(indicator: Indicator, last: Achieved | None, state: State, share: float | None) -> str:
    unit = indicator.unit
    aims = [
        f"{words} {figure(value, unit)}"
        for words, value in (("today", indicator.today), ("target", indicator.target))
        if value is not None
    ]
    start = "; ".join(aims)
    start = f"{start[:1].upper()}{start[1:]}." if start else "Neither today’s figure nor a target is set."
    if last is None or last.value is None:
        return f"{start} Nothing is measured yet."
    when = f" ({last.date})" if last.date else ""
    reached = f"Last measured {figure(last.value, unit)}{when}"
    standard = indicator.kind == "standard"
    verdict = {
        "met": "the standard is kept" if standard else "the target is met",
        "not met": "the standard is not kept" if standard else "the target is not met",
        "too early": f"too early to tell, as it is due {indicator.due.strip()}",
        "no target": "there is no target to compare with",
    }[state]
    way = "" if share is None or state == "met" else f", {_way(share)}"
    return f"{start} {reached}: {verdict}{way}."


def _way(share: float) -> str:
    if share < 0:
        return "and further away than at the start"
    if share > 1:
        return "and past the target"
    return f"with {round(100 * share)} % of the way gone"


def figure(value: float, unit: str = "") -> str:
    """A figure with its unit, as people write it: “4.5 days”, “−3”, “36 %”."""
    rounded = round(value, 6)
    text = format(rounded, ",.10g").replace("-", "−")
    return f"{text} {unit.strip()}".strip()
