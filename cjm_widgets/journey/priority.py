"""Which solutions come first: value against work, and how firm that order is.

The sources ask for effort and speak of impact, but give no formula. Score, quadrants and tries are this workbook's
own, and `RULE` and `SHAKING` say so wherever a ranking is shown.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import groupby, product
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from cjm_widgets.journey.facts import solution_name
from cjm_widgets.journey.wording import listed, number, ordinal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.model import Journey, Solution

Quadrant = Literal["quick win", "big project", "small extra", "think again"]
Firmness = Literal["firm", "likely", "open"]

TOP: Final = 3
WORTH_IT_FROM: Final = 3
MUCH_WORK_FROM: Final = 4
OFF: Final[dict[str | None, float]] = {"sure": 0.1, "fairly": 0.2, None: 0.2, "guess": 0.3}
"""In how many tries value, and work, is a point lower, and in how many a point higher, by how sure people are."""

FIRM_FROM: Final = 0.9
LIKELY_FROM: Final = 2 / 3

RULE: Final = (
    "The score is the value for the customer minus the work, both from 1 to 5; of equal scores the greater value "
    "comes first. What only others can decide is not ranked. "
    f"On the field, value counts as high from {WORTH_IT_FROM} on, work as much from {MUCH_WORK_FROM} on. "
    "Rule and lines are the workbook’s own."
)
SHAKING: Final = (
    "Each value and each work is also tried a point lower and a point higher: each in 1 of 10 tries if you are quite "
    "sure, in 2 if fairly sure or not said, in 3 if it is a guess. Every try is ranked by the same rule, and equals "
    "share what places are left. Firm: the solution keeps its place, in the top three or outside, in 9 of 10 tries or "
    "more; likely: in 2 of 3; open: less often. This is the workbook’s own."
)

Rating: TypeAlias = tuple[int, int, str | None]
"""Value, work, and how sure people are of both."""
Standing: TypeAlias = tuple[int, int]
"""What a solution is ranked by: the greater comes first."""


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
        why: how sure people are of both, as a sentence; "" where they are fairly sure or did not say.
        quadrant: its field of the matrix.
        top: the share of all tries, 0 to 1, in which it is among the top three.
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
    why: str
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
            "ranked": [{**asdict(one), "shown": Place(one.place, one.shared).words} for one in self.ranked],
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
        """As it is shown: “2nd”, or “2nd=” where it is shared; a number alone is a solution's own in its list."""
        return f"{ordinal(self.at)}{'=' if self.shared else ''}"


def places(journey: Journey) -> dict[str, Place]:
    """The place of each solution that can be ranked, by its id."""
    rated = _rated(journey.solutions)
    standings = sorted(map(_standing, rated), reverse=True)
    return {one.id: Place(standings.index(_standing(one)) + 1, standings.count(_standing(one)) > 1) for one in rated}


def first_of(solutions: Sequence[Solution]) -> frozenset[str]:
    """Those of some solutions, by id, that stand in the top three, with all that share the last place in it."""
    rated = {one.id: _standing(one) for one in _rated(solutions)}
    best = sorted(rated.values(), reverse=True)[:TOP]
    return frozenset(one for one, standing in rated.items() if standing >= best[-1])


def ranking(journey: Journey) -> Ranking:
    """The solutions by value against work, and how often each stays in the top three in other tries.

    The same journey always gives the same ranking. What is done or dropped waits for nothing, and what only others can
    decide is not the group's to begin with: it has no place.

    Source: Factsheet, step 6 (effort, priority); the score and the tries are the workbook's own.
    """
    waiting = [one for one in journey.solutions if not one.has_ended]
    rated = _rated(journey.solutions)
    shares = _tops(tuple(sorted(map(_rating, rated), key=str)))
    order = sorted(rated, key=_standing, reverse=True)
    at = places(journey)
    ranked = tuple(_ranked(journey, one, at[one.id], len(order), shares[_rating(one)]) for one in order)
    unrated = tuple(_unrated(journey, one) for one in waiting if one not in rated)
    return Ranking(ranked, unrated, _in_words(ranked, unrated))


