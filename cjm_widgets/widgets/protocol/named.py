"""What a browser has sent in the name of the person that is known to have sent it."""

from __future__ import annotations

import re
from typing import Any, Final

_DECIDED: Final = re.compile(r"overruled/[^/]+")
"""A decision not to follow advice, which names who took it."""


def as_named(sent: dict[str, Any], name: str) -> dict[str, Any]:
    """The message with that name wherever it says who somebody is.

    Args:
        sent: the message as it came.
        name: of the person.
    """
    if sent.get("kind") == "here":
        return {**sent, "name": name}
    if sent.get("kind") == "action":
        return {**sent, "by": name}
    if isinstance(edits := sent.get("edits"), list):
        return {**sent, "edits": [_edit(edit, name) if isinstance(edit, dict) else edit for edit in edits]}
    return sent


def _edit(edit: dict[str, Any], name: str) -> dict[str, Any]:
    path, new = str(edit.get("path")), edit.get("new")
    named = {**edit, "by": name}
    if _DECIDED.fullmatch(path) and isinstance(new, dict):
        return {**named, "new": {**new, "by": name}}
    decided, _, field = path.rpartition("/")
    return {**named, "new": name} if field == "by" and _DECIDED.fullmatch(decided) and new else named
