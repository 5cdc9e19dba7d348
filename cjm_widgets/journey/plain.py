"""What is worked out from a journey, as the plain JSON values that a page's state and other programs get."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def plain(value: Any) -> dict[str, Any]:
    """A dataclass and all that is in it, with lists for what stands in order.

    Args:
        value: a dataclass; what it holds may be dataclasses too.
    """
    return asdict(value, dict_factory=_with_lists)


def _with_lists(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in pairs}
