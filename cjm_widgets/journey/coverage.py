"""How far the steps of a map are covered: what each rests on, from how many people, and how old that is.

Of each step its firmest figures count, as they speak for it (`journey.speaking`); where these are only assumed, what
customers or staff told in words. n belongs to a step: those of several figures are never added, as the same people may
stand behind them. Of a survey's curves the one of all its answers counts, as it holds those of its groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from cjm_widgets.journey.dates import age, first_day, last_day, shown
from cjm_widgets.journey.facts import step_name
from cjm_widgets.journey.grounds import N_NOT_KNOWN, UNTOLD, Ground, ground
from cjm_widgets.journey.plain import plain
from cjm_widgets.journey.speaking import firmest, voices
from cjm_widgets.journey.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cjm_widgets.journey.model import Journey, Step

Covered = Literal["measured", "reported", "assumed", "untold", "nothing"]

WORDS: Final[dict[Covered, str]] = {
    "measured": "Measured",
    "reported": "Reported to us",
    "assumed": "Assumed by us",
    "untold": f"From {UNTOLD}",
    "nothing": "Nothing known",
}
UNDATED: Final = "undated"
IN_QUOTES: Final = "in quotes"
_IN_ALL: Final = " in all"


@dataclass(frozen=True, slots=True)
class StepCover:
    """What one step rests on.

    Args:
        step: its id.
        number: its place on the map.
        name: what it is called.
        basis: the firmest that speaks for it.
        words: the same in words.
        people: from how many: “n = 40 to 160”, “n = 410 in all”, that n is not known, or that only quotes tell of it;
            "" where nobody was asked.
        fewest: the smallest n of its figures; None where none is known.
        most: the largest.
        age: how old the newest is, in words; "" where nobody was asked.
        dates: of its sources, as they are kept; those without one are left out.
        only_groups: whether its figures are those of groups, and none is of all who answered.
    """

    step: str
    number: int
    name: str
    basis: Covered
    words: str
    people: str = ""
    fewest: int | None = None
    most: int | None = None
    age: str = ""
    dates: tuple[str, ...] = ()
    only_groups: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """What all steps rest on.

    Args:
        steps: in the journey's order.
        say: all of it in a few sentences; "" where there are no steps.
    """

    steps: tuple[StepCover, ...]
    say: str

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return dict(plain(self))


def coverage(journey: Journey, today: date | None = None) -> Coverage:
    """What the steps of a journey rest on.

    Args:
        journey: the journey.
        today: the day it is; without it dates are told, and no ages.
    """
    heard: dict[str, dict[str, list[Ground]]] = {step.id: {} for step in journey.steps}
    for curve, points in firmest(voices(journey)):
        for step, point in points.items():
            heard[step].setdefault(curve.rater, []).append(point.ground)
    steps = tuple(_cover(journey, step, at, heard[step.id], today) for at, step in enumerate(journey.steps, start=1))
    return Coverage(steps, _in_words(steps, today))


def _cover(
    journey: Journey, step: Step, at: int, heard: Mapping[str, Sequence[Ground]], today: date | None
) -> StepCover:
    pairs = [(rater, one) for rater, grounds in heard.items() for one in grounds]
    pairs = [(rater, one) for rater, one in pairs if not (_is_group(rater, one) and _whole(one) in heard)]
    figures, groups = [one for _, one in pairs], [one for rater, one in pairs if _is_group(rater, one)]
    name = step_name(journey, step.id)
    quotes = [ground(journey, one.source) for one in step.quotes if one.words.strip()]
    firm = [one for one in figures if one.basis != "assumed"]
    told = [one for one in quotes if one.basis != "assumed"]
    basis: Covered
    if firm:
        known = [one.n for one in firm if one.n is not None]
        people, basis = people_of(firm), firm[0].basis
        only_groups = len(groups) == len(figures) and bool(known)
        return StepCover(
            step.id,
            at,
            name,
            basis,
            WORDS[basis],
            f"{people} {'a group' if len(firm) > 1 else 'in one group'}" if only_groups else people,
            min(known, default=None),
            max(known, default=None),
            _aged(firm, today),
            _dates(firm),
            only_groups,
        )
    if told:
        return StepCover(
            step.id, at, name, "reported", WORDS["reported"], IN_QUOTES, age=_aged(told, today), dates=_dates(told)
        )
    if doubtful := [*figures, *quotes]:
        basis = "untold" if all(one.is_untold for one in doubtful) else "assumed"
        return StepCover(step.id, at, name, basis, WORDS[basis])
    return StepCover(step.id, at, name, "nothing", WORDS["nothing"])


def _whole(one: Ground) -> str:
    """The rater whose curve is that of all who answered."""
    return one.source.id if one.source else ""


def _is_group(rater: str, one: Ground) -> bool:
    return bool(_whole(one)) and rater.startswith(f"{_whole(one)}-")


def people_of(grounds: Sequence[Ground]) -> str:
    """From how many people some figures are: “n = 40 to 160”, or that this is not known.

    Args:
        grounds: what each rests on, at least one.
    """
    known = [one.n for one in grounds if one.n is not None]
    if len(known) == len(grounds):
        few, many = min(known), max(known)
        return f"n = {few:,}" if few == many else f"n = {few:,} to {many:,}"
    if known:  # and of some n is not known
        return f"n = {max(known):,} or more"
    return next((one.counted for one in grounds if one.counted), N_NOT_KNOWN)


def _dates(grounds: Sequence[Ground]) -> tuple[str, ...]:
    found = {one.source.when for one in grounds if one.source and last_day(one.source.when)}
    return tuple(sorted(found, key=_by_day))


def _by_day(when: str) -> tuple[str, str]:
    return str(last_day(when)), when


def _aged(grounds: Sequence[Ground], today: date | None) -> str:
    dates = _dates(grounds)
    if not dates:
        return next((one.when for one in grounds if one.when), UNDATED)
    return (today and age(dates[-1], today)) or shown(dates[-1])


def _in_words(steps: Sequence[StepCover], today: date | None) -> str:
    asked = [one for one in steps if one.basis in ("measured", "reported")]
    told = (_bases(steps), _not_asked(steps), _asked(asked), _how_old(asked, today))
    return " ".join(f"{part}." for part in told if part)


def _bases(steps: Sequence[StepCover]) -> str:
    counts = {basis: sum(one.basis == basis for one in steps) for basis in WORDS}
    unknown, whole = counts.pop("nothing"), len(steps)
    if not whole:
        return ""
    if unknown == whole:
        return f"Nothing is known yet of {'the one' if whole == 1 else 'any'} step"
    known = [(f"{WORDS[basis][:1].lower()}{WORDS[basis][1:]}", count) for basis, count in counts.items() if count]
    if len(known) == 1 and not unknown:
        return f"{_all_of(whole).capitalize()} {'is' if whole == 1 else 'are'} {known[0][0]}"
    verb = "is" if known[0][1] == 1 else "are"
    told = listed([f"{count} {words}" if at else f"{count} {verb} {words}" for at, (words, count) in enumerate(known)])
    return f"Of {whole} steps {told}{f'; of {unknown} nothing is known' if unknown else ''}"


def _not_asked(steps: Sequence[StepCover]) -> str:
    """How many steps no customer has said anything of, where some are assumed and others are not."""
    without = sum(one.basis in ("assumed", "nothing") for one in steps)
    if without == len(steps) or not any(one.basis == "assumed" for one in steps):
        return ""  # that is said already
    return f"{without} of {len(steps)} steps {'has' if without == 1 else 'have'} no customer evidence yet"


def _all_of(count: int) -> str:
    return {1: "the one step", 2: "both steps"}.get(count, f"all {count} steps")


def _asked(asked: Sequence[StepCover]) -> str:
    """From how many people: n belongs to a step, so it is told as a range over the steps, and never as a sum."""
    known = [one for one in asked if one.fewest is not None]
    whole, groups = ([one for one in known if one.only_groups == apart] for apart in (False, True))
    quoted = sum(one.people == IN_QUOTES for one in asked)
    unknown = len(asked) - len(known) - quoted
    parts = []
    if whole:
        parts.append(f"{_range(whole)} a step")
    if groups:
        at = "" if len(groups) == len(known) else f" at {counted(len(groups), 'step')}"
        parts.append(f"{_range(groups)} a group{at}, as only groups are told")
    if unknown:
        at = "any step" if unknown == len(asked) else counted(unknown, "step")
        in_all = sorted({one.people for one in asked if one.people.endswith(_IN_ALL)})
        parts.append(f"how many answered at {at} is not known{f' ({listed(in_all)})' if in_all else ''}")
    if quoted:
        parts.append(f"{counted(quoted, 'step')} told in quotes only")
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def _range(known: Sequence[StepCover]) -> str:
    few, many = min(one.fewest or 0 for one in known), max(one.most or 0 for one in known)
    people = f"{few:,}" if few == many else f"{few:,} to {many:,}"
    return f"{people} {'person' if many == 1 else 'people'}"


def _how_old(asked: Sequence[StepCover], today: date | None) -> str:
    dates = sorted({when for one in asked for when in one.dates}, key=_by_day)
    undated = sum(not one.dates for one in asked)
    if not dates:
        return "No date is said" if asked else ""
    old, new = dates[0], dates[-1]
    begins, ended = first_day(new), last_day(old)
    if begins and ended and begins <= ended:  # one date holds the other: a year is not newer than a month of it
        told = f"They are of {_dated(min(old, new, key=len), today)}"
    else:
        told = f"The oldest is of {_dated(old, today)}, the newest of {_dated(new, today)}"
    return f"{told}; {counted(undated, 'step')} undated" if undated else told


def _dated(when: str, today: date | None) -> str:
    years = age(when, today) if today else ""
    return f"{shown(when)} ({years})" if years else shown(when)
