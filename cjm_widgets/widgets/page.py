"""The widget that is a page: it takes edits from the browser and shows the journey it is given.

Whoever opens the widget gets all of it as its state. Afterwards only what changed is sent, as a message: `change` gives
it, and the widget's state follows without being sent; a browser that missed one asks for `whole`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import traitlets

from cjm_widgets.widgets.carried import CarriedWidget
from cjm_widgets.widgets.difference import patched
from cjm_widgets.widgets.labels import labels
from cjm_widgets.widgets.protocol.parts import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cjm_widgets.widgets.difference import Difference

STATE: Final = ("journey", "view", "page", "workshop")
"""What changes while people work."""


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
        summary: gives the figures of the page in plain text, for a notebook that nobody looks at in a browser.
        on_message: called with every message from the browser.
    """

    carried = "page"

    spec = traitlets.Dict().tag(sync=True)
    journey = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)
    revision = traitlets.Int().tag(sync=True)
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
        summary: Callable[[], str] = str,
        on_message: Callable[[object], None] | None = None,
    ) -> None:
        self._summary = summary
        self._on_message = on_message
        self.on_piece: Callable[[object, memoryview], None] | None = None
        """Called with a message that bytes came with, and the first of them."""
        self._quiet = False
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

    def change(self, changes: Sequence[Difference]) -> Change | None:
        """Changes what is shown; gives what is to be sent of it, None where nothing is.

        Args:
            changes: of the journey, the view, the page and the workshop under these names.
        """
        if not changes:
            return None
        since = self.revision
        self._quiet = True
        try:
            state = patched({name: getattr(self, name) for name in STATE}, changes)
            for name in STATE:
                setattr(self, name, state[name])
            self.revision = since + 1
        finally:
            self._quiet = False
        return Change(since=since, to=since + 1, changes=list(changes))

    def send_whole(self, workshop: dict[str, Any]) -> None:
        """Sends all that changes while people work, to browsers that missed some of it.

        Args:
            workshop: as it is now: the time that is left counts from when it is told.
        """
        self._quiet = True
        try:
            self.workshop = workshop
        finally:
            self._quiet = False
        self.send_state([*STATE, "revision"])

    def notify_change(self, change: Any) -> None:
        """Sends a change of the state, unless `change` gives it to be sent."""
        if self._quiet:
            traitlets.HasTraits.notify_change(self, change)
        else:
            super().notify_change(change)

    def _brought(self, content: object, pieces: Sequence[memoryview]) -> None:
        if self.on_piece is not None:
            self.on_piece(content, pieces[0])

    def _received(self, content: object) -> None:
        if self._on_message is not None:
            self._on_message(content)

    @property
    def summary(self) -> str:
        """The figures of the page in plain text."""
        return self._summary()

    def __repr__(self) -> str:
        return self.problem or self.summary or "A page of the workbook"
