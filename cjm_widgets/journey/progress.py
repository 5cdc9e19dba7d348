"""How far a journey has come, page by page, and its figures as plain text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.diagnostic import MOST_EACH, five_cs, verdict
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.facts import (
    is_answered,
    moment_name,
    said,
    settled,
    shared_ratings,
    solution_name,
    solutions_for_step,
    step_name,
)
from cjm_widgets.journey.grounds import rests_on
from cjm_widgets.journey.mismatch import mismatches, unanswered
from cjm_widgets.journey.model import Diagnostic, Scope
from cjm_widgets.journey.priority import ranking
from cjm_widgets.journey.quotes import quotes_of_moment, quotes_of_solution, reported
from cjm_widgets.journey.rules import PAGE_NAMES, PageName
from cjm_widgets.journey.rules.moments import FEWEST as FEWEST_MOMENTS
from cjm_widgets.journey.rules.personas import FEWEST as FEWEST_PERSONAS
from cjm_widgets.journey.rules.steps import FEWEST as FEWEST_STEPS
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, SCALES, WANTED
from cjm_widgets.journey.stakeholders import stakeholder_lines
from cjm_widgets.journey.teams import teams_work
from cjm_widgets.journey.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.journey.grounds import Ground
    from cjm_widgets.journey.model import Journey, Rating, Step, Touchpoint

State = Literal["empty", "started", "done"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one page has come.

    Args:
        page: the page's name.
        state: "empty" while nothing is there, "done" when the method's least is there.
        say: what is there and what is missing, such as “7 of 10 steps rated”.
    """

    page: PageName
    state: State
    say: str

    def to_json(self) -> dict[str, str]:
        """The progress as plain JSON values."""
        return asdict(self)


def progress(journey: Journey) -> tuple[Progress, ...]:
    """How far every page has come, in the order of the method."""
    pages = {
        "start": _start(journey),
        "diagnostic": _diagnostic(journey),
        "personas": _personas(journey),
        "steps": _steps(journey),
        "satisfaction": _satisfaction(journey),
        "moments_of_truth": _moments(journey),
        "solutions": _solutions(journey),
    }
    # What stands on the map; the evaluation comes after it.
    finished = sum(state == "done" for name, (state, _) in pages.items() if name != "start")
    asked = len(pages) - 1
    whole: State = "done" if finished == asked else "started" if journey.steps else "empty"
    pages["map"] = (whole, f"{finished} of {asked} parts done" if journey.steps else "No steps to draw yet")
    pages["evaluate"] = _evaluate(journey)
    return tuple(Progress(page, *pages[page]) for page in PAGE_NAMES)


def page_progress(journey: Journey, page: PageName) -> Progress:
    """How far one page has come."""
    return next(found for found in progress(journey) if found.page == page)


def _state(*, begun: bool, done: bool) -> State:
    return "done" if done else "started" if begun else "empty"


def _start(journey: Journey) -> tuple[State, str]:
    named = bool(journey.title.strip())
    return ("done", journey.title.strip()) if named else ("started", "The map has no name yet")


def _diagnostic(journey: Journey) -> tuple[State, str]:
    found = verdict(journey)
    count = sum(c.rating is not None for _, c in five_cs(journey.diagnostic))
    all_five = f"{count} of 5 Cs answered"
    done = count == 5 or found.verdict != "not-yet"
    say = f"{all_five}; {found.verdict.replace('-', ' ')}" if count or found.overridden else all_five
    return _state(begun=journey.diagnostic != Diagnostic(), done=done), say


