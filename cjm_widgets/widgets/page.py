"""The widget that is a page: it takes edits from the browser and shows the journey it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from cjm_widgets.widgets.carried import CarriedWidget
from cjm_widgets.widgets.labels import labels

if TYPE_CHECKING:
    from collections.abc import Callable


class PageWidget(CarriedWidget):
    """One page of the workbook in a notebook's output.

    Args:
        spec: what the form asks (`widgets.spec.form`).
        journey: the journey as plain JSON values.
        view: what the pictures and the advice show, derived from the journey.
        page: the page's name, title, parts, and what is done on all pages.
        lists: the fields that hold lists, with what a new item of each holds (`widgets.spec.lists`).
        problem: why nothing can be shown, as a sentence; "" when all is well.
        workshop: what the facilitator says of the steps: the current one, the time left, which are closed.
        summary: the figures of the page in plain text, for a notebook that nobody looks at in a browser.
        on_message: called with every message from the browser.
    """

    carried = "page"

    spec = traitlets.Dict().tag(sync=True)
    journey = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)
    lists = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)
    saved_at = traitlets.Unicode().tag(sync=True)
    workshop = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        *,
        spec: dict[str, Any] | None = None,
        journey: dict[str, Any] | None = None,
        view: dict[str, Any] | None = None,
        page: dict[str, Any] | None = None,
        lists: dict[str, dict[str, Any]] | None = None,
        problem: str = "",
        saved_at: str = "",
        workshop: dict[str, Any] | None = None,
        summary: str = "",
        on_message: Callable[[object], None] | None = None,
    ) -> None:
        self.summary = summary
        self._on_message = on_message
        super().__init__(
            spec=spec or {},
            journey=journey or {},
            view=view or {},
            page=page or {},
            lists=lists or {},
            labels=labels(),
            problem=problem,
            saved_at=saved_at,
            workshop=workshop or {},
        )

    def _received(self, content: object) -> None:
        if self._on_message is not None:
            self._on_message(content)

    def __repr__(self) -> str:
        return self.problem or self.summary or "A page of the workbook"
