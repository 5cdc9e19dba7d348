"""Customer data in, figures per step out."""

from cjm_widgets.evidence.attaching import Attached, Survey, attach
from cjm_widgets.evidence.survey import EvidenceError, Figure, negative_shares

__all__ = ["Attached", "EvidenceError", "Figure", "Survey", "attach", "negative_shares"]
