"""What customers said and what to ask them next, for people who write Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cjm_widgets.api.folder import opened
from cjm_widgets.api.listing import Listing
from cjm_widgets.api.map import author, store_of
from cjm_widgets.api.places import counted_in, day_in, place_in
from cjm_widgets.journey.edits import EditError
from cjm_widgets.journey.three_questions import ANSWERS
from cjm_widgets.tasks.making import day_now

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from cjm_widgets.api.folder import AnyMap
    from cjm_widgets.journey.unknown import Unknown
    from cjm_widgets.tasks.feedback import Beside, Told


def ask(map: AnyMap) -> Listing[Unknown]:
    """What nobody has told yet, first what could change what is decided; with the question for customers.

    Args:
        map: which.
    """
    from cjm_widgets.journey.ask_next import ask_next

    one = opened(map)
    columns = {
        "Not known": lambda found: found.why,
        "What it changes": lambda found: found.told,
        "Ask": lambda found: found.question,
        "Place": lambda found: found.at,
    }
    return Listing(f"What to ask next for {one.title}", ask_next(one.journey), columns)


def type_back(
    map: AnyMap,
    day: str | date,
    answers: Mapping[str, Sequence[int] | Mapping[str, int] | pd.Series],
    *,
    by: str = "",
) -> None:
    """Puts what customers answered on sheets of paper on the map, in the place of what was typed for that day before.

    Args:
        map: which.
        day: when they answered.
        answers: the place of each question, such as “steps/Security”, and how many gave each answer: in the order in
            which they stand on the sheet, or by the answer's words, such as {"Yes": 12, "No": 3} or what `value_counts`
            of pandas gives.
        by: who types them.

    Raises:
        CjmError: if something is missing or does not fit; then nothing is changed.
    """
    from cjm_widgets.journey.ask_next import questions
    from cjm_widgets.tasks.three_questions import Given, type_back

    one = opened(map)
    journey = one.journey
    words = {asked.at: ANSWERS[asked.answered] for asked in questions(journey)}
    given = []
    for said, found in answers.items():
        at = place_in(journey, said).text
        if at not in words:
            raise EditError(f"At “{said}” nothing is asked on paper. Say a step, a moment of truth or a solution.")
        given.append(Given(at, _in_order(found, words[at])))
    type_back(store_of(one), one.id, given, day=day_in(day), today=day_now(), by=author(by, one))


def feedback(map: AnyMap) -> Listing[Told]:
    """What the surveys and logs on a map say; their figures stand in `map.evidence` and `map.ratings`.

    Args:
        map: which.
    """
    from cjm_widgets.journey.feedback import feedback_view
    from cjm_widgets.journey.happened import logs_view
    from cjm_widgets.tasks.feedback import told_by

    one = opened(map)
    journey = one.journey
    columns = {"Survey": lambda told: told.survey, "What it says": lambda told: told.say}
    return Listing(f"Feedback on {one.title}", told_by(feedback_view(journey), logs_view(journey)), columns)


def groups(map: AnyMap, first: str, second: str) -> Listing[Beside]:
    """Which of two groups rates each step better, by the answers that are kept beside the map.

    Args:
        map: which.
        first: what a group is called.
        second: another.

    Raises:
        CjmError: if there are no such groups, or no answers of them.
    """
    from cjm_widgets.tasks.feedback import beside_each_other

    one = opened(map)
    columns = {
        "Survey": lambda told: told.survey,
        "Step": lambda told: told.name,
        "Better": lambda told: told.found.better,
        "Worse": lambda told: told.found.worse,
        "More than chance": lambda told: told.found.called,
        "In words": lambda told: told.say,
    }
    return Listing(f"{first} beside {second}", beside_each_other(store_of(one), one.journey, first, second), columns)


def _in_order(found: Sequence[int] | Mapping[str, int] | pd.Series, words: Sequence[str]) -> tuple[int, ...]:
    """How many gave each answer, in the order of the sheet; an answer that is not named was given by nobody."""
    if isinstance(found, Sequence):
        counts = list(found)
    else:
        given = dict(found.items())
        plain = {str(said).casefold(): n for said, n in given.items()}
        if unknown := [said for said in given if str(said).casefold() not in map(str.casefold, words)]:
            raise EditError(f"“{unknown[0]}” is none of the answers. There are: {', '.join(words)}.")
        counts = [plain.get(one.casefold(), 0) for one in words]
    if len(counts) != len(words):
        raise EditError(f"There are {len(words)} answers on the sheet, and {len(counts)} counts: {', '.join(words)}.")
    return tuple(map(counted_in, counts))
