"""Which column is about what: as somebody says, else by its heading, else by its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import words
from cjm_widgets.evidence.headings import short_names
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.promoters import PARTS
from cjm_widgets.evidence.roles import Profile, Role, role_by_name
from cjm_widgets.evidence.scales import BEST_OF_TEN, points_of
from cjm_widgets.evidence.told import named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.evidence.headings import Column, Headings
    from cjm_widgets.evidence.table import Table
    from cjm_widgets.evidence.told import Told

_OF_FIGURES: Final[tuple[Role, ...]] = ("gap", "target", "benchmark", "sd")
"""What stands beside figures, and never beside single answers."""
_ONE_ONLY: Final[frozenset[Role]] = frozenset({"step", "group", "target", "sd", "case", "channel"})
"""Of which a table has one column; a second one that is called so is passed over."""


def found_roles(
    table: Table, headings: Headings, told: Told, steps: Sequence[str], profiles: Mapping[int, Profile]
) -> dict[int, Role]:
    """What each column is about, as far as that can be told.

    Args:
        table: the file.
        headings: of it.
        told: what is known of it.
        steps: what the map calls its steps.
        profiles: of the columns.

    Raises:
        EvidenceError: if a column that is named is not there.
    """
    roles = _as_said(table, headings, told)
    known = {step_key(step) for step in (*steps, *told.steps)}
    rows = max((one.filled for one in profiles.values()), default=0)
    for column in headings.columns:
        if column.at in roles or _is_step(column, known):
            continue
        role = _as_its_cells_are(role_by_name(column), profiles[column.at], rows)
        if role in _ONE_ONLY and role in roles.values():
            role = "other"
        if role is None and column.is_answer is False and profiles[column.at].is_numbers:
            role = "other"  # its survey tool says that it holds no answers
        if role is not None:
            roles[column.at] = role
    roles = _without_lone_parts(roles)
    roles = _without_running_numbers(roles, headings, profiles, told.n)
    for column in headings.columns:
        perhaps = words.may_be_answers(column.own) or words.may_be_answers(column.name)
        may_be = ("other", "quantity", *(_OF_FIGURES if "respondent" in roles.values() else ()))
        if perhaps and roles.get(column.at) in may_be and _is_like_others(column.at, roles, profiles):
            del roles[column.at]
    if "step" not in roles.values():
        roles |= _steps_by_cells(known, roles, profiles)
    if "step" not in roles.values() and (stages := [at for at, role in roles.items() if role == "stage"]):
        roles[stages[0]] = "step"
    roles |= _ticked(roles, profiles) | _ids(roles, profiles)
    return _with_lone_answers(roles, headings, profiles)


def _with_lone_answers(roles: dict[int, Role], headings: Headings, profiles: Mapping[int, Profile]) -> dict[int, Role]:
    """Where nothing else can hold figures, “Price” may hold answers: its scale is asked about."""
    free = [one for at, one in profiles.items() if roles.get(at) in {None, "value", "outcome", *PARTS}]
    if any(one.is_numbers or points_of(one.words) for one in free):
        return roles
    lone = [
        column.at
        for column in headings.columns
        if roles.get(column.at) == "other"
        and role_by_name(column) == "quantity"
        and words.may_be_answers(column.own)
        and profiles[column.at].low >= 0
        and profiles[column.at].high <= BEST_OF_TEN
    ]
    return {at: role for at, role in roles.items() if at not in lone}


def _without_lone_parts(roles: dict[int, Role]) -> dict[int, Role]:
    """Parts of a net promoter score count where both its ends are there: “Neutral” by itself is an answer."""
    if {"promoters", "detractors"} <= {*roles.values()}:
        return roles
    return {at: role for at, role in roles.items() if role not in PARTS}


def _without_running_numbers(
    roles: dict[int, Role], headings: Headings, profiles: Mapping[int, Profile], n: str
) -> dict[int, Role]:
    """Running numbers tell rows apart, whatever they are called, and are no numbers of people.

    Where nothing else names the rows, numbers that are all different do so as well.
    """
    named = {"step", "group", "stage"} & {*roles.values()} or any(
        one.words and not one.is_numbers for at, one in profiles.items() if roles.get(at) is None
    )
    running: dict[int, Role] = {}
    for at, one in ((at, profiles[at]) for at, role in roles.items() if role == "n" and not n):
        counts = one.rises and one.low == 1
        apart = one.whole and one.numbers == one.filled == len(one.cells) > 1
        if counts or (apart and not named and at == headings.columns[0].at):
            running[at] = "number" if named else "respondent"
    return roles | running


def _is_like_others(at: int, roles: Mapping[int, Role], profiles: Mapping[int, Profile]) -> bool:
    """Whether a column's cells are answers as those of other columns are, on one scale with them."""
    if "step" in roles.values() or "n" in roles.values():
        return False
    mine = profiles[at]
    free = [
        one for other, one in profiles.items() if roles.get(other) in (None, "value", "outcome") and _is_answers(one)
    ]
    ends = {(one.low, one.high) for one in free}
    return bool(ends) and _is_answers(mine) and any(low <= mine.low and mine.high <= high for low, high in ends)


