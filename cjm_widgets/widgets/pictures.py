"""Pictures that are drawn when somebody asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.widgets.carried import CarriedWidget

if TYPE_CHECKING:
    from collections.abc import Callable


class PicturesWidget(CarriedWidget):
    """A button that asks for pictures, and the pictures.

    Args:
        draw: gives the pictures' markup, in which all text from people is escaped already.
    """

    carried = "pictures"

    def __init__(self, draw: Callable[[], str]) -> None:
        self._draw = draw
        super().__init__()
        self.on_msg(self._received)

    def _received(self, _: object, content: object, __: object) -> None:
        if content == {"kind": "draw"}:
            try:
                self.send({"kind": "drawn", "markup": self._draw()})
            except Exception:
                self.send(
                    {"kind": "failed", "say": "The pictures could not be drawn. The map above shows the same figures."}
                )
                raise

    def __repr__(self) -> str:
        return "Pictures of the map"
