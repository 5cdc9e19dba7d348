"""The addresses for those who run the workbook for others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tornado.web import Application

from cjm_widgets.serve.guard import Message
from cjm_widgets.serve.monitored.figures import Figures, Metrics
from cjm_widgets.serve.monitored.health import IsReady, Lives, Readiness, standing

if TYPE_CHECKING:
    from cjm_widgets.serve.guard import Pages
    from cjm_widgets.serve.kernels import PageKernels

METRICS: Final = "metrics"


def watched(base: str, pages: Pages, kernels: PageKernels) -> list[Any]:
    """Whether the server is well, for anybody; and its figures, for who has the facilitator's key.

    Args:
        base: where the server's addresses begin, with a slash at its end.
        pages: of the server.
        kernels: the processes of its pages.
    """
    base, readiness = re.escape(base), Readiness(lambda: standing(pages.place))
    return [
        (rf"{base}health/live", Lives),
        (rf"{base}health/ready", IsReady, {"readiness": readiness}),
        (rf"{base}{METRICS}", Metrics, {"figures": Figures(pages, kernels)}),
    ]


def at_a_port_of_their_own(application: Application) -> Application:
    """The figures alone, for whoever reaches the port.

    Args:
        application: the server's.
    """
    pages = application.settings["pages"]
    route = (f"/{METRICS}", Metrics, {"figures": Figures(pages, application.settings["kernel_manager"])})
    kept = {name: application.settings[name] for name in ("messages", "log_function")}
    return Application([route], default_handler_class=Message, pages=pages, **kept)
