"""The heart monitor by itself, for a notebook of one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import traitlets

from cjm_widgets.journey.describe import satisfaction_table
from cjm_widgets.journey.edits import EditError, apply, set_value
from cjm_widgets.journey.narration import narrate
from cjm_widgets.journey.paths import parse
from cjm_widgets.widgets.carried import CarriedWidget
from cjm_widgets.widgets.monitor_view import monitor_view
from cjm_widgets.widgets.protocol.from_browser import Rate
from cjm_widgets.widgets.protocol.from_kernel import NotRated, Rated
from cjm_widgets.widgets.protocol.received import received

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey

_RATING = re.compile(r"steps/[^/]+/ratings/room/value")


class HeartMonitor(CarriedWidget):
    """The heart monitor of a journey.

    Args:
        journey: the journey to draw; give another by setting `journey`.
        on_edit: called with each rating that people make, after `journey` has it; without it nobody can rate.
    """

    carried = "monitor"

    monitor = traitlets.Dict().tag(sync=True)

    def __init__(self, journey: Journey, on_edit: Callable[[Edit], None] | None = None) -> None:
        self._journey = journey
        self._on_edit = on_edit
        super().__init__(monitor=monitor_view(journey, editable=on_edit is not None))

    @property
    def journey(self) -> Journey:
        """The journey as it is now, ratings made here included."""
        return self._journey

    @journey.setter
    def journey(self, journey: Journey) -> None:
        self._journey = journey
        self.monitor = monitor_view(journey, editable=self._on_edit is not None)

    def _received(self, content: object) -> None:
        message = received("monitor", content)
        if not isinstance(message, Rate):
            return
        try:
            edit = self._edit(message.path, message.next)
        except EditError as error:
            self.say(NotRated(say=str(error)))
            return
        self.say(Rated())
        if self._on_edit is not None:
            self._on_edit(edit)

    def _edit(self, path: str, value: Any) -> Edit:
        if self._on_edit is None or not _RATING.fullmatch(path):
            raise EditError("Nothing can be changed here.")
        if parse(path).stops[0].item not in {step.id for step in self._journey.steps}:
            raise EditError("This step is no longer part of the journey.")
        edit = set_value(self._journey, path, value)
        self.journey = apply(self._journey, edit)
        return edit

    def __repr__(self) -> str:
        columns, rows = satisfaction_table(self._journey)
        table = ("  ".join(cell for cell in row if cell) for row in (columns, *rows))
        return "\n".join((narrate(self._journey), *table))
