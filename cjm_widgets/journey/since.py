"""What changed between a survey and the last one of its series: step by step, in figures and in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.journey.answered import ALL, answered, outcome_at
from cjm_widgets.journey.chance import has_ends
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.exact import as_exact
from cjm_widgets.journey.facts import step_name
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.grown import groups_asked_again
from cjm_widgets.journey.outcomes import Said
from cjm_widgets.journey.scales import scale_of
from cjm_widgets.journey.series import alike, earlier, name_of
from cjm_widgets.journey.wording import isolated
from cjm_widgets.statistics.enough import LIKELY, to_tell
from cjm_widgets.statistics.figures import as_shown
from cjm_widgets.statistics.two_surveys import Pair, moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cjm_widgets.journey.model import Journey, Source
    from cjm_widgets.journey.satisfaction import Point
    from cjm_widgets.statistics.figures import Reaching, Share
    from cjm_widgets.statistics.two_surveys import Moved

    Figures = tuple[tuple[str, Reaching | Share], ...]

_MOST_NAMED: Final = 3
ASSUMED: Final = (
    "The two surveys are compared as if other people had answered; where the same people did, chance has moved the "
    "figures less than is reckoned here. Steps, outcomes and groups that both asked about are judged together."
)


@dataclass(frozen=True, slots=True)
class Change:
    """What lies between the figures of a step in two surveys.

    Args:
        step: its id.
        scale: of both figures.
        since: the id of the earlier survey.
        before: its figure.
        now: the later figure.
        value: how much better that is, in points of the scale or in per cent; below nought worse.
        low: at least, at 95 % by itself; None where it is not known how many answered.
        high: at most.
        called: whether that is more than chance, all steps together.
        more: how many more answers to the later survey would tell; None where it is told, or where `each` is known.
        each: how many in each of two such surveys would, where that takes fewer people.
    """

    step: str
    scale: str
    since: str
    before: float
    now: float
    value: float
    low: float | None
    high: float | None
    called: bool
    more: int | None
    each: int | None


class Two(NamedTuple):
    """What was said in two surveys, by step and scale.

    Args:
        since: the id of the earlier survey.
        before: its points.
        now: those of the later survey; what only one of them has is not compared.
    """

    since: str
    before: Mapping[tuple[str, str], Point]
    now: Mapping[tuple[str, str], Point]


class Compared(NamedTuple):
    """What changed for all who answered a survey, or for one of their groups.

    Args:
        group: which; "" for all.
        two: the surveys.
        found: the changes.
    """

    group: str
    two: Two
    found: tuple[Change, ...]


def asked_since(journey: Journey, source: Source) -> tuple[Compared, ...]:
    """What changed since the last survey like one, for all and by group; all that was asked is one family.

    Args:
        journey: the map.
        source: the survey.

    Returns:
        Nothing where there is no earlier one like it.
    """
    last = earlier(journey, source)
    if last is None:
        return ()
    before, now = (answered(journey, one, {}) for one in (last, source))
    least = max(last.least or 0, source.least or 0)
    groups = groups_asked_again(before, now, least)
    asked = [Two(last.id, before[group], now[group]) for group in groups]
    return tuple(map(Compared, groups, asked, together(asked)))


def changes(asked: Sequence[Compared]) -> tuple[Change, ...]:
    """What changed at the steps for all who answered, in their order; nothing of groups and outcomes.

    Args:
        asked: what changed since the last survey.
    """
    return tuple(one for each in asked if each.group == ALL for one in each.found if outcome_at(one.step) is None)


def together(asked: Sequence[Two]) -> list[tuple[Change, ...]]:
    """What changed between each two surveys; by chance one step of all of them is called in 5 of 100 such comparisons.

    Args:
        asked: the surveys, two by two.
    """
    shared = [[key for key in two.now if key in two.before] for two in asked]
    names = [(at, scale) for at, keys in enumerate(shared) for scale in dict.fromkeys(scale for _, scale in keys)]

    def figures(at: int, scale: str) -> tuple[Figures, Figures]:
        two = asked[at]
        sure = [key for key in shared[at] if key[1] == scale and _is_known(two.before[key]) and _is_known(two.now[key])]
        before, now = (tuple((key[0], _figure(of[key])) for key in sure) for of in (two.before, two.now))
        return before, now

    found = dict(zip(names, _moved(tuple(figures(*one) for one in names)), strict=True))
    return [
        tuple(
            _change(scale, two.since, two.before[step, scale], two.now[step, scale], found[at, scale].get(step))
            for step, scale in shared[at]
        )
        for at, two in enumerate(asked)
    ]


@lru_cache(maxsize=64)  # a page asks for the same with every drawing
def _moved(families: tuple[tuple[Figures, ...], ...]) -> list[dict[str, Moved]]:
    return moved([Pair(dict(before), dict(now)) for before, now in families])


def _change(scale: str, since: str, first: Point, last: Point, between: Moved | None) -> Change:
    known = scale_of(scale)
    whole = known.high - known.low
    figures = (first.value or 0.0, last.value or 0.0, whole * ((last.height or 0.0) - (first.height or 0.0)))
    if between is None:
        return Change(last.step, scale, since, *figures, None, None, called=False, more=None, each=None)
    _, low, high, called, more, each = between
    return Change(last.step, scale, since, *figures, whole * low, whole * high, called, more, each)


def _is_known(point: Point) -> bool:
    return bool(point.ground.n)


def _figure(point: Point) -> Reaching | Share:
    return as_shown(point.height or 0.0, point.ground.n or 0, point.bounds if has_ends(point) else None)


def changes_said(journey: Journey, source: Source, asked: Sequence[Compared]) -> Iterator[Said]:
    """What changed, in sentences; and what to say first where surveys of one name have no dates.

    Args:
        journey: the map.
        source: the later survey.
        asked: what changed since the last one.
    """
    if not asked:
        yield from _undated(journey, source)
        return
    since = next(one for one in journey.sources if one.id == asked[0].two.since)
    told = [one for each in asked for one in said_of(each, Ground(since).named, partial(step_name, journey))]
    order = ("changed", "same", "since", "unsure")
    yield from sorted(dict.fromkeys(told), key=lambda one: order.index(one.about))


def said_of(asked: Compared, than: str, name: Callable[[str], str]) -> Iterator[Said]:
    """What changed between two surveys, in sentences.

    Args:
        asked: the surveys and the changes.
        than: what the earlier is called.
        name: what a step of such an id is called.
    """
    found, two, than = asked.found, asked.two, f"“{isolated(than)}”"
    step = partial(_called, name, f" ({isolated(asked.group)})" if asked.group else "")
    reckoned = [one for one in found if one.low is not None and one.high is not None]
    for one in reckoned:
        if one.called:
            ends = (one.low or 0.0, one.value, one.high or 0.0)
            (then, now), how_far = as_exact((one.before, one.now), ends, scale_of(one.scale))
            way = "better" if one.value > 0 else "worse"
            n, m = (f"n = {points[one.step, one.scale].ground.n:,}" for points in (two.before, two.now))
            figures = f"{scale_of(one.scale).told}: {then} then ({n}), {now} now ({m}); {how_far} (95 %)"
            say = f"{step(one.step)} is {way} than in {than} by more than chance. {figures}."
            yield Said("changed", say, _steps([one]))
    left = sorted((one for one in reckoned if not one.called), key=_how_near)
    if left:
        likely = f" So many are {LIKELY} to tell." if any(one.more or one.each for one in left[:_MOST_NAMED]) else ""
        at = _first([f"{step(one.step)} ({_more(one)})" for one in left])
        yield Said("same", f"Not enough to say what has changed since {than} at {at}.{likely}", _steps(left))
    if reckoned:
        yield Said("since", ASSUMED)
    if unknown := [one for one in found if one.low is None]:
        at = _first([f"{step(one.step)} ({_as_they_stand(one)})" for one in unknown])
        say = f"Whether chance moved it since {than} cannot be told without how many answered: {at}."
        yield Said("unsure", say, _steps(unknown))


def _first(names: Sequence[str]) -> str:
    """The first few, and how many others there are: their figures are told elsewhere, one beside the other."""
    others = [f"{len(names) - _MOST_NAMED} others"] if len(names) > _MOST_NAMED else []
    return " and ".join([", ".join(names[:_MOST_NAMED]), *others])


def _steps(found: Sequence[Change]) -> tuple[str, ...]:
    return tuple(one.step for one in found if outcome_at(one.step) is None)


def _called(name: Callable[[str], str], group: str, step: str) -> str:
    outcome = outcome_at(step)
    return f"“{isolated(name(step) if outcome is None else outcome)}”{group}"


def _undated(journey: Journey, source: Source) -> Iterator[Said]:
    """What to say of two surveys of one name of which nobody knows which was first; once, at the one that is lower."""
    lower = journey.sources[: journey.sources.index(source)]
    for one in alike(journey, source):
        if one in lower and name_of(one) == name_of(source) and not (last_day(one.when) and last_day(source.when)):
            names = f"“{isolated(Ground(one).named)}” and “{isolated(Ground(source).named)}”"
            yield Said("undated", f"Say when each of {names} was asked, and what changed between them is told here.")
            return


def _how_near(one: Change) -> tuple[float, float]:
    return one.more or float("inf"), one.each or float("inf")


def _more(one: Change) -> str:
    if one.each:
        return to_tell(one.each, "answers in each of two surveys")
    return to_tell(one.more, "more answers this time", same=one.value == 0)


def _as_they_stand(one: Change) -> str:
    say = scale_of(one.scale).say
    return f"{say(one.before)} then, {say(one.now)} now"