def _personas(journey: Journey) -> tuple[State, str]:
    named = sum(bool(persona.name.strip()) for persona in journey.personas)
    say = f"{named} of {FEWEST_PERSONAS} personas" if named < FEWEST_PERSONAS else f"{named} personas"
    stakeholders = sum(bool(one.name.strip()) for one in journey.stakeholders)
    outcomes = sum(bool(one.name.strip()) for one in journey.outcomes)
    # Personas are the least that the method needs; who maps stakeholders and outcomes as well sees them counted.
    more = [_counted(count, noun) for count, noun in ((stakeholders, "stakeholder"), (outcomes, "outcome")) if count]
    begun = bool(journey.personas or journey.stakeholders or journey.outcomes)
    return _state(begun=begun, done=named >= FEWEST_PERSONAS), "; ".join((say, *more))


def _steps(journey: Journey) -> tuple[State, str]:
    scope = journey.scope
    asked = (
        ("journey", scope.journey_type),
        ("customers", scope.segment),
        ("start", scope.starts),
        ("end", scope.ends),
    )
    missing = [words for words, value in asked if not value.strip()]
    named = sum(bool(step.name.strip()) for step in journey.steps)
    say = f"{named} of {FEWEST_STEPS} steps" if named < FEWEST_STEPS else f"{named} steps"
    if missing:
        say += f"; to be named: {', '.join(missing)}"
    done = named >= FEWEST_STEPS and not missing
    own = scope.model_copy(update={"journey_type": "", "segment": "", "why": ""})  # these the first page asks for
    return _state(begun=bool(journey.steps or journey.stages) or own != Scope(), done=done), say


def _satisfaction(journey: Journey) -> tuple[State, str]:
    if not journey.steps:
        return "empty", "No steps to rate yet"
    answered = sum(is_answered(step) for step in journey.steps)
    begun = answered > 0 or any(any(step.experience.model_dump().values()) for step in journey.steps)
    say = f"{answered} of {len(journey.steps)} step{'' if len(journey.steps) == 1 else 's'} rated"
    return _state(begun=begun, done=answered == len(journey.steps)), say


def _moments(journey: Journey) -> tuple[State, str]:
    placed = sum(bool(step_name(journey, moment.step)) for moment in journey.moments)
    say = f"{placed} of {FEWEST_MOMENTS} moments of truth" if placed < FEWEST_MOMENTS else f"{placed} moments of truth"
    return _state(begun=bool(journey.moments), done=placed >= FEWEST_MOMENTS), say


def _solutions(journey: Journey) -> tuple[State, str]:
    answered = sum(settled(journey, moment) for moment in journey.moments)
    count = len(journey.solutions)
    fine = sum(step.nothing_needed for step in journey.steps)
    say = f"{count} solution{'' if count == 1 else 's'}"
    if fine:
        say += f"; nothing needed at {_counted(fine, 'step')}"
    if journey.moments:
        of = "moment" if len(journey.moments) == 1 else "moments"
        say += f"; {answered} of {len(journey.moments)} {of} of truth answered"
    done = count + fine > 0 and answered == len(journey.moments)
    return _state(begun=count + fine > 0, done=done), say


def _evaluate(journey: Journey) -> tuple[State, str]:
    found = evaluated(journey)
    if not found:
        kept = len(journey.editions)
        return ("started", f"No indicators; {_counted(kept, 'edition')}") if kept else ("empty", "No indicators yet")
    aimed = sum(one.target is not None for one in found)
    measured = sum(one.target is not None and one.latest is not None for one in found)
    met = sum(one.state == "met" for one in found)
    say = f"{_counted(len(found), 'indicator')}; {aimed} with a target, {measured} measured, {met} met"
    # an estimate settles no target, but the page is filled in
    filled = any(one.target is not None and any(each.value is not None for each in one.results) for one in found)
    return _state(begun=True, done=filled), say


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def summary(journey: Journey, page: PageName) -> str:
    """A page's figures as plain text, several lines, the same for the same journey.

    It is what an executed workbook shows as text and what the golden workbooks are compared by.
    """
    name = journey.title.strip() or journey.id
    head = name if page == "start" else f"{name}: {page_progress(journey, page).say}"
    return "\n".join([head, *(line.rstrip() for line in _SUMMARIES[page](journey))])


