"""The journey as the four-row table of the Quality Improvement Agency's sheet."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from cjm_widgets.journey.grounds import Ground, ground
from cjm_widgets.journey.speaking import voices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.journey.model import Journey, Moment, Solution, Step

QiaKind = Literal["hot-spot", "wanted", "great", "know", "activity", "done", "nothing"]

NOTHING_NEEDED: Final = "Nothing needed here"
_LEADS = {"check": "Check", "verify": "Verify", "change": "Change"}


@dataclass(frozen=True, slots=True)
class QiaItem:
    """One entry of a cell.

    Args:
        kind: what it is.
        text: as people wrote it, one point a line.
        path: where in the journey it stands, so that whoever shows it can show it as it is now.
        lead: for an activity, what comes first: “Check”, “Verify” or “Change”; “Done” where nothing is left to do; ""
            otherwise.
    """

    kind: QiaKind
    text: str
    path: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class QiaColumn:
    """One journey step with its three other cells.

    Args:
        step: the step's id.
        name: what the step is called.
        hot: whether a hot spot stands here.
        assumed: whether nothing that was measured or told to us stands behind it: no figure and no quote.
        hot_spots: the hot spots of this step.
        experience: the experience wanted, what delivers a great one, and how one knows.
        activities: what to check, verify or change, then what is done.
    """

    step: str
    name: str
    hot: bool
    assumed: bool = False
    hot_spots: tuple[QiaItem, ...] = ()
    experience: tuple[QiaItem, ...] = ()
    activities: tuple[QiaItem, ...] = ()


@dataclass(frozen=True, slots=True)
class QiaTable:
    """The sheet: the specific journey, and a column for each step.

    Args:
        journey: the specific journey, as it stands on the sheet's first row.
        columns: the steps in the order of time.
        unplaced: hot spots and activities that belong to no step.
    """

    journey: str
    columns: tuple[QiaColumn, ...]
    unplaced: tuple[QiaItem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The table as plain JSON values."""
        return asdict(self)


def qia_rows(journey: Journey) -> QiaTable:
    """The journey as the QIA's four-row table.

    What only is to be kept as it is, or was dropped, stands in no cell: the sheet asks for what to check, verify or
    change.

    Args:
        journey: any journey, however little of it is filled in.

    Source: QIA, “Journey steps”, “Hot spots”, “Customer experience at each step”, “Priority activities”.
    """
    known = {step.id for step in journey.steps}
    hot = [moment for moment in journey.moments if moment.hot_spot]
    heard = _heard(journey)
    doing = [solution for solution in journey.solutions if _is_activity(solution)]
    step_of = {solution.id: _step_of(solution, journey) for solution in doing}
    return QiaTable(
        journey=journey.scope.journey_type or journey.title,
        columns=tuple(
            QiaColumn(
                step=step.id,
                name=step.name,
                hot=any(moment.step == step.id for moment in hot),
                assumed=step.id not in heard,
                hot_spots=_hot_spots(moment for moment in hot if moment.step == step.id),
                experience=_experience(step),
                activities=(
                    *_activities(solution for solution in doing if step_of[solution.id] == step.id),
                    *_nothing(step),
                ),
            )
            for step in journey.steps
        ),
        unplaced=(
            *_hot_spots(moment for moment in hot if moment.step not in known),
            *_activities(solution for solution in doing if step_of[solution.id] not in known),
        ),
    )


def _heard(journey: Journey) -> set[str]:
    """The steps of which somebody was asked, or that were counted: by a figure or a quote with such a source.

    What customers say to a moment's question is a figure of its step that stands on no curve.
    """
    figures = {
        point.step
        for curve in voices(journey)
        for point in curve.points
        if point.height is not None and point.ground.basis != "assumed"
    }
    asked = {
        one.step
        for source in journey.sources
        for one in source.figures
        if one.kind == "outcome" and one.step and Ground(source).basis != "assumed"
    }
    return (
        figures
        | asked
        | {
            step.id
            for step in journey.steps
            if any(quote.words.strip() and ground(journey, quote.source).basis != "assumed" for quote in step.quotes)
        }
    )


def _is_activity(solution: Solution) -> bool:
    return solution.state != "dropped" and (solution.activity is not None or solution.action != "keep")


def _step_of(solution: Solution, journey: Journey) -> str | None:
    if solution.step is not None:
        return solution.step
    return next((moment.step for moment in journey.moments if moment.id == solution.moment), None)


def _hot_spots(moments: Iterable[Moment]) -> tuple[QiaItem, ...]:
    return tuple(
        QiaItem("hot-spot", moment.name or moment.why, f"moments/{moment.id}/{'name' if moment.name else 'why'}")
        for moment in moments
    )


def _experience(step: Step) -> tuple[QiaItem, ...]:
    asked: tuple[tuple[QiaKind, str], ...] = (("wanted", step.wanted), ("great", step.great), ("know", step.know))
    return tuple(QiaItem(kind, text, f"steps/{step.id}/{kind}") for kind, text in asked if text.strip())


def _nothing(step: Step) -> tuple[QiaItem, ...]:
    """That nothing is to be checked or changed is an answer: the sheet asks “what, if anything”."""
    return (QiaItem("nothing", NOTHING_NEEDED, f"steps/{step.id}/nothing_needed"),) if step.nothing_needed else ()


def _activities(solutions: Iterable[Solution]) -> tuple[QiaItem, ...]:
    in_order = sorted(solutions, key=lambda one: one.state == "done")
    return tuple(
        QiaItem("done", one.title, f"solutions/{one.id}/title", "Done")
        if one.state == "done"
        else QiaItem("activity", one.title, f"solutions/{one.id}/title", _LEADS.get(one.activity or "", ""))
        for one in in_order
    )
