"""Which groups are too small to keep a person unnamed: one rule, wherever figures of groups leave a file. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.told import Question

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


def too_small(sizes: Mapping[str, Mapping[str, int]], least: int) -> frozenset[tuple[str, str]]:
    """What is not shown, by what it is of and by group; all together among them, under “”.

    Args:
        sizes: how many people there are, by what it is of and by group.
        least: the fewest people of whom figures are shown.
    """
    back = set()
    for what, of_groups in sizes.items():
        groups = {group: n for group, n in of_groups.items() if group}
        whole = of_groups.get("", 0)
        others = max(0, whole - sum(groups.values()))
        back |= {(what, group) for group in kept_back(groups, others=others, least=least)}
        back |= {(what, "")} if whole < least and "" in of_groups else set()
    return frozenset(back)


def of_enough_people(found: Read, least: int = LEAST) -> Read:
    """What a file says without groups that are too small, all together among them, step by step.

    What came added up stays as it is.

    Args:
        found: what it says.
        least: the fewest people of whom figures are shown.
    """
    if found.tally is None:
        return found
    figures, outcomes = (_of_enough(some, least) for some in (found.figures, found.outcomes))
    return replace(found, figures=figures, outcomes=outcomes)


People: TypeAlias = Literal["", "same", "others", "unknown"]
"""Whose answers stand beside each other, as far as their rows tell it; “” where no rows are kept."""
AnsweredBy: TypeAlias = Literal["", "same", "others"]
"""Who has answered, as somebody says who was asked."""
WHO: Final = "people"
"""The id of that question."""


class WhoAnsweredError(EvidenceError):
    """The same people may have answered, or others: only somebody who knows can tell."""

    @property
    def question(self) -> Question:
        """What is asked, with the answers there are."""
        options = (
            ("same", "The same people, with a few answers more or put right"),
            ("others", "Other people, or a later survey"),
        )
        return Question(WHO, str(self), options=options)


def reckoned(  # noqa: PLR0913  each is a part of what is said
    between: Iterable[str], people: int, least: int, *, before: str, instead: str, asks: bool
) -> EvidenceError:
    """That one could reckon what a few people said, who lie between groups that are shown.

    Args:
        between: the groups, as they are told.
        people: how many lie between.
        least: the fewest people of whom figures are shown.
        before: where the others answered: “as before”.
        instead: what to do, if they are the same people.
        asks: whether nobody knows that, so that it is asked.
    """
    lie = "lies 1 person" if people == 1 else f"lie {people} people"
    where = f"between {' and '.join(between)} {lie}"
    if asks:
        return WhoAnsweredError(
            f"If these are the same people {before}, one could reckon what a few of them said: {where}. Are they the "
            "same (cjm attach --same-people), or other people, as in a later survey (cjm attach --other-people)?"
        )
    return EvidenceError(f"One could reckon what fewer than {least} people said: {where}. {instead}")


class Stands(NamedTuple):
    """A figure of answers on a map.

    Args:
        n: how many people it rests on.
        value: the figure.
        scale: of the figure; None for a count, which says nothing of how anybody felt.
        answers: how often each answer was given; None where that is not kept.
    """

    n: int
    value: float
    scale: Scale | None
    answers: Mapping[float, int] | None = None


Standing: TypeAlias = "Mapping[str, Mapping[str, Stands]]"
"""Figures by what they are of, and by group; of all under “”."""


def refuse_few_new(  # noqa: PLR0913  each is something that is known of two files
    before: Standing,
    now: Standing,
    least: int = LEAST,
    *,
    of: str = "",
    people: People = "",
    answered_by: AnsweredBy = "",
    log: bool = False,
) -> str:
    """Refuses figures where so few are new that what they said could be reckoned from those that stand.

    Each step is looked at for itself, as a few cells may be corrected in any of them. Whether these are the same people
    is told by their rows, where they are kept; figures alone do not, so that it is asked.

    Args:
        before: the figures that stand.
        now: those that are to take their places, or to stand beside them, and all others of the survey.
        least: the fewest people of whom figures are shown.
        of: the name of the survey whose figures stand; "" for the one that is brought up to date.
        people: whose they are.
        answered_by: whose they are, as somebody said.
        log: whether both are logs of events.

    Returns:
        What has to be asked; "" if nothing has.

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
    if all(_is_the_same(*pair) for found in pairs.values() for pair in found.values()):
        return ""
    likely = {what for what, found in pairs.items() if all(_may_be_the_same(*pair, least) for pair in found.values())}
    few = [
        f"{what}{group and f', {group}'} {_more_or_fewer(was, one)}"
        for what in pairs
        for group, (was, one) in pairs[what].items()
        if _few_new(was, one, least)
    ]
    few += [
        f"{what} some who are kept back"
        for what, was in before.items()
        if what in likely and (_uncovers(was, now.get(what, {}), least) or _uncovers(now.get(what, {}), was, least))
    ]
    whose = people if people in ("same", "others") else answered_by  # what somebody says does not undo what rows tell
    if not few or whose == "others" or (not whose and _are_others(pairs, least)):
        return ""
    more = f" and {len(few) - _MOST_NAMED} other figures" if len(few) > _MOST_NAMED else ""
    told, what = f"{', '.join(few[:_MOST_NAMED])}{more}", "log" if log else "survey"
    new, say, did = ("customers", "do", "did") if log else ("answers", "say", "said")
    if not whose:
        then = f"in “{of}”" if of else "before"
        return (
            f"If these are the same people as {then}, one could reckon what the few new {new} {say}: {told}. "
            f"Are they the same, with a few {new} more or put right (cjm attach --same-people), or other people, as in "
            f"a later {what} (cjm attach --other-people)?"
        )
    raise EvidenceError(
        f"So few {new} are new{f' since “{of}”' if of else ''} that one could reckon what they {did}: {told}. "
        f"Wait until at least {least} are new, or take {f'“{of}”' if of else f'the {what}'} off first, with its "
        "history (cjm detach --history)."
    )


