"""Which solutions come first: value against work, and how firm that order is.

The sources ask for effort and speak of impact, but give no formula. Score, quadrants and shaking are this workbook's
own, and `RULE` and `SHAKING` say so wherever a ranking is shown.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING, Any, Final, Literal

from cjm_widgets.journey.facts import solution_name
from cjm_widgets.journey.wording import listed, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.model import Journey, Solution

Quadrant = Literal["quick win", "big project", "small extra", "think again"]
Firmness = Literal["firm", "likely", "open"]

TOP: Final = 3
SHAKES: Final = 2000
SEED: Final = 20070903
WORTH_IT_FROM: Final = 3
MUCH_WORK_FROM: Final = 4
UNCERTAINTY: Final[dict[str | None, float]] = {"sure": 0.5, "fairly": 1.0, None: 1.0, "guess": 1.5}
"""How far value and work may each be off, in points, by how sure people are."""

FIRM_FROM: Final = 0.9
LIKELY_FROM: Final = 0.65

RULE: Final = (
    "The score is the value for the customer minus the work, both from 1 to 5; of equal scores the greater value "
    "comes first. What only others can decide is not ranked. "
    f"On the field, value counts as high from {WORTH_IT_FROM} on, work as much from {MUCH_WORK_FROM} on. "
    "Rule and lines are the workbook’s own."
)
SHAKING: Final = (
    f"The ranking is tried {SHAKES:,} times, with value and work each changed by as much as they may be off: half a "
    "point if you are quite sure, one if fairly sure or not said, one and a half if it is a guess. Firm: the solution "
    "keeps its place, in the top three or outside, in 9 of 10 tries or more; likely: in two of three; open: less "
    "often. This is the workbook’s own."
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A solution with its place in the order.

    Args:
        id: the solution's id.
        title: what it is called.
        place: 1 for the first; equals share a place.
        shared: whether another one has that place as well.
        score: value minus work, −4 to +4.
        impact: value for the customer, 1 to 5.
        effort: work, 1 to 5.
        uncertainty: how far value and work may each be off, in points.
        quadrant: its field of the matrix.
        top: the share of the tries, 0 to 1, in which it is among the top three.
        firmness: how firm it is that it stands in the top three, or that it does not.
        say: the same in words.
    """

    id: str
    title: str
    place: int
    shared: bool
    score: float
    impact: int
    effort: int
    uncertainty: float
    quadrant: Quadrant
    top: float
    firmness: Firmness
    say: str


