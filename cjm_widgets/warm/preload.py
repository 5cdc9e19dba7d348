"""What a warm process imports and calls before anybody asks for a kernel."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def preload(names: Sequence[str]) -> None:
    """Imports modules, and calls the functions that are named.

    Args:
        names: "module" or "module:function".
    """
    for name in names:
        module, _, function = name.partition(":")
        found = importlib.import_module(module)
        if function:
            getattr(found, function)()
