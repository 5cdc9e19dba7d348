"""The comments of a table that is brought, as its page shows them: searched here, a few at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence.comments import found_in

if TYPE_CHECKING:
    from cjm_widgets.widgets.protocol.from_browser import AskComments

NONE: Final[dict[str, Any]] = {"comments": [], "words": {}, "masked": ""}
"""What a table without comments says: as `tasks.comments.comments_to_json`."""


def comments_shown(said: dict[str, Any], asked: AskComments) -> dict[str, Any]:
    """Some of the comments, masked as they all are.

    Args:
        said: all of them, as `tasks.comments.comments_to_json` gives them.
        asked: which.

    Returns:
        `total` of all, `found`, `comments` (the first `most` of those found), `words` of each step, and `masked`.
    """
    every = said["comments"]
    at = found_in([one["words"] for one in every], asked.sought) if asked.sought.strip() else range(len(every))
    found = [one for one in (every[place] for place in at) if not asked.step or one["step"] == asked.step]
    shown = {"total": len(every), "found": len(found), "comments": found[: asked.most]}
    return {**shown, "words": said["words"], "masked": said["masked"]}
