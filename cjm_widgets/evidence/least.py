"""Which groups are too small to keep a person unnamed: one rule, wherever figures of groups leave a file. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST: Final = 5
"""People in a group from which on its figures stand on a map: fewer are a person's neighbours."""


def kept_back(sizes: Mapping[str, int]) -> frozenset[str]:
    """The groups whose figures are not shown, and those from which they could be reckoned.

    What all said, less what each group shown said, is what those kept back said: they must be enough people as well.

    Args:
        sizes: how many people there are in each group; those who belong to none are not counted.
    """
    ordered = sorted((group for group in sizes if sizes[group]), key=lambda group: (sizes[group], group))
    back = [group for group in ordered if sizes[group] < LEAST]
    while back and sum(sizes[group] for group in back) < LEAST and len(back) < len(ordered):
        back.append(ordered[len(back)])
    return frozenset(back)
