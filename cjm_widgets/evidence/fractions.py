"""Whether 0.36 is 36 %: asked where a column of shares or net promoter scores may be written either way. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.cells import number
from cjm_widgets.evidence.told import Question

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cjm_widgets.evidence.plan import Plan
    from cjm_widgets.evidence.roles import Profile

_FAR: Final = 5
"""How many times the smallest fraction the largest figure of a column is, where these are hardly both per cent."""


def question_of_fractions(name: str, profile: Profile, scale: str, *, added_up: bool) -> Question | None:
    """Asks what figures between 0 and 1 are, beside larger ones too; None where they can be one thing only.

    Args:
        name: of a column.
        profile: of it.
        scale: of its figures, with how they are written where somebody says so.
        added_up: whether its figures are those of many people.
    """
    is_score = scale == "nps" and added_up
    if scales.bare(scale) != scale or not (is_score or scales.is_share(scales.scale_of(scale))):
        return None
    low, most = profile.fraction, profile.bare
    if is_score:
        most = max(abs(profile.low), abs(profile.high)) if low else 0
    if 0 < most <= 1 and profile.numbers > profile.percents:
        what = f"All figures in “{name}” without “%” lie between {'-1' if is_score else '0'} and 1."
        as_fractions = f"{scale}{scales.FRACTION}"
    elif added_up and low and most >= _FAR * low:
        what = f"In “{name}” some figures without “%” are below 1, such as {low:g}, and others go up to {most:g}."
        as_fractions = f"{scale}{scales.MIXED}"
    else:
        return None
    one = f"{low or 0.36:g}"
    large = f"{100 * float(one):g}"
    is_large, is_small = (
        (f"{one} is a score of {large}", f"{one} is a score of {one}")
        if is_score
        else (f"{one} is {large} %", f"{one} is {one} %")
    )
    as_it_is = f"{scale}{scales.AS_IT_IS}"
    say = f"{what} If {is_large}, say --scale “{name}={as_fractions}”; if {is_small}, --scale “{name}={as_it_is}”."
    return Question("fraction", say, name, ((as_fractions, is_large), (as_it_is, is_small)))


def asked_anew(plan: Plan, profiles: Mapping[str, Profile], questions: Collection[Question]) -> tuple[Question, ...]:
    """What has to be asked of a file that is read with a plan: the last one may have been written otherwise.

    Args:
        plan: how files of this kind are read.
        profiles: of the columns, by name.
        questions: that are open already.
    """
    known = {(one.id, one.column) for one in questions}
    found = (
        question_of_fractions(one.column, profiles[one.column], one.scale, added_up=plan.layout == "figures")
        for one in plan.values
        if not plan.counts and not _are_written_alike(profiles[one.column], plan.decimal)
    )
    return tuple(one for one in found if one and (one.id, one.column) not in known)


def _are_written_alike(profile: Profile, decimal: str) -> bool:
    """Whether figures below 1 have as many decimals as larger ones: 0.57 beside 96.98 is per cent as they are."""
    small, large = set[int](), set[int]()
    for cell in profile.cells:
        if "%" not in cell and (one := number(cell, decimal)) is not None and one.value:
            (small if abs(one.value) < 1 else large).add(len(cell.partition(decimal)[2]))
    return bool(small) and max(large, default=0) == max(small) and min(small) == max(small)
