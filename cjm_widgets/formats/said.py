"""Which fields of a map its documents say, piece by piece as `content` makes them, and which they leave out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.content import about_lines
from cjm_widgets.formats.held import filled, holds
from cjm_widgets.formats.losses import left_out
from cjm_widgets.journey.aims import OTHERS, TARGET, aims, outcomes_in_words, wholes
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.facts import solutions_for_step, step_name
from cjm_widgets.journey.grounds import rests_on, tellers_in_words
from cjm_widgets.journey.satisfaction import OUR_GROUP, curves
from cjm_widgets.journey.teams import is_nobody, responsible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.formats.base import Loss
    from cjm_widgets.formats.content import Content
    from cjm_widgets.formats.held import Filled
    from cjm_widgets.journey.model import Indicator, Journey, Step

_LENSES: Final = ("actions", "responses", "language", "feelings", "emotions", "thoughts")
_BEHIND: Final = ("evidence", "front_stage", "back_stage", "support", "organisation")


def _of(part: str, names: str) -> tuple[str, ...]:
    return tuple(f"{part}/{name}" for name in names.split())


_TOUCHPOINTS: Final = (*_of("steps/touchpoints", "name owner by responsible contacts time/ grade"), "teams/name")
_RATINGS: Final = _of("steps/ratings", "rater scale value source n note")
_SOLUTIONS: Final = ("solutions/title", "solutions/step", "steps/nothing_needed")
_IDEAL: Final = ("steps/wanted", "steps/great", "steps/know")
OF_ROW: Final[dict[str, tuple[str, ...]]] = {
    **{name: (f"steps/experience/{name}",) for name in _LENSES},
    **{name: (f"steps/blueprint/{name}",) for name in _BEHIND},
    **{name: (f"steps/{name}",) for name in ("wanted", "great", "know")},
    "steps": ("steps/goal",),
    "time": ("steps/time/", "steps/waiting/"),
    "service": ("steps/service_elements",),
    "touchpoints": _TOUCHPOINTS,
    "channels": _TOUCHPOINTS,
    "quotes": tuple(f"steps/quotes/{one}" for one in ("words", "source", "quotable")),
    "satisfaction": _RATINGS,
    "customer-data": _RATINGS,
    "moments": ("moments/name", "moments/step", "moments/hot_spot"),
    "hot-spots": ("moments/name", "moments/step", "moments/hot_spot"),
    "solutions": _SOLUTIONS,
    "qia-activities": _SOLUTIONS,
    "qia-experience": _IDEAL,
    "customer-actions": ("steps/experience/actions",),
}
"""What each row of the table says, by the row's key."""
_ON_CURVES: Final = ("steps/ratings/rater", "steps/ratings/scale", "steps/ratings/value", "steps/ratings/source")
_WITH_STEPS: Final = ("steps/name", "steps/stage", "stages/name", "stages/needs/name", "stages/time/")

_PERSONAS: Final = _of("personas", "name job demographics goals values message pitch current ideal")
_MOMENTS: Final = _of("moments", "name step touchpoint hot_spot risk felt why")
_ACTIONS: Final = (
    *_of(
        "solutions", "title action step moment team owner due due_note state activity area control impact effort sure"
    ),
    *_of("solutions", "expected predicted indicator"),
    "teams/name",
)
_SOURCES: Final = _of("sources", "name kind who n when when_note where")
_OTHERS: Final = {
    "Outcomes": _of("outcomes", "name actions"),
    "Stakeholders": _of("stakeholders", "name influence relationship we_do they_do"),
    "Indicators and standards": _of(
        "indicators", "name unit step today today_n target due results/date results/value results/n"
    ),
}


def unsaid(
    journey: Journey, found: Content, without: frozenset[str] = frozenset(), *, intervals: bool = False
) -> tuple[Loss, ...]:
    """What of a map a document does not say.

    Args:
        journey: as it leaves.
        found: what the document says.
        without: the kinds of fields that its maker leaves out of the pieces that are there.
        intervals: whether its maker says of every figure on a curve how far it can be trusted.
    """
    told = said_by(journey, found, without)
    ends = frozenset(_ends(found)) if intervals else frozenset()
    return left_out([*filled(journey)], lambda one: told(one) or one.path in ends)


