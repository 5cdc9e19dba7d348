"""Remembers what the warm parent has loaded, to be the last that it calls."""

import sys

LOADED: set[str] = set()


def remember() -> None:
    LOADED.update(sys.modules)
