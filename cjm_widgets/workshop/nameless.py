"""The browsers whose changes have no name any more, since whoever uses them was forgotten.

What was not saved yet stays in a browser, with the name, and may come long after. Kept are the made-up numbers of such
browsers and no name.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.store import JourneyStore

NAME: Final = "forgotten.json"
_MOST: Final = 4000
"""More than fit in what is shared, with their quotes, are not kept: the oldest go."""


class Nameless:
    """Takes the name off changes that come from such browsers.

    Args:
        store: the journeys.
    """

    def __init__(self, store: JourneyStore) -> None:
        self._shared = store.shared(NAME)
        self._mark: Hashable = None
        self._browsers: frozenset[str] = frozenset()

    def of(self, edits: Iterable[Edit]) -> list[Edit]:
        """The changes, those of such browsers without a name.

        Args:
            edits: as the browser sent them.
        """
        browsers = self._known()
        return [
            edit.model_copy(update={"by": ""}) if edit.origin and edit.origin.author in browsers else edit
            for edit in edits
        ]

    def add(self, browsers: Iterable[str]) -> None:
        """Notes browsers; durable when this returns.

        Args:
            browsers: as the ids of their edits begin.

        Raises:
            StoreError: if it cannot be written.
        """
        new = sorted(browsers)

        def with_new(before: bytes | None) -> bytes:
            known = [one for one in _said(before) or () if one not in new]
            return json.dumps([*known, *new][-_MOST:]).encode() + b"\n"

        if new:
            self._shared.change(with_new, lambda before: _said(before) is not None)

    def _known(self) -> frozenset[str]:
        mark = self._shared.mark()
        if mark != self._mark:
            try:
                self._browsers = frozenset(_said(self._shared.read()) or ())
            except StoreError:
                return self._browsers
            self._mark = mark
        return self._browsers


def _said(data: bytes | None) -> list[str] | None:
    """What some bytes say; None if they cannot be understood."""
    try:
        found: Any = [] if data is None else json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) and all(isinstance(one, str) for one in found) else None
