"""What differs between two states of a map, or two maps of one journey, and how surely. Pure."""

from cjm_widgets.journey.differing.difference import difference
from cjm_widgets.journey.differing.values import Difference

__all__ = ["Difference", "difference"]
