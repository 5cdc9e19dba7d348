"""What a place of journeys has around them: what lies beside, what was put aside, deleted or must be forgotten."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_widgets.store.address import Place
    from cjm_widgets.store.medium import Medium
    from cjm_widgets.store.protocol import Beside, DeletedJourneys, Shared


_On = TypeVar("_On", bound="AroundJourneys")
_P = ParamSpec("_P")
_T = TypeVar("_T")


def again(method: Callable[Concatenate[_On, _P], _T]) -> Callable[Concatenate[_On, _P], _T]:
    """A method that is begun anew where the line to the journeys breaks while it runs."""

    @wraps(method)
    def lasting(self: _On, /, *args: _P.args, **more: _P.kwargs) -> _T:
        return self._medium.again(lambda: method(self, *args, **more))

    return lasting


class AroundJourneys:
    """What is around the journeys of one place.

    Args:
        place: where they are.
        medium: what they are written on.
    """

    def __init__(self, place: Place, medium: Medium) -> None:
        self.place = place
        self._medium = medium

    @again
    def rewrite(self, journey_id: str, how: Callable[[bytes, bytes | None], bytes | None]) -> bool:
        """Puts another history in the place of a journey's, which must not hold what has to be forgotten any more.

        Args:
            journey_id: the journey's id.
            how: the history, and what the journey's file says -> the new history; None leaves it as it is.

        Returns:
            Whether it was done; otherwise somebody wrote meanwhile.

        Raises:
            StoreError: if it cannot be done; everything is then as it was.
        """
        return self._medium.rewrite(journey_id, how)

    @again
    def aside(self, journey_id: str) -> Mapping[str, bytes]:
        """What was damaged and is kept beside a journey, by name."""
        return self._medium.aside(journey_id)

    def where(self, journey_id: str) -> str:
        """Where a journey is, in words for people: the path of its file."""
        return str(self._medium.where(journey_id))

    def beside(self) -> Beside:
        """The files beside the journeys, for their owner only."""
        return self._medium.beside()

    def shared(self, name: str) -> Shared:
        """What all who use these journeys share under a name, such as what the facilitator has said."""
        return self._medium.shared(name)

    def bin(self) -> DeletedJourneys:
        """The journeys that were deleted."""
        return self._medium.bin()
