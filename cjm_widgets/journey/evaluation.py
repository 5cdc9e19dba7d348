"""What came of it: for each indicator where it stood, what is aimed at, what was predicted and what was achieved.

Missing is never zero: a figure that nobody gave takes part in no sum, no share and no comparison.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from cjm_widgets.journey.dates import last_day, shown
from cjm_widgets.journey.facts import solution_name, step_name
from cjm_widgets.journey.figures import Scale, difference, figure, is_share, scale_of
from cjm_widgets.journey.grounds import ground
from cjm_widgets.journey.moved import Kind, Measured, between, by_chance, in_words, interval
from cjm_widgets.journey.targets import state_of
from cjm_widgets.journey.wording import shortened

if TYPE_CHECKING:
    from cjm_widgets.journey.grounds import Ground
    from cjm_widgets.journey.model import Indicator, Journey, Result, Solution
    from cjm_widgets.journey.targets import Better, State


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a solution is expected to do to an indicator.

    Args:
        solution: the solution's id.
        title: what the solution is called.
        expected: the change in words, or "".
        value: the figure that the indicator should reach by it, or None.
        begun: whether something was done of it, as far as anybody said; what was dropped predicts nothing.
        against: the prediction against what was achieved, as a sentence.
    """

    solution: str
    title: str
    expected: str
    value: float | None
    begun: bool
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
        assumed: whether somebody only judged it.
        low: the lowest figure that those who were asked or counted allow, or None where that is not known.
        high: the highest.
        by_chance: whether chance alone could have moved it from the start; None where that cannot be told.
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
    assumed: bool
    low: float | None
    high: float | None
    by_chance: bool | None


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
        today_n: how many that rests on, or None.
        today_assumed: whether somebody only judged it.
        target: what is aimed at, or None.
        due: by when, as people read it, or the words that were written instead.
        predictions: what the solutions that name it should do to it.
        results: the measurements in the order of time; undated ones first.
        latest: the last figure that is known, or None.
        share: the latest figure's share of the way from today's to the target, or None.
        state: how the target stands, see `targets.state_of`.
        say: all of it in one or two sentences.
        chance: whether chance alone could have moved the figure so far, in a sentence; "" where nothing moved.
        scale: from where to where all of it is drawn, or None without a figure.
    """

    indicator: str
    name: str
    kind: str
    step: str
    unit: str
    better: Better | Literal[""]
    today: float | None
    today_n: int | None
    today_assumed: bool
    target: float | None
    due: str
    predictions: tuple[Prediction, ...]
    results: tuple[Achieved, ...]
    latest: float | None
    share: float | None
    state: State
    say: str
    chance: str
    scale: Scale | None

    def to_json(self) -> dict[str, Any]:
        """The evaluation as plain JSON values."""
        return {
            **asdict(self),
            "predictions": [*map(asdict, self.predictions)],
            "results": [*map(asdict, self.results)],
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
    start = ground(journey, indicator.today_source, indicator.today_n)
    results = _in_time(journey, indicator, start.n or None)
    last = next((one for one in reversed(results) if one.value is not None), None)
    state = state_of(indicator, better, [(one.date, one.value) for one in results if one.value is not None], today)
    share = is_share(indicator.unit) or any(one.kind == "share" for one in results)
    predictions = tuple(
        Prediction(
            solution=one.id,
            title=solution_name(journey, one),
            expected=one.expected.strip(),
            value=one.predicted,
            begun=one.state != "not-begun",
            against=_against(one, indicator.unit, better, last, share=share),
        )
        for one in journey.solutions
        if one.indicator == indicator.id and one.state != "dropped"
    )
    drawn = (indicator.today, indicator.target, *(one.value for one in predictions))
    drawn += tuple(end for one in results for end in (one.value, one.low, one.high))
    return Evaluated(
        indicator=indicator.id,
        name=shortened(indicator.name) or f"Indicator {at}",
        kind=indicator.kind or "",
        step=step_name(journey, indicator.step),
        unit=indicator.unit.strip(),
        better=better,
        today=indicator.today,
        today_n=start.n,
        today_assumed=_judged(start),
        target=indicator.target,
        due=shown(indicator.due) or indicator.due_note.strip(),
        predictions=predictions,
        results=results,
        latest=last.value if last else None,
        share=last.share if last else None,
        state=state,
        say=_in_words(indicator, last, state, start_assumed=_judged(start)),
        chance=in_words(
            indicator.today, start.n or None, _measured(last), indicator.unit, start_assumed=_judged(start)
        ),
        scale=scale_of([one for one in drawn if one is not None], share=share),
    )


def _judged(what: Ground) -> bool:
    """Whether the source itself says that nobody measured it; one that nobody named is asked for by the advice."""
    return what.source is not None and what.basis == "assumed"


def _better(indicator: Indicator) -> Better | Literal[""]:
    if indicator.better:
        return indicator.better
    if indicator.today is None or indicator.target is None or indicator.today == indicator.target:
        return ""
    return "higher" if indicator.target > indicator.today else "lower"


def _in_time(journey: Journey, indicator: Indicator, n_before: int | None) -> tuple[Achieved, ...]:
    editions = {edition.id: edition for edition in journey.editions}

    def achieved(result: Result) -> Achieved:
        edition = editions.get(result.edition or "")
        rests_on = ground(journey, result.source, result.n)
        kind: Kind | Literal[""] = result.kind or ("share" if is_share(indicator.unit) else "")
        found = None
        if result.value is not None:
            found = Measured(result.value, kind, rests_on.n, result.spread, _judged(rests_on))
        low, high = (interval(found) if found else None) or (None, None)
        return Achieved(
            id=result.id,
            date=result.date or (edition.date if edition and not result.date_note else ""),
            when=shown(result.date) or result.date_note.strip() or (shown(edition.date) if edition else ""),
            edition=edition.id if edition else "",
            edition_name=shortened(edition.name) if edition else "",
            value=result.value,
            share=share_of_the_way(result.value, indicator.today, indicator.target),
            source=rests_on.say,
            kind=kind,
            n=rests_on.n,
            spread=result.spread,
            assumed=_judged(rests_on),
            low=low,
            high=high,
            by_chance=by_chance(between(indicator.today, n_before, found)) if found else None,
        )

    return tuple(sorted(map(achieved, indicator.results), key=lambda one: last_day(one.date) or date.min))


def _measured(one: Achieved | None) -> Measured | None:
    if one is None or one.value is None:
        return None
    return Measured(one.value, one.kind, one.n, one.spread, one.assumed)


def _against(solution: Solution, unit: str, better: str, last: Achieved | None, *, share: bool) -> str:
    value, latest = solution.predicted, last.value if last else None
    if value is None:
        return "No figure was predicted."
    if last is None or latest is None:
        return f"Predicted {figure(value, unit)}; nothing measured yet."
    if solution.state == "not-begun":
        return f"Predicted {figure(value, unit)}; not begun, so no figure so far is its doing."
    far = difference(abs(latest - value), unit, share=share)
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
    reached = "assumed to have reached" if last.assumed else "reached"
    still = "Under way. " if solution.state == "under-way" else ""
    return f"{still}Predicted {figure(value, unit)}, {reached} {figure(latest, unit)}: {how}."


def _in_words(indicator: Indicator, last: Achieved | None, state: State, *, start_assumed: bool) -> str:
    unit = indicator.unit
    measured = last is not None and last.value is not None
    aims = [
        f"{words} {figure(value, unit)}{' (assumed)' if assumed else ''}"
        for words, value, assumed in (
            ("at the start" if measured else "today", indicator.today, start_assumed),
            ("target", indicator.target, False),
        )
        if value is not None
    ]
    start = "; ".join(aims)
    start = f"{start[:1].upper()}{start[1:]}." if start else "Neither today’s figure nor a target is set."
    if last is None or last.value is None:
        return f"{start} Nothing is measured yet{f', and it was due {shown(indicator.due)}' if state == 'due' else ''}."
    when = f" ({last.when})" if last.when else ""
    reached = f"Last {'assumed, not measured:' if last.assumed else 'measured'} {figure(last.value, unit)}{when}"
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
    way = "" if last.share is None or state == "met" or last.assumed else f", {_way(last.share)}"
    if way and last.share and last.by_chance is None:
        way += "; whether by chance cannot be told"
    elif way and last.by_chance:
        way = ", and chance alone could have moved it so far"
    return f"{start} {reached}{';' if last.assumed else ':'} {verdict}{way}."


def _way(share: float) -> str:
    if share < 0:
        return "and further away than at the start"
    if share > 1:
        return "and past the target"
    return f"with {round(100 * share)} % of the way gone"
