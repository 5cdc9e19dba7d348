"""A map in a few sentences, for those who read no further: satisfaction, what moved, what came true, what is due. Pure.

All of them stand elsewhere too, with what they rest on; here nothing is reckoned anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.feedback import feedback
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.narration import narrate_titled
from cjm_widgets.journey.priority import ranking
from cjm_widgets.journey.progress import page_progress
from cjm_widgets.journey.promised import UNTIL_MEASURED
from cjm_widgets.journey.speaking import firmest_curve, voices
from cjm_widgets.journey.still_to_do import SOON, still_to_do
from cjm_widgets.journey.wording import isolated, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.still_to_do import ToDo

_NAMED: Final = 3
_SOON: Final = f"due in the next {SOON} days"


def in_short(journey: Journey, today: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What matters most of a map: sentences, each with what it is about.

    Args:
        journey: the map.
        today: the day it is.
    """
    curve, order = firmest_curve(voices(journey)), ranking(journey)
    came = (one for each in evaluated(journey, today) for one in each.predictions if one.judged not in UNTIL_MEASURED)
    told = (
        ("Satisfaction", (narrate_titled(curve),) if curve else ()),
        ("What changed", tuple(_changed(journey))),
        ("Moments of truth", (f"{page_progress(journey, 'solutions').say}.",) if journey.moments else ()),
        ("What comes first", (order.say,) if order.ranked else ()),
        ("What came of it", tuple(f"{quoted(one.title)}: {one.against}" for one in came)),
        ("What is due", (due_in_short(journey, today),)),
    )
    return tuple((about, lines) for about, lines in told if lines)


def due_in_short(journey: Journey, today: date, named: int = _NAMED) -> str:
    """What is overdue, due soon or open on a map, in a few words.

    Args:
        journey: the map.
        today: the day it is.
        named: how many of each are named; the others are only counted.
    """
    todos = still_to_do([journey], today)
    if not todos:
        planned = journey.solutions or journey.indicators or journey.care.review
        return "Nothing is left to do." if planned else "Nothing is planned yet."
    late, soon, open_ = ([one for one in todos if one.group == group] for group in ("overdue", "soon", "open"))
    told = [_counted(some, words, named) for some, words in ((late, "overdue"), (soon, _SOON)) if some]
    if open_:
        told.append(f"{len(open_)} {'has' if len(open_) == 1 else 'have'} no owner or no date.")
    return " ".join(told if late or soon else (f"Nothing is overdue or {_SOON}.", *told))


def _changed(journey: Journey) -> Iterator[str]:
    """What changed by more than chance since the survey before, of those that no later one follows."""
    found = feedback(journey)
    followed = {one.since for one in found}
    sources = {one.id: one for one in journey.sources}
    for one in found:
        if one.source in followed or not any(said.about == "since" for said in one.said):
            continue
        changed = [said.say for said in one.said if said.about == "changed"]
        since = isolated(Ground(sources[one.since]).named)
        yield from changed or (f"Nothing that was asked has changed by more than chance since “{since}”.",)


def _counted(todos: Sequence[ToDo], words: str, named: int) -> str:
    count = f"{len(todos)} {'is' if len(todos) == 1 else 'are'} {words}"
    some = [f"{isolated(quoted(one.name))} ({isolated(one.who)}, {one.when})" for one in todos[:named]]
    more = [f"and {len(todos) - named} more"] if 0 < named < len(todos) else []
    return f"{count}: {'; '.join((*some, *more))}." if some else f"{count}."
