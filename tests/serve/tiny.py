"""A widget as small as can be, for pages that test the server."""

from pathlib import Path

import anywidget
import traitlets


class Tiny(anywidget.AnyWidget):
    """Counts in the browser, answers from Python."""

    _esm = Path(__file__).with_suffix(".js")
    count = traitlets.Int(0).tag(sync=True)
    answer = traitlets.Unicode("").tag(sync=True)

    @traitlets.observe("count")
    def _answer(self, change: dict) -> None:
        self.answer = f"Python has {change['new']}"
