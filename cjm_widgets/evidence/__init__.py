"""Customer data in, figures per step out."""

from cjm_widgets.evidence.attaching import Attached, Survey, attach
from cjm_widgets.evidence.found import Figure, Read
from cjm_widgets.evidence.problems import EvidenceError

__all__ = ["Attached", "EvidenceError", "Figure", "Read", "Survey", "attach"]