def _start_lines(journey: Journey) -> Iterator[str]:
    for found in progress(journey)[1:]:
        yield f"{found.page}: {found.state} ({found.say})"


def _diagnostic_lines(journey: Journey) -> Iterator[str]:
    for name, c in five_cs(journey.diagnostic):
        said = f"{c.rating} of {MOST_EACH}" if isinstance(c.rating, int) else "not known" if c.rating else "not rated"
        yield f"{name.capitalize()}: {said}"
    yield f"Verdict: {verdict(journey).say}"


def _personas_lines(journey: Journey) -> Iterator[str]:
    for at, persona in enumerate(journey.personas, start=1):
        asked = [value for name, value in persona.model_dump().items() if name not in ("id", "name")]
        filled = sum(bool(value.strip() if isinstance(value, str) else value) for value in asked)
        job = f", {persona.job.strip()}" if persona.job.strip() else ""
        yield f"{at}. {persona.name.strip() or 'No name yet'}{job} ({filled} of {len(asked)} fields filled)"
    yield from stakeholder_lines(journey)
    for team in journey.teams:
        lead = f" ({shortened(team.lead)})" if team.lead.strip() else ""
        yield f"Team: {shortened(team.name) or 'no name yet'}{lead}"
    for outcome in journey.outcomes:
        yield f"Outcome: {shortened(outcome.name) or 'no words yet'}"


def _steps_lines(journey: Journey) -> Iterator[str]:
    scope = journey.scope
    yield f"Journey: {scope.journey_type.strip() or 'not said'}"
    yield f"Customers: {scope.segment.strip() or 'not said'}"
    yield f"From: {scope.starts.strip() or 'not said'}"
    yield f"To: {scope.ends.strip() or 'not said'}"
    stages = {stage.id: stage.name.strip() for stage in journey.stages}
    for at, step in enumerate(journey.steps, start=1):
        count = len(step.touchpoints)
        stage = f" [{stages[step.stage]}]" if step.stage in stages else ""
        yield f"{at}. {step_name(journey, step.id)}{stage}, {_counted(count, 'touchpoint')}"
    for found in mismatches(journey):
        yield f"Mismatch: {found.say}"


def _satisfaction_lines(journey: Journey) -> Iterator[str]:
    for at, step in enumerate(journey.steps, start=1):
        yield f"{at}. {step_name(journey, step.id)}: {_ratings(journey, step)}"
        grades = [
            f"{shortened(one.name) or 'touchpoint'} {_grade(one)}" for one in step.touchpoints if one.grade is not None
        ]
        if grades:
            yield f"   Touchpoints: {', '.join(grades)}"


def _grade(touchpoint: Touchpoint) -> str:
    grade = touchpoint.grade
    return SCALES["felt"].say(grade).split(" ")[0] if isinstance(grade, int) else "not known"


def _moments_lines(journey: Journey) -> Iterator[str]:
    for at, moment in enumerate(journey.moments, start=1):
        step = next((step for step in journey.steps if step.id == moment.step), None)
        hot = ", hot spot" if moment.hot_spot else ""
        risks = f", may {' or '.join(risk.replace('-', ' ') for risk in moment.risk)}" if moment.risk else ""
        yield f"{at}. {moment_name(journey, moment)}{hot}{risks}: {_ratings(journey, step) if step else 'no step'}"
        if said_there := reported(journey, quotes_of_moment(journey, moment), moment.touchpoint):
            yield f"   {said_there}"