_WHY: Final = {"sure": "You are quite sure of its value and work.", "guess": "Its value and work are a guess."}


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


def _rated(solutions: Sequence[Solution]) -> list[Solution]:
    return [
        one
        for one in solutions
        if not one.has_ended and one.control != "not-ours" and one.impact is not None and one.effort is not None
    ]


def _rating(solution: Solution) -> Rating:
    return solution.impact or 0, solution.effort or 0, solution.sure


def _standing(solution: Solution) -> Standing:
    impact, effort, _ = _rating(solution)
    return impact - effort, impact


@lru_cache(maxsize=64)
def _tops(ratings: tuple[Rating, ...]) -> dict[Rating, float]:
    """The share of all tries in which a solution of such a rating is among the top three; equals have one share."""
    if len(ratings) <= TOP:
        return dict.fromkeys(ratings, 1.0)
    tries = {rating: _tries(rating) for rating in ratings}
    return {
        rating: sum(
            chance * _inside(standing, [tries[other] for other in ratings[:at] + ratings[at + 1 :]])
            for standing, chance in tries[rating].items()
        )
        for rating, at in {rating: at for at, rating in enumerate(ratings)}.items()
    }


def _tries(rating: Rating) -> dict[Standing, float]:
    """Where a solution stands in how many of all tries."""
    impact, effort, sure = rating
    off = OFF[sure]
    moves = ((-1, off), (0, 1 - 2 * off), (1, off))
    # not cut off at 1 and 5: whoever stands above another would else be pushed down by having no higher to go
    return {
        (impact + up - effort - more, impact + up): chance * also
        for (up, chance), (more, also) in product(moves, moves)
    }


def _inside(standing: Standing, others: Sequence[dict[Standing, float]]) -> float:
    """How often a standing is among the top three, of all that others may have."""
    # how often so many stand above it and so many beside it
    found = {(0, 0): 1.0}
    for other in others:
        above = sum(chance for at, chance in other.items() if at > standing)
        beside = other.get(standing, 0.0)
        told: dict[tuple[int, int], float] = {}
        for (up, equal), chance in found.items():
            for place, by in (((up, equal), 1 - above - beside), ((up, equal + 1), beside), ((up + 1, equal), above)):
                if by > 0 and place[0] < TOP:
                    told[place] = told.get(place, 0.0) + chance * by
        found = told
    return sum(chance * min(1.0, (TOP - up) / (equal + 1)) for (up, equal), chance in found.items())


def _ranked(journey: Journey, solution: Solution, place: Place, count: int, share: float) -> Ranked:
    impact, effort = solution.impact or 0, solution.effort or 0
    why = _WHY.get(solution.sure or "", "")
    inside = place.at <= TOP
    holds = share if inside else 1 - share
    firmness: Firmness = "firm" if holds >= FIRM_FROM else "likely" if holds >= LIKELY_FROM else "open"
    if count <= TOP:
        say = "In the top three, as no more than three are rated."
    else:
        tries = f"{round(100 * holds)} of 100 tries with slightly different answers"
        say = f"{'In' if inside else 'Outside'} the top three in {tries}: {firmness}.{f' {why}' if why else ''}"
    return Ranked(
        id=solution.id,
        title=solution_name(journey, solution),
        place=place.at,
        shared=place.shared,
        score=float(impact - effort),
        impact=impact,
        effort=effort,
        why=why,
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
    fields = {one.quadrant for one in ranked}
    if len(ranked) > TOP and len(fields) == 1 and len({one.place for one in ranked}) > 1:
        sure += f" By the lines of the field each is a “{fields.pop()}”, so go by the places."
    waiting = [one for one in unrated if one.missing]
    others = [one for one in unrated if not one.missing]
    return f"The order: {first}. {sure}{_left(waiting, 'not ranked yet')}{_left(others, 'for others to decide')}"


def _left(some: Sequence[Unrated], what: str) -> str:
    return f" {number(len(some)).capitalize()} {'is' if len(some) == 1 else 'are'} {what}." if some else ""


def _at_place(place: int, titles: list[str]) -> str:
    return f"{ordinal(place)} {listed(titles)}{', equal' if len(titles) > 1 else ''}"
