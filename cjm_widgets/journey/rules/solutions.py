"""Advice on the solutions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.facts import moment_name, settled, solution_name, solutions_for_step, step_names
from cjm_widgets.journey.rules.advice import N_UNKNOWN, Advice
from cjm_widgets.journey.speaking import assumed_at, standings, without_n_at
from cjm_widgets.journey.teams import responsible
from cjm_widgets.journey.wording import fact, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.journey.model import Journey, Solution, Step


_FOR_CERTAIN: Final = (
    "It must differ from the other steps, or from the middle of the scale, by more than chance, as far as is known how "
    "many answered."
)


def solutions_not_begun(journey: Journey) -> Iterator[Advice]:
    """What can be changed, put in place or kept. Source: Oxford/HMRC notes, step 5."""
    if not journey.solutions and not (journey.steps and all(step.nothing_needed for step in journey.steps)):
        yield Advice(
            "solutions-not-begun",
            "No solution is written down yet.",
            "Begin with a moment of truth: what could you change, put in place or keep?"
            if journey.moments
            else "Mark the moments of truth first; then say what you change, put in place or keep.",
            "Oxford/HMRC notes, step 5",
            "solutions" if journey.moments else "moments",
            "solutions",
        )


def solutions_removed(journey: Journey) -> Iterator[Advice]:
    """What a solution is for is still there. Source: Oxford/HMRC notes, step 5."""
    steps = {step.id for step in journey.steps}
    moments = {moment.id for moment in journey.moments}
    needs = {need.id for stage in journey.stages for need in stage.needs}
    indicators = {indicator.id for indicator in journey.indicators}
    teams = {team.id for team in journey.teams}
    for field, there, what in (
        ("step", steps, "a step"),
        ("moment", moments, "a moment of truth"),
        ("need", needs, "a goal or question"),
        ("indicator", indicators, "an indicator"),
        ("team", teams, "a team"),
    ):
        yield from _on(
            journey,
            partial(_names_what_is_gone, field=field, there=there),
            _Gap(
                rule="solutions-removed",
                one=f"solution names {what} that was removed",
                several=f"solutions name {what} that was removed",
                do="Choose another one, or none.",
                source="Oxford/HMRC notes, step 5",
                field=field,
                each=True,
            ),
        )


def moments_answered(journey: Journey) -> Iterator[Advice]:
    """Each moment of truth gets an answer. Source: Oxford/HMRC notes, step 5."""
    open_ones = [moment for moment in journey.moments if not settled(journey, moment)]
    if open_ones and journey.solutions:
        yield Advice(
            "moments-answered",
            fact(
                [moment_name(journey, m) for m in open_ones],
                "moment of truth has no solution",
                "moments of truth have no solution",
            ),
            "Say what you change there, put in place or keep.",
            "Oxford/HMRC notes, step 5",
            f"moments/{open_ones[0].id}",
            "solutions",
        )


def low_steps_answered(journey: Journey) -> Iterator[Advice]:
    """Where customers are dissatisfied, something is to be done.

    Source: Oxford/HMRC notes, step 5; QIA. Which step counts as low is the workbook's own.
    """
    stand = standings(journey)
    low = tuple(
        step
        for step in journey.steps
        if stand.get(step.id) == "low" and not step.nothing_needed and not solutions_for_step(journey, step.id)
    )
    if low and journey.solutions:
        yield Advice(
            "low-steps-answered",
            fact(
                step_names(journey, low),
                "step rated low has no solution",
                "steps rated low have no solution",
            )
            + _unsure(journey, low),
            "Say what could be better there, and whether it is in your hands.",
            "Oxford/HMRC notes, step 5; what counts as low is this workbook’s own. It is −1 or less, a survey’s lowest "
            f"quarter, or more negative than other answers. {_FOR_CERTAIN}",
            f"steps/{low[0].id}",
            "solutions",
        )


def nothing_and_something(journey: Journey) -> Iterator[Advice]:
    """Where nothing is needed, nothing is to be checked or changed. Source: QIA, priority activities."""
    both = tuple(
        step
        for step in journey.steps
        if step.nothing_needed and any(one.action != "keep" for one in solutions_for_step(journey, step.id))
    )
    if both:
        yield Advice(
            "nothing-and-something",
            fact(
                step_names(journey, both),
                "step is ticked as fine, and yet something is to be changed there",
                "steps are ticked as fine, and yet something is to be changed there",
            ),
            "Take the tick away, or drop the solution.",
            "QIA, priority activities",
            f"steps/{both[0].id}/nothing_needed",
            "solutions",
        )


def solutions_titled(journey: Journey) -> Iterator[Advice]:
    """A solution says what will be done. Source: QIA, priority activities."""
    yield from _on(
        journey,
        lambda s: not s.title.strip(),
        _Gap(
            rule="solutions-titled",
            one="solution does not say what will be done",
            several="solutions do not say what will be done",
            do="Start with a verb: “Send the agenda a week before”.",
            source="QIA, priority activities",
            field="title",
        ),
    )


def solutions_placed(journey: Journey) -> Iterator[Advice]:
    """A solution belongs to a step or a moment of truth. Source: QIA, priority activities."""
    yield from _on(
        journey,
        lambda s: s.step is None and s.moment is None,
        _Gap(
            rule="solutions-placed",
            one="solution belongs to no step",
            several="solutions belong to no step",
            do="Choose the step or the moment of truth it is for.",
            source="QIA, priority activities",
            field="step",
        ),
    )


def kept_strengths(journey: Journey) -> Iterator[Advice]:
    """What works well is continued. Source: Oxford/HMRC notes, step 5; which step does is the workbook's own."""
    stand = standings(journey)
    well = tuple(step for step in journey.steps if stand.get(step.id) == "high")
    if well and journey.solutions and not any(s.action == "keep" for s in journey.solutions):
        yield Advice(
            "kept-strengths",
            fact(
                step_names(journey, well),
                f"step works well{_assumed(journey, well)}, and nothing is said to keep it so",
                f"steps work well{_assumed(journey, well)}, and nothing is said to keep them so",
            )
            + _unsure(journey, well),
            "Write down what must stay as it is.",
            "Oxford/HMRC notes, step 5; what counts as good is this workbook’s own. It is +1 or more, or a survey’s "
            f"highest quarter. {_FOR_CERTAIN}",
            "solutions",
            "solutions",
        )


