"""Three questions on paper: how their answers are called and kept, so that they can be read back and put right.

Each day's sheets are one source. A step's answers are a figure on the room's scale of five, and how many gave each
answer stands beside it in words. Yes or no at a moment of truth, or to a solution, is no satisfaction, so it stands on
no curve and outspeaks no figure of the step: it is an outcome of the source, a share with its interval.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.journey.aims import point_of
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.scales import FELT_WORDS
from cjm_widgets.journey.wording import shortened
from cjm_widgets.statistics.intervals import points

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.journey.model import Journey, Moment, Solution, Source, SourceFigure

Answered = Literal["felt", "yes-no"]
"""On the room's scale of five, or with yes or no."""

_WHOLE: Final = 100
_SOURCE: Final = "three-questions-"
_OF_DAY: Final = re.compile(rf"{_SOURCE}(\d{{4}}-\d{{2}}-\d{{2}})")
ANSWERS: Final[dict[Answered, tuple[str, ...]]] = {
    "felt": tuple(words for _, words in FELT_WORDS),
    "yes-no": ("Yes", "No"),
}
"""The answers of each sort of question, in the order in which they stand on paper; of the scale the worst first."""
_LEFT: Final = "Thought of leaving at"
_STAYED: Final = "Wanted to stay at"
_HELPED: Final = "Would help:"


def source_id(day: str) -> str:
    """The id of the source that a day's sheets are; the day as it is kept."""
    return f"{_SOURCE}{day}"


def source_name(day: str) -> str:
    """What that source is called."""
    return f"Three questions, {shown(day)}"


def is_sheets(source: Source) -> bool:
    """Whether a source is what stood on the sheets of one day."""
    return bool(_OF_DAY.fullmatch(source.id))


def outcome_of_moment(moment: Moment, step: str) -> str:
    """What the share of those is called who say yes to a moment's question; `step` is what its step is called."""
    return f"{_phrase(moment)} “{step}”"


def scale_of_moment(moment: Moment) -> str:
    """On which scale that share lies."""
    return "positive-share" if moment.felt == "engaged" else "negative-share"


def outcome_of_solution(solution: Solution) -> str:
    """What the share of those is called whom a solution would help."""
    return f"{_HELPED} {shortened(solution.title)}"


def told_of_moment(journey: Journey, moment: Moment) -> SourceFigure | None:
    """The newest share of those who said yes to a moment's question; None where nobody was asked."""
    phrase = _phrase(moment)
    return _newest(journey, lambda one: one.step == moment.step and one.name.startswith(phrase))


def told_of_solution(journey: Journey, solution: Solution) -> SourceFigure | None:
    """The newest share of those whom a solution would help; None where nobody was asked."""
    name = outcome_of_solution(solution)
    return _newest(journey, lambda one: one.name == name)


def said_yes(figure: SourceFigure) -> str:
    """How many said yes to a question, in words: “Would help: A sign: 15 of 20 say yes, 75 % (53 to 89 %).”."""
    n, value = figure.n or 0, figure.value or 0.0
    point = point_of(figure, figure.scale or "positive-share", Ground(own_n=n))
    return f"{figure.name}: {round(value / _WHOLE * n):,} of {n:,} say yes, {point.said} ({point.reach})."


def yes_and_no(source: Source) -> tuple[SourceFigure, ...]:
    """What customers said with yes or no on a day's sheets; empty for any other source."""
    return tuple(one for one in source.figures if is_sheets(source) and _is_share(one))


def _newest(journey: Journey, fits: Callable[[SourceFigure], bool]) -> SourceFigure | None:
    sources = sorted(filter(is_sheets, journey.sources), key=lambda one: one.id)
    return next((one for source in reversed(sources) for one in yes_and_no(source) if fits(one)), None)


def _is_share(figure: SourceFigure) -> bool:
    return figure.kind == "outcome" and bool(figure.n) and figure.value is not None


def _phrase(moment: Moment) -> str:
    return _STAYED if moment.felt == "engaged" else _LEFT


def in_words(answered: Answered, counts: tuple[int, ...]) -> str:
    """How many gave each answer: “2 very dissatisfied, 0 dissatisfied …”."""
    pairs = zip(counts, ANSWERS[answered], strict=True)
    return ", ".join(f"{count} {words.lower()}" for count, words in pairs)


def average(counts: tuple[int, ...]) -> tuple[float, float, float]:
    """A step's answers as they stand on the map: the average on the room's scale, and its interval.

    Args:
        counts: how many gave each answer, in the order in which they stand on paper; at least one.
    """
    given = {point: count for (point, _), count in zip(FELT_WORDS, counts, strict=True)}
    value = sum(point * count for point, count in given.items()) / sum(counts)
    return value, *points(given, list(given))


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
    told: dict[str, dict[str, tuple[int, ...]]] = {}
    for source in journey.sources:
        if found := _OF_DAY.fullmatch(source.id):
            told[found[1]] = {**_of_steps(journey, source), **_yes_and_no(journey, source)}
    return told


def _of_steps(journey: Journey, source: Source) -> dict[str, tuple[int, ...]]:
    return {
        f"steps/{step.id}": counts
        for step in journey.steps
        for rating in step.ratings
        if rating.id == source.id and (counts := counts_in(rating.note))
    }


def _yes_and_no(journey: Journey, source: Source) -> dict[str, tuple[int, ...]]:
    only = journey.model_copy(update={"sources": (source,)})
    asked = {
        **{f"moments/{one.id}": told_of_moment(only, one) for one in journey.moments},
        **{f"solutions/{one.id}": told_of_solution(only, one) for one in journey.solutions},
    }
    counts = {at: (round((one.value or 0.0) / _WHOLE * (one.n or 0)), one.n or 0) for at, one in asked.items() if one}
    return {at: (yes, n - yes) for at, (yes, n) in counts.items()}
