"""Widgets whose JavaScript and styles the server keeps where there is one; elsewhere they come with the widget."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

import anywidget
import traitlets

from cjm_widgets.widgets.modules import BROWSER, linked, styles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cjm_widgets.widgets.protocol.from_kernel import FromKernel

OWN: Final = "application/vnd.cjm.widget+json"
"""The media type by which an output says that it is one of these widgets, and which."""

VIEW: Final = "application/vnd.jupyter.widget-view+json"
"""The media type by which ipywidgets say the same."""

FILES_VARIABLE: Final = "CJM_WIDGET_FILES"
"""Under which address the server keeps them; the page itself loads the styles."""

_PAGE: Final = BROWSER / "page"
_PICTURE: Final = BROWSER / "picture"


def _styles(*parts: str) -> tuple[Path, ...]:
    return tuple(
        sheet
        for part in parts
        for sheet in sorted((BROWSER / part).glob("*.css"), key=lambda one: (one.name != "page.css", one.name))
    )


NAMES: Final = {
    "page": (_PAGE / "page.js", _styles("form", "picture", "apart", "feedback", "page")),
    "facilitator": (
        BROWSER / "facilitator" / "facilitator.js",
        _styles("form", "picture", "apart", "facilitator", "page"),
    ),
    "pictures": (_PAGE / "pictures.js", (_PAGE / "page.css",)),
    "monitor": (_PICTURE / "standalone.js", (_PICTURE / "picture.css", _PICTURE / "monitor.css")),
}
"""The module and the style sheets of each widget, by the name under which they are served."""


@cache
def module(name: str) -> str:
    """The JavaScript of a widget, with all that it imports.

    Args:
        name: one of NAMES.
    """
    return linked(NAMES[name][0])


@cache
def sheet(name: str) -> str:
    """The styles of a widget.

    Args:
        name: one of NAMES.
    """
    return styles(BROWSER / "look.css", *NAMES[name][1])


class CarriedWidget(anywidget.AnyWidget):
    """Base of our widgets; a subclass gives its name in NAMES.

    Args:
        values: of the widget's traits.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    carried: ClassVar[str]
    account: Callable[[], Mapping[str, str]] | None = None
    """Gives by media type what a viewer shows that has none of our widgets."""
    tells_below: bool = False
    """Whether the account is an output of its own, below the widget's: JupyterLab shows one of each output, and of a
    widget whose process has ended that is “model not found”."""

    def __init__(self, **values: Any) -> None:
        address = os.environ.get(FILES_VARIABLE)
        if address:
            served = (BROWSER / "served.js").read_text(encoding="utf-8")
            address = json.dumps(f"{address}{self.carried}.js")
            super().__init__(_esm=served.replace('"/* address */"', address), _css="", **values)
        else:
            super().__init__(_esm=module(self.carried), _css=sheet(self.carried), **values)

        self.on_msg(lambda _, content, pieces: self._brought(content, pieces) if pieces else self._received(content))

    def say(self, message: FromKernel) -> None:
        """Sends a message to every browser that shows this widget."""
        self.send(message.to_json())

    def _received(self, content: object) -> None:
        """Takes what a browser has sent, whatever it is."""

    def _brought(self, content: object, pieces: Sequence[memoryview]) -> None:
        """Takes bytes that a browser has sent with a message; nobody here needs any."""

    def _ipython_display_(self) -> None:
        if not self.tells_below or self.account is None:
            raise NotImplementedError  # it is shown as any other value
        from IPython import display

        publish: Any = display.publish_display_data
        bundle: Any = super()._repr_mimebundle_()
        data, metadata = bundle
        publish({VIEW: data[VIEW]}, metadata)
        publish(dict(self.account()))

    def _repr_mimebundle_(self, **options: Any) -> Any:
        if os.environ.get(FILES_VARIABLE):  # a served page shows the widget: nobody reads its figures in words
            view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
            return {OWN: {"id": self.model_id, "widget": self.carried}, VIEW: view, "text/plain": ""}, {}
        bundle = super()._repr_mimebundle_(**options)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if isinstance(data, dict):
            data |= {"text/plain": repr(self), **(self.account() if self.account else {})}
        return bundle
