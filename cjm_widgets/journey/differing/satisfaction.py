"""What customers said before and now, in surveys that were asked again; and what the group itself rates otherwise."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.journey.answered import ALL, answered, outcome_at
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.differing.values import Asked, Chart, Felt, Figure, Opinion
from cjm_widgets.journey.facts import step_name
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.grown import groups_asked_again, has_grown
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED, scale_of
from cjm_widgets.journey.series import are_alike, earlier, name_of, points_of
from cjm_widgets.journey.since import Compared, Two, said_of, together
from cjm_widgets.statistics.runs import LEAST_WAVES, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from cjm_widgets.journey.differing.values import Verdict
    from cjm_widgets.journey.model import Journey, Source
    from cjm_widgets.journey.satisfaction import Curve, Point
    from cjm_widgets.journey.since import Change

    Points = dict[tuple[str, str], Point]
    Ids = Mapping[str, Mapping[str, str]]

_OURS: Final = "Our group"


class _Survey(NamedTuple):
    """A survey of a map: under which id it stands in the later map, and what was said in it.

    Args:
        at: its id.
        source: the survey.
        points: what all said of the steps, by step and scale.
        whose: the same by group, with the outcomes of the whole journey.
    """

    at: str
    source: Source
    points: Points
    whose: Mapping[str, Points]


class _Side(NamedTuple):
    """Two surveys, and which of those who answered are compared in them."""

    was: _Survey
    now: _Survey
    group: str

    @property
    def points(self) -> tuple[Points, Points]:
        """What they said before and now."""
        return self.was.whose[self.group], self.now.whose[self.group]


def asked_again(before: Journey, after: Journey, ids: Ids) -> tuple[Asked, ...]:
    """The surveys that were asked again, and what has changed by more than chance.

    All that two surveys asked is one family, as where one map tells what changed since its last survey: one verdict on
    one step, wherever it stands. Groups are compared between two surveys alone: from two states of one that grew one
    could reckon, as all less a group, what a few people said.

    Args:
        before: the earlier map.
        after: the later one.
        ids: under which ids the items of the earlier map stand in the later one.
    """
    name = partial(_name, before, after, ids)
    pairs = _pairs([*_speaking(before, ids)], [*_speaking(after, {})])
    return tuple(one for pair in pairs for one in _between(*pair, name))


def _between(was: _Survey, now: _Survey, name: Callable[[str], str]) -> Iterator[Asked]:
    sides = [_Side(was, now, group) for group in _groups(was, now)]
    kept = [_kept_back(side) for side in sides]
    asked = [
        Two(was.at, *({key: one for key, one in of.items() if key not in back} for of in side.points))
        for side, back in zip(sides, kept, strict=True)
    ]
    for side, two, found, back in zip(sides, asked, together(asked), kept, strict=True):
        yield _asked(side, Compared(side.group, two, found), name, len(back))


def _groups(was: _Survey, now: _Survey) -> tuple[str, ...]:
    """Which of those who answered are compared: all, and each group that both surveys have."""
    return (ALL,) if _is_one(was, now) else groups_asked_again(was.whose, now.whose, _least(was, now))


def _speaking(journey: Journey, ids: Ids) -> Iterator[_Survey]:
    """The surveys of a map that no later one of their series follows."""
    steps, sources = ids.get("steps", {}), ids.get("sources", {})
    last = {one.id: earlier(journey, one) for one in journey.sources}
    followed = {one.id for one in last.values() if one}
    for source in journey.sources:
        points = points_of(journey, source)
        if source.id in followed or not Ground(source).is_sample:
            continue
        whose = answered(journey, source, steps)
        if whose[ALL]:
            at = {(steps.get(step, step), scale): point for (step, scale), point in points.items()}
            yield _Survey(sources.get(source.id, source.id), source, at, whose)


def _pairs(before: list[_Survey], after: list[_Survey]) -> Iterator[tuple[_Survey, _Survey]]:
    """Each survey with what was asked again: first those that are one, then those of one name, then those alike."""
    left, told = list(before), set[str]()
    for fits in (_is_one, _has_name, _is_alike):
        for now in after:
            found = [was for was in left if fits(was, now)] if now.at not in told else []
            if found:
                was = max(found, key=lambda one: last_day(one.source.when) or date.min)
                left.remove(was)
                told.add(now.at)
                if not _is_the_same(was, now):
                    yield was, now


def _is_one(was: _Survey, now: _Survey) -> bool:
    return was.at == now.at


def _is_alike(was: _Survey, now: _Survey) -> bool:
    return are_alike(was.source, was.points.keys(), now.source, now.points.keys())


def _has_name(was: _Survey, now: _Survey) -> bool:
    return name_of(was.source) == name_of(now.source) and _is_alike(was, now)


def _is_the_same(was: _Survey, now: _Survey) -> bool:
    """Whether nobody was asked again: all that both have is the same, though a step may have gone or come."""
    then, later = was.whose[ALL], now.whose[ALL]
    return _is_one(was, now) and all(_figure(then[key]) == _figure(later[key]) for key in then.keys() & later.keys())


def _has_grown(was: _Survey, now: _Survey) -> bool:
    """Whether one survey was answered by more or corrected; it may stand there twice, as two sources or on two maps."""
    return _is_one(was, now) or has_grown(was.whose[ALL], now.whose[ALL], _least(was, now))


def _least(was: _Survey, now: _Survey) -> int:
    return max(was.source.least or 0, now.source.least or 0)


def _kept_back(side: _Side) -> frozenset[tuple[str, str]]:
    """Where one survey, answered by a few more or corrected, would tell what these few answered."""
    least = _least(side.was, side.now)
    if not least or not _has_grown(side.was, side.now):
        return frozenset()
    then, later = side.points
    both = ((key, then[key], later[key]) for key in later if key in then)
    return frozenset(
        key
        for key, one, other in both
        if _figure(one) != _figure(other) and abs((one.ground.n or 0) - (other.ground.n or 0)) < least
    )


def _name(before: Journey, after: Journey, ids: Ids, step: str) -> str:
    if (outcome := outcome_at(step)) is not None:
        return outcome
    was = {now: then for then, now in ids.get("steps", {}).items()}
    return step_name(after, step) or step_name(before, was.get(step, step))


def _asked(side: _Side, of: Compared, name: Callable[[str], str], back: int) -> Asked:
    than, now = (Ground(one.source).named for one in (side.was, side.now))
    two, changes = of.two, {(one.step, one.scale): one for one in of.found}
    keys = (*two.now, *(key for key in two.before if key not in two.now))
    return Asked(
        before=than,
        now=now,
        felt=tuple(_felt(key, name(key[0]), two, changes.get(key)) for key in keys),
        said=tuple(said_of(of, than, name)),
        kept_back=back,
        group=side.group,
    )


def _felt(key: tuple[str, str], name: str, two: Two, change: Change | None) -> Felt:
    before, now = (_figure(of.get(key)) for of in (two.before, two.now))
    step = key[0] if outcome_at(key[0]) is None else ""
    if change is None:
        return Felt(step, name, key[1], before, now, "only now" if before is None else "only before")
    verdict: Verdict = "changed" if change.called else "n not known" if change.low is None else "not enough"
    return Felt(step, name, key[1], before, now, verdict, change.value, change.low, change.high)


def _figure(point: Point | None) -> Figure | None:
    if point is None or point.value is None:
        return None
    return Figure(point.value, point.ground.n, *(point.interval or (None, None)))


def opinions(before: Journey, after: Journey, ids: Ids) -> tuple[Opinion, ...]:
    """The ratings that nobody answered to a survey, and that are others now; arguments as for `asked_again`."""
    asked = {curve.title for journey in (before, after) for curve in curves(journey) if _is_of_survey(curve)}
    was = {(ids.get("steps", {}).get(step, step), who): said for (step, who), said in _opinions(before, asked)}
    now = dict(_opinions(after, asked))
    return tuple(
        Opinion(step, _name(before, after, ids, step), who, was.get((step, who), ""), now.get((step, who), ""))
        for step, who in dict.fromkeys((*now, *was))
        if was.get((step, who)) != now.get((step, who))
    )


def _is_of_survey(curve: Curve) -> bool:
    return not _is_ours(curve) and any(point.value is not None and point.ground.is_sample for point in curve.points)


def _opinions(journey: Journey, asked: AbstractSet[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """All but what customers were asked; a file may have the figures of a survey without saying that it is one."""
    for curve in curves(journey):
        if curve.title in asked and not _is_ours(curve):
            continue
        for point in curve.points:
            if point.rating is not None and point.rating.value is not None and _is_opinion(curve, point):
                who = _OURS if curve.rater == ROOM else curve.title
                yield (point.step, who), point.said or "not known"


def _is_ours(curve: Curve) -> bool:
    return curve.rater in (ROOM, WANTED) or curve.rater.startswith(AS_PERSONA)


def _is_opinion(curve: Curve, point: Point) -> bool:
    if _is_ours(curve):
        return True
    source = point.ground.source
    return not point.ground.is_sample and (source is None or source.least is None)


def has_groups(journey: Journey) -> bool:
    """Whether a survey has figures by group."""
    return any(
        point.value is not None and point.ground.source is not None and curve.rater != point.ground.source.id
        for curve in curves(journey)
        for point in curve.points
        if not _is_opinion(curve, point)
    )


def charts(journey: Journey) -> tuple[Chart, ...]:
    """The run charts of a map, where a series has enough surveys at a step."""
    found = [one for survey in _speaking(journey, {}) for one in _waves(journey, survey)]
    told = [(*one, runs(one[3], charts=len(found))) for one in found]
    return tuple(
        Chart(step, step_name(journey, step), scale, series, waves, run.median, run.moved)
        for step, scale, series, waves, run in told
    )


def _waves(journey: Journey, survey: _Survey) -> Iterator[tuple[str, str, str, tuple[float, ...]]]:
    series: list[Points] = []
    one: Source | None = survey.source
    while one is not None:
        series.insert(0, points_of(journey, one))
        one = earlier(journey, one)
    for step, scale in survey.points:
        waves = tuple(of[step, scale].value or 0.0 for of in series if (step, scale) in of)
        if len(waves) >= LEAST_WAVES:
            yield step, scale_of(scale).name, Ground(survey.source).named, waves
