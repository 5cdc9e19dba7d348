"""Columns that write their decimals in two ways, 1,5 beside 1.5: only one of the two would be read. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.roles import role_by_name
from cjm_widgets.evidence.told import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cjm_widgets.evidence.headings import Column
    from cjm_widgets.evidence.roles import Profile

NAMES: Final = {".": "point", ",": "comma"}
"""What a sign before decimals is called."""
_WRITTEN: Final = {sign: re.compile(rf"[-+−]?\d{{1,3}}{re.escape(sign)}\d{{1,2}} ?%?") for sign in NAMES}


def refuse_two_ways(
    sign: str, columns: Iterable[Column], read: Collection[str], known: Mapping[int, Profile], told: Collection[str]
) -> None:
    """Refuses a table of which a column of figures would be passed over only because of how it writes decimals.

    Args:
        sign: what stands before decimals where figures are read, "." or ",".
        columns: of the table.
        read: the names of those that are used.
        known: what the cells of each column say, read with `sign`.
        told: columns that somebody named as those with figures; where there are any, others are none.

    Raises:
        EvidenceError: that names the columns and a cell of each.
    """
    (other,) = NAMES.keys() - {sign}
    used: dict[str, str] = {}
    lost: dict[str, str] = {}
    for column in [] if told else columns:
        one = known[column.at]
        if column.name in read:
            used |= _written(column.name, one, sign)
        elif role_by_name(column) is None and not one.times and not one.is_numbers:
            lost |= _written(column.name, one, other)
    if used and lost:
        name, cell = next(iter(used.items()))
        raise EvidenceError(
            f"{listed([*lost])}: decimals are written with a {NAMES[other]}, such as {next(iter(lost.values()))}; in "
            f"“{name}” they are written with a {NAMES[sign]}, such as {cell}. Write all in one way: else only one of "
            "the two can be read. If what is left out holds no figures of steps, name with --value the columns that do."
        )


def _written(name: str, one: Profile, sign: str) -> dict[str, str]:
    """The first cell of a column that holds figures with a sign before decimals, and hardly anything else."""
    said = [cell for cell in one.cells if not cell.isdecimal() and cell not in one.nothing]
    fits = [cell for cell in said if _WRITTEN[sign].fullmatch(cell)]
    return {name: fits[0]} if fits and len(fits) * 4 >= 3 * len(said) else {}
