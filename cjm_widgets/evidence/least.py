"""Which groups are too small to keep a person unnamed: one rule, wherever figures of groups leave a file. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.evidence.problems import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.evidence.found import Figure, Read
    from cjm_widgets.journey.scales import Scale

LEAST: Final = 5
"""People in a group from which on its figures stand on a map, unless somebody says otherwise."""
_MOST_NAMED: Final = 3
_NEAR: Final = 1e-6


def kept_back(sizes: Mapping[str, int], *, others: int = 0, least: int = LEAST) -> frozenset[str]:
    """The groups whose figures are not shown, and those from which they could be reckoned.

    What all said, less what each group shown said, is what the others said: they must be enough people as well.

    Args:
        sizes: how many people there are in each group.
        others: how many people belong to no group.
        least: the fewest people of whom figures are shown.
    """
    ordered = sorted((group for group in sizes if sizes[group]), key=lambda group: (sizes[group], group))
    back = [group for group in ordered if sizes[group] < least]
    while 0 < others + sum(sizes[group] for group in back) < least and len(back) < len(ordered):
        back.append(ordered[len(back)])
    return frozenset(back)


def of_enough_people(found: Read, least: int = LEAST) -> Read:
    """What a file says without the groups that are too small, step by step; what came added up stays as it is.

    Args:
        found: what it says.
        least: the fewest people of whom figures are shown.
    """
    if found.tally is None:
        return found
    figures, outcomes = (_of_enough(some, least) for some in (found.figures, found.outcomes))
    return replace(found, figures=figures, outcomes=outcomes)


class Change(NamedTuple):
    """A figure of answers that stands, and what is to take its place.

    Args:
        where: what it is of.
        scale: of both.
        before: how many people it rests on, and the figure.
        now: how many it would, and the figure.
    """

    where: str
    scale: Scale
    before: tuple[int, float]
    now: tuple[int, float]

    @property
    def new(self) -> int:
        """How many more people it would rest on."""
        return self.now[0] - self.before[0]

    @property
    def may_be_growth(self) -> bool:
        """Whether the same people and a few more, or fewer, may have answered so: the next survey's would not fit."""
        few, many = sorted((self.before, self.now))
        left, people = many[0] * many[1] - few[0] * few[1], abs(self.new)
        return self.scale.low * people - _NEAR <= left <= self.scale.high * people + _NEAR


def refuse_few_new(changes: Iterable[Change], least: int = LEAST) -> None:
    """Refuses figures of answers where so few are new that what they said could be reckoned from those of before.

    Args:
        changes: the figures that stand, and what is to take their places.
        least: the fewest people of whom figures are shown.

    Raises:
        EvidenceError: with what to do instead.
    """
    changes = tuple(changes)
    few = [
        f"{one.where} {abs(one.new)} {'more' if one.new > 0 else 'fewer'}"
        for one in changes
        if 0 < abs(one.new) < least
    ]
    if few and all(one.may_be_growth for one in changes):
        more = f" and {len(few) - _MOST_NAMED} other figures" if len(few) > _MOST_NAMED else ""
        raise EvidenceError(
            f"So few answers are new that one could reckon what they said: {', '.join(few[:_MOST_NAMED])}{more}. Wait "
            f"until at least {least} are new, or take the survey off first, with its history (cjm detach --history)."
        )


def _of_enough(figures: Iterable[Figure], least: int) -> tuple[Figure, ...]:
    figures = tuple(figures)
    sizes: dict[str, dict[str, int]] = {}
    for figure in figures:
        sizes.setdefault(figure.step, {})[figure.group] = figure.n or 0
    back = set()
    for step, groups in sizes.items():
        whole = groups.pop("", 0)
        others = max(0, whole - sum(groups.values()))
        back |= {(step, group) for group in kept_back(groups, others=others, least=least)}
    return tuple(figure for figure in figures if (figure.step, figure.group) not in back)
