"""Three questions on paper: how their answers are called and kept, so that they can be read back and put right.

Each day's sheets are one source. A step's answers are a figure on the room's scale of five; those of a moment of truth
a share at its step; whether a solution would help, an outcome of the source. How many gave each answer stands beside a
figure of a step in words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.scales import FELT_WORDS, SCALES
from cjm_widgets.journey.wording import shortened

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Moment, Solution, Source, Step

Answered = Literal["felt", "yes-no"]
"""On the room's scale of five, or with yes or no."""

_SOURCE: Final = "three-questions-"
_OF_DAY: Final = re.compile(rf"{_SOURCE}(\d{{4}}-\d{{2}}-\d{{2}})")
ANSWERS: Final[dict[Answered, tuple[str, ...]]] = {
    "felt": tuple(words for _, words in FELT_WORDS),
    "yes-no": ("Yes", "No"),
}
"""The answers of each sort of question, in the order in which they stand on paper; of the scale the worst first."""
_LEFT: Final = "thought of leaving"
_STAYED: Final = "made them want to stay"


def source_id(day: str) -> str:
    """The id of the source that a day's sheets are; the day as it is kept."""
    return f"{_SOURCE}{day}"


def source_name(day: str) -> str:
    """What that source is called."""
    return f"Three questions, {shown(day)}"


def group_of(moment: Moment) -> str:
    """What those who say yes to a moment's question are called."""
    return _STAYED if moment.felt == "engaged" else _LEFT


def scale_of_moment(moment: Moment) -> str:
    """On which scale the share of those lies who say yes to a moment's question."""
    return "positive-share" if moment.felt == "engaged" else "negative-share"


def outcome_of(solution: Solution) -> str:
    """What the share of those is called whom a solution would help."""
    return f"Would help: {shortened(solution.title)}"


def in_words(answered: Answered, counts: tuple[int, ...]) -> str:
    """How many gave each answer: “2 very dissatisfied, 0 dissatisfied …”."""
    pairs = zip(counts, ANSWERS[answered], strict=True)
    return ", ".join(f"{count} {words.lower()}" for count, words in pairs)


def counts_in(words: str) -> tuple[int, ...]:
    """The counts out of such words; none where they are others."""
    for answered, answers in ANSWERS.items():
        found = tuple(int(one) for one in re.findall(r"\d+", words))
        if len(found) == len(answers) and in_words(answered, found) == words:
            return found
    return ()


def typed(journey: Journey) -> dict[str, dict[str, tuple[int, ...]]]:
    """What was typed back, by the day and by the path of what the question was about.

    Args:
        journey: the journey.
    """
    days = {source.id: found[1] for source in journey.sources if (found := _OF_DAY.fullmatch(source.id))}
    told: dict[str, dict[str, tuple[int, ...]]] = {day: {} for day in days.values()}
    for step in journey.steps:
        for rating in step.ratings:
            day = days.get(rating.source or "")
            counts = counts_in(rating.note) if day else ()
            at = _about(journey, step, rating.scale) if counts else ""
            if day and at:
                told[day][at] = counts
    for source in journey.sources:
        if source.id in days:
            told[days[source.id]].update(_of_solutions(journey, source))
    return told


def _about(journey: Journey, step: Step, scale: str) -> str:
    """What a figure of a step answers, by its scale: the step itself, or the first such moment of truth there."""
    if scale == "felt":
        return f"steps/{step.id}"
    found = (one for one in journey.moments if one.step == step.id and scale_of_moment(one) == scale)
    return next((f"moments/{one.id}" for one in found), "")


def _of_solutions(journey: Journey, source: Source) -> dict[str, tuple[int, ...]]:
    known = {one.name: one for one in source.figures if one.kind == "outcome" and one.n and one.value is not None}
    told: dict[str, tuple[int, ...]] = {}
    for solution in journey.solutions:
        one = known.get(outcome_of(solution))
        if one is not None and one.n is not None and one.value is not None:
            yes = round(one.value / SCALES["positive-share"].high * one.n)
            told[f"solutions/{solution.id}"] = (yes, one.n - yes)
    return told
