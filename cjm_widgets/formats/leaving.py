"""What of a journey may leave: nothing of a single person or of too few, and only words that may be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.base import Loss
from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.quotes import may_leave
from cjm_widgets.journey.wording import counted

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Source, Step

_QUOTES: Final = ("quote of which nobody has said that it", "quotes of which nobody has said that they")
_REWORDED: Final = ("quote of which the words have", "quotes of which the words have")
"""Perhaps so that nobody knows who said it."""
_FEW: Final = ("figure that rests", "figures that rest")


def leaving(journey: Journey, now: Journey | None = None) -> tuple[Journey, tuple[Loss, ...]]:
    """The journey as it may leave, and what had to stay.

    Args:
        journey: the whole journey.
        now: the same as it stands today, where an edition leaves: what may not be quoted any more, or not in these
            words, or rests on fewer people than are shown by now, stays.
    """
    public = seen_by(journey, "")
    today = now or journey
    allowed = {(step.id, quote.id): quote.words for step in today.steps for quote in step.quotes if may_leave(quote)}
    at = {f"steps/{step.id}/quotes/{one.id}": (step.id, one) for step in public.steps for one in step.quotes}
    kept = [path for path, (step, one) in at.items() if not may_leave(one) or (step, one.id) not in allowed]
    reworded = [
        path
        for path, (step, one) in at.items()
        if path not in kept and allowed[step, one.id].strip() != one.words.strip()
    ]
    few = sorted(_of_too_few(public, today))
    losses = []
    if kept:
        losses.append(Loss(f"{counted(len(kept), *_QUOTES)} may be quoted left out", tuple(kept)))
    if reworded:
        losses.append(Loss(f"{counted(len(reworded), *_REWORDED)} been changed since left out", tuple(reworded)))
    if few:
        losses.append(Loss(f"{counted(len(few), *_FEW)} on too few people to be shown today left out", tuple(few)))
    editions = tuple(one.model_copy(update={"revision": ""}) for one in public.editions)
    bare = public.model_copy(update={"editions": editions, "revision": "", "rounds": ()})
    return _without(bare, frozenset((*kept, *reworded, *few))), tuple(losses)


def held_to(today: Journey, then: Journey) -> Journey:
    """An earlier state of a map, of which no more may leave than today.

    Its surveys ask for as many people, and what may not be quoted any more, or not in these words, may not be quoted.

    Args:
        today: the map as it stands.
        then: as it stood.
    """
    asked = {one.id: one.least for one in today.sources}
    words = {(step.id, one.id): one.words.strip() for step in today.steps for one in step.quotes if may_leave(one)}

    def held(step: Step) -> Step:
        quotes = (
            one
            if not may_leave(one) or words.get((step.id, one.id)) == one.words.strip()
            else one.model_copy(update={"quotable": "no"})
            for one in step.quotes
        )
        return step.model_copy(update={"quotes": tuple(quotes)})

    sources = (one.model_copy(update={"least": asked.get(one.id) or one.least}) for one in then.sources)
    return then.model_copy(update={"steps": tuple(map(held, then.steps)), "sources": tuple(sources)})


def few_left_out(journey: Journey) -> Journey:
    """A journey without the figures that rest on too few people, and those by which these could be reckoned.

    Args:
        journey: with all groups, as what is left of them may tell of the others.
    """
    return _without(journey, _of_too_few(journey, journey))


def _of_too_few(journey: Journey, today: Journey) -> frozenset[str]:
    """The paths of figures of answers that fewer people gave than is asked of this survey today."""
    asked = {one.id: one.least for one in today.sources}
    surveys = [(one, least) for one in journey.sources if (least := asked.get(one.id) or one.least)]
    if not surveys:
        return frozenset()
    from cjm_widgets.evidence.too_few import too_few  # most maps have no answers, and it loads much

    return frozenset().union(*(too_few(journey, source, least) for source, least in surveys))


def _without(journey: Journey, gone: frozenset[str]) -> Journey:
    """A journey without some of its quotes, ratings and figures of sources, by their paths."""

    def bare(part: str, item: Step | Source, *lists: str) -> Any:
        left = {
            name: tuple(one for one in getattr(item, name) if f"{part}/{item.id}/{name}/{one.id}" not in gone)
            for name in lists
        }
        return item.model_copy(update=left)

    if not gone:
        return journey
    steps = tuple(bare("steps", one, "quotes", "ratings") for one in journey.steps)
    return journey.model_copy(
        update={"steps": steps, "sources": tuple(bare("sources", one, "figures") for one in journey.sources)}
    )