def _solutions_lines(journey: Journey) -> Iterator[str]:
    for at, solution in enumerate(journey.solutions, start=1):
        where = step_name(journey, solution.step)
        sort = f", {solution.action.replace('-', ' ')}" if solution.action else ""
        size = f", impact {solution.impact or '?'}, effort {solution.effort or '?'}" if _sized(solution) else ""
        state = f", {solution.state.replace('-', ' ')}" if solution.state else ""
        due = f", due {shown(solution.due)}" if solution.due and not solution.has_ended else ""
        yield f"{at}. {solution_name(journey, solution)}{f' at {where}' if where else ''}{sort}{size}{state}{due}"
        if said_there := reported(journey, quotes_of_solution(journey, solution)):
            yield f"   {said_there}"
    found = ranking(journey)
    if found.ranked:
        yield found.say
    for ranked in found.ranked:
        score = f"{ranked.score:+g}".replace("-", "−")
        place = f"{ranked.place}{'=' if ranked.shared else '.'}"
        yield f"{place} {ranked.title}: score {score}, {ranked.quadrant}, {ranked.firmness}"
    for gap in unanswered(journey):
        yield f"Gap: {gap.say} {gap.priority.capitalize()}."


def _sized(solution: object) -> bool:
    return any(getattr(solution, name) is not None for name in ("impact", "effort"))


def _map_lines(journey: Journey) -> Iterator[str]:
    yield f"Verdict: {verdict(journey).say}"
    personas = [persona.name.strip() for persona in journey.personas if persona.name.strip()]
    yield f"Personas: {', '.join(personas) or 'none'}"
    moments = {moment.step: moment for moment in journey.moments}
    for at, step in enumerate(journey.steps, start=1):
        moment = moments.get(step.id)
        mark = "" if moment is None else ", hot spot" if moment.hot_spot else ", moment of truth"
        count = len(solutions_for_step(journey, step.id))
        solved = f", {count} solution{'' if count == 1 else 's'}" if count else ""
        solved += ", nothing needed" if step.nothing_needed else ""
        yield f"{at}. {step_name(journey, step.id)}: {_ratings(journey, step)}{mark}{solved}"


def _evaluate_lines(journey: Journey) -> Iterator[str]:
    for at, found in enumerate(evaluated(journey), start=1):
        kind = f" ({found.kind})" if found.kind else ""
        yield f"{at}. {found.name}{kind}: {found.state}. {found.say}"
        for prediction in found.predictions:
            yield f"   {prediction.title}: {prediction.against}"
        if found.together:
            yield f"   {found.together}"
    for team in teams_work(journey):
        yield f"Team: {team.say}"
    for edition in journey.editions:
        date = f", {shown(edition.date)}" if edition.date else ""
        yield f"Edition: {shortened(edition.name) or 'no name'}{date}"


def _ratings(journey: Journey, step: Step) -> str:
    return (
        "; ".join(_rating(journey, rating) for rating in shared_ratings(step) if rating.value is not None)
        or "not rated"
    )


def _rating(journey: Journey, rating: Rating) -> str:
    ground = rests_on(journey, rating)
    who = rating.rater.strip() or _rater(journey, rating.id, ground)
    if not isinstance(rating.value, float):
        return f"not known ({who})"
    source = "" if ground.firm == "assumed" else ground.named
    return f"{said(rating)} ({', '.join(part for part in (who, ground.firm, source, ground.asked) if part)})"


def _rater(journey: Journey, rater: str, ground: Ground) -> str:
    if rater == WANTED:
        return "what we want"
    persona = next((one for one in journey.personas if f"{AS_PERSONA}{one.id}" == rater), None)
    if persona:
        return f"as {shortened(persona.name) or 'a persona'}"
    return "" if rater != ROOM and ground.source else rater


_SUMMARIES: Final[dict[PageName, Callable[[Journey], Iterator[str]]]] = {
    "start": _start_lines,
    "diagnostic": _diagnostic_lines,
    "personas": _personas_lines,
    "steps": _steps_lines,
    "satisfaction": _satisfaction_lines,
    "moments_of_truth": _moments_lines,
    "solutions": _solutions_lines,
    "map": _map_lines,
    "evaluate": _evaluate_lines,
}
