"""What goes with an outcome of a survey, and how that stands to the moments of truth that the group chose. Pure.

No word of why: steps and outcomes go together, or that is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.journey.facts import step_name
from cjm_widgets.journey.figures import fixed, span
from cjm_widgets.journey.wording import isolated, listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cjm_widgets.journey.model import Journey, Source, SourceFigure


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, and what it is about.

    Args:
        about: “asked”, “outcome”, “changed”, “same”, “since”, “unsure”, “undated”, “lowest”, “goes-with”, “alike”,
            “agrees”, “blind”, “differs”, “open”, “against” or “least”.
        say: the sentence.
        steps: the ids of the steps that it names.
    """

    about: str
    say: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goes:
    """How far a step goes with an outcome.

    Args:
        step: its id.
        name: what it is called.
        value: the rank correlation, −1 to 1.
        low: the low end of its interval.
        high: the high end.
        n: how many people answered both.
        called: whether it is more than chance, all steps together.
        first: whether it cannot be told from what goes most with the outcome; it need not be called.
        moment: whether the group chose it as a moment of truth.
        part: its part of what all steps together tell, 0 to 1; None where there are too few answers.
        part_low: the low end of that.
        part_high: the high end.
        reach: the interval in words.
        part_reach: that of its part, in per cent.
    """

    step: str
    name: str
    value: float
    low: float
    high: float
    n: int
    called: bool
    first: bool
    moment: bool
    part: float | None = None
    part_low: float | None = None
    part_high: float | None = None
    reach: str = ""
    part_reach: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """A step that all answered alike.

    Args:
        step: its id.
        name: what it is called.
        n: how many people.
    """

    step: str
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What goes with an outcome.

    Args:
        name: what the file calls it.
        steps: how far each step goes with it, the strongest first.
        explained: how much of it all steps together tell, 0 to 1, their number allowed for; None where no step is
            called, or too few answered.
        alike: the steps of which nothing can be said, as all answered them alike.
        same: how many answered the outcome, if all of them alike, so that nothing can be said of any step; else None.
    """

    name: str
    steps: tuple[Goes, ...]
    explained: float | None
    alike: tuple[Alike, ...] = ()
    same: int | None = None


def figures_of(source: Source, kind: str) -> list[SourceFigure]:
    """The figures of a kind that a source has."""
    return [one for one in source.figures if one.kind == kind and one.value is not None]


def outcomes_of(journey: Journey, source: Source) -> Iterator[Outcome]:
    """What goes with each outcome of a survey.

    Args:
        journey: the map.
        source: the survey.
    """
    parts = {(one.name, one.step): one for one in figures_of(source, "weight")}
    moments = {moment.step for moment in journey.moments}
    bare = [one for one in source.figures if one.kind == "goes-with" and one.value is None]
    found: dict[str, list[Goes]] = {one.name: [] for one in bare}
    for one in figures_of(source, "goes-with"):
        if one.step is None or one.value is None or one.low is None or one.high is None:
            continue
        part = parts.get((one.name, one.step))
        found.setdefault(one.name, []).append(
            Goes(
                one.step,
                step_name(journey, one.step),
                one.value,
                one.low,
                one.high,
                one.n or 0,
                one.called,
                one.first,
                one.step in moments,
                *((part.value, part.low, part.high) if part else (None, None, None)),
                span(one.low, one.high, 2),
                _of_part(part) if part else "",
            )
        )
    for name, steps in found.items():
        whole = parts[name, None].value if (name, None) in parts else None
        ordered = tuple(sorted(steps, key=lambda one: -abs(one.value)))
        called = any(one.called for one in steps)
        explained = None if whole is None or not called else adjusted(whole, steps)
        mine = [one for one in bare if one.name == name]
        alike = tuple(Alike(one.step, step_name(journey, one.step), one.n or 0) for one in mine if one.step)
        yield Outcome(name, ordered, explained, alike, next((one.n for one in mine if one.step is None), None))


def _of_part(part: SourceFigure) -> str:
    return "" if part.low is None or part.high is None else f"{span(100 * part.low, 100 * part.high, 0)} %"


def adjusted(explained: float, steps: Sequence[Goes]) -> float:
    """How much of an outcome its steps tell, less what as many columns of random answers would: 0.4 of 101 on 10, 0.33.

    Args:
        explained: R² as it came out.
        steps: the steps; it rests on no more people than the fewest who answered one of them.

    Source: Ezekiel (1930), Methods of Correlation Analysis: 1 − (1 − R²)(n − 1)/(n − k − 1).
    """
    n, k = min(one.n for one in steps), len(steps)
    return max(0.0, 1 - (1 - explained) * (n - 1) / (n - k - 1)) if n > k + 1 else 0.0


def goes_said(journey: Journey, outcome: Outcome) -> Iterator[Said]:
    """What goes with an outcome, in sentences.

    Args:
        journey: the map, for its moments of truth.
        outcome: the outcome.
    """
    called = [one for one in outcome.steps if one.called]
    first = [one for one in outcome.steps if one.first]
    name = f"“{isolated(shortened(outcome.name))}”"
    if outcome.same:
        yield Said("alike", f"All {outcome.same:,} answered {name} alike: nothing can be said of what goes with it.")
        return
    if outcome.alike:
        say = f"At {_quoted(outcome.alike)} all answered alike: nothing can be said of how far that goes with {name}."
        yield Said("alike", say, _ids(outcome.alike))
    if not called:
        yield Said("goes-with", f"Not enough to say which steps go with {name}: of none it is more than chance.")
        return
    most = first if len(first) == 1 and first[0].called else []
    if most:
        others = _by_way([one for one in called if one not in most])
        too = "".join(f"; {_go(part, 'it')}{', too' if _way(part) == _way(most) else ''}" for part in others)
        yield Said("goes-with", f"{_go_most(most, name)}: {_figure(most[0])}{too}.", _ids(called))
    else:
        figure = f": {_figure(called[0])}" if len(called) == 1 else " by more than chance"
        may = f": any of {_quoted(first)} may" if len(first) > 1 else ""
        go = ", ".join(_go(part, "it" if at else name) for at, part in enumerate(_by_way(called)))
        which = f"goes most {_way([*called, *first])} it" if any(one.value < 0 for one in called) else "goes most"
        say = f"{go}{figure}. Which step {which} cannot be told{may}."
        yield Said("goes-with", say, tuple(dict.fromkeys(_ids([*called, *first]))))
    if turned := [one for one in called if one.value < 0]:
        say = f"Where {_quoted(turned)} {_are(turned)} rated better, {name} is lower: check which end of each is good."
        yield Said("goes-with", say, _ids(turned))
    if outcome.explained and (share := round(100 * outcome.explained)):
        say = f"All steps together go with about {share} % of how {name} differs from person to person."
        yield Said("goes-with", say)
    if journey.moments:
        yield from _beside_moments(journey, outcome, name, most or first)


def _beside_moments(journey: Journey, outcome: Outcome, name: str, first: list[Goes]) -> Iterator[Said]:
    """Where the survey and the group's own moments of truth agree, and where one sees what the other does not.

    A step that may go most with the outcome is no blind spot as long as another that may, too, is a moment.
    """
    for agreed in _by_way([one for one in outcome.steps if one.called and one.moment]):
        are = "is a moment of truth" if len(agreed) == 1 else "are moments of truth"
        go = _go(agreed, name).removeprefix(f"{_quoted(agreed)} ")
        yield Said("agrees", f"{_quoted(agreed)} {are} on your map, and {go}.", _ids(agreed))
    if len(first) == 1 and first[0].called and not first[0].moment:
        say = f"{_go_most(first, name)}, and is no moment of truth on your map: look again."
        yield Said("blind", say, _ids(first))
    elif 1 < len(first) < len(outcome.steps) and not any(one.moment for one in first):
        say = f"One of {_go_most(first, name)}; none of them is a moment of truth on your map"
        yield Said("blind", f"{say}: look again.", _ids(first))
    for one in outcome.steps:
        if one.moment and not one.called:
            say = f"“{isolated(one.name)}” is a moment of truth on your map; that it goes with {name} is not shown"
            yield Said("blind", f"{say}: {_figure(one)}.", (one.step,))
    asked = {*_ids(outcome.steps), *_ids(outcome.alike)}
    unasked = tuple(dict.fromkeys(one.step for one in journey.moments if one.step and one.step not in asked))
    if unasked:
        names = listed([f"“{step_name(journey, step)}”" for step in unasked])
        yield Said("blind", f"Your moments of truth that were not asked about: {names}.", unasked)


def _by_way(steps: Sequence[Goes]) -> list[list[Goes]]:
    """Those that go with an outcome, and those that go against it, as far as there are any."""
    ways = [[one for one in steps if one.value >= 0], [one for one in steps if one.value < 0]]
    return [way for way in ways if way]


def _way(steps: Sequence[Goes]) -> str:
    return " or ".join("against" if way[0].value < 0 else "with" for way in _by_way(steps))


def _go(steps: Sequence[Goes], outcome: str) -> str:
    return f"{_quoted(steps)} {'goes' if len(steps) == 1 else 'go'} {_way(steps)} {outcome}"


def _go_most(steps: Sequence[Goes], outcome: str) -> str:
    return f"{_quoted(steps)} goes most {_way(steps)} {outcome}"


def _are(steps: Sequence[Goes]) -> str:
    return "is" if len(steps) == 1 else "are"


def _quoted(steps: Iterable[Goes | Alike]) -> str:
    return listed([f"“{one.name}”" for one in steps])


def _ids(steps: Iterable[Goes | Alike]) -> tuple[str, ...]:
    return tuple(one.step for one in steps)


def _figure(one: Goes) -> str:
    return f"{fixed(one.value, 2)}, {one.reach}, n = {one.n:,}"
