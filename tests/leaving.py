"""People who leave, as people do."""

from __future__ import annotations

from typing import Any


def leaves(context: Any) -> None:
    """All pages of a browser are left, then it is closed: a context that is closed says no word and is waited for."""
    for page in context.pages:
        page.goto("about:blank")
    context.close()
