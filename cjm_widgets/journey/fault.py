"""What goes wrong in the workbook and concerns people: one family, each with a sentence as its text."""

from __future__ import annotations


class CjmError(Exception):
    """Something cannot be done; its text says to people what and why, and mostly what to do."""


class UnfitError(CjmError, ValueError):
    """Something that somebody gave does not fit."""


class CjmWarning(UserWarning):
    """Something was done, and not all of it: what was left out, in a sentence for people."""
