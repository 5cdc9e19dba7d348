"""A widget as small as can be, for pages that test the server."""

from pathlib import Path

import anywidget
import traitlets


class Tiny(anywidget.AnyWidget):
    """Counts in the browser, answers from Python; turns bytes round, in a trait and in a message."""

    _esm = Path(__file__).with_suffix(".js")
    count = traitlets.Int(0).tag(sync=True)
    answer = traitlets.Unicode("").tag(sync=True)
    raw = traitlets.Bytes(b"").tag(sync=True, from_json=lambda raw, _: bytes(raw))
    turned = traitlets.Bytes(b"").tag(sync=True)

    def __init__(self) -> None:
        super().__init__()
        self.on_msg(lambda _, content, buffers: self.send(content, [bytes(one)[::-1] for one in buffers]))

    @traitlets.observe("count")
    def _answer(self, change: dict) -> None:
        self.answer = f"Python has {change['new']}"

    @traitlets.observe("raw")
    def _turn(self, change: dict) -> None:
        self.turned = bytes(change["new"])[::-1]
