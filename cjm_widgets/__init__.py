"""A guided workbook for customer journey mapping in a workshop.

    import cjm_widgets as cjm

    cjm.open("airport").ratings

What is here for people who write Python is told in docs/python.md. It is loaded when it is first asked for: a page of
the workbook needs nothing of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cjm_widgets.api.asked import AskedError
    from cjm_widgets.api.asking import ask, feedback, groups, type_back
    from cjm_widgets.api.bringing import Proposals, attach, bring, detach, propose
    from cjm_widgets.api.comments import Comments, comments
    from cjm_widgets.api.differing import Diff, diff
    from cjm_widgets.api.folder import archive, copy, delete, deleted, due, maps, new, open, rename, restore  # noqa: A004
    from cjm_widgets.api.leaving import Exported, chart, check, export
    from cjm_widgets.api.listing import Listing
    from cjm_widgets.api.map import Map
    from cjm_widgets.api.running import run
    from cjm_widgets.journey.fault import CjmError, CjmWarning

__version__ = "0.1.0"

__all__ = [
    "AskedError",
    "CjmError",
    "CjmWarning",
    "Comments",
    "Diff",
    "Exported",
    "Listing",
    "Map",
    "Proposals",
    "archive",
    "ask",
    "attach",
    "bring",
    "chart",
    "check",
    "comments",
    "copy",
    "delete",
    "deleted",
    "detach",
    "diff",
    "due",
    "export",
    "feedback",
    "groups",
    "maps",
    "new",
    "open",
    "propose",
    "rename",
    "restore",
    "run",
    "type_back",
]

_HOMES = {
    "api.asked": ("AskedError",),
    "api.asking": ("ask", "feedback", "groups", "type_back"),
    "api.bringing": ("Proposals", "attach", "bring", "detach", "propose"),
    "api.comments": ("Comments", "comments"),
    "api.differing": ("Diff", "diff"),
    "api.folder": ("archive", "copy", "delete", "deleted", "due", "maps", "new", "open", "rename", "restore"),
    "api.leaving": ("Exported", "chart", "check", "export"),
    "api.listing": ("Listing",),
    "api.map": ("Map",),
    "api.running": ("run",),
    "journey.fault": ("CjmError", "CjmWarning"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"cjm_widgets.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
