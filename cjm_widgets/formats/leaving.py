"""What of a journey may leave: no single person's ratings, dots or voice, and only words that may be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import Loss
from cjm_widgets.formats.losses import counted
from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.quotes import may_leave

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Quote

_QUOTES: Final = ("quote of which nobody has said that it", "quotes of which nobody has said that they")


def leaving(journey: Journey, now: Journey | None = None) -> tuple[Journey, tuple[Loss, ...]]:
    """The journey as it may leave, and what had to stay.

    Args:
        journey: the whole journey.
        now: the same as it stands today, where an edition leaves: what may not be quoted any more stays.
    """
    public = seen_by(journey, "")
    today = now or journey
    allowed = {(step.id, quote.id) for step in today.steps for quote in step.quotes if may_leave(quote)}
    kept = [
        f"steps/{step.id}/quotes/{quote.id}"
        for step in public.steps
        for quote in step.quotes
        if not _may(step.id, quote, allowed)
    ]
    steps = tuple(
        step.model_copy(update={"quotes": tuple(quote for quote in step.quotes if _may(step.id, quote, allowed))})
        if step.quotes
        else step
        for step in public.steps
    )
    editions = tuple(one.model_copy(update={"revision": ""}) for one in public.editions)
    shown = public.model_copy(update={"steps": steps, "editions": editions, "revision": "", "rounds": ()})
    return shown, (Loss(f"{counted(len(kept), *_QUOTES)} may be quoted left out", tuple(kept)),) if kept else ()


def _may(step: str, quote: Quote, allowed: set[tuple[str, str]]) -> bool:
    return may_leave(quote) and (step, quote.id) in allowed
