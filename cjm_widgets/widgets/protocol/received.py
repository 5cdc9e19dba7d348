"""How what a browser has sent is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from cjm_widgets.widgets.protocol.from_browser import FROM_BROWSER
from cjm_widgets.widgets.protocol.from_kernel import ActionRefused
from cjm_widgets.widgets.protocol.named import as_named
from cjm_widgets.widgets.protocol.sent import Action, FromBrowser

if TYPE_CHECKING:
    from cjm_widgets.widgets.protocol.message import End, Message

_LEADERS_ONLY: Final = "Whoever leads the workshop does this."
_NOT_UNDERSTOOD: Final = "This could not be understood and was not done. Load the page again, then try once more."


def name_of(kind: type[Message]) -> tuple[str, str]:
    """What tells a message from others between the same ends: its kind, and its action or ""."""
    fields = kind.model_fields
    return str(fields["kind"].default), str(fields["action"].default) if issubclass(kind, Action) else ""


_READ_AS: Final = {(end, *name_of(kind)): kind for kind in FROM_BROWSER for end in kind.ends}


def received(end: End, content: object, *, leads: bool = True, name: str = "") -> FromBrowser | ActionRefused | None:
    """What a browser has sent, as a message; None where it is none that this end takes.

    An action that cannot be understood, or that its sender may not ask for, comes back as the answer to it.

    Args:
        end: the widget that the browser shows.
        content: what it sent, whatever that is.
        leads: whether its person leads the workshop.
        name: of its person, where that is known; "" where people say so themselves.
    """
    sent = content if isinstance(content, dict) else {}
    said, action = str(sent.get("kind")), str(sent.get("action", ""))[:80]
    kind = _READ_AS.get((end, said, action if said == "action" else ""))
    if kind is None:
        return None
    answers = issubclass(kind, Action)
    if kind.sender == "facilitator" and not leads:
        return ActionRefused(action=action, say=_LEADERS_ONLY) if answers else None
    try:
        return kind.model_validate(as_named(sent, name) if name else sent)
    except ValidationError:
        return ActionRefused(action=action, say=_NOT_UNDERSTOOD) if answers else None