def said_by(journey: Journey, found: Content, without: frozenset[str] = frozenset()) -> Callable[[Filled], bool]:
    """Tells of a field whether a document says it; arguments as for `unsaid`."""
    of_sources = frozenset(_of_sources(journey, found))
    kinds = frozenset(_kinds(found)) - without
    about = {kind for words, of in about_lines(journey) if words in found.about for kind in of}
    if journey.scope.journey_type == found.title:
        about.add("scope/journey_type")
    missing = frozenset(_missing(journey, found))
    return lambda one: (
        one.kind in about or one.path in of_sources or (holds(kinds, one) and not _is_in(one.path, missing))
    )


def _is_in(path: str, places: frozenset[str]) -> bool:
    parts = path.split("/")
    return any("/".join(parts[:at]) in places for at in range(1, len(parts) + 1))


def _ends(found: Content) -> Iterator[str]:
    """The ends of intervals that stand beside figures on curves."""
    for curve in found.curves:
        for point in curve.points:
            if point.rating and point.interval == (point.rating.low, point.rating.high):
                yield from (f"steps/{point.step}/ratings/{point.rating.id}/{end}" for end in ("low", "high"))


def _of_sources(journey: Journey, found: Content) -> Iterator[str]:
    """What the story of the curves says of figures that belong to a source: outcomes, aims and others' figures."""
    story = " ".join(found.narration)
    drawn = {(one.rater, one.scale.name) for one in found.curves} if story else set()
    beside = {
        (one.step, one.kind, one.name, one.value)
        for curve, all_of in aims(journey).items()
        if curve in drawn
        for one in all_of
    }
    for source in journey.sources:
        outcomes = zip(wholes(source), outcomes_in_words(source), strict=True)
        told = {whole.name for whole, words in outcomes if words in story}
        for one in source.figures:
            names: tuple[str, ...] = ()
            if one.kind == "outcome" and one.step is None and one.value is not None and one.name.strip() in told:
                names = ("name", "group", "value", "n", *(() if one.scale else ("unit",)))
            called = TARGET if one.kind == "target" else one.group.strip() or OTHERS
            if (one.step, one.kind, called, one.value) in beside:
                names = ("kind", "step", "scale", "value", *(("group",) if one.kind == "benchmark" else ()))
            yield from (f"sources/{source.id}/figures/{one.id}/{name}" for name in names)


def _kinds(found: Content) -> Iterator[str]:
    yield "title"
    if found.steps:
        yield from _WITH_STEPS
    for row in found.rows:
        yield from OF_ROW.get(row.key, ())
    if found.curves:
        yield from _ON_CURVES
    for there, kinds in (
        (found.personas, _PERSONAS),
        (found.moments, _MOMENTS),
        (found.actions, _ACTIONS),
        (found.sources, _SOURCES),
        *((there, _OTHERS[title]) for title, there in found.others),
    ):
        yield from kinds if there else ()


def _missing(journey: Journey, found: Content) -> Iterator[str]:
    """Where in the journey something stands of a kind that is said, which for what it is there is not said."""
    rows = {row.key for row in found.rows}
    yield from _of_stages(journey)
    for step in journey.steps:
        yield from _of_step(journey, step)
        yield from _of_ratings(journey, step, found, in_words=bool(rows & {"satisfaction", "customer-data"}))
    yield from _of_moments(journey, found, rows)
    yield from _of_solutions(journey, found)
    yield from _of_teams(journey, found, rows)
    yield from (f"sources/{one.id}/when_note" for one in journey.sources if shown(one.when))
    for name in ("outcomes", "stakeholders", "indicators"):
        yield from (f"{name}/{one.id}" for one in getattr(journey, name) if not one.name)
    for indicator in journey.indicators:
        yield from _of_indicator(journey, found, indicator)


def _of_stages(journey: Journey) -> Iterator[str]:
    there = {step.stage for step in journey.steps}
    for stage in journey.stages:
        if stage.id not in there:
            yield f"stages/{stage.id}"
        if stage.time.amount is None:
            yield f"stages/{stage.id}/time"


