"""Pictures that are drawn when somebody asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.widgets.carried import CarriedWidget
from cjm_widgets.widgets.protocol import Draw, Drawn, NotDrawn, received

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

    def _received(self, content: object) -> None:
        if not isinstance(received("pictures", content), Draw):
            return
        try:
            self.say(Drawn(markup=self._draw()))
        except Exception:
            self.say(NotDrawn(say="The pictures could not be drawn. The map above shows the same figures."))
            raise

    def __repr__(self) -> str:
        return "Pictures of the map"