def _is_answers(profile: Profile) -> bool:
    return profile.is_numbers and profile.whole and not profile.percents and 1 < profile.high <= BEST_OF_TEN


def _ids(roles: Mapping[int, Role], profiles: Mapping[int, Profile]) -> dict[int, Role]:
    """Columns beside those of figures whose numbers only tell the rows apart."""
    free = {at: one for at, one in profiles.items() if at not in roles and one.is_numbers}
    ids = [at for at, one in free.items() if one.is_ids or (one.rises and at == min(profiles))]
    return dict.fromkeys(ids, "respondent") if len(ids) < len(free) else {}


def _ticked(roles: Mapping[int, Role], profiles: Mapping[int, Profile]) -> dict[int, Role]:
    """Boxes that were ticked or not, beside answers with more than two points."""
    free = {at: one for at, one in profiles.items() if at not in roles and one.is_numbers}
    rows = max((one.filled for one in profiles.values()), default=0)
    boxes = [at for at, one in free.items() if _is_box(one, rows)]
    more = any(one.high > 1 for one in free.values())
    said = len(boxes) > 1 or any(free[at].low == 0 for at in boxes)
    return dict.fromkeys(boxes, "box") if more and said else {}


def _is_box(profile: Profile, rows: int) -> bool:
    """Whether its cells are 1 and 0, or 1 and nothing; ones throughout may be the worst answer."""
    is_one = profile.whole and profile.low >= 0 and profile.high == 1 and not profile.percents
    return is_one and (profile.low == 0 or profile.filled < rows)


def _as_said(table: Table, headings: Headings, told: Told) -> dict[int, Role]:
    single: tuple[tuple[Role, str], ...] = (
        ("step", told.step),
        ("group", told.group),
        ("n", told.n),
        ("target", told.target),
        ("case", told.case),
        ("time", told.time),
        ("end", told.end),
        ("channel", told.channel),
    )
    several: tuple[tuple[Role, Sequence[str]], ...] = (
        ("value", told.values),
        ("comment", told.comments),
        ("unused", told.unused),
    )
    said = [(role, name) for role, name in single if name]
    said += [(role, name) for role, names in several for name in names]
    roles = {named(headings, name, table.what).at: role for role, name in said}
    outcomes = (headings.named(name) for name in told.outcomes)  # a row of the column of steps may be one as well
    return roles | {column.at: "outcome" for column in outcomes if column is not None}


def _is_step(column: Column, known: set[str]) -> bool:
    return step_key(column.name) in known or step_key(short_names([column.asks])[0]) in known


def _as_its_cells_are(role: Role | None, profile: Profile, rows: int) -> Role | None:
    """A role that its cells do not belie: names are words or a few codes, a number of people is a number."""
    numbers = profile.numbers * 10 >= 9 * profile.filled
    if role in ("step", "group", "stage") and numbers:
        alike = len(profile.cells) * 2 <= profile.filled or len(profile.cells) == profile.filled
        return (
            role if (role == "group" and profile.whole and alike) or len(profile.cells) * 2 <= profile.filled else None
        )
    if role == "comment" and profile.is_numbers and profile.filled * 2 > rows:
        return None  # “Note” is a grade in German; numbers of footnotes stand in a few rows only
    if role in PARTS and not profile.is_numbers:
        return None
    if role == "quantity":
        return "other" if profile.is_numbers else None
    return "other" if role in ("n", "gap", "target", "benchmark", "sd") and not profile.numbers else role


def _steps_by_cells(known: set[str], roles: Mapping[int, Role], profiles: Mapping[int, Profile]) -> dict[int, Role]:
    """A column whose cells are the map's steps, whatever it is called."""
    hits = {
        at: sum(1 for cell in profile.cells if step_key(cell) in known)
        for at, profile in profiles.items()
        if roles.get(at) in (None, "other")
    }
    best = max(hits, key=lambda at: hits[at], default=None)
    if best is None or hits[best] < 2 or hits[best] * 2 < len(profiles[best].cells):
        return {}
    return {best: "step"}
