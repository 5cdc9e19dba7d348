"""What each layer of a map says of each step, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats import columns
from cjm_widgets.journey.facts import moment_name, said, shared_ratings, solutions_for_step
from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.grounds import rests_on, tellers_in_words
from cjm_widgets.journey.happened import happened_at_steps
from cjm_widgets.journey.length import lasts
from cjm_widgets.journey.model import Touchpoint
from cjm_widgets.journey.satisfaction import OUR_GROUP, curves
from cjm_widgets.journey.teams import responsible
from cjm_widgets.journey.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.journey.model import Journey, Moment, Step
    from cjm_widgets.journey.parts.base import Value
    from cjm_widgets.views.method_views import Layer

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One layer of the map: what it says of each step.

    Args:
        key: the layer's key.
        title: the heading that the view gives it.
        group: the part of the source that it belongs to, or "".
        cells: the points at each step, in their order; none where nothing is said.
    """

    key: str
    title: str
    group: str
    cells: tuple[Lines, ...]


def label(model: type[Value], name: str, value: Any) -> str:
    """What the form calls a choice; several are joined."""
    if value in (None, "", ()):
        return ""
    extra = model.model_fields[name].json_schema_extra
    pairs: Any = extra.get("choices", ()) if isinstance(extra, dict) else ()
    known = dict(pairs)
    several = value if isinstance(value, tuple) else (value,)
    return "; ".join(str(known.get(one, figure(one) if isinstance(one, float) else one)) for one in several)


def layers(out: Outgoing) -> list[Layer]:
    """The layers of the view that stand in the table, in its order."""
    return [one for one in out.view.layers if one.key in _CELLS and one.key not in out.hidden]


def rows(out: Outgoing) -> Iterator[Row]:
    """The layers of the view in its order, each once; those that say nothing are left out."""
    journey = out.journey
    happened = happened_at_steps(journey)
    for layer in layers(out):
        made = _CELLS[layer.key]
        cells = tuple(tuple(filter(None, made(journey, step))) for step in journey.steps)
        if layer.key == "happened":
            cells = tuple(tuple(strings(happened.get(step.id))) for step in journey.steps)
        if any(cells):
            title = "What the customer wants" if layer.key == "steps" else layer.title
            yield Row(layer.key, title, layer.group, cells)
        if layer.key == "steps" and any(times := tuple(map(_times, journey.steps))):
            yield Row("time", "Time", layer.group, times)


def placeless(out: Outgoing) -> Iterator[tuple[str, Lines]]:
    """What belongs to the layers of the view and stands at no step: the title of the layer, and what it says."""
    journey = out.journey
    placed = {one.id for step in journey.steps for one in solutions_for_step(journey, step.id)}
    steps = {step.id for step in journey.steps}
    found = {
        "moments": tuple(_moment(journey, one) for one in journey.moments if one.step not in steps),
        "solutions": tuple(one.title for one in journey.solutions if one.id not in placed and one.title.strip()),
    }
    for layer in layers(out):
        said = found.pop({"qia-activities": "solutions"}.get(layer.key, layer.key), ())
        if said:
            yield layer.title, said


def strings(value: Any) -> Iterator[str]:
    """All words of a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def _text(key: str) -> Callable[[Journey, Step], list[str]]:
    return lambda _, step: str(columns.value_of(step, key)).splitlines()


def _times(step: Step) -> Lines:
    waiting = lasts(step.waiting)
    return tuple(filter(None, (lasts(step.time), waiting and f"{waiting} of waiting")))


def _touchpoints(journey: Journey, step: Step) -> list[str]:
    made = []
    for one in step.touchpoints:
        more = [
            label(Touchpoint, "owner", one.owner) if one.owner == "others" else "",
            label(Touchpoint, "by", one.by),
            responsible(journey, one.responsible),
            f"{one.contacts} {'contact' if one.contacts == 1 else 'contacts'}" if one.contacts is not None else "",
            lasts(one.time),
            f"felt: {label(Touchpoint, 'grade', one.grade).lower()}" if one.grade is not None else "",
        ]
        known = "; ".join(filter(None, more))
        made.append(f"{one.name} ({known})" if known else one.name)
    return made


def _quotes(journey: Journey, step: Step) -> list[str]:
    tellers = tellers_in_words(journey)
    return [quoted(one.words) + (f" ({tellers[one.source]})" if one.source in tellers else "") for one in step.quotes]


def _ratings(journey: Journey, step: Step) -> list[str]:
    titles = {(one.rater, one.scale.name): one.title for one in curves(journey)}
    made = []
    for one in shared_ratings(step):
        if one.value is None:
            continue
        title = titles.get((one.id, one.scale)) or one.rater or OUR_GROUP
        note = f". {one.note}" if one.note else ""
        if isinstance(one.value, str):
            made.append(f"{title}: nobody knows{note}")
            continue
        ground = rests_on(journey, one)
        rests = "; ".join(filter(None, (ground.firm, ground.asked)))
        made.append(f"{title}: {said(one)} ({rests}){note}")
    return made


def _moments(journey: Journey, step: Step) -> list[str]:
    return [_moment(journey, one) for one in journey.moments if one.step == step.id]


def _moment(journey: Journey, moment: Moment) -> str:
    return moment_name(journey, moment) + (" (hot spot)" if moment.hot_spot else "")


def _solutions(journey: Journey, step: Step) -> list[str]:
    found = [one.title for one in solutions_for_step(journey, step.id)]
    return found or (["Nothing needs to be changed here"] if step.nothing_needed else [])


_CELLS: Final[dict[str, Callable[[Journey, Step], list[str]]]] = {
    **{
        key: _text(f"experience/{key}")
        for key in ("actions", "responses", "language", "feelings", "emotions", "thoughts")
    },
    **{key: _text(f"blueprint/{key}") for key in ("evidence", "front_stage", "back_stage", "support", "organisation")},
    **{key: _text(key) for key in ("wanted", "great", "know")},
    "steps": _text("goal"),
    "service": _text("service_elements"),
    "touchpoints": _touchpoints,
    "channels": _touchpoints,
    "quotes": _quotes,
    "satisfaction": _ratings,
    "customer-data": _ratings,
    "happened": lambda _, __: [],
    "moments": _moments,
    "hot-spots": lambda journey, step: [one.name for one in journey.moments if one.step == step.id and one.hot_spot],
    "solutions": _solutions,
    "qia-experience": lambda _, step: [*step.wanted.splitlines(), *step.great.splitlines(), *step.know.splitlines()],
    "qia-activities": _solutions,
    "customer-actions": _text("experience/actions"),
}
"""What each layer says of a step; the layers of stages and those beside the table stand in places of their own."""
