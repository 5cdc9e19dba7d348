"""What is worth another try: a line to the database that broke, or that has no room at the moment."""

from __future__ import annotations


class LostError(Exception):
    """The line to the database broke: whatever was begun is tried again as a whole."""


class FullError(LostError):
    """There is no room for one more connection: one may be free in a moment."""
