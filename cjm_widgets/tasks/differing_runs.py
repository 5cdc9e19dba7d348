"""Two finished runs compared: each map as the later run told of it, with the same as the earlier did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.tasks.differing import compare, kept_by_run, side_of_run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cjm_widgets.journey.differing import Difference
    from cjm_widgets.journey.differing.account import Account

_BY_ITSELF: Final = "Each map is judged by itself: of 100 in which nothing changed, 5 at most would say so"


@dataclass(frozen=True, slots=True)
class OfMap:
    """What differs on one map.

    Args:
        name: of its folder in both runs.
        title: of the map.
        found: what differs.
        told: the same in words.
    """

    name: str
    title: str
    found: Difference
    told: Account


@dataclass(frozen=True, slots=True)
class Runs:
    """What differs between two finished runs.

    Args:
        title: which two they are.
        pairs: the maps of both.
        only_before: what the earlier run alone has.
        only_now: what the later run alone has.
        language: of the maps' words, as the first of them says it.
    """

    title: str
    pairs: tuple[OfMap, ...]
    only_before: tuple[str, ...]
    only_now: tuple[str, ...]
    language: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.only_before or self.only_now) and all(one.found.is_empty for one in self.pairs)

    @property
    def say(self) -> tuple[str, ...]:
        """What is said first: where something changed by more than chance, and what only one of them has."""
        changed = [one.name for one in self.pairs if one.found.has_changed]
        same = [one.name for one in self.pairs if one.found.is_empty]
        said = (
            (f"More than chance has changed in {', '.join(changed)}", changed),
            (_BY_ITSELF, changed and len(self.pairs) > 1),
            ("Nowhere has anything changed by more than chance", self.pairs and not changed),
            (f"Nothing differs in {', '.join(same)}", same),
            (f"No longer run: {', '.join(self.only_before)}", self.only_before),
            (f"Run for the first time: {', '.join(self.only_now)}", self.only_now),
        )
        return tuple(f"{words}." for words, there in said if there)

    @property
    def told(self) -> tuple[OfMap, ...]:
        """Those in which something differs."""
        return tuple(one for one in self.pairs if not one.found.is_empty)

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {
            "title": self.title,
            "differs": not self.is_empty,
            "runs": {one.name: {"title": one.title} | one.found.to_json() for one in self.pairs},
            "only_before": [*self.only_before],
            "only_now": [*self.only_now],
        }


def compare_runs(before: str, after: str, today: date) -> Runs | None:
    """What differs between two runs of several maps; None if one of them is none.

    Args:
        before: the folder of the earlier run.
        after: that of the later one.
        today: the day it is.

    Raises:
        FormatError: if a map in them cannot be read.
    """
    then, now = (kept_by_run(Path(name)) for name in (before, after))
    if not then or not now or "" in (*then, *now):
        return None
    sides = {name: (side_of_run(then[name]), side_of_run(now[name])) for name in now if name in then}
    return Runs(
        f"{before}, compared with {after}",
        tuple(OfMap(name, two[1].journey.title or name, *compare(*two, today)) for name, two in sides.items()),
        tuple(name for name in then if name not in now),
        tuple(name for name in now if name not in then),
        next((later.journey.language for _, later in sides.values()), ""),
    )


def runs_lines(runs: Runs) -> Iterator[str]:
    """The same as lines of text, map by map."""
    from cjm_widgets.journey.differing.account import lines_of

    yield from (runs.title, "", *runs.say)
    for one in runs.told:
        yield from ("", "", *lines_of(replace(one.told, title=f"{one.name}: {one.title}")))
