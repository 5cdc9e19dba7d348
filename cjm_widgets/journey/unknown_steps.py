"""What nobody has told of the steps, and what would be called of them with another figure in its place."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.journey.chance import is_sample, reach
from cjm_widgets.journey.facts import known_ratings, step_name
from cjm_widgets.journey.grounds import rests_on
from cjm_widgets.journey.model import Rating, Source
from cjm_widgets.journey.scales import scale_of
from cjm_widgets.journey.speaking import firmest_curve, lowest_of, standings_of, voices
from cjm_widgets.journey.three_questions import ANSWERS, average
from cjm_widgets.journey.unknown import Placed, Unknown, quoted, with_answers
from cjm_widgets.journey.wording import isolated, listed, number
from cjm_widgets.statistics.enough import LIKELY, MOST_ASKED, NO_NUMBER, fewest_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.journey.model import Journey, Step
    from cjm_widgets.journey.satisfaction import Curve, Point


class _Called(NamedTuple):
    """The lowest steps, and those that stand low, by id."""

    lowest: frozenset[str]
    low: frozenset[str]


_TOLD: Final = ("which step is lowest", "which steps count as low")
"""Each aspect of what is called."""
WIDE: Final = 1 / 5
"""Of a scale: an interval as wide says little, even where neither of its ends changes anything. The workbook's own."""
_SHEET: Final = Source(id="sheet", kind="survey", each=True)
"""What is typed back is a source of its own."""
_OTHERS: Final = 8
"""Of so many customers one answers the other end, where a number of answers is tried: the workbook's own."""
_HALF: Final = 0.5
"""What counts as low is less than what is lowest."""