@dataclass(frozen=True, slots=True)
class Unrated:
    """A solution without a place, because its value or its effort is not said or only others can decide it.

    Args:
        id: the solution's id.
        title: what it is called.
        missing: "impact", "effort" or both; none where only others can decide it.
        say: what is missing, in words.
    """

    id: str
    title: str
    missing: tuple[str, ...]
    say: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The solutions in their order, and those that cannot be placed.

    Args:
        ranked: the best first.
        unrated: apart, in the journey's order; never ranked at zero.
        say: the ranking in one or two sentences.
        rule: how the score is made.
        shaking: how firmness is found.
    """

    ranked: tuple[Ranked, ...]
    unrated: tuple[Unrated, ...]
    say: str
    rule: str = RULE
    shaking: str = SHAKING

    def to_json(self) -> dict[str, Any]:
        """The ranking as plain JSON values, with the lines that part the matrix."""
        return {
            "ranked": [asdict(one) for one in self.ranked],
            "unrated": [{**asdict(one), "missing": list(one.missing)} for one in self.unrated],
            "say": self.say,
            "rule": self.rule,
            "shaking": self.shaking,
            "lines": {"impact": WORTH_IT_FROM - 0.5, "effort": MUCH_WORK_FROM - 0.5},
        }


@dataclass(frozen=True, slots=True)
class Place:
    """Where a solution stands in the ranking.

    Args:
        at: 1 for the first; equals share a place.
        shared: whether another one has that place as well.
    """

    at: int
    shared: bool

    @property
    def words(self) -> str:
        """As it is shown: “2”, or “2=” where it is shared."""
        return f"{self.at}{'=' if self.shared else ''}"


def places(journey: Journey) -> dict[str, Place]:
    """The place of each solution that can be ranked, by its id."""
    rated = _rated(journey)
    standings = sorted(map(_standing, rated), reverse=True)
    return {one.id: Place(standings.index(_standing(one)) + 1, standings.count(_standing(one)) > 1) for one in rated}


def ranking(journey: Journey) -> Ranking:
    """The solutions by value against work, and how often each stays in the top three when the figures are shaken.

    The same journey always gives the same ranking. What is done or dropped waits for nothing, and what only others can
    decide is not the group's to begin with: it has no place.

    Source: Factsheet, step 6 (effort, priority); the score and the shaking are the workbook's own.
    """
    waiting = [one for one in journey.solutions if not one.has_ended]
    rated = _rated(journey)
    shares = _shaken(rated)
    order = sorted(rated, key=_standing, reverse=True)
    at = places(journey)
    ranked = tuple(_ranked(journey, one, at[one.id], len(order), shares[one.id]) for one in order)
    unrated = tuple(_unrated(journey, one) for one in waiting if one not in rated)
    return Ranking(ranked, unrated, _in_words(ranked, unrated))


def quadrant(impact: int, effort: int) -> Quadrant:
    """The field of the matrix in which a solution stands.

    Args:
        impact: value for the customer, 1 to 5; from 3, “clearly”, it counts as high.
        effort: work, 1 to 5; from 4, “much”, it counts as great.
    """
    if is_worth_it(impact):
        return "big project" if takes_much_work(effort) else "quick win"
    return "think again" if takes_much_work(effort) else "small extra"


def is_worth_it(impact: int) -> bool:
    """Whether customers gain clearly or more."""
    return impact >= WORTH_IT_FROM


def takes_much_work(effort: int) -> bool:
    """Whether it is much work or more."""
    return effort >= MUCH_WORK_FROM


def _rated(journey: Journey) -> list[Solution]:
    return [
        one
        for one in journey.solutions
        if not one.has_ended and one.control != "not-ours" and one.impact is not None and one.effort is not None
    ]


def _standing(solution: Solution) -> tuple[int, int]:
    impact, effort = solution.impact or 0, solution.effort or 0
    return impact - effort, impact


def _shaken(rated: list[Solution]) -> dict[str, float]:
    """For each rated solution, by id, the share of tries in which it is among the top three."""
    if len(rated) <= TOP:
        return {one.id: 1.0 for one in rated}
    # By id, so that moving a solution in its list does not move its figure.
    by_id = sorted(rated, key=lambda one: one.id)
    draw = Random(SEED).random  # noqa: S311 - a simulation, not a secret
    # Value and work are off by the same width; the difference of two draws is what the score is off by.
    cells = [(float(_standing(one)[0]), 2 * UNCERTAINTY[one.sure]) for one in by_id]
    counts = [0] * len(cells)
    for _ in range(SHAKES):
        scores = [score + width * (draw() - draw()) for score, width in cells]
        for last in sorted(scores)[-TOP:]:
            counts[scores.index(last)] += 1
    return {one.id: count / SHAKES for one, count in zip(by_id, counts, strict=True)}


def _ranked(journey: Journey, solution: Solution, place: Place, count: int, share: float) -> Ranked:
    impact, effort = solution.impact or 0, solution.effort or 0
    inside = place.at <= TOP
    holds = share if inside else 1 - share
    firmness: Firmness = "firm" if holds >= FIRM_FROM else "likely" if holds >= LIKELY_FROM else "open"
    if count <= TOP:
        say = "In the top three, as no more than three are rated."
    else:
        tries = f"{round(100 * holds)} of 100 tries with slightly different answers"
        say = f"{'In' if inside else 'Outside'} the top three in {tries}: {firmness}."
    return Ranked(
        id=solution.id,
        title=solution_name(journey, solution),
        place=place.at,
        shared=place.shared,
        score=float(impact - effort),
        impact=impact,
        effort=effort,
        uncertainty=UNCERTAINTY[solution.sure],
        quadrant=quadrant(impact, effort),
        top=share,
        firmness=firmness,
        say=say,
    )


def _unrated(journey: Journey, solution: Solution) -> Unrated:
    if solution.control == "not-ours":
        say = "Not ranked: only others can decide it. Find out who, and ask them."
        return Unrated(solution.id, solution_name(journey, solution), (), say)
    missing = tuple(name for name in ("impact", "effort") if getattr(solution, name) is None)
    words = {"impact": "its value", "effort": "its effort"}
    say = f"Not ranked: {' and '.join(words[name] for name in missing)} {'are' if len(missing) > 1 else 'is'} not said."
    return Unrated(solution.id, solution_name(journey, solution), missing, say)


def _in_words(ranked: tuple[Ranked, ...], unrated: tuple[Unrated, ...]) -> str:
    if not ranked:
        return "No solution has both its value and its effort yet."
    firm = sum(one.firmness == "firm" for one in ranked if one.place <= TOP)
    places = groupby((one for one in ranked if one.place <= TOP), key=lambda one: one.place)
    first = "; ".join(_at_place(place, [one.title for one in some]) for place, some in places)
    if len(ranked) > TOP and all(one.place == 1 for one in ranked):
        sure = "Value and work cannot tell them apart."
    elif len(ranked) <= TOP:
        sure = "No more than three are rated, so nothing can push one out."
    else:
        count = number(firm).capitalize() if firm else "None"
        sure = f"{count} of them {'keep their' if firm > 1 else 'keeps its'} place firmly."
    waiting = [one for one in unrated if one.missing]
    others = [one for one in unrated if not one.missing]
    return f"First: {first}. {sure}{_left(waiting, 'not ranked yet')}{_left(others, 'for others to decide')}"


def _left(some: Sequence[Unrated], what: str) -> str:
    return f" {number(len(some)).capitalize()} {'is' if len(some) == 1 else 'are'} {what}." if some else ""


def _at_place(place: int, titles: list[str]) -> str:
    return f"{place}. {listed(titles)}{', equal' if len(titles) > 1 else ''}"
