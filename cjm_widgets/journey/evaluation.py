"""What came of it: for each indicator where it stood, what is aimed at, what was predicted and what was achieved.

Missing is never zero: a figure that nobody gave takes part in no sum, no share and no comparison.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from cjm_widgets.journey.achieved import AHEAD, Achieved, last_of, latest_of, told
from cjm_widgets.journey.dates import is_ahead, last_day, shown
from cjm_widgets.journey.facts import solution_name, step_name
from cjm_widgets.journey.figures import Extent, alike, extent_of, is_share
from cjm_widgets.journey.grounds import ground
from cjm_widgets.journey.moved import Kind, Measured, Start, between, by_chance, enough, in_words, interval, lacks
from cjm_widgets.journey.promised import Held, against, may_have_moved, promised, together
from cjm_widgets.journey.targets import standing
from cjm_widgets.journey.wording import shortened
from cjm_widgets.statistics.enough import LIKELY, spoken

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Indicator, Journey, Result
    from cjm_widgets.journey.promised import Judged
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
        judged: what came of that figure; "" where none was promised.
        waits: whether it is still to be measured for its date, so that it can be judged.
        against: the prediction against what was achieved, as a sentence.
    """

    solution: str
    title: str
    expected: str
    value: float | None
    begun: bool
    judged: Judged | Literal[""]
    waits: bool
    against: str


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
        today_source: where that comes from, with its date and how many; "" if nobody said.
        today_doubt: why that settles nothing, such as “assumed by us”; "" where it was told or counted.
        target: what is aimed at, or None.
        due: by when, as people read it, or the words that were written instead.
        today_low: the lowest figure at the start that those who were asked or counted allow, or None.
        today_high: the highest.
        today_note: that they allow at least so much, or that nobody knows how much; "" where the ends say it all.
        predictions: what the solutions that name it should do to it.
        together: that several solutions share the last figure, in a sentence; "" where no more than one may have it.
        results: the measurements in the order of time; undated ones last.
        latest: the last figure that was measured, or None; what was only assumed settles nothing.
        share: the latest figure's share of the way from today's to the target, or None.
        state: how the target stands, see `targets.Standing`.
        waits: whether it is still to be measured for its date: for the target, or for what a solution promised.
        say: all of it in one or two sentences.
        chance: whether chance alone could have moved the figure so far, in a sentence; "" where nothing moved.
        needed: how many people or cases in all are as likely as not to tell the figure from the target, if
            the true one is as measured; None where that is told already or no number would.
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
    today_source: str
    today_doubt: str
    target: float | None
    due: str
    today_low: float | None
    today_high: float | None
    today_note: str
    predictions: tuple[Prediction, ...]
    together: str
    results: tuple[Achieved, ...]
    latest: float | None
    share: float | None
    state: State
    waits: bool
    say: str
    chance: str
    needed: int | None
    scale: Extent | None

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
    if value is None or today is None or target is None or alike(target, today):
        return None
    return (value - today) / (target - today)


def _evaluated(journey: Journey, indicator: Indicator, at: int, today: date | None) -> Evaluated:
    better = _better(indicator)
    start = ground(journey, indicator.today_source, indicator.today_n)
    before = Start(indicator.today, start.most or None, start.n is not None, start.is_sample, start.doubt)
    results = _in_time(journey, indicator, before, today)
    last = last_of(results)
    stands = standing(indicator, better, latest_of(last), today)
    unit = indicator.unit.strip()
    share = is_share(unit) or (not unit and any(one.kind == "share" for one in results))
    low, high = _at_start(before, unit, results, share=share) or (None, None)
    movers = [one for one in journey.solutions if one.indicator == indicator.id and may_have_moved(one, last)]
    held = Held(indicator, better, last, share=share, alone=len(movers) < 2)
    came = {one.id: promised(one, held, today) for one in journey.solutions if one.indicator == indicator.id}
    predictions = tuple(
        Prediction(
            solution=one.id,
            title=solution_name(journey, one),
            expected=one.expected.strip(),
            value=one.predicted,
            begun=one.state != "not-begun",
            judged=came[one.id].judged,
            waits=came[one.id].waits,
            against=against(one, held, came[one.id]),
        )
        for one in journey.solutions
        if one.id in came and one.state != "dropped"
    )
    needed = _needed(last, unit, indicator.target) if stands.state == "unsure" else None
    drawn = (indicator.today, low, high, indicator.target, *(one.value for one in predictions))
    drawn += tuple(end for one in results for end in (one.value, one.low, one.high))
    return Evaluated(
        indicator=indicator.id,
        name=shortened(indicator.name) or f"Indicator {at}",
        kind=indicator.kind or "",
        step=step_name(journey, indicator.step),
        unit=unit,
        better=better,
        today=indicator.today,
        today_n=start.n,
        today_source=start.say,
        today_doubt=start.doubt if indicator.today is not None else "",
        today_low=low,
        today_high=high,
        today_note=_note_on_start(before, low, share=share),
        target=indicator.target,
        due=shown(indicator.due) or indicator.due_note.strip(),
        predictions=predictions,
        together=together([solution_name(journey, one) for one in movers], last, unit),
        results=results,
        latest=last.value if last else None,
        share=last.share if last else None,
        state=stands.state,
        waits=stands.waits or any(one.waits for one in predictions),
        say=told(indicator, start, results, last, stands.state) + _tells(needed),
        chance=in_words(before, _measured(last, unit), unit),
        needed=needed,
        scale=extent_of([one for one in drawn if one is not None], share=share),
    )


