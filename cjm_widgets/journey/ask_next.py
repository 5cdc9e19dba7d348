"""What to ask next: what nobody has told, ranked by whether an answer could change what is decided here.

Of each unknown the plausible answers are tried, which are the ends of its interval or of its scale, and what is decided
is worked out with each of them anew: which steps are lowest or low (`journey.speaking`), and which solutions come first
(`journey.priority`). How many answers would settle it is reckoned for a figure half way between where it would begin to
change anything and the end. Which unknowns there are, and that order, are the workbook's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from cjm_widgets.journey.chance import is_sample, reach
from cjm_widgets.journey.facts import known_ratings, moment_name, shared_ratings, solution_name, step_name
from cjm_widgets.journey.grounds import Ground, ground, rests_on
from cjm_widgets.journey.model import Journey, Rating, Source, Step
from cjm_widgets.journey.plain import plain
from cjm_widgets.journey.priority import first_of
from cjm_widgets.journey.speaking import assumed_at, firmest_curve, lowest_of, standings_of, voices
from cjm_widgets.journey.three_questions import ANSWERS, told_of_moment, told_of_solution
from cjm_widgets.journey.wording import listed, number
from cjm_widgets.statistics import enough
from cjm_widgets.statistics.changes import between
from cjm_widgets.statistics.figures import Mean, Share
from cjm_widgets.statistics.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.journey.model import Moment, Solution, SourceFigure
    from cjm_widgets.journey.satisfaction import Curve, Point
    from cjm_widgets.journey.three_questions import Answered

Kind = Literal["step", "interval", "moment", "solution"]

ON_A_SHEET: Final = 3
WIDE: Final = 1 / 5
"""Of a scale: an interval as wide says little, even where neither of its ends changes anything. The workbook's own."""
_ASKED: Final = Source(id="asked", kind="survey")
"""What is tried counts as told by customers; of how many is open, so that chance has no part in it."""
_Z: Final = 1.96
_FEW: Final = 1 / 4
_MOST: Final = 1 / 2

