"""Which column is about what: as somebody says, else by its heading, else by its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.headings import short_names
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.roles import Profile, Role, role_by_name
from cjm_widgets.evidence.told import named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.evidence.headings import Column, Headings
    from cjm_widgets.evidence.table import Table
    from cjm_widgets.evidence.told import Told

_ONE_ONLY: Final[frozenset[Role]] = frozenset({"step", "group", "n", "target", "sd", "case", "channel"})
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
    for column in headings.columns:
        if column.at not in roles and not _is_step(column, known):
            role = role_by_name(column)
            if role in _ONE_ONLY and role in roles.values():
                role = "other"
            role = _as_its_cells_are(role, profiles[column.at])
            if role is not None:
                roles[column.at] = role
    if "step" not in roles.values():
        roles |= _steps_by_cells(known, roles, profiles)
    return roles


def _as_said(table: Table, headings: Headings, told: Told) -> dict[int, Role]:
    single: tuple[tuple[Role, str], ...] = (
        ("step", told.step),
        ("group", told.group),
        ("n", told.n),
        ("target", told.target),
        ("case", told.case),
        ("time", told.time),
        ("channel", told.channel),
    )
    several: tuple[tuple[Role, Sequence[str]], ...] = (("value", told.values), ("comment", told.comments))
    said = [(role, name) for role, name in single if name]
    said += [(role, name) for role, names in several for name in names]
    roles = {named(headings, name, table.what).at: role for role, name in said}
    outcomes = (headings.named(name) for name in told.outcomes)  # a row of the column of steps may be one as well
    return roles | {column.at: "outcome" for column in outcomes if column is not None}


def _is_step(column: Column, known: set[str]) -> bool:
    return step_key(column.name) in known or step_key(short_names([column.asks])[0]) in known


def _as_its_cells_are(role: Role | None, profile: Profile) -> Role | None:
    """A role that its cells do not belie: names are words or a few codes, a number of people is a number."""
    is_code = len(profile.cells) * 2 <= profile.filled
    if role in ("step", "group") and profile.numbers * 10 >= 9 * profile.filled and not is_code:
        return None
    return "other" if role == "n" and not profile.numbers else role


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
