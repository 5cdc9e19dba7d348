"""What to ask next: what nobody has told, ranked by whether an answer could change what is decided here.

Of each unknown the plausible answers are tried, which are the ends of its interval or of its scale, and what is decided
is worked out with each of them anew: which steps are lowest or low (`journey.speaking`), and which solutions come first
(`journey.priority`). Of a step without a measured figure, answers are tried as they would be typed back. Which unknowns
there are, and that order, are the workbook's own.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.facts import moment_name, shared_ratings, solution_name, step_name
from cjm_widgets.journey.grounds import ground
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.journey.priority import first_of
from cjm_widgets.journey.speaking import assumed_at
from cjm_widgets.journey.three_questions import said_yes, told_of_moment, told_of_solution
from cjm_widgets.journey.unknown import YES_OR_NO, Placed, Unknown, quoted, with_answers
from cjm_widgets.journey.unknown_steps import Steps, about_step
from cjm_widgets.journey.wording import isolated, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Moment, Solution

ON_A_SHEET: Final = 3
_HALF: Final = 50
"""Per cent."""
_RISKS: Final = {"quit": "giving up", "come-back-later": "putting it off", "go-elsewhere": "going elsewhere"}
RULE: Final = (
    "Each unknown is tried with the answers that it could have: the ends of its interval, or of its scale. What would "
    "change the lowest steps, the hot spots or the first three solutions comes first, then what lies nearest. Of a "
    "step that is measured, the number is what it takes to call the steps with the figures as they stand, and at the "
    "ends that are named; of one that is not, answers are tried as they would be typed back, and it "
    "is what it takes where one in eight answers the other end; of a yes or no, that which tells one in four from one "
    "in two. Other customers might answer otherwise: with so many it is told in about half of all samples. This is the "
    "workbook’s own."
)


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
        *(about_step(journey, step) for step in journey.steps),
        *(_about_moment(journey, one) for one in journey.moments if step_name(journey, one.step)),
        *(_about_solution(journey, one) for one in journey.solutions if not one.has_ended and one.title.strip()),
    )


@lru_cache(maxsize=8)  # a page is drawn anew with every few letters, and few of them are ratings
def _reckoned(journey: Journey) -> tuple[Unknown, ...]:
    found = [*Steps(journey).unknowns(), *_moments(journey), *_solutions(journey)]
    order = sorted(range(len(found)), key=lambda at: (-found[at][0].changes, found[at][1], at))
    return tuple(found[at][0] for at in order)


def _moments(journey: Journey) -> Iterator[Placed]:
    """The moments of truth that rest on assumption, and what would change if hardly any customer knew them."""
    heard = {
        step.id
        for step in journey.steps
        if any(one.words.strip() and ground(journey, one.source).basis != "assumed" for one in step.quotes)
    }
    assumed = set(assumed_at(journey, [step.id for step in journey.steps])) - heard
    for moment in journey.moments:
        if moment.step not in assumed:
            continue
        if (found := told_of_moment(journey, moment)) is not None:
            few = moment.hot_spot and found.high is not None and found.high < _HALF
            say = "Fewer than half of customers say so: is it still a hot spot?" if few else "Say whether it is one."
            yield replace(_about_moment(journey, moment), why=said_yes(found), say=say, changes=int(few)), 0.0
            continue
        first = first_of(journey.solutions)
        then = first_of([one for one in journey.solutions if one.moment != moment.id])
        told = [f"{_named(moment, journey)} is no hot spot"] if moment.hot_spot else []
        if first - then:
            lost = listed([solution_name(journey, one) for one in journey.solutions if one.id in first - then])
            came = listed([solution_name(journey, one) for one in journey.solutions if one.id in then - first])
            told.append(
                f"{lost} {'has' if len(first - then) == 1 else 'have'} no reason left"
                + (f", and {came} {'comes' if len(then - first) == 1 else 'come'} into the first three" if came else "")
            )
        say = f"If hardly any customer says yes, {'; '.join(told)}" if told else ""
        about = _about_moment(journey, moment)
        yield replace(about, say=with_answers(say, YES_OR_NO), changes=len(told), answers=YES_OR_NO), 0.0


def _about_moment(journey: Journey, moment: Moment) -> Unknown:
    name, step = moment_name(journey, moment), quoted(step_name(journey, moment.step))
    what = "The hot spot" if moment.hot_spot else "The moment of truth"
    own = f" {_named(moment, journey)}" if moment.name.strip() else ""
    why = f"{what}{own} at {step} is assumed by us: no customer has told of it."
    if moment.felt == "engaged":
        asked = f"{step}: did it make you want to stay?"
        return Unknown("moment", f"moments/{moment.id}", name, why, "", 0, None, asked, "yes-no")
    risks = [words for risk, words in _RISKS.items() if risk in moment.risk] or ["giving up", "going elsewhere"]
    asked = f"{step}: did you think of {' or '.join(risks)} there?"
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
            yield replace(_about_solution(journey, one), why=said_yes(found), say=do), 0.0
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
        yield replace(about, say=with_answers(say, YES_OR_NO), changes=1 if told else 0, answers=YES_OR_NO), 0.0


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


def _named(moment: Moment, journey: Journey) -> str:
    """A moment in quotation marks: by its own name, else by its step's."""
    return isolated(moment_name(journey, moment)) if moment.name.strip() else quoted(moment_name(journey, moment))


def _about_solution(journey: Journey, one: Solution, *, bare: bool = False) -> Unknown:
    name = solution_name(journey, one)
    if bare:
        why = f"The indicator that {name} should move has no figure."
    elif one.impact is None:
        why = f"Nobody has said what {name} is worth to customers."
    else:
        why = f"What {name} is worth to customers is a guess."
    asked = f"{quoted(' '.join(one.title.split()))}: would this help you?"
    return Unknown("solution", f"solutions/{one.id}", name, why, "", 0, None, asked, "yes-no")
