"""Opening a journey again: only what its history has gained is read, as long as its file follows the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.store import files, history
from cjm_widgets.store.snapshot import written

if TYPE_CHECKING:
    from io import FileIO

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store.files import Stamp

STEPS_BACK = 8
"""How many edits the file may be behind the history: whoever saves writes the history first and the file at once."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells whether anybody changed a journey: the stamps of its file and of its history."""

    snapshot: Stamp
    history: Stamp


@dataclass(frozen=True, slots=True)
class Opened:
    """A journey as it was opened or saved last.

    Args:
        mark: from before it was read, or from right after it was saved.
        journey: the journey.
        end: how many bytes of the history it holds; None where that is not known.
    """

    mark: Mark
    journey: Journey
    end: int | None


def reopened(before: Opened, mark: Mark, data: bytes, lines: FileIO) -> Opened | None:
    """The journey with what was added since; None where only reading all of it tells.

    Args:
        before: as it was opened last.
        mark: from before file and history were read.
        data: the bytes of its file, read before the history.
        lines: its history, open.
    """
    stamp = files.stamp_of(lines)
    if before.end is None or stamp.number != before.mark.history.number or stamp.size < before.end:
        return None
    lines.seek(before.end)
    added = history.whole_lines(lines.readall())
    edits = [history.edit_in(line) for line in added.split(b"\n")[:-1]]
    states = [before.journey]
    for edit in edits:
        if edit is None:
            return None
        if history.repeats(edit):
            continue
        following = history.advanced(states[-1], [edit])
        if following is states[-1]:
            return None
        states.append(following)
    if not any(written(state) == data for state in reversed(states[-STEPS_BACK:])):
        return None  # changed by other means
    return Opened(mark, states[-1], before.end + len(added))
