"""Pictures that are drawn when somebody asks for them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cjm_widgets.widgets.carried import CarriedWidget
from cjm_widgets.widgets.protocol.from_browser import Draw
from cjm_widgets.widgets.protocol.from_kernel import Drawn, NotDrawn
from cjm_widgets.widgets.protocol.received import received

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class PicturesWidget(CarriedWidget):
    """A button that asks for pictures, and the pictures.

    Args:
        draw: gives the pictures' markup, in which all text from people is escaped already. Whatever takes long in it
            is done elsewhere: the page's process has to answer meanwhile.
    """

    carried = "pictures"

    def __init__(self, draw: Callable[[], Awaitable[str]]) -> None:
        self._draw = draw
        self._drawing: asyncio.Task[None] | None = None
        super().__init__()

    def _received(self, content: object) -> None:
        asked = isinstance(received("pictures", content), Draw)
        if asked and (self._drawing is None or self._drawing.done()):
            self._drawing = asyncio.get_running_loop().create_task(self._answer())

    async def _answer(self) -> None:
        try:
            self.say(Drawn(markup=await self._draw()))
        except Exception:
            self.say(NotDrawn(say="The pictures could not be drawn. The map above shows the same figures."))
            raise

    def __repr__(self) -> str:
        return "Pictures of the map"
