"""The widget that is the facilitator's page; only facilitators' browsers load what belongs to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from cjm_widgets.widgets.modules import linked, styles

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.widgets.page import Message

_HERE = Path(__file__).parent


class FacilitatorWidget(anywidget.AnyWidget):
    """All teams at a glance.

    Args:
        view: what the page shows at first; later only what changed is told.
        page: the page's name and title.
        summary: the teams in plain text.
        on_message: called with every message from the browser.
    """

    _esm = linked(_HERE / "facilitator" / "facilitator.js")
    _css = styles(
        _HERE / "look.css",
        *sorted((_HERE / "picture").glob("*.css")),
        *sorted((_HERE / "page").glob("*.css")),
        *sorted((_HERE / "facilitator").glob("*.css")),
    )

    view = traitlets.Dict().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)

    def __init__(
        self, *, view: dict[str, Any], page: dict[str, Any], summary: str, on_message: Callable[[Message], None]
    ) -> None:
        self.summary = summary
        self._on_message = on_message
        super().__init__(view=view, page=page)
        self.on_msg(self._heard)

    def tell(self, message: Message) -> None:
        """Sends a message to every browser that shows this page."""
        self.send(message)

    def _heard(self, _: object, content: object, __: object) -> None:
        if isinstance(content, dict):
            self._on_message(content)

    def __repr__(self) -> str:
        return self.summary

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if isinstance(data, dict):
            data["text/plain"] = repr(self)
        return bundle
