"""Which groups are too small to keep a person unnamed: one rule, wherever figures of groups leave a file. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

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


class Stands(NamedTuple):
    """A figure of answers on a map.

    Args:
        n: how many people it rests on.
        value: the figure.
        scale: of the figure.
    """

    n: int
    value: float
    scale: Scale


Standing: TypeAlias = "Mapping[str, Mapping[str, Stands]]"
"""Figures by what they are of, and by group; of all under “”."""


def refuse_few_new(before: Standing, now: Standing, least: int = LEAST, *, of: str = "") -> None:
    """Refuses figures of answers where so few are new that what they said could be reckoned from those that stand.

    Each step is looked at for itself, as a few cells may be corrected in any of them; where most of them cannot be of
    the same people, it is the next survey. One under another name is of the same people where all its figures may be.

    Args:
        before: the figures that stand.
        now: those that are to take their places, or to stand beside them, and all others of the survey.
        least: the fewest people of whom figures are shown.
        of: the name of the survey whose figures stand; "" for the one that is brought up to date.

    Raises:
        EvidenceError: with what to do instead.
    """
    pairs = {
        what: {
            group: (was, one)
            for group, was in groups.items()
            if (one := now.get(what, {}).get(group)) and one.scale == was.scale
        }
        for what, groups in before.items()
    }
    all_pairs = [pair for found in pairs.values() for pair in found.values()]
    same = sum(was == one for was, one in all_pairs)
    if same == len(all_pairs):
        return
    likely = {what for what, found in pairs.items() if all(_may_be_the_same(*pair, least) for pair in found.values())}
    met = sum(map(bool, pairs.values()))
    others = len(pairs) - len(likely)
    if of and met * 2 < len(now):
        return
    if others * 2 > met or (of and (others or (not same and any(was.n == one.n for was, one in all_pairs)))):
        return
    few = [
        f"{what}{group and f', {group}'} {_more_or_fewer(was, one)}"
        for what in pairs
        if what in likely
        for group, (was, one) in pairs[what].items()
        if was != one and abs(one.n - was.n) < least
    ]
    few += [
        f"{what} some who are kept back"
        for what, was in before.items()
        if what in likely and (_uncovers(was, now.get(what, {}), least) or _uncovers(now.get(what, {}), was, least))
    ]
    if few:
        more = f" and {len(few) - _MOST_NAMED} other figures" if len(few) > _MOST_NAMED else ""
        since = f" since “{of}”" if of else ""
        raise EvidenceError(
            f"So few answers are new{since} that one could reckon what they said: {', '.join(few[:_MOST_NAMED])}{more}."
            f" Wait until at least {least} are new, or take {f'“{of}”' if of else 'the survey'} off first, with its "
            "history (cjm detach --history)."
        )


def _more_or_fewer(was: Stands, now: Stands) -> str:
    if was.n == now.n:
        return "a few changed"
    return f"{abs(now.n - was.n)} {'more' if now.n > was.n else 'fewer'}"


def _may_be_the_same(was: Stands, now: Stands, least: int) -> bool:
    """Whether the same people may have answered so: with some more, or fewer, or a few answers put right.

    The next survey's figures would not fit.
    """
    few, many = sorted((was, now))
    left, people = many.n * many.value - few.n * few.value, many.n - few.n
    if not people:
        return abs(left) <= (now.scale.high - now.scale.low) * (least - 1) + _NEAR
    return now.scale.low * people - _NEAR <= left <= now.scale.high * people + _NEAR


def _uncovers(shown: Mapping[str, Stands], other: Mapping[str, Stands], least: int) -> bool:
    """Whether too few of those who are kept back are left, less groups that are shown at another time and did not grow.

    Args:
        shown: the figures at one time.
        other: those at the other, before or after.
        least: the fewest people of whom figures are shown.
    """
    if "" not in shown:
        return False
    left = shown[""].n - sum(one.n for group, one in shown.items() if group)
    sums = {0}
    for group, one in other.items():
        if group and group not in shown:
            sums |= {known + one.n for known in sums}
    return any(0 < left - known < least for known in sums if known)


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
