"""Opening a journey again: only what its history has gained is read, as long as its file follows the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.store import history
from cjm_widgets.store.snapshot import revision_of, written

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store.lately import Lately
    from cjm_widgets.store.medium import Lines
    from cjm_widgets.store.stamps import Mark


@dataclass(frozen=True, slots=True)
class Opened:
    """A journey as it was opened or saved last.

    Args:
        mark: from before it was read, or from right after it was saved.
        journey: the journey.
        end: how many bytes of the history it holds; None where that is not known.
        follows: whether the file was seen to say nothing that the history does not.
    """

    mark: Mark
    journey: Journey
    end: int | None
    follows: bool


def reopened(before: Opened, mark: Mark, data: bytes | None, lines: Lines, lately: Lately) -> Opened | None:
    """The journey with what was added since; None where only reading all of it tells.

    Args:
        before: as it was opened last.
        mark: from before file and history were read.
        data: the bytes of its file, read before the history; None if it is the file that it was.
        lines: its history, open.
        lately: its last changes.
    """
    stamp = lines.stamp()
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
        following = lately.advanced(states[-1], edit)
        if following is states[-1]:
            return None
        states.append(following)
    if data is not None:
        says = revision_of(data)
        if not any(state.revision == says and written(state) == data for state in states):
            return None  # changed by other means
    return Opened(mark, states[-1], before.end + len(added), follows=True)
