"""The workbook as one zip file for each kind of computer, which is installed there without a network."""

from cjm_widgets.bundle.fault import BundleError
from cjm_widgets.bundle.making import make
from cjm_widgets.bundle.systems import SYSTEMS, System, named

__all__ = ["SYSTEMS", "BundleError", "System", "make", "named"]