def _of_step(journey: Journey, step: Step) -> Iterator[str]:
    at = f"steps/{step.id}"
    if not any(stage.id == step.stage and stage.name for stage in journey.stages):
        yield f"{at}/stage"
    if step.nothing_needed and solutions_for_step(journey, step.id):
        yield f"{at}/nothing_needed"
    yield from (f"{at}/{name}" for name in ("time", "waiting") if getattr(step, name).amount is None)
    for point in step.touchpoints:
        here = f"{at}/touchpoints/{point.id}"
        if point.owner != "others":
            yield f"{here}/owner"
        if not responsible(journey, point.responsible):
            yield f"{here}/responsible"
        if point.time.amount is None:
            yield f"{here}/time"
    tellers = tellers_in_words(journey)
    yield from (f"{at}/quotes/{one.id}/source" for one in step.quotes if not tellers.get(one.source or ""))


def _of_ratings(journey: Journey, step: Step, found: Content, *, in_words: bool) -> Iterator[str]:
    titles = {(one.rater, one.scale.name): one.title for one in curves(journey)}
    drawn = {(one.rater, one.scale.name) for one in found.curves}
    for one in step.ratings:
        here = f"steps/{step.id}/ratings/{one.id}"
        is_figure = isinstance(one.value, float)
        is_drawn = (one.id, one.scale) in drawn
        is_said = one.value is not None and (in_words or (is_figure and is_drawn))
        if not is_said:
            yield from (f"{here}/{name}" for name in ("value", "scale", "source", "n", "note"))
        elif not is_figure:
            yield from (f"{here}/{name}" for name in ("scale", "source", "n"))
        elif not in_words:
            yield from (f"{here}/{name}" for name in ("n", "note"))
        if not (is_said or is_drawn) or (titles.get((one.id, one.scale)) or one.rater or OUR_GROUP) != one.rater:
            yield f"{here}/rater"
        if rests_on(journey, one).source is None:
            yield f"{here}/source"


def _of_moments(journey: Journey, found: Content, rows: set[str]) -> Iterator[str]:
    steps = {step.id for step in journey.steps}
    points = {point.id for step in journey.steps for point in step.touchpoints if point.name}
    for one in journey.moments:
        here = f"moments/{one.id}"
        if one.step not in steps:
            yield f"{here}/step" if found.moments else here
        elif not found.moments and "moments" not in rows and not one.hot_spot:
            yield here
        if one.touchpoint not in points:
            yield f"{here}/touchpoint"


def _of_solutions(journey: Journey, found: Content) -> Iterator[str]:
    steps = {step.id for step in journey.steps}
    moments = {one.id: one.step for one in journey.moments}
    indicators = {one.id: one.name for one in journey.indicators}
    for one in journey.solutions:
        here = f"solutions/{one.id}"
        if one.step not in steps:
            yield f"{here}/step"
        if one.moment not in moments:
            yield f"{here}/moment"
        if not responsible(journey, one.team):
            yield f"{here}/team"
        if not indicators.get(one.indicator or ""):
            yield f"{here}/indicator"
        if not found.actions and one.step not in steps and moments.get(one.moment or "") not in steps:
            yield here


def _of_teams(journey: Journey, found: Content, rows: set[str]) -> Iterator[str]:
    at_points = {point.responsible for step in journey.steps for point in step.touchpoints}
    at_work = {one.team for one in journey.solutions}
    told = at_work if found.actions else set()
    if rows & {"touchpoints", "channels"}:
        told |= at_points
    yield from (f"teams/{one.id}/name" for one in journey.teams if one.id not in told or is_nobody(one.name))


def _of_indicator(journey: Journey, found: Content, one: Indicator) -> Iterator[str]:
    here = f"indicators/{one.id}"
    if not step_name(journey, one.step):
        yield f"{here}/step"
    if one.today is None:
        yield f"{here}/today_n"
    if one.target is None:
        yield f"{here}/due"
    empty = [result.id for result in one.results if result.value is None]
    yield from (f"{here}/results/{result}" for result in empty)
    aimed = found.actions and any(each.indicator == one.id and each.predicted is not None for each in journey.solutions)
    if one.today is None and one.target is None and len(empty) == len(one.results) and not aimed:
        yield f"{here}/unit"
