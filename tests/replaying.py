"""Replaying edits without judgement, as anybody could do with a history's lines."""

from collections.abc import Iterable
from functools import reduce

from cjm_widgets.journey.edits import Edit, apply
from cjm_widgets.journey.model import Journey


def apply_all(journey: Journey, edits: Iterable[Edit]) -> Journey:
    """The journey with all the edits made, in their order."""
    return reduce(apply, edits, journey)
