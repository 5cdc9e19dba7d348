"""Which surveys are one series, asked again and again. Pure.

They are alike where they have one name, the dates in it left out, or where both ask about the very same steps on the
same scales. The earlier is the nearest one that ended before the later began.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.dates import first_day, last_day, read
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.once import once
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.three_questions import is_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from cjm_widgets.journey.model import Journey, Source
    from cjm_widgets.journey.satisfaction import Point

_LONGEST_DATE: Final = 4
"""Words in a date, such as “3rd of May 2026”."""
_MARKS: Final = str.maketrans(dict.fromkeys("(),:;·–—|", " "))
"""What stands between a name and its date."""
_SEVERAL: Final = 2
"""So many steps that two surveys share are no accident."""


@once
def outdated(journey: Journey) -> Mapping[str, frozenset[str]]:
    """The steps, by id, of which a later survey of its series tells, by the id of the earlier one.

    What was measured is not outdated by what a few reported later.
    """
    last = {source.id: earlier(journey, source) for source in journey.sources}
    found: dict[str, frozenset[str]] = {}
    for source in journey.sources:
        told = frozenset(step for step, _ in points_of(journey, source))
        before = last[source.id]
        while before is not None:
            if Ground(source).basis in ("measured", Ground(before).basis):
                found[before.id] = found.get(before.id, frozenset()) | told
            before = last[before.id]
    return found


@once
def _all_points(journey: Journey) -> dict[str, dict[tuple[str, str], Point]]:
    """What all who answered a survey said together, by its source, step and scale."""
    found: dict[str, dict[tuple[str, str], Point]] = {}
    for curve in curves(journey):
        for point in curve.points:
            if point.value is not None and point.rating is not None and point.rating.source == curve.rater:
                found.setdefault(curve.rater, {})[point.step, curve.scale.name] = point
    return found


def points_of(journey: Journey, source: Source) -> dict[tuple[str, str], Point]:
    """What all who answered a survey said together, by step and scale."""
    return _all_points(journey).get(source.id, {})


def earlier(journey: Journey, source: Source) -> Source | None:
    """The last survey before one that is like it; one of its name before others."""
    found = [one for one in alike(journey, source) if _ended_before(one, source)]
    name = name_of(source)
    return max(found, key=lambda one: (name_of(one) == name, last_day(one.when)), default=None)


def alike(journey: Journey, source: Source) -> Iterator[Source]:
    """The surveys that are like one, whenever they were."""
    asked = points_of(journey, source).keys()
    for one in journey.sources:
        if one.id != source.id and are_alike(source, asked, one, points_of(journey, one).keys()):
            yield one


def are_alike(
    source: Source, asked: AbstractSet[tuple[str, str]], one: Source, its: AbstractSet[tuple[str, str]]
) -> bool:
    """Whether two surveys are of one series.

    Args:
        source: a survey.
        asked: the steps that it asked about, with the scale of each.
        one: another survey.
        its: the same of that one.
    """
    if not asked or any(not Ground(each).is_sample or is_sheets(each) for each in (source, one)):
        return False  # the days of one asking are no series
    name = name_of(source)
    named = bool(its & asked and name and name_of(one) == name)
    return (named or (its == asked and len(asked) >= _SEVERAL)) and not _are_others(one, source)


def _are_others(one: Source, other: Source) -> bool:
    """Whether the map itself says that others were asked, as new members and those who leave."""
    whose, its = (each.who.strip().casefold() for each in (one, other))
    return bool(whose and its and whose != its)


def _ended_before(one: Source, other: Source) -> bool:
    ended, began = last_day(one.when), first_day(other.when)
    return ended is not None and began is not None and ended < began


def name_of(source: Source) -> str:
    """What a survey is called, its date left out."""
    return _without_date(source.name)


@lru_cache(maxsize=256)
def _without_date(name: str) -> str:
    """A name without a date at either end: “Members’ survey, May 2026” is “members’ survey”."""
    words = name.casefold().translate(_MARKS).split()
    for many in range(min(_LONGEST_DATE, len(words) - 1), 0, -1):
        for date, rest in ((words[-many:], words[:-many]), (words[:many], words[many:])):
            if read(" ".join(date)):
                return " ".join(rest)
    return " ".join(words)
