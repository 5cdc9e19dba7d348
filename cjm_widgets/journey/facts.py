"""What stands in a journey, asked in the same way by the rules, the progress and the summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.journey.scales import AS_PERSONA, WANTED, is_own, scale_of
from cjm_widgets.journey.wording import quoted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey, Moment, Need, Rating, Solution, Stage, Step, Touchpoint


def step_name(journey: Journey, step_id: str | None) -> str:
    """What to call a step: its name, or its number while it has none; "" if there is no such step."""
    for at, step in enumerate(journey.steps, start=1):
        if step.id == step_id:
            return shortened(step.name) or f"Step {at}"
    return ""


def step_names(journey: Journey, steps: tuple[Step, ...]) -> list[str]:
    """What to call several steps."""
    return [step_name(journey, step.id) for step in steps]


def moment_name(journey: Journey, moment: Moment) -> str:
    """What to call a moment of truth: its own name in quotation marks, else its step's, else its number."""
    number = next(at for at, other in enumerate(journey.moments, start=1) if other.id == moment.id)
    if moment.name.strip():
        return quoted(shortened(moment.name))
    return step_name(journey, moment.step) or f"Moment {number}"


def solution_name(journey: Journey, solution: Solution) -> str:
    """What to call a solution: its title, or its number while it has none."""
    number = next(at for at, other in enumerate(journey.solutions, start=1) if other.id == solution.id)
    return quoted(shortened(solution.title)) if solution.title.strip() else f"Solution {number}"


def stage_name(journey: Journey, stage_id: str | None) -> str:
    """What to call a stage: its name, or its number while it has none; "" if there is no such stage."""
    for at, stage in enumerate(journey.stages, start=1):
        if stage.id == stage_id:
            return shortened(stage.name) or f"Stage {at}"
    return ""


def needs(journey: Journey) -> Iterator[tuple[Stage, Need]]:
    """The goals and questions that have words, with their stage, in the journey's order."""
    for stage in journey.stages:
        yield from ((stage, need) for need in stage.needs if need.name.strip())


def touchpoints(journey: Journey) -> Iterator[tuple[Step, Touchpoint]]:
    """The touchpoints that have a name, with their step, in the journey's order."""
    for step in journey.steps:
        yield from ((step, touchpoint) for touchpoint in step.touchpoints if touchpoint.name.strip())


def touchpoint_names(journey: Journey, found: list[tuple[Step, Touchpoint]]) -> list[str]:
    """What to call several touchpoints: each with its step, as two steps may both have a “Website”."""
    return [f"{shortened(touchpoint.name)} ({step_name(journey, step.id)})" for step, touchpoint in found]


def is_answered(step: Step) -> bool:
    """Whether the room or a survey rated the step as it is, or it was said that nobody knows."""
    return any(rating.value is not None for rating in shared_ratings(step) if _speaks(rating))


def shared_ratings(step: Step) -> tuple[Rating, ...]:
    """The step's ratings without what single people in the room said for themselves."""
    return tuple(rating for rating in step.ratings if not is_own(rating.id))


def known_ratings(step: Step) -> tuple[Rating, ...]:
    """The room's and the surveys' ratings that hold a figure; a persona's guess and what is only wanted are none."""
    return tuple(rating for rating in shared_ratings(step) if isinstance(rating.value, float) and _speaks(rating))


def _speaks(rating: Rating) -> bool:
    return rating.id != WANTED and not rating.id.startswith(AS_PERSONA)


def said(rating: Rating) -> str:
    """A rating's figure as people say it: “+1 satisfied”, “36 % negative answers”, “4 (1 to 5)”."""
    assert isinstance(rating.value, float)  # noqa: S101 - callers pass known ratings
    scale = scale_of(rating.scale)
    if scale.words:
        return scale.say(rating.value)
    what, _, span = scale.title.partition(", ")
    return f"{scale.say(rating.value)} {what.lower()}" if scale.unit else f"{scale.say(rating.value)} ({span or what})"


def solutions_for_step(journey: Journey, step_id: str) -> tuple[Solution, ...]:
    """The solutions named for a step, or for a moment of truth at that step."""
    moments = {moment.id for moment in journey.moments if moment.step == step_id}
    return tuple(s for s in journey.solutions if s.step == step_id or s.moment in moments)


def settled(journey: Journey, moment: Moment) -> bool:
    """Whether somebody said what to do at a moment of truth: a solution, or that nothing is needed at its step."""
    fine = any(step.nothing_needed for step in journey.steps if step.id == moment.step)
    return fine or bool(answers(journey, moment))


def answers(journey: Journey, moment: Moment) -> tuple[Solution, ...]:
    """The solutions that answer a moment of truth: named for it, or for its step and no other moment."""
    return tuple(
        solution
        for solution in journey.solutions
        if solution.moment == moment.id
        or (solution.moment is None and moment.step is not None and solution.step == moment.step)
    )
