"""What differs between two maps: their surveys, ratings, parts and promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.as_left import OF_FILE
from cjm_widgets.journey.differing.pieces import pieces, told_as_piece
from cjm_widgets.journey.differing.promises import promises
from cjm_widgets.journey.differing.satisfaction import asked_again, charts, has_groups, opinions
from cjm_widgets.journey.differing.values import Difference
from cjm_widgets.journey.editions import changes
from cjm_widgets.journey.matching import matched
from cjm_widgets.journey.model import Rating, Source

if TYPE_CHECKING:
    from datetime import date

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.paths import Path

_FIGURES: Final = "figures"


def difference(before: Journey, after: Journey, today: date | None, *, by_id: bool = True) -> Difference:
    """What differs, and whether chance could have done it.

    What single people rated for themselves has no part in it.

    Args:
        before: the earlier state, or the map that the other is laid beside.
        after: the later state.
        today: the day it is; None where nobody asks what came of the promises.
        by_id: whether an item is known by its id, where the maps are of one origin; else by name and place only.
    """
    before, after = seen_by(before, ""), seen_by(after, "")
    was = matched(after, before, by_id=by_id)
    asked = asked_again(before, after, was.ids)
    return Difference(
        asked=asked,
        opinions=opinions(before, after, was.ids),
        pieces=pieces(was.journey, after),
        others=changes(was.journey, after, _is_told),
        promises=promises(was.journey, after, today) if today else (),
        charts=charts(after),
        groups=(has_groups(before) or has_groups(after)) and not any(one.group for one in asked),
    )


def _is_told(place: Path) -> bool:
    """Whether a place is none of the map's words, or what changed there is told as a figure or a piece."""
    of_figures = place.model is Rating or (place.model is Source and place.name == _FIGURES)
    return place.part in OF_FILE or of_figures or told_as_piece(place)