def _better(indicator: Indicator) -> Better | Literal[""]:
    if indicator.better:
        return indicator.better
    if indicator.today is None or indicator.target is None or indicator.today == indicator.target:
        return ""
    return "higher" if indicator.target > indicator.today else "lower"


def _aim(indicator: Indicator) -> float | None:
    """The target, where the way to it from the start is the one that is better; a promise kept all along has none."""
    if indicator.today is None or indicator.target is None or indicator.better is None:
        return indicator.target
    return indicator.target if (indicator.target > indicator.today) == (indicator.better == "higher") else None


def _in_time(journey: Journey, indicator: Indicator, before: Start, today: date | None) -> tuple[Achieved, ...]:
    editions = {edition.id: edition for edition in journey.editions}
    aim = _aim(indicator)

    def achieved(result: Result) -> Achieved:
        edition = editions.get(result.edition or "")
        rests_on = ground(journey, result.source, result.n)
        day = result.date or (edition.date if edition and not result.date_note else "")
        doubt = AHEAD if is_ahead(day, today) else rests_on.doubt
        kind: Kind | Literal[""] = result.kind or ("share" if is_share(indicator.unit) else "")
        found = None
        if result.value is not None:
            found = Measured(result.value, kind, rests_on.n, result.spread, doubt, indicator.unit)
        moved = found is not None and found.value != indicator.today
        low, high = (interval(found) if found else None) or (None, None)
        return Achieved(
            id=result.id,
            date=day,
            when=shown(result.date) or result.date_note.strip() or (shown(edition.date) if edition else ""),
            edition=edition.id if edition else "",
            edition_name=shortened(edition.name) if edition else "",
            value=result.value,
            share=share_of_the_way(result.value, indicator.today, aim),
            source=rests_on.say,
            kind=kind,
            n=rests_on.n,
            spread=result.spread,
            doubt=doubt,
            low=low,
            high=high,
            by_chance=by_chance(between(before, found)) if found and moved else None,
            unsure=lacks(found) if found else "",
        )

    return tuple(sorted(map(achieved, indicator.results), key=lambda one: last_day(one.date) or date.max))


def _at_start(start: Start, unit: str, results: tuple[Achieved, ...], *, share: bool) -> tuple[float, float] | None:
    """Where the true figure at the start lies; how far the answers of an average spread then, nobody said."""
    if start.value is None:
        return None
    counts = bool(results) and all(one.kind == "count" for one in results)
    kind: Kind | Literal[""] = "share" if share else "count" if counts else ""
    return interval(Measured(start.value, kind, start.n, None, start.doubt, unit))


def _note_on_start(start: Start, low: float | None, *, share: bool) -> str:
    if start.value is None or start.doubt:
        return ""
    if low is None:
        return "how far chance reaches there is not known" if start.n or start.is_sample else ""
    return (
        ""
        if start.whole or not start.n or not share
        else f"at most {start.n:,} answered, so chance reaches at least so far"
    )


def _needed(last: Achieved | None, unit: str, target: float | None) -> int | None:
    measured = _measured(last, unit)
    found = None if measured is None or target is None else enough(measured, target)
    return None if found is None else spoken(found)


def _tells(needed: int | None) -> str:
    if needed is None:
        return ""
    return f" About {needed:,} in all are {LIKELY} to tell it, if the true figure is as measured."


def _measured(one: Achieved | None, unit: str) -> Measured | None:
    if one is None or one.value is None:
        return None
    return Measured(one.value, one.kind, one.n, one.spread, one.doubt, unit)