_RISKS: Final = {"quit": "giving up", "come-back-later": "putting it off", "go-elsewhere": "going elsewhere"}
RULE: Final = (
    "Each unknown is tried with the answers that it could have: the ends of its interval, or of its scale. What would "
    "change the lowest steps, the hot spots or the first three solutions comes first, then what lies nearest. The "
    "number of answers is that for a figure half way between where it begins to matter and the end; of a yes or no, "
    "that which tells one in four from one in two. This is the workbook’s own."
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that nobody has told, or not surely enough.

    Args:
        kind: a step without a measured figure, a figure with a wide interval, a moment of truth that rests on
            assumption, or a solution whose worth nobody was asked.
        at: the path of the step, the moment or the solution.
        name: what that is called.
        why: what is not known, as a sentence.
        say: what an answer could change, and how many would settle it, in sentences; of what customers were asked
            already, what to do; "" where no answer changes anything.
        changes: how much of what is decided an answer could change; 0 for nothing.
        answers: how many answers would settle it; None where that cannot be said.
        question: what customers are asked.
        answered: on the room's scale of five, or with yes or no.
    """

    kind: Kind
    at: str
    name: str
    why: str
    say: str
    changes: float
    answers: int | None
    question: str
    answered: Answered

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return dict(plain(self))

    def on_paper(self) -> dict[str, Any]:
        """What is asked, and the answers that there are, as plain JSON values."""
        return {"at": self.at, "question": self.question, "answers": list(ANSWERS[self.answered])}


def ask_next(journey: Journey) -> tuple[Unknown, ...]:
    """The unknowns of a journey, what could change most first; the same journey always gives the same list.

    Args:
        journey: as everybody may see it; what people rate for themselves has no part in it.
    """
    return _reckoned(
        Journey.model_construct(
            id="asked",
            steps=tuple(
                Step.model_construct(id=step.id, name=step.name, ratings=shared_ratings(step), quotes=step.quotes)
                for step in journey.steps
            ),
            moments=journey.moments,
            solutions=journey.solutions,
            indicators=journey.indicators,
            sources=journey.sources,
        )
    )


def questions(journey: Journey) -> tuple[Unknown, ...]:
    """All that customers can be asked by such a sheet, whether or not it is known: each step, moment and solution."""
    return (
        *(_about_step(journey, step) for step in journey.steps),
        *(_about_moment(journey, one) for one in journey.moments if step_name(journey, one.step)),
        *(_about_solution(journey, one) for one in journey.solutions if not one.has_ended and one.title.strip()),
    )


@lru_cache(maxsize=8)  # a page is drawn anew with every few letters, and few of them are ratings
def _reckoned(journey: Journey) -> tuple[Unknown, ...]:
    found = [*_Steps(journey).unknowns(), *_moments(journey), *_solutions(journey)]
    order = sorted(range(len(found)), key=lambda at: (-found[at][0].changes, found[at][1], at))
    return tuple(found[at][0] for at in order)


Placed = tuple[Unknown, float]
"""An unknown, and how far what is known of it lies from where it would begin to change anything."""


class _Steps:
    """The figures of the steps, and what would be called of them with another one in its place."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._heard = voices(journey)
        self._main = firmest_curve(self._heard, uneven=True) or firmest_curve(self._heard)
        self._now = self._called(self._heard)
        self._points = {point.step: point for point in self._main.points} if self._main else {}

    def unknowns(self) -> Iterator[Placed]:
        for step in self._journey.steps:
            measured = any(rests_on(self._journey, one).basis == "measured" for one in known_ratings(step))
            point = self._points.get(step.id)
            if not measured:
                yield self._untold(step, point)
            elif point is not None and (ends := reach(point)) is not None:
                yield from self._wide(step, point, ends)

    def _untold(self, step: Step, point: Point | None) -> Placed:
        about = _about_step(self._journey, step)
        moved = {end: self._moved(step.id, height) for end, height in (("low", 0.0), ("high", 1.0))}
        told = {end: words for end, (changes, words) in moved.items() if changes}
        first, *others = told or [""]
        say = f"If customers rate “{about.name}” at the {first} end, {told[first]}" if first else ""
        say += "".join(f"; at the {end} end, {told[end]}" for end in others)
        counts = [self._settling(step.id, 0.0 if end == "low" else 1.0, moved[end][0]) for end in told]
        answers = max((one for one in counts if one is not None), default=None)
        unknown = replace(
            about,
            say=_with_answers(say, answers),
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
        name = step_name(self._journey, step.id)
        reaches = f", so it may lie from {point.reach}" if point.reach else ""
        why = f"“{name}” is measured ({point.ground.asked}){reaches}."
        asked = _about_step(self._journey, step)
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
            names = listed([f"“{step_name(self._journey, one)}”" for one in sorted(low ^ low_now)])
            return _HALF, f"what counts as low is another: {names}"
        return 0, ""

    def _of_lowest(self, step: str, lowest: Sequence[str], *, is_now: bool) -> str:
        if step in lowest and len(lowest) == 1:
            return "it alone is the lowest step" if is_now else "it becomes the lowest step"
        if step in lowest:
            return f"it {'is' if is_now else 'becomes'} one of the {number(len(lowest))} lowest steps"
        if not lowest:
            return "no step can be called the lowest"
        names = listed([f"“{step_name(self._journey, one)}”" for one in lowest])
        return f"{names} {'is' if len(lowest) == 1 else 'are'} lowest{' instead' if is_now else ''}"

    def _settling(self, step: str, end: float, changes: float) -> int | None:
        """How many answers tell a figure half way between where it begins to change anything and the end."""
        edge: tuple[float, tuple[float, float] | None] = (_MOST, None)
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

        return _spoken(enough.answers(tells)) if figure != height else None

    def _parting(self, point: Point) -> tuple[int | None, str]:
        """How many more answers tell a step from the lowest other one, at both together, and what that is called."""
        others = [p for s, p in self._points.items() if s != point.step and p.height is not None and reach(p)]
        beside = min(others, key=lambda one: one.height or 0.0, default=None)
        if beside is None:
            return None, ""
        more = enough.more_to_part(_figure(point), _figure(beside))
        return more, f"“{step_name(self._journey, beside.step)}”"


_HALF: Final = 0.5


def _figure(point: Point) -> Share | Mean:
    """A point with the answers that it rests on, as a height; how they spread follows from its interval."""
    n, height = point.ground.most or 1, point.height or 0.0
    if point.bounds is None or point.rating is None or point.rating.low is None:
        return Share(height, n)
    return Mean(height, (point.bounds[1] - point.bounds[0]) / 2 / _Z * n**0.5, n)


def _about_step(journey: Journey, step: Step) -> Unknown:
    name = step_name(journey, step.id)
    grounds = [rests_on(journey, one) for one in known_ratings(step)]
    if not grounds:
        why = f"Nobody knows how “{name}” feels."
    elif any(one.basis == "reported" for one in grounds):
        why = f"How “{name}” feels was told to us, and not measured."
    else:
        why = f"How “{name}” feels is assumed by us."
    asked = f"“{name}”: how satisfied were you with it?"
    return Unknown("step", f"steps/{step.id}", name, why, "", 0, None, asked, "felt")


def _moments(journey: Journey) -> Iterator[Placed]:
    """The moments of truth that rest on assumption, and what would change if hardly any customer knew them."""
    quoted = {
        step.id
        for step in journey.steps
        if any(one.words.strip() and ground(journey, one.source).basis != "assumed" for one in step.quotes)
    }
    assumed = set(assumed_at(journey, [step.id for step in journey.steps])) - quoted
    for moment in journey.moments:
        if moment.step not in assumed:
            continue
        if (found := told_of_moment(journey, moment)) is not None:
            yield replace(_about_moment(journey, moment), why=_asked_already(found), say="Say whether it is one."), 0.0
            continue
        name = moment_name(journey, moment)
        first = first_of(journey.solutions)
        then = first_of([one for one in journey.solutions if one.moment != moment.id])
        told = [f"{name} is no hot spot"] if moment.hot_spot else []
        if first - then:
            lost = listed([solution_name(journey, one) for one in journey.solutions if one.id in first - then])
            came = listed([solution_name(journey, one) for one in journey.solutions if one.id in then - first])
            told.append(
                f"{lost} {'has' if len(first - then) == 1 else 'have'} no reason left"
                + (f", and {came} {'comes' if len(then - first) == 1 else 'come'} into the first three" if came else "")
            )
        say = f"If hardly any customer says yes, {'; '.join(told)}" if told else ""
        about = _about_moment(journey, moment)
        yield replace(about, say=_with_answers(say, YES_OR_NO), changes=len(told), answers=YES_OR_NO), 0.0


def _about_moment(journey: Journey, moment: Moment) -> Unknown:
    name, step = moment_name(journey, moment), step_name(journey, moment.step)
    hot = "The hot spot" if moment.hot_spot else "The moment of truth"
    why = f"{hot} {name} at “{step}” is assumed by us: no customer has told of it."
    if moment.felt == "engaged":
        asked = f"“{step}”: did it make you want to stay?"
        return Unknown("moment", f"moments/{moment.id}", name, why, "", 0, None, asked, "yes-no")
    risks = [words for risk, words in _RISKS.items() if risk in moment.risk] or ["giving up", "going elsewhere"]
    asked = f"“{step}”: did you think of {' or '.join(risks)} there?"
    return Unknown("moment", f"moments/{moment.id}", name, why, "", 0, None, asked, "yes-no")


def _solutions(journey: Journey) -> Iterator[Placed]:
    """The solutions whose worth nobody was asked, and what would change with the answers that it could have."""
    known = {
        one.id for one in journey.indicators if one.today is not None or any(r.value is not None for r in one.results)
    }
    first = first_of(journey.solutions)
    for one in journey.solutions:
        bare = one.indicator is not None and one.indicator not in known
        if one.has_ended or one.control == "not-ours" or one.effort is None:
            continue
        if one.impact is not None and one.sure != "guess" and not bare:
            continue
        if (found := told_of_solution(journey, one)) is not None:
            do = "Say what it is worth to them, and how sure you are of it."
            yield replace(_about_solution(journey, one), why=_asked_already(found), say=do), 0.0
            continue
        ends = (1, 5) if one.impact is None or one.sure == "guess" else (max(1, one.impact - 1), min(5, one.impact + 1))
        told = []
        for impact, words in zip(ends, ("little", "much"), strict=True):
            then = first_of(
                [each.model_copy(update={"impact": impact}) if each is one else each for each in journey.solutions]
            )
            if then != first:
                told.append(f"{words} by it, {_changed(journey, one, first, then)}")
        say = f"If customers gain {'; if they gain '.join(told)}" if told else ""
        about = _about_solution(journey, one, bare=bare)
        yield replace(about, say=_with_answers(say, YES_OR_NO), changes=1 if told else 0, answers=YES_OR_NO), 0.0


def _changed(journey: Journey, one: Solution, first: frozenset[str], then: frozenset[str]) -> str:
    names = {each.id: solution_name(journey, each) for each in journey.solutions}
    if one.id in then - first:
        lost = listed([names[each.id] for each in journey.solutions if each.id in first - then])
        return f"it comes into the first three{f' in place of {lost}' if lost else ''}"
    came = listed([names[each.id] for each in journey.solutions if each.id in then - first])
    verb = "comes" if len(then - first) == 1 else "come"
    if one.id in first - then:
        return f"it leaves the first three{f', and {came} {verb} in' if came else ''}"
    return f"the first three are others{f': {came} {verb} in' if came else ''}"


def _about_solution(journey: Journey, one: Solution, *, bare: bool = False) -> Unknown:
    name = solution_name(journey, one)
    if bare:
        why = f"The indicator that {name} should move has no figure."
    elif one.impact is None:
        why = f"Nobody has said what {name} is worth to customers."
    else:
        why = f"What {name} is worth to customers is a guess."
    asked = f"“{' '.join(one.title.split())}”: would this help you?"
    return Unknown("solution", f"solutions/{one.id}", name, why, "", 0, None, asked, "yes-no")


def _asked_already(found: SourceFigure) -> str:
    return f"{found.name}: {found.value:.0f} % of {found.n:,} customers say yes."


def _spoken(count: int | None) -> int | None:
    return None if count is None else enough.spoken(count)


def _with_answers(say: str, answers: int | None) -> str:
    if not say or not answers:
        return f"{say}." if say else ""
    return f"{say}{'. About' if ';' in say else '; about'} {answers:,} answers would settle it."


YES_OR_NO: Final = _spoken(enough.answers(lambda n: wilson(_FEW, n)[1] < _MOST))
"""Answers that tell one in four from one in two."""