def sort_of_action(journey: Journey) -> Iterator[Advice]:
    """Change, put in place, or keep. Source: Oxford/HMRC notes, step 5."""
    yield from _on(
        journey,
        lambda s: s.action is None,
        _Gap(
            rule="sort-of-action",
            one="solution does not say what sort of action it is",
            several="solutions do not say what sort of action they are",
            do="Choose: change something, put something new in place, or keep it.",
            source="Oxford/HMRC notes, step 5",
            field="action",
        ),
    )


def in_our_hands(journey: Journey) -> Iterator[Advice]:
    """Look at what you can control. Source: Oxford/HMRC notes, step 5."""
    yield from _on(
        journey,
        lambda s: s.control is None,
        _Gap(
            rule="in-our-hands",
            one="solution does not say whether it is in your hands",
            several="solutions do not say whether they are in your hands",
            do="Say who can decide it: you, you with others, or others.",
            source="Oxford/HMRC notes, step 5",
            field="control",
        ),
    )


def something_in_our_hands(journey: Journey) -> Iterator[Advice]:
    """Look at what you can control. Source: Oxford/HMRC notes, step 5."""
    if journey.solutions and all(solution.control == "not-ours" for solution in journey.solutions):
        yield Advice(
            "something-in-our-hands",
            "Nothing on the list is in your own hands.",
            "Look for what you can change yourselves, however small.",
            "Oxford/HMRC notes, step 5",
            "solutions",
            "solutions",
        )


def effort_and_impact(journey: Journey) -> Iterator[Advice]:
    """How much work, and how much the customer would notice. Source: Factsheet, step 6 (effort); impact is our own."""
    yield from _on(
        journey,
        lambda s: s.action != "keep" and (s.effort is None or s.impact is None),
        _Gap(
            rule="effort-and-impact",
            one="solution lacks its effort or its impact",
            several="solutions lack their effort or their impact",
            do="Estimate both from 1 to 5, so that you can see what to do first.",
            source="Factsheet, step 6; impact is this workbook’s own",
            field="impact",
        ),
    )


def owner_and_date(journey: Journey) -> Iterator[Advice]:
    """Who is best suited, and by when. Source: Factsheet, step 6 (teams); the date is the workbook's own."""
    yield from _on(
        journey,
        lambda s: not responsible(journey, s.team) or (s.action != "keep" and not s.due.strip()),
        _Gap(
            rule="owner-and-date",
            one="solution lacks a responsible team or a date",
            several="solutions lack a responsible team or a date",
            do="Choose the team that takes it on, and by when. “Nobody” is no team.",
            source="Factsheet, step 6; the date is this workbook’s own",
            field="team",
        ),
    )


def area(journey: Journey) -> Iterator[Advice]:
    """Staff training, communications, process or service design. Source: QIA, having completed the mapping."""
    yield from _on(
        journey,
        lambda s: s.area is None,
        _Gap(
            rule="area",
            one="solution does not say what it concerns",
            several="solutions do not say what they concern",
            do="Choose: staff training, communications, or the process or service.",
            source="QIA, having completed the mapping",
            field="area",
        ),
    )


def check_verify_change(journey: Journey) -> Iterator[Advice]:
    """What comes first: check, verify or change. Source: QIA, priority activities."""
    yield from _on(
        journey,
        lambda s: s.activity is None and s.action != "keep",
        _Gap(
            rule="check-verify-change",
            one="solution does not say what comes first",
            several="solutions do not say what comes first",
            do="Choose: check how it is done, verify that it works, or change it.",
            source="QIA, priority activities",
            field="activity",
        ),
    )


def _assumed(journey: Journey, steps: tuple[Step, ...]) -> str:
    """That nothing firmer than what somebody assumes says so of some steps."""
    there = assumed_at(journey, [step.id for step in steps])
    if len(there) < len(steps):
        names = listed(step_names(journey, tuple(step for step in steps if step.id in there)))
        return f" (at {names} as we assume)" if there else ""
    return ", as we assume"


def _unsure(journey: Journey, steps: tuple[Step, ...]) -> str:
    return f" {N_UNKNOWN}" if without_n_at(journey, [step.id for step in steps]) else ""


def _names_what_is_gone(solution: Solution, field: str, there: set[str]) -> bool:
    return getattr(solution, field) not in {None, *there}


@dataclass(frozen=True, slots=True)
class _Gap:
    """What a solution may lack: the words for one and for several, and the field where it is filled."""

    rule: str
    one: str
    several: str
    do: str
    source: str
    field: str
    each: bool = False


def _on(journey: Journey, lacks: Callable[[Solution], bool], gap: _Gap) -> Iterator[Advice]:
    found = [solution for solution in journey.solutions if lacks(solution)]
    if found:
        say = fact([solution_name(journey, solution) for solution in found], gap.one, gap.several)
        at = f"solutions/{found[0].id}/{gap.field}"
        yield Advice(gap.rule, say, gap.do, gap.source, at, "solutions", each=gap.each)