def _are_others(pairs: Mapping[str, Mapping[str, tuple[Stands, Stands]]], least: int) -> bool:
    """Whether of more than a third of the figures many answers were given at the one time and many at the other.

    Of the same people, with some more or fewer and one column put right throughout, that is not so.
    """
    counts = [
        (Counter(was.answers), Counter(now.answers))
        for found in pairs.values()
        for was, now in found.values()
        if was.answers is not None and now.answers is not None
    ]
    apart = sum(min((was - now).total(), (now - was).total()) >= least for was, now in counts)
    return 3 * apart > len(counts)


def _more_or_fewer(was: Stands, now: Stands) -> str:
    if was.n == now.n:
        return "a few changed"
    return f"{abs(now.n - was.n)} {'more' if now.n > was.n else 'fewer'}"


def _is_the_same(was: Stands, now: Stands) -> bool:
    return was[:3] == now[:3] and (None in (was.answers, now.answers) or was.answers == now.answers)


def _few_new(was: Stands, now: Stands, least: int) -> bool:
    """Whether a few people's answers make the whole difference: new ones, some that are gone, or were put right."""
    if was.answers is None or now.answers is None:
        near = abs(now.n - was.n) < least and not _is_the_same(was, now)
        return near and _may_be_the_same(was, now, least)
    new, gone = Counter(now.answers) - Counter(was.answers), Counter(was.answers) - Counter(now.answers)
    return 0 < max(new.total(), gone.total()) < least


def _may_be_the_same(was: Stands, now: Stands, least: int) -> bool:
    """Whether the same people may have answered so: with some more, or fewer, and a few answers put right.

    The next survey's figures would not fit.
    """
    few, many = sorted((was, now), key=lambda one: one.n)
    left, people = many.n * many.value - few.n * few.value, many.n - few.n
    if now.scale is None:
        return people < least
    if was.answers is not None and now.answers is not None:
        return True
    put_right = (least - 1 - people if people < least else least - 1) * (now.scale.high - now.scale.low) + _NEAR
    return now.scale.low * people - put_right <= left <= now.scale.high * people + put_right


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
    back = too_small(sizes, least)
    return tuple(figure for figure in figures if (figure.step, figure.group) not in back)
