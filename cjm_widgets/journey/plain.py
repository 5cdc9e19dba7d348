"""What is worked out from a journey, as the plain JSON values that a page's state and other programs get."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any


def plain(value: Any) -> Any:
    """A value and all that is in it, with an object for each dataclass and a list for what stands in order.

    The library's `asdict` keeps tuples, which a browser never sends back, and copies every word.

    Args:
        value: a dataclass, or what one may hold.
    """
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return {name: plain(one) for name, one in value.items()} if isinstance(value, dict) else value
