"""What the facilitator has said about the steps, kept where all pages look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from cjm_widgets.store import StoreError
from cjm_widgets.workshop.agenda import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from cjm_widgets.store import JourneyStore

NAME: Final = "workshop.json"
_DAMAGED: Final = (
    "The agenda of the workshop could not be read, so every step is open and none is the current one. "
    "Say again where you are; the journeys are not touched by this."
)


class WorkshopState:
    """What was said beside one store of journeys. Several processes may read and change it at once.

    Args:
        store: the journeys.
    """

    def __init__(self, store: JourneyStore) -> None:
        self._shared = store.shared(NAME)

    def mark(self) -> Hashable:
        """Changes with every change; cheap, and never an error."""
        return self._shared.mark()

    def read(self) -> tuple[Workshop, str]:
        """What was said; and, as a sentence, why that is not known. It is never an error."""
        try:
            found = self._shared.read()
        except StoreError as error:
            return Workshop(), str(error)
        said = _said(found)
        return (Workshop(), _DAMAGED) if said is None else (said, "")

    def change(self, how: Callable[[Workshop], Workshop]) -> Workshop:
        """Changes what was said, whatever others do at the same moment; on disk when this returns.

        Args:
            how: gives what is said afterwards. What is damaged counts as nothing said.

        Raises:
            StoreError: if it cannot be written.
        """
        after = Workshop()

        def changed(before: bytes | None) -> bytes:
            nonlocal after
            after = how(_said(before) or Workshop())
            return after.model_dump_json(indent=2).encode() + b"\n"

        self._shared.change(changed, lambda before: _said(before) is not None)
        return after


def _said(data: bytes | None) -> Workshop | None:
    """What some bytes say; None if they cannot be understood."""
    try:
        return Workshop() if data is None else Workshop.model_validate_json(data)
    except (ValueError, ValidationError, RecursionError):
        return None
