"""What nobody has told of the steps, and what would be called of them with another figure in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.chance import is_sample, reach
from cjm_widgets.journey.facts import known_ratings, step_name
from cjm_widgets.journey.grounds import Ground, rests_on
from cjm_widgets.journey.model import Rating, Source
from cjm_widgets.journey.speaking import firmest_curve, lowest_of, standings_of, voices
from cjm_widgets.journey.unknown import MOST, Placed, Unknown, quoted, spoken, with_answers
from cjm_widgets.journey.wording import listed, number
from cjm_widgets.statistics import enough
from cjm_widgets.statistics.changes import between
from cjm_widgets.statistics.figures import Mean, Share
from cjm_widgets.statistics.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.journey.model import Journey, Step
    from cjm_widgets.journey.satisfaction import Curve, Point

WIDE: Final = 1 / 5
"""Of a scale: an interval as wide says little, even where neither of its ends changes anything. The workbook's own."""
_ASKED: Final = Source(id="asked", kind="survey")
"""What is tried counts as told by customers; of how many is open, so that chance has no part in it."""
_HALF: Final = 0.5
"""What counts as low is less than what is lowest."""
_Z: Final = 1.96


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
        moved = {end: self._moved(step.id, height) for end, height in (("low", 0.0), ("high", 1.0))}
        told = {end: words for end, (changes, words) in moved.items() if changes}
        first, *others = told or [""]
        say = f"If customers rate {quoted(about.name)} at the {first} end, {told[first]}" if first else ""
        say += "".join(f"; at the {end} end, {told[end]}" for end in others)
        counts = [self._settling(step.id, 0.0 if end == "low" else 1.0, moved[end][0]) for end in told]
        answers = max((one for one in counts if one is not None), default=None)
        unknown = replace(
            about,
            say=with_answers(say, answers),
            changes=max(changes for changes, _ in moved.values()),
            answers=answers,
        )
        edge = min((p.height for s, p in self._points.items() if s != step.id and p.height is not None), default=0.0)
        return unknown, 0.0 if point is None or point.height is None else abs(point.height - edge)

    def _wide(self, step: Step, point: Point, ends: tuple[float, float]) -> Iterator[Placed]:
        moved = [self._moved(step.id, height) for height in ends]
        changes = max(one for one, _ in moved)
        if not changes and ends[1] - ends[0] < WIDE:
            return
        told = {end: words for end, (_, words) in zip(("worse", "better"), moved, strict=True) if words}
        first, *others = told or [""]
        say = f"At the {first} end of that, {told[first]}" if first else ""
        say += "".join(f"; at the {end} end, {told[end]}" for end in others)
        answers, beside = self._parting(point) if changes else (None, "")
        more = f"{say}. About {answers:,} more answers at it and {beside} would settle it." if answers else f"{say}."
        name = quoted(step_name(self._journey, step.id))
        reaches = f", so it may lie from {point.reach}" if point.reach else ""
        why = f"{name} is measured ({point.ground.asked}){reaches}."
        asked = about_step(self._journey, step)
        yield replace(asked, kind="interval", why=why, say=more if say else "", changes=changes, answers=answers), 0.0

    def _moved(self, step: str, height: float) -> tuple[float, str]:
        """How much of what is called of the steps would change with such a figure at one of them, and how."""
        if self._main is None:
            return 0, ""
        value = self._main.scale.at(height)
        rating = Rating.model_construct(id=self._main.rater, scale=self._main.scale.name, value=value)
        put = tuple(
            replace(point, rating=rating, height=height, ground=Ground(_ASKED)) if point.step == step else point
            for point in self._main.points
        )
        main = replace(self._main, points=put)
        after = self._called(tuple(main if curve is self._main else curve for curve in self._heard))
        return self._in_words(step, after)

    def _called(self, heard: tuple[Curve, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
        """The lowest steps, and all that stand low."""
        found = lowest_of(self._journey.steps, heard)
        low = frozenset(step for step, stands in standings_of(heard).items() if stands == "low")
        return (tuple(step.id for step in found.steps) if found else ()), low

    def _in_words(self, step: str, after: tuple[tuple[str, ...], frozenset[str]]) -> tuple[float, str]:
        (lowest, low), (lowest_now, low_now) = after, self._now
        if set(lowest) != set(lowest_now):
            return 1, self._of_lowest(step, lowest, is_now=step in lowest_now)
        if (step in low) != (step in low_now):
            return _HALF, "it counts as low as well" if step in low else "it no longer counts as low"
        if low != low_now:
            names = listed([quoted(step_name(self._journey, one)) for one in sorted(low ^ low_now)])
            return _HALF, f"what counts as low is another: {names}"
        return 0, ""

    def _of_lowest(self, step: str, lowest: Sequence[str], *, is_now: bool) -> str:
        if step in lowest and len(lowest) == 1:
            return "it alone is the lowest step" if is_now else "it becomes the lowest step"
        if step in lowest:
            return f"it {'is' if is_now else 'becomes'} one of the {number(len(lowest))} lowest steps"
        if not lowest:
            return "no step can be called the lowest"
        names = listed([quoted(step_name(self._journey, one)) for one in lowest])
        return f"{names} {'is' if len(lowest) == 1 else 'are'} lowest{' instead' if is_now else ''}"

    def _settling(self, step: str, end: float, changes: float) -> int | None:
        """How many answers tell a figure half way between where it begins to change anything and the end."""
        edge: tuple[float, tuple[float, float] | None] = (MOST, None)
        if changes == 1 and self._main is not None:
            others = [p for s, p in self._points.items() if s != step and p.height is not None]
            least = min(others, key=lambda point: point.height or 0.0, default=None)
            if least is None or least.height is None:
                return None
            edge = least.height, reach(least) if is_sample(self._main) else None
        height, ends = edge
        figure = (height + end) / 2

        def tells(n: int) -> bool:
            low, high = between(height, ends, figure, wilson(figure, n))
            return not low <= 0 <= high

        return spoken(enough.answers(tells)) if figure != height else None

    def _parting(self, point: Point) -> tuple[int | None, str]:
        """How many more answers tell a step from the lowest other one, at both together, and what that is called."""
        others = [p for s, p in self._points.items() if s != point.step and p.height is not None and reach(p)]
        beside = min(others, key=lambda one: one.height or 0.0, default=None)
        if beside is None:
            return None, ""
        more = enough.more_to_part(_figure(point), _figure(beside))
        return more, quoted(step_name(self._journey, beside.step))


def _figure(point: Point) -> Share | Mean:
    """A point with the answers that it rests on, as a height; how they spread follows from its interval."""
    n, height = point.ground.most or 1, point.height or 0.0
    if point.bounds is None or point.rating is None or point.rating.low is None:
        return Share(height, n)
    return Mean(height, (point.bounds[1] - point.bounds[0]) / 2 / _Z * n**0.5, n)


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
