"""The last changes of a journey and what came of each, so that a look, a save and a sentence make each change once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.store import history

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey

MOST: Final = 256
"""How many changes are kept: in a second of eight people who type there are forty."""


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of the history.

    Args:
        edit: the change.
        revision: of the journey before it.
        before: the journey before it; None where several were made at once.
        after: the journey after it.
    """

    edit: Edit
    revision: str
    before: Journey | None
    after: Journey | None


class Lately:
    """The last changes of one journey, as its history has them."""

    def __init__(self) -> None:
        self._changes: dict[str, _Change] = {}

    def advanced(self, journey: Journey, edit: Edit) -> Journey:
        """The journey with an edit from its history made; the same where the edit does not fit.

        Args:
            journey: as it stood before.
            edit: the next of its history.
        """
        known = self._changes.get(edit.id)
        if known is not None and known.before is journey and known.after is not None and known.edit == edit:
            return known.after
        after = history.advanced(journey, [edit])
        if after is not journey:
            self._keep(_Change(edit, journey.revision, journey, after))
        return after

    def made(self, revision: str, edits: Sequence[Edit]) -> None:
        """Takes in changes that were written to the history at once.

        Args:
            revision: of the journey before them.
            edits: in order.
        """
        for edit in edits:
            if history.begins(edit):
                revision = revision if history.repeats(edit) else edit.id
                continue
            self._keep(_Change(edit, revision, None, None))
            revision = edit.id

    def since(self, revision: str, now: str) -> tuple[Edit, ...] | None:
        """The changes from one revision to a later one, oldest first; None where not all of them are known.

        Args:
            revision: where to begin.
            now: the later revision.
        """
        found: list[Edit] = []
        while now != revision:
            known = self._changes.get(now)
            if known is None or len(found) > MOST:
                return None
            found.append(known.edit)
            now = known.revision
        return tuple(reversed(found))

    def _keep(self, change: _Change) -> None:
        self._changes[change.edit.id] = change
        if len(self._changes) > MOST:
            del self._changes[next(iter(self._changes))]
