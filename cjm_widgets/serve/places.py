"""How many pages fit on this computer at once, and whose each of them is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import psutil

from cjm_widgets.warm.preload import forks

if TYPE_CHECKING:
    from cjm_widgets.workshop.visitor import Visitor

KEPT: Final = 8
"""Places beyond the limit that only facilitators take, and that they take first."""
EACH: Final = 12
"""Pages that one participant may have open at once: enough for every step of the method, not for the whole room."""
FEWEST, MOST = 10, 200


class Places:
    """The places of the room: each open page takes one.

    Args:
        most: how many pages participants may have open at once.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._taken: dict[str, Visitor] = {}
        self._leaving: set[str] = set()

    def __len__(self) -> int:
        return len(self._taken) - len(self._leaving)

    def short_of(self, visitor: Visitor) -> int:
        """How many pages have to go before this person gets a place; 0 if there is one."""
        if visitor.facilitates:
            return max(0, len(self) + 1 - self.most - KEPT)
        leading = sum(owner.facilitates for page, owner in self._taken.items() if page not in self._leaving)
        return max(0, len(self) - min(leading, KEPT) + 1 - self.most)

    def has_any(self, visitor: Visitor) -> bool:
        """Whether this person has a page open that they have not left yet."""
        return any(owner == visitor for page, owner in self._taken.items() if page not in self._leaving)

    def has_too_many(self, visitor: Visitor) -> bool:
        """Whether this participant has so many pages open that others would find no place."""
        mine = sum(owner == visitor for page, owner in self._taken.items() if page not in self._leaving)
        return not visitor.facilitates and mine >= EACH

    def take(self, page: str, visitor: Visitor) -> None:
        """Gives a place away."""
        self._taken[page] = visitor

    def leaving(self, page: str) -> None:
        """The page is being closed: its place is free for the next one, as a rule of the same person."""
        if page in self._taken:
            self._leaving.add(page)

    def stays(self, page: str) -> None:
        """The page is looked at after all."""
        self._leaving.discard(page)

    def people(self) -> int:
        """How many have a page open."""
        return len({owner.person for page, owner in self._taken.items() if page not in self._leaving})

    def give_back(self, page: str) -> None:
        """Its process has ended."""
        self._taken.pop(page, None)
        self._leaving.discard(page)

    def is_of(self, page: str, visitor: Visitor) -> bool:
        """Whether this person opened that page; where everybody is the facilitator, all are theirs."""
        owner = self._taken.get(page)
        return owner is not None and owner == visitor


def fitting(memory: int, cores: int, *, forks: bool) -> int:
    """How many pages fit: half of the memory, and no more than the processor can follow.

    Args:
        memory: of this computer, in bytes.
        cores: of its processor.
        forks: whether pages share the memory of what they have in common.
    """
    each = 40 * 1024**2 if forks else 110 * 1024**2
    return max(FEWEST, min(MOST, memory // 2 // each, cores * 40))


def fitting_here() -> int:
    """How many pages fit on this computer."""
    return fitting(psutil.virtual_memory().total, os.cpu_count() or 1, forks=forks())
