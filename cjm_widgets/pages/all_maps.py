"""All maps of a folder side by side: a workbook beside the start page, and no step of the method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from cjm_widgets.journey.in_small import SCALE
from cjm_widgets.pages.book import TITLES
from cjm_widgets.pages.page import Page
from cjm_widgets.pages.start_session import ALONE, StartSession
from cjm_widgets.tasks.making import day_now
from cjm_widgets.tasks.side_by_side import side_by_side, told_to_do

if TYPE_CHECKING:
    from cjm_widgets.store import JourneyStore
    from cjm_widgets.workshop.visitor import Visitor

NAME: Final = "all_maps"
"""In `open_page`; who may not open the start page may not open this one, which is why it counts as that one."""

PAGE: Final = Page(name="start", file="all_maps.ipynb", title="Side by side", parts={"main": ("all-maps",)})


class AllMapsSession(StartSession):
    """Binds the page to a folder of journeys.

    Args:
        store: the folder.
        visitor: who looks; a participant sees nothing here.
        owner: whose maps are shown first; "" for all.
    """

    PAGE: ClassVar[Page] = PAGE

    def __init__(self, store: JourneyStore, visitor: Visitor = ALONE, owner: str = "") -> None:
        self._owner = owner
        super().__init__(store, visitor)

    def _view(self) -> dict[str, Any]:
        lines = side_by_side(self._entries(), day_now())
        return {
            "maps": [line.to_json() for line in lines],
            "say": told_to_do(lines),
            "scale": SCALE,
            "owner": self._owner,
            "map_file": TITLES["map"][0],
        }
