"""Advice on the steps, the stages and the touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.facts import stage_name, step_names, touchpoint_names, touchpoints
from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.wording import enough, fact, number, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey, Stage, Step, Touchpoint

FEWEST: Final = 6
MOST: Final = 10


def steps_count(journey: Journey) -> Iterator[Advice]:
    """About 6 to 10 key steps. Source: Oxford/HMRC notes, step 2."""
    count = len(journey.steps)
    few = count < FEWEST
    if 0 < count < FEWEST:
        say = f"There {'is one step' if count == 1 else f'are {number(count)} steps'} so far."
        do = "Look for what the customer does before, between and after. 6 to 10 key steps make a good map."
    elif count > MOST:
        say = f"There are {number(count)} steps."
        do = "Keep the most important ones: 6 to 10."
    else:
        return
    yield Advice(
        "steps-count",
        say,
        do,
        "Oxford/HMRC notes, step 2",
        "steps",
        "steps",
        count=count if few else None,
        enough=enough(count, "step") if few else "",
    )


def steps_named(journey: Journey) -> Iterator[Advice]:
    """Each step has a name in the customer's words. Source: Oxford/HMRC notes, steps 2 and 3."""
    nameless = tuple(step for step in journey.steps if not step.name.strip())
    if nameless:
        yield Advice(
            "steps-named",
            fact(step_names(journey, nameless), "step has no name", "steps have no name"),
            "Call each what the customer would call it.",
            "Oxford/HMRC notes, steps 2 and 3",
            f"steps/{nameless[0].id}/name",
            "steps",
        )


def stages_removed(journey: Journey) -> Iterator[Advice]:
    """A step belongs to a stage that is there. Source: Factsheet, step 2."""
    ids = {stage.id for stage in journey.stages}
    astray = tuple(step for step in journey.steps if step.stage is not None and step.stage not in ids)
    if astray:
        yield Advice(
            "stages-removed",
            fact(
                step_names(journey, astray),
                "step belongs to a stage that was removed",
                "steps belong to a stage that was removed",
            ),
            "Choose another stage, or none.",
            "Factsheet, step 2",
            f"steps/{astray[0].id}/stage",
            "steps",
        )


def steps_with_touchpoints(journey: Journey) -> Iterator[Advice]:
    """Every step has its touchpoints. Source: Factsheet, step 4; Ten layers, 5."""
    bare = tuple(step for step in journey.steps if not any(t.name.strip() for t in step.touchpoints))
    if bare:
        yield Advice(
            "steps-with-touchpoints",
            fact(
                step_names(journey, bare), "step has no touchpoint with a name", "steps have no touchpoint with a name"
            ),
            "Write down whom or what the customer meets there: a person, a page, a letter, a place.",
            "Factsheet, step 4",
            f"steps/{bare[0].id}/touchpoints",
            "steps",
        )


def goals(journey: Journey) -> Iterator[Advice]:
    """The customer's goal is clear in each phase. Source: Factsheet, step 3."""
    known = {stage.id for stage in journey.stages if any(need.name.strip() for need in stage.needs)}
    aimless = tuple(step for step in journey.steps if not step.goal.strip() and step.stage not in known)
    if aimless:
        yield Advice(
            "goals",
            fact(step_names(journey, aimless), "step has no goal", "steps have no goal"),
            "Say what the customer wants there, or in the stage it belongs to.",
            "Factsheet, step 3",
            f"steps/{aimless[0].id}/goal",
            "steps",
        )


def stages_named(journey: Journey) -> Iterator[Advice]:
    """Stages have names, and steps in them. Source: Factsheet, step 2."""
    nameless = [(at, stage) for at, stage in enumerate(journey.stages, start=1) if not stage.name.strip()]
    if nameless:
        yield Advice(
            "stages-named",
            fact([f"Stage {at}" for at, _ in nameless], "stage has no name", "stages have no name"),
            "Name what the customer does in it, such as explore or choose.",
            "Factsheet, step 2",
            f"stages/{nameless[0][1].id}/name",
            "steps",
        )


def stages_used(journey: Journey) -> Iterator[Advice]:
    """Steps stand in stages. Source: Factsheet, step 2."""
    ids = {stage.id for stage in journey.stages}
    used = {step.stage for step in journey.steps}
    loose = tuple(step for step in journey.steps if step.stage is None)
    unused = [stage for stage in journey.stages if stage.id not in used and stage.name.strip()]
    if journey.steps and not ids:
        say, do, at = (
            "The steps are not grouped into stages yet.",
            "Name the phases that the customer goes through, such as discover, explore, choose, purchase.",
            "stages",
        )
    elif loose:
        say = fact(step_names(journey, loose), "step is in no stage", "steps are in no stage")
        do, at = "Choose the stage of each.", f"steps/{loose[0].id}/stage"
    elif journey.steps and unused:
        say = fact([shortened(s.name) for s in unused], "stage has no step", "stages have no step")
        do, at = "Find the step that is missing, or remove the stage.", f"stages/{unused[0].id}"
    else:
        return
    yield Advice("stages-used", say, do, "Factsheet, step 2", at, "steps")


def touchpoints_of_others(journey: Journey) -> Iterator[Advice]:
    """All touchpoints count, not just your own. Source: Ten layers, 5."""
    owners = [touchpoint.owner for step in journey.steps for touchpoint in step.touchpoints]
    if owners and all(owner == "ours" for owner in owners):
        yield Advice(
            "touchpoints-of-others",
            "Every touchpoint on the map is your own.",
            "Add what else the customer meets on the way: other websites, friends, partners, authorities.",
            "Ten layers, 5",
            "steps",
            "steps",
            enough="The customer meets nobody else on this journey.",
        )


def time_frames(journey: Journey) -> Iterator[Advice]:
    """How long each phase lasts, where that can be found out. Source: Factsheet, step 5."""
    told = {stage.id for stage in journey.stages if stage.time.amount is not None}
    timeless = tuple(step for step in journey.steps if step.time.amount is None and step.stage not in told)
    if timeless:
        yield Advice(
            "time-frames",
            fact(step_names(journey, timeless), "step has no time frame", "steps have no time frame"),
            "Where you can find out, say how long it usually takes, or how long its stage does.",
            "Factsheet, step 5",
            f"steps/{timeless[0].id}/time",
            "steps",
        )


def time_sources(journey: Journey) -> Iterator[Advice]:
    """A time frame rests on data. Source: Factsheet, step 5; naming the source is the workbook's own."""
    stages = [one for one in journey.stages if _lacks_source_of_time(one)]
    steps = tuple(one for one in journey.steps if _lacks_source_of_time(one))
    met = [(step, one) for step, one in touchpoints(journey) if _lacks_source_of_time(one)]
    names = [
        *(stage_name(journey, one.id) for one in stages),
        *step_names(journey, steps),
        *touchpoint_names(journey, met),
    ]
    places = [
        *(f"stages/{one.id}" for one in stages),
        *(f"steps/{one.id}" for one in steps),
        *(f"steps/{step.id}/touchpoints/{one.id}" for step, one in met),
    ]
    if places:
        yield Advice(
            "time-sources",
            fact(names, "time frame is without a source", "time frames are without a source"),
            "Choose the source that it comes from; an estimate of your own is one too.",
            "Factsheet, step 5; naming the source is this workbook’s own",
            f"{places[0]}/time_source",
            "steps",
        )


def _lacks_source_of_time(one: Stage | Step | Touchpoint) -> bool:
    return one.time.amount is not None and one.time_source is None
