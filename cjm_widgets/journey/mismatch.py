"""Where needs and touchpoints do not meet: what customers want and nothing answers, what is there for nothing.

A touchpoint may serve needs of any stage, so it counts wherever it stands on the journey. Before any goal or
question is written down there is nothing to compare with, and so no mismatch.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass
from math import inf
from typing import TYPE_CHECKING, Any, Final, Literal

from cjm_widgets.journey.facts import needs, stage_name, step_name, touchpoints
from cjm_widgets.journey.priority import TOP, Place, is_worth_it, places, takes_much_work
from cjm_widgets.journey.teams import responsible
from cjm_widgets.journey.wording import listed, shortened

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Solution

Kind = Literal["unanswered", "purposeless"]
Priority = Literal["do first", "do next", "plan", "think again", "not decided", "look again"]

PRIORITIES: Final[tuple[Priority, ...]] = (
    "do first",
    "do next",
    "plan",
    "think again",
    "not decided",
    "look again",
)
"""The priorities in their order."""

PRIORITY_RULE: Final = (
    "The Factsheet lists teams and effort for each gap and draws the priority from them, but gives no rule. "
    "This workbook’s own: do first what a named team can close with some work or less and a clear gain, and what "
    "stands among the first three of the ranking with all that share its place; do next what is like it and stands "
    "further down or shares its place with more; plan what takes "
    "much work, however high it is ranked, gains little for little, or has no team yet; think again where much work "
    "gains little or only others can decide, which is not ranked; not decided while no solution says how much work "
    "it is and how much customers gain; look again where all that was planned is done. The best of several counts, and "
    "team, effort and place are those of that one; what was dropped does not count."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A solution that answers a mismatch, as far as the priority depends on it.

    Args:
        id: the solution's id.
        title: what will be done.
        team: what the responsible team is called; "" if there is none.
        effort: 1 to 5, or None.
        impact: 1 to 5, or None.
        state: "not-begun", "under-way", "done", or "" where nobody said.
        place: where it stands in the ranking, or None.
        priority: what follows from this solution alone.
    """

    id: str
    title: str
    team: str
    effort: int | None
    impact: int | None
    state: str
    place: Place | None
    priority: Priority

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do of it."""
        return self.state == "done"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A need without a touchpoint, or a touchpoint without a need.

    Args:
        key: the same for the same mismatch, whatever else changes.
        kind: "unanswered" for a goal or question, "purposeless" for a touchpoint.
        say: the mismatch as a sentence.
        do: what can be done about it.
        at: the id path of the need or of the touchpoint.
        stage: the id of the need's stage, or of the stage of the touchpoint's step; "" if there is none.
        stage_name: what that stage is called.
        need: the need's id, or "".
        touchpoint: the touchpoint's id path, or "".
        solutions: what was done or is planned against it, without what was dropped.
        by: the title of the solution that gives the priority, where there are several; "" elsewhere.
        team: who does that one; "" if nobody is named.
        ranked: its place in the ranking, as it is shown; "" if it has none.
        effort: how much work it is, 1 to 5, or None.
        priority: what follows from it; see `PRIORITY_RULE`.
    """

    key: str
    kind: Kind
    say: str
    do: str
    at: str
    stage: str
    stage_name: str
    need: str
    touchpoint: str
    solutions: tuple[Answer, ...] = ()
    by: str = ""
    team: str = ""
    ranked: str = ""
    effort: int | None = None
    priority: Priority = "not decided"

    def to_json(self) -> dict[str, Any]:
        """The mismatch as plain JSON values."""
        return {**asdict(self), "solutions": [asdict(one) for one in self.solutions]}


def mismatches(journey: Journey) -> tuple[Mismatch, ...]:
    """All mismatches: first the needs in the order of the stages, then the touchpoints in the order of the steps.

    Source: Factsheet, step 3 (mismatch) and step 6 (teams, effort, priority).
    """
    return (*unanswered(journey), *purposeless(journey))


