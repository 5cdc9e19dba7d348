"""The widget that is the facilitator's page; only facilitators' browsers load what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from cjm_widgets.widgets.carried import CarriedWidget

if TYPE_CHECKING:
    from collections.abc import Callable


class FacilitatorWidget(CarriedWidget):
    """All teams at a glance.

    Args:
        view: what the page shows at first; later only what changed is told.
        page: the page's name and title.
        summary: the teams in plain text.
        on_message: called with every message from the browser.
    """

    carried = "facilitator"

    view = traitlets.Dict().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)

    def __init__(
        self, *, view: dict[str, Any], page: dict[str, Any], summary: str, on_message: Callable[[object], None]
    ) -> None:
        self.summary = summary
        self._on_message = on_message
        super().__init__(view=view, page=page)

    def _received(self, content: object) -> None:
        self._on_message(content)

    def __repr__(self) -> str:
        return self.summary