class Steps:
    """The figures of the steps, and what would be called of them with another one in its place."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._heard = voices(journey)
        self._main = firmest_curve(self._heard, uneven=True) or firmest_curve(self._heard)
        self._now = self._called(self._heard)
        self._points = {point.step: point for point in self._main.points} if self._main else {}

    def unknowns(self) -> Iterator[Placed]:
        """The steps without a measured figure, and those whose interval is wide or reaches what is lowest."""
        for step in self._journey.steps:
            measured = any(rests_on(self._journey, one).basis == "measured" for one in known_ratings(step))
            point = self._points.get(step.id)
            if not measured:
                yield self._untold(step, point)
            elif point is not None and (ends := reach(point)) is not None:
                yield from self._wide(step, point, ends)

    def _untold(self, step: Step, point: Point | None) -> Placed:
        about = about_step(self._journey, step)
        tried = {"low": self._untold_end(step.id, worst=True), "high": self._untold_end(step.id, worst=False)}
        told = {end: words for end, (changes, words, _) in tried.items() if changes}
        first, *others = told or [""]
        say = f"If customers rate {quoted(about.name)} at the {first} end, {told[first]}" if first else ""
        say += "".join(f"; at the {end} end, {told[end]}" for end in others)
        answers = max((one for _, _, one in tried.values() if one is not None), default=None)
        unknown = replace(
            about,
            say=with_answers(say, answers),
            changes=max(changes for changes, _, _ in tried.values()),
            answers=answers,
        )
        edge = min((p.height for s, p in self._points.items() if s != step.id and p.height is not None), default=0.0)
        return unknown, 0.0 if point is None or point.height is None else abs(point.height - edge)

    def _wide(self, step: Step, point: Point, ends: tuple[float, float]) -> Iterator[Placed]:
        say, changes, answers = self._ends_in_words(step.id, ends)
        if not changes:
            say, changes, answers = self._told_as_now(step.id)
        if not changes and ends[1] - ends[0] < WIDE:
            return
        name = quoted(step_name(self._journey, step.id))
        reaches = f", so it may lie from {point.reach}" if point.reach else ""
        told = ", ".join(part for part in (isolated(point.ground.named), point.ground.asked) if part)
        why = f"{name} is measured ({told}){reaches}."
        asked = about_step(self._journey, step)
        yield replace(asked, kind="interval", why=why, say=say, changes=changes, answers=answers), 0.0

    def _ends_in_words(self, step: str, ends: tuple[float, float]) -> tuple[str, float, int | None]:
        """What changes with a figure at either end of its interval, how much, and how many answers settle it."""
        told, more, settles = self._ends_told(step, ends)
        if not told:
            return "", 0.0, None
        first, *others = told
        say = f"If about {more:,} more answers at each step put it at the {first} end of that, {told[first][1]}"
        say += "".join(f"; at the {end} end, {told[end][1]}" for end in others)
        changes = max(changes for changes, _ in told.values())
        never = f"If the figures stay as they are, {NO_NUMBER} would tell {_TOLD[_aspect(changes)]}"
        say += f". So many are {LIKELY} to settle it." if settles else f". {never}."
        return say, changes, more if settles else None

    def _told_as_now(self, step: str) -> tuple[str, float, int | None]:
        """What more answers would tell of a step if they were divided as now, how much that changes, and how many."""
        now, there = self._now, self._as_it_stands
        changes, words = self._in_words(step, there)
        aspect = _aspect(changes)
        if self._main is None or not is_sample(self._main) or step not in now[aspect] ^ there[aspect]:
            return "", 0.0, None
        more = fewest_said(partial(self._tells, there[aspect], aspect, "", None))
        if more is None:
            return "", 0.0, None
        say = f"About {more:,} more answers at each step, divided as those that there are, would tell: {words}."
        return f"{say} So many are {LIKELY} to settle it.", changes, more

    def _ends_told(self, step: str, ends: tuple[float, float]) -> tuple[dict[str, tuple[float, str]], int, bool]:
        """What changes with a figure at either end, once how many more have answered, and whether these settle it.

        What is called with so many answers that chance has no part shows what there is to tell. The figures call it
        with the number that is given, by the very rule that calls the steps: at the ends, and as they stand.
        """
        if self._main is None or not is_sample(self._main):
            return {}, 0, False
        as_it_stands = self._as_it_stands
        needed: list[int] = []
        found: dict[str, tuple[float, tuple[float, str]]] = {}
        for end, height in zip(("worse", "better"), ends, strict=True):
            there = self._without_chance(step, height)
            changes, words = self._in_words(step, there)
            aspect = _aspect(changes)
            if not changes or there[aspect] == as_it_stands[aspect]:
                continue
            least = fewest_said(partial(self._tells, there[aspect], aspect, step, height))
            if least is not None:
                needed.append(least)
                found[end] = height, (changes, words)
        if not found:
            return {}, 0, False
        aspect = _aspect(max(changes for _, (changes, _) in found.values()))
        enough = fewest_said(partial(self._tells, as_it_stands[aspect], aspect, "", None))
        more = max(*needed, enough or 0)
        told = {
            end: said
            for end, (height, said) in found.items()
            if self._in_words(step, self._grown(more, step, height)) == said
        }
        settles = enough is not None and self._tells(as_it_stands[aspect], aspect, "", None, more)
        return told, more, settles

    def _tells(self, wanted: frozenset[str], aspect: int, step: str, height: float | None, more: int) -> bool:
        return self._grown(more, step, height)[aspect] == wanted

    @cached_property
    def _as_it_stands(self) -> _Called:
        return self._without_chance()

    @cached_property
    def _sure(self) -> Mapping[str, Point]:
        return {step: _of_all(point, None) for step, point in self._points.items()}

    def _without_chance(self, step: str = "", height: float | None = None) -> _Called:
        """What is called if everybody had answered, and one figure as it is tried."""
        tried = {step: _of_all(self._points[step], height)} if step else {}
        return self._called_with(tuple({**self._sure, **tried}.values()))

    def _grown(self, more: int, step: str = "", height: float | None = None) -> _Called:
        """What is called with so many more answers at each step, and one figure as it is tried."""
        points = (_answered(one, more, height if one.step == step else None) for one in self._points.values())
        return self._called_with(tuple(points))

    def _typed_back(self, step: str, counts: tuple[int, ...]) -> tuple[float, str]:
        """How much of what is called of the steps changes once such answers are typed back, and how."""
        value, low, high = average(counts)
        rating = Rating(id=_SHEET.id, scale="felt", value=value, low=low, high=high, source=_SHEET.id)
        ratings = {step: (rating,)}
        steps = tuple(one.model_copy(update={"ratings": ratings.get(one.id, ())}) for one in self._journey.steps)
        source = _SHEET.model_copy(update={"n": sum(counts)})
        sheet = self._journey.model_copy(update={"steps": steps, "sources": (source,)})
        return self._in_words(step, self._called((*self._heard, *voices(sheet))))

    def _called_with(self, points: tuple[Point, ...]) -> _Called:
        heard = (replace(one, points=points) if one is self._main else one for one in self._heard)
        return self._called(tuple(heard))

    def _called(self, heard: tuple[Curve, ...]) -> _Called:
        """The lowest steps, and all that stand low."""
        found = lowest_of(self._journey.steps, heard)
        low = frozenset(step for step, stands in standings_of(heard).items() if stands == "low")
        return _Called(frozenset(step.id for step in found.steps) if found else frozenset(), low)

    def _in_words(self, step: str, after: _Called) -> tuple[float, str]:
        (lowest, low), (lowest_now, low_now) = after, self._now
        if lowest != lowest_now:
            return 1, self._of_lowest(step, lowest, is_now=step in lowest_now)
        if (step in low) != (step in low_now):
            as_well = " as well" if low_now else ""
            return _HALF, f"it counts as low{as_well}" if step in low else "it no longer counts as low"
        if low != low_now:
            names = listed([quoted(step_name(self._journey, one)) for one in sorted(low ^ low_now)])
            return _HALF, f"what counts as low is another: {names}"
        return 0, ""

    def _of_lowest(self, step: str, lowest: frozenset[str], *, is_now: bool) -> str:
        if step in lowest and len(lowest) == 1:
            return "it alone is the lowest step" if is_now else "it becomes the lowest step"
        if step in lowest:
            return f"it {'is' if is_now else 'becomes'} one of the {number(len(lowest))} lowest steps"
        if not lowest:
            return "no step can be called the lowest"
        names = listed([quoted(step_name(self._journey, one.id)) for one in self._journey.steps if one.id in lowest])
        return f"{names} {'is' if len(lowest) == 1 else 'are'} lowest{' instead' if is_now else ''}"

    def _untold_end(self, step: str, *, worst: bool) -> tuple[float, str, int | None]:
        """What changes once customers answer an end and that is typed back, in words, and how many answers tell it.

        So many tell it that even with a few at the other end the average is for certain on this side of the middle,
        and the same is called.
        """
        said = self._typed_back(step, _at_end(MOST_ASKED, 0, worst=worst))

        def tells(n: int) -> bool:
            counts = _at_end(n, -(-n // _OTHERS), worst=worst)
            _, low, high = average(counts)
            return (high < 0 if worst else low > 0) and self._typed_back(step, counts) == said

        n = fewest_said(tells) if said[0] else None
        told = n is not None and self._typed_back(step, _at_end(n, 0, worst=worst)) == said
        return (*said, n) if told else (0, "", None)


def _at_end(n: int, others: int, *, worst: bool) -> tuple[int, ...]:
    """How many give each answer on paper: so many, all at one end but for those at the other."""
    between = (0,) * (len(ANSWERS["felt"]) - 2)
    return (n - others, *between, others) if worst else (others, *between, n - others)


def _aspect(changes: float) -> int:
    """Of what is called: the lowest steps where these change, else what stands low."""
    return 0 if changes == 1 else 1


def _answered(point: Point, more: int, height: float | None) -> Point:
    """A point as it would stand with so many more answers that are divided as those that there are.

    Args:
        point: the point; of one of which nobody knows how many answered, nothing gets surer.
        more: how many more.
        height: where its figure would lie; None where it does.
    """
    rating, n = point.rating, point.ground.most
    if rating is None or point.value is None or point.height is None or not n:
        return point
    scale = scale_of(rating.scale)
    at = point.height if height is None else height
    value = point.value if height is None else scale.at(at)
    ends: dict[str, float | None] = {"low": None, "high": None}
    if rating.low is not None and rating.high is not None:
        times = (n / (n + more)) ** 0.5
        low, high = sorted((scale.low, scale.high))
        ends["low"] = max(low, value - times * (point.value - rating.low))
        ends["high"] = min(high, value + times * (rating.high - point.value))
    put = rating.model_copy(update={"value": value, **ends})
    return replace(point, rating=put, height=at, ground=replace(point.ground, own_n=n + more))


def _of_all(point: Point, height: float | None) -> Point:
    """A point as it would stand if everybody had answered; arguments as for `_answered`."""
    if point.rating is None or point.value is None or point.height is None:
        return point
    at = point.height if height is None else height
    value = point.value if height is None else scale_of(point.rating.scale).at(at)
    source = point.ground.source and point.ground.source.model_copy(update={"n": None})
    put = point.rating.model_copy(update={"value": value, "low": None, "high": None})
    return replace(point, rating=put, height=at, ground=replace(point.ground, source=source, own_n=None))


def about_step(journey: Journey, step: Step) -> Unknown:
    """What customers are asked of a step, and what is known of it."""
    name = step_name(journey, step.id)
    called = quoted(name)
    grounds = [rests_on(journey, one) for one in known_ratings(step)]
    if not grounds:
        why = f"Nobody knows how {called} feels."
    elif any(one.basis == "reported" for one in grounds):
        why = f"How {called} feels was told to us, and not measured."
    else:
        why = f"How {called} feels is assumed by us."
    asked = f"{called}: how satisfied were you with it?"
    return Unknown("step", f"steps/{step.id}", name, why, "", 0, None, asked, "felt")