def unanswered(journey: Journey) -> tuple[Mismatch, ...]:
    """The goals and questions that no touchpoint serves. Source: Factsheet, step 3."""
    at_places = places(journey)
    clear = _clearly_first(at_places)
    served = {need for _, touchpoint in touchpoints(journey) for need in touchpoint.serves}
    found = []
    for stage, need in needs(journey):
        if need.id in served:
            continue
        at, where = f"stages/{stage.id}/needs/{need.id}", stage_name(journey, stage.id)
        answers = tuple(
            _answer(journey, one, at_places.get(one.id), first=one.id in clear)
            for one in journey.solutions
            if _stands(one, need.id)
        )
        left = [one for one in answers if not one.is_done]
        best = min(left, key=_urgency, default=None)
        what = need.kind or "goal or question"
        found.append(
            Mismatch(
                key=place_key("unanswered", at),
                kind="unanswered",
                say=f"{where}: no touchpoint answers the {what} “{shortened(need.name)}”.",
                do=_what_to_do(answers),
                at=at,
                stage=stage.id,
                stage_name=where,
                need=need.id,
                touchpoint="",
                solutions=answers,
                by=best.title if best and len(left) > 1 else "",
                team=best.team if best else "",
                ranked=best.place.words if best and best.place else "",
                effort=best.effort if best else None,
                priority=best.priority if best else "look again" if answers else "not decided",
            )
        )
    return tuple(found)


def purposeless(journey: Journey) -> tuple[Mismatch, ...]:
    """The touchpoints that serve no goal or question. Source: Factsheet, step 3."""
    known = {need.id for _, need in needs(journey)}
    if not known:
        return ()
    found = []
    for step, touchpoint in touchpoints(journey):
        if known.isdisjoint(touchpoint.serves):
            at = f"steps/{step.id}/touchpoints/{touchpoint.id}"
            where, name = step_name(journey, step.id), shortened(touchpoint.name)
            found.append(
                Mismatch(
                    key=place_key("purposeless", at),
                    kind="purposeless",
                    say=f"{where}: the touchpoint “{name}” serves no goal or question.",
                    do="Say which goal or question it answers, write down the one that is missing, or ask whether "
                    "customers need it.",
                    at=at,
                    stage=step.stage or "",
                    stage_name=stage_name(journey, step.stage),
                    need="",
                    touchpoint=at,
                )
            )
    return tuple(found)


def place_key(name: str, at: str) -> str:
    """A key for what is said of one place of several: the name and a short digest of the id path."""
    return f"{name}-{hashlib.sha256(at.encode()).hexdigest()[:8]}"


def _stands(solution: Solution, need: str) -> bool:
    return solution.need == need and solution.state != "dropped"


def _clearly_first(found: dict[str, Place]) -> frozenset[str]:
    """The solutions among the first of the ranking, with all that share their place: of equals none is called first."""
    alike = Counter(place.at for place in found.values())
    return frozenset(one for one, place in found.items() if place.at + alike[place.at] - 1 <= TOP)


def _urgency(answer: Answer) -> tuple[int, float]:
    return PRIORITIES.index(answer.priority), answer.place.at if answer.place else inf


def _answer(journey: Journey, solution: Solution, place: Place | None, *, first: bool) -> Answer:
    team = responsible(journey, solution.team)
    return Answer(
        id=solution.id,
        title=solution.title.strip(),
        team=team,
        effort=solution.effort,
        impact=solution.impact,
        state=solution.state or "",
        place=place,
        priority=_priority(solution, team, place, first=first),
    )


def _priority(solution: Solution, team: str, place: Place | None, *, first: bool) -> Priority:
    if solution.state == "done":
        return "look again"
    if solution.control == "not-ours":
        return "think again"
    if solution.impact is None or solution.effort is None or place is None:
        return "not decided"
    gains, much = is_worth_it(solution.impact), takes_much_work(solution.effort)
    if much and not gains:
        return "think again"
    if much or not gains or not team:
        return "plan"
    return "do first" if first else "do next"


def _what_to_do(answers: tuple[Answer, ...]) -> str:
    if not answers:
        return "Choose a touchpoint that answers it, add one, or write down a solution for it."
    done, left = [one for one in answers if one.is_done], [one for one in answers if not one.is_done]
    missing = [
        words
        for words, lacks in (
            ("which team does it", not any(one.team for one in left)),
            ("how much work it is", all(one.effort is None for one in left)),
            ("how much customers would gain", all(one.impact is None for one in left)),
        )
        if lacks
    ]
    look = "Look whether the gap is still there, and tick what answers it if it is not."
    parts = [
        f"Done: {_titles(done)}. {look}" if done else "",
        f"Planned: {_titles(left)}." if left else "",
        f"Say {listed(missing)}." if left and missing else "",
    ]
    return " ".join(part for part in parts if part)


def _titles(answers: list[Answer]) -> str:
    return listed([f"“{shortened(one.title)}”" if one.title else "a solution without words" for one in answers])
