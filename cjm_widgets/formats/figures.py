"""The figures of the pages, each as a picture of its own: what is drawn, and the same in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cjm_widgets.formats.base import Choice, FormatError, Loss
from cjm_widgets.formats.cells import label
from cjm_widgets.formats.content import content
from cjm_widgets.formats.directions import directions
from cjm_widgets.formats.typesetting import seen, told
from cjm_widgets.journey.diagnostic import five_cs, verdict
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.model import Diagnostic, Stakeholder
from cjm_widgets.journey.parts.people import CUSTOMER
from cjm_widgets.journey.priority import MUCH_WORK_FROM, WORTH_IT_FROM, places, quadrant, ranking
from cjm_widgets.journey.stakeholders import stakeholder_lines, stakeholder_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.formats.content import Content
    from cjm_widgets.journey.evaluation import Evaluated
    from cjm_widgets.journey.model import Journey, Solution

_MOST_OF_A_C: Final = 2
_INFLUENCES: Final = ("strong", "medium", "slight")


class Drawn(NamedTuple):
    """A figure.

    Args:
        data: what `paper/figure.typ` draws.
        words: what is seen on it, for those who do not see it.
        below: which of these words stand below it, as they tell more than is drawn.
    """

    data: dict[str, Any]
    words: tuple[str, ...]
    below: tuple[str, ...] = ()


def figure_of(out: Outgoing) -> tuple[dict[str, Any], tuple[Loss, ...]]:
    """The figure that is wanted, as plain values for typst, and what is not on it.

    Args:
        out: the map as it leaves; its figure is the name of one of `FIGURES`, which is not the map.

    Raises:
        FormatError: if there is nothing to draw.
    """
    title = next(one.title for one in FIGURES if one.name == out.figure)
    found = content(out)
    drawn = _curve(found) if out.figure == "curve" else _DRAWN[out.figure](out.journey)
    if drawn is None:
        raise FormatError(f"There is nothing to draw of “{title}” on this map, or it is hidden in the view.")
    parts = {"kind": out.figure, "title": title, "alt": " ".join((f"{title}:", *drawn.words)), **drawn._asdict()}
    return told(out, found) | seen({"figure": parts | parts.pop("data")}), (
        Loss(f"All but “{title}” left out, as it is a picture of this alone"),
    )


def _curve(found: Content) -> Drawn | None:
    return Drawn({}, found.narration, found.narration) if found.curves else None


def _solutions(journey: Journey) -> Drawn | None:
    """Solutions by value and effort; those that wait for nothing and those for others have no number."""
    found = ranking(journey)
    at = places(journey)
    rank = {one.id: place for place, one in enumerate(found.ranked)}
    rated = [one for one in journey.solutions if one.impact and one.effort]
    if not rated:
        return None
    tokens = [
        {
            "number": at[one.id].words if one.id in at else "",
            "title": one.title or "No words yet",
            "impact": one.impact,
            "effort": one.effort,
            "field": quadrant(one.impact or 0, one.effort or 0).capitalize(),
            "apart": "" if one.id in at else _why_apart(one),
        }
        for one in sorted(rated, key=lambda one: rank.get(one.id, len(rank)))
    ]
    lines = {"impact": WORTH_IT_FROM - 0.5, "effort": MUCH_WORK_FROM - 0.5}
    told_of = (found.say, found.rule)
    return Drawn({"tokens": tokens, "lines": lines}, told_of, told_of)


def _why_apart(one: Solution) -> str:
    return label(type(one), "state", one.state).partition(":")[0] if one.has_ended else "For others to decide"


def _stakeholders(journey: Journey) -> Drawn | None:
    """The circles of influence with everybody in the direction where they were put, and how the relationships are."""
    people = [one for one in journey.stakeholders if one.influence]
    if not people:
        return None
    circles: list[dict[str, Any]] = []
    for influence in _INFLUENCES:
        here = [one for one in people if one.influence == influence]
        angles = directions([one.angle for one in here], _INFLUENCES.index(influence))
        circles.append(
            {
                "title": label(Stakeholder, "influence", influence).partition(":")[0],
                "people": [
                    {"id": one.id, "number": people.index(one) + 1, "name": one.name or "No name yet", "angle": angle}
                    for one, angle in zip(here, angles, strict=True)
                ],
            }
        )
    known = {CUSTOMER, *(one.id for one in people)}
    ties = [
        {"from": one.from_whom, "to": one.to_whom, "state": one.state or ""}
        for one in journey.relationships
        if one.from_whom in known and one.to_whom in known and one.from_whom != one.to_whom
    ]
    waiting = [stakeholder_name(journey, one.id) for one in journey.stakeholders if not one.influence]
    lines = tuple(stakeholder_lines(journey))
    below = lines[len(lines) - len(journey.relationships) :]
    return Drawn({"circles": circles, "ties": ties, "waiting": waiting, "customer": CUSTOMER}, lines, below)


def _indicators(journey: Journey) -> Drawn | None:
    drawn = [one for one in evaluated(journey) if one.scale]
    return Drawn({"indicators": [*map(_line, drawn)]}, tuple(one.say for one in drawn)) if drawn else None


def _line(one: Evaluated) -> dict[str, Any]:
    """An indicator: a line of marks for where it stood and what is aimed at, and one for each measurement."""
    assert one.scale is not None  # noqa: S101
    low, high = one.scale.low, one.scale.high

    def at(value: float | None) -> float | None:
        return None if value is None or high == low else (value - low) / (high - low)

    lines = [
        {
            "when": "Start and target" if one.target is not None else "At the start",
            "said": " to ".join(figure(value) for value in (one.today, one.target) if value is not None),
            "marks": [("today", at(one.today), not one.today_doubt), ("target", at(one.target), True)],
            "low": at(one.today_low),
            "high": at(one.today_high),
            "rests": ", ".join(filter(None, (one.today_source, one.today_doubt))),
        },
        *(
            {
                "when": each.when or "No date",
                "said": figure(each.value) if each.value is not None else "not known",
                "marks": [("result", at(each.value), not each.doubt)],
                "low": at(each.low),
                "high": at(each.high),
                "rests": ", ".join(filter(None, (each.source, each.doubt))),
            }
            for each in one.results
        ),
    ]
    predicted = [("predicted", at(each.value), each.begun) for each in one.predictions if each.value is not None]
    if predicted:
        said = ", ".join(dict.fromkeys(figure(each.value) for each in one.predictions if each.value is not None))
        lines.insert(1, {"when": "Predicted", "said": said, "marks": predicted, "low": None, "high": None, "rests": ""})
    about = ", ".join(
        filter(None, (one.unit, one.better and f"{one.better} is better", one.step and f"at “{one.step}”"))
    )
    return {
        "name": one.name,
        "about": about,
        "say": one.say,
        "lines": lines,
        "ends": [figure(low), figure(high)],
        "cut": one.scale.cut,
    }


def _profile(journey: Journey) -> Drawn | None:
    bars = [
        {
            "title": Diagnostic.model_fields[name].title or name,
            "said": label(type(c), "rating", c.rating) or "Not rated yet",
            "share": c.rating / _MOST_OF_A_C if isinstance(c.rating, int) else None,
        }
        for name, c in five_cs(journey.diagnostic)
    ]
    if all(one["share"] is None for one in bars):
        return None
    said, say = "; ".join(f"{one['title']}: {one['said']}" for one in bars), verdict(journey).say
    return Drawn({"bars": bars}, (f"{said}.", say), (say,))


_DRAWN: Final[dict[str, Callable[[Journey], Drawn | None]]] = {
    "solutions": _solutions,
    "stakeholders": _stakeholders,
    "indicators": _indicators,
    "profile": _profile,
}
WHOLE_MAP: Final = "map"
FIGURES: Final = (
    Choice(WHOLE_MAP, "The whole map"),
    Choice("curve", "Satisfaction along the journey"),
    Choice("solutions", "Solutions by value and effort"),
    Choice("stakeholders", "Stakeholders"),
    Choice("profile", "The five Cs"),
    Choice("indicators", "What was achieved"),
)
"""What a picture can be of; the whole map unasked."""
