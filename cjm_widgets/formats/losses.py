"""What a file does not hold, in words: whole things by their number, parts of them by what the form asks. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import Loss
from cjm_widgets.formats.held import filled, holds
from cjm_widgets.journey.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cjm_widgets.formats.held import Filled
    from cjm_widgets.journey.model import Journey

_NAMED: Final = 2
"""Questions that are told by their words; of more than one beyond these only how many."""
_THINGS: Final = {
    "sources": ("source", "sources"),
    "sources/figures": ("figure of a source", "figures of sources"),
    "stakeholders": ("stakeholder", "stakeholders"),
    "relationships": ("relationship", "relationships"),
    "personas": ("persona", "personas"),
    "outcomes": ("outcome", "outcomes"),
    "stages": ("stage", "stages"),
    "stages/needs": ("goal or question", "goals and questions"),
    "steps": ("step", "steps"),
    "steps/touchpoints": ("touchpoint", "touchpoints"),
    "steps/quotes": ("quote", "quotes"),
    "steps/ratings": ("rating", "ratings"),
    "moments": ("moment of truth", "moments of truth"),
    "solutions": ("solution", "solutions"),
    "teams": ("team", "teams"),
    "indicators": ("indicator", "indicators"),
    "indicators/results": ("result of an indicator", "results of indicators"),
    "editions": ("edition of the map", "editions of the map"),
    "overruled": ("advice that was not followed", "pieces of advice that were not followed"),
}
_PARTS: Final = {
    "": "The name of the map",
    "scope": "What the journey is about",
    "diagnostic": "Whether it is worth mapping",
    "care": "Who looks after the map",
}
"""What stands in no list."""
_BESIDE: Final = ("Unit", "Scale")
"""What is told with the figure that it belongs to."""


def lost(
    journey: Journey, kinds: frozenset[str], is_there: Callable[[Filled], bool] = lambda _: True
) -> tuple[Loss, ...]:
    """What a format loses that holds only these fields.

    Args:
        journey: as it may leave.
        kinds: of the fields that are in the file, as `holds` takes them.
        is_there: whether one of them really is, where that hangs on the item.
    """
    return left_out([*filled(journey)], lambda one: holds(kinds, one) and is_there(one))


def left_out(there: Sequence[Filled], is_held: Callable[[Filled], bool]) -> tuple[Loss, ...]:
    """What is not held, in as few words as people need.

    Args:
        there: all that was filled in.
        is_held: whether a field is in the file.
    """
    gone = [one for one in there if not is_held(one)]
    count = Counter(item for one in there for item in _items(one))
    count.subtract(item for one in gone for item in _items(one))
    whole: dict[str, list[tuple[str, str]]] = {}
    parts: dict[str, list[tuple[str, Filled]]] = {}
    for one in gone:
        found = next((item for item in _items(one) if not count[item]), None)
        if found:
            whole.setdefault(found[0], []).append((found[1], one.path))
        else:
            kind, path = _items(one)[-1]
            parts.setdefault(kind, []).append((path, one))
    names = [_named(kind, {path for path, _ in some}) for kind, some in whole.items()]
    every = [path for some in whole.values() for _, path in some]
    return (
        *([Loss(f"{_sentence(names)} left out", tuple(every))] if every else ()),
        *(
            Loss(
                f"{_named(kind, {path for path, _ in some})}: {_questions([one.title for _, one in some])} left out",
                tuple(one.path for _, one in some),
            )
            for kind, some in parts.items()
        ),
    )


def _items(one: Filled) -> tuple[tuple[str, str], ...]:
    return one.items or (("", one.path),)


def _named(kind: str, items: set[str]) -> str:
    return _PARTS.get(kind) or counted(len(items), *_THINGS[kind])


def _sentence(names: Sequence[str]) -> str:
    """“What the journey is about, 4 sources and 8 stakeholders”."""
    first, *more = names
    *others, last = (first, *(f"{one[:1].lower()}{one[1:]}" for one in more))
    return f"{', '.join(others)} and {last}" if others else last


def _questions(titles: Iterable[str]) -> str:
    """The questions of the form that most have no answer for in the file, and how many others."""
    often = [title for title, _ in Counter(titles).most_common()]
    asked = [title for title in often if title not in _BESIDE] or often
    if len(asked) > _NAMED + 1:
        return f"{', '.join(_quoted(asked[:_NAMED]))} and {len(asked) - _NAMED} more answers"
    return _sentence([*_quoted(asked)])


def _quoted(titles: Iterable[str]) -> Iterator[str]:
    return (f"“{title}”" for title in titles)
