"""What tells one state of a journey from another without reading it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file from another; all zero where there is no file.

    Args:
        number: the file's number, which another file in its place does not have.
        changed: when it was last written, in nanoseconds since 1970.
        size: in bytes.
    """

    number: int = 0
    changed: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells whether anybody changed a journey: the stamps of its file and of its history."""

    snapshot: Stamp
    history: Stamp
